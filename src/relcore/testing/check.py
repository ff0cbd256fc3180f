"""One call that checks a playbook: it compiles, and every law holds on lives drawn for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path

from hypothesis import HealthCheck, Phase, Verbosity, given, settings
from hypothesis import strategies as st

from relcore.errors import ExecutionError, UsageError
from relcore.executors.protocol import Executor, Limits
from relcore.facts import ActionSpec
from relcore.ir import RuleSet, Scalar
from relcore.lang import Playbook
from relcore.program.draft import suggestion
from relcore.testing.hints import Hints
from relcore.testing.law import Breach, Law, Subject, subject_of
from relcore.testing.laws import LAWS
from relcore.testing.lives import Life, customer_lives, types_of
from relcore.testing.monotone import Monotone
from relcore.testing.strategies import DAY


class LawBroken(AssertionError):
    """A playbook that breaks laws; `breaches` says which, each with the story that shows it."""

    def __init__(self, breaches: Sequence[Breach]) -> None:
        self.breaches = tuple(breaches)
        super().__init__("\n\n".join(breach.text() for breach in breaches))


def check_playbook(
    *playbooks: Playbook | RuleSet,
    laws: Sequence[Law | str] = LAWS,
    examples: int = 50,
    as_of: date = DAY,
    with_builtin: bool = True,
    settings: Mapping[str, Scalar] | None = None,
    executors: Sequence[str | Executor] = ("compiled", "reference"),
    limits: Limits | None = None,
    words: Sequence[Path] = (),
    specs: Sequence[ActionSpec] = (),
    monotone: Sequence[Monotone] = (),
    lives: st.SearchStrategy[Life] | None = None,
) -> None:
    """Check that playbooks compile and keep the laws; raises `LawBroken` with a story for each broken one.

    Without playbooks, the built-in one is checked; with some, it stands beside them unless `with_builtin` is
    false. `examples` lives are drawn, leaning towards what the rules read; `lives` draws others. `words` are
    folders with messages, `specs` the actions that the playbooks bring, `monotone` what they promise.

    Raises `RuleError` where the playbooks cannot be compiled.

    >>> from relcore.facts import Order
    >>> from relcore.lang import Clause, value, warn, when
    >>> book = Playbook("orders")
    >>> @book.rule(origin="example")
    ... def large(order: Order) -> Clause:
    ...     '''Note a large order.'''
    ...     return when(value(order.amount) >= 10_000).then(warn("share-regress", about=order.id))
    >>> check_playbook(book, examples=3)
    """
    found = examine(
        subject_of(
            playbooks,
            with_builtin=with_builtin,
            settings=settings or {},
            executors=executors,
            limits=limits,
            words=words,
            specs=specs,
            monotone=monotone,
        ),
        laws=laws,
        examples=examples,
        as_of=as_of,
        lives=lives,
    )
    if found:
        raise LawBroken(found)


def examine(
    subject: Subject,
    *,
    laws: Sequence[Law | str] = LAWS,
    examples: int = 50,
    as_of: date = DAY,
    lives: st.SearchStrategy[Life] | None = None,
) -> list[Breach]:
    """Try laws on drawn lives and give each that is broken, with the smallest story found for it.

    Raises `UsageError` (RC704) for a law that there is not.
    """
    chosen = [_law(one) for one in laws]
    hints = Hints.of(subject.program, subject.watched)
    drawn = lives or customer_lives(as_of=as_of, types=types_of(subject.program), hints=hints)
    trial = _Trial(subject, drawn, examples)
    return [trial.smallest(broken) for broken in trial.broken(chosen)]


class _Trial:
    """The same lives for every law: once to see which are broken, and once more for each of those."""

    def __init__(self, subject: Subject, lives: st.SearchStrategy[Life], examples: int) -> None:
        self._subject = subject
        self._lives = lives
        self._examples = examples
        self._last: tuple[str, Life] | None = None

    def broken(self, laws: Sequence[Law]) -> Iterator[Law]:
        """Give the laws that some life breaks, in the order of `laws`."""
        open_laws = list(laws)
        self._look(open_laws, stop=False)
        return (one for one in laws if one not in open_laws)

    def smallest(self, broken: Law) -> Breach:
        """Give the smallest story that shows a law broken."""
        with suppress(_Found):
            self._look([broken], stop=True)
        assert self._last is not None
        return Breach(broken, *self._last)

    def _look(self, laws: list[Law], *, stop: bool) -> None:
        @settings(
            max_examples=self._examples,
            deadline=None,
            database=None,
            derandomize=True,
            verbosity=Verbosity.quiet,
            suppress_health_check=list(HealthCheck),
            report_multiple_bugs=False,
            phases=(Phase.generate, Phase.shrink) if stop else (Phase.generate,),
            print_blob=False,
        )
        @given(self._lives)
        def look(life: Life) -> None:
            for one in list(laws):
                said = _tried(one, self._subject, life)
                if said is None:
                    continue
                self._last = said, life
                if stop:
                    raise _Found
                laws.remove(one)

        look()


class _Found(Exception):
    """A life that breaks a law, for hypothesis to make smaller."""


def _tried(one: Law, subject: Subject, life: Life) -> str | None:
    try:
        return one.check(subject, life)
    except ExecutionError:
        return None  # a run that does not end is told by the law about that, not by all others too


def _law(choice: Law | str) -> Law:
    if isinstance(choice, Law):
        return choice
    for one in LAWS:
        if one.name == choice:
            return one
    raise UsageError.of(
        "RC704", f"there is no law '{choice}'", hint=suggestion(choice, [one.name for one in LAWS])
    )
