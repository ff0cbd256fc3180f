"""`relcore demo`: what a newcomer sees first."""

from __future__ import annotations

import json

import pytest

from relcore.cli.demo import SHOWN
from tests.cli.shelf import Shell, widest


@pytest.mark.parametrize(("lang", "words"), [("en", "Go on with:"), ("zh", "接下来可以试试:")])
def test_the_demo_shows_three_customers_and_explains_one(lang: str, words: str, shell: Shell) -> None:
    said = shell("demo", "--lang", lang)
    assert said.code == 0
    assert said.err == ""
    assert all(f"({customer})" in said.out for customer in SHOWN)
    assert words in said.out
    assert "oakhurst-complaint-01" in said.out
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
