"""Which mutants a suite notices: tests run once, then those that a mutant concerns run again with it."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass, field
from io import StringIO
from typing import Any

import pytest
from _pytest.runner import runtestprotocol

from relcore.errors import UsageError
from relcore.executors.compiled import CompiledExecutor
from relcore.ledger import Ledger
from relcore.testing.law import Subject
from relcore.testing.listening import Run, listening
from relcore.testing.mutants import Mutant, all_mutants
from relcore.testing.rerun import Reruns

_QUIETLY = (
    *("-q", "-p", "no:cacheprovider", "-p", "no:cov"),
    # The kit has loaded hypothesis already, which does no harm here.
    *("-W", "ignore::pytest.PytestAssertRewriteWarning"),
)
MOST_RUNS = 20
"""So many runs of one test are kept; a property test draws more, which say little more."""


@dataclass(frozen=True)
class MutationReport:
    """What became of the mutants that were tried."""

    noticed: tuple[tuple[Mutant, str], ...]
    """Mutants, each with the test that failed."""
    missed: tuple[Mutant, ...]
    """Mutants that no test noticed."""
    unreached: tuple[Mutant, ...]
    """Those of them that change no answer of any test: no limit is met, or the rule does not fire."""
    possible: int
    """Mutants that could have been tried."""
    tests: int
    """Tests that passed without a mutant and ran rules."""

    @property
    def share(self) -> float:
        """The part of the tried mutants that some test noticed."""
        tried = len(self.noticed) + len(self.missed)
        return len(self.noticed) / tried if tried else 0.0

    def as_dict(self) -> dict[str, Any]:
        """Give the report as plain data."""
        unreached = {mutant.id for mutant in self.unreached}
        return {
            "tests": self.tests,
            "possible": self.possible,
            "tried": len(self.noticed) + len(self.missed),
            "noticed": len(self.noticed),
            "share": round(self.share, 4),
            "missed": [{**one.as_dict(), "reached": one.id not in unreached} for one in self.missed],
        }


def mutate(
    subject: Subject,
    tests: Sequence[str],
    *,
    sample: int | None = None,
    seed: int = 0,
    rules: str = "",
    tell: Callable[[str], None] = lambda line: None,
) -> MutationReport:
    """Try mutants of the rules of a subject against tests, each the path of a folder, a file or one test.

    `sample` takes so many of them, chosen by `seed`; `rules` takes those of rules whose id begins so. Tests
    run in this process, one at a time; those that fail without a mutant are left out.

    Raises `UsageError` (RC706) where no test runs a rule.
    """
    chosen = [rule for rule in subject.watched if rule.id.startswith(rules)]
    mutants = all_mutants(chosen, subject.program)
    possible = len(mutants)
    if sample is not None and sample < possible:
        # Which mutants are drawn is of no use to an attacker.
        mutants = sorted(random.Random(seed).sample(mutants, sample), key=lambda mutant: mutant.id)
    session = _Session(subject, mutants, tell)
    with redirect_stdout(StringIO()) as said:
        pytest.main([*_QUIETLY, *tests], plugins=[session])
    if not session.tests:
        raise UsageError.of(
            "RC706",
            "no test among them passes and runs a rule",
            hint="name a folder of tests that pass; pytest says: " + said.getvalue().strip()[-300:],
        )
    return MutationReport(
        tuple(session.noticed), tuple(session.missed), tuple(session.unreached), possible, len(session.tests)
    )


@dataclass
class _Test:
    item: pytest.Item
    seconds: float
    runs: dict[Any, Run] = field(default_factory=dict)


class _Session:
    """A pytest session that runs its tests once, and then some of them again for each mutant."""

    def __init__(self, subject: Subject, mutants: Sequence[Mutant], tell: Callable[[str], None]) -> None:
        self._subject = subject
        self._mutants = mutants
        self._tell = tell
        self._reruns = Reruns()
        self._compiled = CompiledExecutor()
        self._run_usual = CompiledExecutor.run
        self._ledgers: dict[Any, Ledger] = {}
        self._heard: dict[Any, Run] = {}
        self._mutant: Mutant | None = None
        self.tests: list[_Test] = []
        self.noticed: list[tuple[Mutant, str]] = []
        self.missed: list[Mutant] = []
        self.unreached: list[Mutant] = []

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Take the place of pytest's own loop."""
        with listening(self._answer):
            for number, item in enumerate(session.items):
                self._first(item)
                if number % 100 == 99:
                    self._tell(f"{number + 1} of {len(session.items)} tests have run")
            for number, mutant in enumerate(self._mutants):
                self._try(mutant)
                if number % 20 == 19:
                    self._tell(f"{number + 1} of {len(self._mutants)} mutants have been tried")
        return True

    def _first(self, item: pytest.Item) -> None:
        self._heard = {}
        reports = runtestprotocol(item, log=False, nextitem=None)
        if self._heard and all(report.passed for report in reports):
            self.tests.append(_Test(item, sum(report.duration for report in reports), self._heard))

    def _try(self, mutant: Mutant) -> None:
        reached = False
        # The quickest first: most mutants are noticed before the slow ones are looked at.
        for test in sorted(self.tests, key=lambda one: one.seconds):
            if not any(self._changes(run, mutant) for run in test.runs.values()):
                continue
            reached = True
            if self._fails(test, mutant):
                self.noticed.append((mutant, test.item.nodeid))
                return
        self.missed.append(mutant)
        if not reached:
            self.unreached.append(mutant)

    def _fails(self, test: _Test, mutant: Mutant) -> bool:
        self._mutant = mutant
        try:
            return any(r.failed for r in runtestprotocol(test.item, log=False, nextitem=None))
        finally:
            self._mutant = None

    def _changes(self, run: Run, mutant: Mutant) -> bool:
        return self._holds(run, mutant) and self._reruns.differs(run, self._ledger(run), mutant.rule)

    def _holds(self, run: Run, mutant: Mutant) -> bool:
        """Tell whether a program holds the rule of a mutant as the subject does."""
        found = run.program.rules.get(mutant.rule.id)
        own = self._subject.program.rules[mutant.rule.id]
        return found is not None and (found.binds, found.where, found.heads) == (
            own.binds,
            own.where,
            own.heads,
        )

    def _ledger(self, run: Run) -> Ledger:
        """Give what followed without a mutant, with supports."""
        found = self._ledgers.get(run.key)
        if found is None:
            found = self._run_usual(self._compiled, run.program, run.facts, run.as_of)
            self._ledgers[run.key] = found
        return found

    def _answer(self, run: Run, usual: Callable[[], Ledger]) -> Ledger:
        if self._mutant is None:
            if len(self._heard) < MOST_RUNS:
                self._heard.setdefault(run.key, run)
            return usual()
        if not self._changes(run, self._mutant):
            return usual()
        return self._reruns.rerun(run, self._ledger(run), self._mutant.rule)
