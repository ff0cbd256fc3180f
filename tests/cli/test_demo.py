"""`relcore demo`: what a newcomer sees first."""

from __future__ import annotations

import json
import re

import pytest

from relcore.cli.stories import STORIES
from tests.cli.shelf import Shell, widest


@pytest.mark.parametrize(
    ("lang", "do", "why", "refused", "words"),
    [
        ("en", "Do", "Why", "Not", "Go on with:"),
        ("zh", "先做", "理由", "不做", "接下来可以试试:"),
    ],
)
def test_the_demo_tells_a_dozen_stories_and_explains_one(
    lang: str, do: str, why: str, refused: str, words: str, shell: Shell
) -> None:
    said = shell("demo", "--lang", lang)
    assert said.code == 0
    assert said.err == ""
    assert len(STORIES) == 12
    told, _, rest = said.out.partition(words)
    stories = re.split(r"^\S.* \(([a-z-]+)\)$", told, flags=re.MULTILINE)[1:]
    assert stories[::2] == list(STORIES)
    for text in stories[1::2]:
        said_of = [line.split()[0] for line in text.splitlines() if re.match(r" {4}\S", line)]
        assert said_of[:2] == [do, why]
    assert sum(f"\n    {refused}" in text for text in stories[1::2]) >= 8
    assert "oakhurst-complaint-01" in told
    assert rest
    assert widest(said.out) <= 80


def test_the_demo_as_json_is_the_advice_for_the_example_book(shell: Shell) -> None:
    assert shell("demo", "--format", "json").out == shell("advise", "example", "--format", "json").out


def test_the_demo_as_json_lines_has_a_line_for_each_customer(shell: Shell) -> None:
    lines = shell("demo", "--format", "jsonl").out.splitlines()
    assert len(lines) == 44
    assert json.loads(lines[0])["customer_id"] == "alpine-dairies"


def test_every_command_that_the_demo_recommends_works(shell: Shell) -> None:
    said = shell("demo")
    tried = [line.split()[1:] for line in said.out.partition("Go on with:")[2].splitlines() if line.strip()]
    assert len(tried) == 5
    for arguments in tried:
        assert shell(*arguments).code == 0, arguments
