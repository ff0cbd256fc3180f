"""What a playbook file may name without declaring it: known fact types and enumerations."""

from __future__ import annotations

import re
import typing
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import cache
from typing import Any

from relcore import facts
from relcore.facts import Fact
from relcore.ir import FactType, RuleSet
from relcore.lang import fact_type

Members = Mapping[str, str | int]
"""Values of an enumeration by the names of its members."""


@dataclass
class Vocabulary:
    """Fact types with their classes, and enumerations, by name."""

    types: dict[str, FactType] = field(default_factory=dict)
    models: dict[str, type[Any]] = field(default_factory=dict)
    enums: dict[str, Members] = field(default_factory=dict)
    enum_classes: dict[str, type[Enum]] = field(default_factory=dict)

    def add_model(self, model: type[Fact]) -> None:
        """Take in a fact class and the enumerations of its fields."""
        self.types[model.__name__] = described(model)
        self.models[model.__name__] = model
        for enum in enums_of(model):
            self.add_enum(enum)

    def add_enum(self, enum: type[Enum]) -> None:
        """Take in an enumeration of texts or numbers."""
        self.enums[enum.__name__] = {
            name: member.value
            for name, member in enum.__members__.items()
            if isinstance(member.value, (str, int))
        }
        self.enum_classes[enum.__name__] = enum


def vocabulary(known: Iterable[RuleSet] = ()) -> Vocabulary:
    """Give relcore's own facts and enumerations, and those of the rule sets that a file is added to."""
    own = _own()
    found = Vocabulary(dict(own.types), dict(own.models), dict(own.enums), dict(own.enum_classes))
    for ruleset in known:
        for model in ruleset.models:
            found.models[model.__name__] = model
            for enum in enums_of(model):
                found.add_enum(enum)
        for fact in ruleset.types:
            found.types[fact.name] = fact
            for value in fact.fields.values():
                if value.enum and value.enum not in found.enums:
                    found.enums[value.enum] = {member_name(member): member for member in value.members}
    return found


def described(model: type[Fact]) -> FactType:
    """Describe a fact class without keeping it in memory for ever, as classes made of files come and go."""
    return fact_type.__wrapped__(model)


def member_name(value: str) -> str:
    """Give the name by which an expression calls a member of which only the value is known.

    >>> member_name("key-account")
    'KEY_ACCOUNT'
    """
    name = re.sub(r"\W", "_", value).upper()
    return name if name and not name[0].isdigit() else f"M_{name}"


def enums_of(model: type[Fact]) -> Iterator[type[Enum]]:
    """Give the enumerations that the fields of a fact class use."""
    for info in model.model_fields.values():
        yield from _enums_in(info.annotation)


def _enums_in(annotation: Any) -> Iterator[type[Enum]]:
    while hasattr(annotation, "__value__"):
        annotation = annotation.__value__
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        yield annotation
    for argument in typing.get_args(annotation):
        yield from _enums_in(argument)


@cache
def _own() -> Vocabulary:
    found = Vocabulary()
    for name in facts.__all__:
        item = getattr(facts, name)
        if not isinstance(item, type):
            continue
        if issubclass(item, Enum) and item.__members__:
            found.add_enum(item)
        elif issubclass(item, Fact) and item not in _ABSTRACT:
            found.add_model(item)
    return found


_ABSTRACT = (Fact, facts.CustomerFact, facts.CompanyFact, facts.Conclusion)
