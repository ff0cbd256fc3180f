"""Experiments: assignment that needs no memory, outcomes on file, intervals that promise nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relcore.errors import BookError, UsageError
from relcore.experiments.assignment import Arm, Experiment
from relcore.experiments.outcomes import Outcome, read_outcomes, write_outcomes
from relcore.experiments.summary import summarise

TRIAL = Experiment("spring", (Arm("new", 45), Arm("old", 45), Arm("control", 10)))


def test_a_customer_stays_in_its_arm_and_arms_get_their_share() -> None:
    arms = [TRIAL.arm_of(f"c{number}") for number in range(20_000)]
    assert arms == [TRIAL.arm_of(f"c{number}") for number in range(20_000)]
    for arm in TRIAL.arms:
        assert abs(arms.count(arm.name) / 20_000 - arm.weight / 100) < 0.015


def test_another_experiment_shuffles_anew() -> None:
    other = Experiment("autumn", TRIAL.arms)
    both = [(TRIAL.arm_of(f"c{n}"), other.arm_of(f"c{n}")) for n in range(5000)]
    kept = sum(one == two for one, two in both) / 5000
    assert abs(kept - (0.45**2 * 2 + 0.1**2)) < 0.03


@pytest.mark.parametrize("arms", [["a=1"], ["a=1", "a=1"], ["a=1", "b=0"], ["a=1", "b"], ["a=1", "b=-1"]])
def test_arms_that_are_none_are_refused(arms: list[str]) -> None:
    with pytest.raises(UsageError, match="RC721"):
        Experiment.read("spring", arms)


@pytest.mark.parametrize("name", ["outcomes.csv", "outcomes.jsonl"])
def test_outcomes_come_back_as_they_were_written(name: str, tmp_path: Path) -> None:
    made = [Outcome("c1", "new", True), Outcome("客户2", "control", False)]
    write_outcomes(tmp_path / name, made)
    assert read_outcomes(tmp_path / name) == made


@pytest.mark.parametrize(
    ("rows", "code", "line"),
    [("c1,new,maybe\n", "RC722", 2), ("c1,new,true\nc1,old,true\n", "RC723", 3)],
)
def test_a_row_that_cannot_count_is_named(rows: str, code: str, line: int, tmp_path: Path) -> None:
    file = tmp_path / "outcomes.csv"
    file.write_text(f"customer_id,arm,success\n{rows}", encoding="utf-8")
    with pytest.raises(BookError) as caught:
        read_outcomes(file)
    assert (caught.value.diagnostics[0].code, caught.value.diagnostics[0].where.line) == (code, line)


def outcomes(arm: str, successes: int, customers: int) -> list[Outcome]:
    return [Outcome(f"{arm}{number}", arm, number < successes) for number in range(customers)]


def test_intervals_are_those_of_the_literature() -> None:
    # Newcombe 1998, table II, (a): 56/70 against 48/80, method 10.
    found = summarise(outcomes("a", 56, 70) + outcomes("b", 48, 80), "b")
    (one,) = found.comparisons
    assert (round(one.difference, 4), round(one.low, 4), round(one.high, 4)) == (0.2, 0.0524, 0.3339)
    assert one.verdict == "better"


def test_a_small_trial_shows_no_difference() -> None:
    (one,) = summarise(outcomes("a", 3, 4) + outcomes("b", 1, 4), "b").comparisons
    assert one.verdict == "no difference shown"


def test_without_a_control_group_nothing_is_compared() -> None:
    with pytest.raises(UsageError, match="RC724"):
        summarise(outcomes("a", 3, 4), "control")


@given(st.integers(1, 60), st.integers(1, 60), st.data())
def test_an_interval_holds_what_was_seen(first: int, second: int, data: st.DataObject) -> None:
    successes = (data.draw(st.integers(0, first)), data.draw(st.integers(0, second)))
    found = summarise(outcomes("a", successes[0], first) + outcomes("b", successes[1], second), "b")
    for arm in found.arms:
        assert 0 <= arm.low <= arm.rate + 1e-9 <= arm.high + 2e-9 <= 1 + 3e-9
    (one,) = found.comparisons
    assert -1 - 1e-9 <= one.low <= one.difference + 1e-9 <= one.high + 2e-9 <= 1 + 3e-9
