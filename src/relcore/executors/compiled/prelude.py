"""Generated code before the first rule: one pass over the facts of each type.

The pass fills indexes, gathers the facts that have a fixed value in a field, and answers tests that look at
one fact after another and at nothing else.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from relcore.executors.compiled.access import Constants
from relcore.executors.compiled.conditions import Wanted
from relcore.executors.compiled.members import Members
from relcore.executors.compiled.steps import Step, nested
from relcore.ir import FactType

FACT, FIELDS = "fact", "of"
"""The names of the present fact in a pass, and of its fields."""
CHAIN_AT_MOST = 6
"""Facts with more fixed values than this are found through an index rather than by asking for each value."""
IDENTITY_FROM = 3
"""From so many members of an enumeration on, asking which one it is is faster than asking what it equals."""
FEW_VALUES = 8
"""A field that can have no more values than this is asked for each of them, however many are wanted."""
_READ = re.compile(rf"\b{FIELDS}\['(\w+)'\]")


@dataclass
class _Bucket:
    """The facts with one value in a column: a name where they are asked for, and tests of each."""

    name: str = ""
    steps: list[Step] = field(default_factory=list)


@dataclass
class _Table:
    """What rules read of the facts of one type."""

    fact: FactType
    starts: dict[str, list[str]] = field(default_factory=dict)
    """Names of results by what they start with."""
    steps: list[Step] = field(default_factory=list)
    indexes: dict[tuple[str, tuple[str, ...]], str] = field(default_factory=dict)
    """Indexes that are asked for values known only later, by column and the tests of what is in them."""
    buckets: dict[str, dict[Any, _Bucket]] = field(default_factory=dict)
    """Facts with one fixed value in a column, by column and value."""
    chosen: dict[tuple[str, tuple[Any, ...], tuple[str, ...]], str] = field(default_factory=dict)
    """Names of facts that pass tests, by column, wanted values and tests."""
    held: dict[tuple[str, Wanted | None, tuple[str, ...]], str] = field(default_factory=dict)
    """Names of sets of what such facts hold in a column."""


@dataclass
class Prelude:
    """Collects what rules read, and writes it once; a type without facts costs a few lines."""

    constants: Constants
    members: Members
    record: bool
    """Whether supports are recorded: then rules need the facts themselves, else only their fields."""
    _tables: dict[str, _Table] = field(default_factory=dict)
    _numbers: int = 0

    @property
    def item(self) -> str:
        """What stands for the present fact where it is kept for later."""
        return FACT if self.record else FIELDS

    def all(self, fact: FactType) -> str:
        """Name all facts of a type."""
        self._table(fact)
        return f"all_{fact.name}"

    def index(self, fact: FactType, column: str, tests: Sequence[str] = ()) -> str:
        """Name the index of a type by a column, of those facts only that pass the tests."""
        indexes = self._table(fact).indexes
        name = f"{fact.name}_by_{column}"
        return indexes.setdefault((column, tuple(tests)), f"chosen{len(indexes)}_{name}" if tests else name)

    def bucket(self, fact: FactType, column: str, wanted: Any) -> str:
        """Name the facts with a fixed value in a column."""
        bucket = self._bucket(fact, column, wanted)
        if not bucket.name:
            # The number comes first, lest a field called `line_10` give an index the same name.
            self._numbers += 1
            bucket.name = f"some{self._numbers}_{fact.name}_by_{column}"
        return bucket.name

    def chosen(self, fact: FactType, wanted: Wanted | None, tests: Sequence[str]) -> str:
        """Name the facts that pass the tests (and have one of the wanted values)."""
        table = self._table(fact)
        column, values = wanted or ("", ())
        key = (column, tuple(values), tuple(tests))
        if key not in table.chosen:
            self._numbers += 1
            name = table.chosen[key] = f"fit{self._numbers}_{fact.name}"
            self._add(table, wanted, Step(key[2], (), f"{name}.append({self.item})"))
        return table.chosen[key]

    def values(self, fact: FactType, column: str, wanted: Wanted | None, tests: Sequence[str]) -> str:
        """Name the set of known values in a column of the facts that pass the tests."""
        table = self._table(fact)
        key = column, wanted and (wanted[0], tuple(wanted[1])), tuple(tests)
        if key not in table.held:
            self._numbers += 1
            name = table.held[key] = f"held{self._numbers}_{fact.name}_{column}"
            value = f"{FIELDS}[{column!r}]"
            # What is unknown equals nothing.
            known = (f"({value} is not None)",) if fact.fields[column].nullable else ()
            self._add(table, wanted, Step(key[2], known, f"{name}.add({value})"))
        return table.held[key]

    def step(self, fact: FactType, wanted: Wanted | None, name: str, start: str, step: Step) -> None:
        """Have a step run for each fact (with one of the wanted values), after `name` has got its start."""
        table = self._table(fact)
        table.starts.setdefault(start, []).append(name)
        self._add(table, wanted, step)

    def lines(self) -> Iterator[str]:
        """Write it all."""
        for name, table in self._tables.items():
            yield f"all_{name} = {'facts' if self.record else 'contents'}.get({name!r}, ())"
            for start, results in table.starts.items():
                yield f"{' = '.join(results)} = {start}"
            through = {
                column: f"{name}_by_{column}"
                for column, buckets in table.buckets.items()
                if not has_few_values(table.fact, column)
                and ((column, ()) in table.indexes or len(buckets) > CHAIN_AT_MOST)
            }
            indexes = table.indexes | {(column, ()): index for column, index in through.items()}
            named = [b.name for buckets in table.buckets.values() for b in buckets.values() if b.name]
            named += table.chosen.values()
            run = [*self._each(table, indexes, through)]
            if run:
                yield f"if all_{name}:"
                for start, names in (("{}", indexes.values()), ("[]", named), ("set()", table.held.values())):
                    yield from (f"    {new} = {start}" for new in names)
                yield f"    {self._loop(name, run)}"
                yield from (f"        {line}" for line in _with_fields(run))
                yield from (f"    {line}" for line in self._looked_up(table, through))
            if indexes or named or table.held:
                yield "else:"
                yield from (
                    f"    {' = '.join(names)} = {empty}"
                    for names, empty in (
                        (list(indexes.values()), "{}"),
                        ([*named, *table.held.values()], "()"),
                    )
                    if names
                )

    def _loop(self, name: str, run: Sequence[str]) -> str:
        if not self.record:
            return f"for {FIELDS} in all_{name}:"
        if any(map(_READ.search, run)):
            return f"for {FACT}, {FIELDS} in zip(all_{name}, contents[{name!r}]):"
        return f"for {FACT} in all_{name}:"

    def _each(
        self, table: _Table, indexes: Mapping[tuple[str, tuple[str, ...]], str], through: Mapping[str, str]
    ) -> Iterator[str]:
        """Write what runs for each fact."""
        yield from nested(table.steps)
        for (column, tests), index in indexes.items():
            if tests:
                yield f"if {' and '.join(tests)}:"
            # What is unknown equals nothing.
            known = "elif key is not None:" if table.fact.fields[column].nullable else "else:"
            inside = "    " if tests else ""
            yield f"{inside}key = {FIELDS}[{column!r}]"
            yield f"{inside}if key in {index}: {index}[key].append({self.item})"
            yield f"{inside}{known} {index}[key] = [{self.item}]"
        for column, buckets in table.buckets.items():
            if column not in through:
                yield from self._chain(table, column, buckets)

    def _chain(self, table: _Table, column: str, buckets: Mapping[Any, _Bucket]) -> Iterator[str]:
        """Write which bucket a fact belongs to."""
        value, equals = f"{FIELDS}[{column!r}]", "=="
        enumeration = self.members.enumeration(table.fact.name, column, buckets)
        if enumeration is not None and len(buckets) >= IDENTITY_FROM:
            name = self.constants.keep(enumeration, "enum")
            known = "key is not None and " if table.fact.fields[column].nullable else ""
            yield f"key = {value}"
            # A text may stand for a member where nobody validated it.
            yield f"if {known}type(key) is not {name}: key = member_of({name}, key)"
            value, equals = "key", "is"
        # What rules ask about most is likely what there is most of.
        often_first = sorted(buckets.items(), key=lambda item: -len(item[1].steps))
        for number, (wanted, bucket) in enumerate(often_first):
            word = "elif" if number else "if"
            test = "" if wanted is True else f" {equals} {self._constant(table, column, wanted)}"
            yield f"{word} {value}{test}:"
            if bucket.name:
                yield f"    {bucket.name}.append({self.item})"
            yield from (f"    {line}" for line in nested(bucket.steps))

    def _looked_up(self, table: _Table, through: Mapping[str, str]) -> Iterator[str]:
        for column, index in through.items():
            for wanted, bucket in table.buckets.get(column, {}).items():
                found = f"{index}.get({self._constant(table, column, wanted)}, ())"
                if bucket.name:
                    yield f"{bucket.name} = {found}"
                if bucket.steps:
                    yield f"for {self.item} in {bucket.name or found}:"
                    if self.record:
                        yield f"    {FIELDS} = {FACT}.__dict__"
                    yield from (f"    {line}" for line in _with_fields([*nested(bucket.steps)]))

    def _constant(self, table: _Table, column: str, wanted: Any) -> str:
        return self.constants.name(self.members.member(table.fact.name, column, wanted))

    def _table(self, fact: FactType) -> _Table:
        return self._tables.setdefault(fact.name, _Table(fact))

    def _add(self, table: _Table, wanted: Wanted | None, step: Step) -> None:
        if wanted is None:
            table.steps.append(step)
            return
        column, values = wanted
        for value in values:
            self._bucket(table.fact, column, value).steps.append(step)

    def _bucket(self, fact: FactType, column: str, wanted: Any) -> _Bucket:
        return self._table(fact).buckets.setdefault(column, {}).setdefault(wanted, _Bucket())


def has_few_values(fact: FactType, column: str) -> bool:
    """Say whether a field can have so few values that each is asked for."""
    return 0 < len(fact.fields[column].members) <= FEW_VALUES


def _with_fields(lines: Sequence[str]) -> Iterator[str]:
    """Read fields that are asked for several times only once."""
    counts = Counter(name for line in lines for name in _READ.findall(line))
    # What is read only below a condition is mostly not read at all.
    always = {name for line in lines if not line.startswith(" ") for name in _READ.findall(line)}
    often = {name for name, count in counts.items() if count > 2 and name in always}
    yield from (f"{FIELDS}_{name} = {FIELDS}[{name!r}]" for name in sorted(often))
    for line in lines:
        yield _READ.sub(lambda read: f"{FIELDS}_{read[1]}" if read[1] in often else read[0], line)
