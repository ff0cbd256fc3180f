"""How much of a foreign file relcore is willing to hold at once."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds that keep a hostile or broken file from filling the memory.

    >>> Limits(line_chars=10_000).line_chars
    10000
    """

    line_chars: int = 1 << 20
    """Characters in one line, and in one record that spans several lines."""
    columns: int = 2_000
    """Columns of one file."""
    lookup_rows: int = 1_000_000
    """Rows of a file that a mapping looks values up in."""
    parquet_bytes: int = 2 << 30
    """Bytes of a Parquet file once it is unpacked."""
    parquet_page_bytes: int = 64 << 20
    """Bytes of one page of a Parquet file once it is unpacked."""
    parquet_footer_bytes: int = 16 << 20
    """Bytes of the footer of a Parquet file."""
    parquet_rows: int = 100_000_000
    """Rows of a Parquet file: repeated rows take no room, so their bytes do not bound them."""
    mapping_bytes: int = 1 << 20
    """Bytes of mapping.yaml."""
    mapping_depth: int = 20
    """Nesting of mapping.yaml."""
