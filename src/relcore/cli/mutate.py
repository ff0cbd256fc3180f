"""`relcore mutate`: small faults put into the rules, and which of them no test notices."""

from __future__ import annotations

import sys
from typing import Annotated, Any

import typer

from relcore.cli.check import is_file, subject_named
from relcore.cli.kit import kit
from relcore.cli.options import ListFormat, ListFormatOption
from relcore.cli.streams import print_json


def command(
    playbook: Annotated[
        str | None,
        typer.Argument(
            metavar="[FILE|MODULE:ATTRIBUTE|MODULE]",
            help="A playbook of yours, such as acme.yaml or acme.rules:playbook, or the module of a plug-in; "
            "else the built-in one.",
            show_default=False,
        ),
    ] = None,
    tests: Annotated[
        list[str],
        typer.Option("--tests", metavar="PATH", help="Tests to run: a folder or a file; repeatable."),
    ] = ["tests"],  # noqa: B006 - typer copies it
    sample: Annotated[
        int | None,
        typer.Option("--sample", min=1, help="Try so many mutants, drawn by --seed.", show_default="all"),
    ] = None,
    seed: Annotated[int, typer.Option("--seed", help="Which mutants are drawn.")] = 0,
    rules: Annotated[
        str,
        typer.Option("--rules", metavar="PREFIX", help="Only rules whose id begins so.", show_default=False),
    ] = "",
    form: ListFormatOption = ListFormat.TEXT,
) -> int:
    """Change thresholds, operators and conclusions, and report which mutants no test notices."""
    is_plugin = playbook is not None and ":" not in playbook and not is_file(playbook)
    subject = kit("law").subject_named(playbook) if is_plugin else subject_named(playbook)
    report = kit("mutation").mutate(
        subject, tests, sample=sample, seed=seed, rules=rules, tell=lambda line: print(line, file=sys.stderr)
    )
    if form is ListFormat.JSON:
        print_json(report.as_dict())
    else:
        sys.stdout.writelines(f"{line}\n" for line in _lines(report))
    return 0


def _lines(report: Any) -> list[str]:
    tried = len(report.noticed) + len(report.missed)
    unreached = {mutant.id for mutant in report.unreached}
    lines = [
        f"{len(report.noticed)} of {tried} mutants noticed ({100 * report.share:.1f} %), "
        f"{report.possible} possible, {report.tests} tests"
    ]
    for mutant in report.missed:
        why = "no test reaches it" if mutant.id in unreached else "tests reach it and pass"
        lines.append(f"{mutant.id}  {mutant.kind}: {mutant.change} ({why})")
    return lines
