"""Pass: give every parameter its value, the company's or the default."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from relcore.errors import Diagnostic, Place
from relcore.ir import Parameter, Scalar
from relcore.program.draft import Draft, suggestion


def bind_settings(draft: Draft) -> Draft:
    """Take the company's settings, refusing unknown names, wrong types and values out of bounds."""
    problems: list[Diagnostic] = []
    values: dict[str, Scalar] = {name: parameter.default for name, parameter in draft.parameters.items()}
    for parameter in draft.parameters.values():
        problems += _declaration_problems(parameter)
    for name, value in draft.settings.items():
        where = Place(subject=f"parameter {name}")
        found = draft.parameters.get(name)
        if found is None:
            hint = suggestion(name, draft.parameters)
            problems.append(Diagnostic("RC231", f"there is no parameter '{name}'", where, hint))
        elif (fitting := _fit(value, found)) is None:
            wanted = type(found.default).__name__
            problems.append(
                Diagnostic("RC232", f"{value!r} is not a value of type {wanted}", where, found.doc)
            )
        elif problem := _bounds(fitting, found):
            problems.append(Diagnostic("RC233", f"{value!r} {problem}", where, found.doc))
        else:
            values[name] = fitting
    return replace(draft, values=values).blame(problems)


def _declaration_problems(parameter: Parameter) -> Iterator[Diagnostic]:
    where = Place(subject=f"parameter {parameter.name}")
    bounds = (parameter.at_least, parameter.at_most)
    if any(bound is not None and _fit(bound, parameter) is None for bound in bounds):
        wanted = type(parameter.default).__name__
        yield Diagnostic("RC232", "a bound has another type than the default", where, f"give a {wanted}")
    elif problem := _bounds(parameter.default, parameter):
        yield Diagnostic("RC233", f"the default {parameter.default!r} {problem}", where, "change one of them")


def _fit(value: Scalar, parameter: Parameter) -> Scalar | None:
    """Give the value in the type of the default, or None where it has another type."""
    wanted = type(parameter.default)
    if type(value) is wanted:
        infinite = isinstance(value, Decimal) and not value.is_finite()
        zoneless = isinstance(value, datetime) and value.tzinfo is None
        return None if infinite or zoneless else value
    if wanted is Decimal and type(value) is int:
        return Decimal(value)
    return None


def _bounds(value: Any, parameter: Parameter) -> str:
    """Say how a value is out of bounds; a bound of another type is a problem of its own."""
    least, most = parameter.at_least, parameter.at_most
    if least is not None and _fit(least, parameter) is not None and value < least:
        return f"is out of bounds: at least {least}"
    if most is not None and _fit(most, parameter) is not None and value > most:
        return f"is out of bounds: at most {most}"
    return ""
