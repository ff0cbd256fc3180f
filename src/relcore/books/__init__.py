"""Reading foreign data: a folder of CSV, JSON Lines and Parquet files becomes facts."""

from relcore.books.book import Book, built_in_types
from relcore.books.divided import company_facts, divide, facts_of, part_of, size_of_part
from relcore.books.limits import Limits
from relcore.books.naming import file_stem
from relcore.books.rejects import Reject
from relcore.books.report import FileReport, ReadReport

__all__ = [
    "Book",
    "FileReport",
    "Limits",
    "ReadReport",
    "Reject",
    "built_in_types",
    "company_facts",
    "divide",
    "facts_of",
    "file_stem",
    "part_of",
    "size_of_part",
]
