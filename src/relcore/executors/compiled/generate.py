"""From a program to the source of one Python function: a section for each stratum."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from typing import Any

from relcore.executors.compiled.expressions import Expressions
from relcore.executors.compiled.members import Members
from relcore.executors.compiled.passes import Passes
from relcore.executors.compiled.prelude import Prelude
from relcore.executors.compiled.rules import RuleWriter
from relcore.executors.compiled.scans import Scans
from relcore.executors.compiled.simplify import simplify
from relcore.executors.compiled.source import Layout, Lines
from relcore.ir import Scope
from relcore.program import Program, Stratum, Typing

HEADER = "def run(facts, contents, as_of, given, limit):"
FIRST_VARIABLES = 250
_TEXT = re.compile(r"""'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*\"""")
_NAME = re.compile(r"\b[A-Za-z_]\w*\b")
_ASSIGNED = re.compile(r"\b([A-Za-z_]\w*) :?= |\bfor (\w+) in ")
_FLAG = re.compile(r"\bis\d+\b")
_WRITTEN = re.compile(r"^ *(is\d+) = True$", re.MULTILINE)


@dataclass(frozen=True)
class Generated:
    """Source of a function and the constants that it refers to."""

    source: str
    constants: dict[str, Any]
    most: int | None
    """How many conclusions there can be at most, where that is known beforehand."""


def generate(program: Program, *, record: bool, closed: bool) -> Generated:
    """Write the function that runs a program.

    `record` keeps supports; `closed` promises that no conclusion comes in as a fact.
    """
    typing, members = Typing(program.types, program.values), Members(program.models)
    expressions = Expressions(typing, program.values, members=members)
    layout = Layout(program, expressions.constants, closed)
    body = Lines()
    passes = Passes(expressions, Prelude(expressions.constants, members, record))
    scans = Scans(expressions, layout, body, record, passes)
    if not record:
        scans.listed = frozenset(filter(layout.flagged, layout.heads))
    writer = RuleWriter(scans, {rule: number for number, rule in enumerate(program.rules)})
    for number, stratum in enumerate(program.strata):
        stratum = replace(
            stratum, rules=tuple(simplify(rule, expressions.typing, record=record) for rule in stratum.rules)
        )
        body.add(f"# stratum {number}")
        produced = frozenset(head.fact for rule in stratum.rules for head in rule.heads)
        if stratum.recursive:
            _recursive(stratum, scans, writer, produced)
        else:
            lines = scans.lines = Lines()
            writer.write_together(stratum.rules, record=record)
            scans.lines = body
            _append(body, scans, lines)
        scans.forget(produced)
    unread = _unread(body.lines)
    kept = [line for line in body.lines if line.strip().removesuffix(" = True") not in unread]
    opening = _opening(program, scans, unread)
    source = [HEADER, *_often_read([*opening, *kept]), *opening, *kept, "    return derived"]
    return Generated("\n".join(source), expressions.constants.values, _most(program, layout))


def _often_read(lines: Sequence[str]) -> Iterator[str]:
    """Name the variables first that are read most: Python reads the first 256 of a function fastest."""
    code = "\n".join(_TEXT.sub("''", line) for line in lines if not line.lstrip().startswith("#"))
    counts = Counter(_NAME.findall(code))
    assigned = {name for names in _ASSIGNED.findall(code) for name in names if name}
    if len(assigned) > FIRST_VARIABLES:
        often = sorted(assigned, key=lambda name: (-counts[name], name))[:FIRST_VARIABLES]
        yield f"    {' = '.join(often)} = None"


def _unread(lines: Sequence[str]) -> frozenset[str]:
    """Give the flags that are set and never asked for."""
    text = "\n".join(lines)
    seen = Counter(_FLAG.findall(text))
    written = Counter(_WRITTEN.findall(text))
    return frozenset(flag for flag, times in seen.items() if times == written[flag])


def _most(program: Program, layout: Layout) -> int | None:
    """Give how much can be concluded at most, where it is known beforehand."""
    concluded = {head.fact for rule in program.rules.values() for head in rule.heads}
    return len(layout.flags) if all(map(layout.flagged, concluded)) else None


def _recursive(stratum: Stratum, scans: Scans, writer: RuleWriter, produced: frozenset[str]) -> None:
    """Write rules that feed one another: run until nothing new comes, then note the supports."""
    body = scans.lines
    scans.forget(produced)
    scans.growing = produced
    lines = scans.lines = Lines()
    if scans.is_linear(stratum.rules):
        _each_row_once(stratum, writer, lines, sorted(produced))
    else:
        lines.add("grown = True")
        with lines.block("while grown:"):
            lines.add("grown = False")
            for rule in stratum.rules:
                writer.write(rule, grow=True, record=False, in_loop=True)
    scans.growing = frozenset()
    lines.lines[:0] = scans.hoisted
    scans.hoisted = []
    if scans.record:
        for rule in stratum.rules:
            own = scans.lines = Lines()
            writer.write(rule, grow=False, record=True)
            lines.lines += scans.hoisted + own.lines
            scans.hoisted = []
    scans.lines = body
    _append(body, scans, lines)


def _each_row_once(stratum: Stratum, writer: RuleWriter, lines: Lines, facts: Sequence[str]) -> None:
    """Write rules of which each looks at one growing type: every row is looked at once, when it is new."""
    writer.scans.has_fresh = True
    for fact in facts:
        lines.add(f"fresh_{fact} = list(rows_{fact})")
    with lines.block(f"while {' or '.join(f'fresh_{fact}' for fact in facts)}:"):
        for fact in facts:
            lines.add(f"known_{fact} = len(rows_{fact})")
        for rule in stratum.rules:
            writer.write(rule, grow=True, record=False, in_loop=True)
        for fact in facts:
            lines.add(f"fresh_{fact} = list(rows_{fact})[known_{fact}:]")
    writer.scans.has_fresh = False


def _append(body: Lines, scans: Scans, lines: Lines) -> None:
    body.lines += scans.hoisted + lines.lines
    scans.hoisted = []


def _opening(program: Program, scans: Scans, unread: Set[str]) -> list[str]:
    """Write what comes before the first rule: rows, flags, fixed days, indexes."""
    opening = Lines()
    conclusions = sorted(name for name, fact in program.types.items() if fact.scope is Scope.CONCLUSION)
    for name in conclusions:
        if scans.layout.closed:
            opening.add(f"rows_{name} = {'[]' if name in scans.listed else '{}'}")
        else:
            start = "[given_support]" if scans.record else "None"
            opening.add(f"rows_{name} = {{row: {start} for row in given.get({name!r}, ())}}")
    opening.add("derived = {" + ", ".join(f"{name!r}: rows_{name}" for name in conclusions) + "}")
    flags = [flag for flag in scans.layout.flags.values() if flag not in unread]
    if flags:
        opening.add(" = ".join(flags) + " = False")
    for distance, name in scans.expressions.days.items():
        opening.add(f"{name} = shift(as_of, {distance})")
    for line in scans.passes.prelude.lines():
        opening.add(line)
    return opening.lines
