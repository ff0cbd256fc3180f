"""Facts as tables: the columns that a program reads, one table for each type of fact."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from relcore.errors import ExecutionError, Place
from relcore.executors.sql.catalog import CUSTOMER, KEY
from relcore.executors.sql.columns import MOST_DIGITS, PLAIN_DIGITS, TEXT, WHOLE, Column, size_of
from relcore.executors.sql.declared import declared_column
from relcore.executors.sql.fields import fields_read
from relcore.facts.base import CompanyFact, Fact
from relcore.facts.snapshot import Snapshot
from relcore.ir import Kind, Scope
from relcore.program import Program

_SIZES = (PLAIN_DIGITS, 28)
"""Digits of the sizes that decimal columns have where a number fits."""
CUSTOMERS = "_customers"
"""Table of all customers of a book, for those of whom no table that is read knows anything."""


@dataclass
class TableData:
    """The content of a table, column by column."""

    name: str
    columns: dict[str, Column]
    values: dict[str, list[Any]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.values = {name: [] for name in self.columns}

    def __len__(self) -> int:
        return len(next(iter(self.values.values())))

    def add(self, fact: Fact) -> None:
        """Append a fact."""
        for name, values in self.values.items():
            values.append(len(values) if name == KEY else getattr(fact, name))

    def fit(self) -> None:
        """Make decimal columns as wide as their content; refuse numbers that no column can hold."""
        for name, column in self.columns.items():
            if column.kind is Kind.DECIMAL:
                sizes = [size_of(Decimal(value)) for value in self.values[name] if value is not None]
                digits = max((size[0] for size in sizes), default=1)
                scale = max((size[1] for size in sizes), default=0)
                if digits + scale > MOST_DIGITS:
                    raise _too_wide(self.name, name, f"{digits} digits before and {scale} after the point")
                digits, scale = _roomy(digits, scale)
                self.columns[name] = replace(column, digits=digits, scale=scale)
            elif column.kind is Kind.INT:
                wide = [
                    value
                    for value in self.values[name]
                    if value is not None and not -(2**63) <= value < 2**63
                ]
                if wide:
                    raise _too_wide(self.name, name, f"the number {wide[0]}")

    def texts(self, name: str) -> list[Any]:
        """Give the values of a column as drivers take them, exact and without a zone of their own."""
        return [_plain(value) for value in self.values[name]]


def tables_of(program: Program, snapshots: Iterable[Snapshot]) -> Iterator[TableData]:
    """Give the tables of the facts of many customers, and one with the ids of the customers.

    Raises `ExecutionError` (RC312) where a number has more digits than a column can hold, (RC313) where two
    customers come with different facts of the company.
    """
    tables = {name: _table(program, name, sorted(names)) for name, names in fields_read(program).items()}
    for name in program.types:
        if program.types[name].scope is Scope.CONCLUSION:
            tables[name] = _table(program, name, program.types[name].columns)
    customers = TableData(CUSTOMERS, {CUSTOMER: TEXT})
    company: dict[str, tuple[Fact, ...]] | None = None
    for snapshot in snapshots:
        customers.values[CUSTOMER].append(snapshot.customer_id)
        shared = {
            name: facts for name, facts in snapshot.by_type.items() if isinstance(facts[0], CompanyFact)
        }
        if company is None:
            company = shared
        elif company != shared:
            raise ExecutionError.of(
                "RC313",
                "the customers of one book come with different facts of the company",
                Place(subject=f"customer {snapshot.customer_id}"),
                "make all snapshots with Snapshot.split",
            )
        for name, facts in snapshot.by_type.items():
            if name in tables and name not in shared:
                for fact in facts:
                    tables[name].add(fact)
    for name, facts in (company or {}).items():
        if name in tables:
            for fact in facts:
                tables[name].add(fact)
    yield customers
    for table in tables.values():
        if len(table) or program.types[table.name].scope is not Scope.CONCLUSION:
            table.fit()
            yield table


def _table(program: Program, name: str, names: Iterable[str]) -> TableData:
    fact = program.types[name]
    columns = {} if fact.scope is Scope.COMPANY else {CUSTOMER: TEXT}
    columns |= {field: declared_column(program, fact, field) for field in names if field != CUSTOMER}
    return TableData(name, {**columns, KEY: WHOLE})


def _roomy(digits: int, scale: int) -> tuple[int, int]:
    """Give a common size with room for a number, so that statements for one book serve the next as well."""
    even = scale + scale % 2
    for most in _SIZES:
        if digits + even <= most:
            return most - even, even
    return digits, scale


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, (bool, int)):
        return value
    if isinstance(value, str):
        return str(value)
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return [_plain(item) for item in value]


def _too_wide(table: str, column: str, what: str) -> ExecutionError:
    return ExecutionError.of(
        "RC312",
        f"{what} fit no column of a database",
        Place(file=table, column=column),
        f"use smaller numbers (at most {MOST_DIGITS} digits, whole ones 64 bits), or the compiled executor",
    )
