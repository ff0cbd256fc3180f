"""Declared monotony: what more facts, or a higher value, must never take away."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from pydantic import ValidationError

from relcore.facts import Fact

_STEPS = (1, 10, 1_000)


@dataclass(frozen=True)
class Monotone:
    """A promise about a line of a story: once it holds, it goes on to hold.

    `more` names a type of fact: telling one more of them never makes the line untrue. `rising` (or
    `falling`) names a field such as `Order.amount`: a higher (lower) value never does.

    >>> Monotone("warn large_order", rising="Order.amount").says
    'raising Order.amount never takes away: warn large_order'
    """

    line: str
    more: str = ""
    rising: str = ""
    falling: str = ""

    @property
    def says(self) -> str:
        """The promise in words."""
        if self.more:
            return f"telling one more {self.more} never takes away: {self.line}"
        word = "raising" if self.rising else "lowering"
        return f"{word} {self.rising or self.falling} never takes away: {self.line}"

    def pairs(self, facts: tuple[Fact, ...]) -> Iterator[tuple[tuple[Fact, ...], tuple[Fact, ...], str]]:
        """Give facts before and after a change that must take nothing away, and the change in words."""
        kind, _, name = (self.more or self.rising or self.falling).partition(".")
        for place, fact in enumerate(facts):
            if type(fact).__name__ != kind:
                continue
            rest = facts[:place] + facts[place + 1 :]
            if self.more:
                yield rest, facts, f"with {kind} {fact.identity}"
                continue
            for step in _STEPS:
                moved = _moved(fact, name, step if self.rising else -step)
                if moved is not None:
                    changed = (*facts[:place], moved, *facts[place + 1 :])
                    yield facts, changed, f"with {name} = {getattr(moved, name)}"


def _moved(fact: Fact, name: str, step: int) -> Fact | None:
    value = getattr(fact, name)
    if value is None or isinstance(value, bool):
        return None
    given: dict[str, Any] = fact.model_dump()
    given[name] = value + (timedelta(days=step) if isinstance(value, date) else _number(value, step))
    try:
        return type(fact).model_validate(given)
    except ValidationError:
        return None  # beyond what the field may hold


def _number(value: int | Decimal, step: int) -> int | Decimal:
    return Decimal(step) if isinstance(value, Decimal) else step
