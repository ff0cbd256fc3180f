"""Fact types and enumerations as the entries of a playbook file."""

from __future__ import annotations

from collections.abc import Iterable

from relcore.facts import Labelled
from relcore.ir import Const, FactType, Kind, Scalar, ValueType
from relcore.playbooks.expression_text import literal
from relcore.playbooks.kinds import KINDS, SCOPES, SET
from relcore.playbooks.vocabulary import Vocabulary
from relcore.playbooks.yaml_text import Flow, Node, Raw

_WORDS = {kind: words for words, kind in KINDS.items()}


def fact_node(fact: FactType) -> Node:
    """Give the entry of a fact type."""
    node: dict[str, Node] = {"of": SCOPES[fact.scope]}
    if fact.evidential:
        node["evidential"] = Raw("true")
    fields = {
        name: _field(kind, name in fact.defaults, fact.defaults.get(name))
        for name, kind in fact.fields.items()
        if name not in ("id", "customer_id")
    }
    if fields:
        node["fields"] = fields
    return node


def enumeration_nodes(facts: Iterable[FactType], own: Vocabulary, words: Vocabulary) -> dict[str, Node]:
    """Give the entries of the enumerations that these types need and that are not relcore's own."""
    found: dict[str, Node] = {}
    for fact in facts:
        for kind in fact.fields.values():
            known = own.enums.get(kind.enum)
            if kind.enum and (known is None or list(known.values()) != list(kind.members)):
                found[kind.enum] = {value: _label(kind.enum, value, words) for value in kind.members}
    return found


def _label(enum: str, value: str, words: Vocabulary) -> Node:
    for member in words.enum_classes.get(enum, ()):
        if member.value == value and isinstance(member, Labelled):
            return Flow({"en": member.en or value, "zh": member.zh or value})
    return Raw("null")


def _field(kind: ValueType, has_default: bool, default: Scalar | None) -> Node:
    words = kind.enum or _WORDS.get(kind.kind, "text")
    if kind.kind is Kind.SET:
        words = f"{SET}{kind.enum or 'text'}"
    if kind.nullable and has_default and default is None:
        return f"{words}?"
    if not kind.nullable and not has_default:
        return words
    node: dict[str, Node] = {"kind": words}
    if kind.nullable:
        node["unknown"] = Raw("true")
    if has_default:
        node["default"] = _default(kind, default)
    return Flow(node)


def _default(kind: ValueType, default: Scalar | None) -> Node:
    if kind.kind is Kind.SET:
        return ""
    if default is None:
        return Raw("null")
    if isinstance(default, str):
        return default
    if not isinstance(default, bool) and hasattr(default, "isoformat"):
        return Raw(default.isoformat())
    return Raw(literal(Const(default)))
