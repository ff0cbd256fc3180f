"""How a story is told: facts of one customer with their ids, and the ordinary year around them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from relcore.books.example import EXAMPLE_DAY
from relcore.facts import (
    AccountEvent,
    Appointment,
    BusyHours,
    Commitment,
    Complaint,
    Consent,
    Contact,
    Contract,
    Cue,
    CueKind,
    Customer,
    Delivery,
    Fact,
    Interaction,
    Opportunity,
    Order,
    Payment,
    SpendEstimate,
    StageRecord,
)

SEED = 20260630
AS_OF = EXAMPLE_DAY
"""The day on which every year of the book ends."""
FIRST_DAY = date(2025, 7, 1)

QUARTERS = (
    (date(2025, 7, 1), date(2025, 9, 30)),
    (date(2025, 10, 1), date(2025, 12, 31)),
    (date(2026, 1, 1), date(2026, 3, 31)),
    (date(2026, 4, 1), date(2026, 6, 30)),
)

_WORDS: dict[type[Fact], str] = {
    AccountEvent: "event",
    Appointment: "appointment",
    BusyHours: "busy",
    Commitment: "promise",
    Complaint: "complaint",
    Consent: "consent",
    Contact: "person",
    Contract: "contract",
    Cue: "cue",
    Delivery: "delivery",
    Interaction: "contact",
    Opportunity: "deal",
    Order: "order",
    Payment: "payment",
    SpendEstimate: "spend",
    StageRecord: "stage",
}

_SMALL_MATTERS: dict[str, tuple[tuple[str, str, tuple[str, ...]], ...]] = {
    "en": (
        ("call", "Asked how the last delivery runs; all well.", ("usage", "service")),
        ("email", "Sent the delivery dates for the coming weeks.", ("product",)),
        ("call", "Talked through the forecast for the next month.", ("goals", "sales_figures")),
        ("email", "Sent a summary of the new recycling rules.", ("industry", "business_ideas")),
        ("visit", "Walked the packing line and looked at changeover times.", ("usage", "obstacles")),
        ("return_visit", "Checked how the cartons behave in the cold store.", ("usage",)),
    ),
    "zh": (
        ("call", "询问上一批货的使用情况,一切正常。", ("usage", "service")),
        ("email", "发送了近几周的交货安排。", ("product",)),
        ("call", "一起看了下个月的用量预测。", ("goals", "sales_figures")),
        ("message", "分享了包装新国标的要点。", ("industry", "business_ideas")),
        ("visit", "走访了包装车间,看了换线时间。", ("usage", "obstacles")),
        ("return_visit", "回访纸箱在冷库里的表现。", ("usage",)),
    ),
}
_CHANNELS = {
    "call": "phone",
    "email": "email",
    "message": "chat",
    "visit": "visit",
    "return_visit": "phone",
}


def told(fact: type[Fact], /, **fields: Any) -> Fact:
    """Make a fact from plain texts and numbers."""
    return fact.model_validate(fields)


class Story:
    """The facts of one customer; each method tells one and gives its id."""

    def __init__(self, customer_id: str, name: str, **about: Any) -> None:
        self.customer_id = customer_id
        self.facts: list[Fact] = []
        self.main = ""
        """The person whom a fact is about when nobody is named."""
        self.rep: str = about.get("owner", "")
        self.team: str = about.get("team", "")
        self.language = "zh" if about.get("language") == "zh" else "en"
        self._counts: Counter[type[Fact]] = Counter()
        self._random = Random(f"{SEED} {customer_id}")
        about.setdefault("is_active", True)
        about.setdefault("is_group", True)
        about.setdefault("currency", "EUR")
        self.facts.append(told(Customer, customer_id=customer_id, name=name, **about))

    def add(self, fact: type[Fact], /, **fields: Any) -> str:
        """Tell a fact of any type."""
        self._counts[fact] += 1
        given = f"{self.customer_id}-{_WORDS[fact]}-{self._counts[fact]:02}"
        self.facts.append(told(fact, id=given, customer_id=self.customer_id, **fields))
        return given

    def person(self, name: str, **fields: Any) -> str:
        """Introduce somebody; the first one is the person whom the rest is about."""
        fields.setdefault("is_primary", not self.main)
        fields.setdefault("language", self.language)
        given = self.add(Contact, name=name, **fields)
        self.main = self.main or given
        return given

    def saw(self, on: str, person: str | None = None, **cues: str) -> None:
        """Tell what was observed about a person: the kind of cue, and what was seen or heard."""
        for name, evidence in cues.items():
            self.add(
                Cue,
                kind=CueKind(name),
                observed_on=on,
                evidence=evidence,
                observer=self.rep,
                source="own",
                contact_id=person or self.main,
            )

    def cue(self, kind: str, on: str, **fields: Any) -> None:
        """Tell one cue in full."""
        more = {"observer": self.rep, "contact_id": self.main} | fields
        self.add(Cue, kind=kind, observed_on=on, **more)

    def met(self, kind: str, on: str, summary: str, **fields: Any) -> str:
        """Tell a contact; it was ours, by the owner, with the main person, unless said otherwise."""
        ours = {
            "direction": "outbound",
            "rep_id": self.rep,
            "team": self.team,
            "contact_id": self.main or None,
        }
        if kind in _CHANNELS:
            ours["channel"] = _CHANNELS[kind]
        return self.add(Interaction, kind=kind, on=on, summary=summary, **ours | fields)

    def ordered(self, on: str, amount: int | str, product: str, **fields: Any) -> str:
        """Tell an order."""
        return self.add(Order, placed_on=on, amount=amount, product=product, **{"rep_id": self.rep} | fields)

    def deal(self, stage: str, opened: str, value: int | None, product: str, **fields: Any) -> str:
        """Tell an opportunity."""
        more = {"owner": self.rep, "contact_id": self.main or None} | fields
        return self.add(Opportunity, stage=stage, opened_on=opened, value=value, product=product, **more)

    def contract(self, **fields: Any) -> str:
        """Tell a contract."""
        return self.add(Contract, **fields)

    def payment(self, kind: str, amount: int, due: str, paid: str | None = None, **fields: Any) -> str:
        """Tell a payment that is due or was made."""
        return self.add(Payment, kind=kind, amount=amount, due_on=due, paid_on=paid, **fields)

    def delivery(self, order: str, promised: str, delivered: str | None = None, **fields: Any) -> str:
        """Tell a delivery."""
        return self.add(Delivery, order_id=order, promised_on=promised, delivered_on=delivered, **fields)

    def promised(self, kind: str, made: str, due: str, what: str, **fields: Any) -> str:
        """Tell a promise of ours; without a word about its outcome it is open."""
        if "kept_on" not in fields:
            fields.setdefault("outcome", "open")
        more = {"rep_id": self.rep, "contact_id": self.main or None} | fields
        return self.add(Commitment, kind=kind, made_on=made, due_on=due, what=what, **more)

    def complained(self, on: str, kind: str, what: str, **fields: Any) -> str:
        """Tell a complaint."""
        more = {"contact_id": self.main or None, "handled_by": self.rep} | fields
        return self.add(Complaint, opened_on=on, kind=kind, what=what, **more)

    def allowed(self, on: str, *channels: str, **fields: Any) -> None:
        """Tell which channels the customer has agreed to."""
        for channel in channels:
            self.add(Consent, channel=channel, granted=True, given_on=on, **fields)

    def consent(self, **fields: Any) -> str:
        """Tell one consent, or its refusal, in full."""
        return self.add(Consent, **fields)

    def happened(self, kind: str, on: str, what: str, **fields: Any) -> str:
        """Tell what happened around the customer."""
        return self.add(AccountEvent, kind=kind, on=on, what=what, **fields)

    def stood(self, axis: str, value: str, since: str, **fields: Any) -> str:
        """Tell where the customer was confirmed to stand."""
        return self.add(StageRecord, axis=axis, value=value, since=since, **fields)

    def will_meet(self, at: str, **fields: Any) -> str:
        """Tell an appointment that is to come."""
        more = {
            "kind": "visit",
            "channel": "visit",
            "rep_id": self.rep,
            "contact_id": self.main or None,
        } | fields
        return self.add(Appointment, planned_at=at, **more)

    def busy(self, start: str, end: str, **fields: Any) -> None:
        """Tell hours in which the customer is not to be disturbed."""
        self.add(BusyHours, busy_from=start, busy_until=end, **fields)

    def wallet(self, category: str, spends: list[int], shares: list[str]) -> list[int]:
        """Tell four quarters of spend, and give what of it was spent with us."""
        ours = [int(spend * Decimal(share)) for spend, share in zip(spends, shares, strict=True)]
        for (start, end), spend, own in zip(QUARTERS, spends, ours, strict=True):
            self.add(
                SpendEstimate,
                period_start=start,
                period_end=end,
                category=category,
                category_spend=spend,
                our_sales=own,
                source="the customer's purchasing plan and our invoices",
            )
        return ours

    def business(
        self, category: str, spends: list[int], shares: list[str], product: str, orders: int = 2
    ) -> None:
        """Tell a year of business: spend by quarter, and orders that add up to our part of it."""
        ours = self.wallet(category, spends, shares)
        for (start, _), amount in zip(QUARTERS, ours, strict=True):
            for part in range(orders if amount else 0):
                placed = start + timedelta(days=4 + part * (70 // orders) + self._below(10))
                share = amount // orders + (amount % orders if part == 0 else 0)
                self._fulfilled(weekday(placed), share, product)

    def routine(self, times: int, until: str = "2026-05-31") -> None:
        """Tell the ordinary contacts of the year, evenly spread and dull."""
        last = date.fromisoformat(until)
        step = (last - FIRST_DAY).days // times
        matters = _SMALL_MATTERS[self.language]
        for number in range(times):
            day = weekday(min(FIRST_DAY + timedelta(days=number * step + self._below(step)), last))
            kind, summary, topics = matters[(number + self._below(2)) % len(matters)]
            talk = kind in ("call", "visit", "return_visit")
            minutes = (40 + self._below(30) if kind == "visit" else 8 + self._below(15)) if talk else None
            self.met(
                kind,
                day.isoformat(),
                summary,
                purpose="service",
                topics=topics,
                minutes=minutes,
                business_minutes=minutes and minutes * 3 // 4,
                depth="work" if talk else None,
                answered=True,
                outcome="unchanged" if number % 3 else "advanced",
                learned_something=True if kind == "visit" else None,
                new_idea=True if "business_ideas" in topics else None,
                next_step_on=weekday(day + timedelta(days=14)) if kind == "visit" else None,
            )

    def _fulfilled(self, placed: date, amount: int, product: str) -> None:
        """Tell an order that was delivered and paid as agreed."""
        order = self.ordered(placed.isoformat(), amount, product, returning=True, fulfilment_checked=True)
        promised, due = placed + timedelta(days=14), placed + timedelta(days=44)
        delivered = promised - timedelta(days=self._below(4))
        if delivered <= AS_OF:
            self.delivery(order, promised.isoformat(), delivered.isoformat(), quantity_ok=True, intact=True)
        else:
            self.delivery(order, promised.isoformat())
        paid = due - timedelta(days=self._below(20))
        self.payment(
            "final", amount, due.isoformat(), paid.isoformat() if paid <= AS_OF else None, order_id=order
        )

    def _below(self, bound: int) -> int:
        # Of all that Random offers, only random() is promised to stay the same in every Python.
        return int(self._random.random() * bound)

    def __iter__(self) -> Iterator[Fact]:
        return iter(self.facts)


def weekday(day: date) -> date:
    """Move a day of the weekend to the Friday before it."""
    return day - timedelta(days=max(0, day.weekday() - 4))
