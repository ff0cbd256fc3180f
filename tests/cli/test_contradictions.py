"""`relcore contradictions`: a list, one contradiction, both languages."""

from __future__ import annotations

import pytest

from tests.cli.shelf import Shell, widest


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_all_contradictions_are_listed_within_80_cells(lang: str, shell: Shell) -> None:
    said = shell("contradictions", "--lang", lang)
    assert said.code == 0
    assert widest(said.out) <= 80
    assert said.out.splitlines()[-1] == "25 contradictions"


def test_as_data_they_carry_both_languages(shell: Shell) -> None:
    found = shell("contradictions", "--format", "json").json
    assert [one["id"] for one in found] == [f"C{number}" for number in range(1, 26)]
    assert all(one["title"]["zh"] and one["resolution"]["en"] and one["carried_by"] for one in found)


def test_one_contradiction_names_its_sides_and_what_carries_it(shell: Shell) -> None:
    said = shell("contradictions", "c2")
    assert widest(said.out) <= 80
    assert "S3.6-stingy.do.2" in said.out
    assert "integrity.no_bluff" in said.out
    assert shell("contradictions", "C2", "--format", "json").json["kind"] == "replace"


def test_an_unknown_contradiction_gives_2_and_the_range(shell: Shell) -> None:
    said = shell("contradictions", "C26")
    assert said.code == 2
    assert said.err.startswith("RC016 ")
    assert "C1 to C25" in said.err
