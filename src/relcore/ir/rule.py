"""Rules, parameters and rule sets: what a playbook says, as data."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
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
    replaces: str = ""
    """Id of the rule in whose place it stands; empty where it stands for itself."""
    source: str = field(default="", compare=False)
    """Name of the playbook that holds it."""
    distribution: str = field(default="", compare=False)
    """Distribution that brought it, and below its version; empty where a playbook was given as it is."""
    version: str = field(default="", compare=False)
    place: Place = field(default=Place(), compare=False)

    @property
    def provenance(self) -> str:
        """Who brought it: distribution and version, or else the playbook.

        >>> Rule("a.b", "", (), (), (), distribution="acme", version="1.2").provenance
        'acme 1.2'
        """
        return f"{self.distribution or self.source} {self.version}".strip()


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
    replaces: str = ""
    """Its own name where it stands in the place of another playbook's parameter."""
    source: str = field(default="", compare=False)
    """Name of the playbook that holds it."""
    distribution: str = field(default="", compare=False)
    version: str = field(default="", compare=False)

    @property
    def provenance(self) -> str:
        """Who brought it: distribution and version, or else the playbook."""
        return f"{self.distribution or self.source} {self.version}".strip()


@dataclass(frozen=True, slots=True)
class ActionDecl:
    """An action and the fields that every recommendation of it carries unless a rule gives others."""

    name: str
    defaults: tuple[tuple[str, Scalar | None], ...] = ()
    group: str = field(default="", compare=False)
    """Of the actions in one group at most one is advised for the same matter; empty without one."""
    opposites: tuple[str, ...] = field(default=(), compare=False)
    """Actions of which nobody can do both about one matter."""
    source: str = field(default="", compare=False)
    """Name of the playbook that holds it."""
    distribution: str = field(default="", compare=False)
    version: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Accepted:
    """Something that verification finds odd, and why it is meant to be so."""

    code: str
    about: str
    """What the finding is about: "parameter greeting.days", "rule shop.greet", "axis ladder"."""
    because: str


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
    distribution: str = field(default="", compare=False)
    """Distribution that brought it."""
    acknowledged: tuple[tuple[str, str], ...] = field(default=(), compare=False)
    """Contradictions of the sources that it resolves in its own way, each with the reason."""
    accepted: tuple[Accepted, ...] = field(default=(), compare=False)
    """Findings of verification that it means to be so."""
    specs: tuple[Any, ...] = field(default=(), compare=False, repr=False)
    """What guards and ranking need to know of its actions: objects of the class `ActionSpec`."""

    def brought_by(self, distribution: str, version: str) -> RuleSet:
        """Give the same with the name of who brought it on every rule, parameter and action."""
        name = self.name
        return replace(
            self,
            distribution=distribution,
            version=self.version or version,
            rules=tuple(
                replace(rule, source=name, distribution=distribution, version=version) for rule in self.rules
            ),
            parameters=tuple(
                replace(parameter, source=name, distribution=distribution, version=version)
                for parameter in self.parameters
            ),
            actions=tuple(
                replace(action, source=name, distribution=distribution, version=version)
                for action in self.actions
            ),
        )
