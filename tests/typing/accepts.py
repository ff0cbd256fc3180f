"""What mypy must accept, strictly and without a plug-in; read by a test, never run."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import NamedTuple, assert_type

from relcore.facts import (
    Action,
    Axis,
    Beneficiary,
    Channel,
    Contact,
    Customer,
    Interaction,
    InteractionKind,
    Layer,
    Order,
    Purpose,
    Recommendation,
    Topic,
)
from relcore.facts.base import Conclusion, CustomerFact, Fact
from relcore.lang import (
    Clause,
    Conclude,
    Playbook,
    absent,
    always,
    as_of,
    ask,
    assess,
    conclude,
    count,
    days,
    days_between,
    days_since,
    days_until,
    defer,
    deny,
    earliest,
    evidence,
    exists,
    highest,
    holds,
    known,
    latest,
    minutes_between,
    narrow,
    one_of,
    or_else,
    param,
    recommend,
    replace,
    score,
    total,
    value,
    warn,
    when,
)


class Note(CustomerFact):
    """A fact of somebody's own."""

    stars: int | None = None


class Mark(Conclusion):
    """A conclusion of somebody's own."""

    colour: str
    points: int | None = None


class Step(NamedTuple):
    """A row of a decision table."""

    least: int
    code: str


note = Note(customer_id="c1", stars=3)
assert_type(note.customer_id, str)
assert_type(note.stars, int | None)
assert_type(note.identity, str)

facts: list[Fact] = [note, Conclusion()]

playbook = Playbook("own", version="1")
playbook.parameter("own.days", 30, "Days of silence.", at_least=1, at_most=365)
playbook.parameter("own.share", Decimal("0.5"), "A share.")
playbook.parameter("own.start", date(2026, 1, 1), "A first day.")
playbook.facts(Note, Mark)
playbook.include(Playbook("other"))

# --- conditions ---------------------------------------------------------------------------------------


@playbook.rule(origin="own")
def conditions(order: Order, interaction: Interaction) -> Clause:
    """Say everything that a rule can ask."""
    return when(
        order.product == "tea",
        order.channel == Channel.VISIT,
        interaction.kind != InteractionKind.VISIT,
        order.items == 3,
        value(order.items) >= 3,
        3 <= value(order.items),  # noqa: SIM300
        value(order.amount) * 2 + 1 - value(order.amount) >= Decimal("0.5"),
        order.placed_on >= date(2026, 1, 1),
        order.placed_on + days(2) <= as_of() - timedelta(days=3),
        order.placed_on + days(value(order.items)) < as_of(),
        value(interaction.at) > datetime(2026, 1, 1, tzinfo=UTC),
        days_since(order.placed_on) > 3,
        days_until(interaction.next_step_on) <= param("own.days"),
        days_between(order.placed_on, interaction.on) == 0,
        minutes_between(order.placed_at, interaction.at) < 30,
        value(order.paid),
        ~value(order.paid),
        value(order.paid) | (order.items == 3) & ~known(order.amount),
        known(order.amount),
        or_else(order.paid, False),
        or_else(order.amount, Decimal(0)) > 5,
        one_of(order.channel, Channel.VISIT, Channel.PHONE),
        one_of(order.items, 1, 2, 3),
        holds(value(interaction.topics), Topic.FAMILY),
        param("own.share") > 0,
    ).then(warn("seen"))


@playbook.rule(origin="own")
def other_facts(order: Order) -> Clause:
    """Ask for facts beside those that are joined."""
    return when(
        exists(Interaction),
        exists(Interaction, lambda i: (i.kind == InteractionKind.VISIT) & (i.on >= order.placed_on)),
        exists(Interaction, lambda i: value(i.answered)),
        absent(Note, lambda n: value(n.stars) > 3),
        ~exists(Order, lambda o: absent(Interaction, lambda i: i.about == o.id)),
        count(Order) >= 3,
        count(Order, lambda o: o.product == order.product) == 1,
        total(Order, lambda o: o.amount) >= count(Order) * 100,
        total(Order, lambda o: o.items, lambda o: value(o.paid)) > 3,
        days_since(latest(Interaction, lambda i: i.on)) > 30,
        value(highest(Order, lambda o: o.amount)) > 5,
        order.placed_on == earliest(Order, lambda o: o.placed_on),
    ).then(warn("seen", since=latest(Interaction, lambda i: i.on)))


assert_type(count(Order), int)
assert_type(total(Order, lambda o: o.amount), Decimal)
assert_type(total(Order, lambda o: o.items), int)
assert_type(latest(Order, lambda o: o.placed_on), date | None)
assert_type(exists(Order), bool)
assert_type(days_since(None), int)

# --- conclusions --------------------------------------------------------------------------------------


@playbook.rule(cites=("S1", "S2"), id="own.named")
def conclusions(customer: Customer, order: Order) -> Clause:
    """Say everything that a rule can conclude."""
    return always().then(
        warn("code", about=order.id, since=order.placed_on),
        ask("code", about=order.product),
        assess(Axis.VALUE, "vip", margin=3, reason="why", since=customer.since, expires=as_of() + days(30)),
        assess(Axis.VALUE, None, reason="too_little"),
        evidence(Axis.VALUE, "vip", points=3, cue="c"),
        score(Axis.VALUE, "vip", points=3),
        recommend(
            Action.SEND_GREETING,
            about=order.id,
            purpose=Purpose.SERVICE,
            channel=Channel.MAIL,
            due=order.placed_on + days(2),
            amount=value(order.amount) * Decimal("0.1"),
            weight=2,
            reason="why",
        ),
        recommend("plugin.action"),
        conclude(Mark, colour="red", points=order.items),
        conclude(Mark, colour=value(order.product)),
    )


assert_type(warn("code"), Conclude)
assert_type(conclude(Mark, colour="red"), Conclude)


@playbook.table({"few": Step(1, "few"), "many": Step(10, "many")}, origin="own")
def steps(order: Order, row: Step) -> Clause:
    """Warn step by step."""
    return when(value(order.items) >= row.least).then(warn(row.code))


# --- guards -------------------------------------------------------------------------------------------


@playbook.guard(Layer.CONSENT, origin="own")
def guards(candidate: Recommendation, customer: Customer) -> Clause:
    """Say everything that a guard can do."""
    return when(
        candidate.action == Action.SEND_GREETING,
        candidate.beneficiary == Beneficiary.PERSON,
        value(customer.opted_out),
    ).then(
        deny(candidate, "why"),
        replace(candidate, Action.THANK_CUSTOMER, "why", amount=0),
        narrow(candidate, "why", channel=Channel.MAIL, limit=Decimal(5)),
        defer(candidate, "why", until=customer.since),
        defer(candidate, "why", until=None),
    )


# A rule stays a function of facts.
assert_type(steps(Order(customer_id="c1", placed_on=date(2026, 1, 1)), Step(1, "x")), Clause)
assert_type(guards(Recommendation(action="x"), Customer(customer_id="c1")), Clause)

# --- what mypy cannot see: these are refused when the rule is read or compiled ------------------------


@playbook.rule(origin="own")
def unseen(order: Order, interaction: Interaction, contact: Contact) -> Clause:
    """Say what types cannot rule out."""
    return when(
        value(order.amount) > 0.5,
        interaction.kind == "vist",
        order.items is None,
        one_of(order.items, "x"),
        holds(value(interaction.topics), 3),
        days_since(order.placed_at) > 3,
        order.product in ("tea", "salt"),
        value(order.paid) and value(order.cancelled),
        not value(order.paid),
        1 <= value(order.items) <= 3,
        contact == contact,
    ).then(warn(f"code of {order.product}"))
