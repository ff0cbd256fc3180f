"""A digest of what a program means: equal for equal meaning, whatever names its variables have."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

from relcore.ir import FactType, Rule, Scalar
from relcore.program.exact import EXACT

_SILENT = frozenset(
    {
        "cites",
        "distribution",
        "doc",
        "enum",
        "origin",
        "place",
        "replaces",
        "source",
        "table",
        "version",
    }
)
"""Fields that say where a rule comes from or how to tell it, not what it means."""


def meaning(rule: Rule) -> Any:
    """Give a rule as plain data, its variables renamed in the order in which they appear."""
    return _plain(rule, {})


def digest_of(rules: tuple[Rule, ...], values: Mapping[str, Scalar], types: Mapping[str, FactType]) -> str:
    """Give the digest of rules, parameter values and the fields of fact types, 16 hexadecimal digits."""
    content = {
        "types": {
            name: {
                column: [value.kind.name, value.nullable, value.enum] for column, value in fact.fields.items()
            }
            for name, fact in sorted(types.items())
        },
        "rules": [meaning(rule) for rule in sorted(rules, key=lambda rule: rule.id)],
        "values": {name: _plain(value, {}) for name, value in sorted(values.items())},
    }
    return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()[:16]


def _plain(node: Any, names: dict[str, str]) -> Any:
    if is_dataclass(node):
        parts: list[Any] = [type(node).__name__]
        for spec in fields(node):
            if spec.name in _SILENT:
                continue
            value = getattr(node, spec.name)
            if spec.name == "var":
                value = names.setdefault(value, f"x{len(names)}")
            parts.append(_plain(value, names))
        return parts
    if isinstance(node, tuple):
        return [_plain(item, names) for item in node]
    if isinstance(node, Enum):
        return _plain(node.value, names)
    if isinstance(node, Decimal):
        return ["decimal", str(EXACT.normalize(node))]
    if isinstance(node, date):
        return ["date", node.isoformat()]
    return node
