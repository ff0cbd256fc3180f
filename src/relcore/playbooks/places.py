"""Where in a playbook file something stands, down to a character inside an expression."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from relcore.documents import Document, Path, Scalar
from relcore.errors import Diagnostic, Place
from relcore.playbooks.grammar import Slip

MOST_PROBLEMS = 200


@dataclass
class Complaints:
    """What is wrong with a file, each thing once, in the order of the file."""

    document: Document
    _found: dict[tuple[str, str, str], Diagnostic] = field(default_factory=dict)

    def add(self, code: str, problem: str, path: Path, hint: str, offset: int | None = None) -> None:
        """Complain of an entry, or of a character in the text of one."""
        where = self.document.place(path) if offset is None else place_inside(self.document, path, offset)
        if len(self._found) < MOST_PROBLEMS:
            self._found.setdefault((code, str(where), problem), Diagnostic(code, problem, where, hint))

    def slip(self, code: str, path: Path, slip: Slip, shift: int = 0) -> None:
        """Complain of a slip in an expression that begins some characters into the text."""
        self.add(code, slip.problem, path, slip.hint, slip.offset + shift)

    @property
    def found(self) -> list[Diagnostic]:
        """All complaints, in the order of the file."""
        return in_order(self._found.values())


def in_order(problems: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Sort problems by their place in a file; those without a place come last."""
    return sorted(problems, key=lambda one: (one.where.line is None, one.where.line or 0, _column(one.where)))


def place_inside(document: Document, path: Path, offset: int) -> Place:
    """Give the place of a character of a text, however the text is quoted and folded."""
    scalar = document.scalars.get(path)
    if scalar is None:
        return document.place(path)
    line, column = _position(document.text, scalar, _text_at(document, path), offset)
    return Place(file=document.file, line=line, column=column)


def _column(where: Place) -> int:
    return where.column if isinstance(where.column, int) else 0


def _text_at(document: Document, path: Path) -> str:
    node = document.tree
    for step in path:
        node = node[step]  # type: ignore[index]
    return node if isinstance(node, str) else ""


def _position(source: str, scalar: Scalar, value: str, offset: int) -> tuple[int, int]:
    """Follow the signs of the value through the source, in which white space and quotes may differ."""
    at = scalar.start
    if scalar.style in ("|", ">"):
        at = source.find("\n", at) + 1
    elif scalar.style:
        at += 1
    for sign in value[:offset]:
        if sign.isspace():
            continue
        while at < len(source) and source[at].isspace():
            at += 1
        if scalar.style == '"' and source[at : at + 1] == "\\":
            if source[at + 1 : at + 2] != sign:
                # An escape that stands for another sign: the beginning of the text is near enough.
                return scalar.line, scalar.column
            at += 1
        elif scalar.style == "'" and sign == "'":
            at += 1
        at += 1
    if offset < len(value) and not value[offset].isspace():
        while at < len(source) and source[at].isspace():
            at += 1
    before = source[:at]
    return before.count("\n") + 1, at - (before.rfind("\n") + 1) + 1
