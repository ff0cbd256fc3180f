"""Facts gathered by customer: the same snapshots whether they fit into memory or not."""

from __future__ import annotations

import random

import pytest

from relcore.books import Book
from relcore.books.example import EXAMPLE
from relcore.cli.by_customer import ByCustomer


@pytest.mark.parametrize("held", [1, 7, 500, 10_000])
def test_a_book_that_does_not_fit_gives_the_same_customers(held: int) -> None:
    facts = list(Book.open(EXAMPLE).read())
    random.Random(held).shuffle(facts)
    gathered = ByCustomer(facts, held=held)
    snapshots = list(gathered.snapshots())
    assert [snapshot.customer_id for snapshot in snapshots] == sorted(s.customer_id for s in snapshots)
    assert {snapshot.customer_id: snapshot for snapshot in snapshots} == Book.open(EXAMPLE).customers()
    assert gathered.count == len(snapshots)


def test_no_facts_give_no_customers() -> None:
    gathered = ByCustomer([])
    assert (gathered.count, list(gathered.snapshots())) == (0, [])
