"""How close the relationship is, by the mix of contacts."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from relcore.facts import (
    Action,
    Assessment,
    Axis,
    Channel,
    Closeness,
    Direction,
    Fact,
    Interaction,
    InteractionKind,
    TalkDepth,
)
from relcore.ledger import Ledger
from relcore.rules import closeness, contact_mix, customer_value
from relcore.rules.contact_mix import ContactMix
from tests.rules.records import order
from tests.rules.support import DAY, actions, ago, assessed, decide, met, somebody


def run(*facts: Fact) -> Ledger:
    return decide([somebody(), *facts], DAY, closeness.playbook)


def found(*facts: Fact) -> Assessment:
    return assessed(run(*facts), Axis.CLOSENESS)


def contacts(number: int, kind: InteractionKind, first: int = 10, **fields: Any) -> list[Interaction]:
    return [met(kind, ago(first + n), id=f"{kind}{first + n}", **fields) for n in range(number)]


VISIT, CALL = InteractionKind.VISIT, InteractionKind.CALL


def test_people_who_meet_at_least_as_often_as_they_call_are_face_to_face() -> None:
    even = found(*contacts(2, VISIT), *contacts(2, CALL, 20))
    assert (even.value, even.margin) == (Closeness.FACE_TO_FACE, Decimal(0))
    more = found(*contacts(3, VISIT), *contacts(1, CALL, 20))
    assert (more.value, more.margin) == (Closeness.FACE_TO_FACE, Decimal(2))
    fewer = found(*contacts(1, VISIT), *contacts(2, CALL, 20))
    assert (fewer.value, fewer.margin) == (Closeness.DISTANT, Decimal(1))


@pytest.mark.parametrize(("talks", "value"), [(1, Closeness.FACE_TO_FACE), (2, Closeness.INTIMATE)])
def test_two_talks_beyond_business_make_it_intimate(talks: int, value: Closeness) -> None:
    personal = contacts(talks, VISIT, depth=TalkDepth.PERSONAL)
    assert found(*personal, *contacts(1, VISIT, 40)).value == value


def test_confidences_by_phone_are_no_talk_in_person() -> None:
    assert found(*contacts(3, CALL, depth=TalkDepth.CONFIDED)).value == Closeness.DISTANT


def test_a_single_contact_tells_nothing() -> None:
    lonely = found(*contacts(1, VISIT))
    assert (lonely.value, lonely.reason) == (None, "closeness-few-contacts")
    assert found().value is None


def test_who_buys_and_never_meets_anybody_is_held_by_the_brand() -> None:
    assert found(order(10)).value == Closeness.BRAND
    mailing = met(InteractionKind.MATERIAL, ago(5), channel=Channel.EMAIL)
    assert found(order(10), mailing).value == Closeness.BRAND
    assert found(order(366)).value is None
    assert found(order(10), *contacts(1, CALL)).value is None


@pytest.mark.parametrize(("age", "counts"), [(365, True), (366, False)])
def test_contacts_of_more_than_a_year_ago_no_longer_count(age: int, counts: bool) -> None:
    mix = found(*contacts(1, VISIT, 10), met(on=ago(age), id="old"))
    assert (mix.value == Closeness.FACE_TO_FACE) is counts


def test_it_holds_for_a_year_after_the_last_contact() -> None:
    mix = found(*contacts(2, VISIT))
    assert mix.expires is not None
    assert (mix.expires - ago(10)).days == 366


def test_the_channel_says_more_than_the_kind() -> None:
    visits_by_phone = contacts(2, VISIT, channel=Channel.PHONE)
    assert found(*visits_by_phone).value == Closeness.DISTANT
    assert found(*contacts(2, InteractionKind.OTHER, channel=Channel.SHOP)).value == Closeness.FACE_TO_FACE
    assert found(*contacts(2, InteractionKind.OTHER)).value is None


def test_contacts_are_counted_by_who_began_them() -> None:
    told = [
        *contacts(1, CALL, 10, direction=Direction.OUTBOUND),
        *contacts(1, CALL, 20, direction=Direction.INBOUND),
        *contacts(1, CALL, 30),
        *contacts(1, VISIT, 40),
        *contacts(1, InteractionKind.REQUEST, 50),
        *contacts(1, InteractionKind.COMPLAINT_REPLY, 60, direction=Direction.OUTBOUND),
    ]
    (mix,) = decide([somebody(), *told], DAY, contact_mix.playbook).of(ContactMix)
    assert (mix.ours, mix.theirs, mix.in_person, mix.remote) == (2, 2, 1, 3)
    assert mix.last == ago(10)


def test_a_customer_that_matters_is_brought_closer() -> None:
    big = order(10, amount=Decimal(100_000))
    books = (closeness.playbook, customer_value.playbook)
    assert Action.INVITE_TO_COMMUNITY in actions(decide([somebody(), big], DAY, *books))
    far = decide([somebody(), big, *contacts(3, CALL)], DAY, *books)
    assert Action.PLANNED_VISIT in actions(far)
    near = decide([somebody(), big, *contacts(3, VISIT)], DAY, *books)
    assert actions(near) == set()
    small = decide([somebody(), order(10, amount=Decimal(10)), *contacts(3, CALL)], DAY, *books)
    assert actions(small) == set()
