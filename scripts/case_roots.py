"""Where the two sides of a comparison of a rule meet, as one field of one fact moves."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from pydantic import ValidationError

from relcore.ir import Aggregate, Compare, Exists, children
from relcore.program import Program
from relcore.program.evaluate import World, evaluate
from relcore.testing.cases import Case, Put, edited
from relcore.testing.exercise import Watch
from scripts.case_seeds import world_of

_STEP = Fraction(1, 100)
_STEPS = (Fraction(0), _STEP, -_STEP, Fraction(1), Fraction(-1), Fraction(1, 1000), Fraction(-1, 1000))
MOST_BINDINGS = 12


def roots(watch: Watch, program: Program, case: Case, place: int, column: str) -> Iterator[Any]:
    """Give the values of a field at which two sides meet, and their neighbours.

    Sides are taken to move evenly with the field, as sums, differences and multiples do.
    """
    usual = getattr(case.given[place], column)
    start: Any
    step: Any
    if isinstance(usual, date):
        start, step = usual, timedelta(days=1)
    else:
        start, step = usual or 0, Decimal("0.001") if isinstance(usual, Decimal) else 1
    try:
        first, second = (
            _gaps(watch, program, case, edited(case.given, [Put(place, column, value)]))
            for value in (start, start + step)
        )
    except (ValidationError, TypeError):
        return
    for one, two in zip(first, second, strict=False):
        if one is None or two is None or one == two:
            continue
        moved = -one / (two - one)
        for more in _STEPS:
            if isinstance(start, date):
                if (moved + more).denominator == 1 and abs(moved) < 1_100:
                    yield start + timedelta(days=int(moved + more))
            else:
                found = Fraction(start) + moved + more
                yield int(found) if isinstance(usual, int) else _decimal(found)


def _decimal(found: Fraction) -> Decimal:
    """Give a fraction to four places, as amounts have them; exact arithmetic would never end."""
    return Decimal(int(found * 10_000)).scaleb(-4)


def _gaps(watch: Watch, program: Program, case: Case, facts: Any) -> list[Fraction | None]:
    world = world_of(program, facts, case.as_of, case.settings)
    tables = [world.facts(bind.fact) for bind in watch.rule.binds]
    found: list[Fraction | None] = []
    for combination in itertools.islice(itertools.product(*tables), MOST_BINDINGS):
        env = {bind.var: fact for bind, fact in zip(watch.rule.binds, combination, strict=True)}
        for condition in watch.conditions:
            found += _below(condition, env, world)
    return found


def _below(expr: Any, env: dict[str, Any], world: World) -> Iterator[Fraction | None]:
    if isinstance(expr, Compare):
        yield _gap(evaluate(expr.left, env, world), evaluate(expr.right, env, world))
    inner = [env]
    if isinstance(expr, (Exists, Aggregate)):
        inner = [{**env, expr.var: fact} for fact in world.facts(expr.fact)]
    for one in inner:
        for child in children(expr):
            yield from _below(child, one, world)


def _gap(left: Any, right: Any) -> Fraction | None:
    if isinstance(left, date) and isinstance(right, date):
        return Fraction((left - right).days)
    if isinstance(left, (int, Decimal)) and isinstance(right, (int, Decimal)):
        return Fraction(left) - Fraction(right)
    return None
