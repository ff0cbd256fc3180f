"""`relcore playbook`: playbook files written, described, made active and taken back."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from relcore.advice import LANGUAGES, Catalogue, needed_messages
from relcore.cli.built_in import known
from relcore.cli.check import is_file, named_ruleset
from relcore.cli.chosen import chosen
from relcore.cli.options import ListFormat, ListFormatOption
from relcore.cli.streams import opened, print_json
from relcore.cli.tables import columns
from relcore.errors import Diagnostic
from relcore.ir import RuleSet
from relcore.playbooks import (
    Event,
    PlaybookFile,
    PlaybookStore,
    export_playbook,
    load_playbook,
    playbook_schema,
)
from relcore.plugins import examine
from relcore.program import compile_program

group = typer.Typer(name="playbook", add_completion=False, rich_markup_mode=None, help="Playbook files.")

StoreOption = Annotated[
    Path,
    typer.Option("--store", metavar="DIR", help="Folder that keeps the versions and which one is active."),
]
NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="Name of the playbook.")]


@group.command("export")
def export(
    playbook: Annotated[
        str | None,
        typer.Argument(
            metavar="[FILE|MODULE:ATTRIBUTE|NAME]",
            help="The playbook; by default the built-in one. NAME is that of a plug-in's playbook.",
            show_default=False,
        ),
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="Write there instead.", show_default=False)
    ] = None,
    words: Annotated[bool, typer.Option("--words", help="Write its messages too.")] = False,
) -> None:
    """Write a playbook as a file that means the same."""
    texts: dict[str, dict[str, str]] = {}
    brought = {ruleset.name: ruleset for ruleset in known()}
    if playbook is not None and is_file(playbook):
        file = load_playbook(playbook, known())
        ruleset = file.ruleset
        texts = {lang: dict(own) for lang, own in file.words.items()}
    elif playbook is None or playbook in brought:
        ruleset = brought[playbook or "relcore"]
        texts = _messages(ruleset) if words else {}
    else:
        ruleset = named_ruleset(playbook)
    with opened(out) as write:
        write(export_playbook(ruleset, words=texts))


def _messages(ruleset: RuleSet) -> dict[str, dict[str, str]]:
    """Give the messages that the rules of a playbook name, as the plug-ins in use word them."""
    needed = needed_messages(compile_program(known()))
    own = {rule.id for rule in ruleset.rules}
    found: dict[str, dict[str, str]] = {}
    for lang in LANGUAGES:
        spoken = Catalogue(*chosen().words).words(lang)
        texts = {msgid: spoken.find(msgid) for msgid, rules in needed.items() if own & set(rules)}
        found[lang] = {msgid: text for msgid, text in texts.items() if text is not None}
    return found


@group.command("schema")
def schema() -> None:
    """Print the JSON Schema of playbook files, for editors."""
    sys.stdout.write(json.dumps(playbook_schema(), ensure_ascii=False, indent=2) + "\n")


@group.command("activate")
def activate(
    playbook: Annotated[Path, typer.Argument(metavar="FILE", help="Playbook file, a draft or not.")],
    store: StoreOption,
    form: ListFormatOption = ListFormat.TEXT,
) -> None:
    """Check a playbook file, keep it, and make it the active version."""
    _tell(PlaybookStore(store).activate(playbook, known(), _judged), form)


def _judged(file: PlaybookFile, others: list[RuleSet]) -> tuple[Diagnostic, ...]:
    return examine([*others, file.ruleset], [file.ruleset])


@group.command("rollback")
def rollback(name: NameArgument, store: StoreOption, form: ListFormatOption = ListFormat.TEXT) -> None:
    """Make the version active again that was active before."""
    _tell(PlaybookStore(store).rollback(name), form)


@group.command("history")
def history(
    store: StoreOption,
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help="Only this playbook.", show_default=False)
    ] = None,
    form: ListFormatOption = ListFormat.TEXT,
) -> None:
    """List what was activated and rolled back, the oldest first."""
    kept = PlaybookStore(store)
    names = kept.names() if name is None else [name]
    events = [event for one in names for event in kept.history(one)]
    if form is ListFormat.JSON:
        print_json([event.as_dict() for event in events])
    else:
        sys.stdout.writelines(f"{line}\n" for line in columns(map(_line, events)))


def _tell(event: Event, form: ListFormat) -> None:
    if form is ListFormat.JSON:
        print_json(event.as_dict())
    else:
        name, said = _line(event)
        sys.stdout.write(f"{name}: {said}\n")


def _line(event: Event) -> tuple[str, str]:
    what = f"version {event.version} " if event.version else ""
    state = f"{what}({event.digest})" if event.digest else "nothing is active"
    return event.playbook, f"{event.action}: {state}"
