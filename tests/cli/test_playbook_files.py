"""Playbook files on the command line: checked, tried, compared, made active and taken back."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from relcore.playbooks import load_playbook
from relcore.program import compile_program
from relcore.rules import builtin
from tests.cli.shelf import DAY, Shell
from tests.playbooks.files import CATALOGUE, write

HOW_TO = Path(__file__).parents[2] / "docs" / "how-to" / "write-a-playbook-file.md"
ALWAYS = CATALOGUE.replace("  - order.amount > 1000\n", "  - order.amount > 100\n")


def test_a_file_is_checked(shell: Shell, tmp_path: Path) -> None:
    said = shell("check", write(tmp_path, CATALOGUE))
    assert (said.code, said.out.splitlines()[-1]) == (0, "0 errors, 0 warnings")


def test_everything_wrong_with_a_file_is_told(shell: Shell, tmp_path: Path) -> None:
    path = write(
        tmp_path, CATALOGUE.replace("order.amount", "order.amunt").replace("says: Send", "sayz: Send")
    )
    said = shell("check", path, "--format", "json")
    assert said.code == 1
    found = [
        (one["code"], one["where"].rpartition(f"{path}:")[2].strip(")")) for one in said.json["diagnostics"]
    ]
    assert found == [("RC227", "25:3"), ("RC642", "26:5"), ("RC204", "31:9")]
    path = write(tmp_path, CATALOGUE.replace("order.amount", "order.amunt"))
    said = shell("check", path)
    assert said.out.splitlines()[:3] == [
        "RC204 Order has no field 'amunt'",
        f"  in rule acme.catalogue_after_order ({path}:31:9)",
        "  hint: did you mean 'amount'?",
    ]


def test_a_message_that_is_missing_is_a_warning(shell: Shell, tmp_path: Path) -> None:
    said = shell(
        "check", write(tmp_path, CATALOGUE.replace("reason: acme.large-order", "reason: acme.other"))
    )
    assert said.code == 0
    assert "warning: RC238 there is no message reason.acme.other (zh)" in said.out


def test_a_limit_of_added_rules_holds_for_files(shell: Shell, tmp_path: Path) -> None:
    text = CATALOGUE + "guards: {g: {says: A., origin: a, layer: law, replaces: consent.refused, "
    said = shell("check", write(tmp_path, text + "when: candidate.action == 'x', then: {deny: a}}}\n"))
    assert said.code == 1
    assert re.search(r"RC\d{3} .*consent\.refused", said.out)


def test_a_file_takes_part_in_advice(shell: Shell, book: Path, tmp_path: Path) -> None:
    path = write(tmp_path, ALWAYS)
    said = shell("advise", book, "--as-of", DAY, "--format", "json", "--playbook", path)
    actions = {
        one["action"]
        for customer in said.json["customers"]
        for one in customer["actions"] + customer["suppressed"]
    }
    assert "acme.send_catalogue" in actions
    assert {"name": "acme", "version": "1.0"}.items() <= said.json["playbooks"][-1].items()
    listed = shell("rules", "acme", "--format", "json", "--playbook", path)
    assert [one["id"] for one in listed.json] == ["acme.catalogue_after_order"]
    thresholds = shell("parameters", "--format", "json", "--playbook", path)
    assert "acme.catalogue.max_days" in {one["name"] for one in thresholds.json}
    proof = shell("explain", book, "c1", "acme.send_catalogue", "--as-of", DAY, "--playbook", path)
    assert (proof.code, "acme.catalogue_after_order" in proof.out) == (0, True)


def test_a_draft_is_refused_unless_it_is_asked_for(shell: Shell, book: Path, tmp_path: Path) -> None:
    path = write(tmp_path, ALWAYS + "state: draft\n")
    said = shell("advise", book, "--as-of", DAY, "--playbook", path)
    assert (said.code, said.err.splitlines()[0]) == (1, "RC646 the playbook 'acme' is a draft")
    assert shell("advise", book, "--as-of", DAY, "--playbook", path, "--drafts").code == 0


def test_a_store_stands_for_what_is_active_in_it(shell: Shell, book: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    first = shell("playbook", "activate", write(tmp_path, ALWAYS + "state: draft\n"), "--store", store)
    assert re.fullmatch(r"acme: activate: version 1\.0 \([0-9a-f]{16}\)\n", first.out)
    said = shell("advise", book, "--as-of", DAY, "--format", "json", "--playbook", store)
    assert said.json["playbooks"][-1]["name"] == "acme"
    back = shell("playbook", "rollback", "acme", "--store", store, "--format", "json")
    assert (back.json["action"], back.json["digest"]) == ("rollback", "")
    said = shell("advise", book, "--as-of", DAY, "--format", "json", "--playbook", store)
    assert said.json["playbooks"][-1]["name"] == "relcore"
    history = shell("playbook", "history", "--store", store, "--format", "json")
    assert [event["action"] for event in history.json] == ["activate", "rollback"]
    assert shell("playbook", "rollback", "acme", "--store", store).code == 1


def test_a_wrong_file_is_not_made_active(shell: Shell, tmp_path: Path) -> None:
    path = write(tmp_path, CATALOGUE.replace("order.amount", "order.amunt"))
    said = shell("playbook", "activate", path, "--store", tmp_path / "store")
    assert (said.code, said.err.splitlines()[0]) == (1, "RC204 Order has no field 'amunt'")
    assert not (tmp_path / "store" / "acme").exists()


def test_the_built_in_playbook_is_exported(shell: Shell, tmp_path: Path) -> None:
    out = tmp_path / "relcore.yaml"
    assert shell("playbook", "export", "--words", "--out", out).code == 0
    file = load_playbook(out)
    assert compile_program([file.ruleset]).digest == compile_program([builtin().ruleset()]).digest
    assert file.words["zh"].keys() == file.words["en"].keys() > {"action.send_greeting"}


def test_a_file_is_exported_as_a_file(shell: Shell, tmp_path: Path) -> None:
    path = write(tmp_path, CATALOGUE)
    said = shell("playbook", "export", path)
    again = load_playbook(write(tmp_path, said.out, "again.yaml"))
    assert again.words == load_playbook(path).words
    assert shell("playbook", "export", "tests.no_such_module:playbook").code == 2


def test_the_schema_is_printed(shell: Shell) -> None:
    Draft202012Validator.check_schema(json.loads(shell("playbook", "schema").out))


def test_whose_advice_a_file_changes_is_told(shell: Shell, book: Path, tmp_path: Path) -> None:
    path = write(tmp_path, ALWAYS)
    said = shell("diff", book, "--as-of", DAY, "--against", path, "--format", "json")
    assert said.code == 0
    assert (said.json["customers"], said.json["changed"]) == (2, 1)
    [group] = said.json["groups"]
    assert (group["rule"], group["how"], group["customers"]) == ("acme.catalogue_after_order", "added", 1)
    markdown = shell("diff", book, "--as-of", DAY, "--against", path, "--format", "markdown")
    assert markdown.out.startswith("**1 of 2 customers get other advice on 2026-06-30 (50.0%)**\n")


@pytest.mark.parametrize(
    ("limit", "code"), [("0", 1), ("1", 0), ("49.9%", 1), ("50%", 0), ("x", 2), ("-1", 2)]
)
def test_a_threshold_decides_the_exit_code(
    shell: Shell, book: Path, tmp_path: Path, limit: str, code: int
) -> None:
    path = write(tmp_path, ALWAYS)
    said = shell("diff", book, "--as-of", DAY, "--against", path, f"--fail-above={limit}")
    assert said.code == code


def test_a_new_version_takes_the_place_of_the_old_one(shell: Shell, book: Path, tmp_path: Path) -> None:
    old, new = write(tmp_path, ALWAYS), write(tmp_path, ALWAYS.replace("> 100\n", "> 1000\n"), "new.yaml")
    said = shell("diff", book, "--as-of", DAY, "--playbook", old, "--against", new, "--format", "json")
    assert said.json["rules"] == {"added": 0, "removed": 0, "changed": 1}
    assert [group["how"] for group in said.json["groups"]] == ["changed"]


def test_the_page_on_playbook_files_tells_the_truth(shell: Shell, tmp_path: Path) -> None:
    page = HOW_TO.read_text(encoding="utf-8")
    [text] = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)
    path = write(tmp_path, text)
    said = shell("check", path)
    told = re.search(r"\$ relcore check acme\.yaml\n(.*?)```", page, re.DOTALL)
    assert told is not None
    assert said.out.replace(str(path), "acme.yaml") == told[1]
    mended = write(tmp_path, text.replace("InteractionKind.MATERIALS", "InteractionKind.MATERIAL"))
    assert shell("check", mended).out == "0 errors, 0 warnings\n"
