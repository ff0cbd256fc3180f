"""A program as SQL text for the tables of one book, ready to run more than once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Self

from sqlglot import exp

from relcore.executors.sql.backend import Backend
from relcore.executors.sql.build import Query
from relcore.executors.sql.catalog import Catalog
from relcore.executors.sql.creation import drop_table, insert
from relcore.executors.sql.dialects import Dialect, E
from relcore.executors.sql.planner import plan_program
from relcore.executors.sql.statements import Repeat, Step, Steps
from relcore.program import Program


@dataclass(frozen=True)
class _Text:
    """One step as text; a repeated one has statements to run each time and tables that grow."""

    once: str = ""
    again: tuple[str, ...] = ()
    grows: tuple[tuple[str, str], ...] = ()
    """For each growing table a query that counts its new rows and a statement that adds them."""


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
            if text.once:
                backend.run(text.once)
            grown = not text.once
            while grown:
                for statement in text.again:
                    backend.run(statement)
                grown = False
                for count, add in text.grows:
                    if backend.number(count):
                        backend.run(add)
                        grown = True
            if progress is not None:
                progress(number, len(self.texts))


def _text(step: Step, dialect: Dialect) -> _Text:
    def write(statement: E) -> str:
        return statement.sql(dialect.name, copy=False, comments=False)

    if not isinstance(step, Repeat):
        return _Text(once=write(step.statement))
    again = tuple(
        write(statement)
        for inner in step.steps
        for statement in (drop_table(inner.table.copy()), inner.statement)
    )
    grows = tuple(
        (
            write(Query(new.copy(), [exp.Count(this=exp.Star())]).select()),
            write(insert(table.copy(), [], Query(new.copy(), [exp.Star()]).select())),
        )
        for table, new in step.grows
    )
    return _Text(again=again, grows=grows)
