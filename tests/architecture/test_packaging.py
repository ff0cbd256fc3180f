"""What a user installs: all data in the wheel, and a core that stands on its two dependencies."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "relcore"

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel from this tree."""
    folder = tmp_path_factory.mktemp("wheel")
    pip("wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder), str(ROOT))
    return next(folder.glob("relcore-*.whl"))


@pytest.fixture(scope="module")
def core_only(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel without extras in an environment of its own, and give that environment's programs."""
    folder = tmp_path_factory.mktemp("core-only")
    venv.create(folder, with_pip=True, symlinks=True)
    programs = folder / "bin"
    pip("install", str(wheel), python=programs / "python")
    return programs


def pip(*arguments: str, python: Path = Path(sys.executable)) -> None:
    """Run pip quietly and show what it said where it fails."""
    command = [str(python), "-m", "pip", "--quiet", "--disable-pip-version-check", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a program away from this tree, so that only what is installed is found."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    return subprocess.run(
        [str(part) for part in command],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(command[0]).parent,
        env=environment,
    )


def test_the_wheel_holds_every_file_of_the_package(wheel: Path) -> None:
    packed = {name for name in zipfile.ZipFile(wheel).namelist() if name.startswith("relcore/")}
    kept = {
        str(path.relative_to(PACKAGE.parent))
        for path in PACKAGE.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert "relcore/py.typed" in packed
    assert packed == kept


def test_the_core_imports_without_any_extra(core_only: Path) -> None:
    done = run(core_only / "python", "-c", "import relcore; print(relcore.__version__, relcore.__file__)")
    assert done.returncode == 0, done.stderr
    version, place = done.stdout.split(maxsplit=1)
    assert version == "0.1.0"
    assert str(core_only.parent) in place


def test_the_command_without_its_extra_names_it_and_gives_2(core_only: Path) -> None:
    done = run(core_only / "relcore", "rules")
    assert (done.returncode, done.stdout) == (2, ""), done.stderr
    assert done.stderr.splitlines() == [
        "RC901 the command line needs the extra 'cli', which is not installed",
        "  hint: pip install 'relcore[cli]'",
    ]
