"""The results of all parts in one order, that of the customers' ids, whatever the parts were."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Any

from relcore.portfolio.tables import STARTS, arrow, batches_of, note_of

ROWS_AT_ONCE = 50_000
"""Rows of the tables given; every one but the last has as many."""

_BATCHES_AT_ONCE = 40


def merged(
    paths: Sequence[Path], later: Sequence[Path] = (), moved: Collection[str] = frozenset()
) -> Iterator[Any]:
    """Give the rows of all files, sorted by customer; each file is sorted, and no customer is in two batches.

    Of customers that were `moved` only the rows in `later` files count.
    """
    pa = arrow()
    waiting: list[Any] = []
    count = 0
    for table in _in_order(paths, later, moved):
        waiting.append(table)
        count += table.num_rows
        if count >= ROWS_AT_ONCE:
            whole = pa.concat_tables(waiting)
            full = count - count % ROWS_AT_ONCE
            for start in range(0, full, ROWS_AT_ONCE):
                yield whole.slice(start, ROWS_AT_ONCE).combine_chunks()
            waiting, count = [whole.slice(full).combine_chunks()], count - full
    if count:
        yield pa.concat_tables(waiting).combine_chunks()


def _in_order(paths: Sequence[Path], later: Sequence[Path], moved: Collection[str]) -> Iterator[Any]:
    """Take from every file the customers before one id, sort them together, and go on from there."""
    pa = arrow()
    gone = pa.array(sorted(moved), pa.string())
    first, second = [_Sorted(path) for path in paths], [_Sorted(path) for path in later]
    starts = sorted(start for source in (*first, *second) for start in source.starts)
    for bound in (*starts[_BATCHES_AT_ONCE::_BATCHES_AT_ONCE], None):
        own = [piece for source in first for piece in source.before(bound)]
        if own and moved:
            whole = pa.Table.from_batches(own)
            stays = pa.compute.invert(pa.compute.is_in(whole["customer_id"], gone))
            own = whole.filter(stays).to_batches()
        own += [piece for source in second for piece in source.before(bound)]
        if own:
            together = pa.Table.from_batches(own).combine_chunks()
            yield together.take(pa.compute.sort_indices(together, [("customer_id", "ascending")]))


class _Sorted:
    """The rows of one file, taken from the beginning on; no more than needed is unpacked."""

    def __init__(self, path: Path) -> None:
        self.starts: list[str] = note_of(path)[STARTS]
        self._path = path
        self._next = 0
        self._rest: Any = None

    def before(self, bound: str | None) -> Iterator[Any]:
        """Give the rows of customers before one, that were not given yet."""
        while True:
            if self._rest is None:
                if self._next == len(self.starts) or (bound is not None and self.starts[self._next] >= bound):
                    return
                # Opened for each batch, so that what was read of a large book does not stay in memory.
                self._rest = batches_of(self._path).get_batch(self._next)
                self._next += 1
            batch = self._rest
            if bound is None or batch["customer_id"][-1].as_py() < bound:
                yield batch
                self._rest = None
                continue
            compute = arrow().compute
            count = compute.sum(compute.less(batch["customer_id"], bound)).as_py()
            if count:
                yield batch.slice(0, count)
                self._rest = batch.slice(count)
            return
