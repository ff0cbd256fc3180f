"""Stories for people to read: what is given on a day, what is to come of it, and what never may.

A line of a story says one thing about the advice, in one of these forms:

    <axis> is <value>               the axis says so; `unknown` where it abstains
    do <action>                     the action stands
    first do <action>               it stands before all others
    do <action> in person           it stands, by visit, by phone or in the shop
    do <action> from <day>          it stands, but not before this day
    instead of <action> do <other>  the action was refused, and the other stands in its place
    not <action>: <reason>          the action was refused for this reason
    step <code> is <status>         the step of a play stands so
    step <code> by <day>            the step of a play is due on this day, late or not
    warn <code>                     it is worth knowing
    count <code> <number>           it was counted
    ask <code>                      it is a question
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from relcore.advice import Catalogue, CustomerAdvice
from relcore.advisor import Advisor
from relcore.facts import AXIS_VALUES, Action, Axis, Customer, Fact, StepStatus
from relcore.lang import Playbook
from relcore.rules import WORDS, builtin

TODAY = date(2026, 3, 2)
WHO = "acme"


@dataclass(frozen=True)
class Story:
    """One story; its name is what it shows."""

    name: str
    given: tuple[Fact, ...]
    expect: tuple[str, ...]
    never: tuple[str, ...] = ()
    as_of: date = TODAY
    proposed: tuple[Playbook, ...] = ()
    """What somebody else proposes beside the built-in rules."""

    def told(self) -> CustomerAdvice:
        """Give the advice of the day."""
        known = any(isinstance(fact, Customer) for fact in self.given)
        facts = self.given if known else (acme(), *self.given)
        return advisor(*self.proposed).advise(facts, as_of=self.as_of)

    def check(self) -> None:
        """Fail where a line does not hold, or one that never may does."""
        advice = self.told()
        wrong = [line for line in self.expect if not holds(line, advice)]
        wrong += [f"never: {line}" for line in self.never if holds(line, advice)]
        assert not wrong, f"{self.name}: {wrong}"


def acme(**fields: object) -> Customer:
    """Tell of the customer of the stories."""
    return Customer.model_validate({"customer_id": WHO, "name": "Acme", "owner": "anna"} | fields)


def ago(days: int) -> date:
    """Give a day before today."""
    return TODAY - timedelta(days=days)


def ahead(days: int) -> date:
    """Give a day to come."""
    return TODAY + timedelta(days=days)


@cache
def advisor(*others: Playbook) -> Advisor:
    """Give an advisor with the built-in playbook and others."""
    return Advisor([builtin(), *others])


def holds(line: str, advice: CustomerAdvice) -> bool:
    """Say whether a line is true of the advice; raises where nobody could have written it."""
    for pattern, test in _FORMS:
        found = re.fullmatch(pattern, line)
        if found:
            return test(advice, *found.groups())
    raise ValueError(f"no line of a story: {line!r}")


def _assessed(advice: CustomerAdvice, axis: str, value: str) -> bool:
    if value != "unknown":
        AXIS_VALUES[Axis(axis)](value)
    found = advice.assessments[Axis(axis)]
    return found.abstained if value == "unknown" else found.value == value


def _standing(advice: CustomerAdvice) -> list[str]:
    return [item.action for item in advice.actions]


def _do(advice: CustomerAdvice, action: str) -> bool:
    return Action(action) in _standing(advice)


def _first(advice: CustomerAdvice, action: str) -> bool:
    return _standing(advice)[:1] == [Action(action)]


def _in_person(advice: CustomerAdvice, action: str) -> bool:
    return any(
        item.action == Action(action) and item.channel in ("visit", "phone", "shop")
        for item in advice.actions
    )


def _from(advice: CustomerAdvice, action: str, day: str) -> bool:
    opens = [item.window.opens for item in advice.actions if item.window and item.action == Action(action)]
    return date.fromisoformat(day) in opens


def _instead(advice: CustomerAdvice, action: str, other: str) -> bool:
    replaced = any(
        item.action == Action(action) and item.replaced_by == Action(other) for item in advice.suppressed
    )
    return replaced and Action(other) in _standing(advice)


def _refused(advice: CustomerAdvice, action: str, reason: str) -> bool:
    _message(f"reason.{reason}")
    return any(
        item.action == Action(action) and reason in (item.reason, *(ruling.reason for ruling in item.also))
        for item in advice.suppressed
    )


def _step(advice: CustomerAdvice, code: str, status: str) -> bool:
    _message(f"step.{code}")
    return StepStatus(status) in [
        step.status for play in advice.plays for step in play.steps if step.code == code
    ]


def _step_by(advice: CustomerAdvice, code: str, day: str) -> bool:
    _message(f"step.{code}")
    return date.fromisoformat(day) in [
        step.due for play in advice.plays for step in play.steps if step.code == code
    ]


def _warn(advice: CustomerAdvice, code: str) -> bool:
    _message(f"warning.{code}")
    return code in {item.code for item in advice.warnings}


def _count(advice: CustomerAdvice, code: str, number: str) -> bool:
    _message(f"warning.{code}")
    return (code, int(number)) in {(item.code, item.number) for item in advice.warnings}


def _ask(advice: CustomerAdvice, code: str) -> bool:
    _message(f"question.{code}")
    return code in {item.code for item in advice.questions}


def _message(msgid: str) -> None:
    """Refuse a code that no rule could say."""
    if Catalogue(WORDS).words("en").find(msgid) is None:
        raise ValueError(f"there is no message {msgid}")


_FORMS: Iterable[tuple[str, Callable[..., bool]]] = (
    (r"instead of (\w+) do (\w+)", _instead),
    (r"first do (\w+)", _first),
    (r"do (\w+) in person", _in_person),
    (r"do (\w+) from ([\d-]+)", _from),
    (r"do (\w+)", _do),
    (r"not (\w+): ([\w-]+)", _refused),
    (r"step ([\w-]+) is (\w+)", _step),
    (r"step ([\w-]+) by ([\d-]+)", _step_by),
    (r"warn ([\w-]+)", _warn),
    (r"count ([\w-]+) (\d+)", _count),
    (r"ask ([\w-]+)", _ask),
    (r"(\w+) is (\w+)", _assessed),
)
