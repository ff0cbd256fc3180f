"""The entry of the command line, with and without what the extra `cli` brings."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest


def run_entry(application: Path, hidden: str = "") -> subprocess.CompletedProcess[str]:
    """Run the entry in its own process, with the application from a folder and one package hidden."""
    script = (
        "import sys\n"
        f"sys.modules[{hidden!r}] = None\n"
        "import relcore.cli\n"
        f"relcore.cli.__path__.insert(0, {str(application)!r})\n"
        "sys.exit(relcore.cli.main(['one', 'two']))\n"
    )
    return subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)


def test_the_entry_hands_its_arguments_on_and_gives_back_the_exit_code(tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text("def run(argv):\n    print(argv)\n    return 1\n")
    done = run_entry(tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (1, "['one', 'two']\n", "")


@pytest.mark.parametrize("package", ["typer", "rich"])
@pytest.mark.parametrize("statement", ["import {}", "import {}.console"])
def test_a_missing_extra_is_named_with_the_way_to_install_it(
    package: str, statement: str, tmp_path: Path
) -> None:
    (tmp_path / "app.py").write_text(statement.format(package))
    done = run_entry(tmp_path, hidden=package)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr == (
        "RC901 the command line needs the extra 'cli', which is not installed\n"
        "  hint: pip install 'relcore[cli]'\n"
    )


@pytest.mark.parametrize("statement", ["import relcore.no_such_room", "from typer import no_such_name"])
def test_a_broken_import_inside_relcore_is_not_blamed_on_the_extra(statement: str, tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text(statement)
    done = run_entry(tmp_path)
    assert done.returncode == 1
    assert "Traceback" in done.stderr
    assert statement.rpartition(" ")[2] in done.stderr
    assert "RC901" not in done.stderr
