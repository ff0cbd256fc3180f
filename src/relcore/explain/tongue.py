"""The words of explanations: messages by id in two languages, and what facts and values are called."""

from __future__ import annotations

import gettext
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, get_args

from relcore.facts import AXIS_VALUES, BUILTIN_ACTION_SPECS
from relcore.facts.base import Labelled
from relcore.ir import FactType, Rule
from relcore.ledger import plain

FOLDER = Path(__file__).parent / "locale"

Find = Callable[[str], str | None]
"""Gives a message of the advice by its id: `fact.Order`, `field.amount`, `reason.CODE`."""


@lru_cache(maxsize=4)
def _messages(lang: str) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for area in ("explain", "names"):
        with (FOLDER / lang / f"{area}.mo").open("rb") as file:
            found |= gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]
    return found


@dataclass(frozen=True)
class Tongue:
    """Says things in one language; what facts, fields and values are called it asks `find` and `labels`.

    >>> Tongue().say("phrase.known", about="Order.amount")
    'Order.amount is known'
    >>> Tongue("zh").say("phrase.known", about="订单的金额")
    '订单的金额已知'
    """

    lang: str = "en"
    find: Find | None = None
    labels: Mapping[str, type[Labelled]] = field(default_factory=dict)
    """Enumerations by name."""
    steps: Mapping[str, str] = field(default_factory=dict)
    """Labels of values of axes, for where nothing says which axis; those of two meanings are left out."""

    @property
    def is_english(self) -> bool:
        """Whether things go by the names that they have in rules."""
        return self.lang == "en"

    def say(self, msgid: str, /, **values: str) -> str:
        """Give a message with its placeholders filled in."""
        message = _messages(self.lang)[msgid]
        return message.format_map(values) if values else message

    def fact(self, name: str) -> str:
        """Give what facts of a type are called."""
        return self._found(f"fact.{name}") or name

    def field(self, fact: str, name: str) -> str:
        """Give what a field is called."""
        return self._found(f"field.{fact}.{name}", f"field.{name}") or name

    def rule(self, rule: Rule) -> str:
        """Give the sentence of a rule, or of the reason that it gives."""
        if found := self._found(f"sentence.{rule.table or rule.id}"):
            return found
        if not self.is_english:
            for head in rule.heads:
                code = getattr(dict(head.fields).get("reason"), "value", None)
                found = self._found(f"reason.{code}")
                if found and "{" not in found:
                    return found
        return rule.doc

    def reason(self, code: str) -> str:
        """Give the sentence of a reason, or its code."""
        found = self._found(f"reason.{code}")
        return found if found and "{" not in found else code

    def action(self, name: str) -> str:
        """Give what an action is called."""
        spec = BUILTIN_ACTION_SPECS.get(name)
        if self.is_english or spec is None:
            return self._found(f"label.{name}") or name
        return spec.label(self.lang)

    def one(self, name: str) -> str:
        """Put the indefinite article before a name.

        >>> Tongue().one("Order"), Tongue().one("Contract")
        ('an Order', 'a Contract')
        """
        return self.say("phrase.an" if name[:1].lower() in "aeiou" else "phrase.a", about=name)

    def any_of(self, options: Sequence[str], word: str = "or") -> str:
        """Join alternatives, or with "and" all of several things."""
        if len(options) == 1:
            return options[0]
        return self.say(f"phrase.list-{word}", about=self.join(options[:-1]), value=options[-1])

    def join(self, items: Sequence[str]) -> str:
        """Put items in a row."""
        return self.say("phrase.comma").join(items)

    def value(self, value: Any, enum: str = "") -> str:
        """Give a value in words; a member of an enumeration by its label."""
        if value is None:
            return self.say("phrase.unknown")
        if isinstance(value, bool):
            return self.say("phrase.yes" if value else "phrase.no")
        if isinstance(value, (tuple, frozenset)):
            return self.join([self.value(item, enum) for item in value]) or self.say("phrase.nothing")
        if isinstance(value, datetime):
            return value.isoformat(sep=" ", timespec="minutes")
        if not self.is_english and isinstance(value, str):
            known = self.labels.get(enum)
            if known is not None and value in set(known):
                return known(value).label(self.lang)
            return self.steps.get(value, value)
        return str(plain(value))

    def _found(self, *msgids: str) -> str | None:
        """Give the first of some messages that there is: what explanations call it, or else the advice."""
        if self.is_english:
            return None
        own = _messages(self.lang)
        for msgid in msgids:
            if found := own.get(msgid) or (self.find and self.find(msgid)):
                return found
        return None


ENGLISH = Tongue()


def tongue_of(
    lang: str, find: Find | None, models: Mapping[str, type[Any]], types: Mapping[str, FactType]
) -> Tongue:
    """Make a tongue that knows the enumerations of fact types; English goes by the names in rules."""
    if lang == "en":
        return ENGLISH
    wanted = {kind.enum for fact in types.values() for kind in fact.fields.values() if kind.enum}
    found: dict[str, type[Labelled]] = {}
    for model in models.values():
        for info in model.model_fields.values():
            for enum in _enumerations(info.annotation):
                if enum.__name__ in wanted:
                    found[enum.__name__] = enum
    return Tongue(lang, find, found, _steps(lang))


def _steps(lang: str) -> Mapping[str, str]:
    labels: dict[str, set[str]] = {}
    for values in AXIS_VALUES.values():
        for member in values:
            labels.setdefault(str(member.value), set()).add(member.label(lang))
    return {value: own.pop() for value, own in labels.items() if len(own) == 1}


def _enumerations(annotation: Any) -> list[type[Labelled]]:
    if isinstance(annotation, type) and issubclass(annotation, Labelled):
        return [annotation]
    return [enum for part in get_args(annotation) for enum in _enumerations(part)]
