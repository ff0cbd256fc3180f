"""What the user says about plug-ins: on the command line, in the environment or in the settings file."""

from __future__ import annotations

import os
from contextvars import ContextVar
from dataclasses import dataclass
from importlib.metadata import entry_points

GROUP = "relcore"
"""Group of the entry points that plug-ins are."""

VARIABLE = "RELCORE_PLUGINS"
"""Names of plug-ins, parted by commas: only these, in this order; with a minus, all but these."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What was said about plug-ins."""

    named: tuple[str, ...] = ()
    """Only these, in this order; all that are installed where nobody is named."""
    without: tuple[str, ...] = ()
    first: tuple[str, ...] = ()
    """Of all that are installed, these first."""

    @classmethod
    def of(cls, text: str) -> Choice:
        """Read a list of names; `none` stands for no plug-in at all.

        >>> Choice.of("saas, wholesale").named, Choice.of("-wealth").without
        (('saas', 'wholesale'), ('wealth',))
        """
        words = [word.strip() for word in text.split(",") if word.strip()]
        named = tuple(word for word in words if not word.startswith("-"))
        return cls(named, tuple(word[1:] for word in words if word.startswith("-")))


_choice: ContextVar[Choice | None] = ContextVar("plug-ins", default=None)
_by_file: ContextVar[Choice | None] = ContextVar("plug-ins of the settings file", default=None)


def choose(named: tuple[str, ...], without: tuple[str, ...]) -> None:
    """Keep what the command line says; where it says nothing, the environment is asked."""
    _choice.set(Choice(named, without) if named or without else None)
    _by_file.set(None)


def choose_by_file(said: Choice | None) -> None:
    """Keep what the settings file says: it counts where command line and environment say nothing."""
    _by_file.set(said)


def choice() -> Choice:
    """Give what was said: on the command line, else in the environment, else in the settings file."""
    if (said := _choice.get()) is not None:
        return said
    if told := os.environ.get(VARIABLE, "").strip():
        return Choice.of(told)
    return _by_file.get() or Choice()


def any_installed() -> bool:
    """Whether there is any plug-in to look at; nothing of it is imported."""
    return choice().named != ("none",) and bool(entry_points(group=GROUP))
