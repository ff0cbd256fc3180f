"""The golden scenarios that are plays: what is due, what waits, and what must not happen meanwhile."""

from __future__ import annotations

from decimal import Decimal

import pytest

from relcore.facts import (
    Action,
    Commitment,
    CommitmentKind,
    Complaint,
    ComplaintKind,
    Opportunity,
    OpportunityStage,
    Order,
    RepAuthority,
    SaleStep,
)
from relcore.testing import Story
from tests.rules.proposals import proposal
from tests.scenarios.stories import TODAY, WHO, ago, ahead, story

MOTOR = Complaint(
    customer_id=WHO,
    id="motor",
    opened_on=ago(1),
    kind=ComplaintKind.USE,
    instruction_ignored=True,
    keeps_demanding=True,
)
CLAIM = Complaint(
    customer_id=WHO, id="claim", opened_on=TODAY, claim_amount=Decimal(900), claim_reasonable=True
)
LIMIT = RepAuthority(max_claim=Decimal(500))
VISIT = Commitment(customer_id=WHO, id="visit", kind=CommitmentKind.VISIT, made_on=ago(10), due_on=ago(8))
TALKS = Opportunity(
    customer_id=WHO,
    id="deal",
    stage=OpportunityStage.ENGAGING,
    engaged_on=ago(9),
    sale_step=SaleStep.NEGOTIATION,
)

STORIES = [
    story(
        "G7 a purchase in the shop without a permission for messages",
        given=(Order(customer_id=WHO, id="o1", placed_on=TODAY, in_shop=True),),
        expect=(
            "do escort_to_door",
            "do greeting_by_person in person",
            "instead of send_greeting do greeting_by_person",
            "step greet-at-the-door is due",
            "step greet-within-two-days is due",
            f"step greet-within-two-days by {ahead(2)}",
            "step after-ask-use is waiting",
        ),
        never=("do send_greeting", "do cross_sell"),
    ),
    story(
        "G7 three days later the greeting is late and a person gives it",
        given=(Order(customer_id=WHO, id="o1", placed_on=ago(3), in_shop=True),),
        expect=("step greet-within-two-days is late", "do greeting_by_person in person"),
        never=("do send_greeting", "do escort_to_door", "step greet-at-the-door is late"),
    ),
    story(
        "G10 a burnt motor, a manual that nobody read, and a customer who insists",
        given=(MOTOR,),
        expect=(
            "do inspect_product",
            "instead of blame_third_party do neutral_cause",
            "not confront_with_evidence: confrontation-needs-approval",
            "step complaint-inspect is due",
            "step complaint-ask-wish is waiting",
            "step complaint-agree is waiting",
        ),
        never=("do blame_third_party", "do confront_with_evidence", "do settle_claim"),
    ),
    story(
        "G10 once the motor was inspected and the customer heard, the wish is asked for",
        given=(
            MOTOR.model_copy(
                update={"first_reply_on": ago(1), "heard_out": True, "apologised": True, "inspected": True}
            ),
        ),
        expect=(
            "step complaint-take-up is done",
            "step complaint-hear-out is done",
            "step complaint-inspect is done",
            "step complaint-ask-wish is due",
            "do ask_preferred_solution",
            "do neutral_cause",
        ),
        never=("do inspect_product", "do listen_and_apologise", "do confront_with_evidence"),
    ),
    story(
        "G11 a fair claim above the limit",
        given=(CLAIM, LIMIT),
        expect=(
            "first do handle_complaint",
            "instead of settle_claim do escalate_claim",
            "do promise_escalation_date",
            "step complaint-take-up is due",
            "step complaint-ask-wish is done",
            "step complaint-agree is due",
            f"step complaint-agree by {ahead(3)}",
        ),
        never=("do settle_claim", "do promise_delivery_date"),
        proposed=(proposal(Action.PROMISE_DELIVERY_DATE, promise="date"),),
    ),
    story(
        "G11 once it was passed on, the decision has three days from then",
        given=(CLAIM.model_copy(update={"opened_on": ago(4), "escalated_on": ago(1)}), LIMIT),
        expect=("step complaint-agree is due", f"step complaint-agree by {ahead(2)}"),
        never=("do settle_claim", "do escalate_claim"),
    ),
    story(
        "G12 a visit promised within two days, and ten days have passed",
        given=(VISIT, TALKS),
        expect=(
            "first do repair_visit",
            "not negotiate_terms: promise-debt",
            "warn promise-overdue",
            "count promises-broken 1",
            "step promise-keep is late",
            "step promise-put-right is late",
        ),
        never=("do negotiate_terms", "do keep_promise", "count promises-open 1"),
    ),
    story(
        "G12 the visit took place after all, and talks go on",
        given=(Commitment.model_validate(VISIT.model_dump() | {"kept_on": ago(7)}), TALKS),
        expect=("do negotiate_terms",),
        never=(
            "do repair_visit",
            "warn promise-overdue",
            "count promises-broken 1",
            "step promise-keep is late",
        ),
    ),
]


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)
def test_golden_play(story: Story) -> None:
    story.check()
