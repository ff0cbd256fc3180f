"""What an action is made of: its purpose, its channels, what it promises and who gains."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from relcore.facts.conclusions import Beneficiary, Channel, Honesty, Promise, Purpose


class ActionSpec(BaseModel):
    """The properties of an action; guards and scheduling judge an action by them."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    name: str = Field(pattern=r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*$", max_length=100)
    """Name in lower case; a plug-in puts its own name and a point before it."""
    label_en: str = Field(min_length=1, max_length=200)
    label_zh: str = Field(min_length=1, max_length=200)
    purpose: Purpose
    channels: Annotated[tuple[Channel, ...], Field(max_length=20)] = ()
    """Channels that suit the action, best first; none for work inside our company."""
    beneficiary: Beneficiary = Beneficiary.NOBODY
    """Who gains something material from it."""
    promise: Promise = Promise.NOTHING
    """What it commits us to."""
    honesty: Honesty = Honesty.TRUTHFUL
    group: str | None = Field(default=None, min_length=1, max_length=100)
    """Of the actions in one group at most one is advised for the same matter."""
    opposites: Annotated[tuple[str, ...], Field(max_length=50)] = ()
    """Names of actions of which nobody can do both about one matter; to say so of one of the two is enough.

    Rules that advise both are a contradiction (RC733). Those of one group are settled by rank instead.
    """
    effort: int = Field(default=2, ge=1, le=5)
    """Cost in time and trouble, from 1 (least) to 5 (most)."""

    @property
    def contact(self) -> bool:
        """Whether the action reaches the customer."""
        return bool(self.channels)

    def label(self, lang: str = "en") -> str:
        """Give the label in `lang` ("en" or "zh")."""
        return self.label_zh if lang == "zh" else self.label_en
