"""One part of a book decided: facts in, rows of advice out, into a file of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from relcore.advice import CustomerAdvice
from relcore.books import facts_of
from relcore.decider import Decider, Problems
from relcore.errors import RelcoreError
from relcore.facts import Snapshot
from relcore.portfolio.capacity import Booking, Capacity, bookings, claimant, owner_of
from relcore.portfolio.claims import ClaimWriter, Waiting
from relcore.portfolio.engines import Engine, engine_named
from relcore.portfolio.news import has_news
from relcore.portfolio.rows import Row, rows_of
from relcore.portfolio.tables import save, table_of

_ROWS_AT_ONCE = 1_000
"""Rows of a batch: while results are put together, one of every part is unpacked."""


@dataclass(frozen=True)
class Task:
    """What is to be done with every part."""

    folder: Path
    parts: int
    decider: Decider
    engine: str
    as_of: date
    changed_since: date | None = None
    """Day from which facts are new; customers without new facts are left out."""
    capacity: Capacity = field(default_factory=dict)
    """Contacts that one representative can manage on a day, by channel."""


class Worker:
    """Decides parts, one after another; the program is compiled once."""

    def __init__(self, task: Task) -> None:
        self.task = task
        self._engine: Engine = engine_named(task.engine)

    def decide(self, number: int) -> int:
        """Decide a part, and give the number of its customers."""
        count = Count()
        save(self._tables(number, count), result_of(self.task.folder, number), count.as_note)
        return count.customers

    def _tables(self, number: int, count: Count) -> Iterator[Any]:
        task = self.task
        claims = ClaimWriter(task.folder, number, task.parts)
        waiting: list[Row] = []
        for snapshot, advice, problems in self._advised(number, count):
            rows = rows_of(advice, task.as_of, owner_of(snapshot))
            count.add(rows)
            waiting += rows
            if task.capacity and (found := claimant(snapshot, advice, task.capacity)):
                claims.add(Waiting(found, problems, Counter(row["kind"] for row in rows)))
            if len(waiting) >= _ROWS_AT_ONCE:
                yield table_of(waiting)
                waiting = []
        yield table_of(waiting)
        if task.capacity:
            count.claims = claims.write()

    def _advised(self, number: int, count: Count) -> Iterator[tuple[Snapshot, CustomerAdvice, Problems]]:
        task = self.task
        snapshots: Iterable[Snapshot] = Snapshot.split(facts_of(task.folder, number)).values()
        if task.capacity:
            for one in snapshots:
                count.bookings += bookings(one, task.capacity, task.as_of)
        if task.changed_since is not None:
            snapshots = [one for one in snapshots if has_news(one, task.changed_since, task.as_of)]
        problems: dict[str, Problems] = {}
        if task.decider.plugins:
            known = [task.decider.enriched(snapshot, task.as_of) for snapshot in snapshots]
            snapshots = [snapshot for snapshot, _ in known]
            problems = {snapshot.customer_id: found for snapshot, found in known}
        for snapshot, ledger in self._engine.ledgers(task.decider.program, snapshots, task.as_of):
            found = problems.get(snapshot.customer_id, ())
            try:
                if isinstance(ledger, RelcoreError):
                    raise ledger
                yield snapshot, task.decider.advise(snapshot, ledger, found), found
            except RelcoreError as error:
                count.failed[snapshot.customer_id] = str(error)


class Count:
    """What a part came to."""

    def __init__(self) -> None:
        self.customers = 0
        self.rows: Counter[str] = Counter()
        self.failed: dict[str, str] = {}
        self.bookings: list[Booking] = []
        self.claims: dict[int, int] = {}
        """Where in the file of claims those for a group of representatives begin."""

    def add(self, rows: list[Row]) -> None:
        """Count a customer."""
        self.customers += 1
        self.rows.update(row["kind"] for row in rows)

    def as_note(self) -> dict[str, Any]:
        """Give the counts as plain data."""
        return {
            "customers": self.customers,
            "rows": dict(sorted(self.rows.items())),
            "failed": self.failed,
            "bookings": [[rep, channel, day.isoformat()] for rep, channel, day in self.bookings],
            "claims": [[group, offset] for group, offset in self.claims.items()],
        }


def result_of(folder: Path, number: int) -> Path:
    """Name the file with the rows of a part."""
    return folder / f"part-{number:04d}.arrow"
