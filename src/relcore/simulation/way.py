"""One way to a step: changes of facts that together bring it, made, told and compared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import ValidationError

from relcore.explain import Add, Change, SetField, Wait
from relcore.explain.tongue import ENGLISH, Tongue
from relcore.facts import Snapshot


@dataclass(frozen=True)
class Way:
    """Changes that together bring a step."""

    changes: tuple[Change, ...]
    brings: str
    is_stated: bool
    """Whether somebody merely states the step, rather than that something happens."""

    @property
    def size(self) -> int:
        """Count the changes of facts; time is none."""
        return sum(not isinstance(change, Wait) for change in self.changes)

    def text(self, tongue: Tongue = ENGLISH) -> str:
        """Give the changes in one line; the day of a new fact stands in the fact."""
        following = (*self.changes[1:], None)
        told = [
            change.text
            for change, after in zip(self.changes, following, strict=True)
            if not (isinstance(change, Wait) and isinstance(after, Add))
        ]
        return tongue.say("phrase.and-then").join(told)


def applied(
    changes: Iterable[Change], facts: Snapshot, as_of: date, models: Mapping[str, type[Any]]
) -> tuple[Snapshot, date] | None:
    """Give the facts and the day after changes of facts and waits; None where there can be no such fact."""
    items, day = list(facts), as_of
    for change in changes:
        try:
            match change:
                case Wait(until):
                    day = until
                case SetField(ref, name, value):
                    items = [
                        type(one).model_validate({**dict(one), name: value})
                        if (type(one).__name__, one.identity) == (ref.fact, ref.id)
                        else one
                        for one in items
                    ]
                case Add(name, fields, count):
                    for _ in range(count):
                        content = {
                            **dict(fields),
                            "customer_id": facts.customer_id,
                            "id": f"new {len(items)}",
                        }
                        items.append(models[name].model_validate(content))
                case _:
                    return None
        except ValidationError:
            return None
    return Snapshot.of(items), day


def is_more(changes: Sequence[Change], fewer: Sequence[Change]) -> bool:
    """Say whether changes hold others, apart from when: each of these, or with more said of it."""
    left = [change for change in changes if not isinstance(change, Wait)]
    for wanted in fewer:
        if isinstance(wanted, Wait):
            continue
        held = next((change for change in left if _says(change, wanted)), None)
        if held is None:
            return False
        left.remove(held)
    return True


def _says(change: Change, less: Change) -> bool:
    if not (isinstance(change, Add) and isinstance(less, Add)):
        return change == less
    own = [(name, value) for name, value in less.fields if not isinstance(value, date)]
    return change.fact == less.fact and all(pair in change.fields for pair in own)


def plainly(pair: tuple[str, Any]) -> tuple[str, Any]:
    """Give a field of a new fact without the number or the day that it holds."""
    return (pair[0], None) if isinstance(pair[1], (Decimal, date)) else pair


def order_of(way: Way) -> tuple[Any, ...]:
    """Order ways: fewer changes first, then those that say less."""
    added = [pair for change in way.changes if isinstance(change, Add) for pair in change.fields]
    numbers = [value for _, value in added if isinstance(value, Decimal)]
    return way.size, len(added), numbers
