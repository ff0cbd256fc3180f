"""YAML as a plain tree of texts, with the place of every entry; nothing in it can run or explode."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from relcore.errors import MissingExtra, Place

Path: TypeAlias = tuple[str | int, ...]
Tree: TypeAlias = str | list[Any] | dict[str, Any] | None

_NULLS = ("", "~", "null", "Null", "NULL")
_MOST_FAULTS = 50
_HINT = "check the indentation; quote texts with ':' or '#', and texts that begin with '{' or '['"


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a document is read."""

    bytes: int = 1 << 20
    depth: int = 20
    """Lists and entries inside one another."""
    entries: int = 200_000
    """Single texts in the document, keys and values."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a document, where (from 1), and the way out."""

    problem: str
    line: int
    column: int
    hint: str


@dataclass(frozen=True, slots=True)
class Scalar:
    """Where the text of a value begins in the document, and how it is quoted: nothing, ', ", | or >."""

    start: int
    line: int
    column: int
    style: str


@dataclass(slots=True)
class Document:
    """A parsed file: texts, lists and entries, and where each of them stands."""

    file: str
    text: str = ""
    tree: Tree = None
    places: dict[Path, tuple[int, int]] = field(default_factory=dict)
    """Line and column (from 1) of each entry, by its path of keys and indices."""
    scalars: dict[Path, Scalar] = field(default_factory=dict)
    """The texts among the values."""
    faults: list[Fault] = field(default_factory=list)
    """What is wrong; the rest of a document with faults may be missing."""

    def place(self, path: Path) -> Place:
        """Give the place of an entry, or of the nearest one around it."""
        while path and path not in self.places:
            path = path[:-1]
        line, column = self.places.get(path, (1, 1))
        return Place(file=self.file, line=line, column=column)


@dataclass(slots=True)
class _Open:
    """A list or mapping whose end has not been read yet."""

    path: Path
    value: list[Any] | dict[str, Any]
    key: str | None = None


class _Hopeless(Exception):
    """Reading any further makes no sense."""


def parse(data: bytes, file: str, limits: Limits | None = None, *, extra: str = "books") -> Document:
    """Parse a document; every scalar stays the text it is, so that `NO` is no boolean and `1.10` no number.

    Anchors, tags, several documents, doubled keys, deep nesting and what is too large are faults, as is all
    that is no YAML. Raises `MissingExtra` (RC901) where the parser is not installed; `extra` brings it.

    >>> document = parse(b"a: [1, NO]", "a.yaml")
    >>> document.tree, document.places["a", 1], document.faults
    ({'a': ['1', 'NO']}, (1, 8), [])
    """
    limits = limits or Limits()
    document = Document(file)
    if len(data) > limits.bytes:
        hint = f"the limit is {limits.bytes:,}; this file is for settings and rules, not for data"
        document.faults.append(Fault(f"the file has more than {limits.bytes:,} bytes", 1, 1, hint))
        return document
    try:
        document.text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        document.faults.append(Fault("the file is not UTF-8", line, 1, "save the file as UTF-8"))
        return document
    with contextlib.suppress(_Hopeless):
        _Builder(document, limits, extra).build()
    return document


class _Builder:
    def __init__(self, document: Document, limits: Limits, extra: str) -> None:
        self._limits = limits
        self._document = document
        self._extra = extra
        self._open: list[_Open] = []
        self._complete = False
        self._entries = 0

    def build(self) -> None:
        """Fill the document."""
        try:
            from ruamel.yaml import YAML
            from ruamel.yaml.error import MarkedYAMLError, YAMLError
        except ImportError as error:
            raise MissingExtra.need(self._extra, f"reading {self._document.file}") from error
        try:
            events: Iterable[Any] = YAML(typ="safe", pure=True).parse(self._document.text)
            for event in events:
                self._take(event)
        except MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            line, column = (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)
            self._give_up(_no_yaml(error.problem or error.context or "it cannot be parsed"), line, column)
        except (YAMLError, ValueError, IndexError, TypeError, AttributeError, RecursionError) as error:
            self._give_up(_no_yaml(error), 1, 1)

    def _blame(self, problem: str, line: int, column: int, hint: str = _HINT) -> None:
        self._document.faults.append(Fault(problem, line, column, hint))
        if len(self._document.faults) >= _MOST_FAULTS:
            raise _Hopeless

    def _give_up(self, problem: str, line: int, column: int, hint: str = _HINT) -> None:
        self._blame(problem, line, column, hint)
        raise _Hopeless

    def _take(self, event: Any) -> None:
        line, column = event.start_mark.line + 1, event.start_mark.column + 1
        kind = type(event).__name__
        if getattr(event, "anchor", None) is not None:
            self._blame("anchors and aliases are refused", line, column, "write the value out")
        if getattr(event, "tag", None) is not None:
            self._blame(f"the tag {str(event.tag)[:100]!r} is refused", line, column, "write plain values")
        if kind == "DocumentStartEvent" and self._complete:
            self._give_up("the file holds several documents", line, column, "keep one; delete '---'")
        if kind == "ScalarEvent":
            self._scalar(event, line, column)
        elif kind == "AliasEvent":
            self._add(None, line, column)
        elif kind in ("MappingStartEvent", "SequenceStartEvent"):
            if len(self._open) >= self._limits.depth:
                hint = "write it with fewer levels"
                self._give_up(f"more than {self._limits.depth} levels", line, column, hint)
            value: list[Any] | dict[str, Any] = {} if kind == "MappingStartEvent" else []
            self._open.append(_Open(self._add(value, line, column), value))
        elif kind in ("MappingEndEvent", "SequenceEndEvent"):
            self._open.pop()
        elif kind == "DocumentEndEvent":
            self._complete = True

    def _scalar(self, event: Any, line: int, column: int) -> None:
        self._entries += 1
        if self._entries > self._limits.entries:
            hint = "make several files of it"
            self._give_up(f"more than {self._limits.entries:,} entries", line, column, hint)
        top = self._open[-1] if self._open else None
        if top is not None and isinstance(top.value, dict) and top.key is None:
            if event.value in top.value:
                hint = "put both into one entry, or delete one"
                self._blame(f"the key '{event.value[:100]}' stands twice", line, column, hint)
            top.key = event.value
            self._document.places[(*top.path, event.value)] = (line, column)
            return
        style = event.style or ""
        plain = not style and event.value in _NULLS
        path = self._add(None if plain else str(event.value), line, column)
        self._document.scalars[path] = Scalar(event.start_mark.index, line, column, style)

    def _add(self, value: Tree, line: int, column: int) -> Path:
        """Put a value where it belongs and give its path."""
        if not self._open:
            self._document.tree = value
            self._document.places[()] = (line, column)
            return ()
        top = self._open[-1]
        if isinstance(top.value, list):
            path: Path = (*top.path, len(top.value))
            self._document.places[path] = (line, column)
            top.value.append(value)
            return path
        if top.key is None:
            self._give_up("a key is no plain text", line, column, "write it as a word or in quotes")
        path = (*top.path, str(top.key))
        top.value[str(top.key)] = value
        top.key = None
        return path


def _no_yaml(said: object) -> str:
    return f"the file is no valid YAML: {' '.join(str(said).split())[:200]}"
