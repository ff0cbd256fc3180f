"""One customer's final world, in which changes can be tried out; nothing here is changed in place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from pydantic import ValidationError

from relcore.explain.tables import final_world
from relcore.explain.tongue import ENGLISH, Tongue
from relcore.facts.base import Fact
from relcore.facts.snapshot import Snapshot
from relcore.ir import FactType, Kind, Scalar, Scope
from relcore.ledger import Ledger, Ref, named_row, row_id
from relcore.program import Program
from relcore.program.evaluate import World

NAMED = 3
"""Columns by which a conclusion is called."""

_UNSAID = ("rule", "layer", "reason")


@dataclass(frozen=True)
class Scene:
    """A world, the program that it came from, and the customer it is about."""

    program: Program
    world: World
    customer_id: str

    @classmethod
    def of(cls, program: Program, facts: Snapshot, ledger: Ledger) -> Scene:
        """Make the scene of a run that is over."""
        return cls(program, final_world(program, facts, ledger), facts.customer_id)

    def is_concluded(self, name: str) -> bool:
        """Say whether facts of a type are concluded by rules."""
        return self.program.types[name].scope is Scope.CONCLUSION

    def ref(self, name: str, fact: Any) -> Ref:
        """Name a fact or a row of this scene."""
        return Ref(name, row_id(name, tuple(fact)) if isinstance(fact, tuple) else fact.identity)

    def call(self, name: str, fact: Any, tongue: Tongue = ENGLISH) -> str:
        """Give words for a fact: its id, or of a conclusion what it is about."""
        if not isinstance(fact, tuple):
            return tongue.say("phrase.call", about=tongue.fact(name), value=fact.identity)
        fields = self.program.types[name].fields
        named = [
            tongue.say(
                "phrase.eq",
                about=tongue.field(name, column),
                value=tongue.value(value, fields[column].enum),
            )
            for column, value in zip(self.program.types[name].columns, fact, strict=True)
            if value and fields[column].kind is Kind.TEXT and column not in _UNSAID
        ]
        if not named:
            return tongue.fact(name)
        return tongue.say("phrase.with", about=tongue.fact(name), value=tongue.join(named[:NAMED]))

    def find(self, ref: Ref) -> Any:
        """Give the fact or row of a name; `KeyError` where it is not here."""
        for fact in self.world.facts(ref.fact):
            if self.ref(ref.fact, fact) == ref:
                return fact
        raise KeyError(ref)

    def changed(self, name: str, fact: Any, field: str, value: Any) -> Any | None:
        """Give a copy of a fact with another value in one field, or None where no such fact can be."""
        if isinstance(fact, tuple):
            return fact._replace(**{field: value}) if _fits(self.program.types[name], field, value) else None  # type: ignore[attr-defined]
        return _valid(
            type(fact), {name: getattr(fact, name) for name in type(fact).model_fields} | {field: value}
        )

    def new_id(self, number: int) -> str:
        """Give the identity of a fact that is not there yet."""
        return f"new {number}"

    def made(self, name: str, content: Mapping[str, Any], number: int) -> Any | None:
        """Give a new fact or row with some content, or None where no such fact can be."""
        fact = self.program.types[name]
        if self.is_concluded(name):
            if not all(_fits(fact, field, content[field]) for field in fact.columns):
                return None
            return named_row(name, fact.columns)(content[field] for field in fact.columns)
        model = self.program.models.get(name)
        if model is None:
            return None
        whose = {"id": self.new_id(number), "customer_id": self.customer_id}
        own = {field: value for field, value in whose.items() if field in fact.fields}
        return _valid(model, dict(content) | own)

    def with_facts(self, name: str, facts: Sequence[Any]) -> Scene:
        """Give the scene with other facts of one type."""
        before = self.world.facts
        kept = tuple(facts)
        world = replace(self.world, facts=lambda asked: kept if asked == name else before(asked))
        return replace(self, world=world)

    def with_value(self, name: str, value: Scalar) -> Scene:
        """Give the scene with another value of a parameter."""
        return replace(self, world=replace(self.world, values={**self.world.values, name: value}))

    def on(self, day: date) -> Scene:
        """Give the scene on another day, all facts and conclusions as they are."""
        return replace(self, world=replace(self.world, as_of=day))


def _valid(model: type[Any], content: Mapping[str, Any]) -> Fact | None:
    try:
        fact: Fact = model.model_validate(dict(content))
    except ValidationError:
        return None
    return fact


def _fits(fact: FactType, field: str, value: Any) -> bool:
    kind = fact.fields[field]
    if value is None:
        return kind.nullable
    return not kind.members or value in kind.members
