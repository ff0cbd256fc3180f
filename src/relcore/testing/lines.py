"""Lines of a story: each says one thing about the advice for a customer, in one of a dozen forms."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from relcore.advice import Catalogue, CustomerAdvice
from relcore.errors import Place, UsageError
from relcore.facts import AXIS_VALUES, BUILTIN_ACTIONS, Axis, StepStatus
from relcore.ir import Const, Head, Rule
from relcore.program import Program
from relcore.program.draft import suggestion
from relcore.rules import WORDS

Rows = tuple[str, Mapping[str, str]]
"""A type of conclusion, and the values of columns by which those that a line speaks of are found."""

FORMS: Mapping[str, str] = {
    "<axis> is <value>": "the axis says so; `unknown` where it abstains",
    "do <action>": "the action stands",
    "first do <action>": "it stands before all others",
    "do <action> in person": "it stands, by visit, by phone or in the shop",
    "do <action> by <channel>": "it stands, through this channel",
    "do <action> from <day>": "it stands, but not before this day",
    "do <action> about <id>": "it stands, for this order, complaint or other matter",
    "instead of <action> do <other>": "the action was refused, and the other stands in its place",
    "not <action>: <reason>": "the action was refused for this reason",
    "step <code> is <status>": "the step of a play stands so",
    "step <code> by <day>": "the step of a play is due on this day, late or not",
    "warn <code>": "it is worth knowing",
    "count <code> <number>": "it was counted",
    "ask <code>": "it is a question",
}
"""Every form of a line, and what it says."""


@dataclass(frozen=True)
class Line:
    """One line of a story, read."""

    text: str
    speaks_of: str
    """Kind of thing that it speaks of: an action, a refusal, an axis, a step, a warning or a question."""
    name: str
    """Name of that thing."""
    rows: tuple[Rows, ...]
    """Where the ledger holds what the line rests on."""
    test: Callable[[CustomerAdvice], bool]

    def holds(self, advice: CustomerAdvice) -> bool:
        """Say whether the line is true of the advice."""
        return self.test(advice)


@dataclass(frozen=True)
class Vocabulary:
    """The names that a line may use: those that the rules of a program know."""

    actions: frozenset[str]
    codes: Mapping[str, frozenset[str]]
    """Codes that rules can say, by the column that holds them: warnings, questions, steps and reasons."""

    @classmethod
    def of(cls, program: Program) -> Vocabulary:
        """Gather the names from the rules."""
        heads = [(head.fact, dict(head.fields)) for rule in program.rules.values() for head in rule.heads]
        said = {
            kind: frozenset(text for fact, given in heads if fact in facts for text in _texts(given, column))
            for kind, (facts, column) in _CODES.items()
        }
        actions = {spec.name for spec in BUILTIN_ACTIONS} | set(program.actions)
        return cls(frozenset(actions), said)

    def read(self, text: str) -> Line:
        """Read a line; raises `UsageError` for no line at all (RC701) and for an unknown name (RC702).

        >>> from relcore import Advisor
        >>> line = Vocabulary.of(Advisor().program).read("instead of send_greeting do greeting_by_person")
        >>> line.speaks_of, line.name
        ('refusal', 'send_greeting')
        """
        for pattern, make in _FORMS:
            found = re.fullmatch(pattern, text.strip())
            if found:
                return make(self, text.strip(), found.groups())
        raise UsageError.of(
            "RC701",
            f"no line of a story: '{text}'",
            Place(subject=f"line '{text}'"),
            "write one of: " + "; ".join(FORMS),
        )

    def action(self, name: str, text: str) -> str:
        """Give the name of an action that there is."""
        return _one_of(name, self.actions, "action", text)

    def code(self, kind: str, name: str, text: str) -> str:
        """Give a code that some rule can say, or for which there is a message."""
        prefix = _CODES[kind][1] if kind == "reason" else kind
        if Catalogue(WORDS).words("en").find(f"{prefix}.{name}") is not None:
            return name
        return _one_of(name, self.codes[kind], kind, text)


_CODES: Mapping[str, tuple[tuple[str, ...], str]] = {
    "warning": (("Finding", "Tally"), "code"),
    "question": (("Question",), "code"),
    # Steps are planned by rules of a play, and from there all of them are told alike.
    "step": (("PlayStep", "PlannedStep"), "code"),
    "reason": (("Verdict",), "reason"),
}


def rules_saying(line: Line, program: Program) -> Iterator[Rule]:
    """Give the rules that could bring what a line speaks of."""
    for rule in program.rules.values():
        if any(_could_say(head, rows) for head in rule.heads for rows in line.rows):
            yield rule


def _could_say(head: Head, rows: Rows) -> bool:
    fact, wanted = rows
    given = dict(head.fields)
    return head.fact == fact and all(
        value in _texts(given, column) or not isinstance(given.get(column), Const)
        for column, value in wanted.items()
    )


def _texts(given: Mapping[str, Any], column: str) -> Iterator[str]:
    found = given.get(column)
    if isinstance(found, Const) and found.value is not None:
        yield str(found.value)


def _one_of(name: str, known: Iterable[str], kind: str, text: str) -> str:
    names = sorted(known)
    if name in names:
        return name
    raise UsageError.of(
        "RC702",
        f"there is no {kind} '{name}'",
        Place(subject=f"line '{text}'"),
        suggestion(name, names),
    )


def _day(text: str, line: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError.of(
            "RC702", f"'{text}' is no day", Place(subject=f"line '{line}'"), "write it like 2026-06-30"
        ) from None


Words = tuple[str, ...]
Maker = Callable[[Vocabulary, str, Words], Line]


def _standing(condition: Callable[[Any, str], bool] = lambda item, word: True) -> Maker:
    """Make the reader of a form that says something about an action that stands."""

    def make(vocabulary: Vocabulary, text: str, words: Words) -> Line:
        action, word = vocabulary.action(words[0], text), words[1] if len(words) > 1 else ""

        def test(advice: CustomerAdvice) -> bool:
            return any(item.action == action and condition(item, word) for item in advice.actions)

        return Line(text, "action", action, (("Recommendation", {"action": action}),), test)

    return make


def _first(vocabulary: Vocabulary, text: str, words: Words) -> Line:
    action = vocabulary.action(words[0], text)
    rows = (("Recommendation", {"action": action}),)
    return Line(text, "action", action, rows, lambda advice: _names(advice.actions)[:1] == [action])


def _names(items: Sequence[Any]) -> list[str]:
    return [item.action for item in items]


def _from(vocabulary: Vocabulary, text: str, words: Words) -> Line:
    day = _day(words[1], text)
    return _standing(lambda item, _: item.window is not None and item.window.opens == day)(
        vocabulary, text, words
    )


def _instead(vocabulary: Vocabulary, text: str, words: Words) -> Line:
    action, other = (vocabulary.action(word, text) for word in words)

    def test(advice: CustomerAdvice) -> bool:
        replaced = any(item.action == action and item.replaced_by == other for item in advice.suppressed)
        return replaced and other in _names(advice.actions)

    return Line(text, "refusal", action, (("Verdict", {"action": action, "replaced_by": other}),), test)


def _refused(vocabulary: Vocabulary, text: str, words: Words) -> Line:
    action, reason = vocabulary.action(words[0], text), vocabulary.code("reason", words[1], text)

    def test(advice: CustomerAdvice) -> bool:
        return any(
            item.action == action and reason in (item.reason, *(ruling.reason for ruling in item.also))
            for item in advice.suppressed
        )

    return Line(text, "refusal", action, (("Verdict", {"action": action, "reason": reason}),), test)


def _step(vocabulary: Vocabulary, text: str, words: Words) -> Line:
    code, status = vocabulary.code("step", words[0], text), _one_of(words[1], StepStatus, "status", text)
    rows = (("PlayStep", {"code": code, "status": status}),)
    return Line(text, "step", code, rows, lambda advice: status in _steps(advice, code, "status"))


def _step_by(vocabulary: Vocabulary, text: str, words: Words) -> Line:
    code, day = vocabulary.code("step", words[0], text), _day(words[1], text)
    rows = (("PlayStep", {"code": code}),)
    return Line(text, "step", code, rows, lambda advice: day in _steps(advice, code, "due"))


def _steps(advice: CustomerAdvice, code: str, what: str) -> list[Any]:
    return [getattr(step, what) for play in advice.plays for step in play.steps if step.code == code]


def _warn(vocabulary: Vocabulary, text: str, words: Words) -> Line:
    code = vocabulary.code("warning", words[0], text)
    rows: tuple[Rows, ...] = (("Finding", {"code": code}), ("Tally", {"code": code}))
    return Line(text, "warning", code, rows, lambda advice: code in {item.code for item in advice.warnings})


def _count(vocabulary: Vocabulary, text: str, words: Words) -> Line:
    code, number = vocabulary.code("warning", words[0], text), int(words[1])
    return Line(
        text,
        "warning",
        code,
        (("Tally", {"code": code}),),
        lambda advice: (code, number) in {(item.code, item.number) for item in advice.warnings},
    )


def _ask(vocabulary: Vocabulary, text: str, words: Words) -> Line:
    code = vocabulary.code("question", words[0], text)
    rows = (("Question", {"code": code}),)
    return Line(text, "question", code, rows, lambda advice: code in {item.code for item in advice.questions})


def _assessed(vocabulary: Vocabulary, text: str, words: Words) -> Line:
    axis = Axis(_one_of(words[0], Axis, "axis", text))
    value = words[1]
    if value != "unknown":
        _one_of(value, AXIS_VALUES[axis], f"value of the axis {axis}", text)

    def test(advice: CustomerAdvice) -> bool:
        found = advice.assessments[axis]
        return found.abstained if value == "unknown" else found.value == value

    wanted = {"axis": str(axis)} if value == "unknown" else {"axis": str(axis), "value": value}
    return Line(text, "axis", axis, (("Assessment", wanted),), test)


_FORMS: Sequence[tuple[str, Maker]] = (
    (r"instead of ([\w.]+) do ([\w.]+)", _instead),
    (r"first do ([\w.]+)", _first),
    (r"do ([\w.]+) in person", _standing(lambda item, _: item.channel in ("visit", "phone", "shop"))),
    (r"do ([\w.]+) by ([a-z]+)", _standing(lambda item, word: item.channel == word)),
    (r"do ([\w.]+) from ([\d-]+)", _from),
    (r"do ([\w.]+) about (\S+)", _standing(lambda item, word: item.about == word)),
    (r"do ([\w.]+)", _standing()),
    (r"not ([\w.]+): ([\w.-]+)", _refused),
    (r"step ([\w.-]+) is (\w+)", _step),
    (r"step ([\w.-]+) by ([\d-]+)", _step_by),
    (r"warn ([\w.-]+)", _warn),
    (r"count ([\w.-]+) (\d+)", _count),
    (r"ask ([\w.-]+)", _ask),
    (r"(\w+) is (\w+)", _assessed),
)
