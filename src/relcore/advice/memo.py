"""What was worked out once from objects that come back unchanged, such as the company's own facts."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Generic, TypeVar

T = TypeVar("T")


class Memo(Generic[T]):
    """Remembers results by the very objects that they were made from; equal but other ones are read anew.

    It keeps those objects, so that no other can take their place in memory, and forgets all when it is full.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._known: dict[Hashable, tuple[Sequence[object], T]] = {}

    def get(self, objects: Sequence[object], key: Hashable, make: Callable[[], T]) -> T:
        """Give what `make` made from these objects and this key."""
        whole = (tuple(map(id, objects)), key)
        found = self._known.get(whole)
        if found is None:
            if len(self._known) >= self._most:
                self._known.clear()
            found = self._known[whole] = (tuple(objects), make())
        return found[1]
