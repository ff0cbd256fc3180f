"""What a condition fixes of a variable, and whether it takes a loop to answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from relcore.executors.compiled.access import Env
from relcore.executors.compiled.expressions import free_variables
from relcore.ir import Aggregate, Coalesce, Compare, Const, Exists, Expr, Field, OneOf, Or, children

Wanted = tuple[str, Sequence[Any]]
"""A field, and fixed values of which it has one."""


def needs_loop(expr: Expr) -> bool:
    """Say whether an expression contains an existence test or an aggregate."""
    return isinstance(expr, (Exists, Aggregate)) or any(map(needs_loop, children(expr)))


def one_of(part: Expr, var: str) -> Wanted | None:
    """Give the field that a condition leaves only some fixed values, and these."""
    match part:
        case OneOf(Field(owner, name), options) if owner == var:
            return name, list(dict.fromkeys(option.value for option in options))
        case Or(parts):
            found = [fixed_by(each, var, {}) for each in parts]
            names = {each[0] for each in found if each is not None}
            values = [each[1].value for each in found if each is not None and isinstance(each[1], Const)]
            if len(names) == 1 and len(values) == len(parts):
                return names.pop(), list(dict.fromkeys(values))
    return None


def fixed_by(part: Expr, var: str, env: Env) -> tuple[str, Expr] | None:
    """Give the field that a condition fixes and the value known from outside the loop."""
    match part:
        case Field(owner, name) | Coalesce(Field(owner, name), Const(False)) if owner == var:
            return name, Const(True)
        case Compare("==", Coalesce(Field(owner, name), Const(default)), Const(wanted)) if (
            owner == var and default != wanted
        ):
            return name, Const(wanted)
        case Compare("==", left, right):
            for side, other in ((left, right), (right, left)):
                if isinstance(side, Field) and side.var == var and not needs_loop(other):
                    outside = free_variables(other)
                    if var not in outside and outside <= env.keys():
                        return side.name, other
    return None
