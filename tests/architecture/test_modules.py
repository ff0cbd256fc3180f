"""What every file keeps to: its size, its name, and no word about the machine it was written on."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]

MOST_LINES = 400
ALLOWED_TO_BE_LONGER: frozenset[str] = frozenset()

# Names that say nothing about what is inside.
EMPTY_NAMES = frozenset({"common", "core", "helper", "helpers", "misc", "util", "utils"})

# Folders of one machine or one person; a name before the slash makes it a path of the project or an address.
MACHINE_PATH = re.compile(r"(?<![\w.~>*-])/(?:home|mnt|private|root|tmp|Users|work)/\w")


def kept_files() -> list[Path]:
    """Give the files that git keeps or would keep; without git, all but hidden folders."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode == 0:
        return [path for name in done.stdout.split("\0") if name and (path := ROOT / name).is_file()]
    inside = (path for path in ROOT.rglob("*") if path.is_file())
    return [p for p in inside if not any(part.startswith(".") for part in p.relative_to(ROOT).parts[:-1])]


def python_modules() -> list[Path]:
    """Give the modules of the package and of the plug-ins, without tests."""
    return [p for p in kept_files() if p.suffix == ".py" and "src" in p.relative_to(ROOT).parts]


def test_no_module_outgrows_the_cap() -> None:
    lines = {str(p.relative_to(ROOT)): p.read_text(encoding="utf-8").count("\n") for p in python_modules()}
    assert len(lines) > 10
    long = {name: count for name, count in lines.items() if count > MOST_LINES}
    assert long.keys() == ALLOWED_TO_BE_LONGER, f"split these along their jobs: {long}"


def test_names_of_modules_say_what_is_inside() -> None:
    modules = [p.relative_to(ROOT).with_suffix("") for p in kept_files() if p.suffix == ".py"]
    assert not [str(path) for path in modules if EMPTY_NAMES & set(path.parts)]


def test_no_file_names_a_path_of_somebodys_machine() -> None:
    found = []
    for path in kept_files():
        content = path.read_bytes()
        if b"\0" in content:
            continue
        for number, line in enumerate(content.decode("utf-8").splitlines(), start=1):
            if MACHINE_PATH.search(line):
                found.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()}")
    assert not found, "\n".join(found)


def test_every_module_opens_with_one_sentence() -> None:
    found = []
    for path in python_modules():
        first = next(iter(path.read_text(encoding="utf-8").splitlines()), "")
        if not re.fullmatch(r'r?"""[^"].*[.:?](""")?', first):
            found.append(f"{path.relative_to(ROOT)}: {first}")
    assert not found, "\n".join(["begin each module with a sentence that names its job:", *found])
