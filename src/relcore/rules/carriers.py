"""Carriers: what makes a statement of the sources so, looked up by name in the program and the facts."""

from __future__ import annotations

from collections.abc import Iterator

from relcore import facts
from relcore.facts import Cited
from relcore.program import Program


def is_there(carrier: str, program: Program) -> bool:
    """Say whether a carrier exists.

    A carrier is the id of a rule or of a table; or `playbook …`, `parameter …`, `action …`, `finding …`,
    `type …`, `field Type.name` or `value Type.MEMBER`.
    """
    kind, _, name = carrier.rpartition(" ")
    match kind:
        case "":
            return name in program.rules or any(rule.table == name for rule in program.rules.values())
        case "playbook":
            return any(rule_id.startswith(f"{name}.") for rule_id in program.rules)
        case "parameter":
            return name in program.parameters
        case "action":
            return name in program.actions
        case "finding":
            return name in findings(program)
        case "type" | "field" | "value":
            return _in_facts(kind, name)
        case _:
            return False


def findings(program: Program) -> frozenset[str]:
    """Give the codes of all findings and tallies that rules can conclude."""
    heads = (head for rule in program.rules.values() for head in rule.heads)
    return frozenset(
        str(getattr(expr, "value", ""))
        for head in heads
        if head.fact in ("Finding", "Tally")
        for name, expr in head.fields
        if name == "code"
    )


def told_as() -> Iterator[tuple[str, str]]:
    """Give each item that a member of a closed set of values stands for, with that member as its carrier."""
    for name, kind in sorted(vars(facts).items()):
        if isinstance(kind, type) and issubclass(kind, Cited):
            for member in kind:
                yield from ((cite, f"value {name}.{member.name}") for cite in member.cites)


def _in_facts(kind: str, name: str) -> bool:
    owner, _, member = name.partition(".")
    model = getattr(facts, owner, None)
    if model is None:
        return False
    if kind == "field":
        return member in getattr(model, "model_fields", {})
    return not member if kind == "type" else member in getattr(model, "__members__", {})
