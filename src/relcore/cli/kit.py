"""The kit for rule authors, loaded when a command needs it."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from relcore.errors import MissingExtra

_BROUGHT_BY_THE_EXTRA = frozenset({"hypothesis", "pytest", "_pytest"})


def kit(module: str) -> Any:
    """Load a module of the kit; raises `MissingExtra` (RC901) where hypothesis or pytest is not installed."""
    try:
        return import_module(f"relcore.testing.{module}")
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in _BROUGHT_BY_THE_EXTRA:
            raise
        raise MissingExtra.need("testing", "trying a playbook") from error
