"""`relcore rules`: every rule in one sentence; one rule with its conditions, sources and place."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from itertools import groupby
from typing import Annotated, Any

import typer

from relcore.cli import built_in
from relcore.cli.options import ListFormat, ListFormatOption, PlaybookOption
from relcore.cli.streams import print_json
from relcore.cli.tables import columns, counted, entries
from relcore.errors import Place, UsageError
from relcore.explain.phrase import Phrases
from relcore.ir import Param, Rule, conjuncts, walk
from relcore.ledger import plain
from relcore.program import Program


def command(
    rule: Annotated[
        str | None,
        typer.Argument(metavar="[ID]", help="A rule, a table, or the beginning of ids.", show_default=False),
    ] = None,
    form: ListFormatOption = ListFormat.TEXT,
    playbooks: PlaybookOption = None,
) -> None:
    """List the rules, or show one with its conditions in words."""
    program = built_in.program(playbooks=playbooks)
    if rule is not None and rule in program.rules:
        one = described(program.rules[rule], program)
        print_json(one) if form is ListFormat.JSON else sys.stdout.write("\n".join(_page(one)) + "\n")
        return
    chosen = sorted(_beginning(rule or "", program.rules), key=lambda found: found.id)
    if form is ListFormat.JSON:
        print_json([_brief(found) for found in chosen])
    else:
        sys.stdout.writelines(f"{line}\n" for line in entries(_by_table(chosen)))
        sys.stdout.write(f"{counted(len(chosen), 'rule')}\n")


def described(rule: Rule, program: Program) -> dict[str, Any]:
    """Give all that is known of a rule as plain data."""
    phrases = Phrases.of(rule.binds, program.types)
    exprs = [*rule.where, *(expr for head in rule.heads for _, expr in head.fields)]
    used = sorted({node.name for expr in exprs for node in walk(expr) if isinstance(node, Param)})
    return {
        **_brief(rule),
        "joins": [bind.fact for bind in rule.binds],
        "conditions": [phrases.condition(part) for expr in rule.where for part in conjuncts(expr)],
        "concludes": [
            {
                "fact": head.fact,
                "fields": {
                    name: phrases.term(expr)
                    for name, expr in head.fields
                    if phrases.term(expr) not in ("unknown", "") and name != "rule"
                },
            }
            for head in rule.heads
        ],
        "parameters": [
            {"name": name, "value": plain(program.values[name]), "sentence": program.parameters[name].doc}
            for name in used
        ],
    }


def _brief(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "sentence": rule.doc,
        "layer": rule.layer or None,
        "cites": list(rule.cites),
        "origin": rule.origin or None,
        "playbook": rule.source,
        "distribution": rule.distribution,
        "version": rule.version,
        "replaces": rule.replaces or None,
        "place": str(Place(rule.place.file, rule.place.line)),
    }


def _beginning(start: str, rules: Mapping[str, Rule]) -> Iterator[Rule]:
    found = [rule for id, rule in rules.items() if id.startswith(start)]
    if not found:
        near = get_close_matches(start, rules, n=3, cutoff=0.5)
        raise UsageError.of(
            "RC013",
            f"no rule has an id that begins with '{start[:200]}'",
            hint=f"did you mean {' or '.join(near)}?" if near else "relcore rules lists all ids",
        )
    return iter(found)


def _by_table(rules: Iterable[Rule]) -> Iterator[tuple[str, str]]:
    """Give each rule with its sentence; the rows of a table share one entry."""
    for (table, sentence), rows in groupby(rules, key=lambda rule: (rule.table, rule.doc)):
        if not table:
            yield from ((rule.id, sentence) for rule in rows)
            continue
        names = [rule.id.removeprefix(f"{table}#") for rule in rows]
        yield f"{table}#{names[0]}" if len(names) == 1 else f"{table}#", _of_rows(sentence, names)


def _of_rows(sentence: str, names: list[str]) -> str:
    return sentence if len(names) == 1 else f"{sentence} ({', '.join(names)})"


def _page(rule: Mapping[str, Any]) -> Iterator[str]:
    yield from columns(
        (name, text)
        for name, text in (
            ("rule", rule["id"]),
            ("says", rule["sentence"]),
            ("guard", rule["layer"]),
            ("cites", ", ".join(rule["cites"])),
            ("origin", rule["origin"]),
            ("playbook", rule["playbook"]),
            ("from", f"{rule['distribution']} {rule['version']}".strip()),
            ("replaces", rule["replaces"]),
            ("joins", ", ".join(rule["joins"]) or "nothing"),
            *((("when", "always"),) if not rule["conditions"] else ()),
            *(("and" if number else "when", text) for number, text in enumerate(rule["conditions"])),
            *(("then", _conclusion(head)) for head in rule["concludes"]),
            *(("with", f"{p['name']} = {p['value']}: {p['sentence']}") for p in rule["parameters"]),
        )
        if text
    )
    # A place may be long, and somebody may want to copy it.
    yield f"place     {rule['place']}"


def _conclusion(head: Mapping[str, Any]) -> str:
    return f"{head['fact']} with " + ", ".join(f"{name} = {value}" for name, value in head["fields"].items())
