"""Single changes that would make a condition true: what they are and what the world is like after them."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias, assert_never

from relcore.explain.scene import Scene
from relcore.ledger import Ref, plain
from relcore.program.evaluate import Env


@dataclass(frozen=True, slots=True)
class SetField:
    """Another value in one field of a fact; of a conclusion, what rules would have to conclude instead."""

    fact: Ref
    field: str
    value: Any
    text: str = dataclasses.field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class SetParameter:
    """Another value of a parameter of the company."""

    name: str
    value: Any
    text: str = dataclasses.field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Wait:
    """Nothing but time: the first day on which the condition holds, all facts as they are.

    `lasting` says whether it holds on every day of the following year too.
    """

    until: date
    lasting: bool
    text: str = dataclasses.field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Add:
    """One or more facts that are not there yet; `fields` is the content of an example."""

    fact: str
    fields: tuple[tuple[str, Any], ...]
    count: int = 1
    text: str = dataclasses.field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Remove:
    """Some facts fewer."""

    facts: tuple[Ref, ...]
    text: str = dataclasses.field(default="", compare=False)


Change: TypeAlias = SetField | SetParameter | Wait | Add | Remove


def apply(change: Change, scene: Scene, env: Env) -> tuple[Scene, Env] | None:
    """Give the world after a change and the variables in it; None where the change cannot be made.

    Facts and conclusions that the change does not name stay as they are: rules do not run again.
    """
    match change:
        case SetField(ref, name, value):
            before = scene.find(ref)
            after = scene.changed(ref.fact, before, name, value)
            if after is None:
                return None
            facts = [after if fact is before else fact for fact in scene.world.facts(ref.fact)]
            renewed = {var: after if fact is before else fact for var, fact in env.items()}
            return scene.with_facts(ref.fact, facts), renewed
        case SetParameter(name, value):
            return (scene.with_value(name, value), env) if _allowed(scene, name, value) else None
        case Wait(until, _):
            return scene.on(until), env
        case Add(name, fields, count):
            known = scene.world.facts(name)
            more = [scene.made(name, dict(fields), number) for number in range(1, count + 1)]
            # Conclusions are a set: the same once more is no more.
            if None in more or (scene.is_concluded(name) and (count > 1 or more[0] in known)):
                return None
            return scene.with_facts(name, [*known, *more]), env
        case Remove(refs):
            gone = set(refs)
            for name in {ref.fact for ref in refs}:
                left = [fact for fact in scene.world.facts(name) if scene.ref(name, fact) not in gone]
                scene = scene.with_facts(name, left)
            return scene, env
        case _:
            assert_never(change)


def as_dict(change: Change) -> dict[str, Any]:
    """Give a change as plain data; `kind` says which it is."""
    content: dict[str, Any]
    match change:
        case SetField(ref, name, value):
            content = {"kind": "set", "fact": ref.fact, "id": ref.id, "field": name, "value": plain(value)}
        case SetParameter(name, value):
            content = {"kind": "parameter", "name": name, "value": plain(value)}
        case Wait(until, lasting):
            content = {"kind": "wait", "until": until.isoformat(), "lasting": lasting}
        case Add(fact, fields, count):
            example: Mapping[str, Any] = {name: plain(value) for name, value in fields}
            content = {"kind": "add", "fact": fact, "count": count, "fields": example}
        case Remove(refs):
            content = {"kind": "remove", "facts": [{"fact": ref.fact, "id": ref.id} for ref in refs]}
        case _:
            assert_never(change)
    return content | {"text": change.text}


def _allowed(scene: Scene, name: str, value: Any) -> bool:
    parameter = scene.program.parameters[name]
    if type(value) is not type(parameter.default):
        return False
    low, high = parameter.at_least, parameter.at_most
    return (low is None or value >= low) and (high is None or value <= high)  # type: ignore[operator]
