"""What a reader sees of advice, and in which order; the renderers decide how it looks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time

from relcore.advice.candidates import OUTRANKED
from relcore.advice.model import (
    ActionAdvice,
    Advice,
    CustomerAdvice,
    PlayAdvice,
    QuestionAdvice,
    Reason,
    Ruling,
    StepAdvice,
    SuppressedAction,
    WarningAdvice,
)
from relcore.advice.words import Words
from relcore.facts import ActionSpec, Axis, Layer

OWN = "relcore"
"""Distribution of the built-in rules, whose name need not be told."""

MOST_QUESTIONS = 6
MOST_ACTIONS = 4
MOST_PLAYS = 4
MOST_THINGS = 6
"""How much of what is unknown, or under way, is shown without details."""


_NOW = {"late": "note", "due": "when"}
"""Standing of steps that are always shown, and the kind of detail that each one is."""


@dataclass(frozen=True, slots=True)
class Detail:
    """A line below an entry; `kind` is when, why, instead, note or source."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A thing said, with what belongs to it."""

    text: str
    details: tuple[Detail, ...] = ()
    about: tuple[str, ...] = ()
    """Identities of what the entry is about, where its text does not name them."""


@dataclass(frozen=True, slots=True)
class Section:
    """Entries under a heading; `kind` is next, plays, not, warnings, unknown or diagnostics."""

    kind: str
    title: str
    entries: tuple[Entry, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """All that is shown of one customer."""

    title: str
    day: str
    who_title: str
    who: tuple[tuple[str, str, bool], ...]
    """Question, answer, and whether the answer is sure enough to be given."""
    sections: tuple[Section, ...]


def pages(
    advice: Advice, words: Words, specs: Mapping[str, ActionSpec], details: bool = False
) -> Iterator[Page]:
    """Give a page for each customer; `details` adds ranks, rules and sources."""
    writer = _Writer(words, specs, details)
    for customer in advice.customers:
        yield writer.page(customer, advice.as_of)


class _Writer:
    def __init__(self, words: Words, specs: Mapping[str, ActionSpec], details: bool) -> None:
        self.words = words
        self.specs = specs
        self.details = details

    def page(self, customer: CustomerAdvice, as_of: date) -> Page:
        words = self.words
        known = customer.name != customer.customer_id
        sections = (
            Section("next", words.say("heading.next"), self._next(customer, as_of), numbered=True),
            Section("plays", words.say("heading.plays"), self._plays(customer.plays)),
            Section("not", words.say("heading.not"), self._merged(map(self._refused, customer.suppressed))),
            Section("warnings", words.say("heading.warnings"), self._warnings(customer)),
            Section("unknown", words.say("heading.unknown"), self._questions(customer.questions)),
            Section("diagnostics", words.say("heading.diagnostics"), self._diagnostics(customer)),
        )
        return Page(
            f"{customer.name} ({customer.customer_id})" if known else customer.name,
            words.say("line.as_of", due=words.date(as_of)),
            words.say("heading.who"),
            tuple(self._who(customer)),
            tuple(section for section in sections if section.entries),
        )

    def _who(self, customer: CustomerAdvice) -> Iterator[tuple[str, str, bool]]:
        words = self.words
        for name, found in customer.assessments.items():
            axis = Axis(name).label(words.lang)
            if found.abstained:
                yield axis, found.text or words.say("line.abstained"), False
                continue
            parts = [found.label or found.value or ""]
            if found.margin is not None:
                parts.append(words.say("line.margin", value=words.number(found.margin)))
            if found.expires:
                parts.append(words.say("line.expires", due=words.date(found.expires)))
            yield axis, words.join(parts), True

    def _next(self, customer: CustomerAdvice, as_of: date) -> tuple[Entry, ...]:
        if not customer.actions:
            return (Entry(self.words.say("line.nothing_next")),)
        return self._merged(self._action(action, as_of) for action in customer.actions)

    def _action(self, action: ActionAdvice, as_of: date) -> Entry:
        words = self.words
        when = []
        window = action.window
        opens = window.opens if window and window.opens and window.opens > as_of else None
        if opens:
            day = "line.on" if opens == action.due else "line.from"
            when.append(words.say(day, due=words.date(opens)))
        if action.due and action.due != opens:
            late = "line.overdue" if action.due < as_of else "line.by"
            when.append(words.say(late, due=words.date(action.due)))
        if action.channel:
            when.append(
                words.say("line.channel", channel=words.say(f"channel.{action.channel}", action.channel))
            )
        if window and window.from_time and window.until_time:
            hours = f"{window.from_time:%H:%M}–{_end(window.until_time)}"
            when.append(words.say("line.hours", value=hours))
        if action.limit is not None:
            when.append(words.say("line.limit", amount=words.number(action.limit)))
        details = [Detail("when", words.join(when))] if when else []
        details += self._said("why", "line.why", [reason.text for reason in action.because])
        details += self._said("note", "line.note", [note.text for note in action.notes])
        if self.details:
            factors = [
                f"{words.say(f'factor.{factor.name}', factor.name)} {words.number(factor.value)}"
                for factor in action.factors
            ]
            rank = f"{words.number(action.rank)} = {' × '.join(factors)}"
            details.append(Detail("source", words.say("line.rank", value=rank)))
            details += map(self._source, action.because)
        return Entry(action.text, tuple(details), _unnamed(action.about, action.text))

    def _plays(self, plays: Sequence[PlayAdvice]) -> tuple[Entry, ...]:
        entries = self._merged(map(self._play, plays))
        hidden = 0 if self.details else max(0, len(entries) - MOST_PLAYS)
        if not hidden:
            return entries
        return (*entries[:MOST_PLAYS], Entry(self.words.say("line.more", value=self.words.number(hidden))))

    def _play(self, play: PlayAdvice) -> Entry:
        words = self.words
        done = sum(step.status == "done" for step in play.steps)
        progress = words.say("line.steps", value=words.number(done), amount=words.number(len(play.steps)))
        details = [Detail("source", progress)]
        details += [self._step(step) for step in play.steps if self.details or step.status in _NOW]
        return Entry(play.label, tuple(details), _unnamed(play.about, play.label))

    def _step(self, step: StepAdvice) -> Detail:
        dated = step.status in _NOW and step.due is not None
        line = f"line.step_{step.status}{'' if dated or step.status not in _NOW else '_now'}"
        due = self.words.date(step.due) if step.due else None
        return Detail(
            _NOW.get(step.status, "source"), self.words.say(line, step.text, due=due, value=step.text)
        )

    def _refused(self, action: SuppressedAction) -> Entry:
        words = self.words
        layer = Layer(action.layer).label(words.lang)
        verdict = words.say(f"verdict.{action.verdict}", action.verdict)
        details = [Detail("why", words.say("line.refused", action.text, about=layer, value=action.text))]
        if action.replaced_by and action.verdict != OUTRANKED:
            label = self._label(action.replaced_by)
            details.append(Detail("instead", words.say("line.instead", value=label)))
        if action.earliest:
            details.append(Detail("when", words.say("line.earliest", due=words.date(action.earliest))))
        if self.details:
            details += [Detail("source", self._ruling(ruling)) for ruling in action.also]
            source = ", ".join([action.by, *_brought(action), *action.cites])
            details.append(Detail("source", words.say("line.source", value=source)))
        text = words.say("line.verdict", about=action.label, value=verdict)
        return Entry(text, tuple(details), _unnamed(action.about, action.text))

    def _ruling(self, ruling: Ruling) -> str:
        words = self.words
        layer = Layer(ruling.layer).label(words.lang)
        return words.say("line.also", about=layer, value=ruling.text)

    def _warnings(self, customer: CustomerAdvice) -> tuple[Entry, ...]:
        return self._merged(map(self._warning, customer.warnings))

    def _warning(self, warning: WarningAdvice) -> Entry:
        details = map(self._source, warning.because) if self.details else ()
        return Entry(warning.text, tuple(details), _unnamed(warning.about, warning.text))

    def _diagnostics(self, customer: CustomerAdvice) -> tuple[Entry, ...]:
        return tuple(
            Entry(f"{one.where}: {one.problem} ({one.code})", (Detail("note", one.hint),) if one.hint else ())
            for one in customer.diagnostics
        )

    def _merged(self, entries: Iterable[Entry]) -> tuple[Entry, ...]:
        """Say once what is said of several things, and name them."""
        things: dict[tuple[str, tuple[Detail, ...]], list[str]] = {}
        for entry in entries:
            things.setdefault((entry.text, entry.details), []).extend(entry.about)
        return tuple(
            Entry(text, (*self._about(about), *details), tuple(about))
            for (text, details), about in things.items()
        )

    def _about(self, things: Sequence[str]) -> tuple[Detail, ...]:
        """Say what an entry is about."""
        if not things:
            return ()
        words = self.words
        shown = list(things if self.details else things[:MOST_THINGS])
        if len(shown) < len(things):
            shown.append(words.say("line.more", value=words.number(len(things) - len(shown))))
        return (Detail("when", words.say("line.about", about=words.join(shown, "list.item"))),)

    def _questions(self, questions: Sequence[QuestionAdvice]) -> tuple[Entry, ...]:
        words = self.words
        shown = questions if self.details else questions[:MOST_QUESTIONS]
        entries = [Entry(question.text, tuple(self._at_stake(question))) for question in shown]
        if len(shown) < len(questions):
            entries.append(Entry(words.say("line.more", value=str(len(questions) - len(shown)))))
        return tuple(entries)

    def _at_stake(self, question: QuestionAdvice) -> Iterator[Detail]:
        words = self.words
        first = list(dict.fromkeys(question.directly + question.unlocks))
        if first:
            yield Detail("instead", words.say("line.unlocks", value=self._some(first)))
        if question.could_stop:
            yield Detail("note", words.say("line.could_stop", value=self._some(question.could_stop)))

    def _some(self, actions: Sequence[str]) -> str:
        words = self.words
        shown = actions if self.details else actions[:MOST_ACTIONS]
        labels = [self._label(action) for action in shown]
        if len(shown) < len(actions):
            labels.append(words.say("line.more", value=words.number(len(actions) - len(shown))))
        return words.join(labels, "list.item")

    def _source(self, reason: Reason) -> Detail:
        facts = [f"{fact.fact} {fact.id}" for fact in reason.facts]
        source = ", ".join([reason.rule, *_brought(reason), *reason.cites, *facts])
        return Detail("source", self.words.say("line.source", source, value=source))

    def _said(self, kind: str, msgid: str, texts: Sequence[str]) -> list[Detail]:
        said = [text for text in dict.fromkeys(texts) if text]
        return [Detail(kind, self.words.say(msgid, text, value=text)) for text in said]

    def _label(self, action: str) -> str:
        spec = self.specs.get(action)
        return spec.label(self.words.lang) if spec else action


def _brought(said: Reason | SuppressedAction) -> tuple[str, ...]:
    """Say who brought a rule, unless relcore did."""
    return () if said.distribution in ("", OWN) else (f"{said.distribution} {said.version}".strip(),)


def _end(clock: time) -> str:
    return f"{clock:%H:%M}" if clock > time.min else "24:00"


def _unnamed(about: str | None, text: str) -> tuple[str, ...]:
    """Give what an entry is about where its text does not say so."""
    return () if about is None or about in text else (about,)
