"""Rules in tests: facts in, a ledger or advice out, and short words for what is asked most."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta, timezone
from functools import cache
from typing import Any

from relcore.advice import CustomerAdvice
from relcore.advice import decide as advise_from
from relcore.executors.reference import ReferenceExecutor
from relcore.facts import (
    BUILTIN_ACTIONS,
    Action,
    Appointment,
    Archetype,
    Assessment,
    Axis,
    Cue,
    CueKind,
    Customer,
    Fact,
    Finding,
    Interaction,
    InteractionKind,
    Opportunity,
    OpportunityStage,
    Personality,
    Question,
    Recommendation,
    Snapshot,
    StageRecord,
    Verdict,
)
from relcore.ir import Scalar
from relcore.lang import Clause, Playbook, always, recommend
from relcore.ledger import Ledger
from relcore.program import Program, compile_program
from relcore.rules import archetypes, personality, punctuality, visits

DAY = date(2026, 6, 30)
"""The day on which tests decide, unless they say otherwise."""
WHO = "c1"
"""The customer of the tests."""
TYPES = (archetypes.playbook, personality.playbook, visits.playbook, punctuality.playbook)
"""The playbooks on types and visits."""


def decide(
    facts: Iterable[Fact],
    as_of: date = DAY,
    *playbooks: Playbook,
    settings: Mapping[str, Scalar] | None = None,
) -> Ledger:
    """Run playbooks (those on types, where none is named) over the facts of one customer."""
    program = program_of(playbooks or TYPES, tuple(sorted((settings or {}).items())))
    return ReferenceExecutor().run(program, Snapshot.of(facts), as_of)


def advise(facts: Iterable[Fact], as_of: date = DAY, *playbooks: Playbook) -> CustomerAdvice:
    """Give the advice that follows: guards settled, actions ranked."""
    return advise_from(decide(facts, as_of, *playbooks), program_of(playbooks or TYPES))


@cache
def program_of(playbooks: tuple[Playbook, ...], settings: tuple[tuple[str, Scalar], ...] = ()) -> Program:
    """Compile playbooks together with the built-in actions, once for each choice."""
    whole = Playbook("tried")
    for spec in BUILTIN_ACTIONS:
        whole.action(spec)
    whole.include(*playbooks)
    return compile_program([whole.ruleset()], dict(settings))


@cache
def with_proposal(*actions: Action, about: str | None = None) -> tuple[Playbook, ...]:
    """Give the playbooks on types and one that proposes actions for guards to judge."""
    book = Playbook("proposal")

    @book.table({action.value: action for action in actions}, origin="test")
    def propose(customer: Customer, action: Action) -> Clause:
        """Somebody proposes an action."""
        return always().then(recommend(action, about=about))

    return (*TYPES, book)


def ago(days: int) -> date:
    """Give a day before `DAY`."""
    return DAY - timedelta(days=days)


def saw(*kinds: CueKind, on: date = DAY, **fields: Any) -> list[Fact]:
    """Tell what was seen on a day."""
    return [Cue(customer_id=WHO, kind=kind, observed_on=on, **fields) for kind in kinds]


def somebody(**fields: Any) -> Customer:
    """Tell that there is a customer."""
    return Customer(customer_id=WHO, **fields)


def known_as(value: Archetype | Personality, **fields: Any) -> StageRecord:
    """Tell that a person confirmed a type."""
    axis = Axis.ARCHETYPE if isinstance(value, Archetype) else Axis.PERSONALITY
    return StageRecord(customer_id=WHO, axis=axis, value=value, **{"since": ago(30), **fields})


def deal(**fields: Any) -> Opportunity:
    """Tell of an open deal."""
    given: dict[str, Any] = {"id": "deal", "stage": OpportunityStage.ENGAGING, "opened_on": ago(20)} | fields
    return Opportunity(customer_id=WHO, **given)


def met(kind: InteractionKind = InteractionKind.VISIT, on: date | None = None, **fields: Any) -> Interaction:
    """Tell of a contact, three days ago unless said otherwise."""
    return Interaction(customer_id=WHO, kind=kind, on=on or ago(3), **{"id": "talk", **fields})


def meeting(late: timedelta | None = None, **fields: Any) -> Appointment:
    """Tell of a meeting this afternoon, for which we may be late."""
    planned = datetime(2026, 6, 30, 15, tzinfo=timezone(timedelta(hours=2)))
    expected = None if late is None else planned + late
    return Appointment(
        customer_id=WHO, id="meeting", planned_at=planned, expected_arrival_at=expected, **fields
    )


def assessed(ledger: Ledger, axis: Axis) -> Assessment:
    """Give the one assessment of an axis."""
    (found,) = (item for item in ledger.of(Assessment) if item.axis == axis)
    return found


def actions(ledger: Ledger) -> set[str]:
    """Give the names of all actions that rules recommend."""
    return {item.action for item in ledger.of(Recommendation)}


def recommended(ledger: Ledger, action: Action, reason: str | None = None) -> Recommendation:
    """Give the one recommendation of an action (for a reason, where several rules recommend it)."""
    (found,) = (
        item for item in ledger.of(Recommendation) if item.action == action and reason in (None, item.reason)
    )
    return found


def verdicts(ledger: Ledger, action: Action) -> dict[str, Verdict]:
    """Give what guards say of an action, by reason."""
    return {item.reason: item for item in ledger.of(Verdict) if item.action == action}


def warnings(ledger: Ledger) -> set[str]:
    """Give the codes of all findings."""
    return {item.code for item in ledger.of(Finding)}


def questions(ledger: Ledger) -> set[str]:
    """Give the codes of all questions."""
    return {item.code for item in ledger.of(Question)}
