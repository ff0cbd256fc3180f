"""`relcore contradictions`: where the sources contradict one another, and what is done instead."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Annotated, Any

import typer

from relcore.cli.options import Lang, LangOption, ListFormat, ListFormatOption
from relcore.cli.streams import print_json
from relcore.cli.tables import columns, counted, entries
from relcore.errors import UsageError
from relcore.rules.contradictions import CONTRADICTIONS, Contradiction


def command(
    contradiction: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="One of C1 to C25.", show_default=False)
    ] = None,
    form: ListFormatOption = ListFormat.TEXT,
    lang: LangOption = Lang.EN,
) -> None:
    """List the contradictions of the sources and their resolutions, or show one with what carries it."""
    if contradiction is not None:
        one = _find(contradiction)
        if form is ListFormat.JSON:
            print_json(described(one))
        else:
            sys.stdout.writelines(f"{line}\n" for line in columns(_page(one, lang)))
        return
    if form is ListFormat.JSON:
        print_json([described(found) for found in CONTRADICTIONS])
        return
    rows = ((f"{found.id} {found.title(lang)}", found.resolution(lang)) for found in CONTRADICTIONS)
    sys.stdout.writelines(f"{line}\n" for line in entries(rows))
    sys.stdout.write(f"{counted(len(CONTRADICTIONS), 'contradiction')}\n")


def described(found: Contradiction) -> dict[str, Any]:
    """Give a contradiction as plain data, in both languages."""
    return {
        "id": found.id,
        "kind": found.kind.value,
        "sides": [list(side) for side in found.sides],
        "title": {"en": found.title_en, "zh": found.title_zh},
        "resolution": {"en": found.resolution_en, "zh": found.resolution_zh},
        "carried_by": list(found.carried_by),
    }


def _find(name: str) -> Contradiction:
    for found in CONTRADICTIONS:
        if found.id.casefold() == name.casefold():
            return found
    raise UsageError.of(
        "RC016",
        f"there is no contradiction '{name[:200]}'",
        hint=f"they are {CONTRADICTIONS[0].id} to {CONTRADICTIONS[-1].id}; relcore contradictions lists them",
    )


_WORDS = {
    "en": ("one side", "other side", "resolved", "instead", "carried by"),
    "zh": ("一方", "另一方", "处理方式", "做法", "落实于"),
}


def _page(found: Contradiction, lang: Lang) -> Iterator[tuple[str, str]]:
    one, other, kind, instead, carried = _WORDS[lang.value]
    yield found.id, found.title(lang)
    yield one, ", ".join(found.sides[0])
    yield other, ", ".join(found.sides[1])
    yield kind, found.kind.label(lang)
    yield instead, found.resolution(lang)
    yield carried, ", ".join(found.carried_by)
