"""Rules that would have fired but for an unknown."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given

from relcore.errors import ExecutionError
from relcore.executors.compiled import CompiledExecutor
from relcore.executors.reference import ReferenceExecutor
from relcore.explain import Waiting, waiting
from relcore.facts import (
    BUILTIN_ACTIONS,
    Action,
    Assessment,
    Axis,
    Complaint,
    Consent,
    Cue,
    CueKind,
    Customer,
    Fact,
    Interaction,
    InteractionKind,
    Layer,
    Order,
    Purpose,
    Recommendation,
    Snapshot,
)
from relcore.ir import Bind, Compare, Const, Field, Head, Rule
from relcore.lang import (
    Clause,
    Playbook,
    absent,
    as_of,
    assess,
    days,
    days_since,
    deny,
    exists,
    highest,
    known,
    latest,
    one_of,
    or_else,
    recommend,
    value,
    warn,
    when,
)
from relcore.program import Program, compile_program
from tests.explain.oracle import blocked_slowly
from tests.explain.random_rules import TODAY, programs, ruleset, snapshots

DAY = date(2026, 3, 1)


def playbook() -> Playbook:
    book = Playbook("t")
    for spec in BUILTIN_ACTIONS:
        book.action(spec)
    return book


def blocked_by(book: Playbook | Program, *facts: Fact) -> tuple[Waiting, ...]:
    program = book if isinstance(book, Program) else compile_program([book.ruleset()])
    snapshot = Snapshot.of(facts)
    return waiting(program, snapshot, CompiledExecutor().run(program, snapshot, DAY))


def customer(**fields: object) -> Customer:
    return Customer.model_validate({"customer_id": "c1"} | fields)


def order(id: str, **fields: object) -> Order:
    return Order.model_validate({"id": id, "customer_id": "c1", "placed_on": DAY} | fields)


# --- what is found -----------------------------------------------------------------------------------


def test_a_rule_leads_only_to_what_the_facts_that_are_there_allow() -> None:
    book = playbook()

    @book.rule(origin="t")
    def group(customer: Customer) -> Clause:
        """A group."""
        return when(customer.is_group == True).then(assess(Axis.AUDIENCE, "direct"))  # noqa: E712

    @book.rule(origin="t")
    def greet(assessment: Assessment) -> Clause:
        """Whoever is assessed is greeted."""
        return when(assessment.value == "direct").then(recommend(Action.SEND_GREETING))

    @book.rule(origin="t")
    def visit(assessment: Assessment, complaint: Complaint) -> Clause:
        """Whoever is assessed and complains is visited."""
        return when(assessment.value == "direct", known(complaint.id)).then(recommend(Action.REPAIR_VISIT))

    @book.rule(origin="t")
    def thank(assessment: Assessment) -> Clause:
        """Whoever is assessed and has ordered is thanked."""
        return when(assessment.value == "direct", exists(Order)).then(recommend(Action.THANK_CUSTOMER))

    complaint = Complaint(id="k", customer_id="c1", opened_on=DAY)
    for facts, actions in (
        ([], ("send_greeting",)),
        ([complaint], ("repair_visit", "send_greeting")),
        ([order("o")], ("send_greeting", "thank_customer")),
    ):
        assert blocked_by(book, customer(), *facts) == (Waiting("t.group", ("Customer.is_group",), actions),)


def test_an_unknown_field_blocks_a_rule_and_is_named() -> None:
    book = playbook()

    @book.rule(origin="t")
    def big(customer: Customer, order: Order) -> Clause:
        """A big order."""
        return when(customer.is_active == True, value(order.amount) > 100).then(  # noqa: E712
            recommend(Action.SEND_GREETING)
        )

    found = blocked_by(book, customer(is_active=True), order("o1"), order("o2", amount=5), order("o3"))
    assert found == (Waiting("t.big", ("Order.amount",), ("send_greeting",)),)


def test_all_that_a_rule_waits_for_is_told_at_once() -> None:
    book = playbook()

    @book.rule(origin="t")
    def paid(order: Order) -> Clause:
        """A paid order."""
        return when(order.paid == True, value(order.amount) > 100).then(warn("x"))  # noqa: E712

    found = blocked_by(
        book, order("o1", amount=200), order("o2", paid=True), order("o3"), order("o4", amount=3)
    )
    assert found == (Waiting("t.paid", ("Order.amount", "Order.paid"), ()),)
    (only,) = blocked_by(book, order("o2", paid=True), order("o4", amount=3))
    assert only.unknowns == ("Order.amount",)


def test_a_rule_that_a_false_condition_stops_is_not_blocked() -> None:
    book = playbook()

    @book.rule(origin="t")
    def big(customer: Customer, order: Order) -> Clause:
        """A big order of an active customer."""
        return when(customer.is_active == True, value(order.amount) > 100).then(warn("x"))  # noqa: E712

    assert blocked_by(book, customer(is_active=False), order("o1")) == ()


def test_a_rule_that_asks_whether_something_is_known_is_not_blocked_by_it() -> None:
    book = playbook()

    @book.rule(origin="t")
    def big(order: Order) -> Clause:
        """A big order."""
        return when(known(order.amount), value(order.amount) > 100).then(warn("x"))

    @book.rule(origin="t")
    def small(order: Order) -> Clause:
        """A small order."""
        return when(or_else(order.amount, Decimal(0)) > 100).then(warn("y"))

    assert blocked_by(book, order("o1")) == ()


def test_only_the_unknowns_that_matter_are_named() -> None:
    book = playbook()

    @book.rule(origin="t")
    def either(customer: Customer) -> Clause:
        """Either."""
        return when((customer.is_active == True) | (customer.is_group == True)).then(warn("x"))  # noqa: E712

    assert [b.unknowns for b in blocked_by(book, customer(is_active=False))] == [("Customer.is_group",)]
    assert blocked_by(book, customer(is_active=True)) == ()


def test_a_date_beyond_the_calendar_is_nothing_to_find_out() -> None:
    book = playbook()

    @book.rule(origin="t")
    def far(customer: Customer) -> Clause:
        """In ten thousand years."""
        return when(value(customer.since) + days(3_652_000) > as_of()).then(warn("x"))

    assert blocked_by(book, customer(since=DAY)) == ()
    assert [b.unknowns for b in blocked_by(book, customer())] == [("Customer.since",)]


def test_an_unknown_beside_something_false_is_not_named() -> None:
    book = playbook()

    @book.rule(origin="t")
    def either(customer: Customer) -> Clause:
        """Either both, or one other."""
        both = (customer.is_active == True) & (customer.is_group == True)  # noqa: E712
        return when(both | (customer.opted_out == True)).then(warn("x"))  # noqa: E712

    assert [b.unknowns for b in blocked_by(book, customer(is_group=False))] == [("Customer.opted_out",)]


def test_an_unknown_in_a_condition_on_other_facts_is_named() -> None:
    book = playbook()

    @book.rule(origin="t")
    def spends(customer: Customer) -> Clause:
        """A large order, and no contact for a month."""
        return when(
            value(highest(Order, lambda o: o.amount)) > 100,
            days_since(latest(Interaction, lambda i: i.on)) > 30,
        ).then(warn("x"))

    talk = Interaction(id="i1", customer_id="c1", on=DAY - timedelta(days=40), kind=InteractionKind.VISIT)
    found = blocked_by(book, customer(), order("o1"), talk)
    assert [b.unknowns for b in found] == [("Order.amount",)]
    # Without a contact there is nothing to ask: none means none.
    assert blocked_by(book, customer(), order("o1", amount=200)) == ()


def test_what_rules_conclude_is_looked_at_as_it_is_in_the_end() -> None:
    book = playbook()

    @book.rule(origin="t")
    def first(customer: Customer) -> Clause:
        """Greedy."""
        return when(customer.is_group == True).then(assess(Axis.ARCHETYPE, "greedy"))  # noqa: E712

    @book.rule(origin="t")
    def second(customer: Customer, found: Assessment) -> Clause:
        """Greedy and active."""
        return when(
            found.axis == Axis.ARCHETYPE,
            found.value == "greedy",
            customer.is_active == True,  # noqa: E712
        ).then(recommend(Action.SEND_GREETING))

    (only,) = blocked_by(book, customer(is_group=True))
    assert (only.rule, only.unknowns) == ("t.second", ("Customer.is_active",))
    (only,) = blocked_by(book, customer(is_active=True))
    assert (only.rule, only.unknowns, only.actions) == ("t.first", ("Customer.is_group",), ("send_greeting",))


# --- evidential types --------------------------------------------------------------------------------


def consent_book() -> Playbook:
    book = playbook()

    @book.rule(origin="t")
    def allowed(customer: Customer, consent: Consent) -> Clause:
        """May be written to."""
        return when(customer.is_active == True, consent.granted == True).then(  # noqa: E712
            recommend(Action.SEND_GREETING)
        )

    return book


def test_a_rule_is_blocked_by_an_evidential_type_of_which_there_is_nothing() -> None:
    (only,) = blocked_by(consent_book(), customer(is_active=True))
    assert only.unknowns == ("Consent",)
    (only,) = blocked_by(consent_book(), customer())
    assert only.unknowns == ("Consent", "Customer.is_active")


def test_a_missing_evidential_fact_blocks_nothing_where_another_condition_is_false() -> None:
    assert blocked_by(consent_book(), customer(is_active=False)) == ()


def test_an_evidential_fact_that_says_no_is_no_unknown() -> None:
    no = Consent(id="s1", customer_id="c1", granted=False)
    assert blocked_by(consent_book(), customer(is_active=True), no) == ()


def test_a_missing_fact_of_another_type_means_that_there_is_none() -> None:
    book = playbook()

    @book.rule(origin="t")
    def complained(customer: Customer, complaint: Complaint) -> Clause:
        """Complained."""
        return when(customer.is_active == True).then(warn("x"))  # noqa: E712

    assert blocked_by(book, customer()) == ()


def test_two_missing_evidential_types_are_named_together() -> None:
    book = playbook()

    @book.rule(origin="t")
    def both(consent: Consent, cue: Cue) -> Clause:
        """Both."""
        return when(consent.granted == True, cue.kind == CueKind.OFFICE_CHART).then(warn("x"))  # noqa: E712

    (only,) = blocked_by(book, customer())
    assert only.unknowns == ("Consent", "Cue")


# --- actions -----------------------------------------------------------------------------------------


def test_actions_are_those_that_depend_on_the_rule_through_others() -> None:
    book = playbook()

    @book.rule(origin="t")
    def label(customer: Customer) -> Clause:
        """Greedy."""
        return when(customer.is_group == True).then(assess(Axis.ARCHETYPE, "greedy"))  # noqa: E712

    @book.rule(origin="t")
    def greedy(found: Assessment) -> Clause:
        """For the greedy."""
        return when(found.axis == Axis.ARCHETYPE, found.value == "greedy").then(
            recommend(Action.SEND_GREETING)
        )

    @book.rule(origin="t")
    def stingy(found: Assessment) -> Clause:
        """For the stingy."""
        return when(found.axis == Axis.ARCHETYPE, found.value == "stingy").then(
            recommend(Action.PERSONAL_KICKBACK)
        )

    (only,) = blocked_by(book, customer())
    assert only.actions == ("send_greeting",)


def test_a_guard_names_the_actions_that_it_could_not_judge() -> None:
    book = playbook()

    @book.rule(origin="t")
    def greet(customer: Customer) -> Clause:
        """Greet."""
        return when(customer.is_active == True).then(  # noqa: E712
            recommend(Action.SEND_GREETING, purpose=Purpose.MARKETING)
        )

    @book.guard(Layer.CONSENT, origin="t")
    def refused(candidate: Recommendation, customer: Customer) -> Clause:
        """Not to those who refused."""
        return when(candidate.purpose == Purpose.MARKETING, customer.opted_out == True).then(  # noqa: E712
            deny(candidate, "opted_out")
        )

    (only,) = blocked_by(book, customer(is_active=True))
    assert (only.rule, only.actions) == ("t.refused", ("send_greeting",))


# --- laws --------------------------------------------------------------------------------------------


@given(programs(), snapshots())
def test_who_waits_and_for_what_is_as_the_meaning_of_rules_says(program: Program, facts: Snapshot) -> None:
    ledger = ReferenceExecutor().run(program, facts, TODAY)
    unknowns: dict[str, set[str]] = {}
    for rule, names in blocked_slowly(program, facts, ledger):
        unknowns.setdefault(rule, set()).update(names)
    found = waiting(program, facts, ledger)
    assert [(one.rule, one.unknowns) for one in found] == [
        (rule, tuple(sorted(unknowns[rule]))) for rule in sorted(unknowns)
    ]
    assert found == waiting(program, facts, CompiledExecutor().run(program, facts, TODAY, supports=False))


@given(snapshots())
def test_a_rule_that_reads_only_what_is_always_known_is_never_blocked(facts: Snapshot) -> None:
    where = (
        Compare("!=", Field("v", "kind"), Const("good", "Mood")),
        Compare(">", Field("p", "rank"), Const(1)),
    )
    head = Head("Outcome", (("name", Const("done")), ("rule", Const("r"))))
    rule = Rule("r", "A rule.", (Bind("v", "Visit"), Bind("p", "Person")), where, (head,), origin="t")
    program = compile_program([ruleset(rule)])
    assert waiting(program, facts, ReferenceExecutor().run(program, facts, TODAY)) == ()


def test_a_ledger_of_another_program_or_customer_is_refused() -> None:
    first, second = (compile_program([consent_book().ruleset()]), compile_program([playbook().ruleset()]))
    facts = Snapshot.of([customer()])
    ledger = CompiledExecutor().run(first, facts, DAY)
    with pytest.raises(ExecutionError, match="RC302"):
        waiting(second, facts, ledger)
    with pytest.raises(ExecutionError, match="RC302"):
        waiting(first, Snapshot.of([Customer(customer_id="c2")]), ledger)


def test_conditions_that_look_through_facts_can_stop_a_blocked_binding() -> None:
    book = playbook()

    @book.rule(origin="t")
    def greet(customer: Customer, order: Order) -> Clause:
        """Greet after a big order, once."""
        return when(
            value(order.amount) > 100,
            one_of(order.channel, "shop", "phone"),
            exists(Complaint),
            absent(Interaction, lambda i: (i.kind == InteractionKind.GREETING) & (i.on >= order.placed_on)),
        ).then(recommend(Action.SEND_GREETING))

    complaint = Complaint(id="k1", customer_id="c1", opened_on=DAY)
    greeting = Interaction(id="i1", customer_id="c1", kind=InteractionKind.GREETING, on=DAY)
    unknown = order("o1", channel="shop")
    assert [b.unknowns for b in blocked_by(book, customer(), unknown, complaint)] == [("Order.amount",)]
    assert blocked_by(book, customer(), unknown) == ()
    assert blocked_by(book, customer(), unknown, complaint, greeting) == ()
