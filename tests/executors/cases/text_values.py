"""Texts are compared character by character; no character has a meaning of its own."""

from __future__ import annotations

from datetime import date

from relcore.facts import Finding, Order
from relcore.facts.base import Conclusion, Fact
from relcore.lang import Clause, Playbook, one_of, warn, when

PLAYBOOK = Playbook("case")
AS_OF = date(2026, 3, 2)
TEXTS = [
    "tea",
    "Tea",
    "it's",
    'say "yes"',
    "back\\slash",
    "new\nline",
    "a, b; c",
    "茶",
    "\u00e9",
    "e\u0301",
    "{x}",
    "%s",
    "None",
    "🍵",
]


@PLAYBOOK.table({text: text for text in TEXTS}, origin="test", id="case.odd")
def odd(order: Order, text: str) -> Clause:
    """Note an order of an oddly named product."""
    return when(order.product == text).then(warn(text, about=order.product))


@PLAYBOOK.rule(origin="test")
def known_text(order: Order) -> Clause:
    """Note any of the texts."""
    return when(one_of(order.product, *TEXTS)).then(warn("known", about=order.id))


GIVEN: list[Fact] = [
    *(Order(id=f"o{n}", customer_id="c", placed_on=AS_OF, product=text) for n, text in enumerate(TEXTS)),
    Order(id="upper", customer_id="c", placed_on=AS_OF, product="TEA"),
]
EXPECT: list[Conclusion] = [
    *(Finding(code=text, about=text, rule=f"case.odd#{text}") for text in TEXTS),
    *(Finding(code="known", about=f"o{n}", rule="case.known_text") for n in range(len(TEXTS))),
]
