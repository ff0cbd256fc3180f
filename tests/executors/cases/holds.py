"""A set of values holds a constant or does not; an unknown set is neither."""

from __future__ import annotations

from datetime import date

from relcore.facts import Finding, Interaction, InteractionKind, Topic
from relcore.facts.base import Conclusion, Fact
from relcore.lang import Clause, Playbook, holds, value, warn, when

PLAYBOOK = Playbook("case")
AS_OF = date(2026, 3, 2)


@PLAYBOOK.rule(origin="test")
def family(interaction: Interaction) -> Clause:
    """Note a talk about the family."""
    return when(holds(value(interaction.topics), Topic.FAMILY)).then(warn("family", about=interaction.id))


@PLAYBOOK.rule(origin="test")
def no_family(interaction: Interaction) -> Clause:
    """Note a talk about anything but the family."""
    return when(~holds(value(interaction.topics), Topic.FAMILY)).then(warn("no_family", about=interaction.id))


@PLAYBOOK.rule(origin="test")
def same(first: Interaction, second: Interaction) -> Clause:
    """Note two talks about the same things."""
    return when(first.topics == second.topics, first.id != second.id).then(warn("same", about=first.id))


def talk(name: str, *topics: Topic) -> Interaction:
    """Give a talk about these topics."""
    return Interaction(id=name, customer_id="c", kind=InteractionKind.VISIT, on=AS_OF, topics=topics)


GIVEN: list[Fact] = [
    talk("both", Topic.FAMILY, Topic.PRICE),
    talk("turned", Topic.PRICE, Topic.FAMILY),
    talk("price", Topic.PRICE),
    talk("nothing"),
    Interaction(id="unknown", customer_id="c", kind=InteractionKind.VISIT, on=AS_OF),
]
EXPECT: list[Conclusion] = [
    Finding(code="family", about="both", rule="case.family"),
    Finding(code="family", about="turned", rule="case.family"),
    Finding(code="no_family", about="price", rule="case.no_family"),
    Finding(code="no_family", about="nothing", rule="case.no_family"),
    Finding(code="same", about="both", rule="case.same"),
    Finding(code="same", about="turned", rule="case.same"),
]
