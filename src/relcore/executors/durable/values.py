"""How values become numbers and words that the engine compares rightly."""

from __future__ import annotations

import hashlib
import re
from datetime import UTC, datetime, timedelta

LARGEST = 2**62
"""Numbers beyond it are told apart from no constant; the engine's own numbers end at 2**63."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_TICK = timedelta(microseconds=1)
_PLAIN = re.compile(r"[A-Za-z0-9_.:/+-][A-Za-z0-9_.:/+ -]{0,62}")
_KEPT = 10_000


class TooWide(Exception):
    """A number that is joined is too wide for the engine."""


class _Words(dict[str, str]):
    def __missing__(self, text: str) -> str:
        found = text if _PLAIN.fullmatch(text) else "#" + hashlib.sha256(_bytes(text)).hexdigest()
        if len(self) < _KEPT:
            self[text] = found
        return found


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


_WORDS = _Words()
word = _WORDS.__getitem__
"""Give a text as a short plain word, equal for equal texts only: itself, or a digest.

Quotes, backslashes, other scripts and long texts never reach the engine.

>>> word("retail"), word('say "hi"')[:9], word("")[:9]
('retail', '#cd6f9cdd', '#e3b0c442')
"""


def ticks(moment: datetime) -> int:
    """Count the microseconds from 1970 to an instant.

    >>> ticks(datetime(1970, 1, 1, 0, 0, 1, tzinfo=UTC))
    1000000
    """
    return (moment - _EPOCH) // _TICK


def clamp(number: int) -> int:
    """Bring a number into the engine's range; its order among constants within the range stays the same.

    >>> clamp(7), clamp(-(10**30)) == -LARGEST
    (7, True)
    """
    return number if -LARGEST <= number <= LARGEST else LARGEST if number > 0 else -LARGEST


def strict(number: int) -> int:
    """Give a number that the engine can join; raise `TooWide` where it cannot."""
    if -LARGEST < number < LARGEST:
        return number
    raise TooWide
