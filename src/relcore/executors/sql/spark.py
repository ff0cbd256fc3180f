"""Apache Spark: every step is computed once and kept by the session; its tables are temporary views."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from tempfile import TemporaryDirectory
from typing import Any, Final, Self

from sqlglot import exp

from relcore.errors import ExecutionError, MissingExtra
from relcore.executors.sql.columns import PLAIN_DIGITS, Column
from relcore.executors.sql.databases import Spark
from relcore.executors.sql.expressions import outgrown
from relcore.executors.sql.loading import TableData
from relcore.ir import Kind

try:
    import pyarrow
    from pyspark.errors import ArithmeticException, PySparkRuntimeError
    from pyspark.sql import SparkSession
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
_ARROW: Final = {
    Kind.BOOL: pyarrow.bool_,
    Kind.DATE: pyarrow.date32,
    Kind.INSTANT: lambda: pyarrow.timestamp("us", "UTC"),
}
# In one process everything that Spark does to spread work only costs, and so does writing Java for each step.
_LOCAL: Final = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "ERROR",
    "spark.driver.memory": "4g",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.default.parallelism": "1",
    "spark.sql.shuffle.partitions": "1",
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    # Every join and every sum of a statement takes a page at least, and there are many.
    "spark.buffer.pageSize": "1m",
}
# Named once: to find out which line asked for it costs more than a small step.
_CALL_SITES: Final = ("callSite.short", "callSite.long")
_PREFIX: Final = "relcore_"


class SparkSQL:
    """A Spark session; some of its settings are changed, so that arithmetic is exact."""

    def __init__(self, session: Any) -> None:
        self.session = session
        self._folder: TemporaryDirectory[str] | None = None
        for name, value in _SETTINGS.items():
            session.conf.set(name, value)
        for name in _CALL_SITES:
            session.sparkContext.setLocalProperty(name, "relcore")
        self.dialect = Spark(int(session.conf.get("spark.sql.shuffle.partitions")))

    @classmethod
    def local(cls, **settings: str) -> Self:
        """Take part in the session of this process, or start Spark for books that fit one machine.

        What the session has by way of settings and views stays as it is. Raises `ExecutionError` (RC316)
        where Spark does not start, for want of Java above all.
        """
        if (given := SparkSession.getActiveSession()) is not None:
            return cls(given.newSession())
        folder = TemporaryDirectory(prefix="relcore-spark-")
        builder: Any = SparkSession.builder
        builder = builder.master("local[*]").appName("relcore")
        for name, value in {**_LOCAL, "spark.sql.warehouse.dir": folder.name, **settings}.items():
            builder = builder.config(name, value)
        try:
            started = cls(builder.getOrCreate())
        except (PySparkRuntimeError, OSError) as error:
            raise ExecutionError.of(
                "RC316", "Spark does not start", hint="install Java 17 or later, and name it in JAVA_HOME"
            ) from error
        started._folder = folder
        return started

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
        self._remove(_PREFIX)

    def clear(self) -> None:
        """Remove every temporary view of the session."""
        self._remove("")

    def make(self, kind: str, name: str, select: str) -> None:
        """Compute a table, or name a query."""
        try:
            frame = self.session.sql(select)
            self._name(name.strip("`"), self._kept(frame) if kind == "TABLE" else frame)
        except ArithmeticException as error:
            raise outgrown(error) from error

    def drop(self, name: str) -> None:
        """Remove a table."""
        self.session.catalog.dropTempView(name.strip("`"))

    def grow(self, table: str, new: str) -> bool:
        """Add the rows of one table to another."""
        more = self.session.table(new)
        if more.isEmpty():
            return False
        self._name(table.strip("`"), self._kept(self.session.table(table).unionAll(more)))
        return True

    def fetch(self, statement: exp.Expr) -> Iterator[Sequence[Any]]:
        """Run a query and give its rows partition by partition."""
        try:
            yield from self.session.sql(statement.sql(self.dialect.name, copy=False)).toLocalIterator()
        except ArithmeticException as error:
            raise outgrown(error) from error

    def empty(self, table: exp.Table, columns: Mapping[str, Column]) -> None:
        """Make a table without rows."""
        self._take(table.name, columns, dict.fromkeys(columns, ()))

    def load(self, table: TableData) -> None:
        """Make a table with facts."""
        self._take(table.name, table.columns, table.values)

    def close(self) -> None:
        """End the session."""
        self.session.stop()
        if self._folder is not None:
            self._folder.cleanup()

    def _take(self, name: str, columns: Mapping[str, Column], values: Mapping[str, Sequence[Any]]) -> None:
        arrays = [
            pyarrow.array([_plain(value) for value in values[column]], _arrow_type(kind))
            for column, kind in columns.items()
        ]
        rows = pyarrow.Table.from_arrays(arrays, names=list(columns))
        self._name(name, self._kept(self.session.createDataFrame(rows, self._schema(columns)), len(rows)))

    def _kept(self, frame: Any, count: int | None = None) -> Any:
        """Compute rows once: whoever reads them plans nothing of what gave them."""
        few = frame.coalesce(self.dialect.partitions)
        # Where the session has a folder for it, rows outlive the machine that computed them.
        where = self.session.sparkContext.getCheckpointDir()
        kept = few.checkpoint(eager=False) if where else few.localCheckpoint(eager=False)
        # Counting computes the rows. Where there are none, the optimizer shall know, and ask nothing more.
        return kept if (kept.count() if count is None else count) else kept.where("false")

    def _name(self, name: str, frame: Any) -> None:
        frame.createOrReplaceTempView(name)

    def _remove(self, prefix: str) -> None:
        for view in self.session.sql("SHOW VIEWS").collect():
            if view.isTemporary and view.viewName.startswith(prefix):
                self.session.catalog.dropTempView(view.viewName)

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


def _arrow_type(kind: Column) -> pyarrow.DataType:
    """Give the type in which values of a column travel."""
    match kind.kind:
        case Kind.INT if kind.is_plain:
            return pyarrow.int64()
        case Kind.INT | Kind.DECIMAL:
            return pyarrow.decimal128(kind.precision, kind.scale)
        case Kind.SET:
            return pyarrow.list_(_arrow_type(Column(kind.item, digits=PLAIN_DIGITS)))
    return _ARROW[kind.kind]() if kind.kind in _ARROW else pyarrow.string()


def _plain(value: Any) -> Any:
    """Give a value as Arrow takes it: text without its enumeration, sets as lists."""
    if isinstance(value, str):
        return str(value)
    if value is None or isinstance(value, (bool, int, Decimal, date, datetime)):
        return value
    return [_plain(item) for item in value]
