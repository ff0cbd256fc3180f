"""Which facts a book has given already, so that no id stands for two things."""

from __future__ import annotations

from relcore.books.rejects import RowProblem
from relcore.facts.base import Fact

_ROW_BITS = 40
_PLACE_BITS = 64
_DIGEST_MASK = (1 << 64) - 1


class Seen:
    """Remembers the identity, the place and a digest of the content of every fact, but no fact."""

    def __init__(self) -> None:
        self._marks: dict[type[Fact], dict[str | int, int]] = {}
        self._own_identity: dict[type[Fact], bool] = {}

    def admit(self, fact: Fact, unit: int, row: int) -> tuple[int, int, bool] | None:
        """Remember a fact; give place (unit and row) and sameness of an earlier one with its identity.

        Raises `RowProblem` where a fact type of a plug-in cannot say what identifies it.
        """
        kind = type(fact)
        identity: str | int
        try:
            digest = hash(fact.model_dump_json()) & _DIGEST_MASK
            if fact.id is not None:
                identity = fact.id
            else:
                identity = fact.identity if self._names_itself(kind) else digest
        except Exception as error:  # a plug-in's own code may raise anything; its row is set aside
            text = f"{type(error).__name__}: {error}"[:300]
            raise RowProblem(None, f"{kind.__name__} has no identity", "", text) from error
        mark = digest << _PLACE_BITS | unit << _ROW_BITS | row
        marks = self._marks.setdefault(kind, {})
        known = marks.setdefault(identity, mark)
        if known is mark:
            return None
        place = known & ((1 << _PLACE_BITS) - 1)
        return place >> _ROW_BITS, place & ((1 << _ROW_BITS) - 1), known >> _PLACE_BITS == digest

    def _names_itself(self, kind: type[Fact]) -> bool:
        """Whether the type takes its identity from something other than the whole content."""
        if kind not in self._own_identity:
            self._own_identity[kind] = kind.identity is not Fact.identity
        return self._own_identity[kind]
