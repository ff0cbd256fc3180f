"""What our representative may give and promise alone; what goes beyond is limited or left to somebody above.

The authority of the representative in charge counts. What it leaves open, and where there is none, what
everybody may do counts.
"""

from __future__ import annotations

from decimal import Decimal

from relcore.facts import (
    Action,
    Beneficiary,
    Conclusion,
    Customer,
    Layer,
    Promise,
    Recommendation,
    RepAuthority,
)
from relcore.lang import (
    Clause,
    Condition,
    Playbook,
    absent,
    ask,
    conclude,
    deny,
    exists,
    known,
    lowest,
    narrow,
    or_else,
    value,
    when,
)

playbook = Playbook("authority")


# A constant, so that the second rule below is seen not to feed itself.
PERSONAL = True


class OwnAuthority(Conclusion):
    """What may be decided for this customer without asking anybody."""

    personal: bool
    """Whether it was given to the representative in charge, or is what everybody may."""
    max_concession: Decimal | None = None
    max_claim: Decimal | None = None
    may_promise_dates: bool | None = None
    may_promise_prices: bool | None = None
    may_start_production: bool | None = None


def for_everybody(authority: RepAuthority) -> Condition:
    """Hold where an authority is not given to one representative."""
    return ~known(authority.rep_id)


@playbook.rule(cites="S2.CT5-authority.do.1")
def authority_in_person(customer: Customer, authority: RepAuthority) -> Clause:
    """The representative in charge may decide what was given to him or her by name."""
    return when(authority.rep_id == customer.owner).then(
        conclude(
            OwnAuthority,
            personal=PERSONAL,
            max_concession=or_else(
                authority.max_concession, lowest(RepAuthority, lambda a: a.max_concession, for_everybody)
            ),
            max_claim=or_else(
                authority.max_claim, lowest(RepAuthority, lambda a: a.max_claim, for_everybody)
            ),
            may_promise_dates=authority.may_promise_dates,
            may_promise_prices=authority.may_promise_prices,
            may_start_production=authority.may_start_production,
        )
    )


@playbook.rule(cites="S2.CT5-authority.do.1")
def authority_of_everybody(authority: RepAuthority) -> Clause:
    """Without an authority of one's own, what everybody may decide counts."""
    return when(for_everybody(authority), absent(OwnAuthority, lambda own: own.personal == PERSONAL)).then(
        conclude(
            OwnAuthority,
            personal=False,
            max_concession=authority.max_concession,
            max_claim=authority.max_claim,
            may_promise_dates=authority.may_promise_dates,
            may_promise_prices=authority.may_promise_prices,
            may_start_production=authority.may_start_production,
        )
    )


@playbook.guard(
    Layer.AUTHORITY, cites=("S2.CT5-authority.guard.1", "S3.4-greedy.dont.1", "S2.CP2-where.guard.1")
)
def no_more_than_the_limit(candidate: Recommendation, own: OwnAuthority) -> Clause:
    """Nobody gives more than he may give: the amount ends at the limit."""
    return when(
        candidate.action != Action.SETTLE_CLAIM,
        value(candidate.amount) > value(own.max_concession),
    ).then(narrow(candidate, "above-own-limit", limit=own.max_concession))


@playbook.guard(Layer.AUTHORITY, cites="S2.CT5-authority.guard.1")
def no_date_without_authority(candidate: Recommendation, own: OwnAuthority) -> Clause:
    """Who may not promise dates promises none, except the day on which somebody else will decide."""
    return when(
        candidate.promise == Promise.DATE,
        candidate.action != Action.PROMISE_ESCALATION_DATE,
        ~value(own.may_promise_dates),
    ).then(deny(candidate, "date-not-ours-to-promise"))


@playbook.guard(Layer.AUTHORITY, cites="S2.CT5-authority.guard.1")
def no_production_without_authority(candidate: Recommendation, own: OwnAuthority) -> Clause:
    """Who may not start production waits for the order of somebody who may."""
    return when(candidate.promise == Promise.PRODUCTION, ~value(own.may_start_production)).then(
        deny(candidate, "production-not-ours-to-start")
    )


@playbook.guard(Layer.AUTHORITY, cites=("S2.CT5-authority.guard.1", "S4.1-trust.guard.1"))
def price_needs_release(candidate: Recommendation, own: OwnAuthority) -> Clause:
    """Who may not promise prices has the figure released before naming it."""
    return when(
        candidate.promise == Promise.PRICE,
        candidate.action != Action.SETTLE_CLAIM,
        ~value(own.may_promise_prices),
    ).then(narrow(candidate, "price-needs-release"))


@playbook.rule(cites="S2.CT5-authority.guard.1")
def ask_for_the_limit(candidate: Recommendation) -> Clause:
    """Where something is to be conceded and nobody knows the limit, the limit is the first question."""
    return when(
        candidate.promise == Promise.PRICE,
        candidate.beneficiary == Beneficiary.COMPANY,
        ~exists(OwnAuthority, lambda own: known(own.max_concession)),
    ).then(ask("concession-limit"))
