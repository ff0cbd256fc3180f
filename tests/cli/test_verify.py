"""`relcore verify` and `relcore check --verify`: findings, what playbooks accept of them, and exit codes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.shelf import Shell

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def _at_the_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


def small(name: str) -> str:
    return f"tests.verify.small:{name}"


def test_of_a_playbook_with_nothing_odd_nothing_is_said(shell: Shell) -> None:
    said = shell("verify", small("clean"))
    assert (said.code, said.out) == (0, "0 findings, 0 undecided, 0 accepted\n")


def test_what_is_odd_is_told_with_its_place_and_a_way_out(shell: Shell) -> None:
    said = shell("verify", small("odd"))
    assert said.code == 1
    assert "RC731 'odd.never' can never fire" in said.out
    assert "RC737 no rule reads the parameter 'odd.unread'" in said.out
    assert said.out.count("hint: ") == 2
    assert said.out.endswith("2 findings, 0 undecided, 0 accepted\n")


def test_what_is_odd_is_told_to_machines(shell: Shell) -> None:
    found = shell("verify", small("odd"), "--format", "json")
    assert found.code == 1
    assert found.json["ok"] is False
    assert [(one["code"], one["accepted"]) for one in found.json["diagnostics"]] == [
        ("RC731", None),
        ("RC737", None),
    ]


def test_what_a_playbook_accepts_is_shown_with_its_reason_and_does_not_count(shell: Shell) -> None:
    said = shell("verify", small("accepting"))
    assert said.code == 0
    assert "RC731 'odd.never' can never fire" in said.out
    assert "  accepted: it shows what cannot be\n" in said.out
    assert said.out.endswith("0 findings, 0 undecided, 2 accepted\n")
    found = shell("verify", small("accepting"), "--format", "json").json
    assert found["ok"] is True
    assert {one["accepted"] for one in found["diagnostics"]} == {
        "it shows what cannot be",
        "a report prints it",
    }


def test_accepting_what_is_not_there_is_odd_itself(shell: Shell) -> None:
    said = shell("verify", small("stale"))
    assert said.code == 1
    assert "RC730 a playbook accepts RC737 of the parameter stale.gone" in said.out


def test_actions_of_a_company_that_are_declared_opposites_contradict_one_another(shell: Shell) -> None:
    said = shell("verify", small("torn"))
    assert said.code == 1
    assert "RC733 'torn.hold_large_orders' and 'torn.ship_what_is_paid'" in said.out
    assert "advise small.hold and small.ship about one matter" in said.out


def test_a_playbook_that_is_not_there_is_wrong_usage(shell: Shell) -> None:
    said = shell("verify", small("missing"))
    assert (said.code, said.out) == (2, "")


def test_check_verifies_when_asked_and_findings_are_warnings(shell: Shell) -> None:
    assert "RC731" not in shell("check", small("odd")).out
    said = shell("check", small("odd"), "--verify")
    assert said.code == 0
    assert "warning: RC731 'odd.never' can never fire" in said.out
    found = shell("check", small("odd"), "--verify", "--format", "json").json
    assert found["ok"] is True
    assert {"RC731", "RC737"} <= {one["code"] for one in found["diagnostics"]}


def test_check_leaves_out_what_a_playbook_accepts(shell: Shell) -> None:
    found = shell("check", small("accepting"), "--verify", "--format", "json").json
    assert not {"RC731", "RC737"} & {one["code"] for one in found["diagnostics"]}


@pytest.mark.slow
def test_of_the_built_in_playbook_every_finding_is_accepted_with_a_reason(shell: Shell) -> None:
    said = shell("verify", "--format", "json")
    assert said.code == 0
    assert said.json["diagnostics"]
    assert all(one["accepted"] for one in said.json["diagnostics"])
