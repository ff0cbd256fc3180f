"""A snapshot holds what is known about one customer, whatever the order of telling."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relcore.errors import FactError
from relcore.facts import (
    AccountEvent,
    AccountEventKind,
    Assessment,
    Axis,
    CompanyFact,
    Contact,
    ContactPolicy,
    Customer,
    CustomerFact,
    Fact,
    Holiday,
    Interaction,
    InteractionKind,
    Order,
    Snapshot,
)

DAY = date(2026, 3, 2)


def visit(customer: str = "c1", days: int = 0, **told: Any) -> Interaction:
    return Interaction(
        customer_id=customer, kind=InteractionKind.VISIT, on=DAY + timedelta(days=days), **told
    )


def codes(error: pytest.ExceptionInfo[FactError]) -> list[str]:
    return [diagnostic.code for diagnostic in error.value.diagnostics]


def written(snapshot: Snapshot) -> list[tuple[str, str, str]]:
    return [
        (name, identity, fact.model_dump_json())
        for name, facts in snapshot.by_type.items()
        for identity, fact in zip(snapshot.identities[name], facts, strict=True)
    ]


ids = st.one_of(st.none(), st.sampled_from(["a", "b", "c", "d"]))
days = st.integers(0, 3)
facts_of_c1 = st.lists(
    st.one_of(
        st.builds(visit, days=days, minutes=st.sampled_from([None, "1", "1.0", "1.00"])),
        st.builds(lambda n, day: visit(days=day, id=f"{n}{day}"), st.sampled_from("ab"), days),
        st.builds(lambda n: Contact(customer_id="c1", id=n), st.sampled_from("abcd")),
        st.builds(
            lambda amount: Order(customer_id="c1", id="o", placed_on=DAY, amount=amount),
            st.sampled_from([Decimal("5.0"), Decimal("5.00")]),
        ),
        st.just(Customer(customer_id="c1", name="Lan")),
        st.builds(lambda n: Holiday(id=n, on=DAY), ids),
        st.just(Assessment(axis=Axis.LADDER, value="confiding")),
    ),
    max_size=12,
).map(lambda facts: [*facts, Customer(customer_id="c1", name="Lan")])


@given(facts_of_c1.flatmap(lambda facts: st.tuples(st.just(facts), st.permutations(facts))))
def test_any_order_of_facts_gives_the_same_snapshot(orders: tuple[list[Fact], list[Fact]]) -> None:
    told, shuffled = orders
    assert Snapshot.of(told) == Snapshot.of(shuffled)
    assert written(Snapshot.of(told)) == written(Snapshot.of(shuffled))


@given(facts_of_c1)
def test_telling_a_thing_twice_changes_nothing(facts: list[Fact]) -> None:
    copies = [fact.model_copy() for fact in facts]
    assert written(Snapshot.of(facts + copies)) == written(Snapshot.of(facts))


@given(facts_of_c1)
def test_a_snapshot_of_its_own_facts_is_the_same(facts: list[Fact]) -> None:
    snapshot = Snapshot.of(facts)
    assert written(Snapshot.of(snapshot)) == written(snapshot)
    assert len(snapshot) == len(list(snapshot))


@given(facts_of_c1)
def test_facts_of_a_type_are_sorted_by_identity(facts: list[Fact]) -> None:
    snapshot = Snapshot.of(facts)
    for name, kept in snapshot.by_type.items():
        identities = [fact.identity for fact in kept]
        assert identities == sorted(set(identities))
        assert tuple(identities) == snapshot.identities[name]
        assert snapshot.facts(name) == kept


@given(facts_of_c1)
def test_a_snapshot_reaches_another_process_unchanged(facts: list[Fact]) -> None:
    snapshot = Snapshot.of(facts)
    assert written(pickle.loads(pickle.dumps(snapshot))) == written(snapshot)


def test_a_type_without_facts_gives_none() -> None:
    assert Snapshot.of([Customer(customer_id="c1")]).facts("Order") == ()


def test_a_snapshot_cannot_be_changed() -> None:
    snapshot = Snapshot.of([Customer(customer_id="c1")])
    with pytest.raises(AttributeError):
        snapshot.customer_id = "c2"  # type: ignore[misc]
    with pytest.raises(TypeError):
        snapshot.by_type["Order"] = ()  # type: ignore[index]


def test_a_different_fact_makes_a_different_snapshot() -> None:
    assert Snapshot.of([visit(id="a")]) != Snapshot.of([visit(id="a", days=1)])
    assert Snapshot.of([visit("c1", id="a")]) != Snapshot.of([visit("c2", id="a")])


def test_a_conclusion_told_without_a_customer_becomes_this_customers() -> None:
    snapshot = Snapshot.of([Assessment(axis=Axis.LADDER), Customer(customer_id="c1")])
    (assessment,) = snapshot.facts("Assessment")
    assert isinstance(assessment, Assessment)
    assert assessment.customer_id == "c1"


def test_no_facts_are_refused() -> None:
    with pytest.raises(
        FactError, match="no fact names a customer\n  hint: give at least a Customer"
    ) as error:
        Snapshot.of([])
    assert codes(error) == ["RC101"]


def test_company_facts_alone_are_refused() -> None:
    with pytest.raises(FactError) as error:
        Snapshot.of([ContactPolicy()])
    assert codes(error) == ["RC101"]


def test_one_identity_with_two_contents_is_refused() -> None:
    with pytest.raises(
        FactError, match=r"type Interaction have the identity 'a' \(they differ in on\)"
    ) as error:
        Snapshot.of([visit(id="a"), visit(id="a", days=1)])
    assert codes(error) == ["RC102"]
    assert "customer c1" in str(error.value)


def test_two_contents_of_one_customer_are_refused() -> None:
    with pytest.raises(FactError, match="they differ in name") as error:
        Snapshot.of([Customer(customer_id="c1", name="A"), Customer(customer_id="c1", name="B")])
    assert codes(error) == ["RC102"]


def test_facts_of_two_types_may_share_an_identity() -> None:
    snapshot = Snapshot.of([visit(id="a"), Contact(customer_id="c1", id="a")])
    assert len(snapshot) == 2


def test_facts_of_two_customers_are_refused() -> None:
    with pytest.raises(FactError, match="belong to 2 customers: 'c1', 'c2'") as error:
        Snapshot.of([visit("c1"), visit("c2")])
    assert codes(error) == ["RC103"]


@pytest.mark.parametrize(
    "thing", ["a visit", None, 3, Fact(), CompanyFact(), CustomerFact(customer_id="c1"), Customer]
)
def test_what_is_no_fact_is_refused(thing: Any) -> None:
    with pytest.raises(FactError, match="is no fact") as error:
        Snapshot.of([Customer(customer_id="c1"), thing])
    assert codes(error) == ["RC104"]


def test_two_types_of_one_name_are_refused() -> None:
    namesake = type("Order", (CustomerFact,), {"__module__": "elsewhere"})
    with pytest.raises(FactError, match=r"relcore\.facts\.deal\.Order and elsewhere\.Order") as error:
        Snapshot.of([Order(customer_id="c1", placed_on=DAY), namesake(customer_id="c1")])
    assert codes(error) == ["RC105"]


def test_all_problems_are_told_at_once() -> None:
    facts: list[Any] = [visit(id="a"), visit(id="a", days=1), visit(id="b"), visit(id="b", days=1), "x"]
    with pytest.raises(FactError) as error:
        Snapshot.of(facts)
    assert sorted(codes(error)) == ["RC102", "RC102", "RC104"]


def test_a_split_gives_each_customer_the_snapshot_of_its_own_facts() -> None:
    policy = ContactPolicy(max_contacts=3)
    facts = [visit("c2"), policy, visit("c1"), visit("c2", days=1)]
    snapshots = Snapshot.split(facts)
    assert list(snapshots) == ["c1", "c2"]
    assert snapshots["c1"] == Snapshot.of([visit("c1"), policy])
    assert snapshots["c2"] == Snapshot.of([visit("c2"), visit("c2", days=1), policy])
    assert snapshots["c1"].by_type["ContactPolicy"] is snapshots["c2"].by_type["ContactPolicy"]


def test_a_split_takes_any_iterable_once() -> None:
    def told() -> Iterator[Fact]:
        yield AccountEvent(customer_id="c1", kind=AccountEventKind.RETURN, on=DAY)
        yield Customer(customer_id="c2")

    assert list(Snapshot.split(told())) == ["c1", "c2"]
    assert Snapshot.split([]) == {}


def test_a_split_tells_the_problems_of_all_customers() -> None:
    facts = [visit(c, days=d, id="a") for c in ("c1", "c2") for d in (0, 1)]
    with pytest.raises(FactError) as error:
        Snapshot.split([*facts, Assessment(axis=Axis.LADDER)])
    assert sorted(codes(error)) == ["RC101", "RC102", "RC102"]
    assert {str(d.where) for d in error.value.diagnostics} == {"", "customer c1", "customer c2"}


def test_three_contents_of_one_identity_are_refused_in_any_order() -> None:
    same = visit(id="a", minutes="1.0"), visit(id="a", minutes="1.00")
    assert written(Snapshot.of(same)) == written(Snapshot.of(same[::-1]))
    with pytest.raises(FactError):
        Snapshot.of([*same, visit(id="a", minutes="2")])
