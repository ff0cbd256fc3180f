"""A first sieve for rules that wait: which rules can be blocked at all by what is unknown of a customer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from typing import Any

from relcore.explain.plan import askable, may_be_empty
from relcore.ir import Rule, Scope
from relcore.program import Program

Known = Mapping[str, Collection[Any]]
"""Facts, or rows of conclusions, by type."""


class Sieve:
    """Finds the rules that an unknown value or an absent type of facts might block.

    No rule that is blocked slips through; most of those that are not blocked are held back by one look at
    each fact. The look is generated Python: it asks each field that matters once for each fact.
    """

    def __init__(self, program: Program) -> None:
        self.rules: list[Rule] = []
        """The rules that can be blocked, by id; candidates are numbers of these."""
        self._always: set[int] = set()
        waiting: dict[str, set[int]] = defaultdict(set)
        for rule in sorted(program.rules.values(), key=lambda rule: rule.id):
            unknowns = frozenset(askable(program, rule))
            types = {bind.fact for bind in rule.binds if program.types[bind.fact].evidential}
            if unknowns or types:
                number = len(self.rules)
                self.rules.append(rule)
                for name in unknowns | types:
                    waiting[name].add(number)
                # The greatest of no values at all is unknown, although no value is.
                if any(map(may_be_empty, rule.where)):
                    self._always.add(number)
        labels = sorted(waiting)
        self._waiting = [frozenset(waiting[label]) for label in labels]
        self._look = _look(program, labels)

    def candidates(self, given: Known, derived: Known) -> list[int]:
        """Give the numbers of the rules that might be blocked, in order."""
        unknown: set[int] = set()
        self._look(given, derived, unknown.add)
        return sorted(self._always.union(*[self._waiting[label] for label in unknown]))


def _look(program: Program, labels: list[str]) -> Callable[[Known, Known, Callable[[int], None]], None]:
    """Write and compile the function that reports the number of each label that is unknown."""
    fields: dict[str, list[tuple[int, str]]] = defaultdict(list)
    lines = ["def look(given, derived, report):", "    pass"]
    for number, label in enumerate(labels):
        name, _, attribute = label.partition(".")
        if attribute:
            fields[name].append((number, attribute))
        else:
            lines.append(f"    if not {_source(program, name)}: report({number})")
    for name, asked in fields.items():
        columns = program.types[name].columns
        concluded = program.types[name].scope is Scope.CONCLUSION
        lines.append(f"    for x in {_source(program, name)}:")
        if not concluded:
            lines.append("        x = x.__dict__")
        for number, attribute in asked:
            read = f"x[{columns.index(attribute) if concluded else repr(attribute)}]"
            lines.append(f"        if {read} is None: report({number})")
    namespace: dict[str, Any] = {}
    exec(compile("\n".join(lines), "<sieve>", "exec"), namespace)
    look: Callable[[Known, Known, Callable[[int], None]], None] = namespace["look"]
    return look


def _source(program: Program, name: str) -> str:
    known = "derived" if program.types[name].scope is Scope.CONCLUSION else "given"
    return f"{known}.get({name!r}, ())"
