"""The stories of the example book, by what they show; `ALL` tells them in order."""

from __future__ import annotations

from collections.abc import Callable

from examples.stories import incidents, manners, outlets, owners, people, principled, stages, takers, unknowns
from examples.telling import Story

ALL: tuple[Callable[[], Story], ...] = (
    *principled.STORIES,
    *owners.STORIES,
    *takers.STORIES,
    *people.STORIES,
    *manners.STORIES,
    *stages.STORIES,
    *incidents.STORIES,
    *outlets.STORIES,
    *unknowns.STORIES,
)
