"""What is handed to the engine: typed tests and joins on flat records, not truth values found beforehand."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from relcore.executors.durable import DurableExecutor
from relcore.ir import (
    Aggregate,
    Arith,
    AsOf,
    Compare,
    Const,
    DaysBetween,
    Expr,
    Known,
    Not,
    OneOf,
    Or,
    Rule,
)
from tests.executors.durable.needs import NEEDS_DURABLE
from tests.executors.durable.small import (
    AS_OF,
    Colour,
    Other,
    Thing,
    field,
    program_of,
    rule,
    seen,
    that,
    there,
    things,
)

pytestmark = NEEDS_DURABLE
PAD = {"one": {"f0": "one"}}


def handed(executor: DurableExecutor, *rules: Rule) -> list[dict[str, Any]]:
    """Give the rules that the engine is handed, without the one that prepares it."""
    found = []
    for definition in executor.definitions(program_of(*rules)):
        found += [content for name, content in json.loads(definition).items() if name != "prime"]
    return found


def patterns(executor: DurableExecutor, *where: Expr) -> list[list[Any]]:
    """Give the patterns of a rule for two things and another one, each as its list of tests."""
    (only,) = handed(executor, rule("r", {"a": Thing, "o": Other}, *where))
    return [tests["$and"] for pattern in only["all"] for tests in pattern.values()]


def test_a_field_is_compared_with_a_constant_by_the_engine(executor: DurableExecutor) -> None:
    where = (
        that("a.n", ">=", 3),
        that("a.colour", "==", Colour.GREEN),
        Not(field("a.flag")),
        that("a.maybe_n", "!=", 7),
    )
    ((kind, *tests),) = patterns(executor, *where)
    assert kind == {"t": "Thing"}
    assert tests == [{"$gte": {"n": 3}}, {"$neq": {"maybe_n": 7}}, {"colour": "green"}, {"flag": 0}]


def test_a_join_is_made_by_the_engine_and_ends_with_what_is_always_true(executor: DurableExecutor) -> None:
    first, second = patterns(executor, that("a.n", "<", field("o.n")))
    assert first == [{"t": "Thing"}]
    assert second == [{"t": "Other"}, {"$gt": {"n": {"f0": "n"}}}, PAD]


def test_an_unknown_never_enters_a_join(executor: DurableExecutor) -> None:
    first, second = patterns(executor, that("a.maybe_n", "==", field("o.maybe_n")))
    assert first == [{"t": "Thing"}, {"$ex": {"maybe_n": 1}}]
    assert second == [{"t": "Other"}, {"$ex": {"maybe_n": 1}}, {"maybe_n": {"f0": "maybe_n"}}, PAD]


def test_days_since_are_compared_as_a_number_of_days(executor: DurableExecutor) -> None:
    recent = Compare("<=", DaysBetween(field("a.day"), AsOf()), Const(30))
    assert patterns(executor, recent) == [[{"t": "Thing"}, {"$gte": {"day_from_today": -30}}]]
    assert patterns(executor, that("a.day", "<", AS_OF)) == [
        [{"t": "Thing"}, {"$lt": {"day": AS_OF.toordinal()}}]
    ]


def test_a_decimal_is_compared_by_its_place_among_the_constants(executor: DurableExecutor) -> None:
    where = (that("a.amount", ">", Decimal("0.5")), that("a.amount", "!=", Decimal("1E+30")))
    ((_, *tests),) = patterns(executor, *where)
    assert tests == [{"$gt": {"amount_place": 1}}, {"$neq": {"amount_place": 3}}]


def test_a_choice_becomes_several_rules_of_the_engine(executor: DurableExecutor) -> None:
    small = OneOf(field("a.n"), (Const(1), Const(2)))
    large = Or((that("a.colour", "==", Colour.RED), that("a.n", ">", 9)))
    found = handed(executor, rule("r", {"a": Thing}, small, large))
    assert len(found) == 4
    assert "$or" not in json.dumps(found)


def test_a_wide_choice_is_one_property(executor: DurableExecutor) -> None:
    ((_, *tests),) = patterns(executor, OneOf(field("a.n"), tuple(map(Const, range(9)))))
    assert tests == [{"is": 1}]


def test_what_compares_two_fields_of_one_fact_is_one_property(executor: DurableExecutor) -> None:
    ((_, *tests),) = patterns(executor, that("a.n", "<", field("a.maybe_n")))
    assert tests == [{"is": 1}]


def test_an_existence_test_is_a_pattern_and_absence_is_not(executor: DurableExecutor) -> None:
    same = that("x.n", "==", field("a.n"))
    (found,) = handed(executor, rule("r", {"a": Thing}, there("x", Other, same)))
    assert len(found["all"]) == 2
    assert handed(executor, rule("r", {"a": Thing}, Not(there("x", Other, same)))) == []


def test_several_existence_tests_do_not_multiply_one_another(executor: DurableExecutor) -> None:
    one = there("x", Other, that("x.n", "==", field("a.n")))
    two = there("x", Other, that("x.n", ">", field("a.n")))
    program = program_of(rule("r", {"a": Thing}, that("a.n", ">", 0), one, two, about="a.id"))
    found = handed(executor, *program.rules.values())
    assert [len(content["all"]) for content in found] == [1, 2, 2]
    facts = things({"n": 1}, {"n": 2}, {"n": 0}) + things({"n": 1}, {"n": 2}, {"n": 2}, kind=Other)
    assert seen(executor, program, facts) == [("r", "t0")]


def test_a_sum_is_left_to_python_and_checked_on_what_was_matched(executor: DurableExecutor) -> None:
    total = Aggregate("total", "x", "Other", that("x.text", "==", field("a.text")), field("x.n"))
    program = program_of(
        rule("r", {"a": Thing}, that("a.n", ">", 0), Compare(">", total, field("a.n")), about="a.id")
    )
    (found,) = handed(executor, *program.rules.values())
    assert found["all"] == [{"f0": {"$and": [{"t": "Thing"}, {"$gt": {"n": 0}}]}}]
    facts = things({"n": 3, "text": "x"}, {"n": 5, "text": "x"}, {"n": 0, "text": "x"})
    facts += things({"n": 2, "text": "x"}, {"n": 3, "text": "x"}, {"n": 9, "text": "y"}, kind=Other)
    assert seen(executor, program, facts) == [("r", "t0")]


def test_nothing_that_the_engine_gets_wrong_is_ever_written(executor: DurableExecutor) -> None:
    where = (
        Compare("==", Arith("+", field("a.n"), Const(1)), field("o.n")),
        Not(Or((that("a.amount", ">", 2), that("a.text", "==", 'say "hi"')))),
        Known(field("a.maybe_day")),
        that("a.id", "!=", field("o.text")),
        Not(there("x", Other, that("x.text", "==", field("a.id")))),
    )
    written = json.dumps(patterns(executor, *where))
    for form in (
        "$or",
        "$not",
        "$nex",
        "$mt",
        "$imt",
        "$add",
        "$sub",
        "$mul",
        "$div",
        "$all",
        "$any",
        "null",
    ):
        assert form not in written
    assert '"id"' not in written
    assert '"sid"' not in written
    assert "\\" not in written
