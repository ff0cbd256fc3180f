"""Why a rule did not fire, and why an action was not advised."""

from __future__ import annotations

import itertools
import json
from datetime import date, timedelta
from decimal import localcontext

import pytest
from hypothesis import given

from relcore.errors import ExecutionError, UsageError
from relcore.executors.compiled import CompiledExecutor
from relcore.executors.reference import ReferenceExecutor
from relcore.explain import WhyNot, final_world, why_not
from relcore.facts import (
    BUILTIN_ACTIONS,
    Action,
    Beneficiary,
    Contract,
    Customer,
    Fact,
    Interaction,
    InteractionKind,
    Layer,
    Order,
    Recommendation,
    Snapshot,
)
from relcore.ir import Compare, Const, Field, OneOf, conjuncts
from relcore.lang import (
    Clause,
    Playbook,
    absent,
    days_since,
    defer,
    param,
    recommend,
    replace,
    value,
    warn,
    when,
)
from relcore.ledger import Ref
from relcore.program import Program, compile_program
from relcore.program.evaluate import evaluate
from relcore.program.exact import EXACT
from tests.explain.random_rules import TODAY, programs, snapshots

DAY = date(2026, 3, 1)


def program() -> Program:
    book = Playbook("t")
    book.parameter("greeting.after_purchase.max_days", 2, "Days in which to greet.")
    for spec in BUILTIN_ACTIONS:
        book.action(spec)

    @book.rule(cites="S1.B2-greet2d.num.1")
    def greet(customer: Customer, order: Order) -> Clause:
        """Greet a buyer within two days of the order."""
        return when(
            days_since(order.placed_on) <= param("greeting.after_purchase.max_days"),
            value(order.amount) > 5,
            absent(Interaction, lambda i: (i.kind == InteractionKind.GREETING) & (i.on >= order.placed_on)),
        ).then(recommend(Action.SEND_GREETING))

    @book.rule(origin="t")
    def greet_signer(customer: Customer, contract: Contract) -> Clause:
        """Greet whoever signed."""
        return when(customer.is_active == True, contract.signed == True).then(  # noqa: E712
            recommend(Action.SEND_GREETING)
        )

    @book.rule(origin="t")
    def answer(customer: Customer, question: Interaction) -> Clause:
        """Note a request."""
        return when(
            question.kind == InteractionKind.REQUEST,
            question.answered == False,  # noqa: E712
        ).then(warn("unanswered"))

    @book.rule(origin="t")
    def kick(customer: Customer) -> Clause:
        """Offer a kickback."""
        return when(customer.is_prospect == True).then(recommend(Action.PERSONAL_KICKBACK))  # noqa: E712

    @book.guard(Layer.PRINCIPLE, origin="t")
    def honest(candidate: Recommendation) -> Clause:
        """No gain for persons."""
        return when(candidate.beneficiary == Beneficiary.PERSON).then(
            replace(candidate, Action.COMPANY_REBATE, "no_kickback")
        )

    @book.guard(Layer.CADENCE, origin="t")
    def slow(candidate: Recommendation) -> Clause:
        """Not today."""
        return when(candidate.action == Action.PERSONAL_KICKBACK).then(
            defer(candidate, "not_today", until=date(2026, 3, 9))
        )

    return compile_program([book.ruleset()])


PROGRAM = program()


def ask(subject: str, *facts: Fact, **fields: object) -> WhyNot:
    told = Snapshot.of([Customer.model_validate({"customer_id": "c1"} | fields), *facts])
    return why_not(PROGRAM, told, CompiledExecutor().run(PROGRAM, told, DAY), subject)


def order(id: str, ago: int, **fields: object) -> Order:
    content = {"id": id, "customer_id": "c1", "placed_on": DAY - timedelta(days=ago)} | fields
    return Order.model_validate(content)


def contact(id: str, kind: str, ago: int) -> Interaction:
    return Interaction(id=id, customer_id="c1", kind=InteractionKind(kind), on=DAY - timedelta(days=ago))


# --- rules -------------------------------------------------------------------------------------------


def test_each_condition_says_what_it_saw_and_what_would_help() -> None:
    answer = ask("t.greet", order("o1", 40, amount=9), contact("i1", "greeting", 30)).rules[0]
    (near,) = answer.nearest
    assert near.facts == (Ref("Customer", "c1"), Ref("Order", "o1"))
    assert near.satisfied == 1
    late, amount, greeted = near.conditions
    assert late.text == "days since Order.placed_on (40) <= greeting.after_purchase.max_days (2)"
    assert late.seen == (("days since Order.placed_on", 40), ("greeting.after_purchase.max_days", 2))
    assert (late.truth, amount.truth, greeted.truth) == (False, True, False)
    assert [change.text for change in late.changes] == [
        "set Order.placed_on of o1 to 2026-02-27",
        "set the parameter greeting.after_purchase.max_days to 40",
    ]
    assert amount.changes == ()
    assert greeted.changes[0].text == "without Interaction i1"


def test_an_unknown_in_the_way_is_named() -> None:
    near = ask("t.greet", order("o1", 1)).rules[0].nearest[0]
    assert [(c.truth, c.unknowns) for c in near.conditions] == [
        (True, ()),
        (None, ("Order.amount",)),
        (True, ()),
    ]


def test_the_nearest_bindings_come_first_and_are_at_most_three() -> None:
    orders = [order("o1", 40, amount=1), order("o2", 40, amount=9), order("o3", 1, amount=1)]
    orders += [order("o4", 40, amount=2), order("o5", 1)]
    found = ask("t.greet", *orders).rules[0].nearest
    # Unknown is nearer than false; of equals, the first by identity.
    assert [near.facts[1].id for near in found] == ["o5", "o2", "o3"]


def test_a_parameter_without_facts_is_told() -> None:
    answer = ask("t.greet_signer", is_active=False).rules[0]
    (missing,) = answer.missing
    assert missing.text == "there is no Contract"
    assert [change.text for change in missing.changes] == ["a Contract with signed = yes"]
    (near,) = answer.nearest
    assert [condition.text for condition in near.conditions] == ["Customer.is_active (no) = yes"]


def test_facts_of_another_kind_are_not_taken_for_nearly_right() -> None:
    visit = contact("i1", "visit", 3)
    (missing,) = ask("t.answer", visit).rules[0].missing
    assert missing.text == "there is no Interaction with kind = request"
    answer = ask("t.answer", visit, contact("i2", "request", 3)).rules[0]
    assert answer.missing == ()
    assert [near.facts[1].id for near in answer.nearest] == ["i2"]


def test_a_rule_that_fired_says_so() -> None:
    found = ask("t.greet", order("o1", 1, amount=9))
    assert found.happened
    assert found.rules[0].fired
    assert found.rules[0].nearest == ()
    assert found.as_text() == (
        "rule t.greet, customer c1, 2026-03-01: fired\n"
        "  t.greet: Greet a buyer within two days of the order. (S1.B2-greet2d.num.1)\n"
        "    did fire"
    )


@given(programs(), snapshots())
def test_a_rule_is_said_to_have_fired_exactly_where_it_did(program: Program, facts: Snapshot) -> None:
    ledger = ReferenceExecutor().run(program, facts, TODAY)
    fired = {
        s.rule for name in ledger.derived for row in ledger.rows(name) for s in ledger.supports(name, row)
    }
    for id in program.rules:
        assert why_not(program, facts, ledger, id).happened == (id in fired)


@given(programs(), snapshots())
def test_no_binding_satisfies_more_conditions_than_the_nearest(program: Program, facts: Snapshot) -> None:
    ledger = ReferenceExecutor().run(program, facts, TODAY)
    world = final_world(program, facts, ledger)
    for rule in program.rules.values():
        answer = why_not(program, facts, ledger, rule.id).rules[0]
        if answer.fired or answer.missing:
            continue
        parts = [part for condition in rule.where for part in conjuncts(condition)]
        best = 0
        for combination in itertools.product(*(world.facts(bind.fact) for bind in rule.binds)):
            env = {bind.var: fact for bind, fact in zip(rule.binds, combination, strict=True)}
            with localcontext(EXACT):
                truths = [evaluate(part, env, world) is True for part in parts]
            if not any(_selects(part) and not truth for part, truth in zip(parts, truths, strict=True)):
                best = max(best, sum(truths))
        assert answer.nearest[0].satisfied == best
        counts = [near.satisfied for near in answer.nearest]
        assert counts == sorted(counts, reverse=True)


def _selects(part: object) -> bool:
    """Whether a condition says what kind of fact a parameter is about."""
    if isinstance(part, OneOf):
        sides: tuple[object, ...] = (part.value, *part.options)
    elif isinstance(part, Compare) and part.op == "==":
        sides = (part.left, part.right)
    else:
        return False
    names = {side.name for side in sides if isinstance(side, Field)}
    return any(isinstance(side, Const) for side in sides) and bool(names & {"kind", "name"})


# --- actions -----------------------------------------------------------------------------------------


def test_an_action_is_explained_by_all_rules_that_recommend_it_nearest_first() -> None:
    found = ask("send_greeting", order("o1", 40), is_active=True)
    assert (found.kind, found.happened) == ("action", False)
    assert [answer.rule for answer in found.rules] == ["t.greet_signer", "t.greet"]


def test_what_guards_said_of_a_recommended_action_is_told() -> None:
    found = ask("personal_kickback", is_prospect=True)
    assert found.happened
    assert [(v.rule, v.kind, v.reason) for v in found.verdicts] == [
        ("t.honest", "replace", "no_kickback"),
        ("t.slow", "defer", "not_today"),
    ]
    assert (found.verdicts[0].replaced_by, found.verdicts[1].until) == ("company_rebate", date(2026, 3, 9))
    assert "  instead company_rebate\n" in found.as_text()
    assert "  not before 2026-03-09" in found.as_text()


def test_an_action_that_a_guard_puts_in_place_of_another_is_explained_by_the_guard() -> None:
    found = ask("company_rebate")
    assert [answer.rule for answer in found.rules] == ["t.honest"]
    assert found.rules[0].missing[0].text == "there is no Recommendation"


def test_an_action_that_no_rule_recommends_is_told_as_such() -> None:
    found = ask("transparent_quote")
    assert found.rules == ()
    assert "no rule recommends it" in found.as_text()


# --- the answer as data and as text ------------------------------------------------------------------


def test_an_answer_is_json() -> None:
    found = ask("send_greeting", order("o1", 40, amount=9), is_active=True)
    data = json.loads(json.dumps(found.as_dict()))
    assert data["as_of"] == "2026-03-01"
    late = data["rules"][0]["nearest"][0]["conditions"][0]
    assert late["truth"] == "false"
    assert late["seen"] == {"days since Order.placed_on": 40, "greeting.after_purchase.max_days": 2}
    assert late["changes"][0] == {
        "kind": "set",
        "fact": "Order",
        "id": "o1",
        "field": "placed_on",
        "value": "2026-02-27",
        "text": "set Order.placed_on of o1 to 2026-02-27",
    }
    assert data["rules"][1]["missing"][0]["changes"][0] == {
        "kind": "add",
        "fact": "Contract",
        "count": 1,
        "fields": {"signed": True},
        "text": "a Contract with signed = yes",
    }


def test_an_answer_is_text() -> None:
    found = ask("t.greet", order("o1", 40))
    assert found.as_text() == (
        "rule t.greet, customer c1, 2026-03-01: did not fire\n"
        "  t.greet: Greet a buyer within two days of the order. (S1.B2-greet2d.num.1)\n"
        "    for Customer c1; Order o1: 1 of 3 conditions hold\n"
        "      [no]  days since Order.placed_on (40) <= greeting.after_purchase.max_days (2)\n"
        "            -> set Order.placed_on of o1 to 2026-02-27\n"
        "            -> set the parameter greeting.after_purchase.max_days to 40\n"
        "      [?]   Order.amount (unknown) > 5\n"
        "            -> set Order.amount of o1 to 5.0001\n"
        "      [yes] there is no Interaction with kind = greeting and on >= Order.placed_on (2026-01-20)"
    )


# --- refusals ----------------------------------------------------------------------------------------


def test_a_subject_that_is_no_rule_and_no_action_is_refused_with_a_suggestion() -> None:
    with pytest.raises(UsageError, match="did you mean 'send_greeting'") as caught:
        ask("send_greting")
    assert caught.value.diagnostics[0].code == "RC303"


def test_a_ledger_of_another_program_is_refused() -> None:
    other = compile_program([Playbook("other").ruleset()])
    facts = Snapshot.of([Customer(customer_id="c1")])
    with pytest.raises(ExecutionError, match="RC302"):
        why_not(PROGRAM, facts, CompiledExecutor().run(other, facts, DAY), "send_greeting")
