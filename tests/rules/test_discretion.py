"""What one team owes the other, how goods are handed over, and what the effort of a year brought."""

from __future__ import annotations

from relcore.facts import Axis, Delivery, Fact, StageRecord, Tally
from relcore.ledger import Ledger
from relcore.rules import figures
from relcore.rules.principles import discretion
from tests.rules.records import order
from tests.rules.support import DAY, WHO, ago, decide, met, somebody, warnings


def run(*facts: Fact) -> Ledger:
    return decide(facts, DAY, discretion.playbook)


def delivery(arrived: int, intact: bool | None = None) -> Delivery:
    return Delivery(customer_id=WHO, id="box", delivered_on=ago(arrived), intact=intact)


def test_damage_of_late_reminds_to_handle_goods_gently() -> None:
    assert "handle-gently" in warnings(run(somebody(), delivery(0, intact=False)))
    assert "handle-gently" in warnings(run(somebody(), delivery(30, intact=False)))
    for fine in (delivery(3, intact=True), delivery(3), delivery(31, intact=False)):
        assert "handle-gently" not in warnings(run(somebody(), fine))


def test_teams_hear_of_each_other_only_while_it_is_fresh_and_known() -> None:
    assert "another-team" in warnings(run(somebody(team="a"), met(team="b", on=ago(30))))
    assert "another-team" not in warnings(run(somebody(team="a"), met(team="b", on=ago(31))))
    assert "another-team" not in warnings(run(somebody(), met(team="b")))
    assert "another-team" not in warnings(run(somebody(team="a"), met()))


def counted(*facts: Fact) -> dict[str, int]:
    important = StageRecord(customer_id=WHO, axis=Axis.VALUE, value="key", since=ago(10))
    rich = [order(n, amount=60_000) for n in (40, 200)]
    ledger = decide([somebody(), important, *rich, *facts], DAY, figures.playbook)
    return {item.code: item.number for item in ledger.of(Tally)}


def test_repeat_purchases_of_a_key_account_are_counted() -> None:
    assert counted()["repeat-purchases"] == 2
    assert counted(order(3))["repeat-purchases"] == 3


def test_contacts_are_set_against_what_they_brought() -> None:
    visits = [met(on=ago(n), id=f"visit-{n}") for n in (5, 50)]
    found = counted(*visits)
    assert found["contacts-with-purchase"] == 2
    assert "contacts-without-purchase" not in found
    assert "contacts-with-purchase" not in counted()


def test_figures_are_for_customers_that_matter() -> None:
    ledger = decide([somebody(), order(40), order(20)], DAY, figures.playbook)
    assert ledger.of(Tally) == []


def test_contacts_without_a_purchase_are_told() -> None:
    promising = somebody(purchasing_power=5, purchase_intent=5, is_prospect=True)
    ledger = decide([promising, met()], DAY, figures.playbook)
    assert {(item.code, item.number) for item in ledger.of(Tally)} == {("contacts-without-purchase", 1)}
