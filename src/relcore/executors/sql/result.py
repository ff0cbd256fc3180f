"""What a run over a book concluded: tables in the database, and a walk over the customers."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlglot import exp

from relcore.executors.protocol import DEFAULT_LIMITS, Limits, refuse_excess
from relcore.executors.sql.backend import Backend
from relcore.executors.sql.build import Query, aliased, column, named, union
from relcore.executors.sql.catalog import CUSTOMER
from relcore.executors.sql.columns import TEXT, Column
from relcore.executors.sql.dialects import E
from relcore.executors.sql.plan import Flag
from relcore.executors.sql.statements import Steps
from relcore.ir import Kind
from relcore.ledger import Row

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_HEAD = "head"


@dataclass
class BookConclusions:
    """Everything that follows for the customers of a book, held by the database until it is asked for."""

    backend: Backend
    steps: Steps
    limits: Limits = field(default=DEFAULT_LIMITS)

    def __iter__(self) -> Iterator[tuple[str, dict[str, list[Row]]]]:
        """Give each customer with the rows of each type, in the order of the customers' ids.

        Raises `ExecutionError` (RC301) where one customer has more conclusions than the limits allow.
        """
        streams: list[Iterator[tuple[str, str | None, Any]]] = [self._customers()]
        streams += [self._constants(table) for table, _ in self.steps.flags]
        streams += [self._rows(fact, part) for fact, parts in self._parts() for part in parts]
        merged = heapq.merge(*streams, key=itemgetter(0))
        for customer, found in groupby(merged, key=itemgetter(0)):
            rows: dict[str, dict[Row, None]] = {}
            for _, fact, row in found:
                if fact is not None:
                    rows.setdefault(fact, {})[row] = None
            refuse_excess(rows, self.limits.conclusions)
            yield customer, {fact: list(content) for fact, content in rows.items()}

    # --- streams, each in the order of the customers -------------------------------------------

    def _parts(self) -> Iterator[tuple[str, list[str]]]:
        """Give the tables with rows; rows of constant conclusions are told by their flags."""
        for fact, parts in self.steps.relations.parts.items():
            yield fact, [part for part in parts if part not in self.steps.constant_parts]

    def _customers(self) -> Iterator[tuple[str, None, None]]:
        query = Query(self.steps.relations.work("customers"), [self._customer_text()])
        for (customer,) in self._ordered(query.select()):
            yield customer, None, None

    def _constants(self, table: str) -> Iterator[tuple[str, str, Row]]:
        flags = dict(self.steps.flags)[table]
        contents = {
            slot.number: (slot.definition.fact, slot.definition.row)
            for slot in flags
            if isinstance(slot.definition, Flag)
        }
        numbered = [(slot.number, column(slot.name)) for slot in flags]
        heads = aliased(self.backend.dialect.set_numbers(numbered), _HEAD)
        query = Query(self.steps.relations.work(table), [self._customer_text(), heads])
        for customer, number in self._ordered(query.select()):
            yield customer, *contents[number]

    def _rows(self, fact: str, part: str) -> Iterator[tuple[str, str, Row]]:
        kinds = self.steps.plan.typed.facts[fact]
        columns: list[E] = [self._customer_text()]
        for name, kind in kinds.items():
            read: E = column(name)
            if kind.kind is Kind.INSTANT:
                read = self.backend.dialect.microseconds(read)
            columns.append(aliased(read, name))
        readers = [_reader(kind) for kind in kinds.values()]
        query = Query(self.steps.relations.work(part), columns)
        for customer, *values in self._ordered(query.select()):
            row = tuple(
                None if value is None else read(value) for read, value in zip(readers, values, strict=True)
            )
            yield customer, fact, row

    def _customer_text(self) -> E:
        return aliased(exp.Cast(this=column(CUSTOMER), to=self.backend.dialect.text()), CUSTOMER)

    def _ordered(self, select: exp.Select) -> Iterator[Sequence[Any]]:
        return self.backend.fetch(select.order_by(exp.Ordered(this=exp.Literal.number(1)), copy=False))


def _reader(kind: Column) -> Any:
    match kind.kind:
        case Kind.INT:
            return int
        case Kind.DECIMAL:
            return Decimal
        case Kind.INSTANT:
            return lambda micros: _EPOCH + timedelta(microseconds=micros)
        case Kind.SET:
            return tuple
    return lambda value: value


__all__ = ["TEXT", "BookConclusions", "named", "union"]
