"""How far the customer has opened up: common ground, exchange, confidence, deal, payment, one step at a time.

Each step is the gate to the next: an order from somebody who never opened up does not make a partner. A
representative's own judgement counts as far as it goes; where nothing is known the ladder says so.
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from relcore.facts import (
    Action,
    Axis,
    Conclusion,
    Contact,
    Contract,
    Cue,
    CueKind,
    Customer,
    Direction,
    Interaction,
    InteractionKind,
    Ladder,
    Opportunity,
    OpportunityStage,
    Order,
    Payment,
    PaymentKind,
    TalkDepth,
)
from relcore.lang import (
    Clause,
    Condition,
    Playbook,
    absent,
    as_of,
    ask,
    assess,
    conclude,
    days_between,
    days_since,
    days_until,
    exists,
    known,
    one_of,
    or_else,
    param,
    recommend,
    value,
    warn,
    when,
)
from relcore.rules import occasions, parameters
from relcore.rules.occasions import is_open, is_running

playbook = Playbook("ladder")
playbook.include(occasions.playbook, parameters.playbook)


class StepSeen(Conclusion):
    """A step for which something speaks, whether or not the steps below it are reached."""

    step: Ladder


class StepReached(Conclusion):
    """A step that is reached together with all steps below it."""

    step: Ladder


# --- what speaks for each step ---------------------------------------------------------------------

TALKS = (
    InteractionKind.VISIT,
    InteractionKind.CALL,
    InteractionKind.MEETING,
    InteractionKind.RETURN_VISIT,
    InteractionKind.DEMO,
    InteractionKind.BANQUET,
    InteractionKind.EVENT,
)


def took_place(talk: Interaction) -> Condition:
    """Hold for a contact in which both sides took part by today."""
    return (days_since(talk.on) >= 0) & (
        (or_else(talk.answered, True) & one_of(talk.kind, *TALKS))
        | value(talk.answered)
        | (talk.direction == Direction.INBOUND)
    )


@playbook.rule(cites=("S0.R1-samestream", "S0.R1-samestream.do.1"))
def met(talk: Interaction) -> Clause:
    """Whoever met or wrote to one another stands on the first step."""
    return when(took_place(talk)).then(conclude(StepSeen, step=Ladder.SAME_STREAM))


@playbook.rule(cites=("S0.R2-communicate", "S0.R2-communicate.do.1"))
def talked_of_more_than_the_weather(talk: Interaction) -> Clause:
    """Talk of work or of personal views is an exchange; small talk is none."""
    return when(
        took_place(talk), one_of(talk.depth, TalkDepth.WORK, TalkDepth.PERSONAL, TalkDepth.CONFIDED)
    ).then(conclude(StepSeen, step=Ladder.SAME_STREAM), conclude(StepSeen, step=Ladder.COMMUNICATING))


@playbook.rule(cites=("S0.R3-heart", "S0.R3-heart.cue.1"))
def confided_in_a_talk(talk: Interaction) -> Clause:
    """Who confides in us has opened up."""
    return when(took_place(talk), talk.depth == TalkDepth.CONFIDED).then(
        conclude(StepSeen, step=Ladder.CONFIDING)
    )


@playbook.rule(cites="S0.R3-heart.cue.1")
def was_seen_to_confide(cue: Cue) -> Clause:
    """That somebody confided in us, when observed and noted, speaks for all steps up to there."""
    return when(cue.kind == CueKind.CONFIDED, value(cue.present), days_since(cue.observed_on) >= 0).then(
        conclude(StepReached, step=Ladder.CONFIDING)
    )


@playbook.rule(cites="S0.R4-transact")
def ordered(order: Order) -> Clause:
    """An order is a deal."""
    return when(is_running(order)).then(conclude(StepSeen, step=Ladder.TRANSACTING))


@playbook.rule(cites="S0.R4-transact")
def won(deal: Opportunity) -> Clause:
    """A deal that was won is a deal."""
    return when(deal.stage == OpportunityStage.WON).then(conclude(StepSeen, step=Ladder.TRANSACTING))


@playbook.rule(cites="S0.R0.flow.1")
def paid(payment: Payment) -> Clause:
    """A payment received is the last step."""
    return when(
        days_since(payment.paid_on) >= 0,
        or_else(payment.kind, PaymentKind.FINAL) != PaymentKind.REFUND,
    ).then(conclude(StepSeen, step=Ladder.PAYING))


@playbook.rule(cites="S0.R0.flow.1")
def paid_order(order: Order) -> Clause:
    """An order that is paid is paid, whoever noted the payment."""
    return when(is_running(order), value(order.paid)).then(conclude(StepSeen, step=Ladder.PAYING))


# --- step by step ----------------------------------------------------------------------------------

STEPS = tuple(Ladder)


class Rung(NamedTuple):
    """A step and its place on the ladder."""

    step: Ladder
    cites: str

    @property
    def below(self) -> Ladder:
        """The step that is the gate to this one."""
        return STEPS[self.step.rank - 2]

    @property
    def above(self) -> tuple[Ladder, ...]:
        """All steps above this one."""
        return STEPS[self.step.rank :]


RUNGS = {step.value: Rung(step, step.cites[0]) for step in STEPS}
UPPER_RUNGS = {key: rung for key, rung in RUNGS.items() if rung.step is not Ladder.SAME_STREAM}
LOWER_RUNGS = {key: rung for key, rung in RUNGS.items() if rung.step is not Ladder.PAYING}


@playbook.rule(cites=("S0.R0.flow.1", "S0.R1-samestream"))
def reach_the_first(seen: StepSeen) -> Clause:
    """The first step has no gate."""
    return when(seen.step == Ladder.SAME_STREAM).then(conclude(StepReached, step=Ladder.SAME_STREAM))


@playbook.table(UPPER_RUNGS, cites="S0.R0.flow.1")
def reach_the_next(below: StepReached, seen: StepSeen, rung: Rung) -> Clause:
    """A step is reached where something speaks for it and the step below is reached."""
    return when(below.step == rung.below, seen.step == rung.step).then(conclude(StepReached, step=rung.step))


@playbook.table(RUNGS, cites="S0.R0.flow.1")
def as_judged(contact: Contact, rung: Rung) -> Clause:
    """How far a person has opened up, as the representative judges, counts as long as it is fresh."""
    return when(
        contact.ladder_step == rung.step,
        or_else(contact.left_on, as_of()) >= as_of(),
        days_since(or_else(contact.ladder_on, as_of())) >= 0,
        days_since(or_else(contact.ladder_on, as_of())) <= param("ladder.judgement_days"),
    ).then(conclude(StepReached, step=rung.step))


def is_highest(reached: StepReached, rung: Rung) -> Condition:
    """Hold for the highest step that is reached."""
    if not rung.above:
        return reached.step == rung.step
    return (reached.step == rung.step) & absent(StepReached, lambda other: one_of(other.step, *rung.above))


@playbook.table(RUNGS, cites="S0.R0.flow.1")
def stand_on(reached: StepReached, rung: Rung) -> Clause:
    """The customer stands on the highest step that it reached without leaving one out."""
    return when(is_highest(reached, rung)).then(assess(Axis.LADDER, rung.step, reason="ladder-reached"))


@playbook.rule(cites=("S0.R0.flow.1", "S0.R1-samestream.cue.1"))
def ladder_unknown(customer: Customer) -> Clause:
    """Where no contact is on record nobody knows how far the customer has opened up."""
    return when(absent(StepReached)).then(
        assess(Axis.LADDER, None, reason="ladder-unknown"), ask("how-close")
    )


# --- the next step up ------------------------------------------------------------------------------


class NextStep(NamedTuple):
    """What leads up from a step."""

    step: Ladder
    action: Action
    reason: str
    cites: tuple[str, ...]

    @property
    def above(self) -> tuple[Ladder, ...]:
        """All steps above this one."""
        return STEPS[self.step.rank :]


NEXT_STEPS = {
    "to_exchange": NextStep(
        Ladder.SAME_STREAM, Action.DEEPEN_CONVERSATION, "from-small-talk-on", ("S0.R2-communicate.do.1",)
    ),
    "to_confidence": NextStep(
        Ladder.COMMUNICATING, Action.HEART_TO_HEART_TALK, "from-exchange-to-trust", ("S0.R3-heart",)
    ),
    "to_deal": NextStep(
        Ladder.CONFIDING,
        Action.FAIR_DEAL_OFFER,
        "from-trust-to-deal",
        ("S0.R3-heart.do.1", "S0.R3-heart.cue.1"),
    ),
}


@playbook.table(NEXT_STEPS, cites="S0.R0.flow.1")
def step_up(reached: StepReached, following: NextStep) -> Clause:
    """From each step there is one thing to do that leads to the next."""
    return when(
        reached.step == following.step,
        absent(StepReached, lambda other: one_of(other.step, *following.above)),
    ).then(recommend(following.action, weight=Decimal("0.7"), reason=following.reason))


@playbook.rule(cites=("S0.R1-samestream.do.1", "S0.R1-samestream.cue.1", "S1.H.do.1"))
def find_a_way_in(customer: Customer) -> Clause:
    """Before the first visit to a stranger find out what moves the people there."""
    return when(
        absent(StepReached),
        absent(StepSeen),
        value(customer.is_prospect) | exists(Opportunity, is_open),
    ).then(
        recommend(Action.RESEARCH_CUSTOMER, weight=Decimal("0.8"), reason="ladder-unknown"),
        recommend(Action.FIND_COMMON_GROUND, weight=Decimal("0.6"), reason="ladder-unknown"),
    )


@playbook.rule(cites=("S0.R4-transact.do.1", "S0.R4-transact.guard.1"))
def settle_the_rebate_with_the_deal(contract: Contract) -> Clause:
    """Whether the company gets a rebate is settled with the deal and written down, never afterwards."""
    return when(
        ~or_else(contract.signed, False),
        ~known(contract.signed_on),
        ~known(contract.rebate_agreed),
    ).then(
        recommend(
            Action.AGREE_COMPANY_REBATE_TERMS,
            about=contract.id,
            weight=Decimal("0.8"),
            reason="rebate-with-the-deal",
        )
    )


@playbook.rule(cites="S0.R0.flow.1", origin="relcore")
def ask_for_what_is_due(payment: Payment) -> Clause:
    """The last step is to be paid: what falls due is called in kindly and on the day."""
    return when(
        ~known(payment.paid_on),
        days_until(payment.due_on) <= param("promise.reminder_days"),
        or_else(payment.kind, PaymentKind.FINAL) != PaymentKind.REFUND,
    ).then(recommend(Action.COLLECT_PAYMENT, about=payment.id, due=payment.due_on, reason="payment-due"))


# --- what should be known --------------------------------------------------------------------------


@playbook.rule(cites=("S0.R3-heart.do.1", "S0.R0.flow.1"))
def deal_ahead_of_trust(seen: StepSeen) -> Clause:
    """Business without trust is easily lost to the next cheaper offer."""
    return when(
        seen.step == Ladder.TRANSACTING,
        exists(StepReached),
        absent(
            StepReached,
            lambda other: one_of(other.step, Ladder.CONFIDING, Ladder.TRANSACTING, Ladder.PAYING),
        ),
    ).then(warn("deal-ahead-of-trust"))


@playbook.rule(cites="S0.R3-heart.dont.1")
def attitude_changed_at_the_deal(talk: Interaction) -> Clause:
    """Nothing destroys trust like another face when it comes to the deal."""
    return when(
        value(talk.attitude_changed),
        days_since(talk.on) >= 0,
        exists(Opportunity, is_open)
        | exists(
            Order,
            lambda order: (
                is_running(order)
                & (days_between(order.placed_on, talk.on) <= param("ladder.deal_days"))
                & (days_between(talk.on, order.placed_on) <= param("ladder.deal_days"))
            ),
        ),
    ).then(warn("attitude-changed", about=talk.id, since=talk.on))
