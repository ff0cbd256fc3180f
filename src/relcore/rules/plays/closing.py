"""From a word to a signed contract: checked, written down, explained, and signed.

Goods for cash need no contract, though a copy in the drawer does no harm. Nobody is pushed to sign a form
that he had no part in. The paperwork of what is agreed is service, not selling.
"""

from __future__ import annotations

from decimal import Decimal

from relcore.facts import Action, Contract, Layer, Order, PlayStep, Purpose, Recommendation
from relcore.lang import (
    Clause,
    Condition,
    Playbook,
    days,
    days_since,
    defer,
    exists,
    or_else,
    param,
    recommend,
    value,
    when,
)
from relcore.rules import occasions, parameters
from relcore.rules.occasions import is_running
from relcore.rules.plays import steps
from relcore.rules.plays.steps import Step, next_step, plan, table, with_actions

playbook = Playbook("closing")
playbook.include(occasions.playbook, parameters.playbook, steps.playbook)

PLAY = "closing"

playbook.parameter(
    "closing.write_days",
    3,
    "Days after an oral agreement within which it is written down",
    unit="days",
    at_least=0,
    at_most=60,
)
playbook.parameter(
    "closing.sign_days",
    14,
    "Days after an oral agreement within which the contract is signed",
    unit="days",
    at_least=0,
    at_most=365,
)
playbook.parameter(
    "closing.draft_together_from",
    Decimal(50000),
    "Amount from which the terms are drafted together with the customer",
    unit="customer's currency",
    at_least=Decimal(0),
)


def has_contract(order: Order, state: str) -> Condition:
    """Hold where a contract for an order is in a state: written, terms_explained or signed."""
    return exists(
        Contract, lambda contract: (contract.order_id == order.id) & value(getattr(contract, state))
    )


def is_on(order: Order) -> Condition:
    """Hold for an order that was agreed orally, or whose contract lacks the signature."""
    unsigned = exists(
        Contract,
        lambda contract: (contract.order_id == order.id) & ~or_else(contract.signed, False),
    )
    span: int = param("deal.implementation_days")
    return (
        is_running(order)
        & (days_since(order.placed_on) <= span)
        & (or_else(order.agreed_orally, False) | unsigned)
        & ~or_else(order.goods_for_cash, False)
    )


def is_large(order: Order) -> Condition:
    """Hold for an order whose terms are worth drafting together."""
    much: Decimal = param("closing.draft_together_from")
    return value(order.amount) >= much


def is_written(order: Order) -> Condition:
    """Hold where the agreement is on paper."""
    return has_contract(order, "written") | has_contract(order, "signed")


STEPS: dict[str, Step[Order]] = table(
    Step(
        "closing-check",
        1,
        lambda order: value(order.fulfilment_checked),
        ("S2.F.do.1",),
        due=lambda order: order.placed_on + days(param("closing.write_days")),
        action=Action.CHECK_FULFILMENT,
        weight=Decimal(2),
    ),
    Step(
        "closing-write",
        2,
        is_written,
        ("S2.D1.do.1", "S2.D1.ctx.1"),
        due=lambda order: order.placed_on + days(param("closing.write_days")),
        applies=lambda order: ~or_else(is_large(order), False),
        action=Action.WRITE_DOWN_AGREEMENT,
        purpose=Purpose.SERVICE,
        weight=Decimal(2),
    ),
    Step(
        "closing-draft-together",
        2,
        is_written,
        ("S2.D2.do.4", "S2.D2.dont.1", "S2.D1.do.1"),
        due=lambda order: order.placed_on + days(param("closing.write_days")),
        applies=is_large,
        action=Action.TAILOR_CONTRACT,
        purpose=Purpose.SERVICE,
        weight=Decimal(2),
    ),
    Step(
        "closing-explain",
        3,
        lambda order: has_contract(order, "terms_explained") | has_contract(order, "signed"),
        ("S2.D2.do.1", "S2.D2.do.3"),
        due=lambda order: order.placed_on + days(param("closing.sign_days")),
        ready=is_written,
        action=Action.EXPLAIN_TERMS,
        purpose=Purpose.SERVICE,
        weight=Decimal("1.5"),
    ),
    Step(
        "closing-sign",
        4,
        lambda order: has_contract(order, "signed"),
        ("S2.D1.do.1", "S2.D2.do.3"),
        due=lambda order: order.placed_on + days(param("closing.sign_days")),
        after=("closing-check", "closing-explain"),
        action=Action.REQUIRE_WRITTEN_CONTRACT,
        purpose=Purpose.SERVICE,
        weight=Decimal("1.5"),
    ),
)


@playbook.table(STEPS)
def plan_step(order: Order, row: Step[Order]) -> Clause:
    """What was agreed by word is checked, written down, explained and signed."""
    return plan(PLAY, STEPS, row, order, (is_on(order),), about=order.id, since=order.placed_on)


@playbook.table(with_actions(STEPS))
def take_step(step: PlayStep, row: Step[Order]) -> Clause:
    """The step of the paperwork that is due is the next thing to do."""
    return next_step(PLAY, step, row, about=step.about)


@playbook.rule(cites="S2.D2.do.2")
def shorten_before_it_is_explained(order: Order) -> Clause:
    """A contract is made as short as the matter allows before anybody has to explain it."""
    return when(
        is_on(order),
        is_large(order),
        is_written(order),
        ~has_contract(order, "terms_explained"),
        ~has_contract(order, "signed"),
    ).then(
        recommend(
            Action.SIMPLIFY_CONTRACT,
            about=order.id,
            due=order.placed_on + days(param("closing.sign_days")),
            weight=Decimal("0.8"),
            reason="shorten-the-contract",
        )
    )


@playbook.guard(Layer.STAGE, cites=("S2.D2.dont.1", "S2.D2.do.1"))
def no_signature_before_it_is_understood(candidate: Recommendation, order: Order) -> Clause:
    """Nobody is asked to sign what he did not help to draft and what nobody explained to him."""
    return when(
        candidate.action == Action.REQUIRE_WRITTEN_CONTRACT,
        candidate.about == order.id,
        is_on(order),
        is_large(order),
        ~has_contract(order, "terms_explained"),
        is_written(order),
    ).then(defer(candidate, "explain-before-signing", until=None))
