"""The statements that run a plan, in order; readable, with the rules that each serves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sqlglot import exp

from relcore.executors.sql.build import Query, aliased, column, except_, named, subquery, union
from relcore.executors.sql.catalog import CUSTOMER
from relcore.executors.sql.customers import Customers
from relcore.executors.sql.dialects import Dialect, E
from relcore.executors.sql.expressions import Value
from relcore.executors.sql.frames import Frames
from relcore.executors.sql.plan import Flag, Loop, Plan, RowPlan, SlotPlan
from relcore.executors.sql.relations import Relations
from relcore.ir import Const


@dataclass(frozen=True)
class Create:
    """Make a table of what a statement gives."""

    table: str
    select: E
    rules: tuple[str, ...] = ()


@dataclass(frozen=True)
class Repeat:
    """Make tables again and again, adding the new rows to those found, until there is none.

    `grows` names the tables that gather rows, each with the table of new ones.
    """

    steps: tuple[Create, ...]
    grows: tuple[tuple[str, str], ...]
    rules: tuple[str, ...] = ()


Step = Create | Repeat


@dataclass
class Steps:
    """Writes the steps of a plan; afterwards `relations.parts` says where the rows of each conclusion are."""

    plan: Plan
    dialect: Dialect
    flags: list[tuple[str, list[SlotPlan]]] = field(default_factory=list)
    """Tables that hold flags of constant conclusions, and the flags."""
    constant_parts: set[str] = field(default_factory=set)
    """Tables whose rows are told by flags as well."""

    def __post_init__(self) -> None:
        self.relations = Relations(self.plan, self.dialect)
        self.frames = Frames(self.relations)
        self.customers = Customers(self.relations, self.frames)

    def steps(self) -> Iterator[Step]:
        """Give every step, in order."""
        for fact in self.plan.catalog.given:
            yield self._given(fact)
        for stage in range(self.plan.last_stage + 1):
            slots = [s for s in self.plan.slots.values() if s.stage == stage and s.loop is None]
            if slots:
                yield self._customers(f"customer_{stage}", slots)
                yield from self._constant_rows(stage, slots)
            facts: dict[str, list[RowPlan]] = {}
            for row in self.plan.rows:
                if row.stage == stage:
                    facts.setdefault(row.fact, []).append(row)
            # What is concluded in one stage is read in the next: none of these sees another's rows.
            made = {fact: self._rows(f"{fact}_{stage}", fact, rows) for fact, rows in facts.items()}
            yield from made.values()
            for fact, step in made.items():
                self.relations.parts.setdefault(fact, []).append(step.table)
            for loop in self.plan.loops:
                if loop.stage == stage:
                    yield from self._loop(loop)

    # --- values of customers -------------------------------------------------------------------

    def _customers(self, table: str, slots: Sequence[SlotPlan]) -> Create:
        used = self._used_elsewhere(slots)
        wanted = [s for s in slots if isinstance(s.definition, Flag) or s.number in used]
        flags = [s for s in wanted if isinstance(s.definition, Flag)]
        if flags:
            self.flags.append((table, flags))
        rules = dict.fromkeys(rule for slot in slots for rule in slot.rules)
        return Create(table, self.customers.statement(slots, wanted), tuple(rules))

    def _used_elsewhere(self, slots: Sequence[SlotPlan]) -> set[int]:
        own = {slot.number for slot in slots}
        others: list[SlotPlan | RowPlan] = [s for s in self.plan.slots.values() if s.number not in own]
        others += [*self.plan.rows, *(row for loop in self.plan.loops for row in loop.rows)]
        return {slot.number for item in others for slot in self.plan.slots_in(item.nodes())} & own

    def _constant_rows(self, stage: int, slots: Sequence[SlotPlan]) -> Iterator[Create]:
        """Put constant conclusions where rules read them as rows."""
        by_fact: dict[str, list[SlotPlan]] = {}
        for slot in slots:
            if isinstance(slot.definition, Flag) and slot.definition.fact in self.plan.read_as_rows:
                by_fact.setdefault(slot.definition.fact, []).append(slot)
        for fact, flags in by_fact.items():
            selects = [self._constant_row(slot) for slot in flags]
            table = f"{fact}_constant_{stage}"
            self.constant_parts.add(table)
            yield Create(table, self._new_rows(fact, selects, known_distinct=True))
            self.relations.parts.setdefault(fact, []).append(table)

    def _constant_row(self, slot: SlotPlan) -> exp.Select:
        assert isinstance(slot.definition, Flag)
        fact, row = slot.definition.fact, slot.definition.row
        columns: list[E] = [column(CUSTOMER, slot.table)]
        for (name, kind), value in zip(self.plan.typed.facts[fact].items(), row, strict=True):
            literal = self.relations.expressions.value(Const(value), lambda _: None)
            columns.append(aliased(self.relations.expressions.cast(literal, kind), name))
        query = Query(
            self.relations.work(slot.table, slot.table), columns, where=[column(slot.name, slot.table)]
        )
        return query.select()

    # --- rows ----------------------------------------------------------------------------------

    def _given(self, fact: str) -> Create:
        """Take the conclusions that came in as facts, each once."""
        table = self.plan.catalog.given[fact]
        columns: list[E] = [column(CUSTOMER, "t")]
        for name, kind in self.plan.typed.facts[fact].items():
            columns.append(
                aliased(self.relations.expressions.cast(Value(column(name, "t"), kind), kind), name)
            )
        query = Query(named(table.path, "t"), columns, distinct=True)
        self.relations.parts[fact] = [f"{fact}_given"]
        return Create(f"{fact}_given", query.select())

    def _rows(self, table: str, fact: str, rows: Sequence[RowPlan]) -> Create:
        selects = [self._row(row) for row in rows]
        rules = dict.fromkeys(row.rule for row in rows)
        return Create(table, self._new_rows(fact, selects), tuple(rules))

    def _row(self, row: RowPlan) -> exp.Select:
        expressions = self.relations.expressions
        frame, outputs = self.frames.open(row.variables, row.where, [expr for _, expr in row.fields])
        kinds = self.plan.typed.facts[row.fact]
        columns: list[E] = [aliased(column(CUSTOMER, frame.customer), CUSTOMER)]
        for (name, _), node in zip(row.fields, outputs, strict=True):
            value = expressions.value(node, frame.scope)
            columns.append(aliased(expressions.cast(value, kinds[name]), name))
        frame.query.columns = columns
        frame.query.rules = (row.rule,)
        return frame.query.select()

    def _new_rows(self, fact: str, selects: Sequence[exp.Select], *, known_distinct: bool = False) -> E:
        """Give rows that no table holds yet, each once."""
        whole = union(selects)
        if self.relations.parts.get(fact):
            return except_(whole, self.relations.all_rows(fact))
        if known_distinct:
            return whole
        if len(selects) == 1:
            return selects[0].distinct(copy=False)
        return Query(subquery(whole, "t"), [exp.Star()], distinct=True).select()

    # --- loops ---------------------------------------------------------------------------------

    def _loop(self, loop: Loop) -> Iterator[Step]:
        facts = list(dict.fromkeys(row.fact for row in loop.rows))
        grows = []
        for fact in facts:
            table = f"{fact}_loop_{loop.number}"
            empty = Query(subquery(self.relations.all_rows(fact), "t"), [exp.Star()], where=[exp.false()])
            yield Create(table, empty.select())
            grows.append((table, f"{fact}_new_{loop.number}"))
        for fact, (table, _) in zip(facts, grows, strict=True):
            self.relations.parts.setdefault(fact, []).append(table)
        steps = []
        if loop.slots:
            steps.append(
                Create(
                    f"customer_loop_{loop.number}",
                    self.customers.statement(loop.slots, loop.slots),
                    loop.rules,
                )
            )
        for fact, (_, new) in zip(facts, grows, strict=True):
            rows = [row for row in loop.rows if row.fact == fact]
            steps.append(self._rows(new, fact, rows))
        yield Repeat(tuple(steps), tuple(grows), loop.rules)
