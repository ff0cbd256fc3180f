"""When money leaves or comes free: ask without reproach, look for fraud first, and talk before the day."""

from __future__ import annotations

from decimal import Decimal

from relcore.facts import Conclusion, Layer, Recommendation
from relcore.lang import (
    Clause,
    Condition,
    Playbook,
    absent,
    conclude,
    days,
    days_since,
    days_until,
    defer,
    exists,
    known,
    one_of,
    or_else,
    param,
    recommend,
    total,
    value,
    warn,
    when,
)
from relcore_wealth.actions import (
    ASK_ABOUT_OUTFLOW,
    CHECK_FOR_FRAUD,
    MATURITY_TALK,
    PORTFOLIO_REVIEW,
    PRODUCT_TALKS,
)
from relcore_wealth.facts import Holding, Outflow, WealthClient
from relcore_wealth.ideas import ORIGIN

playbook = Playbook("wealth.liquidity")

playbook.parameter(
    "wealth.outflow_share",
    Decimal("0.20"),
    "Part of a client's assets with us from which an outflow is large",
    unit="share",
    origin=ORIGIN,
    at_least=Decimal("0.01"),
    at_most=Decimal(1),
)
playbook.parameter(
    "wealth.outflow_amount",
    Decimal(5_000_000),
    "Outflow that is large whatever the client's assets are",
    unit="customer's currency",
    origin="S1.L5.trig.1",
    at_least=Decimal(0),
)
playbook.parameter(
    "wealth.outflow_days",
    30,
    "Days for which outflows are added up, and for which a large one calls for a talk",
    unit="days",
    origin=ORIGIN,
    at_least=1,
    at_most=180,
)
playbook.parameter(
    "wealth.maturity_days",
    21,
    "Days before a maturity from which it is talked about",
    unit="days",
    origin=ORIGIN,
    at_least=1,
    at_most=120,
)


class LargeOutflow(Conclusion):
    """A large sum that left and that nobody has explained."""

    outflow: str


def is_recent(outflow: Outflow) -> Condition:
    """Hold for money that left of late."""
    span: int = param("wealth.outflow_days")
    return (days_since(outflow.on) >= 0) & (days_since(outflow.on) <= span)


def is_open(outflow: Outflow) -> Condition:
    """Hold for money that left of late, unannounced, and of which nobody knows why."""
    return is_recent(outflow) & ~or_else(outflow.planned, False) & ~or_else(outflow.explained, False)


@playbook.rule(cites="S1.L5.trig.1", origin=ORIGIN)
def large_for_the_client(client: WealthClient, outflow: Outflow) -> Clause:
    """An outflow is large where it is a good part of what the client had with us."""
    return when(
        is_open(outflow), outflow.amount >= value(client.assets) * param("wealth.outflow_share")
    ).then(conclude(LargeOutflow, outflow=outflow.id))


@playbook.rule(cites="S1.L5.trig.1", origin=ORIGIN)
def large_for_anybody(outflow: Outflow) -> Clause:
    """Beyond a certain sum an outflow is large for anybody."""
    return when(is_open(outflow), outflow.amount >= param("wealth.outflow_amount")).then(
        conclude(LargeOutflow, outflow=outflow.id)
    )


@playbook.rule(cites="S1.L5.trig.1", origin=ORIGIN)
def ask_about_it(large: LargeOutflow, outflow: Outflow) -> Clause:
    """When a large sum leaves, the client is asked the next day what it is for, without reproach."""
    return when(large.outflow == outflow.id).then(
        warn("wealth-large-outflow", about=outflow.id, since=outflow.on),
        recommend(
            ASK_ABOUT_OUTFLOW,
            about=outflow.id,
            due=outflow.on + days(1),
            weight=3,
            reason="wealth-large-outflow",
        ),
    )


@playbook.rule(origin=ORIGIN)
def drop_by_drop(client: WealthClient) -> Clause:
    """Many small outflows may be a client who leaves quietly: look at the whole together."""
    return when(
        absent(LargeOutflow),
        total(Outflow, lambda outflow: outflow.amount, is_open)
        >= value(client.assets) * param("wealth.outflow_share"),
        exists(Outflow, is_open),
    ).then(
        warn("wealth-drop-by-drop"),
        recommend(PORTFOLIO_REVIEW, weight=2, reason="wealth-drop-by-drop"),
    )


@playbook.rule(origin=ORIGIN)
def fraud_first(client: WealthClient, outflow: Outflow) -> Clause:
    """Where a client who needs protection pays somebody new, we ask the same day whether it is a fraud."""
    return when(value(client.vulnerable), value(outflow.new_payee), is_open(outflow)).then(
        warn("wealth-fraud", about=outflow.id, since=outflow.on),
        recommend(CHECK_FOR_FRAUD, about=outflow.id, due=outflow.on, weight=5, reason="wealth-fraud"),
    )


@playbook.rule(origin=ORIGIN)
def talk_before_maturity(holding: Holding) -> Clause:
    """What comes free is talked about before the day: first what the money is for, then where it goes."""
    return when(
        known(holding.matures_on),
        days_until(holding.matures_on) >= 0,
        days_until(holding.matures_on) <= param("wealth.maturity_days"),
    ).then(
        recommend(
            MATURITY_TALK, about=holding.id, due=value(holding.matures_on) - days(3), reason="wealth-matures"
        )
    )


@playbook.guard(Layer.INCIDENT, origin=ORIGIN)
def understand_before_presenting(candidate: Recommendation, large: LargeOutflow) -> Clause:
    """As long as nobody knows why a large sum left, no product is presented."""
    return when(one_of(candidate.action, *PRODUCT_TALKS)).then(
        defer(candidate, "wealth-understand-first", until=None)
    )
