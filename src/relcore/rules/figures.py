"""Figures: what came of the effort, told for customers that matter."""

from __future__ import annotations

from relcore.facts import Assessment, Axis, Tally, ValueClass
from relcore.lang import Clause, Condition, Playbook, conclude, count, days_since, one_of, param, when
from relcore.rules import contact_mix, customer_value, parameters, purchases
from relcore.rules.contact_mix import ContactMix
from relcore.rules.purchases import PurchaseDay

playbook = Playbook("figures")
playbook.include(parameters.playbook, purchases.playbook, contact_mix.playbook, customer_value.playbook)


def matters(assessment: Assessment) -> Condition:
    """Hold for a customer that is important."""
    return (assessment.axis == Axis.VALUE) & one_of(assessment.value, ValueClass.KEY, ValueClass.IMPORTANT)


def is_of_the_year(day: PurchaseDay) -> Condition:
    """Hold for a purchase in the period over which contacts are counted."""
    span: int = param("contacts.window_days")
    return (days_since(day.on) >= 0) & (days_since(day.on) <= span)


@playbook.rule(cites="S2.N1.metric.1")
def repeat_purchases(assessment: Assessment) -> Clause:
    """How often a customer comes back is the plainest measure of a good relationship."""
    return when(matters(assessment), count(PurchaseDay, is_of_the_year) >= 2).then(
        conclude(Tally, code="repeat-purchases", number=count(PurchaseDay, is_of_the_year))
    )


@playbook.rule(cites=("S1.C2-mkt.metric.1", "S2.N1.metric.1"))
def effort_without_return(assessment: Assessment, mix: ContactMix) -> Clause:
    """Contacts of a year in which nothing was bought are effort whose return is still to be seen."""
    return when(matters(assessment), mix.ours > 0, count(PurchaseDay, is_of_the_year) == 0).then(
        conclude(Tally, code="contacts-without-purchase", number=mix.ours)
    )


@playbook.rule(cites=("S1.C2-mkt.metric.1",))
def effort_with_return(assessment: Assessment, mix: ContactMix) -> Clause:
    """Contacts of a year in which something was bought can be set against what they brought."""
    return when(matters(assessment), mix.ours > 0, count(PurchaseDay, is_of_the_year) > 0).then(
        conclude(Tally, code="contacts-with-purchase", number=mix.ours)
    )
