"""A look into a result: what is most pressing, whoever the customer is."""

from __future__ import annotations

from pathlib import Path

from relcore.portfolio.rows import Row
from relcore.portfolio.tables import arrow


def most_pressing(result: Path, most: int) -> list[Row]:
    """Give the actions of a Parquet result with the greatest rank; equal ranks in the order of the file."""
    pa = arrow()
    best: list[Row] = []
    with pa.parquet.ParquetFile(result) as source:
        for batch in source.iter_batches():
            found = batch.filter(pa.compute.equal(batch["kind"], "action")).to_pylist()
            best = sorted([*best, *found], key=lambda row: -row["rank"])[:most]
    return best
