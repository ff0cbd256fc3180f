"""`relcore why-not`: why an action or a rule did not come, and the smallest change that would bring it."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from relcore.cli.built_in import advisor
from relcore.cli.options import (
    AsOfOption,
    BookArgument,
    CustomerArgument,
    DraftsOption,
    Lang,
    LangOption,
    ListFormat,
    ListFormatOption,
    PlaybookOption,
    SettingsOption,
)
from relcore.cli.shelf import open_book
from relcore.cli.streams import print_json
from relcore.cli.tables import tree


def command(
    book: BookArgument,
    customer: CustomerArgument,
    subject: Annotated[
        str, typer.Argument(metavar="ACTION|RULE", help="Name of an action, or id of a rule.")
    ],
    as_of: AsOfOption = None,
    lang: LangOption = Lang.EN,
    form: ListFormatOption = ListFormat.TEXT,
    settings: SettingsOption = None,
    playbooks: PlaybookOption = None,
    drafts: DraftsOption = False,
) -> None:
    """Say why an action or a rule did not come, and what would change that."""
    shown = open_book(book, as_of)
    adviser = advisor(lang, settings, playbooks, drafts=drafts)
    shown.check(adviser.program)
    answer = adviser.why_not(shown.customer(customer), subject, as_of=shown.as_of, lang=lang)
    if form is ListFormat.JSON:
        print_json(answer.as_dict())
    else:
        sys.stdout.writelines(f"{line}\n" for line in tree(answer.as_text()))
