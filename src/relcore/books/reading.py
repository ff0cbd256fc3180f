"""One pass over the files of a book: facts out, broken rows aside, everything counted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from relcore.books.limits import Limits
from relcore.books.mapping_plan import Plan
from relcore.books.native import unknown_column
from relcore.books.recipe import ROW
from relcore.books.rejects import RejectLog, RowProblem
from relcore.books.report import FileReport, ReadReport
from relcore.books.seen import Memory, Seen
from relcore.books.tables import OnBad, as_text
from relcore.books.units import LookupPlan, Unit
from relcore.errors import BookError, Diagnostic, Place
from relcore.facts.base import Fact

_MOST_COLUMNS = 10_000
_SHOWN_COLUMNS = 50


class Reading:
    """State of one reading of a book."""

    def __init__(
        self,
        plan: Plan,
        limits: Limits,
        rejects: RejectLog,
        on_progress: Callable[[int, int | None], None] | None = None,
        memory: Memory | None = None,
    ) -> None:
        self.report = ReadReport(rejects=rejects.counts, warnings=list(plan.warnings))
        self._plan = plan
        self._limits = limits
        self._rejects = rejects
        self._seen: Memory = memory or Seen()
        self._on_progress = on_progress
        tables = [lookup.source.table for lookup in plan.lookups] + [unit.source.table for unit in plan.units]
        self._total = sum(table.size() for table in tables)
        self._done = 0

    def facts(self) -> Iterator[Fact]:
        """Give the facts of all files."""
        for lookup in self._plan.lookups:
            self._fill(lookup)
        for number, unit in enumerate(self._plan.units):
            yield from self._unit(number, unit)
        if self._on_progress is not None:
            self._on_progress(self._total, self._total)
        self.report.complete = True

    def _unit(self, number: int, unit: Unit) -> Iterator[Fact]:
        table = unit.source.table
        counts = FileReport(table.file)
        self.report.files.append(counts)
        bad = self._setting_aside(counts)
        once: list[set[tuple[object, ...]]] = [set() for _ in unit.recipes]
        brought: set[str] = set()
        open_columns = table.columns is None
        for row, raw in table.records(self._unparsed(counts, bad), self._tick):
            counts.rows += 1
            record = unit.source.clean(raw) if unit.source.cleaners else raw
            if unit.needs_row:
                record = {**record, ROW: row}
            if open_columns and len(brought) < _MOST_COLUMNS:
                brought.update(raw)
            problems: dict[str, RowProblem] = {}
            for recipe, given in zip(unit.recipes, once, strict=True):
                if recipe.where and not recipe.applies(record):
                    continue
                if recipe.once_per:
                    key = tuple(str(record.get(column)) for column in recipe.once_per)
                    if key in given:
                        continue
                try:
                    fact = recipe.make(record)
                    earlier = self._seen.admit(fact, number, row)
                except RowProblem as problem:
                    problems.setdefault(problem.kind, problem)
                    continue
                if earlier is None:
                    if recipe.once_per:
                        given.add(key)
                    counts.facts[recipe.type.__name__] += 1
                    yield fact
                elif earlier[2]:
                    counts.repeated += 1
                else:
                    clash = self._clash(fact, *earlier[:2])
                    problems.setdefault(clash.kind, clash)
            for found in problems.values():
                bad(row, found, raw)
        self._done += table.size()
        if counts.repeated:
            self.report.warnings.append(_repeats(counts))
        if open_columns:
            self._check_columns(unit, brought, empty=counts.rows == 0)

    def _unparsed(self, counts: FileReport, bad: OnBad) -> OnBad:
        """Count a row that its table could not make out."""

        def count(row: int, problem: RowProblem, record: Mapping[str, object]) -> None:
            counts.rows += 1
            bad(row, problem, record)

        return count

    def _setting_aside(self, counts: FileReport) -> OnBad:
        def bad(row: int, problem: RowProblem, record: Mapping[str, object]) -> None:
            counts.rejected += 1
            self._rejects.add(problem.reject(counts.file, row, record))

        return bad

    def _tick(self, read: int) -> None:
        if self._on_progress is not None:
            self._on_progress(min(self._done + read, self._total), self._total)

    def _clash(self, fact: Fact, unit: int, row: int) -> RowProblem:
        kind = type(fact).__name__
        file = self._plan.units[unit].source.table.file
        return RowProblem(
            "id" if fact.id is not None else None,
            f"the id of {kind} is taken",
            "give each its own id, or keep the row that is true now",
            f"{kind} '{fact.identity}' stands already in row {row} of {file}, with other content",
        )

    def _fill(self, lookup: LookupPlan) -> None:
        """Hold a file in memory as keys and values; the first row of a key counts."""
        table = lookup.source.table
        counts = FileReport(table.file)
        self.report.files.append(counts)
        bad = self._setting_aside(counts)
        lookup.table.clear()
        rows: dict[str, int] = {}
        for row, raw in table.records(self._unparsed(counts, bad), self._tick):
            counts.rows += 1
            if counts.rows > self._limits.lookup_rows:
                raise BookError.of(
                    "RC409",
                    f"more than {self._limits.lookup_rows:,} rows are too many to look values up in",
                    Place(file=table.file),
                    "join the files beforehand, or open the book with other limits",
                )
            record = lookup.source.clean(raw)
            key = record.get(lookup.key)
            if key is None:
                continue
            value, text = record.get(lookup.value), as_text(key)
            if text not in lookup.table:
                lookup.table[text] = value
                rows[text] = row
            elif lookup.table[text] != value:
                reason = f"'{text[:100]}' has another value of {lookup.value} already in row {rows[text]}"
                hint = "keep one row for each key"
                bad(row, RowProblem(lookup.key, f"a key of {table.file} has two values", hint, reason), raw)
        self._done += table.size()

    def _check_columns(self, unit: Unit, brought: set[str], *, empty: bool) -> None:
        """Warn of columns that no record brought, or that no field has."""
        file = unit.source.table.file
        if empty:
            return
        if unit.native:
            kind = unit.recipes[0].type
            strange = sorted(brought - kind.model_fields.keys())[:_SHOWN_COLUMNS]
            self.report.warnings += [
                unknown_column(file, name, kind.__name__, kind.model_fields) for name in strange
            ]
            return
        for name in sorted(unit.used - brought):
            self.report.warnings.append(
                Diagnostic(
                    "RC406",
                    f"no record has '{name[:100]}', which the mapping names",
                    Place(file=file, column=name[:100]),
                    hint="correct the name in mapping.yaml",
                    severity="warning",
                )
            )


def _repeats(counts: FileReport) -> Diagnostic:
    return Diagnostic(
        "RC410",
        f"{counts.repeated:,} facts repeat an earlier one in every field; they count once",
        Place(file=counts.file),
        hint="where they are different things, give each row an id",
        severity="warning",
    )
