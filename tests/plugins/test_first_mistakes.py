"""What a newcomer gets wrong first is told with the line to repair and the way to do it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from relcore.errors import Diagnostic, PluginError
from relcore.plugins import load_plugins

Refused = Callable[[str, str], Diagnostic]

RULES = """\
from relcore.facts import Order
from relcore.lang import Clause, Playbook, value, warn, when

playbook = Playbook("harbour")


@playbook.rule(origin="harbour")
def large(order: Order) -> Clause:
    \"\"\"Note a large order.\"\"\"
    return when({condition}).then(warn("large", about=order.id))
"""


@pytest.fixture
def refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Refused:
    """Give a function that loads an installed plug-in with a condition, and gives what is wrong with it."""

    def load(name: str, condition: str) -> Diagnostic:
        (tmp_path / f"{name}.py").write_text(RULES.format(condition=condition), encoding="utf-8")
        noted = tmp_path / f"{name}-1.0.dist-info"
        noted.mkdir()
        (noted / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        (noted / "entry_points.txt").write_text(f"[relcore]\n{name} = {name}\n")
        monkeypatch.syspath_prepend(tmp_path)
        with pytest.raises(PluginError) as error:
            load_plugins([name])
        (found,) = error.value.diagnostics
        return found

    return load


def test_a_condition_that_cannot_be_read_is_shown_where_it_stands_with_the_right_form(
    refused: Refused,
) -> None:
    found = refused("harbour_and", "value(order.amount) > 1 and order.id == 'o1'")
    assert found.code == "RC602"
    assert "RC220" in found.problem
    assert Path(found.where.file).name == "harbour_and.py"
    assert found.where.line == 7
    assert found.where.subject == "plug-in harbour_and, rule harbour.large"
    assert "write & for 'and'" in found.hint


def test_a_slip_of_syntax_is_shown_on_its_line(refused: Refused) -> None:
    found = refused("harbour_syntax", "value(order.amount) > > 1")
    assert (found.code, Path(found.where.file).name, found.where.line) == ("RC602", "harbour_syntax.py", 10)
    assert found.hint == "repair the module harbour_syntax, or go without the plug-in"


def test_a_name_that_is_not_there_is_shown_on_its_line(refused: Refused) -> None:
    found = refused("harbour_name", "value(ordre.amount) > 1")
    assert (found.code, Path(found.where.file).name, found.where.line) == ("RC602", "harbour_name.py", 10)
