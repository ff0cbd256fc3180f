"""`relcore compile`: the rules as SQL, to read or to run where the data lives."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from relcore.cli import built_in
from relcore.cli.options import ListFormat, ListFormatOption, SettingsOption, day
from relcore.cli.streams import as_json, opened
from relcore.executors.sql.writing import fact_tables, script, statements


class Dialect(StrEnum):
    """Databases for which statements are written."""

    DUCKDB = "duckdb"
    POSTGRES = "postgres"
    SPARK = "spark"
    SNOWFLAKE = "snowflake"
    BIGQUERY = "bigquery"


def command(
    as_of: Annotated[
        date,
        typer.Option("--as-of", parser=day, metavar="YYYY-MM-DD", help="Day of the decision."),
    ],
    dialect: Annotated[Dialect, typer.Option("--dialect", help="Database.")] = Dialect.DUCKDB,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="Write there instead.", show_default=False)
    ] = None,
    tables: Annotated[bool, typer.Option("--tables", help="Also make the tables with facts, empty.")] = False,
    form: ListFormatOption = ListFormat.TEXT,
    settings: SettingsOption = None,
) -> None:
    """Write the rules as SQL statements."""
    program = built_in.program(settings)
    with opened(out) as write:
        if form is ListFormat.TEXT:
            for piece in script(program, as_of, dialect, tables=tables):
                write(piece)
            return
        made = [*(fact_tables(program, dialect) if tables else ()), *statements(program, as_of, dialect)]
        write(
            as_json(
                {
                    "program": program.digest,
                    "as_of": as_of.isoformat(),
                    "dialect": dialect.value,
                    "statements": [asdict(statement) for statement in made],
                }
            )
        )
