"""Whole customer lives: a plausible year of contacts, orders, complaints and promises; and books of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from hypothesis import strategies as st

import relcore.facts
from relcore.facts import CompanyFact, Conclusion, Customer, CustomerFact, Fact, Snapshot
from relcore.program import Program
from relcore.testing.hints import Hints
from relcore.testing.strategies import DAY, WHO, Setting, facts_of, has_identity, is_told
from relcore.testing.tale import tale

_FIRST = ("Contact", "Opportunity", "Order", "Contract", "Complaint")
"""Types to which others refer; they are told before them."""


@dataclass(frozen=True)
class Life:
    """What is known of one customer on a day."""

    facts: tuple[Fact, ...]
    as_of: date = DAY

    @property
    def snapshot(self) -> Snapshot:
        """The facts, gathered."""
        return Snapshot.of(self.facts)

    def __iter__(self) -> Iterator[Fact]:
        return iter(self.facts)

    def __len__(self) -> int:
        return len(self.facts)

    def __repr__(self) -> str:
        return "\n".join(tale(self.facts, self.as_of))


@cache
def built_in_types() -> tuple[type[Fact], ...]:
    """Give every built-in type of fact that is told, in the order of their names."""
    exported = [getattr(relcore.facts, name) for name in sorted(relcore.facts.__all__)]
    bases = (Fact, CustomerFact, CompanyFact, Conclusion, Customer)
    classes = [one for one in exported if isinstance(one, type) and issubclass(one, Fact)]
    return tuple(model for model in classes if model not in bases and is_told(model))


def types_of(program: Program) -> tuple[type[Fact], ...]:
    """Give the built-in types and those that the playbooks of a program bring."""
    own = [program.models[name] for name in sorted(program.models)]
    return tuple(dict.fromkeys((*built_in_types(), *(model for model in own if is_told(model)))))


@st.composite
def customer_lives(
    draw: st.DrawFn,
    *,
    as_of: date = DAY,
    customer_id: str = WHO,
    types: Sequence[type[Fact]] | None = None,
    hints: Hints | None = None,
    most: int = 14,
    company: bool = True,
) -> Life:
    """Draw what is known of one customer on a day: at most `most` facts beside the customer itself.

    `types` are the types to draw from (by default the built-in ones); `hints` say where rules look, so that
    such facts come more often, with values near their limits; without `company`, no facts of ours.
    """
    hints = hints or Hints()
    models = [one for one in types or built_in_types() if company or not issubclass(one, CompanyFact)]
    read = [model for model in models if model.__name__ in hints.types]
    ids: dict[str, list[str]] = {}
    setting = Setting(customer_id, as_of, ids, hints)
    facts: list[Fact] = [draw(facts_of(Customer, setting))]
    counts: Counter[str] = Counter()
    least = draw(st.sampled_from((0, most // 3, most)))
    chosen = draw(st.lists(st.sampled_from(read * 3 + models), min_size=least, max_size=most))
    for model in sorted(chosen, key=_told_at):
        name = model.__name__
        counts[name] += 1
        given = {"id": f"{name.lower()}-{counts[name]}"} if has_identity(model) else {}
        facts.append(draw(facts_of(model, setting, **given)))
        if given:
            ids.setdefault(name, []).append(given["id"])
    return Life(_distinct(facts), as_of)


@st.composite
def books(
    draw: st.DrawFn, *, as_of: date = DAY, customers: int = 4, hints: Hints | None = None
) -> tuple[Fact, ...]:
    """Draw the facts of up to so many customers, with those of our company beside them."""
    facts: list[Fact] = []
    for number in range(draw(st.integers(1, customers))):
        life = draw(
            customer_lives(as_of=as_of, customer_id=f"c{number + 1}", hints=hints, company=not number)
        )
        facts += life.facts
    return _distinct(facts)


def _told_at(model: type[Fact]) -> tuple[int, str]:
    name = model.__name__
    return _FIRST.index(name) if name in _FIRST else len(_FIRST), name


def _distinct(facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """Drop what was told twice: two facts without an id and with one content are one fact."""
    kept: dict[tuple[str, str, str], Fact] = {}
    for fact in facts:
        kept.setdefault((type(fact).__name__, getattr(fact, "customer_id", ""), fact.identity), fact)
    return tuple(kept.values())
