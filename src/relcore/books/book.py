"""A book: a folder of facts, read row by row, with everything that could not be read set aside."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import Self

from relcore import facts as known_facts
from relcore.books.database import Database, is_database, open_database, without_password
from relcore.books.fingerprint import digest_of, fingerprint_of
from relcore.books.folder import Folder
from relcore.books.limits import Limits
from relcore.books.mapping_plan import Plan, plan_mapping
from relcore.books.mapping_read import read_mapping
from relcore.books.mapping_yaml import FILE
from relcore.books.naming import did_you_mean
from relcore.books.native import native_tables, native_unit
from relcore.books.reading import Reading
from relcore.books.rejects import Reject, RejectLog
from relcore.books.report import ReadReport
from relcore.books.row_table import RowReader
from relcore.books.seen import Memory
from relcore.books.units import Unit
from relcore.errors import BookError, Diagnostic, Place
from relcore.facts import CompanyFact, Conclusion, CustomerFact, Fact, Snapshot

Progress = Callable[[int, int | None], None]
"""Called now and then with the bytes read so far and the bytes of all files."""


def built_in_types() -> dict[str, type[Fact]]:
    """Give the fact types that come with relcore, by name; conclusions are not read from books."""
    bases = (CustomerFact, CompanyFact)
    return {
        name: kind
        for name, kind in sorted(vars(known_facts).items())
        if isinstance(kind, type) and issubclass(kind, bases) and kind not in bases
    }


class Book:
    """A folder with one file for each fact type, or with foreign files and a `mapping.yaml`; or a database.

    Opening a book checks its mapping, the names of its files and tables and their headers; reading it checks
    every row.
    """

    def __init__(
        self, folder: Folder | None, database: Database | None, plan: Plan, limits: Limits, as_of: date | None
    ) -> None:
        self.path: Path = folder.path if folder else Path(database.name if database else "")
        """Folder of the book; of a database alone, its file or its address."""
        self.database: str | None = database.name if database else None
        """The database, where there is one, without a password."""
        self._folder = folder
        self.as_of: date | None = as_of
        """Day to advise for where none is given, as the mapping says."""
        self._plan = plan
        self._limits = limits
        self._rejects = RejectLog()
        self._report = ReadReport(warnings=list(plan.warnings))

    @classmethod
    def open(
        cls,
        path: str | Path,
        *,
        types: Mapping[str, type[Fact]] | None = None,
        limits: Limits | None = None,
        database: str | None = None,
        readers: Mapping[str, RowReader] | None = None,
    ) -> Self:
        """Open the book in the folder `path`; `types` are the fact types it may hold, by name.

        `readers` read further formats, by the ending of a file's name.

        `path` may also be a DuckDB file or the address of a PostgreSQL database, whose tables and views are
        named like the files of a folder. With a folder and a `database`, the mapping in the folder may name
        tables of the database. Raises `BookError` with every problem found in the mapping, in names and in
        headers (RC401 to RC411, RC420 to RC426), and `MissingExtra` where a file or a database needs a
        package that is not installed (RC901).
        """
        types = built_in_types() if types is None else dict(types)
        limits = limits or Limits()
        try:
            if database is None and is_database(str(path)):
                return cls._open(None, open_database(str(path)), types, limits)
            folder = Folder(Path(path), readers or {})
            return cls._open(folder, open_database(database) if database else None, types, limits)
        except OSError as error:
            raise _unreadable(error, without_password(str(path))) from error

    @classmethod
    def _open(
        cls,
        folder: Folder | None,
        database: Database | None,
        types: Mapping[str, type[Fact]],
        limits: Limits,
    ) -> Self:
        as_of, plan, problems = None, Plan(), list(_no_conclusions(types))
        if folder is not None and folder.has(FILE):
            placed = read_mapping(folder.file(FILE), limits)
            as_of = placed.mapping.as_of
            try:
                plan = plan_mapping(placed, folder, types, limits, database)
            except BookError as error:
                raise BookError([*problems, *error.diagnostics]) from None
        for planned in _native(folder, database, plan, types, limits):
            try:
                unit, warnings = planned()
            except BookError as error:
                problems += error.diagnostics
                continue
            plan.warnings += warnings
            if unit is not None:
                plan.units.append(unit)
        if not plan.units and not problems:
            problems.append(_no_facts(folder, database, plan.warnings))
        if problems:
            raise BookError(problems)
        return cls(folder, database, plan, limits, as_of)

    @property
    def report(self) -> ReadReport:
        """What the last reading came to; complete once it has given its last fact."""
        return self._report

    @property
    def rejects(self) -> Iterator[Reject]:
        """The rows that the last reading set aside."""
        return iter(self._rejects)

    def read(self, on_progress: Progress | None = None, memory: Memory | None = None) -> Iterator[Fact]:
        """Give every fact, file by file; rows that are none are set aside.

        `memory` knows facts that came before. Raises `BookError` only where a file turns out to be broken as
        a whole (RC402, RC409), or a database fails (RC411).
        """
        self._rejects = RejectLog()
        try:
            reading = Reading(self._plan, self._limits, self._rejects, on_progress, memory)
            self._report = reading.report
            yield from reading.facts()
        except OSError as error:
            raise _unreadable(error, str(self.path)) from error

    def customers(self, on_progress: Progress | None = None) -> dict[str, Snapshot]:
        """Read the book and give a snapshot for each customer, in the order of their ids."""
        return Snapshot.split(self.read(on_progress))

    def customer(self, customer_id: str) -> Snapshot:
        """Read the book and give one customer; holds the facts of this one only.

        Raises `BookError` where the book has no fact about the customer (RC425).
        """
        own: list[Fact] = []
        others: set[str] = set()
        for fact in self.read():
            if isinstance(fact, CustomerFact) and fact.customer_id != customer_id:
                others.add(fact.customer_id)
            else:
                own.append(fact)
        if not any(isinstance(fact, CustomerFact) for fact in own):
            raise BookError.of(
                "RC425",
                f"the book has no customer '{customer_id[:200]}'",
                Place(file=str(self.path)),
                _nearest(customer_id, others),
            )
        return Snapshot.of(own)

    @property
    def name(self) -> str:
        """The book as it can be opened from anywhere: the folder, or the database alone."""
        return str(self.path.resolve()) if self._folder else self.database or ""

    @property
    def size(self) -> int:
        """Bytes of all files and tables that are read, of tables about."""
        try:
            return sum(unit.source.table.size() for unit in self._plan.units)
        except OSError as error:
            raise _unreadable(error, str(self.path)) from error

    def fingerprint(self) -> str:
        """Give a digest of the content of all files and tables that are read, with the mapping."""
        tables = [unit.source.table for unit in self._plan.units]
        tables += [lookup.source.table for lookup in self._plan.lookups]
        try:
            digests = {table.file: table.digest() for table in tables}
            if self._folder and self._folder.has(FILE):
                digests[FILE] = digest_of(self._folder.file(FILE))
        except OSError as error:
            raise _unreadable(error, str(self.path)) from error
        return fingerprint_of(digests)

    def write_rejects(self, path: str | Path) -> int:
        """Write the rows that were set aside as a CSV file, and give their number."""
        try:
            self._rejects.write(Path(path))
        except OSError as error:
            raise _unreadable(error, str(path)) from error
        return len(self._rejects)


def _nearest(customer_id: str, others: set[str]) -> str:
    """Give a hint; a book may have a million customers, so only those that begin alike are compared."""
    start = customer_id[:3].casefold()
    alike = sorted(other for other in others if other[:3].casefold() == start)[:2000]
    hint = did_you_mean(customer_id, alike)
    return hint or f"its {len(others):,} customers have other ids; the rows may be among the rejects"


def _no_conclusions(types: Mapping[str, type[Fact]]) -> Iterator[Diagnostic]:
    for name, kind in types.items():
        if issubclass(kind, Conclusion):
            yield Diagnostic(
                "RC422",
                f"{name} is concluded by rules, never read from a book",
                hint="leave it out of types",
            )


def _native(
    folder: Folder | None,
    database: Database | None,
    plan: Plan,
    types: Mapping[str, type[Fact]],
    limits: Limits,
) -> Iterator[Callable[[], tuple[Unit | None, list[Diagnostic]]]]:
    """Give what plans the reading of each file and table that the mapping does not speak of."""
    if folder is not None:
        for name in folder.names():
            if name not in plan.files:
                yield partial(native_unit, folder, name, types, limits)
    if database is not None:
        yield from native_tables(database, plan.tables, types, limits)


def _no_facts(folder: Folder | None, database: Database | None, warnings: list[Diagnostic]) -> Diagnostic:
    if folder is None and database is not None:
        found = ", ".join(database.names())
        return Diagnostic(
            "RC401",
            f"no table of the database gives facts{f' (found: {found[:300]})' if found else ''}",
            Place(file=database.name),
            "name tables or views like fact types, such as customers, or map them: a folder with a"
            " mapping.yaml, opened with this database",
        )
    left_alone = ", ".join(str(warning.where) for warning in warnings if warning.code == "RC404")
    return Diagnostic(
        "RC401",
        f"no file of the folder gives facts{f' (found: {left_alone[:300]})' if left_alone else ''}",
        Place(file=str(folder.path if folder else "")),
        "name the files like fact types, such as customers.csv, or write a mapping.yaml",
    )


def _unreadable(error: OSError, path: str) -> BookError:
    file = Path(str(error.filename)).name if error.filename else path
    return BookError.of(
        "RC402",
        f"'{file}' cannot be used: {error.strerror or type(error).__name__}",
        Place(file=file),
        "correct the name, the rights of the file, or the disk",
    )
