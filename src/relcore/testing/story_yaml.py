"""YAML as plain values with the line of every mapping: whole numbers, exact decimals, days and texts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from relcore.errors import MissingExtra, Place, UsageError


class Table(dict[str, Any]):
    """A mapping of a file, and where it begins."""

    line: int = 0
    lines: dict[str, int]
    """The line of each key."""


def documents(path: Path) -> Iterator[Table]:
    """Give the documents of a file, each a mapping; raises `UsageError` (RC703) for anything else."""
    try:
        from ruamel.yaml import YAML
        from ruamel.yaml.error import MarkedYAMLError
    except ImportError as error:
        raise MissingExtra.need("testing", f"reading {path.name}") from error
    try:
        nodes = list(YAML(typ="safe", pure=True).compose_all(path.read_text(encoding="utf-8")))
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise refusal(path, mark.line + 1 if mark else 1, str(error.problem or error.context)) from None
    for node in nodes:
        read = _value(node, path)
        if not isinstance(read, Table):
            raise refusal(path, node.start_mark.line + 1, "a story is a mapping", "begin it with `story:`")
        yield read


def refusal(path: Path, line: int, problem: str, hint: str = "") -> UsageError:
    """Make the error for a malformed story, pinned to its line."""
    return UsageError.of("RC703", problem, Place(file=str(path), line=line), hint)


def _value(node: Any, path: Path) -> Any:
    if node.id == "mapping":
        table = Table()
        table.line = node.start_mark.line + 1
        table.lines = {}
        for key, value in node.value:
            name = str(key.value)
            if name in table:
                raise refusal(path, key.start_mark.line + 1, f"'{name}' is there twice")
            table[name] = _value(value, path)
            table.lines[name] = key.start_mark.line + 1
        return table
    if node.id == "sequence":
        return [_value(item, path) for item in node.value]
    return _scalar(str(node.tag).rpartition(":")[2], node.value, node.start_mark.line + 1, path)


def _scalar(kind: str, text: str, line: int, path: Path) -> Any:
    try:
        match kind:
            case "null":
                return None
            case "bool":
                return text.lower() == "true"
            case "int":
                return int(text)
            case "float":
                return Decimal(text)
            case "timestamp":
                return date.fromisoformat(text) if len(text) == 10 else text
            case _:
                return text
    except (ValueError, ArithmeticError):
        raise refusal(path, line, f"'{text}' is no {kind}") from None
