"""`relcore check`: everything that is wrong with a playbook, each problem with its place and the way out."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer

from relcore.advice import Catalogue, Messages, missing_messages
from relcore.cli.built_in import known
from relcore.cli.chosen import chosen
from relcore.cli.kit import kit
from relcore.cli.options import ListFormat, ListFormatOption
from relcore.cli.streams import print_json
from relcore.cli.tables import counted
from relcore.errors import Diagnostic, Place, RelcoreError, UsageError
from relcore.ir import RuleSet
from relcore.playbooks import check_playbook, load_playbook, ruleset_named
from relcore.plugins import examine
from relcore.program import Program, check, compile_program
from relcore.rules import builtin


def command(
    playbook: Annotated[
        str | None,
        typer.Argument(
            metavar="[FILE|MODULE:ATTRIBUTE]",
            help="A playbook of yours, such as acme.yaml or acme.rules:playbook, checked together with the "
            "built-in one.",
            show_default=False,
        ),
    ] = None,
    verify: Annotated[
        bool,
        typer.Option("--verify", help="Look for what is odd, too, as relcore verify does; takes minutes."),
    ] = False,
    form: ListFormatOption = ListFormat.TEXT,
    laws: Annotated[
        bool,
        typer.Option("--laws", help="Also try the laws that every playbook must keep, on drawn customers."),
    ] = False,
    examples: Annotated[int, typer.Option("--examples", min=1, help="Customers drawn for --laws.")] = 50,
) -> int:
    """Check a playbook and list all that is wrong."""
    found = problems(playbook)
    if laws and not any(diagnostic.severity == "error" for diagnostic in found):
        found += broken_laws(playbook, examples)
    if verify and not any(diagnostic.severity == "error" for diagnostic in found):
        program = together([playbook] if playbook else [])
        review = import_module("relcore.verify.findings").review(program)
        found += [one.finding for one in review if not one.because]
    errors = [diagnostic for diagnostic in found if diagnostic.severity == "error"]
    if form is ListFormat.JSON:
        print_json({"ok": not errors, "diagnostics": [diagnostic.as_dict() for diagnostic in found]})
    else:
        sys.stdout.writelines(f"{shown(diagnostic)}\n" for diagnostic in found)
        sys.stdout.write(f"{counted(len(errors), 'error')}, {counted(len(found) - len(errors), 'warning')}\n")
    return 1 if errors else 0


def problems(playbook: str | None) -> list[Diagnostic]:
    """List the problems of a playbook, errors first; a rule that cannot even be read is one of them."""
    if playbook is not None and is_file(playbook):
        return _of_file(playbook)
    try:
        together = _with_builtin(None if playbook is None else named_ruleset(playbook))
    except UsageError:
        raise
    except RelcoreError as error:
        return list(error.diagnostics)
    found = [*examine(together, together[1:]), *check(together)]
    return found or _lacking(compile_program(together), Catalogue(*chosen().words))


def together(names: Sequence[str]) -> Program:
    """Compile playbooks, given as files or as module and attribute, with the built-in one and plug-ins."""
    own: list[RuleSet] = []
    for name in names:
        if is_file(name):
            file = load_playbook(name, [*known(), *own])
            own.append(file.ruleset)
        else:
            own.append(named_ruleset(name))
    taken = {rule.id for one in own for rule in one.rules}
    others = [one for one in known() if not any(rule.id in taken for rule in one.rules)]
    return compile_program([*others, *own])


def is_file(name: str) -> bool:
    """Tell the name of a playbook file from that of a module and its attribute."""
    return name.endswith((".yaml", ".yml")) or Path(name).is_file()


def _of_file(name: str) -> list[Diagnostic]:
    others = known()
    if found := check_playbook(name, others):
        return found
    file = load_playbook(name, others)
    if found := list(examine([*others, file.ruleset], [file.ruleset])):
        return found
    program = compile_program([*others, file.ruleset], file.settings)
    return _lacking(program, Catalogue(Messages.of(file.words), *chosen().words))


def _lacking(program: Program, catalogue: Catalogue) -> list[Diagnostic]:
    return [
        Diagnostic(
            "RC238", f"there is no message {text}", hint="write it in both languages", severity="warning"
        )
        for text in missing_messages(program, catalogue)
    ]


def broken_laws(playbook: str | None, examples: int) -> list[Diagnostic]:
    """Try the laws and list those that are broken, each told as the story of a customer."""
    subject = subject_named(playbook)
    breaches = kit("check").examine(subject, examples=examples)
    return [
        Diagnostic(
            "RC707",
            breach.text(),
            Place(subject=f"law {breach.law.name}"),
            "tell this customer as a story in your tests, and change the rules until it comes out right",
        )
        for breach in breaches
    ]


def subject_named(playbook: str | None) -> Any:
    """Put a playbook beside the built-in one for the kit to try; without one, the built-in one alone."""
    if playbook is None:
        return kit("law").subject_of()
    if is_file(playbook):
        file = load_playbook(playbook, known())
        words = (Messages.of(file.words), *chosen().words)
        return kit("law").subject_of([file.ruleset], settings=file.settings, words=words)
    return kit("law").subject_of([named_ruleset(playbook)], words=chosen().words)


def _with_builtin(own: RuleSet | None) -> list[RuleSet]:
    """Put the built-in playbook beside a company's own, unless that has taken it over already."""
    ours = builtin().ruleset()
    if own is None:
        return [ours]
    known = {rule.id for rule in ours.rules}
    return [own] if any(rule.id in known for rule in own.rules) else [ours, own]


def named_ruleset(name: str) -> RuleSet:
    """Load a playbook or a rule set by its module and attribute, also from the present folder."""
    if str(Path.cwd()) not in sys.path:
        sys.path.insert(0, str(Path.cwd()))
    return ruleset_named(name)


def shown(diagnostic: Diagnostic) -> str:
    """Give a diagnostic as text; a warning says that it is one."""
    return f"warning: {diagnostic}" if diagnostic.severity == "warning" else str(diagnostic)
