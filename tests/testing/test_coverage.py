"""Rule coverage tells what a suite exercises: rules, conditions that decide, limits met on both sides."""

from __future__ import annotations

import json
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from relcore.executors.compiled import CompiledExecutor
from relcore.facts import Customer, Fact, Interaction, InteractionKind, Order, Snapshot
from relcore.lang import Clause, Playbook, count, days_since, value, warn, when
from relcore.program import compile_program
from relcore.testing.coverage import Coverage, Report
from relcore.testing.coverage_pages import as_html, as_json, as_text
from relcore.testing.listening import listening

pytest_plugins = ["pytester"]

DAY = date(2026, 3, 2)

book = Playbook("coverage")


@book.rule(origin="test")
def large_and_recent(order: Order) -> Clause:
    """A large and recent order is worth knowing."""
    return when(value(order.amount) >= 100, days_since(order.placed_on) <= 7).then(warn("share-regress"))


@book.rule(origin="test")
def often(customer: Customer) -> Clause:
    """Two visits are worth knowing."""
    return when(count(Interaction, lambda talk: talk.on > DAY - timedelta(days=5)) >= 2).then(
        warn("share-regress")
    )


PROGRAM = compile_program([book.ruleset()])


def looked(*orders: tuple[int, int], talks: int = 0) -> Report:
    """Look at one run for each order: its amount, and how many days ago it was."""
    coverage = Coverage(PROGRAM)
    with listening(coverage.answer):
        for amount, days in orders:
            facts: list[Fact] = [
                Order(customer_id="c", placed_on=DAY - timedelta(days=days), amount=Decimal(amount))
            ]
            facts += [
                Interaction(customer_id="c", kind=InteractionKind.VISIT, on=DAY - timedelta(days=n))
                for n in range(talks)
            ]
            CompiledExecutor().run(PROGRAM, Snapshot.of([Customer(customer_id="c"), *facts]), DAY)
    return coverage.report()


def seen(report: Report, rule: str) -> dict[str, tuple[str, ...]]:
    (found,) = (one for one in report.rules if one.rule == f"coverage.{rule}")
    return {f"{part.text} ({part.wanted[0]})": part.seen for part in found.parts}


AMOUNT, DAYS = "Order.amount >= 100", "days since Order.placed_on <= 7"


def test_one_run_that_fires_shows_that_conditions_hold_and_no_more() -> None:
    report = looked((5_000, 1))
    assert report.totals["rules"] == (1, 2)
    assert seen(report, "large_and_recent") == {
        f"{AMOUNT} (holds)": ("holds",),
        f"{AMOUNT} (below)": (),
        f"{DAYS} (holds)": ("holds",),
        f"{DAYS} (below)": (),
    }


def test_a_condition_decides_where_all_others_hold() -> None:
    report = looked((1, 100))
    assert not any(seen(report, "large_and_recent").values())
    report = looked((1, 1))
    assert seen(report, "large_and_recent")[f"{AMOUNT} (holds)"] == ("decides",)


def test_limits_are_seen_just_below_at_and_just_above() -> None:
    report = looked((99, 1), (100, 1), (101, 1), (5_000, 6), (5_000, 7), (5_000, 8))
    (rule,) = (one for one in report.rules if one.rule == "coverage.large_and_recent")
    assert rule.whole
    assert seen(report, "large_and_recent")[f"{AMOUNT} (below)"] == ("below", "at", "above")


def test_limits_inside_a_count_are_seen_too() -> None:
    report = looked((1, 1), talks=6)
    inside = [parts for text, parts in seen(report, "often").items() if text.startswith("Interaction.on >")]
    assert inside == [("at", "above")]
    report = looked((1, 1), talks=2)
    outside = [parts for text, parts in seen(report, "often").items() if text.endswith(">= 2 (below)")]
    assert outside == [("at",)]


def test_what_workers_saw_is_put_together() -> None:
    first, second = Coverage(PROGRAM), Coverage(PROGRAM)
    second.merge(first.seen)
    second.merge({"coverage.often": [((), "fired")], "nobody.knows_it": [((), "fired")]})
    assert second.report().totals["rules"] == (1, 2)


def test_pages_name_what_was_not_seen() -> None:
    report = looked((5_000, 1))
    assert "coverage.often: never fired" in as_text(report)
    assert f"coverage.large_and_recent: {AMOUNT}: not seen decides" in as_text(report)
    assert "and 5 more lines" in as_text(report, most=0)
    data = json.loads(as_json(report))
    assert data["totals"]["rules"] == {"seen": 1, "of": 2}
    assert data["rules"][0]["boundaries"][0]["missing"] == ["below", "at", "above"]
    assert "Order.amount &gt;= 100" in as_html(report)


SUITE = """
from datetime import date
from relcore.facts import Order
from relcore.testing import given


def test_door():
    order = Order(customer_id="c", id="o1", placed_on=date(2026, 3, 2), in_shop=True)
    given(order, as_of=date(2026, 3, 2)).expect("do escort_to_door")
"""


@pytest.mark.parametrize("workers", [(), ("-n", "1")], ids=["alone", "worker"])
def test_pytest_writes_the_report(pytester: pytest.Pytester, workers: tuple[str, ...]) -> None:
    pytester.makepyfile(test_shop=SUITE)
    root = Path(__file__).parents[2] / "src"
    pytester.makeini(f"[pytest]\npythonpath = {root}\n")
    options = (
        "-p",
        "relcore_pytest",
        "--relcore-coverage=json",
        "--relcore-coverage-of=relcore.rules.after_sale:playbook",
    )
    result = pytester.runpytest_subprocess(*options, *workers, "-p", "no:cacheprovider")
    result.assert_outcomes(passed=1)
    data = json.loads((pytester.path / "relcore-coverage.json").read_text(encoding="utf-8"))
    fired = {rule["id"] for rule in data["rules"] if rule["fired"]}
    assert "after_sale.escort_to_the_door" in fired
    assert data["totals"]["rules"]["of"] == len(data["rules"]) < 200
