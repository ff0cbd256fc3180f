"""Cases say what a rule concludes alone, in lines that are read back; what changes nothing is no mutant."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from relcore.errors import UsageError
from relcore.facts import CustomerFact, Layer, Order, Recommendation
from relcore.lang import (
    Clause,
    Playbook,
    absent,
    as_of,
    count,
    days,
    days_since,
    deny,
    known,
    param,
    value,
    warn,
    when,
)
from relcore.program import compile_program
from relcore.testing import Cases, approved
from relcore.testing.cases import Case, Drop, Put
from relcore.testing.mutants import mutants_of

DAY = date(2026, 3, 2)

playbook = Playbook("cased")


class Crate(CustomerFact):
    """A crate that a customer keeps."""

    lent_on: date
    back_on: date | None = None
    mark: str | None = None


@playbook.rule(origin="test")
def crate_is_late(crate: Crate) -> Clause:
    """A crate that is away for more than a week is worth a word."""
    return when(days_since(crate.lent_on) >= 0, days_since(crate.lent_on) > 7, ~known(crate.back_on)).then(
        warn("crate-late", about=crate.id, since=crate.lent_on + days(7))
    )


@playbook.rule(origin="test")
def many_crates() -> Clause:
    """Two crates are many."""
    return when(count(Crate) >= 2).then(warn("many-crates", since=as_of()))


@playbook.rule(origin="test")
def order_is_dated(order: Order) -> Clause:
    """An order of some worth that has come in."""
    return when(known(order.amount), value(order.amount) > 0, value(order.amount) != 5).then(warn("order"))


playbook.parameter("cased.told", False, "Whether we say so", unit="", at_least=False, at_most=True)
playbook.parameter("cased.dear", Decimal(100), "Amount", unit="money", at_least=Decimal(0))


@playbook.rule(origin="test")
def worth_a_word(order: Order) -> Clause:
    """What costs a lot is worth a word, where we are asked to say so."""
    return when(param("cased.told"), value(order.amount) >= param("cased.dear")).then(warn("dear"))


@playbook.rule(origin="test")
def nothing_is_out() -> Clause:
    """No crate has been away for three days or was marked."""
    return when(
        absent(
            Crate, lambda crate: (days_since(crate.lent_on) >= 3) & ~known(crate.back_on) | known(crate.mark)
        )
    ).then(warn("all-here"))


@playbook.guard(Layer.LAW, origin="test")
def nothing_before_crates(candidate: Recommendation) -> Clause:
    """While crates are many nothing is sold."""
    return when(candidate.action == "upsell", count(Crate) >= 2).then(deny(candidate, "crates-first"))


CASES = Cases([playbook])

LATE = """== cased.crate_is_late
A crate that is away for more than a week is worth a word.
on 2026-03-02
given Crate(id: "c 1, \\"red\\"", lent_on: 9 days ago)
then Finding(code: "crate-late", about: "c 1, \\"red\\"", since: 2 days ago)
but Crate.lent_on: 8 days ago -> with since: 1 day ago
but Crate.lent_on: 7 days ago -> nothing
but Crate.back_on: today -> nothing
but Crate.mark: "x; y -> z" -> the same
but no Crate -> nothing
but also Crate(id: "c2", lent_on: 8 days ago) -> Finding(code: "crate-late", about: "c 1, \\"red\\"", since: 2 days ago) + Finding(code: "crate-late", about: "c2", since: 1 day ago)
"""  # noqa: E501 - one line of a case is one line

GUARD = """== cased.nothing_before_crates
While crates are many nothing is sold.
on 2026-03-02
given Crate(id: "a", lent_on: today)
given Crate(id: "b", lent_on: today)
given Recommendation(action: "upsell")
then Verdict(action: "upsell", candidate: "", kind: deny, layer: 1_law, reason: "crates-first")
but no Crate/2 -> nothing
but Recommendation.action: "cross_sell" -> nothing
"""


@pytest.mark.parametrize("text", [LATE, GUARD], ids=["of facts", "of a conclusion of others"])
def test_a_case_is_told_as_it_was_read(text: str) -> None:
    assert CASES.text(CASES.read(text)) == text


def test_a_case_may_set_parameters() -> None:
    text = (
        "== cased.worth_a_word\nWhat costs a lot is worth a word, where we are asked to say so.\n"
        "on 2026-03-02\nset cased.dear = 12.50\nset cased.told = yes\n"
        'given Order(id: "o", placed_on: today, amount: 12.5)\nthen Finding(code: "dear")\n'
        "but Order.amount: 12.49 -> nothing\n"
    )
    assert CASES.text(CASES.read(text)) == text
    unasked = text.replace("set cased.told = yes\n", "").replace('Finding(code: "dear")', "nothing")
    assert CASES.text(CASES.read(unasked)) == unasked
    with pytest.raises(UsageError, match=r"'cased\.cheap = 1' is not a parameter and its value"):
        CASES.read(text.replace("cased.dear = 12.50", "cased.cheap = 1"))


def test_what_follows_is_found_and_not_copied() -> None:
    wrong = LATE.replace("since: 1 day ago\nbut", "since: 5 days ago\nbut").replace(
        "back_on: today -> nothing", "back_on: today -> the same"
    )
    assert wrong != LATE
    assert CASES.text(CASES.read(wrong)) == LATE


def test_a_case_can_be_made_of_facts() -> None:
    crates = tuple(Crate(customer_id="c1", id=name, lent_on=DAY) for name in "ab")
    case = Case("cased.many_crates", DAY, crates, ((Drop(0),), (Put(1, "mark", "x"),)))
    assert CASES.text(case).splitlines()[-3:] == [
        'then Finding(code: "many-crates", since: today)',
        "but no Crate -> nothing",
        'but Crate/2.mark: "x" -> the same',
    ]


@pytest.mark.parametrize(
    ("line", "instead", "said"),
    [
        ("== cased.crate_is_late", "== cased.crate", "'== cased.crate' is not the id of a rule"),
        ("lent_on: 9 days ago", "lent_on: last week", "'last week' is not a day"),
        ("given Crate", "given Crates", "is not a fact of a type"),
        ("lent_on: 9", "since: 9", "is not a field of Crate and its value"),
        ("but no Crate ", "but no Order ", "is not a change of one of the given facts"),
        ("Crate.mark: ", "Crate.colour: ", "is not a change of a field of Crate"),
        ("then Finding", "so Finding", "is not a line that begins with set, given, then or but"),
    ],
)
def test_a_line_that_cannot_be_read_is_refused(line: str, instead: str, said: str) -> None:
    assert line in LATE
    with pytest.raises(UsageError, match="RC710") as refused:
        CASES.read(LATE.replace(line, instead))
    assert said in str(refused.value)


def test_files_of_cases_are_parameters_named_by_their_rules(tmp_path: Path) -> None:
    (tmp_path / "cased.txt").write_text(f"Read this.\n\n{LATE}\n{LATE}", encoding="utf-8")
    found = approved(tmp_path)
    assert [(one.id, one.values) for one in found] == [
        ("cased.crate_is_late", (LATE,)),
        ("cased.crate_is_late (2)", (LATE,)),
    ]
    assert CASES.without_case(tmp_path) == [
        "cased.many_crates",
        "cased.nothing_before_crates",
        "cased.nothing_is_out",
        "cased.order_is_dated",
        "cased.worth_a_word",
    ]
    (tmp_path / "empty.txt").write_text("nothing\n", encoding="utf-8")
    with pytest.raises(UsageError, match=r"empty\.txt holds no case"):
        approved(tmp_path)


def changes(rule: str) -> set[str]:
    program = compile_program([playbook.ruleset()])
    return {mutant.change for mutant in mutants_of(program.rules[f"cased.{rule}"], program)}


def test_a_bound_that_another_one_implies_is_not_changed() -> None:
    found = changes("crate_is_late")
    assert "days since Crate.lent_on > 7: > becomes >=" in found
    assert not any("days since Crate.lent_on >= 0: 0 becomes" in change for change in found)
    assert "without the condition: days since Crate.lent_on >= 0" not in found
    # Turned round it is a bound of its own again.
    assert "days since Crate.lent_on >= 0: >= becomes <" in found


def test_what_must_be_known_to_be_compared_need_not_be_said_to_be_known() -> None:
    found = changes("order_is_dated")
    assert "without the condition: Order.amount is known" not in found
    assert "the opposite of: Order.amount is known" in found
    assert "without the condition: Order.amount != 5" in found


def test_a_condition_inside_another_is_left_out_too() -> None:
    away = "days since Crate.lent_on >= 3 and Crate.back_on is unknown"
    assert {change for change in changes("nothing_is_out") if "(in: " in change} == {
        f"without the condition: Crate.back_on is unknown (in: {away})",
        f"without the condition: days since Crate.lent_on >= 3 (in: {away})",
        f"without the condition: Crate.mark is known (in: ({away}) or Crate.mark is known)",
        f"without the condition: {away} (in: ({away}) or Crate.mark is known)",
    }
