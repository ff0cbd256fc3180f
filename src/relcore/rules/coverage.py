"""Coverage: what became of every item of the catalogue: a rule, the model, a figure, or nothing and why."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from relcore.program import Program
from relcore.rules.carriers import told_as

CATALOGUE = Path(__file__).parent / "catalogue.tsv"
"""Ids, kinds and titles of all items."""
ACCOUNTS = Path(__file__).parent / "accounts.tsv"
"""What became of items that no rule cites: a status, carriers with `; ` between them, and a reason."""

RULE, MODEL, METRIC, NOT_TAKEN, UNACCOUNTED = "rule", "model", "metric", "not taken", "not yet"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that the sources say."""

    id: str
    kind: str
    title: str


@dataclass(frozen=True, slots=True)
class Covered:
    """An item and what became of it; `not yet` where nobody has accounted for it."""

    item: Item
    status: str
    reason: str
    rules: tuple[str, ...] = ()
    carriers: tuple[str, ...] = ()


def read_catalogue() -> list[Item]:
    """Read the catalogue in its own order."""
    return [Item(row["id"], row["kind"], row["title"]) for row in _rows(CATALOGUE)]


def read_accounts() -> dict[str, tuple[str, tuple[str, ...], str]]:
    """Read what became of items that no rule cites: status, carriers and reason by id."""
    return {
        row["id"]: (row["status"], tuple(filter(None, row["carriers"].split("; "))), row["reason"])
        for row in _rows(ACCOUNTS)
    }


def coverage(program: Program) -> list[Covered]:
    """Say of every item what became of it, in the order of the catalogue."""
    rules: Mapping[str, list[str]] = defaultdict(list)
    for rule in sorted(program.rules.values(), key=lambda rule: rule.id):
        for cite in rule.cites:
            rules[cite].append(rule.id)
    accounts = read_accounts()
    carried: Mapping[str, list[str]] = defaultdict(list)
    for name, parameter in sorted(program.parameters.items()):
        carried[parameter.origin].append(f"parameter {name}")
    for cite, carrier in told_as():
        carried[cite].append(carrier)
    return [
        _covered(item, tuple(rules.get(item.id, ())), accounts, tuple(carried.get(item.id, ())))
        for item in read_catalogue()
    ]


def _covered(
    item: Item,
    rules: tuple[str, ...],
    accounts: Mapping[str, tuple[str, tuple[str, ...], str]],
    carried: tuple[str, ...],
) -> Covered:
    if rules:
        return Covered(item, RULE, f"cited by {len(rules)} rule{'s' if len(rules) > 1 else ''}", rules)
    if account := accounts.get(item.id):
        status, carriers, reason = account
        return Covered(item, status, reason, carriers=carriers)
    if carried:
        return Covered(item, MODEL, f"carried by {', '.join(carried)}", carriers=carried)
    return Covered(item, UNACCOUNTED, "nobody has accounted for it")


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(stream, delimiter="\t")
