"""Everything that deciding for a customer takes, fit to be sent to another process."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from relcore.advice import Catalogue, ContactCalendar, CustomerAdvice, RankingPolicy, decide
from relcore.explain import blocked
from relcore.facts import ActionSpec, Customer, Snapshot
from relcore.ledger import Ledger
from relcore.program import Program

CalendarOf = Callable[[Snapshot, Program], ContactCalendar]


def plain_calendar(snapshot: Snapshot, program: Program) -> ContactCalendar:
    """Give the calendar of a customer as the facts have it."""
    return ContactCalendar(snapshot, program.values)


@dataclass(frozen=True)
class Decider:
    """A program with its words, specifications and ranking."""

    program: Program
    catalogue: Catalogue
    specs: Mapping[str, ActionSpec]
    policy: RankingPolicy = field(default_factory=RankingPolicy)
    lang: str = "en"

    def advise(
        self, snapshot: Snapshot, ledger: Ledger, calendar_of: CalendarOf = plain_calendar
    ) -> CustomerAdvice:
        """Decide for a customer whose conclusions are there; as `Advisor.advise` does."""
        return decide(
            ledger,
            self.program,
            blocked=blocked(self.program, snapshot, ledger),
            lang=self.lang,
            catalogue=self.catalogue,
            names=names_of(snapshot),
            specs=self.specs,
            policy=self.policy,
            calendar=calendar_of(snapshot, self.program),
        )

    def __reduce__(self) -> tuple[Callable[..., Decider], tuple[Any, ...]]:
        """Send plain mappings: read-only ones cannot be pickled."""
        policy = {spec.name: _sendable(getattr(self.policy, spec.name)) for spec in fields(self.policy)}
        return _received, (self.program, self.catalogue.folders, dict(self.specs), policy, self.lang)


def names_of(snapshot: Snapshot) -> dict[str, str]:
    """Give the display name of the customer, where it is known."""
    return {
        fact.customer_id: fact.name
        for fact in snapshot.facts("Customer")
        if isinstance(fact, Customer) and fact.name
    }


def owner_of(snapshot: Snapshot) -> str | None:
    """Give the representative who looks after the customer, where one is known."""
    owners = [fact.owner for fact in snapshot.facts("Customer") if isinstance(fact, Customer)]
    return next((owner for owner in owners if owner), None)


def _sendable(value: Any) -> Any:
    return dict(value) if isinstance(value, Mapping) else value


def _received(
    program: Program, folders: tuple[Any, ...], specs: dict[str, ActionSpec], policy: Any, lang: str
) -> Decider:
    return Decider(program, Catalogue(*folders), specs, RankingPolicy(**policy), lang)
