"""People who weigh facts in silence: work topics, everything in writing, exact answers, and time.

Facts decide here, so a weak point is named and explained; private talk and pressure only cost trust.
"""

from __future__ import annotations

from relcore.facts import (
    Action,
    Appointment,
    Assessment,
    CueKind,
    Interaction,
    InteractionKind,
    Layer,
    Opportunity,
    Personality,
    Recommendation,
)
from relcore.lang import (
    Clause,
    Playbook,
    as_of,
    days,
    days_since,
    defer,
    latest,
    one_of,
    param,
    recommend,
    replace,
    value,
    when,
)
from relcore.rules.occasions import (
    answer_day,
    follow_up_day,
    happened_within,
    is_open,
    is_to_come,
    not_yet,
    talks_as,
    unanswered_objection,
)
from relcore.rules.scoring import CLEAR, FAINT, STRONG, Hint, speaks_for
from relcore.rules.sightings import Sighting

playbook = Playbook("analytical")

playbook.parameter(
    "analytical.decision_days",
    14,
    "Days that somebody who weighs facts has after an offer before we ask for a decision",
    unit="days",
    at_least=1,
    at_most=180,
)

HINTS = {
    "office_order": Hint(CueKind.OFFICE_ORDER, FAINT, "S1.A1-analytical.cue.1"),
    "office_chart": Hint(CueKind.OFFICE_CHART, CLEAR, "S1.A1-analytical.cue.2"),
    "dress_plain": Hint(CueKind.DRESS_PLAIN, FAINT, "S1.A1-analytical.cue.3"),
    "methodical": Hint(CueKind.METHODICAL, STRONG, "S1.A1-analytical.cue.4"),
    "asks_detail": Hint(
        CueKind.ASKS_TECH_DETAIL, STRONG, ("S1.A1-analytical.cue.4", "S1.A1-analytical.cue.6")
    ),
    "collects": Hint(CueKind.COLLECTS_INFORMATION, CLEAR, "S1.A1-analytical.cue.4"),
    "compares": Hint(CueKind.COMPARES_SUPPLIERS, CLEAR, "S1.A1-analytical.cue.5"),
    "impartial": Hint(CueKind.IMPARTIAL, CLEAR, "S1.A1-analytical.cue.6"),
    "silent": Hint(CueKind.SILENT_COLD, CLEAR, "S1.A1-analytical.cue.6"),
    "writing": Hint(CueKind.WANTS_WRITING, STRONG, "S1.A1-analytical.cue.7"),
    "slow": Hint(CueKind.DECIDES_SLOWLY, CLEAR, "S1.A1-analytical.cue.7"),
    "quality": Hint(CueKind.QUALITY_FIRST, FAINT, "S1.A1-analytical.cue.8"),
    "price": Hint(CueKind.PRICE_WEIGHED, FAINT, "S1.A1-analytical.cue.8"),
}


@playbook.table(HINTS, cites="S1.A1-analytical")
def hint(sighting: Sighting, row: Hint) -> Clause:
    """Charts, comparisons and exact questions show somebody who weighs facts."""
    return speaks_for(Personality.ANALYTICAL, sighting, row)


@playbook.rule(cites=("S1.A1-analytical.do.2", "S1.A1-analytical.do.3"))
def propose_in_writing(assessment: Assessment, deal: Opportunity) -> Clause:
    """Somebody who weighs facts gets them complete, exact and in writing."""
    return when(
        talks_as(assessment, Personality.ANALYTICAL),
        is_open(deal),
        not_yet(deal, InteractionKind.PROPOSAL),
    ).then(
        recommend(Action.WRITTEN_PROPOSAL, about=deal.id, due=follow_up_day(), reason="analytical-in-writing")
    )


@playbook.rule(cites="S1.A1-analytical.do.4")
def answer_directly(assessment: Assessment, talk: Interaction) -> Clause:
    """A doubt about a weak point is answered directly, with an explanation that rests on facts."""
    return when(talks_as(assessment, Personality.ANALYTICAL), unanswered_objection(talk)).then(
        recommend(
            Action.FACTUAL_ANSWER, about=talk.id, due=answer_day(talk), reason="analytical-direct-answer"
        )
    )


@playbook.rule(cites="S1.A1-analytical.do.1")
def prepare_work_topics(assessment: Assessment, meeting: Appointment) -> Clause:
    """Before a meeting with somebody who weighs facts we read up on the firm, its goals and its standing."""
    return when(talks_as(assessment, Personality.ANALYTICAL), is_to_come(meeting)).then(
        recommend(Action.PREPARE_VISIT, about=meeting.id, reason="analytical-work-topics")
    )


@playbook.rule(cites="S1.A1-analytical.do.5")
def leave_time(assessment: Assessment, offer: Interaction) -> Clause:
    """After an offer somebody who weighs facts is told until when there is time, and is left to it."""
    return when(
        talks_as(assessment, Personality.ANALYTICAL),
        one_of(offer.kind, InteractionKind.PROPOSAL, InteractionKind.QUOTE),
        happened_within(offer.on, param("analytical.decision_days")),
    ).then(
        recommend(
            Action.GIVE_TIME_TO_DECIDE,
            about=offer.id,
            due=offer.on + days(param("analytical.decision_days")),
            reason="analytical-time-to-weigh",
        )
    )


@playbook.guard(Layer.TYPE, cites="S1.A1-analytical.do.5")
def no_hurry(candidate: Recommendation, assessment: Assessment) -> Clause:
    """Nobody who weighs facts is asked for a decision before there was time to weigh them."""
    last_offer = latest(
        Interaction,
        lambda i: i.on,
        lambda i: one_of(i.kind, InteractionKind.PROPOSAL, InteractionKind.QUOTE) & (days_since(i.on) >= 0),
    )
    ready = value(last_offer) + days(param("analytical.decision_days"))
    return when(
        talks_as(assessment, Personality.ANALYTICAL),
        candidate.action == Action.ASK_FOR_DECISION,
        ready > as_of(),
    ).then(defer(candidate, "analytical-time-to-weigh", until=ready))


@playbook.guard(Layer.TYPE, cites=("S1.A1-analytical.dont.2", "S0.R0.flow.1"))
def no_small_talk(candidate: Recommendation, assessment: Assessment) -> Clause:
    """Common ground with somebody who weighs facts is the work itself: goals, standing, achievements."""
    return when(talks_as(assessment, Personality.ANALYTICAL), candidate.action == Action.SMALL_TALK).then(
        replace(candidate, Action.TALK_ABOUT_ACHIEVEMENTS, "analytical-work-instead-of-small-talk")
    )
