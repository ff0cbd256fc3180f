"""Rules, parameters and rule sets: what a playbook says, as data."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from relcore.errors import Place
from relcore.ir.expr import Expr
from relcore.ir.types import FactType, Scalar


@dataclass(frozen=True, slots=True)
class Bind:
    """A variable that stands for each fact of a type in turn."""

    var: str
    fact: str


@dataclass(frozen=True, slots=True)
class Head:
    """A conclusion: a fact type and an expression for each of its fields that is given."""

    fact: str
    fields: tuple[tuple[str, Expr], ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """For all facts bound to `binds` that satisfy `where`, conclude `heads`.

    A guard is a rule with a `layer`; it judges candidates and concludes only verdicts.
    Rows of a decision table share `table`.
    """

    id: str
    doc: str
    binds: tuple[Bind, ...]
    where: tuple[Expr, ...]
    heads: tuple[Head, ...]
    cites: tuple[str, ...] = ()
    origin: str = ""
    layer: str = ""
    table: str = ""
    source: str = field(default="", compare=False)
    """Distribution that brought the rule."""
    place: Place = field(default=Place(), compare=False)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A number or date that a company can set; `origin` says where the default comes from."""

    name: str
    default: Scalar
    doc: str
    unit: str = ""
    origin: str = "relcore"
    at_least: Scalar | None = None
    at_most: Scalar | None = None


@dataclass(frozen=True, slots=True)
class ActionDecl:
    """An action and the fields that every recommendation of it carries unless a rule gives others."""

    name: str
    defaults: tuple[tuple[str, Scalar | None], ...] = ()


@dataclass(frozen=True, slots=True)
class RuleSet:
    """Everything that one playbook brings; fact types by name, their classes beside."""

    name: str
    version: str = ""
    rules: tuple[Rule, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    actions: tuple[ActionDecl, ...] = ()
    types: tuple[FactType, ...] = ()
    models: tuple[type[Any], ...] = field(default=(), compare=False, repr=False)
