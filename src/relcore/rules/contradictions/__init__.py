"""The 25 places where the sources contradict one another, and what the rules make of each."""

from relcore.rules.contradictions import contact, honesty, interest, judgement
from relcore.rules.contradictions.model import Contradiction, Resolution

CONTRADICTIONS: tuple[Contradiction, ...] = tuple(
    sorted(
        (*interest.FOUND, *honesty.FOUND, *contact.FOUND, *judgement.FOUND),
        key=lambda found: int(found.id.removeprefix("C")),
    )
)
"""All contradictions, in the order of their numbers."""

__all__ = ["CONTRADICTIONS", "Contradiction", "Resolution"]
