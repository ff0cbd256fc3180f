"""Customers who fell silent, judged against the rhythm in which they used to buy.

A customer who complains can be helped; the one who leaves without a word is the danger. Calls go to a person,
never to a mailing, and stop where we were in touch of late or where the customer is gone for good.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from relcore.facts import Action, Conclusion, Customer, Interaction, InteractionOutcome
from relcore.lang import (
    Clause,
    Condition,
    Playbook,
    absent,
    conclude,
    days_between,
    days_since,
    param,
    recommend,
    value,
    warn,
    when,
)
from relcore.rules import parameters, purchases
from relcore.rules.purchases import PurchaseRecord

playbook = Playbook("silence")
playbook.include(parameters.playbook, purchases.playbook)


class Silent(Conclusion):
    """A customer who buys no more as it used to."""

    leaving: bool
    """False: later than usual; True: so late that the customer is about to leave."""
    since: date
    """Day of the last purchase."""


class Degree(NamedTuple):
    """How silent: the factor of the usual gap from which it holds, and what to do."""

    leaving: bool
    action: Action
    reason: str
    warning: str
    weight: Decimal


DEGREES = {
    "late": Degree(False, Action.KEEP_WARM_CALL, "later-than-usual", "fell-silent", Decimal("1.5")),
    "leaving": Degree(True, Action.WINBACK_CALL, "about-to-leave", "about-to-leave", Decimal(2)),
}


def gaps_passed(record: PurchaseRecord, factor: str) -> Condition:
    """Hold where more than so many usual gaps between purchases have passed since the last one."""
    times: int = param(factor)
    return days_since(record.last) * (record.days - 1) > times * days_between(record.first, record.last)


def has_rhythm(record: PurchaseRecord) -> Condition:
    """Hold where the customer bought often enough to have a rhythm of its own."""
    enough: int = param("silence.min_purchase_days")
    return record.days >= enough


def left_alone_lately() -> Condition:
    """Hold where nobody of ours was in touch of late: a silent customer is called once, not each day."""
    return absent(
        Interaction, lambda i: (days_since(i.on) >= 0) & (days_since(i.on) < param("silence.recall_days"))
    )


def may_come_back(record: PurchaseRecord) -> Condition:
    """Hold where the customer is not known to be gone."""
    span: int = param("silence.give_up_days")
    return (days_since(record.last) <= span) & absent(Customer, lambda customer: ~value(customer.is_active))


@playbook.rule(cites="S2.V.anti.1", origin="relcore")
def later_than_usual(record: PurchaseRecord) -> Clause:
    """A customer is silent when twice its usual gap between purchases has passed."""
    return when(
        has_rhythm(record),
        gaps_passed(record, "silence.gap_factor"),
        ~gaps_passed(record, "silence.leaving_factor"),
        may_come_back(record),
    ).then(conclude(Silent, leaving=False, since=record.last))


@playbook.rule(cites="S2.V.anti.1", origin="relcore")
def about_to_leave(record: PurchaseRecord) -> Clause:
    """A customer is about to leave when four times its usual gap has passed."""
    return when(
        has_rhythm(record), gaps_passed(record, "silence.leaving_factor"), may_come_back(record)
    ).then(conclude(Silent, leaving=True, since=record.last))


@playbook.table(DEGREES, cites="S2.V.anti.1")
def notice_silence(silent: Silent, degree: Degree) -> Clause:
    """Silence is worth a warning, for nobody will complain."""
    return when(silent.leaving == degree.leaving).then(warn(degree.warning, since=silent.since))


@playbook.table(DEGREES, cites=("S2.V.anti.1", "S1.F.flow.1", "S1.G7-nostop.do.1"))
def call_silent_customer(silent: Silent, degree: Degree) -> Clause:
    """A person calls the silent customer, for keeping one is cheaper than winning another."""
    return when(silent.leaving == degree.leaving, left_alone_lately()).then(
        recommend(degree.action, weight=degree.weight, reason=degree.reason)
    )


@playbook.rule(cites=("S1.B2-greet2d.ctx.1", "S1.R.do.2"), origin="relcore")
def ask_back_after_first_purchase(record: PurchaseRecord) -> Clause:
    """Who bought once or twice and did not return hears from us: one sale is no loyal customer yet."""
    return when(
        ~has_rhythm(record),
        days_since(record.last) >= param("silence.second_purchase_days"),
        days_since(record.last) <= param("silence.second_purchase_days") * param("silence.leaving_factor"),
        may_come_back(record),
        left_alone_lately(),
    ).then(recommend(Action.KEEP_WARM_CALL, weight=Decimal("0.5"), reason="no-second-purchase"))


@playbook.rule(cites=("S2.V.anti.1", "S1.L2.anti.1"))
def ask_who_left_without_a_word(talk: Interaction) -> Clause:
    """A customer who walked out of a talk without a word is asked why, before the silence sets in."""
    return when(
        talk.outcome == InteractionOutcome.LEFT_SILENTLY,
        days_since(talk.on) >= 0,
        days_since(talk.on) <= param("silence.recall_days"),
        absent(Interaction, lambda later: (later.on > talk.on) & (days_since(later.on) >= 0)),
    ).then(
        warn("left-without-a-word", about=talk.id, since=talk.on),
        recommend(Action.ASK_SILENT_CUSTOMER, weight=Decimal("1.5"), reason="left-without-a-word"),
    )


@playbook.rule(origin="relcore")
def gone_for_good(record: PurchaseRecord) -> Clause:
    """After two years without a purchase nobody calls any more; the record says so."""
    return when(days_since(record.last) > param("silence.give_up_days")).then(
        warn("gone-for-good", since=record.last)
    )
