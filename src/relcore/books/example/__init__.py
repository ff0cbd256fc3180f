"""The example book: a year in the life of invented customers of a maker of packaging."""

from datetime import date
from pathlib import Path

EXAMPLE = Path(__file__).parent
"""Folder of the book."""

EXAMPLE_DAY = date(2026, 6, 30)
"""The day on which the year of the book ends."""
