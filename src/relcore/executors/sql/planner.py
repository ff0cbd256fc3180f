"""From a program to a plan: every rule gives flags of customers or rows, in the first stage that can."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any

from relcore.executors.sql.catalog import Catalog
from relcore.executors.sql.columns import BOOL
from relcore.executors.sql.folding import Folding, flattened
from relcore.executors.sql.normal import (
    NO,
    Node,
    Normal,
    OfCustomer,
    PlainRule,
    Slot,
    all_parts,
    conjunction,
    fixed_fields,
    free,
    substituted,
)
from relcore.executors.sql.plan import ROW, Flag, Loop, Match, Plan, RowPlan, Scan, SlotPlan
from relcore.executors.sql.producers import Producer, Producers
from relcore.executors.sql.typed import aggregated, concluded_columns
from relcore.ir import Aggregate, Bind, Exists
from relcore.ledger import Row
from relcore.program import Program

# In a stage come the values of customers, then constant conclusions as rows, other rows, loops. What comes
# in a stage after it is needed is waited for until the next stage.
_SLOTS_WAIT_FOR = frozenset({"flag", "row", "loop"})
_ROWS_WAIT_FOR = frozenset({"row", "loop"})
_LOOPS_WAIT_FOR = frozenset({"loop"})

_KEPT_AT_MOST = 8
"""A rule that concludes something of a constant row becomes one rule for each such row, up to this many."""


def plan_program(program: Program, catalog: Catalog, as_of: date) -> Plan:
    """Plan a program for the tables of a catalogue and one day."""
    normal = Normal(program.values, as_of)
    producers = Producers.find(program, normal, frozenset(catalog.given))
    base = {name: table.columns for name, table in {**catalog.tables, **catalog.given}.items()}
    plan = Plan(catalog, producers, concluded_columns(producers, base, catalog.anchor))
    planner = _Planner(plan, normal)
    for rules, recursive in producers.strata:
        planner.add(rules, recursive)
    concluded = {row.fact for row in plan.rows} | {row.fact for loop in plan.loops for row in loop.rows}
    # Where a type has rows of both sorts, one place for all of them keeps each row single.
    plan.read_as_rows |= (concluded | set(catalog.given)) & {fact for fact, _ in plan.flags}
    _set_layers(plan)
    return plan


@dataclass
class _Planner:
    """Adds strata one after another; what a rule reads has been planned when the rule comes."""

    plan: Plan
    normal: Normal
    slots: dict[Any, SlotPlan] = field(default_factory=dict)
    ready: dict[tuple[str, int], list[tuple[str, int]]] = field(default_factory=dict)
    """How each conclusion of each rule comes about ("flag", "row" or "loop"), and in which stage."""
    loop: Loop | None = None
    rule: str = ""

    def __post_init__(self) -> None:
        self.folding = Folding(self.plan, self.normal, self._slot, self._flag_slot)

    def add(self, rules: list[PlainRule], recursive: bool) -> None:
        """Plan the rules of one stratum."""
        producers = [p for rule in rules for p in self._producers_of(rule)]
        if not recursive:
            for producer in producers:
                self._plan(producer)
            return
        facts = tuple(dict.fromkeys(producer.fact for producer in producers))
        self.loop = Loop(len(self.plan.loops), facts, tuple(rule.id for rule in rules))
        for producer in producers:
            self._plan(producer)
        planned: list[RowPlan | SlotPlan] = [*self.loop.rows, *self.loop.slots]
        nodes = (node for item in planned for node in item.nodes())
        self.loop.stage = self._stage(nodes, self._loop_reads(), _LOOPS_WAIT_FOR)
        for item in planned:
            item.stage = self.loop.stage
        for producer in producers:
            self.ready[producer.rule.id, producer.number] = [("loop", self.loop.stage)]
        self.plan.loops.append(self.loop)
        self.loop = None

    def _producers_of(self, rule: PlainRule) -> list[Producer]:
        facts = dict.fromkeys(fact for fact, _ in rule.heads)
        return [p for fact in facts for p in self.plan.producers.of[fact] if p.rule is rule]

    # --- one conclusion ------------------------------------------------------------------------

    def _plan(self, producer: Producer) -> None:
        self.rule = producer.rule.id
        made = self.ready.setdefault((producer.rule.id, producer.number), [])
        for binds, where, fields in self._instances(producer):
            wanted = frozenset().union(*(free(expr) for _, expr in fields)) if fields else frozenset()
            kept = [bind for bind in binds if bind.var in wanted]
            asked = [bind for bind in binds if bind.var not in wanted]
            env = {bind.var: bind.fact for bind in kept}
            conditions = self.folding.required([_nested(asked, where)], env)
            if NO in conditions:
                continue
            fields = tuple(
                (name, self.normal.folded(self.folding.folded(expr, env))) for name, expr in fields
            )
            single = Producer(producer.rule, producer.number, producer.fact, fields, producer.recursive)
            row = None if producer.recursive else single.row
            if row is not None and not kept:
                made.append(("flag", self._add_way(producer.fact, row, conjunction(conditions))))
            else:
                made.append(("row", self._add_row(producer, kept, conditions, fields)))

    def _instances(
        self, producer: Producer
    ) -> Iterator[tuple[list[Bind], list[Node], tuple[tuple[str, Node], ...]]]:
        """Replace variables that stand for a customer's only fact or for one of a few constant rows."""
        pending = [(list(producer.rule.binds), list[Bind](), list(producer.rule.where), producer.fields)]
        while pending:
            binds, rest, where, fields = pending.pop()
            if not binds:
                yield rest, where, fields
                continue
            bind, *binds = binds
            contents = self._contents(bind, where, fields)
            if contents is None:
                pending.append((binds, [*rest, bind], where, fields))
                continue
            for there, content in contents:
                change = partial(substituted, var=bind.var, content=content)
                pending.append(
                    (
                        binds,
                        rest,
                        [there, *(self.normal.folded(change(part)) for part in where)],
                        tuple((name, self.normal.folded(change(expr))) for name, expr in fields),
                    )
                )

    def _contents(self, bind: Bind, where: list[Node], fields: tuple[tuple[str, Node], ...]) -> Any:
        producers, fact = self.plan.producers, bind.fact
        if not producers.is_conclusion(fact):
            if self.plan.catalog.tables[fact].one_each:
                return [(self.plan.presence(fact), lambda name: OfCustomer(fact, name))]
            return None
        if not any(bind.var in free(expr) for _, expr in fields):
            return None
        rows = producers.alternatives(fact, fixed_fields(bind.var, where), _KEPT_AT_MOST)
        if rows is None:
            return None
        contents = [(self._flag_slot(fact, row), producers.content(fact, row)) for row in rows]
        return [(there, content.__getitem__) for there, content in contents]

    def _add_way(self, fact: str, row: Row, condition: Node) -> int:
        plan = self._flag(fact, row)
        assert isinstance(plan.definition, Flag)
        plan.definition.ways.append((self.rule, condition))
        plan.rules[self.rule] = None
        plan.stage = max(plan.stage, self._stage(all_parts(condition), (), _SLOTS_WAIT_FOR))
        return plan.stage

    def _add_row(
        self,
        producer: Producer,
        kept: list[Bind],
        conditions: list[Node],
        fields: tuple[tuple[str, Node], ...],
    ) -> int:
        variables, where = flattened(tuple((bind.var, bind.fact) for bind in kept), conditions)
        row = RowPlan(producer.rule.id, producer.fact, variables, where, fields)
        self._note_reads(variables, row.nodes(), where)
        if self.loop is not None:
            self.loop.rows.append(row)
            return 0
        row.stage = self._stage(row.nodes(), _tables_read(variables, where, row.nodes()), _ROWS_WAIT_FOR)
        self.plan.rows.append(row)
        return row.stage

    # --- slots ---------------------------------------------------------------------------------

    def _flag_slot(self, fact: str, row: Row) -> Slot:
        plan = self._flag(fact, row)
        plan.rules[self.rule] = None
        return Slot(plan.number)

    def _flag(self, fact: str, row: Row) -> SlotPlan:
        plan = self.plan.flags.get((fact, row))
        if plan is None:
            plan = self._new_slot(BOOL.maybe(), Flag(fact, row))
            self.plan.flags[fact, row] = plan
            self.plan.slots[plan.number] = plan
        return plan

    def _slot(self, definition: Scan | Match) -> Slot:
        grows = self._grows(definition)
        key = definition, self.loop.number if grows and self.loop else None
        plan = self.slots.get(key)
        if plan is None:
            plan = self._new_slot(BOOL if isinstance(definition, Match) else BOOL.maybe(), definition)
            if isinstance(definition, Scan):
                column = self.plan.typed.of(definition.value, {ROW: definition.fact})
                if definition.op != "exists":
                    plan.column = self.plan.typed.slots[plan.number] = aggregated(definition.op, column)
            self.slots[key] = plan
            variables = definition.variables if isinstance(definition, Match) else ((ROW, definition.fact),)
            self._note_reads(variables, plan.nodes(), definition.where)
            if grows and self.loop:
                plan.loop = self.loop.number
                self.loop.slots.append(plan)
            else:
                read = _tables_read(variables, definition.where, plan.nodes())
                plan.stage = self._stage(plan.nodes(), read, _SLOTS_WAIT_FOR)
            self.plan.slots[plan.number] = plan
        plan.rules[self.rule] = None
        return Slot(plan.number)

    def _new_slot(self, column: Any, definition: Any) -> SlotPlan:
        plan = SlotPlan(len(self.plan.slots), column, definition)
        self.plan.typed.slots[plan.number] = column
        return plan

    def _grows(self, definition: Scan | Match) -> bool:
        """Whether the present loop adds to what the definition reads."""
        if self.loop is None:
            return False
        variables = definition.variables if isinstance(definition, Match) else ((ROW, definition.fact),)
        nodes = [
            *all_parts(definition.where),
            *(all_parts(definition.value) if isinstance(definition, Scan) else ()),
        ]
        read = {fact for _, fact in variables}
        read |= {node.fact for node in nodes if isinstance(node, (Exists, Aggregate))}
        inner = {node.number for node in nodes if isinstance(node, Slot)}
        return bool(read & set(self.loop.facts)) or any(slot.number in inner for slot in self.loop.slots)

    # --- stages --------------------------------------------------------------------------------

    def _stage(
        self, nodes: Iterable[Node], read: Iterable[tuple[str, str, Node]], waits_for: frozenset[str]
    ) -> int:
        """Give the first stage in which all named slots and all rows that are read are there."""
        inside = {slot.number for slot in self.loop.slots} if self.loop else set()
        stages = [slot.stage for slot in self.plan.slots_in(nodes) if slot.number not in inside]
        for fact, var, where in read:
            if self.plan.producers.is_conclusion(fact):
                for producer in self.plan.producers.feeding(fact, fixed_fields(var, [where])):
                    for kind, stage in self.ready.get((producer.rule.id, producer.number), ()):
                        stages.append(stage + (kind in waits_for))
        return max(stages, default=0)

    def _loop_reads(self) -> Iterator[tuple[str, str, Node]]:
        assert self.loop is not None
        for row in self.loop.rows:
            yield from _tables_read(row.variables, row.where, row.nodes())
        for slot in self.loop.slots:
            definition = slot.definition
            assert not isinstance(definition, Flag)
            variables = definition.variables if isinstance(definition, Match) else ((ROW, definition.fact),)
            yield from _tables_read(variables, definition.where, slot.nodes())

    def _note_reads(self, variables: tuple[tuple[str, str], ...], nodes: Iterator[Node], where: Node) -> None:
        for fact, _, _ in _tables_read(variables, where, nodes):
            if self.plan.producers.is_conclusion(fact):
                self.plan.read_as_rows.add(fact)


def _tables_read(
    variables: tuple[tuple[str, str], ...], where: Node, nodes: Iterator[Node]
) -> Iterator[tuple[str, str, Node]]:
    """Give the types that are read row by row, each with its variable and the condition on it."""
    for var, fact in variables:
        yield fact, var, where
    for node in nodes:
        if isinstance(node, (Exists, Aggregate)):
            yield node.fact, node.var, node.where


def _nested(binds: list[Bind], where: list[Node]) -> Node:
    """Turn parameters that no conclusion names into existence tests, conditions as far out as can be."""
    if not binds:
        return conjunction(where)
    bind, *rest = binds
    later = {other.var for other in rest}
    inner = [part for part in where if free(part) & later]
    outer = [part for part in where if not free(part) & later]
    return Exists(bind.var, bind.fact, conjunction((*outer, _nested(rest, inner))))


def _set_layers(plan: Plan) -> None:
    """Number the slots of each stage so that each comes after those it names."""
    depth: dict[int, int] = {}

    def layer(slot: SlotPlan) -> int:
        if slot.number not in depth:
            depth[slot.number] = 0
            below = [layer(other) + 1 for other in plan.slots_in(slot.nodes()) if other.stage == slot.stage]
            depth[slot.number] = max(below, default=0)
        return depth[slot.number]

    for slot in plan.slots.values():
        slot.layer = layer(slot)
