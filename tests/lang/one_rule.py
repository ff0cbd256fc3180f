"""A playbook of one rule, for tests of what a rule records."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from relcore.facts import Order
from relcore.ir import Expr, Rule
from relcore.lang import Clause, Playbook, warn, when


def read(function: Callable[..., Clause]) -> Rule:
    """Read a function as the only rule of a playbook."""
    playbook = Playbook("book")
    playbook.rule(origin="test")(function)
    (rule,) = playbook.ruleset().rules
    return rule


def conditions(body: Callable[[Any], Any]) -> tuple[Expr, ...]:
    """Give what a condition on an order records."""

    def rule(order: Order) -> Clause:
        """Warn of an order."""
        return when(body(order)).then(warn("seen"))

    return read(rule).where
