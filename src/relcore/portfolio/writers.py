"""Rows of advice as Parquet, CSV or JSON Lines."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Any

from relcore.errors import UsageError
from relcore.portfolio.rows import COLUMNS
from relcore.portfolio.tables import NOTE_KEY, arrow, schema

Write = Callable[[Iterable[Any], Path, Mapping[str, Any]], None]

_SUFFIXES = {".parquet": "parquet", ".pq": "parquet", ".csv": "csv", ".jsonl": "jsonl", ".ndjson": "jsonl"}


def form_of(path: Path, said: str | None = None) -> str:
    """Tell the form as it was said or from the name of a file; raises `UsageError` (RC018) where it is none.

    >>> form_of(Path("advice.pq")), form_of(Path("advice"), "csv")
    ('parquet', 'csv')
    """
    if said is not None:
        if said not in FORMS:
            raise UsageError.of("RC018", f"there is no form '{said}'", hint=f"known: {', '.join(FORMS)}")
        return said
    form = _SUFFIXES.get(path.suffix.lower())
    if form is None:
        raise UsageError.of(
            "RC018",
            f"the name '{path.name}' does not say in which form to write",
            hint="name it advice.parquet, advice.csv or advice.jsonl, or give the form: " + ", ".join(FORMS),
        )
    return form


def write(form: str, tables: Iterable[Any], path: Path, note: Mapping[str, Any]) -> None:
    """Write tables into a file."""
    FORMS[form](tables, path, note)


def _parquet(tables: Iterable[Any], path: Path, note: Mapping[str, Any]) -> None:
    pq = arrow().parquet
    noted = schema().with_metadata({NOTE_KEY: json.dumps(note, ensure_ascii=False).encode()})
    with pq.ParquetWriter(path, noted, compression="zstd") as writer:
        for table in tables:
            writer.write_table(table.replace_schema_metadata(noted.metadata), row_group_size=table.num_rows)


def _csv(tables: Iterable[Any], path: Path, note: Mapping[str, Any]) -> None:
    pa = arrow()
    texts = pa.schema([pa.field(name, pa.string()) for name in COLUMNS])
    with pa.csv.CSVWriter(str(path), texts) as writer:
        for table in tables:
            columns = [_as_text(table[name], kind) for name, (kind, _) in COLUMNS.items()]
            writer.write_table(pa.Table.from_arrays(columns, schema=texts))


def _json_lines(tables: Iterable[Any], path: Path, note: Mapping[str, Any]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as target:
        for table in tables:
            for row in table.to_pylist():
                known = {name: plain(value) for name, value in row.items() if value is not None}
                target.write(json.dumps(known, ensure_ascii=False) + "\n")


def plain(value: Any) -> Any:
    """Give a value as JSON can hold it.

    >>> plain(Decimal("1250.500000000000")), plain(date(2026, 6, 30))
    ('1250.5', '2026-06-30')
    """
    if isinstance(value, Decimal):
        text = f"{value:f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    return value.isoformat() if isinstance(value, date) else value


def _as_text(column: Any, kind: str) -> Any:
    pa = arrow()
    if kind == "text":
        return column
    if kind in ("money", "instant"):
        values = [None if value is None else plain(value) for value in column.to_pylist()]
        return pa.array(values, pa.string())
    return column.cast(pa.string())


FORMS: Mapping[str, Write] = MappingProxyType({"parquet": _parquet, "csv": _csv, "jsonl": _json_lines})
"""Forms by name."""
