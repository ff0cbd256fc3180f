"""What mypy must accept, strictly and without a plug-in; read by a test, never run."""

from __future__ import annotations

from typing import assert_type

from relcore.facts.base import Conclusion, CustomerFact, Fact


class Note(CustomerFact):
    """A fact of somebody's own."""

    stars: int | None = None


note = Note(customer_id="c1", stars=3)
assert_type(note.customer_id, str)
assert_type(note.stars, int | None)
assert_type(note.identity, str)

facts: list[Fact] = [note, Conclusion()]
