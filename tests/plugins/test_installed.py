"""Plug-ins that are installed: found by their entry points, chosen and ordered by whoever runs relcore."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from relcore import Advisor
from relcore.cli.app import run
from relcore.facts import Customer
from relcore.playbooks import load_settings
from relcore.plugins import installed, installed_plugins

DAY = date(2026, 6, 30)

GOOD = """
from relcore import Playbook
from relcore.facts import Customer
from relcore.lang import Clause, known, param, warn, when
from relcore.plugins import Command, hookimpl

relcore_api = 1
playbook = Playbook("{name}", "7")

@playbook.rule(origin="{name}", id="{name}.was_here")
def was_here(customer: Customer) -> Clause:
    \"\"\"Say that the plug-in was there.\"\"\"
    return when(known(customer.customer_id)).then(warn("{name}-was-here"))

{more}

@hookimpl
def relcore_playbooks():
    return [playbook]

def hello(name: str = "you", times: int = 1) -> None:
    print(f"hello, {{name}}" * times)

def fail() -> None:
    raise OSError("no such shelf")

def leave() -> None:
    raise SystemExit(5)

@hookimpl
def relcore_commands():
    return {{
        "{name}-hello": Command("Say hello.", hello),
        "{name}-fail": Command("Fail.", fail),
        "{name}-leave": Command("Leave.", leave),
        "{name}-lost": Command("Be nowhere.", "no_such_module_at_all:f"),
        "advise": Command("Take a name that is taken.", fail),
    }}
"""
STALE = 'playbook.parameter("deal.stale_days", 30, "Days", replaces="deal.stale_days")'
KICKBACK = """
from relcore.lang import recommend

@playbook.rule(origin="{name}", id="{name}.pay")
def pay(customer: Customer) -> Clause:
    \"\"\"Pay a kickback.\"\"\"
    return when(known(customer.name)).then(recommend("personal_kickback"))
"""


class Site:
    """A folder on the path in which distributions can be put."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.modules: list[str] = []

    def put(self, name: str, source: str | None = None, version: str = "1.0", more: str = "") -> None:
        module = f"strange_{name}"
        text = GOOD.format(name=name, more=more.replace("{name}", name)) if source is None else source
        (self.folder / f"{module}.py").write_text(text, encoding="utf-8")
        info = self.folder / f"relcore_{name}-{version}.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(
            f"Metadata-Version: 2.1\nName: relcore-{name}\nVersion: {version}\n", encoding="utf-8"
        )
        (info / "entry_points.txt").write_text(f"[relcore]\n{name} = {module}\n", encoding="utf-8")
        self.modules.append(module)


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """Give a folder for distributions; what others installed is out of sight."""
    from relcore.cli import built_in, chosen

    monkeypatch.syspath_prepend(str(tmp_path))
    made = Site(tmp_path)
    here = str(tmp_path)

    def only_here(*, group: str) -> list[object]:
        from importlib.metadata import distributions

        return [
            point
            for found in distributions(path=[here])
            for point in found.entry_points
            if point.group == group
        ]

    monkeypatch.setattr("relcore.plugins.discovery.entry_points", only_here)
    monkeypatch.setattr("relcore.cli.choice.entry_points", only_here)
    monkeypatch.delenv("RELCORE_PLUGINS", raising=False)
    for cached in (chosen._loaded, built_in._advisor):
        cached.cache_clear()
    yield made
    for cached in (chosen._loaded, built_in._advisor):
        cached.cache_clear()
    for module in made.modules:
        sys.modules.pop(module, None)


def listed(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[list[str], str]:
    """Give the names of the plug-ins that `relcore plugins` lists, and what it says beside."""
    code = run([*arguments, "plugins", "--format", "json"])
    out, err = capsys.readouterr()
    assert code == 0, err
    return [one["name"] for one in json.loads(out)["plugins"]], err


def test_installed_plugins_are_found_by_name_and_not_imported(site: Site) -> None:
    site.put("acme")
    assert list(installed()) == ["acme"]
    assert "strange_acme" not in sys.modules


def test_a_library_uses_no_installed_plugin_unless_asked(site: Site) -> None:
    site.put("acme")
    assert [one.name for one in Advisor().plugins.members] == ["relcore"]
    assert [one.name for one in Advisor(plugins="installed").plugins.members] == ["relcore", "acme"]
    assert [one.name for one in Advisor(plugins=["acme"]).plugins.members] == ["relcore", "acme"]


def test_name_and_version_are_those_of_the_distribution(site: Site) -> None:
    site.put("acme", version="2.5")
    facts = [Customer(customer_id="c1")]
    advice = Advisor(plugins=["acme"]).advise(facts, as_of=DAY)
    (warning,) = [one for one in advice.warnings if one.code == "acme-was-here"]
    reason = warning.because[0]
    assert (reason.playbook, reason.distribution, reason.version) == ("acme", "relcore-acme", "2.5")


BROKEN = {
    "syntax": "def (",
    "importing": "import no_such_module_at_all",
    "raising": "raise RuntimeError('not today')",
    "exiting": "import sys; sys.exit(9)",
    "endless": "def again(): again()\nagain()",
    "older": "relcore_api = 0",
    "empty": "relcore_api = 1",
}


def test_every_plugin_that_cannot_be_loaded_is_named_and_the_rest_works(site: Site) -> None:
    site.put("good")
    for name, source in BROKEN.items():
        site.put(name, source)
    loaded = installed_plugins()
    assert [one.name for one in loaded.others] == ["good"]
    told = {str(one.where).split(" (")[0].removeprefix("plug-in "): one.code for one in loaded.diagnostics}
    assert told == {
        **dict.fromkeys(("syntax", "importing", "raising", "exiting", "endless"), "RC602"),
        "older": "RC603",
        "empty": "RC604",
    }


def test_an_installed_plugin_that_falls_into_a_contradiction_is_left_out(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    site.put("acme")
    site.put("bribes", more=KICKBACK)
    names, said = listed(capsys)
    assert names == ["relcore", "acme"]
    assert "RC608 its rules do not fit: RC630" in said
    assert "C1, 'Pay the person, or the company only'" in said
    assert run(["rules", "acme.was_here"]) == 0
    assert "from      relcore-acme 1.0" in capsys.readouterr().out


def test_of_two_that_replace_the_same_thing_the_first_in_order_stays(
    site: Site, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    site.put("acme", more=STALE)
    site.put("beta", more=STALE.replace("30", "31"))
    names, said = listed(capsys)
    assert names == ["relcore", "acme"]
    assert "RC611" in said
    assert run(["--no-plugin", "acme", "plugins", "--overrides"]) == 0
    out = capsys.readouterr().out
    assert "parameter deal.stale_days (relcore 0.1.0)" in out
    assert "(relcore-beta 1.0)" in out
    monkeypatch.setenv("RELCORE_PLUGINS", "beta,acme")
    assert run(["plugins"]) == 1
    assert "RC611" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "variable", "expected"),
    [
        ((), "", ["acme", "beta"]),
        (("--plugin", "beta"), "", ["beta"]),
        (("--plugin", "beta", "--plugin", "acme"), "", ["beta", "acme"]),
        (("--no-plugin", "acme"), "", ["beta"]),
        ((), "beta, acme", ["beta", "acme"]),
        ((), "-beta", ["acme"]),
        ((), "none", []),
        (("--plugin", "acme"), "none", ["acme"]),
    ],
)
def test_plugins_are_chosen_and_ordered(
    site: Site,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    variable: str,
    expected: list[str],
) -> None:
    site.put("acme")
    site.put("beta")
    monkeypatch.setenv("RELCORE_PLUGINS", variable)
    assert listed(capsys, *arguments)[0] == ["relcore", *expected]


def test_a_plugin_that_is_named_and_missing_ends_the_command(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    site.put("acme")
    assert run(["--plugin", "acmee", "rules"]) == 1
    assert "did you mean 'acme'?" in capsys.readouterr().err


def test_calls_are_traced_on_request(
    site: Site, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    site.put("acme")
    listed(capsys)
    assert installed_plugins().others
    assert "relcore: acme" not in capsys.readouterr().err
    monkeypatch.setenv("RELCORE_TRACE_PLUGINS", "1")
    assert installed_plugins().others
    assert "relcore: acme.relcore_playbooks came back after" in capsys.readouterr().err


# --- commands --------------------------------------------------------------------------------------


def test_a_plugin_adds_commands_and_they_are_listed(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    site.put("acme")
    assert run(["acme-hello", "--times", "2"]) == 0
    assert capsys.readouterr().out == "hello, youhello, you\n"
    assert run(["--help"]) == 0
    assert "acme-hello" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("command", "code", "said"),
    [
        ("acme-fail", 1, "RC609 the command failed: OSError: no such shelf"),
        ("acme-lost", 1, "RC609 the command cannot be loaded: ModuleNotFoundError"),
        ("acme-leave", 5, ""),
        ("acme-nothing", 2, "no such command 'acme-nothing'"),
    ],
)
def test_a_command_that_fails_is_told_and_no_more(
    site: Site, capsys: pytest.CaptureFixture[str], command: str, code: int, said: str
) -> None:
    site.put("acme")
    assert run([command]) == code
    assert said in capsys.readouterr().err


def test_no_plugin_takes_the_name_of_a_command_of_relcore(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    site.put("acme")
    assert run(["advise", "example", "--customer", "oakhurst"]) == 0
    assert "no such shelf" not in capsys.readouterr().err


def table(tmp_path: Path, *lines: str) -> Path:
    path = tmp_path / "company.toml"
    path.write_text("\n".join(("[plugins]", *lines, "")), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ('only = ["beta", "acme"]', ["relcore", "beta", "acme"]),
        ('only = ["none"]', ["relcore"]),
        ('first = ["gamma"]', ["relcore", "gamma", "acme", "beta"]),
        ('without = ["beta"]', ["relcore", "acme", "gamma"]),
    ],
)
def test_a_settings_file_says_which_plugins_take_part(
    line: str, names: list[str], site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("acme", "beta", "gamma"):
        site.put(name)
    path = table(tmp_path, line)
    assert run(["plugins", "--settings", str(path), "--format", "json"]) == 0
    assert [one["name"] for one in json.loads(capsys.readouterr().out)["plugins"]] == names
    advisor = Advisor(settings=load_settings(path))
    assert [one.name for one in advisor.plugins.members] == names


def test_who_says_it_nearer_at_hand_is_heard_before_the_settings_file(
    site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("acme", "beta"):
        site.put(name)
    path = table(tmp_path, 'only = ["acme"]')

    def names(*flags: str) -> list[str]:
        assert run([*flags, "plugins", "--settings", str(path), "--format", "json"]) == 0
        return [one["name"] for one in json.loads(capsys.readouterr().out)["plugins"]]

    assert names("--plugin", "beta") == ["relcore", "beta"]
    monkeypatch.setenv("RELCORE_PLUGINS", "-acme")
    assert names() == ["relcore", "beta"]
    found = Advisor(plugins=["beta"], settings=load_settings(path)).plugins
    assert [one.name for one in found.members] == ["relcore", "beta"]


def test_the_choice_of_one_call_is_forgotten_at_the_next(
    site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site.put("acme")
    path = table(tmp_path, 'without = ["acme"]')
    assert run(["plugins", "--settings", str(path)]) == 0
    capsys.readouterr()
    assert listed(capsys)[0] == ["relcore", "acme"]
