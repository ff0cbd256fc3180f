"""Tests that look at one fact after another: what the pass over all facts of a type is to do for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from relcore.executors.compiled.access import Access, Env
from relcore.executors.compiled.conditions import Wanted, fixed_by, needs_loop, one_of
from relcore.executors.compiled.expressions import Expressions, free_variables
from relcore.executors.compiled.prelude import FACT, FIELDS, Prelude, has_few_values
from relcore.executors.compiled.steps import Step
from relcore.ir import TRUE, Aggregate, Exists, Expr, FactType, Kind, conjuncts


@dataclass(frozen=True)
class Asked:
    """Conditions on a fact: those that can be asked in the pass, and those that join it with others."""

    wanted: Wanted | None
    """A field, and the values of which it must have one."""
    tests: list[str]
    own: list[Expr]
    """What the tests say."""
    joining: list[Expr]


@dataclass(frozen=True)
class Passes:
    """Puts what tests need into the passes over facts."""

    expressions: Expressions
    prelude: Prelude

    def split(self, var: str, kind: FactType, parts: Sequence[Expr]) -> Asked:
        """Part conditions on a fact alone from those that join it with others."""
        own = [part for part in parts if free_variables(part) <= {var} and not needs_loop(part)]
        joining = [part for part in parts if part not in own]
        wanted = self._wanted(own, var, kind)
        return Asked(wanted, self._tests(own, {var: passing(kind)}), own, joining)

    def ask(self, expr: Exists, kind: FactType, name: str) -> None:
        """Have a name say whether some fact satisfies a test."""
        asked = self._asked(expr, kind)
        step = Step(tuple(asked.tests), (), f"{name} = True")
        self.prelude.step(kind, asked.wanted, name, "False", step)

    def find(self, expr: Exists, kind: FactType, name: str) -> None:
        """Have a name hold the first fact that satisfies a test; None where none does."""
        asked = self._asked(expr, kind)
        step = Step(tuple(asked.tests), (f"{name} is None",), f"{name} = {FACT}")
        self.prelude.step(kind, asked.wanted, name, "None", step)

    def compute(self, expr: Aggregate, kind: FactType, name: str) -> None:
        """Have a name hold an aggregate."""
        asked, env = self._asked(expr, kind), {expr.var: passing(kind)}
        tests, (last, statement) = asked.tests, self._adding(expr, name, env)
        if expr.op in ("max", "min"):
            # Most facts are no new extreme: what is dear is asked of those that are.
            dear = self._tests([part for part in asked.own if self.expressions.is_dear(part, env)], env)
            tests, last = [test for test in tests if test not in dear], (*last, *dear)
        step = Step(tuple(tests), last, statement)
        self.prelude.step(kind, asked.wanted, name, self.start(expr, env), step)

    def start(self, expr: Aggregate, env: Env) -> str:
        """Give what an aggregate of no facts is; decimals are added to a decimal fastest."""
        if expr.op in ("max", "min"):
            return "None"
        is_decimal = expr.op == "total" and self.expressions.kind(expr.value, env) is Kind.DECIMAL
        return self.expressions.constants.name(Decimal(0)) if is_decimal else "0"

    def _asked(self, expr: Exists | Aggregate, kind: FactType) -> Asked:
        return self.split(expr.var, kind, [part for part in conjuncts(expr.where) if part != TRUE])

    def _wanted(self, parts: list[Expr], var: str, kind: FactType) -> Wanted | None:
        """Take from conditions one that fixes the value of a field, or leaves it only a few."""
        if kind.name == "Customer":
            return None
        for part in parts:
            fixed = fixed_by(part, var, {})
            value = None if fixed is None else self.expressions.fixed(fixed[1], {})
            # What is unknown for certain equals nothing; the condition stays, and fails.
            if fixed is not None and value is not None and value[0] is not None:
                parts.remove(part)
                return fixed[0], value
        for part in parts:
            chosen = one_of(part, var)
            if chosen is not None and has_few_values(kind, chosen[0]):
                parts.remove(part)
                return chosen
        return None

    def _tests(self, parts: list[Expr], env: Env) -> list[str]:
        """Write tests without loops, those of decimals last: they take several times as long."""
        dear = [part for part in parts if self.expressions.is_dear(part, env)]
        cheap = [part for part in parts if part not in dear]
        tests = [self.expressions.alone(part, env) for part in cheap + dear]
        return [test for test in tests if test != "True"]

    def _adding(self, expr: Aggregate, name: str, env: Env) -> tuple[tuple[str, ...], str]:
        """Give what an aggregate does with each fact, and the tests of its values."""
        if expr.op == "count":
            return (), f"{name} += 1"
        tests = []
        value = self.expressions.value(expr.value, env, {})
        if self.expressions.nullable(expr.value, env):
            tests.append(f"(value := {value}) is not None")
            value = "value"
        if expr.op == "total":
            return tuple(tests), f"{name} += {value}"
        sign = ">" if expr.op == "max" else "<"
        return (*tests, f"({name} is None or {value} {sign} {name})"), f"{name} = {value}"


def passing(kind: FactType) -> Access:
    """Say how the present fact of a pass is read."""
    return Access(kind, FACT, contents=FIELDS)
