"""What somebody at a terminal sees: colour, a bar while the work goes on, and pages after it."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.shelf import DAY

CALL = "import sys; from relcore.cli import main; sys.exit(main())"


def at_a_terminal(*arguments: str | Path) -> str:
    """Run the command line with a terminal as its output, and give all that the terminal got."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-c", CALL, *map(str, arguments)]
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "80"}
    with subprocess.Popen(command, stdout=theirs, stderr=theirs, env=environment) as running:
        os.close(theirs)
        got = b""
        try:
            while piece := os.read(ours, 65536):
                got += piece
        except OSError:  # the way in which Linux says that nobody writes any more
            pass
        finally:
            os.close(ours)
    assert running.returncode == 0
    return got.decode("utf-8")


@pytest.mark.parametrize("arguments", [[], ["--format", "jsonl"]])
def test_pages_come_after_the_bar(arguments: list[str], book: Path) -> None:
    shown = at_a_terminal("advise", book, "--as-of", DAY, *arguments)
    assert "reading" in shown
    assert "Harbour Tools" in shown
    assert "\r" not in shown.partition("Harbour Tools")[2].replace("\r\n", "\n")


def test_colour_shows_at_a_terminal(book: Path) -> None:
    assert "\x1b[1" in at_a_terminal("advise", book, "--as-of", DAY, "--no-progress")
