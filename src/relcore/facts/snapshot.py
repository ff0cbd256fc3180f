"""All that is known about one customer, in canonical order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from operator import attrgetter
from types import MappingProxyType
from typing import Any, Final, Literal, Self

from relcore.errors import Diagnostic, FactError, Place
from relcore.facts.base import CompanyFact, Conclusion, CustomerFact, Fact

_Owner = Literal["customer", "company", "run"]
Contents = tuple[Mapping[str, Any], ...]
_Table = tuple[tuple[str, ...], tuple[Fact, ...], Contents]

_customer_of = attrgetter("customer_id")
_WAY_OUT: Final = "give objects of a class that derives from CustomerFact or CompanyFact, such as Customer"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The facts of one customer, with the company's facts beside them, in an order that nothing depends on.

    >>> from relcore.facts.customer import Contact, Customer
    >>> facts = [Contact(customer_id="c1", id=name) for name in ("p2", "p1")]
    >>> snapshot = Snapshot.of(facts)
    >>> [contact.id for contact in snapshot.facts("Contact")]
    ['p1', 'p2']
    >>> snapshot == Snapshot.of(reversed(facts))
    True
    """

    customer_id: str
    by_type: Mapping[str, tuple[Fact, ...]]
    """Facts by the name of their type, each type sorted by identity."""
    identities: Mapping[str, tuple[str, ...]] = field(compare=False, repr=False)
    """Identities of the same facts in the same order, computed once."""
    contents: Mapping[str, Contents] = field(compare=False, repr=False)
    """The fields of the same facts in the same order: reading them is much faster than asking each fact."""

    @classmethod
    def of(cls, facts: Iterable[Fact]) -> Self:
        """Gather the facts of one customer.

        Raises `FactError` with every problem found: no customer (RC101), one identity with two contents
        (RC102), facts of several customers (RC103), an object that is no fact of a definite type (RC104),
        two types of one name (RC105).
        """
        sorter = _Sorter(facts)
        customers = sorted(sorter.own)
        if len(customers) > 1:
            sorter.problems.append(
                Diagnostic(
                    "RC103",
                    f"the facts belong to {len(customers)} customers: {_some(customers)}",
                    hint="give the facts of one customer, or make all snapshots with Snapshot.split",
                )
            )
        if not customers and not sorter.problems:
            sorter.problems.append(_no_customer("no fact names a customer"))
        tables = sorter.tables(customers[0], sorter.loose) if len(customers) == 1 else {}
        if sorter.problems:
            raise FactError(sorter.problems)
        return cls._make(customers[0], tables, sorter.company_tables())

    @classmethod
    def split(cls, facts: Iterable[Fact]) -> dict[str, Self]:
        """Gather the facts of many customers, in the order of their ids; company facts are shared.

        Raises `FactError` as `of` does, with the problems of all customers.
        """
        sorter = _Sorter(facts)
        if sorter.loose:
            sorter.problems.append(_no_customer(f"{len(sorter.loose)} conclusions name no customer"))
        company = sorter.company_tables()
        snapshots = {
            customer: cls._make(customer, sorter.tables(customer, ()), company)
            for customer in sorted(sorter.own)
        }
        if sorter.problems:
            raise FactError(sorter.problems)
        return snapshots

    @classmethod
    def _make(cls, customer: str, own: dict[str, _Table], company: dict[str, _Table]) -> Self:
        tables = own | company
        names = sorted(tables)
        return cls(
            customer,
            MappingProxyType({name: tables[name][1] for name in names}),
            MappingProxyType({name: tables[name][0] for name in names}),
            {name: contents for name, (_, _, contents) in tables.items()},
        )

    def __reduce__(self) -> tuple[Callable[[Iterable[Fact]], Snapshot], tuple[list[Fact]]]:
        """Send the facts alone to another process; read-only mappings cannot be pickled."""
        return Snapshot.of, (list(self),)

    def facts(self, type_name: str) -> tuple[Fact, ...]:
        """Give the facts of one type, sorted by identity; none for a type without facts."""
        return self.by_type.get(type_name, ())

    def __iter__(self) -> Iterator[Fact]:
        """Give all facts, by the name of the type and then by identity."""
        for facts in self.by_type.values():
            yield from facts

    def __len__(self) -> int:
        """Count the facts."""
        return sum(map(len, self.by_type.values()))


@cache
def _owner_of(kind: type) -> _Owner | None:
    """Say whose facts a type holds; asked once for each type, because pydantic's own check is slow."""
    if kind in (CustomerFact, CompanyFact, Conclusion):
        return None
    if issubclass(kind, CustomerFact):
        return "customer"
    if issubclass(kind, CompanyFact):
        return "company"
    return "run" if issubclass(kind, Conclusion) else None


class _Sorter:
    """Sorts facts by owner and type in one pass and notes what is wrong with them."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        self.problems: list[Diagnostic] = []
        self.own: dict[str, list[Fact]] = {}
        self.company: list[Fact] = []
        self.loose: list[Fact] = []
        kinds: dict[type, _Owner | None] = {}
        own, company, loose = self.own, self.company, self.loose
        for fact in facts:
            kind = type(fact)
            owner = kinds[kind] if kind in kinds else kinds.setdefault(kind, _owner_of(kind))
            if owner == "company":
                company.append(fact)
            elif owner is None:
                self.problems.append(Diagnostic("RC104", f"{_brief(fact)} is no fact", hint=_WAY_OUT))
            elif customer := _customer_of(fact):
                if customer in own:
                    own[customer].append(fact)
                else:
                    own[customer] = [fact]
            else:
                loose.append(fact)
        self._refuse_namesakes(kinds)

    def _refuse_namesakes(self, kinds: Iterable[type]) -> None:
        names: dict[str, type] = {}
        for kind in kinds:
            other = names.setdefault(kind.__name__, kind)
            if other is not kind:
                self.problems.append(
                    Diagnostic(
                        "RC105",
                        f"two types of fact are called {kind.__name__}:"
                        f" {other.__module__}.{other.__qualname__} and {kind.__module__}.{kind.__qualname__}",
                        hint="rename one of them",
                    )
                )

    def company_tables(self) -> dict[str, _Table]:
        return self._sorted(self.company, "our company")

    def tables(self, customer: str, loose: Iterable[Fact]) -> dict[str, _Table]:
        """Sort the facts of a customer; `loose` conclusions become this customer's."""
        facts = self.own[customer]
        if loose:
            facts = [*facts, *(fact.model_copy(update={"customer_id": customer}) for fact in loose)]
        return self._sorted(facts, f"customer {customer}")

    def _sorted(self, facts: Iterable[Fact], whose: str) -> dict[str, _Table]:
        tables: dict[str, dict[str, Fact]] = {}
        for fact in facts:
            name = type(fact).__name__
            if name in tables:
                table = tables[name]
            else:
                table = tables[name] = {}
            identity = fact.id or fact.identity
            if identity in table and table[identity] is not fact:
                table[identity] = self._one_of(table[identity], fact, identity, whose)
            else:
                table[identity] = fact
        result: dict[str, _Table] = {}
        for name, table in tables.items():
            identities, in_order = tuple(table), tuple(table.values())
            if len(table) > 1:
                identities = tuple(sorted(table))
                in_order = tuple([table[identity] for identity in identities])
            result[name] = (identities, in_order, tuple([fact.__dict__ for fact in in_order]))
        return result

    def _one_of(self, known: Fact, other: Fact, identity: str, whose: str) -> Fact:
        if known != other:
            self.problems.append(
                Diagnostic(
                    "RC102",
                    f"two different facts of type {type(known).__name__} have the identity '{identity}'"
                    f" ({_difference(known, other)})",
                    Place(subject=whose),
                    "give each its own id, or tell only the one that is true now",
                )
            )
        # Equal facts may be written differently (1.0 and 1.00); the choice must not depend on the order.
        return min(known, other, key=lambda fact: fact.model_dump_json())


def _difference(known: Fact, other: Fact) -> str:
    names = [name for name in type(known).model_fields if getattr(known, name) != getattr(other, name)]
    return f"they differ in {', '.join(names)}" if names else "they differ in their type"


def _no_customer(problem: str) -> Diagnostic:
    return Diagnostic("RC101", problem, hint="give at least a Customer, or a fact with a customer_id")


def _brief(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 80 else f"{text[:77]}..."


def _some(names: list[str]) -> str:
    shown = ", ".join(f"'{name}'" for name in names[:5])
    return shown if len(names) <= 5 else f"{shown}, ..."
