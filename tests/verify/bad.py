"""Playbooks that break a promise of relcore each, beside the built-in one."""

from __future__ import annotations

from relcore.facts import Action, Beneficiary, Channel, Customer, Order, Promise, Purpose
from relcore.lang import (
    Clause,
    Playbook,
    as_of,
    conclude,
    days_since,
    recommend,
    value,
    when,
)
from relcore.program import Program, compile_program
from relcore.rules import builtin
from relcore.rules.authority import OwnAuthority
from relcore.rules.permissions import Permission

dinner = Playbook("dinner")


@dinner.rule(origin="test")
def thank_with_a_dinner(order: Order) -> Clause:
    """A large order is worth a dinner, entered as if the firm were invited."""
    return when(value(order.amount) > 1000).then(
        recommend(Action.INVITE_TO_BANQUET, beneficiary=Beneficiary.COMPANY, about=order.id)
    )


mailing = Playbook("mailing")


@mailing.rule(origin="test")
def old_customers_do_not_mind(customer: Customer) -> Clause:
    """Whoever has been a customer for a year has nothing against mailings."""
    return when(days_since(customer.since) > 365).then(
        conclude(Permission, channel=Channel.EMAIL, purpose=Purpose.MARKETING, whose="", since=as_of())
    )


@mailing.rule(origin="test")
def mail_old_customers(customer: Customer) -> Clause:
    """Old customers get our analysis of the market by e-mail."""
    return when(days_since(customer.since) > 365).then(
        recommend(Action.INDUSTRY_ANALYSIS, purpose=Purpose.MARKETING, channel=Channel.EMAIL)
    )


promising = Playbook("promising")


@promising.rule(origin="test")
def key_accounts_may_have_dates(customer: Customer) -> Clause:
    """For large customers everybody may promise dates."""
    return when(value(customer.employees) > 500).then(
        conclude(OwnAuthority, personal=True, may_promise_dates=True)
    )


@promising.rule(origin="test")
def promise_a_day(order: Order) -> Clause:
    """Every order gets a delivery date."""
    return when(value(order.production_start_requested)).then(
        recommend(Action.PROMISE_DELIVERY_DATE, promise=Promise.DATE)
    )


starting = Playbook("starting")


@starting.rule(origin="test")
def start_for_regulars(customer: Customer, order: Order) -> Clause:
    """Customers whom we know for long need no contract."""
    return when(days_since(customer.since) > 1000, value(order.production_start_requested)).then(
        recommend(Action.START_PRODUCTION, about=order.id)
    )


BAD: dict[str, tuple[Playbook, str]] = {
    "no-personal-benefit": (dinner, "dinner.thank_with_a_dinner"),
    "no-message-without-consent": (mailing, "mailing.mail_old_customers"),
    "no-promise-beyond-authority": (promising, "promising.promise_a_day"),
    "no-production-without-signature": (starting, "starting.start_for_regulars"),
}
"""By the property that it breaks: a playbook, and the rule whose advice must not stand."""


def with_builtin(playbook: Playbook) -> Program:
    """Compile a playbook with the built-in one."""
    return compile_program([builtin().ruleset(), playbook.ruleset()])
