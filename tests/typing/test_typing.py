"""Plain `mypy --strict` helps rule authors: it accepts what is right and rejects what is wrong."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent.relative_to(ROOT)
ERROR = re.compile(r"(?P<file>[^:]+):(?P<line>\d+): error: (?P<message>.*)")
EXPECTED = "# E: "

Errors = dict[int, list[str]]


@pytest.fixture(scope="module")
def found() -> dict[str, Errors]:
    """Run mypy once on both files and give its errors by file and line."""
    files = [str(HERE / "accepts.py"), str(HERE / "rejects.py")]
    command = [sys.executable, "-m", "mypy", "--strict", "--no-pretty", "--no-error-summary", *files]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1, f"mypy could not do its work:\n{done.stdout}{done.stderr}"
    errors: dict[str, Errors] = {file: {} for file in files}
    for line in done.stdout.splitlines():
        if error := ERROR.fullmatch(line):
            in_file = errors.setdefault(error["file"], {})
            in_file.setdefault(int(error["line"]), []).append(error["message"])
    assert list(errors) == files, f"errors in other files:\n{done.stdout}"
    return errors


def differences(source: str, errors: Errors) -> list[str]:
    """Say where the errors are not those that the source announces."""
    said = []
    for number, line in enumerate(source.splitlines(), start=1):
        _, *wanted = line.split(EXPECTED)
        got = errors.get(number, [])
        missing = [text.strip() for text in wanted if not any(text.strip() in message for message in got)]
        surplus = [message for message in got if not any(text.strip() in message for text in wanted)]
        said += [f"{number}: no error says {text!r}" for text in missing]
        said += [f"{number}: not announced: {message}" for message in surplus]
    return said


def test_mypy_accepts_what_is_right(found: dict[str, Errors]) -> None:
    assert found[str(HERE / "accepts.py")] == {}


def test_mypy_rejects_exactly_what_is_wrong(found: dict[str, Errors]) -> None:
    source = (ROOT / HERE / "rejects.py").read_text(encoding="utf-8")
    assert EXPECTED in source
    said = differences(source, found[str(HERE / "rejects.py")])
    assert not said, "\n".join(said)


def test_a_missing_and_an_unannounced_error_are_both_reported() -> None:
    source = "a = 1  # E: wrong\nb = 2\nc = 3  # E: one # E: two\n"
    assert differences(source, {1: ["quite wrong"], 3: ["two", "one"]}) == []
    assert differences(source, {2: ["surprise"], 3: ["one", "three"]}) == [
        "1: no error says 'wrong'",
        "2: not announced: surprise",
        "3: no error says 'two'",
        "3: not announced: three",
    ]
