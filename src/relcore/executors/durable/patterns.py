"""What the engine is asked to match, as data: properties of records, tests, joins, clauses and groups."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from relcore.ir import Expr

IT = "it"
"""The variable that stands for the record's own fact in the expression of a property."""

Form: TypeAlias = Literal["value", "today", "place", "true"]
"""How a value becomes a property: itself as a number or word; a date counted from the day of the decision;
the place of a number among the constants that it is compared with; 1 where a condition is true."""

Op: TypeAlias = Literal["==", "!=", "<", "<=", ">", ">=", "known"]


@dataclass(frozen=True, slots=True)
class Property:
    """A property of the flat record that stands for a fact; left out where the value is unknown."""

    expr: Expr
    form: Form = "value"
    shift: int = 0
    """Days by which a date is moved, so that a span of days becomes a comparison of two dates."""


@dataclass(frozen=True, slots=True)
class Test:
    """A comparison of a property with a constant: a number, or a word as records have it."""

    var: str
    op: Op
    property: Property
    constant: object = 0


@dataclass(frozen=True, slots=True)
class Join:
    """A comparison of properties of two facts."""

    left_var: str
    left: Property
    op: Op
    right_var: str
    right: Property


Term: TypeAlias = Test | Join
Alternatives: TypeAlias = list[tuple[Term, ...]]
"""A disjunction of conjunctions: empty is never, one empty conjunction is always."""


@dataclass(frozen=True)
class Clause:
    """One rule of the engine: variables with their fact types, and what must hold between them."""

    group: int
    types: dict[str, str]
    terms: tuple[Term, ...]
    rule: str

    def tests(self, var: str) -> list[Test]:
        """Give the tests of one variable, each once."""
        return [t for t in dict.fromkeys(self.terms) if isinstance(t, Test) and t.var == var]

    def joins(self) -> list[Join]:
        """Give the joins, each once."""
        return [term for term in dict.fromkeys(self.terms) if isinstance(term, Join)]

    def order(self) -> list[str]:
        """Order the variables so that each is compared with an earlier one, where that can be."""
        waiting = list(self.types)
        pairs = [{join.left_var, join.right_var} for join in self.joins()]
        found: list[str] = []
        while waiting:
            linked = (v for v in waiting if any(v in pair and pair - {v} <= set(found) for pair in pairs))
            tested = (var for var in waiting if self.tests(var))
            found.append(next(linked, None) or next(tested, waiting[0]))
            waiting.remove(found[-1])
        return found


def alias(number: int) -> str:
    """Give the name under which the engine reports the fact of a variable, by its place in the order."""
    return f"f{number}"


@dataclass(frozen=True)
class Group:
    """Clauses that together say which facts can be bound, and the least witnesses beside them.

    The key of what is found is the facts bound to `binds`; `witnesses` are variables of `exists`.
    """

    number: int
    binds: tuple[str, ...]
    witnesses: tuple[str, ...]
    clauses: tuple[Clause, ...] = field(repr=False)
