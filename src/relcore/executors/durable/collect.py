"""Collection: what the engine matched becomes bindings, is checked against the rest, and is concluded."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from relcore.executors.compiled.access import Access
from relcore.executors.compiled.expressions import free_variables
from relcore.executors.durable.clauses import RuleMatch
from relcore.executors.durable.conditions import loops
from relcore.executors.durable.functions import Function
from relcore.executors.durable.patterns import Group
from relcore.executors.protocol import witnessed
from relcore.ir import Expr
from relcore.program import Program


def collection(program: Program, matches: list[RuleMatch]) -> Function:
    """Write the function that concludes what follows from the matches of a stratum.

    Its arguments are the facts by type, the number of the first fact of each type, the day, what was
    found by group, the facts by number, all conclusions by type, whether to note supports, and the limit;
    it says whether anything was new.
    """
    function = Function(program, "tables, starts, as_of, found, facts, derived, record, limit")
    indexes = {rule: number for number, rule in enumerate(program.rules)}
    function.lines.add("grown = False")
    for fact in sorted({head.fact for match in matches for head in match.rule.heads}):
        function.lines.add(f"rows_{fact} = derived.setdefault({fact!r}, {{}})")
    for match in matches:
        _Collection(function, match, indexes[match.rule.id]).write()
    function.lines.add("return grown")
    return function


class _Collection:
    """Writes the part of one rule: a loop over what was found, then over facts that only Python binds."""

    def __init__(self, function: Function, match: RuleMatch, index: int) -> None:
        self.function = function
        self.match = match
        self.index = index
        self.types = {bind.var: bind.fact for bind in match.rule.binds}
        self.env: dict[str, Access] = {}
        self.ids: dict[str, str] = {}
        self.witnesses: dict[int, str] = {}
        self.waiting: list[Expr] = sorted(match.rest, key=loops)
        self.scans = dict(match.scans)
        self.groups = list(match.groups)

    def write(self) -> None:
        """Write the rule."""
        self.function.lines.add(f"# {self.match.rule.id!r}")
        with ExitStack() as depth:
            # The widest group gives the bindings, the others are looked up.
            self.groups.sort(key=lambda group: -len(group.binds))
            if self.groups and self.groups[0].binds:
                depth.enter_context(self._over(self.groups.pop(0)))
            depth.enter_context(self._checked())
            for var in [var for var in self.types if var not in self.env]:
                depth.enter_context(self._free(var))
                depth.enter_context(self._checked())
            self._conclude()

    @contextmanager
    def _over(self, group: Group) -> Iterator[None]:
        lines = self.function.lines
        key, seen = self.function.name("key"), self.function.name("seen")
        with lines.block(f"for {key}, {seen} in found[{group.number}].items():"):
            for place, var in enumerate(group.binds):
                name = self.function.name(f"v_{var}_")
                self.ids[var] = f"{key}[{place}]"
                self.env[var] = self.function.access(self.types[var], name)
                lines.add(f"{name} = facts[{key}[{place}]]")
            self._see(group, seen)
            yield

    @contextmanager
    def _free(self, var: str) -> Iterator[None]:
        fact = self.types[var]
        name, number = self.function.name(f"v_{var}_"), self.function.name("id")
        table = self.function.table(fact)
        if any(var in group.binds for group in self.groups):
            self.ids[var] = number
            opening = f"for {number}, {name} in enumerate({table}, starts[{fact!r}]):"
        else:
            opening = f"for {name} in {table}:"
        self.env[var] = self.function.access(fact, name)
        with self.function.lines.block(opening):
            yield

    @contextmanager
    def _checked(self) -> Iterator[None]:
        """Look up the groups and test the conditions for which everything is bound."""
        lines = self.function.lines
        with ExitStack() as depth:
            for group in [group for group in self.groups if set(group.binds) <= self.env.keys()]:
                self.groups.remove(group)
                seen = self.function.name("seen")
                key = "(" + "".join(f"{self.ids[var]}, " for var in group.binds) + ")"
                depth.enter_context(
                    lines.block(f"if ({seen} := found[{group.number}].get({key})) is not None:")
                )
                self._see(group, seen)
            for part in [part for part in self.waiting if free_variables(part) <= self.env.keys()]:
                self.waiting.remove(part)
                depth.enter_context(lines.block(f"if {self.function.true(part, self.env)}:"))
            for number, exists in list(self.scans.items()):
                if free_variables(exists) <= self.env.keys():
                    del self.scans[number]
                    witness = self.witnesses[number] = self.function.name("witness")
                    search = self.function.first(exists, self.env)
                    depth.enter_context(lines.block(f"if ({witness} := {search}) is not None:"))
            yield

    def _see(self, group: Group, seen: str) -> None:
        for number, (home, place) in self.match.seen.items():
            if home == group.number:
                self.witnesses[number] = f"facts[{seen}[{place}]]"

    def _conclude(self) -> None:
        lines = self.function.lines
        bound = [self.env[bind.var].name for bind in self.match.rule.binds]
        seen = [self.witnesses[number] for number in range(len(witnessed(self.match.rule)))]
        for head in self.match.rule.heads:
            row = self.function.name("row")
            values = [self.function.value(expr, self.env) for _, expr in head.fields]
            rows = f"rows_{head.fact}"
            lines.add(f"{row} = {_tuple(values)}")
            with lines.block(f"if {row} not in {rows}:"):
                lines.add(f"{rows}[{row}] = []")
                lines.add("grown = True")
                lines.add(f"if len({rows}) > limit: refuse(derived, limit)")
            with lines.block("if record:"):
                lines.add(f"{rows}[{row}].append(({self.index}, {_tuple(bound)}, {_tuple(seen)}))")


def _tuple(names: list[str]) -> str:
    return f"({''.join(name + ', ' for name in names)})"
