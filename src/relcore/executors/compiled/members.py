"""Members of enumerations in generated code: facts hold these, and Python compares them faster than texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, get_args


@dataclass
class Members:
    """Finds what a field of given facts holds for a value; texts and members of equal value are equal.

    >>> from relcore.facts import Interaction
    >>> Members({"Interaction": Interaction}).member("Interaction", "kind", "visit")
    <InteractionKind.VISIT: 'visit'>
    """

    models: Mapping[str, type[Any]] = field(default_factory=dict)
    _known: dict[tuple[str, str], Mapping[Any, Any]] = field(default_factory=dict)

    def member(self, fact: str, column: str, value: Any) -> Any:
        """Give the member of the field's enumeration that equals a value, else the value."""
        if not isinstance(value, str):
            return value
        if (fact, column) not in self._known:
            self._known[fact, column] = self._members(fact, column)
        return self._known[fact, column].get(value, value)

    def enumeration(self, fact: str, column: str, values: Iterable[Any]) -> type[Enum] | None:
        """Give the enumeration of a field of which all values have members; None where one has not."""
        kinds = {type(self.member(fact, column, value)) for value in values}
        kind = kinds.pop() if len(kinds) == 1 else None
        return kind if kind is not None and issubclass(kind, Enum) else None

    def _members(self, fact: str, column: str) -> Mapping[Any, Any]:
        model = self.models.get(fact)
        if model is None or column not in model.model_fields:
            return {}
        enumerations = list(_enumerations(model.model_fields[column].annotation))
        return {member: member for enum in enumerations[:1] for member in enum}


def _enumerations(annotation: Any) -> Iterator[type[Enum]]:
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        yield annotation
    for inner in get_args(annotation):
        yield from _enumerations(inner)
