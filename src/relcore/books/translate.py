"""What a mapping says about a cell, made into functions: cleaning, translating, looking up, reading."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from relcore.books.cells import CellError, Reader, plain_type, read_instant
from relcore.books.mapping_model import Cleaning, FieldMapping
from relcore.books.numbers import number_reader
from relcore.books.recipe import ROW
from relcore.books.tables import Cell, Record, as_text

LookupTable = Mapping[str, Cell]
_RUN_OF_SPACES = re.compile(r"\s+")
_BRACES = re.compile(r"\{([^{}]*)\}")

_NORMALISERS: dict[str, Callable[[str], str]] = {
    "casefold": str.casefold,
    "upper": str.upper,
    "collapse": lambda text: _RUN_OF_SPACES.sub(" ", text),
}


def cleaner(cleaning: Cleaning) -> Callable[[Cell], Cell]:
    """Give what tidies a cell.

    >>> cleaner(Cleaning(values={"GTXPro": "GTX Pro"}))("GTXPro")
    'GTX Pro'
    """
    unknown = frozenset(cleaning.unknown)
    steps = [_NORMALISERS[name] for name in cleaning.normalise]
    values = cleaning.values

    def clean(cell: Cell) -> Cell:
        if cell is None:
            return None
        if type(cell) is str:
            if cell in unknown:
                return None
            for step in steps:
                cell = step(cell)
        if values:
            text = as_text(cell)
            if text in values:
                return values[text]
        return cell

    return clean


def template_columns(template: str) -> list[str]:
    """Give the columns that a template names; raises `ValueError` for a stray brace.

    >>> template_columns("{account}-{row}")
    ['account', 'row']
    """
    rest = _BRACES.sub("", template)
    if "{" in rest or "}" in rest:
        raise ValueError(f"'{template[:100]}' has a brace without its partner; write it like {{column}}")
    return [name.strip() for name in _BRACES.findall(template)]


def template_getter(template: str) -> Callable[[Record], Cell]:
    """Give what fills a template from a record; unknown where one of its parts is unknown.

    >>> template_getter("{a}-{b}")({"a": "x", "b": 2})
    'x-2'
    """
    pieces = _BRACES.split(template)
    texts, columns = pieces[::2], [name.strip() for name in pieces[1::2]]
    keys = [ROW if name == "row" else name for name in columns]

    def fill(record: Record) -> Cell:
        parts = [texts[0]]
        for key, text in zip(keys, texts[1:], strict=True):
            cell = record.get(key)
            if cell is None:
                return None
            parts.append(as_text(cell))
            parts.append(text)
        return "".join(parts)

    return fill


def field_reader(said: FieldMapping, annotation: Any, native: Reader, table: LookupTable | None) -> Reader:
    """Give what reads a cell as the mapping says and then as the field needs it."""
    steps: list[Reader] = []
    if said.values:
        steps.append(_translation(said))
    if table is not None:
        steps.append(lambda cell: table.get(as_text(cell)))
    if said.number is not None or said.times is not None or said.remove:
        steps.append(number_reader(said.number, said.remove, said.times))
    kind = plain_type(annotation)[0]
    if said.date is not None and kind in (date, datetime):
        steps.append(_date_reader(said.date, kind is date))
    if said.zone is not None and kind is datetime:
        steps.append(_zoned(ZoneInfo(said.zone)))
    if not steps:
        return native

    def read(cell: Cell) -> Any:
        for step in steps:
            cell = step(cell)
            if cell is None:
                return None
        return native(cell)

    return read


def _translation(said: FieldMapping) -> Reader:
    values, closed = said.values, "otherwise" in said.model_fields_set

    def translate(cell: Cell) -> Cell:
        text = as_text(cell)
        if text in values:
            return values[text]
        return said.otherwise if closed else cell

    return translate


def _date_reader(pattern: str, day_only: bool) -> Reader:
    @lru_cache(maxsize=50_000)
    def parse(text: str) -> date | datetime:
        try:
            moment = datetime.strptime(text, pattern)
        except (ValueError, OverflowError):
            raise CellError(
                f"is not a date written like {pattern}", "correct the cell, or the entry 'date'"
            ) from None
        return moment.date() if day_only else moment

    def read(cell: Cell) -> Any:
        if isinstance(cell, date):
            return cell
        return parse(as_text(cell))

    return read


def _zoned(zone: ZoneInfo) -> Reader:
    def read(cell: Cell) -> datetime:
        moment = read_instant(cell)
        return moment.replace(tzinfo=zone) if moment.tzinfo is None else moment

    return read


def columns_named(said: FieldMapping) -> Sequence[str]:
    """Give the columns of the source that a field is made from."""
    if said.template is not None:
        return template_columns(said.template)
    return [said.column] if said.column is not None else []
