"""The tutorial can be followed from the first line to the last, and shows what it says."""

from __future__ import annotations

from pathlib import Path

from tests.architecture.test_docs import blocks
from tests.tutorial.terminal import Terminal

PAGE = Path(__file__).parents[2] / "docs" / "tutorial" / "write-a-plugin.md"


def test_a_reader_can_follow_the_page(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path)
    for block in blocks(PAGE):
        try:
            terminal.read(block)
        except AssertionError as error:
            raise AssertionError(f"{block}\n{error}") from None
