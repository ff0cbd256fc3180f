"""The JSON Schema takes what the reader takes, and refuses the mistakes that an editor can see."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from relcore.playbooks import export_playbook, playbook_schema
from tests.playbooks.files import BUILTIN, CATALOGUE, problems
from tests.playbooks.test_diagnostics import KINDS, TABLE
from tests.playbooks.test_playbook_files import IN_YAML

SCHEMA = playbook_schema()


def faults(text: str) -> list[str]:
    """Validate the text of a file as an editor does."""
    tree = YAML(typ="safe", pure=True).load(dedent(text))
    return [fault.json_path for fault in Draft202012Validator(SCHEMA).iter_errors(plain(tree))]


def plain(node: Any) -> Any:
    """Give days as the texts that JSON has for them."""
    if isinstance(node, dict):
        return {str(key): plain(value) for key, value in node.items()}
    if isinstance(node, list):
        return [plain(item) for item in node]
    return node.isoformat() if hasattr(node, "isoformat") else node


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("text", [CATALOGUE, IN_YAML, TABLE, KINDS])
def test_what_the_reader_takes_is_valid(text: str) -> None:
    assert faults(text) == []


def test_the_built_in_playbook_as_a_file_is_valid() -> None:
    assert faults(export_playbook(BUILTIN)) == []


@pytest.mark.parametrize(
    ("right", "wrong", "path"),
    [
        ("playbook: acme", "playbok: acme", "$"),
        ("playbook: acme", "playbook: Acme Ltd", "$.playbook"),
        ("purpose: sales", "purpose: sale", "$.actions['acme.send_catalogue'].purpose"),
        ("[email, mail]", "[email, male]", "$.actions['acme.send_catalogue'].channels"),
        ("zh: 寄送产品目录", "cn: 寄送产品目录", "$.actions['acme.send_catalogue'].label"),
        ("says: Send", "sayz: Send", "$.rules.catalogue_after_order"),
        ("recommend: acme", "reccommend: acme", "$.rules.catalogue_after_order.then"),
        ("default: 14", "defalt: 14", "$.parameters['acme.catalogue.max_days']"),
    ],
)
def test_a_mistake_that_an_editor_can_see_is_refused_by_both(
    tmp_path: Path, right: str, wrong: str, path: str
) -> None:
    assert right in CATALOGUE
    changed = CATALOGUE.replace(right, wrong)
    assert path in faults(changed)
    assert problems(tmp_path, changed)


def described(node: Any) -> Iterator[Any]:
    """Give all descriptions of entries."""
    items: Iterable[Any] = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    if isinstance(node, dict) and "properties" in node:
        yield from (entry.get("description") for entry in node["properties"].values() if "$ref" not in entry)
    for item in items:
        yield from described(item)


def test_every_entry_is_described() -> None:
    parts = {name: part for name, part in SCHEMA["$defs"].items() if name != "Conclusion"}
    assert all(described(parts))
    assert len(list(described(parts))) > 40
