"""The final facts of one run: what was known and what was concluded, all of it or by the value of a field."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter, itemgetter
from typing import Any

from relcore.errors import ExecutionError
from relcore.facts.snapshot import Snapshot
from relcore.ir import FactType, Scope
from relcore.ledger import Ledger, named_row
from relcore.program import Program
from relcore.program.evaluate import World

Reader = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Key:
    """A field of a type by whose value facts are found."""

    label: str
    fact: str
    read: Reader

    @classmethod
    def of(cls, fact: FactType, name: str) -> Key:
        """Give the key of a field."""
        concluded = fact.scope is Scope.CONCLUSION
        read: Reader = itemgetter(fact.columns.index(name)) if concluded else attrgetter(name)
        return cls(f"{fact.name}.{name}", fact.name, read)


class Tables:
    """Facts by type, and by the value of one field; indexes are made when first asked for."""

    def __init__(self, source: Callable[[str], Sequence[Any]]) -> None:
        self._source = source
        self._all: dict[str, Sequence[Any]] = {}
        self._indexes: dict[str, Mapping[Any, Sequence[Any]]] = {}

    def all(self, fact: str) -> Sequence[Any]:
        """Give all facts of a type."""
        found = self._all.get(fact)
        if found is None:
            found = self._all[fact] = self._source(fact)
        return found

    def equal(self, key: Key, value: Any) -> Sequence[Any]:
        """Give the facts with a value in a field; none for an unknown value."""
        index = self._indexes.get(key.label)
        if index is None:
            index = self._index(key)
        return () if value is None else index.get(value, ())

    def equal_or_unknown(self, key: Key, value: Any) -> Sequence[Any]:
        """Give the facts with a value in a field, and those in which the field is unknown."""
        index = self._indexes.get(key.label)
        if index is None:
            index = self._index(key)
        equal, unknown = index.get(value, ()), index.get(None, ())
        return [*equal, *unknown] if unknown else equal

    def _index(self, key: Key) -> Mapping[Any, Sequence[Any]]:
        index: dict[Any, list[Any]] = {}
        for item in self.all(key.fact):
            index.setdefault(key.read(item), []).append(item)
        self._indexes[key.label] = index
        return index


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
