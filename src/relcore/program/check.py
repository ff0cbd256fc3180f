"""Passes that check names, types and conclusions, and complete the conclusions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from relcore.errors import Diagnostic
from relcore.ir import (
    AddDays,
    Arith,
    Compare,
    Const,
    Contains,
    DaysBetween,
    Expr,
    FactType,
    Head,
    Kind,
    Known,
    MinutesBetween,
    Not,
    OneOf,
    Param,
    Rule,
    Scope,
    ValueType,
    children,
    conjuncts,
)
from relcore.program.draft import Draft, place_of, suggestion
from relcore.program.typing import Report, Typing

RECOMMENDATION = "Recommendation"
VERDICT = "Verdict"
_STRICT = (AddDays, Arith, Compare, Contains, DaysBetween, MinutesBetween, Not, OneOf)
"""Where one of these is known, so is everything directly below it."""


def complete_heads(draft: Draft) -> Draft:
    """Give every conclusion all its fields: as written, from the action's declaration, or the default."""
    problems: list[Diagnostic] = []

    def complete(rule: Rule, head: Head) -> Head:
        fact = draft.types.get(head.fact)
        if fact is None:
            return head
        given = dict(head.fields)
        if head.fact == RECOMMENDATION:
            given = _declared(draft, rule, given, problems) | given
        unknown = [name for name in given if name not in fact.columns]
        missing = [name for name in fact.columns if name not in given and name not in fact.defaults]
        for name in unknown:
            hint = suggestion(name, fact.columns)
            problems.append(Diagnostic("RC204", f"{fact.name} has no field '{name}'", place_of(rule), hint))
        for name in missing:
            problems.append(
                Diagnostic(
                    "RC207", f"{fact.name} is concluded without '{name}'", place_of(rule), f"give {name}=..."
                )
            )
        if unknown or missing:
            return head
        return Head(
            head.fact,
            tuple(
                (name, given[name] if name in given else Const(fact.defaults[name])) for name in fact.columns
            ),
        )

    rules = tuple(
        replace(rule, heads=tuple(complete(rule, head) for head in rule.heads)) for rule in draft.rules
    )
    return replace(draft, rules=rules).blame(problems)


def check_rules(draft: Draft) -> Draft:
    """Refuse unknown names, wrong types, unbound variables and guards that do more than judge."""
    problems: list[Diagnostic] = []
    for rule in draft.rules:
        report = _reporter(rule, problems)
        typing = Typing(draft.types, draft.values, report)
        env: Mapping[str, str] = {}
        for bind in rule.binds:
            env = typing.bound(bind.var, bind.fact, env)
        for condition in rule.where:
            typing.condition(condition, env)
        for head in rule.heads:
            _check_head(head, draft.types.get(head.fact), typing, env, _certain(rule), report)
        for code, problem, hint in _manners(rule):
            report(code, problem, hint)
    return draft.blame(dict.fromkeys(problems))


def _declared(
    draft: Draft, rule: Rule, given: dict[str, Expr], problems: list[Diagnostic]
) -> dict[str, Expr]:
    action = given.get("action")
    if not isinstance(action, Const):
        problems.append(
            Diagnostic(
                "RC208",
                "the action is not a constant",
                place_of(rule),
                "write one rule, or table row, per action",
            )
        )
        return {}
    declared = draft.actions.get(str(action.value))
    if declared is None:
        hint = suggestion(str(action.value), draft.actions)
        problems.append(Diagnostic("RC209", f"there is no action '{action.value}'", place_of(rule), hint))
        return {}
    return {name: Const(value) for name, value in declared.defaults}


def _certain(rule: Rule) -> frozenset[Expr]:
    """Give the expressions that are known wherever the rule's condition is true."""
    found: set[Expr] = set()
    parts = [part for condition in rule.where for part in conjuncts(condition)]
    pending: list[Expr] = [part.value if isinstance(part, Known) else part for part in parts]
    while pending:
        part = pending.pop()
        found.add(part)
        if isinstance(part, _STRICT):
            pending.extend(children(part))
    return frozenset(found)


def _is_certain(expr: Expr, certain: frozenset[Expr], typing: Typing, env: Mapping[str, str]) -> bool:
    """Whether a value is known wherever the rule's condition is true."""
    if expr in certain or not typing.infer(expr, env).nullable:
        return True
    # A date may be moved beyond the calendar's end; all else is known where its parts are.
    strict = isinstance(expr, _STRICT) and not isinstance(expr, AddDays)
    return strict and all(_is_certain(part, certain, typing, env) for part in children(expr))


def _check_head(
    head: Head,
    fact: FactType | None,
    typing: Typing,
    env: Mapping[str, str],
    certain: frozenset[Expr],
    report: Report,
) -> None:
    if fact is None:
        report("RC204", f"there is no fact type '{head.fact}'", suggestion(head.fact, typing.types))
        return
    if fact.scope is not Scope.CONCLUSION:
        report("RC207", f"{fact.name} is given, never concluded", "conclude a subclass of Conclusion")
    for name, expr in head.fields:
        wanted = fact.fields.get(name, ValueType(Kind.ANY))
        found = typing.infer(expr, env)
        if isinstance(expr, Const) and expr.value is None:
            if not wanted.nullable:
                report("RC205", f"{fact.name}.{name} cannot be unknown", f"give {name} a value")
            continue
        if (
            not wanted.nullable
            and not _is_certain(expr, certain, typing, env)
            and Kind.ANY not in (wanted.kind, found.kind)
        ):
            report(
                "RC205",
                f"{fact.name}.{name} cannot be unknown, but what is given can",
                "require known(x) or write or_else(x, default)",
            )
        numbers = wanted.kind is Kind.DECIMAL and found.kind is Kind.INT
        if Kind.ANY not in (wanted.kind, found.kind) and found.kind is not wanted.kind and not numbers:
            report(
                "RC205",
                f"{fact.name}.{name} is {wanted.kind.phrase}, not {found.kind.phrase}",
                f"give {wanted.kind.phrase}",
            )
        elif isinstance(expr, (Const, Param)):
            constant = expr.value if isinstance(expr, Const) else typing.values.get(expr.name)
            if wanted.members and constant not in wanted.members:
                hint = suggestion(str(constant), wanted.members)
                report("RC205", f"{wanted.enum} has no member '{constant}'", hint)
        elif found.kind is wanted.kind and wanted.enum not in ("", found.enum):
            report(
                "RC205",
                f"{fact.name}.{name} takes {wanted.enum}, not {found.enum or 'any text'}",
                f"give a member of {wanted.enum}, or a field of that type",
            )


def _manners(rule: Rule) -> Iterator[tuple[str, str, str]]:
    if not rule.doc:
        yield "RC227", "the rule has no docstring", "say in one sentence what it means"
    if not rule.cites and not rule.origin:
        yield "RC228", "the rule names no source", 'give cites="..." or origin="..."'
    verdicts = [head for head in rule.heads if head.fact == VERDICT]
    if not rule.layer:
        if verdicts:
            yield "RC229", "only a guard may conclude a verdict", "write it under @playbook.guard(layer)"
        return
    replacements = {_constant(head, "replaced_by") for head in verdicts}
    for head in rule.heads:
        instead = head.fact == RECOMMENDATION and _constant(head, "action") in replacements
        if head.fact != VERDICT and not instead:
            yield "RC229", f"a guard concludes {head.fact}", "a guard may only deny, replace, narrow or defer"


def _constant(head: Head, field: str) -> object:
    expr = dict(head.fields).get(field)
    return expr.value if isinstance(expr, Const) else None


def _reporter(rule: Rule, problems: list[Diagnostic]) -> Report:
    def report(code: str, problem: str, hint: str) -> None:
        problems.append(Diagnostic(code, problem, place_of(rule), hint))

    return report
