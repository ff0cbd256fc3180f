"""`relcore explain` and `relcore why-not`: reasons in text and as JSON."""

from __future__ import annotations

import pytest

from tests.cli.shelf import Shell, widest


def first_action(shell: Shell, customer: str) -> str:
    """Give the action that is advised first."""
    advised = shell("advise", "example", "--customer", customer, "--format", "json").json["customers"][0]
    return str(advised["actions"][0]["action"])


def test_the_proof_of_an_action_goes_down_to_the_facts(shell: Shell) -> None:
    action = first_action(shell, "lisboa-conservas")
    assert action == "repair_visit"
    said = shell("explain", "example", "lisboa-conservas", action)
    assert said.code == 0
    assert "lisboa-conservas-promise-01" in said.out
    assert widest(said.out) <= 80


def test_the_proof_comes_as_data(shell: Shell) -> None:
    said = shell("explain", "example", "lisboa-conservas", "repair_visit", "--format", "json")
    assert said.json["action"] == "repair_visit"
    assert said.json["proofs"][0]["because"][0]["rule"]


def test_a_proof_of_what_nobody_proposed_points_to_why_not(shell: Shell) -> None:
    said = shell("explain", "example", "fornara", "settle_claim")
    assert said.code == 2
    assert said.err.startswith("RC003 nothing proposes 'settle_claim'")
    assert "why-not" in said.err


def test_a_refused_action_is_told_with_its_guard(shell: Shell) -> None:
    said = shell("why-not", "example", "oakhurst", "settle_claim")
    assert said.code == 0
    assert "claim-above-authority" in said.out
    assert widest(said.out) <= 80


def test_a_rule_that_did_not_fire_says_which_condition_failed(shell: Shell) -> None:
    said = shell("why-not", "example", "fornara", "settle_claim", "--format", "json")
    assert said.json["happened"] is False
    assert said.json["rules"][0]["fired"] is False


@pytest.mark.parametrize("command", ["explain", "why-not"])
def test_an_unknown_customer_gives_1(command: str, shell: Shell) -> None:
    said = shell(command, "example", "nobody", "repair_visit")
    assert said.code == 1
    assert said.err.startswith("RC425 ")


def test_an_unknown_action_or_rule_gives_2_and_the_nearest_names(shell: Shell) -> None:
    said = shell("why-not", "example", "fornara", "repair_visits")
    assert said.code == 2
    assert "did you mean 'repair_visit'?" in said.err
