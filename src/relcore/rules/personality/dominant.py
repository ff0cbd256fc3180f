"""People who decide fast and steer: on time, one page, the return first, no argument.

Punctuality has a file of its own. Facts are needed here too, but only those that lead to the result.
"""

from __future__ import annotations

from relcore.facts import (
    AccountEvent,
    AccountEventKind,
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
    absent,
    days,
    deny,
    one_of,
    param,
    recommend,
    replace,
    when,
)
from relcore.rules.occasions import (
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

playbook = Playbook("dominant")

playbook.parameter(
    "dominant.answer_days",
    1,
    "Days after an objection by which somebody who decides fast has an answer",
    unit="days",
    at_least=0,
    at_most=14,
)
playbook.parameter(
    "dominant.honour_days",
    60,
    "Days for which a success of the firm is worth speaking about",
    unit="days",
    at_least=1,
    at_most=365,
)

HINTS = {
    "awards": Hint(CueKind.OFFICE_AWARD, CLEAR, "S1.A2-dominant.cue.1"),
    "handshake": Hint(CueKind.HANDSHAKE_FIRM, FAINT, "S1.A2-dominant.cue.2"),
    "loud": Hint(CueKind.SPEECH_LOUD, FAINT, "S1.A2-dominant.cue.2"),
    "fast_speech": Hint(CueKind.SPEECH_FAST, FAINT, "S1.A2-dominant.cue.2"),
    "i_think": Hint(CueKind.SAYS_I_THINK, CLEAR, "S1.A2-dominant.cue.2"),
    "controlling": Hint(CueKind.CONTROLLING, CLEAR, "S1.A2-dominant.cue.3"),
    "challenging": Hint(CueKind.CHALLENGING_QUESTIONS, CLEAR, "S1.A2-dominant.cue.3"),
    "elegant": Hint(CueKind.DRESS_ELEGANT, FAINT, "S1.A2-dominant.cue.4"),
    "punctual": Hint(CueKind.PUNCTUAL, CLEAR, "S1.A2-dominant.cue.5"),
    "impatient": Hint(CueKind.IMPATIENT, CLEAR, "S1.A2-dominant.cue.5"),
    "decides_fast": Hint(CueKind.DECIDES_FAST, FAINT, "S1.A2-dominant.cue.5"),
    "roi": Hint(CueKind.ASKS_ROI, STRONG, "S1.A2-dominant.cue.6"),
    "outcome": Hint(CueKind.OUTCOME_FOCUSED, CLEAR, "S1.A2-dominant.cue.6"),
    "ambitious": Hint(CueKind.AMBITIOUS, CLEAR, "S1.A2-dominant.cue.6"),
    "advice": Hint(CueKind.HARD_TO_ADVISE, CLEAR, "S1.A2-dominant.cue.7"),
}


@playbook.table(HINTS, cites="S1.A2-dominant")
def hint(sighting: Sighting, row: Hint) -> Clause:
    """Sharp questions, little patience and an eye on the return show somebody who decides and steers."""
    return speaks_for(Personality.DOMINANT, sighting, row)


@playbook.rule(cites=("S1.A2-dominant.do.2", "S1.A2-dominant.do.4"))
def brief_for_meeting(assessment: Assessment, meeting: Appointment) -> Clause:
    """A meeting with somebody who decides fast runs along one page that begins with the return."""
    return when(talks_as(assessment, Personality.DOMINANT), is_to_come(meeting)).then(
        recommend(Action.ROI_BRIEF, about=meeting.id, weight=2, reason="dominant-one-page-return")
    )


@playbook.rule(cites="S1.A2-dominant.do.4")
def brief_for_deal(assessment: Assessment, deal: Opportunity) -> Clause:
    """An open deal with somebody who decides fast begins with what it brings and when it pays back."""
    return when(
        talks_as(assessment, Personality.DOMINANT),
        is_open(deal),
        not_yet(deal, InteractionKind.PROPOSAL),
        absent(Appointment, is_to_come),
    ).then(recommend(Action.ROI_BRIEF, about=deal.id, due=follow_up_day(), reason="dominant-one-page-return"))


@playbook.rule(cites="S1.A2-dominant.do.5")
def answer_at_once(assessment: Assessment, talk: Interaction) -> Clause:
    """An objection of somebody who decides fast is answered the next day at the latest, with proof."""
    return when(talks_as(assessment, Personality.DOMINANT), unanswered_objection(talk)).then(
        recommend(
            Action.FACTUAL_ANSWER,
            about=talk.id,
            due=talk.on + days(param("dominant.answer_days")),
            weight=2,
            reason="dominant-answer-at-once",
        )
    )


@playbook.rule(cites="S1.A2-dominant.do.3")
def speak_of_success(assessment: Assessment, success: AccountEvent) -> Clause:
    """A success is a subject that somebody who decides and steers likes to speak about."""
    return when(
        talks_as(assessment, Personality.DOMINANT),
        success.kind == AccountEventKind.HONOUR,
        happened_within(success.on, param("dominant.honour_days")),
    ).then(
        recommend(
            Action.TALK_ABOUT_ACHIEVEMENTS,
            about=success.id,
            due=success.on + days(param("dominant.honour_days")),
            reason="dominant-speak-of-success",
        )
    )


@playbook.guard(Layer.TYPE, cites=("S1.A2-dominant.dont.1", "S0.R0.flow.1"))
def no_chat(candidate: Recommendation, assessment: Assessment) -> Clause:
    """Chat costs somebody who decides fast the time that we came for."""
    return when(
        talks_as(assessment, Personality.DOMINANT),
        one_of(candidate.action, Action.SMALL_TALK, Action.INFORMAL_MEETING),
    ).then(deny(candidate, "dominant-no-chat"))


@playbook.guard(Layer.TYPE, cites="S1.A2-dominant.do.2")
def one_page_for_many(candidate: Recommendation, assessment: Assessment) -> Clause:
    """Somebody who decides fast reads one page and not a long proposal."""
    return when(talks_as(assessment, Personality.DOMINANT), candidate.action == Action.WRITTEN_PROPOSAL).then(
        replace(candidate, Action.ROI_BRIEF, "dominant-one-page-return")
    )


@playbook.guard(Layer.TYPE, cites="S1.A2-dominant.dont.3")
def result_for_features(candidate: Recommendation, assessment: Assessment) -> Clause:
    """Somebody who decides fast has no time for technique; the result says more."""
    return when(
        talks_as(assessment, Personality.DOMINANT), candidate.action == Action.PRODUCT_INTRODUCTION
    ).then(replace(candidate, Action.ROI_BRIEF, "dominant-result-not-technique"))


@playbook.guard(Layer.TYPE, cites="S1.A2-dominant.dont.2")
def no_argument(candidate: Recommendation, assessment: Assessment) -> Clause:
    """Nobody who steers is argued down; a differing view is told with tact."""
    return when(
        talks_as(assessment, Personality.DOMINANT), candidate.action == Action.CONFRONT_WITH_EVIDENCE
    ).then(replace(candidate, Action.TELL_TACTFULLY, "dominant-no-argument"))
