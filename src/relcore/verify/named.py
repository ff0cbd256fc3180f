"""Facts that have a name and a type and nothing else yet: what their fields and the parameters can be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

import z3

from relcore.ir import Kind, Scope
from relcore.program import Program
from relcore.program.typing import type_of_value
from relcore.verify.logic import Formula, conj, implies
from relcore.verify.symbols import LAST_DAY, Row, Sym, Texts, bounds_of, domain, variable

NOTHING: Mapping[str, Any] = MappingProxyType({})
SINGLE = frozenset({"Customer"})
"""Types of which a customer has one fact at most."""


@dataclass
class NamedFacts:
    """Names facts, and says what must hold of them by their types.

    `depth` is how many facts may depend on one another; `fixed` sets parameters to the program's values,
    else they can be anything within their bounds.
    """

    program: Program
    texts: Texts
    depth: int = 3
    fixed: bool = False
    said: list[Formula] = field(default_factory=list)
    rows: dict[str, list[Row]] = field(default_factory=dict)
    parameters: dict[str, Sym] = field(default_factory=dict)
    """Parameters that were asked for."""
    _count: int = 0
    _names: int = 0

    def __post_init__(self) -> None:
        self.today = Sym(Kind.DATE, z3.Int("today"))
        self.say(conj(self.today.value >= 1, self.today.value <= LAST_DAY))

    def say(self, formula: Formula) -> None:
        """Add something that holds."""
        if formula is not True:
            self.said.append(z3.BoolVal(False) if formula is False else formula)

    def row(
        self,
        fact: str,
        present: Formula = True,
        *,
        generation: int = 0,
        level: int = 0,
        fields: Mapping[str, Sym] | None = None,
        fixed: Mapping[str, Any] = NOTHING,
        listed: bool = True,
    ) -> Row:
        """Name a fact; without `fields` they can be anything. Unless `listed`, no condition finds it.

        Of the types in `SINGLE` there is one fact, whatever it is called.
        """
        if fact in SINGLE and listed:
            return self._only(fact, present)
        self._count += 1
        made = Row(fact, self._count, present, generation, level, fixed=fixed)
        if fields is not None:
            made.fields.update(fields)
            made.is_free = False
        if listed:
            self.rows.setdefault(fact, []).append(made)
        return made

    def _only(self, fact: str, present: Formula) -> Row:
        found = self.rows.get(fact, [])
        if not found:
            self._count += 1
            found = self.rows[fact] = [Row(fact, self._count, z3.Bool(f"there is {fact}"))]
        self.say(implies(present, found[0].present))
        return found[0]

    def read(self, row: Row, name: str) -> Sym:
        """Give what a field of a fact holds."""
        found = row.fields.get(name)
        if found is None:
            found = row.fields[name] = self._anything(row, name)
        return found

    def fresh(self, name: str, kind: Kind) -> Any:
        """Give a term that can be anything."""
        self._names += 1
        return variable(f"{name}.{self._names}", kind)

    def _anything(self, row: Row, name: str) -> Sym:
        fact = self.program.types[row.fact]
        value = fact.fields[name]
        label = f"{row.fact}{row.number}.{name}"
        term = variable(label, value.kind)
        bounds = bounds_of(self.program.models.get(row.fact), name)
        # An id may be left out; conclusions have none.
        nullable = value.nullable and name != "customer_id"
        known = z3.Bool(f"{label}?") if nullable else True
        self.say(implies(known, domain(term, value, bounds, self.texts)))
        if name == "customer_id" and fact.scope is not Scope.COMPANY:
            return Sym(Kind.TEXT, self.texts.code("c1"))
        return Sym(value.kind, term, known)

    def parameter(self, name: str) -> Sym:
        """Give a parameter."""
        found = self.parameters.get(name)
        if found is None:
            found = self.parameters[name] = self._parameter(name)
        return found

    def _parameter(self, name: str) -> Sym:
        value = self.program.values[name]
        if self.fixed or isinstance(value, str):
            return self.texts.constant(value)
        declared, kind = self.program.parameters[name], type_of_value(value)
        term = variable(f"parameter {name}", kind.kind)
        limits = ((">=", declared.at_least), ("<=", declared.at_most))
        bounds = [(op, bound) for op, bound in limits if bound is not None]
        self.say(domain(term, kind, bounds, self.texts))
        return Sym(kind.kind, term)
