"""A reader of a tutorial: types its commands, saves its files, and looks whether it shows what it says."""

from __future__ import annotations

import doctest
import os
import re
import subprocess
import sys
import sysconfig
from dataclasses import dataclass, field
from pathlib import Path

from tests.architecture.test_docs import Block

SOURCES = Path(__file__).parents[2] / "src"
_FILE = re.compile(r"# ([\w./-]+\.\w+)(, at the end)?\n")
_MARK = re.compile(r"<!-- (fails|not run)\b.*-->")
_NEVER_THE_SAME = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


@dataclass
class Terminal:
    """A terminal in a folder, with an environment of its own in which packages can be installed."""

    home: Path
    folder: Path = field(init=False)
    shown: str = ""

    def __post_init__(self) -> None:
        self.folder = self.home / "folder"
        self.folder.mkdir()
        self._environment = _environment(self.home / "environment")

    def read(self, block: Block) -> None:
        """Do what a reader does with a block of the page."""
        match kind_of(block):
            case "typed":
                self._type(block.text, fails=_mark(block) == "fails")
            case "saved":
                self._save(block.text)
            case "shown" if self.shown:
                self._compare(block.text)
                self.shown = ""

    def _type(self, commands: str, *, fails: bool) -> None:
        noted = self.home / "folder.txt"
        script = f"set -eu\n{_offline(commands)}\npwd > '{noted}'\n"
        if fails:
            script = f"{_offline(commands)}\ncode=$?\npwd > '{noted}'\nexit $code\n"
        done = subprocess.run(
            ["bash", "-c", script],
            cwd=self.folder,
            env=self._environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )
        assert (done.returncode != 0) is fails, done.stdout
        self.shown = done.stdout
        self.folder = Path(noted.read_text(encoding="utf-8").strip())

    def _save(self, text: str) -> None:
        named = _FILE.match(text)
        assert named is not None
        path = self.folder / named[1]
        path.parent.mkdir(parents=True, exist_ok=True)
        before = path.read_text(encoding="utf-8") if named[2] else ""
        path.write_text(before + text, encoding="utf-8")

    def _compare(self, promised: str) -> None:
        same = doctest.OutputChecker().check_output(promised, self.shown, _NEVER_THE_SAME)
        assert same, f"promised:\n{promised}\nshown:\n{self.shown}"


def kind_of(block: Block) -> str:
    """Say what a reader does with a block: it is typed, saved, shown, left out, or nothing of that."""
    if _mark(block) == "not run":
        return "left out"
    if block.language == "sh":
        return "typed"
    if _FILE.match(block.text):
        return "saved"
    return "shown" if block.language == "text" else "nothing"


def _mark(block: Block) -> str:
    """Give the mark in the line above a block: that its commands fail, or that they are not run."""
    above = block.page.read_text(encoding="utf-8").splitlines()[: block.line - 2]
    found = _MARK.fullmatch(above[-1].strip()) if above else None
    return found[1] if found else ""


def _offline(commands: str) -> str:
    """Build with what is installed; a reader's terminal would fetch it."""
    return commands.replace("python -m build", "python -m build --no-isolation")


def _environment(folder: Path) -> dict[str, str]:
    """Make an environment that sees the packages of this one, and the relcore of this tree."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
    python = folder / "bin" / "python"
    (site,) = folder.glob("lib/python*/site-packages")
    packages = sysconfig.get_path("purelib")
    (site / "packages_of_the_tests.pth").write_text(f"import site; site.addsitedir({packages!r})\n")
    program = folder / "bin" / "relcore"
    program.write_text(f'#!/bin/sh\nexec "{python}" -m relcore "$@"\n')
    program.chmod(0o755)
    kept = {
        name: text for name, text in os.environ.items() if not name.startswith(("COV", "PYTEST", "RELCORE"))
    }
    return kept | {
        "PATH": os.pathsep.join([str(folder / "bin"), str(Path(sys.executable).parent), kept["PATH"]]),
        "PYTHONPATH": str(SOURCES),
        "PYTHONUTF8": "1",
        "COLUMNS": "80",
        "PIP_NO_INDEX": "1",
        "PIP_NO_DEPS": "1",
        "PIP_NO_BUILD_ISOLATION": "0",
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PYTEST_ADDOPTS": "-p relcore_pytest -p no:cacheprovider --color=no",
    }
