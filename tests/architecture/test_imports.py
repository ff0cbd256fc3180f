"""Who imports whom: the contracts of the rooms, imports inside functions, and what the core needs."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from importlib.metadata import packages_distributions, requires
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src"

# What may be loaded on use: heavy, optional, and our own rooms that stand on it.
LOADED_ON_USE = (
    "duckdb",
    "durable",
    "holidays",
    "hypothesis",
    "lark",
    "psycopg",
    "pyarrow",
    "pytest",
    "relcore.advice.rich_text",
    "relcore.books",
    "relcore.executors.durable",
    "relcore.executors.sql",
    "relcore.portfolio",
    "rich",
    "ruamel",
    "sqlglot",
    "typer",
)


def test_imports_keep_the_contracts_of_the_rooms() -> None:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-logo"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert ", 0 broken" in done.stdout


def test_only_heavy_optional_packages_are_imported_inside_functions() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line} imports {name}"
        for path in sorted(SOURCE.rglob("*.py"))
        for line, name in imports_inside_functions(path)
        if not any(name == known or name.startswith(known + ".") for known in LOADED_ON_USE)
    ]
    assert not found, "\n".join(["move these imports to the top of their file:", *found])


def imports_inside_functions(path: Path) -> list[tuple[int, str]]:
    """Give each import that waits for a call: its line and the module."""
    functions = [
        node
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    found = set()
    for node in (inner for function in functions for inner in ast.walk(function)):
        if isinstance(node, ast.Import):
            found |= {(node.lineno, alias.name) for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add((node.lineno, node.module or "."))
    return sorted(found)


@pytest.mark.parametrize("module", ["relcore", "relcore.cli"])
def test_importing_the_core_loads_only_what_it_depends_on(module: str) -> None:
    script = (
        f"import sys, json; before = set(sys.modules); import {module}; "
        "print(json.dumps(sorted(set(sys.modules) - before)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    loaded = {name.partition(".")[0] for name in json.loads(done.stdout)}
    homes = packages_distributions()
    allowed = distributions_needed_by("pydantic") | distributions_needed_by("pluggy") | {"relcore"}
    foreign = {
        name
        for name in loaded - sys.stdlib_module_names
        if not {distribution_key(home) for home in homes.get(name, [name])} & allowed
    }
    assert "relcore" in loaded
    assert not foreign


def distributions_needed_by(name: str) -> set[str]:
    """Give a distribution and all that it needs, without its extras."""
    needed: set[str] = set()
    waiting = [name]
    while waiting:
        key = distribution_key(waiting.pop())
        if key not in needed:
            needed.add(key)
            waiting += [r.partition(";")[0] for r in requires(key) or [] if "extra ==" not in r]
    return needed


def distribution_key(requirement: str) -> str:
    """Give the normalized name of a distribution from a requirement such as `typing_extensions>=4`."""
    name = re.match(r"[\w.-]+", requirement)
    assert name
    return re.sub(r"[-_.]+", "-", name[0]).lower()
