"""One statement for everything that is one value for each customer, in layers that build on one another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlglot import exp

from relcore.executors.sql.build import Query, aliased, column, named, union
from relcore.executors.sql.catalog import CUSTOMER
from relcore.executors.sql.columns import Column
from relcore.executors.sql.dialects import E
from relcore.executors.sql.frames import Frames
from relcore.executors.sql.lookups import Lookups, LookupWriter
from relcore.executors.sql.normal import HasFact, Node, OfCustomer, disjunction
from relcore.executors.sql.packing import packed
from relcore.executors.sql.plan import Flag, SlotPlan
from relcore.executors.sql.relations import Around, Relations

_EVERYONE = "customers"


@dataclass
class Customers:
    """Writes the statement for the slots of one stage."""

    relations: Relations
    frames: Frames
    _within: dict[int, str] = field(default_factory=dict)
    """Slots written so far, and the part of the statement that holds them."""
    _carried: dict[Node, tuple[str, Column]] = field(default_factory=dict)
    """What the first layer holds of the facts of a customer for the others."""
    _parts: list[tuple[str, E, bool]] = field(default_factory=list)

    def statement(
        self,
        slots: Sequence[SlotPlan],
        wanted: Sequence[SlotPlan],
        everyone: Mapping[str, Sequence[str]] | None = None,
    ) -> exp.Select:
        """Compute slots, layer by layer, and give a row with the wanted ones for each customer.

        Where no table lists the customers yet, `everyone` names the tables of facts that do between them.
        """
        self._within, self._parts, before = {}, [], ""
        self._carried = {}
        if everyone is not None:
            self.relations.everyone = _EVERYONE
        numbers = sorted({slot.layer for slot in slots})
        later = [slot for slot in slots if slot.layer > numbers[0]]
        for number in numbers:
            layer = [slot for slot in slots if slot.layer == number]
            lookups = LookupWriter(self.relations, self.frames, before or "who", number, self._within).write(
                layer
            )
            shared = everyone is not None and self.relations.dialect.materializes
            self._parts += [(name, select, shared) for name, select in lookups.grouped]
            if everyone is not None:
                self._parts.append((_EVERYONE, self._list_customers(everyone, lookups), False))
                everyone = None
            self._parts += [(name, select, False) for name, select in lookups.others]
            name = f"layer_{number}"
            self._parts.append((name, self._layer(layer, later, before, lookups), False))
            self._within |= dict.fromkeys((slot.number for slot in slots if slot.layer <= number), name)
            before = name
        self.relations.everyone = ""
        columns: list[E] = [column(CUSTOMER), *self._stored(wanted)]
        return Query(named((before,)), columns, ctes=self._parts).select()

    def _stored(self, wanted: Sequence[SlotPlan]) -> list[E]:
        """Give the columns of the table; where flags are packed, say where each is."""
        packs = self.relations.dialect.packs
        flags = [slot for slot in wanted if packs and isinstance(slot.definition, Flag)]
        bits, columns = packed([slot.name for slot in flags])
        self.relations.bits |= {slot.number: bit for slot, bit in zip(flags, bits, strict=True)}
        return [*(column(slot.name) for slot in wanted if slot.number not in self.relations.bits), *columns]

    def all_customers(self, everyone: Mapping[str, Sequence[str]]) -> E:
        """List the customers of some tables."""
        return self._list_customers(everyone, Lookups())

    def _list_customers(self, everyone: Mapping[str, Sequence[str]], lookups: Lookups) -> E:
        """List the customers; facts that are grouped by customer anyway need not be read again."""
        selects = []
        for fact, path in everyone.items():
            grouped = lookups.facts.get(fact) if self.relations.dialect.materializes else None
            known = exp.Not(this=exp.Is(this=column(CUSTOMER), expression=exp.Null()))
            source = named((grouped,) if grouped else path)
            selects.append(Query(source, [aliased(column(CUSTOMER), CUSTOMER)], where=[known]).select())
        if not selects:
            nobody = exp.Cast(this=exp.Null(), to=self.relations.dialect.text())
            return exp.Select(expressions=[aliased(nobody, CUSTOMER)]).where(exp.false(), copy=False)
        if len(selects) == 1:
            return selects[0].distinct(copy=False)
        return union(selects, distinct=True)

    def _layer(
        self, layer: Sequence[SlotPlan], later: Sequence[SlotPlan], before: str, lookups: Lookups
    ) -> exp.Select:
        """Add the slots of a layer to those of the layers before.

        The first one also holds what flags of `later` layers read of the customer: no table is joined twice.
        """
        relations = self.relations
        anchor = before or "who"
        around = Around(relations, anchor, not before, self._within, self._carried if before else {})
        source = named((before,)) if before else relations.customers(anchor)
        query = Query(source, joins=lookups.joins, late=around.joins)
        known = exp.Column(this=exp.Star(), table=exp.to_identifier(anchor, quoted=True))
        query.columns.append(known if before else column(CUSTOMER, anchor))
        for slot in layer:
            if isinstance(slot.definition, Flag):
                ways = disjunction(condition for _, condition in slot.definition.ways)
                found = relations.expressions.value(ways, around)
            else:
                found = lookups.answers[slot.number]
            query.columns.append(aliased(found.sql, slot.name, slot.rules))
        if not before:
            self._carry(query, around, later)
        return query.select()

    def _carry(self, query: Query, around: Around, later: Sequence[SlotPlan]) -> None:
        read = (node for slot in later if isinstance(slot.definition, Flag) for node in slot.nodes())
        for node in read:
            if isinstance(node, (OfCustomer, HasFact)) and node not in self._carried:
                found = around(node)
                assert found is not None
                name = f"of_{node.fact}_{len(self._carried)}".lower()
                query.columns.append(aliased(found.sql, name))
                self._carried[node] = name, found.column
