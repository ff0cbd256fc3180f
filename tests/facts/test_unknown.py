"""What nobody knows may be left out of every fact, and everything that is told has bounds."""

from __future__ import annotations

import inspect
import types
import typing
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import Any

import pytest

import relcore.facts as facts
from relcore.facts import (
    AccountEventKind,
    Axis,
    CompanyFact,
    Conclusion,
    CueKind,
    CustomerFact,
    Fact,
    InteractionKind,
)

ABSTRACT = {Fact, CustomerFact, CompanyFact, Conclusion}
TYPES: list[type[Fact]] = [
    thing
    for thing in (getattr(facts, name) for name in facts.__all__)
    if inspect.isclass(thing) and issubclass(thing, Fact) and thing not in ABSTRACT
]
KNOWN_TYPES = [kind for kind in TYPES if not issubclass(kind, Conclusion)]
CUSTOMER_TYPES = [kind for kind in KNOWN_TYPES if issubclass(kind, CustomerFact)]

DAY = date(2026, 3, 2)
REQUIRED: dict[str, dict[str, Any]] = {
    "AccountEvent": {"kind": AccountEventKind.RIVAL_OFFER, "on": DAY},
    "Appointment": {"planned_at": datetime(2026, 3, 2, 9, 0, tzinfo=UTC)},
    "BusyHours": {"busy_from": time(11), "busy_until": time(14)},
    "Commitment": {},
    "Complaint": {"opened_on": DAY},
    "Consent": {},
    "Contact": {"id": "p1"},
    "ContactPolicy": {},
    "Contract": {},
    "Cue": {"kind": CueKind.OFFICE_CHART, "observed_on": DAY},
    "Customer": {},
    "Delivery": {},
    "GiftPolicy": {},
    "Holiday": {"on": DAY},
    "IndustryHours": {"industry": "catering", "busy_from": time(11), "busy_until": time(14)},
    "Interaction": {"kind": InteractionKind.VISIT, "on": DAY},
    "Opportunity": {},
    "Order": {"placed_on": DAY},
    "Payment": {},
    "RepAuthority": {},
    "SpendEstimate": {"period_start": DAY, "period_end": DAY},
    "StageRecord": {"axis": Axis.SHARE_STAGE, "value": "stable", "since": DAY},
    "WorkWeek": {},
}
DEFAULTS_THAT_MEAN_SOMETHING = {
    ("Consent", "scope"),
    ("Cue", "present"),
    ("Holiday", "kind"),
    ("WorkWeek", "working_days"),
}


def _least(kind: type[Fact]) -> dict[str, Any]:
    owner = {"customer_id": "c1"} if issubclass(kind, CustomerFact) else {}
    return owner | REQUIRED[kind.__name__]


def _nullable(annotation: Any) -> bool:
    return typing.get_origin(annotation) in (typing.Union, types.UnionType) and type(None) in typing.get_args(
        annotation
    )


def test_every_type_is_listed_here() -> None:
    assert sorted(kind.__name__ for kind in KNOWN_TYPES) == sorted(REQUIRED)


@pytest.mark.parametrize("kind", KNOWN_TYPES, ids=lambda kind: kind.__name__)
def test_only_what_identifies_a_fact_is_required(kind: type[Fact]) -> None:
    required = {name for name, field in kind.model_fields.items() if field.is_required()}
    assert required == set(_least(kind))
    kind(**_least(kind))


@pytest.mark.parametrize("kind", KNOWN_TYPES, ids=lambda kind: kind.__name__)
def test_all_else_is_unknown_unless_told(kind: type[Fact]) -> None:
    fact = kind(**_least(kind))
    for name, field in kind.model_fields.items():
        if field.is_required() or (kind.__name__, name) in DEFAULTS_THAT_MEAN_SOMETHING:
            continue
        assert getattr(fact, name) is None, name
        assert _nullable(field.annotation), name


@pytest.mark.parametrize("kind", KNOWN_TYPES, ids=lambda kind: kind.__name__)
def test_a_fact_survives_json(kind: type[Fact]) -> None:
    fact = kind(**_least(kind))
    assert kind.model_validate_json(fact.model_dump_json()) == fact


def _leaves(schema: Any) -> Iterator[dict[str, Any]]:
    if isinstance(schema, dict):
        if schema.get("type") in ("string", "integer", "number"):
            yield schema
        for key, part in schema.items():
            if key not in ("$defs", "default", "description"):
                yield from _leaves(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from _leaves(part)


@pytest.mark.parametrize("kind", KNOWN_TYPES, ids=lambda kind: kind.__name__)
def test_every_text_and_number_has_bounds(kind: type[Fact]) -> None:
    for name, schema in kind.model_json_schema()["properties"].items():
        leaves = list(_leaves(schema))
        is_decimal = any(leaf["type"] == "number" for leaf in leaves)
        for leaf in leaves:
            if leaf["type"] == "string":
                bounds = {"maxLength", "pattern", "format", "enum", "const"}
                assert is_decimal or bounds & set(leaf), name
            else:
                assert "minimum" in leaf, name
                assert is_decimal or "maximum" in leaf, name


@pytest.mark.parametrize("kind", KNOWN_TYPES, ids=lambda kind: kind.__name__)
def test_every_word_outside_the_model_is_refused(kind: type[Fact]) -> None:
    with pytest.raises(ValueError, match="Extra inputs are not permitted"):
        kind.model_validate(_least(kind) | {"hunch": "something"})


@pytest.mark.parametrize(
    "kind", [k for k in KNOWN_TYPES if issubclass(k, CustomerFact)], ids=lambda k: k.__name__
)
def test_a_fact_about_a_customer_names_the_customer(kind: type[Fact]) -> None:
    with pytest.raises(ValueError, match="customer_id"):
        kind(**{**_least(kind), "customer_id": ""})


def test_evidence_that_is_missing_means_unknown_for_three_types_only() -> None:
    assert {kind.__name__ for kind in TYPES if kind.evidential} == {"Cue", "Consent", "SpendEstimate"}
