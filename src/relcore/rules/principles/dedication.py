"""Dedication, the guarantee: do practical things for the customer; a duty of service, not of surrender."""

from __future__ import annotations

from relcore.facts import (
    AccountEvent,
    AccountEventKind,
    Action,
    Direction,
    Interaction,
    InteractionKind,
    Purpose,
)
from relcore.lang import (
    Clause,
    Playbook,
    absent,
    days,
    days_since,
    or_else,
    param,
    recommend,
    when,
)
from relcore.rules import parameters

playbook = Playbook("dedication")
playbook.include(parameters.playbook)


@playbook.rule(cites=("S0.P4-dedicate.do.1", "S0.P6-innovate.do.1"))
def answer_the_question(talk: Interaction) -> Clause:
    """A question by the customer is answered within a day; nothing shows more plainly that we are there."""
    return when(
        talk.kind == InteractionKind.REQUEST,
        or_else(talk.direction, Direction.INBOUND) == Direction.INBOUND,
        ~or_else(talk.answered, False),
        days_since(talk.on) >= 0,
        days_since(talk.on) <= param("request.recent_days"),
        absent(
            Interaction,
            lambda reply: (
                (reply.direction == Direction.OUTBOUND) & (reply.on >= talk.on) & (days_since(reply.on) >= 0)
            ),
        ),
    ).then(
        recommend(
            Action.FACTUAL_ANSWER,
            about=talk.id,
            purpose=Purpose.SERVICE,
            due=talk.on + days(param("request.answer_days")),
            weight=2,
            reason="question-open",
        )
    )


@playbook.rule(cites=("S1.M.do.3", "S0.P4-dedicate.do.1", "S2.CP2-where.guard.1"))
def offer_another_way(event: AccountEvent) -> Clause:
    """A demand that cannot be met is answered with something that can: service is no surrender."""
    return when(
        event.kind == AccountEventKind.UNREASONABLE_NEED,
        ~or_else(event.resolved, False),
        days_since(event.on) >= 0,
        days_since(event.on) <= param("request.recent_days"),
    ).then(
        recommend(Action.OFFER_ALTERNATIVE, about=event.id, due=event.on + days(7), reason="demand-too-high")
    )


@playbook.rule(cites=("S1.P.do.5", "S0.P4-dedicate.do.1"))
def take_up_the_suggestion(event: AccountEvent) -> Clause:
    """Who makes a suggestion is invited to shape it with us."""
    return when(
        event.kind == AccountEventKind.SUGGESTION,
        ~or_else(event.resolved, False),
        days_since(event.on) >= 0,
        days_since(event.on) <= param("request.recent_days"),
    ).then(
        recommend(
            Action.INVITE_INTO_DESIGN, about=event.id, due=event.on + days(14), reason="suggestion-made"
        )
    )


@playbook.rule(cites=("S1.D2-visit.do.1", "S1.D2-visit.do.3"))
def lend_a_hand_at_their_event(event: AccountEvent) -> Clause:
    """An event of the customer's own is a chance to help where it is seen."""
    return when(
        event.kind == AccountEventKind.CUSTOMER_EVENT,
        ~or_else(event.resolved, False),
        days_since(event.on) <= 0,
        days_since(event.on) >= -60,
    ).then(
        recommend(
            Action.HOST_CUSTOMER_EVENT, about=event.id, due=event.on - days(14), reason="their-own-event"
        )
    )
