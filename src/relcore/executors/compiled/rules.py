"""Generated code of one rule: loops over its parameters, its tests, its conclusions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass

from relcore.executors.compiled.access import Access
from relcore.executors.compiled.conditions import fixed_by
from relcore.executors.compiled.expressions import free_variables
from relcore.executors.compiled.scans import Scans
from relcore.executors.compiled.source import constant_row
from relcore.executors.protocol import witnessed
from relcore.ir import Bind, Expr, Head, Rule, constants_of
from relcore.program import Read


@dataclass
class RuleWriter:
    """Writes rules one after another into the lines of `scans`.

    With `grow`, new conclusions are added; with `record`, supports are.
    """

    scans: Scans
    indexes: dict[str, int]

    def write_together(self, rules: Sequence[Rule], *, record: bool) -> None:
        """Write rules that do not feed one another; those that begin with the same facts share the loop."""
        shared: dict[str, list[Rule]] = {}
        for rule in rules:
            first = rule.binds[0] if rule.binds else None
            if first is not None and self._scans_all(rule, first):
                shared.setdefault(first.fact, []).append(rule)
            else:
                self.write(rule, grow=True, record=record)
        for fact, group in shared.items():
            kind, name = self.scans.layout.program.types[fact], self.scans.name(f"each_{fact}_")
            access = Access(kind, name, contents=self.scans.name("of") if self.scans.record else name)
            source, _ = self.scans.source("", fact, [], {}, {})
            with self.scans.lines.block(f"for {access.name} in {source}:"):
                if self.scans.record:
                    self.scans.lines.add(f"{access.contents} = {access.name}.__dict__")
                for rule in group:
                    self.write(rule, grow=True, record=record, first=access)

    def _scans_all(self, rule: Rule, first: Bind) -> bool:
        if self.scans.is_row(first.fact):
            return False
        alone = [part for part in rule.where if free_variables(part) <= {first.var}]
        return all(fixed_by(part, first.var, {}) is None for part in alone) or first.fact == "Customer"

    def write(
        self, rule: Rule, *, grow: bool, record: bool, in_loop: bool = False, first: Access | None = None
    ) -> None:
        """Write one rule, inside a loop over its first parameter where `first` is given."""
        self.scans.begin_rule()
        self._rule, self._grow, self._record, self._in_loop = rule, grow, record, in_loop
        self._env: dict[str, Access] = {}
        self._ready: dict[Expr, str] = {}
        self._witnesses: dict[Expr, str] = {}
        flags = [self._flag(head) for head in rule.heads]
        # Where only one flag can follow, the first success is enough; what is tried once needs no test.
        again = rule.binds or in_loop or (flags[0] and self._is_shared(rule.heads[0]))
        once = len(flags) == 1 and flags[0] and not record and again
        self._done = str(flags[0]) if once else ""
        binds = list(rule.binds)
        if first is not None:
            self._env[binds.pop(0).var] = first
        lines = self.scans.lines
        depth = lines.depth
        # A name may hold a line break, which would end the comment.
        lines.add(f"# {rule.id!r}" if not rule.id.isprintable() else f"# {rule.id}")
        if self._done:
            lines.add(f"if not {self._done}:")
            lines.depth += 1
        with self._bound(binds, list(rule.where)):
            self._conclude()
        lines.depth = depth

    @contextmanager
    def _bound(self, binds: list[Bind], where: list[Expr]) -> Iterator[None]:
        """Bind the parameters one after another, testing each condition as soon as it can be."""
        now = [part for part in where if free_variables(part) <= self._env.keys()]
        later = [part for part in where if part not in now]
        with self.scans.filtered(now, self._env, self._ready, self._witnesses):
            if not binds:
                yield
                return
            bind, *rest = binds
            with self._one(bind, later) as remaining, self._bound(rest, remaining):
                yield

    @contextmanager
    def _one(self, bind: Bind, where: list[Expr]) -> Iterator[list[Expr]]:
        """Loop over the facts of one parameter."""
        scans, lines = self.scans, self.scans.lines
        alternatives = None
        if scans.is_row(bind.fact):
            fixed = constants_of(bind.var, self._rule.where)
            alternatives = scans.layout.alternatives(Read(bind.fact, fixed, negative=False))
        if alternatives is not None and len(alternatives) == 1:
            row, content = alternatives[0]
            self._env[bind.var] = Access(
                scans.layout.program.types[bind.fact],
                name=scans.layout.row_name(bind.fact, row),
                fixed=content,
            )
            with lines.block(f"if {scans.layout.flag(bind.fact, row)}:"):
                yield where
            return
        access = scans.access(bind.fact, bind.var)
        here = [part for part in where if free_variables(part) <= {*self._env, bind.var}]
        source, rest = scans.source(bind.var, bind.fact, here, self._env, self._ready)
        self._env[bind.var] = access
        dropped = [part for part in here if part not in rest]
        with lines.block(f"for {access.name} in {source}:"):
            yield [part for part in where if part not in dropped]
            if self._done:
                lines.add(f"if {self._done}: break")

    def _is_shared(self, head: Head) -> bool:
        """Say whether several rules conclude the same constants."""
        others = self.scans.layout.heads[head.fact]
        return sum(constant_row(other) == constant_row(head) for _, other in others) > 1

    # --- conclusions ---------------------------------------------------------------------------

    def _flag(self, head: Head) -> str | None:
        row = constant_row(head)
        return None if row is None else self.scans.layout.flag(head.fact, row)

    def _conclude(self) -> None:
        support = self._support() if self._record else ""
        for head in self._rule.heads:
            for _, expr in head.fields:
                self.scans.prepare(expr, self._env, self._ready, {})
            row = constant_row(head)
            flag = self._flag(head)
            if row is not None and flag is not None:
                self._conclude_constant(head, flag, self.scans.layout.row_name(head.fact, row), support)
            else:
                self._conclude_row(head, support)

    def _conclude_constant(self, head: Head, flag: str, row: str, support: str) -> None:
        lines, fact = self.scans.lines, head.fact
        if self._grow:
            again = self._rule.binds or self._record or self._in_loop or self._is_shared(head)
            with nullcontext() if self._done == flag or not again else lines.block(f"if not {flag}:"):
                lines.add(f"{flag} = True")
                start = "[]" if self.scans.record else "None"
                if fact in self.scans.listed:
                    lines.add(f"rows_{fact}.append({row})")
                elif self.scans.layout.flagged(fact):
                    lines.add(f"rows_{fact}[{row}] = {start}")
                else:
                    lines.add(f"rows_{fact}.setdefault({row}, {start})")
                if self._in_loop and not self.scans.has_fresh:
                    lines.add("grown = True")
        if support:
            lines.add(f"rows_{fact}[{row}].append({support})")

    def _conclude_row(self, head: Head, support: str) -> None:
        lines = self.scans.lines
        values = [self.scans.expressions.value(expr, self._env, self._ready) for _, expr in head.fields]
        row = self.scans.own("made")
        lines.add(f"{row} = ({', '.join(values)}{',' if len(values) == 1 else ''})")
        if self._grow:
            with lines.block(f"if {row} not in rows_{head.fact}:"):
                lines.add(f"rows_{head.fact}[{row}] = {'[]' if self.scans.record else 'None'}")
                if self._in_loop and not self.scans.has_fresh:
                    lines.add("grown = True")
                if len(self._rule.binds) > 1 or self._in_loop:
                    lines.add(f"if len(rows_{head.fact}) > limit: refuse(derived, limit)")
        if support:
            lines.add(f"rows_{head.fact}[{row}].append({support})")

    def _support(self) -> str:
        bound = [self._env[bind.var].name for bind in self._rule.binds]
        seen = [self._witnesses[part] for part in witnessed(self._rule)]
        return f"({self.indexes[self._rule.id]}, {_tuple(bound)}, {_tuple(seen)})"


def _tuple(names: list[str]) -> str:
    return f"({''.join(name + ', ' for name in names)})"
