"""What a rule of a playbook does, read off its data: what it proposes, to whom, and what it looks at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from relcore.facts import ActionSpec, VerdictKind
from relcore.ir import Aggregate, Coalesce, Compare, Const, Exists, Field, OneOf, Param, Rule, conjuncts, walk
from relcore.ir import Parameter as Threshold

_REFUSALS = frozenset({VerdictKind.DENY, VerdictKind.REPLACE, VerdictKind.DEFER})


class Act(NamedTuple):
    """An action that a rule proposes, with what it says of it."""

    spec: ActionSpec
    said: Mapping[str, Any]

    def tells(self, field: str) -> str | None:
        """Give a property as the rule says it, or else as the action is declared."""
        if field in self.said:
            return _text(self.said[field])
        told = getattr(self.spec, field, None)
        return None if told is None else str(told)


@dataclass(frozen=True)
class Reading:
    """A rule with the questions that are asked of it."""

    rule: Rule
    specs: Mapping[str, ActionSpec]

    @cached_property
    def acts(self) -> tuple[Act, ...]:
        """Actions that it proposes."""
        found = []
        for head in self.rule.heads:
            said = dict(head.fields)
            action = _text(said.get("action"))
            if head.fact == "Recommendation" and action is not None and action in self.specs:
                found.append(Act(self.specs[action], said))
        return tuple(found)

    @cached_property
    def facts(self) -> frozenset[str]:
        """Types of the facts that it looks at."""
        bound = (bind.fact for bind in self.rule.binds)
        asked = (node.fact for node in self._nodes if isinstance(node, Exists | Aggregate))
        return frozenset((*bound, *asked))

    @cached_property
    def parameters(self) -> frozenset[str]:
        """Names of the parameters that it reads."""
        return frozenset(node.name for node in self._nodes if isinstance(node, Param))

    @cached_property
    def types(self) -> frozenset[str]:
        """Values of an assessment that it asks for: who the customer is taken to be."""
        bound = [(bind.var, self.rule.where) for bind in self.rule.binds if bind.fact == "Assessment"]
        asked = [
            (node.var, (node.where,))
            for node in self._nodes
            if isinstance(node, Exists) and node.fact == "Assessment"
        ]
        return frozenset(
            value for var, conditions in (*bound, *asked) for value in allowed(var, "value", conditions) or ()
        )

    @property
    def refuses(self) -> bool:
        """Whether it is a guard that denies, replaces or defers."""
        kinds = {_text(dict(head.fields).get("kind")) for head in self.rule.heads if head.fact == "Verdict"}
        return bool(self.rule.layer and kinds & _REFUSALS)

    def judged(self, field: str) -> frozenset[str] | None:
        """Give the values of a candidate's field that a guard speaks of; None where it speaks of all."""
        return allowed(self.rule.binds[0].var, field, self.rule.where) if self.rule.binds else None

    def fixes(self, fact: str, field: str, value: Any) -> bool:
        """Whether it asks for facts of a type whose field has a value."""
        return any(
            value in (allowed(var, field, conditions, plain=False) or ())
            for var, conditions in self._variables(fact)
        )

    def looks_at(self, fact: str, field: str) -> bool:
        """Whether its conditions read a field of a type."""
        names = {var for var, _ in self._variables(fact)}
        return any(isinstance(n, Field) and n.var in names and n.name == field for n in self._nodes)

    def _variables(self, fact: str) -> Iterator[tuple[str, tuple[Any, ...]]]:
        yield from ((bind.var, self.rule.where) for bind in self.rule.binds if bind.fact == fact)
        for node in self._nodes:
            if isinstance(node, Exists) and node.fact == fact:
                yield node.var, (node.where,)

    @cached_property
    def _nodes(self) -> tuple[Any, ...]:
        heads = (expr for head in self.rule.heads for _, expr in head.fields)
        return tuple(node for expr in (*self.rule.where, *heads) for node in walk(expr))


@dataclass(frozen=True)
class Added:
    """What is added to the base, with what it may clash with."""

    readings: tuple[Reading, ...]
    parameters: tuple[Threshold, ...]
    specs: tuple[ActionSpec, ...]
    originals: Mapping[str, Threshold]
    """The base's parameters by name."""

    def replaced(self, name: str) -> Iterator[tuple[Threshold, Threshold]]:
        """Give what takes the place of a parameter, with the parameter."""
        for one in self.parameters:
            if one.replaces == name == one.name and name in self.originals:
                yield one, self.originals[name]


def allowed(var: str, field: str, conditions: Iterable[Any], *, plain: bool = True) -> frozenset[Any] | None:
    """Give the constants that conditions leave a field; None where they leave it open."""
    found: frozenset[Any] | None = None
    for condition in conditions:
        for part in conjuncts(condition):
            values = _constants(part, var, field)
            if values is not None:
                kept = frozenset(map(str, values)) if plain else frozenset(values)
                found = kept if found is None else found & kept
    return found


def _constants(part: Any, var: str, field: str) -> tuple[Any, ...] | None:
    match part:
        case Compare("==", left, Const(value)) | Compare("==", Const(value), left) if _is(left, var, field):
            return (value,)
        case OneOf(left, options) if _is(left, var, field):
            return tuple(option.value for option in options)
        case _ if _is(part, var, field):
            return (True,)
    return None


def _is(node: Any, var: str, field: str) -> bool:
    inner = node.value if isinstance(node, Coalesce) else node
    return isinstance(inner, Field) and inner.var == var and inner.name == field


def _text(expr: Any) -> str | None:
    return str(expr.value) if isinstance(expr, Const) and expr.value is not None else None
