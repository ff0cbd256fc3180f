"""Every law can fail: a bad playbook breaks it, and the story that shows it is small."""

from __future__ import annotations

from typing import Any

import pytest

from relcore.errors import RuleError, UsageError
from relcore.facts import Order
from relcore.lang import Clause, Playbook, value, warn, when
from relcore.testing import LAWS, Monotone, check_playbook
from relcore.testing.check import LawBroken, examine
from relcore.testing.law import subject_of
from tests.testing import bad_playbooks as bad

ALONE = {"with_builtin": False, "examples": 60}

large = Playbook("large")


@large.rule(origin="test")
def note(order: Order) -> Clause:
    """A large order is worth knowing."""
    return when(value(order.amount) >= 5_000).then(warn("share-regress", about=order.id))


BAD: dict[str, tuple[Playbook, dict[str, Any]]] = {
    "every-run-ends": (bad.exploding(), ALONE | {"limits": bad.Limits(conclusions=20)}),
    "order-never-matters": (bad.shifting(), ALONE),
    "same-input-same-answer": (bad.shifting(), ALONE),
    "saying-it-twice-adds-nothing": (bad.doubling(), ALONE),
    "executors-agree": (large, ALONE | {"executors": ("compiled", bad.Forgetful())}),
    "every-conclusion-can-be-replayed": (large, ALONE | {"executors": (bad.Misnaming(),)}),
    "no-principle-guard-is-bypassed": (bad.disguised(), {"examples": 60}),
    "no-selling-without-consent": (bad.unasked(), {"examples": 60}),
    "what-is-declared-monotone-is": (
        bad.fickle(),
        {"examples": 60, "monotone": [Monotone("warn share-regress", more="Interaction")]},
    ),
    "texts-render-in-both-languages": (bad.speechless(), {"examples": 10}),
}


def test_every_law_has_a_bad_playbook() -> None:
    assert [one.name for one in LAWS] == list(BAD)


@pytest.mark.parametrize("name", BAD)
def test_a_bad_playbook_breaks_the_law_and_is_told_as_a_story(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    playbook, choices = BAD[name]
    # Some of them are refused at load already; the law must find them all the same.
    monkeypatch.setattr("relcore.advisor.examine", lambda *_: ())
    with pytest.raises(LawBroken) as broken:
        check_playbook(playbook, laws=[name], **choices)
    (breach,) = broken.value.breaches
    assert breach.law.name == name
    told = str(broken.value)
    assert told.startswith(f"{name}: ")
    assert "The story that shows it:\n  customer c1" in told
    assert len(breach.life) <= 4, told


def test_the_smallest_story_is_just_at_the_limit() -> None:
    amounts = []
    for promise in (Monotone("warn share-regress", falling="Order.amount"),):
        with pytest.raises(LawBroken) as broken:
            check_playbook(large, laws=["what-is-declared-monotone-is"], monotone=[promise])
        (breach,) = broken.value.breaches
        amounts = [fact.amount for fact in breach.life if isinstance(fact, Order)]
    assert amounts == [5_000]


def test_a_promise_that_holds_is_no_breach() -> None:
    promise = Monotone("warn share-regress", rising="Order.amount")
    check_playbook(large, laws=["what-is-declared-monotone-is"], monotone=[promise])


def test_the_built_in_playbook_keeps_all_laws() -> None:
    assert [breach.text() for breach in examine(subject_of(), examples=10)] == []


def test_a_playbook_that_cannot_be_compiled_is_no_matter_of_laws() -> None:
    book = Playbook("broken")

    @book.rule(origin="test")
    def wrong(order: Order) -> Clause:
        """Read a parameter that nobody declared."""
        from_nowhere = bad.value(order.amount) > bad.param("no.such_parameter")
        return when(from_nowhere).then(warn("share-regress"))

    with pytest.raises(RuleError, match="RC203"):
        check_playbook(book)


def test_a_law_that_there_is_not_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(UsageError, match="did you mean 'executors-agree'"):
        check_playbook(laws=["executors-agre"])


def test_every_law_says_in_one_sentence_what_must_be_true() -> None:
    assert all(law.says.endswith(".") and "\n" not in law.says for law in LAWS)


def test_a_breach_as_data_holds_the_facts() -> None:
    (breach,) = examine(subject_of([bad.speechless()]), laws=[LAWS[-1]], examples=5)
    data = breach.as_dict()
    assert data["law"] == "texts-render-in-both-languages"
    assert "never-written" in str(data["problem"])
    assert {fact["type"] for fact in data["facts"]} == {"Customer"}  # type: ignore[attr-defined]
