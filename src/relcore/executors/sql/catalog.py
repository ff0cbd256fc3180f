"""The tables that statements read: one for each type of fact, with what its columns hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from relcore.executors.sql.columns import Column
from relcore.executors.sql.declared import declared_columns
from relcore.facts.base import Fact
from relcore.ir import Scope
from relcore.program import Program

KEY = "_key"
"""Column that tells the rows of a table apart, in the tables that this room fills."""
CUSTOMER = "customer_id"


@dataclass(frozen=True)
class Table:
    """A table with the facts of one type.

    `one_each` promises that no customer has two of them; `key` names the column that tells the rows of one
    customer apart, where there is one; `path` is its name, after its schema where it has one.
    """

    fact: str
    columns: Mapping[str, Column]
    path: tuple[str, ...]
    company: bool = False
    one_each: bool = False
    key: str | None = KEY


@dataclass(frozen=True)
class Catalog:
    """Tables by the type of their facts; `given` holds those of conclusions that come in as facts."""

    tables: Mapping[str, Table]
    given: Mapping[str, Table] = field(default_factory=dict)
    everyone: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Tables that name all customers between them, by the type of their facts."""
    anchor: str = ""
    """Type of which every customer has exactly one fact, where there is such a type."""


def declared_catalog(program: Program) -> Catalog:
    """Give the tables that the declarations of the facts call for, for statements that run elsewhere."""
    tables = {}
    for name, fact in program.types.items():
        if fact.scope is not Scope.CONCLUSION:
            model = program.models.get(name)
            tables[name] = Table(
                name,
                declared_columns(program, fact),
                (name,),
                company=fact.scope is Scope.COMPANY,
                # Where the customer identifies the fact, there is one for each.
                one_each=model is not None
                and issubclass(model, Fact)
                and model.identity is not Fact.identity,
                key="id",
            )
    anchor = next((name for name, table in tables.items() if table.one_each), "")
    everyone = {name: table.path for name, table in tables.items() if not table.company}
    return Catalog(tables, {}, {anchor: tables[anchor].path} if anchor else everyone, anchor)
