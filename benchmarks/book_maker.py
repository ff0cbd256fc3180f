"""Books of any size, made up from a seed: Parquet files with twelve interactions for each customer."""

from __future__ import annotations

import random
import zlib
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

AS_OF = date(2026, 6, 30)
INTERACTIONS = 12

_AT_ONCE = 5_000
_CUSTOMERS_OF_A_REP = 200
_TEXT, _DAY, _WHOLE, _BOOL = pa.string(), pa.date32(), pa.int64(), pa.bool_()
_MONEY, _INSTANT = pa.decimal128(19, 2), pa.timestamp("us", "UTC")
_SHANGHAI = timezone(timedelta(hours=8))

SCHEMAS: dict[str, dict[str, Any]] = {
    "customers": {
        "customer_id": _TEXT,
        "name": _TEXT,
        "industry": _TEXT,
        "country": _TEXT,
        "timezone": _TEXT,
        "owner": _TEXT,
        "currency": _TEXT,
        "since": _DAY,
        "is_active": _BOOL,
        "is_prospect": _BOOL,
        "is_group": _BOOL,
        "employees": _WHOLE,
        "annual_revenue": _MONEY,
    },
    "contacts": {"id": _TEXT, "customer_id": _TEXT, "name": _TEXT, "role": _TEXT, "is_primary": _BOOL},
    "consents": {
        "customer_id": _TEXT,
        "channel": _TEXT,
        "purpose": _TEXT,
        "granted": _BOOL,
        "given_on": _DAY,
        "withdrawn_on": _DAY,
    },
    "interactions": {
        "id": _TEXT,
        "customer_id": _TEXT,
        "kind": _TEXT,
        "on": _DAY,
        "at": _INSTANT,
        "direction": _TEXT,
        "channel": _TEXT,
        "contact_id": _TEXT,
        "rep_id": _TEXT,
        "answered": _BOOL,
        "outcome": _TEXT,
        "sentiment": _WHOLE,
        "minutes": _WHOLE,
    },
    "orders": {
        "id": _TEXT,
        "customer_id": _TEXT,
        "placed_on": _DAY,
        "amount": _MONEY,
        "items": _WHOLE,
        "product": _TEXT,
    },
    "opportunities": {
        "id": _TEXT,
        "customer_id": _TEXT,
        "stage": _TEXT,
        "opened_on": _DAY,
        "value": _MONEY,
        "product": _TEXT,
        "owner": _TEXT,
    },
}
"""Files of a book, with their columns."""

_KINDS = (
    ("visit", "visit"),
    ("call", "phone"),
    ("call", "phone"),
    ("email", "email"),
    ("email", "email"),
    ("message", "chat"),
    ("meeting", "visit"),
    ("quote", "email"),
    ("greeting", "chat"),
    ("request", "email"),
    ("service", "visit"),
)
_INDUSTRIES = ("packaging", "retail", "food", "chemicals", "machinery", "logistics")
_OUTCOMES = ("advanced", "unchanged", "unchanged", "agreed", "refused", None, None)


def make_book(folder: Path, customers: int, seed: int = 7) -> Path:
    """Write a book of so many customers into a new folder; equal for equal numbers and seeds."""
    folder.mkdir(parents=True)
    with ExitStack() as stack:
        writers = {
            name: stack.enter_context(pq.ParquetWriter(folder / f"{name}.parquet", pa.schema(columns)))
            for name, columns in SCHEMAS.items()
        }
        for start in range(0, customers, _AT_ONCE):
            rows: dict[str, list[tuple[Any, ...]]] = {name: [] for name in SCHEMAS}
            for number in range(start, min(start + _AT_ONCE, customers)):
                chance = random.Random(zlib.crc32(f"{seed}-{number}".encode()))
                for name, row in _customer(number, chance):
                    rows[name].append(row)
            for name, columns in SCHEMAS.items():
                if rows[name]:
                    writers[name].write_batch(_batch(columns, rows[name]))
    return folder


def _batch(columns: dict[str, Any], rows: list[tuple[Any, ...]]) -> Any:
    values = zip(*rows, strict=True)
    arrays = [pa.array(list(column), kind) for column, kind in zip(values, columns.values(), strict=True)]
    return pa.record_batch(arrays, schema=pa.schema(columns))


def _customer(number: int, chance: random.Random) -> Iterator[tuple[str, tuple[Any, ...]]]:
    customer, rep = f"c{number:07d}", f"rep-{number // _CUSTOMERS_OF_A_REP:05d}"
    prospect = chance.random() < 0.2
    since = None if prospect else _ago(chance, 100, 2000)
    revenue = Decimal(chance.randrange(10_000, 90_000_000)) / 100
    yield (
        "customers",
        (
            customer,
            f"Firm {number}",
            chance.choice(_INDUSTRIES),
            "CN",
            "Asia/Shanghai",
            rep,
            "CNY",
            since,
            not prospect,
            prospect,
            True,
            chance.randrange(1, 5000),
            revenue if chance.random() < 0.6 else None,
        ),
    )
    people = [f"p{number}-{place}" for place in range(1 + (chance.random() < 0.4))]
    for place, person in enumerate(people):
        role = chance.choice(("decider", "buyer", "user", None))
        yield "contacts", (person, customer, f"Person {person}", role, place == 0)
    for channel in chance.sample(("phone", "email", "chat", "visit"), chance.randrange(0, 4)):
        granted = chance.random() < 0.9
        withdrawn = _ago(chance, 1, 90) if granted and chance.random() < 0.05 else None
        yield "consents", (customer, channel, None, granted, _ago(chance, 91, 900), withdrawn)
    for place in range(INTERACTIONS):
        kind, channel = chance.choice(_KINDS)
        on = _ago(chance, 0, 400)
        inbound = kind == "request" or chance.random() < 0.2
        at = datetime.combine(on, time(chance.randrange(8, 18), chance.randrange(60)), _SHANGHAI)
        yield (
            "interactions",
            (
                f"i{number}-{place}",
                customer,
                kind,
                on,
                at,
                "inbound" if inbound else "outbound",
                channel,
                chance.choice(people),
                rep,
                chance.random() < 0.6 if not inbound else None,
                chance.choice(_OUTCOMES),
                chance.choice((-1, 0, 0, 1, 1, 2, None)),
                chance.randrange(5, 120) if channel in ("visit", "phone") else None,
            ),
        )
    for place in range(0 if prospect else chance.randrange(0, 4)):
        amount = Decimal(chance.randrange(1_000, 5_000_000)) / 100
        yield (
            "orders",
            (f"o{number}-{place}", customer, _ago(chance, 0, 500), amount, chance.randrange(1, 90), "film"),
        )
    if chance.random() < 0.5:
        stage = chance.choice(("prospecting", "engaging", "won", "lost"))
        value = Decimal(chance.randrange(10_000, 20_000_000)) / 100
        yield "opportunities", (f"d{number}", customer, stage, _ago(chance, 1, 300), value, "film", rep)


def _ago(chance: random.Random, least: int, most: int) -> date:
    return AS_OF - timedelta(days=chance.randint(least, most))
