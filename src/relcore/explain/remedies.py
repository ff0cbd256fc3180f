"""What would have made a condition true: single changes, each tried out before it is offered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice
from math import floor
from types import SimpleNamespace
from typing import Any

from relcore.explain.boundary import goal_of, near, places
from relcore.explain.change import Add, Change, Remove, SetField, SetParameter, apply
from relcore.explain.examples import Examples
from relcore.explain.moves import AT_MOST, Kinds, Moves, looked_through
from relcore.explain.phrase import Phrases
from relcore.explain.scene import Scene
from relcore.explain.tongue import ENGLISH, Tongue
from relcore.explain.waiting import compares, waiting
from relcore.ir import Aggregate, Exists, Expr, Field, Known, OneOf, Param, conjuncts, constants_of
from relcore.program import Read, feeds
from relcore.program.evaluate import Env, evaluate, satisfying

MOST = 100
"""More facts than this are never proposed to be added or left out."""

OFFERED = 5
"""Changes that are given for one condition."""

NAMED = 3
"""Rules that are named one by one."""


@dataclass(frozen=True)
class Remedies:
    """Finds changes in one scene."""

    scene: Scene
    tongue: Tongue = ENGLISH

    def of(self, condition: Expr, env: Env, kinds: Kinds, phrases: Phrases) -> tuple[Change, ...]:
        """Give single changes that make a condition true, each the smallest of its kind, at most five.

        Time comes first, then facts, then parameters.
        """
        found: dict[Change, None] = {}
        for group in self._groups(condition, env, kinds, phrases):
            for change in group:
                if self.works(change, condition, env):
                    found.setdefault(change)
                    break
            if len(found) == OFFERED:
                break
        return tuple(found)

    def works(self, change: Change, condition: Expr, env: Env) -> bool:
        """Say whether a condition is true after a change."""
        after = apply(change, self.scene, env)
        return after is not None and evaluate(condition, after[1], after[0].world) is True

    def _groups(
        self, condition: Expr, env: Env, kinds: Kinds, phrases: Phrases
    ) -> Iterator[Iterable[Change]]:
        """Give changes that may work: of each group, the first that does is the smallest."""
        wait = waiting(condition, env, kinds, self.scene, self.tongue)
        yield [wait] if wait else []
        moves = Moves(self.scene).of(condition, env, kinds)
        for node in looked_through(condition):
            yield from self._facts(node, condition, env, kinds, phrases)
        for leaf, values in moves.items():
            if isinstance(leaf, Field):
                yield self._fields(leaf, values, condition, env, kinds)
        for leaf, values in moves.items():
            if isinstance(leaf, Param):
                yield [SetParameter(leaf.name, value, self._parameter(leaf.name, value)) for value in values]

    def _parameter(self, name: str, value: Any) -> str:
        return self.tongue.say("phrase.set-parameter", about=name, value=self.tongue.value(value))

    def _fields(
        self, leaf: Field, values: list[Any], condition: Expr, env: Env, kinds: Kinds
    ) -> Iterator[Change]:
        fact = kinds[leaf.var]
        ref = self.scene.ref(fact, env[leaf.var])
        if leaf.name in ("id", "customer_id"):
            return
        options = condition.options if isinstance(condition, OneOf) and condition.value == leaf else ()
        choice = [option.value for option in options]
        enum = Moves(self.scene).kind(leaf, kinds).enum
        tongue = self.tongue
        field = tongue.say("phrase.of", about=tongue.fact(fact), value=tongue.field(fact, leaf.name))
        whose = {"about": field, "customer": ref.id}
        for value in values:
            said = self._said(leaf, value, kinds)
            if value in choice:
                said = tongue.any_of([tongue.value(one, enum) for one in choice])
            if self.scene.is_concluded(fact):
                about = self._about(fact, env[leaf.var]) | {leaf.name: value}
                text = tongue.say("phrase.would-be", about=field, value=said) + self._by(fact, about)
            elif isinstance(condition, Known) and value is not None:
                text = tongue.say("phrase.find-out", **whose)
            else:
                text = tongue.say("phrase.set-field", **whose, value=said)
            yield SetField(ref, leaf.name, value, text)

    def _said(self, leaf: Field, value: Any, kinds: Kinds) -> str:
        kind = Moves(self.scene).kind(leaf, kinds)
        if isinstance(value, str) and not kind.members and value.startswith("not "):
            return self.tongue.say("phrase.something-else", value=value.removeprefix("not "))
        return self.tongue.value(value, kind.enum)

    # --- facts more or fewer ---------------------------------------------------------------------

    def _facts(
        self, node: Exists | Aggregate, condition: Expr, env: Env, kinds: Kinds, phrases: Phrases
    ) -> Iterator[Iterable[Change]]:
        found = list(satisfying(node, env, self.scene.world))
        removable = [fact for fact in found if not any(fact is bound for bound in env.values())]
        if isinstance(node, Exists):
            yield self._more(node, env, kinds, phrases, [({}, 1)])
            yield self._fewer(node.fact, [removable] if len(removable) == len(found) else [])
            yield from self._nearby(node, found, env, kinds)
            return
        contents = list(self._contents(node, condition, env, kinds))
        yield self._more(node, env, kinds, phrases, contents)
        if node.op != "count":
            values = {id(f): evaluate(node.value, {**env, node.var: f}, self.scene.world) for f in removable}
            removable = [fact for fact in removable if values[id(fact)] is not None]
            removable.sort(key=lambda fact: values[id(fact)], reverse=node.op != "min")
        yield self._fewer(node.fact, [removable[:count] for count in range(1, min(len(removable), MOST) + 1)])

    def _nearby(self, node: Exists, found: list[Any], env: Env, kinds: Kinds) -> Iterator[Iterable[Change]]:
        """Change a field of the only fact in the way, or of a fact that almost is what is looked for.

        Fields that are always known say what a fact is rather than how it stands: they are left alone.
        """
        if self.scene.is_concluded(node.fact):
            return
        within = {**kinds, node.var: node.fact}
        facts = found if len(found) == 1 else [] if found else self.scene.world.facts(node.fact)
        for fact in islice(facts, AT_MOST):
            inner = {**env, node.var: fact}
            failing = [p for p in conjuncts(node.where) if evaluate(p, inner, self.scene.world) is not True]
            if len(failing) > 1:
                continue
            part = failing[0] if failing else node.where
            for leaf, values in Moves(self.scene).of(part, inner, within).items():
                if not isinstance(leaf, Field) or leaf.var != node.var:
                    continue
                if Moves(self.scene).kind(leaf, within).nullable:
                    yield self._fields(leaf, values, part, inner, within)

    def _fewer(self, fact: str, choices: list[list[Any]]) -> Iterator[Change]:
        for facts in choices:
            if facts:
                refs = tuple(self.scene.ref(fact, one) for one in facts)
                names = [self.scene.call(fact, one, self.tongue) for one in facts]
                all_of = self.tongue.any_of(names, "and")
                yield Remove(refs, self.tongue.say("phrase.without", about=all_of))

    def _more(
        self,
        node: Exists | Aggregate,
        env: Env,
        kinds: Kinds,
        phrases: Phrases,
        contents: list[tuple[Mapping[str, Any], int]],
    ) -> Iterator[Change]:
        examples = Examples(self.scene)
        for given, count in contents:
            example = examples.of(node.fact, node.var, node.where, env, kinds, given)
            if example is not None:
                text = phrases.fact(node.fact, node.var, node.where, self._fixed(node.fact, given))
                some = self.tongue.say("phrase.some-more", about=text, value=str(count))
                if count == 1:
                    some = self.tongue.say("phrase.one-more", about=text)
                if count == 1 and not self.scene.world.facts(node.fact):
                    some = self.tongue.one(text)
                fixed = constants_of(node.var, (node.where,))
                yield Add(node.fact, example.fields, count, some + self._by(node.fact, fixed))

    def _fixed(self, fact: str, given: Mapping[str, Any]) -> list[str]:
        """Say what an added fact must hold beyond the condition."""
        fields = self.scene.program.types[fact].fields
        return [
            self.tongue.say(
                "phrase.eq",
                about=self.tongue.field(fact, name),
                value=self.tongue.value(value, fields[name].enum),
            )
            for name, value in given.items()
        ]

    def _contents(
        self, node: Aggregate, condition: Expr, env: Env, kinds: Kinds
    ) -> Iterator[tuple[Mapping[str, Any], int]]:
        """Give what added facts must hold, and how many there must be, for an aggregate to meet its goals."""
        present = evaluate(node, env, self.scene.world)
        for goal in self._goals(node, condition, env):
            if node.op == "count":
                if isinstance(goal, Fraction):
                    least = floor(goal - present)
                    yield from (({}, count) for count in range(max(least, 1), min(least + 3, MOST)))
                continue
            wanted = goal - goal_of(present) if node.op == "total" else goal
            for name, values in self._reaching(node, wanted, env, kinds):
                yield from (({name: value}, 1) for value in values)
        if present is None:
            yield {}, 1

    def _goals(self, node: Aggregate, condition: Expr, env: Env) -> Iterator[Any]:
        for compare in compares(condition):
            for side, other in ((compare.left, compare.right), (compare.right, compare.left)):
                value = evaluate(other, env, self.scene.world)
                if value is not None:
                    for place, goal in places(side, goal_of(value), env, self.scene.world):
                        if place == node:
                            yield goal

    def _reaching(
        self, node: Aggregate, goal: Any, env: Env, kinds: Kinds
    ) -> Iterator[tuple[str, list[Any]]]:
        """Give the field of a new fact, with values that make its own share of an aggregate equal a goal."""
        example = Examples(self.scene).of(node.fact, node.var, node.where, env, kinds, {})
        if example is None:
            return
        fields = self.scene.program.types[node.fact].fields
        content = dict.fromkeys(fields) | dict(example.fields)
        inner = {**env, node.var: SimpleNamespace(**content)}
        for place, wanted in places(node.value, goal, inner, self.scene.world):
            if isinstance(place, Field) and place.var == node.var:
                yield place.name, near(fields[place.name], wanted)

    def _about(self, fact: str, row: Any) -> dict[str, Any]:
        """Give the columns of a conclusion that say what it is about: those of closed sets, always known."""
        fields = self.scene.program.types[fact].fields
        columns = self.scene.program.types[fact].columns
        return {
            name: getattr(row, name) for name in columns if fields[name].members and not fields[name].nullable
        }

    def _by(self, fact: str, fixed: dict[str, Any]) -> str:
        """Say which rules can conclude what would have to be there."""
        if not self.scene.is_concluded(fact):
            return ""
        read = Read(fact, fixed, negative=False)
        rules = sorted(rule.id for rule in self.scene.program.rules.values() if feeds(rule, read))
        if not rules:
            return self.tongue.say("phrase.by-none")
        more = self.tongue.say("phrase.more-rules", value=str(len(rules) - NAMED))
        shown = rules if len(rules) <= NAMED else [*rules[:NAMED], more]
        return self.tongue.say("phrase.by", value=self.tongue.any_of(shown))
