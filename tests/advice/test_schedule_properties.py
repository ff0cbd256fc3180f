"""Whatever is recommended, known and allowed: caps hold, slots are the first free, order does not matter."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from relcore.advice import CustomerAdvice
from relcore.facts import (
    BUILTIN_ACTIONS,
    Channel,
    ContactPolicy,
    Fact,
    Interaction,
    InteractionKind,
    Purpose,
    Recommendation,
)
from tests.advice.told import DAY, WHO, advise, was

CHANNELS = (Channel.EMAIL, Channel.SMS, Channel.PHONE)
PURPOSES = (Purpose.SALES, Purpose.MARKETING, Purpose.SERVICE)
FACTOR = {Purpose.SALES: Decimal(1), Purpose.MARKETING: Decimal("0.8"), Purpose.SERVICE: Decimal("1.5")}
ACTIONS = [spec.name for spec in BUILTIN_ACTIONS if spec.effort == 2 and not spec.group][:10]
"""Actions that differ in nothing that ranks them."""

policies = st.lists(
    st.builds(
        ContactPolicy,
        channel=st.none() | st.sampled_from(CHANNELS),
        purpose=st.none() | st.sampled_from(PURPOSES),
        max_contacts=st.none() | st.integers(0, 3),
        window_days=st.none() | st.integers(1, 25),
        min_gap_days=st.none() | st.integers(0, 6),
    ),
    max_size=4,
    unique_by=lambda policy: policy.identity,
)
histories = st.lists(
    st.tuples(
        st.integers(0, 40),
        st.none() | st.sampled_from(CHANNELS),
        st.none() | st.sampled_from(PURPOSES),
    ),
    max_size=10,
).map(
    lambda contacts: [
        was(days, channel, purpose=purpose, id=f"i{number}")
        for number, (days, channel, purpose) in enumerate(contacts)
    ]
)
recommendations = st.lists(
    st.tuples(
        st.sampled_from(ACTIONS),
        st.sampled_from(CHANNELS),
        st.sampled_from(PURPOSES),
        st.integers(1, 1000),
        st.sampled_from([None, None, "deal", "order"]),
    ),
    max_size=8,
    unique_by=lambda item: item[0],
).map(
    lambda items: [
        Recommendation(
            action=action,
            rule=f"r.{action}",
            channel=channel,
            purpose=purpose,
            weight=Decimal(weight),
            about=about,
            reason="x",
        )
        for action, channel, purpose, weight, about in items
    ]
)


class Contact(NamedTuple):
    """A contact by day, through a channel, for a purpose."""

    day: date
    channel: str | None
    purpose: str | None


def contacts_of(advice: CustomerAdvice) -> dict[int, Contact]:
    """Give the contacts that are advised, by number."""
    found: dict[int, Contact] = {}
    for item in advice.actions:
        assert item.window
        assert item.window.opens
        assert item.window.contact
        contact = Contact(item.window.opens, item.channel, item.purpose)
        assert found.setdefault(item.window.contact, contact) == contact
    return found


def counted(policy: ContactPolicy, contact: Contact) -> bool:
    return (policy.channel is None or contact.channel in (None, policy.channel)) and (
        policy.purpose is None or contact.purpose in (None, policy.purpose)
    )


def bound(policy: ContactPolicy, contact: Contact) -> bool:
    exempt = contact.purpose == Purpose.SERVICE and policy.purpose is None
    return counted(policy, contact) and not exempt


def caps(policies: Iterable[ContactPolicy]) -> list[tuple[ContactPolicy, int, int]]:
    """Give the policies with how many contacts they allow within how many days."""
    found = []
    for policy in policies:
        if policy.max_contacts is not None:
            found.append((policy, policy.max_contacts, policy.window_days or 30))
        if policy.min_gap_days:
            found.append((policy, 1, policy.min_gap_days))
    return found


def broken(
    policies: Iterable[ContactPolicy], past: Sequence[Contact], done: Sequence[Contact]
) -> list[tuple[Any, ...]]:
    """Give the windows in which a contact that a cap binds makes the cap exceeded."""
    found = []
    for policy, most, window in caps(policies):
        ours = [contact for contact in done if bound(policy, contact)]
        if most == 0:
            # What service is owed all the same is for rules to judge.
            ours = [contact for contact in ours if contact.purpose != Purpose.SERVICE]
        days = sorted(contact.day for contact in [*(c for c in past if counted(policy, c)), *ours])
        for contact in ours:
            for start in days:
                if start <= contact.day < start + timedelta(days=window):
                    inside = [day for day in days if start <= day < start + timedelta(days=window)]
                    if len(inside) > most:
                        found.append((policy, start, inside))
    return found


def past_of(history: Iterable[Interaction]) -> list[Contact]:
    return [Contact(contact.on, contact.channel, contact.purpose) for contact in history]


@given(policies, histories, recommendations)
def test_caps_hold_among_all_that_is_advised_and_all_that_was(
    rules: list[ContactPolicy], history: list[Interaction], wanted: list[Recommendation]
) -> None:
    advice = advise([*rules, *history, *wanted])
    assert broken(rules, past_of(history), list(contacts_of(advice).values())) == []
    assert {item.action for item in advice.actions} | {item.action for item in advice.suppressed} == {
        item.action for item in wanted
    }


@given(policies, histories, recommendations, st.randoms(use_true_random=False))
def test_the_order_of_facts_makes_no_difference(
    rules: list[ContactPolicy],
    history: list[Interaction],
    wanted: list[Recommendation],
    chance: random.Random,
) -> None:
    facts: list[Fact] = [*rules, *history, *wanted]
    before = advise(facts)
    chance.shuffle(facts)
    assert advise(facts) == before
    assert advise(facts) == before


@settings(max_examples=40)
@given(policies, histories, recommendations, st.randoms(use_true_random=False))
def test_caps_hold_for_sixty_days_however_the_advice_is_carried_out(
    rules: list[ContactPolicy],
    history: list[Interaction],
    wanted: list[Recommendation],
    chance: random.Random,
) -> None:
    done: list[Interaction] = []
    left = list(wanted)
    for ahead in range(60):
        today = DAY + timedelta(days=ahead)
        advice = advise([*rules, *history, *done, *left], today)
        due = [number for number, contact in contacts_of(advice).items() if contact.day == today]
        chance.shuffle(due)
        for number in due[: chance.randint(0, len(due))]:
            parts = [a for a in advice.actions if a.window and a.window.contact == number]
            done.append(
                Interaction.model_validate(
                    {
                        "customer_id": WHO,
                        "id": f"done-{len(done)}",
                        "kind": InteractionKind.OTHER,
                        "direction": "outbound",
                        "on": today,
                        "channel": parts[0].channel,
                        "purpose": parts[0].purpose,
                    }
                )
            )
            gone = {part.action for part in parts}
            left = [item for item in left if item.action not in gone]
    assert broken(rules, past_of(history), past_of(done)) == []


# --- the first free slot, by trying every day ------------------------------------------------------


def fits(day: date, one: Contact, rules: Iterable[ContactPolicy], taken: Iterable[Contact]) -> bool:
    """Try a day: a working day for talks that sell, and no window of any cap too full."""
    if one.channel == Channel.PHONE and one.purpose != Purpose.SERVICE and day.isoweekday() > 5:
        return False
    for policy, most, window in caps(rules):
        if not bound(policy, one):
            continue
        days = [contact.day for contact in taken if counted(policy, contact)]
        for start in (day - timedelta(days=back) for back in range(window)):
            if sum(start <= other < start + timedelta(days=window) for other in days) >= most:
                return False
    return True


@given(policies, histories, recommendations)
def test_every_contact_takes_the_first_free_slot(
    rules: list[ContactPolicy], history: list[Interaction], wanted: list[Recommendation]
) -> None:
    ranks = [item.weight * FACTOR[item.purpose or Purpose.SALES] for item in wanted]
    assume(len(set(ranks)) == len(ranks))
    taken = [contact for contact in past_of(history) if contact.day <= DAY]
    expected: dict[str, date | None] = {}
    late: dict[str, date | None] = {}
    talks: dict[tuple[Any, ...], list[date]] = {}
    for _, item in sorted(zip(ranks, wanted, strict=True), key=lambda pair: -pair[0]):
        one = Contact(DAY, item.channel, item.purpose)
        is_service = item.purpose == Purpose.SERVICE
        never = any(p.max_contacts == 0 and bound(p, one) and not is_service for p in rules)
        tried = [DAY + timedelta(days=ahead) for ahead in range(200)]
        serious = [policy for policy in rules if policy.max_contacts != 0]
        # A cap of 0 is for rules to judge where it is about service; a gap it sets holds all the same.
        gaps = [p.model_copy(update={"max_contacts": None}) for p in rules if p.max_contacts == 0]
        free = next(day for day in tried if fits(day, one, [*serious, *gaps], taken))
        key = (item.channel, item.purpose, item.about)
        joined = min((day for day in talks.get(key, []) if day <= free), default=None)
        day = joined or free
        if never:
            late[item.action] = None
        elif day > DAY + timedelta(days=14) and not is_service:
            late[item.action] = day
        else:
            expected[item.action] = day
            if joined is None:
                taken.append(one._replace(day=day))
                if item.about:
                    talks.setdefault(key, []).append(day)
    advice = advise([*rules, *history, *wanted])
    assert {item.action: item.window and item.window.opens for item in advice.actions} == expected
    assert {item.action: item.earliest for item in advice.suppressed} == late


@given(policies, histories, recommendations)
def test_one_more_policy_brings_nothing_forward(
    rules: list[ContactPolicy], history: list[Interaction], wanted: list[Recommendation]
) -> None:
    assume(wanted)
    first = max(wanted, key=lambda item: (item.weight * FACTOR[item.purpose or Purpose.SALES], item.action))
    alone = advise([first, *history])
    strict = advise([first, *history, *rules])
    before = {item.action: item.window and item.window.opens for item in alone.actions}
    after = {item.action: item.window and item.window.opens for item in strict.actions}
    assert set(after) <= set(before)
    assert all(day and before[action] and before[action] <= day for action, day in after.items())  # type: ignore[operator]
