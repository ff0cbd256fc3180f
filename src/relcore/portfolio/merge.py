"""The results of all parts in one order, that of the customers' ids, whatever the parts were."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Any

from relcore.portfolio.tables import arrow, load

ROWS_AT_ONCE = 100_000
"""Rows of the tables given; every one but the last has as many."""

_CUSTOMERS_AT_ONCE = 2_000


def merged(
    paths: Sequence[Path], later: Sequence[Path] = (), moved: Collection[str] = frozenset()
) -> Iterator[Any]:
    """Give the rows of all files, sorted by customer; each file is sorted, and holds whole customers.

    Of customers that were `moved` only the rows in `later` files count.
    """
    pa = arrow()
    waiting: list[Any] = []
    count = 0
    tables = [_without(load(path), moved) for path in paths] + [load(path) for path in later]
    for table in _in_order(tables):
        waiting.append(table)
        count += table.num_rows
        if count >= ROWS_AT_ONCE:
            whole = pa.concat_tables(waiting)
            full = count - count % ROWS_AT_ONCE
            for start in range(0, full, ROWS_AT_ONCE):
                yield whole.slice(start, ROWS_AT_ONCE).combine_chunks()
            waiting, count = [whole.slice(full)], count - full
    if count:
        yield pa.concat_tables(waiting).combine_chunks()


def _without(table: Any, moved: Collection[str]) -> Any:
    """Leave customers out of a table."""
    gone = [customer for customer in table["customer_id"].unique().to_pylist() if customer in moved]
    if not gone:
        return table
    compute = arrow().compute
    return table.filter(compute.invert(compute.is_in(table["customer_id"], arrow().array(gone))))


def _in_order(tables: Sequence[Any]) -> Iterator[Any]:
    """Take from every table the customers up to one id, sort them together, and go on behind it."""
    pa = arrow()
    tables = [table for table in tables if table.num_rows]
    if len(tables) == 1:
        yield tables[0]
        return
    starts = [_starts(table) for table in tables]
    everyone = sorted(customer for known in starts for customer, _ in known)
    bounds = [*everyone[_CUSTOMERS_AT_ONCE::_CUSTOMERS_AT_ONCE], None]
    taken = [0] * len(tables)
    for bound in bounds:
        pieces = []
        for place, table in enumerate(tables):
            known, first = starts[place], taken[place]
            last = first
            while last < len(known) and (bound is None or known[last][0] < bound):
                last += 1
            if last > first:
                end = known[last][1] if last < len(known) else table.num_rows
                pieces.append(table.slice(known[first][1], end - known[first][1]))
                taken[place] = last
        if pieces:
            together = pa.concat_tables(pieces).combine_chunks()
            yield together.take(pa.compute.sort_indices(together, [("customer_id", "ascending")]))


def _starts(table: Any) -> list[tuple[str, int]]:
    """Give each customer of a table with its first row."""
    ends = arrow().compute.run_end_encode(table["customer_id"].combine_chunks())
    rows = [0, *ends.run_ends.to_pylist()[:-1]]
    return list(zip(ends.values.to_pylist(), rows, strict=True))
