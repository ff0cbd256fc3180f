"""The days of representatives settled: whoever finds no room is decided anew, into a file for the group."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from relcore.books import company_facts
from relcore.executors.compiled import CompiledExecutor
from relcore.portfolio.capacity import Booking, Days
from relcore.portfolio.claims import Waiting, read_claims
from relcore.portfolio.deciding import Task
from relcore.portfolio.rows import Row, rows_of
from relcore.portfolio.tables import save, table_of


class Group(NamedTuple):
    """A group of representatives."""

    number: int
    places: Sequence[tuple[int, int]]
    """Where their claims are: parts and offsets."""
    taken: Sequence[Booking]
    """Days that are taken already."""


class Settler:
    """Settles groups, one after another."""

    def __init__(self, task: Task) -> None:
        self.task = replace(task, decider=replace(task.decider, plugins=()))
        self._executor = CompiledExecutor()

    def settle(self, group: Group) -> int:
        """Settle a group, and give the number of customers whose advice changed."""
        note: dict[str, Any] = {"moved": [], "rows": Counter()}
        save(self._tables(group, note), settled_in(self.task.folder, group.number), lambda: note)
        return len(note["moved"])

    def _tables(self, group: Group, note: dict[str, Any]) -> Iterator[Any]:
        by_rep: dict[str, list[Waiting]] = defaultdict(list)
        for waiting in read_claims(self.task.folder, group.places, company_facts(self.task.folder)):
            by_rep[waiting.claimant.rep].append(waiting)
        moved: dict[str, list[Row]] = {}
        for rep, everyone in by_rep.items():
            days = Days(self.task.capacity, [booking for booking in group.taken if booking.rep == rep])
            for one in sorted(everyone, key=lambda waiting: waiting.claimant.turn):
                if not days.take(one.claimant.claims):
                    rows = self._anew(one, days)
                    moved[one.claimant.snapshot.customer_id] = rows
                    note["rows"].update(row["kind"] for row in rows)
                    note["rows"].subtract(one.rows)
        note["moved"] += sorted(moved)
        for _, rows in sorted(moved.items()):
            yield table_of(rows)

    def _anew(self, waiting: Waiting, days: Days) -> list[Row]:
        task, one = self.task, waiting.claimant
        ledger = self._executor.run(task.decider.program, one.snapshot, task.as_of, supports=False)
        advice = task.decider.advise(one.snapshot, ledger, waiting.problems, days.calendar)
        return rows_of(advice, task.as_of, one.rep)


def settled_in(folder: Path, number: int) -> Path:
    """Name the file with the rows of customers whose advice changed."""
    return folder / f"group-{number:04d}.arrow"
