"""`relcore compile`: SQL on the screen, in a file, as data."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.shelf import Shell

pytest.importorskip("sqlglot")


def test_the_rules_are_written_as_sql_with_their_ids(shell: Shell, tmp_path: Path) -> None:
    target = tmp_path / "rules.sql"
    said = shell("compile", "--as-of", "2026-06-30", "--dialect", "postgres", "--out", str(target))
    assert (said.code, said.out) == (0, "")
    text = target.read_text(encoding="utf-8")
    assert "concludes on 2026-06-30, for postgres" in text
    assert 'CREATE VIEW "relcore"."Recommendation"' in text
    assert "/* " in text
    assert "after_sale.greeting_due" in text


def test_as_data_each_statement_has_its_name_and_its_rules(shell: Shell) -> None:
    found = shell("compile", "--as-of", "2026-06-30", "--tables", "--format", "json").json
    assert found["dialect"] == "duckdb"
    made = {one["name"]: one for one in found["statements"]}
    assert made["Customer"]["sql"].startswith("CREATE TABLE")
    assert any("after_sale.greeting_due" in one["rules"] for one in found["statements"])


def test_without_a_day_nothing_is_written(shell: Shell) -> None:
    said = shell("compile")
    assert (said.code, said.out) == (2, "")
    assert "--as-of" in said.err


def test_an_unknown_database_is_wrong_usage(shell: Shell) -> None:
    said = shell("compile", "--as-of", "2026-06-30", "--dialect", "oracle")
    assert said.code == 2
    assert "oracle" in said.err
