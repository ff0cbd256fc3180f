"""A question to the solver: can all of this be, or never?"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import Any

import z3

from relcore.ir import Head, Rule, constants_of
from relcore.program import Program
from relcore.verify.atoms import Env
from relcore.verify.focus import Focus
from relcore.verify.logic import Formula
from relcore.verify.symbols import Row, Texts
from relcore.verify.theory import Theory
from relcore.verify.unfold import Unfolding

MILLISECONDS = 2_000
"""Time that the solver has for one question."""


class Answer(Enum):
    """What the solver says."""

    NEVER = "never"
    PERHAPS = "perhaps"
    """What satisfies the formulas was found; whether it is a real customer has to be tried."""
    UNDECIDED = "undecided"


@dataclass
class Question:
    """Facts that satisfy rules and conditions; `ask` says whether there can be such facts."""

    program: Program
    texts: Texts
    levels: int = 0
    fixed: bool = False
    depth: int = 2
    always: frozenset[str] = frozenset()
    focus: Focus | None = None
    milliseconds: int = MILLISECONDS
    theory: Theory = field(init=False)
    unfolding: Unfolding = field(init=False)
    reason: str = ""
    """Why the solver did not decide."""
    solver: Any = None
    _said: int = 0

    def __post_init__(self) -> None:
        self.theory = Theory(self.program, self.texts, self.depth, self.fixed)
        self.unfolding = Unfolding(self.theory, self.levels, self.always, self.focus)

    def bound(self, rule: Rule) -> dict[str, Row]:
        """Name a fact for each parameter of a rule, all of them there."""
        return {
            bind.var: self.theory.row(bind.fact, fixed=constants_of(bind.var, rule.where))
            for bind in rule.binds
        }

    def fires(self, rule: Rule, env: Env | None = None) -> Env:
        """Say that a rule fires; gives the facts with which it does."""
        found = self.bound(rule) if env is None else env
        self.theory.say(self.theory.holds(rule.where, found, 1))
        return found

    def conclusion(self, head: Head, env: Env) -> Row:
        """Name what a rule concludes."""
        fields = {name: self.theory.value(expr, env) for name, expr in head.fields}
        return self.theory.row(head.fact, fields=fields)

    def is_refuted(self) -> bool:
        """Whether something that was said is certainly false, so that nothing needs to be asked."""
        return any(z3.is_false(formula) for formula in self.theory.said)

    def reads_parameters(self) -> bool:
        """Whether the answer can depend on how parameters are set."""
        return bool(self.theory.parameters)

    def ask(self, *more: Formula) -> Answer:
        """Draw all conclusions and ask the solver."""
        if self.is_refuted():
            return Answer.NEVER
        self.unfolding.run()
        return self.check(*more)

    def close(self) -> Answer:
        """Ask again, now that there are no facts but those named."""
        self.theory.close()
        return self.check()

    def check(self, *more: Formula) -> Answer:
        """Ask the solver about what has been said so far, and about `more` beside it."""
        if any(formula is False for formula in more):
            return Answer.NEVER
        if self.solver is None:
            self.solver = z3.Solver()
            self.solver.set("timeout", self.milliseconds)
        self.solver.add(self.theory.said[self._said :])
        self._said = len(self.theory.said)
        outcome = self.solver.check(*(formula for formula in more if formula is not True))
        if outcome == z3.unsat:
            return Answer.NEVER
        if outcome == z3.sat:
            return Answer.PERHAPS
        self.reason = f"the solver gave up ({self.solver.reason_unknown()})"
        return Answer.UNDECIDED
