"""The shared workload in relcore's terms: its facts as models, its rules as ir.

The workload (customers, interactions, 60 rules, an oracle) comes from a folder beside the project.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from relcore.facts.base import Conclusion, CustomerFact, Fact, Labelled
from relcore.facts.snapshot import Snapshot
from relcore.ir import (
    Aggregate,
    And,
    Arith,
    Bind,
    Compare,
    Const,
    Exists,
    Expr,
    Field,
    Head,
    Not,
    Or,
    Rule,
    RuleSet,
)
from relcore.lang import fact_type
from relcore.program import Program, compile_program


class Kind(Labelled):
    """What an interaction was."""

    VISIT = "visit"
    CALL = "call"
    EMAIL = "email"
    ORDER = "order"
    COMPLAINT = "complaint"
    PAYMENT = "payment"
    PROMISE = "promise"
    GIFT = "gift"


class Way(Labelled):
    """How it took place."""

    PHONE = "phone"
    EMAIL = "email"
    INPERSON = "inperson"
    CHAT = "chat"


class Segment(Labelled):
    """The part of the market."""

    RETAIL = "retail"
    SMB = "smb"
    CORP = "corp"


class Buyer(CustomerFact):
    """A customer of the workload."""

    revenue: int
    wallet_share: Decimal
    price_sensitivity: Decimal
    decision_power: int
    loyalty_years: int
    usual_order: int
    consent_email: bool
    consent_call: bool
    likes_status: bool
    likes_social: bool
    detail_oriented: bool
    risk_averse: bool
    segment: Segment
    pref_channel: Way


class Touch(CustomerFact):
    """An interaction of the workload; days are numbered."""

    kind: Kind
    day: int
    sentiment: Decimal
    amount: int
    channel: Way


class Signal(Conclusion):
    """A conclusion of the first stratum."""

    code: str


class Trait(Conclusion):
    """An archetype."""

    code: str


class Stage(Conclusion):
    """A stage."""

    code: str


class Veto(Conclusion):
    """A veto."""

    code: str


class Tip(Conclusion):
    """A recommendation."""

    code: str


MODELS: tuple[type[Fact], ...] = (Buyer, Touch, Signal, Trait, Stage, Veto, Tip)
HEADS = {"s": "Signal", "a": "Trait", "g": "Stage", "v": "Veto", "r": "Tip"}
KINDS = {fact: kind for kind, fact in HEADS.items()}


def _exact(value: Any) -> Any:
    return Decimal(value) if isinstance(value, float) else value


def _condition(node: tuple[Any, ...]) -> Expr:
    match node:
        case ("and", parts):
            return And(tuple(map(_condition, parts)))
        case ("or", parts):
            return Or(tuple(map(_condition, parts)))
        case ("cmp", "==", ("f", var, name), ("k", bool() as wanted)):
            return Field(var, name) if wanted else Not(Field(var, name))
        case ("cmp", op, ("f", var, name), ("k", value)):
            return Compare(op, Field(var, name), Const(_exact(value)))
        case ("cmp", op, ("f", var, name), ("f", other, column)):
            return Compare(op, Field(var, name), Field(other, column))
    raise ValueError(f"unknown condition {node!r}")


def _test(test: tuple[Any, ...]) -> Expr:
    match test:
        case ("cust", condition):
            return _condition(condition)
        case ("exists", condition):
            return Exists("i", "Touch", _condition(condition))
        case ("none", condition):
            return Not(Exists("i", "Touch", _condition(condition)))
        case ("pair", first, second):
            later = And((_condition(second), Compare(">", Field("j", "day"), Field("i", "day"))))
            return Exists("i", "Touch", And((_condition(first), Exists("j", "Touch", later))))
        case ("unfollowed", first, second):
            later = And((_condition(second), Compare(">", Field("j", "day"), Field("i", "day"))))
            return Exists("i", "Touch", And((_condition(first), Not(Exists("j", "Touch", later)))))
        case ("agg", "count", _, condition, op, limit):
            return Compare(
                op, Aggregate("count", "i", "Touch", _condition(condition), Const(1)), Const(limit)
            )
        case ("agg", "sum", column, condition, op, limit):
            return Compare(
                op, Aggregate("total", "i", "Touch", _condition(condition), Field("i", column)), Const(limit)
            )
        case ("agg", "avg", column, condition, op, limit):
            count = Aggregate("count", "i", "Touch", _condition(condition), Const(1))
            total = Aggregate("total", "i", "Touch", _condition(condition), Field("i", column))
            return Compare(op, total, Arith("*", count, Const(_exact(limit))))
        case ("has", kind, code):
            return Exists("s", HEADS[kind], Compare("==", Field("s", "code"), Const(code)))
        case ("not", kind, code):
            return Not(Exists("s", HEADS[kind], Compare("==", Field("s", "code"), Const(code))))
    raise ValueError(f"unknown test {test!r}")


def ruleset(rules: Iterable[Mapping[str, Any]]) -> RuleSet:
    """Translate the workload's rules."""
    translated = []
    for rule in rules:
        kind, code = rule["head"]
        tests = tuple(_test(test) for test in rule["conds"])
        binds = (Bind("c", "Buyer"),) if "Field(var='c'" in repr(tests) else ()
        head = Head(HEADS[kind], (("code", Const(code)),))
        translated.append(Rule(rule["name"], f"Conclude {code}.", binds, tests, (head,), origin="workload"))
    types = tuple(fact_type(model) for model in MODELS)
    return RuleSet("workload", "1", tuple(translated), types=types, models=MODELS)


def program(rules: Iterable[Mapping[str, Any]]) -> Program:
    """Compile the workload's rules."""
    return compile_program([ruleset(rules)])


def facts_of(customer: Mapping[str, Any], interactions: Sequence[Mapping[str, Any]]) -> list[Fact]:
    """Validate a customer of the workload as facts."""
    cid = str(customer["cid"])
    facts: list[Fact] = [
        Buyer(id=cid, customer_id=cid, **{k: _exact(v) for k, v in customer.items() if k != "cid"})
    ]
    for row in interactions:
        content = {k: _exact(v) for k, v in row.items() if k not in ("cid", "iid")}
        facts.append(Touch(id=f"{row['iid']:04d}", customer_id=cid, **content))
    return facts


def snapshot(customer: Mapping[str, Any], interactions: Sequence[Mapping[str, Any]]) -> Snapshot:
    """Give the validated facts of a customer of the workload."""
    return Snapshot.of(facts_of(customer, interactions))
