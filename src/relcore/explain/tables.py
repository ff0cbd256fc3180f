"""The final facts of one run: what was known and what was concluded, all of it or by the value of a field."""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from relcore.errors import ExecutionError
from relcore.facts.snapshot import Snapshot
from relcore.ir import FactType, Scope
from relcore.ledger import Ledger
from relcore.program import Program
from relcore.program.evaluate import World

Reader = Callable[[Any], Any]
Index = Mapping[Any, Sequence[Any]]


class Tables:
    """Facts by type, and by the value of one field; indexes are made when first asked for."""

    def __init__(self, source: Callable[[str], Sequence[Any]]) -> None:
        self._source = source
        self._all: dict[str, Sequence[Any]] = {}
        self._indexes: dict[tuple[str, str], Index] = {}

    def all(self, fact: str) -> Sequence[Any]:
        """Give all facts of a type."""
        found = self._all.get(fact)
        if found is None:
            found = self._all[fact] = self._source(fact)
        return found

    def index(self, fact: str, name: str, read: Reader) -> Index:
        """Give the facts of a type by the value that `read` finds in the field `name`."""
        found = self._indexes.get((fact, name))
        if found is None:
            buckets: dict[Any, list[Any]] = {}
            for item in self.all(fact):
                buckets.setdefault(read(item), []).append(item)
            found = self._indexes[fact, name] = buckets
        return found


def final_tables(types: Mapping[str, FactType], facts: Snapshot, ledger: Ledger) -> Tables:
    """Give the tables of a run: facts in canonical order, conclusions as bare rows in no order."""

    def source(name: str) -> Sequence[Any]:
        if types[name].scope is Scope.CONCLUSION:
            return tuple(ledger.derived.get(name, ()))
        return facts.by_type.get(name, ())

    return Tables(source)


def refuse_strange(program: Program, facts: Snapshot, ledger: Ledger) -> None:
    """Raise `ExecutionError` where a ledger is not of this program and these facts."""
    if ledger.program != program.digest:
        raise ExecutionError.of(
            "RC302",
            f"the ledger is of program {ledger.program}, not of {program.digest}",
            hint="explain a ledger with the program that it was run with",
        )
    if ledger.customer_id != facts.customer_id:
        raise ExecutionError.of(
            "RC302",
            f"the ledger is of customer {ledger.customer_id}, the facts are of {facts.customer_id}",
            hint="explain a ledger with the facts that it was run with",
        )


def final_world(program: Program, facts: Snapshot, ledger: Ledger) -> World:
    """Give the world in which every rule has had its say: facts, and conclusions as named rows."""
    rows: dict[str, Sequence[Any]] = {}

    def of_type(name: str) -> Sequence[Any]:
        fact = program.types.get(name)
        if fact is None or fact.scope is not Scope.CONCLUSION:
            return facts.by_type.get(name, ())
        if name not in rows:
            named = named_row(name, fact.columns)
            rows[name] = tuple(named(row) for row in ledger.rows(name))
        return rows[name]

    return World(of_type, program.values, ledger.as_of)


@cache
def named_row(name: str, columns: tuple[str, ...]) -> Callable[[Iterable[Any]], Any]:
    """Give the function that turns a row into one whose columns have names."""
    make: Callable[[Iterable[Any]], Any] = namedtuple(name, columns)._make  # type: ignore[attr-defined]
    return make
