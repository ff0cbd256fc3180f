"""Claims on the days of representatives, kept by group of representatives until all parts are decided."""

from __future__ import annotations

import os
import pickle
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from relcore.books import part_of
from relcore.decider import Problems
from relcore.facts import CompanyFact, Snapshot
from relcore.portfolio.capacity import Claimant


@dataclass(frozen=True)
class Waiting:
    """A claimant, and what the first decision came to."""

    claimant: Claimant
    problems: Problems
    rows: Counter[str]


class ClaimWriter:
    """Gathers the claims of one part."""

    def __init__(self, folder: Path, number: int, groups: int) -> None:
        self._path = _file(folder, number)
        self._groups = groups
        self._waiting: dict[int, list[Waiting]] = defaultdict(list)

    def add(self, waiting: Waiting) -> None:
        """Put a claimant to its group."""
        self._waiting[part_of(waiting.claimant.rep, self._groups)].append(waiting)

    def write(self) -> dict[int, int]:
        """Write all claims, and tell where those for each group begin."""
        partial = self._path.with_name(f".{self._path.name}.{os.getpid()}.part")
        offsets: dict[int, int] = {}
        with partial.open("wb") as target:
            for group, found in sorted(self._waiting.items()):
                offsets[group] = target.tell()
                own = [
                    [fact for fact in one.claimant.snapshot if not isinstance(fact, CompanyFact)]
                    for one in found
                ]
                rest = [(one.claimant.rep, one.claimant.claims, one.problems, one.rows) for one in found]
                pickle.dump((own, rest), target, protocol=5)
        partial.replace(self._path)
        return offsets


def read_claims(
    folder: Path, places: Iterable[tuple[int, int]], company: list[CompanyFact]
) -> Iterator[Waiting]:
    """Read claims at places, each a part and an offset."""
    for number, offset in places:
        with _file(folder, number).open("rb") as source:
            source.seek(offset)
            own, rest = pickle.load(source)
        for facts, (rep, claims, problems, rows) in zip(own, rest, strict=True):
            yield Waiting(Claimant(rep, Snapshot.of([*facts, *company]), claims), problems, rows)


def _file(folder: Path, number: int) -> Path:
    return folder / f"part-{number:04d}.claims"
