"""What is odd about a program, found without running it: a list with places and ways out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from relcore.errors import Diagnostic, Place
from relcore.ir import Accepted
from relcore.program import Program
from relcore.verify.contradictory import contradictions
from relcore.verify.dead import dead_rules, denied_advice, warning
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


@dataclass(frozen=True)
class Reviewed:
    """Something odd; `because` says why a playbook means it to be so, and is empty where none does."""

    finding: Diagnostic
    because: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it is odd for certain, and no playbook says that it is meant to be so."""
        return not self.because and self.finding.code != "RC739"


def review(program: Program) -> Iterator[Reviewed]:
    """Give what is odd about a program, each with the reason where a playbook accepts it.

    Where a playbook accepts what is not there, that is odd, too (RC730).
    """
    left = dict.fromkeys(program.accepted)
    for finding in findings(program):
        accepted = [one for one in program.accepted if _is_about(finding, one)]
        for one in accepted:
            left.pop(one, None)
        yield Reviewed(finding, accepted[0].because if accepted else "")
    for one in left:
        yield Reviewed(
            warning(
                "RC730",
                f"a playbook accepts {one.code} of the {one.about}, and there is no such finding",
                Place(subject=one.about),
                "take the acceptance out, or name what it is about as the finding does",
            )
        )


def _is_about(finding: Diagnostic, accepted: Accepted) -> bool:
    subject = finding.where.subject
    return finding.code == accepted.code and accepted.about in (subject, subject.partition("#")[0])
