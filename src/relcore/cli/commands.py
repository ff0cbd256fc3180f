"""Commands that plug-ins add: named after relcore's own, and unable to bring the command line down."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import wraps
from typing import Any

import typer

from relcore.cli.chosen import chosen
from relcore.errors import Place, PluginError, RelcoreError
from relcore.plugins import described, loaded

Added = tuple[str, Callable[..., Any]]
"""What a command is for, and its function."""


def added(own: Collection[str]) -> Mapping[str, Added]:
    """Give the commands of the plug-ins in use; none takes the name of one of relcore's own."""
    return {
        name: (command.about, _bounded(name, command.function))
        for name, command in sorted(chosen().commands.items())
        if name not in own
    }


def _bounded(name: str, place: str | Callable[..., Any]) -> Callable[..., Any]:
    """Turn whatever a command raises into a diagnostic, and an exit into an exit code."""
    where = Place(subject=f"command {name}")
    hint = "repair the plug-in, or go without it"
    try:
        function: Callable[..., Any] = loaded(place)
    except Exception as error:  # a stranger's module may raise anything
        lost = PluginError.of("RC609", f"the command cannot be loaded: {described(error)}", where, hint)

        def missing() -> None:
            raise lost

        return missing

    @wraps(function)
    def call(*args: Any, **kwargs: Any) -> Any:
        try:
            return function(*args, **kwargs)
        except _SAID:
            raise
        except SystemExit as ending:
            raise typer.Exit(
                ending.code if isinstance(ending.code, int) else int(bool(ending.code))
            ) from None
        except Exception as error:  # a stranger's command may raise anything
            raise PluginError.of("RC609", f"the command failed: {described(error)}", where, hint) from error

    return call


_SAID: tuple[type[BaseException], ...] = (
    RelcoreError,
    typer.Exit,
    typer.Abort,
    *(kind for kind in typer.BadParameter.__mro__ if kind.__name__ == "ClickException"),
)
"""What says already what is wrong, and how to end."""
