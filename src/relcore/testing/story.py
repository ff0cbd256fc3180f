"""Stories: what is given of a customer on a day, what is to come of it, what never may, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import Self

from relcore.advice import CustomerAdvice
from relcore.advisor import Advisor
from relcore.facts import Customer, Fact
from relcore.ir import RuleSet, Scalar
from relcore.lang import Clause, Playbook, always, recommend
from relcore.rules import builtin
from relcore.testing.lines import Line, Vocabulary
from relcore.testing.telling import reasons_of, tell_failure


class StoryError(AssertionError):
    """A story that does not come true; the message tells it, with the advice and what is missing or why."""


def given(
    *facts: Fact | Iterable[Fact],
    as_of: date,
    playbooks: Sequence[Playbook | RuleSet] = (),
    propose: Sequence[str] = (),
    settings: Mapping[str, Scalar] | None = None,
    advisor: Advisor | None = None,
) -> Telling:
    """Begin a story: these facts of one customer, looked at on the day `as_of`.

    The built-in playbook decides, with `playbooks` beside it, unless an `advisor` is named. `propose` names
    actions that somebody proposes, for guards to judge. A customer of whom no `Customer` is told is one of
    whom nothing is known.

    >>> from relcore.facts import Order
    >>> order = Order(customer_id="c1", id="o1", placed_on=date(2026, 3, 1), in_shop=True)
    >>> story = given(order, as_of=date(2026, 3, 1)).expect("do escort_to_door").never("do cross_sell")
    >>> story.because("do escort_to_door", "Order o1").advice.customer_id
    'c1'
    """
    told = tuple(flat(facts))
    return Telling(with_customer(told), as_of, advisor or advisor_of(playbooks, propose, settings))


class Telling:
    """A story as it is told: each call says more of what is to come, and fails where it does not."""

    def __init__(self, facts: Sequence[Fact], as_of: date, advisor: Advisor, name: str = "") -> None:
        self.facts = tuple(facts)
        self.as_of = as_of
        self.advisor = advisor
        self.name = name

    @cached_property
    def advice(self) -> CustomerAdvice:
        """The advice of the day."""
        return self.advisor.advise(self.facts, as_of=self.as_of)

    def expect(self, *lines: str) -> Self:
        """Fail unless every line holds."""
        __tracebackhide__ = True
        return self._check([(line, True) for line in map(self._read, lines)])

    def never(self, *lines: str) -> Self:
        """Fail where one of the lines holds."""
        __tracebackhide__ = True
        return self._check([(line, False) for line in map(self._read, lines)])

    def because(self, line: str, *reasons: str) -> Self:
        """Fail unless the line holds and its proof names every reason.

        A reason is the id of a rule or of a table, a catalogue id, or a fact such as `Order o1` or `o1`.
        """
        __tracebackhide__ = True
        self.expect(line)
        found = reasons_of(self._read(line), self.advisor, self.facts, self.as_of)
        missing = [reason for reason in reasons if reason not in found]
        if missing:
            known = "\n".join(f"  {reason}" for reason in sorted(found))
            self._fail(
                f"'{line}' holds, but not because of {', '.join(missing)}; its proof names\n{known}", ()
            )
        return self

    def _read(self, text: str) -> Line:
        return vocabulary_of(self.advisor).read(text)

    def _check(self, lines: Sequence[tuple[Line, bool]]) -> Self:
        __tracebackhide__ = True
        wrong = [(line, wanted) for line, wanted in lines if line.holds(self.advice) is not wanted]
        if wrong:
            said = "\n".join(f"{'expected' if wanted else 'never'}: {line.text}" for line, wanted in wrong)
            self._fail(said, wrong)
        return self

    def _fail(self, said: str, wrong: Sequence[tuple[Line, bool]]) -> None:
        __tracebackhide__ = True
        heading = f"{self.name}\n{said}" if self.name else said
        raise StoryError(f"{heading}\n\n{tell_failure(self.facts, self.as_of, self.advisor, wrong)}")


@dataclass(frozen=True)
class Story:
    """A whole story as data; `check` tells it."""

    name: str
    given: tuple[Fact, ...]
    as_of: date
    expect: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    because: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Lines, each with the reasons that its proof must name."""
    playbooks: tuple[Playbook | RuleSet, ...] = ()
    """Playbooks beside the built-in one."""
    propose: tuple[str, ...] = ()
    """Actions that somebody proposes, for guards to judge."""
    settings: Mapping[str, Scalar] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.name

    def telling(self) -> Telling:
        """Begin to tell the story."""
        advisor = advisor_of(self.playbooks, self.propose, self.settings)
        return Telling(with_customer(self.given), self.as_of, advisor, self.name)

    def check(self) -> None:
        """Fail where the story does not come true, telling all that is wrong with it."""
        telling = self.telling()
        lines = [(line, True) for line in self.expect] + [(line, False) for line in self.never]
        vocabulary = vocabulary_of(telling.advisor)
        telling._check([(vocabulary.read(line), wanted) for line, wanted in lines])
        for line, reasons in self.because.items():
            telling.because(line, *reasons)


def proposal(*actions: str, **fields: object) -> Playbook:
    """Give a playbook in which somebody proposes the actions, with the fields of `recommend`."""
    book = Playbook("proposal")

    @book.table({action: action for action in actions}, origin="test")
    def propose(customer: Customer, action: str) -> Clause:
        """Somebody proposes an action."""
        return always().then(recommend(action, **fields))  # type: ignore[arg-type]

    return book


def flat(facts: Iterable[Fact | Iterable[Fact]]) -> Iterator[Fact]:
    """Give facts and groups of facts one by one."""
    for item in facts:
        if isinstance(item, Fact):
            yield item
        else:
            yield from item


def with_customer(facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """Tell of the customer where nobody did."""
    if any(isinstance(fact, Customer) for fact in facts):
        return tuple(facts)
    owners = [owner for fact in facts if (owner := getattr(fact, "customer_id", ""))]
    return (Customer(customer_id=owners[0] if owners else "c1"), *facts)


def advisor_of(
    playbooks: Sequence[Playbook | RuleSet] = (),
    propose: Sequence[str] = (),
    settings: Mapping[str, Scalar] | None = None,
    words: Sequence[Path] = (),
) -> Advisor:
    """Give the advisor with the built-in playbook and others beside it, made once for each choice."""
    given = tuple(sorted((settings or {}).items()))
    return _advisor(tuple(map(_Same, playbooks)), tuple(propose), given, tuple(words))


class _Same:
    """A playbook by what it holds now, so that one to which rules were added since is another."""

    def __init__(self, playbook: Playbook | RuleSet) -> None:
        self.playbook = playbook
        self.ruleset = ruleset_of(playbook)
        self._key = (id(playbook), len(self.ruleset.rules), len(self.ruleset.parameters))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self._key == other._key

    def __hash__(self) -> int:
        return hash(self._key)


def ruleset_of(playbook: Playbook | RuleSet) -> RuleSet:
    """Give what a playbook holds, as data."""
    return playbook.ruleset() if isinstance(playbook, Playbook) else playbook


def beside_builtin(playbooks: Iterable[Playbook | RuleSet]) -> list[RuleSet]:
    """Put the built-in playbook before others, unless one of them has taken it over already."""
    own = [ruleset_of(book) for book in playbooks]
    ours = builtin().ruleset()
    told = {rule.id for ruleset in own for rule in ruleset.rules}
    return own if {rule.id for rule in ours.rules} <= told else [ours, *own]


@cache
def _advisor(
    own: tuple[_Same, ...],
    propose: tuple[str, ...],
    settings: tuple[tuple[str, Scalar], ...],
    words: tuple[Path, ...],
) -> Advisor:
    books = beside_builtin(same.ruleset for same in own)
    if propose:
        books.append(proposal(*propose).ruleset())
    return Advisor(books, settings=dict(settings), words=words)


@cache
def vocabulary_of(advisor: Advisor) -> Vocabulary:
    """Give the names that lines about an advisor's advice may use, gathered once."""
    return Vocabulary.of(advisor.program)
