"""Facts of a whole book brought together by customer, in memory that does not grow with the book."""

from __future__ import annotations

import heapq
import pickle
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from operator import itemgetter
from typing import IO

from relcore.facts import CompanyFact, CustomerFact, Fact, Snapshot

Group = tuple[str, list[Fact]]

HELD = 50_000
"""Facts that are held in memory; beyond them sorted runs go to a temporary file each."""
_TOGETHER = 256


class ByCustomer:
    """Takes facts in any order, and gives them back customer by customer, in the order of the ids.

    >>> from relcore.facts import Customer, Contact
    >>> facts = [Contact(customer_id="b", id="p"), Customer(customer_id="a"), Customer(customer_id="b")]
    >>> gathered = ByCustomer(facts, held=1)
    >>> [(snapshot.customer_id, len(snapshot)) for snapshot in gathered.snapshots()], gathered.count
    ([('a', 1), ('b', 2)], 2)
    """

    def __init__(self, facts: Iterable[Fact], *, held: int = HELD) -> None:
        self._company: list[Fact] = []
        self._groups: dict[str, list[Fact]] = defaultdict(list)
        self._runs: list[IO[bytes]] = []
        ids: set[str] = set()
        waiting = 0
        for fact in facts:
            if isinstance(fact, CompanyFact):
                self._company.append(fact)
            elif isinstance(fact, CustomerFact):
                self._groups[fact.customer_id].append(fact)
                ids.add(fact.customer_id)
                waiting += 1
                if waiting >= held:
                    self._spill()
                    waiting = 0
        self.count = len(ids)
        """Number of customers."""

    def snapshots(self) -> Iterator[Snapshot]:
        """Give each customer once."""
        groups = self._merged()
        while together := list(islice(groups, _TOGETHER)):
            facts = [fact for _, own in together for fact in own]
            yield from Snapshot.split([*facts, *self._company]).values()

    def _merged(self) -> Iterator[Group]:
        held = ((customer, self._groups.pop(customer)) for customer in sorted(self._groups))
        runs = heapq.merge(*map(_read, self._runs), held, key=itemgetter(0))
        for customer, parts in groupby(runs, key=itemgetter(0)):
            yield customer, [fact for _, part in parts for fact in part]

    def _spill(self) -> None:
        run = tempfile.TemporaryFile()  # noqa: SIM115 - closed when it has been read
        for customer in sorted(self._groups):
            pickle.dump((customer, self._groups[customer]), run, protocol=5)
        self._groups.clear()
        run.seek(0)
        self._runs.append(run)


def _read(run: IO[bytes]) -> Iterator[Group]:
    with run:
        while True:
            try:
                group: Group = pickle.load(run)
            except EOFError:
                return
            yield group
