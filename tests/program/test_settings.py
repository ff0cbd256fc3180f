"""Parameters: what a company may set, and to what."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from relcore.errors import RuleError
from relcore.ir import Parameter, RuleSet, Scalar
from relcore.program import check, compile_program
from tests.program.one_book import only

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
RULESET = RuleSet(
    "book",
    parameters=(
        Parameter("count", 3, "How many.", at_least=1, at_most=9),
        Parameter("share", Decimal("0.5"), "Which part.", at_least=Decimal(0), at_most=Decimal(1)),
        Parameter("start", date(2026, 1, 1), "From when.", at_least=date(2020, 1, 1)),
        Parameter("noon", NOON, "At what instant."),
        Parameter("open", True, "Whether at all."),
        Parameter("word", "red", "What to say."),
    ),
)


def test_a_parameter_has_its_default_unless_the_company_sets_another() -> None:
    program = compile_program([RULESET], {"count": 4})
    assert program.values == {
        "count": 4,
        "share": Decimal("0.5"),
        "start": date(2026, 1, 1),
        "noon": NOON,
        "open": True,
        "word": "red",
    }
    assert program.parameters["count"].default == 3


def test_a_whole_number_does_for_a_decimal_one() -> None:
    found = compile_program([RULESET], {"share": 1}).values["share"]
    assert (type(found), found) == (Decimal, 1)


def test_bounds_belong_to_what_is_allowed() -> None:
    for value in (1, 9):
        assert compile_program([RULESET], {"count": value}).values["count"] == value


def test_an_unknown_parameter_cannot_be_set() -> None:
    problem = only(check([RULESET], {"cuont": 4}))
    assert (problem.code, problem.problem) == ("RC231", "there is no parameter 'cuont'")
    assert str(problem.where) == "parameter cuont"
    assert problem.hint == "did you mean 'count'?"


@pytest.mark.parametrize(
    ("name", "value", "wanted"),
    [
        ("count", True, "int"),
        ("count", Decimal(4), "int"),
        ("count", 4.0, "int"),
        ("count", "4", "int"),
        ("share", True, "Decimal"),
        ("share", Decimal("NaN"), "Decimal"),
        ("share", Decimal("Infinity"), "Decimal"),
        ("start", NOON, "date"),
        ("start", "2026-01-01", "date"),
        ("noon", date(2026, 1, 1), "datetime"),
        ("noon", datetime(2026, 1, 1), "datetime"),
        ("open", 1, "bool"),
        ("word", None, "str"),
    ],
)
def test_a_value_of_another_type_is_refused(name: str, value: Scalar, wanted: str) -> None:
    problem = only(check([RULESET], {name: value}))
    assert (problem.code, problem.problem) == ("RC232", f"{value!r} is not a value of type {wanted}")
    assert str(problem.where) == f"parameter {name}"
    assert problem.hint == next(p.doc for p in RULESET.parameters if p.name == name)


@pytest.mark.parametrize(
    ("name", "value", "bound"),
    [
        ("count", 0, "at least 1"),
        ("count", 10, "at most 9"),
        ("share", 2, "at most 1"),
        ("start", date(2019, 12, 31), "at least 2020-01-01"),
    ],
)
def test_a_value_out_of_bounds_is_refused(name: str, value: Scalar, bound: str) -> None:
    problem = only(check([RULESET], {name: value}))
    assert (problem.code, problem.problem) == ("RC233", f"{value!r} is out of bounds: {bound}")
    assert str(problem.where) == f"parameter {name}"


def test_a_default_keeps_within_its_own_bounds() -> None:
    problem = only(check([RuleSet("book", parameters=(Parameter("count", 3, "How many.", at_most=2),))]))
    assert (problem.code, problem.problem) == ("RC233", "the default 3 is out of bounds: at most 2")
    assert str(problem.where) == "parameter count"


def test_a_bound_is_of_the_type_of_its_default() -> None:
    parameter = Parameter("start", date(2026, 1, 1), "From when.", at_least=2020)
    problem = only(check([RuleSet("book", parameters=(parameter,))], {"start": date(2026, 2, 1)}))
    assert (problem.code, problem.problem) == ("RC232", "a bound has another type than the default")
    assert problem.hint == "give a date"


def test_all_problems_of_settings_are_told_at_once() -> None:
    with pytest.raises(RuleError) as caught:
        compile_program([RULESET], {"count": 0, "share": "x", "nothing": 1})
    assert sorted(problem.code for problem in caught.value.diagnostics) == ["RC231", "RC232", "RC233"]
