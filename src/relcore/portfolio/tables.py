"""Rows of advice as Arrow tables; Arrow is loaded when the first table is made."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import ROUND_HALF_EVEN, Decimal
from functools import cache
from pathlib import Path
from typing import IO, Any

from relcore.errors import MissingExtra
from relcore.portfolio.rows import COLUMNS, Row

MONEY_PLACES = 12
"""Places after the point that money has in a table: amounts have four, shares eight."""

NOTE_KEY = b"relcore.portfolio"
"""Key in the metadata of a Parquet file under which the record of the run stands, as JSON."""

STARTS = "starts"
"""Entry of a note: the first customer of each batch."""

_LENGTH = 8
"""Bytes behind a note that tell its length; the note itself stands behind the table."""
_LEAST = Decimal(1).scaleb(-MONEY_PLACES)


@cache
def arrow() -> Any:
    """Load Arrow; raises `MissingExtra` (RC901) where it is not installed."""
    try:
        import pyarrow
        import pyarrow.compute
        import pyarrow.csv
        import pyarrow.parquet
    except ImportError as error:
        raise MissingExtra.need("books", "a portfolio") from error
    return pyarrow


@cache
def schema() -> Any:
    """Give the columns with their types."""
    pa = arrow()
    kinds = {
        "text": pa.string(),
        "day": pa.date32(),
        "instant": pa.timestamp("us", "UTC"),
        "whole": pa.int32(),
        "number": pa.float64(),
        "money": pa.decimal128(38, MONEY_PLACES),
        "truth": pa.bool_(),
    }
    return pa.schema([pa.field(name, kinds[kind]) for name, (kind, _) in COLUMNS.items()])


def table_of(rows: Sequence[Row]) -> Any:
    """Put rows into a table."""
    pa = arrow()
    places: dict[str, list[int]] = {}
    for place, row in enumerate(rows):
        places.setdefault(row["kind"], []).append(place)
    # Most columns mean nothing for most kinds of row: those are filled at no cost.
    tables = [_of_one_kind([rows[place] for place in found]) for found in places.values()]
    if not tables:
        return schema().empty_table()
    order = sorted(range(len(rows)), key=[place for found in places.values() for place in found].__getitem__)
    return pa.concat_tables(tables).take(pa.array(order, pa.int64()))


def _of_one_kind(rows: Sequence[Row]) -> Any:
    pa = arrow()
    used = frozenset[str]().union(*rows)
    columns = []
    for field, (kind, _) in zip(schema(), COLUMNS.values(), strict=True):
        name = field.name
        if name not in used:
            columns.append(pa.nulls(len(rows), field.type))
            continue
        values: list[Any] = [row.get(name) for row in rows]
        if kind == "money":
            values = [None if value is None else _money(value) for value in values]
        columns.append(pa.array(values, field.type))
    return pa.Table.from_arrays(columns, schema=schema())


def save(tables: Iterable[Any], path: Path, note: Callable[[], Mapping[str, Any]]) -> None:
    """Write tables into one file, each as a batch of its own, with a note on what they came to.

    The file is there whole or not at all.
    """
    pa = arrow()
    partial = path.with_name(f".{path.name}.{os.getpid()}.part")
    starts: list[str] = []
    with partial.open("wb") as target:
        packed = pa.ipc.IpcWriteOptions(compression="lz4")
        with pa.ipc.new_file(target, schema(), options=packed) as writer:
            for table in tables:
                for batch in table.combine_chunks().to_batches() if table.num_rows else ():
                    starts.append(batch["customer_id"][0].as_py())
                    writer.write_batch(batch)
        said = json.dumps({STARTS: starts, **note()}, ensure_ascii=False).encode()
        target.write(said + len(said).to_bytes(_LENGTH, "little"))
    partial.replace(path)


def batches_of(path: Path) -> Any:
    """Open a saved file: its batches are unpacked when they are asked for."""
    pa = arrow()
    with path.open("rb") as source:
        length = _note_length(source)
    whole = pa.memory_map(str(path))
    return pa.ipc.open_file(whole.read_buffer(whole.size() - length - _LENGTH))


def note_of(path: Path) -> dict[str, Any]:
    """Read the note of a saved table."""
    with path.open("rb") as source:
        length = _note_length(source)
        source.seek(-_LENGTH - length, os.SEEK_END)
        note: dict[str, Any] = json.loads(source.read(length))
    return note


def noted_in(path: Path) -> str:
    """Give the record that stands in the metadata of a Parquet file; empty where there is none.

    Raises `ValueError` or `OSError` where the file is no Parquet file.
    """
    metadata = arrow().parquet.read_schema(path).metadata or {}
    return str(metadata.get(NOTE_KEY, b""), "utf-8")


def _note_length(source: IO[bytes]) -> int:
    source.seek(-_LENGTH, os.SEEK_END)
    return int.from_bytes(source.read(_LENGTH), "little")


def _money(value: Decimal) -> Decimal:
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -MONEY_PLACES:
        return value.quantize(_LEAST, ROUND_HALF_EVEN)
    return value
