"""What is odd about a program, found without running it: a list with places and ways out."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from relcore.errors import Diagnostic
from relcore.program import Program
from relcore.verify.contradictory import contradictions
from relcore.verify.dead import dead_rules, denied_advice
from relcore.verify.idle import unreachable_stages, unread_parameters
from relcore.verify.subsumed import subsumed_rules
from relcore.verify.tabular import table_gaps, table_overlaps

CHECKS: tuple[Callable[[Program], Iterator[Diagnostic]], ...] = (
    dead_rules,
    subsumed_rules,
    contradictions,
    table_gaps,
    table_overlaps,
    unreachable_stages,
    unread_parameters,
    denied_advice,
)
"""What is looked for, in this order."""


def findings(program: Program) -> Iterator[Diagnostic]:
    """Give what is odd about a program, as warnings; what could not be decided is among them (RC739)."""
    for check in CHECKS:
        yield from check(program)
