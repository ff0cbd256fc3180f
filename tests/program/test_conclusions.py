"""Conclusions that are incomplete, and rules that do what is not theirs to do."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from relcore.facts import (
    BUILTIN_ACTIONS,
    Action,
    Beneficiary,
    Channel,
    Customer,
    Finding,
    Layer,
    Order,
    Recommendation,
)
from relcore.ir import Const, Field, Head
from relcore.lang import (
    Clause,
    Playbook,
    always,
    conclude,
    deny,
    narrow,
    recommend,
    replace,
    value,
    warn,
    when,
)
from relcore.program import check, compile_program
from tests.program.one_book import Colour, Mark, Tag, Thing, only, playbook_of, problems, raw_rule, raw_set

RECOMMEND: Any = Recommendation
TAG: Any = Tag


def test_a_conclusion_without_a_needed_field_is_refused() -> None:
    def rule(thing: Thing) -> Clause:
        """Conclude half a tag."""
        return always().then(conclude(TAG, colour=Colour.RED, number=1, share=1))

    problem = only(problems(rule))
    assert (problem.code, problem.problem) == ("RC207", "Tag is concluded without 'day'")
    assert problem.hint == "give day=..."
    assert problem.where.subject == "rule book.rule"


def test_what_is_not_given_gets_its_default() -> None:
    def rule(thing: Thing) -> Clause:
        """Conclude a mark."""
        return always().then(conclude(Mark, number=thing.number))

    program = compile_program([playbook_of(rule).ruleset()])
    (head,) = program.rules["book.rule"].heads
    assert head == Head(
        "Mark", (("colour", Const(None)), ("number", Field("thing", "number")), ("words", Const(None)))
    )


def test_a_recommendation_is_completed_from_the_declaration_of_its_action() -> None:
    def plain(thing: Thing) -> Clause:
        """Greet."""
        return always().then(recommend(Action.SEND_GREETING))

    def special(thing: Thing) -> Clause:
        """Greet in a special way."""
        return always().then(recommend(Action.SEND_GREETING, channel=Channel.MAIL, weight=3))

    program = compile_program([playbook_of(plain, special).ruleset()])
    spec = next(spec for spec in BUILTIN_ACTIONS if spec.name == Action.SEND_GREETING)
    fields = dict(program.rules["book.plain"].heads[0].fields)
    assert list(fields) == list(program.types["Recommendation"].columns)
    assert fields["purpose"] == Const(spec.purpose.value)
    assert fields["channel"] == Const(spec.channels[0].value)
    assert fields["beneficiary"] == Const(Beneficiary.NOBODY.value)
    assert fields["weight"] == Const(1)
    fields = dict(program.rules["book.special"].heads[0].fields)
    assert fields["channel"] == Const("mail", "Channel")
    assert fields["weight"] == Const(3)
    assert fields["purpose"] == Const(spec.purpose.value)


def test_what_is_given_is_never_concluded() -> None:
    fields = (("number", Const(1)), ("day", Const(date(2026, 3, 2))), ("colour", Const("red", "Colour")))
    problem = only(check([raw_set(raw_rule("r", {"a": "Mark"}, heads=(Head("Thing", fields),)))]))
    assert (problem.code, problem.problem) == ("RC207", "Thing is given, never concluded")
    assert problem.hint == "conclude a subclass of Conclusion"
    assert str(problem.where) == "rule r"


def test_an_action_that_is_no_constant_is_refused() -> None:
    def computed(order: Order) -> Clause:
        """Recommend whatever was ordered."""
        return when(order.items == 1).then(recommend(value(order.product)))

    def missing(order: Order) -> Clause:
        """Recommend nothing in particular."""
        return always().then(conclude(RECOMMEND, weight=2))

    for function in (computed, missing):
        problem = next(found for found in problems(function) if found.code == "RC208")
        assert problem.problem == "the action is not a constant"
        assert problem.hint == "write one rule, or table row, per action"
        assert problem.where.subject == f"rule book.{function.__name__}"


def test_a_rule_says_what_it_means() -> None:
    def rule(thing: Thing) -> Clause:
        return always().then(warn("seen"))

    problem = only(problems(rule))
    assert (problem.code, problem.problem) == ("RC227", "the rule has no docstring")
    assert problem.hint == "say in one sentence what it means"
    assert problem.where.subject == "rule book.rule"
    assert problem.where.line == rule.__code__.co_firstlineno


def test_a_rule_says_where_it_comes_from() -> None:
    playbook = Playbook("book")

    @playbook.rule()
    def rule(customer: Customer) -> Clause:
        """Warn."""
        return always().then(warn("seen"))

    problem = only(check([playbook.ruleset()]))
    assert (problem.code, problem.problem) == ("RC228", "the rule names no source")
    assert problem.hint == 'give cites="..." or origin="..."'


def guard_problems(function: Any) -> list[tuple[str, str, str]]:
    """Give the problems of a guard."""
    playbook = playbook_of()
    playbook.guard(Layer.LAW, origin="test")(function)
    found = check([playbook.ruleset()])
    assert {problem.where.subject for problem in found} <= {f"rule book.{function.__name__}"}
    return [(problem.code, problem.problem, problem.hint) for problem in found]


ONLY_JUDGE = "a guard may only deny, replace, narrow or defer"


def test_a_guard_may_judge() -> None:
    def judge(candidate: Recommendation) -> Clause:
        """Judge."""
        return always().then(
            deny(candidate, "r"),
            narrow(candidate, "r", channel=Channel.MAIL),
            replace(candidate, Action.THANK_CUSTOMER, "r"),
        )

    assert guard_problems(judge) == []


def test_a_guard_may_not_conclude_anything_else() -> None:
    def judge(candidate: Recommendation) -> Clause:
        """Judge, and warn."""
        return always().then(deny(candidate, "r"), warn("seen"))

    assert guard_problems(judge) == [("RC229", "a guard concludes Finding", ONLY_JUDGE)]


def test_a_guard_may_not_recommend_but_in_place_of_the_candidate() -> None:
    def add(candidate: Recommendation) -> Clause:
        """Add something."""
        return always().then(deny(candidate, "r"), recommend(Action.THANK_CUSTOMER))

    def other(candidate: Recommendation) -> Clause:
        """Replace, and add something else."""
        return always().then(replace(candidate, Action.THANK_CUSTOMER, "r"), recommend(Action.SEND_GREETING))

    for function in (add, other):
        assert guard_problems(function) == [("RC229", "a guard concludes Recommendation", ONLY_JUDGE)]


def test_only_a_guard_may_judge() -> None:
    def rule(candidate: Recommendation) -> Clause:
        """Judge without being a guard."""
        return always().then(deny(candidate, "r"))

    found = {problem.code: problem for problem in problems(rule)}
    assert found["RC229"].problem == "only a guard may conclude a verdict"
    assert found["RC229"].hint == "write it under @playbook.guard(layer)"


def test_a_replacement_by_an_unknown_action_is_refused() -> None:
    def judge(candidate: Recommendation) -> Clause:
        """Replace by a slip of the pen."""
        return always().then(replace(candidate, "thank_custmer", "r"))

    assert guard_problems(judge) == [
        ("RC209", "there is no action 'thank_custmer'", "did you mean 'thank_customer'?")
    ]


@pytest.mark.parametrize("model", [Finding, Mark])
def test_conclusions_are_read_like_facts(model: Any) -> None:
    def rule(found: Any) -> Clause:
        """Warn again."""
        return always().then(conclude(Mark, words="again"))

    rule.__annotations__["found"] = model
    assert problems(rule) == ()
