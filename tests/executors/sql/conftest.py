"""Databases beside DuckDB."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from relcore.executors.sql.backend import Backend


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
    from relcore.executors.sql.spark import SparkSQL

    folder = tmp_path_factory.mktemp("spark")
    backend = SparkSQL.local(
        **{"spark.local.dir": str(folder), "spark.sql.session.timeZone": "Asia/Shanghai"}
    )
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
