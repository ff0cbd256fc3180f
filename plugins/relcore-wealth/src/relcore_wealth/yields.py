"""Never a promised yield: what may come of a product is shown, good and bad, and a promise is taken back."""

from __future__ import annotations

from relcore.facts import Action, Layer, Purpose, Recommendation
from relcore.lang import (
    Clause,
    Condition,
    Playbook,
    days,
    days_since,
    defer,
    exists,
    known,
    one_of,
    or_else,
    recommend,
    replace,
    warn,
    when,
)
from relcore_wealth import products
from relcore_wealth.actions import CORRECT_PROMISE, PRESENT_PRODUCT, PRESENT_SCENARIOS, PROMISE_YIELD
from relcore_wealth.facts import ProductIdea, YieldWord
from relcore_wealth.ideas import ORIGIN
from relcore_wealth.products import speaks_of

playbook = Playbook("wealth.yields")
playbook.include(products.playbook)


def stands_uncorrected(word: YieldWord) -> Condition:
    """Hold for words that nobody has taken back."""
    return (days_since(word.on) >= 0) & ~known(word.corrected_on)


@playbook.rule(cites="S4.1-trust.guard.1", origin=ORIGIN)
def take_a_promise_back(word: YieldWord) -> Clause:
    """Who spoke of a yield as certain takes it back in writing, and compliance hears of it."""
    return when(stands_uncorrected(word)).then(
        warn("wealth-yield-promised", about=word.id, since=word.on),
        recommend(
            CORRECT_PROMISE, about=word.id, due=word.on + days(1), weight=3, reason="wealth-yield-promised"
        ),
        recommend(
            Action.REPORT_TO_COMPLIANCE,
            about=word.id,
            due=word.on + days(1),
            weight=3,
            reason="wealth-yield-promised",
        ),
    )


@playbook.guard(Layer.LAW, cites=("S0.P5-integrity.guard.1", "S4.1-trust.guard.1"), origin=ORIGIN)
def nobody_promises_a_yield(candidate: Recommendation) -> Clause:
    """Instead of promising a yield, show what may come of it: good, middling and bad."""
    return when(candidate.action == PROMISE_YIELD).then(
        replace(candidate, PRESENT_SCENARIOS, "wealth-no-promised-yield")
    )


@playbook.guard(Layer.LAW, cites=("S0.P5-integrity.guard.1", "S4.1-trust.guard.1"), origin=ORIGIN)
def no_yield_as_if_it_were_certain(candidate: Recommendation, idea: ProductIdea) -> Clause:
    """Where the prepared words name a yield as certain, other words are used: all that may come of it."""
    return when(
        candidate.action == PRESENT_PRODUCT, speaks_of(candidate, idea), or_else(idea.names_a_yield, False)
    ).then(replace(candidate, PRESENT_SCENARIOS, "wealth-no-promised-yield"))


@playbook.guard(Layer.INCIDENT, cites="S4.1-trust.anti.1", origin=ORIGIN)
def first_the_correction(candidate: Recommendation) -> Clause:
    """As long as a promised yield stands uncorrected, nothing more is sold."""
    return when(
        one_of(candidate.purpose, Purpose.SALES, Purpose.MARKETING), exists(YieldWord, stands_uncorrected)
    ).then(defer(candidate, "wealth-correct-first", until=None))
