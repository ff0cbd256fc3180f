"""What the two firms exchange: goods for money, useful information, or sensitive information and joint work.

A deeper level rests on the lower one: while goods come late or a complaint is open, no exchange of
information lifts the relationship above goods for money.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from relcore.facts import (
    Action,
    Assessment,
    Audience,
    Axis,
    Conclusion,
    Customer,
    Depth,
    Interaction,
    Layer,
    Recommendation,
    Sensitivity,
    StageRecord,
    ValueClass,
)
from relcore.lang import (
    Clause,
    Condition,
    Playbook,
    absent,
    as_of,
    assess,
    conclude,
    days_since,
    defer,
    exists,
    known,
    latest,
    one_of,
    or_else,
    param,
    recommend,
    value,
    warn,
    when,
)
from relcore.rules import complaints, purchases
from relcore.rules.complaints import OpenComplaint
from relcore.rules.principles import responsibility
from relcore.rules.principles.responsibility import LateDelivery
from relcore.rules.purchases import PurchaseRecord
from relcore.rules.validity import lapses_on

playbook = Playbook("depth")
playbook.include(complaints.playbook, purchases.playbook, responsibility.playbook)

playbook.parameter(
    "depth.window_days",
    365,
    "Days for which an exchange of information or joint work shows how deep the relationship is",
    unit="days",
    at_least=30,
    at_most=3660,
)


class DepthSeen(Conclusion):
    """A level for which something speaks, whether or not the levels below it hold."""

    level: Depth


class DepthReached(Conclusion):
    """A level that is reached together with all levels below it."""

    level: Depth


class NeedUnmet(Conclusion):
    """A need of the lowest level, to be supplied well, that is unmet today."""

    need: str


def is_of_late(talk: Interaction) -> Condition:
    """Hold for a contact that still shows how deep the relationship is."""
    span: int = param("depth.window_days")
    return (days_since(talk.on) >= 0) & (days_since(talk.on) <= span)


def is_firm(customer: Customer) -> Condition:
    """Hold for whoever is not known to be a single person or a consumer."""
    return or_else(customer.is_group, True) & (
        or_else(customer.audience, Audience.DIRECT) != Audience.CONSUMER
    )


def end_of_evidence() -> date | None:
    """Give the day from which the last exchange of information or joint work tells nothing any more."""
    last = latest(
        Interaction,
        lambda talk: talk.on,
        lambda talk: (
            (one_of(talk.shared, Sensitivity.USEFUL, Sensitivity.SENSITIVE) | value(talk.joint_work))
            & is_of_late(talk)
        ),
    )
    return lapses_on(value(last), param("depth.window_days"))


# --- what speaks for each level --------------------------------------------------------------------


@playbook.rule(cites="S1.F2-pyr.2")
def shared_what_is_useful(talk: Interaction) -> Clause:
    """Firms that tell each other what is useful and not sensitive work together."""
    return when(talk.shared == Sensitivity.USEFUL, is_of_late(talk)).then(
        conclude(DepthSeen, level=Depth.COOPERATION)
    )


@playbook.rule(cites="S1.F2-pyr.3")
def shared_what_is_sensitive(talk: Interaction) -> Clause:
    """Firms that entrust each other with sensitive matters depend on each other."""
    return when(talk.shared == Sensitivity.SENSITIVE, is_of_late(talk)).then(
        conclude(DepthSeen, level=Depth.COOPERATION), conclude(DepthSeen, level=Depth.INTERDEPENDENCE)
    )


@playbook.rule(cites="S1.F2-pyr.3")
def worked_together(talk: Interaction) -> Clause:
    """Firms that solve problems together depend on each other."""
    return when(value(talk.joint_work), is_of_late(talk)).then(
        conclude(DepthSeen, level=Depth.COOPERATION), conclude(DepthSeen, level=Depth.INTERDEPENDENCE)
    )


@playbook.rule(cites="S1.F2-pyr.2", origin="relcore")
def confirmed(record: StageRecord) -> Clause:
    """A level above goods for money that somebody confirmed speaks for an exchange of information."""
    return when(
        record.axis == Axis.DEPTH,
        one_of(record.value, Depth.COOPERATION, Depth.INTERDEPENDENCE),
        days_since(record.since) >= 0,
        or_else(record.until, as_of()) >= as_of(),
        ~known(record.expires_on) | (value(record.expires_on) > as_of()),
    ).then(conclude(DepthSeen, level=Depth.COOPERATION))


@playbook.rule(cites="S1.F2-pyr.3", origin="relcore")
def confirmed_dependence(record: StageRecord) -> Clause:
    """The highest level, once confirmed, speaks for itself until the confirmation runs out."""
    return when(
        record.axis == Axis.DEPTH,
        record.value == Depth.INTERDEPENDENCE,
        days_since(record.since) >= 0,
        or_else(record.until, as_of()) >= as_of(),
        ~known(record.expires_on) | (value(record.expires_on) > as_of()),
    ).then(conclude(DepthSeen, level=Depth.INTERDEPENDENCE))


@playbook.rule(cites=("S1.F2-pyr.flow.1", "S2.CP1-root.do.1"))
def complaint_is_open(complaint: OpenComplaint) -> Clause:
    """As long as a complaint is open the need to be supplied well is unmet."""
    return when(days_since(complaint.opened_on) >= 0).then(conclude(NeedUnmet, need="complaint"))


@playbook.rule(cites=("S1.F2-pyr.flow.1", "S2.CP1-root.do.1"))
def delivery_is_late(customer: Customer) -> Clause:
    """As long as goods are late the need to be supplied well is unmet."""
    return when(exists(LateDelivery)).then(conclude(NeedUnmet, need="delivery"))


# --- level by level --------------------------------------------------------------------------------


@playbook.rule(cites="S1.F2-pyr.1")
def reach_basic(record: PurchaseRecord) -> Clause:
    """Who buys has reached the first level."""
    return when(days_since(record.last) >= 0).then(conclude(DepthReached, level=Depth.BASIC))


@playbook.rule(cites=("S1.F2-pyr.2", "S1.F2-pyr.flow.1"))
def reach_cooperation(below: DepthReached, seen: DepthSeen) -> Clause:
    """The second level is reached by who is supplied well and exchanges information."""
    return when(below.level == Depth.BASIC, seen.level == Depth.COOPERATION, absent(NeedUnmet)).then(
        conclude(DepthReached, level=Depth.COOPERATION)
    )


@playbook.rule(cites=("S1.F2-pyr.3", "S1.F2-pyr.flow.1", "S0.P2-respect.do.1"))
def reach_interdependence(below: DepthReached, seen: DepthSeen) -> Clause:
    """The third level rests on confidences that were kept, too."""
    return when(
        below.level == Depth.COOPERATION,
        seen.level == Depth.INTERDEPENDENCE,
        absent(Interaction, lambda talk: value(talk.confidential_shared) & is_of_late(talk)),
    ).then(conclude(DepthReached, level=Depth.INTERDEPENDENCE))


class Level(NamedTuple):
    """A level and those above it."""

    level: Depth
    above: tuple[Depth, ...]
    cites: str


LEVELS = {
    level.value: Level(level, tuple(Depth)[level.rank :], level.cites[0])
    for level in Depth
    if level is not Depth.INTERDEPENDENCE
}


@playbook.table(LEVELS, cites="S1.F2-pyr.flow.1")
def stand_on(reached: DepthReached, customer: Customer, level: Level) -> Clause:
    """The relationship is as deep as the highest level that is reached with all levels below it."""
    return when(
        reached.level == level.level,
        absent(DepthReached, lambda other: one_of(other.level, *level.above)),
        is_firm(customer),
    ).then(assess(Axis.DEPTH, level.level, reason="depth-reached", expires=end_of_evidence()))


@playbook.rule(cites=("S1.F2-pyr.3", "S1.F2-pyr.flow.1"))
def stand_on_top(reached: DepthReached, customer: Customer) -> Clause:
    """Above interdependence there is no level."""
    return when(reached.level == Depth.INTERDEPENDENCE, is_firm(customer)).then(
        assess(Axis.DEPTH, Depth.INTERDEPENDENCE, reason="depth-reached", expires=end_of_evidence())
    )


@playbook.rule(cites="S1.F2-pyr.1")
def nothing_exchanged(customer: Customer) -> Clause:
    """Before anything was bought the firms have exchanged nothing."""
    return when(absent(DepthReached), is_firm(customer)).then(
        assess(Axis.DEPTH, None, reason="depth-nothing-yet")
    )


@playbook.rule(cites="S1.F2-pyr.1", origin="relcore")
def no_firm(customer: Customer) -> Clause:
    """Between a firm and a single person there is no exchange of firms to measure."""
    return when(~is_firm(customer)).then(assess(Axis.DEPTH, None, reason="depth-no-firm"))


# --- what it changes -------------------------------------------------------------------------------


@playbook.rule(cites="S1.F2-pyr.flow.1")
def held_back(seen: DepthSeen) -> Clause:
    """What the firms share counts for little as long as the goods or the service let the customer down."""
    return when(seen.level == Depth.COOPERATION, exists(NeedUnmet), exists(PurchaseRecord)).then(
        warn("depth-held-back")
    )


JOINT = (Action.INVITE_INTO_DESIGN, Action.LEADER_VISIT, Action.HOST_CUSTOMER_EVENT)
"""What belongs to the upper levels."""


@playbook.guard(Layer.STAGE, cites="S1.F2-pyr.flow.1")
def first_the_lower_needs(candidate: Recommendation) -> Clause:
    """Joint projects wait until what the customer bought is in order."""
    return when(one_of(candidate.action, *JOINT), exists(NeedUnmet)).then(
        defer(candidate, "lower-needs-unmet", until=None)
    )


class Deepening(NamedTuple):
    """What leads from a level to the next."""

    level: Depth
    action: Action
    reason: str
    cites: str


DEEPENINGS = {
    "basic": Deepening(Depth.BASIC, Action.VALUE_REPORT, "prove-the-supply", "S1.F2-pyr.1"),
    "cooperation": Deepening(Depth.COOPERATION, Action.PROACTIVE_ANALYSIS, "to-joint-work", "S1.F2-pyr.3"),
}


@playbook.table(DEEPENINGS, cites="S1.F2-pyr.flow.1")
def deepen(depth: Assessment, importance: Assessment, step: Deepening) -> Clause:
    """With a customer that matters the next level is worth the work, once the needs of this one are met."""
    return when(
        depth.value == step.level,
        depth.axis == Axis.DEPTH,
        importance.axis == Axis.VALUE,
        one_of(importance.value, ValueClass.KEY, ValueClass.IMPORTANT),
        absent(NeedUnmet),
    ).then(recommend(step.action, weight=Decimal("0.5"), reason=step.reason))
