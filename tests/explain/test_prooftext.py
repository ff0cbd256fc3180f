"""Proofs as text."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from relcore.executors.compiled import CompiledExecutor
from relcore.explain import proof_text
from relcore.explain.tongue import Tongue
from relcore.facts import (
    BUILTIN_ACTIONS,
    Action,
    Assessment,
    Axis,
    Customer,
    Finding,
    Interaction,
    InteractionKind,
    Order,
    Recommendation,
    Snapshot,
)
from relcore.lang import Clause, Playbook, absent, assess, exists, recommend, value, warn, when
from relcore.ledger import Ledger, prove
from relcore.program import Program, compile_program

DAY = date(2026, 3, 1)


def program() -> Program:
    book = Playbook("t")
    for spec in BUILTIN_ACTIONS:
        book.action(spec)

    @book.rule(cites=("A.1", "A.2"))
    def greedy(customer: Customer, order: Order) -> Clause:
        """Who spends much is greedy."""
        return when(value(order.amount) > 5, customer.is_active == True).then(  # noqa: E712
            assess(Axis.ARCHETYPE, "greedy")
        )

    @book.rule(origin="t")
    def quote(found: Assessment) -> Clause:
        """Quote openly to the greedy."""
        return when(
            found.axis == Axis.ARCHETYPE,
            found.value == "greedy",
            exists(Interaction, lambda i: i.kind == InteractionKind.REQUEST),
        ).then(recommend(Action.TRANSPARENT_QUOTE, reason="asked"))

    @book.rule(origin="t")
    def note(found: Assessment, quoted: Recommendation) -> Clause:
        """Note both."""
        return when(
            found.axis == Axis.ARCHETYPE,
            quoted.action == Action.TRANSPARENT_QUOTE,
            absent(Finding, lambda f: f.code == "y"),
        ).then(warn("both"))

    return compile_program([book.ruleset()])


PROGRAM = program()


def run() -> Ledger:
    facts = [
        Customer(customer_id="c1", is_active=True),
        Order(id="o1", customer_id="c1", placed_on=DAY, amount=Decimal(9)),
        Order(id="o2", customer_id="c1", placed_on=DAY, amount=Decimal(7)),
        Interaction(id="i1", customer_id="c1", kind=InteractionKind.REQUEST, on=DAY),
    ]
    return CompiledExecutor().run(PROGRAM, Snapshot.of(facts), DAY)


def text(fact: str, lang: str = "en", ledger: Ledger | None = None) -> str:
    ledger = ledger or run()
    (row,) = ledger.rows(fact)
    return proof_text(prove(ledger, fact, row), PROGRAM, ledger, Tongue(lang))


def test_a_proof_goes_down_to_the_fields_that_the_rules_read() -> None:
    first, rest = text("Recommendation").split("\n", 1)
    assert first.startswith("Recommendation: action = transparent_quote, ")
    assert first.endswith(", reason = asked")
    assert rest == (
        "  because of t.quote: Quote openly to the greedy. (t)\n"
        "    Assessment: axis = archetype, value = greedy\n"
        "      because of t.greedy: Who spends much is greedy. (A.1, A.2)\n"
        "        Customer c1: is_active = yes\n"
        "        Order o1: amount = 9\n"
        "      also because of t.greedy: Who spends much is greedy. (A.1, A.2)\n"
        "        Customer c1: is_active = yes\n"
        "        Order o2: amount = 7\n"
        "    Interaction i1: kind = request"
    )


def test_what_was_unfolded_before_is_only_named() -> None:
    lines = text("Finding").splitlines()
    assert lines[0] == "Finding: code = both"
    again = "Assessment: axis = archetype, value = greedy (see above)"
    assert [line.strip() for line in lines].count(again) == 1
    assert sum("Who spends much" in line for line in lines) == 2


def test_headings_come_in_another_language() -> None:
    assert "依据 t.quote" in text("Recommendation", "zh")


def test_a_conclusion_that_was_told_as_a_fact_is_marked() -> None:
    given = [Customer(customer_id="c1"), Assessment(axis=Axis.ARCHETYPE, value="greedy", rule="told")]
    ledger = CompiledExecutor().run(PROGRAM, Snapshot.of(given), DAY)
    assert text("Assessment", ledger=ledger) == (
        "Assessment: axis = archetype, value = greedy\n  given as a fact"
    )
