"""The program: rules made fit to run, with everything that an executor needs and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from relcore.ir import Accepted, ActionDecl, FactType, Parameter, Rule, Scalar


@dataclass(frozen=True)
class Stratum:
    """Rules that run together, after all that they need is settled.

    In a recursive stratum a rule may feed itself through others; it runs until nothing new comes.
    """

    rules: tuple[Rule, ...]
    recursive: bool = False


@dataclass(frozen=True, slots=True)
class Override:
    """A rule or a parameter that stands in the place of another one."""

    kind: str
    """`rule` or `parameter`."""
    name: str
    """Id of the rule or table, or name of the parameter, that was replaced."""
    by: str
    """Id of the rule that replaces it, or name of the parameter again."""
    winner: str
    """Who replaces it: distribution and version."""
    loser: str
    """Who had brought it."""


@dataclass(frozen=True)
class Program:
    """Checked rules in strata, named by a digest of their meaning."""

    strata: tuple[Stratum, ...]
    types: Mapping[str, FactType]
    parameters: Mapping[str, Parameter]
    values: Mapping[str, Scalar]
    """Values of the parameters: the defaults, where the company set no other."""
    actions: Mapping[str, ActionDecl]
    playbooks: tuple[tuple[str, str, str], ...]
    """Names and versions of the playbooks that went in, each with the distribution that brought it."""
    digest: str
    models: Mapping[str, type[Any]] = field(default_factory=dict, repr=False)
    overrides: tuple[Override, ...] = ()
    """What was replaced, and by whom."""
    accepted: tuple[Accepted, ...] = ()
    """What verification finds odd and playbooks mean to be so."""

    @cached_property
    def rules(self) -> Mapping[str, Rule]:
        """All rules by id, in the order of their strata."""
        return {rule.id: rule for stratum in self.strata for rule in stratum.rules}

    @cached_property
    def derived(self) -> frozenset[str]:
        """Names of the fact types that some rule concludes."""
        return frozenset(head.fact for rule in self.rules.values() for head in rule.heads)
