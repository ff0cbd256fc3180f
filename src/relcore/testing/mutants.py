"""Mutants: rules with one small fault each, as an author might make it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from relcore.explain import Phrases, say
from relcore.ir import (
    Aggregate,
    And,
    Compare,
    Const,
    Exists,
    Expr,
    FactType,
    Head,
    Known,
    Not,
    OneOf,
    Or,
    Param,
    Rule,
    conjuncts,
)
from relcore.ir.expr import CompareOp
from relcore.program import Program
from relcore.testing.equivalent import form_of

_TURNED: Mapping[CompareOp, CompareOp] = {"<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "!=", "!=": "=="}
_OPPOSITE: Mapping[CompareOp, CompareOp] = {"<": ">=", "<=": ">", ">": "<=", ">=": "<"}


@dataclass(frozen=True)
class Mutant:
    """A rule with one fault; `kind` is a threshold, an operator, a condition or a conclusion."""

    id: str
    kind: str
    change: str
    """What was changed, in words."""
    rule: Rule

    def as_dict(self) -> dict[str, str]:
        """Give the mutant as plain data."""
        return {"id": self.id, "rule": self.rule.id, "kind": self.kind, "change": self.change}


def all_mutants(rules: Iterable[Rule], program: Program) -> list[Mutant]:
    """Give the mutants of rules; what the rows of a table have in common is changed in its first row only."""
    found: dict[tuple[str, str], Mutant] = {}
    for rule in sorted(rules, key=lambda one: one.id):
        for mutant in mutants_of(rule, program):
            found.setdefault((rule.table or rule.id, mutant.change), mutant)
    return list(found.values())


def mutants_of(rule: Rule, program: Program) -> list[Mutant]:
    """Give every mutant of a rule, in a fixed order, each with an id such as `consent.refused:3`.

    Parameters are changed where the rule uses them, not for other rules. Changes that are plainly none, such
    as leaving out a bound that another one implies, are not made.
    """
    found = [*_conditions(rule, program), *_conclusions(rule, program)]
    usual = form_of(rule, program)
    kept = [change for change in found if form_of(change[2], program) != usual]
    return [Mutant(f"{rule.id}:{number}", *change) for number, change in enumerate(kept)]


Change = tuple[str, str, Rule]


def _conditions(rule: Rule, program: Program) -> Iterator[Change]:
    phrases = Phrases.of(rule.binds, program.types)
    whole = tuple(part for expr in rule.where for part in conjuncts(expr))
    for number, condition in enumerate(whole):
        said = phrases.condition(condition)
        rest = whole[:number] + whole[number + 1 :]
        yield "condition", f"without the condition: {said}", replace(rule, where=rest)
        for kind, change, other in _expressions(condition, program, phrases):
            where = (*whole[:number], other, *whole[number + 1 :])
            yield kind, change, replace(rule, where=where)


def _expressions(expr: Expr, program: Program, phrases: Phrases) -> Iterator[tuple[str, str, Expr]]:
    """Give an expression with one fault somewhere in it."""
    yield from _here(expr, program, phrases)
    inner = phrases
    if isinstance(expr, (Exists, Aggregate)):
        labels = {**phrases.labels, expr.var: expr.fact}
        inner = replace(phrases, labels=labels, facts={**phrases.facts, expr.var: expr.fact})
    for name, place, child in _children(expr):
        for kind, said, other in _expressions(child, program, inner):
            yield kind, said, _with(expr, name, place, other)


def _here(expr: Expr, program: Program, phrases: Phrases) -> Iterator[tuple[str, str, Expr]]:
    match expr:
        case Compare(op, left, right):
            said = phrases.condition(expr)
            yield "operator", f"{said}: {op} becomes {_TURNED[op]}", replace(expr, op=_TURNED[op])
            if op in _OPPOSITE:
                yield "operator", f"{said}: {op} becomes {_OPPOSITE[op]}", replace(expr, op=_OPPOSITE[op])
            for side in (left, right):
                for other in _thresholds(side, program):
                    changed = f"{said}: {phrases.value(side)} becomes {say(other.value)}"
                    turned = replace(expr, left=other) if side is left else replace(expr, right=other)
                    yield "threshold", changed, turned
        case OneOf(_, options) if len(options) > 1:
            said = f"{phrases.condition(expr)}: without {options[0].value}"
            yield "operator", said, replace(expr, options=options[1:])
        case And(items) | Or(items) if len(items) > 1:
            swapped: Expr = Or(items) if isinstance(expr, And) else And(items)
            yield "operator", f"and and or changed places: {phrases.condition(expr)}", swapped
            for number, item in enumerate(items):
                rest = (*items[:number], *items[number + 1 :])
                left = rest[0] if len(rest) == 1 else replace(expr, items=rest)
                said = f"without the condition: {phrases.condition(item)} (in: {phrases.condition(expr)})"
                yield "condition", said, left
        case Not(item) if not isinstance(item, Compare):
            yield "operator", f"without the not: {phrases.condition(expr)}", item
        case Exists() | Known():
            yield "operator", f"the opposite of: {phrases.condition(expr)}", Not(expr)
        case _:
            return


def _thresholds(expr: Expr, program: Program) -> Iterator[Const]:
    value = expr.value if isinstance(expr, Const) else None
    if isinstance(expr, Param):
        value = program.values[expr.name]
    if isinstance(value, bool) or value is None:
        return
    if isinstance(value, int):
        yield from (Const(value - 1), Const(value + 1))
    elif isinstance(value, Decimal):
        whole = value == value.to_integral_value()
        step = Decimal(1) if whole else Decimal(1).scaleb(int(value.as_tuple().exponent))
        yield from (Const(value - step), Const(value + step))
    elif isinstance(value, date):
        yield from (Const(value - timedelta(days=1)), Const(value + timedelta(days=1)))


def _conclusions(rule: Rule, program: Program) -> Iterator[Change]:
    for number, head in enumerate(rule.heads):
        if len(rule.heads) > 1:
            rest = rule.heads[:number] + rule.heads[number + 1 :]
            yield "conclusion", f"does not conclude {head.fact}", replace(rule, heads=rest)
        usual = _declared(head, program)
        for place, (name, expr) in enumerate(head.fields):
            if name in usual and expr == Const(usual[name]):
                continue  # said by the declaration of the action, not by the rule
            for value in _others(name, expr, program.types[head.fact], program):
                changed = (*head.fields[:place], (name, value), *head.fields[place + 1 :])
                heads = (*rule.heads[:number], replace(head, fields=changed), *rule.heads[number + 1 :])
                said = f"concludes {head.fact} with {name} = {value.value}"
                yield "conclusion", said, replace(rule, heads=heads)


def _declared(head: Head, program: Program) -> Mapping[str, Any]:
    action = dict(head.fields).get("action")
    found = program.actions.get(str(action.value)) if isinstance(action, Const) else None
    return {} if found is None or head.fact != "Recommendation" else dict(found.defaults)


_SILENT = frozenset({"rule", "layer", "weight"})
"""Columns that name the rule or only rank what it says."""


def _others(name: str, expr: Expr, fact: FactType, program: Program) -> Iterator[Const]:
    if name in _SILENT or not isinstance(expr, Const) or expr.value is None:
        return
    members = fact.fields[name].members
    if name == "action":
        members = tuple(sorted(program.actions))
    if members and expr.value in members:
        yield Const(members[(members.index(str(expr.value)) + 1) % len(members)], expr.enum)
    elif isinstance(expr.value, bool):
        yield Const(not expr.value)
    elif isinstance(expr.value, (int, Decimal)):
        yield Const(expr.value + 1)
    elif isinstance(expr.value, str):
        yield Const(f"{expr.value}-other")


def _children(expr: Any) -> Iterator[tuple[str, int | None, Any]]:
    for spec in fields(expr):
        value = getattr(expr, spec.name)
        if isinstance(value, tuple):
            yield from ((spec.name, place, item) for place, item in enumerate(value) if is_dataclass(item))
        elif is_dataclass(value):
            yield spec.name, None, value


def _with(expr: Any, name: str, place: int | None, other: Any) -> Any:
    if place is None:
        return replace(expr, **{name: other})
    items = getattr(expr, name)
    return replace(expr, **{name: (*items[:place], other, *items[place + 1 :])})
