"""Generated loops: over facts, indexed facts and rows, for `exists`, aggregates and rule parameters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from relcore.executors.compiled.access import Access, Env
from relcore.executors.compiled.conditions import fixed_by, needs_loop
from relcore.executors.compiled.expressions import Expressions, Ready, free_variables, not_implied
from relcore.executors.compiled.passes import Passes
from relcore.executors.compiled.source import Layout, Lines
from relcore.ir import (
    TRUE,
    Aggregate,
    Exists,
    Expr,
    Rule,
    Scope,
    children,
    conjuncts,
    constants_of,
)
from relcore.ledger import Row, order
from relcore.program import Read


@dataclass
class Scans:
    """Writes the loops of one generated function and remembers what is computed already."""

    expressions: Expressions
    layout: Layout
    lines: Lines
    record: bool
    """Whether supports are recorded: then rows are read in canonical order, for least witnesses."""
    passes: Passes
    """What is computed once, before the first rule."""
    settled: dict[Expr, str] = field(default_factory=dict)
    """Tests without outer variables that are computed already, and the names of their results."""
    settled_witnesses: dict[Expr, str] = field(default_factory=dict)
    views: dict[tuple[str, str], str] = field(default_factory=dict)
    """Sorted and indexed rows of a type that are still up to date, and their names."""
    hoisted: list[str] = field(default_factory=list)
    """Lines that run before the present rule."""
    listed: frozenset[str] = frozenset()
    """Types whose rows are kept in a list: flags see to it that each comes once, nothing is noted of them."""
    growing: frozenset[str] = frozenset()
    """Types that the present stratum still adds to."""
    has_fresh: bool = False
    """Whether rules of the present stratum look only at rows that came since they last ran."""
    _numbers: int = 0
    _own: Counter[str] = field(default_factory=Counter)
    _is_ahead: bool = False

    def name(self, stem: str) -> str:
        """Give a fresh name."""
        self._numbers += 1
        return f"{stem}{self._numbers}"

    def begin_rule(self) -> None:
        """Let names of the rule before be used again: thousands of variables are slow to make and to read."""
        self._own.clear()
        self.expressions.forget_temporaries()

    def own(self, stem: str) -> str:
        """Give a name that stands for something else in the next rule."""
        self._own[stem] += 1
        return f"{stem}_{self._own[stem]}"

    def _result(self, stem: str) -> str:
        """Name the result of a test: for the present rule, or for good where it runs ahead of all rules."""
        return self.name(stem) if self._is_ahead else self.own(stem)

    def is_row(self, fact: str) -> bool:
        """Say whether facts of the type are rows."""
        return self.layout.program.types[fact].scope is Scope.CONCLUSION

    def access(self, fact: str, var: str) -> Access:
        """Give a loop variable for facts of a type."""
        # The prefix keeps a parameter called `day` or `row` from hiding a constant of that name.
        name, is_row = self.own(f"v_{var}"), self.is_row(fact)
        contents = "" if self.record or is_row else name
        return Access(self.layout.program.types[fact], name, is_row, contents=contents)

    # --- tests that need loops -----------------------------------------------------------------

    def prepare(self, expr: Expr, env: Env, ready: dict[Expr, str], witnesses: dict[Expr, str]) -> None:
        """Write whatever an expression needs before it can be written itself.

        What needs no outer variable is computed once, ahead of the rule, and remembered.
        """
        if not isinstance(expr, (Exists, Aggregate)):
            for child in children(expr):
                self.prepare(child, env, ready, witnesses)
        elif expr not in ready:
            if free_variables(expr) or self._still_growing(expr):
                self._test(expr, env, ready, witnesses)
            else:
                if expr not in self.settled:
                    if self._is_simple(expr):
                        self._answer_in_pass(expr)
                    else:
                        with self.ahead():
                            self._test(expr, {}, self.settled, self.settled_witnesses)
                ready[expr] = self.settled[expr]
                if expr in self.settled_witnesses:
                    witnesses[expr] = self.settled_witnesses[expr]

    def _is_simple(self, expr: Exists | Aggregate) -> bool:
        """Say whether a test looks at given facts one by one, and at nothing else."""
        return not self.is_row(expr.fact) and not any(map(needs_loop, children(expr)))

    def _answer_in_pass(self, expr: Exists | Aggregate) -> None:
        """Answer a test in the pass over all facts of its type."""
        name = self.name("found" if isinstance(expr, Exists) else "sum")
        kind = self.layout.program.types[expr.fact]
        if isinstance(expr, Aggregate):
            self.passes.compute(expr, kind, name)
        elif self.record:
            self.settled_witnesses[expr] = name
            self.passes.find(expr, kind, name)
        else:
            self.passes.ask(expr, kind, name)
        self.settled[expr] = f"({name} is not None)" if expr in self.settled_witnesses else name

    @contextmanager
    def ahead(self) -> Iterator[None]:
        """Write lines that run before the present rule."""
        outer, self.lines = self.lines, Lines()
        was_ahead, self._is_ahead = self._is_ahead, True
        yield
        self.hoisted += self.lines.lines
        self.lines, self._is_ahead = outer, was_ahead

    def is_linear(self, rules: Iterable[Rule]) -> bool:
        """Say whether each rule takes one row of the growing types, and asks of the others nothing else."""
        return not any(map(self.layout.flagged, self.growing)) and all(
            sum(bind.fact in self.growing for bind in rule.binds) == 1
            and not any(map(self._still_growing, rule.where))
            and not any(self._still_growing(expr) for head in rule.heads for _, expr in head.fields)
            for rule in rules
        )

    def _still_growing(self, expr: Expr) -> bool:
        return (isinstance(expr, (Exists, Aggregate)) and expr.fact in self.growing) or any(
            map(self._still_growing, children(expr))
        )

    def _test(
        self, expr: Exists | Aggregate, env: Env, ready: dict[Expr, str], witnesses: dict[Expr, str]
    ) -> None:
        if isinstance(expr, Exists):
            ready[expr] = self._exists(expr, env, ready, witnesses)
        else:
            ready[expr] = self._aggregate(expr, env, ready)

    def _exists(self, expr: Exists, env: Env, ready: Ready, witnesses: dict[Expr, str]) -> str:
        read = Read(expr.fact, constants_of(expr.var, (expr.where,)), False)
        alternatives = self.layout.alternatives(read) if self.is_row(expr.fact) else None
        if alternatives is not None:
            return self._exists_flag(expr, alternatives, env, ready, witnesses)
        if (asked := self._is_held(expr, env, ready)) is not None:
            return asked
        found = self._result("found")
        self.lines.add(f"{found} = False")
        with self.loop(expr.var, expr.fact, expr.where, env, ready) as (inner, _):
            self.lines.add(f"{found} = True")
            if self.record:
                witnesses[expr] = self._result("witness")
                self.lines.add(f"{witnesses[expr]} = {inner[expr.var].name}")
            self.lines.add("break")
        return found

    def _is_held(self, expr: Exists, env: Env, ready: Ready) -> str | None:
        """Ask whether a value is among those of a column, where that is all there is to ask."""
        if self.record or self.is_row(expr.fact):
            return None
        kind = self.layout.program.types[expr.fact]
        asked = self.passes.split(expr.var, kind, [part for part in conjuncts(expr.where) if part != TRUE])
        key = fixed_by(asked.joining[0], expr.var, env) if len(asked.joining) == 1 else None
        if key is None:
            return None
        values = self.passes.prelude.values(kind, key[0], asked.wanted, asked.tests)
        return f"({self.expressions.value(key[1], env, ready)} in {values})"

    def _exists_flag(
        self,
        expr: Exists,
        alternatives: list[tuple[Row, Mapping[str, Any]]],
        env: Env,
        ready: Ready,
        witnesses: dict[Expr, str],
    ) -> str:
        """Test constant rows one by one; which of their conditions hold is mostly known beforehand."""
        tests = []
        for row, content in sorted(alternatives, key=lambda item: order(item[0])):
            fixed = Access(self.layout.program.types[expr.fact], fixed=content)
            inner = {**env, expr.var: fixed}
            local = dict(ready)
            self.prepare(expr.where, inner, local, {})
            condition = self.expressions.true(expr.where, inner, local)
            if condition != "False":
                flag = self.layout.flag(expr.fact, row)
                tests.append((row, f"({flag} and {condition})" if condition != "True" else str(flag)))
        if self.record:
            # Nothing that flags stand for changes any more: the witness is looked for where it is noted.
            choice = "".join(f"{self.layout.row_name(expr.fact, row)} if {test} else " for row, test in tests)
            witnesses[expr] = (
                f"({choice}None)" if len(tests) != 1 else self.layout.row_name(expr.fact, tests[0][0])
            )
        if len(tests) < 2:
            return tests[0][1] if tests else "False"
        found = self._result("found")
        self.lines.add(f"{found} = {' or '.join(test for _, test in tests)}")
        return found

    def _aggregate(self, expr: Aggregate, env: Env, ready: Ready) -> str:
        result = self._result("sum")
        start = self.passes.start(expr, {**env, expr.var: self.access(expr.fact, expr.var)})
        self.lines.add(f"{result} = {start}")
        with self.loop(expr.var, expr.fact, expr.where, env, ready) as (inner, local):
            self.prepare(expr.value, inner, local, {})
            if expr.op == "count":
                self.lines.add(f"{result} += 1")
                return result
            value = self.own("value")
            self.lines.add(f"{value} = {self.expressions.value(expr.value, inner, local)}")
            conditions = [f"{value} is not None"] if self.expressions.nullable(expr.value, inner) else []
            if expr.op == "total":
                step = f"{result} += {value}"
            else:
                sign = ">" if expr.op == "max" else "<"
                conditions.append(f"({result} is None or {value} {sign} {result})")
                step = f"{result} = {value}"
            self.lines.add(f"if {' and '.join(conditions)}: {step}" if conditions else step)
        return result

    # --- loops ---------------------------------------------------------------------------------

    @contextmanager
    def loop(
        self, var: str, fact: str, where: Expr, env: Env, ready: Ready
    ) -> Iterator[tuple[dict[str, Access], dict[Expr, str]]]:
        """Open a loop over the facts that satisfy `where`; give the variables and tests inside of it."""
        access = self.access(fact, var)
        inner = {**env, var: access}
        parts = [part for part in conjuncts(where) if part != TRUE]
        source, parts = self.source(var, fact, parts, env, ready)
        local = dict(ready)
        with self.lines.block(f"for {access.name} in {source}:"), self.filtered(parts, inner, local, {}):
            yield inner, local

    @contextmanager
    def filtered(
        self, parts: list[Expr], env: Env, ready: dict[Expr, str], witnesses: dict[Expr, str]
    ) -> Iterator[None]:
        """Open a block that runs where all conditions hold, plain ones tested before those that loop."""
        parts = not_implied(parts)
        plain = [part for part in parts if not needs_loop(part)]
        depth = self.lines.depth
        self._only_if([self.expressions.true(part, env, ready) for part in plain])
        for part in parts:
            if needs_loop(part):
                self.prepare(part, env, ready, witnesses)
                self._only_if([self.expressions.true(part, env, ready)])
        yield
        self.lines.depth = depth

    def _only_if(self, tests: list[str]) -> None:
        """Go one block deeper where something is left to test."""
        left = [test for test in tests if test != "True"]
        if left:
            self.lines.add(f"if {' and '.join(left)}:")
            self.lines.depth += 1

    def source(
        self, var: str, fact: str, parts: list[Expr], env: Env, ready: Ready
    ) -> tuple[str, list[Expr]]:
        """Give what to loop over, and the conditions that are still to be tested there."""
        if self.is_row(fact):
            return self._rows(var, fact, parts, env, ready)
        kind = self.layout.program.types[fact]
        asked, prelude = self.passes.split(var, kind, parts), self.passes.prelude
        if asked.wanted is None:
            for part in asked.joining:
                key = fixed_by(part, var, env)
                if key is not None:
                    index = prelude.index(kind, key[0], asked.tests)
                    value = self.expressions.value(key[1], env, ready)
                    return f"{index}.get({value}, ())", [one for one in asked.joining if one is not part]
            if not asked.tests:
                return prelude.all(kind), asked.joining
        elif not asked.tests and len(asked.wanted[1]) == 1:
            return prelude.bucket(kind, asked.wanted[0], asked.wanted[1][0]), asked.joining
        return prelude.chosen(kind, asked.wanted, asked.tests), asked.joining

    def _rows(self, var: str, fact: str, parts: list[Expr], env: Env, ready: Ready) -> tuple[str, list[Expr]]:
        """Give the rows to loop over: by all columns that conditions fix, else all of them."""
        if fact in self.growing:
            return f"fresh_{fact}" if self.has_fresh else f"list(rows_{fact})", parts
        keys = {part: key for part in parts if (key := fixed_by(part, var, env)) is not None}
        chosen = {name: part for part, (name, _) in reversed(keys.items())}
        if not chosen:
            return self._all_rows(fact), parts
        columns = self.layout.program.types[fact].columns
        places = sorted(map(columns.index, chosen))
        wanted = [self.expressions.value(keys[chosen[columns[place]]][1], env, ready) for place in places]
        index = self._view(
            fact,
            "_".join(columns[place] for place in places),
            f"by_columns({self._all_rows(fact)}, {', '.join(map(str, places))})",
        )
        asked = wanted[0] if len(wanted) == 1 else f"({', '.join(wanted)})"
        return f"{index}.get({asked}, ())", [part for part in parts if part not in chosen.values()]

    def _all_rows(self, fact: str) -> str:
        return self._view(fact, "sorted", f"in_order(rows_{fact})") if self.record else f"rows_{fact}"

    def _view(self, fact: str, kind: str, source: str) -> str:
        """Compute a view of a type's rows once, ahead of the rule that first needs it."""
        if (fact, kind) not in self.views:
            self.views[fact, kind] = name = self.name(f"{fact}_{kind}_")
            with self.ahead():
                self.lines.add(f"{name} = {source}")
        return self.views[fact, kind]

    def forget(self, facts: frozenset[str]) -> None:
        """Drop the views of types to which rows have been added."""
        self.views = {key: name for key, name in self.views.items() if key[0] not in facts}
