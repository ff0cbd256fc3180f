"""People who go by feeling and by what others do: open talk, pictures, well-known names, prompt answers.

What the product does for their own customers moves them; its features do not.
"""

from __future__ import annotations

from relcore.facts import (
    Action,
    Appointment,
    Assessment,
    CueKind,
    Direction,
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
    absent,
    days,
    param,
    recommend,
    replace,
    value,
    when,
)
from relcore.rules.occasions import (
    follow_up_day,
    happened_within,
    is_open,
    is_since,
    is_to_come,
    not_yet,
    talks_as,
    unanswered_objection,
)
from relcore.rules.scoring import CLEAR, FAINT, STRONG, Hint, speaks_for
from relcore.rules.sightings import Sighting

playbook = Playbook("emotional")

playbook.parameter(
    "emotional.answer_days",
    1,
    "Days after a question by which somebody who goes by feeling has an answer",
    unit="days",
    at_least=0,
    at_most=14,
)
playbook.parameter(
    "emotional.question_days",
    30,
    "Days for which a question without an answer is still worth answering",
    unit="days",
    at_least=1,
    at_most=365,
)

HINTS = {
    "personal_items": Hint(CueKind.OFFICE_PERSONAL_ITEMS, CLEAR, "S1.A3-emotional.cue.1"),
    "sofa": Hint(CueKind.OFFICE_SOFA, CLEAR, "S1.A3-emotional.cue.1"),
    "fashionable": Hint(CueKind.DRESS_FASHIONABLE, FAINT, "S1.A3-emotional.cue.2"),
    "body_language": Hint(CueKind.BODY_LANGUAGE, CLEAR, "S1.A3-emotional.cue.2"),
    "informal": Hint(CueKind.INFORMAL_MANNER, CLEAR, "S1.A3-emotional.cue.2"),
    "stories": Hint(CueKind.PERSONAL_STORIES, CLEAR, "S1.A3-emotional.cue.3"),
    "off_topic": Hint(CueKind.OFF_TOPIC, CLEAR, "S1.A3-emotional.cue.3"),
    "unpunctual": Hint(CueKind.UNPUNCTUAL, FAINT, "S1.A3-emotional.cue.3"),
    "network": Hint(CueKind.WIDE_NETWORK, FAINT, "S1.A3-emotional.cue.4"),
    "asks_peers": Hint(CueKind.ASKS_PEER_USAGE, STRONG, "S1.A3-emotional.cue.4"),
    "no_features": Hint(CueKind.INDIFFERENT_TO_FEATURES, CLEAR, "S1.A3-emotional.cue.5"),
    "status": Hint(CueKind.STATUS_SYMBOL, STRONG, "S1.A3-emotional.cue.5"),
    "imitates": Hint(CueKind.IMITATES_OTHERS, STRONG, "S1.A3-emotional.cue.6"),
    "decides_fast": Hint(CueKind.DECIDES_FAST, FAINT, "S1.A3-emotional.cue.6"),
    "prompt": Hint(CueKind.WANTS_PROMPT_ANSWERS, CLEAR, "S1.A3-emotional.cue.6"),
}


@playbook.table(HINTS, cites="S1.A3-emotional")
def hint(sighting: Sighting, row: Hint) -> Clause:
    """Stories, friends everywhere and an eye on what others have show somebody who goes by feeling."""
    return speaks_for(Personality.EMOTIONAL, sighting, row)


@playbook.rule(cites=("S1.A3-emotional.do.2", "S1.A3-emotional.do.3"))
def show_pictures(assessment: Assessment, deal: Opportunity) -> Clause:
    """Pictures of what the customer's own customers gain say more than a list of features."""
    return when(
        talks_as(assessment, Personality.EMOTIONAL),
        is_open(deal),
        not_yet(deal, InteractionKind.DEMO),
    ).then(
        recommend(
            Action.VISUAL_PRESENTATION, about=deal.id, due=follow_up_day(), reason="emotional-show-benefit"
        )
    )


@playbook.rule(cites="S1.A3-emotional.do.4")
def name_others(assessment: Assessment, deal: Opportunity) -> Clause:
    """Somebody who goes by feeling is glad to hear which well-known firms have bought already."""
    return when(
        talks_as(assessment, Personality.EMOTIONAL),
        is_open(deal),
    ).then(
        recommend(Action.REFERENCE_LIST, about=deal.id, due=follow_up_day(), reason="emotional-well-known")
    )


@playbook.rule(cites="S1.A3-emotional.do.6")
def meet_informally(assessment: Assessment, deal: Opportunity) -> Clause:
    """Trust grows in a relaxed place, away from the desk."""
    return when(
        talks_as(assessment, Personality.EMOTIONAL),
        is_open(deal),
        absent(Interaction, lambda i: value(i.informal_venue) & is_since(deal, i)),
    ).then(
        recommend(
            Action.INFORMAL_MEETING, about=deal.id, due=follow_up_day(), reason="emotional-relaxed-place"
        )
    )


@playbook.rule(cites="S1.A3-emotional.do.1")
def talk_openly(assessment: Assessment, meeting: Appointment) -> Clause:
    """A meeting with somebody who goes by feeling begins as among friends, with whatever comes up."""
    return when(talks_as(assessment, Personality.EMOTIONAL), is_to_come(meeting)).then(
        recommend(Action.SMALL_TALK, about=meeting.id, reason="emotional-as-among-friends")
    )


@playbook.rule(cites="S1.A3-emotional.do.5")
def answer_question_promptly(assessment: Assessment, question: Interaction) -> Clause:
    """A question that waits loses somebody who goes by feeling."""
    return when(
        talks_as(assessment, Personality.EMOTIONAL),
        question.kind == InteractionKind.REQUEST,
        question.direction == Direction.INBOUND,
        ~value(question.answered),
        happened_within(question.on, param("emotional.question_days")),
    ).then(
        recommend(
            Action.FACTUAL_ANSWER,
            about=question.id,
            due=question.on + days(param("emotional.answer_days")),
            weight=2,
            reason="emotional-prompt-answer",
        )
    )


@playbook.rule(cites="S1.A3-emotional.do.5")
def answer_objection_promptly(assessment: Assessment, talk: Interaction) -> Clause:
    """An objection of somebody who goes by feeling is answered at once, along their own wishes."""
    return when(talks_as(assessment, Personality.EMOTIONAL), unanswered_objection(talk)).then(
        recommend(
            Action.FACTUAL_ANSWER,
            about=talk.id,
            due=talk.on + days(param("emotional.answer_days")),
            weight=2,
            reason="emotional-prompt-answer",
        )
    )


@playbook.guard(Layer.TYPE, cites="S1.A3-emotional.dont.1")
def no_feature_pitch(candidate: Recommendation, assessment: Assessment) -> Clause:
    """Features leave somebody who goes by feeling cold; the benefit is shown instead."""
    return when(
        talks_as(assessment, Personality.EMOTIONAL), candidate.action == Action.PRODUCT_INTRODUCTION
    ).then(replace(candidate, Action.VISUAL_PRESENTATION, "emotional-show-benefit"))
