"""What came of treating customers: one row for each customer, as CSV or JSON Lines."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from relcore.errors import BookError, Place

_YES, _NO = ("true", "yes", "1"), ("false", "no", "0")


@dataclass(frozen=True)
class Outcome:
    """Whether the treatment of a customer succeeded; what counts as success is decided beforehand."""

    customer_id: str
    arm: str
    success: bool


def read_outcomes(path: Path) -> list[Outcome]:
    """Read outcomes; raises `BookError`: what cannot be read (RC722), a customer twice (RC723)."""
    found: list[Outcome] = []
    seen: dict[str, int] = {}
    for number, row in _rows(path):
        outcome = _outcome(row, Place(file=str(path), line=number))
        if outcome.customer_id in seen:
            raise BookError.of(
                "RC723",
                f"customer '{outcome.customer_id}' stands there twice",
                Place(file=str(path), line=number),
                "give each customer one outcome",
            )
        seen[outcome.customer_id] = number
        found.append(outcome)
    return found


def write_outcomes(path: Path, outcomes: Iterable[Outcome]) -> None:
    """Write outcomes, as CSV or, where the file's name ends in .jsonl, as JSON Lines."""
    with path.open("w", encoding="utf-8", newline="") as target:
        if path.suffix == ".jsonl":
            target.writelines(json.dumps(asdict(one), ensure_ascii=False) + "\n" for one in outcomes)
            return
        writer = csv.DictWriter(target, [spec.name for spec in fields(Outcome)])
        writer.writeheader()
        writer.writerows({**asdict(one), "success": str(one.success).lower()} for one in outcomes)


def _rows(path: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as source:
            if path.suffix == ".jsonl":
                for number, line in enumerate(source, start=1):
                    if line.strip():
                        yield number, json.loads(line)
            else:
                reader = csv.DictReader(source)
                for row in reader:
                    yield reader.line_num, row
    except (OSError, ValueError) as error:
        raise BookError.of(
            "RC722",
            f"'{path}' cannot be read: {error}",
            Place(file=str(path)),
            "give a CSV or JSON Lines file with customer_id, arm and success",
        ) from error


def _outcome(row: Mapping[str, Any], where: Place) -> Outcome:
    customer, arm, said = (row.get(spec.name) for spec in fields(Outcome))
    success = str(said).strip().casefold()
    if not customer or not arm or success not in (*_YES, *_NO):
        raise BookError.of(
            "RC722",
            "a row names no customer_id, no arm, or no success",
            where,
            "give customer_id, arm and success (true or false) in every row",
        )
    return Outcome(str(customer), str(arm), success in _YES)
