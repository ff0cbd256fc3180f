"""A change of playbooks is told by whose advice it changes, and by the rule that is responsible."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from textwrap import dedent

from relcore.advisor import Advisor
from relcore.errors import RelcoreError
from relcore.facts import Customer, Order, Snapshot
from relcore.impact import Change, Group, Impact, as_markdown, as_text, impact
from relcore.playbooks import PlaybookFile, load_playbook
from relcore.rules import builtin
from tests.playbooks.files import write

DAY = date(2026, 6, 30)
PLAYBOOK = dedent("""\
    playbook: acme
    actions:
      acme.send_catalogue:
        label: {en: Send the catalogue, zh: 寄送产品目录}
        purpose: internal
        beneficiary: nobody
        promise: nothing
        honesty: truthful
    facts:
      Large: {of: conclusion, fields: {order: text?}}
    rules:
      large:
        says: An order above the limit is large.
        origin: acme
        for: {order: Order}
        when: order.amount > 1000
        then: {conclude: Large, with: {order: =order.id}}
      catalogue:
        says: Send the catalogue after a large order.
        origin: acme
        for: {large: Large}
        then: {recommend: acme.send_catalogue, about: =large.order, reason: acme.large}
""")
GUARD = dedent("""\
    guards:
      none_today:
        says: No catalogues today.
        origin: acme
        layer: law
        when: candidate.action == "acme.send_catalogue"
        then: {deny: acme.none}
""")


def customer(name: str, *amounts: int) -> Snapshot:
    """Give a customer with orders."""
    orders = [
        Order(customer_id=name, id=f"{name}-{n}", placed_on=date(2026, 6, 25), amount=Decimal(amount))
        for n, amount in enumerate(amounts)
    ]
    return Snapshot.of([Customer(customer_id=name), *orders])


CUSTOMERS = [customer("a", 500), customer("b", 1500), customer("c", 5000, 6000), customer("d")]


def file(folder: Path, text: str) -> PlaybookFile:
    """Read a playbook file."""
    return load_playbook(write(folder, text), [builtin().ruleset()])


def between(before: PlaybookFile | None, after: PlaybookFile | None, examples: int = 3) -> Impact:
    """Compare advice with and without playbooks beside the built-in one."""
    advisers = [Advisor([builtin(), *([one] if one else [])]) for one in (before, after)]
    return impact(CUSTOMERS, *advisers, as_of=DAY, examples=examples)


def test_who_gets_a_new_action_is_told_under_the_rule_that_proposes_it(tmp_path: Path) -> None:
    found = between(None, file(tmp_path, PLAYBOOK))
    assert (found.customers, found.changed, found.failed) == (4, 2, 0)
    assert found.rules == {"added": 2, "removed": 0, "changed": 0}
    [group] = found.groups
    assert (group.rule, group.how, group.customers) == ("acme.catalogue", "added", 2)
    assert group.counts["action", "acme.send_catalogue", "appears"] == 3
    assert [(one.customer_id, one.about) for one in group.examples] == [
        ("b", "b-0"),
        ("c", "c-0"),
        ("c", "c-1"),
    ]


def test_the_rule_behind_the_one_that_speaks_is_responsible_where_it_is_what_changed(tmp_path: Path) -> None:
    before = file(tmp_path, PLAYBOOK)
    found = between(before, file(tmp_path, PLAYBOOK.replace("> 1000", "> 5500")))
    [group] = found.groups
    assert (group.rule, group.how) == ("acme.large", "changed")
    assert group.counts == {("action", "acme.send_catalogue", "disappears"): 2}
    assert found.rules == {"added": 0, "removed": 0, "changed": 1}


def test_an_action_that_a_new_guard_refuses_is_told_under_the_guard(tmp_path: Path) -> None:
    before = file(tmp_path, PLAYBOOK)
    found = between(before, file(tmp_path, PLAYBOOK + GUARD))
    [group] = found.groups
    assert (group.rule, group.how) == ("acme.none_today", "added")
    assert group.counts == {("action", "acme.send_catalogue", "is refused"): 3}
    back = between(file(tmp_path, PLAYBOOK + GUARD), before)
    assert [(one.rule, one.how) for one in back.groups] == [("acme.none_today", "removed")]
    assert back.groups[0].counts == {("action", "acme.send_catalogue", "appears"): 3}


def test_a_parameter_that_is_set_changes_the_rules_that_read_it(tmp_path: Path) -> None:
    text = PLAYBOOK.replace("> 1000", "> params.acme.large") + (
        "parameters: {acme.large: {default: 1000, says: Limit}}\n"
    )
    other = text + "settings: {acme.large: 9000}\n"
    found = between(file(tmp_path, text), file(tmp_path, other))
    assert [(one.rule, one.how, one.customers) for one in found.groups] == [("acme.large", "changed", 2)]


def test_equal_playbooks_change_nothing(tmp_path: Path) -> None:
    one = file(tmp_path, PLAYBOOK)
    found = between(one, file(tmp_path, PLAYBOOK.replace("An order", "Any order")))
    assert (found.changed, found.groups, found.share) == (0, [], 0.0)
    assert found.before == found.after


def test_a_customer_who_cannot_be_decided_is_counted_and_told() -> None:
    class Fails(Advisor):
        def advise(self, facts: object, **more: object) -> None:  # type: ignore[override]
            raise RelcoreError.of("RC301", "too much")

    told: list[str] = []
    found = impact(CUSTOMERS[:2], Fails(), Fails(), as_of=DAY, on_failure=lambda name, _: told.append(name))
    assert (found.customers, found.failed, told) == (0, 2, ["a", "b"])


def test_the_impact_is_told_as_text_and_as_markdown(tmp_path: Path) -> None:
    found = between(None, file(tmp_path, PLAYBOOK), examples=1)
    text = as_text(found)
    assert text.startswith("2 of 4 customers get other advice on 2026-06-30 (50.0%)\n")
    assert "acme.catalogue (added): 2 customers" in text
    assert "3 × action acme.send_catalogue appears" in text
    markdown = as_markdown(found)
    assert "| `acme.catalogue` | added | 2 | 3 × action acme.send\\_catalogue appears |" in markdown
    assert markdown.count("b-0") == 1


def test_markup_in_data_stays_text() -> None:
    found = Impact(DAY, "x", "y", customers=1, changed=1)
    example = Change("c", "<b>|x|</b>\n# y", "action", "a", "A", "appears", "r", after="[z](w)")
    found.groups = [Group("r", "S", "added", "p", customers=1, examples=[example])]
    assert "\\<b\\>|x|\\</b\\> \\# y" in as_markdown(found)
