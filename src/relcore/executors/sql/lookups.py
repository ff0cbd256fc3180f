"""Questions about the facts of a customer, answered once for many rules: one pass over each table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlglot import exp

from relcore.executors.sql.aggregates import aggregate, answer
from relcore.executors.sql.build import Join, Query, aliased, column, named, same_customer
from relcore.executors.sql.catalog import CUSTOMER
from relcore.executors.sql.columns import BOOL, UNKNOWN
from relcore.executors.sql.dialects import E
from relcore.executors.sql.expressions import Scope, Value
from relcore.executors.sql.frames import Frames
from relcore.executors.sql.normal import YES, Node, inner_tests
from relcore.executors.sql.plan import ROW, Match, Scan, SlotPlan
from relcore.executors.sql.relations import Around, Relations
from relcore.ir import Field


@dataclass
class Lookups:
    """Parts of a statement that answer questions, how they are joined, and how the answers read."""

    grouped: list[tuple[str, E]] = field(default_factory=list)
    """Parts with one row for each customer who has facts of a type; they need no list of customers."""
    facts: dict[str, str] = field(default_factory=dict)
    """Types of these facts, and the parts."""
    others: list[tuple[str, E]] = field(default_factory=list)
    joins: list[Join] = field(default_factory=list)
    answers: dict[int, Value] = field(default_factory=dict)


@dataclass
class LookupWriter:
    """Writes the lookups of one layer; `within` says which part of the statement holds a slot already."""

    relations: Relations
    frames: Frames
    anchor: str
    layer: int
    within: Mapping[int, str]
    found: Lookups = field(default_factory=Lookups)

    def write(self, slots: Sequence[SlotPlan]) -> Lookups:
        """Answer the questions of some slots."""
        together: dict[str, list[tuple[SlotPlan, Scan]]] = {}
        for slot in slots:
            definition = slot.definition
            if isinstance(definition, Scan):
                if any(True for part in (definition.where, definition.value) for _ in inner_tests(part)):
                    self._nested(slot, definition)
                else:
                    together.setdefault(definition.fact, []).append((slot, definition))
            elif isinstance(definition, Match):
                self._match(slot, definition)
        for fact, scans in together.items():
            self._grouped(fact, scans)
        return self.found

    def _grouped(self, fact: str, scans: Sequence[tuple[SlotPlan, Scan]]) -> None:
        """Answer every question about the facts of one type in one pass over them."""
        relations, expressions = self.relations, self.relations.expressions
        company = relations.is_company(fact)
        owner = "who" if company else ROW
        around = Around(relations, owner, company, self.within)

        def scope(node: Node) -> Value | None:
            if isinstance(node, Field) and node.var == ROW:
                return relations.field(fact, node.name, ROW)
            return around(node)

        part = f"{fact}_facts_{self.layer}".lower()
        columns: list[E] = []
        for slot, scan in scans:
            condition = None if scan.where == YES else expressions.condition(scan.where, scope)
            value = self._value(scan, scan.value, scope)
            columns.append(
                aliased(aggregate(scan.op, condition, value, relations.dialect), slot.name, slot.rules)
            )
            self.found.answers[slot.number] = answer(
                scan.op, column(slot.name, part), value.column, expressions
            )
        query = Query(relations.rows(fact, ROW), columns, late=around.joins)
        if not company:
            self.found.grouped.append((part, self._per_customer(query, owner, part)))
            self.found.facts[fact] = part
            return
        if around.is_asked:
            query.source = relations.customers(owner)
            query.join(relations.rows(fact, ROW), None)
            self.found.others.append((part, self._per_customer(query, owner, part)))
            return
        # The company's facts are the same for every customer: one row, joined to all.
        self.found.others.append((part, query.select()))
        self.found.joins.append((named((part,)), None, ""))

    def _nested(self, slot: SlotPlan, scan: Scan) -> None:
        """Answer a question about facts that asks about other facts for each of them."""
        expressions = self.relations.expressions
        frame, (item,) = self.frames.open(
            [(ROW, scan.fact)], scan.where, [scan.value], within=self.within, keys=True
        )
        value = self._value(scan, item, frame.scope)
        part = f"{slot.name}_facts"
        found = aggregate(scan.op, None, value, expressions.dialect)
        frame.query.columns = [aliased(found, slot.name, slot.rules)]
        self.found.answers[slot.number] = answer(scan.op, column(slot.name, part), value.column, expressions)
        self.found.others.append((part, self._per_customer(frame.query, frame.customer, part)))

    def _match(self, slot: SlotPlan, match: Match) -> None:
        """Find the customers who have facts that satisfy a condition together."""
        frame, _ = self.frames.open(match.variables, match.where, within=self.within)
        part = f"{slot.name}_facts"
        frame.query.columns = [aliased(column(CUSTOMER, frame.customer), CUSTOMER, slot.rules)]
        frame.query.distinct = True
        there = exp.Not(this=exp.Is(this=column(CUSTOMER, part), expression=exp.Null()))
        self.found.answers[slot.number] = Value(there, BOOL)
        self.found.others.append((part, frame.query.select()))
        self.found.joins.append((named((part,)), same_customer(part, self.anchor), "left"))

    def _per_customer(self, query: Query, owner: str, part: str) -> E:
        query.columns.insert(0, aliased(column(CUSTOMER, owner), CUSTOMER))
        query.group = [column(CUSTOMER, owner)]
        self.found.joins.append((named((part,)), same_customer(part, self.anchor), "left"))
        return query.select()

    def _value(self, scan: Scan, value: Node, scope: Scope) -> Value:
        if scan.op in ("exists", "count"):
            return Value(exp.Null(), UNKNOWN)
        return self.relations.expressions.value(value, scope)
