"""Generated code before the first rule: the facts of each type, whole and by the value of a field."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from relcore.ir import FactType


@dataclass
class _Table:
    """What rules read of the facts of one type."""

    fact: FactType
    indexes: dict[str, str] = field(default_factory=dict)
    """Indexes that are asked for values known only later, by column."""
    buckets: dict[str, dict[str, str]] = field(default_factory=dict)
    """Facts with one fixed value in a column: their names by column and source of the value."""


@dataclass
class Prelude:
    """Collects what rules read, and writes it once; a type without facts costs two lines."""

    _tables: dict[str, _Table] = field(default_factory=dict)
    _numbers: int = 0

    def all(self, fact: FactType) -> str:
        """Name all facts of a type."""
        self._table(fact)
        return f"all_{fact.name}"

    def index(self, fact: FactType, column: str) -> str:
        """Name the index of a type by a column."""
        return self._table(fact).indexes.setdefault(column, f"{fact.name}_by_{column}")

    def bucket(self, fact: FactType, column: str, wanted: str) -> str:
        """Name the facts with a fixed value in a column; `wanted` is its source."""
        known = self._table(fact).buckets.setdefault(column, {})
        if wanted not in known:
            # The number comes first, lest a field called `line_10` give an index the same name.
            self._numbers += 1
            known[wanted] = f"some{self._numbers}_{fact.name}_by_{column}"
        return known[wanted]

    def lines(self) -> Iterator[str]:
        """Write it all."""
        for name, table in self._tables.items():
            yield f"all_{name} = facts.get({name!r}, ())"
            indexes = dict(table.indexes)
            for column, buckets in table.buckets.items():
                if len(buckets) > 1:
                    indexes.setdefault(column, f"{name}_by_{column}")
            names = [bucket for buckets in table.buckets.values() for bucket in buckets.values()]
            if not indexes and not names:
                continue
            yield f"if all_{name}:"
            yield from (f"    {line}" for line in _indexing(name, table, indexes))
            yield "else:"
            if indexes:
                yield f"    {' = '.join(indexes.values())} = {{}}"
            if names:
                yield f"    {' = '.join(names)} = ()"

    def _table(self, fact: FactType) -> _Table:
        return self._tables.setdefault(fact.name, _Table(fact))


def _indexing(name: str, table: _Table, indexes: dict[str, str]) -> Iterator[str]:
    """Write one loop that fills all indexes of a type, and what is then looked up in them."""
    for index in indexes.values():
        yield f"{index} = {{}}"
    if indexes:
        yield f"for fact in all_{name}:"
    for column, index in indexes.items():
        # What is unknown equals nothing.
        known = "elif key is not None:" if table.fact.fields[column].nullable else "else:"
        yield f"    key = fact.{column}"
        yield f"    if key in {index}: {index}[key].append(fact)"
        yield f"    {known} {index}[key] = [fact]"
    for column, buckets in table.buckets.items():
        for wanted, bucket in buckets.items():
            if column in indexes:
                yield f"{bucket} = {indexes[column]}.get({wanted}, ())"
            else:
                yield f"{bucket} = [fact for fact in all_{name} if fact.{column} == {wanted}]"
