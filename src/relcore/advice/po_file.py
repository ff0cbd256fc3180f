"""Messages as people write them: gettext's `.po` files, read as they are; nothing need be compiled."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from gettext import NullTranslations
from pathlib import Path

from relcore.errors import AdviceError, Place

_LINE = re.compile(r'(?:(?P<keyword>[a-z_]+(?:\[\d+\])?)\s*)?"(?P<text>(?:[^"\\]|\\.)*)"\s*')
_ESCAPE = re.compile(r"\\(.)")
_MEANT = {"n": "\n", "t": "\t", "r": "\r", '"': '"', "\\": "\\"}
_HINT = 'write msgid "reason.x" and below it msgstr "..."; comments begin with #'


def messages_of(folder: Path) -> list[Path]:
    """Give the files with messages of a folder: the compiled ones, and sources that were not compiled.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as name:
    ...     for file in ("a.mo", "a.po", "b.po"):
    ...         Path(name, file).touch()
    ...     [path.name for path in messages_of(Path(name))]
    ['a.mo', 'b.po']
    """
    sources = (path for path in folder.glob("*.po") if not path.with_suffix(".mo").exists())
    return sorted([*folder.glob("*.mo"), *sources])


def read_po(path: Path) -> dict[str, str]:
    """Read the messages of a `.po` file by their ids; empty and fuzzy ones are left out, as gettext does.

    Raises `AdviceError` (RC510) with file and line where it is none, or holds plurals or contexts, which
    messages of advice do not have.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise AdviceError.of(
            "RC510", "this is not UTF-8", Place(file=str(path)), "save the file as UTF-8"
        ) from error
    reading = _Reading(path)
    for number, line in enumerate(text.splitlines(), start=1):
        reading.line(line.strip(), number)
    return reading.messages()


class PoMessages(NullTranslations):
    """The messages of a `.po` file, for whoever asks in gettext's way."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path

    @cached_property
    def _texts(self) -> dict[str, str]:
        return read_po(self._path)

    def gettext(self, message: str) -> str:
        """Give the text of a message, or its id where there is none."""
        return self._texts.get(message, message)


@dataclass
class _Reading:
    path: Path
    found: dict[str, str] = field(default_factory=dict)
    fields: dict[str, list[str]] = field(default_factory=dict)
    keyword: str = ""
    fuzzy: bool = False
    begun: int = 0

    def line(self, line: str, number: int) -> None:
        """Take one line."""
        if not line or line.startswith("#"):
            if "msgstr" in self.fields:
                self.close()
            self.fuzzy = self.fuzzy or (line.startswith("#,") and "fuzzy" in line)
            return
        read = _LINE.fullmatch(line)
        if read is None:
            raise self._wrong(f"this is no line of a file of messages: {line[:80]}", number)
        keyword = read["keyword"]
        if keyword == "msgid" and "msgstr" in self.fields:
            self.close()
        if keyword:
            self._open(keyword, number)
        elif not self.keyword:
            raise self._wrong("a text belongs to no message", number)
        self.fields[self.keyword].append(_ESCAPE.sub(lambda sign: _MEANT.get(sign[1], sign[0]), read["text"]))

    def messages(self) -> dict[str, str]:
        """Give what was read."""
        if self.fields:
            self.close()
        return self.found

    def close(self) -> None:
        """End a message."""
        if set(self.fields) != {"msgid", "msgstr"}:
            raise self._wrong("a message has an id and a text", self.begun)
        msgid, text = ("".join(self.fields[name]) for name in ("msgid", "msgstr"))
        if msgid in self.found:
            raise self._wrong(f"'{msgid}' is there twice", self.begun)
        if msgid and text and not self.fuzzy:
            self.found[msgid] = text
        self.fields, self.keyword, self.fuzzy = {}, "", False

    def _open(self, keyword: str, number: int) -> None:
        if keyword not in ("msgid", "msgstr"):
            raise self._wrong(f"messages have no '{keyword}'", number)
        if keyword in self.fields or (keyword == "msgstr" and not self.fields):
            raise self._wrong(f"'{keyword}' does not belong here", number)
        if keyword == "msgid":
            self.begun = number
        self.keyword = keyword
        self.fields[keyword] = []

    def _wrong(self, problem: str, number: int) -> AdviceError:
        return AdviceError.of("RC510", problem, Place(file=str(self.path), line=number), _HINT)
