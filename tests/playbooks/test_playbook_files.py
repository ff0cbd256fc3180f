"""A playbook file means what the same rules mean in Python, and takes part in advice like them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from relcore.advice import ActionAdvice, CustomerAdvice, SuppressedAction
from relcore.advisor import Advisor
from relcore.errors import RuleError
from relcore.facts import (
    ActionSpec,
    Assessment,
    Axis,
    Beneficiary,
    Channel,
    Complaint,
    ComplaintStatus,
    Customer,
    Honesty,
    Interaction,
    InteractionKind,
    Layer,
    Order,
    Promise,
    Purpose,
    Recommendation,
    Topic,
)
from relcore.lang import (
    Clause,
    Playbook,
    absent,
    count,
    days,
    days_between,
    days_since,
    days_until,
    deny,
    exists,
    highest,
    holds,
    known,
    latest,
    one_of,
    or_else,
    param,
    recommend,
    replace,
    total,
    value,
    warn,
    when,
)
from relcore.playbooks import load_playbook
from relcore.program import compile_program
from relcore.rules import builtin
from tests.playbooks.files import BUILTIN, CATALOGUE, load, write

DAY = date(2026, 6, 30)
FACTS = [
    Customer(customer_id="c1", name="Harbour Tools"),
    Order(customer_id="c1", id="o1", placed_on=date(2026, 6, 25), amount=Decimal(5000)),
]


def proposed(advice: CustomerAdvice) -> list[ActionAdvice | SuppressedAction]:
    """Give all actions that some rule recommends, whether they stand or not."""
    return [*advice.actions, *advice.suppressed]


def in_python() -> Playbook:
    """Write the rules of the file below in Python."""
    book = Playbook("acme", "1.0")
    book.parameter("acme.max_days", 14, "Days", unit="days", at_least=1)

    @book.rule(origin="acme")
    def orders(order: Order, customer: Customer) -> Clause:
        """Try most of the language on orders."""
        return when(
            days_since(order.placed_on) <= param("acme.max_days"),
            (value(order.amount) > Decimal("1000.50")) | ~known(order.items) & (order.items != 3),
            one_of(order.channel, Channel.PHONE, Channel.VISIT),
            absent(
                Interaction,
                lambda i: (i.kind == InteractionKind.GREETING) & (i.on >= order.placed_on - days(3)),
            ),
            exists(Interaction, lambda i: holds(value(i.topics), Topic.PRICE)),
            count(Order) > 2,
            total(Order, lambda o: o.amount, lambda o: known(o.amount))
            > or_else(value(order.amount), Decimal(0)) * 3,
            days_between(order.placed_on, value(latest(Order, lambda o: o.placed_on))) == 0,
            value(highest(Order, lambda o: o.items)) - 1 < 7,
            days_until(order.placed_on) < 1,
        ).then(
            recommend("thank_customer", about=order.id, due=order.placed_on + days(2), channel=Channel.PHONE),
            warn("acme.seen", since=order.placed_on),
        )

    @book.guard(Layer.INCIDENT, origin="acme")
    def no_thanks(candidate: Recommendation, complaint: Complaint) -> Clause:
        """Refuse thanks while a complaint is open."""
        return when(candidate.action == "thank_customer", complaint.status != ComplaintStatus.SETTLED).then(
            deny(candidate, "acme.open")
        )

    @book.guard(Layer.INCIDENT, origin="acme")
    def another(candidate: Recommendation) -> Clause:
        """Put something else in its place."""
        return when(candidate.action == "thank_customer").then(
            replace(candidate, "keep_promise", "acme.other")
        )

    @book.table({"key": ("key", 14), "small": ("small", 90)}, origin="acme")
    def rhythm(standing: Assessment, row: tuple[str, int]) -> Clause:
        """Warn where a class hears nothing."""
        return when(
            standing.axis == Axis.VALUE,
            standing.value == row[0],
            absent(Interaction, lambda i: days_since(i.on) <= row[1]),
        ).then(warn("acme.silent"))

    return book


IN_YAML = """\
    playbook: acme
    version: "1.0"
    parameters:
      acme.max_days: {default: 14, says: Days, unit: days, at_least: 1}
    rules:
      orders:
        says: Try most of the language on orders.
        origin: acme
        for: {order: Order, customer: Customer}
        when:
          - days_since(order.placed_on) <= params.acme.max_days
          - order.amount > 1000.50 || !known(order.items) && order.items != 3
          - order.channel in [Channel.PHONE, Channel.VISIT]
          - Interaction.absent(i, i.kind == InteractionKind.GREETING && i.on >= order.placed_on - days(3))
          - Interaction.exists(j, Topic.PRICE in j.topics)
          - Order.count() > 2
          - >-
            Order.total(o, o.amount, has(o.amount))
            > or_else(order.amount, 0.0) * 3
          - days_between(order.placed_on, Order.latest(p, p.placed_on)) == 0
          - Order.highest(q, q.items) - 1 < 7
          - days_until(order.placed_on) < 1
        then:
          - recommend: thank_customer
            about: =order.id
            due: =order.placed_on + days(2)
            channel: phone
          - {warn: acme.seen, since: =order.placed_on}
    guards:
      no_thanks:
        says: Refuse thanks while a complaint is open.
        origin: acme
        layer: incident
        for: {complaint: Complaint}
        when:
          - candidate.action == "thank_customer" && complaint.status != ComplaintStatus.SETTLED
        then: {deny: acme.open}
      another:
        says: Put something else in its place.
        origin: acme
        layer: incident
        when: candidate.action == "thank_customer"
        then: {replace: acme.other, by: keep_promise}
    tables:
      rhythm:
        says: Warn where a class hears nothing.
        origin: acme
        for: {standing: Assessment}
        when:
          - standing.axis == Axis.VALUE && standing.value == row.class
          - Interaction.absent(i, days_since(i.on) <= row.days)
        then: {warn: acme.silent}
        rows:
          key: {class: key, days: 14}
          small: {class: small, days: 90}
    """


def test_a_file_means_what_the_same_rules_mean_in_python(tmp_path: Path) -> None:
    file = load(tmp_path, IN_YAML)
    written = in_python().ruleset()
    programs = [compile_program([BUILTIN, ruleset]) for ruleset in (written, file.ruleset)]
    assert programs[0].digest == programs[1].digest
    own = {rule.id: rule for rule in file.ruleset.rules}
    assert own.keys() == {rule.id for rule in written.rules}
    for rule in written.rules:
        assert (own[rule.id].doc, own[rule.id].table) == (rule.doc, rule.table)
    assert file.ruleset.parameters == written.parameters
    assert (file.name, file.version, file.draft) == ("acme", "1.0", False)


def test_the_rules_of_a_file_have_their_places(tmp_path: Path) -> None:
    file = load(tmp_path, IN_YAML)
    places = {rule.id: (rule.place.line, rule.place.column) for rule in file.ruleset.rules}
    assert places["acme.orders"] == (6, 3)
    row = next(n for n, line in enumerate(IN_YAML.splitlines(), start=1) if "small:" in line)
    assert places["acme.rhythm#small"] == (row, 7)


def test_a_file_is_added_to_the_built_in_playbook_with_its_actions_and_words(tmp_path: Path) -> None:
    file = load(tmp_path, CATALOGUE)
    advice = Advisor([builtin(), file]).advise(FACTS, as_of=DAY)
    [action] = [one for one in proposed(advice) if one.action == "acme.send_catalogue"]
    assert (action.label, action.about, action.rule) == (
        "Send the catalogue",
        "o1",
        "acme.catalogue_after_order",
    )
    assert [reason.text for reason in action.because] == ["A large order is a good occasion."]
    chinese = Advisor([builtin(), file], lang="zh").advise(FACTS, as_of=DAY)
    assert "大额订单之后正是好时机。" in {r.text for a in proposed(chinese) for r in a.because}


def test_the_actions_of_a_file_carry_what_guards_need(tmp_path: Path) -> None:
    [spec] = load(tmp_path, CATALOGUE).specs
    assert spec == ActionSpec(
        name="acme.send_catalogue",
        label_en="Send the catalogue",
        label_zh="寄送产品目录",
        purpose=Purpose.SALES,
        channels=(Channel.EMAIL, Channel.MAIL),
        beneficiary=Beneficiary.NOBODY,
        promise=Promise.NOTHING,
        honesty=Honesty.TRUTHFUL,
    )


def test_a_draft_takes_part_only_where_drafts_are_asked_for(tmp_path: Path) -> None:
    file = load(tmp_path, CATALOGUE + "state: draft\n")
    with pytest.raises(RuleError, match="RC646 the playbook 'acme' is a draft"):
        Advisor([builtin(), file])
    adviser = Advisor([builtin(), file], drafts=True)
    assert "acme.catalogue_after_order" in adviser.program.rules


def test_a_playbook_counts_from_its_first_to_its_last_day(tmp_path: Path) -> None:
    text = CATALOGUE + "effective: {from: 2026-06-30, until: 2026-07-01}\n"
    adviser = Advisor([builtin(), load(tmp_path, text)])

    def takes_part(day: date) -> bool:
        return "acme.catalogue_after_order" in adviser.program_on(day).rules

    days_in_effect = [day for day in range(28, 31) if takes_part(date(2026, 6, day))]
    assert days_in_effect == [30]
    assert [takes_part(date(2026, 7, day)) for day in (1, 2)] == [True, False]
    playbooks = [one.name for one in adviser.report([], as_of=date(2026, 6, 29)).playbooks]
    assert playbooks == ["relcore"]


def test_two_versions_of_a_playbook_follow_each_other(tmp_path: Path) -> None:
    old = load(tmp_path, CATALOGUE + "effective: {until: 2026-06-30}\n", "old.yaml")
    text = CATALOGUE.replace('"1.0"', '"2.0"').replace("> 1000", "> 9000")
    new = load(tmp_path, text + "effective: {from: 2026-07-01}\n", "new.yaml")
    adviser = Advisor([builtin(), new, old])
    programs = [adviser.program_on(date(2026, month, 1)) for month in (6, 7)]
    versions = [[version for name, version, _ in one.playbooks if name == "acme"] for one in programs]
    assert versions == [["1.0"], ["2.0"]]
    assert ("acme", "2.0", "") in adviser.program.playbooks


def test_a_file_sets_parameters_of_the_playbooks_that_it_is_added_to(tmp_path: Path) -> None:
    text = "playbook: acme\nsettings: {greeting.after_purchase.max_days: 1}\n"
    file = load(tmp_path, text)
    name = "greeting.after_purchase.max_days"
    assert Advisor([builtin(), file]).program.values[name] == 1
    assert Advisor([builtin(), file], settings={name: 2}).program.values[name] == 2
    other = load(tmp_path, text.replace(": 1}", ": 0}").replace("acme", "other"), "other.yaml")
    with pytest.raises(RuleError, match=r"RC647 'greeting\.after_purchase\.max_days' is 0 here, and 1 in"):
        _ = Advisor([builtin(), file, other]).program


def test_a_setting_that_does_not_fit_is_told_at_its_line(tmp_path: Path) -> None:
    text = "playbook: acme\nsettings:\n  greeting.after_purchase.max_days: 1\n  greeting.late_dais: 3\n"
    with pytest.raises(RuleError) as caught:
        _ = Advisor([builtin(), load(tmp_path, text)]).program
    [problem] = caught.value.diagnostics
    assert (problem.code, problem.where.line) == ("RC231", 4)
    assert problem.hint == "did you mean 'greeting.late_days'?"


def test_a_file_alone_is_a_playbook_too(tmp_path: Path) -> None:
    path = write(tmp_path, CATALOGUE)
    program = compile_program([load_playbook(path).ruleset])
    assert list(program.rules) == ["acme.catalogue_after_order"]
