"""Databases beside DuckDB."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from relcore.executors.sql.backend import Backend

# One core and small data: everything that Spark does to spread work only costs.
_SMALL = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "ERROR",
    "spark.driver.memory": "3g",
    # Every join and every sum of a statement takes a page at least, and there are many.
    "spark.buffer.pageSize": "1m",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.default.parallelism": "1",
    "spark.sql.shuffle.partitions": "1",
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.session.timeZone": "Asia/Shanghai",
}


@pytest.fixture(scope="session")
def postgres_backend(postgres: str) -> Iterator[Backend]:
    """Connect to a PostgreSQL server; the session's zone is not ours."""
    from relcore.executors.sql.postgres import PostgreSQL

    backend = PostgreSQL.connect(f"{postgres} options='-c timezone=Asia/Shanghai'")
    yield backend
    backend.close()


@pytest.fixture(scope="session")
def spark_backend(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Backend]:
    """Start Spark inside this process and a Java machine beside it."""
    if find_spec("pyspark") is None:
        pytest.skip("no Spark: install relcore[spark]")
    if shutil.which("java") is None:
        pytest.skip("no Java: Spark 4 needs version 17 or later")
    from pyspark.sql import SparkSession

    from relcore.executors.sql.spark import SparkSQL

    folder: Path = tmp_path_factory.mktemp("spark")
    builder: Any = SparkSession.builder
    builder = builder.master("local[1]").config("spark.local.dir", str(folder))
    for name, value in {**_SMALL, "spark.sql.warehouse.dir": str(folder / "warehouse")}.items():
        builder = builder.config(name, value)
    backend = SparkSQL(builder.getOrCreate())
    yield backend
    backend.close()


@pytest.fixture(
    params=["postgres_backend", pytest.param("spark_backend", marks=pytest.mark.slow)],
    ids=lambda name: name.removesuffix("_backend"),
)
def backend(request: pytest.FixtureRequest) -> Iterator[Backend]:
    """Give each database in turn, without tables."""
    found: Backend = request.getfixturevalue(request.param)
    found.clear()
    yield found
    found.clear()
