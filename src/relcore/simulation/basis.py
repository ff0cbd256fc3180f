"""What a conclusion rests on: the rules that lead to it, and what these ask of given facts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from relcore.executors.compiled import CompiledExecutor
from relcore.explain.kept import Kept
from relcore.explain.source import loops, variables
from relcore.facts import Axis
from relcore.ir import Aggregate, Bind, Exists, Expr, Field, Rule, Scope, children, conjuncts, rewrite, walk
from relcore.program import Program, Read, dependencies, digest_of, feeds

SELF = "x"
"""Variable of the fact that a use looks at."""


@dataclass(frozen=True)
class Use:
    """One place at which rules look at facts of a type."""

    fact: str
    own: tuple[Expr, ...]
    """Conditions on the fact alone; where one does not hold, the fact does not count here."""
    joined: tuple[str, ...]
    """Fields that are compared with other facts or passed on."""
    is_counted: bool
    """Whether two facts that are alike make a difference to one."""

    @property
    def fields(self) -> frozenset[str]:
        """All fields that are looked at."""
        read = {node.name for part in self.own for node in walk(part) if isinstance(node, Field)}
        return frozenset(read.union(self.joined))


Columns = Mapping[str, frozenset[str]]
"""Columns of conclusions that something reads, by type; what the others hold makes no difference."""


@dataclass(frozen=True)
class Basis:
    """The part of a program that a conclusion rests on."""

    program: Program
    """That part, as a program of its own."""
    columns: Columns
    uses: tuple[Use, ...]
    """What its rules ask of facts about the customer."""

    @property
    def types(self) -> tuple[str, ...]:
        """Names of the given types that are looked at."""
        return tuple(dict.fromkeys(use.fact for use in self.uses))


needs_of = Kept(lambda program: dependencies(tuple(program.rules.values())))
"""Maps each rule of a program to the rules that feed it; worked out once for each program."""


def basis_of(program: Program, wanted: Sequence[Read]) -> Basis:
    """Follow rules backwards from what is read down to given facts."""
    needs = needs_of(program)
    rules = program.rules.values()
    waiting = [rule.id for rule in rules if any(feeds(rule, read) for read in wanted)]
    found = set(waiting)
    while waiting:
        for needed in needs[waiting.pop()]:
            if needed not in found:
                found.add(needed)
                waiting.append(needed)
    strata = tuple(
        replace(stratum, rules=kept)
        for stratum in program.strata
        if (kept := tuple(rule for rule in stratum.rules if rule.id in found))
    )
    kept_rules = tuple(rule for stratum in strata for rule in stratum.rules)
    part = replace(program, strata=strata, digest=digest_of(kept_rules, program.values, program.types))
    columns = _columns(kept_rules, wanted)
    uses = dict.fromkeys(
        use
        for rule in kept_rules
        for use in _uses(rule, columns)
        if program.types[use.fact].scope is Scope.CUSTOMER
    )
    return Basis(part, columns, tuple(uses))


def _columns(rules: Sequence[Rule], wanted: Sequence[Read]) -> Columns:
    found: dict[str, set[str]] = {}
    for read in wanted:
        found.setdefault(read.fact, set()).update(read.fixed)
    for rule in rules:
        kinds = {bind.var: bind.fact for bind in rule.binds}
        for expr in (*rule.where, *(value for head in rule.heads for _, value in head.fields)):
            for node, within in scopes(expr, kinds):
                if isinstance(node, Field):
                    found.setdefault(within[node.var], set()).add(node.name)
    return {fact: frozenset(names) for fact, names in found.items()}


def passed_on(rule: Rule, columns: Columns) -> tuple[Expr, ...]:
    """Give what a rule concludes in columns that something reads."""
    return tuple(
        value for head in rule.heads for name, value in head.fields if name in columns.get(head.fact, ())
    )


def scopes(expr: Any, kinds: Mapping[str, str]) -> Iterator[tuple[Any, Mapping[str, str]]]:
    """Give every node below an expression with the types that its variables stand for."""
    yield expr, kinds
    inner = {**kinds, expr.var: expr.fact} if isinstance(expr, (Exists, Aggregate)) else kinds
    for child in children(expr):
        yield from scopes(child, inner)


def use_of(node: Bind | Exists | Aggregate, rule: Rule, columns: Columns) -> Use:
    """Give what a parameter of a rule, or a condition in it, asks of facts."""
    if isinstance(node, Bind):
        parts = tuple(part for condition in rule.where for part in conjuncts(condition))
        return _use(node.fact, node.var, parts, passed_on(rule, columns), is_counted=False)
    if isinstance(node, Exists):
        return _use(node.fact, node.var, tuple(conjuncts(node.where)), (), is_counted=False)
    is_counted = node.op in ("count", "total")
    return _use(node.fact, node.var, tuple(conjuncts(node.where)), (node.value,), is_counted)


def _uses(rule: Rule, columns: Columns) -> Iterator[Use]:
    for bind in rule.binds:
        yield use_of(bind, rule, columns)
    for expr in (*rule.where, *passed_on(rule, columns)):
        for node in walk(expr):
            if isinstance(node, (Exists, Aggregate)):
                yield use_of(node, rule, columns)


def _use(fact: str, var: str, parts: tuple[Expr, ...], passed: tuple[Expr, ...], is_counted: bool) -> Use:
    own = tuple(part for part in parts if variables(part) == {var} and not loops(part))
    others = (*(part for part in parts if part not in own), *passed)
    joined = {
        node.name
        for part in others
        for node in walk(part)
        if isinstance(node, Field) and node.var == var and node.name not in ("id", "customer_id")
    }
    return Use(fact, tuple(_named(part, var) for part in own), tuple(sorted(joined)), is_counted)


def _named(part: Expr, var: str) -> Expr:
    def change(node: Any) -> Any:
        return replace(node, var=SELF) if isinstance(node, Field) and node.var == var else node

    changed: Expr = rewrite(part, change)
    return changed


def saying(axis: Axis, values: Iterable[str]) -> list[Read]:
    """Give the conclusions that name one of some values of an axis."""
    return [Read("Assessment", {"axis": axis, "value": value}, negative=False) for value in values]


class _Bases:
    """The bases of one program, each with what runs it."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._found: dict[Any, tuple[Basis, CompiledExecutor]] = {}

    def of(self, axis: Axis, values: tuple[str, ...]) -> tuple[Basis, CompiledExecutor]:
        """Give the basis of some values of an axis."""
        key = axis, values
        if key not in self._found:
            self._found[key] = basis_of(self._program, saying(axis, values)), CompiledExecutor()
        return self._found[key]


bases_of = Kept(_Bases)
"""Gives the bases of a program, found out once."""
