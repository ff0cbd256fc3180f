"""The rules that would have fired but for an unknown: what to find out next."""

from __future__ import annotations

from decimal import localcontext
from typing import NamedTuple

from relcore.explain.kept import Kept
from relcore.explain.leads import Leads, leads_of
from relcore.explain.plan import Search, search_for
from relcore.explain.sieve import Sieve
from relcore.explain.tables import final_tables, refuse_strange
from relcore.facts.snapshot import Snapshot
from relcore.ledger import Ledger
from relcore.program import Program
from relcore.program.exact import EXACT


class Waiting(NamedTuple):
    """A rule that would have fired but for unknown values."""

    rule: str
    unknowns: tuple[str, ...]
    """What is unknown, in any of the ways in which the rule waits: "Type.field", or "Type" where no such fact
    is there at all."""
    actions: tuple[str, ...]
    """Actions that the rule leads to, itself or through other rules as far as the facts that they need are
    there; of a guard, also those that it judges."""


def waiting(program: Program, facts: Snapshot, ledger: Ledger) -> tuple[Waiting, ...]:
    """Give the rules that would have fired but for an unknown, by their ids.

    A rule waits where, under some facts bound to its parameters, no condition is false and at least one is
    unknown; and where it has a parameter of an evidential fact type of which there is no fact at all, as far
    as no other condition is false. Only what a customer could tell counts as unknown: a rule does not wait
    for what the company has not set or other rules could not conclude. Raises `ExecutionError` (RC302) where
    the ledger belongs to another program or customer.
    """
    refuse_strange(program, facts, ledger)
    tables = final_tables(program.types, facts, ledger)
    plans = _kept(program)
    told = frozenset([name for name, known in facts.by_type.items() if known])
    waits = plans.waiting(told)
    searches = plans.searches(told.union([name for name, rows in ledger.derived.items() if rows]))
    found: list[Waiting] = []
    with localcontext(EXACT):
        for number in plans.sieve.candidates(facts.by_type, ledger.derived):
            search = searches[number]
            if search is None:
                continue
            heard = _Judged(search) if search.judges else _Heard(search)
            search.run(ledger.as_of, tables, heard)
            if heard.names:
                found.append(waits[search.rule.id, search.missing, heard.names, heard.judged])
    return tuple(found)


class _Heard:
    """Hears of hits what is unknown, until there is nothing more to hear."""

    __slots__ = ("judged", "names", "search")

    def __init__(self, search: Search) -> None:
        self.search = search
        self.names = _NOTHING
        self.judged = _NOTHING
        """Actions of the candidates that a guard could not judge."""

    def __call__(self, mask: int) -> bool:
        names = self.search.unknowns(mask)
        if names:
            self.names = self.names | names if self.names else names
        return self.names == self.search.everything


class _Judged(_Heard):
    """Hears of all hits, for each may be about another action."""

    __slots__ = ()

    def __call__(self, mask: int, *actions: str) -> bool:
        super().__call__(mask)
        if self.search.unknowns(mask):
            self.judged |= {str(action) for action in actions}
        return False


_NOTHING = frozenset[str]()
KEPT_CHOICES = 256
"""So many combinations of fact types that are there are remembered for each program."""
KEPT_RULES = 1024
"""So many rules that wait are remembered for each of those combinations."""


class _Searches(dict[int, Search | None]):
    """The searches for customers with facts of the same types, each planned when first needed."""

    def __init__(self, plans: _Plans, present: frozenset[str]) -> None:
        self._plans = plans
        self._present = present

    def __missing__(self, number: int) -> Search | None:
        found = self[number] = self._plans.search(number, self._present)
        return found


_Blocked = tuple[str, frozenset[str], frozenset[str], frozenset[str]]
"""A rule, the types that it misses, the names of all that is unknown, and the actions that it would judge."""


class _Waiting(dict[_Blocked, Waiting]):
    """What is said of rules that wait, for customers of whom facts of the same types are told."""

    def __init__(self, leads: Leads, told: frozenset[str]) -> None:
        self._leads = leads
        self._told = told

    def __missing__(self, blocked: _Blocked) -> Waiting:
        if len(self) >= KEPT_RULES:
            self.clear()
        rule, missing, names, judged = blocked
        led = self._leads.of(rule, self._told | missing)
        found = self[blocked] = Waiting(rule, tuple(sorted(names)), tuple(sorted(led | judged)))
        return found


class _Plans:
    """The rules that can be blocked, with a search for each choice of fact types that are not there."""

    def __init__(self, program: Program) -> None:
        self.sieve = Sieve(program)
        self._program = program
        self._planned: dict[tuple[int, frozenset[str]], Search | None] = {}
        self._searches: dict[frozenset[str], _Searches] = {}
        self._waiting: dict[frozenset[str], _Waiting] = {}

    def waiting(self, told: frozenset[str]) -> _Waiting:
        """Give what is said of rules that wait, with facts of these types."""
        found = self._waiting.get(told)
        if found is None:
            if len(self._waiting) >= KEPT_CHOICES:
                self._waiting.clear()
            found = self._waiting[told] = _Waiting(leads_of(self._program), told)
        return found

    def searches(self, present: frozenset[str]) -> _Searches:
        """Give the searches by the numbers of rules; none where a fact that a rule needs is not there."""
        found = self._searches.get(present)
        if found is None:
            if len(self._searches) >= KEPT_CHOICES:
                self._searches.clear()
            found = self._searches[present] = _Searches(self, present)
        return found

    def search(self, number: int, present: frozenset[str]) -> Search | None:
        """Plan the search of one rule."""
        rule, types = self.sieve.rules[number], self._program.types
        missing = frozenset(bind.fact for bind in rule.binds if bind.fact not in present)
        if not all(types[name].evidential for name in missing):
            return None
        if (number, missing) not in self._planned:
            self._planned[number, missing] = search_for(self._program, rule, missing)
        return self._planned[number, missing]


_kept = Kept(_Plans)
