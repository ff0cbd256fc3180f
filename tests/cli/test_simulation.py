"""`relcore prove`, `verify`, `what-if`, `next-stage`, `questions` and `experiment` on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.shelf import DAY, Shell


def test_what_if_tells_the_guard_that_an_opt_out_wakes(shell: Shell) -> None:
    said = shell("what-if", "example", "oakhurst", "--set", "Customer.opted_out=true")
    assert said.code == 0
    assert "consent.opted_out" in said.out
    found = shell("what-if", "example", "oakhurst", "--set", "opted_out=true", "--format", "json").json
    assert "consent.opted_out" in found["rules"]["fired"]


def test_a_field_that_is_not_there_is_named(shell: Shell) -> None:
    said = shell("what-if", "example", "oakhurst", "--set", "Customer.shoe_size=9")
    assert said.code == 2
    assert said.err.startswith("RC712 ")


def test_the_next_step_is_what_still_can_happen(shell: Shell) -> None:
    said = shell("next-stage", "example", "tallinn-labels", "--axis", "depth", "--format", "json")
    assert said.code == 0
    (found,) = said.json
    assert found["axis"] == "depth"
    assert found["ways"]
    assert all("remove" not in str(way).lower() for way in found["ways"])


def test_the_questions_of_a_book_come_with_how_many_customers_they_concern(shell: Shell) -> None:
    found = shell("questions", "example", "--limit", "3", "--format", "json").json
    assert len(found) == 3
    assert len(shell("questions", "example", "--limit", "3").out.splitlines()) >= 3


def test_customers_are_assigned_alike_each_time_and_outcomes_summed_up(tmp_path: Path, shell: Shell) -> None:
    arguments = ("experiment", "assign", "example", "--name", "calls", "--arm", "challenger=50")
    first = shell(*arguments, "--arm", "control=50", "--format", "json")
    assert first.code == 0
    assert shell(*arguments, "--arm", "control=50", "--format", "json").out == first.out
    outcomes = tmp_path / "outcomes.csv"
    rows = [
        f"c{number},{'control' if number % 2 else 'challenger'},{number % 3 == 0}" for number in range(60)
    ]
    outcomes.write_text("customer_id,arm,success\n" + "\n".join(rows) + "\n", encoding="utf-8")
    said = shell("experiment", "summary", str(outcomes), "--format", "json")
    assert (said.code, said.err) == (0, "")


@pytest.mark.slow
def test_the_built_in_playbook_keeps_its_promises(shell: Shell) -> None:
    said = shell("prove", "--format", "json")
    assert said.code == 0
    assert {found["outcome"] for found in said.json["properties"]} == {"holds"}


def test_a_day_of_the_decision_is_read(shell: Shell) -> None:
    said = shell("what-if", "example", "oakhurst", "--then", DAY)
    assert said.code == 0
