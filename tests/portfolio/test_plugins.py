"""Plug-ins take part in a whole book as they do in a single decision."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from relcore.advisor import Advisor
from relcore.books import Book
from relcore.books.example import EXAMPLE, EXAMPLE_DAY
from relcore.facts import Fact, Order, Snapshot
from relcore.plugins import hookimpl
from tests.portfolio.results import one_by_one, rows_in


class Till:
    """Knows of a purchase that no file holds, and fails for one customer."""

    relcore_api = 1

    @hookimpl
    def relcore_enrich(self, snapshot: Snapshot, as_of: date) -> Iterator[Fact]:
        if snapshot.customer_id.startswith("a"):
            raise LookupError("the till is closed")
        yield Order(customer_id=snapshot.customer_id, id="till-1", placed_on=as_of)


def test_what_plugins_know_and_how_they_fail_is_in_the_result(out: Path) -> None:
    advisor = Advisor(plugins=[Till()])
    book = Book.open(EXAMPLE)
    advisor.portfolio(book, out, as_of=EXAMPLE_DAY, jobs=2)
    found = rows_in(out)
    assert found == one_by_one(advisor, book, EXAMPLE_DAY)
    assert {row["customer_id"][0] for row in found if row["kind"] == "diagnostic"} == {"a"}
    assert any(row.get("about") == "till-1" for row in found)
