"""What time alone would bring: the first day on which a condition holds, all facts as they are."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from relcore.explain.boundary import goal_of, later, places
from relcore.explain.change import Wait
from relcore.explain.closures import Closure, Closures, Frame
from relcore.explain.moves import Kinds
from relcore.explain.scene import Scene
from relcore.explain.tables import Tables
from relcore.explain.tongue import ENGLISH, Tongue
from relcore.ir import And, AsOf, Compare, Expr, Not, Or, walk
from relcore.program.evaluate import Env, evaluate

HORIZON = 366
"""Days ahead that are looked at one by one; beyond them, only days on which a comparison turns."""


def waiting(condition: Expr, env: Env, kinds: Kinds, scene: Scene, tongue: Tongue = ENGLISH) -> Wait | None:
    """Give the first day after today on which a condition holds, or None where time does not help."""
    if not any(isinstance(node, AsOf) for node in walk(condition)):
        return None
    closures = Closures(scene.program)
    slots = {var: closures.slot(kinds[var]) for var in env}
    test = closures.value(condition, slots)
    frame: Frame = [scene.world.as_of, Tables(scene.world.facts), *([None] * closures.size)]
    for var, slot in slots.items():
        frame[slot.place] = env[var]
    for day in _days(condition, env, scene):
        if _holds(test, frame, day):
            year = (later(day, ahead) for ahead in range(1, HORIZON + 1))
            lasting = all(_holds(test, frame, following) for following in year if following is not None)
            said = tongue.say("phrase.wait-from" if lasting else "phrase.wait-on", due=day.isoformat())
            return Wait(day, lasting, said)
    return None


def compares(expr: Expr) -> Iterator[Compare]:
    """Give the comparisons of a condition, those inside existence tests and aggregates left out."""
    match expr:
        case Compare():
            yield expr
        case And(parts) | Or(parts):
            for part in parts:
                yield from compares(part)
        case Not(part):
            yield from compares(part)
        case _:
            return


def _holds(test: Closure, frame: Frame, day: date) -> bool:
    frame[0] = day
    return test(frame) is True


def _days(condition: Expr, env: Env, scene: Scene) -> Iterator[date]:
    today = scene.world.as_of
    for ahead in range(1, HORIZON + 1):
        if (day := later(today, ahead)) is not None:
            yield day
    far: set[Any] = set()
    for compare in compares(condition):
        for side, other in ((compare.left, compare.right), (compare.right, compare.left)):
            value = evaluate(other, env, scene.world)
            for place, goal in places(side, goal_of(value), env, scene.world):
                if isinstance(place, AsOf) and isinstance(goal, date):
                    far.update(later(goal, days) for days in (-1, 0, 1))
    yield from sorted(day for day in far if day is not None and (day - today).days > HORIZON)
