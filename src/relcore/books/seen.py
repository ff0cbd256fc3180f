"""Which facts a book has given already, so that no id stands for two things."""

from __future__ import annotations

from array import array
from collections.abc import Container, Iterator
from typing import Protocol

from relcore.books.rejects import RowProblem
from relcore.facts.base import Fact

_ROW_BITS = 40
_PLACE_BITS = 64
_DIGEST_MASK = (1 << 64) - 1
_BUCKETS = 256

Earlier = tuple[int, int, bool]
"""Place (unit and row) of an earlier fact with the same identity, and whether it says the same."""


class Memory(Protocol):
    """What remembers facts while a book is read."""

    def admit(self, fact: Fact, unit: int, row: int) -> Earlier | None:
        """Remember a fact, and tell of an earlier one with its identity.

        Raises `RowProblem` where a fact type of a plug-in cannot say what identifies it.
        """
        ...


class Suspects:
    """Remembers eight bytes of each fact, admits all, and tells afterwards which need a second look."""

    def __init__(self) -> None:
        self._identities = _Identities()
        self._marks = [array("q") for _ in range(_BUCKETS)]

    def admit(self, fact: Fact, unit: int, row: int) -> Earlier | None:
        """Remember a fact."""
        mark = hash((type(fact), self._identities.of(fact)))
        self._marks[mark % _BUCKETS].append(mark)
        return None

    def repeated(self) -> frozenset[int]:
        """Give the marks of identities that came more than once; now and then also of some that did not."""
        return frozenset(mark for marks in self._marks for mark in _twice(marks))


class Seen:
    """Remembers the identity, the place and a digest of the content of every fact, but no fact.

    With `only`, which `Suspects` gives, it remembers no others.
    """

    def __init__(self, only: Container[int] | None = None) -> None:
        self._marks: dict[type[Fact], dict[str | int, int]] = {}
        self._identities = _Identities()
        self._only = only

    def admit(self, fact: Fact, unit: int, row: int) -> Earlier | None:
        """Remember a fact, and tell of an earlier one with its identity."""
        kind = type(fact)
        identity = self._identities.of(fact)
        if self._only is not None and hash((kind, identity)) not in self._only:
            return None
        digest = identity if isinstance(identity, int) else hash(fact.model_dump_json()) & _DIGEST_MASK
        mark = digest << _PLACE_BITS | unit << _ROW_BITS | row
        marks = self._marks.setdefault(kind, {})
        known = marks.setdefault(identity, mark)
        if known is mark:
            return None
        place = known & ((1 << _PLACE_BITS) - 1)
        return place >> _ROW_BITS, place & ((1 << _ROW_BITS) - 1), known >> _PLACE_BITS == digest


class _Identities:
    """Tells what identifies facts: what they say themselves, or a digest of their content."""

    def __init__(self) -> None:
        self._own: dict[type[Fact], bool] = {}

    def of(self, fact: Fact) -> str | int:
        if fact.id is not None:
            return fact.id
        kind = type(fact)
        try:
            if kind not in self._own:
                self._own[kind] = kind.identity is not Fact.identity
            return fact.identity if self._own[kind] else hash(fact.model_dump_json()) & _DIGEST_MASK
        except Exception as error:  # a plug-in's own code may raise anything; its row is set aside
            text = f"{type(error).__name__}: {error}"[:300]
            raise RowProblem(None, f"{kind.__name__} has no identity", "", text) from error


def _twice(marks: array[int]) -> Iterator[int]:
    once: set[int] = set()
    for mark in marks:
        if mark in once:
            yield mark
        once.add(mark)
