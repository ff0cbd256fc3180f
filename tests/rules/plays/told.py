"""Plays in tests: the steps that follow from records, by code."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from relcore.facts import Fact, PlayStep
from relcore.lang import Playbook
from relcore.ledger import Ledger
from tests.rules.support import DAY, decide, somebody


class Stand(NamedTuple):
    """Where a step stands, and by when it is to be done."""

    status: str
    due: date | None


def run(playbook: Playbook, facts: Iterable[Fact], **fields: object) -> Ledger:
    """Run one play over the facts of the customer of the tests."""
    return decide([somebody(**fields), *facts], DAY, playbook)


def steps(ledger: Ledger, play: str) -> dict[str, Stand]:
    """Give where each step of a play stands."""
    found = [step for step in ledger.of(PlayStep) if step.play == play]
    stands = {step.code: Stand(step.status, step.due) for step in found}
    assert len(stands) == len(found), "a step stands in two places"
    return stands


def statuses(ledger: Ledger, play: str) -> dict[str, str]:
    """Give the status of each step of a play."""
    return {code: stand.status for code, stand in steps(ledger, play).items()}
