"""Goods that stray into other territories: codes first, then the source; nobody is accused without proof."""

from __future__ import annotations

from relcore.facts import Action, Conclusion, Layer, Recommendation
from relcore.lang import (
    Clause,
    Condition,
    Playbook,
    absent,
    conclude,
    count,
    days,
    days_since,
    defer,
    exists,
    known,
    one_of,
    or_else,
    param,
    recommend,
    replace,
    value,
    warn,
    when,
)
from relcore_wholesale import shelf
from relcore_wholesale.actions import (
    DEMAND_PRICE,
    EXPLAIN_PRICE,
    HOLD_BONUS,
    TALK_ABOUT_TERRITORY,
    TELL_PROTECTION,
    TRACE_GOODS,
    VERIFY_CODES,
)
from relcore_wholesale.facts import CodeCheck, ListPrice, Outlet, StrayGoods
from relcore_wholesale.route import ORIGIN
from relcore_wholesale.shelf import ShelfNow

playbook = Playbook("wholesale.territory")
playbook.include(shelf.playbook)

playbook.parameter(
    "wholesale.stray_days",
    180,
    "Days for which goods that strayed are remembered",
    unit="days",
    origin=ORIGIN,
    at_least=7,
    at_most=1095,
)
playbook.parameter(
    "wholesale.stray_repeated",
    2,
    "Proved cases within that time from which the volume bonus is held back",
    unit="cases",
    origin=ORIGIN,
    at_least=1,
    at_most=50,
)


class ForeignGoods(Conclusion):
    """Goods in the outlet that were delivered for another territory, as our records prove."""

    check: str


def is_recent(check: CodeCheck) -> Condition:
    """Hold for codes that were looked at of late."""
    span: int = param("wholesale.stray_days")
    return (days_since(check.on) >= 0) & (days_since(check.on) <= span)


def is_open(stray: StrayGoods) -> Condition:
    """Hold for goods that strayed of late and were not settled."""
    span: int = param("wholesale.stray_days")
    return (days_since(stray.on) >= 0) & (days_since(stray.on) <= span) & ~known(stray.settled_on)


# --- in the outlet where they turn up --------------------------------------------------------------


@playbook.rule(cites="S4.2-issue.class.3", origin=ORIGIN)
def verify_before_judging(outlet: Outlet, check: CodeCheck) -> Clause:
    """A code that seems to belong elsewhere is compared with our records before anybody speaks of it."""
    return when(is_recent(check), check.belongs_to != outlet.territory, ~or_else(check.verified, False)).then(
        recommend(VERIFY_CODES, about=check.id, due=check.on + days(1), weight=2, reason="wholesale-codes")
    )


@playbook.rule(cites=("S4.2-issue.class.3", "S4.2-issue.do.3"), origin=ORIGIN)
def foreign_goods(outlet: Outlet, check: CodeCheck) -> Clause:
    """Goods that belong elsewhere, as our records prove, are traced to their source and beyond."""
    return when(is_recent(check), check.belongs_to != outlet.territory, or_else(check.verified, False)).then(
        conclude(ForeignGoods, check=check.id),
        warn("wholesale-foreign-goods", about=check.id, since=check.on),
        recommend(TRACE_GOODS, about=check.id, due=check.on + days(3), weight=2, reason="wholesale-foreign"),
    )


@playbook.rule(cites="S4.2-issue.do.3", origin=ORIGIN)
def tell_who_suffers(foreign: ForeignGoods, check: CodeCheck) -> Clause:
    """The outlet that suffers from cheap goods hears from us what we do about it, and by when."""
    return when(foreign.check == check.id, ~known(check.told_on)).then(
        recommend(TELL_PROTECTION, about=check.id, due=check.on + days(2), reason="wholesale-foreign")
    )


@playbook.rule(cites="S4.2-issue.class.3", origin=ORIGIN)
def cheaper_than_from_us(outlet: Outlet, shelf: ShelfNow, listed: ListPrice) -> Clause:
    """A shelf price below what the outlet pays us hints at goods from elsewhere: look at the codes."""
    return when(
        shelf.product == listed.product,
        value(shelf.shelf_price) < listed.price,
        absent(CodeCheck, lambda check: is_recent(check) & (check.product == shelf.product)),
    ).then(recommend(VERIFY_CODES, about=shelf.check, due=shelf.on + days(3), reason="wholesale-too-cheap"))


@playbook.guard(Layer.LAW, origin=ORIGIN)
def the_outlet_sets_its_price(candidate: Recommendation) -> Clause:
    """What an outlet asks of its customers is its own affair; we may recommend and explain, never demand."""
    return when(candidate.action == DEMAND_PRICE).then(
        replace(candidate, EXPLAIN_PRICE, "wholesale-price-is-free")
    )


# --- at the customer from whom they come -----------------------------------------------------------


@playbook.rule(cites="S4.2-issue.do.3", origin=ORIGIN)
def prove_first(stray: StrayGoods) -> Clause:
    """Before anybody is spoken to, codes and delivery notes show where the goods came from."""
    return when(is_open(stray), ~or_else(stray.proved, False)).then(
        recommend(VERIFY_CODES, about=stray.id, due=stray.on + days(3), weight=2, reason="wholesale-codes")
    )


@playbook.rule(cites="S4.2-issue.do.3", origin=ORIGIN)
def talk_with_the_source(stray: StrayGoods) -> Clause:
    """With proof on the table the source is asked why: too much stock, a bonus, or a broken word."""
    return when(is_open(stray), or_else(stray.proved, False)).then(
        warn("wholesale-strayed", about=stray.id, since=stray.on),
        recommend(
            TALK_ABOUT_TERRITORY, about=stray.id, due=stray.on + days(7), weight=2, reason="wholesale-strayed"
        ),
    )


@playbook.rule(cites="S4.2-issue.do.2", origin=ORIGIN)
def hold_the_bonus() -> Clause:
    """Who lets goods stray again and again gets no volume bonus until it is settled, as the contract says."""
    return when(
        count(StrayGoods, lambda stray: is_open(stray) & or_else(stray.proved, False))
        >= param("wholesale.stray_repeated")
    ).then(recommend(HOLD_BONUS, weight=2, reason="wholesale-strayed-again"))


@playbook.guard(Layer.PRINCIPLE, cites=("S0.P2-respect.do.1", "S4.2-issue.do.2"), origin=ORIGIN)
def nobody_is_accused_without_proof(candidate: Recommendation) -> Clause:
    """Without proof nobody is confronted; the codes are compared first."""
    return when(
        candidate.action == TALK_ABOUT_TERRITORY,
        ~exists(StrayGoods, lambda stray: is_open(stray) & or_else(stray.proved, False)),
    ).then(replace(candidate, VERIFY_CODES, "wholesale-no-accusation"))


@playbook.guard(Layer.AUTHORITY, cites="S4.2-issue.do.2", origin=ORIGIN)
def no_volume_bonus_while_goods_stray(candidate: Recommendation) -> Clause:
    """A bonus on volume drives goods into other territories: none is offered until it is settled."""
    return when(
        one_of(
            candidate.action, Action.COMPANY_REBATE, Action.AGREE_COMPANY_REBATE_TERMS, Action.TIERED_OFFER
        ),
        exists(StrayGoods, lambda stray: is_open(stray) & or_else(stray.proved, False)),
    ).then(defer(candidate, "wholesale-strayed", until=None))
