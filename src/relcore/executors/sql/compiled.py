"""A program as SQL text for the tables of one book, ready to run more than once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Self

from relcore.executors.sql.backend import Backend
from relcore.executors.sql.catalog import Catalog
from relcore.executors.sql.dialects import Dialect, E
from relcore.executors.sql.planner import plan_program
from relcore.executors.sql.statements import Repeat, Step, Steps
from relcore.program import Program


@dataclass(frozen=True)
class _Text:
    """One step as text: something to make, or statements to run again and again and tables that grow."""

    kind: str = ""
    name: str = ""
    select: str = ""
    again: tuple[_Text, ...] = ()
    grows: tuple[tuple[str, str], ...] = ()
    """Growing tables, each with the table of its new rows."""

    def repeat(self, backend: Backend) -> None:
        """Make the tables again and again until nothing grows."""
        grown = True
        while grown:
            for text in self.again:
                backend.drop(text.name)
                backend.make(text.kind, text.name, text.select)
            grown = False
            for table, new in self.grows:
                grown = backend.grow(table, new) or grown


@dataclass(frozen=True)
class CompiledBook:
    """Statements for a program, a catalogue of tables and a day."""

    digest: str
    catalog: Catalog
    as_of: date
    dialect: Dialect
    steps: Steps
    texts: tuple[_Text, ...]

    @classmethod
    def of(cls, program: Program, catalog: Catalog, as_of: date, dialect: Dialect) -> Self:
        """Plan a program and write its statements."""
        steps = Steps(plan_program(program, catalog, as_of), dialect)
        texts = tuple(_text(step, dialect) for step in steps.steps())
        return cls(program.digest, catalog, as_of, dialect, steps, texts)

    def fits(self, program: Program, catalog: Catalog, as_of: date, dialect: Dialect) -> bool:
        """Say whether the statements are those of a program, a catalogue and a day."""
        return (self.digest, self.as_of, self.dialect) == (
            program.digest,
            as_of,
            dialect,
        ) and self.catalog == catalog

    def run(self, backend: Backend, progress: Callable[[int, int], None] | None = None) -> None:
        """Run every step."""
        for number, text in enumerate(self.texts, start=1):
            if text.name:
                backend.make(text.kind, text.name, text.select)
            else:
                text.repeat(backend)
            if progress is not None:
                progress(number, len(self.texts))


def _text(step: Step, dialect: Dialect) -> _Text:
    def write(statement: E) -> str:
        return statement.sql(dialect.name, copy=False, comments=False)

    if not isinstance(step, Repeat):
        return _Text(step.kind, write(step.table.copy()), write(step.select))
    grows = tuple((write(table.copy()), write(new.copy())) for table, new in step.grows)
    return _Text(again=tuple(_text(inner, dialect) for inner in step.steps), grows=grows)
