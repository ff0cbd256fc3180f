"""What a run over a book concluded: tables in the database, and a walk over the customers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any

from sqlglot import exp

from relcore.executors.protocol import DEFAULT_LIMITS, Limits, refuse_excess, shape_of
from relcore.executors.sql.backend import Backend
from relcore.executors.sql.build import Query, aliased, column
from relcore.executors.sql.catalog import CUSTOMER
from relcore.executors.sql.columns import Column
from relcore.executors.sql.dialects import E
from relcore.executors.sql.statements import HEAD, Steps
from relcore.ir import Kind
from relcore.ledger import Ledger, Row

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_Found = Iterator[tuple[str, list[tuple[str, Row]]]]


@dataclass
class BookConclusions:
    """Everything that follows for the customers of a book, held by the database until it is asked for.

    In the database each type of conclusion has a view of its name, with `customer_id` and the type's columns.
    """

    backend: Backend
    steps: Steps
    as_of: date
    limits: Limits = field(default=DEFAULT_LIMITS)

    def __iter__(self) -> Iterator[tuple[str, dict[str, list[Row]]]]:
        """Give each customer with the rows of each type, in the order of the customers' ids.

        Rows come as the database sends them, so a book may be larger than memory. Raises `ExecutionError`
        (RC301) where one customer has more conclusions than the limits allow.
        """
        streams = [_Stream(self._constants(table)) for table, _ in self.steps.flags]
        streams += [
            _Stream(self._rows(fact, part))
            for fact, parts in self.steps.relations.parts.items()
            for part in parts
            # Constant conclusions are told by their flags already.
            if part not in self.steps.constant_parts
        ]
        everyone = Query(self.steps.relations.customers(), [self._customer_text()])
        for (customer,) in self._ordered(everyone.select()):
            rows: dict[str, dict[Row, None]] = {}
            for stream in streams:
                for fact, row in stream.of(customer):
                    rows.setdefault(fact, {})[row] = None
            refuse_excess(rows, self.limits.conclusions)
            yield customer, {fact: list(content) for fact, content in rows.items()}

    def ledgers(self) -> Iterator[Ledger]:
        """Give a ledger without supports for each customer, in the order of the customers' ids.

        Each equals what any other executor gives for that customer with `supports=False`.
        """
        program = self.steps.plan.producers.program
        shape = shape_of(program)
        for customer, rows in self:
            yield Ledger(program.digest, customer, self.as_of, shape, rows)

    def relation(self, fact: str) -> exp.Table:
        """Name the view with all rows of a conclusion."""
        return self.steps.relations.conclusions(fact)

    @cached_property
    def constants(self) -> dict[int, tuple[str, Row]]:
        """Conclusions that are the same for whomever they hold, by number."""
        return {slot.number: (fact, row) for (fact, row), slot in self.steps.plan.flags.items()}

    def constants_query(self) -> str:
        """Write a query for `customer_id` and the number (`head`) of each constant conclusion that holds."""
        return self.steps.numbers

    # --- streams, each in the order of the customers -------------------------------------------

    def _constants(self, table: str) -> _Found:
        flags = dict(self.steps.flags)[table]
        relations = self.steps.relations
        numbered = [(slot.number, relations.stored(slot)) for slot in flags]
        numbers = aliased(self.backend.dialect.list_of_numbers(numbered), HEAD)
        query = Query(self.steps.relations.work(table), [self._customer_text(), numbers])
        for customer, found in self._ordered(query.select()):
            yield customer, [self.constants[number] for number in found]

    def _rows(self, fact: str, part: str) -> _Found:
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
            yield customer, [(fact, row)]

    def _customer_text(self) -> E:
        return aliased(exp.Cast(this=column(CUSTOMER), to=self.backend.dialect.text()), CUSTOMER)

    def _ordered(self, select: exp.Select) -> Iterator[Sequence[Any]]:
        order = exp.Ordered(this=self.backend.dialect.by_code_point(column(CUSTOMER)))
        return self.backend.fetch(
            Query(exp.Subquery(this=select, alias="t"), [exp.Star()]).select().order_by(order, copy=False)
        )


class _Stream:
    """Conclusions in the order of the customers, read no further than asked."""

    def __init__(self, found: _Found) -> None:
        self._found = found
        self._next = next(found, None)

    def of(self, customer: str) -> Iterator[tuple[str, Row]]:
        """Give what was found for the next customer."""
        while self._next is not None and self._next[0] == customer:
            yield from self._next[1]
            self._next = next(self._found, None)


def _reader(kind: Column) -> Callable[[Any], Any]:
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
