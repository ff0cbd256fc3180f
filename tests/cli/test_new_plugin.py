"""A new plug-in works at once: it passes its own tests, the type checker and the linter, and gives advice."""

from __future__ import annotations

import sys
import tomllib
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from relcore.cli.new_plugin import TEMPLATE
from tests.cli.shelf import Shell
from tests.cli.workplace import run_there


@pytest.fixture
def made(shell: Shell, tmp_path: Path) -> Path:
    """Make a plug-in and give its folder."""
    said = shell("new-plugin", "key-coffee", "--into", tmp_path)
    assert (said.code, said.err) == (0, "")
    return tmp_path / "relcore-key-coffee"


def test_a_new_plugin_passes_its_own_tests_but_for_the_laws(made: Path) -> None:
    done = run_there(made, sys.executable, "-m", "pytest", "-p", "relcore_pytest", "-q", "-k", "not laws")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "6 passed" in done.stdout


@pytest.mark.slow
def test_a_new_plugin_keeps_the_laws(made: Path) -> None:
    done = run_there(made, sys.executable, "-m", "pytest", "-p", "relcore_pytest", "-q", "-k", "laws")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "1 passed" in done.stdout


def test_a_new_plugin_is_clean_to_the_linter(made: Path) -> None:
    ruff = (sys.executable, "-m", "ruff")
    for command in (("check", "."), ("format", "--check", ".")):
        done = run_there(made, *ruff, *command, "--no-cache")
        assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.slow
def test_a_new_plugin_is_clean_to_the_type_checker(made: Path) -> None:
    done = run_there(made, sys.executable, "-m", "mypy")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "no issues found in 6 source files" in done.stdout


def test_no_placeholder_is_left_over(made: Path) -> None:
    files = [path for path in made.rglob("*") if path.is_file()]
    assert len(files) == sum(1 for path in TEMPLATE.rglob("*.tmpl"))
    for path in files:
        text = path.read_text(encoding="utf-8").replace("${{ matrix.python }}", "")
        assert "$" not in text, path
        assert "NAME" not in str(path.relative_to(made))


def test_a_new_plugin_says_where_relcore_finds_it(made: Path) -> None:
    project = tomllib.loads((made / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["name"] == "relcore-key-coffee"
    ((name, module),) = project["entry-points"]["relcore"].items()
    assert name == "key-coffee"
    assert (made / "src" / EntryPoint(name, module, "relcore").module / "__init__.py").is_file()


def test_its_example_book_holds_its_own_facts(
    made: Path, shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed(made, monkeypatch)
    said = shell("advise", made / "book", "--as-of", "2026-06-30", "--format", "json")
    assert (said.code, said.err.count("RC4")) == (0, 0), said.err
    done = [
        (customer["customer_id"], action["about"], action["because"][0]["distribution"])
        for customer in said.json["customers"]
        for action in customer["actions"]
        if action["action"] == "key_coffee.offer_service"
    ]
    assert done == [("c1", "m1", "relcore-key-coffee")]


def test_what_a_plugin_does_not_know_is_asked_in_its_own_words(
    made: Path, shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed(made, monkeypatch)
    said = shell("advise", made / "book", "--customer", "c2", "--as-of", "2026-06-30", "--format", "json")
    asked = {question["text"] for question in said.json["customers"][0]["questions"]}
    assert "Find out the day of the last service (machine)." in asked


def installed(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a plug-in where an installer would put it: its sources on the path, its entry point beside them."""
    noted = made / "src" / "relcore_key_coffee-0.1.0.dist-info"
    noted.mkdir()
    (noted / "METADATA").write_text("Metadata-Version: 2.1\nName: relcore-key-coffee\nVersion: 0.1.0\n")
    (noted / "entry_points.txt").write_text("[relcore]\nkey-coffee = relcore_key_coffee\n")
    monkeypatch.syspath_prepend(made / "src")
    monkeypatch.setenv("RELCORE_PLUGINS", "key-coffee")


def test_the_files_that_were_made_are_listed(shell: Shell, tmp_path: Path) -> None:
    said = shell("new-plugin", "relcore-tea", "--into", tmp_path / "deep" / "down", "--format", "json")
    folder = tmp_path / "deep" / "down" / "relcore-tea"
    assert said.json["folder"] == str(folder)
    assert {folder / name for name in said.json["files"]} == {p for p in folder.rglob("*") if p.is_file()}


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("Key_Accounts", "how about 'key-accounts'?"),
        ("2fast", "how about 'fast'?"),
        ("../up", "how about 'up'?"),
        ("a" * 41, f"how about '{'a' * 40}'?"),
        ("咖啡", "write it like harbour or key-accounts"),
        ("", "write it like harbour or key-accounts"),
        ("relcore", "choose a name of your own"),
        ("pytest", "choose a name of your own"),
        ("class", "choose a name of your own"),
    ],
)
def test_a_name_that_cannot_be_one_is_refused(name: str, hint: str, shell: Shell, tmp_path: Path) -> None:
    said = shell("new-plugin", name, "--into", tmp_path)
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith("RC021 ")
    assert f"hint: {hint}" in said.err
    assert list(tmp_path.iterdir()) == []


def test_nothing_that_is_there_is_overwritten(made: Path, shell: Shell) -> None:
    before = {path: path.stat().st_mtime_ns for path in made.rglob("*")}
    said = shell("new-plugin", "key-coffee", "--into", made.parent)
    assert (said.code, said.err[:5]) == (2, "RC022")
    assert {path: path.stat().st_mtime_ns for path in made.rglob("*")} == before


def test_a_folder_that_cannot_be_written_is_refused(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    said = shell("new-plugin", "tea", "--into", tmp_path / "file")
    assert (said.code, said.err[:5]) == (2, "RC023")
