"""Which tables of a database hold the facts of a program, checked before anything runs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from sqlglot import exp

from relcore.errors import Diagnostic, ExecutionError, Place
from relcore.executors.sql.backend import Backend
from relcore.executors.sql.build import Query, aliased, column, named, same_customer, subquery
from relcore.executors.sql.catalog import CUSTOMER, KEY, Catalog, Table
from relcore.executors.sql.columns import TEXT, WHOLE, Column
from relcore.executors.sql.declared import declared_column
from relcore.executors.sql.dialects import E, number
from relcore.executors.sql.fields import fields_read
from relcore.executors.sql.loading import CUSTOMERS
from relcore.ir import FactType, Kind, Scope
from relcore.program import Program

_FEW = 1_000
_FITTING = {Kind.INT: (Kind.INT,), Kind.DECIMAL: (Kind.DECIMAL, Kind.INT)}


def find_tables(program: Program, backend: Backend) -> Catalog:
    """Find the tables with the facts that a program reads, and those that name all customers between them.

    A type without a table has no facts. Raises `ExecutionError` (RC314) with every column that is missing or
    of another kind, and every table whose rows cannot be told apart.
    """
    present = backend.tables([*program.types, CUSTOMERS])
    wanted = fields_read(program)
    for name, fact in program.types.items():
        if fact.scope is Scope.CONCLUSION:
            wanted[name] = set(fact.columns)
    problems = [
        problem
        for name, fields in wanted.items()
        if name in present
        for problem in _problems(program.types[name], present[name], fields)
    ]
    if problems:
        raise ExecutionError(problems)
    tables: dict[str, Table] = {}
    given: dict[str, Table] = {}
    for name, fields in wanted.items():
        fact = program.types[name]
        if fact.scope is not Scope.CONCLUSION:
            found = name in present
            tables[name] = (
                _found(fact, present[name], fields, backend)
                if found
                else _empty(program, fact, fields, backend)
            )
        elif name in present:
            given[name] = Table(name, _columns(fact, present[name], fields), (name,))
    owners = [name for name in present if name == CUSTOMERS or program.types[name].scope is not Scope.COMPANY]
    everyone = [CUSTOMERS] if CUSTOMERS in present else owners
    for name in owners:
        if name in tables and tables[name].one_each and _covers(name, everyone, backend):
            return Catalog(tables, given, {name: (name,)}, anchor=name)
    return Catalog(tables, given, {name: (name,) for name in everyone})


def _covers(table: str, others: Iterable[str], backend: Backend) -> bool:
    """Say whether every customer of some tables is in one of them."""
    nobody = exp.Is(this=column(CUSTOMER, "t"), expression=exp.Null())
    if _any_row(Query(named((table,), "t"), [column(CUSTOMER, "t")], where=[nobody]), backend):
        return False
    for other in others:
        missing = exp.Is(this=column(CUSTOMER, "o"), expression=exp.Null())
        known = exp.Not(this=exp.Is(this=column(CUSTOMER, "t"), expression=exp.Null()))
        query = Query(named((other,), "t"), [column(CUSTOMER, "t")], where=[missing, known])
        query.join(named((table,), "o"), same_customer("o", "t"), "left")
        if other != table and _any_row(query, backend):
            return False
    return True


def _any_row(query: Query, backend: Backend) -> bool:
    return any(True for _ in backend.fetch(query.select().limit(1, copy=False)))


def _found(fact: FactType, columns: Mapping[str, Column], wanted: set[str], backend: Backend) -> Table:
    key = next((name for name in (KEY, "id") if name in columns), None)
    company = fact.scope is Scope.COMPANY
    one_each = not company and not _somebody_has_two(fact.name, backend)
    return Table(fact.name, _columns(fact, columns, wanted), (fact.name,), company, one_each, key)


def _columns(fact: FactType, columns: Mapping[str, Column], wanted: set[str]) -> dict[str, Column]:
    found = {}
    for name in wanted:
        if name in columns and fact.fields[name].kind not in (Kind.OPAQUE, Kind.ANY):
            column_there = columns[name]
            kind = Kind.TEXT if name == CUSTOMER else fact.fields[name].kind
            found[name] = Column(
                kind, column_there.nullable, column_there.digits, column_there.scale, column_there.item
            )
    return found


def _empty(program: Program, fact: FactType, wanted: set[str], backend: Backend) -> Table:
    columns = {name: declared_column(program, fact, name) for name in wanted} | {CUSTOMER: TEXT, KEY: WHOLE}
    schema = backend.dialect.schema
    path = (schema, f"no_{fact.name}") if schema else (f"relcore_no_{fact.name}",)
    backend.empty(named(path), columns)
    return Table(fact.name, columns, path, fact.scope is Scope.COMPANY, one_each=False)


def _somebody_has_two(table: str, backend: Backend) -> bool:
    """Say whether any customer has two facts; a few rows tell for most tables, and cost nothing."""
    few = Query(named((table,)), [column(CUSTOMER)]).select().limit(_FEW, copy=False)
    return _has_twice(subquery(few, "t"), backend) or _has_twice(named((table,)), backend)


def _has_twice(source: E, backend: Backend) -> bool:
    grouped = Query(
        source, [column(CUSTOMER), aliased(exp.Count(this=exp.Star()), "n")], group=[column(CUSTOMER)]
    )
    several = exp.GT(this=column("n"), expression=number(1))
    return _any_row(Query(subquery(grouped.select(), "t"), [column(CUSTOMER)], where=[several]), backend)


def _problems(fact: FactType, columns: Mapping[str, Column], wanted: set[str]) -> Iterator[Diagnostic]:
    owner = () if fact.scope is Scope.COMPANY else (CUSTOMER,)
    for name in (*owner, *sorted(set(wanted) - {CUSTOMER})):
        if name != CUSTOMER and fact.fields[name].kind in (Kind.OPAQUE, Kind.ANY):
            continue
        where = Place(file=fact.name, column=name)
        if name not in columns:
            yield Diagnostic(
                "RC314", "the table has no such column", where, "add it, if only with unknown values"
            )
            continue
        kind = Kind.TEXT if name == CUSTOMER else fact.fields[name].kind
        found = columns[name].kind
        if name != CUSTOMER and found not in _FITTING.get(kind, (kind,)):
            yield Diagnostic("RC314", f"the column is not {kind.phrase}", where, _way_out(kind))
    if KEY not in columns and "id" not in columns:
        yield Diagnostic("RC314", "the rows cannot be told apart", Place(file=fact.name), "add a column 'id'")


def _way_out(kind: Kind) -> str:
    if kind is Kind.DECIMAL:
        return "give it a type such as DECIMAL(18, 4); floating-point numbers are not exact"
    if kind is Kind.INSTANT:
        return "give it the type TIMESTAMP WITH TIME ZONE"
    return "give it the type that the fact's field has"
