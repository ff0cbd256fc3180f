"""What mypy must reject: each marked line with an error that holds the marked words, no other line with any."""

from __future__ import annotations

from relcore.facts.base import CustomerFact


class Note(CustomerFact):
    """A fact of somebody's own."""

    stars: int | None = None


note = Note(customer_id="c1", stars=3)

note.star  # E: "Note" has no attribute "star"; maybe "stars"?
note.stars + 1  # E: Unsupported operand types for + ("None" and "int")
note.customer_id == 1  # E: Non-overlapping equality check
Note(customer_id=1)  # E: incompatible type "int"; expected "str"
Note(customer_id="c1", star=3)  # E: Unexpected keyword argument "star"
