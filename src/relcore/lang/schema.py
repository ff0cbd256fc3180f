"""From pydantic models to fact types of the ir."""

from __future__ import annotations

import types
import typing
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any

from relcore.facts.base import CompanyFact, Conclusion, Fact
from relcore.ir import FactType, Kind, Scope, ValueType

_KINDS: dict[type[Any], Kind] = {
    bool: Kind.BOOL,
    int: Kind.INT,
    Decimal: Kind.DECIMAL,
    str: Kind.TEXT,
    datetime: Kind.INSTANT,
    date: Kind.DATE,
}


def value_type(annotation: Any) -> ValueType:
    """Describe an annotation as a type of the rule language; what rules cannot read is opaque.

    >>> str(value_type(int | None))
    'whole number or unknown'
    """
    while hasattr(annotation, "__value__"):
        annotation = annotation.__value__
    origin = typing.get_origin(annotation)
    if origin is typing.Annotated:
        return value_type(typing.get_args(annotation)[0])
    if origin in (typing.Union, types.UnionType):
        options = [a for a in typing.get_args(annotation) if a is not type(None)]
        nullable = len(options) < len(typing.get_args(annotation))
        inner = value_type(options[0]) if len(options) == 1 else ValueType(Kind.OPAQUE)
        return ValueType(inner.kind, nullable or inner.nullable, inner.enum, inner.members)
    if origin in (tuple, frozenset):
        inner = value_type(typing.get_args(annotation)[0])
        return ValueType(Kind.SET, enum=inner.enum, members=inner.members)
    if isinstance(annotation, type):
        if issubclass(annotation, Enum) and issubclass(annotation, str):
            return ValueType(
                Kind.TEXT, enum=annotation.__name__, members=tuple(str(member.value) for member in annotation)
            )
        if annotation in _KINDS:
            return ValueType(_KINDS[annotation])
    return ValueType(Kind.OPAQUE)


@cache
def fact_type(model: type[Fact]) -> FactType:
    """Describe a fact class.

    >>> from relcore.facts.conclusions import Score
    >>> fact_type(Score).columns
    ('axis', 'value', 'points')
    """
    if issubclass(model, Conclusion):
        scope = Scope.CONCLUSION
    elif issubclass(model, CompanyFact):
        scope = Scope.COMPANY
    else:
        scope = Scope.CUSTOMER
    hints = typing.get_type_hints(model, include_extras=True)
    return FactType(
        name=model.__name__,
        scope=scope,
        fields={name: value_type(hints[name]) for name in model.model_fields},
        evidential=model.evidential,
        defaults={
            name: _plain(info.default) for name, info in model.model_fields.items() if not info.is_required()
        },
    )


def _plain(value: Any) -> Any:
    return value.value if isinstance(value, Enum) else value
