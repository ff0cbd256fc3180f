"""Drawn facts are valid, drawn lives hold together, and rules fire on them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import Field

from relcore.advisor import Advisor
from relcore.facts import (
    CompanyFact,
    Conclusion,
    CustomerFact,
    Fact,
    Labelled,
    Order,
    Snapshot,
    SpendEstimate,
    StageRecord,
)
from relcore.facts import __all__ as exported
from relcore.lang import Clause, Playbook, days_since, value, warn, when
from relcore.program import compile_program
from relcore.testing import Life, books, customer_lives, facts_of, register_strategy
from relcore.testing.hints import Hints
from relcore.testing.lives import built_in_types, types_of
from relcore.testing.strategies import DAY, Setting

FEW = settings(max_examples=25, deadline=None)


class Paint(Labelled):
    MATT = "matt", "Matt", "哑光"
    GLOSS = "gloss", "Gloss", "亮光"


class Loan(CustomerFact):
    """A fact type of a plug-in."""

    lent_on: date
    back_on: date | None = None
    order_id: str | None = None
    weight: Annotated[int, Field(ge=3, le=5)]
    paint: Paint | None = None


class Registered(CustomerFact):
    """A fact type that brings its own strategy."""

    word: str


register_strategy(Registered, st.builds(Registered, customer_id=st.just("whoever"), word=st.just("own")))


def all_types() -> list[type[Fact]]:
    import_from = __import__("relcore.facts", fromlist=exported)
    classes = [getattr(import_from, name) for name in exported]
    bases = (Fact, CustomerFact, CompanyFact, Conclusion)
    return [one for one in classes if isinstance(one, type) and issubclass(one, Fact) and one not in bases]


@pytest.mark.parametrize("model", [*all_types(), Loan], ids=lambda model: model.__name__)
def test_every_type_can_be_drawn_and_read_back(model: type[Fact]) -> None:
    @FEW
    @given(facts_of(model, id="one"))
    def valid(fact: Fact) -> None:
        assert type(fact) is model
        assert model.model_validate(fact.model_dump()) == fact
        assert fact.id == "one"

    valid()


@FEW
@given(facts_of(Loan, Setting(ids={"Order": ["o1", "o2"]})))
def test_a_plug_in_type_keeps_to_its_limits_and_refers_to_what_there_is(loan: Loan) -> None:
    assert 3 <= loan.weight <= 5
    assert loan.lent_on <= DAY
    assert loan.order_id in (None, "o1", "o2")


@FEW
@given(facts_of(Registered, Setting(customer_id="c7")))
def test_a_registered_strategy_is_used_and_the_customer_filled_in(fact: Registered) -> None:
    assert (fact.customer_id, fact.word) == ("c7", "own")


@FEW
@given(customer_lives())
def test_a_life_holds_together(life: Life) -> None:
    assert life.snapshot.customer_id == "c1"
    ids = {fact.id for fact in life if fact.id}
    for fact in life:
        for name in ("order_id", "contact_id", "opportunity_id", "about"):
            assert getattr(fact, name, None) in {None, *ids}
        if isinstance(fact, SpendEstimate):
            assert fact.period_start <= fact.period_end
        if isinstance(fact, Order):
            assert fact.placed_on <= DAY


@FEW
@given(customer_lives(company=False, most=30))
def test_a_life_without_our_company_has_no_facts_of_ours(life: Life) -> None:
    assert not any(isinstance(fact, CompanyFact) for fact in life)


@settings(max_examples=10, deadline=None)
@given(books(customers=3))
def test_a_book_splits_into_customers(facts: tuple[Fact, ...]) -> None:
    assert 1 <= len(Snapshot.split(facts)) <= 3


def test_stage_records_take_values_of_their_axis() -> None:
    seen = set()

    @FEW
    @given(facts_of(StageRecord))
    def look(record: StageRecord) -> None:
        seen.add(record.axis)

    look()
    assert len(seen) > 3


def test_drawn_lives_lean_towards_what_rules_read() -> None:
    book = Playbook("leaning")

    @book.rule(origin="test")
    def exactly(loan: Loan) -> Clause:
        """Lent a hundred and eleven days ago, to the day, and weighing five."""
        return when(days_since(loan.lent_on) == 111, loan.weight == 5).then(warn("share-regress"))

    program = compile_program([book.ruleset()])
    hints = Hints.of(program)
    assert hints.days["Loan", "lent_on"] == (-111, -110, -112)
    assert hints.values["Loan", "weight"] == (5, 4, 6)
    assert Loan in types_of(program)
    advisor = Advisor([book])
    found: list[int] = []

    @settings(max_examples=100, deadline=None)
    @given(customer_lives(types=types_of(program), hints=hints))
    def look(life: Life) -> None:
        found.append(len(advisor.advise(life.facts, as_of=life.as_of).warnings))

    look()
    assert sum(found) > 3


def test_a_life_tells_itself() -> None:
    order = Order(customer_id="c1", id="o1", placed_on=DAY - timedelta(days=3))
    assert repr(Life((order,))) == "2026-06-27  Order o1\nasked on 2026-06-30"


def test_every_told_type_is_among_the_built_in_ones() -> None:
    names = {model.__name__ for model in built_in_types()}
    assert {"Order", "Interaction", "Consent", "ContactPolicy"} <= names
    assert not {"Customer", "Verdict", "Recommendation"} & names


def test_facts_of_a_type_can_be_fixed_in_part() -> None:
    @FEW
    @given(facts_of(Order, product="boxes"))
    def look(order: Order) -> None:
        assert order.product == "boxes"

    look()


def test_a_comparison_with_an_unknown_gives_no_hint() -> None:
    book = Playbook("blind")

    @book.rule(origin="test")
    def large(order: Order) -> Clause:
        """An amount."""
        return when(value(order.amount) > value(order.amount)).then(warn("share-regress"))

    assert Hints.of(compile_program([book.ruleset()])).values.get(("Order", "amount"), ()) == ()
