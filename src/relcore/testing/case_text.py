"""Facts and conclusions as short lines that people read and the kit reads back."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from relcore.errors import UsageError
from relcore.facts import Conclusion, Fact
from relcore.ir import FactType, Kind, ValueType

WHO = "c1"
"""The customer of all cases; lines do not name it."""
_DAYS = re.compile(r"(?:in (\d+) days?|(\d+) days? ago|today)(?: at (\S+))?")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_FACT = re.compile(r"(\w+)(?:\((.*)\))?", re.DOTALL)


def say_fact(fact: Fact, kind: FactType, as_of: date) -> str:
    """Say what a fact holds that is not its default: `Order(amount: 100, placed_on: 3 days ago)`."""
    fields = {
        name: getattr(fact, name)
        for name, spec in type(fact).model_fields.items()
        if name in kind.fields and name != "customer_id" and getattr(fact, name) != spec.default
    }
    return say_fields(kind, fields, as_of)


def say_fields(kind: FactType, fields: Mapping[str, Any], as_of: date) -> str:
    """Say some fields of a fact or a conclusion."""
    said = ", ".join(
        f"{name}: {say_value(value, kind.fields[name], as_of)}" for name, value in fields.items()
    )
    return f"{kind.name}({said})" if said else kind.name


def say_value(value: Any, kind: ValueType, as_of: date) -> str:
    """Say one value; days are told from the day of the decision.

    >>> say_value(date(2026, 6, 28), ValueType(Kind.DATE), date(2026, 6, 30))
    '2 days ago'
    """
    if value is None:
        return "unknown"
    match kind.kind:
        case Kind.BOOL:
            return "yes" if value else "no"
        case Kind.DATE:
            return _say_day(value, as_of)
        case Kind.INSTANT:
            return f"{_say_day(value.date(), as_of)} at {value.timetz().isoformat()}"
        case Kind.INT | Kind.DECIMAL:
            return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)
        case Kind.SET:
            return "{" + ", ".join(map(str, value)) + "}"
        case Kind.TEXT if kind.members:
            return str(value)
        case _:
            return json.dumps(
                value.isoformat() if isinstance(value, time) else str(value), ensure_ascii=False
            )


def _say_day(day: date, as_of: date) -> str:
    days = (day - as_of).days
    if days == 0:
        return "today"
    count = f"{abs(days)} day" + ("s" if abs(days) != 1 else "")
    return f"in {count}" if days > 0 else f"{count} ago"


def read_value(text: str, kind: ValueType, as_of: date) -> Any:
    """Read a value back; what is of another kind, such as a member of an enumeration, the model reads.

    >>> read_value("in 1 day", ValueType(Kind.DATE), date(2026, 6, 30))
    datetime.date(2026, 7, 1)
    """
    if text == "unknown":
        return None
    match kind.kind:
        case Kind.DATE:
            return _read_day(text, as_of)[0]
        case Kind.INSTANT:
            day, clock = _read_day(text, as_of)
            if clock is None:
                raise malformed(text, "an instant, such as: today at 15:00+02:00")
            return datetime.combine(day, clock)
        case Kind.SET:
            return tuple(item for item in split(text.strip("{}"), ", ") if item)
        case Kind.BOOL if text in ("yes", "no"):
            return text == "yes"
        case Kind.INT | Kind.DECIMAL if _NUMBER.fullmatch(text):
            return int(text) if kind.kind is Kind.INT else Decimal(text)
        case _:
            return json.loads(text) if text.startswith('"') else text


def _read_day(text: str, as_of: date) -> tuple[date, time | None]:
    found = _DAYS.fullmatch(text)
    if found is None:
        raise malformed(text, "a day, such as: 3 days ago")
    ahead, ago, clock = found.groups()
    day = as_of + timedelta(days=int(ahead or 0) - int(ago or 0))
    return day, time.fromisoformat(clock) if clock else None


def read_fact(text: str, types: Mapping[str, FactType], models: Mapping[str, type[Any]], as_of: date) -> Fact:
    """Read a fact back; raises `UsageError` (RC710) for a type or a field that there is not."""
    found = _FACT.fullmatch(text)
    if found is None or found[1] not in models:
        raise malformed(text, "a fact of a type that the playbook knows")
    kind = types[found[1]]
    given: dict[str, Any] = {}
    for part in split(found[2] or "", ", "):
        name, colon, value = part.partition(": ")
        if not colon or name not in kind.fields:
            raise malformed(part, f"a field of {kind.name} and its value")
        given[name] = read_value(value, kind.fields[name], as_of)
    model = models[kind.name]
    if issubclass(model, Conclusion) or "customer_id" not in model.model_fields:
        return model.model_validate(given)  # type: ignore[no-any-return]
    return model.model_validate({"customer_id": WHO, **given})  # type: ignore[no-any-return]


def split(text: str, at: str) -> list[str]:
    """Split a text where a mark stands outside quotes and brackets.

    >>> split('a: "x, y", b: {p, q}', ", ")
    ['a: "x, y"', 'b: {p, q}']
    """
    if not text:
        return []
    parts, begun = [], 0
    for place in _outside(text):
        if place >= begun and text.startswith(at, place):
            parts.append(text[begun:place])
            begun = place + len(at)
    return [*parts, text[begun:]]


def _outside(text: str) -> Iterator[int]:
    depth, quoted, escaped = 0, False, False
    for place, sign in enumerate(text):
        if quoted:
            quoted, escaped = escaped or sign != '"', not escaped and sign == "\\"
            continue
        if depth == 0:
            yield place
        if sign == '"':
            quoted = True
        elif sign in "({":
            depth += 1
        elif sign in ")}":
            depth -= 1


def malformed(text: str, wanted: str) -> UsageError:
    """Make the error for a line that cannot be read."""
    return UsageError.of("RC710", f"'{text[:200]}' is not {wanted}", hint="write it as the other cases do")
