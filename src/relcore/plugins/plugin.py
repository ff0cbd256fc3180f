"""A plug-in as it was found: what it is called, who made it, and which hooks it answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from relcore.plugins.workers import Workers

FOR_EACH_DECISION = frozenset({"relcore_enrich", "relcore_decided"})
"""Hooks that are called for each decision; the others are asked once."""


@dataclass(frozen=True, eq=False)
class Plugin:
    """A plug-in that was loaded."""

    name: str
    distribution: str
    """Distribution that brought it; its own name where it came in as an object."""
    version: str
    hooks: Mapping[str, Callable[..., Any]]
    """Its answer to each hook, called with the hook's arguments by name."""
    is_builtin: bool = False
    workers: Workers = field(default_factory=Workers, repr=False)

    def __str__(self) -> str:
        return f"{self.distribution} {self.version}".strip()
