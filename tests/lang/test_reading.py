"""How a function becomes a rule: its name, its place, its parameters, its conclusions."""

from __future__ import annotations

import inspect
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from relcore.errors import Diagnostic, RuleError
from relcore.facts import Action, Axis, Customer, Finding, Layer, Order, Recommendation, RepAuthority
from relcore.ir import Bind, Compare, Const, Field, Head
from relcore.lang import (
    Clause,
    Playbook,
    always,
    ask,
    assess,
    conclude,
    defer,
    deny,
    evidence,
    narrow,
    recommend,
    replace,
    score,
    value,
    warn,
    when,
)
from tests.lang.one_rule import read

if TYPE_CHECKING:
    from relcore.facts import Delivery


def problem_of(function: Any) -> Diagnostic:
    """Give the one problem for which a function is refused as a rule."""
    with pytest.raises(RuleError) as caught:
        read(function)
    (problem,) = caught.value.diagnostics
    return problem


def test_a_rule_is_named_after_its_playbook_and_its_function() -> None:
    playbook = Playbook("care")

    @playbook.rule(cites="S1.B2", origin="us")
    def greet_new_buyer(customer: Customer, order: Order) -> Clause:
        """Greet a buyer
        within two days.

        What follows is for those who read the source.
        """
        return when(value(order.paid)).then(recommend(Action.SEND_GREETING))

    (rule,) = playbook.ruleset().rules
    assert rule.id == "care.greet_new_buyer"
    assert rule.doc == "Greet a buyer within two days."
    assert rule.binds == (Bind("customer", "Customer"), Bind("order", "Order"))
    assert rule.where == (Field("order", "paid"),)
    assert rule.cites == ("S1.B2",)
    assert rule.origin == "us"
    assert (rule.layer, rule.table) == ("", "")
    assert rule.source == "care"


def test_a_rule_can_be_given_another_name_and_several_sources() -> None:
    playbook = Playbook("care")

    @playbook.rule(id="other.name", cites=("S1", "S2"))
    def greet(customer: Customer) -> Clause:
        """Greet."""
        return always().then(warn("seen"))

    (rule,) = playbook.ruleset().rules
    assert (rule.id, rule.cites) == ("other.name", ("S1", "S2"))


def test_the_place_of_a_rule_is_where_its_function_stands() -> None:
    def greet(customer: Customer) -> Clause:
        """Greet."""
        return always().then(warn("seen"))

    place = read(greet).place
    assert place.file == __file__
    assert place.line == inspect.getsourcelines(greet)[1]
    assert place.subject == "rule book.greet"


def test_a_rule_without_a_docstring_is_read_and_left_to_the_compiler() -> None:
    def greet(customer: Customer) -> Clause:
        return always().then(warn("seen"))

    assert read(greet).doc == ""


def test_a_callable_that_is_no_function_is_refused() -> None:
    def greet(weight: int, customer: Customer) -> Clause:
        """Greet."""
        return always().then(recommend(Action.SEND_GREETING, weight=weight))

    with pytest.raises(RuleError) as caught:
        Playbook("book").rule(id="book.greet")(partial(greet, 1))
    (problem,) = caught.value.diagnostics
    assert problem.code == "RC226"
    assert problem.problem == "a rule is a function, not a partial"
    assert str(problem.where) == "rule book.greet"


def test_annotations_may_be_written_as_text() -> None:
    def greet(customer: "Customer", order: "Order") -> "Clause":  # noqa: UP037
        """Greet."""
        return always().then(warn("seen"))

    assert read(greet).binds == (Bind("customer", "Customer"), Bind("order", "Order"))


def test_an_annotation_that_is_imported_for_type_checkers_only_is_refused() -> None:
    def greet(delivery: Delivery) -> Clause:
        """Greet."""
        return always().then(warn("seen"))

    problem = problem_of(greet)
    assert problem.code == "RC226"
    assert "Delivery" in problem.problem
    assert "at module level" in problem.hint
    assert problem.where.line


@pytest.mark.parametrize("annotation", [inspect.Parameter.empty, int, "Axis", "Order | None", list[Order]])
def test_a_parameter_that_is_no_fact_is_refused(annotation: Any) -> None:
    def greet(customer: Customer, other: Any) -> Clause:
        """Greet."""
        return always().then(warn("seen"))

    if annotation is inspect.Parameter.empty:
        del greet.__annotations__["other"]
    else:
        greet.__annotations__["other"] = annotation
    problem = problem_of(greet)
    assert problem.code == "RC226"
    assert problem.problem == "parameter 'other' is not annotated with a fact type"
    assert problem.where.subject == "rule book.greet"


def test_a_rule_without_parameters_is_read() -> None:
    def greet() -> Clause:
        """Greet everybody."""
        return always().then(warn("seen"))

    assert read(greet).binds == ()


def _nothing(customer: Customer) -> Clause:
    """Forget to return."""
    when(customer.name == "x").then(warn("seen"))
    return None  # type: ignore[return-value]


def _only_a_condition(customer: Customer) -> Clause:
    """Forget the conclusion."""
    return when(customer.name == "x")


def _no_conclusion(customer: Customer) -> Clause:
    """Conclude nothing."""
    return always().then()


def _a_conclusion(customer: Customer) -> Clause:
    """Forget the clause."""
    return warn("seen")  # type: ignore[return-value]


@pytest.mark.parametrize("function", [_nothing, _only_a_condition, _no_conclusion, _a_conclusion])
def test_a_rule_that_concludes_nothing_is_refused(function: Any) -> None:
    problem = problem_of(function)
    assert problem.code == "RC224"
    assert problem.hint == "return when(...).then(...) with at least one conclusion"
    assert problem.where.subject == f"rule book.{function.__name__}"


def test_a_conclusion_is_of_a_conclusion_type_and_has_named_fields() -> None:
    def given(customer: Customer) -> Clause:
        """Conclude what is given."""
        return always().then(conclude(Customer, customer_id="c1"))  # type: ignore[arg-type]

    def by_position(customer: Customer) -> Clause:
        """Conclude by position."""
        return always().then(conclude(Finding, "seen"))  # type: ignore[call-arg]

    assert problem_of(given).code == "RC223"
    assert "subclass relcore.facts.Conclusion" in problem_of(given).hint
    assert problem_of(by_position).code == "RC223"
    assert problem_of(by_position).hint == "write name=value"


def test_conclusions_carry_the_rule_and_whatever_was_given() -> None:
    def rule(customer: Customer, order: Order) -> Clause:
        """Conclude one of each."""
        return always().then(
            warn("w", about=order.product, since=order.placed_on),
            ask("q", about=order.product),
            assess(Axis.VALUE, "vip", margin=2),
            evidence(Axis.VALUE, "vip", points=3, cue="c"),
            score(Axis.VALUE, "vip", points=4),
            recommend(Action.SEND_GREETING, weight=2),
            conclude(Finding, code="c"),
        )

    about, signature = ("about", Field("order", "product")), ("rule", Const("book.rule"))
    axis = ("axis", Const("value", "Axis"))
    found = {(head.fact, head.fields) for head in read(rule).heads}
    assert found == {
        ("Finding", (("code", Const("w")), about, ("since", Field("order", "placed_on")), signature)),
        ("Question", (("code", Const("q")), about, signature)),
        (
            "Assessment",
            (
                axis,
                ("value", Const("vip")),
                ("margin", Const(2)),
                ("reason", Const(None)),
                ("since", Const(None)),
                ("expires", Const(None)),
                signature,
            ),
        ),
        ("Evidence", (axis, ("value", Const("vip")), ("points", Const(3)), ("cue", Const("c")), signature)),
        ("Score", (axis, ("value", Const("vip")), ("points", Const(4)))),
        ("Recommendation", (("weight", Const(2)), ("action", Const("send_greeting", "Action")), signature)),
        ("Finding", (("code", Const("c")), signature)),
    }


def test_a_rule_that_signs_its_conclusion_itself_keeps_its_signature() -> None:
    def rule(customer: Customer) -> Clause:
        """Conclude in another name."""
        return always().then(conclude(Finding, code="c", rule="another"))

    assert read(rule).heads == (Head("Finding", (("code", Const("c")), ("rule", Const("another")))),)


def guard(function: Any) -> Any:
    """Read a function as a guard for law."""
    playbook = Playbook("book")
    playbook.guard(Layer.LAW, origin="test")(function)
    (rule,) = playbook.ruleset().rules
    return rule


def test_a_guard_judges_in_its_layer() -> None:
    def no_gift(candidate: Recommendation, limits: RepAuthority) -> Clause:
        """Judge in all four ways."""
        return when(candidate.action == Action.PERSONAL_GIFT).then(
            deny(candidate, "r1"),
            replace(candidate, Action.THANK_CUSTOMER, "r2", amount=0),
            narrow(candidate, "r3", limit=limits.max_gift),
            defer(candidate, "r4", until=date(2026, 3, 2)),
        )

    rule = guard(no_gift)
    assert rule.layer == "1_law"
    assert rule.where == (Compare("==", Field("candidate", "action"), Const("personal_gift", "Action")),)
    verdicts = [dict(head.fields) for head in rule.heads if head.fact == "Verdict"]
    kinds = [("deny", "r1"), ("replace", "r2"), ("narrow", "r3"), ("defer", "r4")]
    assert [(v["kind"].value, v["reason"].value) for v in verdicts] == kinds
    for verdict in verdicts:
        assert verdict["layer"] == Const("1_law", "Layer")
        assert verdict["rule"] == Const("book.no_gift")
        assert verdict["action"] == Field("candidate", "action")
        assert verdict["candidate"] == Field("candidate", "rule")
        assert verdict["about"] == Field("candidate", "about")
    (instead,) = [dict(head.fields) for head in rule.heads if head.fact == "Recommendation"]
    assert instead["action"] == Const("thank_customer", "Action")
    assert instead["about"] == Field("candidate", "about")
    assert instead["amount"] == Const(0)
    assert instead["rule"] == Const("book.no_gift")


def _first_is_another(customer: Customer, candidate: Recommendation) -> Clause:
    """Judge with the candidate in second place."""
    return always().then(deny(candidate, "r"))


def _no_candidate(customer: Customer) -> Clause:
    """Judge nothing."""
    return always().then(warn("seen"))


def _no_parameter() -> Clause:
    """Judge nothing at all."""
    return always().then(warn("seen"))


@pytest.mark.parametrize("function", [_first_is_another, _no_candidate, _no_parameter])
def test_a_guard_needs_a_candidate_as_its_first_parameter(function: Any) -> None:
    with pytest.raises(RuleError) as caught:
        guard(function)
    (problem,) = caught.value.diagnostics
    assert problem.code == "RC225"
    assert "first parameter" in problem.hint
    assert problem.where.subject == f"rule book.{function.__name__}"
