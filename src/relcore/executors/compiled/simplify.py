"""Rules in a form that costs less to run and means the same."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import replace
from typing import Any

from relcore.executors.compiled.conditions import needs_loop
from relcore.executors.compiled.expressions import free_variables
from relcore.executors.protocol import witnessed
from relcore.ir import (
    TRUE,
    Aggregate,
    And,
    Compare,
    CompareOp,
    Exists,
    Expr,
    Field,
    Known,
    Rule,
    alike,
    conjuncts,
    over,
)
from relcore.program import Typing

_MIRRORED: Mapping[CompareOp, CompareOp] = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}


def simplify(rule: Rule, typing: Typing, *, record: bool) -> Rule:
    """Name inner variables alike, and compare with an extreme instead of looking for each fact anew.

    That some fact of a kind comes after another means that the last one does; the last one is found once for
    all. Tests for which supports name a witness stay as they are.
    """
    named = alike(rule)
    kept = set(witnessed(named)) if record else set()
    kinds = {bind.var: bind.fact for bind in rule.binds}
    return replace(named, where=tuple(_simpler(part, kinds, typing, kept) for part in named.where))


def _simpler(node: Any, kinds: Mapping[str, str], typing: Typing, kept: Set[Expr]) -> Any:
    if isinstance(node, (Exists, Aggregate)):
        inner = {**kinds, node.var: node.fact}
        simpler = over(node, lambda child: _simpler(child, inner, typing, kept))
        if isinstance(node, Exists) and node not in kept:
            return _with_extreme(simpler, kinds, typing) or _turned(simpler, kinds, typing) or simpler
        return node if node in kept else simpler
    return over(node, lambda child: _simpler(child, kinds, typing, kept))


def _with_extreme(test: Exists, kinds: Mapping[str, str], typing: Typing) -> Expr | None:
    """Turn "some x such that x.a > y" into "the greatest x.a is > y", where both are known."""
    parts = list(conjuncts(test.where))
    outside = [part for part in parts if test.var not in free_variables(part)]
    own = [part for part in parts if free_variables(part) == {test.var}]
    joining = [part for part in parts if part not in own and part not in outside]
    # A comparison with what is computed from all facts joins nothing, but is one with a value from outside.
    joining += [part for part in own if needs_loop(part)]
    own = [part for part in own if part not in joining]
    if len(joining) != 1 or not isinstance(joining[0], Compare) or joining[0].op not in _MIRRORED:
        return None
    op, left, right = joining[0].op, joining[0].left, joining[0].right
    if not _is_own(left, test.var):
        op, left, right = _MIRRORED[op], right, left
    if not _is_own(left, test.var) or test.var in free_variables(right):
        return None
    # Outside of the existence test, an unknown part would be unknown rather than false.
    if any(typing.infer(part, kinds).nullable for part in outside if part != TRUE):
        return None
    where = And(tuple(own)) if len(own) > 1 else own[0] if own else TRUE
    extreme = Aggregate("max" if op in (">", ">=") else "min", test.var, test.fact, where, left)
    known = [
        Known(side) for side in (right, extreme) if side is extreme or typing.infer(side, kinds).nullable
    ]
    return And((*outside, *known, Compare(op, extreme, right)))


def _turned(test: Exists, kinds: Mapping[str, str], typing: Typing) -> Expr | None:
    """Turn "some x for which some y comes after it" into "some y that comes after the first x".

    What else is asked of the y is then asked of each once, and not again for each x.
    """
    parts = list(conjuncts(test.where))
    joining = [part for part in parts if free_variables(part) != {test.var}]
    inner = joining[0] if len(joining) == 1 else None
    if not isinstance(inner, Exists):
        return None
    theirs = list(conjuncts(inner.where))
    shared = [part for part in theirs if test.var in free_variables(part)]
    if len(shared) != 1 or needs_loop(shared[0]):
        return None
    own = And((*(part for part in parts if part is not inner), *shared))
    extreme = _with_extreme(replace(test, where=own), {**kinds, inner.var: inner.fact}, typing)
    if extreme is None:
        return None
    rest = tuple(part for part in theirs if part is not shared[0])
    return replace(inner, where=And((*rest, extreme)))


def _is_own(expr: Expr, var: str) -> bool:
    return isinstance(expr, Field) and expr.var == var
