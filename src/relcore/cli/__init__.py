"""The command line: its entry, which asks for the extra `cli` where typer or rich is not installed."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Sequence

from relcore.errors import MissingExtra

__all__ = ["main"]

_BROUGHT_BY_THE_EXTRA = frozenset({"typer", "rich"})


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line on `argv` (by default the process's arguments) and give its exit code.

    Without the extra `cli` it says so on standard error (RC901) and gives 2.
    """
    try:
        app = importlib.import_module("relcore.cli.app")
    except ModuleNotFoundError as error:
        missing = (error.name or "").partition(".")[0]
        if missing not in _BROUGHT_BY_THE_EXTRA:
            raise
        print(MissingExtra.need("cli", "the command line"), file=sys.stderr)
        return 2
    code: int = app.run(argv)
    return code
