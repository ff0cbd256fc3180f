"""A mapping made into a plan: names checked against fact types and files, then one unit for each file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from relcore.books.cells import CellError, as_given, reader_for
from relcore.books.database import Database
from relcore.books.folder import Folder
from relcore.books.limits import Limits
from relcore.books.mapping_model import FactMapping, FieldMapping, Source
from relcore.books.mapping_read import PlacedMapping
from relcore.books.mapping_yaml import Path
from relcore.books.naming import did_you_mean
from relcore.books.recipe import Recipe, Step, getter, keeps_none, required_fields
from relcore.books.tables import Table
from relcore.books.text_table import Dialect
from relcore.books.translate import cleaner, columns_named, field_reader, template_getter
from relcore.books.units import Cleaned, LookupPlan, Unit, open_table
from relcore.errors import BookError, Diagnostic
from relcore.facts.base import Fact


@dataclass(slots=True)
class Plan:
    """What a mapping makes of a folder."""

    units: list[Unit] = field(default_factory=list)
    lookups: list[LookupPlan] = field(default_factory=list)
    files: set[str] = field(default_factory=set)
    """Files that the mapping speaks of."""
    tables: set[str] = field(default_factory=set)
    """Tables of the database that it speaks of."""
    warnings: list[Diagnostic] = field(default_factory=list)


def plan_mapping(
    placed: PlacedMapping,
    folder: Folder,
    types: Mapping[str, type[Fact]],
    limits: Limits,
    database: Database | None = None,
) -> Plan:
    """Plan the reading; raises `BookError` with every name that does not fit (RC402, RC403, RC422 on)."""
    planner = _Planner(placed, folder, types, limits, database)
    plan = planner.plan()
    if planner.problems:
        raise BookError(planner.problems)
    return plan


class _Planner:
    def __init__(
        self,
        placed: PlacedMapping,
        folder: Folder,
        types: Mapping[str, type[Fact]],
        limits: Limits,
        database: Database | None,
    ) -> None:
        self.problems: list[Diagnostic] = []
        self._placed = placed
        self._folder = folder
        self._types = types
        self._limits = limits
        self._database = database
        self._sources: dict[str, Cleaned] = {}
        self._lookups: dict[tuple[str, str, str], LookupPlan] = {}

    def plan(self) -> Plan:
        mapping, plan = self._placed.mapping, Plan()
        plan.files.update(mapping.ignore)
        for name, source in mapping.sources.items():
            if source.file is not None:
                plan.files.add(source.file)
            if source.table is not None:
                plan.tables.add(source.table)
            self._open(name, source)
        made: dict[str, list[tuple[Recipe, frozenset[str]]]] = {}
        for index, fact in enumerate(mapping.facts):
            recipe = self._recipe(fact, ("facts", index))
            if recipe is not None:
                made.setdefault(fact.source, []).append(recipe)
        for name, recipes in made.items():
            used = frozenset[str]().union(*(columns for _, columns in recipes))
            plan.units.append(
                Unit(
                    self._sources[name],
                    [recipe for recipe, _ in recipes],
                    used - {"row"},
                    native=False,
                    needs_row="row" in used,
                )
            )
        plan.lookups += self._lookups.values()
        for cleaned in self._sources.values():
            plan.warnings += cleaned.table.warnings
        return plan

    def _complain(self, code: str, path: Path, problem: str, hint: str = "") -> None:
        self.problems.append(self._placed.complain(code, path, problem, hint))

    def _open(self, name: str, source: Source) -> None:
        path: Path = ("sources", name)
        unknown = source.unknown if source.unknown is not None else self._placed.mapping.unknown
        try:
            table = self._table(source, path, frozenset({"", *unknown}))
        except BookError as error:
            self.problems += error.diagnostics
            return
        if table is None:
            return
        for column in source.clean:
            self._known_column(column, table, (*path, "clean", column))
        cleaners = [(column, cleaner(cleaning)) for column, cleaning in source.clean.items()]
        self._sources[name] = Cleaned(table, cleaners)

    def _table(self, source: Source, path: Path, unknown: frozenset[str]) -> Table | None:
        if source.file is not None:
            dialect = Dialect(
                source.delimiter,
                source.encoding,
                tuple(source.columns) if source.columns is not None else None,
                source.skip_lines,
            )
            real = self._folder.file(source.file, self._placed.document.place((*path, "file")))
            readers = self._folder.readers
            return open_table(real, source.file, source.format, dialect, unknown, self._limits, readers)
        name = source.table or ""
        if self._database is None:
            hint = "name the database: relcore ... --database URL, or Book.open(..., database=...)"
            self._complain(
                "RC426", (*path, "table"), f"'{name[:100]}' is in a database, and none is given", hint
            )
            return None
        known = self._database.names()
        if name not in known:
            hint = did_you_mean(name, known)
            self._complain("RC426", (*path, "table"), f"the database has no table '{name[:100]}'", hint)
            return None
        return self._database.table(name, unknown, self._limits)

    def _known_column(self, column: str, table: Table, path: Path) -> bool:
        if table.columns is None or column in table.columns:
            return True
        hint = did_you_mean(column, filter(None, table.columns))
        self._complain("RC423", path, f"'{table.file}' has no column '{column[:100]}'", hint)
        return False

    def _source(self, name: str, path: Path) -> Cleaned | None:
        if name in self._sources:
            return self._sources[name]
        if name not in self._placed.mapping.sources:
            hint = did_you_mean(name, self._placed.mapping.sources)
            self._complain("RC423", path, f"there is no source '{name[:100]}'", hint)
        return None

    def _recipe(self, said: FactMapping, path: Path) -> tuple[Recipe, frozenset[str]] | None:
        fact_type = self._types.get(said.fact)
        if fact_type is None:
            hint = did_you_mean(said.fact, self._types)
            self._complain("RC422", (*path, "fact"), f"there is no fact type '{said.fact[:100]}'", hint)
        source = self._source(said.source, (*path, "from"))
        if fact_type is None or source is None:
            return None
        used: set[str] = {*said.where, *said.once_per}
        for column in said.where:
            self._known_column(column, source.table, (*path, "where", column))
        for index, column in enumerate(said.once_per):
            self._known_column(column, source.table, (*path, "once_per", index))
        steps: list[Step] = []
        for name, mapped in said.fields.items():
            step = self._step(fact_type, name, mapped, source, (*path, "fields", name))
            if step is not None:
                steps.append(step)
                used.update(columns_named(mapped))
        missing = [name for name in required_fields(fact_type) if name not in said.fields]
        if missing:
            self._complain(
                "RC422",
                (*path, "fields"),
                f"{said.fact} needs {', '.join(missing)}",
                f"write '{missing[0]}: <column>' under fields",
            )
        where = {column: frozenset(wanted) for column, wanted in said.where.items()}
        return Recipe(fact_type, steps, where, tuple(said.once_per)), frozenset(used)

    def _step(
        self, fact_type: type[Fact], name: str, said: FieldMapping, source: Cleaned, path: Path
    ) -> Step | None:
        info = fact_type.model_fields.get(name)
        if info is None:
            hint = did_you_mean(name, fact_type.model_fields)
            self._complain("RC422", path, f"{fact_type.__name__} has no field '{name[:100]}'", hint)
            return None
        native = reader_for(info.annotation)
        default = said.constant if said.constant is not None else said.default
        try:
            value = native(default) if default is not None else None
            columns = columns_named(said)
        except CellError as error:
            self._complain("RC421", path, f"'{str(default)[:100]}' {error.kind}", error.hint)
            return None
        except ValueError as error:
            self._complain("RC421", path, str(error), "a template names columns in braces, nothing else")
            return None
        if not self._known_columns(columns, source.table, path, template=said.template is not None):
            return None
        if said.constant is not None:
            return Step(name, name, lambda record: None, as_given, keeps_none=False, default=value)
        lookup = self._lookup(said, path)
        if lookup is None and said.lookup is not None:
            return None
        tolerant = source.table.columns is None
        get = getter(columns[0], tolerant=tolerant) if said.column else template_getter(said.template or "")
        read = field_reader(said, info.annotation, native, lookup.table if lookup else None)
        shown = columns[0] if columns and columns[0] != "row" else name
        return Step(name, shown, get, read, keeps_none(info), value)

    def _known_columns(self, columns: Iterable[str], table: Table, path: Path, *, template: bool) -> bool:
        known = True
        for column in columns:
            if template and column == "row":
                if "row" in (table.columns or ()):
                    hint = "rename the column in 'columns' of the source, or use another one"
                    problem = "'{row}' is the row number, but the file has a column 'row' too"
                    self._complain("RC423", path, problem, hint)
                    known = False
            else:
                known = self._known_column(column, table, path) and known
        return known

    def _lookup(self, said: FieldMapping, path: Path) -> LookupPlan | None:
        if said.lookup is None:
            return None
        path = (*path, "lookup")
        wanted = said.lookup
        source = self._source(wanted.source, (*path, "source"))
        if source is None:
            return None
        known = self._known_column(wanted.key, source.table, (*path, "key"))
        if not (self._known_column(wanted.value, source.table, (*path, "value")) and known):
            return None
        key = (wanted.source, wanted.key, wanted.value)
        return self._lookups.setdefault(key, LookupPlan(source, wanted.key, wanted.value))
