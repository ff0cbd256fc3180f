"""Databases as shelves of tables: which there are, and one of them as records."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import Protocol
from urllib.parse import urlsplit

from relcore.books.limits import Limits
from relcore.books.tables import Table
from relcore.errors import Place, UsageError

ROW_BYTES = 64
"""What a row of a database counts for, beside the bytes of files."""

_FILES = (".duckdb", ".ddb", ".db")
_KINDS: Mapping[str, str] = MappingProxyType(
    {
        "duckdb": "relcore.books.duckdb_tables:DuckDBFile",
        "postgresql": "relcore.books.postgres_tables:Postgres",
        "postgres": "relcore.books.postgres_tables:Postgres",
    }
)


class Database(Protocol):
    """An open database, as it was at one moment."""

    name: str
    """How it can be opened again; without a password."""

    def names(self) -> Sequence[str]:
        """Give the names of the tables and views, sorted."""
        ...

    def table(self, name: str, unknown: frozenset[str], limits: Limits) -> Table:
        """Give a table; `unknown` are texts that mean nobody knows."""
        ...


def is_database(name: str) -> bool:
    """Tell whether a name is that of a database: an address, or a DuckDB file.

    >>> is_database("postgresql://localhost/crm"), is_database("sales.duckdb"), is_database("folder")
    (True, True, False)
    """
    return "://" in name or Path(name).suffix.lower() in _FILES


def open_database(name: str) -> Database:
    """Open a database by its address, such as postgresql://user@host/name, or by the path of a DuckDB file.

    Raises `UsageError` (RC020) where the address is of no kind that is known, `MissingExtra` (RC901) where
    its driver is not installed, `BookError` (RC411) where it cannot be opened.
    """
    scheme = name.partition("://")[0].lower() if "://" in name else "duckdb"
    if scheme not in _KINDS:
        raise UsageError.of(
            "RC020",
            f"no database is addressed with '{scheme}://'",
            Place(subject=without_password(name)),
            "write postgresql://user@host/name, or give the path of a DuckDB file",
        )
    module, _, kind = _KINDS[scheme].partition(":")
    database: Database = getattr(import_module(module), kind)(name)
    return database


def without_password(name: str) -> str:
    """Give an address that may be shown.

    >>> without_password("postgresql://kim:secret@host:5432/crm")
    'postgresql://kim@host:5432/crm'
    """
    if "://" not in name:
        return name
    parts = urlsplit(name)
    user, _, host = parts.netloc.rpartition("@")
    shown = f"{user.partition(':')[0]}@{host}" if user else host
    query = re.sub(r"(?i)(^|&)password=[^&]*", "", parts.query)
    return parts._replace(netloc=shown, query=query.lstrip("&")).geturl()
