"""The example mappings, on the public data sets that they are written for.

The data is no part of the project. Its folder is named by RELCORE_DATA, or is `../shared/data` beside it.
"""

from __future__ import annotations

import os
import shutil
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from relcore.books import Book
from relcore.facts import Customer, Opportunity, OpportunityStage, Order

ROOT = Path(__file__).parents[2]
DATA = Path(os.environ.get("RELCORE_DATA") or ROOT.parent / "shared" / "data")

pytestmark = [
    pytest.mark.skipif(not DATA.is_dir(), reason=f"there is no folder {DATA}; name it in RELCORE_DATA"),
    pytest.mark.may_skip("needs public data sets that are no part of the project"),
]


def open_export(folder: Path, name: str) -> Book:
    """Make a book of a data set and of the mapping for it."""
    for path in (DATA / name).iterdir():
        shutil.copyfile(path, folder / path.name)
    shutil.copyfile(ROOT / "examples" / "mappings" / f"{name}.yaml", folder / "mapping.yaml")
    return Book.open(folder)


def test_the_crm_export_becomes_customers_opportunities_and_orders(tmp_path: Path) -> None:
    book = open_export(tmp_path, "crm_sales_opportunities")
    facts = list(book.read())
    assert book.as_of == date(2017, 12, 31)
    assert book.report.warnings == []
    assert Counter(type(fact).__name__ for fact in facts) == {
        "Customer": 85,
        "Opportunity": 8_800 - 1_425,
        "Order": 4_238,
    }
    assert book.report.rejects == {"no customer: column account is empty": 1_425}
    opportunities = [fact for fact in facts if isinstance(fact, Opportunity)]
    assert Counter(opportunity.stage for opportunity in opportunities) == {
        OpportunityStage.WON: 4_238,
        OpportunityStage.LOST: 2_473,
        OpportunityStage.ENGAGING: 1_589 - 1_088,
        OpportunityStage.PROSPECTING: 500 - 337,
    }
    products = {opportunity.product for opportunity in opportunities}
    assert "GTX Pro" in products
    assert "GTXPro" not in products
    industries = {fact.industry for fact in facts if isinstance(fact, Customer)}
    assert "technology" in industries
    assert "technolgy" not in industries


def test_what_the_crm_export_does_not_say_stays_unknown(tmp_path: Path) -> None:
    customers = open_export(tmp_path, "crm_sales_opportunities").customers()
    assert len(customers) == 85
    assert {name for snapshot in customers.values() for name in snapshot.by_type} == {
        "Customer",
        "Opportunity",
        "Order",
    }
    codehow = customers["Codehow"].facts("Customer")[0]
    assert isinstance(codehow, Customer)
    assert (codehow.industry, codehow.country, codehow.employees, codehow.parent) == (
        "software",
        "US",
        2_641,
        "Acme Corporation",
    )
    assert codehow.annual_revenue == Decimal(2_714_900_000)
    assert (codehow.opted_out, codehow.owner, codehow.preferred_channel) == (None, None, None)
    order = next(fact for fact in customers["Cancity"].facts("Order") if fact.id == "1C1I7A6R")
    assert isinstance(order, Order)
    assert (order.placed_on, order.amount, order.rep_id) == (date(2017, 3, 1), Decimal(1054), "Moses Frase")


def test_the_cdnow_purchases_become_orders_none_lost_and_none_merged(tmp_path: Path) -> None:
    book = open_export(tmp_path, "cdnow")
    facts = list(book.read())
    orders = [fact for fact in facts if isinstance(fact, Order)]
    customers = [fact for fact in facts if isinstance(fact, Customer)]
    assert (len(customers), len(orders)) == (23_570, 69_659)
    assert (book.report.rejected, book.report.warnings) == (0, [])
    assert (min(o.placed_on for o in orders), max(o.placed_on for o in orders)) == (
        date(1997, 1, 1),
        date(1998, 6, 30),
    )
    assert sum(1 for order in orders if order.amount == 0) == 80
    assert sum(order.amount or 0 for order in orders) == Decimal("2500315.63")
    assert len({order.id for order in orders}) == 69_659


def test_one_customer_of_a_large_book_can_be_asked_for(tmp_path: Path) -> None:
    book = open_export(tmp_path, "cdnow")
    snapshot = book.customer("00003")
    assert len(snapshot.facts("Order")) == 6
    assert len(snapshot.facts("Customer")) == 1
