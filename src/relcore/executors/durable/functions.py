"""Generated functions for what the engine does not do, and expressions that look at other facts."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from typing import Any

from relcore.executors.compiled.access import Access, Constants, Env
from relcore.executors.compiled.expressions import Expressions, free_variables
from relcore.executors.compiled.source import Lines
from relcore.executors.durable.values import clamp, strict, ticks, word
from relcore.executors.protocol import refuse_excess
from relcore.ir import TRUE, Aggregate, Exists, Expr, Scope, children
from relcore.program import Program, Typing
from relcore.program.days import shift
from relcore.program.evaluate import add_days, minutes_between

_RUNTIME: dict[str, Any] = {
    "add_days": add_days,
    "bisect_left": bisect_left,
    "bisect_right": bisect_right,
    "clamp": clamp,
    "minutes_between": minutes_between,
    "refuse": refuse_excess,
    "shift": shift,
    "strict": strict,
    "ticks": ticks,
    "word": word,
}


class Function:
    """One generated function: its lines, its constants, and the facts by type that it reads from `tables`."""

    def __init__(self, program: Program, arguments: str) -> None:
        self.program = program
        self.lines = Lines()
        self.constants = Constants()
        self.tables: set[str] = set()
        self._arguments = arguments
        self._expressions = Expressions(Typing(program.types, program.values), program.values, self.constants)
        self._memos: dict[Expr, int] = {}
        self._names = 0

    def name(self, stem: str) -> str:
        """Give a fresh name."""
        self._names += 1
        return f"{stem}{self._names}"

    def access(self, fact: str, name: str) -> Access:
        """Say how a variable of a fact type is read."""
        kind = self.program.types[fact]
        return Access(kind, name, kind.scope is Scope.CONCLUSION)

    def table(self, fact: str) -> str:
        """Give the name that holds the facts of a type, in canonical order."""
        self.tables.add(fact)
        return f"all_{fact}"

    # --- expressions ---------------------------------------------------------------------------

    def true(self, expr: Expr, env: Env) -> str:
        """Write the test for being true."""
        return self._expressions.true(expr, env, self._ready(expr, env))

    def value(self, expr: Expr, env: Env) -> str:
        """Write the value; None where it is unknown."""
        return self._expressions.value(expr, env, self._ready(expr, env))

    def nullable(self, expr: Expr, env: Env) -> bool:
        """Say whether the value may be unknown."""
        return self._expressions.nullable(expr, env)

    def first(self, exists: Exists, env: Env) -> str:
        """Write the search for the least fact that satisfies an existence test; None where none does."""
        inner, var, source = self._inside(exists, env)
        return f"next(({var} for {source} if {self.true(exists.where, inner)}), None)"

    def _inside(self, expr: Exists | Aggregate, env: Env) -> tuple[Env, str, str]:
        """Give the variables inside of a loop, the name of its own one, and what it goes through."""
        access = self.access(expr.fact, self.name(f"v_{expr.var}_"))
        return {**env, expr.var: access}, access.name, f"{access.name} in {self.table(expr.fact)}"

    def _ready(self, expr: Expr, env: Env) -> dict[Expr, str]:
        found: dict[Expr, str] = {}
        if isinstance(expr, (Exists, Aggregate)):
            found[expr] = self._looked_up(expr, env)
        else:
            for child in children(expr):
                found |= self._ready(child, env)
        return found

    def _looked_up(self, expr: Exists | Aggregate, env: Env) -> str:
        """Write an existence test or an aggregate; one without outer variables is computed at most once."""
        source = self._loop(expr, env)
        if free_variables(expr):
            return source
        number = self._memos.setdefault(expr, len(self._memos))
        return f"(memo[{number}] if {number} in memo else memo.setdefault({number}, {source}))"

    def _loop(self, expr: Exists | Aggregate, env: Env) -> str:
        inner, _, source = self._inside(expr, env)
        condition = "" if expr.where == TRUE else f" if {self.true(expr.where, inner)}"
        if isinstance(expr, Exists):
            return f"any(True for {source}{condition})"
        if expr.op == "count":
            return f"sum(1 for {source}{condition})"
        value = self.value(expr.value, inner)
        if self.nullable(expr.value, inner):
            known = self.name("k")
            condition = (condition + " and" if condition else " if") + f" ({known} := {value}) is not None"
            value = known
        if expr.op == "total":
            return f"sum({value} for {source}{condition})"
        return f"{expr.op}(({value} for {source}{condition}), default=None)"

    # --- the function --------------------------------------------------------------------------

    @property
    def source(self) -> str:
        """The function as it is compiled."""
        head = [f"def function({self._arguments}):", "    memo = {}"]
        head += [f"    all_{fact} = tables[{fact!r}]" for fact in sorted(self.tables)]
        days: Iterable[tuple[int, str]] = self._expressions.days.items()
        head += [f"    {name} = shift(as_of, {distance})" for distance, name in days]
        return "\n".join([*head, *self.lines.lines])

    def compiled(self, title: str) -> Callable[..., Any]:
        """Compile the function."""
        namespace = {**_RUNTIME, **self.constants.values}
        exec(compile(self.source, f"<durable {title}>", "exec"), namespace)
        function: Callable[..., Any] = namespace["function"]
        return function
