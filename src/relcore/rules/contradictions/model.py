"""What a contradiction between the sources is, and how it may be resolved."""

from __future__ import annotations

from dataclasses import dataclass

from relcore.facts import Labelled

Ids = tuple[str, ...]


class Resolution(Labelled):
    """How a contradiction is resolved."""

    DENY = "deny", "One side is refused", "否决一方"
    REPLACE = "replace", "One side gives way to something right", "以正当做法替代"
    NARROW = "narrow", "One side holds within bounds", "限定范围"
    SCOPE = "scope", "Each side has its own field", "各管一段"
    ORDER = "order", "One goes before the other", "排定先后"
    STRICTEST = "strictest", "The strictest rule wins", "从严"
    SEPARATE = "separate", "Two things that only look alike", "分开处理"
    MARK_INCOMPLETE = "mark_incomplete", "Marked as incomplete", "标明缺失"


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two sides of the sources that cannot both be followed, and what is done instead.

    `carried_by` names what makes it so: rules and tables by their ids, and `parameter …`, `type …`,
    `field …` or `value …` where the resolution lies in the model.
    """

    id: str
    sides: tuple[Ids, Ids]
    title_en: str
    title_zh: str
    resolution_en: str
    resolution_zh: str
    kind: Resolution
    carried_by: Ids

    def title(self, lang: str) -> str:
        """Give the title in a language, `en` or `zh`."""
        return self.title_zh if lang == "zh" else self.title_en

    def resolution(self, lang: str) -> str:
        """Give the resolution in a language, `en` or `zh`."""
        return self.resolution_zh if lang == "zh" else self.resolution_en
