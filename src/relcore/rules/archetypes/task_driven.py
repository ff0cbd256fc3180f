"""Buyers who carry out a task for others: reassure, serve well once, and do not court.

Lower effort means fewer visits and no special prices; honesty, contract and service stay whole.
"""

from __future__ import annotations

from decimal import Decimal

from relcore.facts import (
    Action,
    Archetype,
    Assessment,
    CommitmentKind,
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
    days,
    days_since,
    deny,
    exists,
    one_of,
    param,
    recommend,
    value,
    when,
)
from relcore.rules.occasions import (
    follow_up_day,
    happened_within,
    is_open,
    is_running,
    is_since,
    is_type,
    not_promised_yet,
)
from relcore.rules.scoring import CLEAR, STRONG, Hint, speaks_for
from relcore.rules.sightings import Sighting

playbook = Playbook("task_driven")

playbook.parameter(
    "task_driven.first_follow_up_days",
    3,
    "Days after the first meeting by which we come back to somebody who buys for others",
    unit="days",
    at_least=1,
    at_most=30,
)

HINTS = {
    "assigned": Hint(CueKind.IS_ASSIGNED_TASK, STRONG, "S3.2-task.cue.1"),
    "pass": Hint(CueKind.AIMS_FOR_PASS, STRONG, "S3.2-task.cue.1"),
    "one_off": Hint(CueKind.ONE_OFF_PURCHASE, CLEAR, "S3.2-task.cue.1"),
}


@playbook.table(HINTS, cites="S3.2-task")
def hint(sighting: Sighting, row: Hint) -> Clause:
    """Whoever buys because it was assigned, and wants it good enough, carries out a task."""
    return speaks_for(Archetype.TASK_DRIVEN, sighting, row)


@playbook.rule(cites="S3.2-task.do.2")
def commit_to_service(assessment: Assessment, deal: Opportunity) -> Clause:
    """A stated period of service takes a load off somebody who buys for others."""
    return when(
        is_type(assessment, Archetype.TASK_DRIVEN),
        is_open(deal),
        not_promised_yet(deal, CommitmentKind.SERVICE),
    ).then(
        recommend(Action.SERVICE_COMMITMENT, about=deal.id, due=follow_up_day(), reason="task-service-period")
    )


@playbook.rule(cites="S3.2-task.do.1")
def analyse_unasked(assessment: Assessment, deal: Opportunity) -> Clause:
    """Somebody who buys for others is glad of an analysis that can be handed on."""
    return when(
        is_type(assessment, Archetype.TASK_DRIVEN),
        is_open(deal),
        absent(Interaction, lambda i: value(i.new_idea) & is_since(deal, i)),
    ).then(
        recommend(Action.PROACTIVE_ANALYSIS, about=deal.id, due=follow_up_day(), reason="task-ready-analysis")
    )


@playbook.rule(cites="S3.2-task.do.3")
def follow_up_first_meeting(assessment: Assessment, first: Interaction) -> Clause:
    """After a good first meeting we come back soon, while the impression lasts."""
    return when(
        is_type(assessment, Archetype.TASK_DRIVEN),
        one_of(first.kind, InteractionKind.VISIT, InteractionKind.MEETING),
        happened_within(first.on, param("visits.recent_days")),
        absent(Interaction, lambda other: other.on < first.on),
        absent(Interaction, lambda other: (other.on > first.on) & (days_since(other.on) >= 0)),
    ).then(
        recommend(
            Action.SCHEDULE_NEXT_STEP,
            about=first.id,
            due=first.on + days(param("task_driven.first_follow_up_days")),
            reason="task-after-first-meeting",
        )
    )


@playbook.rule(cites="S3.2-task.dont.1")
def rest_after_purchase(assessment: Assessment) -> Clause:
    """Between purchases somebody who buys for others needs service when asked, and no courting."""
    return when(
        is_type(assessment, Archetype.TASK_DRIVEN),
        exists(Order, is_running),
        absent(Opportunity, is_open),
    ).then(recommend(Action.LIMIT_EFFORT, weight=Decimal("0.5"), reason="task-rest-after-purchase"))


@playbook.guard(Layer.TYPE, cites="S3.2-task.dont.1")
def no_special_price(candidate: Recommendation, assessment: Assessment) -> Clause:
    """A special price gains nothing with somebody who buys for others once."""
    return when(
        is_type(assessment, Archetype.TASK_DRIVEN),
        one_of(
            candidate.action,
            Action.COMPANY_REBATE,
            Action.AGREE_COMPANY_REBATE_TERMS,
            Action.SERVICE_CREDIT,
            Action.MEMBER_DISCOUNT,
            Action.RETENTION_OFFER,
        ),
    ).then(deny(candidate, "task-no-special-price"))


@playbook.guard(Layer.TYPE, cites="S3.2-task.dont.1")
def no_courting(candidate: Recommendation, assessment: Assessment) -> Clause:
    """Money for courtship is better spent elsewhere than on somebody who buys for others."""
    return when(
        is_type(assessment, Archetype.TASK_DRIVEN),
        one_of(
            candidate.action,
            Action.INVITE_TO_BANQUET,
            Action.PERSONAL_GIFT,
            Action.COMPANY_GIFT,
            Action.LEADER_VISIT,
            Action.HOST_CUSTOMER_EVENT,
        ),
    ).then(deny(candidate, "task-no-courting"))
