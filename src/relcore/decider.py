"""One decision from start to end: what plug-ins know, what follows is decided, what plug-ins see of it."""

from __future__ import annotations

import copyreg
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from types import MappingProxyType
from typing import Any

from relcore.advice import (
    Catalogue,
    ContactCalendar,
    CustomerAdvice,
    DiagnosticAdvice,
    RankingPolicy,
    decide,
)
from relcore.errors import Diagnostic, PluginError
from relcore.explain import waiting
from relcore.facts import ActionSpec, Customer, Snapshot
from relcore.ledger import Ledger
from relcore.plugins import DECISION_SECONDS, Plugin, enrich, load_plugins, tell
from relcore.program import Program

CalendarOf = Callable[[Snapshot, Program], ContactCalendar]
Problems = tuple[Diagnostic, ...]


def _read_only(content: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(content)


# Tables are read-only mappings, which cannot be sent as they are.
copyreg.pickle(MappingProxyType, lambda table: (_read_only, (dict(table),)))


def plain_calendar(snapshot: Snapshot, program: Program) -> ContactCalendar:
    """Give the calendar of a customer as the facts have it."""
    return ContactCalendar(snapshot, program.values)


@dataclass(frozen=True)
class Decider:
    """Everything that deciding for a customer takes, fit to be sent to another process."""

    program: Program
    catalogue: Catalogue
    specs: Mapping[str, ActionSpec]
    policy: RankingPolicy = field(default_factory=RankingPolicy)
    lang: str = "en"
    plugins: tuple[Plugin, ...] = ()
    """Those that know something of a customer, or want to see decisions."""
    plugin_seconds: float = DECISION_SECONDS

    def enriched(self, snapshot: Snapshot, as_of: date) -> tuple[Snapshot, Problems]:
        """Give the snapshot with what plug-ins know of the customer, and what went wrong."""
        if not self.plugins:
            return snapshot, ()
        return enrich(self.plugins, snapshot, as_of, self.plugin_seconds)

    def advise(
        self,
        snapshot: Snapshot,
        ledger: Ledger,
        problems: Problems = (),
        calendar_of: CalendarOf = plain_calendar,
        *,
        unknowns: bool = True,
    ) -> CustomerAdvice:
        """Decide for a customer whose conclusions are there; `problems` are those of enriching the facts."""
        advice = decide(
            ledger,
            self.program,
            waiting=waiting(self.program, snapshot, ledger) if unknowns else (),
            lang=self.lang,
            catalogue=self.catalogue,
            names=_names(snapshot),
            specs=self.specs,
            policy=self.policy,
            calendar=calendar_of(snapshot, self.program),
        )
        if self.plugins:
            problems += tell(self.plugins, advice, ledger.as_of, self.plugin_seconds)
        if not problems:
            return advice
        said = tuple(DiagnosticAdvice.model_validate(problem.as_dict()) for problem in problems)
        return advice.model_copy(update={"diagnostics": said})

    @property
    def can_be_sent(self) -> bool:
        """Whether another process can find the plug-ins by their names; those given as objects it cannot."""
        try:
            _installed(plugin.name for plugin in self.plugins)
        except PluginError:
            return False
        return True

    def __reduce__(self) -> tuple[Callable[..., Decider], tuple[Any, ...]]:
        """Send plug-ins by their names: they run in threads of their own."""
        sent = {spec.name: getattr(self, spec.name) for spec in fields(self)}
        return _received, (sent | {"plugins": [plugin.name for plugin in self.plugins]},)


def _names(snapshot: Snapshot) -> dict[str, str]:
    return {
        fact.customer_id: fact.name
        for fact in snapshot.facts("Customer")
        if isinstance(fact, Customer) and fact.name
    }


def _received(sent: dict[str, Any]) -> Decider:
    return Decider(**sent | {"plugins": _installed(sent["plugins"])})


def _installed(names: Any) -> tuple[Plugin, ...]:
    wanted = list(names)
    return load_plugins(wanted).others if wanted else ()
