"""Stories on the axes: who the customer is to us, how close, how deep, how warm, and what that changes."""

from __future__ import annotations

from typing import Any

import pytest

from relcore.facts import (
    Action,
    Audience,
    Complaint,
    ComplaintStatus,
    Delivery,
    Direction,
    Fact,
    Interaction,
    InteractionKind,
    Opportunity,
    OpportunityStage,
    Order,
    Sensitivity,
    TalkDepth,
)
from relcore.testing import Story
from tests.rules.proposals import proposal
from tests.scenarios.stories import TODAY, WHO, acme, ago, ahead, story


def bought(days_ago: int, amount: int | None = None, **fields: Any) -> Order:
    given = {"id": f"order-{days_ago}", "placed_on": ago(days_ago), "amount": amount} | fields
    return Order.model_validate({"customer_id": WHO} | given)


def met(days_ago: int, kind: InteractionKind = InteractionKind.VISIT, **fields: Any) -> Interaction:
    given = {"id": f"{kind}-{days_ago}", "on": ago(days_ago), "kind": kind} | fields
    return Interaction.model_validate({"customer_id": WHO} | given)


def called(*days_ago: int, **fields: Any) -> list[Interaction]:
    return [met(days, InteractionKind.CALL, direction=Direction.OUTBOUND, **fields) for days in days_ago]


EVERY_MONTH: list[Fact] = [bought(days, 9_000) for days in (10, 40, 70, 100)]
COMPLAINT = Complaint(customer_id=WHO, id="k1", opened_on=ago(2))

STORIES = [
    story(
        "a single person at our counter is a consumer, thanked before anything more is sold",
        given=(acme(is_group=False), bought(1, in_shop=True)),
        expect=("audience is consumer", "depth is unknown", f"do cross_sell from {ahead(2)}"),
        never=("ask audience", f"do cross_sell from {TODAY}"),
        proposed=(proposal(Action.CROSS_SELL),),
    ),
    story(
        "nobody knows whether a new firm uses or sells on what it buys",
        given=(acme(is_prospect=True),),
        expect=("audience is unknown", "ask audience"),
        never=("audience is consumer",),
    ),
    story(
        "an outlet is what its record says, whoever buys at the counter",
        given=(acme(is_group=False, audience=Audience.TERMINAL), bought(1, in_shop=True)),
        expect=("audience is terminal", "step outlet-visit is due"),
        never=("audience is consumer", "step thank-learn is waiting"),
    ),
    story(
        "a key account that we only ring up is distant, and gets a visit",
        given=(bought(10, 120_000), *called(5, 40, 80)),
        expect=("value is key", "closeness is distant", "do planned_visit"),
        never=("closeness is face_to_face",),
    ),
    story(
        "two talks about what weighs on them make a relationship intimate",
        given=(bought(10), met(20, depth=TalkDepth.CONFIDED), met(50, depth=TalkDepth.PERSONAL)),
        expect=("closeness is intimate",),
        never=("closeness is face_to_face",),
    ),
    story(
        "a shop's best customer whom nobody has ever met is invited to where users meet",
        given=(bought(10, 120_000), Interaction(customer_id=WHO, kind=InteractionKind.MATERIAL, on=ago(4))),
        expect=("closeness is brand",),
        never=("closeness is distant", "closeness is face_to_face"),
    ),
    story(
        "one call in a year tells nothing of how close we are",
        given=(bought(400), *called(30)),
        expect=("closeness is unknown",),
        never=("closeness is distant",),
    ),
    story(
        "a key account that nobody has called since the sale gets a visit about use",
        given=(bought(100, 120_000),),
        expect=("care_level is basic", "do regular_return_visit"),
        never=("warn care-above-value",),
    ),
    story(
        "who only hears from us after complaining gets mere reaction",
        given=(
            bought(100),
            Complaint(
                customer_id=WHO,
                id="old",
                opened_on=ago(60),
                status=ComplaintStatus.SETTLED,
                closed_on=ago(50),
            ),
            met(59, InteractionKind.COMPLAINT_REPLY, direction=Direction.OUTBOUND),
        ),
        expect=("care_level is reactive",),
        never=("care_level is accountable", "care_level is basic"),
    ),
    story(
        "regular calls without an idea are not enough for a key account",
        given=(bought(100, 120_000), *called(10, 40, 70, 100)),
        expect=("care_level is accountable", "do bring_new_idea"),
        never=("care_level is proactive",),
    ),
    story(
        "both sides call, and they rebuilt a line together: partners",
        given=(
            *EVERY_MONTH,
            *called(10, 30, joint_work=True),
            met(20, InteractionKind.CALL, direction=Direction.INBOUND),
            met(60, InteractionKind.CALL, direction=Direction.INBOUND),
        ),
        expect=("care_level is partnership", "depth is interdependence", "care_temperature is keep_fresh"),
        never=("depth is cooperation",),
    ),
    story(
        "a small customer gets more care than it brings, and somebody should know",
        given=(bought(30, 50), *called(10, 20, 30, 40, new_idea=True)),
        expect=("value is light", "care_level is proactive", "warn care-above-value"),
        never=("do invite_into_design",),
    ),
    story(
        "fifty days without a word, from who buys every month, is a relationship merely retained",
        given=tuple(bought(days, 9_000) for days in (50, 80, 110, 140)),
        expect=("care_temperature is retain", "do keep_warm_call"),
        never=("care_temperature is keep_warm",),
    ),
    story(
        "the same fifty days, from who buys twice a year, are no silence",
        given=tuple(bought(days, 9_000) for days in (50, 230, 410)),
        expect=("care_temperature is keep_warm",),
        never=("do keep_warm_call", "do winback_call"),
    ),
    story(
        "whom we showed something new last week needs no call for its own sake",
        given=(*EVERY_MONTH, met(7, new_idea=True)),
        expect=("care_temperature is keep_fresh", f"do keep_warm_call from {ahead(38)}"),
        never=("care_temperature is keep_warm",),
        proposed=(proposal(Action.KEEP_WARM_CALL),),
    ),
    story(
        "whoever has not bought yet has no temperature",
        given=(acme(is_prospect=True), *called(3)),
        expect=("care_temperature is unknown", "care_level is unknown"),
    ),
    story(
        "firms that plan together fall back to goods for money while a complaint is open",
        given=(*EVERY_MONTH, met(20, shared=Sensitivity.SENSITIVE), COMPLAINT),
        expect=("depth is basic", "warn depth-held-back", "not invite_into_design: lower-needs-unmet"),
        never=("depth is interdependence", "do invite_into_design"),
        proposed=(proposal(Action.INVITE_INTO_DESIGN),),
    ),
    story(
        "a delivery that is one day late holds the relationship back as well",
        given=(
            *EVERY_MONTH,
            met(20, shared=Sensitivity.USEFUL),
            Delivery(customer_id=WHO, id="d1", promised_on=ago(1)),
        ),
        expect=("depth is basic", "warn delivery-late", "step fulfil-dispatch is late"),
        never=("depth is cooperation",),
    ),
    story(
        "supplied well and told what is useful, firms work together",
        given=(
            *EVERY_MONTH,
            met(20, shared=Sensitivity.USEFUL),
            Delivery(customer_id=WHO, id="d1", promised_on=TODAY, dispatched_on=ago(1)),
        ),
        expect=("depth is cooperation", "do proactive_analysis"),
        never=("warn depth-held-back",),
    ),
    story(
        "good sales and great promise together make a key account",
        given=(acme(purchasing_power=5, purchase_intent=4), bought(30, 25_000)),
        expect=("value is key",),
        never=("warn risky-payer",),
    ),
    story(
        "the largest customer that may not pay is no key account",
        given=(acme(purchasing_power=5, purchase_intent=5, payment_risk=5), bought(30, 500_000)),
        expect=("value is important", "warn risky-payer"),
        never=("value is key", "do invite_to_social_event"),
    ),
    story(
        "a deal tells the step of the sale, and a purchase the tag",
        given=(
            bought(200),
            Opportunity(
                customer_id=WHO, id="d", stage=OpportunityStage.ENGAGING, engaged_on=ago(9), tender=True
            ),
        ),
        expect=("sale_step is bid", "lifecycle is closed"),
        never=("lifecycle is interested",),
    ),
]


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)
def test_story_of_an_axis(story: Story) -> None:
    story.check()
