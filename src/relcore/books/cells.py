"""From the value in a cell to a value that a field takes: one reader for each kind of field."""

from __future__ import annotations

import json
import re
import types
import typing
from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from enum import Enum
from typing import Any

from pydantic import BaseModel

from relcore.books.naming import did_you_mean
from relcore.books.tables import Cell

_WHOLE = re.compile(r"[+-]?\d{1,18}(\.0*)?", re.ASCII)
_NUMBER = re.compile(r"[+-]?(\d{1,30}(\.\d{0,30})?|\.\d{1,30})([eE][+-]?\d{1,2})?", re.ASCII)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_INSTANT = re.compile(
    r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:?\d\d)?", re.ASCII | re.IGNORECASE
)
_TIME = re.compile(r"\d\d:\d\d(:\d\d)?", re.ASCII)
_TRUTH = {
    "true": True,
    "yes": True,
    "y": True,
    "t": True,
    "1": True,
    "false": False,
    "no": False,
    "n": False,
    "f": False,
    "0": False,
}
_LONGEST_WHOLE = 10**18
_WIDEST_EXPONENT = 60


class CellError(ValueError):
    """A cell that a field cannot take: what it is not, and the way out."""

    def __init__(self, kind: str, hint: str = "") -> None:
        super().__init__(kind)
        self.kind = kind
        self.hint = hint


Reader = Callable[[Cell], Any]


def reader_for(annotation: Any) -> Reader:
    """Give the reader for the type of a field.

    >>> reader_for(date | None)("2025-03-01")
    datetime.date(2025, 3, 1)
    """
    kind, arguments = plain_type(annotation)
    if kind in (tuple, list, set, frozenset):
        return _several(reader_for(arguments[0])) if arguments else as_given
    if isinstance(kind, type):
        if issubclass(kind, Enum):
            return _choice(kind)
        if issubclass(kind, BaseModel) or kind is dict:
            return _structure
        return _READERS.get(kind, as_given)
    return as_given


def plain_type(annotation: Any) -> tuple[Any, tuple[Any, ...]]:
    """Strip what is said about a type, and `None`, from it; give it with its arguments.

    >>> plain_type(tuple[int, ...] | None)
    (<class 'tuple'>, (<class 'int'>, Ellipsis))
    """
    while hasattr(annotation, "__value__"):
        annotation = annotation.__value__
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is typing.Annotated:
        return plain_type(arguments[0])
    if origin in (typing.Union, types.UnionType):
        options = [option for option in arguments if option is not type(None)]
        return plain_type(options[0]) if len(options) == 1 else (None, ())
    return (origin, arguments) if origin is not None else (annotation, ())


def takes_none(annotation: Any) -> bool:
    """Whether a field of this type may be unknown."""
    while hasattr(annotation, "__value__"):
        annotation = annotation.__value__
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is typing.Annotated:
        return takes_none(arguments[0])
    if origin in (typing.Union, types.UnionType):
        return any(takes_none(option) for option in arguments)
    return annotation is type(None) or annotation is Any


def as_given(cell: Cell) -> Any:
    """Leave a cell to the field's own checks."""
    return cell


def read_text(cell: Cell) -> str:
    """Read text; a whole number counts as text, since many files keep ids as numbers."""
    if type(cell) is str:
        if "\0" in cell:
            raise CellError("holds a NUL character", "delete the character")
        return cell
    if isinstance(cell, int) and not isinstance(cell, bool):
        return str(cell)
    raise CellError("is not a text", "put the value in quotes, or store the column as text")


def read_whole(cell: Cell) -> int:
    """Read a whole number of at most 18 digits."""
    if type(cell) is str:
        if _WHOLE.fullmatch(cell) is not None:
            return int(cell.partition(".")[0])
    elif isinstance(cell, int) and not isinstance(cell, bool):
        if abs(cell) < _LONGEST_WHOLE:
            return cell
        raise CellError("is too large a number", "give at most 18 digits")
    elif isinstance(cell, Decimal) and cell.is_finite() and abs(cell.adjusted()) < 18 and cell == int(cell):
        return int(cell)
    raise CellError(
        "is not a whole number",
        "write digits only, such as 1250, or say in mapping.yaml how numbers are written",
    )


def read_number(cell: Cell) -> Decimal:
    """Read an exact number; NaN and Infinity are none."""
    if type(cell) is str:
        if _NUMBER.fullmatch(cell) is not None:
            return Decimal(cell)
    elif isinstance(cell, bool):
        pass
    elif isinstance(cell, int):
        if abs(cell) < _LONGEST_WHOLE * 10:
            return Decimal(cell)
        raise CellError("is too large a number", "give at most 19 digits")
    elif isinstance(cell, Decimal) and cell.is_finite():
        if abs(cell.adjusted()) <= _WIDEST_EXPONENT and len(cell.as_tuple().digits) <= _WIDEST_EXPONENT:
            return cell
        raise CellError("is too large a number", "give at most 19 digits")
    elif isinstance(cell, float):
        return read_number(Decimal(repr(cell)))
    raise CellError(
        "is not a number",
        "write it like 1250.50; mapping.yaml can say how numbers are written, and which texts mean unknown",
    )


def read_truth(cell: Cell) -> bool:
    """Read true or false."""
    if isinstance(cell, bool):
        return cell
    known = _TRUTH.get(str(cell).lower()) if isinstance(cell, str | int) else None
    if known is None:
        raise CellError("is neither true nor false", "write true, false, yes, no, 1 or 0, or leave it empty")
    return known


def read_day(cell: Cell) -> date:
    """Read a calendar day, written year-month-day."""
    if type(cell) is str:
        text = cell[:10] if cell[10:] in ("T00:00:00", " 00:00:00") else cell
        if _DAY.fullmatch(text) is not None:
            try:
                return date.fromisoformat(text)
            except ValueError:
                raise CellError("is a day that does not exist", "look it up in the source") from None
    elif isinstance(cell, datetime):
        if cell.time() == time():
            return cell.date()
    elif isinstance(cell, date):
        return cell
    raise CellError(
        "is not a date",
        "write it like 2025-03-31, or say in mapping.yaml how dates are written (date: '%d/%m/%Y')",
    )


def read_instant(cell: Cell) -> datetime:
    """Read an instant; whether it needs a zone is up to the field."""
    if isinstance(cell, datetime):
        return cell
    if type(cell) is str and _INSTANT.fullmatch(cell) is not None:
        try:
            return datetime.fromisoformat(cell.upper())
        except ValueError:
            raise CellError("is an instant that does not exist", "look it up in the source") from None
    raise CellError("is not a date with a time", "write it like 2025-03-31T09:30:00+08:00")


def read_time(cell: Cell) -> time:
    """Read a time of day."""
    if isinstance(cell, time):
        return cell
    if type(cell) is str and _TIME.fullmatch(cell) is not None:
        try:
            return time.fromisoformat(cell)
        except ValueError:
            raise CellError("is a time that does not exist", "hours run from 00 to 23") from None
    raise CellError("is not a time of day", "write it like 09:30")


def _choice(kind: type[Enum]) -> Reader:
    members = {str(member.value): member for member in kind}
    listed = ", ".join(list(members)[:12]) + (", ..." if len(members) > 12 else "")

    def read_choice(cell: Cell) -> Enum:
        member = members.get(cell) if type(cell) is str else None
        if member is None:
            hint = did_you_mean(str(cell), members)
            if not hint.startswith("did"):
                hint = "mapping.yaml can translate values (values: {theirs: ours})"
            raise CellError(f"is not one of {listed}", hint)
        return member

    return read_choice


def _several(read: Reader) -> Reader:
    """Read several values: a list, a JSON list, or a text parted by semicolons."""

    def read_several(cell: Cell) -> Any:
        if type(cell) is str:
            cell = _structure(cell) if cell.startswith("[") else [part.strip() for part in cell.split(";")]
        if not isinstance(cell, list):
            raise CellError("is not a list", "part the values by ';', or write a JSON list")
        return tuple(read(part) for part in cell if part not in ("", None))

    return read_several


def _structure(cell: Cell) -> Any:
    if type(cell) is not str:
        return cell
    try:
        return json.loads(cell, parse_float=Decimal, parse_constant=_refuse)
    except (ValueError, RecursionError, InvalidOperation):
        raise CellError("is not valid JSON", 'write it like {"key": "value"}') from None


def _refuse(name: str) -> typing.NoReturn:
    raise ValueError(f"{name} is no number")


_READERS: dict[type[Any], Reader] = {
    str: read_text,
    int: read_whole,
    Decimal: read_number,
    bool: read_truth,
    date: read_day,
    datetime: read_instant,
    time: read_time,
}
