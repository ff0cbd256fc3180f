"""Every threshold of these rules that a company can set: what it means, its default, its bounds, its origin.

An `origin` that is a catalogue id marks a number that the sources state without proof: a starting point,
never evidence. The others are relcore's own choice. What a single file on types or visits needs is
declared there.
"""

from __future__ import annotations

from decimal import Decimal

from relcore.lang import Playbook

playbook = Playbook("parameters")
_set = playbook.parameter


def _days(name: str, default: int, doc: str, least: int, most: int, origin: str = "relcore") -> None:
    _set(name, default, doc, unit="days", origin=origin, at_least=least, at_most=most)


# --- after the sale --------------------------------------------------------------------------------

_days(
    "greeting.after_purchase.max_days",
    2,
    "Days after a purchase within which the buyer is greeted",
    0,
    30,
    origin="S1.B2-greet2d.num.1",
)
_days("usage.ask_from_days", 14, "Days after a purchase before asking how it works", 1, 365)
_days("usage.ask_until_days", 60, "Days after a purchase until which asking makes sense", 1, 730)

# --- share of wallet -------------------------------------------------------------------------------

_set(
    "stage.share.initial_max",
    Decimal("0.50"),
    "Share of wallet from which cooperation counts as stable",
    unit="share",
    at_least=Decimal("0.05"),
    at_most=Decimal("0.60"),
    origin="S1.O2-initial",
)
_set(
    "stage.share.stable_max",
    Decimal("0.80"),
    "Share of wallet from which cooperation counts as strategic",
    unit="share",
    at_least=Decimal("0.61"),
    at_most=Decimal("0.99"),
    origin="S1.O4-strategic",
)
_set(
    "stage.share.hysteresis",
    Decimal("0.02"),
    "How far beyond a boundary the share must be before a change counts, the exact distance included",
    unit="share",
    at_least=Decimal(0),
    at_most=Decimal("0.10"),
)
_set(
    "stage.share.confirm_periods",
    2,
    "Consecutive periods beyond a boundary that confirm a change of stage",
    unit="periods",
    at_least=1,
    at_most=12,
)
_set(
    "stage.share.enter_periods",
    1,
    "Consecutive periods with any business that end the development stage",
    unit="periods",
    at_least=1,
    at_most=12,
)
_days(
    "stage.share.valid_days",
    400,
    "Days after the end of a period for which the stage that it gave holds",
    30,
    3660,
)
_days(
    "stage.share.repair_days",
    365,
    "Days after a fall of the stage in which it can still be repaired",
    1,
    3660,
)
_days("entry.opening_days", 90, "Days for which an opening at a new customer stays open", 1, 730)
_set(
    "retention.rival_yield_gap",
    Decimal("0.02"),
    "How much better a rival's offer must be to call for an answer",
    unit="share",
    at_least=Decimal(0),
    at_most=Decimal(1),
    origin="S1.L5.trig.1",
)
_set(
    "retention.outflow",
    Decimal(5000000),
    "Outflow of money from which the customer is about to leave",
    unit="customer's currency",
    at_least=Decimal(0),
    origin="S1.L5.trig.1",
)
_days("retention.days", 30, "Days for which a rival's offer or an outflow calls for an answer", 1, 365)

# --- the ladder ------------------------------------------------------------------------------------

_days(
    "ladder.judgement_days",
    730,
    "Days for which a representative's judgement of how far a person has opened up holds",
    30,
    3660,
)
_days("ladder.deal_days", 30, "Days around a purchase that count as the time of the deal", 1, 365)

# --- deals and purchases ---------------------------------------------------------------------------

_days("deal.stale_days", 60, "Days without a contact after which an open deal has gone quiet", 1, 1095)
_days(
    "deal.requalify_days",
    180,
    "Days of open talks after which a quiet deal must prove that it is real",
    2,
    3660,
)
_days("deal.thank_days", 14, "Days after a deal is won in which thanks are due", 1, 90)
_days("deal.loss_review_days", 30, "Days after a deal is lost in which the loss is reviewed", 1, 365)
_days(
    "deal.implementation_days",
    90,
    "Days after a deal is won for which it counts as being carried out",
    1,
    1095,
)
_days("lifecycle.interest_days", 90, "Days for which a question by the customer counts as interest", 1, 730)
_days(
    "lifecycle.greeting_days",
    45,
    "Days between greetings by phone to a potential customer that matters",
    7,
    365,
)
_days("value.sales_days", 365, "Days over which sales are added up to judge importance", 30, 3660)
_set(
    "value.key_sales",
    Decimal(100000),
    "Sales from which a customer is a key account",
    unit="customer's currency",
    at_least=Decimal(0),
)
_set(
    "value.important_sales",
    Decimal(20000),
    "Sales from which a customer is important",
    unit="customer's currency",
    at_least=Decimal(0),
)
_set(
    "value.light_sales",
    Decimal(1000),
    "Sales below which light effort is enough",
    unit="customer's currency",
    at_least=Decimal(0),
)
_set(
    "value.power_times_intent",
    16,
    "Product of purchasing power and intent (1 to 25) from which a customer is important",
    unit="points",
    at_least=1,
    at_most=25,
)
_set(
    "value.risky_payer",
    4,
    "Payment risk (1 to 5) from which a customer is no key account",
    unit="rating",
    at_least=1,
    at_most=5,
)

# --- silence ---------------------------------------------------------------------------------------

_set(
    "silence.gap_factor",
    2,
    "How many times the usual gap between purchases must have passed for silence",
    unit="times",
    at_least=1,
    at_most=20,
)
_set(
    "silence.leaving_factor",
    4,
    "How many times the usual gap between purchases must have passed for leaving",
    unit="times",
    at_least=2,
    at_most=50,
)
_days(
    "silence.min_purchase_days",
    3,
    "Days with a purchase from which a customer has a rhythm of its own",
    2,
    50,
)
_days(
    "silence.recall_days", 30, "Days after a contact of ours in which a silent customer is left alone", 1, 365
)
_days("silence.second_purchase_days", 90, "Days after which a buyer without a rhythm is asked back", 7, 730)
_days("silence.give_up_days", 730, "Days without a purchase after which nobody calls any more", 30, 3660)

# --- complaints and promises -----------------------------------------------------------------------

_days(
    "complaint.reply_days", 0, "Days after a complaint within which it is taken up; 0 for the same day", 0, 30
)
_days("complaint.decision_days", 3, "Days within which somebody with authority decides on a claim", 0, 60)
_set(
    "complaint.frequent",
    3,
    "Complaints of one kind that call for a search for the root cause",
    unit="complaints",
    at_least=2,
    at_most=100,
)
_days("complaint.frequent_days", 365, "Days over which complaints of one kind are counted", 7, 3660)
_days("complaint.filing_days", 90, "Days after a complaint is closed in which its facts are filed", 1, 730)
_days(
    "promise.visit.overdue_days",
    2,
    "Days after which a promised visit without a date is overdue",
    0,
    365,
    origin="S4.2-visit.anti.5",
)
_days("promise.reminder_days", 3, "Days before a promise is due from which it is on the list", 0, 90)
_days(
    "promise.debt_days",
    730,
    "Days for which a broken promise that nobody made good stands between us",
    1,
    3660,
)
_set(
    "promise.eroding",
    3,
    "Broken or late promises within a year that erode trust",
    unit="promises",
    at_least=1,
    at_most=100,
)
_days("delivery.track_days", 7, "Days before a promised delivery from which it is tracked", 0, 365)
_days("integrity.suspicion_days", 365, "Days for which a hint at a bribe stops concessions", 1, 3660)

# --- service and ideas -----------------------------------------------------------------------------

_days("request.answer_days", 1, "Days within which a question by the customer is answered", 0, 30)
_days(
    "request.recent_days", 30, "Days for which a question without an answer is still worth answering", 1, 365
)
_set(
    "idea.visits",
    3,
    "Visits in a row without a new idea that make a relationship stale",
    unit="visits",
    at_least=1,
    at_most=20,
)
_days("idea.days", 180, "Days over which visits are looked at for new ideas", 7, 1095)
_days(
    "needs.known_days",
    730,
    "Days for which a purchase, a talk or an observation tells what the customer needs",
    30,
    3660,
)

# --- numbers that the sources tell and no rule decides by ------------------------------------------

_set(
    "pareto.customers",
    Decimal("0.20"),
    "Part of the customers that is said to bring most of the profit",
    unit="share",
    at_least=Decimal(0),
    at_most=Decimal(1),
    origin="S1.K.num.1",
)
_set(
    "pareto.profit",
    Decimal("0.80"),
    "Part of the profit that these customers are said to bring",
    unit="share",
    at_least=Decimal(0),
    at_most=Decimal(1),
    origin="S1.K.num.1",
)
_set(
    "wom.satisfied_leads",
    8,
    "Potential customers whom one satisfied customer is said to bring",
    unit="people",
    at_least=0,
    origin="S1.F.num.2",
)
_set(
    "wom.satisfied_buyers_min",
    1,
    "Buyers among them, at least",
    unit="people",
    at_least=0,
    origin="S1.F.num.2",
)
_set(
    "wom.dissatisfied_affected",
    25,
    "People whom one dissatisfied customer is said to put off",
    unit="people",
    at_least=0,
    origin="S1.F.num.3",
)
_set(
    "cost.new_vs_keep",
    5,
    "How many times more a new customer is said to cost than a kept one",
    unit="times",
    at_least=1,
    origin="S1.F.num.4",
)
_set(
    "profit.returning_share.low",
    Decimal("0.25"),
    "Least part of profit that returning customers are said to bring",
    unit="share",
    at_least=Decimal(0),
    at_most=Decimal(1),
    origin="S1.F.num.1",
)
_set(
    "profit.returning_share.high",
    Decimal("0.85"),
    "Greatest part of profit that returning customers are said to bring",
    unit="share",
    at_least=Decimal(0),
    at_most=Decimal(1),
    origin="S1.F.num.1",
)
_set(
    "complaint.silent_multiplier",
    100,
    "Dissatisfied customers for whom one complaint is said to stand",
    unit="customers",
    at_least=1,
    origin="S2.V.num.1",
)
_set(
    "mail.postcards_per_month",
    15000,
    "Cards that one famous seller is said to have sent each month",
    unit="cards",
    at_least=0,
    origin="S1.J3-mail.num.1",
)
