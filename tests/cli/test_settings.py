"""`--settings`: a company's values of parameters on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.shelf import DAY, Shell, make_book


@pytest.fixture
def settings(tmp_path: Path) -> Path:
    """Give a file in which a company greets within five days."""
    path = tmp_path / "company.toml"
    path.write_text("greeting.after_purchase.max_days = 5\n", encoding="utf-8")
    return path


def test_parameters_are_listed_with_the_values_of_the_company(settings: Path, shell: Shell) -> None:
    listed = shell("parameters", "--settings", settings, "--format", "json").json
    (one,) = (one for one in listed if one["name"] == "greeting.after_purchase.max_days")
    assert (one["value"], one["default"], one["unit"]) == (5, 2, "days")
    assert (one["origin"], one["at_least"], one["at_most"]) == ("S1.B2-greet2d.num.1", 0, 30)
    assert {one["name"] for one in listed if one["value"] != one["default"]} == {one["name"]}
    text = shell("parameters", "--settings", settings).out
    assert "greeting.after_purchase.max_days = 5 days (default 2)\n" in text


def test_without_settings_every_parameter_has_its_default(shell: Shell) -> None:
    assert all(one["value"] == one["default"] for one in shell("parameters", "--format", "json").json)


def test_advice_follows_the_settings(tmp_path: Path, settings: Path, shell: Shell) -> None:
    book = make_book(tmp_path / "book")

    def greeting(*more: str | Path) -> str:
        said = shell("advise", book, "--as-of", DAY, "--customer", "c1", "--format", "json", *more)
        (found,) = said.json["customers"]
        every = [*found["actions"], *found["suppressed"]]
        due: str = next(one["due"] for one in every if one["action"] == "greeting_by_person")
        return due

    assert greeting() == "2026-07-01"
    assert greeting("--settings", settings) == "2026-07-04"


@pytest.mark.parametrize(
    "command",
    [
        ("advise", "example"),
        ("explain", "example", "c1", "keep_promise"),
        ("why-not", "example", "c1", "keep_promise"),
        ("parameters",),
    ],
)
def test_a_wrong_setting_is_told_with_its_file_and_line(
    command: tuple[str, ...], tmp_path: Path, shell: Shell
) -> None:
    path = tmp_path / "company.toml"
    path.write_text("# ours\nstage.share.initial_mox = 0.4\n", encoding="utf-8")
    said = shell(*command, "--settings", path)
    assert said.code == 1
    assert said.err.startswith("RC231 ")
    assert "company.toml:2" in said.err
    assert "did you mean 'stage.share.initial_max'?" in said.err
