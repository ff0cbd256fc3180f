"""From what satisfies formulas to a customer: facts that can be written down, as few as will do."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Any

import z3
from pydantic import ValidationError

from relcore.explain.boundary import sample
from relcore.facts import Conclusion, Fact, Snapshot
from relcore.ir import Scope
from relcore.verify.logic import compare, conj, disj, implies, neg
from relcore.verify.question import Answer, Question
from relcore.verify.symbols import Row, Sym, same

DAY = date(2026, 6, 30)
"""Day of the decision in every witness."""
CUSTOMER = "c1"
WISHES = 60
"""Attempts to make a witness plainer."""


@dataclass(frozen=True)
class Customer:
    """The facts of a customer that somebody may meet; `given` are conclusions that were put in as facts."""

    facts: tuple[Fact, ...]
    given: tuple[Conclusion, ...] = ()

    def snapshot(self) -> Snapshot:
        """Gather the facts."""
        return Snapshot.of([*self.facts, *self.given])


def customers(question: Question, followed: Collection[str] = ()) -> Iterator[Customer]:
    """Give customers that may satisfy a question which has been asked: first without, then with conclusions.

    Conclusions of the types in `followed` are never put in. There are none where no customer has only the
    facts that were named, or no valid facts were found; whether one does satisfy it has to be tried.
    """
    theory = question.theory
    theory.say(theory.today.value == DAY.toordinal())
    _keep_apart(question)
    if question.close() is not Answer.PERHAPS:
        return
    granted: list[Any] = []
    _grant(question, granted, [wish for wish in _wishes(question) if wish is not True], WISHES)
    if question.check(*granted) is not Answer.PERHAPS:
        return
    model = question.solver.model()
    facts = _facts(question, model, concluded=False)
    if facts is None:
        return
    if not any(isinstance(fact, Fact) and type(fact).__name__ == "Customer" for fact in facts):
        made = _valid(question, "Customer", {"customer_id": CUSTOMER})
        facts = [*facts, *([made] if made is not None else [])]
    yield Customer(tuple(facts))
    given = _facts(question, model, concluded=True, without=followed)
    if given:
        yield Customer(tuple(facts), tuple(fact for fact in given if isinstance(fact, Conclusion)))


def _grant(question: Question, granted: list[Any], wishes: list[Any], attempts: int) -> int:
    """Grant as many wishes as can be, half of them at a time; gives the attempts that are left."""
    if not wishes or not attempts:
        return attempts
    if question.check(*granted, *wishes) is Answer.PERHAPS:
        granted += wishes
        return attempts - 1
    if len(wishes) == 1:
        return attempts - 1
    half = len(wishes) // 2
    left = _grant(question, granted, wishes[:half], attempts - 1)
    return _grant(question, granted, wishes[half:], left)


def _keep_apart(question: Question) -> None:
    """Say that facts of one type with one id are one fact, all fields alike."""
    theory = question.theory
    for rows in list(theory.rows.values()):
        named = [row for row in rows if "id" in row.fields and row.is_free]
        for first, second in combinations(named, 2):
            one, other = first.fields["id"], second.fields["id"]
            both = conj(first.present, second.present, one.known, other.known)
            shared = sorted((first.fields.keys() | second.fields.keys()) - {"id", "customer_id"})
            alike = conj(*(same(theory.read(first, name), theory.read(second, name)) for name in shared))
            theory.say(implies(both, disj(compare("!=", one.value, other.value), alike)))


def _wishes(question: Question) -> Iterator[Any]:
    """Give what makes a witness plainer: fewer facts, fewer known fields, days not far from the decision."""
    rows = [row for rows in question.theory.rows.values() for row in rows if row.is_free]
    for row in rows:
        yield neg(row.present)
    for row in rows:
        for name, sym in row.fields.items():
            # An id makes a story readable; what else nobody needs to know is left out.
            if name == "id":
                yield conj(sym.known, compare(">=", sym.value, len(question.texts)))
            else:
                yield neg(sym.known)
    for row in rows:
        for sym in row.fields.values():
            if sym.kind.name == "DATE" and not isinstance(sym.value, int):
                day = DAY.toordinal()
                yield z3.Implies(_bool(sym.known), z3.And(sym.value >= day - 400, sym.value <= day + 60))


def _facts(
    question: Question, model: Any, *, concluded: bool, without: Collection[str] = ()
) -> list[Fact] | None:
    found: list[Fact] = []
    for name in sorted(question.theory.rows):
        if (question.program.types[name].scope is Scope.CONCLUSION) is not concluded:
            continue
        if name in without or (concluded and name in ("Recommendation", "Verdict")):
            continue
        for row in question.theory.rows[name]:
            if not row.is_free or not _is_true(model, row.present):
                continue
            made = _valid(question, name, _content(question, model, row))
            if made is None:
                return None
            found.append(made)
    return found


def _content(question: Question, model: Any, row: Row) -> dict[str, Any]:
    fact = question.program.types[row.fact]
    content: dict[str, Any] = {}
    for name in fact.fields:
        if name not in fact.defaults:
            content[name] = sample(fact.fields[name], DAY)
    if fact.scope is not Scope.CONCLUSION:
        content["id"] = f"{row.fact.lower()}-{row.number}"
    for name, sym in row.fields.items():
        if _is_true(model, sym.known):
            content[name] = _number(question, model, sym)
        elif name not in fact.defaults:
            continue
        else:
            content[name] = None
    for name in {name for name, _ in row.holds}:
        content[name] = tuple(
            question.texts.text(code)
            for (field, code), holds in row.holds.items()
            if field == name and _is_true(model, holds)
        )
    if "customer_id" in fact.fields:
        content["customer_id"] = CUSTOMER
    return content


def _valid(question: Question, name: str, content: dict[str, Any]) -> Fact | None:
    model = question.program.models.get(name)
    if model is None:
        return None
    try:
        made: Fact = model.model_validate(content)
    except ValidationError:
        return None
    return made


def _is_true(model: Any, formula: Any) -> bool:
    return formula if isinstance(formula, bool) else z3.is_true(model.eval(formula, model_completion=True))


def _number(question: Question, model: Any, sym: Sym) -> Any:
    value = sym.value
    if not isinstance(value, (bool, int)) and hasattr(value, "sexpr"):
        value = model.eval(value, model_completion=True)
        if z3.is_bool(value):
            value = z3.is_true(value)
        elif z3.is_int_value(value):
            value = value.as_long()
        elif z3.is_rational_value(value):
            value = value.as_fraction()
        else:
            value = value.approx(10).as_fraction()
    return question.texts.back(sym.kind, value)


def _bool(formula: Any) -> Any:
    return z3.BoolVal(formula) if isinstance(formula, bool) else formula
