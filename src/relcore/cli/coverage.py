"""`relcore coverage`: every item of the catalogue, and the rules that rest on it."""

from __future__ import annotations

import csv
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

import relcore.rules
from relcore import facts
from relcore.cli import built_in
from relcore.cli.options import ListFormat, ListFormatOption
from relcore.cli.streams import print_json
from relcore.cli.tables import columns, counted
from relcore.facts import Cited
from relcore.program import Program

CATALOGUE = Path(relcore.rules.__file__).parent / "catalogue.tsv"
"""Ids, kinds and titles of all items."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that the sources say."""

    id: str
    kind: str
    title: str


def command(
    form: ListFormatOption = ListFormat.TEXT,
    missing: Annotated[
        bool, typer.Option("--missing", help="In text, only what nothing rests on yet.")
    ] = False,
) -> None:
    """List the catalogue of advice, and the rules that rest on each item."""
    items = covered(built_in.program())
    if form is ListFormat.JSON:
        print_json({"items": items})
        return
    shown = [item for item in items if not missing or item["status"] == "not yet"]
    sys.stdout.writelines(f"{line}\n" for line in columns(_rows(shown)))
    counts = Counter(item["status"] for item in items)
    told = ", ".join(f"{count} {status}" for status, count in counts.most_common())
    sys.stdout.write(f"{counted(len(items), 'item')}: {told}\n")


def read_catalogue() -> list[Item]:
    """Read the catalogue in its own order."""
    with CATALOGUE.open(encoding="utf-8", newline="") as stream:
        return [Item(row["id"], row["kind"], row["title"]) for row in csv.DictReader(stream, delimiter="\t")]


def covered(program: Program) -> list[dict[str, Any]]:
    """Give each item with its status: rule, parameter, vocabulary (of facts), or not yet."""
    rules: Mapping[str, list[str]] = defaultdict(list)
    for rule in sorted(program.rules.values(), key=lambda rule: rule.id):
        for cite in rule.cites:
            rules[cite].append(rule.id)
    parameters = {parameter.origin: name for name, parameter in program.parameters.items()}
    words = dict(_vocabulary())
    return [_status(item, rules.get(item.id, []), parameters, words) for item in read_catalogue()]


def _status(
    item: Item, rules: list[str], parameters: Mapping[str, str], words: Mapping[str, str]
) -> dict[str, Any]:
    if rules:
        status, reason = "rule", f"cited by {counted(len(rules), 'rule')}"
    elif item.id in parameters:
        status, reason = "parameter", f"default of {parameters[item.id]}"
    elif item.id in words:
        status, reason = "vocabulary", f"can be told as {words[item.id]}"
    else:
        status, reason = "not yet", "no rule, parameter or fact rests on it"
    return {
        "id": item.id,
        "status": status,
        "rules": rules,
        "reason": reason,
        "kind": item.kind,
        "title": item.title,
    }


def _vocabulary() -> Iterator[tuple[str, str]]:
    """Give the items that a member of a closed set of values stands for."""
    for name, kind in sorted(vars(facts).items()):
        if isinstance(kind, type) and issubclass(kind, Cited):
            for member in kind:
                yield from ((cite, f"{name} {member.value}") for cite in member.cites)


def _rows(items: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    for item in items:
        yield item["id"], f"{item['status']}: {item['title']}"
        if item["rules"]:
            yield "", ", ".join(item["rules"])
