"""Stories on plays: which step is next, which waits, and what stays away from it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from relcore.facts import (
    AccountEvent,
    AccountEventKind,
    Action,
    Audience,
    Channel,
    Commitment,
    CommitmentKind,
    CommitmentOutcome,
    Complaint,
    ComplaintKind,
    Consent,
    Contact,
    Contract,
    DecisionRole,
    Delivery,
    EventType,
    Interaction,
    InteractionKind,
    IssueClass,
    Opportunity,
    OpportunityStage,
    Order,
    RepAuthority,
    SpendEstimate,
    TalkDepth,
    Topic,
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


def complained(days_ago: int, **fields: Any) -> Complaint:
    return Complaint.model_validate({"customer_id": WHO, "id": "k1", "opened_on": ago(days_ago)} | fields)


def happened(kind: AccountEventKind, days_ago: int, **fields: Any) -> AccountEvent:
    given = {"customer_id": WHO, "id": "event", "kind": kind, "on": ago(days_ago)} | fields
    return AccountEvent.model_validate(given)


def promised(due_in: int, **fields: Any) -> Commitment:
    given = {
        "customer_id": WHO,
        "id": f"promise{due_in}",
        "made_on": ago(20),
        "due_on": ahead(due_in),
    } | fields
    return Commitment.model_validate(given)


def quarters(*shares: str) -> tuple[SpendEstimate, ...]:
    ends = [ago(days) for days in (61, 153, 245, 337)]
    return tuple(
        SpendEstimate(customer_id=WHO, period_start=end.replace(day=1), period_end=end, share=Decimal(share))
        for share, end in zip(reversed(shares), ends, strict=False)
    )


TALKS = Opportunity(
    customer_id=WHO, id="deal", stage=OpportunityStage.ENGAGING, opened_on=ago(20), engaged_on=ago(12)
)
KEY = bought(100, 120_000)

STORIES = [
    story(
        "half a complaint settled: only what is left is asked for",
        given=(
            complained(
                3,
                kind=ComplaintKind.QUALITY,
                first_reply_on=ago(3),
                heard_out=True,
                apologised=True,
                inspected=True,
                asked_for_wish=True,
                agreed_on=ago(1),
            ),
        ),
        expect=(
            "step complaint-carry-out is due",
            f"step complaint-carry-out by {ahead(6)}",
            "do carry_out_solution",
        ),
        never=("do inspect_product", "do listen_and_apologise", "step complaint-confirm is due"),
    ),
    story(
        "what was carried out is not settled before the customer says so",
        given=(
            complained(9, agreed_on=ago(6), carried_out_on=ago(4)),
            bought(30),
        ),
        expect=(
            "step complaint-confirm is late",
            "do confirm_satisfaction",
            "step complaint-file is waiting",
        ),
        never=("step complaint-take-up is late", "step complaint-carry-out is late"),
    ),
    story(
        "a complaint that was settled well is filed, and its cause laid at the right door",
        given=(
            complained(
                9,
                agreed_on=ago(6),
                carried_out_on=ago(4),
                confirmed_satisfied=True,
                cause="poor_quality",
                cause_verified=True,
            ),
        ),
        expect=("step complaint-file is due", "do file_for_improvement", "warn root-poor-quality"),
        never=("do confirm_satisfaction", "warn root-poor-service"),
    ),
    story(
        "who wants no contact is called about the complaint, and about nothing else",
        given=(acme(opted_out=True), complained(0), bought(20)),
        expect=("do handle_complaint in person", "step complaint-take-up is due", "not ask_usage: opted-out"),
        never=("do ask_usage", "do ask_needs"),
    ),
    story(
        "fifteen days after the purchase somebody asks how it works",
        given=(bought(15),),
        expect=("step after-ask-use is due", "do ask_usage", "step after-ask-referral is waiting"),
        never=("do referral_ask", "step greet-within-two-days is late"),
    ),
    story(
        "who is glad of what it bought is asked whom else it might help",
        given=(bought(25), met(2, InteractionKind.RETURN_VISIT, sentiment=2)),
        expect=("step after-ask-use is done", "step after-ask-referral is due", "do referral_ask"),
        never=("do ask_usage",),
    ),
    story(
        "an order by word of mouth is written down before it is explained or signed",
        given=(bought(1, 8_000, agreed_orally=True),),
        expect=(
            "step closing-write is due",
            "do write_down_agreement",
            "step closing-explain is waiting",
            "step closing-sign is waiting",
        ),
        never=("do explain_terms", "do tailor_contract"),
    ),
    story(
        "a large order is drafted together, shortened and explained before anybody signs",
        given=(
            bought(2, 90_000, id="big", agreed_orally=True, fulfilment_checked=True),
            Contract(customer_id=WHO, id="c", order_id="big", written=True),
        ),
        expect=(
            "do simplify_contract",
            "do explain_terms",
            "not require_written_contract: explain-before-signing",
            "step closing-draft-together is done",
        ),
        never=("do require_written_contract",),
        proposed=(proposal(Action.REQUIRE_WRITTEN_CONTRACT, about="big"),),
    ),
    story(
        "goods for cash need no paper",
        given=(bought(1, 90_000, agreed_orally=True, goods_for_cash=True),),
        expect=("lifecycle is closed",),
        never=("step closing-write is due", "do write_down_agreement", "do tailor_contract"),
    ),
    story(
        "goods that arrived incomplete are put right without being asked",
        given=(
            bought(10, id="o1"),
            Delivery(
                customer_id=WHO,
                id="d1",
                order_id="o1",
                promised_on=ago(3),
                delivered_on=ago(2),
                intact=True,
                quantity_ok=False,
            ),
        ),
        expect=(
            "step fulfil-put-right is due",
            "do offer_repair_or_replacement",
            "step fulfil-arrive is done",
        ),
        never=("do track_delivery", "warn delivery-late"),
    ),
    story(
        "a stranger with a deal: learn the house and its people before the opening is used",
        given=(acme(is_prospect=True), TALKS, happened(AccountEventKind.SUPPLIER_REVIEW, 2)),
        expect=(
            "step entry-research is late",
            "step entry-people is due",
            "step entry-watch is done",
            "step entry-use-opening is waiting",
            "do key_person_map",
        ),
        never=("do wait_for_opening",),
    ),
    story(
        "once we know who decides, the opening has its day",
        given=(
            acme(is_prospect=True, industry="tools", supplier_count=4),
            TALKS,
            happened(AccountEventKind.COST_CUTTING, 2),
            Contact(customer_id=WHO, id="boss", role=DecisionRole.DECIDER, decision_power=5),
            Contact(customer_id=WHO, id="friend", role=DecisionRole.INSIDER),
            met(5, depth=TalkDepth.WORK, contact_id="boss", topics=(Topic.GOALS,)),
        ),
        expect=(
            "step entry-use-opening is due",
            f"step entry-use-opening by {ahead(19)}",
            "do entry_offer",
        ),
        never=("step entry-people is due", "do find_insider", "step people-meet is due"),
    ),
    story(
        "we know who decides and have never met",
        given=(
            bought(200),
            TALKS,
            Contact(customer_id=WHO, id="boss", role=DecisionRole.DECIDER, decision_power=5),
            Contact(customer_id=WHO, id="gate", role=DecisionRole.GATEKEEPER, decision_power=2),
        ),
        expect=("step people-meet is due", "step people-others is due", "step people-decide is done"),
        never=("step people-weigh is due",),
    ),
    story(
        "after a fall we go there before anything is promised",
        given=quarters("0.84", "0.78", "0.75"),
        expect=(
            "share_stage is stable",
            "step repair-visit is late",
            "do repair_visit",
            "step repair-remedy is waiting",
        ),
        never=("do service_commitment", "share_stage is initial"),
    ),
    story(
        "found out and visited, we say what will be better",
        given=(*quarters("0.84", "0.78", "0.75"), met(10, learned_something=True)),
        expect=("step repair-find-out is done", "step repair-visit is done", "step repair-remedy is due"),
        never=("step repair-keep-word is due",),
    ),
    story(
        "a rival offers five per cent more: talk, answer, and only then ask",
        given=(KEY, happened(AccountEventKind.RIVAL_OFFER, 1, advantage=Decimal("0.05"))),
        expect=(
            "warn rival-offer",
            "do retention_offer",
            "step retain-talk is due",
            "step retain-decide is waiting",
        ),
        never=("do ask_for_decision",),
    ),
    story(
        "an offer that is hardly better is no reason to run",
        given=(KEY, happened(AccountEventKind.RIVAL_OFFER, 1, advantage=Decimal("0.01"))),
        expect=("value is key",),
        never=("do retention_offer", "warn rival-offer", "step retain-talk is due"),
    ),
    story(
        "an outlet that nobody has visited for three weeks, with an empty display",
        given=(
            acme(audience=Audience.TERMINAL),
            met(21),
            complained(1, issue=IssueClass.DAILY),
        ),
        expect=(
            "step outlet-visit is late",
            "step outlet-daily is late",
            "do solve_daily_issue",
            "not planned_visit: complaint-open",
        ),
        never=("do planned_visit",),
    ),
    story(
        "a direct key account without a word of thanks for half a year",
        given=(acme(audience=Audience.DIRECT), KEY, met(190, InteractionKind.GREETING)),
        expect=("step appreciate-word is done", "step appreciate-people is due", "do thank_customer"),
        never=("step thank-learn is due",),
    ),
    story(
        "nobody is thanked with a broken promise in the air",
        given=(acme(audience=Audience.DIRECT), KEY, promised(-4)),
        expect=("step appreciate-word is due", "step appreciate-people is waiting", "first do repair_visit"),
        never=("do thank_customer",),
    ),
    story(
        "a consumer is asked what it thinks before it is taught anything",
        given=(
            acme(audience=Audience.CONSUMER),
            bought(20),
            Consent(customer_id=WHO, channel=Channel.CHAT, granted=True, given_on=ago(20)),
        ),
        expect=("step thank-open-line is done", "step thank-learn is due", "step thank-teach is waiting"),
        never=("do educate_consumer", "do invite_to_community", "do member_discount"),
    ),
    story(
        "C24 on the evening of the match nothing is sold",
        given=(
            acme(audience=Audience.DIRECT),
            KEY,
            met(0, InteractionKind.EVENT, event_type=EventType.SOCIAL),
        ),
        expect=(f"do cross_sell from {ahead(1)}", "step event-invite is done", "step event-thank is due"),
        never=(f"do cross_sell from {TODAY}", "do invite_to_social_event"),
        proposed=(proposal(Action.CROSS_SELL),),
    ),
    story(
        "C24 a get-together that is meant to sell is refused under that name",
        given=(KEY,),
        expect=("not invite_to_social_event: event-mixed",),
        never=("do invite_to_social_event",),
        proposed=(proposal(Action.INVITE_TO_SOCIAL_EVENT, purpose="sales"),),
    ),
    story(
        "C24 business at a social event does not go unnoticed",
        given=(
            KEY,
            met(3, InteractionKind.EVENT, event_type=EventType.SOCIAL, topics=(Topic.PRODUCT, Topic.PRICE)),
        ),
        expect=("warn business-at-social-event", "step event-note is late"),
        never=("step product-event-ask is due",),
    ),
    story(
        "the ledger: two promises open, one of them near, and one broken",
        given=(
            promised(20),
            promised(2),
            promised(-3, outcome=CommitmentOutcome.BROKEN),
            promised(-6, kept_on=ago(7)),
        ),
        expect=(
            "count promises-open 2",
            "count promises-due 1",
            "count promises-broken 1",
            "step promise-keep is due",
            "step promise-put-right is late",
        ),
        never=("count promises-broken 2",),
    ),
    story(
        "a discount that was not ours to promise is passed on before its day",
        given=(
            promised(5, kind=CommitmentKind.PRICE, amount=Decimal(900)),
            RepAuthority(max_concession=Decimal(500)),
        ),
        expect=("warn promised-beyond-authority", "do escalate_claim", "do promise_escalation_date"),
        never=("warn promise-overdue",),
    ),
    story(
        "a discount within our limit needs nobody else",
        given=(
            promised(5, kind=CommitmentKind.PRICE, amount=Decimal(500)),
            RepAuthority(max_concession=Decimal(500)),
        ),
        expect=("count promises-open 1",),
        never=("warn promised-beyond-authority", "do escalate_claim"),
    ),
    story(
        "a date that the representative may not promise is refused",
        given=(
            bought(2, id="o1", fulfilment_checked=True),
            RepAuthority(may_promise_dates=False),
        ),
        expect=("not promise_delivery_date: date-not-ours-to-promise",),
        never=("do promise_delivery_date",),
        proposed=(proposal(Action.PROMISE_DELIVERY_DATE, about="o1"),),
    ),
]


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)
def test_story_of_a_play(story: Story) -> None:
    story.check()


@pytest.mark.parametrize(
    "line", ["do nothing_at_all", "step no-such-step is due", "warn no-such-code", "mood is good", "hello"]
)
def test_a_line_that_nobody_can_mean_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        story("wrong", given=(bought(TODAY.day),), expect=(line,)).check()
