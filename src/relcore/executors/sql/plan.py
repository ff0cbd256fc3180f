"""What is to be computed, in which order: values of each customer, and rows; no SQL yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from relcore.executors.sql.catalog import Catalog
from relcore.executors.sql.columns import Column
from relcore.executors.sql.normal import YES, HasFact, Node, Slot, all_parts
from relcore.executors.sql.producers import Producers
from relcore.executors.sql.typed import Typed
from relcore.ledger import Row

ROW = "t"
"""Variable of the row over which a value of a customer is aggregated."""


@dataclass(frozen=True)
class Scan:
    """A test or aggregate over the facts of one type that belong to a customer.

    `op` is "exists" or an aggregate's; the row is the variable `ROW`.
    """

    op: str
    fact: str
    where: Node
    value: Node


@dataclass(frozen=True)
class Match:
    """Whether a customer has facts, one for each variable, that satisfy a condition together."""

    variables: tuple[tuple[str, str], ...]
    where: Node


@dataclass
class Flag:
    """Whether a constant conclusion was reached; one condition for each way that leads to it."""

    fact: str
    row: Row
    ways: list[tuple[str, Node]] = field(default_factory=list)


@dataclass
class SlotPlan:
    """A value of each customer: how it is found and in which stage.

    Values of one `layer` do not depend on one another; `rules` ask for it.
    """

    number: int
    column: Column
    definition: Scan | Match | Flag
    stage: int = 0
    layer: int = 0
    rules: dict[str, None] = field(default_factory=dict)
    loop: int | None = None
    """Number of the loop in which it is computed anew each time, if it is."""

    @property
    def table(self) -> str:
        """Name of the table that holds it."""
        return f"customer_{self.stage}" if self.loop is None else f"customer_loop_{self.loop}"

    @property
    def name(self) -> str:
        """Name of its column."""
        match self.definition:
            case Scan(op, fact):
                return f"{op}_{fact}_{self.number}".lower()
            case Match(variables):
                return f"match_{'_'.join(fact for _, fact in variables)}_{self.number}".lower()
            case Flag(fact):
                return f"is_{fact}_{self.number}".lower()

    def nodes(self) -> Iterator[Node]:
        """Give every expression of the definition with all its parts."""
        match self.definition:
            case Scan(_, _, where, value):
                yield from all_parts(where)
                yield from all_parts(value)
            case Match(_, where):
                yield from all_parts(where)
            case Flag() as flag:
                for _, condition in flag.ways:
                    yield from all_parts(condition)


@dataclass
class RowPlan:
    """Rows that one conclusion of a rule gives: one for each combination of facts that satisfies it."""

    rule: str
    fact: str
    variables: tuple[tuple[str, str], ...]
    where: Node
    fields: tuple[tuple[str, Node], ...]
    stage: int = 0

    def nodes(self) -> Iterator[Node]:
        """Give every expression with all its parts."""
        yield from all_parts(self.where)
        for _, expr in self.fields:
            yield from all_parts(expr)


@dataclass
class Loop:
    """Rules that feed themselves: run again and again until no new row comes."""

    number: int
    facts: tuple[str, ...]
    rules: tuple[str, ...]
    rows: list[RowPlan] = field(default_factory=list)
    slots: list[SlotPlan] = field(default_factory=list)
    stage: int = 0


@dataclass
class Plan:
    """Everything that a program needs, in stages.

    In each stage come the values of customers, then rows of constant conclusions, other rows, and loops.
    """

    catalog: Catalog
    producers: Producers
    typed: Typed
    slots: dict[int, SlotPlan] = field(default_factory=dict)
    rows: list[RowPlan] = field(default_factory=list)
    loops: list[Loop] = field(default_factory=list)
    flags: dict[tuple[str, Row], SlotPlan] = field(default_factory=dict)
    read_as_rows: set[str] = field(default_factory=set)
    """Conclusions whose constant rows some rule reads in a table."""

    def presence(self, fact: str) -> Node:
        """Give the condition that a customer has the only fact of a type."""
        return YES if fact == self.catalog.anchor else HasFact(fact)

    @property
    def last_stage(self) -> int:
        """Number of the last stage."""
        stages = [item.stage for items in (self.slots.values(), self.rows, self.loops) for item in items]
        return max(stages, default=0)

    def slots_in(self, nodes: Iterable[Node]) -> Iterator[SlotPlan]:
        """Give the slots that expressions name."""
        for node in nodes:
            if isinstance(node, Slot):
                yield self.slots[node.number]
