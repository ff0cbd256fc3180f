"""How long an assessment holds: as long as what speaks for it counts."""

from __future__ import annotations

from datetime import date

from relcore.lang import days


def lapses_on(last: date, span: int) -> date:
    """Give the first day on which what happened on `last` counts no more; it counts for `span` days after."""
    return last + days(span + 1)
