"""A small playbook and a customer that meets all of it; messages for both beside it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from relcore.executors.reference import ReferenceExecutor
from relcore.facts import (
    BUILTIN_ACTIONS,
    Action,
    Archetype,
    Assessment,
    Axis,
    Beneficiary,
    Channel,
    Complaint,
    Customer,
    Fact,
    Interaction,
    InteractionKind,
    Layer,
    Order,
    Recommendation,
    Snapshot,
    SpendEstimate,
)
from relcore.lang import (
    Clause,
    Playbook,
    absent,
    always,
    as_of,
    ask,
    assess,
    days,
    days_since,
    defer,
    deny,
    exists,
    narrow,
    recommend,
    value,
    warn,
    when,
)
from relcore.lang import replace as replace_by
from relcore.ledger import Ledger
from relcore.program import Program, compile_program

AS_OF = date(2026, 3, 2)
WORDS = Path(__file__).parent / "locale"

playbook = Playbook("harbour", "1")
for spec in BUILTIN_ACTIONS:
    playbook.action(spec)


@playbook.rule(cites="S1.B2-greet2d.num.1")
def greet(customer: Customer, order: Order) -> Clause:
    """Greet a buyer within two days of the order."""
    return when(
        days_since(order.placed_on) <= 2,
        absent(Interaction, lambda i: (i.kind == InteractionKind.GREETING) & (i.on >= order.placed_on)),
    ).then(recommend(Action.SEND_GREETING, due=order.placed_on + days(2), reason="bought"))


@playbook.rule(origin="harbour")
def greet_in_person(customer: Customer, order: Order) -> Clause:
    """Greet in person after a great order."""
    return when(value(order.amount) >= 1000).then(
        recommend(Action.GREETING_BY_PERSON, weight=2, reason="great_order")
    )


@playbook.rule(cites="S3.4-greedy.do.2")
def give_kickback(customer: Customer) -> Clause:
    """Give the buyer a personal benefit."""
    return when(
        exists(Assessment, lambda a: (a.axis == Axis.ARCHETYPE) & (a.value == Archetype.GREEDY)),
    ).then(recommend(Action.PERSONAL_KICKBACK, amount=500, reason="wants_benefit"))


@playbook.guard(Layer.PRINCIPLE, cites="S0.R4-transact.guard.1")
def no_kickback(candidate: Recommendation) -> Clause:
    """Nobody is paid privately; a benefit goes to the company."""
    return when(candidate.beneficiary == Beneficiary.PERSON).then(
        replace_by(candidate, Action.COMPANY_REBATE, "company_only", amount=800)
    )


@playbook.guard(Layer.AUTHORITY, origin="harbour")
def limit_rebate(candidate: Recommendation) -> Clause:
    """A rebate stays within the representative's authority."""
    return when(candidate.action == Action.COMPANY_REBATE).then(
        narrow(candidate, "within_authority", channel=Channel.EMAIL, limit=600)
    )


@playbook.rule(origin="harbour")
def offer_more(customer: Customer) -> Clause:
    """Offer more to a customer who bought."""
    return when(exists(Order)).then(recommend(Action.CROSS_SELL, reason="buys_already"))


@playbook.guard(Layer.INCIDENT, origin="harbour")
def settle_first(candidate: Recommendation, complaint: Complaint) -> Clause:
    """Sell nothing while a complaint is open."""
    return when(candidate.action == Action.CROSS_SELL).then(deny(candidate, "complaint_open"))


@playbook.guard(Layer.CADENCE, origin="harbour")
def later(candidate: Recommendation) -> Clause:
    """Visits wait for a week."""
    return when(candidate.action == Action.PLANNED_VISIT).then(
        defer(candidate, "just_visited", until=as_of() + days(7))
    )


@playbook.rule(origin="harbour")
def visit(customer: Customer) -> Clause:
    """Visit soon."""
    return when(exists(Order)).then(
        recommend(Action.PLANNED_VISIT, due=as_of() + days(3), reason="buys_already")
    )


@playbook.rule(cites="S3.4-greedy")
def greedy(customer: Customer) -> Clause:
    """Hints at private benefits point to one type."""
    return when(customer.customer_id == "c17").then(
        assess(
            Axis.ARCHETYPE,
            Archetype.GREEDY,
            margin=3,
            reason="hints",
            expires=as_of() + days(90),
        ),
        assess(Axis.PERSONALITY, None, reason="too_few_cues"),
    )


@playbook.rule(cites="S2.CP3-fast.do.1")
def complaint_waits(complaint: Complaint) -> Clause:
    """Somebody should reply to the complaint."""
    return always().then(
        warn("complaint_waits", about=complaint.id, since=complaint.opened_on),
        recommend(Action.HANDLE_COMPLAINT, about=complaint.id, due=complaint.opened_on, weight=3),
    )


@playbook.rule(origin="harbour")
def ask_share(customer: Customer) -> Clause:
    """Ask how much the customer buys elsewhere."""
    return when(absent(SpendEstimate)).then(ask("share_of_wallet"))


@dataclass(frozen=True)
class Waiting:
    """A rule that waits for something unknown."""

    rule: str
    unknowns: tuple[str, ...]
    actions: tuple[str, ...]


WAITING = (
    Waiting("harbour.solution", ("SpendEstimate",), ("solution_offer", "personal_kickback")),
    Waiting("harbour.industry", ("Customer.industry",), ("industry_analysis", "solution_offer")),
    Waiting("harbour.odd", ("Thing.shoe_size",), ()),
)


def facts() -> list[Fact]:
    """Give what is known of the customer."""
    return [
        Customer(customer_id="c17", name="Blue Harbour Foods"),
        Order(id="o1", customer_id="c17", placed_on=date(2026, 3, 1), amount=Decimal(2500)),
        Complaint(id="k1", customer_id="c17", opened_on=date(2026, 2, 27)),
    ]


def run(
    known: Iterable[Fact], *playbooks: Playbook, supports: bool = True, day: date = AS_OF
) -> tuple[Ledger, Program]:
    """Run playbooks on facts."""
    program = compile_program([book.ruleset() for book in playbooks or (playbook,)])
    return ReferenceExecutor().run(program, Snapshot.of(known), day, supports=supports), program
