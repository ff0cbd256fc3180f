"""How one record becomes one fact: where each field comes from, and how it is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from relcore.books.cells import CellError, Reader, reader_for, takes_none
from relcore.books.rejects import RowProblem
from relcore.books.tables import Cell, Record, as_text
from relcore.facts.base import CustomerFact, Fact

ROW = ""
"""Key under which a record holds its row number; no column has an empty name."""

CUSTOMER = "customer_id"


@dataclass(frozen=True, slots=True)
class Step:
    """Fills one field of a fact."""

    field: str
    column: str
    """What is named to the reader when the cell is at fault."""
    get: Callable[[Record], Cell]
    read: Reader
    keeps_none: bool
    """True where a cell that is there but unknown must be passed on, since the field has another default."""
    default: Any = None
    """What an unknown cell becomes."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """Makes facts of one type from the records of one file."""

    type: type[Fact]
    steps: Sequence[Step]
    where: Mapping[str, frozenset[str | None]] = field(default_factory=dict)
    """Values that a column must have for a record to give a fact."""
    once_per: tuple[str, ...] = ()
    """Columns whose values give at most one fact."""
    adapter: TypeAdapter[Any] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "adapter", TypeAdapter(self.type))

    def applies(self, record: Record) -> bool:
        """Whether the record gives a fact at all."""
        for column, wanted in self.where.items():
            cell = record.get(column)
            if (None if cell is None else as_text(cell)) not in wanted:
                return False
        return True

    def make(self, record: Record) -> Fact:
        """Make the fact, or raise `RowProblem`."""
        values: dict[str, Any] = {}
        step: Step
        try:
            for step in self.steps:
                cell = step.get(record)
                value = step.default if cell is None else step.read(cell)
                if value is not None:
                    values[step.field] = value
                elif step.keeps_none and step.column in record:
                    values[step.field] = step.default
        except CellError as error:
            raise RowProblem(step.column, f"column {step.column} {error.kind}", error.hint) from None
        try:
            fact: Fact = self.adapter.validate_python(values)
        except ValidationError as error:
            raise self._problem(error.errors(include_url=False)) from None
        except Exception as error:  # a plug-in's own validator may raise anything; its row is set aside
            text = f"{type(error).__name__}: {error}"[:300]
            raise RowProblem(None, f"{self.type.__name__} cannot be made", "", text) from error
        return fact

    def _problem(self, errors: list[ErrorDetails]) -> RowProblem:
        columns = {step.field: step.column for step in self.steps}
        found = [self._say(error, columns) for error in errors[:3]]
        first = found[0]
        if first.kind.startswith("no customer"):
            return first
        reasons = [problem.reason or problem.kind for problem in found]
        more = [f"and {len(errors) - 3} more"] if len(errors) > 3 else []
        return RowProblem(first.column, first.kind, first.hint, "; ".join(reasons + more))

    def _say(self, error: ErrorDetails, columns: Mapping[str, str]) -> RowProblem:
        name = str(error["loc"][0]) if error["loc"] else ""
        column = columns.get(name, name) or None
        kind = error["type"]
        if kind == "missing" or (name == CUSTOMER and error["input"] is None):
            known = name in columns
            if name == CUSTOMER and issubclass(self.type, CustomerFact):
                reason = f"column {column} is empty" if known else "there is no column for it"
                return RowProblem(column, f"no customer: {reason}", "fill the column, or delete the row")
            reason = f"column {column} is empty" if known else f"{name} is missing"
            return RowProblem(column, reason, f"a fact of type {self.type.__name__} needs a value here")
        if kind == "timezone_aware":
            return RowProblem(
                column,
                f"column {column} has no time zone",
                "write it like 2025-03-31T09:30:00+08:00, or say zone: Asia/Shanghai in mapping.yaml",
            )
        message = error["msg"].removeprefix("Value error, ").removeprefix("Assertion failed, ")
        if not error["loc"]:
            return RowProblem(None, f"{self.type.__name__} contradicts itself", "", message[:300])
        spoken = message[:1].lower() + message[1:]
        general = kind.replace("_", " ") if kind in ("value_error", "assertion_error") else spoken
        return RowProblem(column, f"column {column}: {general}"[:300], "", f"column {column}: {spoken}"[:300])


def keeps_none(info: FieldInfo) -> bool:
    """Whether an unknown cell has to be passed on as `None`."""
    return takes_none(info.annotation) and (info.is_required() or info.default is not None)


def native_recipe(fact_type: type[Fact], columns: Sequence[str] | None) -> Recipe:
    """Make the recipe for a file whose columns are named like the fields.

    Without `columns`, as in JSON Lines, each record may bring any field.
    """
    fields: Mapping[str, FieldInfo] = fact_type.model_fields
    names = [name for name in (fields if columns is None else columns) if name in fields]
    return Recipe(
        fact_type,
        [native_step(name, fields[name], tolerant=columns is None) for name in names],
    )


def native_step(name: str, info: FieldInfo, *, tolerant: bool) -> Step:
    """Make the step that fills a field from the column of the same name."""
    return Step(name, name, getter(name, tolerant=tolerant), reader_for(info.annotation), keeps_none(info))


def getter(column: str, *, tolerant: bool) -> Callable[[Record], Cell]:
    """Give what takes a column out of a record; tolerant where a record may lack it."""
    if tolerant:
        return lambda record: record.get(column)
    return lambda record: record[column]


def required_fields(fact_type: type[BaseModel]) -> list[str]:
    """Give the fields without which there is no fact of this type."""
    return [name for name, info in fact_type.model_fields.items() if info.is_required()]
