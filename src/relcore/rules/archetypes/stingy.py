"""Buyers who take the lowest price and nothing else: little effort, an open quote with a floor, a polite no.

Less effort and no discount is all that follows. The word stays honest, the contract and the service after
the sale stay whole; a small mistake is not forgiven here, so there had better be none.
"""

from __future__ import annotations

from decimal import Decimal

from relcore.facts import (
    Action,
    Archetype,
    Assessment,
    CueKind,
    InteractionKind,
    Layer,
    Opportunity,
    Order,
    Recommendation,
)
from relcore.lang import (
    Clause,
    Condition,
    Playbook,
    deny,
    known,
    one_of,
    recommend,
    replace,
    value,
    when,
)
from relcore.rules.occasions import follow_up_day, is_open, is_running, is_type, not_yet
from relcore.rules.scoring import CLEAR, FAINT, STRONG, Hint, speaks_for
from relcore.rules.sightings import Sighting

playbook = Playbook("stingy")

HINTS = {
    "disloyal": Hint(CueKind.DISLOYAL, STRONG, "S3.6-stingy.cue.1"),
    "price": Hint(CueKind.PRICE_FIRST, STRONG, "S3.6-stingy.cue.1"),
    "overstates": Hint(CueKind.OVERSTATES_NEED, CLEAR, "S3.6-stingy.cue.1"),
    "pressure": Hint(CueKind.PRICE_PRESSURE, CLEAR, "S3.6-stingy.cue.1"),
    "tender": Hint(CueKind.USES_TENDER, FAINT, "S3.6-stingy.cue.1"),
    "needless": Hint(CueKind.NEEDLESS_TENDER, STRONG, "S3.6-stingy.cue.1"),
}


def is_needless_tender(deal: Opportunity) -> Condition:
    """Hold where an open deal is put to tender although nothing requires it."""
    return is_open(deal) & value(deal.tender) & ~value(deal.tender_needed)


def is_ours_to_win(deal: Opportunity) -> Condition:
    """Hold where an advantage of ours decides the matter."""
    return known(deal.decisive_advantage) & value(deal.decisive_advantage)


@playbook.table(HINTS, cites="S3.6-stingy")
def hint(sighting: Sighting, row: Hint) -> Clause:
    """Whoever changes supplier for a cent and calls tenders without need goes by the price alone."""
    return speaks_for(Archetype.STINGY, sighting, row)


@playbook.rule(cites="S3.6-stingy.do.1")
def limit_effort(assessment: Assessment) -> Clause:
    """Time is better spent elsewhere than on somebody who goes by the price alone."""
    return when(is_type(assessment, Archetype.STINGY)).then(
        recommend(Action.LIMIT_EFFORT, weight=Decimal("0.5"), reason="stingy-little-time")
    )


@playbook.rule(cites=("S3.6-stingy.do.1", "S3.6-stingy.do.2", "S4.1-trust.guard.2"))
def quote_floor_openly(assessment: Assessment, deal: Opportunity) -> Clause:
    """Where our advantage decides, one itemised quote states the price below which we do not go."""
    return when(
        is_type(assessment, Archetype.STINGY),
        is_open(deal),
        is_ours_to_win(deal),
        not_yet(deal, InteractionKind.QUOTE),
    ).then(
        recommend(Action.TRANSPARENT_QUOTE, about=deal.id, due=follow_up_day(), reason="stingy-open-floor")
    )


@playbook.rule(cites=("S3.6-stingy.dont.1", "S3.6-stingy.cue.1"))
def decline_needless_tender(assessment: Assessment, deal: Opportunity) -> Clause:
    """A tender that only serves to press the price is declined with thanks."""
    return when(is_type(assessment, Archetype.STINGY), is_needless_tender(deal), ~is_ours_to_win(deal)).then(
        recommend(
            Action.DECLINE_TENDER,
            about=deal.id,
            due=follow_up_day(),
            weight=2,
            reason="stingy-needless-tender",
        )
    )


@playbook.rule(cites="S3.6-stingy.dont.1")
def decline_hopeless_deal(assessment: Assessment, deal: Opportunity) -> Clause:
    """Where nothing but the price decides, we say no in good time and in a friendly way."""
    return when(
        is_type(assessment, Archetype.STINGY),
        is_open(deal),
        ~value(deal.tender) | ~known(deal.tender),
        ~value(deal.decisive_advantage),
    ).then(
        recommend(Action.DECLINE_POLITELY, about=deal.id, due=follow_up_day(), reason="stingy-not-our-game")
    )


@playbook.rule(cites="S3.6-stingy.ctx.1")
def check_before_delivery(assessment: Assessment, order: Order) -> Clause:
    """A small mistake is not forgiven here, so an order is checked before it is carried out."""
    return when(
        is_type(assessment, Archetype.STINGY),
        is_running(order),
        ~value(order.fulfilment_checked),
    ).then(
        recommend(
            Action.CHECK_FULFILMENT, about=order.id, due=order.placed_on, reason="stingy-no-small-mistake"
        )
    )


@playbook.rule(cites="S3.6-stingy.do.2")
def sources_bluff(assessment: Assessment, deal: Opportunity) -> Clause:
    """The sources would bluff; this is proposed so that the refusal and its reason can be read."""
    return when(
        is_type(assessment, Archetype.STINGY),
        is_open(deal),
        is_ours_to_win(deal),
        not_yet(deal, InteractionKind.QUOTE),
    ).then(
        recommend(Action.BLUFF_ON_PRICE, about=deal.id, due=follow_up_day(), reason="stingy-sources-propose")
    )


@playbook.guard(Layer.TYPE, cites=("S3.6-stingy.do.2", "S0.P5-integrity.guard.1", "S4.1-trust.guard.2"))
def no_bluff(candidate: Recommendation, assessment: Assessment) -> Clause:
    """Instead of a bluff comes an itemised price that stands."""
    return when(is_type(assessment, Archetype.STINGY), candidate.action == Action.BLUFF_ON_PRICE).then(
        replace(candidate, Action.TRANSPARENT_QUOTE, "stingy-open-floor")
    )


@playbook.guard(Layer.TYPE, cites="S3.6-stingy.dont.1")
def no_early_favours(candidate: Recommendation, assessment: Assessment) -> Clause:
    """A favour given early is soon taken as the price, and future profit will not make up for it."""
    return when(
        is_type(assessment, Archetype.STINGY),
        one_of(
            candidate.action,
            Action.COMPANY_REBATE,
            Action.AGREE_COMPANY_REBATE_TERMS,
            Action.SERVICE_CREDIT,
            Action.MEMBER_DISCOUNT,
            Action.RETENTION_OFFER,
            Action.TRIAL_OFFER,
        ),
    ).then(deny(candidate, "stingy-no-early-favours"))


@playbook.guard(Layer.TYPE, cites="S3.6-stingy.do.1")
def no_courting(candidate: Recommendation, assessment: Assessment) -> Clause:
    """Courtship does not win somebody who is loyal to the price."""
    return when(
        is_type(assessment, Archetype.STINGY),
        one_of(
            candidate.action,
            Action.INVITE_TO_BANQUET,
            Action.PERSONAL_GIFT,
            Action.COMPANY_GIFT,
            Action.LEADER_VISIT,
            Action.HOST_CUSTOMER_EVENT,
            Action.INVITE_TO_SOCIAL_EVENT,
        ),
    ).then(deny(candidate, "stingy-no-courting"))


@playbook.guard(Layer.TYPE, cites=("S3.6-stingy.dont.1", "S3.6-stingy.cue.1"))
def no_bid_without_need(candidate: Recommendation, assessment: Assessment, deal: Opportunity) -> Clause:
    """No bid is written for a tender that nothing requires and that we shall not win."""
    return when(
        is_type(assessment, Archetype.STINGY),
        candidate.action == Action.SUBMIT_BID,
        candidate.about == deal.id,
        is_needless_tender(deal),
        ~is_ours_to_win(deal),
    ).then(replace(candidate, Action.DECLINE_TENDER, "stingy-needless-tender"))


@playbook.guard(Layer.TYPE, cites=("S3.6-stingy.dont.1", "S3.6-stingy.do.1"))
def no_show_without_need(candidate: Recommendation, assessment: Assessment, deal: Opportunity) -> Clause:
    """Where we decline, no presentation is prepared either."""
    return when(
        is_type(assessment, Archetype.STINGY),
        one_of(
            candidate.action,
            Action.WRITTEN_PROPOSAL,
            Action.ROI_BRIEF,
            Action.VISUAL_PRESENTATION,
            Action.USER_DEMO,
            Action.INVOLVE_USERS,
            Action.SOLUTION_OFFER,
        ),
        candidate.about == deal.id,
        is_needless_tender(deal),
        ~is_ours_to_win(deal),
    ).then(deny(candidate, "stingy-needless-tender"))
