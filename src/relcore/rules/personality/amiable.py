"""People who please everybody and fear a mistake: no pressure, the users at the table, an assurance, time.

Their "good" is kindness and not consent. Whoever presses them has lost them for ever.
"""

from __future__ import annotations

from relcore.facts import (
    Action,
    Appointment,
    Assessment,
    CommitmentKind,
    Contact,
    Cue,
    CueKind,
    DecisionRole,
    Interaction,
    InteractionKind,
    InteractionOutcome,
    Layer,
    Opportunity,
    Order,
    Personality,
    Recommendation,
)
from relcore.lang import (
    Clause,
    Condition,
    Playbook,
    absent,
    count,
    deny,
    exists,
    one_of,
    param,
    recommend,
    replace,
    value,
    warn,
    when,
)
from relcore.rules.occasions import (
    follow_up_day,
    happened_within,
    is_open,
    is_running,
    is_to_come,
    not_promised_yet,
    not_yet,
    talks_as,
)
from relcore.rules.scoring import CLEAR, FAINT, STRONG, Hint, speaks_for
from relcore.rules.sightings import Sighting

playbook = Playbook("amiable")

playbook.parameter(
    "amiable.approvals",
    3,
    "Times that everything is called good without an order, from which we take note",
    unit="times",
    at_least=1,
    at_most=20,
)
playbook.parameter(
    "amiable.approval_days",
    180,
    "Days over which these times are counted",
    unit="days",
    at_least=7,
    at_most=730,
)

HINTS = {
    "family_photo": Hint(CueKind.OFFICE_FAMILY_PHOTO, FAINT, "S1.A4-amiable.cue.1"),
    "ordinary_dress": Hint(CueKind.DRESS_ORDINARY, FAINT, "S1.A4-amiable.cue.1"),
    "gentle": Hint(CueKind.GENTLE_MANNER, CLEAR, "S1.A4-amiable.cue.2"),
    "hides_opinion": Hint(CueKind.HIDES_OPINION, STRONG, "S1.A4-amiable.cue.2"),
    "approves": Hint(CueKind.APPROVES_WITHOUT_BUYING, STRONG, "S1.A4-amiable.cue.3"),
    "ease_of_use": Hint(CueKind.ASKS_EASE_OF_USE, CLEAR, "S1.A4-amiable.cue.4"),
    "team": Hint(CueKind.ASKS_EFFECT_ON_TEAM, CLEAR, "S1.A4-amiable.cue.4"),
    "slow": Hint(CueKind.DECIDES_SLOWLY, FAINT, "S1.A4-amiable.cue.5"),
    "risk": Hint(CueKind.RISK_AVERSE, CLEAR, "S1.A4-amiable.cue.5"),
}


def is_approval(cue: Cue) -> Condition:
    """Hold where everything was called good of late, and nothing bought."""
    return (
        (cue.kind == CueKind.APPROVES_WITHOUT_BUYING)
        & value(cue.present)
        & happened_within(cue.observed_on, param("amiable.approval_days"))
    )


def ended_in_approval(talk: Interaction) -> Condition:
    """Hold where a talk of late ended with a spoken yes."""
    return (talk.outcome == InteractionOutcome.AGREED) & happened_within(
        talk.on, param("amiable.approval_days")
    )


@playbook.table(HINTS, cites="S1.A4-amiable")
def hint(sighting: Sighting, row: Hint) -> Clause:
    """Kind words for everything and worry for the own people show somebody who wants to please."""
    return speaks_for(Personality.AMIABLE, sighting, row)


@playbook.rule(cites="S1.A4-amiable.do.1")
def involve_users(assessment: Assessment, deal: Opportunity) -> Clause:
    """The people who will use the product convince somebody who wants to please better than we can."""
    return when(talks_as(assessment, Personality.AMIABLE), is_open(deal)).then(
        recommend(
            Action.INVOLVE_USERS, about=deal.id, due=follow_up_day(), weight=2, reason="amiable-let-users-try"
        )
    )


@playbook.rule(cites="S1.A4-amiable.do.1")
def demonstrate_to_users(assessment: Assessment, deal: Opportunity) -> Clause:
    """A demonstration in the hands of the users shows that it is easy."""
    return when(
        talks_as(assessment, Personality.AMIABLE),
        is_open(deal),
        not_yet(deal, InteractionKind.DEMO),
    ).then(recommend(Action.USER_DEMO, about=deal.id, due=follow_up_day(), reason="amiable-let-users-try"))


@playbook.rule(cites="S1.A4-amiable.do.4")
def meet_users_and_friends(assessment: Assessment, deal: Opportunity) -> Clause:
    """Where no user is known yet, we find out who uses the product and whose word is trusted."""
    return when(
        talks_as(assessment, Personality.AMIABLE),
        is_open(deal),
        absent(Contact, lambda person: person.role == DecisionRole.USER),
    ).then(
        recommend(Action.KEY_PERSON_MAP, about=deal.id, due=follow_up_day(), reason="amiable-who-is-trusted")
    )


@playbook.rule(cites="S1.A4-amiable.do.3")
def assure_personally(assessment: Assessment, deal: Opportunity) -> Clause:
    """A named person who stands by the service takes the fear of a mistake away."""
    return when(
        talks_as(assessment, Personality.AMIABLE),
        is_open(deal),
        not_promised_yet(deal, CommitmentKind.SERVICE),
    ).then(
        recommend(
            Action.PERSONAL_GUARANTEE,
            about=deal.id,
            due=follow_up_day(),
            reason="amiable-somebody-stands-by",
        )
    )


@playbook.rule(cites="S1.A4-amiable.do.2")
def show_procedure(assessment: Assessment, meeting: Appointment) -> Clause:
    """A meeting with somebody who fears a mistake shows who does what, and in which order."""
    return when(talks_as(assessment, Personality.AMIABLE), is_to_come(meeting)).then(
        recommend(Action.PREPARE_VISIT, about=meeting.id, reason="amiable-who-does-what")
    )


@playbook.rule(cites=("S1.A4-amiable.dont.2", "S1.A4-amiable.cue.3"))
def approval_is_no_order(assessment: Assessment) -> Clause:
    """Many a "good" and no order is a sign of kindness and not of buying."""
    return when(
        talks_as(assessment, Personality.AMIABLE),
        (count(Cue, is_approval) >= param("amiable.approvals"))
        | (count(Interaction, ended_in_approval) >= param("amiable.approvals")),
        absent(
            Order,
            lambda order: (
                is_running(order) & happened_within(order.placed_on, param("amiable.approval_days"))
            ),
        ),
    ).then(warn("approval-is-no-order"))


@playbook.guard(Layer.TYPE, cites=("S1.A4-amiable.dont.1", "S1.A4-amiable.dont.2", "S1.A4-amiable.do.4"))
def no_close_attempt(candidate: Recommendation, assessment: Assessment) -> Clause:
    """Nobody who wants to please is asked for a decision; the users take the talk further."""
    return when(talks_as(assessment, Personality.AMIABLE), candidate.action == Action.ASK_FOR_DECISION).then(
        replace(candidate, Action.INVOLVE_USERS, "amiable-no-pressure")
    )


@playbook.guard(Layer.TYPE, cites="S1.A4-amiable.dont.1")
def no_further_sale(candidate: Recommendation, assessment: Assessment) -> Clause:
    """While a decision is open, nobody who wants to please is offered more."""
    return when(
        talks_as(assessment, Personality.AMIABLE),
        one_of(candidate.action, Action.UPSELL, Action.CROSS_SELL, Action.NEGOTIATE_TERMS),
        exists(Opportunity, is_open),
    ).then(deny(candidate, "amiable-no-pressure"))
