"""The ledger: conclusions in canonical order, equal where they say the same."""

from __future__ import annotations

import json
import random
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relcore.facts import Axis, Finding, Order, Question, Score
from relcore.facts.base import Conclusion
from relcore.ledger import GIVEN, Ledger, RawSupport, Ref, Shape, Support, compare, row_id

AS_OF = date(2026, 3, 2)
SHAPE = Shape(
    columns={"Finding": ("code", "about", "since", "rule"), "Score": ("axis", "value", "points")},
    rules=[("r0", ("Order",), ()), ("r1", ("Finding", "Order"), ("Order",))],
    models={"Finding": Finding, "Score": Score},
)
ORDERS = [Order(id=f"o{n}", customer_id="c", placed_on=AS_OF) for n in range(3)]
LATE, OLD = ("late", "o1", AS_OF, "r0"), ("old", None, None, "r1")
POINTS = ("value", "vip", 3)


def ledger(derived: Any, *, recorded: bool = True, customer_id: str = "c", as_of: date = AS_OF) -> Ledger:
    """Give a ledger of these rows with their supports."""
    return Ledger("digest", customer_id, as_of, SHAPE, derived, derived if recorded else None)


def example() -> Ledger:
    """Give a ledger with three conclusions."""
    return ledger(
        {
            "Score": {POINTS: [(-1, (), ())]},
            "Finding": {
                OLD: [(1, (LATE, ORDERS[2]), (ORDERS[0],)), (1, (LATE, ORDERS[1]), (ORDERS[0],))],
                LATE: [(0, (ORDERS[1],), ()), (0, (ORDERS[1],), ())],
            },
        }
    )


def test_rows_come_in_canonical_order() -> None:
    assert example().rows("Finding") == [LATE, OLD]
    assert example().rows("Question") == []


def test_conclusions_are_read_as_models() -> None:
    found = example().of(Finding)
    assert found == [
        Finding(customer_id="c", code="late", about="o1", since=AS_OF, rule="r0"),
        Finding(customer_id="c", code="old", rule="r1"),
    ]
    assert example().of(Score) == [Score(customer_id="c", axis=Axis.VALUE, value="vip", points=3)]
    assert example().of(Score)[0].axis is Axis.VALUE
    assert example().of(Question) == []


def test_a_conclusion_leads_back_to_its_row() -> None:
    found = example()
    assert [found.row_of(conclusion) for conclusion in found.of(Finding)] == [LATE, OLD]
    told: Conclusion = Score(axis=Axis.VALUE, value="vip", points=3)
    assert found.row_of(told) == POINTS


def test_supports_name_the_rule_and_the_facts_each_once_and_in_order() -> None:
    late = Ref("Finding", row_id("Finding", LATE))
    assert example().supports("Finding", OLD) == [
        Support("r1", (late, Ref("Order", "o1")), (Ref("Order", "o0"),)),
        Support("r1", (late, Ref("Order", "o2")), (Ref("Order", "o0"),)),
    ]
    assert example().supports("Finding", LATE) == [Support("r0", (Ref("Order", "o1"),))]
    assert example().supports("Score", POINTS) == [Support(GIVEN)]
    assert str(late) == f"Finding {late.id}"


def test_there_are_no_supports_for_what_was_not_concluded_or_not_recorded() -> None:
    assert example().supports("Finding", ("new", None, None, "r0")) == []
    assert ledger(example().derived, recorded=False).supports("Finding", LATE) == []


def test_conclusions_are_found_by_reference() -> None:
    found = example()
    assert found.by_ref[Ref("Finding", row_id("Finding", OLD))] == ("Finding", OLD)
    assert len(found.by_ref) == 3


def test_the_canonical_form_is_json_in_canonical_order() -> None:
    late = f"Finding {row_id('Finding', LATE)}"
    assert json.loads(example().canonical()) == [
        "c",
        "2026-03-02",
        [
            ["Finding", ["late", "o1", "2026-03-02", "r0"], [["r0", ["Order o1"], []]]],
            [
                "Finding",
                ["old", None, None, "r1"],
                [["r1", [late, "Order o1"], ["Order o0"]], ["r1", [late, "Order o2"], ["Order o0"]]],
            ],
            ["Score", ["value", "vip", 3], [["given", [], []]]],
        ],
    ]


@given(st.randoms(use_true_random=False))
def test_the_order_in_which_rows_and_supports_were_found_makes_no_difference(chance: random.Random) -> None:
    def mixed(items: Any) -> list[Any]:
        copy = list(items)
        chance.shuffle(copy)
        return copy

    derived: dict[str, dict[Any, list[RawSupport]]] = {
        fact: {row: mixed(supports) for row, supports in mixed(rows.items())}
        for fact, rows in mixed(example().derived.items())
    }
    assert ledger(derived).canonical() == example().canonical()
    assert ledger(derived) == example()


def test_equal_numbers_of_different_form_are_equal_conclusions() -> None:
    first = ledger({"Finding": {("a", None, None, Decimal("2.50")): []}})
    second = ledger({"Finding": {("a", None, None, Decimal("2.5")): []}})
    assert first == second


@pytest.mark.parametrize(
    "other",
    [
        ledger(example().derived, customer_id="d"),
        ledger(example().derived, as_of=date(2026, 3, 3)),
        ledger(example().derived, recorded=False),
        ledger({"Score": {POINTS: [(-1, (), ())]}}),
        ledger({**example().derived, "Score": {POINTS: []}}),
        ledger({**example().derived, "Score": {("value", "vip", 4): [(-1, (), ())]}}),
        "text",
    ],
    ids=[
        "customer",
        "day",
        "no supports",
        "fewer conclusions",
        "fewer supports",
        "another value",
        "no ledger",
    ],
)
def test_ledgers_that_say_something_else_differ(other: object) -> None:
    assert example() != other


def test_the_program_does_not_enter_the_comparison() -> None:
    other = Ledger("another", "c", AS_OF, SHAPE, example().derived, example().derived)  # type: ignore[arg-type]
    assert other == example()


def test_a_type_without_rows_leaves_no_trace() -> None:
    assert ledger({**example().derived, "Question": {}}) == example()


def test_a_ledger_is_no_key() -> None:
    with pytest.raises(TypeError, match="unhashable"):
        hash(example())


# --- comparison ---------------------------------------------------------------------------------------


def scores(*points: int) -> Any:
    """Give scores with these points, each supported by the order of that number."""
    return {"Score": {("value", "vip", n): [(0, (ORDERS[n % 3],), ())] for n in points}}


def rows(*points: int) -> tuple[tuple[str, tuple[Any, ...]], ...]:
    """Give the rows of these scores."""
    return tuple(("Score", ("value", "vip", n)) for n in points)


def test_equal_ledgers_have_no_difference() -> None:
    difference = compare(example(), example())
    assert not difference
    assert (difference.only_first, difference.only_second, difference.supports) == ((), (), ())


def test_what_one_of_two_ledgers_lacks_is_listed_in_canonical_order() -> None:
    difference = compare(ledger(scores(30, 1, 4, 9, 10)), ledger(scores(100, 4, 20, 3)))
    assert difference
    assert difference.only_first == rows(1, 9, 10, 30)
    assert difference.only_second == rows(3, 20, 100)
    assert difference.supports == ()


def test_conclusions_of_types_that_one_side_does_not_know_are_listed() -> None:
    difference = compare(ledger({"Finding": {LATE: []}}), ledger({"Score": {POINTS: []}}))
    assert difference.only_first == (("Finding", LATE),)
    assert difference.only_second == (("Score", POINTS),)


def test_conclusions_reached_in_different_ways_are_listed() -> None:
    first = ledger({"Score": {POINTS: [(0, (ORDERS[0],), ())]}})
    second = ledger({"Score": {POINTS: [(0, (ORDERS[1],), ())]}})
    difference = compare(first, second)
    assert difference
    assert difference.supports == (("Score", POINTS),)


def test_supports_do_not_count_where_one_side_recorded_none() -> None:
    assert not compare(example(), ledger(example().derived, recorded=False))
