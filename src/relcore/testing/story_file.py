"""Stories in files: `*.story.yaml`, each document one story, read into the same data as stories in Python."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from relcore.errors import UsageError
from relcore.facts import CompanyFact, Conclusion, Customer, Fact
from relcore.ir import RuleSet
from relcore.playbooks import ruleset_named
from relcore.testing.lives import built_in_types
from relcore.testing.story import Story
from relcore.testing.story_yaml import Table, documents, refusal

KEYS = (
    "story",
    "as_of",
    "customer",
    "given",
    "expect",
    "never",
    "because",
    "playbooks",
    "propose",
    "settings",
)
"""What a story in a file may say."""

_SPAN = re.compile(r"(?:(\d+) days? ago|in (\d+) days?|(today|yesterday|tomorrow))")
_NAMED = {"today": 0, "yesterday": -1, "tomorrow": 1}


def read_stories(path: Path) -> Iterator[tuple[Story, int]]:
    """Read the stories of a file, each with the line on which it begins.

    Raises `UsageError` (RC703) with file and line where a story is malformed.
    """
    for table in documents(path):
        yield _Reader(path, table).story(), table.line


class _Reader:
    def __init__(self, path: Path, table: Table) -> None:
        self._path = path
        self._table = table
        for key in table:
            if key not in KEYS:
                close = difflib.get_close_matches(key, KEYS, n=1)
                raise self._wrong(key, f"a story says nothing like '{key}'", _hint(close, KEYS))
        if not isinstance(table.get("as_of"), date):
            raise self._wrong("as_of", "a story is looked at on a day", "write as_of: 2026-06-30")
        self._as_of: date = table["as_of"]
        self._who = str(table.get("customer") or "c1")

    def story(self) -> Story:
        playbooks = tuple(self._playbook(str(name)) for name in self._list("playbooks"))
        own = [model for book in playbooks for model in book.models]
        models: tuple[type[Fact], ...] = (Customer, *built_in_types(), *own)
        types = {model.__name__: model for model in models}
        because = self._table.get("because") or {}
        if not isinstance(because, Mapping):
            raise self._wrong("because", "`because` maps lines to reasons", "do x: [a.rule, Order o1]")
        return Story(
            name=str(self._table.get("story") or self._path.name),
            given=tuple(self._facts(types)),
            as_of=self._as_of,
            expect=tuple(map(str, self._list("expect"))),
            never=tuple(map(str, self._list("never"))),
            because={str(line): _texts(reasons) for line, reasons in because.items()},
            playbooks=playbooks,
            propose=tuple(map(str, self._list("propose"))),
            settings=dict(self._table.get("settings") or {}),
        )

    def _facts(self, types: Mapping[str, type[Fact]]) -> Iterator[Fact]:
        names = {_key(name): name for name in types}
        for item in self._list("given"):
            if not isinstance(item, Table) or len(item) != 1:
                raise self._wrong("given", "a fact is its type and its fields", "- order: {id: o1, ...}")
            ((kind, fields),) = item.items()
            if _key(kind) not in names:
                close = difflib.get_close_matches(_key(kind), names, n=1)
                hint = _hint([names[one] for one in close], sorted(types))
                raise refusal(self._path, item.line, f"there is no fact type '{kind}'", hint)
            yield self._fact(types[names[_key(kind)]], fields or {}, item.line)

    def _fact(self, model: type[Fact], fields: Mapping[str, Any], line: int) -> Fact:
        given = {name: self._moved(value) for name, value in fields.items()}
        if not issubclass(model, (CompanyFact, Conclusion)):
            given.setdefault("customer_id", self._who)
        try:
            return model.model_validate(given)
        except ValidationError as error:
            said = "; ".join(f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors())
            raise refusal(self._path, line, f"this is no {model.__name__}: {said}") from None

    def _moved(self, value: Any) -> Any:
        """Turn `3 days ago`, `in 6 days` and `today` into days."""
        if isinstance(value, str) and (found := _SPAN.fullmatch(value.strip())):
            ago, ahead, name = found.groups()
            days = -int(ago) if ago else int(ahead) if ahead else _NAMED[name]
            return self._as_of + timedelta(days=days)
        return value

    def _playbook(self, name: str) -> RuleSet:
        try:
            return ruleset_named(name)
        except UsageError as error:
            raise self._wrong("playbooks", error.diagnostics[0].problem, error.diagnostics[0].hint) from error

    def _list(self, key: str) -> list[Any]:
        found = self._table.get(key)
        if found is None:
            return []
        return list(found) if isinstance(found, list) else [found]

    def _wrong(self, key: str, problem: str, hint: str = "") -> Exception:
        return refusal(self._path, self._table.lines.get(key, self._table.line), problem, hint)


def _texts(reasons: Any) -> tuple[str, ...]:
    return tuple(map(str, reasons)) if isinstance(reasons, list) else (str(reasons),)


def _key(name: str) -> str:
    return name.replace("_", "").replace(" ", "").lower()


def _hint(close: list[str], known: Iterable[str]) -> str:
    return f"did you mean '{close[0]}'?" if close else "known: " + ", ".join(known)
