"""Only customers of whom something new is known are decided again, where that is wished."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from relcore.advisor import Advisor
from relcore.books import Book
from tests.portfolio.results import one_by_one, rows_in

AS_OF = date(2026, 6, 30)


def book(folder: Path) -> Book:
    """Make a book of four customers."""
    (folder / "customers.csv").write_text("customer_id,since\nold,2024-01-01\nnew,\nnow,\nahead,\n", "utf-8")
    (folder / "orders.csv").write_text(
        "id,customer_id,placed_on\n"
        "o1,old,2026-06-19\n"
        "o2,new,2026-06-20\n"
        "o3,now,2026-06-30\n"
        "o4,ahead,2026-07-02\n",
        "utf-8",
    )
    (folder / "holidays.csv").write_text("on,country,kind\n2026-06-25,CN,day_off\n", "utf-8")
    return Book.open(folder)


def test_customers_without_a_fact_since_that_day_are_left_out(
    advisor: Advisor, out: Path, tmp_path: Path
) -> None:
    outcome = advisor.portfolio(book(tmp_path), out, as_of=AS_OF, changed_since=date(2026, 6, 20))
    assert {row["customer_id"] for row in rows_in(out)} == {"new", "now"}
    assert outcome.record.customers == 2
    assert outcome.record.changed_since == "2026-06-20"


def test_those_decided_get_the_advice_that_the_whole_book_would_give_them(
    advisor: Advisor, out: Path, tmp_path: Path
) -> None:
    shelf = book(tmp_path)
    advisor.portfolio(shelf, out, as_of=AS_OF, changed_since=date(2026, 6, 20))
    whole = one_by_one(advisor, shelf, AS_OF)
    assert rows_in(out) == [row for row in whole if row["customer_id"] in ("new", "now")]


def test_where_nobody_has_news_the_result_is_empty(advisor: Advisor, out: Path, tmp_path: Path) -> None:
    outcome = advisor.portfolio(book(tmp_path), out, as_of=date(2026, 7, 1), changed_since=date(2026, 7, 1))
    assert rows_in(out) == []
    assert outcome.record.customers == 0
