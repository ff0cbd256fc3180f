"""Playbooks: where rules, guards, tables, parameters and actions are written down."""

from __future__ import annotations

import inspect
import typing
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from types import FunctionType
from typing import Any, Concatenate, ParamSpec, TypeVar

from relcore.errors import Place, RuleError
from relcore.facts import ActionSpec
from relcore.facts.base import Fact
from relcore.facts.conclusions import Layer, Recommendation
from relcore.ir import Accepted, ActionDecl, Bind, Const, Head, Parameter, Rule, RuleSet, Scalar
from relcore.lang.clause import Clause
from relcore.lang.recorder import FactRecorder, lift
from relcore.lang.schema import fact_type
from relcore.lang.terms import recording

P = ParamSpec("P")
R = TypeVar("R")
Cites = str | tuple[str, ...]
Judge = Callable[Concatenate[Recommendation, P], Clause]


class Playbook:
    """A named collection of rules; the functions under its decorators are read once, when defined.

    >>> from relcore.facts.conclusions import Finding, Score
    >>> from relcore.lang import when, warn
    >>> book = Playbook("example")
    >>> @book.rule(origin="example")
    ... def strong(score: Score):
    ...     '''A score of ten is strong.'''
    ...     return when(score.points >= 10).then(warn("strong"))
    >>> [rule.id for rule in book.ruleset().rules]
    ['example.strong']
    """

    def __init__(self, name: str, version: str = "", *, distribution: str = "") -> None:
        self.name = name
        self.version = version
        self.distribution = distribution
        self._rules: list[Rule] = []
        self._parameters: list[Parameter] = []
        self._specs: list[ActionSpec] = []
        self._models: dict[type[Fact], None] = {}
        self._acknowledged: dict[str, str] = {}
        self._accepted: list[Accepted] = []

    def rule(
        self, *, cites: Cites = (), origin: str = "", id: str = "", replaces: str = ""
    ) -> Callable[[Callable[P, Clause]], Callable[P, Clause]]:
        """Keep a function as a rule: its parameters are the facts it joins, always of one customer.

        With `replaces` it takes the place of another playbook's rule of that id.
        """

        def keep(function: Callable[P, Clause]) -> Callable[P, Clause]:
            self._rules.append(replace(self._read(function, id, cites, origin), replaces=replaces))
            return function

        return keep

    def guard(
        self, layer: Layer, *, cites: Cites = (), origin: str = "", id: str = "", replaces: str = ""
    ) -> Callable[[Judge[P]], Judge[P]]:
        """Keep a function as a guard: its first parameter is the recommendation that it judges.

        With `replaces` it takes the place of another playbook's guard of that id.
        """

        def keep(function: Judge[P]) -> Judge[P]:
            read = self._read(function, id, cites, origin, layer=layer)
            self._rules.append(replace(read, replaces=replaces))
            return function

        return keep

    def table(
        self, rows: Mapping[str, R], *, cites: Cites = (), origin: str = "", id: str = ""
    ) -> Callable[[Callable[..., Clause]], Callable[..., Clause]]:
        """Keep a function as a decision table: it is read once for each row, its last parameter.

        A row's own `cites`, where it has one, is added to the table's; each row is a rule, `table#row`.
        """

        def keep(function: Callable[..., Clause]) -> Callable[..., Clause]:
            for key, row in rows.items():
                own = getattr(row, "cites", ())
                both = _tuple(cites) + tuple(c for c in _tuple(own) if c not in _tuple(cites))
                self._rules.append(self._read(function, id, both, origin, row=(key, row)))
            return function

        return keep

    def parameter(
        self,
        name: str,
        default: Scalar,
        doc: str,
        *,
        unit: str = "",
        origin: str = "relcore",
        at_least: Scalar | None = None,
        at_most: Scalar | None = None,
        replaces: str = "",
    ) -> None:
        """Declare a threshold that a company can set.

        With its own name as `replaces` it takes the place of another playbook's parameter.
        """
        with _at(Place(subject=f"parameter {name}")):
            for value in (default, at_least, at_most):
                lift(value)
        self._parameters.append(Parameter(name, default, doc, unit, origin, at_least, at_most, replaces))

    def action(self, spec: ActionSpec) -> None:
        """Declare an action, with what guards need to judge it."""
        self._specs.append(spec)

    def facts(self, *models: type[Fact]) -> None:
        """Bring fact types that no rule of this playbook names."""
        self._models.update(dict.fromkeys(models))

    def acknowledge(self, contradiction: str, *, because: str) -> None:
        """Say that a contradiction of the sources ("C7") is resolved here in a way of its own, and why."""
        self._acknowledged[contradiction] = because

    def accept(self, code: str, *about: str, because: str) -> None:
        """Say of findings of verification that they are meant to be so, and why.

        `about` names what they are about as the finding does: "parameter greeting.days", "rule shop.greet"
        (of a table, its name), "axis ladder", "actions decline_tender and submit_bid".
        """
        self._accepted += [Accepted(code, one, because) for one in about]

    def include(self, *others: Playbook) -> None:
        """Take over everything that other playbooks hold."""
        for other in others:
            _add_new(self._rules, other._rules)
            _add_new(self._parameters, other._parameters)
            _add_new(self._specs, other._specs)
            self._models.update(other._models)
            self._acknowledged.update(other._acknowledged)
            _add_new(self._accepted, other._accepted)

    def ruleset(self) -> RuleSet:
        """Give what was written, as data."""
        return RuleSet(
            name=self.name,
            version=self.version,
            rules=tuple(self._rules),
            parameters=tuple(self._parameters),
            actions=tuple(map(declaration, self._specs)),
            types=tuple(fact_type(model) for model in self._models),
            models=tuple(self._models),
            acknowledged=tuple(self._acknowledged.items()),
            accepted=tuple(self._accepted),
            specs=tuple(self._specs),
        ).brought_by(self.distribution, self.version)

    def _read(
        self,
        function: Callable[..., Clause],
        id: str,
        cites: Cites,
        origin: str,
        layer: Layer | None = None,
        row: tuple[str, Any] | None = None,
    ) -> Rule:
        name = id or f"{self.name}.{getattr(function, '__name__', 'rule')}"
        rule_id = f"{name}#{row[0]}" if row else name
        place = _place(function, rule_id)
        models = _parameters(function, place, skip=1 if row else 0)
        arguments: list[Any] = [FactRecorder(var, model) for var, model in models.items()]
        if row:
            arguments.append(row[1])
        with recording(models) as reading, _at(place):
            clause = function(*arguments)
        if not isinstance(clause, Clause) or not clause.conclusions:
            raise RuleError.of(
                "RC224",
                "a rule gives no clause",
                place,
                "return when(...).then(...) with at least one conclusion",
            )
        if layer and next(iter(models.values()), None) is not Recommendation:
            raise RuleError.of(
                "RC225",
                "a guard judges a recommendation",
                place,
                "make `candidate: Recommendation` its first parameter",
            )
        self._models.update(dict.fromkeys([*models.values(), *reading.models]))
        self._models.update(dict.fromkeys(c.model for c in clause.conclusions))
        return Rule(
            id=rule_id,
            doc=(inspect.getdoc(function) or "").split("\n\n")[0].replace("\n", " "),
            binds=tuple(Bind(var, model.__name__) for var, model in models.items()),
            where=clause.where,
            heads=tuple(
                _signed(c.head, fact_type(c.model).columns, rule_id, layer) for c in clause.conclusions
            ),
            cites=_tuple(cites),
            origin=origin,
            layer=str(layer or ""),
            table=name if row else "",
            place=place,
        )


def _add_new(mine: list[R], others: Iterable[R]) -> None:
    """Add what is not there yet: playbooks that are included in several ways bring the same thing once."""
    there = set(map(id, mine))
    mine += [other for other in others if id(other) not in there]


def declaration(spec: ActionSpec) -> ActionDecl:
    """Give what every recommendation of an action carries unless its rule says otherwise."""
    return ActionDecl(
        spec.name,
        (
            ("purpose", str(spec.purpose)),
            ("channel", str(spec.channels[0]) if spec.channels else None),
            ("beneficiary", str(spec.beneficiary)),
            ("promise", str(spec.promise)),
            ("honesty", str(spec.honesty)),
        ),
        spec.group or "",
        spec.opposites,
    )


@contextmanager
def _at(place: Place) -> Iterator[None]:
    """Pin the problems found inside to a place."""
    try:
        yield
    except RuleError as error:
        raise RuleError(replace(d, where=place) for d in error.diagnostics) from error


def _tuple(cites: Cites) -> tuple[str, ...]:
    return (cites,) if isinstance(cites, str) else tuple(cites)


def _place(function: Callable[..., Clause], rule_id: str) -> Place:
    if not isinstance(function, FunctionType):
        raise RuleError.of(
            "RC226",
            f"a rule is a function, not a {type(function).__name__}",
            Place(subject=f"rule {rule_id}"),
            "write the decorator over a `def`",
        )
    code = function.__code__
    return Place(file=code.co_filename, line=code.co_firstlineno, subject=f"rule {rule_id}")


def _parameters(function: Callable[..., Clause], place: Place, skip: int) -> dict[str, type[Fact]]:
    try:
        hints = typing.get_type_hints(function)
    except NameError as error:
        raise RuleError.of(
            "RC226",
            f"an annotation cannot be resolved: {error}",
            place,
            "import the fact type at module level",
        ) from error
    names = list(inspect.signature(function).parameters)
    facts: dict[str, type[Fact]] = {}
    for name in names[: len(names) - skip]:
        model = hints.get(name)
        if not (isinstance(model, type) and issubclass(model, Fact)):
            raise RuleError.of(
                "RC226",
                f"parameter '{name}' is not annotated with a fact type",
                place,
                f"write `{name}: Customer`, say",
            )
        facts[name] = model
    return facts


def _signed(head: Head, columns: tuple[str, ...], rule_id: str, layer: Layer | None) -> Head:
    """Put the rule's id (and the guard's layer) into conclusions that carry them."""
    given = {name for name, _ in head.fields}
    extra = [("rule", Const(rule_id))] if "rule" in columns and "rule" not in given else []
    if layer and "layer" in columns and "layer" not in given:
        extra.append(("layer", Const(str(layer), "Layer")))
    return Head(head.fact, head.fields + tuple(extra))
