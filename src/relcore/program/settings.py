"""Pass: give every parameter its value, the company's or the default."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from relcore.errors import Diagnostic, Place
from relcore.ir import Parameter, Scalar
from relcore.program.draft import Draft, suggestion


def bind_settings(draft: Draft) -> Draft:
    """Take the company's settings, refusing unknown names, wrong types and values out of bounds."""
    problems: list[Diagnostic] = []
    values: dict[str, Scalar] = {name: parameter.default for name, parameter in draft.parameters.items()}
    for name, value in draft.settings.items():
        where = Place(subject=f"parameter {name}")
        parameter = draft.parameters.get(name)
        if parameter is None:
            hint = suggestion(name, draft.parameters)
            problems.append(Diagnostic("RC231", f"there is no parameter '{name}'", where, hint))
        elif (fitting := _fit(value, parameter)) is None:
            wanted = type(parameter.default).__name__
            problems.append(
                Diagnostic("RC232", f"{value!r} is not a value of type {wanted}", where, parameter.doc)
            )
        elif problem := _bounds(fitting, parameter):
            problems.append(Diagnostic("RC233", f"{value!r} {problem}", where, parameter.doc))
        else:
            values[name] = fitting
    return replace(draft, values=values).blame(problems)


def _fit(value: Scalar, parameter: Parameter) -> Scalar | None:
    """Give the value in the type of the default, or None where it has another type."""
    wanted = type(parameter.default)
    if type(value) is wanted:
        return value if not (isinstance(value, Decimal) and not value.is_finite()) else None
    if wanted is Decimal and type(value) is int:
        return Decimal(value)
    return None


def _bounds(value: Any, parameter: Parameter) -> str:
    if parameter.at_least is not None and value < parameter.at_least:
        return f"is out of bounds: at least {parameter.at_least}"
    if parameter.at_most is not None and value > parameter.at_most:
        return f"is out of bounds: at most {parameter.at_most}"
    return ""
