"""What mapping.yaml can say: sources, how they are cleaned, and the facts that their rows give."""

from __future__ import annotations

import re
import warnings
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal, Self
from zoneinfo import ZoneInfo

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from relcore.books.cells import CellError, read_day, read_number
from relcore.books.encodings import KNOWN_ENCODINGS
from relcore.books.numbers import PATTERNS

Normaliser = Literal["casefold", "upper", "collapse"]
"""`casefold`: capitals do not count; `upper`: all capitals; `collapse`: a run of spaces is one space."""


def _listed(value: Any) -> Any:
    return value if isinstance(value, list) else [value]


def _day(value: Any) -> Any:
    try:
        return read_day(value) if isinstance(value, str) else value
    except CellError as error:
        raise ValueError(f"'{value[:50]}' {error.kind}; write it like 2025-03-31") from None


def _factor(value: Any) -> Any:
    try:
        return read_number(value) if isinstance(value, str) else value
    except CellError as error:
        raise ValueError(f"'{value[:50]}' {error.kind}") from None


def _one_of(known: tuple[str, ...]) -> Any:
    def check(value: Any) -> Any:
        if isinstance(value, str) and value.lower() not in known:
            raise ValueError(f"'{value[:50]}' is not one of {', '.join(known)}")
        return value.lower() if isinstance(value, str) else value

    return BeforeValidator(check)


Texts = Annotated[list[str], BeforeValidator(_listed)]
TextsOrUnknown = Annotated[list[str | None], BeforeValidator(_listed)]
Column = Annotated[str, Field(min_length=1, max_length=1000)]
Factor = Annotated[Decimal, BeforeValidator(_factor), Field(allow_inf_nan=False)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Cleaning(_Part):
    """How the texts of one column are tidied before anything reads them."""

    unknown: list[str] = []
    """Texts that mean unknown in this column, besides those of the file."""
    normalise: Annotated[list[Normaliser], BeforeValidator(_listed)] = []
    values: dict[str, str | None] = {}
    """Their text to ours; a text that is not listed stays."""


class Source(_Part):
    """One file, or one table of a database."""

    file: Annotated[str, Field(min_length=1, max_length=1000)] | None = None
    table: Annotated[str, Field(min_length=1, max_length=1000)] | None = None
    """A table or view of the database that the book is opened with; `schema.name` outside its own schema."""
    format: Literal["csv", "tsv", "spaces", "jsonl", "parquet"] | None = None
    delimiter: Annotated[str, Field(min_length=1, max_length=1)] | None = None
    encoding: Annotated[str, _one_of(KNOWN_ENCODINGS)] | None = None
    columns: list[Column] | None = None
    """Names of the columns, for a file without a header."""
    skip_lines: Annotated[int, Field(ge=0, le=1000)] = 0
    unknown: list[str] | None = None
    """Texts that mean unknown in this file; otherwise those of the whole book."""
    clean: dict[str, Cleaning] = {}

    @model_validator(mode="after")
    def _text_options_are_for_text(self) -> Self:
        if (self.file is None) == (self.table is None):
            found = "there is none" if self.file is None else "there are both"
            raise ValueError(f"give exactly one of file and table; {found}")
        text_only = {"delimiter", "encoding", "columns", "skip_lines"} & self.model_fields_set
        if self.table is not None and (of_files := text_only | ({"format"} & self.model_fields_set)):
            raise ValueError(f"{', '.join(sorted(of_files))}: not for a table of a database")
        if self.format in ("jsonl", "parquet") and text_only:
            raise ValueError(f"{', '.join(sorted(text_only))}: not for the format {self.format}")
        if self.delimiter is not None and self.format in ("tsv", "spaces"):
            raise ValueError(f"the format {self.format} has its own delimiter; use the format csv")
        if self.delimiter in ('"', "\n", "\r", "\0", " "):
            raise ValueError("this character cannot part cells; for white space use the format spaces")
        return self


class Lookup(_Part):
    """A value taken from another file, by a key."""

    source: str
    key: Column
    """Column of the other file that holds the key."""
    value: Column
    """Column of the other file that holds the value."""


class FieldMapping(_Part):
    """Where one field comes from, and how it is read."""

    column: Column | None = None
    constant: str | None = None
    template: str | None = None
    """Text with columns in braces, such as `{account}-{row}`; `{row}` is the row number."""
    values: dict[str, str | None] = {}
    otherwise: str | None = None
    """What every value that is not listed in `values` becomes."""
    lookup: Lookup | None = None
    number: Annotated[str, _one_of(tuple(PATTERNS))] | None = None
    """How numbers are written: an example, such as `1.234,5`."""
    remove: Texts = []
    """Texts to strike out of a number, such as a currency sign."""
    times: Factor | None = None
    date: str | None = None
    """How dates are written, such as `%d/%m/%Y`."""
    zone: str | None = None
    """Time zone of instants that are written without one."""
    default: str | None = None
    """What an unknown value becomes."""

    @model_validator(mode="before")
    @classmethod
    def _a_text_names_a_column(cls, value: Any) -> Any:
        if isinstance(value, str):
            return {"template": value} if "{" in value else {"column": value}
        if value is None:
            raise ValueError("nothing is said about this field; name a column")
        return value

    @model_validator(mode="after")
    def _one_origin(self) -> Self:
        named = [name for name in ("column", "constant", "template") if name in self.model_fields_set]
        if len(named) != 1:
            found = f"there are {', '.join(named)}" if named else "there is none"
            raise ValueError(f"give exactly one of column, constant and template; {found}")
        if getattr(self, named[0]) is None:
            raise ValueError(f"{named[0]} is empty")
        if "otherwise" in self.model_fields_set and not self.values:
            raise ValueError("otherwise needs values")
        if self.date is not None:
            _check_date_format(self.date)
        if self.zone is not None:
            _check_zone(self.zone)
        return self


class FactMapping(_Part):
    """The facts of one type that the rows of one source give."""

    fact: str
    source: Annotated[str, Field(alias="from")]
    where: dict[str, TextsOrUnknown] = {}
    """Values that columns must have for a row to give the fact."""
    once_per: Texts = []
    """Columns whose values give one fact, however many rows hold them."""
    fields: dict[str, FieldMapping]


class Mapping(_Part):
    """The whole of mapping.yaml."""

    version: Literal["1"]
    as_of: Annotated[date, BeforeValidator(_day)] | None = None
    """Day to advise for where none is given."""
    unknown: list[str] = [""]
    """Texts that mean unknown in every file."""
    ignore: list[str] = []
    """Files of the folder that are left alone."""
    sources: dict[str, Source] = {}
    facts: list[FactMapping] = []


def _check_date_format(text: str) -> None:
    sample = datetime(2001, 2, 3, 4, 5, 6)
    try:
        with warnings.catch_warnings():
            # Later interpreters warn of a day without a year, which is refused below.
            warnings.simplefilter("ignore", DeprecationWarning)
            read = datetime.strptime(sample.strftime(text), text)
    except (ValueError, re.error, IndexError, OverflowError):
        raise ValueError(f"'{text[:50]}' is no way to write dates; write it like %d/%m/%Y") from None
    if read.date() != sample.date():
        raise ValueError(f"'{text[:50]}' does not say year, month and day; write it like %d/%m/%Y")


def _check_zone(name: str) -> None:
    try:
        ZoneInfo(name)
    except (ValueError, OSError, LookupError):
        raise ValueError(f"'{name[:50]}' is no known time zone; write it like Asia/Shanghai") from None
