"""Care that sells nothing: bad news comes from us first, and the whole is looked at once a year."""

from __future__ import annotations

from decimal import Decimal

from relcore.facts import Interaction, InteractionKind
from relcore.lang import (
    Clause,
    Playbook,
    absent,
    as_of,
    ask,
    days,
    days_since,
    exists,
    known,
    latest,
    one_of,
    or_else,
    param,
    recommend,
    value,
    when,
)
from relcore_wealth.actions import PORTFOLIO_REVIEW, TELL_LOSS
from relcore_wealth.facts import Holding, WealthClient
from relcore_wealth.ideas import ORIGIN

playbook = Playbook("wealth.care")

playbook.parameter(
    "wealth.loss_to_tell",
    Decimal("0.10"),
    "Loss on a holding, as a part, of which the client hears from us first",
    unit="share",
    origin=ORIGIN,
    at_least=Decimal("0.01"),
    at_most=Decimal("0.90"),
)
playbook.parameter(
    "wealth.loss_told_days",
    30,
    "Days for which a talk about a loss counts",
    unit="days",
    origin=ORIGIN,
    at_least=7,
    at_most=180,
)
playbook.parameter(
    "wealth.review_days",
    365,
    "Days between two reviews of a client's whole portfolio",
    unit="days",
    origin=ORIGIN,
    at_least=30,
    at_most=1095,
)


@playbook.rule(origin=ORIGIN)
def tell_of_a_loss_first(holding: Holding) -> Clause:
    """A loss that hurts is told by us before the client finds it in the statement."""
    return when(
        value(holding.loss) >= param("wealth.loss_to_tell"),
        absent(
            Interaction,
            lambda talk: (
                (talk.about == holding.id)
                & (days_since(talk.on) >= 0)
                & (days_since(talk.on) <= param("wealth.loss_told_days"))
            ),
        ),
    ).then(recommend(TELL_LOSS, about=holding.id, due=as_of() + days(1), weight=2, reason="wealth-loss"))


@playbook.rule(origin=ORIGIN)
def review_the_whole(client: WealthClient) -> Clause:
    """Once a year client and bank look at the whole together: aims, needs, risk, and what to leave alone."""
    last = latest(
        Interaction,
        lambda talk: talk.on,
        lambda talk: (
            one_of(talk.kind, InteractionKind.VISIT, InteractionKind.MEETING) & (days_since(talk.on) >= 0)
        ),
    )
    return when(exists(Holding), or_else(days_since(last) > param("wealth.review_days"), True)).then(
        recommend(PORTFOLIO_REVIEW, reason="wealth-review")
    )


@playbook.rule(origin=ORIGIN)
def ask_for_the_assets(client: WealthClient) -> Clause:
    """Without knowing what the client has with us, nobody can say what is too much of one thing."""
    return when(~known(client.assets), exists(Holding)).then(ask("wealth-assets"))
