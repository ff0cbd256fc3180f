"""Rows of several tables joined, and tests and aggregates that differ from row to row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlglot import exp

from relcore.executors.sql.aggregates import aggregate, answer
from relcore.executors.sql.build import Query, aliased, both, column, same_customer, subquery
from relcore.executors.sql.catalog import CUSTOMER
from relcore.executors.sql.columns import UNKNOWN, Column
from relcore.executors.sql.dialects import E
from relcore.executors.sql.expressions import Scope, Value
from relcore.executors.sql.normal import (
    HasFact,
    Node,
    OfCustomer,
    Slot,
    all_parts,
    conjunction,
    free,
    inner_tests,
    renamed_apart,
)
from relcore.executors.sql.relations import Around, Relations
from relcore.ir import Aggregate, Compare, Exists, Field, conjuncts

_THERE = "_there"


@dataclass
class Frame:
    """A statement whose rows are facts, one for each variable, and how to read them.

    `customer` is the alias of the table that names the customer of a row.
    """

    query: Query
    scope: Scope
    customer: str


@dataclass
class _Rows:
    """A statement and its columns by what they hold."""

    select: E
    held: dict[Node, tuple[str, Column]]
    names: list[str]

    def with_column(self, name: str, node: Node, kind: Column) -> None:
        self.names.append(name)
        self.held[node] = name, kind

    def scope(self, node: Node) -> Value | None:
        found = self.held.get(node)
        return None if found is None else Value(column(found[0], "f"), found[1])


@dataclass
class Frames:
    """Builds frames on the tables that are there by now."""

    relations: Relations
    _numbers: int = field(default=0)

    def open(
        self,
        variables: Sequence[tuple[str, str]],
        where: Node,
        outputs: Iterable[Node] = (),
        *,
        within: Mapping[int, str] | None = None,
        keys: bool = False,
    ) -> tuple[Frame, list[Node]]:
        """Join the tables of the variables where a condition is true, so that `outputs` can be written.

        The outputs are given back with their inner variables renamed, as they must be written. `within` says
        which part of the statement holds a slot already; with `keys`, rows of equal content stay apart.
        """
        conditions = [renamed_apart(part) for part in conjuncts(where)]
        written = [renamed_apart(node) for node in outputs]
        plain = [part for part in conditions if not list(inner_tests(part))]
        rest = [part for part in conditions if part not in plain]
        frame = self._joined(variables, plain, within or {})
        wanted = _tests_of([*rest, *written])
        if not wanted:
            return frame, written
        leaves = _leaves([var for var, _ in variables], [*rest, *written])
        if keys:
            (var, fact), *_ = variables
            leaves.update(dict.fromkeys(Field(var, name) for name in self.relations.key(fact)))
        rows = self._tested(self._distinct(frame, leaves), wanted, 0)
        query = Query(subquery(rows.select, "f"))
        query.where += [self.relations.expressions.condition(part, rows.scope) for part in rest]
        return Frame(query, rows.scope, "f"), written

    # --- joins ---------------------------------------------------------------------------------

    def _joined(
        self, variables: Sequence[tuple[str, str]], conditions: list[Node], within: Mapping[int, str]
    ) -> Frame:
        relations = self.relations
        own = [pair for pair in variables if not relations.is_company(pair[1])]
        anchor = own[0][0] if own else "who"
        query = Query(relations.rows(own[0][1], anchor) if own else relations.customers(anchor))
        for var, fact in own[1:]:
            query.join(relations.rows(fact, var), same_customer(var, anchor))
        for var, fact in variables:
            if relations.is_company(fact):
                query.join(relations.rows(fact, var), None)
        around = Around(relations, anchor, not own, within)
        query.late = around.joins
        facts = dict(variables)

        def scope(node: Node) -> Value | None:
            if isinstance(node, Field) and node.var in facts:
                return relations.field(facts[node.var], node.name, node.var)
            return around(node)

        query.where += [relations.expressions.condition(part, scope) for part in conditions]
        return Frame(query, scope, anchor)

    def _distinct(self, frame: Frame, leaves: Iterable[Node]) -> _Rows:
        """Give the distinct combinations of what later conditions and outputs read."""
        rows = _Rows(exp.Null(), {}, [CUSTOMER])
        frame.query.columns = [aliased(column(CUSTOMER, frame.customer), CUSTOMER)]
        for leaf in leaves:
            self._add_leaf(rows, frame.query, leaf, frame.scope)
        frame.query.distinct = True
        rows.select = frame.query.select()
        return rows

    def _add_leaf(self, rows: _Rows, query: Query, leaf: Node, scope: Scope) -> None:
        value = scope(leaf)
        assert value is not None
        name = self._name("c")
        query.columns.append(aliased(value.sql, name))
        # A row of an outer join may be missing.
        rows.with_column(name, leaf, value.column.maybe())

    # --- tests and aggregates ------------------------------------------------------------------

    def _tested(self, rows: _Rows, tests: list[Node], depth: int) -> _Rows:
        """Add a column for each test, with one join for all tests that look at the same rows."""
        groups: dict[tuple[str, frozenset[Node]], list[Node]] = {}
        for test in tests:
            links = frozenset(part for part in conjuncts(test.where) if _is_link(part, test.var))
            groups.setdefault((test.fact, links), []).append(test)
        for (fact, _), group in groups.items():
            rows = self._answered(rows, fact, group, depth)
        return rows

    def _answered(self, rows: _Rows, fact: str, tests: list[Node], depth: int) -> _Rows:
        expressions = self.relations.expressions
        var = tests[0].var
        common = _common(tests)
        query, there, scope = self._with_facts(rows, fact, var, common)
        conditions = [
            conjunction(part for part in conjuncts(test.where) if part not in common) for test in tests
        ]
        values = [test.value for test in tests if isinstance(test, Aggregate)]
        if inner := _tests_of([*conditions, *values]):
            fields = [leaf for leaf in _leaves([var], [*conditions, *values]) if isinstance(leaf, Field)]
            fields += [Field(var, name) for name in self.relations.key(fact)]
            wide, marker = self._widened(rows, query, dict.fromkeys(fields), there, scope)
            wide = self._tested(wide, inner, depth + 1)
            query, there, scope = Query(subquery(wide.select, "f")), column(marker, "f"), wide.scope
        query.columns = [aliased(column(name, "f"), name) for name in rows.names]
        query.group = [column(name, "f") for name in rows.names]
        result = _Rows(exp.Null(), dict(rows.held), list(rows.names))
        for test, condition in zip(tests, conditions, strict=True):
            op = "exists" if isinstance(test, Exists) else test.op
            value = (
                Value(exp.Null(), UNKNOWN)
                if op in ("exists", "count")
                else expressions.value(test.value, scope)
            )
            parts = [there.copy(), *(expressions.condition(part, scope) for part in conjuncts(condition))]
            asked = aggregate(op, both(parts), value, expressions.dialect)
            found = answer(op, asked, value.column, expressions)
            if op == "exists":
                found = expressions.two_valued(found)
            name = self._name("n")
            query.columns.append(aliased(found.sql, name))
            result.with_column(name, test, found.column)
        result.select = query.select()
        return result

    def _with_facts(
        self, rows: _Rows, fact: str, var: str, conditions: Iterable[Node]
    ) -> tuple[Query, E, Scope]:
        """Join the facts of a type to each row; say how to tell that there was one."""
        relations = self.relations

        def scope(node: Node) -> Value | None:
            if isinstance(node, Field) and node.var == var:
                return relations.field(fact, node.name, var)
            return rows.scope(node)

        query = Query(subquery(rows.select, "f"))
        on = [relations.expressions.condition(part, scope) for part in conditions]
        if relations.is_company(fact):
            marked = Query(relations.rows(fact, "t"), [exp.Star(), aliased(exp.true(), _THERE)])
            query.join(subquery(marked.select(), var), both(on), "left")
            return query, exp.Coalesce(this=column(_THERE, var), expressions=[exp.false()]), scope
        query.join(relations.rows(fact, var), both([same_customer(var, "f"), *on]), "left")
        return query, exp.Not(this=exp.Is(this=column(CUSTOMER, var), expression=exp.Null())), scope

    def _widened(
        self, rows: _Rows, query: Query, fields: Iterable[Node], there: E, scope: Scope
    ) -> tuple[_Rows, str]:
        """Give the joined rows for tests inside tests, and the column that tells a missing fact."""
        wide = _Rows(exp.Null(), dict(rows.held), list(rows.names))
        query.columns = [aliased(column(name, "f"), name) for name in rows.names]
        for leaf in fields:
            self._add_leaf(wide, query, leaf, scope)
        marker = self._name("there")
        query.columns.append(aliased(there, marker))
        wide.names.append(marker)
        wide.select = query.select()
        return wide, marker

    def _name(self, stem: str) -> str:
        self._numbers += 1
        return f"{stem}{self._numbers}"


def _tests_of(nodes: Iterable[Node]) -> list[Node]:
    return list(dict.fromkeys(test for node in nodes for test in inner_tests(node)))


def _leaves(variables: Iterable[str], nodes: Iterable[Node]) -> dict[Node, None]:
    """Give what expressions read of some variables and of the customer."""
    names = set(variables)
    return {
        leaf: None
        for node in nodes
        for leaf in all_parts(node)
        if isinstance(leaf, (OfCustomer, HasFact, Slot)) or (isinstance(leaf, Field) and leaf.var in names)
    }


def _common(tests: Sequence[Node]) -> list[Node]:
    """Give the conditions that all tests share and that can be part of the join."""
    shared = [part for part in conjuncts(tests[0].where) if not list(inner_tests(part))]
    for test in tests[1:]:
        parts = set(conjuncts(test.where))
        shared = [part for part in shared if part in parts]
    return shared


def _is_link(part: Node, var: str) -> bool:
    """Whether a condition fixes a value of the row by a value from outside."""
    if not isinstance(part, Compare) or part.op != "==" or list(inner_tests(part)):
        return False
    sides = (free(part.left), free(part.right))
    return frozenset({var}) in sides and any(side and var not in side for side in sides)
