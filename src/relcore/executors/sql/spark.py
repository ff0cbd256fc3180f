"""Apache Spark: working tables in the warehouse of a session, conclusions as its temporary views."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from sqlglot import exp

from relcore.errors import MissingExtra
from relcore.executors.sql.columns import PLAIN_DIGITS, Column
from relcore.executors.sql.databases import Spark
from relcore.executors.sql.expressions import outgrown
from relcore.executors.sql.loading import TableData
from relcore.ir import Kind

try:
    from pyspark.errors import ArithmeticException
except ImportError as error:
    raise MissingExtra.need("spark", "running rules on Apache Spark") from error

_INTEGERS: Final = {"tinyint": 3, "smallint": 5, "int": 10, "bigint": PLAIN_DIGITS}
_KINDS: Final = {
    "boolean": Kind.BOOL,
    "string": Kind.TEXT,
    "date": Kind.DATE,
    "timestamp": Kind.INSTANT,
}
_SETTINGS: Final = {
    # A number that does not fit ends the run; it does not become unknown.
    "spark.sql.ansi.enabled": "true",
    # Products keep all their digits.
    "spark.sql.decimalOperations.allowPrecisionLoss": "false",
    # What the conditions of many rules imply takes longer to find out than to compute.
    "spark.sql.constraintPropagation.enabled": "false",
}
_PREFIX: Final = "relcore_"


class SparkSQL:
    """A Spark session; some of its settings are changed, so that arithmetic is exact."""

    dialect = Spark()

    def __init__(self, session: Any) -> None:
        self.session = session
        for name, value in _SETTINGS.items():
            session.conf.set(name, value)

    def tables(self, wanted: Collection[str]) -> dict[str, dict[str, Column]]:
        """Give the columns of those of the wanted tables and views that the session knows."""
        found = {}
        for name in sorted(wanted):
            if self.session.catalog.tableExists(f"`{name}`"):
                kinds = self.session.table(f"`{name}`").schema
                found[name] = {
                    kind.name: Column(
                        **vars(column_of(kind.dataType.simpleString())) | {"nullable": kind.nullable}
                    )
                    for kind in kinds
                }
        return found

    def prepare(self) -> None:
        """Remove the tables and views of an earlier run."""
        self._remove(lambda table: table.name.startswith(_PREFIX))

    def clear(self) -> None:
        """Remove the tables and views of an earlier run, and every temporary view of the session."""
        self._remove(lambda table: table.isTemporary or table.name.startswith(_PREFIX))

    def make(self, kind: str, name: str, select: str) -> None:
        """Write a table, or name a query."""
        # A view that is no temporary one cannot read temporary ones, and facts may be such.
        self._run(f"CREATE {'TEMPORARY ' if kind == 'VIEW' else ''}{kind} {name} AS {select}")

    def drop(self, name: str) -> None:
        """Remove a table."""
        self._run(f"DROP TABLE IF EXISTS {name}")

    def grow(self, table: str, new: str) -> bool:
        """Add the rows of one table to another."""
        if self.session.table(new).isEmpty():
            return False
        self._run(f"INSERT INTO {table} SELECT * FROM {new}")
        return True

    def fetch(self, statement: exp.Expr) -> Iterator[Sequence[Any]]:
        """Run a query and give its rows partition by partition."""
        try:
            yield from self.session.sql(statement.sql(self.dialect.name, copy=False)).toLocalIterator()
        except ArithmeticException as error:
            raise outgrown(error) from error

    def empty(self, table: exp.Table, columns: Mapping[str, Column]) -> None:
        """Make a table without rows."""
        self._keep(table.name, self.session.createDataFrame([], self._schema(columns)))

    def load(self, table: TableData) -> None:
        """Make a table with facts."""
        rows = list(zip(*(map(_plain, table.values[name]) for name in table.columns), strict=True))
        frame = self.session.createDataFrame(rows, self._schema(table.columns))
        self._keep(table.name, frame.localCheckpoint())

    def close(self) -> None:
        """End the session."""
        self.session.stop()

    def _remove(self, wanted: Callable[[Any], bool]) -> None:
        for table in filter(wanted, self.session.catalog.listTables()):
            if table.isTemporary:
                self.session.catalog.dropTempView(table.name)
            else:
                self.drop(f"`{table.name}`")

    def _run(self, text: str) -> None:
        try:
            self.session.sql(text)
        except ArithmeticException as error:
            raise outgrown(error) from error

    def _keep(self, name: str, frame: Any) -> None:
        frame.createOrReplaceTempView(name.strip("`"))

    def _schema(self, columns: Mapping[str, Column]) -> str:
        kinds = {name: self.dialect.type_of(kind).sql(self.dialect.name) for name, kind in columns.items()}
        return ", ".join(
            f"`{name}` {kinds[name]}{'' if kind.nullable else ' NOT NULL'}" for name, kind in columns.items()
        )


def column_of(kind: str) -> Column:
    """Give the column for a type of Spark; of kind OPAQUE where it fits no kind of value.

    >>> column_of("decimal(18,4)").digits, column_of("double").kind.name
    (14, 'OPAQUE')
    """
    if kind in _INTEGERS:
        return Column(Kind.INT, digits=_INTEGERS[kind])
    if kind in _KINDS:
        return Column(_KINDS[kind])
    if kind.startswith("decimal("):
        precision, scale = map(int, kind.removeprefix("decimal(").removesuffix(")").split(","))
        return Column(Kind.DECIMAL, digits=precision - scale, scale=scale)
    if kind.startswith("array<"):
        return Column(Kind.SET, item=column_of(kind.removeprefix("array<").removesuffix(">")).kind)
    return Column(Kind.OPAQUE)


def _plain(value: Any) -> Any:
    """Give a value as a session takes it: text without its enumeration, sets as lists."""
    if isinstance(value, str):
        return str(value)
    if value is None or isinstance(value, (bool, int, Decimal, date, datetime)):
        return value
    return [_plain(item) for item in value]
