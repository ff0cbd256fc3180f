"""A divided book holds what the whole book holds, and sets the same rows aside."""

from __future__ import annotations

from pathlib import Path

from relcore.books import Book, divide, facts_of, part_of
from relcore.facts import Customer, CustomerFact, Snapshot
from tests.books.shelves import shelve

FILES = {
    "customers.csv": "customer_id,name\nc1,A\nc2,B\nc3,C\nc1,A\nc2,Other\n",
    "orders.jsonl": (
        '{"id": "o1", "customer_id": "c1", "placed_on": "2026-01-01"}\n'
        '{"id": "o1", "customer_id": "c3", "placed_on": "2026-01-02"}\n'
        '{"id": "o2", "customer_id": "c3", "placed_on": "2026-01-02"}\n'
        '{"customer_id": "c3", "placed_on": "2026-01-03"}\n'
        '{"customer_id": "c3", "placed_on": "2026-01-03"}\n'
    ),
    "holidays.csv": "on,country,kind\n2026-01-01,CN,day_off\n",
}


def divided(book: Book, folder: Path, parts: int) -> dict[str, Snapshot]:
    """Divide a book, and gather the customers of all parts."""
    folder.mkdir()
    divide(book, folder, parts, held=2)
    found: dict[str, Snapshot] = {}
    for number in range(parts):
        facts = list(facts_of(folder, number))
        own = {fact.customer_id for fact in facts if isinstance(fact, CustomerFact)}
        assert {part_of(customer, parts) for customer in own} <= {number}
        found |= Snapshot.split(facts)
    return dict(sorted(found.items()))


def test_the_parts_hold_the_customers_of_the_book(tmp_path: Path) -> None:
    book = Book.open(shelve(tmp_path / "book", FILES))
    whole = book.customers()
    for parts in (1, 2, 5):
        assert divided(book, tmp_path / str(parts), parts) == whole


def test_rows_with_an_identity_that_is_taken_are_set_aside_as_in_any_reading(tmp_path: Path) -> None:
    book = Book.open(shelve(tmp_path / "book", FILES))
    list(book.read())
    wanted, report = list(book.rejects), book.report
    divided(book, tmp_path / "parts", 3)
    assert list(book.rejects) == wanted
    assert [(reject.file, reject.row) for reject in wanted] == [("customers.csv", 6), ("orders.jsonl", 2)]
    assert book.report == report


def test_where_nothing_is_repeated_the_book_is_read_once(tmp_path: Path) -> None:
    book = Book.open(shelve(tmp_path / "book", {"customers.csv": "customer_id\nc1\nc2\n"}))
    (tmp_path / "parts").mkdir()
    seen: list[int] = []
    divide(book, tmp_path / "parts", 2, lambda done, total: seen.append(done))
    assert seen == sorted(seen)
    assert (
        sum(isinstance(fact, Customer) for part in (0, 1) for fact in facts_of(tmp_path / "parts", part)) == 2
    )


def test_dividing_again_starts_afresh(tmp_path: Path) -> None:
    folder = tmp_path / "parts"
    first = Book.open(shelve(tmp_path / "one", {"customers.csv": "customer_id\nc1\n"}))
    second = Book.open(shelve(tmp_path / "two", {"customers.csv": "customer_id\nc2\n"}))
    assert list(divided(first, folder, 1)) == ["c1"]
    divide(second, folder, 1)
    assert list(Snapshot.split(facts_of(folder, 0))) == ["c2"]
