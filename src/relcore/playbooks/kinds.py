"""Fact types and enumerations that a playbook file brings itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Annotated, Any

from pydantic import Field, create_model

from relcore.documents import Path
from relcore.facts import CompanyFact, Conclusion, CustomerFact, Fact
from relcore.facts.base import Labelled
from relcore.ir import FactType, Kind, Scope, ValueType
from relcore.playbooks.cells import NoValue, constant
from relcore.playbooks.expression import suggest
from relcore.playbooks.places import Complaints
from relcore.playbooks.shape import FactShape, FieldShape, InTwoLanguages
from relcore.playbooks.vocabulary import Vocabulary, described, member_name

BASES: Mapping[str, type[Fact]] = {
    "customer": CustomerFact,
    "company": CompanyFact,
    "conclusion": Conclusion,
}
SCOPES: Mapping[Scope, str] = {
    Scope.CUSTOMER: "customer",
    Scope.COMPANY: "company",
    Scope.CONCLUSION: "conclusion",
}
SET = "set of "
KINDS: Mapping[str, Kind] = {
    "yes or no": Kind.BOOL,
    "whole number": Kind.INT,
    "decimal number": Kind.DECIMAL,
    "text": Kind.TEXT,
    "date": Kind.DATE,
    "instant": Kind.INSTANT,
    "anything": Kind.OPAQUE,
}
_PYTHON: Mapping[Kind, Any] = {
    Kind.BOOL: bool,
    Kind.INT: int,
    # Bounded, so that sums stay exact.
    Kind.DECIMAL: Annotated[Decimal, Field(max_digits=38, decimal_places=12)],
    Kind.TEXT: Annotated[str, Field(max_length=4000)],
    Kind.DATE: date,
    Kind.INSTANT: datetime,
    Kind.OPAQUE: Any,
}
_TYPE_NAME = re.compile(r"[A-Z]\w{0,99}")
_FIELD_NAME = re.compile(r"[^\W\d_]\w{0,99}")


def add_enumerations(
    shapes: Mapping[str, Mapping[str, InTwoLanguages | None]], words: Vocabulary, complaints: Complaints
) -> None:
    """Take in the enumerations of a file."""
    for name, values in shapes.items():
        path: Path = ("enumerations", name)
        if not _TYPE_NAME.fullmatch(name) or not values:
            hint = "write a name such as OutletKind, and its values below it"
            complaints.add("RC643", f"'{name[:100]}' is no enumeration", path, hint)
            continue
        members: dict[str, tuple[str, str, str]] = {}
        for value, label in values.items():
            member = member_name(value)
            if member in members or not member.isidentifier():
                hint = "values differ in more than signs and capitals"
                complaints.add("RC643", f"'{value[:100]}' cannot be told from another", (*path, value), hint)
                continue
            members[member] = (value, label.en if label else value, label.zh if label else value)
        kept = words.enum_classes.get(name)
        if kept is not None and [member.value for member in kept] == list(values):
            continue
        words.add_enum(_enumeration(name, members))


def add_facts(
    shapes: Mapping[str, FactShape], words: Vocabulary, complaints: Complaints
) -> dict[str, FactType]:
    """Take in the fact types of a file, and give them."""
    found = {}
    for name, shape in shapes.items():
        path: Path = ("facts", name)
        if not _TYPE_NAME.fullmatch(name):
            hint = "begin with a capital: OutletAudit"
            complaints.add("RC643", f"'{name[:100]}' is no name of a fact type", path, hint)
            continue
        model = _model(name, shape, path, words, complaints)
        made = described(model)
        known = words.types.get(name)
        if known is not None and known == made:
            found[name] = known
            continue
        words.add_model(model)
        found[name] = made
    return found


def _model(name: str, shape: FactShape, path: Path, words: Vocabulary, complaints: Complaints) -> type[Fact]:
    fields: dict[str, Any] = {}
    for field, said in shape.fields.items():
        where = (*path, "fields", field)
        if not _FIELD_NAME.fullmatch(field) or field in ("id", "customer_id") or hasattr(Fact, field):
            hint = "use small letters, digits and _; id and customer_id are always there"
            complaints.add("RC643", f"'{field[:100]}' is no name for a field", where, hint)
            continue
        short = isinstance(said, str)
        full = _in_full(said) if isinstance(said, str) else said
        kind = kind_of(full.kind, words)
        if kind is None:
            known = [*KINDS, *words.enums, *(SET + enum for enum in words.enums)]
            hint = suggest(full.kind, known, "write one of " + ", ".join(KINDS) + ", or an enumeration")
            spot = where if short else (*where, "kind")
            complaints.add("RC643", f"'{full.kind[:100]}' is no kind of value", spot, hint)
            continue
        annotation = _annotation(kind, words)
        given = short and full.unknown
        default: Any = None if given else ...
        if not isinstance(said, str) and "default" in said.model_fields_set:
            default = _default(full, kind, (*where, "default"), words, complaints)
        fields[field] = (annotation | None if full.unknown else annotation, default)
    base = BASES[shape.of]
    model = create_model(name, __base__=base, __module__=__name__, **fields)
    model.__doc__ = f"{name}, a fact type of a playbook file."
    model.evidential = shape.evidential
    return model


def _in_full(said: str) -> FieldShape:
    kind = said.strip()
    return FieldShape(kind=kind.removesuffix("?").strip(), unknown=kind.endswith("?"))


def kind_of(said: str, words: Vocabulary) -> ValueType | None:
    """Give the type of value that words stand for, if any."""
    several = said.startswith(SET)
    name = said.removeprefix(SET)
    if name in KINDS:
        return ValueType(Kind.SET if several else KINDS[name])
    if name in words.enums:
        members = tuple(map(str, words.enums[name].values()))
        return ValueType(Kind.SET if several else Kind.TEXT, enum=name, members=members)
    return None


def _annotation(kind: ValueType, words: Vocabulary) -> Any:
    inner: Any = (
        _enum(kind, words) if kind.enum else _PYTHON[kind.kind if kind.kind in _PYTHON else Kind.TEXT]
    )
    return tuple[inner, ...] if kind.kind is Kind.SET else inner


def _enumeration(name: str, members: Mapping[str, tuple[str, str, str]]) -> type[Enum]:
    # The checker takes the class, when called, for a member of it.
    make: Any = Labelled
    made: type[Enum] = make(name, dict(members))
    return made


def _enum(kind: ValueType, words: Vocabulary) -> type[Enum]:
    if kind.enum not in words.enum_classes:
        members = {member_name(value): (value, value, value) for value in kind.members}
        words.add_enum(_enumeration(kind.enum, members))
    return words.enum_classes[kind.enum]


def _default(full: FieldShape, kind: ValueType, path: Path, words: Vocabulary, complaints: Complaints) -> Any:
    if kind.kind is Kind.SET:
        return ()
    try:
        value = constant(full.default, kind).value
        return value if value is None or not kind.enum else _enum(kind, words)(value)
    except NoValue as wanted:
        hint = f"give {wanted}"
    except ValueError:
        hint = "give one of " + ", ".join(kind.members[:12])
    complaints.add("RC643", f"'{str(full.default)[:50]}' is no {full.kind}", path, hint)
    return None
