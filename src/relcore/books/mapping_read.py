"""mapping.yaml read into its model; every fault with its line, column and way out."""

from __future__ import annotations

import typing
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from relcore.books.cells import plain_type
from relcore.books.limits import Limits
from relcore.books.mapping_model import Mapping
from relcore.books.mapping_yaml import Document, Path, read
from relcore.books.naming import did_you_mean
from relcore.errors import BookError, Diagnostic


@dataclass(frozen=True, slots=True)
class PlacedMapping:
    """A mapping, and where each of its entries stands in the file."""

    mapping: Mapping
    document: Document

    def complain(self, code: str, path: Path, problem: str, hint: str = "") -> Diagnostic:
        """Make a diagnostic for an entry."""
        return Diagnostic(code, problem, self.document.place(path), hint)


def read_mapping(path: FilePath, limits: Limits | None = None) -> PlacedMapping:
    """Read the file at `path`; raises `BookError` with all that is wrong with it (RC420, RC421)."""
    limits = limits or Limits()
    with path.open("rb") as stream:
        document = read(stream.read(limits.mapping_bytes + 1), limits)
    if not isinstance(document.tree, dict):
        raise BookError.of(
            "RC421",
            "the mapping is no list of entries",
            document.place(()),
            "begin with 'version: 1', 'sources:' and 'facts:'",
        )
    try:
        return PlacedMapping(Mapping.model_validate(document.tree), document)
    except ValidationError as error:
        errors = error.errors(include_url=False)
    raise BookError([_diagnose(detail, document) for detail in errors[:50]])


def _diagnose(error: ErrorDetails, document: Document) -> Diagnostic:
    path, name = error["loc"], str(error["loc"][-1]) if error["loc"] else ""
    place = document.place(path)
    entry = ".".join(map(str, path)) or "the mapping"
    if error["type"] == "extra_forbidden":
        hint = did_you_mean(name, _keys_at(path[:-1]))
        return Diagnostic("RC421", f"there is no entry '{name[:100]}' here", place, hint)
    if error["type"] == "missing":
        return Diagnostic("RC421", f"{entry} is missing", place, f"write '{name}: ...'")
    message = error["msg"].removeprefix("Value error, ")
    if error["type"].endswith("_type"):
        shape = {
            "dict_type": "entries, one 'name: value' a line",
            "model_type": "entries, one 'name: value' a line",
            "model_attributes_type": "entries, one 'name: value' a line",
            "list_type": "a list, such as [a, b]",
            "string_type": "a single text",
        }.get(error["type"], "another kind of value")
        return Diagnostic("RC421", f"{entry} has the wrong shape", place, f"give {shape}")
    return Diagnostic("RC421", f"{entry}: {message[:300]}", place, _way_out(error["type"]))


def _way_out(kind: str) -> str:
    return "" if kind == "value_error" else "docs/how-to/read-a-book.md shows every entry"


def _keys_at(path: tuple[int | str, ...]) -> list[str]:
    """Give the entries that the model knows at a place."""
    kind: Any = Mapping
    for part in path:
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            fields = {info.alias or name: info for name, info in kind.model_fields.items()}
            if part not in fields:
                return []
            kind = fields[str(part)].annotation
            origin, arguments = plain_type(kind)
            kind = origin if not arguments else kind
        else:
            kind = typing.get_args(kind)[-1] if typing.get_args(kind) else None
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return [info.alias or name for name, info in kind.model_fields.items()]
    return []
