"""A set of facts that nobody has seen yet, and what conditions say of it: the translation into formulas.

The theory of *some* facts holds of every real customer: it names the facts that conditions ask for, and
says of all others only what cannot be missed (a count is at least the number of those named). So what it
refutes can never be. Closed with `close`, it has no other facts than those named: what satisfies it then is
one customer that can be written down and tried.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from typing import Any, assert_never

import z3

from relcore.ir import (
    AddDays,
    Aggregate,
    And,
    Arith,
    AsOf,
    Coalesce,
    Compare,
    Const,
    Contains,
    DaysBetween,
    Exists,
    Expr,
    Field,
    Kind,
    Known,
    MinutesBetween,
    Not,
    OneOf,
    Or,
    Param,
    constants_of,
)
from relcore.program.typing import Typing
from relcore.verify.atoms import Atom, Env
from relcore.verify.canon import Canon
from relcore.verify.logic import (
    Formula,
    among,
    choose,
    compare,
    conj,
    disj,
    implies,
    is_certain,
    neg,
)
from relcore.verify.named import NamedFacts
from relcore.verify.symbols import LAST_DAY, Row, Sym, bounds_of, same

Truth = tuple[Formula, Formula]
"""When a condition is true, and when it is false; else it is unknown."""

MICROSECONDS = 60_000_000
FACTS = 400
"""More facts than these are not named."""
PAIRS = 30
"""Pairs of facts that are compared to see whether they are two."""


@dataclass
class Theory(NamedFacts):
    """Translates conditions about named facts, and keeps what has been said of them."""

    atoms: list[Atom] = field(default_factory=list)
    omitted: set[str] = field(default_factory=set)
    """What was left open, in words: what is refuted stays so, what is found has to be tried."""
    is_closed: bool = False
    _atom_of: dict[tuple[str, tuple[int, ...]], Atom] = field(default_factory=dict)
    _extremes: dict[tuple[str, tuple[int, ...]], Sym] = field(default_factory=dict)
    _canon: Canon = field(default_factory=Canon)
    _values: dict[tuple[int, tuple[int, ...]], Sym] = field(default_factory=dict)
    _inner: dict[int, Exists] = field(default_factory=dict)
    _aggregates: list[tuple[Aggregate, Env, Sym]] = field(default_factory=list)

    def free(self, expr: Expr) -> tuple[str, ...]:
        """Give the variables that an expression needs from outside."""
        return self._canon.of(expr)[1]

    # --- conditions --------------------------------------------------------------------------------

    def truth(self, expr: Expr, env: Env, way: int) -> Truth:
        """Say when a condition is true and when it is false.

        `way` is 1 where only its truth will be relied on, -1 where only its not being true will be, 0 where
        both may.
        """
        match expr:
            case And(parts):
                seen = [self.truth(part, env, way) for part in parts]
                return conj(*(t for t, _ in seen)), disj(*(f for _, f in seen))
            case Or(parts):
                seen = [self.truth(part, env, way) for part in parts]
                return disj(*(t for t, _ in seen)), conj(*(f for _, f in seen))
            case Not(part):
                true, false = self.truth(part, env, -way)
                return false, true
            case Exists():
                holds = self.exists(expr, env, way)
                return holds, neg(holds)
            case Known(asked):
                known = self.value(asked, env).known
                return known, neg(known)
            case Compare(op, left, right):
                first, second = self.value(left, env), self.value(right, env)
                known = conj(first.known, second.known)
                if known is False:
                    return False, False
                holds = compare(op, first.value, second.value)
                return conj(known, holds), conj(known, neg(holds))
            case OneOf(member, options):
                found = self.value(member, env)
                holds = self._one_of(found, [self.texts.constant(option.value) for option in options])
                return conj(found.known, holds), conj(found.known, neg(holds))
            case _:
                found = self.value(expr, env)
                return conj(found.known, found.value), conj(found.known, neg(found.value))

    def holds(self, condition: tuple[Expr, ...], env: Env, way: int) -> Formula:
        """Say when all of some conditions are true; stops at one that is certainly not."""
        parts: list[Formula] = []
        for part in condition:
            true, _ = self.truth(part, env, way)
            if true is False:
                return False
            parts.append(true)
        return conj(*parts)

    def value(self, expr: Expr, env: Env) -> Sym:
        """Give the value of an expression."""
        if isinstance(expr, Field):
            return self.read(env[expr.var], expr.name)
        if isinstance(expr, Const):
            return self.texts.constant(expr.value)
        _, free = self._canon.of(expr)
        key = id(expr), tuple(env[var].number for var in free)
        found = self._values.get(key)
        if found is None:
            found = self._values[key] = self._value(expr, env)
        return found

    def _value(self, expr: Expr, env: Env) -> Sym:
        match expr:
            case Const() | Field():
                return self.value(expr, env)
            case Param(name):
                return self.parameter(name)
            case AsOf():
                return self.today
            case Arith(op, left, right):
                first, second = self.value(left, env), self.value(right, env)
                kind = Kind.DECIMAL if Kind.DECIMAL in (first.kind, second.kind) else Kind.INT
                a, b = first.value, second.value
                result = a + b if op == "+" else a - b if op == "-" else a * b
                return Sym(kind, result, conj(first.known, second.known))
            case AddDays(day, number):
                first, second = self.value(day, env), self.value(number, env)
                moved = first.value + second.value
                inside = conj(compare(">=", moved, 1), compare("<=", moved, LAST_DAY))
                return Sym(Kind.DATE, moved, conj(first.known, second.known, inside))
            case DaysBetween(start, end):
                first, second = self.value(start, env), self.value(end, env)
                return Sym(Kind.INT, second.value - first.value, conj(first.known, second.known))
            case MinutesBetween(start, end):
                first, second = self.value(start, env), self.value(end, env)
                span = second.value - first.value
                minutes = span // MICROSECONDS if is_certain(span) else span / MICROSECONDS
                return Sym(Kind.INT, minutes, conj(first.known, second.known))
            case Coalesce(preferred, default):
                return self._coalesce(self.value(preferred, env), self.value(default, env))
            case Aggregate():
                return self._aggregate(expr, env)
            case Contains(items, item):
                return self._contains(items, item, env)
            case And() | Or() | Not() | Exists() | Known() | Compare() | OneOf():
                true, false = self.truth(expr, env, 0)
                return Sym(Kind.BOOL, true, disj(true, false))
            case _:
                assert_never(expr)

    def _coalesce(self, first: Sym, second: Sym) -> Sym:
        if first.known is True:
            return first
        if first.known is False:
            return second
        kind = Kind.DECIMAL if Kind.DECIMAL in (first.kind, second.kind) else first.kind
        if second.known is False:
            return first
        return Sym(kind, choose(first.known, first.value, second.value), disj(first.known, second.known))

    def _one_of(self, found: Sym, options: list[Sym]) -> Formula:
        if found.kind is Kind.TEXT:
            return among(found.value, [option.value for option in options])
        return disj(*(compare("==", found.value, option.value) for option in options))

    def _contains(self, items: Expr, item: Const, env: Env) -> Sym:
        if not isinstance(items, Field) or not env[items.var].is_free:
            self.omitted.add("what a set taken from elsewhere contains")
            return Sym(Kind.BOOL, self.fresh("contains", Kind.BOOL), self.fresh("contains?", Kind.BOOL))
        row = env[items.var]
        value = self.program.types[row.fact].fields[items.name]
        label = f"{row.fact}{row.number}.{items.name}"
        known = z3.Bool(f"{label}?") if value.nullable else True
        code = self.texts.constant(item.value).value
        if (items.name, code) not in row.holds:
            row.holds[items.name, code] = z3.Bool(f"{label} holds {code}")
        return Sym(Kind.BOOL, row.holds[items.name, code], known)

    # --- looking through facts ---------------------------------------------------------------------

    def exists(self, node: Exists, env: Env, way: int) -> Formula:
        """Say whether some fact satisfies a condition."""
        shape, free = self._canon.of(node)
        key = shape, tuple(env[var].number for var in free)
        atom = self._atom_of.get(key)
        if atom is None:
            inner = {var: env[var] for var in free}
            generation = max((row.generation for row in inner.values()), default=-1) + 1
            atom = Atom(z3.Bool(f"exists.{len(self.atoms)}"), node, inner, generation)
            self._atom_of[key] = atom
            self.atoms.append(atom)
        if way <= 0:
            atom.is_universal = True
        if way >= 0 and not atom.has_witness and not self.is_closed:
            self._witness(atom)
        return atom.holds

    def _witness(self, atom: Atom) -> None:
        """Name the fact that there is if the condition is satisfied."""
        atom.has_witness = True
        if atom.generation > self.depth or self._count > FACTS:
            self.omitted.add(f"which {atom.node.fact} there is")
            return
        level = max((row.level for row in atom.env.values()), default=0)
        found = self.row(
            atom.node.fact,
            self.fresh(f"there is {atom.node.fact}", Kind.BOOL),
            generation=atom.generation,
            level=level,
            fixed=constants_of(atom.node.var, (atom.node.where,)),
        )
        true, _ = self.truth(atom.node.where, {**atom.env, atom.node.var: found}, 1)
        self.say(implies(atom.holds, conj(found.present, true)))

    def settle(self) -> bool:
        """Try every named fact on every condition that none may satisfy; say whether there was one to try."""
        grown = False
        for atom in self.atoms:
            if not atom.is_universal:
                continue
            rows = self.rows.get(atom.node.fact, ())
            while atom.done < len(rows):
                grown = True
                row = rows[atom.done]
                atom.done += 1
                if atom.generation + row.generation > 2 * self.depth + 2:
                    self.omitted.add(f"some {atom.node.fact}")
                    continue
                true, _ = self.truth(atom.node.where, {**atom.env, atom.node.var: row}, -1)
                self.say(implies(conj(row.present, true), atom.holds))
        return grown

    def close(self) -> None:
        """Say that there are no facts but those named."""
        self.is_closed = True
        number = 0
        while number < len(self.atoms):
            atom = self.atoms[number]
            number += 1
            cases = []
            for row in self.rows.get(atom.node.fact, ()):
                true, _ = self.truth(atom.node.where, {**atom.env, atom.node.var: row}, 0)
                cases.append(conj(row.present, true))
            self.say(compare("==", atom.holds, disj(*cases)))
        for node, env, result in list(self._aggregates):
            self._exactly(node, env, result)

    # --- counts, sums, extremes --------------------------------------------------------------------

    def _aggregate(self, node: Aggregate, env: Env) -> Sym:
        shape, free = self._canon.of(node)
        key = shape, tuple(env[var].number for var in free)
        found = self._extremes.get(key)
        if found is None:
            inner = {var: env[var] for var in free}
            found = self._extremes[key] = self._opened(node, inner)
            self._aggregates.append((node, inner, found))
        return found

    def _opened(self, node: Aggregate, env: Env) -> Sym:
        """Say of a count, sum or extreme what holds whatever other facts there are."""
        extreme = node.op in ("max", "min")
        some = self.exists(self._known_ones(node), env, -1 if extreme else 0)
        if node.op == "count":
            number = self.fresh("count", Kind.INT)
            self.say(conj(number >= 0, compare("==", some, number >= 1)))
            return Sym(Kind.INT, number)
        kinds = {var: row.fact for var, row in env.items()} | {node.var: node.fact}
        kind = Typing(self.program.types, self.program.values).infer(node.value, kinds).kind
        result = self.fresh(node.op, kind)
        if node.op == "total":
            self.say(implies(neg(some), result == 0))
            return Sym(kind, result)
        self._name_extreme(node, env, some, result)
        return Sym(kind, result, some)

    def _name_extreme(self, node: Aggregate, env: Env, some: Formula, result: Any) -> None:
        generation = max((row.generation for row in env.values()), default=-1) + 1
        if generation > self.depth or self._count > FACTS or self.is_closed:
            self.omitted.add(f"which {node.fact} is the {node.op}")
            return
        level = max((row.level for row in env.values()), default=0)
        found = self.row(
            node.fact,
            self.fresh(f"{node.op} {node.fact}", Kind.BOOL),
            generation=generation,
            level=level,
            fixed=constants_of(node.var, (node.where,)),
        )
        inner = {**env, node.var: found}
        true, _ = self.truth(node.where, inner, 1)
        value = self.value(node.value, inner)
        reached = conj(found.present, true, value.known, compare("==", value.value, result))
        self.say(implies(some, reached))

    def _known_ones(self, node: Aggregate) -> Exists:
        """Give the condition that a fact counts."""
        found = self._inner.get(id(node))
        if found is None:
            counts = node.where if node.op == "count" else And((node.where, Known(node.value)))
            found = self._inner[id(node)] = Exists(node.var, node.fact, counts)
        return found

    def measure(self) -> None:
        """Say of every count, sum and extreme what the facts named so far make of it.

        Two names may stand for one fact: only those that differ in some field count for two.
        """
        for node, env, result in list(self._aggregates):
            counted = [item for item in self._counted(node, env) if item[0] is not False]
            if node.op == "count":
                for first, second in itertools.islice(itertools.combinations(counted, 2), PAIRS):
                    two = conj(first[0], second[0], self._differ(first[2], second[2]))
                    self.say(implies(two, result.value >= 2))
            elif node.op == "total":
                if self._is_positive(node):
                    for inside, value, _ in counted:
                        self.say(implies(inside, compare("<=", value, result.value)))
            else:
                op = "<=" if node.op == "max" else ">="
                for inside, value, _ in counted:
                    self.say(implies(inside, compare(op, value, result.value)))

    def _differ(self, first: Row, second: Row) -> Formula:
        both = first.fields.keys() & second.fields.keys()
        return disj(*(neg(same(first.fields[name], second.fields[name])) for name in sorted(both)))

    def _counted(self, node: Aggregate, env: Env) -> list[tuple[Formula, Any, Row]]:
        found = []
        for row in self.rows.get(node.fact, ()):
            inner = {**env, node.var: row}
            true, _ = self.truth(node.where, inner, -1)
            value = self.value(node.value, inner)
            known = True if node.op == "count" else value.known
            found.append((conj(row.present, true, known), value.value, row))
        return found

    def _is_positive(self, node: Aggregate) -> bool:
        """Whether what is summed up can never be less than nothing, by the bounds of its field."""
        if not isinstance(node.value, Field) or node.value.var != node.var:
            return False
        bounds = bounds_of(self.program.models.get(node.fact), node.value.name)
        return any(op in (">=", ">") and isinstance(bound, int) and bound >= 0 for op, bound in bounds)

    def _exactly(self, node: Aggregate, env: Env, result: Sym) -> None:
        counted = self._counted(node, env)
        if node.op == "count":
            self.say(
                result.value == z3.Sum([choose(inside, 1, 0) for inside, _, _ in counted] or [z3.IntVal(0)])
            )
        elif node.op == "total":
            self.say(
                result.value
                == z3.Sum([choose(inside, value, 0) for inside, value, _ in counted] or [z3.IntVal(0)])
            )
        else:
            reached = disj(
                *(conj(inside, compare("==", value, result.value)) for inside, value, _ in counted)
            )
            self.say(implies(result.known, reached))
