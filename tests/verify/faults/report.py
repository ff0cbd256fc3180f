"""Which way of checking finds which fault: check, verify, prove, laws, and a suite of known answers.

The suite stands for what mutation testing asks for: it holds what the healthy playbook concluded of drawn
customers, and how many mutants of that playbook it notices is told with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from hypothesis import HealthCheck, Phase, given, settings

from relcore.errors import RelcoreError
from relcore.executors.compiled import CompiledExecutor
from relcore.facts import Snapshot
from relcore.ir import Rule, RuleSet
from relcore.program import Program, check, compile_program
from relcore.testing.check import examine
from relcore.testing.hints import Hints
from relcore.testing.law import Law, Subject, subject_of
from relcore.testing.laws import LAWS
from relcore.testing.lives import Life, customer_lives, types_of
from relcore.testing.mutants import all_mutants
from relcore.verify.findings import findings
from relcore.verify.prove import Outcome, prove
from tests.verify.faults.corpus import Fault, rulesets

WAYS = ("check", "verify", "prove", "laws", "suite")
"""Ways of checking, in the order of the table."""


@dataclass(frozen=True)
class Found:
    """A fault, and the ways that find it; where it does not even compile, the others cannot be asked."""

    fault: Fault
    by: frozenset[str]

    @property
    def row(self) -> tuple[str, ...]:
        """The fault as a row of the table."""
        rest = ["-" if self.by == {"check"} and way != "check" else "" for way in WAYS]
        marks = ["yes" if way in self.by else mark for way, mark in zip(WAYS, rest, strict=True)]
        return self.fault.name, self.fault.kind, *marks


class Suite:
    """What the healthy playbook concludes of drawn customers, to be compared with what another one does."""

    def __init__(self, customers: int) -> None:
        self._healthy = compile_program(rulesets(None))
        self._lives = list(_drawn(self._healthy, customers))
        self._expected = self._answers(self._healthy)

    def notices(self, program: Program) -> bool:
        """Say whether another playbook answers otherwise."""
        return self._answers(program) != self._expected

    @cached_property
    def mutants(self) -> tuple[int, int]:
        """How many mutants of the healthy playbook it notices, of those that can be compiled at all."""
        (healthy,) = rulesets(None)
        mutants = all_mutants(self._healthy.rules.values(), self._healthy)
        mutated = [_with(healthy, mutant.rule) for mutant in mutants]
        fit = [one for one in mutated if not check([one])]
        return sum(self.notices(compile_program([one])) for one in fit), len(fit)

    def _answers(self, program: Program) -> list[object]:
        executor = CompiledExecutor()
        found: list[object] = []
        for life in self._lives:
            try:
                ledger = executor.run(program, Snapshot.of(life.facts), life.as_of, supports=False)
                found.append(ledger.canonical())
            except RelcoreError as error:
                found.append(error.diagnostics[0].code)
        return found


def _with(healthy: RuleSet, mutated: Rule) -> RuleSet:
    rules = tuple(mutated if rule.id == mutated.id else rule for rule in healthy.rules)
    return replace(healthy, rules=rules)


def _drawn(program: Program, customers: int) -> Iterator[Life]:
    """Draw the same customers each time, leaning towards what the rules turn on."""
    lives: list[Life] = []
    hints = Hints.of(program, list(program.rules.values()))

    @settings(
        max_examples=customers,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(customer_lives(types=types_of(program), hints=hints))
    def keep(life: Life) -> None:
        lives.append(life)

    keep()
    return iter(lives)


def kept_laws(examples: int) -> tuple[Law, ...]:
    """Give the laws that the healthy playbook keeps: it comes without words."""
    broken = {breach.law for breach in examine(_subject(rulesets(None)), examples=examples)}
    return tuple(law for law in LAWS if law not in broken)


def _subject(found: Sequence[RuleSet]) -> Subject:
    return subject_of(found, with_builtin=False)


def found_by(fault: Fault | None, suite: Suite, laws: Sequence[Law], examples: int) -> frozenset[str]:
    """Say what finds a fault."""
    try:
        together = rulesets(fault)
    except RelcoreError:
        return frozenset({"check"})
    if check(together):
        return frozenset({"check"})
    program = compile_program(together)
    by: Mapping[str, bool] = {
        "verify": any(finding.code != "RC739" for finding in findings(program)),
        "prove": any(proof.outcome is Outcome.BROKEN for proof in prove(program)),
        "laws": bool(examine(_subject(together), laws=laws, examples=examples)),
        "suite": suite.notices(program),
    }
    return frozenset(way for way, is_found in by.items() if is_found)


def report(faults: Iterable[Fault], *, customers: int = 300, examples: int = 30) -> Iterator[Found]:
    """Try each way on each fault."""
    suite, laws = Suite(customers), kept_laws(examples)
    for fault in faults:
        yield Found(fault, found_by(fault, suite, laws, examples))


def table(found: Sequence[Found]) -> str:
    """Write the table, a fault a line, and below it how many each way finds and how many find nothing."""
    rows = [("fault", "kind", *WAYS), *(one.row for one in found)]
    sums = [str(sum(way in one.by for one in found)) for way in WAYS]
    rows.append((f"{len(found)} faults", f"{sum(not one.by for one in found)} found by nothing", *sums))
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )
