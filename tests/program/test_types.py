"""Values that do not fit together: each is refused with what would fit."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from relcore.facts import Channel, Conclusion, Personality, Topic
from relcore.ir import (
    Arith,
    Compare,
    Const,
    Contains,
    DaysBetween,
    Field,
    Head,
    Known,
    MinutesBetween,
    Not,
    Or,
)
from relcore.lang import (
    Clause,
    conclude,
    count,
    days,
    days_between,
    days_since,
    earliest,
    exists,
    highest,
    holds,
    known,
    latest,
    minutes_between,
    one_of,
    or_else,
    param,
    total,
    value,
    warn,
    when,
)
from relcore.program import check
from tests.program.one_book import Colour, Mark, Tag, Thing, only, problems, raw_rule, raw_set

DAY = date(2026, 3, 2)
ONE_KIND = "use values of one kind"
Body = Callable[[Any], Any]
ANYTHING: Any = Thing
MARK: Any = Mark

WRONG: dict[str, tuple[Body, str, str]] = {
    "number == text": (lambda t: t.number == "x", "a comparison of a whole number with a text", ONE_KIND),
    "text == number": (lambda t: t.words == 1, "a comparison of a text with a whole number", ONE_KIND),
    "date == number": (lambda t: t.day == 1, "a comparison of a date with a whole number", ONE_KIND),
    "flag == number": (lambda t: t.flag == 1, "a comparison of a yes or no with a whole number", ONE_KIND),
    "flag == number of facts": (
        lambda t: exists(Thing) == count(Thing),
        "a comparison of a yes or no with a whole number",
        ONE_KIND,
    ),
    "parameter of another kind": (
        lambda t: t.number == param("start"),
        "a comparison of a whole number with a date",
        ONE_KIND,
    ),
    "unknown": (lambda t: t.words == None, "nothing equals an unknown", "write known(x) or ~known(x)"),  # noqa: E711
    "not unknown": (lambda t: t.words != None, "nothing equals an unknown", "write known(x) or ~known(x)"),  # noqa: E711
    "another enumeration": (
        lambda t: t.colour == Channel.VISIT,
        "a comparison of Colour with Channel",
        "use members of one enumeration",
    ),
    "fields of two enumerations": (
        lambda t: t.colour == t.channel,
        "a comparison of Colour with Channel",
        "use members of one enumeration",
    ),
    "no member": (lambda t: t.colour == "rad", "Colour has no member 'rad'", "did you mean 'red'?"),
    "no member, in front": (lambda t: "rad" == t.colour, "Colour has no member 'rad'", "did you mean 'red'?"),  # noqa: SIM300
    "order of texts": (
        lambda t: t.words < t.words,
        "a number or a date was expected, not a text",
        "give a number or a date",
    ),
    "order of flags": (
        lambda t: t.flag < t.flag,
        "a number or a date was expected, not a yes or no",
        "give a number or a date",
    ),
    "a number as condition": (
        lambda t: t.number,
        "a condition was expected, not a whole number",
        "compare it with something",
    ),
    "a text negated": (
        lambda t: ~t.words,
        "a condition was expected, not a text",
        "compare it with something",
    ),
    "a date joined by or": (
        lambda t: t.flag | t.day,
        "a condition was expected, not a date",
        "compare it with something",
    ),
    "an inner condition": (
        lambda t: exists(Thing, lambda other: other.number),
        "a condition was expected, not a whole number",
        "compare it with something",
    ),
    "a condition of a count": (
        lambda t: count(ANYTHING, lambda other: other.day) > 1,
        "a condition was expected, not a date",
        "compare it with something",
    ),
    "a text added": (lambda t: t.words + "x" == "y", "a number was expected, not a text", "give a number"),
    "a flag multiplied": (
        lambda t: t.flag * 2 > 1,
        "a number was expected, not a yes or no",
        "give a number",
    ),
    "dates subtracted": (
        lambda t: t.day - t.on > 3,
        "'-' does not work on dates",
        "days_between(start, end)",
    ),
    "a number added to a date": (lambda t: t.day + 3 > DAY, "'+' does not work on dates", "day + days(n)"),
    "days added to a number": (lambda t: t.number + days(3) > DAY, "a date was expected", "give a date"),
    "an amount of days": (
        lambda t: t.day + days(t.amount) > DAY,
        "a number of days was expected, not a decimal number",
        "give a number of days",
    ),
    "days since a text": (
        lambda t: days_since(t.words) > 3,
        "a date was expected, not a text",
        "give a date",
    ),
    "days between numbers": (
        lambda t: days_between(t.day, t.number) > 3,
        "a date was expected",
        "give a date",
    ),
    "minutes between dates": (
        lambda t: minutes_between(t.day, t.day) > 3,
        "an instant was expected, not a date",
        "give an instant",
    ),
    "a default of another kind": (
        lambda t: or_else(t.maybe, "x") == 1,
        "a default of a whole number with a text",
        ONE_KIND,
    ),
    "one of another kind": (
        lambda t: one_of(t.number, 1, "x"),
        "a comparison of a whole number with a text",
        ONE_KIND,
    ),
    "one of another enumeration": (
        lambda t: one_of(t.colour, Colour.RED, Personality.ANALYTICAL),
        "a comparison of Colour with Personality",
        "use members of one enumeration",
    ),
    "one of no member": (
        lambda t: one_of(t.colour, "rad"),
        "Colour has no member 'rad'",
        "did you mean 'red'?",
    ),
    "held by no set": (
        lambda t: holds(t.words, "x"),
        "a set of values was expected, not a text",
        "give a set of values",
    ),
    "held by no member": (
        lambda t: holds(t.colours, "rad"),
        "Colour has no member 'rad'",
        "did you mean 'red'?",
    ),
    "a total of texts": (
        lambda t: total(ANYTHING, lambda other: other.words) == 1,
        "a number to add up was expected, not a text",
        "give a number to add up",
    ),
    "the latest text": (
        lambda t: known(latest(Thing, lambda other: other.words)),
        "a number or a date was expected, not a text",
        "give a number or a date",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_does_not_fit_is_refused_with_what_would(name: str) -> None:
    body, wrong, hint = WRONG[name]

    def rule(thing: Thing) -> Clause:
        """Ask for something odd."""
        return when(body(thing)).then(warn("seen"))

    found = problems(rule)
    assert {problem.code for problem in found} == {"RC205"}
    assert any(wrong in problem.problem and hint in problem.hint for problem in found)
    assert {problem.where.subject for problem in found} == {"rule book.rule"}
    assert all(problem.where.file == __file__ and problem.where.line for problem in found)


FITTING: dict[str, Body] = {
    "numbers of both kinds": lambda t: t.number < t.amount,
    "a decimal parameter": lambda t: t.number * param("limit") >= 1,
    "a text and a member": lambda t: t.words == t.colour,
    "a text and a parameter": lambda t: t.colour == param("word"),
    "equality of flags": lambda t: t.flag == exists(Thing),
    "equality of sets": lambda t: t.colours == t.colours,
    "nested arithmetic": lambda t: (t.number + t.maybe) * t.amount - 1 > 0,
    "a date moved by a parameter": lambda t: t.day + days(param("least")) > t.on,
    "a count as a number": lambda t: count(Thing) * 2 > t.number,
    "days as a number": lambda t: days_between(t.on, t.day) * 2 > t.number,
    "an extreme of dates": lambda t: value(latest(Thing, lambda other: other.on)) > t.day,
    "an extreme of amounts": lambda t: value(highest(Thing, lambda other: other.amount)) > t.number,
    "a set of members": lambda t: holds(t.colours, Colour.RED) | one_of(t.colour, "red", Colour.GREEN),
    "a default of the other number": lambda t: or_else(t.maybe, Decimal("0.5")) > 1,
}


@pytest.mark.parametrize("name", FITTING)
def test_what_fits_is_accepted(name: str) -> None:
    def rule(thing: Thing) -> Clause:
        """Ask for something sensible."""
        return when(FITTING[name](thing)).then(warn("seen"))

    assert problems(rule) == ()


CONCLUDED: dict[str, tuple[Callable[[Any], Any], str, str]] = {
    "a text for a number": (
        lambda t: conclude(MARK, number="x"),
        "Mark.number is a whole number, not a text",
        "give a whole number",
    ),
    "a field of another kind": (
        lambda t: conclude(Mark, words=t.day),
        "Mark.words is a text, not a date",
        "give a text",
    ),
    "a decimal for a whole number": (
        lambda t: conclude(Mark, number=t.amount),
        "Mark.number is a whole number, not a decimal number",
        "give a whole number",
    ),
    "no member": (
        lambda t: conclude(MARK, colour="rad"),
        "Colour has no member 'rad'",
        "did you mean 'red'?",
    ),
    "a parameter that is no member": (
        lambda t: conclude(Mark, colour=param("other")),
        "Colour has no member 'blue'",
        "known: green, red",
    ),
    "another enumeration": (
        lambda t: conclude(Mark, colour=t.channel),
        "Mark.colour takes Colour, not Channel",
        "give a member of Colour",
    ),
    "any text for a member": (
        lambda t: conclude(Mark, colour=t.words),
        "Mark.colour takes Colour, not any text",
        "give a member of Colour",
    ),
}


@pytest.mark.parametrize("name", CONCLUDED)
def test_a_conclusion_of_the_wrong_type_is_refused(name: str) -> None:
    conclusion, wrong, hint = CONCLUDED[name]

    def rule(thing: Thing) -> Clause:
        """Conclude something odd."""
        return when(known(thing.words)).then(conclusion(thing))

    problem = only(problems(rule))
    assert (problem.code, problem.problem) == ("RC205", wrong)
    assert hint in problem.hint
    assert problem.where.subject == "rule book.rule"


class Yes(Conclusion):
    """A conclusion that is a yes or a no."""

    is_so: bool


def tagged(**fields: Any) -> Any:
    """Conclude a tag, all of whose fields must be known."""
    return conclude(Tag, **{"colour": Colour.RED, "number": 1, "day": DAY, "share": 1, **fields})


def test_a_whole_number_does_for_a_decimal_one_and_a_member_for_a_text() -> None:
    def rule(thing: Thing) -> Clause:
        """Conclude what fits."""
        return when(exists(Thing)).then(
            tagged(share=thing.number, colour=thing.colour),
            conclude(Mark, words=thing.colour, colour=param("word")),
        )

    assert problems(rule) == ()


UNCERTAIN: dict[str, Callable[[Any], tuple[Any, Any]]] = {
    "without a condition": lambda t: (exists(Thing), tagged(number=t.maybe)),
    "in a sum": lambda t: (exists(Thing), tagged(number=t.maybe + 1)),
    "in a difference": lambda t: (exists(Thing), tagged(number=1 - t.maybe)),
    "in a span": lambda t: (exists(Thing), tagged(number=days_since(t.on))),
    "in a comparison": lambda t: (exists(Thing), conclude(Yes, is_so=t.maybe > 1)),
    "in a comparison from the right": lambda t: (exists(Thing), conclude(Yes, is_so=t.number > t.maybe)),
    "in a membership": lambda t: (exists(Thing), conclude(Yes, is_so=one_of(t.maybe, 1))),
    "in a conjunction": lambda t: (exists(Thing), conclude(Yes, is_so=(t.number > 1) & (t.maybe > 1))),
    "under an or": lambda t: (known(t.maybe) | t.flag, tagged(number=t.maybe)),
    "where it is not known": lambda t: (~known(t.maybe), tagged(number=t.maybe)),
    "of another fact": lambda t: (exists(Thing, lambda o: known(o.maybe)), tagged(number=t.maybe)),
    "a date moved too far": lambda t: (t.number > 1, tagged(day=t.day + days(t.number))),
    "an extreme over nothing": lambda t: (t.number > 1, tagged(day=latest(Thing, lambda o: o.day))),
    "a default that may be unknown": lambda t: (t.number > 1, tagged(number=or_else(t.maybe, t.maybe))),
}


@pytest.mark.parametrize("name", UNCERTAIN)
def test_what_may_be_unknown_is_refused_where_a_known_value_is_needed(name: str) -> None:
    def rule(thing: Thing) -> Clause:
        """Conclude something uncertain."""
        condition, conclusion = UNCERTAIN[name](thing)
        return when(condition).then(conclusion)

    problem = only(problems(rule))
    assert problem.code == "RC205"
    assert problem.problem.endswith("cannot be unknown, but what is given can")
    assert problem.hint == "require known(x) or write or_else(x, default)"


def test_a_constant_unknown_is_refused_where_a_known_value_is_needed() -> None:
    def rule(thing: Thing) -> Clause:
        """Conclude an unknown."""
        return when(exists(Thing)).then(tagged(number=None))

    problem = only(problems(rule))
    assert (problem.code, problem.problem) == ("RC205", "Tag.number cannot be unknown")
    assert problem.hint == "give number a value"


CERTAIN: dict[str, Callable[[Any], tuple[Any, Any]]] = {
    "known": lambda t: (known(t.maybe), tagged(number=t.maybe)),
    "compared": lambda t: (t.maybe > 1, tagged(number=t.maybe)),
    "compared in a sum": lambda t: (t.maybe * 2 + 1 > 1, tagged(number=t.maybe)),
    "among options": lambda t: (one_of(t.maybe, 1, 2), tagged(number=t.maybe)),
    "not among options": lambda t: (~one_of(t.maybe, 1, 2), tagged(number=t.maybe)),
    "in a span": lambda t: (days_since(t.on) > 1, tagged(day=t.on)),
    "moved": lambda t: (t.on + days(3) > DAY, tagged(day=t.on)),
    "computed of what is known": lambda t: (
        known(t.maybe) & known(t.amount),
        tagged(share=t.maybe * 2 - t.amount),
    ),
    "joined by and": lambda t: ((t.flag & known(t.on)) & (t.maybe > 1), tagged(day=t.on, number=t.maybe)),
    "with a default": lambda t: (t.flag, tagged(number=or_else(t.maybe, 0))),
    "a total over nothing": lambda t: (t.flag, tagged(share=total(Thing, lambda o: o.amount))),
    "a count": lambda t: (t.flag, tagged(number=count(Thing))),
    "the same extreme": lambda t: (lambda last: (last > DAY, tagged(day=last)))(
        value(earliest(Thing, lambda o: o.on))
    ),
}


@pytest.mark.parametrize("name", CERTAIN)
def test_what_the_condition_makes_known_may_be_concluded(name: str) -> None:
    def rule(thing: Thing) -> Clause:
        """Conclude something certain."""
        condition, conclusion = CERTAIN[name](thing)
        return when(condition).then(conclusion)

    assert problems(rule) == ()


def test_a_playbook_file_is_checked_like_a_playbook_in_python() -> None:
    """What the language refuses earlier, a file can still say."""
    a = Field("a", "number")
    rules = [
        raw_rule("r1", {"a": "Thing"}, (Compare("==", Arith("+", Field("a", "day"), Const(1)), Const(1)),)),
        raw_rule("r2", {"a": "Thing"}, (Not(Known(a)), Or((a,)))),
        raw_rule("r3", {"a": "Thing"}, (Compare("<", MinutesBetween(a, a), DaysBetween(a, a)),)),
        raw_rule(
            "r4", {"a": "Thing"}, (Contains(Field("a", "colours"), Const(Topic.FAMILY.value, "Topic")),)
        ),
        raw_rule("r5", {"a": "Thing"}, heads=(Head("Mark", (("colour", Const(3)),)),)),
    ]
    found = {(problem.code, str(problem.where), problem.problem) for problem in check([raw_set(*rules)])}
    assert found == {
        ("RC205", "rule r1", "'+' does not work on dates"),
        ("RC205", "rule r2", "a condition was expected, not a whole number"),
        ("RC205", "rule r3", "an instant was expected, not a whole number"),
        ("RC205", "rule r3", "a date was expected, not a whole number"),
        ("RC205", "rule r4", "Colour has no member 'family'"),
        ("RC205", "rule r5", "Mark.colour is a text, not a whole number"),
    }
