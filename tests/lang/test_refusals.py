"""What Python can do with a value and a rule cannot: each is refused with the right form."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from relcore.errors import Diagnostic, RuleError
from relcore.facts import Channel, Order
from relcore.lang import (
    Clause,
    always,
    days,
    exists,
    holds,
    known,
    one_of,
    or_else,
    param,
    recommend,
    warn,
    when,
)
from tests.lang.one_rule import conditions, read

Body = Callable[[Any], Any]


def refusal(body: Body) -> Diagnostic:
    """Give the one problem for which a condition is refused."""
    with pytest.raises(RuleError) as caught:
        conditions(body)
    (problem,) = caught.value.diagnostics
    return problem


BODIES: dict[str, tuple[Body, str, str]] = {
    "and": (lambda order: order.paid and order.returning, "no truth value", "& for 'and'"),
    "or": (lambda order: order.paid or order.returning, "no truth value", "| for 'or'"),
    "not": (lambda order: not order.paid, "no truth value", "~ for 'not'"),
    "if": (
        lambda order: order.paid if order.returning else order.cancelled,
        "no truth value",
        "when(...) for 'if'",
    ),
    "in a tuple": (
        lambda order: order.product in ("tea", "salt"),
        "no truth value",
        "one_of(x, ...) for 'in'",
    ),
    "in a set": (lambda order: order.product in {"tea"}, "looked up", "one_of(x, ...)"),
    "in a field": (lambda order: "tea" in order.product, "'in' cannot be recorded", "holds(field, value)"),
    "key of a dictionary": (lambda order: {"tea": 1}[order.product] == 1, "looked up", "a decision table"),
    "chained comparison": (lambda order: 1 <= order.items <= 3, "no truth value", "(a <= x) & (x <= b)"),
    "max": (lambda order: max(order.items, 3) > 2, "no truth value", "when(...)"),
    "len": (lambda order: len(order.product) > 2, "len()", "count(FactType, where)"),
    "for": (
        lambda order: [len(part) for part in order.product],
        "no parts",
        "exists(...), count(...) or total(...)",
    ),
    "sum": (lambda order: sum(order.amount) > 2, "no parts", "total(...)"),
    "subscript": (lambda order: order.product[0] == "t", "no parts", "exists(...)"),
    "division": (lambda order: order.amount / order.items > 2, "division is not exact", "a >= b * limit"),
    "division of a constant": (lambda order: 9 / order.items > 2, "division is not exact", "a >= b * limit"),
    "whole division": (lambda order: order.items // 2 == 1, "division is not exact", "a >= b * limit"),
    "remainder": (lambda order: order.items % 2 == 1, "division is not exact", "multiply the other side"),
    "power": (lambda order: order.items**2 > 4, "add, subtract and multiply", "compare exact values"),
    "abs": (lambda order: abs(order.items) > 4, "add, subtract and multiply", "(x < -n) | (x > n)"),
    "round": (lambda order: round(order.amount) > 4, "add, subtract and multiply", "instead of rounded ones"),
    "floor": (lambda order: math.floor(order.amount) > 4, "add, subtract and multiply", "rounded ones"),
    "int": (lambda order: int(order.amount) > 4, "add, subtract and multiply", "compare exact values"),
    "float": (lambda order: order.amount > 0.5, "0.5 is not exact", "write Decimal('0.5')"),
    "days of a float": (lambda order: order.placed_on + days(0.5) == 1, "0.5 is not exact", "Decimal('0.5')"),  # type: ignore[arg-type]
    "infinite": (lambda order: order.amount > Decimal("Infinity"), "not a number", "a finite Decimal"),
    "formatting": (
        lambda order: order.product == f"{order.channel}",
        "no text can be made",
        "field of its own",
    ),
    "str": (lambda order: str(order.product) == "tea", "no text can be made", "field of its own"),
    "method": (lambda order: order.product.startswith("t"), "method 'startswith'", "have fields only"),
    "part of a date": (
        lambda order: order.placed_on.year == 2026,
        "attribute or method 'year'",
        "have fields only",
    ),
    "method of the fact": (lambda order: order.model_dump() == {}, "cannot call methods", "compare fields"),
    "identity": (lambda order: order.amount is None, "always False", "~known(x) for 'x is None'"),
    "identity within": (lambda order: order.paid & (order.amount is not None), "always True", "known(x)"),
    "identity in front": (lambda order: (order.amount is None) | order.paid, "always False", "~known(x)"),
    "identity and": (lambda order: (order.amount is None) & order.paid, "always False", "~known(x)"),
    "identity inside": (
        lambda order: exists(Order, lambda other: other.amount is None),
        "always False",
        "~known(x)",
    ),
    "naive instant": (lambda order: order.placed_at > datetime(2026, 1, 1), "has no time zone", "tzinfo=UTC"),
    "whole fact equals": (
        lambda order: exists(Order, lambda other: other == order),
        "a whole fact",
        "its fields",
    ),
    "whole fact differs": (
        lambda order: exists(Order, lambda other: other != order),
        "a whole fact",
        "its fields",
    ),
    "whole fact is greater": (lambda order: order > 1, "a whole fact", "name one of its fields"),
    "whole fact known": (lambda order: known(order), "a whole fact", "name one of its fields"),
    "whole fact as value": (lambda order: order.product == order, "a whole fact", "name one of its fields"),
    "whole fact is true": (
        lambda order: order and order.paid,
        "a fact has no truth value",
        "exists(FactType",
    ),
    "whole fact in text": (
        lambda order: order.product == f"{order}",
        "a whole fact",
        "name one of its fields",
    ),
    "other object": (
        lambda order: order.product == Path("tea"),
        "cannot stand in a rule",
        "an enumeration member",
    ),
    "list": (lambda order: order.product == ["tea"], "cannot stand in a rule", "a field"),
    "one_of a field": (
        lambda order: one_of(order.product, order.channel),
        "constants",
        "(x == a) | (x == b)",
    ),
    "one_of nothing": (lambda order: one_of(order.product), "one or more constants", "(x == a) | (x == b)"),
    "holds a field": (lambda order: holds(order.product, order.channel), "a constant", "enumeration member"),
}


@pytest.mark.parametrize("name", BODIES)
def test_what_cannot_be_recorded_is_refused_with_the_right_form(name: str) -> None:
    body, problem, hint = BODIES[name]
    found = refusal(body)
    assert found.code in ("RC220", "RC221")
    assert problem in found.problem
    assert hint in found.hint
    assert found.where.subject == "rule book.rule"
    assert found.where.file.endswith("one_rule.py")


def test_a_whole_fact_cannot_be_concluded() -> None:
    def rule(order: Order) -> Clause:
        """Warn about an order."""
        return when(known(order.paid)).then(warn("paid", about=order))  # type: ignore[arg-type]

    with pytest.raises(RuleError, match="RC221 a whole fact is not a value"):
        read(rule)


def test_a_text_made_of_a_field_cannot_be_an_action() -> None:
    def rule(order: Order) -> Clause:
        """Recommend something."""
        return always().then(recommend(f"send_{order.product}"))

    with pytest.raises(RuleError, match="no text can be made of it"):
        read(rule)


def test_what_looks_alike_and_can_be_recorded_is_not_refused() -> None:
    wanted: list[Body] = [
        lambda order: order.amount > Decimal("0.5"),
        lambda order: order.placed_at > datetime(2026, 1, 1, tzinfo=UTC),
        lambda order: one_of(order.channel, Channel.VISIT, Channel.PHONE),
        lambda order: ~known(order.amount),
        lambda order: or_else(order.paid, False),
        lambda order: order.paid == True,  # noqa: E712
        lambda order: order.items >= param("items.least"),
    ]
    assert all(len(conditions(body)) == 1 for body in wanted)


def test_tools_that_look_for_marks_of_python_find_none() -> None:
    def body(order: Any) -> Any:
        assert not hasattr(order, "__wrapped__")
        assert not hasattr(order.paid, "__wrapped__")
        return order.paid

    assert len(conditions(body)) == 1
