"""Forty faults, each a small change in the text of the healthy playbook, and by what they are found.

Other kinds of search (laws, mutation, tests) can take the same playbooks: `rulesets(fault)`.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from relcore.errors import RelcoreError
from relcore.ir import RuleSet
from relcore.program import check, compile_program
from relcore.verify.findings import findings
from relcore.verify.prove import Outcome, prove

SHOP = Path(__file__).with_name("shop.py")


@dataclass(frozen=True)
class Fault:
    """A change in the text of the playbook: what it is, what stood there, what stands there now."""

    name: str
    kind: str
    old: str
    new: str

    @property
    def found_by(self) -> str:
        """Say what finds it first: `check`, `verify` or `prove`; nothing where all three miss it."""
        return next((way for way, names in FOUND_BY.items() if self.name in names), "")


def rulesets(fault: Fault | None) -> tuple[RuleSet, ...]:
    """Give the playbook with a fault in it, or the healthy one; raises what reading its rules raises."""
    text = SHOP.read_text(encoding="utf-8")
    if fault is not None:
        assert text.count(fault.old) >= 1, f"{fault.name}: '{fault.old}' does not stand in the playbook"
        text = text.replace(fault.old, fault.new, 1)
    name = f"faulty_shop_{fault.name.replace('-', '_') if fault else 'none'}"
    module = ModuleType(name)
    sys.modules[name] = module
    try:
        exec(compile(text, str(SHOP), "exec"), module.__dict__)
    finally:
        del sys.modules[name]
    return (module.playbook.ruleset(),)


def finder(fault: Fault | None) -> str:
    """Say what finds a fault first."""
    try:
        together = rulesets(fault)
    except RelcoreError:
        return "check"
    if check(together):
        return "check"
    program = compile_program(together)
    if any(found.code != "RC739" for found in findings(program)):
        return "verify"
    return "prove" if any(proof.outcome is Outcome.BROKEN for proof in prove(program)) else ""


FOUND_BY: dict[str, tuple[str, ...]] = {
    "check": (
        "misspelt-field",
        "misspelt-parameter",
        "unknown-action",
        "text-for-number",
        "python-and",
        "default-out-of-bounds",
        "cycle-through-absence",
        "endless-recursion",
        "guard-that-advises",
        "rule-that-judges",
        "no-source",
        "unknown-in-sure-field",
    ),
    "verify": (
        "dead-by-dates",
        "dead-by-value",
        "dead-by-bounds",
        "dead-by-both",
        "dead-by-parameter",
        "gap-in-table",
        "overlap-in-table",
        "two-temperatures",
        "off-by-one-temperature",
        "swapped-stages",
        "bid-and-decline",
        "unread-parameter",
        "number-for-parameter",
        "repeated-rule",
        "denied-for-all",
        "gift-for-the-firm",
    ),
    "prove": (
        "no-consent-guard",
        "consent-of-another-kind",
        "expired-consent",
        "withdrawn-consent",
        "gift-renamed",
        "unsigned-contract",
        "contract-of-another-order",
        "date-sign",
        "limit-sign",
    ),
}
"""What finds which fault first."""

FAULTS: tuple[Fault, ...] = (
    # --- what cannot be read or run
    Fault("misspelt-field", "wrong name", "order.amount) <= param", "order.amout) <= param"),
    Fault("misspelt-parameter", "wrong name", 'param("silence.days")', 'param("silence.dys")'),
    Fault("unknown-action", "wrong name", "Action.KEEP_WARM_CALL,\n", ""),
    Fault("text-for-number", "wrong type", "value(order.amount) <= param", "order.id <= param"),
    Fault(
        "python-and",
        "wrong operator",
        "(contract.order_id == candidate.about) & value",
        "(contract.order_id == candidate.about) and value",
    ),
    Fault("default-out-of-bounds", "wrong bound", '"greeting.days", 2,', '"greeting.days", 20,'),
    Fault(
        "cycle-through-absence",
        "cycle",
        "when(known(customer.parent))",
        "when(known(customer.parent), absent(Parent))",
    ),
    Fault(
        "endless-recursion",
        "recursion",
        "def remember_small_orders(order: Order)",
        'def endless(tally: Tally) -> Clause:\n    """It grows."""\n    return when(tally.code == "n").then(conclude(Tally, code="n", number=tally.number + 1))\n\n\n@playbook.rule(origin="shop")\ndef remember_small_orders(order: Order)',
    ),
    Fault(
        "guard-that-advises", "bad manners", 'deny(candidate, "no-leave")', "recommend(Action.KEEP_WARM_CALL)"
    ),
    Fault(
        "rule-that-judges",
        "bad manners",
        '@playbook.guard(Layer.PRINCIPLE, origin="shop")',
        '@playbook.rule(origin="shop")',
    ),
    Fault(
        "no-source",
        "bad manners",
        '@playbook.rule(origin="shop")\ndef handle',
        "@playbook.rule()\ndef handle",
    ),
    Fault(
        "unknown-in-sure-field",
        "unknown",
        "conclude(Parent, name=value(customer.parent))",
        "conclude(Parent, name=customer.name)",
    ),
    # --- what is odd
    Fault(
        "dead-by-dates",
        "dead rule",
        "days_since(order.placed_on) >= 0,",
        "days_since(order.placed_on) >= 20,",
    ),
    Fault("dead-by-value", "dead rule", 'size.size == "large").then', 'size.size == "huge").then'),
    Fault(
        "dead-by-bounds", "dead rule", "days_since(interaction.on) <= 14", "days_since(interaction.on) <= -1"
    ),
    Fault(
        "dead-by-both",
        "dead rule",
        "when(~known(complaint.closed_on),",
        "when(~known(complaint.closed_on), days_since(complaint.closed_on) >= 0,",
    ),
    Fault(
        "dead-by-parameter",
        "dead rule",
        'value(order.amount) <= param("small.order")',
        'value(order.amount) + 1 <= 0 * param("small.order")',
    ),
    Fault("gap-in-table", "table", 'Band("middle", 100, 10_000)', 'Band("middle", 200, 10_000)'),
    Fault("overlap-in-table", "table", 'Band("middle", 100, 10_000)', 'Band("middle", 50, 10_000)'),
    Fault(
        "two-temperatures",
        "contradiction",
        "absent(Interaction, lambda i: (days_since(i.on) >= 0) & (days_since(i.on) <= 30)),\n",
        "",
    ),
    Fault(
        "off-by-one-temperature",
        "off by one",
        "(days_since(i.on) <= 30)),\n        exists",
        "(days_since(i.on) < 30)),\n        exists",
    ),
    Fault("swapped-stages", "swapped values", "CareTemperature.RETAIN", "CareTemperature.KEEP_WARM"),
    Fault(
        "bid-and-decline",
        "contradiction",
        "recommend(Action.COMPANY_GIFT, about=order.id)",
        "recommend(Action.SUBMIT_BID, about=order.id), recommend(Action.DECLINE_TENDER, about=order.id)",
    ),
    Fault("unread-parameter", "unused", 'param("silence.days")', "60"),
    Fault(
        "number-for-parameter",
        "unused",
        'value(order.amount) >= param("large.order")',
        "value(order.amount) >= 1_000",
    ),
    Fault(
        "repeated-rule",
        "repetition",
        "def remember_small_orders(order: Order)",
        'def remember_tiny_orders(order: Order) -> Clause:\n    """Tiny orders are noted."""\n    return when(value(order.amount) <= 10, value(order.amount) <= param("small.order")).then(warn("small-order", about=order.id))\n\n\n@playbook.rule(origin="shop")\ndef remember_small_orders(order: Order)',
    ),
    Fault(
        "denied-for-all",
        "denied",
        "def no_date_without_leave(candidate: Recommendation, authority: RepAuthority)",
        'def no_dates_at_all(candidate: Recommendation) -> Clause:\n    """No dates."""\n    return when(candidate.promise == Promise.DATE).then(deny(candidate, "never"))\n\n\n@playbook.guard(Layer.AUTHORITY, origin="shop")\ndef no_date_without_leave(candidate: Recommendation, authority: RepAuthority)',
    ),
    # --- what lets harm through
    Fault(
        "no-consent-guard",
        "missing check",
        "| exists(ContactPolicy, lambda policy: value(policy.needs_consent)),",
        "| exists(ContactPolicy, lambda policy: value(policy.needs_consent)),\n        candidate.channel == Channel.SMS,",
    ),
    Fault(
        "consent-of-another-kind",
        "missing check",
        "(consent.scope == ConsentScope.CONTACT)\n                & ",
        "",
    ),
    Fault(
        "expired-consent",
        "wrong sign",
        "(or_else(consent.expires_on, as_of()) >= as_of())",
        "(or_else(consent.expires_on, as_of()) <= as_of())",
    ),
    Fault(
        "withdrawn-consent",
        "missing check",
        "& (~known(consent.withdrawn_on) | (value(consent.withdrawn_on) > as_of()))",
        "",
    ),
    Fault(
        "gift-for-the-firm",
        "wrong value",
        "candidate.beneficiary == Beneficiary.PERSON",
        "candidate.beneficiary == Beneficiary.COMPANY",
    ),
    Fault(
        "gift-renamed",
        "relabelled",
        "recommend(Action.COMPANY_GIFT, about=order.id)",
        "recommend(Action.PERSONAL_GIFT, beneficiary=Beneficiary.NOBODY, about=order.id)",
    ),
    Fault(
        "unsigned-contract",
        "missing check",
        "(contract.order_id == candidate.about) & value(contract.signed)",
        "contract.order_id == candidate.about",
    ),
    Fault(
        "contract-of-another-order",
        "missing join",
        "(contract.order_id == candidate.about) & value(contract.signed)",
        "value(contract.signed)",
    ),
    Fault(
        "date-sign", "wrong sign", "~value(authority.may_promise_dates)", "value(authority.may_promise_dates)"
    ),
    Fault(
        "limit-sign",
        "wrong sign",
        "value(candidate.amount) > value(authority.max_concession)",
        "value(candidate.amount) < value(authority.max_concession)",
    ),
    # --- what only somebody who knows the shop can see
    Fault(
        "due-a-day-late",
        "off by one",
        "due=complaint.opened_on + days(1)",
        "due=complaint.opened_on + days(2)",
    ),
    Fault(
        "call-the-talkative",
        "wrong sign",
        'days_since(i.on) <= param("silence.days")',
        'days_since(i.on) >= param("silence.days")',
    ),
    Fault("greet-once-more", "off by one", "i.on >= order.placed_on", "i.on > order.placed_on"),
)
