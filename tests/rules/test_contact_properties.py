"""Whatever customers permit and whatever took place: permissions hold, and rules and slots agree on caps."""

from __future__ import annotations

from datetime import date
from functools import cache

from hypothesis import assume, given
from hypothesis import strategies as st

from relcore.advice import CustomerAdvice
from relcore.advisor import Advisor
from relcore.facts import (
    BUILTIN_ACTIONS,
    Channel,
    Consent,
    Contact,
    ContactPolicy,
    Customer,
    Fact,
    Interaction,
    InteractionKind,
    Purpose,
    Recommendation,
    Verdict,
)
from relcore.lang import Playbook
from relcore.rules import contact
from tests.rules.support import DAY, WHO, ago, somebody

WRITTEN = (Channel.EMAIL, Channel.SMS)
CHANNELS = (*WRITTEN, Channel.CHAT, Channel.PHONE)
SELLING = (Purpose.SALES, Purpose.MARKETING)
PURPOSES = (*SELLING, Purpose.RELATIONSHIP, Purpose.SERVICE)
ACTIONS = {spec.name: spec for spec in BUILTIN_ACTIONS if set(spec.channels) & set(CHANNELS)}

days = st.integers(-5, 60).map(ago)
consents = st.lists(
    st.builds(
        lambda channel, purpose, granted, given_on, contact_id, withdrawn, expires: Consent(
            customer_id=WHO,
            channel=channel,
            purpose=purpose,
            granted=granted,
            given_on=given_on,
            contact_id=contact_id,
            announced=True,
            withdrawn_on=max(withdrawn, given_on or withdrawn) if withdrawn else None,
            expires_on=max(expires, given_on or expires) if expires else None,
        ),
        channel=st.none() | st.sampled_from(CHANNELS),
        purpose=st.none() | st.sampled_from(PURPOSES),
        granted=st.sampled_from([True, True, False, None]),
        given_on=st.none() | days,
        contact_id=st.sampled_from([None, None, "ann", "bob"]),
        withdrawn=st.none() | st.none() | days,
        expires=st.none() | st.none() | days,
    ),
    max_size=5,
    unique_by=lambda consent: consent.identity,
)
recommendations = st.lists(
    st.tuples(st.sampled_from(sorted(ACTIONS)), st.sampled_from(CHANNELS), st.sampled_from(PURPOSES)),
    max_size=6,
    unique_by=lambda item: item[0],
).map(
    lambda items: [
        Recommendation(action=action, rule=f"r.{action}", channel=channel, purpose=purpose, reason="x")
        for action, channel, purpose in items
    ]
)


@cache
def advisor() -> Advisor:
    """Give an advisor that knows the contact policy and recommends what it is told."""
    book = Playbook("told")
    for spec in BUILTIN_ACTIONS:
        book.action(spec)
    book.include(contact.playbook)
    return Advisor([book])


def advise(*facts: Fact) -> CustomerAdvice:
    told = facts if any(isinstance(fact, Customer) for fact in facts) else (somebody(), *facts)
    return advisor().advise(told, as_of=DAY)


def stands(advice: CustomerAdvice) -> set[tuple[str, str | None]]:
    """Give the contacts that stand, each with its channel."""
    return {(item.action, item.channel) for item in advice.actions if item.channel}


def holds_today(consent: Consent) -> bool:
    return (
        consent.granted is True
        and (consent.given_on is None or consent.given_on <= DAY)
        and (consent.expires_on is None or consent.expires_on >= DAY)
        and (consent.withdrawn_on is None or consent.withdrawn_on > DAY)
    )


def covers(consent: Consent, channel: str | None, purpose: str | None) -> bool:
    return consent.channel in (None, channel) and consent.purpose in (None, purpose)


# --- consent ---------------------------------------------------------------------------------------


@given(consents, recommendations)
def test_nothing_is_sold_in_writing_without_a_permission_that_holds(
    known: list[Consent], wanted: list[Recommendation]
) -> None:
    for item in advise(*known, *wanted).actions:
        if item.channel in WRITTEN and item.purpose in SELLING:
            assert any(holds_today(one) and covers(one, item.channel, item.purpose) for one in known)


@given(consents, recommendations, st.data())
def test_taking_a_permission_away_never_adds_an_action_through_its_channel(
    known: list[Consent], wanted: list[Recommendation], data: st.DataObject
) -> None:
    held = [one for one in known if holds_today(one)]
    assume(held)
    taken = data.draw(st.sampled_from(held))
    others = [one for one in known if one is not taken]
    withdrawn = taken.model_copy(update={"withdrawn_on": DAY})
    before = stands(advise(*known, *wanted))
    for after in (advise(*others, *wanted), advise(*others, withdrawn, *wanted)):
        added = {(action, channel) for action, channel in stands(after) - before}
        assert {pair for pair in added if taken.channel in (None, pair[1]) and pair[1] in WRITTEN} == set()
    refused = {pair for pair in stands(advise(*others, withdrawn, *wanted)) if pair[1] == taken.channel}
    assert refused <= before


@given(consents, recommendations)
def test_an_opt_out_holds_at_once_for_everything(known: list[Consent], wanted: list[Recommendation]) -> None:
    assert stands(advise(somebody(opted_out=True), *known, *wanted)) == set()
    gone = Contact(customer_id=WHO, id="ann", opted_out=True)
    assert stands(advise(gone, *known, *wanted)) == set()


@given(consents, recommendations)
def test_what_does_not_stand_names_who_decided_and_why_in_both_languages(
    known: list[Consent], wanted: list[Recommendation]
) -> None:
    facts = [somebody(name="Acme"), ContactPolicy(max_contacts=1, min_gap_days=3), *known, *wanted]
    english = advisor().advise(facts, as_of=DAY)
    chinese = advisor().advise(facts, as_of=DAY, lang="zh")
    for one, other in zip(english.suppressed, chinese.suppressed, strict=True):
        assert one.by
        assert one.reason
        assert one.text != one.reason
        assert other.text not in (one.text, one.reason)
        assert one.verdict != "defer" or one.earliest


# --- caps ------------------------------------------------------------------------------------------

history = st.lists(
    st.tuples(
        st.integers(0, 40),
        st.none() | st.sampled_from(CHANNELS),
        st.none() | st.sampled_from(PURPOSES),
        st.sampled_from(InteractionKind),
        st.sampled_from(["outbound", "outbound", None, "inbound"]),
    ),
    max_size=12,
).map(
    lambda items: [
        Interaction.model_validate(
            {
                "customer_id": WHO,
                "id": f"i{number}",
                "on": ago(days_ago),
                "channel": channel,
                "purpose": purpose,
                "kind": kind,
                "direction": direction,
            }
        )
        for number, (days_ago, channel, purpose, kind, direction) in enumerate(items)
    ]
)
policy = st.builds(
    ContactPolicy,
    channel=st.none() | st.sampled_from([*CHANNELS, Channel.VISIT]),
    purpose=st.none() | st.sampled_from(SELLING),
    max_contacts=st.none() | st.integers(1, 3),
    window_days=st.none() | st.integers(1, 40),
    min_gap_days=st.none() | st.integers(0, 9),
)


@given(policy, history)
def test_rules_and_slots_agree_on_the_day_on_which_a_limit_frees(
    limit: ContactPolicy, contacts: list[Interaction]
) -> None:
    wanted = Recommendation(
        action="cross_sell",
        rule="r",
        channel=limit.channel or Channel.MAIL,
        purpose=limit.purpose or Purpose.RELATIONSHIP,
        reason="x",
    )
    facts = [somebody(), ContactPolicy(id="any", working_days_only=False), limit, wanted, *contacts]
    ledger = advisor().ledger(facts, as_of=DAY)
    said = [verdict.until for verdict in ledger.of(Verdict) if verdict.action == "cross_sell"]
    by_rules = max((until for until in said if until), default=DAY)
    assert slot_without_rules(facts) == by_rules


def slot_without_rules(facts: list[Fact]) -> date | None:
    """Give the first free slot as the scheduler finds it where no rule of the contact policy runs."""
    (item,) = bare().advise(facts, as_of=DAY).actions
    return item.window.opens if item.window else None


@cache
def bare() -> Advisor:
    """Give an advisor without rules, and with patience."""
    book = Playbook("bare")
    for spec in BUILTIN_ACTIONS:
        book.action(spec)
    book.facts(Recommendation)
    book.parameter("contact.patience_days", 100, "Long enough for every slot")
    return Advisor([book])


@given(consents, recommendations, history)
def test_an_unrelated_customer_changes_nothing(
    known: list[Consent], wanted: list[Recommendation], contacts: list[Interaction]
) -> None:
    own: list[Fact] = [somebody(), *known, *contacts]
    other: list[Fact] = [
        fact.model_copy(update={"customer_id": "c2"}) for fact in (somebody(opted_out=True), *contacts)
    ]
    limit = ContactPolicy(id="p", max_contacts=2, window_days=20)
    alone = list(advisor().advise_all([*own, limit], as_of=DAY))
    together = [a for a in advisor().advise_all([*other, *own, limit], as_of=DAY) if a.customer_id == WHO]
    assert alone == together
