"""The command line as a whole: help, wrong usage, exit codes, and readers that go away."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from relcore.cli import app
from relcore.errors import BookError, UsageError
from tests.cli.shelf import DAY, Shell, widest

CALL = "import sys; from relcore.cli import main; sys.exit(main())"


def test_help_shows_every_command_within_80_cells(shell: Shell) -> None:
    said = shell("--help")
    assert said.code == 0
    assert all(f"\n  {name} " in said.out for name in app.COMMANDS)
    assert "..." not in said.out.partition("Commands:")[2]
    assert widest(said.out) <= 80


def test_no_arguments_show_the_help_and_count_as_wrong_usage(shell: Shell) -> None:
    said = shell()
    assert said.code == 2
    assert "Commands:" in said.out


def test_the_version_is_shown(shell: Shell) -> None:
    assert shell("--version").out == "relcore 0.1.0\n"


@pytest.mark.parametrize("name", app.COMMANDS)
def test_every_command_has_help_within_80_cells(name: str, shell: Shell) -> None:
    said = shell(name, "--help")
    assert said.code == 0
    assert "Usage: relcore " + name in said.out
    assert widest(said.out) <= 80


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["rulse"], "no such command 'rulse'. Did you mean 'rules'?"),
        (["advise"], "missing argument 'BOOK'"),
        (["advise", ".", "--frmat", "json"], "no such option: --frmat"),
        (["advise", ".", "--format", "xml"], "'xml' is not one of"),
        (["advise", ".", "--as-of", "yesterday"], "'yesterday' is not a date; write it like 2026-06-30"),
        (["advise", ".", "--as-of", "2026-02-30"], "'2026-02-30' is a day that does not exist"),
        (["advise", ".", "--as-of", DAY, "--limit", "-1"], "'--limit'"),
        (["advise", ".", "--as-of", DAY, "--lang", "fr"], "'fr' is not one of"),
        (["explain", "."], "missing argument 'ID'"),
    ],
)
def test_wrong_usage_gives_2_and_names_the_way_out(arguments: list[str], problem: str, shell: Shell) -> None:
    said = shell(*arguments)
    assert said.code == 2
    assert said.out == ""
    first, place, hint = said.err.splitlines()
    assert first.startswith("RC011 ")
    assert problem in first
    assert place.startswith("  in relcore")
    assert hint.startswith("  hint: relcore")


def failing(error: BaseException) -> object:
    """Give a module whose command raises."""

    class Module:
        @staticmethod
        def command() -> None:
            """Raise."""
            raise error

    return Module


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (BookError.of("RC401", "no book", hint="give one"), 1, "RC401 no book\n  hint: give one\n"),
        (UsageError.of("RC012", "no day"), 2, "RC012 no day\n"),
        (KeyboardInterrupt(), 130, ""),
        (BrokenPipeError(32, "broken pipe"), 0, ""),
    ],
)
def test_an_error_becomes_its_exit_code(
    error: BaseException, code: int, said: str, shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app, "import_module", lambda name: failing(error))
    result = shell("rules")
    assert (result.code, result.err) == (code, said)


def test_a_fault_of_our_own_is_not_hidden(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app, "import_module", lambda name: failing(ZeroDivisionError("ours")))
    with pytest.raises(ZeroDivisionError):
        shell("rules")


def test_a_reader_that_has_seen_enough_is_no_error() -> None:
    command = f'"{sys.executable}" -c "{CALL}"'
    script = f"set -o pipefail; {command} coverage --format json | head -n 1"
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "{\n", "")


def test_a_terminal_without_chinese_shows_question_marks(book: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", CALL, "advise", str(book), "--as-of", DAY, "--lang", "zh"],
        capture_output=True,
        check=False,
        env={"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"},
    )
    assert done.returncode == 0, done.stderr
    assert b"Harbour Tools" in done.stdout
    assert b"???" in done.stdout


def test_help_loads_neither_rules_nor_rich() -> None:
    script = (
        "import sys; from relcore.cli import main; main(['--help']);"
        "print([m for m in ('relcore.rules', 'relcore.facts', 'rich', 'pyarrow') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.endswith("[]\n")
