"""Lines of generated Python, and where the rows and facts that rules read are kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from relcore.executors.compiled.access import Constants
from relcore.ir import Const, Head, Rule
from relcore.ledger import Row
from relcore.program import Program, Read, feeds

FLAGS_AT_MOST = 8
"""More alternatives than this are looked up as rows rather than tested one by one."""


@dataclass
class Lines:
    """Source lines with their indentation."""

    lines: list[str] = field(default_factory=list)
    depth: int = 1

    def add(self, line: str) -> None:
        """Append a line at the present depth."""
        self.lines.append("    " * self.depth + line)

    @contextmanager
    def block(self, opening: str) -> Iterator[None]:
        """Open an indented block; an empty one gets a `pass`."""
        self.add(opening)
        self.depth += 1
        before = len(self.lines)
        yield
        if len(self.lines) == before:
            self.add("pass")
        self.depth -= 1


def constant_row(head: Head) -> Row | None:
    """Give the row of a head all of whose fields are constants."""
    if all(isinstance(expr, Const) for _, expr in head.fields):
        return tuple(expr.value for _, expr in head.fields if isinstance(expr, Const))
    return None


@dataclass
class Layout:
    """What is known about conclusions before anything runs.

    A type all of whose heads are constants is `flagged`: each of its rows is a local yes-or-no.
    In an open world, where conclusions may also be given as facts, no type is.
    """

    program: Program
    constants: Constants
    closed: bool
    flags: dict[tuple[str, Row], str] = field(default_factory=dict)
    heads: dict[str, list[tuple[Rule, Head]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for rule in self.program.rules.values():
            for head in rule.heads:
                self.heads.setdefault(head.fact, []).append((rule, head))
        if self.closed:
            for fact, heads in self.heads.items():
                for _, head in heads:
                    row = constant_row(head)
                    if row is not None and (fact, row) not in self.flags:
                        self.flags[fact, row] = f"is{len(self.flags)}"

    def flagged(self, fact: str) -> bool:
        """Say whether all rows of the type are constants."""
        return self.closed and all(constant_row(head) is not None for _, head in self.heads.get(fact, ()))

    def flag(self, fact: str, row: Row) -> str | None:
        """Give the local that says whether a constant row has been concluded."""
        return self.flags.get((fact, row))

    def row_name(self, fact: str, row: Row) -> str:
        """Give the global name of a constant row."""
        return self.constants.keep(row, "row")

    def alternatives(self, read: Read) -> list[tuple[Row, Mapping[str, Any]]] | None:
        """Give the constant rows among which a read must find its facts, or None where others may come."""
        if not self.closed:
            return None
        found: dict[Row, Mapping[str, Any]] = {}
        columns = self.program.types[read.fact].columns
        for rule, head in self.heads.get(read.fact, ()):
            if not feeds(_alone(rule, head), read):
                continue
            row = constant_row(head)
            if row is None:
                return None
            found[row] = dict(zip(columns, row, strict=True))
        return list(found.items()) if len(found) <= FLAGS_AT_MOST else None


def _alone(rule: Rule, head: Head) -> Rule:
    """Give the rule with only one of its heads."""
    return Rule(rule.id, rule.doc, rule.binds, rule.where, (head,))
