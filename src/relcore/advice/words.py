"""The words of advice: messages by id in two languages, with dates and numbers as people write them.

Messages come from gettext catalogues: every `.mo` file in the folder of the language, and every `.po` file
that was not compiled into one. A message may hold the placeholders of `PLACEHOLDERS`; what is not known is
said neutrally, never left blank.
"""

from __future__ import annotations

import gettext
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from relcore.advice.po_file import PoMessages, messages_of
from relcore.errors import AdviceError, Place

LANGUAGES = ("en", "zh")

PLACEHOLDERS: Mapping[str, str] = {
    "customer": "name of the customer",
    "due": "day by which, until which or since when",
    "channel": "channel in words",
    "amount": "money with thousands separators, no currency",
    "about": "name or identity of what the message is about",
    "value": "value of an axis, or label of the action that is advised instead",
}
"""What a message may name in braces, and what it stands for."""

OWN_FOLDER = Path(__file__).parent / "locale"

_TWO_STOPS = re.compile(r"(?<!\.)\.\.(?!\.)")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True)
class Messages:
    """Messages that come from no folder: for each language, ids and texts.

    >>> Catalogue(Messages.of({"en": {"reason.late": "It is late."}})).words("en").find("reason.late")
    'It is late.'
    """

    texts: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]

    @classmethod
    def of(cls, texts: Mapping[str, Mapping[str, str]]) -> Messages:
        """Take messages from a mapping of languages to messages by id."""
        return cls(tuple((lang, tuple(sorted(own.items()))) for lang, own in sorted(texts.items())))


class _Given(gettext.NullTranslations):
    def __init__(self, texts: Mapping[str, str]) -> None:
        super().__init__()
        self._texts = texts

    def gettext(self, message: str) -> str:
        return self._texts.get(message, message)


class Words:
    """All messages of one language; of several folders the first that has a message wins."""

    def __init__(self, lang: str, translations: tuple[gettext.NullTranslations, ...]) -> None:
        self.lang = lang
        self._translations = translations
        self._found: dict[str, str | None] = {}
        self._neutral = {name: self.find(f"blank.{name}") or "…" for name in PLACEHOLDERS}

    def find(self, msgid: str) -> str | None:
        """Give a message as it is written, or nothing where there is none."""
        try:
            return self._found[msgid]
        except KeyError:
            pass
        for translation in self._translations:
            message = translation.gettext(msgid)
            if message != msgid:
                self._found[msgid] = message
                return message
        self._found[msgid] = None
        return None

    def say(self, msgid: str, default: str = "", /, **values: str | None) -> str:
        """Give a message with its placeholders filled in.

        Without the message, give `default`, or the id itself: a hole that can be seen.
        """
        message = self.find(msgid)
        if message is None:
            return default or msgid
        if "{" not in message and "}" not in message:
            return message
        return self.fill(msgid, message, _Filling(self, values))

    def neutral(self, name: str) -> str:
        """Give what stands for something that is not known; of no placeholder, its name in braces."""
        return self._neutral.get(name) or f"{{{name}}}"

    def fill(self, msgid: str, message: str, values: Mapping[str, str]) -> str:
        """Fill a message in; raises `AdviceError` (RC501) where it is malformed."""
        try:
            text = message.format_map(values)
        except (ValueError, AttributeError, LookupError, TypeError) as error:
            raise AdviceError.of(
                "RC501",
                f"the message cannot be filled in: {message!r} ({error})",
                Place(subject=f"message {msgid} ({self.lang})"),
                f"write placeholders as {{name}}; the names are {', '.join(PLACEHOLDERS)}",
            ) from error
        # "Ltd." at the end of a sentence brings its own full stop.
        return _TWO_STOPS.sub(".", text) if ".." in text else text

    def date(self, day: date) -> str:
        """Write a day.

        >>> Catalogue().words("en").date(date(2026, 3, 2)), Catalogue().words("zh").date(date(2026, 3, 2))
        ('2 Mar 2026', '2026年3月2日')
        """
        if self.lang == "zh":
            return f"{day.year}年{day.month}月{day.day}日"
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"

    def number(self, value: Decimal | int) -> str:
        """Write a number exactly, without trailing zeros.

        >>> Catalogue().words("en").number(Decimal("1250000.50"))
        '1,250,000.5'
        """
        text = f"{value:,f}" if isinstance(value, Decimal) else f"{value:,}"
        return text.rstrip("0").rstrip(".") if "." in text else text

    def join(self, items: Sequence[str], separator: str = "list.comma") -> str:
        """Put items in a row: parts of a sentence with `list.comma`, things of a kind with `list.item`."""
        return self.say(separator, ", ").join(items)


class _Filling(dict[str, str]):
    def __init__(self, words: Words, values: Mapping[str, str | None]) -> None:
        super().__init__({name: value for name, value in values.items() if value is not None})
        self._words = words

    def __missing__(self, name: str) -> str:
        return self._words.neutral(name)


class Catalogue:
    """Folders with messages, each with one folder for every language; the first folder wins.

    The words of this room are always there, after all others.
    """

    def __init__(self, *folders: Path | Messages) -> None:
        self.folders = folders

    def words(self, lang: str) -> Words:
        """Load the messages of a language, once for all catalogues with the same folders.

        Raises `AdviceError`: a language that is not spoken (RC502), a folder that does not exist (RC505).
        """
        return _load(self.folders, lang)


@lru_cache(maxsize=32)
def _load(folders: tuple[Path | Messages, ...], lang: str) -> Words:
    if lang not in LANGUAGES:
        raise AdviceError.of(
            "RC502", f"there are no words in '{lang}'", hint=f"choose {' or '.join(LANGUAGES)}"
        )
    translations: list[gettext.NullTranslations] = []
    for folder in (*folders, OWN_FOLDER):
        if isinstance(folder, Messages):
            translations.append(_Given(dict(dict(folder.texts).get(lang, ()))))
            continue
        if not (folder / lang).is_dir():
            raise AdviceError.of(
                "RC505",
                "the folder has no messages in this language",
                Place(file=str(folder / lang)),
                f"give a folder that holds the folders {' and '.join(LANGUAGES)}, each with .po or .mo files",
            )
        translations += map(_translation, messages_of(folder / lang))
    return Words(lang, tuple(translations))


def _translation(path: Path) -> gettext.NullTranslations:
    if path.suffix == ".po":
        return PoMessages(path)
    with path.open("rb") as file:
        return gettext.GNUTranslations(file)
