"""Mutants are noticed by good tests, missed by lazy ones, and counted honestly."""

from __future__ import annotations

import json
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relcore.cli import main
from relcore.executors.reference import ReferenceExecutor
from relcore.facts import Customer, Fact, Order, Snapshot
from relcore.ir import RuleSet
from relcore.lang import Clause, Playbook, days_since, value, warn, when
from relcore.program import compile_program
from relcore.testing.law import subject_of
from relcore.testing.listening import Run
from relcore.testing.mutants import all_mutants, mutants_of
from relcore.testing.mutation import mutate
from relcore.testing.programs import rulesets
from relcore.testing.rerun import Reruns
from relcore.testing.toy_world import AS_OF, fact_lists

DAY = date(2026, 3, 2)

playbook = Playbook("mutants")


@playbook.rule(origin="test")
def large_and_recent(order: Order) -> Clause:
    """A large and recent order is worth knowing."""
    return when(value(order.amount) >= 100, days_since(order.placed_on) <= 7).then(
        warn("share-regress", about=order.id)
    )


SUBJECT = subject_of([playbook], with_builtin=False)
RULE = "mutants.large_and_recent"

HEAD = """
from datetime import date, timedelta
import pytest
from relcore.executors.compiled import CompiledExecutor
from relcore.facts import Customer, Order, Snapshot, Finding
from tests.testing.test_mutation import DAY, SUBJECT


def warned(amount, days):
    order = Order(customer_id="c", id="o", placed_on=DAY - timedelta(days=days), amount=amount)
    facts = Snapshot.of([Customer(customer_id="c"), order])
    found = CompiledExecutor().run(SUBJECT.program, facts, DAY).of(Finding)
    return [(one.code, one.about) for one in found]
"""

GOOD = (
    HEAD
    + """

CASES = [(100, 7, 1), (101, 1, 1), (99, 1, 0), (100, 8, 0), (100, 6, 1)]


@pytest.mark.parametrize(("amount", "days", "hit"), CASES)
def test_limits(amount, days, hit):
    assert warned(amount, days) == ([("share-regress", "o")] if hit else [])
"""
)

LAZY = (
    HEAD
    + """

def test_something_comes():
    assert warned(5_000, 1)


def test_this_one_fails_anyway():
    assert not warned(100, 1)
"""
)


def suite(tmp_path: Path, text: str) -> str:
    path = tmp_path / f"test_{tmp_path.name}.py"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_every_kind_of_fault_is_made_once() -> None:
    mutants = mutants_of(SUBJECT.program.rules[RULE], SUBJECT.program)
    assert len({mutant.id for mutant in mutants}) == len(mutants)
    assert {mutant.kind for mutant in mutants} == {"threshold", "operator", "condition", "conclusion"}
    said = [mutant.change for mutant in mutants]
    assert "Order.amount >= 100: 100 becomes 101" in said
    assert "Order.amount >= 100: >= becomes >" in said
    assert "without the condition: days since Order.placed_on <= 7" in said
    assert "concludes Finding with code = share-regress-other" in said


def test_good_tests_notice_every_mutant(tmp_path: Path) -> None:
    report = mutate(SUBJECT, [suite(tmp_path, GOOD)])
    assert [mutant.change for mutant in report.missed] == []
    assert (report.share, report.tests) == (1.0, 5)
    assert report.possible == len(report.noticed) > 8


def test_lazy_tests_miss_mutants_and_a_failing_one_does_not_count(tmp_path: Path) -> None:
    report = mutate(SUBJECT, [suite(tmp_path, LAZY)])
    assert report.tests == 1
    missed = {mutant.change for mutant in report.missed}
    assert "Order.amount >= 100: >= becomes >" in missed
    assert "concludes Finding with code = share-regress-other" in missed
    assert {mutant.change for mutant in report.unreached} < missed
    assert 0 < report.share < 1


@pytest.mark.slow
def test_a_sample_is_the_same_for_the_same_seed(tmp_path: Path) -> None:
    tests = [suite(tmp_path, LAZY)]
    first, again = (mutate(SUBJECT, tests, sample=4, seed=7).as_dict() for _ in range(2))
    assert first == again
    assert first["tried"] == 4


@pytest.mark.slow
def test_the_command_lists_what_was_missed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(Path(__file__).parents[2])
    tests = suite(tmp_path, LAZY)
    command = ["mutate", "tests.testing.test_mutation:playbook", "--tests", tests, "--rules", "mutants."]
    assert main([*command, "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    # These tests run the playbook alone, and its rules are the same beside the built-in ones.
    assert data["tests"] == 1
    assert data["missed"]
    assert main(["mutate", "--tests", str(tmp_path / "nowhere")]) == 2
    assert "RC706" in capsys.readouterr().err


@settings(max_examples=25, deadline=None)
@given(rulesets(), fact_lists(), st.randoms(use_true_random=False))
def test_a_rerun_gives_what_the_reference_gives(
    ruleset: RuleSet, facts: list[Fact], chance: st.DataObject
) -> None:
    program = compile_program([ruleset])
    mutants = [m for m in all_mutants(program.rules.values(), program) if m.kind == "condition"]
    if not mutants:
        return
    mutant = mutants[chance.randrange(len(mutants))]  # type: ignore[attr-defined]
    rules = tuple(mutant.rule if rule.id == mutant.rule.id else rule for rule in program.rules.values())
    changed = RuleSet("changed", "1", rules, ruleset.parameters, (), ruleset.types, ruleset.models)
    run = Run(program, Snapshot.of(facts), AS_OF)
    usual = ReferenceExecutor().run(program, run.facts, AS_OF)
    found = Reruns().rerun(run, usual, mutant.rule)
    wanted = ReferenceExecutor().run(compile_program([changed]), run.facts, AS_OF)
    assert {fact: set(map(tuple, rows)) for fact, rows in found.derived.items() if rows} == {
        fact: set(map(tuple, rows)) for fact, rows in wanted.derived.items() if rows
    }
    if not Reruns().differs(run, usual, mutant.rule):
        assert found == usual


def test_the_day_and_the_customer_are_the_usual_ones() -> None:
    order = Order(customer_id="c", id="o", placed_on=DAY - timedelta(days=1), amount=Decimal(500))
    run = Run(SUBJECT.program, Snapshot.of([Customer(customer_id="c"), order]), DAY)
    usual = ReferenceExecutor().run(run.program, run.facts, DAY)
    (without,) = (
        mutant
        for mutant in mutants_of(SUBJECT.program.rules[RULE], SUBJECT.program)
        if mutant.change == "Order.amount >= 100: >= becomes <"
    )
    found = Reruns().rerun(run, usual, without.rule)
    assert (found.customer_id, found.as_of, found.program) == ("c", DAY, usual.program)
    assert (usual.rows("Finding") != [], found.rows("Finding")) == (True, [])
