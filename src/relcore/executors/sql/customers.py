"""One statement for everything that is one value for each customer: facts are grouped once for many rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlglot import exp

from relcore.executors.sql.aggregates import aggregate, answer
from relcore.executors.sql.build import Join, Query, aliased, column, named, same_customer, subquery
from relcore.executors.sql.catalog import CUSTOMER
from relcore.executors.sql.columns import BOOL, UNKNOWN
from relcore.executors.sql.dialects import E
from relcore.executors.sql.expressions import Scope, Value
from relcore.executors.sql.frames import Frames
from relcore.executors.sql.normal import (
    YES,
    IsTrue,
    Node,
    disjunction,
    inner_tests,
)
from relcore.executors.sql.plan import ROW, Flag, Match, Scan, SlotPlan
from relcore.executors.sql.relations import Around, Relations
from relcore.ir import Field


@dataclass
class Customers:
    """Writes the statement for the slots of one stage."""

    relations: Relations
    frames: Frames
    _within: dict[int, str] = field(default_factory=dict)
    """Slots written so far, and the part of the statement that holds them."""

    def statement(self, slots: Sequence[SlotPlan], wanted: Sequence[SlotPlan]) -> exp.Select:
        """Compute slots, layer by layer, and give a row with the wanted ones for each customer."""
        self._within = {}
        ctes: list[tuple[str, E]] = []
        before = ""
        for number in sorted({slot.layer for slot in slots}):
            layer = [slot for slot in slots if slot.layer == number]
            name = f"layer_{number}"
            ctes.append((name, self._layer(layer, before)))
            self._within |= dict.fromkeys((slot.number for slot in self._held(slots, number)), name)
            before = name
        columns: list[E] = [column(CUSTOMER), *(column(slot.name) for slot in wanted)]
        return Query(named((before,)), columns, ctes=ctes).select()

    def _held(self, slots: Sequence[SlotPlan], layer: int) -> list[SlotPlan]:
        return [slot for slot in slots if slot.layer <= layer]

    def _layer(self, layer: Sequence[SlotPlan], before: str) -> exp.Select:
        """Add the slots of a layer to those of the layers before."""
        relations = self.relations
        anchor = before or "who"
        around = Around(relations, anchor, self._within)
        source = named((before,)) if before else relations.work("customers", anchor)
        query = Query(source, late=around.joins)
        query.columns.append(exp.Column(this=exp.Star(), table=exp.to_identifier(anchor, quoted=True)))
        answers = self._answers(layer, anchor, query)
        for slot in layer:
            if isinstance(slot.definition, Flag):
                ways = [IsTrue(condition) for _, condition in slot.definition.ways]
                found = relations.expressions.value(disjunction(ways), around)
            else:
                found = answers[slot.number]
            query.columns.append(aliased(found.sql, slot.name, slot.rules))
        return query.select()

    # --- tests and aggregates ------------------------------------------------------------------

    def _answers(self, layer: Sequence[SlotPlan], anchor: str, query: Query) -> dict[int, Value]:
        """Join what has to be looked up in tables of facts, and say how the answers read."""
        answers: dict[int, Value] = {}
        together: dict[str, list[SlotPlan]] = {}
        for slot in layer:
            match slot.definition:
                case Scan(_, fact, where, value) if not [*inner_tests(where), *inner_tests(value)]:
                    together.setdefault(fact, []).append(slot)
                case Scan():
                    query.joins.append(self._nested(slot, slot.definition, anchor, answers))
                case Match():
                    query.joins.append(self._match(slot, slot.definition, anchor, answers))
        for fact, scans in together.items():
            query.joins.append(self._grouped(fact, scans, anchor, answers))
        return answers

    def _grouped(self, fact: str, slots: Sequence[SlotPlan], anchor: str, answers: dict[int, Value]) -> Join:
        """Answer every question about the facts of one type in one pass over them."""
        relations = self.relations
        company = relations.is_company(fact)
        owner = "who" if company else ROW
        around = Around(relations, owner, self._within)

        def scope(node: Node) -> Value | None:
            if isinstance(node, Field) and node.var == ROW:
                return relations.field(fact, node.name, ROW)
            return around(node)

        alias = f"{fact}_facts".lower()
        columns: list[E] = []
        for slot in slots:
            scan = slot.definition
            assert isinstance(scan, Scan)
            condition = None if scan.where == YES else relations.expressions.condition(scan.where, scope)
            value = self._value(scan, scope)
            columns.append(aliased(aggregate(scan.op, condition, value, relations.dialect), slot.name))
            found = column(slot.name, alias)
            answers[slot.number] = answer(scan.op, found, value.column, relations.expressions)
        query = Query(relations.rows(fact, ROW), columns, late=around.joins)
        if company and not around.is_asked:
            return subquery(query.select(), alias), None, ""
        if company:
            query.source = relations.work("customers", owner)
            query.join(relations.rows(fact, ROW), None)
        return self._per_customer(query, owner, alias, anchor)

    def _nested(self, slot: SlotPlan, scan: Scan, anchor: str, answers: dict[int, Value]) -> Join:
        """Answer a question about facts that asks about other facts for each of them."""
        expressions = self.relations.expressions
        frame, (item,) = self.frames.open(
            [(ROW, scan.fact)], scan.where, [scan.value], within=self._within, keys=True
        )
        value = (
            Value(exp.Null(), UNKNOWN)
            if scan.op in ("exists", "count")
            else expressions.value(item, frame.scope)
        )
        alias = f"{slot.name}_facts"
        frame.query.columns = [aliased(aggregate(scan.op, None, value, expressions.dialect), slot.name)]
        answers[slot.number] = answer(scan.op, column(slot.name, alias), value.column, expressions)
        return self._per_customer(frame.query, frame.customer, alias, anchor)

    def _match(self, slot: SlotPlan, match: Match, anchor: str, answers: dict[int, Value]) -> Join:
        """Find the customers who have facts that satisfy a condition together."""
        frame, _ = self.frames.open(match.variables, match.where, within=self._within)
        alias = f"{slot.name}_facts"
        frame.query.columns = [aliased(column(CUSTOMER, frame.customer), CUSTOMER)]
        frame.query.distinct = True
        there = exp.Not(this=exp.Is(this=column(CUSTOMER, alias), expression=exp.Null()))
        answers[slot.number] = Value(there, BOOL)
        return subquery(frame.query.select(), alias), same_customer(alias, anchor), "left"

    def _per_customer(self, query: Query, owner: str, alias: str, anchor: str) -> Join:
        query.columns.insert(0, aliased(column(CUSTOMER, owner), CUSTOMER))
        query.group = [column(CUSTOMER, owner)]
        return subquery(query.select(), alias), same_customer(alias, anchor), "left"

    def _value(self, scan: Scan, scope: Scope) -> Value:
        if scan.op in ("exists", "count"):
            return Value(exp.Null(), UNKNOWN)
        return self.relations.expressions.value(scan.value, scope)
