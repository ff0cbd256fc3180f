"""A book gives the same result from files, from a DuckDB file and from PostgreSQL."""

from __future__ import annotations

import csv
import os
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import psycopg
import pytest

from benchmarks.book_maker import AS_OF, make_book
from relcore.advisor import Advisor
from relcore.books import Book
from relcore.books.example import EXAMPLE, EXAMPLE_DAY
from relcore.errors import BookError, UsageError
from tests.portfolio.servers import postgres, programs

ROOT = Path(__file__).parents[2]
DATA = Path(os.environ.get("RELCORE_DATA") or ROOT.parent / "shared" / "data")


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The address of an empty database."""
    found = programs()
    assert found is not None
    with postgres(found) as url:
        yield url


def fill_duckdb(path: Path, tables: dict[str, list[list[str]]]) -> str:
    """Make a DuckDB file of tables of texts, the first row of each naming the columns."""
    with duckdb.connect(str(path)) as connection:
        for name, (header, *rows) in tables.items():
            columns = ", ".join(f'"{column}" VARCHAR' for column in header)
            connection.execute(f'CREATE TABLE "{name}" ({columns})')
            marks = ", ".join("?" * len(header))
            if rows:
                connection.executemany(f'INSERT INTO "{name}" VALUES ({marks})', rows)
    return str(path)


def fill_postgres(url: str, tables: dict[str, list[list[str]]]) -> str:
    """Put tables of texts into an emptied database."""
    with psycopg.connect(url) as connection:
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")
        for name, (header, *rows) in tables.items():
            columns = ", ".join(f'"{column}" TEXT' for column in header)
            connection.execute(f'CREATE TABLE "{name}" ({columns})'.encode())
            with connection.cursor().copy(f'COPY "{name}" FROM STDIN'.encode()) as copy:
                for row in rows:
                    copy.write_row(row)
    return url


def csv_tables(folder: Path) -> dict[str, list[list[str]]]:
    """Read all CSV files of a folder."""
    tables = {}
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as source:
            tables[path.stem] = list(csv.reader(source))
    return tables


def result(advisor: Advisor, book: Book, as_of: date, out: Path, **options: Any) -> bytes:
    """Give the rows of a result, without the record that names the book."""
    csv_form = out.with_suffix(".csv")
    advisor.portfolio(book, csv_form, as_of=as_of, **options)
    return csv_form.read_bytes()


def test_the_example_book_gives_the_same_result_from_a_duckdb_file(
    advisor: Advisor, out: Path, tmp_path: Path
) -> None:
    database = fill_duckdb(tmp_path / "book.duckdb", csv_tables(EXAMPLE))
    wanted = result(advisor, Book.open(EXAMPLE), EXAMPLE_DAY, out)
    assert result(advisor, Book.open(database), EXAMPLE_DAY, out) == wanted


def test_typed_columns_of_a_duckdb_file_give_what_parquet_gives(
    advisor: Advisor, out: Path, tmp_path: Path
) -> None:
    folder = make_book(tmp_path / "book", 30)
    with duckdb.connect(str(tmp_path / "book.db")) as connection:
        for path in folder.iterdir():
            connection.execute(f"CREATE TABLE {path.stem} AS SELECT * FROM '{path}'")
    wanted = result(advisor, Book.open(folder), AS_OF, out)
    assert result(advisor, Book.open(tmp_path / "book.db"), AS_OF, out) == wanted


@pytest.mark.skipif(programs() is None, reason="there are no programs of a PostgreSQL server")
@pytest.mark.may_skip("needs the programs of a PostgreSQL server, which no package brings")
class TestPostgres:
    def test_the_example_book_gives_the_same_result(self, advisor: Advisor, out: Path, server: str) -> None:
        fill_postgres(server, csv_tables(EXAMPLE))
        wanted = result(advisor, Book.open(EXAMPLE), EXAMPLE_DAY, out)
        assert result(advisor, Book.open(server), EXAMPLE_DAY, out, jobs=2) == wanted

    def test_the_fingerprint_changes_with_a_value_and_not_with_the_order_of_rows(self, server: str) -> None:
        rows = [["customer_id", "name"], ["c1", "A"], ["c2", "B"]]
        fill_postgres(server, {"customers": rows})
        before = Book.open(server).fingerprint()
        fill_postgres(server, {"customers": [rows[0], rows[2], rows[1]]})
        assert Book.open(server).fingerprint() == before
        fill_postgres(server, {"customers": [*rows[:2], ["c2", "C"]]})
        assert Book.open(server).fingerprint() != before

    def test_a_reading_sees_one_moment(self, server: str) -> None:
        fill_postgres(server, {"customers": [["customer_id"], ["c1"]]})
        book = Book.open(server)
        book.fingerprint()
        with psycopg.connect(server) as connection:
            connection.execute("INSERT INTO customers VALUES ('c2')")
        assert list(book.customers()) == ["c1"]
        assert list(Book.open(server).customers()) == ["c1", "c2"]

    def test_typed_columns_become_facts(self, server: str) -> None:
        fill_postgres(server, {})
        with psycopg.connect(server) as connection:
            connection.execute(
                'CREATE TABLE interactions (id uuid, customer_id text, kind varchar(20), "on" date,'
                " at timestamptz, minutes numeric(6,2), answered boolean, sentiment smallint, topics text[])"
            )
            connection.execute(
                "INSERT INTO interactions VALUES ('11111111-2222-3333-4444-555555555555', ' c1 ', 'call',"
                " '2026-06-01', '2026-06-01 09:30+08', 12.50, true, -1, ARRAY['price'])"
            )
        book = Book.open(server)
        (fact,) = book.read()
        assert not list(book.rejects)
        assert (fact.id, fact.customer_id) == ("11111111-2222-3333-4444-555555555555", "c1")  # type: ignore[attr-defined]
        assert str(fact.minutes) == "12.50"  # type: ignore[attr-defined]
        assert fact.at.isoformat() == "2026-06-01T01:30:00+00:00"  # type: ignore[attr-defined]

    def test_a_password_never_shows(self, server: str) -> None:
        address = server.replace("relcore@", "relcore:secret@")
        fill_postgres(server, {"customers": [["customer_id"], ["c1"]]})
        assert "secret" not in (Book.open(address).name)
        with pytest.raises(BookError) as caught:
            Book.open("postgresql://kim:secret@127.0.0.1:1/nothing")
        assert caught.value.diagnostics[0].code == "RC411"
        assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("data_set", "day", "source", "columns"),
    [
        ("crm_sales_opportunities", date(2017, 12, 31), ".csv", None),
        ("cdnow", date(1998, 7, 1), ".txt", ("customer_id", "date", "number_of_cds", "dollar_value")),
    ],
)
@pytest.mark.skipif(not DATA.is_dir(), reason=f"there is no folder {DATA}; name it in RELCORE_DATA")
@pytest.mark.skipif(programs() is None, reason="there are no programs of a PostgreSQL server")
@pytest.mark.may_skip("needs public data sets that are no part of the project, and a PostgreSQL server")
@pytest.mark.slow
def test_a_real_export_gives_the_same_result_from_files_and_from_both_databases(
    advisor: Advisor,
    out: Path,
    tmp_path: Path,
    server: str,
    data_set: str,
    day: date,
    source: str,
    columns: tuple[str, ...] | None,
) -> None:
    mapping = (ROOT / "examples" / "mappings" / f"{data_set}.yaml").read_text("utf-8")
    files, tables = tmp_path / "files", tmp_path / "tables"
    shutil.copytree(DATA / data_set, files)
    (files / "mapping.yaml").write_text(mapping, "utf-8")
    tables.mkdir()
    (tables / "mapping.yaml").write_text(for_tables(mapping), "utf-8")
    content = csv_tables(files) if columns is None else spaced_tables(files, columns)
    in_duckdb = fill_duckdb(tmp_path / "export.duckdb", content)
    in_postgres = fill_postgres(server, content)
    wanted = result(advisor, Book.open(files), day, out, jobs=2)
    assert len(wanted) > 100_000
    for database in (in_duckdb, in_postgres):
        assert result(advisor, Book.open(tables, database=database), day, out, jobs=2) == wanted


def for_tables(mapping: str) -> str:
    """Let a mapping name tables in the place of files; rows are known by a column, not by their place."""
    lines = []
    for line in mapping.splitlines():
        if line.strip().startswith("file:"):
            name = line.partition(":")[2].strip().partition(".")[0]
            line = f"{line.partition('file:')[0]}table: {name}"
        if not line.strip().startswith(("format:", "ignore:")):
            lines.append(line.replace("{row}", "{line}"))
    return "\n".join(lines)


def spaced_tables(folder: Path, columns: tuple[str, ...]) -> dict[str, list[list[str]]]:
    """Read files whose cells are parted by spaces; each row ends with the number of its line."""
    tables = {}
    for path in folder.glob("*.txt"):
        with path.open(encoding="utf-8") as source:
            rows = [[*line.split(), str(number)] for number, line in enumerate(source, 1)]
        tables[path.stem] = [[*columns, "line"], *(row for row in rows[1:] if len(row) == len(columns) + 1)]
    return tables


def test_a_file_that_is_no_database_and_an_address_of_no_known_kind_are_refused(tmp_path: Path) -> None:
    (tmp_path / "torn.duckdb").write_bytes(b"nothing of the kind")
    with pytest.raises(BookError) as caught:
        Book.open(tmp_path / "torn.duckdb")
    assert caught.value.diagnostics[0].code == "RC411"
    with pytest.raises(UsageError) as unknown:
        Book.open("oracle://host/crm")
    assert unknown.value.diagnostics[0].code == "RC020"


def test_a_database_without_a_table_of_ours_names_what_it_found(tmp_path: Path) -> None:
    path = fill_duckdb(tmp_path / "other.duckdb", {"invoices": [["no"], ["1"]]})
    with pytest.raises(BookError) as caught:
        Book.open(path)
    assert "found: invoices" in str(caught.value)


def test_a_mapping_that_names_a_table_needs_the_database_that_has_it(tmp_path: Path) -> None:
    (tmp_path / "mapping.yaml").write_text(
        "version: 1\nsources: {firms: {table: firms}}\n"
        "facts: [{fact: Customer, from: firms, fields: {customer_id: no}}]\n",
        "utf-8",
    )
    with pytest.raises(BookError) as caught:
        Book.open(tmp_path)
    assert caught.value.diagnostics[0].code == "RC426"
    path = fill_duckdb(tmp_path / "crm.duckdb", {"firm": [["no"], ["1"]]})
    with pytest.raises(BookError) as misspelt:
        Book.open(tmp_path, database=path)
    assert "did you mean 'firm'?" in str(misspelt.value)


def test_nothing_in_a_duckdb_file_can_read_outside_of_it(tmp_path: Path) -> None:
    (tmp_path / "outside.csv").write_text("customer_id\nc1\n", "utf-8")
    path = tmp_path / "sly.duckdb"
    with duckdb.connect(str(path)) as connection:
        outside = tmp_path / "outside.csv"
        connection.execute(f"CREATE VIEW customers AS SELECT * FROM read_csv('{outside}')")
    with pytest.raises(BookError) as caught:
        Book.open(path)
    assert caught.value.diagnostics[0].code == "RC411"
