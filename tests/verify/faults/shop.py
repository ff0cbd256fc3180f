"""A small healthy playbook, into which faults are put; every line of it is right."""

from __future__ import annotations

from typing import NamedTuple

from relcore.facts import (
    BUILTIN_ACTION_SPECS,
    Action,
    Axis,
    Beneficiary,
    CareTemperature,
    Channel,
    Complaint,
    Conclusion,
    Consent,
    ConsentScope,
    ContactPolicy,
    Contract,
    Customer,
    Interaction,
    InteractionKind,
    Layer,
    Order,
    Promise,
    Purpose,
    Recommendation,
    RepAuthority,
)
from relcore.lang import (
    Clause,
    Playbook,
    absent,
    as_of,
    assess,
    conclude,
    days,
    days_since,
    deny,
    exists,
    known,
    narrow,
    one_of,
    or_else,
    param,
    recommend,
    replace,
    value,
    warn,
    when,
)

playbook = Playbook("shop")
for action in (
    Action.SEND_GREETING,
    Action.SEND_MATERIAL,
    Action.KEEP_WARM_CALL,
    Action.HANDLE_COMPLAINT,
    Action.COMPANY_GIFT,
    Action.PERSONAL_GIFT,
    Action.START_PRODUCTION,
    Action.REQUIRE_WRITTEN_CONTRACT,
    Action.SUBMIT_BID,
    Action.DECLINE_TENDER,
    Action.COMPANY_REBATE,
    Action.PROMISE_DELIVERY_DATE,
):
    playbook.action(BUILTIN_ACTION_SPECS[action])
playbook.parameter("greeting.days", 2, "Days within which a buyer is greeted", at_least=1, at_most=14)
playbook.parameter("silence.days", 60, "Days of silence after which somebody calls", at_least=7, at_most=365)
playbook.parameter("large.order", 10_000, "Amount from which an order is large", at_least=1)
playbook.parameter("small.order", 100, "Amount up to which an order is small", at_least=0)


class Parent(Conclusion):
    """A customer above this one, at some distance."""

    name: str


class Size(Conclusion):
    """How large an order is."""

    order: str | None = None
    size: str


# --- what is concluded -----------------------------------------------------------------------------


@playbook.rule(origin="shop")
def parent_of(customer: Customer) -> Clause:
    """The customer to which this one belongs."""
    return when(known(customer.parent)).then(conclude(Parent, name=value(customer.parent)))


class Band(NamedTuple):
    """A range of amounts."""

    size: str
    low: int
    high: int


BANDS = {
    "small": Band("small", 0, 100),
    "middle": Band("middle", 100, 10_000),
    "large": Band("large", 10_000, 1_000_000_000),
}


@playbook.table(BANDS, origin="shop")
def size_of_order(order: Order, band: Band) -> Clause:
    """Orders are small, middle or large."""
    return when(value(order.amount) >= band.low, value(order.amount) < band.high).then(
        conclude(Size, order=order.id, size=band.size)
    )


@playbook.rule(origin="shop")
def fresh(customer: Customer) -> Clause:
    """Whoever was seen within a month is kept fresh."""
    return when(
        exists(Interaction, lambda i: (days_since(i.on) >= 0) & (days_since(i.on) <= 30)),
    ).then(assess(Axis.CARE_TEMPERATURE, CareTemperature.KEEP_FRESH))


@playbook.rule(origin="shop")
def warm(customer: Customer) -> Clause:
    """Whoever was seen within a year, and not within a month, is kept warm."""
    return when(
        absent(Interaction, lambda i: (days_since(i.on) >= 0) & (days_since(i.on) <= 30)),
        exists(Interaction, lambda i: (days_since(i.on) >= 0) & (days_since(i.on) <= 365)),
    ).then(assess(Axis.CARE_TEMPERATURE, CareTemperature.KEEP_WARM))


@playbook.rule(origin="shop")
def retained(customer: Customer) -> Clause:
    """Whoever was not seen within a year is no more than retained."""
    return when(
        absent(Interaction, lambda i: (days_since(i.on) >= 0) & (days_since(i.on) <= 365)),
    ).then(assess(Axis.CARE_TEMPERATURE, CareTemperature.RETAIN))


# --- what is advised -------------------------------------------------------------------------------


@playbook.rule(origin="shop")
def greet(order: Order) -> Clause:
    """Greet a new buyer soon."""
    return when(
        days_since(order.placed_on) >= 0,
        days_since(order.placed_on) <= param("greeting.days"),
        absent(Interaction, lambda i: (i.kind == InteractionKind.GREETING) & (i.on >= order.placed_on)),
    ).then(recommend(Action.SEND_GREETING, about=order.id, due=order.placed_on + days(2)))


@playbook.rule(origin="shop")
def call_the_silent(customer: Customer) -> Clause:
    """Call whoever has been silent for long."""
    return when(
        absent(Interaction, lambda i: days_since(i.on) <= param("silence.days")),
        value(customer.since) <= as_of(),
    ).then(recommend(Action.KEEP_WARM_CALL, about=customer.customer_id))


@playbook.rule(origin="shop")
def material_for_the_curious(interaction: Interaction) -> Clause:
    """Send material to whoever asked for it."""
    return when(
        interaction.kind == InteractionKind.REQUEST,
        days_since(interaction.on) >= 0,
        days_since(interaction.on) <= 14,
    ).then(recommend(Action.SEND_MATERIAL, about=interaction.id))


@playbook.rule(origin="shop")
def handle(complaint: Complaint) -> Clause:
    """Handle a complaint that is not settled."""
    return when(~known(complaint.closed_on), days_since(complaint.opened_on) >= 0).then(
        recommend(Action.HANDLE_COMPLAINT, about=complaint.id, due=complaint.opened_on + days(1))
    )


@playbook.rule(origin="shop")
def token_for_large_orders(order: Order, size: Size) -> Clause:
    """A large order is worth a small gift to the firm."""
    return when(size.order == order.id, size.size == "large").then(
        recommend(Action.COMPANY_GIFT, about=order.id)
    )


@playbook.rule(origin="shop")
def start(order: Order) -> Clause:
    """Start when somebody asks for it."""
    return when(value(order.production_start_requested)).then(
        recommend(Action.START_PRODUCTION, about=order.id)
    )


@playbook.rule(origin="shop")
def say_when(order: Order) -> Clause:
    """Say when a large order will come."""
    return when(value(order.amount) >= param("large.order")).then(
        recommend(Action.PROMISE_DELIVERY_DATE, about=order.id)
    )


@playbook.rule(origin="shop")
def rebate(order: Order, size: Size) -> Clause:
    """A large order brings the firm a rebate."""
    return when(size.order == order.id, size.size == "large", known(order.amount)).then(
        recommend(Action.COMPANY_REBATE, about=order.id, amount=500)
    )


@playbook.rule(origin="shop")
def remember_small_orders(order: Order) -> Clause:
    """Small orders are noted."""
    return when(value(order.amount) <= param("small.order")).then(warn("small-order", about=order.id))


# --- what must not be ------------------------------------------------------------------------------


@playbook.guard(Layer.PRINCIPLE, origin="shop")
def no_gift_for_a_person(candidate: Recommendation) -> Clause:
    """No person gains."""
    return when(candidate.beneficiary == Beneficiary.PERSON).then(
        replace(candidate, Action.COMPANY_GIFT, "personal")
    )


@playbook.guard(Layer.CONSENT, origin="shop")
def consent_first(candidate: Recommendation) -> Clause:
    """Nothing is sold in writing without a consent."""
    return when(
        known(candidate.channel),
        (
            one_of(candidate.channel, Channel.EMAIL, Channel.SMS)
            & one_of(or_else(candidate.purpose, Purpose.SALES), Purpose.SALES, Purpose.MARKETING)
        )
        | exists(ContactPolicy, lambda policy: value(policy.needs_consent)),
        absent(
            Consent,
            lambda consent: (
                (consent.scope == ConsentScope.CONTACT)
                & value(consent.granted)
                & (or_else(consent.given_on, as_of()) <= as_of())
                & (or_else(consent.expires_on, as_of()) >= as_of())
                & (~known(consent.withdrawn_on) | (value(consent.withdrawn_on) > as_of()))
                & (or_else(consent.channel, candidate.channel) == candidate.channel)
                & (or_else(consent.purpose, candidate.purpose) == candidate.purpose)
            ),
        ),
    ).then(deny(candidate, "no-consent"))


@playbook.guard(Layer.CONSENT, origin="shop")
def left_alone(candidate: Recommendation, customer: Customer) -> Clause:
    """Who wants no contact is sold nothing."""
    return when(
        value(customer.opted_out),
        one_of(or_else(candidate.purpose, Purpose.SALES), Purpose.SALES, Purpose.MARKETING),
    ).then(deny(candidate, "opted-out"))


@playbook.guard(Layer.AUTHORITY, origin="shop")
def contract_first(candidate: Recommendation) -> Clause:
    """Nothing is started without a contract."""
    return when(
        candidate.promise == Promise.PRODUCTION,
        absent(Contract, lambda contract: (contract.order_id == candidate.about) & value(contract.signed)),
    ).then(replace(candidate, Action.REQUIRE_WRITTEN_CONTRACT, "no-contract"))


@playbook.guard(Layer.AUTHORITY, origin="shop")
def no_date_without_leave(candidate: Recommendation, authority: RepAuthority) -> Clause:
    """Who may not promise dates promises none."""
    return when(candidate.promise == Promise.DATE, ~value(authority.may_promise_dates)).then(
        deny(candidate, "no-leave")
    )


@playbook.guard(Layer.AUTHORITY, origin="shop")
def no_start_without_leave(candidate: Recommendation, authority: RepAuthority) -> Clause:
    """Who may not start production waits."""
    return when(candidate.promise == Promise.PRODUCTION, ~value(authority.may_start_production)).then(
        deny(candidate, "no-leave-to-start")
    )


@playbook.guard(Layer.AUTHORITY, origin="shop")
def price_is_released(candidate: Recommendation, authority: RepAuthority) -> Clause:
    """Who may not promise prices has them released."""
    return when(candidate.promise == Promise.PRICE, ~value(authority.may_promise_prices)).then(
        narrow(candidate, "release")
    )


@playbook.guard(Layer.AUTHORITY, origin="shop")
def within_the_limit(candidate: Recommendation, authority: RepAuthority) -> Clause:
    """Nobody concedes more than he may."""
    return when(value(candidate.amount) > value(authority.max_concession)).then(
        narrow(candidate, "limit", limit=authority.max_concession)
    )
