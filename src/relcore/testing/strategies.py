"""Hypothesis strategies for facts of every type, plug-in types too, derived from their models."""

from __future__ import annotations

import typing
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any, TypeVar

from hypothesis import reject
from hypothesis import strategies as st
from hypothesis.strategies._internal.types import _global_type_lookup
from pydantic import TypeAdapter, ValidationError

from relcore.facts import (
    AXIS_VALUES,
    BusyHours,
    Commitment,
    Conclusion,
    Customer,
    Fact,
    IndustryHours,
    Interaction,
    SpendEstimate,
    StageRecord,
)
from relcore.testing.field_values import values_of
from relcore.testing.hints import Hints

F = TypeVar("F", bound=Fact)
Given = dict[str, Any]

DAY = date(2026, 6, 30)
"""The day on which drawn customers are looked at, unless somebody names another."""
WHO = "c1"
"""The customer whom drawn facts are about, unless somebody names another."""

_AHEAD = ("due", "expect", "plan", "next", "ends", "until", "expire", "promise", "withdrawn", "close")
"""Words in names of fields whose day may lie ahead; all other days have passed."""
_ABOUT = ("Order", "Opportunity", "Complaint")
"""Types that an `about` may refer to."""
_REFERRED_TO = (*_ABOUT, "Contact", "Contract")
"""Types that other facts refer to by id."""


@dataclass(frozen=True)
class Setting:
    """What a fact is drawn into: a customer, a day, the facts that are there, and where rules look."""

    customer_id: str = WHO
    as_of: date = DAY
    ids: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Ids of the facts that there are, by type."""
    hints: Hints = field(default_factory=Hints)


def register_strategy(model: type[F], strategy: st.SearchStrategy[F]) -> None:
    """Draw the facts of a type by a strategy of yours, here and wherever hypothesis draws that type.

    A plug-in calls this from the module that its distribution names as entry point `hypothesis`,
    so that its strategies are there as soon as hypothesis is. The customer is filled in when a life is drawn.
    """
    st.register_type_strategy(model, strategy)


def facts_of(model: type[F], setting: Setting | None = None, **fixed: Any) -> st.SearchStrategy[F]:
    """Give facts of a type: valid, dates in order, references to facts that there are, some fields fixed.

    >>> from relcore.facts import Order
    >>> facts_of(Order, product="boxes").example().product  # doctest: +SKIP
    'boxes'
    """
    return _facts(model, setting or Setting(), fixed)


@st.composite
def _facts(draw: st.DrawFn, model: type[F], setting: Setting, fixed: Given) -> F:
    if model in _global_type_lookup:
        drawn = draw(st.from_type(model))
        own = {"customer_id": setting.customer_id} if "customer_id" in type(drawn).model_fields else {}
        return drawn.model_copy(update={**own, **fixed})
    fields = _fields(model)
    must = [name for name, info in fields.items() if info.required]
    may = [name for name in fields if name not in must and name not in fixed]
    read = [name for name in may if name in setting.hints.fields.get(model.__name__, ())]
    chosen = draw(st.lists(st.sampled_from(read * 3 + may), unique=True, max_size=6)) if may else []
    given: Given = {}
    for name in (name for name in fields if name in must or name in chosen):
        if name not in fixed:
            given[name] = draw(_values(model, name, fields[name], setting))
    for repair in _REPAIRS.get(model, ()):
        repair(draw, given)
    given = {name: value for name, value in given.items() if value is not None}
    if "customer_id" in model.model_fields:
        given["customer_id"] = setting.customer_id
    return _valid(model, given | fixed, must)


@dataclass(frozen=True)
class _Info:
    annotation: Any
    notes: tuple[Any, ...]
    required: bool


@cache
def _fields(model: type[Fact]) -> Mapping[str, _Info]:
    hints = typing.get_type_hints(model, include_extras=True)
    return {
        name: _Info(hints[name], tuple(info.metadata), info.is_required())
        for name, info in model.model_fields.items()
        if name not in ("id", "customer_id")
    }


def _values(model: type[Fact], name: str, info: _Info, setting: Setting) -> st.SearchStrategy[Any]:
    known = _references(name, setting)
    if known is not None:
        return st.sampled_from(known) if known else st.just("unknown-1" if info.required else None)
    place = model.__name__, name
    if _is_day(info.annotation):
        days = _days(name, setting.hints.days.get(place, ()))
        return days.map(lambda ahead: setting.as_of + timedelta(days=ahead))
    usual = values_of(info.annotation, info.notes, as_of=setting.as_of)
    near = [value for value in setting.hints.values.get(place, ()) if _fits(model, name, value)]
    return st.one_of(st.sampled_from(near), usual) if near else usual


def _references(name: str, setting: Setting) -> Sequence[str] | None:
    """Give the ids that a field may refer to; None where it refers to nothing that is drawn."""
    if name == "about":
        return [one for kind in _ABOUT for one in setting.ids.get(kind, ())]
    target = "".join(part.title() for part in name.removesuffix("_id").split("_"))
    if not name.endswith("_id") or target not in (*_REFERRED_TO, *setting.ids):
        return None
    return setting.ids.get(target, ())


def _days(name: str, near: Sequence[int]) -> st.SearchStrategy[int]:
    usual = st.integers(-365, 45) if any(word in name for word in _AHEAD) else st.integers(-365, 0)
    return st.one_of(st.sampled_from(near), usual) if near else usual


def _is_day(annotation: Any) -> bool:
    if annotation is date:
        return True
    return any(_is_day(part) for part in typing.get_args(annotation) if part is not datetime)


@cache
def _adapter(model: type[Fact], name: str) -> TypeAdapter[Any]:
    return TypeAdapter(_fields(model)[name].annotation)


def _fits(model: type[Fact], name: str, value: Any) -> bool:
    try:
        _adapter(model, name).validate_python(value)
    except ValidationError:
        return False
    return True


def _valid(model: type[F], given: Given, must: Iterable[str]) -> F:
    """Make the fact; where it does not hold together, with its days in order, else with what it must have."""
    days = sorted(value for value in given.values() if type(value) is date)
    ordered = {name: days.pop(0) if type(value) is date else value for name, value in given.items()}
    bare = {name: ordered[name] for name in given if name in must or name in ("id", "customer_id")}
    for attempt in (given, ordered, bare):
        try:
            return model.model_validate(attempt)
        except ValidationError:
            continue
    return reject()


def _axis_value(draw: st.DrawFn, given: Given) -> None:
    given["value"] = draw(st.sampled_from([member.value for member in AXIS_VALUES[given["axis"]]]))


def _in_order(*names: str) -> Callable[[st.DrawFn, Given], None]:
    def repair(draw: st.DrawFn, given: Given) -> None:
        there = [name for name in names if given.get(name) is not None]
        given.update(zip(there, sorted(given[name] for name in there), strict=True))

    return repair


def _agreed(draw: st.DrawFn, given: Given) -> None:
    if given.get("next_step_on") is not None:
        given.pop("next_step_agreed", None)


def _kept(draw: st.DrawFn, given: Given) -> None:
    if given.get("kept_on") is not None:
        given.pop("outcome", None)


def _apart(draw: st.DrawFn, given: Given) -> None:
    if given["busy_from"] >= given["busy_until"]:
        given["busy_until"] = given["busy_from"].replace(hour=given["busy_from"].hour + 1)


_REPAIRS: Mapping[type[Fact], Sequence[Callable[[st.DrawFn, Given], None]]] = {
    StageRecord: [_axis_value],
    Interaction: [_agreed, _in_order("business_minutes", "minutes"), _in_order("on", "next_step_on")],
    SpendEstimate: [_in_order("our_sales", "category_spend"), _in_order("period_start", "period_end")],
    Commitment: [_kept],
    BusyHours: [_apart],
    IndustryHours: [_apart],
}
"""What the annotations of a built-in model do not tell."""


def has_identity(model: type[Fact]) -> bool:
    """Tell whether other facts may refer to facts of a type, so that they need an id.

    >>> from relcore.facts import Cue, Order
    >>> has_identity(Order), has_identity(Cue)
    (True, False)
    """
    return model.model_fields["id"].is_required() or model.__name__ in _REFERRED_TO


def is_told(model: type[Fact]) -> bool:
    """Tell whether facts of a type are told, not concluded, and may be there more than once."""
    return not issubclass(model, Conclusion) and model is not Customer
