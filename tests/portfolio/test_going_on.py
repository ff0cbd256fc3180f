"""A run that was broken off goes on where it stopped, and ends with the same bytes."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

import relcore
from benchmarks.book_maker import AS_OF, make_book
from relcore.advisor import Advisor
from relcore.books import Book

CUSTOMERS = 60


class Broken(Exception):
    """Breaks a run off."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_book(tmp_path_factory.mktemp("shelf") / "book", CUSTOMERS)


@pytest.fixture(scope="module")
def undisturbed(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("whole") / "advice.parquet"
    Advisor().portfolio(Book.open(folder), path, as_of=AS_OF, parts=6)
    return path.read_bytes()


@pytest.mark.parametrize("capacity", [{}, {"phone": 1}], ids=["alone", "settled"])
def test_a_run_broken_off_after_every_single_step_ends_with_the_same_bytes(
    advisor: Advisor, folder: Path, out: Path, undisturbed: bytes, capacity: dict[str, int]
) -> None:
    options: dict[str, Any] = {"as_of": AS_OF, "parts": 6, "capacity": capacity}
    if capacity:
        advisor.portfolio(Book.open(folder), out, **options)
        undisturbed = out.read_bytes()
        out.unlink()
    finished, breaks = False, 0
    while not finished:
        # Each time it gets one step further than the time before.
        left = breaks + 1

        def step(stage: str, done: int, total: int | None) -> None:
            nonlocal left
            left -= 1
            if not left:
                raise Broken

        try:
            outcome = advisor.portfolio(Book.open(folder), out, on_progress=step, **options)
            finished = True
        except Broken:
            breaks += 1
    assert breaks >= 6
    assert outcome.resumed
    assert out.read_bytes() == undisturbed


def test_a_part_that_is_done_is_not_decided_again(advisor: Advisor, folder: Path, out: Path) -> None:
    def stop_in_the_middle(stage: str, done: int, total: int | None) -> None:
        if stage == "deciding" and done >= CUSTOMERS // 2:
            raise Broken

    with pytest.raises(Broken):
        advisor.portfolio(Book.open(folder), out, as_of=AS_OF, parts=6, on_progress=stop_in_the_middle)
    work = out.with_name(".advice.parquet.work")
    before = {path.name: path.stat().st_mtime_ns for path in work.glob("*.arrow")}
    assert before
    seen = {}

    def look(stage: str, done: int, total: int | None) -> None:
        if stage == "writing":
            seen.update({path.name: path.stat().st_mtime_ns for path in work.glob("*.arrow")})

    advisor.portfolio(Book.open(folder), out, as_of=AS_OF, parts=6, on_progress=look)
    assert len(seen) > len(before)
    assert {name: seen[name] for name in before} == before


def test_what_a_run_for_another_day_left_is_not_used(
    advisor: Advisor, folder: Path, out: Path, undisturbed: bytes
) -> None:
    def stop_at_the_end(stage: str, done: int, total: int | None) -> None:
        if stage == "writing":
            raise Broken

    with pytest.raises(Broken):
        advisor.portfolio(
            Book.open(folder), out, as_of=AS_OF.replace(day=1), parts=6, on_progress=stop_at_the_end
        )
    outcome = advisor.portfolio(Book.open(folder), out, as_of=AS_OF, parts=6)
    assert not outcome.resumed
    assert out.read_bytes() == undisturbed


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="kills a process")
def test_processes_killed_at_random_moments_and_started_again_give_the_same_bytes(
    folder: Path, out: Path, undisturbed: bytes
) -> None:
    chance = random.Random(5)
    command = [sys.executable, "-m", "relcore", "portfolio", str(folder)]
    command += [
        "--as-of",
        AS_OF.isoformat(),
        "--out",
        str(out),
        "--jobs",
        "2",
        "--parts",
        "6",
        "--no-progress",
    ]
    sources = str(Path(relcore.__file__).parents[1])
    environment = os.environ | {"PYTHONPATH": sources}
    begin = time.perf_counter()
    elsewhere = [str(out.with_name("elsewhere.parquet")) if part == str(out) else part for part in command]
    subprocess.run(elsewhere, capture_output=True, check=True, env=environment)
    whole = time.perf_counter() - begin
    kills = 0
    for _ in range(3):
        running = subprocess.Popen(command, stderr=subprocess.PIPE, env=environment)
        try:
            running.communicate(timeout=chance.uniform(0.2, 0.8) * whole)
        except subprocess.TimeoutExpired:
            kills += 1
            # Only the first process: its workers have to notice by themselves.
            os.kill(running.pid, signal.SIGKILL)
            running.communicate()
        assert not out.exists() or out.read_bytes() == undisturbed
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 0, done.stderr
    assert kills
    assert out.read_bytes() == undisturbed
