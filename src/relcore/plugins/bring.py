"""What plug-ins bring that no other room names: commands, readers of rows, ways to an executor."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, TypeAlias

from relcore.executors.protocol import Executor

Rows: TypeAlias = Iterable[Mapping[str, object]]
"""Records of a table: names of columns, and what stands there; None is unknown."""

RowReader: TypeAlias = Callable[[Path], Rows]
"""Reads a file of one format, row by row."""

ExecutorMaker: TypeAlias = Callable[[], Executor]
"""Makes an executor; called when it is chosen."""


@dataclass(frozen=True, slots=True)
class Command:
    """A command of the command line: a function with typer's annotations, or where it is.

    >>> Command("Say hello.", "acme.hello:command").about
    'Say hello.'
    """

    about: str
    """One sentence for the list of commands."""
    function: str | Callable[..., Any]
    """The function itself, or `module:attribute`, imported when the command is called."""

    def load(self) -> Callable[..., Any]:
        """Give the function."""
        found: Callable[..., Any] = loaded(self.function)
        return found


def loaded(thing: Any) -> Any:
    """Give a thing, importing it where only `module:attribute` is known.

    >>> loaded("relcore.plugins.bring:Command").__name__
    'Command'
    """
    if not isinstance(thing, str):
        return thing
    module, _, attribute = thing.partition(":")
    return getattr(import_module(module), attribute)
