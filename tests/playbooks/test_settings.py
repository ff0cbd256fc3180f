"""A company's values of parameters, read from a file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from relcore.advisor import Advisor
from relcore.errors import RuleError
from relcore.playbooks import load_settings

Write = Callable[[str | bytes], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a file of settings."""

    def put(content: str | bytes) -> Path:
        path = tmp_path / "company.toml"
        path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        return path

    return put


def refused(path: Path) -> list[tuple[str, str, str]]:
    """Give what is wrong with a file: code, place (after the folder) and hint."""
    with pytest.raises(RuleError) as caught:
        _ = Advisor(settings=load_settings(path)).program
    folder = f"{path.parent}/"
    return [(one.code, str(one.where).replace(folder, ""), one.hint) for one in caught.value.diagnostics]


def test_every_kind_of_value_is_read_and_decimals_are_exact(write: Write) -> None:
    path = write(
        'a = 3\nb.c = 0.10\n"d.e" = "red"\n[f]\ng = true\nh = 2026-07-01\ni = 2026-07-01T08:00:00Z\n'
    )
    found = load_settings(path)
    assert dict(found) == {
        "a": 3,
        "b.c": Decimal("0.10"),
        "d.e": "red",
        "f.g": True,
        "f.h": date(2026, 7, 1),
        "f.i": datetime(2026, 7, 1, 8, tzinfo=UTC),
    }
    assert str(found["b.c"]) == "0.10"


def test_the_advisor_decides_by_the_values_of_the_company(write: Write) -> None:
    path = write("greeting.after_purchase.max_days = 5\n[stage.share]\ninitial_max = 0.40\n")
    values = Advisor(settings=load_settings(path)).program.values
    assert values["greeting.after_purchase.max_days"] == 5
    assert values["stage.share.initial_max"] == Decimal("0.40")
    assert values["stage.share.stable_max"] == Decimal("0.80")


def test_an_empty_file_changes_nothing(write: Write) -> None:
    assert dict(load_settings(write("# nothing yet\n"))) == {}


def test_an_unknown_name_is_refused_with_its_line_and_the_nearest_one(write: Write) -> None:
    path = write("# ours\n\ngreeting.after_purchase.max_day = 3\n")
    assert refused(path) == [
        (
            "RC231",
            "parameter greeting.after_purchase.max_day (company.toml:3)",
            "did you mean 'greeting.after_purchase.max_days'?",
        )
    ]


def test_all_wrong_values_are_told_at_once_each_with_its_line(write: Write) -> None:
    path = write(
        '[stage.share]\nhysteresis = "much"\n\ninitial_max = 0.99\n[greeting]\nafter_purchase.max_days = 31\n'
    )
    assert sorted((code, place) for code, place, _ in refused(path)) == [
        ("RC232", "parameter stage.share.hysteresis (company.toml:2)"),
        ("RC233", "parameter greeting.after_purchase.max_days (company.toml:6)"),
        ("RC233", "parameter stage.share.initial_max (company.toml:4)"),
    ]


def test_a_line_is_found_after_a_text_of_several_lines(write: Write) -> None:
    path = write('a = """\nb = 1\n"""\nb = 2\n')
    assert {place for _, place, _ in refused(path)} == {
        "parameter a (company.toml:1)",
        "parameter b (company.toml:4)",
    }


@pytest.mark.parametrize(
    ("content", "code", "place"),
    [
        ("a = 1\nb\n", "RC235", "company.toml:2"),
        ("a = 1\na = 2\n", "RC235", "company.toml:2"),
        (b"a = 1\nb = '\xff'\n", "RC235", "company.toml:2"),
        ("a = " + "[" * 5000, "RC235", "company.toml"),
        ("a = [1, 2]\n", "RC236", "parameter a (company.toml:1)"),
        ("\na = 08:30:00\n", "RC236", "parameter a (company.toml:2)"),
        ("[[a]]\nb = 1\n", "RC236", "parameter a (company.toml:2)"),
        ('"a.b" = 1\n[a]\nb = 2\n', "RC236", "parameter a.b (company.toml:1)"),
        ("#" * 100_001, "RC234", "company.toml"),
    ],
)
def test_what_is_no_list_of_values_is_refused(
    content: str | bytes, code: str, place: str, write: Write
) -> None:
    (found,) = refused(write(content))
    assert (found[0], found[1]) == (code, place)
    assert found[2]


def test_values_that_are_not_finite_are_refused(write: Write) -> None:
    (found,) = refused(write("stage.share.hysteresis = nan\n"))
    assert found[:2] == ("RC232", "parameter stage.share.hysteresis (company.toml:1)")


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    (found,) = refused(tmp_path / "nowhere.toml")
    assert found[:2] == ("RC234", "nowhere.toml")


def test_settings_without_a_file_name_the_parameter_alone() -> None:
    with pytest.raises(RuleError) as caught:
        _ = Advisor(settings={"greeting.after_purchase.max_days": 99}).program
    (problem,) = caught.value.diagnostics
    assert (problem.code, str(problem.where)) == ("RC233", "parameter greeting.after_purchase.max_days")


def test_a_table_of_plugins_is_no_parameter(write: Write) -> None:
    settings = load_settings(write('a.b = 1\n[plugins]\nfirst = ["x"]\nwithout = ["y", "z"]\n'))
    assert dict(settings) == {"a.b": 1}
    assert settings.plugins is not None
    assert (settings.plugins.only, settings.plugins.first) == ((), ("x",))
    assert settings.plugins.without == ("y", "z")
    assert load_settings(write("a.b = 1\n")).plugins is None


def test_a_list_of_plugins_names_those_and_no_others(write: Write) -> None:
    found = load_settings(write('plugins = ["x", "y"]\n')).plugins
    assert found is not None
    assert found.only == ("x", "y")


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("plugins = 3\n", 1),
        ("\nplugins = [1]\n", 2),
        ('[plugins]\nonly = "x"\n', 2),
        ('[plugins]\norder = ["x"]\n', 2),
        ('[plugins]\nonly = ["x"]\nfirst = ["y"]\n', 2),
    ],
)
def test_what_says_nothing_of_plugins_is_refused(content: str, line: int, write: Write) -> None:
    (found,) = refused(write(content))
    assert found[:2] == ("RC237", f"plugins (company.toml:{line})")
    assert found[2]
