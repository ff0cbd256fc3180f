"""The statements that run a plan, in order; readable, with the rules that each serves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from sqlglot import exp

from relcore.executors.sql.build import Query, aliased, column, except_, named, subquery, union, values
from relcore.executors.sql.catalog import CUSTOMER
from relcore.executors.sql.columns import Column
from relcore.executors.sql.customers import Customers
from relcore.executors.sql.dialects import Dialect, E, inlined, number
from relcore.executors.sql.expressions import Value
from relcore.executors.sql.frames import Frames
from relcore.executors.sql.packing import shares
from relcore.executors.sql.plan import Flag, Loop, Plan, RowPlan, SlotPlan
from relcore.executors.sql.relations import Relations
from relcore.ir import Const, Kind

HEAD = "head"
"""Column with the number of a constant conclusion."""
_WEIGHT = "_weight"
_FEW_FLAGS = 100
"""Flags of which each is read in a scan of its own; to plan more scans takes longer than to list flags."""


@dataclass(frozen=True)
class Create:
    """Make a table, or a view, of what a statement gives."""

    name: str
    table: exp.Table
    select: E
    rules: tuple[str, ...] = ()
    kind: str = "TABLE"

    @property
    def statement(self) -> exp.Create:
        """The statement that does it."""
        return exp.Create(this=self.table, kind=self.kind, expression=self.select)


@dataclass(frozen=True)
class Repeat:
    """Make tables again and again, adding the new rows to those found, until there is none.

    `grows` holds the tables that gather rows, each with the table of new ones.
    """

    steps: tuple[Create, ...]
    grows: tuple[tuple[exp.Table, exp.Table], ...]
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
            yield from self._values(stage, slots)
            facts: dict[str, list[RowPlan]] = {}
            for row in self.plan.rows:
                if row.stage == stage:
                    facts.setdefault(row.fact, []).append(row)
            # What is concluded in one stage is read in the next: none of these sees another's rows.
            made = {fact: self._rows(f"{fact}_{stage}", fact, rows) for fact, rows in facts.items()}
            yield from made.values()
            for fact, step in made.items():
                self._add_part(fact, step)
            for loop in self.plan.loops:
                if loop.stage == stage:
                    yield from self._loop(loop)
        yield from self._conclusions()

    def _create(self, name: str, select: E, rules: Sequence[str] = (), kind: str = "TABLE") -> Create:
        return Create(name, self.relations.work(name), select, tuple(rules), kind)

    def _add_part(self, fact: str, step: Create) -> None:
        self.relations.parts.setdefault(fact, []).append(step.name)

    # --- values of customers -------------------------------------------------------------------

    def _values(self, stage: int, slots: Sequence[SlotPlan]) -> Iterator[Create]:
        """Compute the values of a stage; the first statement also finds out who the customers are."""
        listed = stage > 0 or self.plan.catalog.anchor
        everyone = None if listed else self.plan.catalog.everyone
        if not slots:
            if everyone is not None:
                yield self._create("customers", self.customers.all_customers(everyone))
            return
        wanted = self._needed(slots)
        flags = [slot for slot in wanted if isinstance(slot.definition, Flag)]
        name = f"customer_{stage}"
        if flags:
            self.flags.append((name, flags))
        rules = dict.fromkeys(rule for slot in slots for rule in slot.rules)
        yield self._create(name, self.customers.statement(slots, wanted, everyone), tuple(rules))
        if everyone is not None:
            yield self._create(
                "customers", Query(self.relations.work(name), [column(CUSTOMER)]).select(), kind="VIEW"
            )
        yield from self._constant_rows(stage, flags)

    def _needed(self, slots: Sequence[SlotPlan]) -> list[SlotPlan]:
        """Give the slots that are conclusions or are read by another statement."""
        own = {slot.number for slot in slots}
        others: list[SlotPlan | RowPlan] = [s for s in self.plan.slots.values() if s.number not in own]
        others += [*self.plan.rows, *(row for loop in self.plan.loops for row in loop.rows)]
        used = {slot.number for item in others for slot in self.plan.slots_in(item.nodes())}
        return [slot for slot in slots if isinstance(slot.definition, Flag) or slot.number in used]

    def _constant_rows(self, stage: int, flags: Sequence[SlotPlan]) -> Iterator[Create]:
        """Put constant conclusions where rules read them as rows."""
        by_fact: dict[str, list[SlotPlan]] = {}
        for slot in flags:
            if isinstance(slot.definition, Flag) and slot.definition.fact in self.plan.read_as_rows:
                by_fact.setdefault(slot.definition.fact, []).append(slot)
        for fact, own in by_fact.items():
            step = self._create(
                f"{fact}_constant_{stage}", self._new_rows(fact, [self._expanded(fact, own)], True)
            )
            self.constant_parts.add(step.name)
            yield step
            self._add_part(fact, step)

    def _expanded(self, fact: str, flags: Sequence[SlotPlan]) -> E:
        """Give the rows of flags; in most databases nothing is faster than one scan for each flag."""
        kinds = self._columns(fact)
        cells: dict[int, list[exp.Alias]] = {}
        for slot in flags:
            assert isinstance(slot.definition, Flag)
            values = zip(kinds.items(), self._content(fact, slot.definition.row), strict=True)
            cells[slot.number] = [aliased(self._cell(value, kind), name) for (name, kind), value in values]
        if self.dialect.packs:
            return self._where_bits(flags, cells)
        if not self.dialect.inlines:
            return union(self._where_set(slot, cells[slot.number]) for slot in flags)
        by_table: dict[str, list[tuple[E, Sequence[exp.Alias]]]] = {}
        for slot in flags:
            by_table.setdefault(slot.table, []).append((self.relations.stored(slot), cells[slot.number]))
        selects = [
            Query(self.relations.work(table), [column(CUSTOMER), inlined(rows)]).select()
            for table, rows in by_table.items()
        ]
        return self.dialect.gathered(union(selects)) if len(selects) > 1 else selects[0]

    @cached_property
    def numbers(self) -> str:
        """A query for a row with customer and number for each flag that is set."""
        return union(self._numbers(flags) for _, flags in self.flags).sql(self.dialect.name)

    def _numbers(self, flags: Sequence[SlotPlan]) -> E:
        if self.dialect.packs:
            return self._where_bits(flags, {s.number: [aliased(number(s.number), HEAD)] for s in flags})
        if len(flags) <= _FEW_FLAGS and not self.dialect.inlines:
            return union(self._where_set(slot, [aliased(number(slot.number), HEAD)]) for slot in flags)
        by_table: dict[str, list[tuple[int, E]]] = {}
        for slot in flags:
            by_table.setdefault(slot.table, []).append((slot.number, self.relations.stored(slot)))
        selects = []
        for table, numbered in by_table.items():
            heads = aliased(self.dialect.each(self.dialect.list_of_numbers(numbered)), HEAD)
            selects.append(Query(self.relations.work(table), [column(CUSTOMER), heads]).select())
        return union(selects)

    def _where_set(self, slot: SlotPlan, cells: Sequence[E]) -> exp.Select:
        table = self.relations.work(slot.table)
        return Query(table, [column(CUSTOMER), *cells], where=[self.relations.stored(slot)]).select()

    def _where_bits(self, flags: Sequence[SlotPlan], cells: Mapping[int, Sequence[exp.Alias]]) -> E:
        """Give the cells of each flag that is set: one scan for the flags that share a column."""
        together: dict[tuple[str, str], list[SlotPlan]] = {}
        for slot in flags:
            together.setdefault((slot.table, self.relations.bits[slot.number].column), []).append(slot)
        selects = []
        for (table, _), slots in together.items():
            bits = [self.relations.bits[slot.number] for slot in slots]
            names = [cell.alias for cell in cells[slots[0].number]]
            rows = [
                [number(bit.weight), *(cell.this for cell in cells[slot.number])]
                for slot, bit in zip(slots, bits, strict=True)
            ]
            columns: list[E] = [column(CUSTOMER, "c"), *(column(name, "f") for name in names)]
            test = shares(column(bits[0].column, "c"), column(_WEIGHT, "f"))
            query = Query(self.relations.work(table, "c"), columns, where=[test])
            query.join(values(rows, "f", [_WEIGHT, *names]), None)
            selects.append(query.select())
        return union(selects)

    def _content(self, fact: str, row: Sequence[object]) -> list[object]:
        kinds = self.plan.typed.facts[fact].values()
        return [value for value, kind in zip(row, kinds, strict=True) if kind.kind is not Kind.OPAQUE]

    def _columns(self, fact: str) -> dict[str, Column]:
        """Give the columns of a conclusion that a database can hold."""
        found = self.plan.typed.facts[fact]
        return {name: kind for name, kind in found.items() if kind.kind is not Kind.OPAQUE}

    def _cell(self, value: object, kind: Column) -> E:
        literal = self.relations.expressions.value(Const(value), lambda _: None)  # type: ignore[arg-type]
        return self.relations.expressions.cast(literal, kind)

    # --- rows ----------------------------------------------------------------------------------

    def _given(self, fact: str) -> Create:
        """Take the conclusions that came in as facts, each once."""
        table = self.plan.catalog.given[fact]
        columns: list[E] = [column(CUSTOMER, "t")]
        for name, kind in self.plan.typed.facts[fact].items():
            value = Value(column(name, "t"), kind)
            columns.append(aliased(self.relations.expressions.cast(value, kind), name))
        step = self._create(f"{fact}_given", Query(named(table.path, "t"), columns, distinct=True).select())
        self._add_part(fact, step)
        return step

    def _rows(self, name: str, fact: str, rows: Sequence[RowPlan]) -> Create:
        selects = [self._row(row) for row in rows]
        rules = dict.fromkeys(row.rule for row in rows)
        return self._create(name, self._new_rows(fact, selects), tuple(rules))

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

    def _new_rows(self, fact: str, selects: Sequence[E], known_distinct: bool = False) -> E:
        """Give rows that no table holds yet, each once."""
        whole = self.dialect.gathered(union(selects)) if len(selects) > 1 else selects[0]
        if self.relations.parts.get(fact):
            return except_(whole, self.relations.all_rows(fact))
        if known_distinct:
            return whole
        if len(selects) == 1 and isinstance(whole, exp.Select):
            return whole.distinct(copy=False)
        return Query(subquery(whole, "t"), [exp.Star()], distinct=True).select()

    # --- loops ---------------------------------------------------------------------------------

    def _loop(self, loop: Loop) -> Iterator[Step]:
        facts = list(dict.fromkeys(row.fact for row in loop.rows))
        gathered: list[Create] = []
        for fact in facts:
            source = subquery(self.relations.all_rows(fact), "t")
            empty = Query(source, [exp.Star()], where=[exp.false()]).select()
            gathered.append(self._create(f"{fact}_loop_{loop.number}", empty))
        yield from gathered
        for fact, step in zip(facts, gathered, strict=True):
            self._add_part(fact, step)
        steps = []
        if loop.slots:
            select = self.customers.statement(loop.slots, loop.slots)
            steps.append(self._create(f"customer_loop_{loop.number}", select, loop.rules))
        new = [
            self._rows(f"{fact}_new_{loop.number}", fact, [row for row in loop.rows if row.fact == fact])
            for fact in facts
        ]
        grows = tuple((step.table, fresh.table) for step, fresh in zip(gathered, new, strict=True))
        yield Repeat((*steps, *new), grows, loop.rules)

    # --- what comes out ------------------------------------------------------------------------

    def _conclusions(self) -> Iterator[Create]:
        """Name the rows of each conclusion after its type."""
        for fact in self.plan.typed.facts:
            if not self.plan.producers.is_conclusion(fact):
                continue
            flags = [slot for (kind, _), slot in self.plan.flags.items() if kind == fact]
            if flags and fact not in self.relations.parts:
                select = self._expanded(fact, flags)
            else:
                select = self.relations.all_rows(fact)
            table = self.relations.conclusions(fact)
            yield Create(fact, table, select, kind="VIEW")
