"""`relcore diff`: whose advice a playbook changes, by the rule that is responsible."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from relcore.advisor import Advisor
from relcore.cli.built_in import files
from relcore.cli.by_customer import ByCustomer
from relcore.cli.check import is_file, named_ruleset
from relcore.cli.chosen import chosen
from relcore.cli.options import AsOfOption, BookArgument, Lang, LangOption, PlaybookOption, SettingsOption
from relcore.cli.progress import bar
from relcore.cli.shelf import open_book, placed, put_rejects_aside
from relcore.cli.streams import note, opened
from relcore.cli.summary import reading_lines
from relcore.impact import Impact, as_markdown, as_text, impact
from relcore.ir import RuleSet
from relcore.playbooks import PlaybookFile, load_playbook, load_settings


class DiffFormat(StrEnum):
    """Forms of the answer."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"


def command(
    book: BookArgument,
    against: Annotated[
        str,
        typer.Option(
            "--against",
            metavar="FILE|MODULE:ATTRIBUTE",
            help="The playbook to try. It takes the place of one of the same name, or is added.",
        ),
    ],
    as_of: AsOfOption = None,
    lang: LangOption = Lang.EN,
    form: Annotated[DiffFormat, typer.Option("--format", help="Form of the answer.")] = DiffFormat.TEXT,
    settings: SettingsOption = None,
    playbooks: PlaybookOption = None,
    examples: Annotated[int, typer.Option("--examples", min=0, help="Examples for each rule.")] = 3,
    fail_above: Annotated[
        str | None,
        typer.Option(
            "--fail-above",
            metavar="N|P%",
            help="Exit with 1 where more customers than this, or a greater part, get other advice.",
            show_default=False,
        ),
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="Write there instead.", show_default=False)
    ] = None,
    progress: Annotated[
        bool | None,
        typer.Option(
            "--progress/--no-progress", help="Show a bar; by default on a terminal.", show_default=False
        ),
    ] = None,
) -> int:
    """Say whose advice a playbook changes, by responsible rule, with counts and examples."""
    limit = None if fail_above is None else threshold(fail_above)
    shown = open_book(book, as_of)
    values = None if settings is None else load_settings(settings)
    base: list[RuleSet | PlaybookFile] = [*chosen().base, *files(playbooks or ())]
    other = _other(against, base)
    changed = [one for one in base if one.name != other.name]
    advisers = [
        Advisor(given, drafts=True, plugins=chosen(), settings=values, lang=lang)
        for given in (base, [*changed, other])
    ]
    with bar(progress) as running:
        gathered = ByCustomer(shown.book.read(running.reading))
        found = impact(
            running.deciding(gathered.snapshots(), gathered.count),
            *advisers,
            as_of=shown.as_of,
            examples=examples,
            on_failure=lambda customer, error: note(str(placed(error, customer))),
        )
    with opened(out) as write:
        if form is DiffFormat.JSON:
            write(json.dumps(found.as_dict(), ensure_ascii=False, indent=2) + "\n")
        else:
            write(as_text(found) if form is DiffFormat.TEXT else as_markdown(found))
    note(*reading_lines(lang, shown.book.report, put_rejects_aside(shown.book, None)))
    if limit is not None and exceeds(found, *limit):
        note(f"more than {fail_above} get other advice: {found.changed} of {found.customers}")
        return 1
    return 1 if found.failed else 0


def _other(against: str, base: Sequence[RuleSet | PlaybookFile]) -> RuleSet | PlaybookFile:
    if not is_file(against):
        return named_ruleset(against)
    rulesets = [one.ruleset if isinstance(one, PlaybookFile) else one for one in base]
    return load_playbook(against, [*rulesets, *chosen().rulesets])


def threshold(text: str) -> tuple[float, bool]:
    """Read a number of customers, or a part of them in percent.

    >>> threshold("20"), threshold("2.5%")
    ((20.0, False), (2.5, True))
    """
    if not re.fullmatch(r"[0-9]{1,9}|[0-9]{1,3}(\.[0-9]{1,6})?%", text, re.ASCII):
        raise typer.BadParameter(f"'{text}' is no threshold; write a number of customers, or 5%")
    return float(text.removesuffix("%")), text.endswith("%")


def exceeds(found: Impact, limit: float, in_percent: bool) -> bool:
    """Whether the advice of too many customers differs."""
    return (found.share if in_percent else found.changed) > limit
