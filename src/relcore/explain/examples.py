"""Examples of facts that would satisfy a condition, made field by field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from relcore.explain.boundary import sample
from relcore.explain.change import Add
from relcore.explain.moves import Kinds, Moves
from relcore.explain.scene import Scene
from relcore.ir import Expr, Field, conjuncts
from relcore.program.evaluate import Env, evaluate

_IDENTITY = ("id", "customer_id")

ROUNDS = 3
"""How often a draft is gone over, because one condition may undo another."""


@dataclass(frozen=True)
class Examples:
    """Makes facts of a type that satisfy a condition."""

    scene: Scene

    def of(
        self, fact: str, var: str, where: Expr, env: Env, kinds: Kinds, given: Mapping[str, Any]
    ) -> Add | None:
        """Give one fact of a type that satisfies `where` and has the content `given`, if one was found."""
        draft = self._draft(fact, given)
        inner, within = {**env, var: draft}, {**kinds, var: fact}
        moves = Moves(self.scene)
        for _ in range(ROUNDS):
            for part in conjuncts(where):
                if evaluate(part, inner, self.scene.world) is not True:
                    self._mend(part, fact, draft, var, inner, within, moves, given)
        if evaluate(where, inner, self.scene.world) is not True:
            return None
        concluded = self.scene.is_concluded(fact)
        content = {
            name: value
            for name, value in vars(draft).items()
            if concluded or (value is not None and name not in _IDENTITY)
        }
        return Add(fact, tuple(content.items()))

    def _draft(self, fact: str, given: Mapping[str, Any]) -> SimpleNamespace:
        kind = self.scene.program.types[fact]
        content: dict[str, Any] = {}
        if not self.scene.is_concluded(fact):
            content = {"id": self.scene.new_id(1), "customer_id": self.scene.customer_id}
        for name, value in kind.fields.items():
            if name in _IDENTITY:
                continue
            required = name not in kind.defaults
            content[name] = sample(value, self.scene.world.as_of) if required else kind.defaults[name]
        return SimpleNamespace(**content | dict(given))

    def _mend(
        self,
        part: Expr,
        fact: str,
        draft: SimpleNamespace,
        var: str,
        env: Env,
        kinds: Kinds,
        moves: Moves,
        given: Mapping[str, Any],
    ) -> None:
        """Set the field of the draft that makes a condition true."""
        for leaf, values in moves.of(part, env, kinds).items():
            if not isinstance(leaf, Field) or leaf.var != var or leaf.name in (*given, *_IDENTITY):
                continue
            before = getattr(draft, leaf.name, None)
            working = []
            for value in values:
                setattr(draft, leaf.name, value)
                if evaluate(part, env, self.scene.world) is True:
                    if self.scene.made(fact, vars(draft), 1) is not None:
                        return
                    working.append(value)
            # Where no value makes a valid fact yet, another condition may have to be met first.
            setattr(draft, leaf.name, working[0] if working else before)
            if working:
                return
