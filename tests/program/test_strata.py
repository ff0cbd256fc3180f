"""The order in which rules run, and the cycles that have none."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from relcore.errors import Diagnostic
from relcore.facts import Assessment, Axis, Customer, Finding, Order, Question, Score
from relcore.facts.base import Conclusion
from relcore.lang import (
    Clause,
    Playbook,
    absent,
    always,
    ask,
    assess,
    conclude,
    count,
    days,
    exists,
    highest,
    known,
    latest,
    or_else,
    score,
    total,
    value,
    warn,
    when,
)
from relcore.program import check, compile_program
from tests.program.one_book import only


class Link(Conclusion):
    """A link from one thing to another."""

    start: str
    end: str
    steps: int | None = None


def book(*functions: Callable[..., Clause]) -> Playbook:
    """Give a playbook of these rules."""
    playbook = Playbook("b")
    for function in functions:
        playbook.rule(origin="test")(function)
    return playbook


def strata(*functions: Callable[..., Clause]) -> list[list[str]]:
    """Give the rules of each stratum by their short names; a recursive one opens with '*'."""
    program = compile_program([book(*functions).ruleset()])
    return [
        ["*"] * stratum.recursive + [rule.id.removeprefix("b.") for rule in stratum.rules]
        for stratum in program.strata
    ]


def problem(*functions: Callable[..., Clause]) -> Diagnostic:
    """Give the one problem of these rules."""
    return only(check([book(*functions).ruleset()]))


def finding(code: str) -> Callable[[Finding], bool]:
    """Give the condition of being a finding with this code."""
    return lambda found: found.code == code


# --- strata -------------------------------------------------------------------------------------------


def base(customer: Customer) -> Clause:
    """Start from what is given."""
    return always().then(warn("base"))


def on_base(found: Finding) -> Clause:
    """Build on the base."""
    return when(found.code == "base").then(warn("on_base"))


def without_base(customer: Customer) -> Clause:
    """Need the absence of the base."""
    return when(absent(Finding, finding("base"))).then(warn("without_base"))


def on_everything(customer: Customer) -> Clause:
    """Count all findings."""
    return when(count(Finding) > 1).then(ask("many"))


def aside(order: Order) -> Clause:
    """Stand aside."""
    return always().then(ask("aside"))


def test_a_rule_runs_after_all_that_can_feed_it() -> None:
    assert strata(on_everything, without_base, on_base, base, aside) == [
        ["aside", "base"],
        ["on_base", "without_base"],
        ["on_everything"],
    ]


def test_the_order_in_which_rules_are_written_makes_no_difference() -> None:
    functions: list[Callable[..., Clause]] = [on_everything, without_base, on_base, base, aside]
    assert strata(*functions) == strata(*reversed(functions))


def test_a_program_without_rules_has_no_strata() -> None:
    assert compile_program([Playbook("empty").ruleset()]).strata == ()


def test_rules_are_listed_in_the_order_of_their_strata() -> None:
    program = compile_program([book(on_base, base, on_everything).ruleset()])
    assert list(program.rules) == ["b.base", "b.on_base", "b.on_everything"]
    assert program.derived == {"Finding", "Question"}


def link_orders(order: Order) -> Clause:
    """Link what an order names."""
    return when(known(order.product), known(order.contact_id)).then(
        conclude(Link, start=value(order.product), end=value(order.contact_id))
    )


def link_on(first: Link, second: Link) -> Clause:
    """Link on."""
    return when(first.end == second.start).then(conclude(Link, start=first.start, end=second.end))


def unlinked(customer: Customer) -> Clause:
    """Warn where nothing is linked."""
    return when(absent(Link)).then(warn("unlinked"))


def test_a_rule_that_feeds_itself_is_alone_in_a_recursive_stratum() -> None:
    assert strata(link_on, unlinked, link_orders) == [["link_orders"], ["*", "link_on"], ["unlinked"]]


def yes(found: Finding) -> Clause:
    """Answer a no."""
    return when(found.code == "no").then(warn("yes"))


def no(found: Finding) -> Clause:
    """Answer a yes."""
    return when(found.code == "yes").then(warn("no"))


def test_rules_that_feed_one_another_share_a_recursive_stratum() -> None:
    assert strata(yes, no, base) == [["base"], ["*", "no", "yes"]]


def test_looking_for_what_one_concludes_is_recursion_too() -> None:
    def again(customer: Customer) -> Clause:
        """Warn again."""
        return when(exists(Finding, lambda f: (f.code == "again") & exists(Order))).then(warn("again"))

    assert strata(again) == [["*", "again"]]


def value_from_score(customer: Customer) -> Clause:
    """Assess the value unless a stage is assessed."""
    return when(absent(Assessment, lambda a: a.axis == Axis.LADDER)).then(assess(Axis.VALUE, "vip"))


def stage_from_points(points: Score) -> Clause:
    """Assess the stage."""
    return when(points.axis == Axis.LADDER).then(assess(Axis.LADDER, points.value))


def stage_from_value(assessment: Assessment) -> Clause:
    """Assess the stage by the value."""
    return when(assessment.axis == Axis.VALUE).then(assess(Axis.LADDER, "friend"))


def test_constants_separate_rules_that_would_otherwise_form_a_cycle() -> None:
    assert strata(value_from_score, stage_from_points) == [["stage_from_points"], ["value_from_score"]]


def test_a_constant_may_stand_on_either_side_and_anywhere_in_a_conjunction() -> None:
    def count_links(customer: Customer) -> Clause:
        """Warn of many links."""
        return when(
            count(Finding, lambda f: exists(Order) & ((f.since == f.since) & (f.code == "base"))) > 1
        ).then(warn("many"))

    assert strata(count_links, base) == [["base"], ["count_links"]]


def test_a_field_that_is_no_constant_does_not_separate() -> None:
    def copy(order: Order) -> Clause:
        """Warn of whatever was ordered."""
        return when(known(order.product), absent(Finding, finding("tea"))).then(warn(value(order.product)))

    assert problem(copy).code == "RC210"


def test_an_unknown_constant_never_meets_a_known_one() -> None:
    def abstain(customer: Customer) -> Clause:
        """Abstain unless there is a friend."""
        return when(absent(Assessment, lambda a: a.value == "friend")).then(assess(Axis.LADDER, None))

    assert strata(abstain) == [["abstain"]]


# --- cycles -------------------------------------------------------------------------------------------


def test_a_cycle_through_absence_is_refused_and_named() -> None:
    found = problem(value_from_score, stage_from_value)
    assert found.code == "RC210"
    cycle = "b.stage_from_value -> b.value_from_score -> b.stage_from_value"
    assert found.problem == f"a cycle through absence or a sum: {cycle}"
    assert found.where.subject == "rule b.value_from_score"
    assert found.where.line == value_from_score.__code__.co_firstlineno
    assert found.hint.startswith("'b.value_from_score' needs the absence or sum of what 'b.stage_from_value'")
    assert found.hint.endswith("split the conclusion in two types or values")


def test_a_cycle_of_many_rules_is_named_from_end_to_end() -> None:
    def first(found: Finding) -> Clause:
        """Go on."""
        return when(found.code == "third").then(warn("first"))

    def second(found: Finding) -> Clause:
        """Go on."""
        return when(found.code == "first").then(warn("second"))

    def third(customer: Customer) -> Clause:
        """Go back."""
        return when(absent(Finding, finding("second"))).then(warn("third"))

    assert problem(first, second, third, base, on_base).problem == (
        "a cycle through absence or a sum: b.second -> b.first -> b.third -> b.second"
    )


def test_two_cycles_are_both_told() -> None:
    def other(customer: Customer) -> Clause:
        """Ask unless asked."""
        return when(absent(Question)).then(ask("other"))

    found = check([book(value_from_score, stage_from_value, other).ruleset()])
    assert sorted(diagnostic.where.subject for diagnostic in found) == [
        "rule b.other",
        "rule b.value_from_score",
    ]


THROUGH: dict[str, Callable[[Any], Any]] = {
    "absence": lambda o: absent(Finding),
    "negation": lambda o: ~exists(Finding),
    "double negation": lambda o: ~absent(Finding),
    "absence within": lambda o: exists(Order, lambda p: absent(Finding, lambda f: f.since == p.placed_on)),
    "presence under absence": lambda o: absent(Order, lambda p: exists(Finding)),
    "count": lambda o: count(Finding) < 3,
    "presence within a count": lambda o: count(Order, lambda p: exists(Finding)) < 3,
    "total": lambda o: total(Score, lambda s: s.points) < 3,
    "latest": lambda o: latest(Finding, lambda f: f.since) == o.placed_on,
    "highest within a default": lambda o: or_else(highest(Score, lambda s: s.points), 0) == 0,
    "known": lambda o: known(latest(Finding, lambda f: f.since)),
    "comparison of presence": lambda o: exists(Finding) == o.paid,
    "presence with a default": lambda o: or_else(exists(Finding), False),
}


@pytest.mark.parametrize("name", THROUGH)
def test_whatever_is_not_settled_by_more_facts_forms_a_cycle(name: str) -> None:
    def rule(order: Order) -> Clause:
        """Conclude what the rule itself asks for."""
        return when(THROUGH[name](order)).then(warn("seen"), score(Axis.VALUE, "vip", points=1))

    found = problem(rule)
    assert (found.code, found.problem) == ("RC210", "a cycle through absence or a sum: b.rule -> b.rule")


def test_a_conclusion_that_says_whether_something_exists_forms_a_cycle() -> None:
    class Seen(Conclusion):
        """Whether something was found."""

        is_seen: bool

    def note(customer: Customer) -> Clause:
        """Note whether something was found."""
        return always().then(conclude(Seen, is_seen=exists(Finding, finding("late"))))

    def late(seen: Any) -> Clause:
        """Warn where nothing was found."""
        return when(~seen.is_seen).then(warn("late"))

    late.__annotations__["seen"] = Seen
    assert problem(note, late).problem == "a cycle through absence or a sum: b.late -> b.note -> b.late"


def test_presence_joined_by_and_and_or_forms_no_cycle() -> None:
    def rule(order: Order) -> Clause:
        """Warn again."""
        return when((exists(Finding) & (order.items == 1)) | exists(Finding, finding("x"))).then(
            warn("again")
        )

    assert strata(rule) == [["*", "rule"]]


# --- recursion that may not end -----------------------------------------------------------------------


def step_sum(link: Link) -> Clause:
    """Count the steps."""
    return always().then(conclude(Link, start=link.start, end=link.end, steps=value(link.steps) + 1))


def step_total(link: Link) -> Clause:
    """Add up steps."""
    return always().then(
        conclude(Link, start=link.start, end=link.end, steps=total(Order, lambda order: value(link.steps)))
    )


def step_default(link: Link) -> Clause:
    """Count the steps, from nothing."""
    return always().then(
        conclude(Link, start=link.start, end=link.end, steps=or_else(value(link.steps) * 2, 1))
    )


def step_days(found: Finding) -> Clause:
    """Go from day to day."""
    return always().then(warn("day", since=value(found.since) + days(1)))


@pytest.mark.parametrize("function", [step_sum, step_total, step_default, step_days])
def test_a_recursion_that_computes_new_values_is_refused(function: Callable[..., Clause]) -> None:
    found = problem(function)
    assert found.code == "RC211"
    assert found.problem.startswith("a recursion that may not end: '")
    assert found.problem.endswith("' is computed anew in each round")
    assert found.hint == "in rules that feed themselves, conclude constants and fields of facts only"
    assert found.where.subject == f"rule b.{function.__name__}"


def test_the_field_that_is_computed_anew_is_named() -> None:
    assert "'Link.steps'" in problem(step_sum).problem
    assert "'Finding.since'" in problem(step_days).problem


def test_computing_outside_a_recursion_is_allowed() -> None:
    def steps(first: Link, order: Order) -> Clause:
        """Ask by a computed day."""
        return when(first.start == order.product).then(warn("day", since=order.placed_on + days(1)))

    assert strata(link_orders, link_on, steps) == [["link_orders"], ["*", "link_on"], ["steps"]]


def test_a_recursion_may_choose_among_values_that_exist() -> None:
    def furthest(link: Link) -> Clause:
        """Take the most items of all orders."""
        return always().then(
            conclude(Link, start=link.start, end=link.end, steps=highest(Order, lambda order: order.items))
        )

    assert strata(furthest) == [["*", "furthest"]]
