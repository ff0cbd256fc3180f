"""Files that are named like fact types and whose columns are named like fields."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping
from functools import partial
from pathlib import Path

from relcore.books.database import Database
from relcore.books.folder import NATIVE_SUFFIXES, Folder
from relcore.books.limits import Limits
from relcore.books.naming import did_you_mean, file_stem
from relcore.books.recipe import native_recipe, required_fields
from relcore.books.tables import Table
from relcore.books.units import Cleaned, Unit, open_table
from relcore.errors import BookError, Diagnostic, Place
from relcore.facts.base import Fact

_LEFTOVERS = ("~", ".bak", ".orig", ".swp", ".tmp", ".md")
"""Endings of files that editors and people leave beside the real one."""


def native_unit(
    folder: Folder, name: str, types: Mapping[str, type[Fact]], limits: Limits
) -> tuple[Unit | None, list[Diagnostic]]:
    """Plan the reading of a file; without a unit, the diagnostics say why it is left alone.

    Raises `BookError` where a file is named like a fact type but cannot be read: to go on without, say, the
    withdrawn consents would be worse than to stop.
    """
    stems = {file_stem(type_name): type_name for type_name in types}
    stem, _, suffix = name.partition(".")
    stem, suffix = stem.lower(), f".{suffix.lower()}"
    if stem not in stems or suffix.endswith(_LEFTOVERS):
        return None, [_unknown_file(name, suffix, [*stems, "mapping"])]
    fact_type = types[stems[stem]]
    if suffix not in NATIVE_SUFFIXES and suffix not in folder.readers:
        raise BookError.of(
            "RC403",
            f"the format of '{name}' cannot be read",
            Place(file=name),
            f"unpack it or save it as {stem}.csv, {stem}.jsonl or {stem}.parquet",
        )
    table = open_table(folder.file(name), name, limits=limits, readers=folder.readers)
    return _unit(table, fact_type, has_mapping=folder.has("mapping.yaml"))


def native_tables(
    database: Database, taken: Container[str], types: Mapping[str, type[Fact]], limits: Limits
) -> Iterator[Callable[[], tuple[Unit, list[Diagnostic]]]]:
    """Plan the reading of the tables of a database that are named like fact types; others are not ours.

    Each plan raises `BookError` where the columns do not fit.
    """
    stems = {file_stem(type_name): kind for type_name, kind in types.items()}
    for name in database.names():
        kind = stems.get(name.lower())
        if kind is not None and name not in taken:
            table = database.table(name, frozenset({""}), limits)
            yield partial(_unit, table, kind, has_mapping=False)


def _unit(table: Table, fact_type: type[Fact], *, has_mapping: bool) -> tuple[Unit, list[Diagnostic]]:
    warnings = list(table.warnings)
    if table.columns is not None and table.columns:
        warnings += _check_columns(table, fact_type, has_mapping=has_mapping)
    recipe = native_recipe(fact_type, table.columns)
    return Unit(Cleaned(table), [recipe], frozenset(fact_type.model_fields), native=True), warnings


def unknown_column(file: str, column: str, fact_type: str, fields: Mapping[str, object]) -> Diagnostic:
    """Say that a column of a native file is left out."""
    hint = did_you_mean(column, fields)
    if not hint.startswith("did"):
        hint = "delete the column, or map it to a field in mapping.yaml"
    return Diagnostic(
        "RC406",
        f"{fact_type} has no field '{column[:100]}'; the column is left out",
        Place(file=file, column=column[:100]),
        hint=hint,
        severity="warning",
    )


def _check_columns(table: Table, fact_type: type[Fact], *, has_mapping: bool) -> list[Diagnostic]:
    columns, fields, kind = table.columns or (), fact_type.model_fields, fact_type.__name__
    missing = [name for name in required_fields(fact_type) if name not in columns]
    if missing or not any(name in fields for name in columns):
        columns_of = "no column " + ", ".join(map(repr, missing)) + f", which {kind} needs"
        what = columns_of if missing else f"no column that is a field of {kind}"
        named = [column for column in columns if column]
        hints = {name: did_you_mean(name, named) for name in missing}
        near = [f"'{name}': {hint}" for name, hint in hints.items() if hint.startswith("did")]
        way_out = "; ".join(near) or (
            "map the columns to fields in mapping.yaml"
            if has_mapping
            else "rename the columns like the fields, or write a mapping.yaml that maps them"
        )
        raise BookError.of("RC405", f"the file has {what}", Place(file=table.file, line=1), way_out)
    strange = [name for name in columns if name and name not in fields]
    return [unknown_column(table.file, name, kind, fields) for name in strange[:50]]


def _unknown_file(name: str, suffix: str, stems: list[str]) -> Diagnostic:
    hint = did_you_mean(Path(name).name.partition(".")[0], stems)
    if hint.startswith("did you mean 'mapping'"):
        hint = "did you mean 'mapping.yaml'?"
    elif hint.startswith("did"):
        hint = hint.replace("'?", f"{suffix}'?") if suffix in NATIVE_SUFFIXES else hint
    else:
        hint = (
            "name it like a fact type, use it in mapping.yaml, or list it there under 'ignore'; "
            "facts of a plug-in are known where that is installed"
        )
    return Diagnostic(
        "RC404",
        f"'{name}' is no file that a book knows; it is left alone",
        Place(file=name),
        hint=hint,
        severity="warning",
    )
