"""Write the example book (`python -m examples.make_example_book [FOLDER]`): the same bytes every time."""

from __future__ import annotations

import csv
import io
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from examples.stories import ALL, company
from relcore.books.example import EXAMPLE
from relcore.facts import Fact

README = """# The example book

Customers of a maker of packaging, each with a year of life that ends on 2026-06-30. Every name, firm and
figure is invented. One file holds one type of fact, one row one fact; an empty cell means that nobody knows.

Written by `python -m examples.make_example_book`; the stories stand in `examples/stories`.
"""


def all_facts() -> list[Fact]:
    """Give every fact of the book."""
    return [*company.facts(), *(fact for tell in ALL for fact in tell())]


def files(facts: Iterable[Fact]) -> dict[str, str]:
    """Give the content of each file of a book, by name."""
    by_type: dict[type[Fact], list[Fact]] = defaultdict(list)
    for fact in facts:
        by_type[type(fact)].append(fact)
    return {"README.md": README} | {f"{stem(kind)}.csv": table(kind, rows) for kind, rows in by_type.items()}


def stem(kind: type[Fact]) -> str:
    """Give the name of the file for a type of fact.

    >>> from relcore.facts import IndustryHours, RepAuthority
    >>> stem(IndustryHours), stem(RepAuthority)
    ('industry_hours', 'rep_authorities')
    """
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", kind.__name__).lower()
    if re.search(r"[^aeiou]y$", words):
        return f"{words[:-1]}ies"
    return words if words.endswith("s") else f"{words}s"


def table(kind: type[Fact], rows: Sequence[Fact]) -> str:
    """Give facts of one type as CSV; columns of which nothing is known are left out."""
    fields = kind.model_fields
    texts = [{name: cell(row, name) for name in fields} for row in rows]
    used = [name for name in fields if any(text[name] for text in texts)]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(used)
    writer.writerows([text[name] for name in used] for text in texts)
    return out.getvalue()


def cell(fact: Fact, name: str) -> str:
    """Give what was told of a field, not what follows from the other fields."""
    told = name in fact.model_fields_set or type(fact).model_fields[name].default is not None
    return as_text(getattr(fact, name)) if told else ""


def as_text(value: Any) -> str:
    """Write a value the way a book is read.

    >>> as_text(("price", "usage")), as_text(True), as_text(None)
    ('price;usage', 'true', '')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return ";".join(as_text(item) for item in value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, time):
        return value.strftime("%H:%M")
    return str(value)


def write(folder: Path) -> None:
    """Write the book into a folder; files of fact types that it no longer holds go away."""
    folder.mkdir(parents=True, exist_ok=True)
    content = files(all_facts())
    for old in folder.glob("*.csv"):
        if old.name not in content:
            old.unlink()
    for name, text in content.items():
        (folder / name).write_text(text, encoding="utf-8", newline="")


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else EXAMPLE)
