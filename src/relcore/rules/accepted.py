"""What verification finds odd about the built-in playbook, and why it is meant to be so."""

from __future__ import annotations

from relcore.lang import Playbook

playbook = Playbook("accepted")

playbook.accept(
    "RC737",
    "parameter complaint.silent_multiplier",
    "parameter cost.new_vs_keep",
    "parameter mail.postcards_per_month",
    "parameter pareto.customers",
    "parameter pareto.profit",
    "parameter profit.returning_share.high",
    "parameter profit.returning_share.low",
    "parameter wom.dissatisfied_affected",
    "parameter wom.satisfied_buyers_min",
    "parameter wom.satisfied_leads",
    because="the sources tell this number to explain, and no rule could decide by it: it is on record with "
    "its source, for reports and for companies that know their own",
)
playbook.accept(
    "RC731",
    "rule fulfilment.offer_packaging",
    "rule fulfilment.plan_step#fulfil-install",
    because="it is off until a company says that it packs or installs (service.packs, service.installs)",
)
playbook.accept(
    "RC734",
    "rule relationship.size_deal",
    "rule relationship.size_order",
    because="between a small and a large order friendship and business are treated as with anybody else",
)
playbook.accept(
    "RC739",
    "axis audience",
    because="two people may confirm different parts on one day; the axis then abstains, and says why",
)
playbook.accept(
    "RC739",
    "axis care_temperature",
    because="a customer has one record of its purchases, which is warm or is not; the solver does not see "
    "that there is but one",
)
playbook.accept(
    "RC739",
    "axis value",
    because="the points of a customer are one number, and the rules split it; the solver does not see that "
    "there is but one",
)
playbook.accept(
    "RC739",
    "actions require_written_contract and start_production",
    because="guards deny the start where no signed contract is about the order, and prove shows that they do",
)
