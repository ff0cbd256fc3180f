"""The example book: the same bytes every time, every row readable, and every situation that it promises."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

import pytest

from examples.make_example_book import write
from examples.stories import ALL, company
from examples.telling import AS_OF
from relcore.books import Book
from relcore.books.example import EXAMPLE as BOOK
from relcore.facts import (
    AccountEvent,
    AccountEventKind,
    Appointment,
    Commitment,
    CommitmentOutcome,
    Complaint,
    Consent,
    ConsentScope,
    Contact,
    ContactPolicy,
    Contract,
    Cue,
    CueKind,
    Customer,
    Fact,
    GiftPolicy,
    Holiday,
    Interaction,
    InteractionKind,
    IssueClass,
    Ladder,
    Opportunity,
    Order,
    Payment,
    RepAuthority,
    SaleStep,
    Snapshot,
    SpendEstimate,
    StageRecord,
    Topic,
)

F = TypeVar("F", bound=Fact)


@pytest.fixture(scope="module")
def customers() -> dict[str, Snapshot]:
    """Give the committed book, read as anybody would read it."""
    return Book.open(BOOK).customers()


def of(snapshot: Snapshot, kind: type[F]) -> list[F]:
    """Give the facts of one type."""
    return [fact for fact in snapshot.facts(kind.__name__) if isinstance(fact, kind)]


def cues(snapshot: Snapshot) -> set[CueKind]:
    """Give the kinds of cue that were seen."""
    return {cue.kind for cue in of(snapshot, Cue) if cue.present}


def test_writing_the_book_again_gives_the_committed_bytes(tmp_path: Path) -> None:
    write(tmp_path)
    written = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    committed = {path.name: path.read_bytes() for path in BOOK.iterdir()}
    assert written.keys() == committed.keys()
    assert [name for name in written if written[name] != committed[name]] == []


def test_every_row_is_read_and_nothing_is_strange() -> None:
    book = Book.open(BOOK)
    read = Counter(type(fact).__name__ for fact in book.read())
    assert book.report.rejected == 0
    assert book.report.warnings == []
    told = Counter(type(fact).__name__ for fact in [*company.facts(), *(f for tell in ALL for f in tell())])
    assert read == told


def test_reading_gives_the_facts_that_were_told(customers: dict[str, Snapshot]) -> None:
    for tell in ALL:
        story = tell()
        snapshot = Snapshot.of([*story, *company.facts()])
        assert customers[story.customer_id] == snapshot, story.customer_id


def test_a_story_does_not_depend_on_those_told_before() -> None:
    forwards = {story.customer_id: story.facts for story in (tell() for tell in ALL)}
    backwards = {story.customer_id: story.facts for story in (tell() for tell in reversed(ALL))}
    assert forwards == backwards


def test_nothing_but_plans_and_announcements_lies_after_the_last_day(customers: dict[str, Snapshot]) -> None:
    for snapshot in customers.values():
        assert all(fact.on <= AS_OF for fact in of(snapshot, Interaction))
        assert all(fact.observed_on <= AS_OF for fact in of(snapshot, Cue))
        assert all(fact.placed_on <= AS_OF for fact in of(snapshot, Order))


def test_orders_of_a_quarter_add_up_to_our_part_of_the_spend(customers: dict[str, Snapshot]) -> None:
    for estimate in of(customers["alpine-dairies"], SpendEstimate):
        placed = [
            order.amount or 0
            for order in of(customers["alpine-dairies"], Order)
            if estimate.period_start <= order.placed_on <= estimate.period_end
        ]
        assert sum(placed) == estimate.our_sales


def test_the_world_is_wide(customers: dict[str, Snapshot]) -> None:
    people = [customer for snapshot in customers.values() for customer in of(snapshot, Customer)]
    assert len(people) >= 40
    assert len({person.country for person in people}) >= 20
    assert len({person.timezone for person in people}) >= 20
    assert len({person.industry for person in people}) >= 15
    assert sum(person.language == "zh" for person in people) >= 10


def test_every_company_fact_has_its_place(customers: dict[str, Snapshot]) -> None:
    snapshot = customers["mingche"]
    for kind in (RepAuthority, ContactPolicy, GiftPolicy, Holiday):
        assert snapshot.facts(kind.__name__)


def test_every_step_of_the_ladder_and_of_the_sale_occurs(customers: dict[str, Snapshot]) -> None:
    ladder = {c.ladder_step for snapshot in customers.values() for c in of(snapshot, Contact)}
    steps = {o.sale_step for snapshot in customers.values() for o in of(snapshot, Opportunity)}
    assert ladder >= set(Ladder)
    assert steps >= set(SaleStep)


def test_every_stage_by_share_of_wallet_occurs(customers: dict[str, Snapshot]) -> None:
    stages = {
        r.value
        for snapshot in customers.values()
        for r in of(snapshot, StageRecord)
        if r.axis == "share_stage"
    }
    assert stages == {"development", "initial", "stable", "strategic"}


def shares(snapshot: Snapshot) -> list[Decimal | None]:
    """Give the share of wallet, quarter by quarter."""
    return [e.share for e in sorted(of(snapshot, SpendEstimate), key=lambda e: e.period_start)]


def test_one_share_falls_slowly_and_one_leaps(customers: dict[str, Snapshot]) -> None:
    assert shares(customers["alpine-dairies"])[1:] == [Decimal("0.82"), Decimal("0.78"), Decimal("0.74")]
    assert shares(customers["hongtu-pharma"])[2:] == [0, Decimal("0.85")]


MAIN = (
    "harbour-tools",
    "mingche",
    "fornara",
    "zhenghe-shoes",
    "delmar-freight",
    "altavista",
    "alpine-dairies",
)


@pytest.mark.parametrize("customer", MAIN)
def test_the_main_customers_have_a_full_year(customer: str, customers: dict[str, Snapshot]) -> None:
    contacts = of(customers[customer], Interaction)
    assert 12 <= len(contacts) <= 20
    assert {contact.on.month for contact in contacts} >= {7, 10, 1, 4}


SITUATIONS: dict[str, tuple[str, Callable[[Snapshot], object]]] = {
    "a visit with private talk, vague answers and no next step": (
        "harbour-tools",
        lambda s: [i for i in of(s, Interaction) if i.answers_vague and Topic.FAMILY in (i.topics or ())],
    ),
    "a gift during a tender in a house that permits none": (
        "mingche",
        lambda s: (
            [i for i in of(s, Interaction) if i.kind == InteractionKind.GIFT]
            and [o for o in of(s, Opportunity) if o.tender]
        ),
    ),
    "a hint at a personal benefit": ("delmar-freight", lambda s: CueKind.BRIBE_SIGNAL in cues(s)),
    "a hint that was looked for and not found": (
        "altavista",
        lambda s: [c for c in of(s, Cue) if c.kind == CueKind.BRIBE_SIGNAL and c.present is False],
    ),
    "a rebate to the company in a contract": (
        "altavista",
        lambda s: [c for c in of(s, Contract) if c.rebate_agreed],
    ),
    "production asked for on an unsigned specification": (
        "aurelian",
        lambda s: (
            [o for o in of(s, Order) if o.production_start_requested]
            and [c for c in of(s, Contract) if c.spec_signed is False and c.prepayment_received is False]
        ),
    ),
    "production asked for with everything signed": (
        "xinyao",
        lambda s: [c for c in of(s, Contract) if c.spec_signed and c.prepayment_received and c.price_agreed],
    ),
    "a tender that nothing requires": (
        "pfennigmann",
        lambda s: [o for o in of(s, Opportunity) if o.tender and o.tender_needed is False],
    ),
    "an arrival one minute late": (
        "fornara",
        lambda s: [
            a
            for a in of(s, Appointment)
            if a.expected_arrival_at and (a.expected_arrival_at - a.planned_at).total_seconds() == 60
        ],
    ),
    "approval without an order, three times": (
        "sakura-bento",
        lambda s: sum(c.kind == CueKind.APPROVES_WITHOUT_BUYING for c in of(s, Cue)) == 3,
    ),
    "a buyer who shifts between types": ("marlowe", lambda s: CueKind.TYPE_SHIFTS in cues(s)),
    "the same material from two teams": (
        "brightwell",
        lambda s: len({i.team for i in of(s, Interaction) if i.material == "Brochure 2026"}) == 2,
    ),
    "an oral order above the limit for a written contract": (
        "kowalski",
        lambda s: [o for o in of(s, Order) if o.agreed_orally and (o.amount or 0) > 5000],
    ),
    "hours of talk from which nothing was learned": (
        "teahouse",
        lambda s: [i for i in of(s, Interaction) if (i.minutes or 0) >= 120 and i.learned_something is False],
    ),
    "a private gift above the yearly limit": (
        "lianyi",
        lambda s: [
            i for i in of(s, Interaction) if (i.gift_value or 0) > 50 and i.gift_company_owned is False
        ],
    ),
    "business talk at a social event": (
        "delacroix",
        lambda s: [
            i for i in of(s, Interaction) if i.event_type == "social" and Topic.PRODUCT in (i.topics or ())
        ],
    ),
    "a claim above what the representative may settle": (
        "oakhurst",
        lambda s: [
            c
            for c in of(s, Complaint)
            if c.claim_reasonable
            and (c.claim_amount or 0) > max(a.max_claim or 0 for a in of(s, RepAuthority))
        ],
    ),
    "a manual that was ignored, and demands that go on": (
        "hairun",
        lambda s: [c for c in of(s, Complaint) if c.instruction_ignored and c.keeps_demanding],
    ),
    "a promise ten days overdue": (
        "lisboa-conservas",
        lambda s: [
            c
            for c in of(s, Commitment)
            if c.outcome == CommitmentOutcome.OPEN and c.due_on and (AS_OF - c.due_on).days == 10
        ],
    ),
    "a rival's offer and a large outflow": (
        "bluebird-cards",
        lambda s: (
            {e.kind for e in of(s, AccountEvent)}
            >= {AccountEventKind.RIVAL_OFFER, AccountEventKind.LARGE_OUTFLOW}
        ),
    ),
    "overdue payments": (
        "oryx-pharma",
        lambda s: [p for p in of(s, Payment) if p.paid_on is None and p.due_on and p.due_on < AS_OF],
    ),
    "an outlet with a daily and an expense issue": (
        "corner-pantry",
        lambda s: {c.issue for c in of(s, Complaint)} == {IssueClass.DAILY, IssueClass.EXPENSE},
    ),
    "goods from another territory": (
        "bianmin",
        lambda s: [c for c in of(s, Complaint) if c.issue == IssueClass.SELL_THROUGH],
    ),
    "a purchase of today in our shop, consent to texts unknown": (
        "wanda-nowak",
        lambda s: (
            [o for o in of(s, Order) if o.in_shop and o.placed_on == AS_OF]
            and [c for c in of(s, Consent) if c.channel == "sms" and c.granted is None]
        ),
    ),
    "family data refused": (
        "lin-xiaomei",
        lambda s: [c for c in of(s, Consent) if c.scope == ConsentScope.FAMILY_DATA and c.granted is False],
    ),
    "a consent taken back": ("nordfjord", lambda s: [c for c in of(s, Consent) if c.withdrawn_on]),
    "a customer who left in silence": (
        "helios",
        lambda s: [i for i in of(s, Interaction) if i.outcome == "left_silently"],
    ),
    "a prospect without any consent": (
        "xingchen-edu",
        lambda s: not of(s, Consent) and not of(s, SpendEstimate),
    ),
    "a key person unknown": (
        "meridian-hospitals",
        lambda s: (
            [o for o in of(s, Opportunity) if o.key_person_known is False]
            and not [c for c in of(s, Contact) if c.role == "decider"]
        ),
    ),
    "no cues, no spend, no contacts": (
        "tallinn-labels",
        lambda s: not [f for f in s if isinstance(f, Cue | SpendEstimate | Contact | Interaction)],
    ),
    "a customer who wants no contact": ("lumen-yoga", lambda s: of(s, Customer)[0].opted_out),
    "observations too old to count": (
        "prairie-seed",
        lambda s: all((AS_OF - c.observed_on).days > 1000 for c in of(s, Cue)),
    ),
    "an opening at a prospect": (
        "kilimani",
        lambda s: (
            {e.kind for e in of(s, AccountEvent)}
            >= {AccountEventKind.SUPPLIER_REVIEW, AccountEventKind.PRODUCT_LAUNCH}
        ),
    ),
    "two firms that share what is sensitive": (
        "tasman-orchards",
        lambda s: [i for i in of(s, Interaction) if i.shared == "sensitive" and i.joint_work],
    ),
}


@pytest.mark.parametrize("situation", SITUATIONS)
def test_the_book_holds(situation: str, customers: dict[str, Snapshot]) -> None:
    customer, holds = SITUATIONS[situation]
    assert holds(customers[customer]), f"{customer}: {situation}"
