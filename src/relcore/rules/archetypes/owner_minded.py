"""Buyers who spend as if it were their own money: good value first, honest tiers, steady visits.

The first concession is small; a later price rises only together with what it pays for.
"""

from __future__ import annotations

from decimal import Decimal

from relcore.facts import (
    Action,
    Appointment,
    Archetype,
    Assessment,
    CueKind,
    Interaction,
    InteractionKind,
    Layer,
    Opportunity,
    Order,
    Recommendation,
    Topic,
)
from relcore.lang import (
    Clause,
    Playbook,
    absent,
    days,
    days_since,
    exists,
    holds,
    latest,
    narrow,
    one_of,
    or_else,
    param,
    recommend,
    replace,
    value,
    when,
)
from relcore.rules.occasions import (
    answer_day,
    follow_up_day,
    is_open,
    is_running,
    is_since,
    is_to_come,
    is_type,
    not_yet,
    unanswered_objection,
)
from relcore.rules.scoring import CLEAR, STRONG, Hint, speaks_for
from relcore.rules.sightings import Sighting

playbook = Playbook("owner_minded")

playbook.parameter(
    "owner_minded.return_visit_days",
    60,
    "Days after a visit by which somebody who spends like an owner is visited again",
    unit="days",
    at_least=7,
    at_most=365,
)
playbook.parameter(
    "owner_minded.return_visit_notice_days",
    14,
    "Days before a return visit is due from which it is advised",
    unit="days",
    at_least=0,
    at_most=90,
)
playbook.parameter(
    "owner_minded.first_concession_share",
    Decimal("0.03"),
    "Greatest first concession to somebody who spends like an owner, as a part of the deal",
    unit="part of the deal's value",
    at_least=Decimal(0),
    at_most=Decimal("0.5"),
)

HINTS = {
    "owner": Hint(CueKind.IS_OWNER_OR_MANAGER, STRONG, "S3.3-owner.cue.1"),
    "balance": Hint(CueKind.BALANCES_VALUE, STRONG, "S3.3-owner.cue.1"),
    "price": Hint(CueKind.PRICE_SENSITIVE, CLEAR, "S3.3-owner.cue.1"),
}


@playbook.table(HINTS, cites="S3.3-owner")
def hint(sighting: Sighting, row: Hint) -> Clause:
    """Whoever weighs price, quality and service as for an own firm spends like an owner."""
    return speaks_for(Archetype.OWNER_MINDED, sighting, row)


@playbook.rule(cites="S3.3-owner.do.2")
def ask_what_quality_means(assessment: Assessment, deal: Opportunity) -> Clause:
    """Before we offer quality, somebody who spends like an owner tells us what quality means there."""
    return when(
        is_type(assessment, Archetype.OWNER_MINDED),
        is_open(deal),
        absent(Interaction, lambda i: value(i.learned_something) & is_since(deal, i)),
    ).then(recommend(Action.ASK_NEEDS, about=deal.id, due=follow_up_day(), reason="owner-ask-about-quality"))


@playbook.rule(cites=("S3.3-owner.do.1", "S3.3-owner.cue.1"))
def open_with_value(assessment: Assessment, deal: Opportunity) -> Clause:
    """A first offer to somebody who spends like an owner leads with a fair price and what it buys."""
    return when(
        is_type(assessment, Archetype.OWNER_MINDED),
        is_open(deal),
        not_yet(deal, InteractionKind.QUOTE),
        absent(Order, is_running),
    ).then(
        recommend(
            Action.VALUE_FOR_MONEY_OFFER, about=deal.id, due=follow_up_day(), reason="owner-value-first"
        )
    )


@playbook.rule(cites="S3.3-owner.do.1")
def offer_tiers(assessment: Assessment, deal: Opportunity) -> Clause:
    """Once there is business, tiers let somebody who spends like an owner choose better for more."""
    return when(
        is_type(assessment, Archetype.OWNER_MINDED),
        is_open(deal),
        not_yet(deal, InteractionKind.QUOTE),
        exists(Order, is_running),
    ).then(recommend(Action.TIERED_OFFER, about=deal.id, due=follow_up_day(), reason="owner-honest-tiers"))


@playbook.rule(cites="S3.3-owner.do.1")
def explain_the_price(assessment: Assessment, talk: Interaction) -> Clause:
    """An objection to the price is answered by what the price pays for."""
    return when(
        is_type(assessment, Archetype.OWNER_MINDED),
        unanswered_objection(talk),
        holds(value(talk.topics), Topic.PRICE),
    ).then(
        recommend(
            Action.EXPLAIN_PRICE_CHANGE, about=talk.id, due=answer_day(talk), reason="owner-explain-price"
        )
    )


@playbook.rule(cites="S3.3-owner.do.3")
def visit_regularly(assessment: Assessment) -> Clause:
    """Regular return visits turn somebody who spends like an owner into a long-term customer."""
    last_visit = latest(
        Interaction,
        lambda i: i.on,
        lambda i: (
            (days_since(i.on) >= 0)
            & one_of(i.kind, InteractionKind.VISIT, InteractionKind.MEETING, InteractionKind.RETURN_VISIT)
        ),
    )
    last = or_else(last_visit, latest(Order, lambda order: order.placed_on, is_running))
    interval = param("owner_minded.return_visit_days")
    return when(
        is_type(assessment, Archetype.OWNER_MINDED),
        exists(Order, is_running),
        absent(Appointment, is_to_come),
        days_since(last) >= interval - param("owner_minded.return_visit_notice_days"),
    ).then(
        recommend(Action.REGULAR_RETURN_VISIT, due=value(last) + days(interval), reason="owner-regular-visit")
    )


@playbook.rule(cites="S3.3-owner.do.4")
def sources_use_a_tactic(assessment: Assessment, deal: Opportunity) -> Clause:
    """The sources would use a clever tactic; this is proposed so that its honest form can be read."""
    return when(
        is_type(assessment, Archetype.OWNER_MINDED),
        is_open(deal),
        not_yet(deal, InteractionKind.QUOTE),
        exists(Order, is_running),
    ).then(
        recommend(Action.CLEVER_TACTICS, about=deal.id, due=follow_up_day(), reason="owner-sources-propose")
    )


@playbook.guard(Layer.TYPE, cites=("S3.3-owner.do.4", "S0.P5-integrity.guard.1"))
def anchor_truthfully(candidate: Recommendation, assessment: Assessment) -> Clause:
    """Instead of a clever tactic, somebody who spends like an owner gets honest tiers to compare."""
    return when(is_type(assessment, Archetype.OWNER_MINDED), candidate.action == Action.CLEVER_TACTICS).then(
        replace(candidate, Action.TIERED_OFFER, "owner-truthful-anchors")
    )


@playbook.guard(Layer.TYPE, cites="S3.3-owner.do.1")
def concede_little_at_first(candidate: Recommendation, assessment: Assessment, deal: Opportunity) -> Clause:
    """The first concession stays small, so that the price keeps its meaning."""
    return when(
        is_type(assessment, Archetype.OWNER_MINDED),
        candidate.action == Action.COMPANY_REBATE,
        candidate.about == deal.id,
        absent(Order, is_running),
    ).then(
        narrow(
            candidate,
            "owner-small-first-concession",
            limit=value(deal.value) * param("owner_minded.first_concession_share"),
        )
    )


@playbook.guard(Layer.TYPE, cites=("S3.3-owner.do.1", "S0.P5-integrity.guard.1"))
def say_what_improves(candidate: Recommendation, assessment: Assessment) -> Clause:
    """A dearer offer names the quality or service that makes it dearer."""
    return when(is_type(assessment, Archetype.OWNER_MINDED), candidate.action == Action.UPSELL).then(
        narrow(candidate, "owner-say-what-improves")
    )
