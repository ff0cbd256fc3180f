"""The report of faults: a sample of them, with every way of checking that finds each."""

from __future__ import annotations

import pytest

from tests.verify.faults.corpus import FAULTS, Fault
from tests.verify.faults.report import Found, Suite, found_by, kept_laws, report, table

SAMPLE = {
    "misspelt-field": {"check"},
    "two-temperatures": {"verify", "suite"},
    "no-consent-guard": {"prove", "laws", "suite"},
    "due-a-day-late": {"suite"},
}


def named(name: str) -> Fault:
    return next(fault for fault in FAULTS if fault.name == name)


@pytest.fixture(scope="module")
def found() -> dict[str, Found]:
    sample = map(named, SAMPLE)
    return {one.fault.name: one for one in report(sample, customers=60, examples=10)}


@pytest.mark.parametrize("name", SAMPLE)
def test_a_fault_is_found_by_these_ways_and_no_others(name: str, found: dict[str, Found]) -> None:
    assert found[name].by == SAMPLE[name]


def test_in_the_healthy_playbook_nothing_is_found() -> None:
    assert found_by(None, Suite(20), kept_laws(10), 10) == frozenset()


def test_the_table_tells_each_fault_and_the_sums(found: dict[str, Found]) -> None:
    lines = table(list(found.values())).splitlines()
    assert lines[0].split() == ["fault", "kind", "check", "verify", "prove", "laws", "suite"]
    assert len(lines) == len(SAMPLE) + 2
    assert lines[1].split()[-5:] == ["yes", "-", "-", "-", "-"]
    assert lines[-1].startswith("4 faults")


def test_the_suite_notices_most_mutants() -> None:
    noticed, there_are = Suite(60).mutants
    assert there_are > 100
    assert noticed > there_are // 2
