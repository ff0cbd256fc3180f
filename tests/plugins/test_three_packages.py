"""The plug-ins of this repository together: each does its own work and leaves the others theirs."""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
import tomllib
from datetime import date
from importlib import import_module
from itertools import combinations
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from relcore import Advisor
from relcore.advice import Catalogue, missing_messages
from relcore.books import Book, built_in_types
from relcore.books.example import EXAMPLE, EXAMPLE_DAY
from relcore.errors import UsageError
from relcore.facts import Conclusion, Fact, Snapshot
from relcore.plugins import PluginSet, load_plugins
from relcore.rules import WORDS
from relcore.testing.lines import Vocabulary

ROOT = Path(__file__).parents[2]
FOLDERS = sorted(path.parent for path in (ROOT / "plugins").glob("*/pyproject.toml"))


def _project(folder: Path) -> dict[str, Any]:
    with (folder / "pyproject.toml").open("rb") as file:
        return tomllib.load(file)


ENTRIES = {
    name: module
    for folder in FOLDERS
    for name, module in _project(folder)["project"]["entry-points"]["relcore"].items()
}
"""Names of the plug-ins with their modules, as their projects tell."""
NAMES = sorted(ENTRIES)


def module(name: str) -> ModuleType:
    return import_module(ENTRIES[name])


@pytest.fixture(scope="module")
def all_three() -> Advisor:
    return Advisor(plugins=[module(name) for name in NAMES])


@pytest.fixture(scope="module")
def example() -> dict[str, Snapshot]:
    return Book.open(EXAMPLE).customers()


def types_of(plugins: PluginSet) -> dict[str, type[Fact]]:
    brought = {kind.__name__: kind for kind in plugins.types if not issubclass(kind, Conclusion)}
    return brought | built_in_types()


def customers_of(name: str, plugins: PluginSet) -> dict[str, Snapshot]:
    return Book.open(module(name).EXAMPLE, types=types_of(plugins), readers=plugins.readers).customers()


def decided(advisor: Advisor, customers: dict[str, Snapshot], day: date) -> dict[str, Any]:
    """Give the advice for each customer, questions without what their answers might lead to.

    What an answer could bring is told from the rules alone, so that plug-ins add to it for everybody.
    """
    told = {}
    for name, customer in customers.items():
        advice = advisor.advise(customer, as_of=day).model_dump(mode="json")
        asked = sorted((one["code"], one["about"] or "", one["text"]) for one in advice.pop("questions"))
        told[name] = advice | {"questions": asked}
    return told


# --- together --------------------------------------------------------------------------------------


def test_there_are_three_and_they_load_together_without_a_complaint(all_three: Advisor) -> None:
    assert NAMES == ["saas", "wealth", "wholesale"]
    assert all_three.plugins.diagnostics == ()
    assert all_three.program.overrides == ()


def test_together_they_speak_both_languages(all_three: Advisor) -> None:
    assert missing_messages(all_three.program, Catalogue(WORDS, *all_three.plugins.words)) == []


def test_every_rule_and_action_says_who_brought_it(all_three: Advisor) -> None:
    for rule in all_three.program.rules.values():
        owner = rule.id.partition(".")[0]
        assert rule.distribution == (owner if owner in NAMES else "relcore")
    owners = {action.partition(".")[0] for action in all_three.program.actions if "." in action}
    assert owners == set(NAMES)


def test_the_example_book_of_relcore_gets_the_same_advice_with_and_without_them(
    all_three: Advisor, example: dict[str, Snapshot]
) -> None:
    assert decided(all_three, example, EXAMPLE_DAY) == decided(Advisor(), example, EXAMPLE_DAY)


@pytest.mark.parametrize("name", NAMES)
def test_each_runs_on_its_own_book_among_the_others_as_it_does_alone(name: str, all_three: Advisor) -> None:
    alone = Advisor(plugins=[module(name)])
    day = module(name).EXAMPLE_DAY
    customers = customers_of(name, all_three.plugins)
    assert 10 <= len(customers) <= 20
    assert decided(all_three, customers, day) == decided(alone, customers, day)
    own = {
        action.action
        for customer in customers.values()
        for action in alone.advise(customer, as_of=day).actions
        if action.action.startswith(f"{name}.")
    }
    assert len(own) >= 8


@pytest.mark.parametrize("rest", list(combinations(NAMES, 2)), ids=" and ".join)
def test_where_one_is_removed_the_others_go_on(rest: tuple[str, str], all_three: Advisor) -> None:
    left = Advisor(plugins=[module(name) for name in rest])
    assert left.plugins.diagnostics == ()
    for name in rest:
        customers = customers_of(name, left.plugins)
        chosen = dict(list(customers.items())[:4])
        day = module(name).EXAMPLE_DAY
        assert decided(left, chosen, day) == decided(all_three, chosen, day)


# --- as packages -----------------------------------------------------------------------------------


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_each_package_says_what_it_is(folder: Path) -> None:
    project = _project(folder)["project"]
    name, module_name = next(iter(project["entry-points"]["relcore"].items()))
    assert project["name"] == folder.name == f"relcore-{name}"
    assert any(need.startswith("relcore") for need in project["dependencies"])
    source = folder / "src" / module_name
    assert (source / "py.typed").exists()
    assert (folder / project["readme"]).exists()
    assert {path.name for path in (source / "locale").iterdir()} == {"en", "zh"}
    found = import_module(module_name)
    assert (found.relcore_api, found.relcore_name) == (1, name)


# --- on the command line ---------------------------------------------------------------------------


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Give a folder that tells of the three as an installer would, wherever they are installed from."""
    for folder in FOLDERS:
        project = _project(folder)["project"]
        name, module_name = next(iter(project["entry-points"]["relcore"].items()))
        version = import_module(module_name).__version__
        info = tmp_path / f"{module_name}-{version}.dist-info"
        info.mkdir()
        told = f"Metadata-Version: 2.4\nName: {project['name']}\nVersion: {version}\n"
        (info / "METADATA").write_text(told, encoding="utf-8")
        (info / "entry_points.txt").write_text(f"[relcore]\n{name} = {module_name}\n", encoding="utf-8")
    return tmp_path


def call(site: Path, *arguments: str) -> Any:
    """Call the command line as a program of its own that finds the three installed."""
    paths = [str(site), str(ROOT / "src"), *(str(folder / "src") for folder in FOLDERS)]
    environment = {name: value for name, value in os.environ.items() if name != "RELCORE_PLUGINS"}
    done = subprocess.run(
        [sys.executable, "-m", "relcore", *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd=site,
        env=environment | {"PYTHONPATH": os.pathsep.join(paths)},
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_the_command_line_finds_all_three_and_tells_who_brings_what(site: Path) -> None:
    told = {one["name"]: one for one in call(site, "plugins", "--format", "json")["plugins"]}
    assert list(told) == ["relcore", *NAMES]
    for name in NAMES:
        assert told[name]["distribution"] == f"relcore-{name}"
        assert told[name]["version"] == module(name).__version__
        assert told[name]["rules"] >= 15
        assert told[name]["playbooks"][0]["name"] == name
        assert all(action.startswith(f"{name}.") for action in told[name]["actions"])


def test_the_command_line_leaves_out_whom_it_is_told_to(site: Path) -> None:
    told = call(site, "--no-plugin", "wealth", "plugins", "--format", "json")
    assert [one["name"] for one in told["plugins"]] == ["relcore", "saas", "wholesale"]


@pytest.mark.parametrize("name", NAMES)
def test_the_command_line_reads_the_book_of_each_and_names_the_distribution(name: str, site: Path) -> None:
    (customer, *_) = customers_of(name, load_plugins([module(name)]))
    book = str(module(name).EXAMPLE)
    told = call(site, "advise", book, "--customer", customer, "--format", "json")
    assert {playbook["distribution"] for playbook in told["playbooks"]} == {
        "relcore",
        *(f"relcore-{other}" for other in NAMES),
    }
    reasons = [reason for action in told["customers"][0]["actions"] for reason in action["because"]]
    assert f"relcore-{name}" in {reason["distribution"] for reason in reasons}


def test_a_result_with_facts_of_a_plugin_is_explained_from_its_book(site: Path) -> None:
    saas = module("saas")
    plugins = load_plugins([saas])
    book = Path(shutil.copytree(saas.EXAMPLE, site / "book"))
    types = {model.__name__: model for model in plugins.types if not issubclass(model, Conclusion)}
    result = site / "advice.csv"
    advisor = Advisor(plugins=plugins)
    opened = Book.open(book, types=built_in_types() | types, readers=plugins.readers)
    advisor.portfolio(opened, result, as_of=saas.EXAMPLE_DAY)
    with result.open(encoding="utf-8", newline="") as file:
        row = next(
            row for row in csv.DictReader(file) if row["kind"] == "action" and row["code"].startswith("saas.")
        )
    told = call(
        site, "--plugin", "saas", "explain", str(result), row["customer_id"], row["code"], "--format", "json"
    )
    assert row["rule"] in str(told["proofs"])


def test_lines_of_stories_know_the_steps_of_a_plugin() -> None:
    vocabulary = Vocabulary.of(Advisor(plugins=[module("saas")]).program)
    assert vocabulary.read("step saas-kickoff is due").name == "saas-kickoff"
    with pytest.raises(UsageError, match="RC702"):
        vocabulary.read("step saas-kickof is due")
