"""Statements from their parts: thin names over sqlglot; every identifier is quoted, nothing is copied."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from sqlglot import exp

from relcore.executors.sql.catalog import CUSTOMER
from relcore.executors.sql.dialects import E


def column(name: str, table: str = "") -> exp.Column:
    """Name a column."""
    whole = exp.Column(this=_quoted(name))
    if table:
        whole.set("table", _quoted(table))
    return whole


def aliased(node: E, name: str, rules: Iterable[str] = ()) -> exp.Alias:
    """Give an expression a name, and say which rules ask for it."""
    whole = exp.Alias(this=node, alias=_quoted(name))
    noted = [rule.replace("*/", "* /") for rule in rules]
    if noted:
        whole.comments = [", ".join(noted)]
    return whole


def named(path: Sequence[str], alias: str = "") -> exp.Table:
    """Name a table by its path."""
    table = exp.Table(this=_quoted(path[-1]))
    if len(path) > 1:
        table.set("db", _quoted(path[-2]))
    if alias:
        table.set("alias", _table_alias(alias))
    return table


def subquery(select: E, alias: str) -> exp.Subquery:
    """Use a statement as a table."""
    return exp.Subquery(this=select, alias=_table_alias(alias))


def values(rows: Iterable[Sequence[E]], alias: str, names: Iterable[str]) -> exp.Values:
    """Use rows that are written out as a table."""
    whole = exp.TableAlias(this=_quoted(alias), columns=[_quoted(name) for name in names])
    return exp.Values(expressions=[exp.Tuple(expressions=list(row)) for row in rows], alias=whole)


def same_customer(first: str, second: str) -> E:
    """Test that two rows belong to one customer."""
    return exp.EQ(this=column(CUSTOMER, first), expression=column(CUSTOMER, second))


def both(conditions: Iterable[E]) -> E | None:
    """Join conditions with and."""
    whole: E | None = None
    for condition in conditions:
        part = exp.Paren(this=condition) if isinstance(condition, exp.Or) else condition
        whole = part if whole is None else exp.And(this=whole, expression=part)
    return whole


def union(selects: Iterable[E], *, distinct: bool = False) -> E:
    """Put the rows of several statements together."""
    whole: E | None = None
    for select in selects:
        whole = select if whole is None else exp.Union(this=whole, expression=select, distinct=distinct)
    assert whole is not None
    return whole


def except_(first: E, second: E) -> E:
    """Leave out rows that another statement gives."""
    return exp.Except(this=first, expression=exp.Subquery(this=second), distinct=True)


Join = tuple[E, E | None, str]
"""A table, the condition on which it is joined, and a side."""


@dataclass
class Query:
    """A SELECT in the making; `late` gives joins that are known only once everything else is written."""

    source: E
    columns: list[E] = field(default_factory=list)
    joins: list[Join] = field(default_factory=list)
    where: list[E] = field(default_factory=list)
    group: list[E] = field(default_factory=list)
    distinct: bool = False
    ctes: list[tuple[str, E, bool]] = field(default_factory=list)
    """Named parts of the statement, and whether each is read more than once."""
    rules: tuple[str, ...] = ()
    late: Callable[[], Iterable[Join]] | None = None

    def join(self, source: E, on: E | None, side: str = "") -> None:
        """Join a table; without a condition every row meets every other."""
        self.joins.append((source, on, side))

    def select(self) -> exp.Select:
        """Give the statement."""
        whole = exp.Select(expressions=self.columns).from_(self.source, copy=False)
        for source, on, side in [*self.joins, *(self.late() if self.late else ())]:
            kind = "cross" if on is None and not side else side
            whole = whole.join(
                source, on=exp.true() if on is None and side else on, join_type=kind, copy=False
            )
        condition = both(self.where)
        if condition is not None:
            whole = whole.where(condition, copy=False)
        if self.group:
            whole = whole.group_by(*self.group, copy=False)
        if self.distinct:
            whole = whole.distinct(copy=False)
        for name, select, shared in self.ctes:
            whole = whole.with_(_quoted(name), as_=select, materialized=shared or None, copy=False)
        if self.rules:
            whole.comments = [", ".join(rule.replace("*/", "* /") for rule in self.rules)]
        return whole


def _quoted(name: str) -> exp.Identifier:
    return exp.Identifier(this=name, quoted=True)


def _table_alias(name: str) -> exp.TableAlias:
    return exp.TableAlias(this=_quoted(name))
