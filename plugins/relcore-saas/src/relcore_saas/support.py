"""Support: what is broken is mended and told of before anything is sold; what people say is answered."""

from __future__ import annotations

from relcore.facts import Action, Conclusion, Layer, Purpose, Recommendation
from relcore.lang import (
    Clause,
    Condition,
    Playbook,
    absent,
    as_of,
    conclude,
    count,
    days,
    days_since,
    defer,
    exists,
    known,
    one_of,
    param,
    recommend,
    value,
    warn,
    when,
)
from relcore_saas.actions import ANSWER_TICKET, ASK_WHAT_IS_WRONG, SUPPORT_REVIEW, TICKET_NEWS
from relcore_saas.facts import SupportTicket, SurveyAnswer
from relcore_saas.subscriptions import ORIGIN

playbook = Playbook("saas.support")

playbook.parameter(
    "saas.severe",
    1,
    "Severity up to which a ticket is a standstill",
    unit="severity",
    origin=ORIGIN,
    at_least=1,
    at_most=3,
)
playbook.parameter(
    "saas.answer_days",
    2,
    "Days within which a ticket is answered",
    unit="days",
    origin=ORIGIN,
    at_least=0,
    at_most=14,
)
playbook.parameter(
    "saas.many_tickets",
    5,
    "Tickets within a month that call for a look at all of them together",
    unit="tickets",
    origin=ORIGIN,
    at_least=2,
    at_most=1000,
)
playbook.parameter(
    "saas.unhappy_score",
    6,
    "Answer (0 to 10) up to which somebody is unhappy",
    unit="points",
    origin=ORIGIN,
    at_least=0,
    at_most=8,
)
playbook.parameter(
    "saas.survey_days",
    60,
    "Days for which an answer to a survey calls for an answer of ours",
    unit="days",
    origin=ORIGIN,
    at_least=7,
    at_most=365,
)


class Unhappy(Conclusion):
    """Somebody at the customer said of late that we disappoint."""

    answer: str


def is_open(ticket: SupportTicket) -> Condition:
    """Hold for a ticket that is not closed."""
    return (days_since(ticket.opened_on) >= 0) & ~known(ticket.closed_on)


def is_standstill(ticket: SupportTicket) -> Condition:
    """Hold for an open ticket with which nothing works."""
    most: int = param("saas.severe")
    return is_open(ticket) & (value(ticket.severity) <= most)


def is_last(answer: SurveyAnswer) -> Condition:
    """Hold for the last answer to a survey, where it is of late."""
    span: int = param("saas.survey_days")
    return (
        (days_since(answer.on) >= 0)
        & (days_since(answer.on) <= span)
        & absent(SurveyAnswer, lambda other: (other.on > answer.on) & (days_since(other.on) >= 0))
    )


@playbook.rule(origin=ORIGIN)
def news_of_a_standstill(ticket: SupportTicket) -> Clause:
    """While nothing works the customer hears from us every day, also when there is nothing new."""
    return when(is_standstill(ticket)).then(
        warn("saas-standstill", about=ticket.id, since=ticket.opened_on),
        recommend(TICKET_NEWS, about=ticket.id, due=as_of(), weight=4, reason="saas-standstill"),
    )


@playbook.guard(Layer.INCIDENT, cites="S2.CP3-fast", origin=ORIGIN)
def nothing_is_sold_at_a_standstill(candidate: Recommendation) -> Clause:
    """While nothing works nothing is sold."""
    return when(
        one_of(candidate.purpose, Purpose.SALES, Purpose.MARKETING), exists(SupportTicket, is_standstill)
    ).then(defer(candidate, "saas-standstill-first", until=None))


@playbook.rule(origin=ORIGIN)
def answer_in_time(ticket: SupportTicket) -> Clause:
    """A ticket is answered within days, if only to say who looks into it."""
    return when(is_open(ticket), ~known(ticket.answered_on)).then(
        recommend(
            ANSWER_TICKET,
            about=ticket.id,
            due=ticket.opened_on + days(param("saas.answer_days")),
            weight=2,
            reason="saas-unanswered",
        )
    )


@playbook.rule(origin=ORIGIN)
def too_many_tickets() -> Clause:
    """Many tickets in a month have a common cause: look for it together."""
    return when(
        count(
            SupportTicket,
            lambda ticket: (days_since(ticket.opened_on) >= 0) & (days_since(ticket.opened_on) <= 30),
        )
        >= param("saas.many_tickets")
    ).then(warn("saas-many-tickets"), recommend(SUPPORT_REVIEW, reason="saas-many-tickets"))


@playbook.rule(origin=ORIGIN)
def ask_who_is_unhappy(answer: SurveyAnswer) -> Clause:
    """Who tells us that we disappoint is asked within days what is wrong; silence would confirm it."""
    return when(is_last(answer), value(answer.score) <= param("saas.unhappy_score")).then(
        conclude(Unhappy, answer=answer.id),
        warn("saas-unhappy", about=answer.id, since=answer.on),
        recommend(
            ASK_WHAT_IS_WRONG, about=answer.id, due=answer.on + days(2), weight=2, reason="saas-unhappy"
        ),
    )


@playbook.rule(origin=ORIGIN)
def thank_who_is_happy(answer: SurveyAnswer) -> Clause:
    """Who would recommend us is thanked."""
    return when(is_last(answer), value(answer.score) >= 9).then(
        recommend(Action.THANK_CUSTOMER, about=answer.id, due=answer.on + days(14), reason="saas-happy")
    )
