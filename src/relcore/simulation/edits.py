"""Changes of a customer's facts as somebody writes them down: a field set, a fact added, a fact left out."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeAlias

from pydantic import ValidationError

from relcore.errors import Place, UsageError
from relcore.facts import CustomerFact, Fact, Snapshot
from relcore.program.draft import suggestion

Edit: TypeAlias = Callable[[Snapshot], Snapshot]
Models: TypeAlias = Mapping[str, type[Fact]]

_SET = re.compile(
    r"^(?:(?P<fact>[A-Z]\w*)(?::(?P<id>[^=]+?))?\.)?(?P<field>[a-z]\w*)=(?P<value>.*)$", re.DOTALL
)
_UNKNOWN = ("", "null", "none", "unknown")


def parse_set(text: str) -> Edit:
    """Read `field=value`, `Order.field=value` or `Order:ID.field=value`; without a type, the customer's.

    An empty value, or `unknown`, makes the field unknown. Raises `UsageError` (RC711) where it is written
    otherwise; the edit does where there is no such fact (RC712) or the value does not fit (RC713).
    """
    found = _SET.match(text)
    if found is None:
        raise UsageError.of(
            "RC711", f"'{text[:200]}' sets nothing", hint="write Customer.owner=anna or Order:o1.amount=500"
        )
    fact, wanted = found["fact"] or "Customer", found["id"]
    value = None if found["value"].casefold() in _UNKNOWN else found["value"]

    def edit(snapshot: Snapshot) -> Snapshot:
        before = _one(snapshot, fact, wanted)
        if found["field"] not in type(before).model_fields:
            hint = suggestion(found["field"], type(before).model_fields)
            raise UsageError.of("RC712", f"{fact} has no field '{found['field']}'", Place(subject=text), hint)
        after = made(type(before), {**dict(before), found["field"]: value}, text)
        return Snapshot.of(after if one is before else one for one in snapshot)

    return edit


def parse_add(text: str, models: Models) -> Edit:
    """Read `Interaction: {"kind": "visit", "on": "2026-06-01"}`; quotes may be left out.

    Raises `UsageError`: there is no such type (RC712), the content cannot be read (RC711) or does not fit
    (RC713).
    """
    name, _, body = (part.strip() for part in text.partition(":"))
    if name not in models:
        raise UsageError.of("RC712", f"there is no fact type '{name[:200]}'", hint=suggestion(name, models))
    content = _content(body, text)

    def edit(snapshot: Snapshot) -> Snapshot:
        whose = {"customer_id": snapshot.customer_id} if issubclass(models[name], CustomerFact) else {}
        return Snapshot.of([*snapshot, made(models[name], {**content, **whose}, text)])

    return edit


def parse_remove(text: str) -> Edit:
    """Read `Order:o1`, or `Order` where there is only one; raises as `parse_set` does."""
    fact, _, wanted = text.partition(":")

    def edit(snapshot: Snapshot) -> Snapshot:
        gone = _one(snapshot, fact, wanted or None)
        return Snapshot.of(one for one in snapshot if one is not gone)

    return edit


def made(model: type[Fact], content: Mapping[str, Any], said: str) -> Fact:
    """Make a fact, or say what does not fit."""
    try:
        fact: Fact = model.model_validate(dict(content))
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(map(str, first["loc"]))
        raise UsageError.of(
            "RC713",
            f"{model.__name__}{f'.{name}' if name else ''} does not fit: {first['msg']}",
            Place(subject=said),
            "give a value of the field's type",
        ) from None
    return fact


def edited(snapshot: Snapshot, edits: Iterable[Edit]) -> Snapshot:
    """Make several edits, one after another."""
    for edit in edits:
        snapshot = edit(snapshot)
    return snapshot


def _one(snapshot: Snapshot, fact: str, wanted: str | None) -> Fact:
    facts = snapshot.facts(fact)
    chosen = [one for one in facts if wanted in (None, one.identity)]
    if len(chosen) == 1:
        return chosen[0]
    if not facts:
        problem, hint = f"there is no {fact} to change", "add one"
    else:
        problem = (
            f"there is no {fact} '{wanted}'" if wanted else f"there are {len(facts)} facts of type {fact}"
        )
        hint = "name one of " + ", ".join(f"{fact}:{one.identity}" for one in facts[:12])
    raise UsageError.of("RC712", problem, Place(subject=f"customer {snapshot.customer_id}"), hint)


def _content(body: str, text: str) -> dict[str, Any]:
    try:
        found = json.loads(body)
    except ValueError:
        found = _plain(body.removeprefix("{").removesuffix("}"))
    if not isinstance(found, dict):
        raise UsageError.of(
            "RC711",
            f"the content of '{text[:200]}' cannot be read",
            hint='write Interaction: {"kind": "visit", "on": "2026-06-01"}',
        )
    return found


def _plain(body: str) -> dict[str, str] | None:
    parts = [part.partition(":") for part in body.split(",") if part.strip()]
    if any(not colon for _, colon, _ in parts):
        return None
    return {key.strip().strip("\"'"): value.strip().strip("\"'") for key, _, value in parts}
