"""What a representative can manage on a day is never exceeded, and whoever has to wait is told why."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from benchmarks.book_maker import AS_OF, make_book
from relcore.advisor import Advisor
from relcore.books import Book
from relcore.portfolio.capacity import Booking, Claim, Days, bookings
from tests.portfolio.results import Rows, rows_in

CUSTOMERS = 60
CHANNEL = "phone"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Customers of one representative."""
    return make_book(tmp_path_factory.mktemp("shelf") / "book", CUSTOMERS)


@pytest.fixture(scope="module")
def free(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Rows:
    """The result without any limit."""
    return decided(Advisor(), folder, tmp_path_factory.mktemp("free") / "advice.parquet")


def decided(advisor: Advisor, folder: Path, out: Path, **options: Any) -> Rows:
    """Decide for a book, and give the rows."""
    advisor.portfolio(Book.open(folder), out, as_of=AS_OF, **options)
    return rows_in(out)


def days(rows: Rows) -> Counter[tuple[str, date]]:
    """Count the contacts of each representative and day."""
    contacts = {
        (row["owner"], row["opens"], row["customer_id"], row["contact"])
        for row in rows
        if row["kind"] == "action" and row.get("channel") == CHANNEL and "contact" in row
    }
    return Counter((owner, day) for owner, day, _, _ in contacts)


def by_customer(rows: Rows) -> dict[str, Rows]:
    """Group rows."""
    found: dict[str, Rows] = {}
    for row in rows:
        found.setdefault(row["customer_id"], []).append(row)
    return found


def test_no_day_holds_more_contacts_than_the_representative_can_manage(
    advisor: Advisor, folder: Path, out: Path, free: Rows
) -> None:
    assert max(days(free).values()) > 3
    rows = decided(advisor, folder, out, capacity={CHANNEL: 3})
    assert max(days(rows).values()) == 3
    assert by_customer(rows).keys() == by_customer(free).keys()


def test_whoever_has_to_wait_is_told_why(advisor: Advisor, folder: Path, out: Path, free: Rows) -> None:
    rows = decided(advisor, folder, out, capacity={CHANNEL: 1})
    before = by_customer(free)
    changed = [customer for customer, own in by_customer(rows).items() if own != before[customer]]
    assert changed
    reason = "representative is taken up by what is more urgent"
    for customer in changed:
        said = " ".join(
            row.get("notes", "") + row["text"] for row in by_customer(rows)[customer] if "text" in row
        )
        assert reason in said, customer
    fallen = [row for row in rows if row.get("reason") == "representative_booked"]
    assert fallen
    for row in fallen:
        assert (row["kind"], row["verdict"], row["by"]) == ("suppressed", "defer", f"capacity.{CHANNEL}")
        assert row["earliest"] > AS_OF


def test_the_most_important_contact_keeps_its_day(
    advisor: Advisor, folder: Path, out: Path, free: Rows
) -> None:
    contacts = [row for row in free if row["kind"] == "action" and row.get("channel") == CHANNEL]
    first = min(contacts, key=lambda row: (-row["rank"], row["customer_id"]))
    rows = decided(advisor, folder, out, capacity={CHANNEL: 1})
    assert by_customer(rows)[first["customer_id"]] == by_customer(free)[first["customer_id"]]


def test_room_for_everybody_changes_nothing(advisor: Advisor, folder: Path, out: Path, free: Rows) -> None:
    assert decided(advisor, folder, out, capacity={CHANNEL: CUSTOMERS}) == free


@pytest.mark.slow
def test_parts_and_processes_leave_no_trace_in_what_is_settled(
    advisor: Advisor, folder: Path, out: Path
) -> None:
    results = [
        decided(advisor, folder, out, capacity={CHANNEL: 2, "visit": 1}, parts=parts, jobs=jobs)
        for parts, jobs in ((1, 1), (6, 2), (11, 1))
    ]
    assert results[0] == results[1] == results[2]


def test_the_counts_of_the_record_are_those_of_the_rows(advisor: Advisor, folder: Path, out: Path) -> None:
    outcome = advisor.portfolio(Book.open(folder), out, as_of=AS_OF, capacity={CHANNEL: 1})
    assert outcome.record.rows == dict(Counter(row["kind"] for row in rows_in(out)))
    assert outcome.record.capacity == {CHANNEL: 1}
    assert outcome.record.moved > 0


ORDERED = "id,customer_id,placed_on\no1,c1,2026-06-29\no2,c2,2026-06-29\n"


def small(folder: Path, *owners: str, appointments: str = "") -> Path:
    """Make a book of two customers who both ordered yesterday, and of one who did not."""
    rows = [f"c{number},DE,{owner}" for number, owner in enumerate(owners, 1)]
    (folder / "customers.csv").write_text("\n".join(["customer_id,country,owner", *rows]), "utf-8")
    (folder / "orders.csv").write_text(ORDERED, "utf-8")
    if appointments:
        (folder / "appointments.csv").write_text(appointments, "utf-8")
    return folder


def test_each_representative_has_days_of_their_own(advisor: Advisor, out: Path, tmp_path: Path) -> None:
    apart = small(tmp_path, "ann", "bob")
    most = max(days(decided(advisor, apart, out)).values(), default=1)
    assert decided(advisor, apart, out, capacity={CHANNEL: most}) == decided(advisor, apart, out)


def test_customers_whom_nobody_looks_after_take_nobodys_days(
    advisor: Advisor, out: Path, tmp_path: Path
) -> None:
    unowned = small(tmp_path, "", "")
    assert decided(advisor, unowned, out, capacity={CHANNEL: 0}) == decided(advisor, unowned, out)


def test_an_appointment_to_come_takes_a_day_unless_it_was_cancelled(tmp_path: Path) -> None:
    header = "id,customer_id,planned_at,kind,cancelled\n"
    rows = (
        "a1,c1,2026-07-01T23:30:00+00:00,visit,\n"
        "a2,c1,2026-07-03T09:00:00+00:00,visit,true\n"
        "a3,c1,2026-06-29T09:00:00+00:00,visit,\n"
        "a4,c1,2026-07-03T09:00:00+00:00,call,\n"
    )
    book = Book.open(small(tmp_path, "ann", "ann", appointments=header + rows))
    (snapshot,) = [one for one in book.customers().values() if one.customer_id == "c1"]
    assert list(bookings(snapshot, {"visit": 1}, AS_OF)) == [Booking("ann", "visit", date(2026, 7, 1))]
    taken = Days({"visit": 1}, bookings(snapshot, {"visit": 1}, AS_OF))
    assert not taken.take([Claim("visit", date(2026, 7, 1), Decimal(9))])
    assert taken.take([Claim("visit", date(2026, 7, 3), Decimal(1))])
    assert not taken.take([Claim("visit", date(2026, 7, 3), Decimal(1))])
