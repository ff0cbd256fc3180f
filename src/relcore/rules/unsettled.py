"""Axes that have no answer yet, and say so: the tag before any sign of interest, the step before any deal.

An axis that is silent looks forgotten; one that says why it abstains can be asked about.
"""

from __future__ import annotations

from relcore.facts import Axis, Customer, Opportunity, OpportunityStage
from relcore.lang import Clause, Playbook, absent, assess, exists, or_else, when
from relcore.rules import lifecycle, opportunities, purchases
from relcore.rules.lifecycle import Interest
from relcore.rules.opportunities import DealStep
from relcore.rules.purchases import PurchaseRecord

playbook = Playbook("unsettled")
playbook.include(lifecycle.playbook, opportunities.playbook, purchases.playbook)


@playbook.rule(cites=("S1.G2-tag.do.1", "S1.G2-tag.do.2"))
def tag_unknown(customer: Customer) -> Clause:
    """Who neither bought nor showed interest, and is not known to be a prospect, carries no tag yet."""
    return when(
        absent(PurchaseRecord),
        absent(Interest),
        ~or_else(customer.is_prospect, False),
        ~exists(Opportunity, lambda deal: deal.stage == OpportunityStage.PROSPECTING),
    ).then(assess(Axis.LIFECYCLE, None, reason="tag-unknown"))


@playbook.rule(cites="S1.K4-1.flow")
def no_deal_no_step(customer: Customer) -> Clause:
    """Without a deal that is under way no step of a sale has been reached."""
    return when(absent(DealStep)).then(assess(Axis.SALE_STEP, None, reason="no-deal-under-way"))
