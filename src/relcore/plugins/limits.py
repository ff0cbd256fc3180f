"""What nobody may do to the guards of law, principles and consent: replace, starve, blind or mislead them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from relcore.errors import Diagnostic, Place
from relcore.facts import ActionSpec, Purpose
from relcore.ir import Const, Head, Parameter, Rule, RuleSet
from relcore.plugins.cone import Cone, cone_of
from relcore.program.draft import place_of

_OPEN = frozenset({"Recommendation", "Verdict", "Finding", "Tally", "Question", "PlayStep"})
"""Conclusions that are there to be concluded by everybody."""

_SELLING = frozenset({Purpose.SALES, Purpose.MARKETING})


def limits(
    base: Sequence[RuleSet], added: Sequence[RuleSet], specs: Mapping[str, ActionSpec]
) -> Iterator[Diagnostic]:
    """Give all by which what is added would get round the protected guards of the base.

    `specs` are the actions of both, by name.
    """
    touching = [rule for ruleset in added for rule in ruleset.rules if rule.replaces or _concludes(rule)]
    changing = [one for ruleset in added for one in ruleset.parameters if one.replaces]
    if touching or changing:
        cone = cone_of(rule for ruleset in base for rule in ruleset.rules)
        originals = {one.name: one for ruleset in base for one in ruleset.parameters}
        tables = {rule.table: rule.id for ruleset in base for rule in ruleset.rules if rule.table}
        for rule in touching:
            yield from _starving(rule, cone, tables)
        for parameter in changing:
            if parameter.name in originals and parameter.name in cone.parameters:
                yield from _blinding(parameter, originals[parameter.name], cone)
    for ruleset in added:
        yield from _undeclared(ruleset, base, specs)
        yield from misleading(ruleset, specs)


def misleading(ruleset: RuleSet, specs: Mapping[str, ActionSpec]) -> Iterator[Diagnostic]:
    """Give the rules that say of an action what its declaration does not: no guard could judge it."""
    for rule in ruleset.rules:
        for head in rule.heads:
            yield from _misleading(rule, head, specs)


def _concludes(rule: Rule) -> bool:
    return any(head.fact not in _OPEN for head in rule.heads)


def _starving(rule: Rule, cone: Cone, tables: Mapping[str, str]) -> Iterator[Diagnostic]:
    replaced = tables.get(rule.replaces, rule.replaces)
    if replaced in cone.rules:
        yield Diagnostic(
            "RC614",
            f"'{rule.replaces}' gives {cone.rules[replaced]}, on which protected guards rest; it stays",
            place_of(rule),
            "write a rule beside it, or a guard of your own",
        )
    for fact in sorted({head.fact for head in rule.heads} & cone.facts.keys()):
        if cone.facts[fact] != {1}:
            yield Diagnostic(
                "RC615",
                f"the rule concludes {fact}, by which a protected guard could be kept from speaking",
                place_of(rule),
                "give facts from which relcore's own rules conclude it, or conclude a type of your own",
            )


def _blinding(new: Parameter, old: Parameter, cone: Cone) -> Iterator[Diagnostic]:
    signs = cone.parameters[new.name]
    if signs == {1} and _at_least(new.default, old.default) and _at_least(new.at_least, old.at_least):
        return
    if signs == {-1} and _at_least(old.default, new.default) and _at_least(old.at_most, new.at_most):
        return
    way = {1: "only greater", -1: "only smaller"}.get(next(iter(signs)), "no") if len(signs) == 1 else "no"
    yield Diagnostic(
        "RC616",
        f"protected guards rest on '{new.name}', which may take {way} values here",
        Place(subject=f"parameter {new.name}"),
        "leave it to the company's settings, or stay on the strict side, bounds included",
    )


def _at_least(one: Any, other: Any) -> bool:
    """Whether a bound is no laxer than another; without the other there is nothing to keep."""
    return other is None or (one is not None and one >= other)


def _undeclared(
    ruleset: RuleSet, base: Sequence[RuleSet], specs: Mapping[str, ActionSpec]
) -> Iterator[Diagnostic]:
    known = {action.name: action for each in base for action in each.actions}
    for action in ruleset.actions:
        where = Place(subject=f"action {action.name} of playbook {ruleset.name}")
        if action.name in known:
            if action != known[action.name]:
                hint = "give the action a name of its own, with the plug-in's name and a point before it"
                yield Diagnostic("RC618", f"'{action.name}' is declared otherwise already", where, hint)
        elif action.name not in specs:
            yield Diagnostic(
                "RC617",
                f"nobody can judge '{action.name}': it has no purpose, channels, promise and beneficiary",
                where,
                "give an ActionSpec for it with playbook.action(...) or the hook relcore_actions",
            )
        elif "." not in action.name:
            hint = f"call it {ruleset.name}.{action.name}"
            yield Diagnostic("RC618", f"the action '{action.name}' does not say whose it is", where, hint)


def _misleading(rule: Rule, head: Head, specs: Mapping[str, ActionSpec]) -> Iterator[Diagnostic]:
    """Refuse recommendations that say of an action what its declaration does not."""
    given = dict(head.fields)
    signed = given.get("rule")
    if signed is not None and signed != Const(rule.id):
        yield _said(rule, f"{head.fact} is signed with another rule's name", "leave `rule` out")
    action = given.get("action")
    if head.fact != "Recommendation" or not isinstance(action, Const):
        return
    spec = specs.get(str(action.value))
    if spec is None:
        return
    declared = {
        "beneficiary": str(spec.beneficiary),
        "honesty": str(spec.honesty),
        "promise": str(spec.promise),
    }
    for name, value in declared.items():
        # A guard's replacement repeats what is declared; anything else would hide it from other guards.
        if name in given and given[name] != Const(value) and _text(given[name]) != value:
            yield _said(
                rule,
                f"'{spec.name}' is declared with {name} '{value}', and the rule says otherwise",
                f"leave {name} out, or declare an action of your own",
            )
    purpose = given.get("purpose")
    if purpose is not None and spec.purpose in _SELLING and _text(purpose) not in _SELLING:
        yield _said(
            rule,
            f"'{spec.name}' is {spec.purpose.label('en').lower()}, and the rule calls it something else",
            "leave purpose out, or declare an action of your own that is what you say",
        )


def _text(expr: Any) -> str | None:
    return str(expr.value) if isinstance(expr, Const) and expr.value is not None else None


def _said(rule: Rule, problem: str, hint: str) -> Diagnostic:
    return Diagnostic("RC619", problem, place_of(rule), hint)


def specs_of(rulesets: Iterable[RuleSet]) -> dict[str, ActionSpec]:
    """Give the actions of rule sets by name."""
    return {spec.name: spec for ruleset in rulesets for spec in ruleset.specs}
