"""mapping.yaml as a plain tree of texts, with the place of every entry; nothing in it can run or explode."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from relcore.books.limits import Limits
from relcore.errors import BookError, MissingExtra, Place

FILE = "mapping.yaml"

Path = tuple[str | int, ...]
Tree = str | None | list[Any] | dict[str, Any]

_NULLS = ("", "~", "null", "Null", "NULL")


@dataclass(slots=True)
class Document:
    """A parsed file: texts, lists and mappings, and where each of them stands."""

    tree: Tree = None
    places: dict[Path, tuple[int, int]] = field(default_factory=dict)
    """Line and column (from 1) of each entry, by its path of keys and indices."""

    def place(self, path: Path) -> Place:
        """Give the place of an entry, or of the nearest one around it."""
        while path and path not in self.places:
            path = path[:-1]
        line, column = self.places.get(path, (1, 1))
        return Place(file=FILE, line=line, column=column)


@dataclass(slots=True)
class _Open:
    """A list or mapping whose end has not been read yet."""

    path: Path
    value: list[Any] | dict[str, Any]
    key: str | None = None


def parse(data: bytes, limits: Limits | None = None) -> Document:
    """Parse the file; every scalar stays the text it is, so that `NO` is no boolean and `1.10` no number.

    Anchors, tags, several documents, doubled keys and deep nesting are refused (RC420).
    """
    limits = limits or Limits()
    if len(data) > limits.mapping_bytes:
        raise _refusal(
            f"the file has {len(data):,} bytes",
            1,
            1,
            f"the limit is {limits.mapping_bytes:,}; a mapping names files and columns, it holds no data",
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _refusal("the file is not UTF-8", line, 1, "save the file as UTF-8") from None
    return _Builder(limits).build(text)


class _Builder:
    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._document = Document()
        self._open: list[_Open] = []
        self._complete = False

    def build(self, text: str) -> Document:
        try:
            from ruamel.yaml import YAML
            from ruamel.yaml.error import MarkedYAMLError, YAMLError
        except ImportError as error:
            raise MissingExtra.need("books", f"reading {FILE}") from error
        try:
            events: Iterable[Any] = YAML(typ="safe", pure=True).parse(text)
            for event in events:
                self._take(event)
        except MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            line, column = (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)
            problem = " ".join(str(error.problem or error.context or "it cannot be parsed").split())
            raise _refusal(f"the file is no valid YAML: {problem[:200]}", line, column, _YAML_HINT) from None
        except (YAMLError, ValueError, IndexError, TypeError, AttributeError) as error:
            if isinstance(error, BookError):
                raise
            problem = " ".join(str(error).split())
            raise _refusal(f"the file is no valid YAML: {problem[:200]}", 1, 1, _YAML_HINT) from None
        return self._document

    def _take(self, event: Any) -> None:
        line, column = event.start_mark.line + 1, event.start_mark.column + 1
        kind = type(event).__name__
        if getattr(event, "anchor", None) is not None:
            raise _refusal("anchors and aliases are refused", line, column, "write the value out")
        if getattr(event, "tag", None) is not None:
            raise _refusal(f"the tag {str(event.tag)[:100]!r} is refused", line, column, "write plain values")
        if kind == "DocumentStartEvent" and self._complete:
            raise _refusal("the file holds several documents", line, column, "keep one; delete '---'")
        if kind == "ScalarEvent":
            self._scalar(event, line, column)
        elif kind in ("MappingStartEvent", "SequenceStartEvent"):
            if len(self._open) >= self._limits.mapping_depth:
                hint = "a mapping needs no more than six levels"
                raise _refusal(f"more than {self._limits.mapping_depth} levels", line, column, hint)
            value: list[Any] | dict[str, Any] = {} if kind == "MappingStartEvent" else []
            self._open.append(_Open(self._add(value, line, column), value))
        elif kind in ("MappingEndEvent", "SequenceEndEvent"):
            self._open.pop()
        elif kind == "DocumentEndEvent":
            self._complete = True

    def _scalar(self, event: Any, line: int, column: int) -> None:
        top = self._open[-1] if self._open else None
        if top is not None and isinstance(top.value, dict) and top.key is None:
            if event.value in top.value:
                hint = "put both into one entry, or delete one"
                raise _refusal(f"the key '{event.value[:100]}' stands twice", line, column, hint)
            top.key = event.value
            self._document.places[(*top.path, event.value)] = (line, column)
            return
        plain = event.style is None or event.style == ""
        self._add(None if plain and event.value in _NULLS else str(event.value), line, column)

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
            raise _refusal("a key is no plain text", line, column, "write it as a word or in quotes")
        path = (*top.path, top.key)
        top.value[top.key] = value
        top.key = None
        return path


_YAML_HINT = "check the indentation; quote texts with ':' or '#', and texts that begin with '{' or '['"


def _refusal(problem: str, line: int, column: int, hint: str) -> BookError:
    return BookError.of("RC420", problem, Place(file=FILE, line=line, column=column), hint)
