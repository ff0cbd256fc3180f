"""What the declaration of a fact says about its columns: digits, and what a set holds."""

from __future__ import annotations

import typing
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from relcore.executors.sql.columns import MOST_DIGITS, PLAIN_DIGITS, Column, size_of
from relcore.ir import FactType, Kind
from relcore.lang.schema import value_type
from relcore.program import Program

_SCALE = 10
"""Digits after the point of a decimal of which nothing else is declared."""


def declared_columns(program: Program, fact: FactType) -> dict[str, Column]:
    """Give the columns of a fact type: one for each field that rules can read."""
    return {
        name: declared_column(program, fact, name)
        for name, value in fact.fields.items()
        if value.kind not in (Kind.OPAQUE, Kind.ANY)
    }


def declared_column(program: Program, fact: FactType, name: str) -> Column:
    """Give the column that a field needs, as far as its declaration tells."""
    value = fact.fields[name]
    info = getattr(program.models.get(fact.name), "model_fields", {}).get(name)
    match value.kind:
        case Kind.INT:
            bounds = [bound for part in _parts(info) for bound in (_bound(part, "ge"), _bound(part, "le"))]
            known = [bound for bound in bounds if bound is not None]
            digits = max(size_of(bound)[0] for bound in known) if len(known) > 1 else PLAIN_DIGITS
            return Column(value.kind, value.nullable, min(digits, PLAIN_DIGITS))
        case Kind.DECIMAL:
            sizes = [(part.max_digits, part.decimal_places) for part in _parts(info) if _has_size(part)]
            most, scale = sizes[0] if sizes else (MOST_DIGITS, _SCALE)
            return Column(value.kind, value.nullable, most - scale, scale)
        case Kind.SET:
            return Column(value.kind, value.nullable, item=_item_kind(info))
    return Column(value.kind, value.nullable)


def _parts(node: Any) -> Iterator[Any]:
    """Give everything that is said about a field, through annotations and unions."""
    if node is None:
        return
    yield node
    for inner in getattr(node, "metadata", ()) or getattr(node, "__metadata__", ()):
        yield from _parts(inner)
    if getattr(node, "annotation", None) is not None:
        yield from _parts(node.annotation)
    elif not isinstance(node, type):
        for inner in typing.get_args(node):
            yield from _parts(inner)


def _bound(part: Any, name: str) -> Decimal | None:
    found = getattr(part, name, None)
    return Decimal(found) if isinstance(found, (int, Decimal)) else None


def _has_size(part: Any) -> bool:
    return isinstance(getattr(part, "max_digits", None), int) and isinstance(
        getattr(part, "decimal_places", None), int
    )


def _item_kind(info: Any) -> Kind:
    for part in _parts(info):
        if typing.get_origin(part) in (tuple, frozenset):
            return value_type(typing.get_args(part)[0]).kind
    return Kind.TEXT
