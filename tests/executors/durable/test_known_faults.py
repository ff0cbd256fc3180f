"""Each known fault of durable-rules 2.0.28, on a program that would meet it in an engine used plainly."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal
from itertools import permutations
from typing import Any

import pytest

from relcore.executors.durable import DurableExecutor
from relcore.executors.durable.limits import FACTS
from relcore.executors.durable.rulesets import hash32
from relcore.facts.base import Fact
from relcore.facts.snapshot import Snapshot
from relcore.ir import Compare, Const, DaysBetween, Not, Or
from tests.executors.durable.needs import NEEDS_DURABLE
from tests.executors.durable.small import (
    AS_OF,
    Other,
    Thing,
    field,
    program_of,
    rule,
    seen,
    that,
    there,
    things,
)

pytestmark = NEEDS_DURABLE

ONE: Mapping[str, type[Fact]] = {"a": Thing}
BOTH: Mapping[str, type[Fact]] = {"a": Thing, "o": Other}
PAIR: Mapping[str, type[Fact]] = {"a": Thing, "b": Thing}


# --- identity ----------------------------------------------------------------------------------------


def test_the_identities_of_a_session_differ_in_the_hash_that_the_engine_looks_at() -> None:
    names = [*map(str, range(1, FACTS + 1)), "sid-0", "$pulse"]
    assert len(set(map(hash32, names))) == len(names)


def test_facts_whose_ids_have_the_same_hash_are_two_facts(executor: DurableExecutor) -> None:
    assert hash32("costarring") == hash32("liquid")
    program = program_of(rule("r", ONE, that("a.n", ">", 0), about="a.id"))
    facts = things({"id": "costarring", "n": 1}, {"id": "liquid", "n": 1}, {"id": "sid-0", "n": 1})
    assert seen(executor, program, facts) == [("r", "costarring"), ("r", "liquid"), ("r", "sid-0")]


def test_facts_that_look_the_same_to_the_engine_are_two_facts(executor: DurableExecutor) -> None:
    program = program_of(rule("r", ONE, that("a.n", "==", 1), about="a.text"))
    facts: list[Fact] = [Thing(customer_id="c", n=1, text=text) for text in ("x", "y")]
    assert seen(executor, program, facts) == [("r", "x"), ("r", "y")]


def test_customers_whose_names_have_the_same_hash_share_nothing(executor: DurableExecutor) -> None:
    assert hash32("declinate") == hash32("macallums")
    program = program_of(rule("r", PAIR, that("a.n", "<", field("b.n")), about="a.id"))
    for name in ("declinate", "macallums", "declinate"):
        facts: list[Fact] = [Thing(id=f"{name}-{n}", customer_id=name, n=n) for n in (1, 2)]
        assert seen(executor, program, facts) == [("r", f"{name}-1")]


def test_ids_can_be_joined(executor: DurableExecutor) -> None:
    program = program_of(rule("r", BOTH, that("a.id", "==", field("o.text")), about="a.id"))
    facts = things({}, {}) + things({"text": "t1"}, {"text": "t7"}, kind=Other)
    assert seen(executor, program, facts) == [("r", "t1")]
    assert '"id"' not in executor.definitions(program)[0]


def test_fields_whose_names_have_the_same_hash_are_two_fields(executor: DurableExecutor) -> None:
    program = program_of(
        rule("r", ONE, that("a.costarring", "==", 1), that("a.liquid", "==", 2), about="a.id")
    )
    facts = things({"costarring": 1, "liquid": 2}, {"costarring": 2, "liquid": 1}, {"liquid": 2})
    assert seen(executor, program, facts) == [("r", "t0")]


# --- matching ----------------------------------------------------------------------------------------

MEMORY = """
from tests.executors.durable.small import *
from tests.executors.durable.small import DurableExecutor
both = {"a": Thing, "o": Other}
joins = program_of(rule("joins", both, that("a.text", "==", field("o.text")), that("a.n", "<", field("o.n"))))
never = program_of(rule("never", {"a": Thing}, that("a.n", ">", 10**6)))
executor = DurableExecutor()
for n in range(50):
    facts = things({"n": n % 3, "text": "x"}) + things({"n": n % 2, "text": "x"}, kind=Other)
    seen(executor, never, facts)
    seen(executor, joins, facts)
executor.close()
seen(executor, joins, things({"n": 1}))
"""


@pytest.mark.parametrize("fill", ["0", "85", "165"])
def test_nothing_is_read_that_was_never_written(fill: str) -> None:
    # glibc fills memory with this byte: reading beyond a failing join, or freeing an action that never
    # was, ends such a process.
    environment = {
        **os.environ,
        "MALLOC_PERTURB_": fill,
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
    }
    command = [sys.executable, "-X", "faulthandler", "-c", MEMORY]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("first", [True, False])
def test_a_choice_beside_a_join_drops_neither(executor: DurableExecutor, first: bool) -> None:
    choice = Or((that("a.text", "==", "v"), that("a.text", "==", "w")))
    later = that("a.n", ">", field("o.n"))
    conditions = (choice, later) if first else (later, choice)
    program = program_of(rule("r", BOTH, *conditions, about="a.id"))
    facts = things({"n": 5, "text": "v"}, {"n": 20, "text": "w"}, {"n": 20, "text": "x"})
    assert seen(executor, program, facts + things({"n": 10}, kind=Other)) == [("r", "t1")]


def test_a_choice_that_holds_twice_is_one_support(executor: DurableExecutor) -> None:
    program = program_of(rule("r", ONE, Or((that("a.n", ">", 1), that("a.n", ">", 2)))))
    ledger = executor.run(program, Snapshot.of(things({"n": 3})), AS_OF)
    assert len(ledger.recorded["Seen"][("r", None)]) == 1  # type: ignore[index]


def test_absence_does_not_depend_on_what_came_first(executor: DurableExecutor) -> None:
    none = Not(there("x", Other, that("x.n", "==", field("a.n"))))
    program = program_of(
        rule("none", ONE, that("a.n", ">", 0), none, about="a.id"),
        rule("some", {"o": Other}, that("o.n", ">", 0), about="o.id"),
    )
    facts = things({"n": 1}, {"n": 2}) + things({"n": 1}, {"n": 3}, kind=Other)
    for order in permutations(facts):
        found = seen(executor, program, list(order))
        assert found == [("none", "t1"), ("some", "o0"), ("some", "o1")]


def test_a_rule_of_nothing_but_absence_fires(executor: DurableExecutor) -> None:
    program = program_of(rule("r", {}, Not(there("x", Other))))
    assert seen(executor, program, things({})) == [("r", None)]
    assert seen(executor, program, things({}, kind=Other)) == []


def test_an_unknown_in_a_join_is_neither_an_error_nor_a_match(executor: DurableExecutor) -> None:
    facts = things({"maybe_n": 1}, {}) + things({"maybe_n": 1}, {}, {"maybe_n": 2}, kind=Other)
    for op in ("==", "!=", "<", ">="):
        program = program_of(rule("r", BOTH, that("a.maybe_n", op, field("o.maybe_n")), about="a.id"))
        assert seen(executor, program, facts) == [("r", "t0")]


def test_an_unknown_differs_from_nothing(executor: DurableExecutor) -> None:
    program = program_of(rule("r", ONE, that("a.maybe_text", "!=", "won"), about="a.id"))
    assert seen(executor, program, things({}, {"maybe_text": "won"}, {"maybe_text": "lost"})) == [("r", "t2")]


def test_two_fields_of_a_fact_are_compared_where_both_are_known(executor: DurableExecutor) -> None:
    program = program_of(rule("r", ONE, that("a.n", ">", field("a.maybe_n")), about="a.id"))
    assert seen(executor, program, things({"n": 1}, {"n": 1, "maybe_n": 0})) == [("r", "t1")]


def test_a_fact_may_meet_itself(executor: DurableExecutor) -> None:
    program = program_of(rule("r", PAIR, that("a.n", "==", field("b.n")), about="b.id"))
    assert seen(executor, program, things({"n": 1}, {"n": 2})) == [("r", "t0"), ("r", "t1")]


def test_a_fact_serves_every_rule(executor: DurableExecutor) -> None:
    rules = [rule(f"r{n}", ONE, that("a.n", ">", 0), that("a.flag", "==", False)) for n in range(5)]
    assert len(seen(executor, program_of(*rules), things({"n": 1}))) == 5


def test_a_fact_that_no_rule_knows_disturbs_no_other(executor: DurableExecutor) -> None:
    program = program_of(rule("r", ONE, that("a.n", ">", 0), about="a.id"))
    facts = things({"n": 0}, {"n": 1}, {"n": 0}) + things({}, kind=Other)
    assert seen(executor, program, facts) == [("r", "t1")]
    assert seen(executor, program, things({"n": 0})) == []


# --- numbers and words -------------------------------------------------------------------------------


def test_a_whole_number_equals_a_decimal(executor: DurableExecutor) -> None:
    program = program_of(rule("r", PAIR, that("a.n", "==", field("b.amount")), about="a.id"))
    facts = things({"n": 5}, {"amount": Decimal("5.00")}, {"n": 6, "amount": Decimal("5.5")})
    assert seen(executor, program, facts) == [("r", "t0")]
    program = program_of(rule("r", ONE, that("a.amount", "==", 5), about="a.id"))
    assert seen(executor, program, facts) == [("r", "t1")]


@pytest.mark.parametrize("wide", [2**53 + 1, 2**62, 2**63, 2**64, 10**30])
def test_wide_numbers_are_told_apart(executor: DurableExecutor, wide: int) -> None:
    facts = things({"n": wide}, {"n": wide - 1}, {"n": -wide}, {"n": 1 - wide})
    program = program_of(
        rule("above", ONE, that("a.n", ">", wide - 1), about="a.id"),
        rule("below", ONE, that("a.n", "<", 1 - wide), about="a.id"),
        rule("less", PAIR, that("a.n", "<", field("b.n")), that("b.n", ">", 0), about="a.id"),
        rule("same", PAIR, that("a.n", "==", field("b.n")), about="a.id"),
    )
    found = seen(executor, program, facts)
    assert ("above", "t0") in found
    assert ("above", "t1") not in found
    assert ("below", "t2") in found
    assert [about for code, about in found if code == "less"] == ["t1", "t2", "t3"]
    assert len([about for code, about in found if code == "same"]) == 4


@pytest.mark.parametrize("text", ["1E+16", "1E-7", "5E-324", "0.1", "-0.0", "1E+400"])
def test_decimals_of_any_size_are_compared_exactly(executor: DurableExecutor, text: str) -> None:
    amount = Decimal(text)
    program = program_of(
        rule("same", ONE, that("a.amount", "==", amount), about="a.id"),
        rule("more", ONE, that("a.amount", ">", amount), about="a.id"),
        rule("join", PAIR, that("a.amount", "<", field("b.amount")), about="a.id"),
    )
    more = amount + 1 if abs(amount) < 100 else amount * 2
    facts = things({"amount": amount}, {"amount": more}, {})
    assert seen(executor, program, facts) == [("join", "t0"), ("more", "t1"), ("same", "t0")]


STRANGE = [
    "",
    "ab",
    "ab ",
    'a"b',
    "a\\b",
    "a'b",
    "{",
    "},{",
    "a,b",
    "\n",
    "\0",
    "\U0001f600",
    "née",
    "客户",
    "true",
    "5",
    "null",
]


@pytest.mark.parametrize("text", STRANGE, ids=ascii)
def test_any_text_equals_itself_alone(executor: DurableExecutor, text: str) -> None:
    facts = [Thing.model_construct(**_content(n, other)) for n, other in enumerate(STRANGE)]
    others = [Other.model_construct(id="o0", customer_id="c", n=0, maybe_n=None, text=text)]
    expected = f"t{STRANGE.index(text)}"
    program = program_of(
        rule("constant", ONE, that("a.text", "==", text), about="a.id"),
        rule("join", BOTH, that("a.text", "==", field("o.text")), about="a.id"),
    )
    assert seen(executor, program, [*facts, *others]) == [("constant", expected), ("join", expected)]


def _content(number: int, text: str) -> dict[str, Any]:
    defaults = {name: info.default for name, info in Thing.model_fields.items()}
    return {**defaults, "id": f"t{number}", "customer_id": "c", "text": text}


def test_long_texts_are_compared_to_their_ends(executor: DurableExecutor) -> None:
    program = program_of(
        rule("constant", ONE, that("a.text", "==", "a" * 65536), about="a.id"),
        rule("join", BOTH, that("a.text", "!=", field("o.text")), about="a.id"),
    )
    facts = things({"text": "a" * 65536}, {"text": "b" * 65536}, {"text": "a" * 65535 + "b"})
    facts += things({"text": "a" * 65536}, kind=Other)
    assert seen(executor, program, facts) == [("constant", "t0"), ("join", "t1"), ("join", "t2")]


def test_yes_or_no_is_no_text(executor: DurableExecutor) -> None:
    program = program_of(
        rule("text", ONE, that("a.text", "==", "1"), about="a.id"),
        rule("yes", ONE, field("a.maybe_flag"), about="a.id"),
        rule("no", ONE, Not(field("a.maybe_flag")), about="a.id"),
    )
    facts = things({"maybe_flag": True, "text": "true"}, {"maybe_flag": False, "text": "1"}, {"text": "0"})
    assert seen(executor, program, facts) == [("no", "t1"), ("text", "t1"), ("yes", "t0")]


def test_spans_of_days_between_facts_are_exact(executor: DurableExecutor) -> None:
    days = [AS_OF.replace(day=day) for day in (1, 8, 9)]
    week = Compare("<=", DaysBetween(field("a.day"), field("b.day")), Const(7))
    program = program_of(rule("r", PAIR, week, that("a.day", "<", field("b.day")), about="b.id"))
    assert seen(executor, program, things(*({"day": day} for day in days))) == [("r", "t1"), ("r", "t2")]


def test_instants_are_joined_to_the_microsecond(executor: DurableExecutor) -> None:
    moments = [datetime(9999, 12, 31, 23, 59, 59, 999_998 + tick, tzinfo=UTC) for tick in (0, 1)]
    program = program_of(rule("r", PAIR, that("a.at", "<", field("b.at")), about="a.id"))
    assert seen(executor, program, things(*({"at": moment} for moment in moments))) == [("r", "t0")]


# --- numbers of rules and facts ----------------------------------------------------------------------


def test_many_thresholds_hold_at_once(executor: DurableExecutor) -> None:
    rules = [rule(f"r{n:03d}", ONE, that("a.n", ">=", n)) for n in range(150)]
    assert len(seen(executor, program_of(*rules), things({"n": 99}))) == 100


def test_many_rules_join_the_same_type(executor: DurableExecutor) -> None:
    rules = [rule(f"r{n:03d}", BOTH, that("a.n", "<", field("o.n")), that("a.n", ">=", n)) for n in range(80)]
    facts = things({"n": 70}) + things({"n": 71}, kind=Other)
    assert len(seen(executor, program_of(*rules), facts)) == 71


def test_more_conditions_than_the_engine_can_tell_apart_are_told_apart(executor: DurableExecutor) -> None:
    rules = [rule(f"r{n:03d}", ONE, that("a.n", "==", n)) for n in range(600)]
    assert seen(executor, program_of(*rules), things({"n": 511})) == [("r511", None)]


def test_many_rules_share_one_condition(executor: DurableExecutor) -> None:
    rules = [rule(f"r{n:03d}", ONE, that("a.n", "==", 1)) for n in range(300)]
    assert len(seen(executor, program_of(*rules), things({"n": 1}))) == 300


def test_a_batch_may_be_empty(executor: DurableExecutor) -> None:
    program = program_of(rule("r", ONE, that("a.n", "==", 1)), rule("always", {}))
    assert seen(executor, program, things({}, kind=Other)) == [("always", None)]


def test_facts_are_left_as_they_were(executor: DurableExecutor) -> None:
    facts = things({"n": 1}, {"n": 2})
    before = [fact.model_dump_json() for fact in facts]
    seen(executor, program_of(rule("r", PAIR, that("a.n", "<", field("b.n")))), facts)
    assert [fact.model_dump_json() for fact in facts] == before
