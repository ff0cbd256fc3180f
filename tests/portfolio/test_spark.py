"""Spark comes to the same bytes as Python and DuckDB, also for what other people's software exported."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import date
from importlib.util import find_spec
from pathlib import Path

import pytest

from relcore.advisor import Advisor
from relcore.books import Book
from relcore.books.example import EXAMPLE, EXAMPLE_DAY

ROOT = Path(__file__).parents[2]
DATA = Path(os.environ.get("RELCORE_DATA") or ROOT.parent / "shared" / "data")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(find_spec("pyspark") is None, reason="no Spark: install relcore[spark]"),
    pytest.mark.skipif(shutil.which("java") is None, reason="no Java: Spark 4 needs version 17 or later"),
]


@pytest.fixture(scope="module", autouse=True)
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep what Spark writes in a folder that goes."""
    from relcore.executors.sql.spark import SparkSQL

    started = SparkSQL.local(**{"spark.local.dir": str(tmp_path_factory.mktemp("spark"))})
    yield
    started.close()


def test_the_example_book(advisor: Advisor, out: Path) -> None:
    assert results(advisor, Book.open(EXAMPLE), EXAMPLE_DAY, out) == 1


@pytest.mark.parametrize(
    ("data_set", "day", "long", "lines"),
    [
        ("crm_sales_opportunities", date(2017, 12, 31), "sales_pipeline.csv", 600),
        ("cdnow", date(1998, 7, 1), "CDNOW_master.txt", 900),
    ],
)
@pytest.mark.skipif(not DATA.is_dir(), reason=f"there is no folder {DATA}; name it in RELCORE_DATA")
@pytest.mark.may_skip("needs public data sets that are no part of the project")
def test_the_beginning_of_a_real_export(
    advisor: Advisor, out: Path, tmp_path: Path, data_set: str, day: date, long: str, lines: int
) -> None:
    folder = tmp_path / "export"
    shutil.copytree(DATA / data_set, folder)
    shutil.copy(ROOT / "examples" / "mappings" / f"{data_set}.yaml", folder / "mapping.yaml")
    content = (folder / long).read_text("utf-8").splitlines(keepends=True)
    (folder / long).write_text("".join(content[:lines]), "utf-8")
    assert results(advisor, Book.open(folder), day, out) == 1


def results(advisor: Advisor, book: Book, day: date, out: Path) -> int:
    """Decide for a book with each engine, and count the different results."""
    contents = set()
    for engine in ("compiled", "sql", "spark"):
        advisor.portfolio(book, out, as_of=day, engine=engine)
        contents.add(out.read_bytes())
    assert len(min(contents)) > 10_000
    return len(contents)
