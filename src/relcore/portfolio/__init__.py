"""Whole books: advice for every customer, in one flat file, with nothing lost when a run is broken off."""

from relcore.portfolio.engines import ENGINES
from relcore.portfolio.glance import most_pressing
from relcore.portfolio.record import RunRecord, is_result, record_of
from relcore.portfolio.reopen import refuse_other, reopen
from relcore.portfolio.rows import COLUMNS, KINDS, rows_of
from relcore.portfolio.run import Outcome, run
from relcore.portfolio.writers import FORMS

__all__ = [
    "COLUMNS",
    "ENGINES",
    "FORMS",
    "KINDS",
    "Outcome",
    "RunRecord",
    "is_result",
    "most_pressing",
    "record_of",
    "refuse_other",
    "reopen",
    "rows_of",
    "run",
]
