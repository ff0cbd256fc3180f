"""A store keeps versions of playbook files, makes one of them active, and takes it back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from relcore.advisor import Advisor
from relcore.errors import RuleError
from relcore.playbooks import PlaybookStore
from relcore.rules import builtin
from tests.playbooks.files import BUILTIN, CATALOGUE, write

FIRST = CATALOGUE + "state: draft\n"
SECOND = CATALOGUE.replace('"1.0"', '"2.0"').replace("> 1000", "> 9000")
OTHER = CATALOGUE.replace("playbook: acme", "playbook: other").replace("acme.", "other.")


@pytest.fixture
def store(tmp_path: Path) -> PlaybookStore:
    return PlaybookStore(tmp_path / "store")


def activate(store: PlaybookStore, folder: Path, text: str) -> str:
    """Activate a playbook file, and give its digest."""
    return store.activate(write(folder, text), [BUILTIN]).digest


def active(store: PlaybookStore) -> list[tuple[str, str]]:
    """Give names and versions of what is active."""
    return [(file.name, file.version) for file in store.active([BUILTIN])]


def test_a_draft_is_active_once_it_is_activated(store: PlaybookStore, tmp_path: Path) -> None:
    activate(store, tmp_path, FIRST)
    adviser = Advisor([builtin(), *store.active([BUILTIN])])
    assert "acme.catalogue_after_order" in adviser.program.rules


def test_what_is_rolled_back_leaves_the_version_before(store: PlaybookStore, tmp_path: Path) -> None:
    first, second = (activate(store, tmp_path, text) for text in (FIRST, SECOND))
    activate(store, tmp_path, OTHER)
    assert active(store) == [("acme", "2.0"), ("other", "1.0")]
    assert store.rollback("acme").digest == first
    assert active(store) == [("acme", "1.0"), ("other", "1.0")]
    assert store.rollback("acme").digest == ""
    assert active(store) == [("other", "1.0")]
    with pytest.raises(RuleError, match="RC652 no version of 'acme' is active"):
        store.rollback("acme")
    assert activate(store, tmp_path, SECOND) == second
    told = [(event.action, event.version) for event in store.history("acme")]
    assert told == [
        ("activate", "1.0"),
        ("activate", "2.0"),
        ("rollback", "1.0"),
        ("rollback", ""),
        ("activate", "2.0"),
    ]


def test_to_activate_what_is_active_changes_nothing(store: PlaybookStore, tmp_path: Path) -> None:
    assert activate(store, tmp_path, FIRST) == activate(store, tmp_path, FIRST)
    assert len(store.history("acme")) == 1


def test_a_wrong_file_is_not_activated(store: PlaybookStore, tmp_path: Path) -> None:
    activate(store, tmp_path, FIRST)
    with pytest.raises(RuleError, match="RC204 Order has no field 'amunt'"):
        activate(store, tmp_path, SECOND.replace("order.amount", "order.amunt"))
    assert active(store) == [("acme", "1.0")]


def test_a_file_that_does_not_go_with_what_is_active_is_not_activated(
    store: PlaybookStore, tmp_path: Path
) -> None:
    activate(store, tmp_path, FIRST)
    clash = SECOND.replace("playbook: acme", "playbook: other").replace(
        "  catalogue_after_order:", "  acme.catalogue_after_order:"
    )
    with pytest.raises(RuleError, match=r"RC201 two rules are called 'acme\.catalogue_after_order'"):
        activate(store, tmp_path, clash)
    assert store.names() == ["acme"]


def test_a_version_that_was_tampered_with_is_refused(store: PlaybookStore, tmp_path: Path) -> None:
    digest = activate(store, tmp_path, FIRST)
    version = store.folder / "acme" / "versions" / f"{digest}.yaml"
    version.write_text(SECOND)
    with pytest.raises(RuleError, match=r"RC650 .* is not what was activated"):
        store.active([BUILTIN])


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"history": [{"x": 1}]}', '{"history": 3}', "\0"])
def test_a_broken_pointer_is_told(store: PlaybookStore, tmp_path: Path, text: str) -> None:
    activate(store, tmp_path, FIRST)
    (store.folder / "acme" / "active.json").write_text(text)
    with pytest.raises(RuleError, match=r"RC650 .*active\.json' cannot be read"):
        store.active([BUILTIN])


def test_two_cannot_change_a_playbook_at_once(store: PlaybookStore, tmp_path: Path) -> None:
    activate(store, tmp_path, FIRST)
    (store.folder / "acme" / "lock").touch()
    with pytest.raises(RuleError, match="RC651 somebody else is changing the playbook 'acme'"):
        activate(store, tmp_path, SECOND)
    assert active(store) == [("acme", "1.0")]
    (store.folder / "acme" / "lock").unlink()
    activate(store, tmp_path, SECOND)
    assert not (store.folder / "acme" / "lock").exists()


def test_the_pointer_says_what_is_active(store: PlaybookStore, tmp_path: Path) -> None:
    digest = activate(store, tmp_path, FIRST)
    assert json.loads((store.folder / "acme" / "active.json").read_text())["active"] == digest
    assert not list(store.folder.glob("**/*.part"))


def test_only_playbooks_of_the_store_are_rolled_back(store: PlaybookStore, tmp_path: Path) -> None:
    activate(store, tmp_path, FIRST)
    for name in ("acne", "../acme", "", "acme/../acme"):
        with pytest.raises(RuleError, match="RC652 there is no playbook"):
            store.rollback(name)
