"""Bad on purpose: for each law a playbook (or an executor) that breaks it."""

from __future__ import annotations

import itertools
from datetime import date
from typing import Any

from relcore.executors.compiled import CompiledExecutor
from relcore.executors.protocol import DEFAULT_LIMITS, Limits
from relcore.facts import (
    Action,
    ActionSpec,
    Beneficiary,
    Channel,
    Conclusion,
    CustomerFact,
    Interaction,
    Order,
    Purpose,
    Snapshot,
)
from relcore.lang import (
    Clause,
    Playbook,
    absent,
    always,
    conclude,
    count,
    param,
    recommend,
    value,
    warn,
    when,
)
from relcore.ledger import Ledger
from relcore.program import Program

_accesses = itertools.count()


class Badge(CustomerFact):
    """A fact whose identity is another one each time that it is asked for."""

    colour: str

    @property
    def identity(self) -> str:
        """Count the askers."""
        return f"{next(_accesses) % 7}-{self.colour}"


class Stamp(CustomerFact):
    """A fact whose identity is the object, not what it says."""

    colour: str

    @property
    def identity(self) -> str:
        """Name the object."""
        return self.id or str(id(self))


class Triple(Conclusion):
    """Any three contacts."""

    first: date | None = None
    second: date | None = None
    third: date | None = None


def shifting() -> Playbook:
    """Give a playbook whose facts have no lasting identity."""
    book = Playbook("shifting")

    @book.rule(origin="test")
    def worn(badge: Badge) -> Clause:
        """A badge is worth knowing."""
        return always().then(warn("share-regress", about=badge.colour))

    return book


def doubling() -> Playbook:
    """Give a playbook that counts a fact told twice as two."""
    book = Playbook("doubling")

    @book.rule(origin="test")
    def many(order: Order) -> Clause:
        """Two stamps are worth knowing."""
        return when(count(Stamp) >= 2).then(warn("share-regress"))

    return book


def exploding() -> Playbook:
    """Give a playbook that joins contacts with contacts with contacts."""
    book = Playbook("exploding")

    @book.rule(origin="test")
    def triple(a: Interaction, b: Interaction, c: Interaction) -> Clause:
        """Any three contacts."""
        return always().then(conclude(Triple, first=a.on, second=b.on, third=c.on))

    return book


ENVELOPE = ActionSpec(
    name="disguised.envelope",
    label_en="Envelope",
    label_zh="红包",
    purpose=Purpose.RELATIONSHIP,
    channels=(Channel.VISIT,),
    beneficiary=Beneficiary.PERSON,
)


def disguised() -> Playbook:
    """Give a playbook that recommends a benefit to a person as if nobody gained by it."""
    book = Playbook("disguised")
    book.action(ENVELOPE)

    @book.rule(origin="test")
    def sweeten(order: Order) -> Clause:
        """Thank a buyer privately."""
        return when(value(order.amount) >= 1_000).then(
            recommend(ENVELOPE.name, beneficiary=Beneficiary.NOBODY)
        )

    return book


def unasked() -> Playbook:
    """Give a playbook that mails whoever bought, as if that were service."""
    book = Playbook("unasked")

    @book.rule(origin="test")
    def mail(order: Order) -> Clause:
        """Send the catalogue to whoever bought."""
        return always().then(
            recommend(Action.PRODUCT_INTRODUCTION, channel=Channel.EMAIL, purpose=Purpose.SERVICE)
        )

    return book


def fickle() -> Playbook:
    """Give a playbook whose warning goes away with one more contact."""
    book = Playbook("fickle")

    @book.rule(origin="test")
    def lonely(order: Order) -> Clause:
        """An order without any contact is worth knowing."""
        return when(absent(Interaction)).then(warn("share-regress"))

    return book


def speechless() -> Playbook:
    """Give a playbook that says what nobody wrote."""
    book = Playbook("speechless")

    @book.rule(origin="test")
    def note(order: Order) -> Clause:
        """Note an order in words that nobody wrote."""
        return always().then(warn("never-written"))

    return book


SPEECHLESS = speechless()
"""The same for those who name a playbook by its module."""


class Forgetful(CompiledExecutor):
    """Does not see the first order."""

    name = "forgetful"

    def run(
        self,
        program: Program,
        facts: Snapshot,
        as_of: date,
        *,
        limits: Limits = DEFAULT_LIMITS,
        supports: bool = True,
    ) -> Ledger:
        """Run without the first order."""
        orders = facts.facts("Order")
        seen = Snapshot.of(fact for fact in facts if fact not in orders[:1])
        return super().run(program, seen, as_of, limits=limits, supports=supports)


class Misnaming(CompiledExecutor):
    """Says that what it concluded rests on the last rule of the program."""

    name = "misnaming"

    def run(
        self,
        program: Program,
        facts: Snapshot,
        as_of: date,
        *,
        limits: Limits = DEFAULT_LIMITS,
        supports: bool = True,
    ) -> Ledger:
        """Run, and blame another order."""
        ledger = super().run(program, facts, as_of, limits=limits, supports=supports)
        orders = facts.facts("Order")
        if ledger.recorded and len(orders) > 1:
            ledger.recorded = {
                fact: {row: [_blamed(raw, orders[-1]) for raw in raws] for row, raws in rows.items()}
                for fact, rows in ledger.recorded.items()
            }
        return ledger


def _blamed(raw: Any, order: Any) -> Any:
    index, bound, witnesses = raw
    return index, tuple(order if isinstance(item, Order) else item for item in bound), witnesses


__all__ = ["Limits", "param", "value"]
