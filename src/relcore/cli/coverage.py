"""`relcore coverage`: every item of the catalogue, and what became of it."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Annotated

import typer

from relcore.cli import built_in
from relcore.cli.options import ListFormat, ListFormatOption
from relcore.cli.streams import print_json
from relcore.cli.tables import columns, counted
from relcore.rules.coverage import RULE, Covered, coverage


def command(
    form: ListFormatOption = ListFormat.TEXT,
    missing: Annotated[bool, typer.Option("--missing", help="In text, only what no rule rests on.")] = False,
) -> None:
    """List the catalogue of advice: rules that rest on each item, or what else became of it."""
    found = coverage(built_in.program())
    if form is ListFormat.JSON:
        print_json({"items": [_plain(one) for one in found]})
        return
    shown = [one for one in found if not missing or one.status != RULE]
    sys.stdout.writelines(f"{line}\n" for line in columns(_rows(shown)))
    counts = Counter(one.status for one in found)
    told = ", ".join(f"{count} {status}" for status, count in counts.most_common())
    sys.stdout.write(f"{counted(len(found), 'item')}: {told}\n")


def _plain(one: Covered) -> dict[str, object]:
    return {
        "id": one.item.id,
        "status": one.status,
        "rules": list(one.rules),
        "carriers": list(one.carriers),
        "reason": one.reason,
        "kind": one.item.kind,
        "title": one.item.title,
    }


def _rows(found: Iterable[Covered]) -> Iterator[tuple[str, str]]:
    for one in found:
        yield one.item.id, f"{one.status}: {one.item.title}"
        yield (
            "",
            ", ".join(one.rules) or (f"{', '.join(one.carriers)}: " if one.carriers else "") + one.reason,
        )
