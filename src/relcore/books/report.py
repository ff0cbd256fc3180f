"""What reading a book came to: counts by file, rejects by reason, warnings."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from relcore.errors import Diagnostic


@dataclass(slots=True)
class FileReport:
    """Counts for one file."""

    file: str
    rows: int = 0
    """Rows read, without header and blank lines."""
    facts: Counter[str] = field(default_factory=Counter)
    """Facts made, by fact type."""
    rejected: int = 0
    """Rows set aside, each at most once for each reason."""
    repeated: int = 0
    """Facts that an earlier row had given already, in every field the same."""


@dataclass(slots=True)
class ReadReport:
    """What was read, what was set aside and why; complete after the last fact."""

    files: list[FileReport] = field(default_factory=list)
    rejects: Counter[str] = field(default_factory=Counter)
    """Rejected rows by reason."""
    warnings: list[Diagnostic] = field(default_factory=list)
    complete: bool = False

    @property
    def facts(self) -> int:
        """Facts made from all files."""
        return sum(file.facts.total() for file in self.files)

    @property
    def rejected(self) -> int:
        """Rows set aside in all files."""
        return sum(file.rejected for file in self.files)

    def as_dict(self) -> dict[str, Any]:
        """Give the report as plain data, for JSON output."""
        return {
            "files": [
                {
                    "file": file.file,
                    "rows": file.rows,
                    "facts": dict(sorted(file.facts.items())),
                    "rejected": file.rejected,
                    "repeated": file.repeated,
                }
                for file in self.files
            ],
            "rejects": dict(self.rejects.most_common()),
            "warnings": [warning.as_dict() for warning in self.warnings],
        }
