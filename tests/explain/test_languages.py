"""Why not, in two languages: the same sentences, from the catalogue, with what things are called."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

import pytest

from relcore.advisor import Advisor
from relcore.books import Book
from relcore.books.example import EXAMPLE, EXAMPLE_DAY
from relcore.facts import Customer, Fact, Interaction, InteractionKind, Order
from relcore.ir import Aggregate, Exists, Field, Rule, children
from relcore.lang import (
    Clause,
    Playbook,
    absent,
    as_of,
    count,
    days,
    days_between,
    days_since,
    days_until,
    exists,
    known,
    latest,
    one_of,
    or_else,
    param,
    total,
    value,
    warn,
    when,
)

DAY = date(2026, 6, 30)
playbook = Playbook("talk")
playbook.parameter("talk.days", 7, "Days")


@playbook.rule(origin="test")
def everything(customer: Customer, order: Order) -> Clause:
    """One condition of each kind."""
    return when(
        value(order.amount) >= 500,
        days_since(order.placed_on) <= param("talk.days"),
        days_until(order.placed_on) > 3,
        days_between(order.placed_on, as_of() - days(2)) == 1,
        known(customer.owner),
        ~known(customer.name),
        one_of(customer.currency, "EUR", "USD"),
        ~one_of(customer.currency, "EUR", "USD"),
        or_else(order.paid, True) & (value(order.items) != 2),
        exists(Interaction, lambda talk: talk.kind == InteractionKind.VISIT),
        absent(Interaction, lambda talk: days_since(talk.on) < 30),
        count(Interaction, lambda talk: talk.kind == InteractionKind.CALL) > 2,
        total(Order, lambda other: other.amount) > 900,
        value(latest(Order, lambda other: other.placed_on)) < as_of(),
    ).then(warn("talk"))


@pytest.fixture(scope="module")
def advisor() -> Advisor:
    return Advisor([playbook])


def lines(advisor: Advisor, lang: str, *facts: Fact) -> list[str]:
    told = advisor.why_not([*facts], "talk.everything", as_of=DAY).text(lang)
    return [line.strip() for line in told.splitlines()]


FACTS = (
    Customer(customer_id="c1", name="Acme", currency="CNY"),
    Order(customer_id="c1", id="o1", placed_on=DAY - timedelta(days=9), amount=Decimal(100), items=2),
)

SAID = (
    (
        "rule talk.everything, customer c1, 2026-06-30: did not fire",
        "规则talk.everything，客户c1，2026-06-30：未生效",
    ),
    (
        "for Customer {c}; Order o1: 4 of 15 conditions hold",
        "客户 {c}；订单 o1：15个条件中满足4个",
    ),
    ("[no]  Order.amount (100) >= 500", "[不满足] 订单的金额（100）不小于500"),
    ("-> set Order.amount of o1 to 500", "-> 把o1的“订单的金额”改为500"),
    (
        "[no]  days since Order.placed_on (9) <= talk.days (7)",
        "[不满足] 距订单的下单日期的天数（9）不大于talk.days（7）",
    ),
    ("-> set the parameter talk.days to 9", "-> 把参数talk.days设为9"),
    (
        "[no]  days until Order.placed_on (-9) > 3",
        "[不满足] 到订单的下单日期还有的天数（-9）大于3",
    ),
    (
        "[no]  days from Order.placed_on to (today - 2 days) (7) = 1",
        "[不满足] 从订单的下单日期到（当天前2天）的天数（7）为1",
    ),
    ("[no]  Customer.owner (unknown) is known", "[不满足] 客户的由谁负责（未知）已知"),
    ("-> find out Customer.owner of {c}", "-> 查明{c}的“客户的由谁负责”"),
    ("[no]  Customer.name (Acme) is unknown", "[不满足] 客户的名称（Acme）未知"),
    ("[no]  Customer.currency (CNY) is EUR or USD", "[不满足] 客户的币种（CNY）是EUR或USD"),
    ("[yes] Customer.currency (CNY) is not EUR or USD", "[满足] 客户的币种（CNY）不是EUR或USD"),
    ("[yes] (Order.paid else yes) (yes)", "[满足] 订单的是否已付款（未知时按是）（是）"),
    ("[no]  Order.items (2) != 2", "[不满足] 订单的件数（2）不为2"),
    ("[no]  there is an Interaction with kind = visit", "[不满足] 有一条往来记录（往来方式为拜访）"),
    (
        "[yes] there is no Interaction with days since on < 30",
        "[满足] 没有往来记录（距日期的天数小于30）",
    ),
    (
        "[no]  number of Interaction with kind = call (0) > 2",
        "[不满足] 往来记录（往来方式为通话）的数量（0）大于2",
    ),
    ("-> 3 more Interaction with kind = call", "-> 再有3条往来记录（往来方式为通话）"),
    ("[no]  total amount of Order (100) > 900", "[不满足] 订单的金额合计（100）大于900"),
)


@pytest.fixture(scope="module")
def told(advisor: Advisor) -> dict[str, list[str]]:
    """Give the answer in each language, line by line, with one space after a mark."""
    return {lang: [" ".join(line.split()) for line in lines(advisor, lang, *FACTS)] for lang in ("en", "zh")}


@pytest.mark.parametrize(("english", "chinese"), SAID)
def test_a_sentence_is_said_in_both_languages(english: str, chinese: str, told: dict[str, list[str]]) -> None:
    for lang, wanted in (("en", english), ("zh", chinese)):
        assert " ".join(wanted.format(c=FACTS[0].identity).split()) in told[lang]


def test_what_is_missing_altogether_is_said_in_both_languages(advisor: Advisor) -> None:
    assert "there is no Order" in lines(advisor, "en", FACTS[0])
    assert "没有订单" in lines(advisor, "zh", FACTS[0])


def test_both_languages_say_the_same_in_as_many_lines(advisor: Advisor) -> None:
    assert len(lines(advisor, "en", *FACTS)) == len(lines(advisor, "zh", *FACTS))
    answer = advisor.why_not(FACTS, "talk.everything", as_of=DAY)
    assert answer.told_in("zh").told_in("en") == answer


def test_an_advisor_answers_in_its_own_language() -> None:
    chinese = Advisor([playbook], lang="zh").why_not(FACTS, "talk.everything", as_of=DAY)
    assert chinese.as_text().startswith("规则talk.everything")
    assert chinese.text("en").startswith("rule talk.everything")


def test_what_guards_said_of_an_action_is_told_in_chinese() -> None:
    advisor = Advisor()
    facts = [
        Customer(customer_id="c1", opted_out=True),
        Order(customer_id="c1", id="o1", placed_on=DAY - timedelta(days=1)),
    ]
    refused = advisor.advise(facts, as_of=DAY).suppressed
    assert refused
    told = advisor.why_not(facts, refused[0].action, as_of=DAY)
    assert "by consent.opted_out" in told.text("en")
    chinese = told.text("zh")
    assert "做法“" in chinese.splitlines()[0]
    assert "由规则" in chinese
    assert not re.search(r"\b(deny|defer|narrow|candidate|instead|not before)\b", chinese)


def test_every_fact_and_field_that_built_in_rules_read_has_a_chinese_name() -> None:
    advisor = Advisor()
    program = advisor.program
    told = advisor.why_not([Customer(customer_id="c1")], next(iter(program.rules)), as_of=DAY).told_in("zh")
    tongue = told.tongue
    lacking = {
        f"{fact}.{name}" if name else fact
        for rule in program.rules.values()
        for fact, name in read(rule)
        if (tongue.field(fact, name) == name if name else tongue.fact(fact) == fact)
    }
    assert not lacking


def read(rule: Rule) -> Iterator[tuple[str, str]]:
    kinds = {bind.var: bind.fact for bind in rule.binds}
    yield from ((fact, "") for fact in kinds.values())
    for condition in rule.where:
        yield from _below(condition, kinds)


def _below(node: object, kinds: dict[str, str]) -> Iterator[tuple[str, str]]:
    if isinstance(node, Field):
        yield kinds[node.var], node.name
    if isinstance(node, (Exists, Aggregate)):
        yield node.fact, ""
        kinds = {**kinds, node.var: node.fact}
    for child in children(node):
        yield from _below(child, kinds)


def test_built_in_rules_speak_chinese_in_proofs_and_in_why_not() -> None:
    advisor = Advisor()
    snapshot = Book.open(EXAMPLE).customers()["alpine-dairies"]
    advice = advisor.advise(snapshot, as_of=EXAMPLE_DAY)
    told = [
        advisor.explain(snapshot, advice.actions[0].action, as_of=EXAMPLE_DAY).text("zh"),
        advisor.why_not(snapshot, "keep_warm_call", as_of=EXAMPLE_DAY, lang="zh").text("zh"),
    ]
    rules = advisor.program.rules.values()
    for text in told:
        named = [rule for rule in rules if rule.id in text]
        assert named
        assert [rule.id for rule in named if rule.doc in text] == []
        assert re.search("[\u4e00-\u9fff]", text)
