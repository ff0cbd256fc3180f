"""Proof trees: from a conclusion down to the facts that carry it."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from relcore.errors import UsageError
from relcore.executors.reference import ReferenceExecutor
from relcore.facts import Customer, Fact, Finding, Order, Snapshot
from relcore.facts.base import Conclusion
from relcore.lang import Clause, Playbook, conclude, exists, known, value, warn, when
from relcore.ledger import GIVEN, Ledger, Proof, Ref, prove, row_id
from relcore.program import compile_program

AS_OF = date(2026, 3, 2)
playbook = Playbook("b")


class Reach(Conclusion):
    """From one product, another is reached."""

    start: str
    end: str


@playbook.rule(origin="test")
def paid(order: Order) -> Clause:
    """Note a paid order."""
    return when(value(order.paid)).then(warn("paid", about=order.product))


@playbook.rule(origin="test")
def noted(found: Finding, customer: Customer) -> Clause:
    """Note what was noted, where there is an order."""
    return when(found.code == "paid", exists(Order)).then(warn("noted", about=found.about))


@playbook.rule(origin="test")
def both(first: Finding, second: Finding) -> Clause:
    """Bring both notes together."""
    return when(first.code == "paid", second.code == "noted").then(warn("both"))


@playbook.rule(origin="test")
def step(order: Order) -> Clause:
    """Reach what an order leads to."""
    return when(known(order.product), known(order.contact_id)).then(
        conclude(Reach, start=value(order.product), end=value(order.contact_id))
    )


@playbook.rule(origin="test")
def walk(first: Reach, second: Reach) -> Clause:
    """Reach further."""
    return when(first.end == second.start).then(conclude(Reach, start=first.start, end=second.end))


PROGRAM = compile_program([playbook.ruleset()])
FACTS: list[Fact] = [
    Customer(customer_id="c"),
    Order(id="o1", customer_id="c", placed_on=AS_OF, paid=True, product="tea"),
    Order(id="o2", customer_id="c", placed_on=AS_OF, paid=True, product="tea"),
]


def run(*facts: Fact, supports: bool = True) -> Ledger:
    """Run the program on these facts."""
    return ReferenceExecutor().run(PROGRAM, Snapshot.of(facts), AS_OF, supports=supports)


def finding(code: str, about: str | None = None, rule: str = "") -> tuple[Any, ...]:
    """Give the row of a finding."""
    return (code, about, None, rule or f"b.{code}")


def outline(proof: Proof) -> Any:
    """Give a proof as nested lists: the fact, and for each way its rule and premises."""
    name = f"{proof.content['code']}" if proof.content and "code" in proof.content else str(proof.ref)
    if proof.seen:
        return f"{name} (seen)"
    if not proof.steps:
        return name
    return [name, *([support.rule, *map(outline, premises)] for support, premises in proof.steps)]


def test_a_proof_goes_down_to_the_facts_by_every_way() -> None:
    proof = prove(run(*FACTS), "Finding", finding("paid", "tea"))
    assert proof.content == {"code": "paid", "about": "tea", "rule": "b.paid"}
    assert proof.ref == Ref("Finding", row_id("Finding", finding("paid", "tea")))
    assert outline(proof) == ["paid", ["b.paid", "Order o1"], ["b.paid", "Order o2"]]


def test_witnesses_are_premises_and_no_premise_is_told_twice() -> None:
    facts = [FACTS[0], FACTS[1]]
    proof = prove(run(*facts), "Finding", finding("noted", "tea"))
    assert outline(proof) == [
        "noted",
        ["b.noted", ["paid", ["b.paid", "Order o1"]], "Customer c", "Order o1"],
    ]


def test_a_conclusion_is_proved_once_and_then_pointed_to() -> None:
    proof = prove(run(*FACTS), "Finding", finding("both"))
    ways = ["paid", ["b.paid", "Order o1"], ["b.paid", "Order o2"]]
    assert outline(proof) == [
        "both",
        ["b.both", ways, ["noted", ["b.noted", "paid (seen)", "Customer c", "Order o1"]]],
    ]


def test_the_leaves_are_the_facts_each_once_and_in_order() -> None:
    proof = prove(run(*FACTS), "Finding", finding("both"))
    assert list(proof.leaves()) == [Ref("Customer", "c"), Ref("Order", "o1"), Ref("Order", "o2")]


def test_a_conclusion_told_as_a_fact_is_a_leaf() -> None:
    told = Finding(customer_id="c", code="paid", about="salt", rule="elsewhere")
    ledger = run(*FACTS, told)
    row = ledger.row_of(told)
    proof = prove(ledger, "Finding", row)
    assert outline(proof) == ["paid", [GIVEN]]
    assert list(proof.leaves()) == [proof.ref]
    assert proof.ref in set(prove(ledger, "Finding", finding("noted", "salt")).leaves())


def links(*pairs: str) -> list[Fact]:
    """Give an order for each link, such as "ab" from a to b."""
    return [
        Order(id=pair, customer_id="c", placed_on=AS_OF, product=pair[0], contact_id=pair[1])
        for pair in pairs
    ]


def test_a_recursion_is_proved_without_going_round_in_circles() -> None:
    ledger = run(*links("ab", "ba"))
    proof = prove(ledger, "Reach", ("a", "a"))
    seen = [node for node in nodes(proof) if node.seen]
    assert seen
    assert all(not node.steps for node in seen)
    proved = [node.ref for node in nodes(proof) if node.content is not None and not node.seen]
    assert len(proved) == len(set(proved))
    assert set(proof.leaves()) == {Ref("Order", "ab"), Ref("Order", "ba")}


def test_a_conclusion_that_supports_itself_still_rests_on_facts() -> None:
    ledger = run(*links("aa"))
    proof = prove(ledger, "Reach", ("a", "a"))
    assert [support.rule for support, _ in proof.steps] == ["b.step", "b.walk"]
    assert list(proof.leaves()) == [Ref("Order", "aa")]


def nodes(proof: Proof) -> list[Proof]:
    """Give a proof and everything below it."""
    return [proof, *(node for _, premises in proof.steps for premise in premises for node in nodes(premise))]


def test_a_long_chain_is_proved() -> None:
    names = "abcdefghijklmnopqrstuvwxyz"
    ledger = run(*links(*(names[n : n + 2] for n in range(12))))
    proof = prove(ledger, "Reach", ("a", "m"))
    assert len(list(proof.leaves())) == 12


def test_a_proof_is_plain_data() -> None:
    found = prove(run(*FACTS[:2]), "Finding", finding("noted", "tea")).as_dict()
    assert json.loads(json.dumps(found)) == found
    (way,) = found["because"]
    assert way["rule"] == "b.noted"
    paid_tree, customer, order = way["premises"]
    assert paid_tree["because"] == [{"rule": "b.paid", "premises": [{"fact": "Order", "id": "o1"}]}]
    assert customer == {"fact": "Customer", "id": "c"}
    assert order == {"fact": "Order", "id": "o1"}
    assert "seen" not in found


def test_plain_data_says_where_a_conclusion_was_proved_already() -> None:
    found = prove(run(*FACTS), "Finding", finding("both")).as_dict()
    again = found["because"][0]["premises"][1]["because"][0]["premises"][0]
    assert again["seen"] is True
    assert "because" not in again


def test_what_was_not_concluded_cannot_be_proved() -> None:
    with pytest.raises(UsageError) as caught:
        prove(run(*FACTS), "Finding", finding("never"))
    (problem,) = caught.value.diagnostics
    assert problem.code == "RC304"
    assert "Finding" in problem.problem
    assert "never" in problem.problem
    assert problem.hint == "take a row from ledger.rows(...)"


def test_nothing_can_be_proved_without_supports() -> None:
    with pytest.raises(UsageError) as caught:
        prove(run(*FACTS, supports=False), "Finding", finding("paid", "tea"))
    (problem,) = caught.value.diagnostics
    assert (problem.code, problem.hint) == ("RC305", "run with supports=True")


def test_every_rule_of_this_page_concludes_something() -> None:
    ledger = run(*FACTS, *links("ab", "bc"))
    rules = {
        s.rule for fact in ledger.derived for row in ledger.rows(fact) for s in ledger.supports(fact, row)
    }
    assert rules == set(PROGRAM.rules)
