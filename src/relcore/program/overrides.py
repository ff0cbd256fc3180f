"""Pass: let a rule or a parameter take another one's place where it says so, and where that is allowed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from relcore.errors import Diagnostic, Place
from relcore.facts import Layer
from relcore.ir import Parameter, Rule
from relcore.program.draft import Draft, place_of, suggestion
from relcore.program.program import Override

PROTECTED: frozenset[str] = frozenset({Layer.LAW, Layer.PRINCIPLE, Layer.CONSENT})
"""Layers whose guards nobody may replace: what law, a principle or the customer's own wish forbids."""

T = TypeVar("T", Rule, Parameter)


def override(draft: Draft) -> Draft:
    """Take out what something else replaces, and note it; refuse what may not be replaced."""
    rules = _claims(rule for source in draft.sources for rule in source.rules if rule.replaces)
    parameters = _claims(one for source in draft.sources for one in source.parameters if one.replaces)
    if not rules and not parameters:
        return draft
    every_rule = [rule for source in draft.sources for rule in source.rules]
    every_parameter = [one for source in draft.sources for one in source.parameters]
    problems: list[Diagnostic] = []
    overrides: list[Override] = []
    gone: list[Rule | Parameter] = []
    for target, winners in sorted(rules.items()):
        losers = [r for r in every_rule if target in (r.id, r.table) and r.replaces != target]
        found = list(_rule_problems(target, winners, losers, every_rule))
        problems += found
        if not found:
            gone += losers
            overrides.append(_noted("rule", target, winners[0].id, winners[0], losers[0]))
    for name, setters in sorted(parameters.items()):
        originals = [one for one in every_parameter if one.name == name and not one.replaces]
        found = list(_parameter_problems(name, setters, originals, every_parameter))
        problems += found
        if not found:
            gone += originals
            overrides.append(_noted("parameter", name, name, setters[0], originals[0]))
    dropped = set(map(id, gone))
    sources = tuple(
        replace(
            source,
            rules=tuple(rule for rule in source.rules if id(rule) not in dropped),
            parameters=tuple(one for one in source.parameters if id(one) not in dropped),
        )
        for source in draft.sources
    )
    return replace(draft, sources=sources, overrides=tuple(overrides)).blame(problems)


def _claims(items: Iterable[T]) -> dict[str, list[T]]:
    claims: dict[str, list[T]] = {}
    for item in items:
        if item not in claims.setdefault(item.replaces, []):
            claims[item.replaces].append(item)
    return claims


def _rule_problems(
    target: str, winners: Sequence[Rule], losers: Sequence[Rule], every: Sequence[Rule]
) -> Iterator[Diagnostic]:
    where = place_of(winners[0])
    if not losers:
        hint = suggestion(target, (rule.id for rule in every if rule.replaces != target))
        yield Diagnostic("RC610", f"there is no rule '{target}' to replace", where, hint)
    if len(winners) > 1:
        yield _disputed("rule", target, [(rule.id, rule.provenance) for rule in winners], where)
    for loser in losers:
        if loser.layer in PROTECTED:
            layer = Layer(loser.layer).label()
            yield Diagnostic(
                "RC612",
                f"'{loser.id}' is a guard of the layer '{layer}', which nobody may replace",
                where,
                "write a guard of your own beside it: guards may be added and never taken away",
            )


def _parameter_problems(
    name: str, setters: Sequence[Parameter], originals: Sequence[Parameter], every: Sequence[Parameter]
) -> Iterator[Diagnostic]:
    where = Place(subject=f"parameter {name}")
    if not originals:
        hint = suggestion(name, (one.name for one in every if not one.replaces))
        yield Diagnostic("RC610", f"there is no parameter '{name}' to replace", where, hint)
    if len(setters) > 1:
        yield _disputed("parameter", name, [(one.name, one.provenance) for one in setters], where)
    for setter in setters:
        if setter.name != name:
            yield Diagnostic(
                "RC613",
                f"the parameter '{setter.name}' cannot replace '{name}', which rules read by its name",
                Place(subject=f"parameter {setter.name}"),
                f"call it '{name}' too, or leave replaces out",
            )
        elif originals and type(setter.default) is not type(originals[0].default):
            wanted = type(originals[0].default).__name__
            yield Diagnostic("RC613", f"the new default is no {wanted}", where, f"give a {wanted}")


def _disputed(kind: str, name: str, claims: Sequence[tuple[str, str]], where: Place) -> Diagnostic:
    said = " and ".join(f"'{by}' ({who})" if who else f"'{by}'" for by, who in claims)
    return Diagnostic(
        "RC611",
        f"the {kind} '{name}' is replaced twice: by {said}",
        where,
        "go without one of the plug-ins, or let one of them leave it alone",
    )


def _noted(kind: str, name: str, by: str, winner: Rule | Parameter, loser: Rule | Parameter) -> Override:
    return Override(kind, name, by, winner.provenance, loser.provenance)
