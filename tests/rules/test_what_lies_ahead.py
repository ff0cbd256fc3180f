"""What is noted for a day to come changes nothing today: a past day can be asked about as it was."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from relcore.facts import (
    Complaint,
    Cue,
    CueKind,
    Fact,
    Interaction,
    InteractionKind,
    InteractionOutcome,
    Order,
    Topic,
)
from relcore.testing import Cases, approved
from relcore.testing.case_text import WHO
from relcore.testing.cases import Also, Case

CASES = Cases()
FOLDER = Path(__file__).parent / "approved"


def ahead(day: date) -> Iterator[Fact]:
    """Tell of contacts, orders, observations and complaints of a day, with all noted that may count."""
    columns = Interaction.model_fields.items()
    flags: dict[str, Any] = {name: True for name, column in columns if column.annotation == bool | None}
    for kind in InteractionKind:
        yield Interaction(
            customer_id=WHO,
            id=f"ahead-{kind}",
            kind=kind,
            on=day,
            topics=tuple(Topic),
            outcome=InteractionOutcome.ADVANCED,
            **flags,
        )
    yield Order(customer_id=WHO, id="ahead", placed_on=day, paid=True, in_shop=True, fulfilment_checked=True)
    yield Complaint(customer_id=WHO, id="ahead", opened_on=day)
    for cue in CueKind:
        yield Cue(customer_id=WHO, id=f"ahead-{cue}", kind=cue, present=True, observed_on=day)


def reads_what_happens(case: Case) -> bool:
    """Tell a rule that looks at contacts, orders, observations or complaints."""
    return bool({"Interaction", "Order", "Complaint", "Cue"} & CASES.reads(case.rule))


@pytest.mark.parametrize("text", approved(FOLDER))
def test_what_lies_ahead_changes_nothing_today(text: str) -> None:
    case = CASES.read(text)
    if reads_what_happens(case):
        more = [Also(fact) for fact in ahead(case.as_of + timedelta(days=1))]
        assert CASES.concluded(case, more) == CASES.concluded(case)
