"""Buyers who go by principles and facts: frank words in writing, careful promises, no gifts.

What they do not want, the guards keep away; the way of talking is left to the personality.
"""

from __future__ import annotations

from relcore.facts import (
    Action,
    Archetype,
    Assessment,
    Commitment,
    CommitmentOutcome,
    CueKind,
    Interaction,
    InteractionKind,
    Layer,
    Opportunity,
    Order,
    Recommendation,
)
from relcore.lang import (
    Clause,
    Playbook,
    absent,
    deny,
    known,
    one_of,
    or_else,
    recommend,
    replace,
    value,
    when,
)
from relcore.rules.occasions import (
    answer_day,
    follow_up_day,
    is_open,
    is_type,
    not_yet,
    unanswered_objection,
)
from relcore.rules.scoring import CLEAR, STRONG, Hint, speaks_for
from relcore.rules.sightings import Sighting

playbook = Playbook("rational")

HINTS = {
    "principles": Hint(CueKind.STRICT_PRINCIPLES, STRONG, "S3.1-rational.cue.1"),
    "compares": Hint(CueKind.COMPARES_SUPPLIERS, CLEAR, "S3.1-rational.cue.1"),
    "impartial": Hint(CueKind.IMPARTIAL, CLEAR, "S3.1-rational.cue.1"),
}


@playbook.table(HINTS, cites="S3.1-rational")
def hint(sighting: Sighting, row: Hint) -> Clause:
    """Whoever keeps to principles and compares before buying decides by reason."""
    return speaks_for(Archetype.RATIONAL, sighting, row)


@playbook.rule(cites="S3.1-rational.do.1")
def quote_with_facts(assessment: Assessment, deal: Opportunity) -> Clause:
    """A buyer who decides by reason gets a quote that shows strengths and limits as they are."""
    return when(
        is_type(assessment, Archetype.RATIONAL),
        is_open(deal),
        not_yet(deal, InteractionKind.QUOTE),
    ).then(
        recommend(
            Action.TRANSPARENT_QUOTE, about=deal.id, due=follow_up_day(), reason="rational-pros-and-cons"
        )
    )


@playbook.rule(cites="S3.1-rational.do.1")
def answer_frankly(assessment: Assessment, talk: Interaction) -> Clause:
    """An objection of a buyer who decides by reason is answered with facts, weak points included."""
    return when(is_type(assessment, Archetype.RATIONAL), unanswered_objection(talk)).then(
        recommend(
            Action.FACTUAL_ANSWER,
            about=talk.id,
            due=answer_day(talk),
            weight=2,
            reason="rational-frank-answer",
        )
    )


@playbook.rule(cites="S3.1-rational.do.2")
def keep_every_promise(assessment: Assessment, promise: Commitment) -> Clause:
    """With a buyer who decides by reason every open promise weighs double, however small."""
    return when(
        is_type(assessment, Archetype.RATIONAL),
        or_else(promise.outcome, CommitmentOutcome.OPEN) == CommitmentOutcome.OPEN,
        known(promise.due_on),
    ).then(
        recommend(
            Action.KEEP_PROMISE,
            about=promise.id,
            due=promise.due_on,
            weight=2,
            reason="rational-keep-every-promise",
        )
    )


@playbook.guard(Layer.TYPE, cites="S3.1-rational.dont.1")
def no_gifts(candidate: Recommendation, assessment: Assessment) -> Clause:
    """Gifts and meals put off a buyer who decides by reason."""
    return when(
        is_type(assessment, Archetype.RATIONAL),
        one_of(candidate.action, Action.PERSONAL_GIFT, Action.COMPANY_GIFT, Action.INVITE_TO_BANQUET),
    ).then(deny(candidate, "rational-no-gifts"))


@playbook.guard(Layer.TYPE, cites=("S3.1-rational.do.1", "S0.R0.flow.1"))
def no_warm_up(candidate: Recommendation, assessment: Assessment) -> Clause:
    """Common ground with a buyer who decides by reason is the work, so small talk is left out."""
    return when(is_type(assessment, Archetype.RATIONAL), candidate.action == Action.SMALL_TALK).then(
        deny(candidate, "rational-straight-to-the-point")
    )


@playbook.guard(Layer.TYPE, cites="S3.1-rational.do.2")
def promise_with_care(candidate: Recommendation, assessment: Assessment) -> Clause:
    """A delivery date is promised to a buyer who decides by reason only once we know that we can keep it."""
    return when(
        is_type(assessment, Archetype.RATIONAL),
        candidate.action == Action.PROMISE_DELIVERY_DATE,
        absent(Order, lambda order: (order.id == candidate.about) & value(order.fulfilment_checked)),
    ).then(replace(candidate, Action.CHECK_FULFILMENT, "rational-check-before-promise"))
