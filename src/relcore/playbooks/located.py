"""What is wrong with a program, told at the place in the playbook file that brought it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path as FilePath
from typing import Any

from relcore.documents import Path
from relcore.errors import Diagnostic, Place
from relcore.ir import Aggregate, And, Const, Exists, Expr, Not, Or, Rule, RuleSet, Scalar, children
from relcore.playbooks.file import PlaybookFile, read_playbook
from relcore.playbooks.places import in_order, place_inside
from relcore.program import Typing, draft_program

_HINTS = {
    "write known(x) or ~known(x)": "write known(x) or !known(x)",
    "join the fact as a parameter of the rule": "join the fact under 'for'",
    "say in one sentence what it means": "write 'says: ...', one sentence on what it means",
    'give cites="..." or origin="..."': "write 'origin: ...' or 'cites: ...'",
    "write it under @playbook.guard(layer)": "write it under 'guards'",
    "declare it first": "declare it under 'facts', 'parameters' or 'actions'",
}
_OF_WHOLE_RULES = ("RC207", "RC210", "RC211")
"""Codes of problems that a rule may have only because a part of it is missing."""
_SETTINGS = ("RC231", "RC232", "RC233")


@dataclass(frozen=True)
class _Finder:
    """Finds the smallest part of a rule that has a problem."""

    file: PlaybookFile
    types: Mapping[str, Any]
    values: Mapping[str, Scalar]

    def place(self, rule: Rule, problem: Diagnostic) -> Place | None:
        """Give the place of a problem of a rule, where it is more than that of the rule."""
        env = {bind.var: bind.fact for bind in rule.binds}
        for var, path in self.file.sources.binds.get(rule.id, {}).items():
            if problem.problem == f"there is no fact type '{env[var]}'":
                return self.file.document.place(path)
        for condition in rule.where:
            if found := self._within(condition, env, problem, condition=True):
                return self._of(found)
        places = self.file.sources.heads.get(rule.id, [])
        for head in rule.heads:
            for _, expr in head.fields:
                if found := self._within(expr, env, problem, condition=False):
                    return self._of(found)
        for head, placed in zip(rule.heads, places, strict=False):
            for name, path in placed.fields.items():
                expr = dict(head.fields)[name]
                constant = isinstance(expr, Const) and f"'{expr.value}'" in problem.problem
                named = problem.problem.startswith(f"{head.fact}.{name} ")
                missing = problem.problem == f"{head.fact} has no field '{name}'"
                action = problem.code == "RC208" and name == "action"
                if constant or named or missing or action:
                    return self.file.document.place(path)
            if problem.problem.endswith(f"no fact type '{head.fact}'") or problem.problem.startswith(
                f"{head.fact} is "
            ):
                return self.file.document.place(placed.path)
        return None

    def _of(self, node: Expr) -> Place | None:
        path, offset = self.file.sources.exprs.get(id(node), ((), 0))
        return place_inside(self.file.document, path, offset) if path else None

    def _within(
        self, expr: Expr, env: Mapping[str, str], problem: Diagnostic, *, condition: bool
    ) -> Expr | None:
        """Give the smallest part that has the problem by itself and stands somewhere in the file."""
        found: list[tuple[str, str]] = []
        typing = Typing(self.types, self.values, lambda code, said, _: found.append((code, said)))
        (typing.condition if condition else typing.infer)(expr, env)
        if (problem.code, problem.problem) not in found:
            return None
        for child, inner, asked in _below(expr, env):
            smaller = self._within(child, inner, problem, condition=asked)
            if smaller is not None and id(smaller) in self.file.sources.exprs:
                return smaller
        return expr


def _below(expr: Expr, env: Mapping[str, str]) -> Iterator[tuple[Expr, Mapping[str, str], bool]]:
    inner = {**env, expr.var: expr.fact} if isinstance(expr, (Exists, Aggregate)) else env
    for child in children(expr):
        asked = isinstance(expr, (And, Or, Not)) or (
            isinstance(expr, (Exists, Aggregate)) and child is expr.where
        )
        yield child, inner, asked


def check_playbook(path: FilePath | str, others: Iterable[RuleSet] = ()) -> list[Diagnostic]:
    """List everything that is wrong with a playbook file, by itself and together with other rule sets.

    Each problem has its line and column. A rule of which a part cannot be read is checked as to the rest.
    """
    known = list(others)
    file, problems = read_playbook(path, known)
    if file is None:
        return problems
    lost = _lost(file)
    whole = replace(file.ruleset, rules=file.ruleset.rules + file.partial)
    found = locate([replace(file, ruleset=whole)], [*known, whole], file.settings)
    partial = {rule.place for rule in file.partial}
    problems += [
        problem
        for problem in found
        if not any(f"'{name}'" in problem.problem for name in lost)
        and not (problem.code in _OF_WHOLE_RULES and _rule_at(problem, file) in partial)
    ]
    return in_order(problems)


def _rule_at(problem: Diagnostic, file: PlaybookFile) -> Place | None:
    rules = file.ruleset.rules + file.partial
    return next((rule.place for rule in rules if rule.place.subject == problem.where.subject), None)


def _lost(file: PlaybookFile) -> set[str]:
    """Give the names of declarations that could not be read: that others miss them is no fault of theirs."""
    tree = file.document.tree if isinstance(file.document.tree, dict) else {}
    names: set[str] = set()
    for section, kept in (
        ("parameters", file.ruleset.parameters),
        ("actions", file.ruleset.actions),
        ("facts", file.ruleset.types),
    ):
        entries = tree.get(section)
        names |= set(entries if isinstance(entries, dict) else ()) - {one.name for one in kept}
    return names


def locate(
    files: Iterable[PlaybookFile], rulesets: Iterable[RuleSet], settings: Mapping[str, Scalar]
) -> list[Diagnostic]:
    """List what is wrong with a program, told at places in the files among its sources."""
    draft = draft_program(rulesets, settings)
    finders = [_Finder(file, draft.types, draft.values) for file in files]
    return in_order(dict.fromkeys(_located(problem, finders) for problem in draft.problems))


def _located(problem: Diagnostic, finders: list[_Finder]) -> Diagnostic:
    subject = problem.where.subject
    for finder in finders:
        document = finder.file.document
        for rule in finder.file.ruleset.rules:
            if rule.place == problem.where and problem.where.file == document.file:
                place = finder.place(rule, problem) or rule.place
                hint = _HINTS.get(problem.hint, problem.hint)
                return replace(problem, where=replace(place, subject=subject), hint=hint)
        name = subject.removeprefix("parameter ")
        sections = ("settings", "parameters") if problem.code in _SETTINGS else ()
        for path in _paths(sections, name):
            if path in document.places:
                return replace(problem, where=replace(document.place(path), subject=subject))
    return problem


def _paths(sections: Iterable[str], name: str) -> Iterator[Path]:
    for section in sections:
        yield section, name
