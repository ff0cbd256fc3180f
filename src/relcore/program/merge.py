"""Pass: put the rule sets together, refusing two things of one name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from relcore.errors import Diagnostic, Place
from relcore.ir import ActionDecl, FactType, Parameter, Rule
from relcore.program.draft import Draft, place_of


def merge(draft: Draft) -> Draft:
    """Collect rules, types, parameters and actions of all rule sets, sorted by name."""
    problems: list[Diagnostic] = []
    rules: dict[str, Rule] = {}
    types: dict[str, FactType] = {}
    models: dict[str, type[Any]] = {}
    parameters: dict[str, Parameter] = {}
    actions: dict[str, ActionDecl] = {}
    for source in draft.sources:
        for rule in source.rules:
            if rules.setdefault(rule.id, rule) != rule or _repeated(rule, source.rules):
                problems.append(
                    Diagnostic(
                        "RC201", f"two rules are called '{rule.id}'", place_of(rule), "rename one of them"
                    )
                )
        for kind, into, items in (
            ("fact types", types, source.types),
            ("parameters", parameters, source.parameters),
            ("actions", actions, source.actions),
        ):
            problems += _collect(kind, into, items, source.name)
        problems += _collect_models(models, source.models)
    return replace(
        draft,
        rules=tuple(rules[key] for key in sorted(rules)),
        types=types,
        models=models,
        parameters={key: parameters[key] for key in sorted(parameters)},
        actions={key: actions[key] for key in sorted(actions)},
    ).blame(problems)


def _repeated(rule: Rule, rules: tuple[Rule, ...]) -> bool:
    return next(other for other in rules if other.id == rule.id) is not rule


def _collect_models(into: dict[str, type[Any]], models: Iterable[type[Any]]) -> Iterable[Diagnostic]:
    for model in models:
        known = into.setdefault(model.__name__, model)
        if known is not model and known.__module__ != model.__module__:
            yield Diagnostic(
                "RC202",
                f"two different fact types are called '{model.__name__}'",
                Place(subject=f"{known.__module__} and {model.__module__}"),
                "rename one of them",
            )


def _collect(kind: str, into: dict[str, Any], items: Iterable[Any], playbook: str) -> Iterable[Diagnostic]:
    for item in items:
        if into.setdefault(item.name, item) != item:
            yield Diagnostic(
                "RC202",
                f"two different {kind} are called '{item.name}'",
                Place(subject=f"playbook {playbook}"),
                "rename one of them",
            )
