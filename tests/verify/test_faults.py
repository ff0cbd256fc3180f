"""Forty faults in a small playbook: each is found by what the corpus says, and the healthy one by nothing."""

from __future__ import annotations

import pytest

from tests.verify.faults.corpus import FAULTS, Fault, finder


def test_nothing_is_wrong_with_the_healthy_playbook() -> None:
    assert finder(None) == ""


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_fault_is_found_by_what_is_said_to_find_it(fault: Fault) -> None:
    assert finder(fault) == fault.found_by


def test_there_are_forty_faults_and_few_escape() -> None:
    assert len(FAULTS) == 40
    assert [fault.name for fault in FAULTS if not fault.found_by] == [
        "due-a-day-late",
        "call-the-talkative",
        "greet-once-more",
    ]
