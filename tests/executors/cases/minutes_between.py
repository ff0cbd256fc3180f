"""Minutes between instants are whole ones, rounded down, whatever the zones."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from relcore.facts import Finding, Interaction, InteractionKind
from relcore.facts.base import Conclusion, Fact
from relcore.lang import Clause, Playbook, conclude, known, minutes_between, value, warn, when

PLAYBOOK = Playbook("case")
AS_OF = date(2026, 3, 2)


class Span(Conclusion):
    """A number of minutes."""

    appointment: str
    minutes: int


@PLAYBOOK.rule(origin="test")
def spans(first: Interaction, second: Interaction) -> Clause:
    """Tell the minutes between two contacts."""
    return when(first.id == "noon", known(minutes_between(first.at, second.at)), known(second.id)).then(
        conclude(Span, appointment=value(second.id), minutes=value(minutes_between(first.at, second.at)))
    )


@PLAYBOOK.rule(origin="test")
def late(first: Interaction, second: Interaction) -> Clause:
    """Note a contact half an hour after another."""
    return when(minutes_between(first.at, second.at) >= 30, value(first.at) < value(second.at)).then(
        warn("half_an_hour", about=second.id)
    )


@PLAYBOOK.rule(origin="test")
def same_instant(first: Interaction, second: Interaction) -> Clause:
    """Note one instant in two zones."""
    return when(first.at == second.at, first.id != second.id).then(warn("same", about=first.id))


SHANGHAI = ZoneInfo("Asia/Shanghai")


def contact(name: str, at: datetime | None) -> Interaction:
    """Give a contact at an instant."""
    return Interaction(id=name, customer_id="c", kind=InteractionKind.CALL, on=AS_OF, at=at)


GIVEN: list[Fact] = [
    contact("noon", datetime(2026, 3, 2, 12, tzinfo=UTC)),
    contact("noon there", datetime(2026, 3, 2, 20, tzinfo=SHANGHAI)),
    contact("later", datetime(2026, 3, 2, 20, 30, 59, tzinfo=SHANGHAI)),
    contact("before", datetime(2026, 3, 2, 11, 59, 59, tzinfo=UTC)),
    contact("unknown", None),
]
EXPECT: list[Conclusion] = [
    Span(appointment="noon", minutes=0),
    Span(appointment="noon there", minutes=0),
    Span(appointment="later", minutes=30),
    Span(appointment="before", minutes=-1),
    Finding(code="half_an_hour", about="later", rule="case.late"),
    Finding(code="same", about="noon", rule="case.same_instant"),
    Finding(code="same", about="noon there", rule="case.same_instant"),
]
