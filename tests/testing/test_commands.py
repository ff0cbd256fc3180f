"""The kit from the command line: laws that are broken are told, and a missing extra is named."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from relcore.cli import main

ROOT = Path(__file__).parents[2]
BAD = "tests.testing.bad_playbooks:SPEECHLESS"


@pytest.fixture(autouse=True)
def _at_the_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


def test_a_broken_law_is_told_as_a_story(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", BAD, "--laws", "--examples", "2"]) == 1
    said = capsys.readouterr().out
    assert "RC707 texts-render-in-both-languages: Every message" in said
    assert "there is no message warning.never-written (en), needed by speechless.note" in said
    assert "The story that shows it:\n  customer c1" in said
    assert "1 error," in said


def test_a_broken_law_is_a_diagnostic_for_machines(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", BAD, "--laws", "--examples", "2", "--format", "json"]) == 1
    errors = [one for one in json.loads(capsys.readouterr().out)["diagnostics"] if one["severity"] == "error"]
    assert [(one["code"], one["where"]) for one in errors] == [
        ("RC707", "law texts-render-in-both-languages")
    ]


def test_without_laws_the_same_playbook_only_gets_a_warning(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", BAD]) == 0
    assert "warning: RC238" in capsys.readouterr().out


@pytest.mark.parametrize("command", [["check", "--laws"], ["mutate"]], ids=["check", "mutate"])
def test_without_the_extra_the_command_names_it(command: list[str]) -> None:
    script = (
        "import sys; sys.modules['hypothesis'] = None\n"
        f"from relcore.cli import main\nsys.exit(main({command!r}))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "RC901" in done.stderr
    assert "relcore[testing]" in done.stderr
