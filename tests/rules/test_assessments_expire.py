"""An assessment tells the first day on which it holds no more."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from relcore import Advisor, Book, Snapshot
from relcore.books.example import EXAMPLE, EXAMPLE_DAY
from relcore.facts import Axis

ADVISOR = Advisor()
CUSTOMERS = Book.open(EXAMPLE).customers()
COUNTED = {Axis.CARE_LEVEL, Axis.CLOSENESS, Axis.DEPTH}
"""Axes that rest on what happened in a period alone: when it is over, nothing is left to say the same."""


def expiries(snapshot: Snapshot, day: date) -> dict[str, tuple[str, date]]:
    found = ADVISOR.advise(snapshot, as_of=day, unknowns=False).assessments
    return {axis: (said.value, said.expires) for axis, said in found.items() if said.value and said.expires}


@pytest.mark.parametrize("offset", [-30, 0, 90])
def test_nothing_is_assessed_that_has_expired(offset: int) -> None:
    day = EXAMPLE_DAY + timedelta(offset)
    found = [expiry for snapshot in CUSTOMERS.values() for _, expiry in expiries(snapshot, day).values()]
    assert found
    assert min(found) > day


def test_what_was_counted_is_gone_on_the_day_it_expires() -> None:
    checked = set()
    for snapshot in CUSTOMERS.values():
        for axis, (value, expiry) in expiries(snapshot, EXAMPLE_DAY).items():
            if axis in COUNTED:
                checked.add(axis)
                assert expiries(snapshot, expiry).get(axis) != (value, expiry), (
                    f"{axis} of {snapshot.customer_id}"
                )
    assert checked == COUNTED
