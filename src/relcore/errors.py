"""Errors of every room: one root, one shape (what is wrong, where, the way out)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class Place:
    """Where a problem lies: a file with line and column, a row, or a rule.

    >>> str(Place(file="orders.csv", line=7, column="placed_on"))
    'orders.csv:7, column placed_on'
    """

    file: str = ""
    line: int | None = None
    column: int | str | None = None
    subject: str = ""

    def __str__(self) -> str:
        spot = self.file
        if self.line is not None:
            spot += f":{self.line}" if spot else f"line {self.line}"
        if isinstance(self.column, int):
            spot += f":{self.column}"
        elif self.column:
            spot += f", column {self.column}" if spot else f"column {self.column}"
        if self.subject and spot:
            return f"{self.subject} ({spot})"
        return self.subject or spot


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One problem with its code, its place and a way out.

    >>> where = Place(subject="rule a.b")
    >>> print(Diagnostic("RC204", "Order has no field 'amout'", where, "did you mean 'amount'?"))
    RC204 Order has no field 'amout'
      in rule a.b
      hint: did you mean 'amount'?
    """

    code: str
    problem: str
    where: Place = Place()
    hint: str = ""
    severity: str = "error"

    def __str__(self) -> str:
        lines = [f"{self.code} {self.problem}"]
        if where := str(self.where):
            lines.append(f"  in {where}")
        if self.hint:
            lines.append(f"  hint: {self.hint}")
        return "\n".join(lines)

    def as_dict(self) -> dict[str, Any]:
        """Give the diagnostic as plain data, for JSON output."""
        return {
            "code": self.code,
            "problem": self.problem,
            "where": str(self.where),
            "hint": self.hint,
            "severity": self.severity,
        }


class RelcoreError(Exception):
    """Anything that relcore refuses; `diagnostics` says what, where and the way out.

    >>> try:
    ...     raise FactError.of("RC101", "no facts were given", hint="give at least a Customer")
    ... except RelcoreError as error:
    ...     print(error)
    RC101 no facts were given
      hint: give at least a Customer
    """

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        super().__init__("\n".join(map(str, self.diagnostics)))

    @classmethod
    def of(cls, code: str, problem: str, where: Place | None = None, hint: str = "") -> Self:
        """Make the error from a single problem."""
        return cls([Diagnostic(code, problem, where or Place(), hint)])


class UsageError(RelcoreError, ValueError):
    """A call or a command line that cannot be understood (exit code 2)."""


class FactError(RelcoreError, ValueError):
    """Facts that contradict one another or do not belong together (RC1xx)."""


class RuleError(RelcoreError, ValueError):
    """A rule, a playbook or a program that cannot be run (RC2xx)."""


class ExecutionError(RelcoreError, RuntimeError):
    """A run that met a limit or an executor that cannot do what was asked (RC3xx)."""


class BookError(RelcoreError, ValueError):
    """A book or a mapping that cannot be read (RC4xx)."""


class AdviceError(RelcoreError, ValueError):
    """A decision that cannot be made or rendered (RC5xx)."""


class PluginError(RelcoreError, RuntimeError):
    """A plug-in that cannot be loaded or misbehaves (RC6xx)."""


class MissingExtra(RelcoreError, ImportError):
    """A feature whose optional dependency is not installed (RC9xx)."""

    @classmethod
    def need(cls, extra: str, purpose: str) -> Self:
        """Name the extra that brings what `purpose` needs."""
        return cls(
            [
                Diagnostic(
                    "RC901",
                    f"{purpose} needs the extra '{extra}', which is not installed",
                    hint=f"pip install 'relcore[{extra}]'",
                )
            ]
        )
