"""The engine's limits, each with a margin, and the errors of a program that cannot be kept below them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from relcore.errors import Diagnostic, Place
from relcore.executors.durable.patterns import Clause, Property, Test

FACTS_OF_A_RULE = 16
"""Facts that one match can hold; the engine refuses the 17th only when it meets it."""
JOINS_AT_A_FACT = 28
"""Joins at one fact of a rule, beside the padding one; at the 30th in all the engine refuses the rule."""
PROPERTIES = 248
"""Properties of a record, beside those that every record has; the engine refuses the 253rd."""
PATTERNS_OF_A_TYPE = 60
"""Patterns for one fact type in a rule set; the engine's stack holds 64."""
RULES = 200
"""Rules of a rule set; at the 256th under one condition the engine writes where it must not."""
FACTS = 100_000
"""Facts of one session; ids up to this one have different 32-bit hashes, which is all the engine looks at."""
ALTERNATIVES = 8
"""Rules of the engine that one rule may be expanded to; further alternatives are tested in Python."""


def properties_of(clause: Clause) -> dict[str, set[Property]]:
    """Give the properties that a clause looks at, by fact type."""
    found: dict[str, set[Property]] = {fact: set() for fact in clause.types.values()}
    for term in clause.terms:
        if isinstance(term, Test):
            found[clause.types[term.var]].add(term.property)
        else:
            found[clause.types[term.left_var]].add(term.left)
            found[clause.types[term.right_var]].add(term.right)
    return found


def excesses(clause: Clause, place: Place) -> Iterator[Diagnostic]:
    """Name each limit that a clause of a rule goes beyond."""
    if len(clause.types) > FACTS_OF_A_RULE:
        yield Diagnostic(
            "RC321",
            f"the rule joins {len(clause.types)} facts, and durable-rules joins at most {FACTS_OF_A_RULE}",
            place,
            "conclude something from a part of them first, or use the executor 'compiled'",
        )
    order = clause.order()
    joins = Counter(max(j.left_var, j.right_var, key=order.index) for j in clause.joins())
    for var, number in joins.items():
        if number > JOINS_AT_A_FACT:
            yield Diagnostic(
                "RC322",
                f"'{var}' is compared with other facts {number} times,"
                f" and durable-rules compares at most {JOINS_AT_A_FACT} times",
                place,
                "conclude something from a part of them first, or use the executor 'compiled'",
            )
    for fact, properties in properties_of(clause).items():
        if len(properties) > PROPERTIES:
            yield Diagnostic(
                "RC323",
                f"the rule looks at {len(properties)} values of {fact},"
                f" and durable-rules holds at most {PROPERTIES}",
                place,
                "split the rule, or use the executor 'compiled'",
            )
