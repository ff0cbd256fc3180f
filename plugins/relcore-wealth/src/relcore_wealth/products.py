"""What may be presented to whom: suitability comes before the product, and unknown is not suitable."""

from __future__ import annotations

from decimal import Decimal

from relcore.facts import Action, Layer, Recommendation
from relcore.lang import (
    Clause,
    Condition,
    Playbook,
    absent,
    days,
    days_until,
    exists,
    known,
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
from relcore_wealth import ideas, profiles
from relcore_wealth.actions import (
    ASSESS_RISK,
    LOOK_FOR_SUITABLE,
    PRESENT_PRODUCT,
    PRODUCT_TALKS,
    TALK_ABOUT_SPREADING,
)
from relcore_wealth.facts import Holding, ProductIdea, WealthClient, WealthProduct
from relcore_wealth.ideas import ORIGIN, is_alive
from relcore_wealth.profiles import CurrentProfile

playbook = Playbook("wealth.products")
playbook.include(ideas.playbook, profiles.playbook)

playbook.parameter(
    "wealth.present_days",
    7,
    "Days after an idea within which it is presented",
    unit="days",
    origin=ORIGIN,
    at_least=0,
    at_most=90,
)
playbook.parameter(
    "wealth.largest_share",
    Decimal("0.30"),
    "Largest part of a client's assets with us that one product may make up",
    unit="share",
    origin=ORIGIN,
    at_least=Decimal("0.01"),
    at_most=Decimal(1),
)


def speaks_of(candidate: Recommendation, idea: ProductIdea) -> Condition:
    """Hold where a candidate would bring an idea's product to the client."""
    return one_of(candidate.action, *PRODUCT_TALKS) & (candidate.about == idea.id)


@playbook.rule(origin=ORIGIN)
def present_what_may_fit(client: WealthClient, idea: ProductIdea) -> Clause:
    """An idea for a client is presented within some days; the guards say whether it may be."""
    return when(is_alive(idea)).then(
        recommend(
            PRESENT_PRODUCT,
            about=idea.id,
            due=idea.noted_on + days(param("wealth.present_days")),
            reason="wealth-idea",
        )
    )


@playbook.rule(origin=ORIGIN)
def product_is_not_ours(idea: ProductIdea) -> Clause:
    """Whoever thinks of selling what the bank has not approved is stopped, and compliance hears of it."""
    return when(
        is_alive(idea),
        exists(WealthProduct, lambda product: (product.id == idea.product_id) & ~value(product.approved)),
    ).then(
        warn("wealth-not-approved", about=idea.id, since=idea.noted_on),
        recommend(
            Action.REPORT_TO_COMPLIANCE,
            about=idea.id,
            due=idea.noted_on + days(1),
            weight=3,
            reason="wealth-not-approved",
        ),
    )


@playbook.guard(Layer.LAW, origin=ORIGIN)
def suitability_before_product(candidate: Recommendation) -> Clause:
    """Before any product comes the question how much risk the client can bear."""
    return when(one_of(candidate.action, *PRODUCT_TALKS), absent(CurrentProfile)).then(
        replace(candidate, ASSESS_RISK, "wealth-profile-first")
    )


@playbook.guard(Layer.LAW, origin=ORIGIN)
def suitability_before_any_offer(candidate: Recommendation, client: WealthClient) -> Clause:
    """What is sold to a client of wealth management under another name waits for the risk profile, too."""
    return when(
        one_of(candidate.action, Action.CROSS_SELL, Action.UPSELL, Action.PRODUCT_INTRODUCTION),
        absent(CurrentProfile),
    ).then(replace(candidate, ASSESS_RISK, "wealth-profile-first"))


@playbook.guard(Layer.LAW, origin=ORIGIN)
def only_what_is_on_our_shelf(candidate: Recommendation) -> Clause:
    """Only what the bank has approved is presented; a product that nobody can name is not."""
    return when(
        one_of(candidate.action, *PRODUCT_TALKS),
        ~exists(
            ProductIdea,
            lambda idea: (
                (candidate.about == idea.id)
                & exists(
                    WealthProduct, lambda product: (product.id == idea.product_id) & value(product.approved)
                )
            ),
        ),
    ).then(replace(candidate, LOOK_FOR_SUITABLE, "wealth-not-on-shelf"))


@playbook.guard(Layer.LAW, origin=ORIGIN)
def no_more_risk_than_the_client_bears(
    candidate: Recommendation, idea: ProductIdea, product: WealthProduct, profile: CurrentProfile
) -> Clause:
    """A product of a higher class than the client's own is not presented, and neither is one of no class."""
    return when(
        speaks_of(candidate, idea),
        product.id == idea.product_id,
        ~known(product.risk) | (value(product.risk) > profile.level),
    ).then(replace(candidate, LOOK_FOR_SUITABLE, "wealth-too-risky"))


@playbook.guard(Layer.LAW, origin=ORIGIN)
def nothing_complex_for_who_needs_protection(
    candidate: Recommendation, idea: ProductIdea, product: WealthProduct, client: WealthClient
) -> Clause:
    """What is hard to understand is not presented to a client who needs particular protection."""
    return when(
        speaks_of(candidate, idea),
        product.id == idea.product_id,
        value(client.vulnerable),
        or_else(product.is_complex, True),
    ).then(replace(candidate, LOOK_FOR_SUITABLE, "wealth-too-complex"))


@playbook.guard(Layer.AUTHORITY, origin=ORIGIN)
def not_while_the_money_is_needed(
    candidate: Recommendation, idea: ProductIdea, product: WealthProduct, client: WealthClient
) -> Clause:
    """Money that is needed soon is not locked in for longer."""
    return when(
        speaks_of(candidate, idea),
        product.id == idea.product_id,
        days_until(client.needs_money_on) >= 0,
        value(product.lock_in_days) > days_until(client.needs_money_on),
    ).then(replace(candidate, LOOK_FOR_SUITABLE, "wealth-money-needed"))


@playbook.guard(Layer.AUTHORITY, origin=ORIGIN)
def not_everything_in_one_place(candidate: Recommendation, idea: ProductIdea, client: WealthClient) -> Clause:
    """One product makes up no more than a part of what the client has with us."""
    held = total(
        Holding, lambda holding: holding.amount, lambda holding: holding.product_id == idea.product_id
    )
    return when(
        speaks_of(candidate, idea),
        value(idea.amount) + held > value(client.assets) * param("wealth.largest_share"),
    ).then(replace(candidate, TALK_ABOUT_SPREADING, "wealth-too-much-of-one"))
