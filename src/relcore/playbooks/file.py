"""A playbook file read into a rule set, with its words, actions, state and days."""

from __future__ import annotations

import hashlib
import string
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path as FilePath
from typing import Any

from pydantic import ValidationError

from relcore.documents import Document, Limits, Path, parse
from relcore.errors import Diagnostic, Place, RuleError
from relcore.facts import ActionSpec, Beneficiary, Channel, Honesty, Promise, Purpose
from relcore.ir import Parameter, Rule, RuleSet, Scalar
from relcore.lang import declaration
from relcore.playbooks.cells import NoValue, scalar
from relcore.playbooks.effective import Effective
from relcore.playbooks.expression import suggest
from relcore.playbooks.kinds import add_enumerations, add_facts
from relcore.playbooks.places import Complaints
from relcore.playbooks.reading import read_shape
from relcore.playbooks.rules_of_file import RuleReader, Sources
from relcore.playbooks.shape import ActionShape, ParameterShape, PlaybookShape
from relcore.playbooks.vocabulary import vocabulary

LIMITS = Limits(bytes=2 << 20, depth=12, entries=100_000)
"""How much of a playbook file is read."""


@dataclass(frozen=True)
class PlaybookFile:
    """What a playbook file says: a rule set like any other, and what belongs to it."""

    ruleset: RuleSet
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Its messages: language → id → text."""
    settings: Mapping[str, Scalar] = field(default_factory=dict)
    """Values that it gives to parameters."""
    draft: bool = False
    """Whether it is not to take part in advice yet."""
    effective: Effective = field(default_factory=Effective)
    """The days on which it counts."""
    digest: str = ""
    """Names the content of the file, 16 hexadecimal digits."""
    path: FilePath = FilePath()
    document: Document = field(default_factory=lambda: Document(""), repr=False, compare=False)
    sources: Sources = field(default_factory=Sources, repr=False, compare=False)
    partial: tuple[Rule, ...] = field(default=(), repr=False, compare=False)
    """What could be read of rules that are wrong somewhere."""

    @property
    def specs(self) -> tuple[ActionSpec, ...]:
        """Its actions, with what guards need to judge them."""
        return self.ruleset.specs

    @property
    def name(self) -> str:
        """The name of the playbook."""
        return self.ruleset.name

    @property
    def version(self) -> str:
        """The version of the playbook."""
        return self.ruleset.version


def load_playbook(path: FilePath | str, known: Iterable[RuleSet] = ()) -> PlaybookFile:
    """Read a playbook file; `known` are the rule sets that it is added to, whose types it may name.

    Raises `RuleError` with everything that is wrong with the file, each at its line and column: RC640 where
    it cannot be read, RC641 where it is no plain YAML, RC642 for its entries, RC643 for values, RC644 for
    expressions, RC645 for actions and messages. Whether the rules fit together is checked when a program is
    compiled with them.
    """
    file, problems = read_playbook(path, known)
    if problems or file is None:
        raise RuleError(problems)
    return file


def read_playbook(
    path: FilePath | str, known: Iterable[RuleSet] = ()
) -> tuple[PlaybookFile | None, list[Diagnostic]]:
    """Read what can be read of a playbook file, and list what is wrong with it."""
    name = str(path)
    try:
        with FilePath(path).open("rb") as stream:
            data = stream.read(LIMITS.bytes + 1)
    except (OSError, ValueError) as error:
        said = (error.strerror if isinstance(error, OSError) else None) or type(error).__name__
        hint = "name a YAML file; relcore playbook export writes one"
        return None, [Diagnostic("RC640", f"'{name}' cannot be read: {said}", Place(file=name), hint)]
    document = parse(data, name, LIMITS, extra="playbooks")
    if document.faults:
        return None, [
            Diagnostic("RC641", fault.problem, Place(name, fault.line, fault.column), fault.hint)
            for fault in document.faults
        ]
    complaints = Complaints(document)
    shape = read_shape(complaints)
    if shape is None:
        return None, complaints.found
    file = _made(shape, complaints, known)
    digest = hashlib.sha256(data).hexdigest()[:16]
    return replace(file, digest=digest, path=FilePath(path)), complaints.found


def _made(shape: PlaybookShape, complaints: Complaints, known: Iterable[RuleSet]) -> PlaybookFile:
    words = vocabulary(known)
    add_enumerations(shape.enumerations, words, complaints)
    own = add_facts(shape.facts, words, complaints)
    reader = RuleReader(shape, words, complaints)
    rules = tuple(reader.rules())
    used = [name for name in shape.uses if name not in own]
    for name in used:
        if name not in words.types:
            hint = suggest(name, words.types, "declare it under 'facts'")
            complaints.add("RC643", f"there is no fact type '{name[:100]}'", ("uses",), hint)
    named = sorted(name for name in {*used, *reader.named} if name not in own and name in words.types)
    types = {**own, **{name: words.types[name] for name in named}}
    specs = tuple(_specs(shape.actions, complaints))
    ruleset = RuleSet(
        name=shape.playbook,
        version=shape.version,
        rules=rules,
        parameters=tuple(_parameters(shape.parameters, complaints)),
        actions=tuple(map(declaration, specs)),
        types=tuple(types.values()),
        models=tuple(words.models[name] for name in types if name in words.models),
        specs=specs,
    ).brought_by("", shape.version)
    return PlaybookFile(
        ruleset=ruleset,
        words=_words(shape, complaints),
        settings=_settings(shape, complaints),
        draft=shape.state == "draft",
        effective=_effective(shape, complaints),
        document=complaints.document,
        sources=reader.sources,
        partial=tuple(reader.partial),
    )


def _parameters(shapes: Mapping[str, ParameterShape], complaints: Complaints) -> Iterable[Parameter]:
    for name, shape in shapes.items():
        path = ("parameters", name)
        default = _scalar(shape.default, (*path, "default"), complaints)
        least, most = (
            None if text is None else _scalar(text, (*path, key), complaints)
            for key, text in (("at_least", shape.at_least), ("at_most", shape.at_most))
        )
        if default is not None:
            says = " ".join(shape.says.split())
            yield Parameter(name, default, says, shape.unit, shape.origin, least, most, shape.replaces)


def _settings(shape: PlaybookShape, complaints: Complaints) -> dict[str, Scalar]:
    found = {name: _scalar(text, ("settings", name), complaints) for name, text in shape.settings.items()}
    return {name: value for name, value in found.items() if value is not None}


def _scalar(text: str | None, path: Path, complaints: Complaints) -> Scalar | None:
    quoted = complaints.document.scalars.get(path)
    try:
        if text is not None:
            return scalar(text, quoted=quoted is not None and bool(quoted.style))
        complaints.add(
            "RC643", "a parameter has a value", path, "give a number, a day, a text, true or false"
        )
    except NoValue as wanted:
        complaints.add("RC643", f"'{str(text)[:50]}' is no value", path, f"give {wanted}")
    return None


_CLOSED = {"purpose": Purpose, "beneficiary": Beneficiary, "promise": Promise, "honesty": Honesty}


def _specs(shapes: Mapping[str, ActionShape], complaints: Complaints) -> Iterable[ActionSpec]:
    for name, shape in shapes.items():
        path: Path = ("actions", name)
        whole = True
        for key, enum in _CLOSED.items():
            whole &= _member(getattr(shape, key), enum, (*path, key), complaints)
        for channel in shape.channels:
            whole &= _member(channel, Channel, (*path, "channels"), complaints)
        given = shape.model_dump(exclude={"label"})
        try:
            if whole:
                yield ActionSpec(name=name, label_en=shape.label.en, label_zh=shape.label.zh, **given)
        except ValidationError as error:
            for detail in error.errors(include_url=False):
                key = str(detail["loc"][0]) if detail["loc"] else "name"
                hint = (
                    "effort is 1 to 5; a name has small letters, and its playbook's name and a dot before it"
                )
                where = path if key == "name" else (*path, key)
                complaints.add("RC645", f"{key}: {detail['msg'][:200]}", where, hint)


def _member(value: str, enum: Any, path: Path, complaints: Complaints) -> bool:
    members = [str(member.value) for member in enum]
    if value not in members:
        hint = suggest(value, members, "write one of " + ", ".join(members))
        complaints.add("RC645", f"{enum.__name__} has no member '{value[:100]}'", path, hint)
    return value in members


def _words(shape: PlaybookShape, complaints: Complaints) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {"en": {}, "zh": {}}
    for msgid, texts in shape.words.items():
        for lang in found:
            text = getattr(texts, lang)
            try:
                names = [part for _, part, *rest in string.Formatter().parse(text) if part is not None]
                broken = any(not name.isidentifier() for name in names)
            except ValueError:
                broken = True
            if broken:
                hint = "write placeholders as {customer}, and braces themselves twice"
                complaints.add("RC645", "the braces of the message are broken", ("words", msgid, lang), hint)
            found[lang][msgid] = text
    return found


def _effective(shape: PlaybookShape, complaints: Complaints) -> Effective:
    days: dict[str, date | None] = {}
    for key, text in (("from", shape.effective.from_), ("until", shape.effective.until)):
        try:
            found = None if text is None else scalar(text)
        except NoValue:
            found = None
        days[key] = found if type(found) is date else None
        if text is not None and days[key] is None:
            path = ("effective", key)
            complaints.add("RC643", f"'{text[:50]}' is no day", path, "write it like 2026-06-30")
    first, last = days["from"], days["until"]
    if first and last and last < first:
        hint = "let the last day follow the first"
        complaints.add("RC643", "the last day comes before the first", ("effective", "until"), hint)
    return Effective(first, last)
