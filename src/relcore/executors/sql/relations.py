"""Which tables hold what a statement reads: facts, rows of conclusions, values of customers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from sqlglot import exp

from relcore.executors.sql.build import Join, Query, aliased, column, named, same_customer, subquery, union
from relcore.executors.sql.catalog import CUSTOMER
from relcore.executors.sql.columns import BOOL, TEXT, Column
from relcore.executors.sql.dialects import Dialect, E
from relcore.executors.sql.expressions import Expressions, Value
from relcore.executors.sql.normal import HasFact, Node, OfCustomer, Slot
from relcore.executors.sql.packing import Bit
from relcore.executors.sql.plan import Plan, SlotPlan


@dataclass
class Relations:
    """Knows the names of all tables, and which of them hold the rows of a conclusion by now."""

    plan: Plan
    dialect: Dialect
    parts: dict[str, list[str]] = field(default_factory=dict)
    """Working tables with the rows of each conclusion."""
    bits: dict[int, Bit] = field(default_factory=dict)
    """Where flags are kept that have no column of their own, by the number of the slot."""
    everyone: str = ""
    """Name of the part of the present statement that lists all customers, until there is a table of them."""

    def __post_init__(self) -> None:
        self.expressions = Expressions(self.dialect)

    def work(self, name: str, alias: str = "") -> exp.Table:
        """Name a working table."""
        schema = self.dialect.schema
        return named((schema, f"_{name}") if schema else (f"relcore_{name}",), alias)

    def conclusions(self, fact: str) -> exp.Table:
        """Name what holds all rows of a conclusion at the end."""
        schema = self.dialect.schema
        return named((schema, fact) if schema else (f"relcore_{fact}",))

    def customers(self, alias: str = "") -> exp.Table:
        """Name what lists all customers: the table of the facts that each has, or one made for it."""
        if anchor := self.plan.catalog.anchor:
            return named(self.plan.catalog.tables[anchor].path, alias)
        return named((self.everyone,), alias) if self.everyone else self.work("customers", alias)

    def stored(self, slot: SlotPlan, alias: str = "") -> E:
        """Read a value of a customer from the table that holds it."""
        bit = self.bits.get(slot.number)
        return column(slot.name, alias) if bit is None else bit.is_set(alias)

    def rows(self, fact: str, alias: str) -> E:
        """Give the table of facts, or all rows of a conclusion that are there by now."""
        if not self.plan.producers.is_conclusion(fact):
            return named(self.plan.catalog.tables[fact].path, alias)
        parts = self.parts.get(fact, [])
        if len(parts) == 1:
            return self.work(parts[0], alias)
        return subquery(self.all_rows(fact), alias)

    def all_rows(self, fact: str) -> E:
        """Give a statement with all rows of a conclusion that are there by now."""
        names = (CUSTOMER, *self.plan.producers.program.types[fact].columns)
        parts = self.parts.get(fact, [])
        if parts:
            selects = [Query(self.work(p), [column(name) for name in names]).select() for p in parts]
            return self.dialect.gathered(union(selects)) if len(selects) > 1 else selects[0]
        # Nothing concluded it: no row, but with the customers' type of id, which only a table tells.
        paths = self.plan.catalog.everyone.values()
        source = next((named(path) for path in paths), self.customers())
        kinds = self.plan.typed.facts[fact]
        columns: list[E] = [column(CUSTOMER)]
        columns += [aliased(self.dialect.literal(None, kinds[name]), name) for name in names[1:]]
        return Query(source, columns, where=[exp.false()]).select()

    def is_company(self, fact: str) -> bool:
        """Say whether facts of the type are shared by all customers."""
        table = self.plan.catalog.tables.get(fact)
        return table is not None and table.company

    def key(self, fact: str) -> tuple[str, ...]:
        """Give the columns that tell the rows of one customer apart."""
        if self.plan.producers.is_conclusion(fact):
            return self.plan.producers.program.types[fact].columns
        table = self.plan.catalog.tables[fact]
        return (table.key,) if table.key else tuple(table.columns)

    def field(self, fact: str, name: str, alias: str) -> Value:
        """Read a field of a fact from the table that has it."""
        if name == CUSTOMER:
            return Value(exp.Cast(this=column(name, alias), to=self.dialect.text()), TEXT)
        # Only the column that tells rows apart may be one that no rule reads.
        return Value(column(name, alias), self.plan.typed.facts[fact].get(name, TEXT))


@dataclass
class Around:
    """What is known of a customer beside the rows at hand; joins what is asked for, and nothing else."""

    relations: Relations
    owner: str
    """Alias of the table whose customer counts."""
    lists_customers: bool = False
    """Whether this table is the one that lists all customers."""
    within: Mapping[int, str] = field(default_factory=dict)
    """Slots that an earlier part of the statement holds, and its name."""
    carried: Mapping[Node, tuple[str, Column]] = field(default_factory=dict)
    """What the table at hand holds of the customer's facts: columns and what they hold."""
    inner: dict[str, None] = field(default_factory=dict)
    is_asked: bool = False
    """Whether anything of the customer was asked for."""
    facts: dict[str, None] = field(default_factory=dict)
    tables: dict[str, None] = field(default_factory=dict)

    def __call__(self, node: Node) -> Value | None:
        """Give what is known of the customer."""
        found = self._read(node)
        self.is_asked = self.is_asked or found is not None
        return found

    def _read(self, node: Node) -> Value | None:
        plan = self.relations.plan
        if node in self.carried:
            name, kind = self.carried[node]
            return Value(column(name, self.owner), kind)
        match node:
            case OfCustomer(fact, name):
                always = fact == plan.catalog.anchor
                if always and self.lists_customers:
                    return self.relations.field(fact, name, self.owner)
                self.facts[fact] = None
                found = self.relations.field(fact, name, f"of_{fact}")
                return found if always else Value(found.sql, found.column.maybe())
            case HasFact(fact):
                self.facts[fact] = None
                missing = exp.Is(this=column(CUSTOMER, f"of_{fact}"), expression=exp.Null())
                return Value(exp.Not(this=missing), BOOL)
            case Slot(number):
                slot = plan.slots[number]
                if number in self.within:
                    self.inner[self.within[number]] = None
                    return Value(column(slot.name, self.within[number]), slot.column)
                self.tables[slot.table] = None
                return Value(self.relations.stored(slot, slot.table), slot.column)
        return None

    def joins(self) -> Iterator[Join]:
        """Give the joins for everything that was asked for."""
        for name in self.inner:
            if name != self.owner:
                yield named((name,)), same_customer(name, self.owner), ""
        for fact in self.facts:
            table = named(self.relations.plan.catalog.tables[fact].path, f"of_{fact}")
            side = "" if fact == self.relations.plan.catalog.anchor else "left"
            yield table, same_customer(f"of_{fact}", self.owner), side
        for name in self.tables:
            yield self.relations.work(name, name), same_customer(name, self.owner), ""
