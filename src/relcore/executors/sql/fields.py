"""Which fields of which facts a program reads: only these are loaded and checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from relcore.ir import Aggregate, Exists, Field, children
from relcore.program import Program


def fields_read(program: Program) -> dict[str, set[str]]:
    """Give the fields that rules read, by the name of the fact type; a type may be asked for without any."""
    found: dict[str, set[str]] = {}
    for rule in program.rules.values():
        env = {bind.var: bind.fact for bind in rule.binds}
        for fact in env.values():
            found.setdefault(fact, set())
        for part in (*rule.where, *(expr for head in rule.heads for _, expr in head.fields)):
            for fact, name in _read(part, env):
                fields = found.setdefault(fact, set())
                if name:
                    fields.add(name)
    return found


def _read(node: Any, env: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    if isinstance(node, Field):
        yield env[node.var], node.name
    if isinstance(node, (Exists, Aggregate)):
        yield node.fact, ""
        env = {**env, node.var: node.fact}
    for child in children(node):
        yield from _read(child, env)
