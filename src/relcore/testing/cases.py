"""What each rule concludes alone, case by case: text that somebody approved and that must still hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from pydantic import TypeAdapter

from relcore.errors import UsageError
from relcore.executors.reference import ReferenceExecutor
from relcore.facts import Customer, Fact, Snapshot
from relcore.ir import FactType, RuleSet, Scalar
from relcore.lang import Playbook
from relcore.program import Program, compile_program, reads
from relcore.testing.case_text import (
    WHO,
    malformed,
    read_fact,
    read_value,
    say_fact,
    say_fields,
    say_value,
    split,
)
from relcore.testing.law import subject_of

MOST_ROWS = 19
"""So many changes stand under one case: mutants and coverage look at the first twenty runs of a test."""


@dataclass(frozen=True)
class Put:
    """A field of one of the facts of a case holds something else."""

    place: int
    field: str
    value: Any


@dataclass(frozen=True)
class Drop:
    """One of the facts of a case is not there."""

    place: int


@dataclass(frozen=True)
class Also:
    """One more fact is there."""

    fact: Fact


Edit: TypeAlias = Put | Drop | Also


@dataclass(frozen=True)
class Case:
    """Facts and conclusions of others that are given to a rule, and what may be otherwise."""

    rule: str
    as_of: date
    given: tuple[Fact, ...]
    rows: tuple[tuple[Edit, ...], ...] = ()
    settings: tuple[tuple[str, Scalar], ...] = ()
    """Parameters that stand at another value than their default."""


def edited(given: Sequence[Fact], edits: Iterable[Edit]) -> tuple[Fact, ...]:
    """Give the facts of a case after changes; a value that a model refuses is an error of pydantic's."""
    facts: dict[int, Fact] = dict(enumerate(given))
    for edit in edits:
        match edit:
            case Put(place, name, value):
                fact = facts[place]
                facts[place] = type(fact).model_validate({**_content(fact), name: value})
            case Drop(place):
                del facts[place]
            case Also(fact):
                facts[len(given) + len(facts)] = fact
    return tuple(facts.values())


def _content(fact: Fact) -> dict[str, Any]:
    return {name: getattr(fact, name) for name in type(fact).model_fields}


Settings: TypeAlias = tuple[tuple[str, Scalar], ...]
"""Parameters and their values."""
Row: TypeAlias = tuple[str, Mapping[str, Any]]
"""The type of a conclusion and what it holds beyond its defaults."""


class Cases:
    """The cases of a playbook: each rule is run by itself, on facts and on conclusions that others gave."""

    def __init__(self, playbooks: Sequence[Playbook | RuleSet] = ()) -> None:
        subject = subject_of(playbooks)
        self._rulesets = subject.rulesets
        self._rules = {rule.id: rule for one in self._rulesets for rule in one.rules}
        self._programs: dict[tuple[str, Settings], Program] = {}
        self._executor = ReferenceExecutor()
        self.rules: list[str] = sorted(subject.own or self._rules)
        """Ids of the rules that are to have cases, in order."""

    @cached_property
    def types(self) -> Mapping[str, FactType]:
        """Fact types by name."""
        return {kind.name: kind for one in self._rulesets for kind in one.types}

    @cached_property
    def models(self) -> Mapping[str, type[Any]]:
        """Classes of facts by name."""
        return {model.__name__: model for one in self._rulesets for model in one.models}

    def reads(self, rule: str) -> frozenset[str]:
        """Give the types of facts and conclusions that a rule looks at."""
        return frozenset(read.fact for read in reads(self._rules[rule]))

    def program(self, rule: str, settings: Settings = ()) -> Program:
        """Give a rule alone, made fit to run."""
        if (rule, settings) not in self._programs:
            own = self._rules[rule]
            alone = [replace(one, rules=(own,) if own in one.rules else ()) for one in self._rulesets]
            self._programs[rule, settings] = compile_program(alone, dict(settings))
        return self._programs[rule, settings]

    def concluded(self, case: Case, edits: Iterable[Edit] = ()) -> list[Row]:
        """Give what a rule concludes of a case, with changes or without, in canonical order."""
        facts = edited(case.given, edits)
        if not any(isinstance(fact, Customer) for fact in facts):
            facts = (*facts, Customer(customer_id=WHO))
        program = self.program(case.rule, case.settings)
        ledger = self._executor.run(program, Snapshot.of(facts), case.as_of)
        found: list[Row] = []
        for name in sorted({head.fact for head in program.rules[case.rule].heads}):
            kind = program.types[name]
            for row in ledger.rows(name):
                if any(support.rule == case.rule for support in ledger.supports(name, row)):
                    held = dict(zip(kind.columns, row, strict=True))
                    found.append((name, {n: v for n, v in held.items() if self._worth_saying(kind, n, v)}))
        return found

    def _worth_saying(self, kind: FactType, name: str, value: Any) -> bool:
        return name != "rule" and value != kind.defaults.get(name)

    def text(self, case: Case) -> str:
        """Tell a case: what is given, what then follows, and what follows where something is otherwise."""
        usual = self.concluded(case)
        lines = [f"== {case.rule}", self._rules[case.rule].doc, f"on {case.as_of}"]
        lines += [f"set {name} = {_said(value)}" for name, value in case.settings]
        lines += [f"given {self._fact(fact, case)}" for fact in case.given]
        lines += [f"then {self._row(row, case)}" for row in usual] or ["then nothing"]
        for edits in case.rows:
            said = "; ".join(self._edit(edit, case) for edit in edits)
            lines.append(f"but {said} -> {self._beside(usual, self.concluded(case, edits), case)}")
        return "\n".join(lines) + "\n"

    def _fact(self, fact: Fact, case: Case) -> str:
        return say_fact(fact, self.types[type(fact).__name__], case.as_of)

    def _row(self, row: Row, case: Case) -> str:
        return say_fields(self.types[row[0]], row[1], case.as_of)

    def _edit(self, edit: Edit, case: Case) -> str:
        labels = labels_of(case.given)
        match edit:
            case Put(place, name, value):
                kind = self.types[type(case.given[place]).__name__]
                return f"{labels[place]}.{name}: {say_value(value, kind.fields[name], case.as_of)}"
            case Drop(place):
                return f"no {labels[place]}"
            case Also(fact):
                return f"also {self._fact(fact, case)}"

    def _beside(self, usual: list[Row], found: list[Row], case: Case) -> str:
        """Say what follows, in few words where it is much like the usual."""
        if not found:
            return "nothing"
        if found == usual:
            return "the same"
        if [name for name, _ in found] == [name for name, _ in usual] == sorted({name for name, _ in usual}):
            return "with " + ", ".join(
                said
                for before, now in zip(usual, found, strict=True)
                for said in self._differences(before, now, case, alone=len(usual) == 1)
            )
        return " + ".join(self._row(row, case) for row in found)

    def _differences(self, before: Row, now: Row, case: Case, *, alone: bool) -> Iterator[str]:
        kind = self.types[now[0]]
        for name, spec in kind.fields.items():
            value = now[1].get(name, kind.defaults.get(name))
            if value != before[1].get(name, kind.defaults.get(name)):
                label = name if alone else f"{kind.name}.{name}"
                yield f"{label}: {say_value(value, spec, case.as_of)}"

    def read(self, text: str) -> Case:
        """Read a case back from its text; what it is said to conclude is not read.

        Raises `UsageError` (RC710) for a line that cannot be read.
        """
        head, _, on, *lines = text.splitlines()
        rule = head.removeprefix("== ")
        if rule not in self._rules:
            raise malformed(head, "the id of a rule")
        as_of = date.fromisoformat(on.removeprefix("on "))
        given: list[Fact] = []
        rows: list[tuple[Edit, ...]] = []
        settings: list[tuple[str, Scalar]] = []
        for line in lines:
            word, _, rest = line.partition(" ")
            if word == "set":
                settings.append(self._setting(rest))
            elif word == "given":
                given.append(read_fact(rest, self.types, self.models, as_of))
            elif word == "but":
                parts = split(rest, " -> ")[0]
                rows.append(tuple(self._read_edit(part, given, as_of) for part in split(parts, "; ")))
            elif word != "then":
                raise malformed(line, "a line that begins with set, given, then or but")
        return Case(rule, as_of, tuple(given), tuple(rows), tuple(settings))

    def _setting(self, text: str) -> tuple[str, Scalar]:
        name, equals, value = text.partition(" = ")
        defaults = {one.name: one.default for ruleset in self._rulesets for one in ruleset.parameters}
        if not equals or name not in defaults:
            raise malformed(text, "a parameter and its value")
        kind = bool if isinstance(defaults[name], bool) else type(defaults[name])
        return name, value == "yes" if kind is bool else TypeAdapter(kind).validate_python(value)

    def without_case(self, folder: Path) -> list[str]:
        """Give the rules of which the files of a folder tell nothing."""
        told = {_rule_of(text) for path in folder.glob("*.txt") for text in texts_of(path)}
        return [rule for rule in self.rules if rule not in told]

    def _read_edit(self, text: str, given: Sequence[Fact], as_of: date) -> Edit:
        labels = {label: place for place, label in enumerate(labels_of(given))}
        if text.startswith("also "):
            return Also(read_fact(text.removeprefix("also "), self.types, self.models, as_of))
        if text.startswith("no ") and text.removeprefix("no ") in labels:
            return Drop(labels[text.removeprefix("no ")])
        name, colon, value = text.partition(": ")
        label, _, field = name.rpartition(".")
        if not colon or label not in labels:
            raise malformed(text, "a change of one of the given facts")
        kind = self.types[type(given[labels[label]]).__name__]
        if field not in kind.fields:
            raise malformed(text, f"a change of a field of {kind.name}")
        return Put(labels[label], field, read_value(value, kind.fields[field], as_of))


def _said(value: Scalar) -> str:
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


def labels_of(given: Sequence[Fact]) -> list[str]:
    """Give each fact the name by which changes speak of it: `Order`, and `Order/2` for the next one.

    >>> labels_of([Customer(customer_id="a"), Customer(customer_id="a", id="x")])
    ['Customer', 'Customer/2']
    """
    seen: Counter[str] = Counter()
    labels = []
    for fact in given:
        name = type(fact).__name__
        seen[name] += 1
        labels.append(name if seen[name] == 1 else f"{name}/{seen[name]}")
    return labels


def texts_of(path: Path) -> list[str]:
    """Give the texts of the cases of a file; what stands before the first one is for readers."""
    whole = path.read_text(encoding="utf-8")
    begin = ("\n" + whole).find("\n== ")
    if begin < 0:
        raise UsageError.of("RC710", f"{path.name} holds no case", hint="begin one with: == id.of_the_rule")
    return ["== " + part.rstrip("\n") + "\n" for part in ("\n" + whole)[begin:].split("\n== ")[1:]]


def _rule_of(text: str) -> str:
    return text.partition("\n")[0].removeprefix("== ")


def approved(folder: Path) -> list[Any]:
    """Give the approved texts of a folder as parameters of a test, each named by its rule.

    Raises `UsageError` (RC710) where a file holds none.
    """
    seen: Counter[str] = Counter()
    found = []
    for path in sorted(folder.glob("*.txt")):
        for text in texts_of(path):
            rule = _rule_of(text)
            seen[rule] += 1
            name = rule if seen[rule] == 1 else f"{rule} ({seen[rule]})"
            found.append(pytest.param(text, id=name))
    return found
