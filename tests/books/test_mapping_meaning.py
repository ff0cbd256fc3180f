"""What a mapping makes of foreign files."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

from relcore.books import Limits
from relcore.facts import Customer, Interaction, Opportunity, Order
from tests.books.shelves import read, refusal, said

TOP = "version: 1\n"


def one_order(
    tmp_path: Path, field: str, cell: str, more: str = ""
) -> tuple[list[Order], list[tuple[str | None, str]]]:
    """Read one cell through the mapping of one field."""
    mapping = f"""
version: 1
sources:
  s:
    file: s.tsv
facts:
  - fact: Order
    from: s
    fields:
      customer_id: who
      placed_on: {{constant: 2025-01-01}}
      {field}
{more}
"""
    facts, rejects, _ = read(tmp_path, {"mapping.yaml": mapping, "s.tsv": f"who\tx\nc1\t{cell}\n"})
    return (
        [fact for fact in facts if isinstance(fact, Order)],
        [(reject.column, reject.reason) for reject in rejects],
    )


@pytest.mark.parametrize(
    ("how", "cell", "amount"),
    [
        ("", "1250.5", "1250.5"),
        ("number: '1,234.5'", "1,250.5", "1250.5"),
        ("number: '1,234.5'", "1250", "1250"),
        ("number: '1.234,5'", "1.250,50", "1250.50"),
        ("number: '1234,5'", "1250,5", "1250.5"),
        ("number: '1 234,5'", "1\u00a0250,5", "1250.5"),
        ("number: '1''234.5'", "1'250.5", "1250.5"),
        ("remove: $", "$ 12.50", "12.50"),
        ("remove: [USD, $], number: '1,234.5'", "USD 1,250$", "1250"),
        ("times: 1000000", "1100.04", "1100040000"),
        ("times: 0.01", "5", "0.05"),
        ("times: 0.001", "1000000000000000", "1000000000000"),
    ],
)
def test_numbers_are_read_as_they_are_written(tmp_path: Path, how: str, cell: str, amount: str) -> None:
    orders, rejects = one_order(tmp_path, f"amount: {{column: x{', ' if how else ''}{how}}}", cell)
    assert rejects == []
    assert [str(order.amount) for order in orders] == [str(Decimal(amount))]


@pytest.mark.parametrize(
    ("how", "cell"),
    [
        ("number: '1,234.5'", "1,25"),
        ("number: '1,234.5'", "1,2500"),
        ("number: '1,234.5'", "1.250,5"),
        ("number: '1.234,5'", "1250.5"),
        ("number: '1234,5'", "1.250"),
        ("number: '1,234.5'", "1e3"),
        ("number: '1,234.5'", "9" * 100),
        ("remove: $", "$"),
        ("times: 10", "NaN"),
        ("times: 10", "ten"),
    ],
)
def test_a_number_that_is_written_otherwise_is_set_aside(tmp_path: Path, how: str, cell: str) -> None:
    orders, rejects = one_order(tmp_path, f"amount: {{column: x, {how}}}", cell)
    assert orders == []
    assert rejects[0][0] == "x"
    assert rejects[0][1].startswith("column x is not a number")


@pytest.mark.parametrize(
    ("how", "cell", "day"),
    [
        ("'%Y%m%d'", "20250331", date(2025, 3, 31)),
        ("'%d/%m/%Y'", "31/03/2025", date(2025, 3, 31)),
        ("'%m/%d/%y'", "03/31/25", date(2025, 3, 31)),
        ("'%d.%m.%Y %H:%M'", "31.03.2025 17:45", date(2025, 3, 31)),
        ("'%Y年%m月%d日'", "2025年3月31日", date(2025, 3, 31)),
        ("'%Y%m%d'", "20250231", None),
        ("'%Y%m%d'", "2025-03-31", None),
        ("'%d/%m/%Y'", "03/31/2025", None),
    ],
)
def test_dates_are_read_as_they_are_written(tmp_path: Path, how: str, cell: str, day: date | None) -> None:
    mapping = TOP + dedent(
        f"""
        sources: {{s: {{file: s.tsv}}}}
        facts:
          - {{fact: Order, from: s, fields: {{customer_id: who, placed_on: {{column: x, date: {how}}}}}}}
        """
    )
    facts, rejects, _ = read(tmp_path, {"mapping.yaml": mapping, "s.tsv": f"who\tx\nc1\t{cell}\n"})
    assert [fact.placed_on for fact in facts if isinstance(fact, Order)] == ([day] if day else [])
    if day is None:
        assert rejects[0].reason == f"column x is not a date written like {how.strip(chr(39))}"


def test_instants_without_a_zone_get_the_one_that_is_named(tmp_path: Path) -> None:
    how = "{column: x, date: '%d/%m/%Y %H:%M', zone: Asia/Shanghai}"
    orders, _ = one_order(tmp_path, f"placed_at: {how}", "31/03/2025 09:00")
    assert [order.placed_at for order in orders] == [datetime(2025, 3, 31, 1, tzinfo=UTC)]
    orders, _ = one_order(tmp_path, "placed_at: {column: x, zone: Asia/Shanghai}", "2025-03-31T09:00:00Z")
    assert [order.placed_at for order in orders] == [datetime(2025, 3, 31, 9, tzinfo=UTC)]


@pytest.mark.parametrize(
    ("how", "cell", "product"),
    [
        ("x", "GTXPro", "GTXPro"),
        ("{column: x, values: {GTXPro: GTX Pro}}", "GTXPro", "GTX Pro"),
        ("{column: x, values: {GTXPro: GTX Pro}}", "MG", "MG"),
        ("{column: x, values: {GTXPro: null}}", "GTXPro", None),
        ("{column: x, values: {GTXPro: GTX Pro}, otherwise: Other}", "MG", "Other"),
        ("{column: x, values: {GTXPro: GTX Pro}, otherwise: null}", "MG", None),
        ("{column: x, default: none named}", "", "none named"),
        ("{column: x, values: {NO: Norway, '1.10': one}}", "NO", "Norway"),
        ("{column: x, values: {NO: Norway, '1.10': one}}", "1.10", "one"),
        ("{constant: lamp}", "y", "lamp"),
        ("'{who}-{x}-{row}'", "y", "c1-y-2"),
        ("'{who}-{x}'", "", None),
        ("'{ who }'", "", "c1"),
        ("{template: plain}", "y", "plain"),
    ],
)
def test_values_are_translated_filled_in_and_put_together(
    tmp_path: Path, how: str, cell: str, product: str | None
) -> None:
    orders, rejects = one_order(tmp_path, f"product: {how}", cell)
    assert rejects == []
    assert [order.product for order in orders] == [product]


def test_one_row_gives_several_facts_and_only_those_that_its_values_call_for(tmp_path: Path) -> None:
    mapping = TOP + dedent(
        """
        sources: {deals: {file: deals.csv}}
        facts:
          - fact: Opportunity
            from: deals
            fields:
              id: no
              customer_id: firm
              stage: {column: status, values: {W: won, L: lost, O: engaging}}
          - fact: Order
            from: deals
            where: {status: W}
            fields: {id: no, customer_id: firm, placed_on: closed, opportunity_id: no}
          - fact: AccountEvent
            from: deals
            where: {status: [L, O], closed: null}
            fields: {customer_id: firm, kind: {constant: other}, on: opened}
        """
    )
    deals = """
        no,firm,status,opened,closed
        1,a,W,2025-01-01,2025-02-01
        2,a,L,2025-01-02,2025-02-02
        3,b,O,2025-01-03,
        """
    facts, rejects, book = read(tmp_path, {"mapping.yaml": mapping, "deals.csv": deals})
    assert rejects == []
    assert [(type(fact).__name__, fact.id) for fact in facts] == [
        ("Opportunity", "1"),
        ("Order", "1"),
        ("Opportunity", "2"),
        ("Opportunity", "3"),
        ("AccountEvent", None),
    ]
    assert book.report.files[0].facts == {"Opportunity": 3, "Order": 1, "AccountEvent": 1}


def test_a_row_that_fails_for_one_reason_is_set_aside_once(tmp_path: Path) -> None:
    mapping = TOP + dedent(
        """
        sources: {deals: {file: deals.csv}}
        facts:
          - {fact: Opportunity, from: deals, fields: {customer_id: firm}}
          - {fact: Order, from: deals, fields: {customer_id: firm, placed_on: day}}
        """
    )
    _, rejects, _ = read(
        tmp_path, {"mapping.yaml": mapping, "deals.csv": "firm,day\n,2025-01-01\nb,never\n,never\n"}
    )
    assert [(reject.row, reject.reason) for reject in rejects] == [
        (2, "no customer: column firm is empty"),
        (3, "column day is not a date"),
        (4, "no customer: column firm is empty"),
        (4, "column day is not a date"),
    ]


def test_one_fact_is_given_for_each_key_however_many_rows_hold_it(tmp_path: Path) -> None:
    mapping = TOP + dedent(
        """
        sources: {buys: {file: buys.txt, format: spaces}}
        facts:
          - {fact: Customer, from: buys, once_per: who, fields: {customer_id: who, country: land}}
          - {fact: Order, from: buys, fields: {id: "{who}/{row}", customer_id: who, placed_on: day}}
        """
    )
    buys = "  who   day  land \n a 2025-01-01 xx\n a 2025-01-01 NO\n b 2025-01-02 SE\n a 2025-01-03 DK\n"
    facts, rejects, book = read(tmp_path, {"mapping.yaml": mapping, "buys.txt": buys.encode()})
    assert [(f.customer_id, f.country) for f in facts if isinstance(f, Customer)] == [
        ("a", "NO"),
        ("b", "SE"),
    ]
    assert [f.id for f in facts if isinstance(f, Order)] == ["a/2", "a/3", "b/4", "a/5"]
    assert [reject.column for reject in rejects] == ["land"]
    assert book.report.warnings == []


def test_cleaning_makes_keys_of_several_files_meet(tmp_path: Path) -> None:
    mapping = TOP + dedent(
        """
        sources:
          firms:
            file: firms.csv
            clean: {Firm: {normalise: [collapse, casefold]}}
          deals:
            file: deals.csv
            unknown: ["-"]
            clean: {firm: {normalise: [collapse, casefold], values: {acme corp: acme}, unknown: ["?"]}}
        facts:
          - {fact: Customer, from: firms, fields: {customer_id: Firm, name: Firm}}
          - {fact: Opportunity, from: deals, fields: {id: no, customer_id: firm, product: what}}
        """
    )
    facts, rejects, _ = read(
        tmp_path,
        {
            "mapping.yaml": mapping,
            "firms.csv": "Firm\nACME\n",
            "deals.csv": "no,firm,what\n1, Acme   Corp ,-\n2,acme,?\n3,?,lamp\n4,-,lamp\n",
        },
    )
    assert {fact.customer_id for fact in facts if isinstance(fact, Customer | Opportunity)} == {"acme"}
    assert [fact.product for fact in facts if isinstance(fact, Opportunity)] == [None, "?"]
    assert [(reject.row, reject.record["firm"]) for reject in rejects] == [(4, "?"), (5, "")]


def test_values_are_looked_up_in_another_file(tmp_path: Path) -> None:
    mapping = TOP + dedent(
        """
        sources:
          deals: {file: deals.jsonl}
          teams: {file: teams.csv, clean: {office: {values: {N: North}}}}
        facts:
          - fact: Customer
            from: deals
            fields:
              customer_id: firm
              team: {column: agent, lookup: {source: teams, key: name, value: office}, default: house}
        """
    )
    deals = (
        '{"firm": "a", "agent": 1}\n{"firm": "b", "agent": "2"}\n{"firm": "c", "agent": 3}\n{"firm": "d"}\n'
    )
    facts, rejects, book = read(
        tmp_path,
        {
            "mapping.yaml": mapping,
            "deals.jsonl": deals,
            "teams.csv": "name,office\n1,N\n2,South\n2,West\n,x\n",
        },
    )
    assert [(f.customer_id, f.team) for f in facts if isinstance(f, Customer)] == [
        ("a", "North"),
        ("b", "South"),
        ("c", None),
        ("d", "house"),
    ]
    assert [(reject.file, reject.row, reject.reason) for reject in rejects] == [
        ("teams.csv", 4, "'2' has another value of office already in row 3")
    ]
    assert [(file.file, file.rows) for file in book.report.files] == [("teams.csv", 4), ("deals.jsonl", 4)]


def test_a_file_to_look_up_in_is_bounded(tmp_path: Path) -> None:
    mapping = TOP + dedent(
        """
        sources: {a: {file: a.csv}, b: {file: b.csv}}
        facts:
          - fact: Customer
            from: a
            fields: {customer_id: k, team: {column: k, lookup: {source: b, key: k, value: v}}}
        """
    )
    files = {"mapping.yaml": mapping, "a.csv": "k\n1\n", "b.csv": "k,v\n1,x\n2,x\n3,x\n"}
    found = refusal(tmp_path, files, Limits(lookup_rows=2))
    assert said(found) == [("RC409", "more than 2 rows are too many to look values up in")]


def test_the_layout_of_a_file_can_be_said(tmp_path: Path) -> None:
    mapping = TOP + dedent(
        """
        sources:
          odd:
            file: sub/odd.dat
            format: csv
            delimiter: "^"
            encoding: CP1252
            columns: [who, name]
            skip_lines: 2
        facts:
          - {fact: Customer, from: odd, fields: {customer_id: who, name: name}}
        """
    )
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "odd.dat").write_bytes("made by\nsomebody\nc1^Café\nc2^Åse\n".encode("cp1252"))
    facts, rejects, book = read(tmp_path, {"mapping.yaml": mapping})
    assert [fact.name for fact in facts if isinstance(fact, Customer)] == ["Café", "Åse"]
    assert rejects == []
    assert [warning.code for warning in book.report.warnings] == ["RC404"]


def test_bytes_outside_a_declared_encoding_cost_their_rows(tmp_path: Path) -> None:
    mapping = TOP + dedent(
        """
        sources: {s: {file: s.csv, encoding: gb18030}}
        facts: [{fact: Customer, from: s, fields: {customer_id: who, name: name}}]
        """
    )
    content = "who,name\nc1,灯塔\n".encode("gb18030") + b"c2,\xff\xff\n" + "c3,海港\n".encode("gb18030")
    facts, rejects, _ = read(tmp_path, {"mapping.yaml": mapping, "s.csv": content})
    assert [fact.name for fact in facts if isinstance(fact, Customer)] == ["灯塔", "海港"]
    assert [reject.row for reject in rejects] == [3]


def test_native_files_are_read_beside_mapped_ones_and_ignored_files_are_left_alone(tmp_path: Path) -> None:
    mapping = (
        "version: 1\nas_of: 2025-03-01\nignore: [other.csv, orders.xlsx]\n"
        "sources: {s: {file: firms.csv}}\n"
        "facts: [{fact: Customer, from: s, fields: {customer_id: firm}}]\n"
    )
    facts, _, book = read(
        tmp_path,
        {
            "mapping.yaml": mapping,
            "firms.csv": "firm\na\n",
            "other.csv": "x\n",
            "orders.xlsx": b"PK",
            "orders.csv": "customer_id,placed_on\na,2025-01-01\n",
            "stray.csv": "x\n",
        },
    )
    assert [type(fact).__name__ for fact in facts] == ["Customer", "Order"]
    assert book.as_of == date(2025, 3, 1)
    assert [str(warning.where) for warning in book.report.warnings] == ["stray.csv"]


def test_an_id_taken_in_one_file_is_taken_in_all(tmp_path: Path) -> None:
    mapping = TOP + dedent(
        """
        sources: {s: {file: s.csv}}
        facts: [{fact: Order, from: s, fields: {id: no, customer_id: who, placed_on: day}}]
        """
    )
    _, rejects, _ = read(
        tmp_path,
        {
            "mapping.yaml": mapping,
            "s.csv": "no,who,day\n1,a,2025-01-01\n",
            "orders.csv": "id,customer_id,placed_on\n1,b,2025-01-01\n",
        },
    )
    assert [reject.reason for reject in rejects] == [
        "Order '1' stands already in row 2 of s.csv, with other content"
    ]


def test_columns_that_no_record_of_json_lines_brings_are_named(tmp_path: Path) -> None:
    mapping = TOP + dedent(
        """
        sources: {s: {file: s.jsonl}}
        facts: [{fact: Customer, from: s, where: {kind: firm}, fields: {customer_id: who, name: nmae}}]
        """
    )
    facts, _, book = read(
        tmp_path, {"mapping.yaml": mapping, "s.jsonl": '{"kind": "firm", "who": "a", "name": "Ann"}\n'}
    )
    assert len(facts) == 1
    assert said(book.report.warnings) == [("RC406", "no record has 'nmae', which the mapping names")]


def test_parquet_can_be_mapped(tmp_path: Path) -> None:
    pyarrow: Any = pytest.importorskip("pyarrow")
    parquet: Any = pytest.importorskip("pyarrow.parquet")
    table = {"firm": ["a", "b"], "won": [True, False], "day": [date(2025, 1, 1)] * 2, "n": [7, 8]}
    parquet.write_table(pyarrow.table(table), tmp_path / "deals.parquet")
    mapping = TOP + dedent(
        """
        sources: {s: {file: deals.parquet}}
        facts:
          - fact: Order
            from: s
            where: {won: true}
            fields: {id: "n-{n}", customer_id: firm, placed_on: {column: day, date: "%d/%m/%Y"}}
        """
    )
    facts, _, _ = read(tmp_path, {"mapping.yaml": mapping})
    assert facts == [Order(id="n-7", customer_id="a", placed_on=date(2025, 1, 1))]


def test_several_topics_come_out_of_one_translated_cell(tmp_path: Path) -> None:
    mapping = TOP + dedent(
        """
        sources: {s: {file: s.csv}}
        facts:
          - fact: Interaction
            from: s
            fields:
              customer_id: who
              kind: {constant: visit}
              on: day
              topics: {column: talk, values: {money: price;payment}}
        """
    )
    facts, rejects, _ = read(
        tmp_path, {"mapping.yaml": mapping, "s.csv": "who,day,talk\na,2025-01-01,family\n"}
    )
    assert rejects == []
    assert [fact.topics for fact in facts if isinstance(fact, Interaction)] == [("family",)]


def test_cells_that_are_nested_too_deeply_cost_their_rows(tmp_path: Path) -> None:
    mapping = TOP + dedent(
        """
        sources: {s: {file: s.jsonl, clean: {deep: {values: {a: b}}}}}
        facts:
          - {fact: Customer, from: s, fields: {customer_id: "{deep}"}}
          - {fact: Order, from: s, where: {deep: x}, fields: {customer_id: deep, placed_on: day}}
        """
    )
    lines = "".join(f'{{"deep": {"[" * depth}{"]" * depth}}}\n' for depth in range(9, 1_100))
    facts, rejects, _ = read(tmp_path, {"mapping.yaml": mapping, "s.jsonl": lines})
    assert [fact.customer_id for fact in facts if isinstance(fact, Customer)] == [
        "[" * 9 + "]" * 9,
        "[" * 10 + "]" * 10,
    ]
    assert {reject.reason for reject in rejects} == {"the line is nested too deeply"}
    assert len(rejects) == 1_089


def test_a_mapping_that_gives_nothing_is_told_so(tmp_path: Path) -> None:
    found = refusal(tmp_path, {"mapping.yaml": TOP})
    assert said(found) == [("RC401", "no file of the folder gives facts")]
