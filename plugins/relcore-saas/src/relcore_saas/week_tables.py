"""Reading usage tables with one column for each week, as reports of usage are often exported."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

WEEK = "week_start"
"""Column of the rows for the Monday that stood over a figure."""
FIGURE = "active_users"
"""Column of the rows for the figure itself."""


def read_week_table(path: Path) -> Iterator[Mapping[str, object]]:
    """Give one row for each figure of a table whose columns are weeks; other columns stay as they are.

    A column is a week where its heading is a date such as 2026-06-01. An empty cell was not measured and
    gives no row. Raises `ValueError` where no column is a week.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     table = Path(folder) / "usage.weeks"
    ...     _ = table.write_text("account,2026-06-01,2026-06-08\\nacme,12,\\nzeta,0,3\\n", encoding="utf-8")
    ...     for row in read_week_table(table):
    ...         print(row)
    {'account': 'acme', 'week_start': '2026-06-01', 'active_users': '12'}
    {'account': 'zeta', 'week_start': '2026-06-01', 'active_users': '0'}
    {'account': 'zeta', 'week_start': '2026-06-08', 'active_users': '3'}
    """
    with path.open(encoding="utf-8-sig", newline="") as file:
        table = csv.DictReader(file)
        headings = [heading for heading in table.fieldnames or () if heading]
        weeks = [heading for heading in headings if _is_day(heading)]
        if not weeks:
            raise ValueError("no column is headed by the first day of a week, such as 2026-06-01")
        for record in table:
            kept = {heading: record[heading] for heading in headings if heading not in weeks}
            for week in weeks:
                figure = (record[week] or "").strip()
                if figure:
                    yield {**kept, WEEK: week.strip(), FIGURE: figure}


def _is_day(heading: str) -> bool:
    try:
        date.fromisoformat(heading.strip())
    except ValueError:
        return False
    return True
