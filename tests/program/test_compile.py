"""From rule sets to a program: everything that is wrong is told at once."""

from __future__ import annotations

from typing import Any

import pytest

from relcore.errors import RuleError
from relcore.facts import Action, Customer, Finding, Recommendation
from relcore.lang import Clause, Playbook, absent, always, days_since, param, recommend, value, warn, when
from relcore.program import PASSES, check, compile_program, draft_program
from tests.program.one_book import Thing, playbook_of

THING: Any = Thing


def misspelt(thing: Thing) -> Clause:
    """Read a slip of the pen."""
    return when(thing.nummer > 1).then(warn("seen"))  # type: ignore[attr-defined]


def incomparable(thing: Thing) -> Clause:
    """Compare what cannot be."""
    return when(days_since(value(thing.words)) > param("leest")).then(recommend("send_greting"))  # type: ignore[arg-type]


def silent(thing: Thing) -> Clause:
    return when(absent(Finding)).then(warn("seen"))


def test_all_problems_are_raised_together_in_one_error() -> None:
    playbook = playbook_of(misspelt, incomparable, silent)
    with pytest.raises(RuleError) as caught:
        compile_program([playbook.ruleset()], {"least": 99, "lest": 1})
    codes = {
        (diagnostic.code, diagnostic.where.subject.removeprefix("rule book."))
        for diagnostic in caught.value.diagnostics
    }
    assert codes == {
        ("RC233", "parameter least"),
        ("RC231", "parameter lest"),
        ("RC204", "misspelt"),
        ("RC205", "incomparable"),
        ("RC203", "incomparable"),
        ("RC209", "incomparable"),
        ("RC227", "silent"),
        ("RC210", "silent"),
    }
    assert caught.value.diagnostics == check([playbook.ruleset()], {"least": 99, "lest": 1})
    for diagnostic in caught.value.diagnostics:
        assert diagnostic.hint
        assert str(diagnostic.where)
        assert str(diagnostic) in str(caught.value)


def test_checking_raises_nothing() -> None:
    assert len(check([playbook_of(misspelt).ruleset()])) == 1
    assert check([]) == ()


def test_a_program_holds_what_an_executor_needs() -> None:
    playbook = Playbook("care", version="2.1")
    playbook.parameter("care.days", 30, "Days of silence.")

    @playbook.rule(origin="test")
    def silence(customer: Customer) -> Clause:
        """Warn of a customer who is known for long."""
        return when(days_since(customer.since) > param("care.days")).then(warn("old", since=customer.since))

    program = compile_program([playbook.ruleset()], {"care.days": 60})
    assert list(program.rules) == ["care.silence"]
    assert program.playbooks == (("care", "2.1", ""),)
    assert program.values == {"care.days": 60}
    assert set(program.types) == {"Customer", "Finding"}
    assert program.models == {"Customer": Customer, "Finding": Finding}
    assert program.derived == {"Finding"}
    assert program.actions == {}


def test_actions_and_parameters_are_listed_by_name() -> None:
    program = compile_program([playbook_of().ruleset()])
    assert list(program.actions) == sorted(program.actions)
    assert Action.SEND_GREETING in program.actions
    assert list(program.parameters) == ["least", "limit", "other", "start", "word"]


def test_passes_run_from_names_to_strata() -> None:
    assert [step.__name__ for step in PASSES] == [
        "override",
        "merge",
        "bind_settings",
        "complete_heads",
        "check_rules",
        "stratify",
    ]


def test_a_draft_shows_what_came_of_a_faulty_program() -> None:
    draft = draft_program([playbook_of(misspelt, silent).ruleset()])
    assert [rule.id for rule in draft.rules] == ["book.misspelt", "book.silent"]
    assert len(draft.problems) == 3


def test_rule_sets_may_come_in_any_order() -> None:
    first, second = Playbook("first"), Playbook("second")

    @first.rule(origin="test")
    def greet(customer: Customer) -> Clause:
        """Warn."""
        return always().then(warn("seen"))

    @second.rule(origin="test")
    def again(found: Finding) -> Clause:
        """Warn again."""
        return when(found.code == "seen").then(warn("again"))

    rulesets = [first.ruleset(), second.ruleset()]
    program, other = compile_program(rulesets), compile_program(rulesets[::-1])
    assert program.digest == other.digest
    assert program.strata == other.strata


def test_a_guard_reads_what_rules_recommend() -> None:
    playbook = playbook_of()

    @playbook.rule(origin="test")
    def candidates(candidate: Recommendation) -> Clause:
        """Warn of a recommendation."""
        return when(candidate.action == Action.SEND_GREETING).then(warn("greeting"))

    @playbook.rule(origin="test")
    def greet(customer: Customer) -> Clause:
        """Greet."""
        return always().then(recommend(Action.SEND_GREETING))

    program = compile_program([playbook.ruleset()])
    assert [[rule.id for rule in stratum.rules] for stratum in program.strata] == [
        ["book.greet"],
        ["book.candidates"],
    ]
