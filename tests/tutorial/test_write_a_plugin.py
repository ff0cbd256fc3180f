"""The tutorial can be followed from the first line to the last, and shows what it says."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from tests.architecture.test_docs import blocks
from tests.tutorial.terminal import Terminal, kind_of

PAGE = Path(__file__).parents[2] / "docs" / "tutorial" / "write-a-plugin.md"


@pytest.mark.slow
def test_a_reader_can_follow_the_page(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path)
    for block in blocks(PAGE):
        try:
            terminal.read(block)
        except AssertionError as error:
            raise AssertionError(f"{block}\n{error}") from None


def test_every_block_of_the_page_is_something_to_do_or_to_see() -> None:
    kinds = [kind_of(block) for block in blocks(PAGE)]
    assert "nothing" not in kinds
    alone = [kind for before, kind in pairwise(["", *kinds]) if kind == "shown" and before != "typed"]
    # A picture of the idea, and a part of a file that is there already.
    assert len(alone) == 2


def test_a_page_that_promises_something_else_is_noticed(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("```sh\necho one\n```\n\n```text\ntwo\n```\n", encoding="utf-8")
    terminal = Terminal(tmp_path)
    command, promise = blocks(page)
    terminal.read(command)
    with pytest.raises(AssertionError, match="promised:\ntwo\n\nshown:\none"):
        terminal.read(promise)


def test_a_command_that_fails_unannounced_is_noticed(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("<!-- fails -->\n```sh\nfalse\n```\n\n```sh\nfalse\n```\n", encoding="utf-8")
    terminal = Terminal(tmp_path)
    announced, unannounced = blocks(page)
    terminal.read(announced)
    with pytest.raises(AssertionError):
        terminal.read(unannounced)
