"""`relcore explain`: why an action was proposed for a customer, and what guards said of it."""

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
    action: Annotated[
        str, typer.Argument(metavar="ACTION", help="Name of the action, such as repair_visit.")
    ],
    as_of: AsOfOption = None,
    lang: LangOption = Lang.EN,
    form: ListFormatOption = ListFormat.TEXT,
    settings: SettingsOption = None,
    playbooks: PlaybookOption = None,
    drafts: DraftsOption = False,
) -> None:
    """Prove why an action is advised, down to the facts."""
    shown = open_book(book, as_of)
    adviser = advisor(lang, settings, playbooks, drafts=drafts)
    shown.check(adviser.program)
    explanation = adviser.explain(shown.customer(customer), action, as_of=shown.as_of)
    if form is ListFormat.JSON:
        print_json(explanation.as_dict())
    else:
        sys.stdout.writelines(f"{line}\n" for line in tree(explanation.text(lang)))
