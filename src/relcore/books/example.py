"""The example book: a year in the life of invented customers of a maker of packaging."""

from datetime import date
from pathlib import Path

# The book is a folder of data beside this module; code inside would be a strange file in a book.
EXAMPLE = Path(__file__).with_suffix("")
"""Folder of the book."""

EXAMPLE_DAY = date(2026, 6, 30)
"""The day on which the year of the book ends."""
