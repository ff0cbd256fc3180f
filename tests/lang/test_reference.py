"""The reference page of the language speaks of everything that the language has."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from relcore import lang
from relcore.ir import Kind

PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "language.md").read_text(encoding="utf-8")
TABLES = "\n".join(line for line in PAGE.splitlines() if line.startswith(("|", "- ", "A rule is a")))


@pytest.mark.parametrize("name", lang.__all__)
def test_every_name_of_the_language_is_explained(name: str) -> None:
    assert re.search(rf"`[^`]*\b{name}\b[^`]*`", TABLES), f"docs/reference/language.md says nothing of {name}"


def test_every_kind_of_value_is_explained() -> None:
    readable = [kind.value for kind in Kind if kind not in (Kind.ANY, Kind.OPAQUE)]
    assert all(f"| {name} |" in PAGE for name in readable)
