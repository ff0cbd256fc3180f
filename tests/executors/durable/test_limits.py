"""Programs beyond the engine's limits are refused before anything runs; those within are cut to fit."""

from __future__ import annotations

import json
from collections import Counter
from itertools import combinations

import pytest

from relcore.errors import ExecutionError
from relcore.executors.durable import DurableExecutor
from relcore.executors.durable.limits import FACTS, PROPERTIES
from relcore.executors.protocol import Limits
from relcore.facts.snapshot import Snapshot
from relcore.ir import Arith, Compare, Const, Not, OneOf
from relcore.program import Program
from tests.executors.durable.needs import NEEDS_DURABLE
from tests.executors.durable.small import (
    AS_OF,
    Other,
    Seen,
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


def refused(executor: DurableExecutor, program: Program) -> list[tuple[str, str]]:
    """Give what is wrong with a program, as codes and problems."""
    with pytest.raises(ExecutionError) as caught:
        executor.run(program, Snapshot.of(things({})), AS_OF)
    assert all(one.where.subject == "rule r" for one in caught.value.diagnostics)
    assert all("'compiled'" in one.hint for one in caught.value.diagnostics)
    with pytest.raises(ExecutionError):
        executor.definitions(program)
    return [(one.code, one.problem) for one in caught.value.diagnostics]


def chain(length: int) -> Program:
    """Give a rule that joins many facts."""
    binds = {f"a{n}": Thing for n in range(length)}
    return program_of(
        rule("r", binds, *(that(f"a{n}.n", "<", field(f"a{n + 1}.n")) for n in range(length - 1)))
    )


def test_a_rule_joins_at_most_sixteen_facts(executor: DurableExecutor) -> None:
    assert "f15" in executor.definitions(chain(16))[0]
    assert refused(executor, chain(17)) == [
        ("RC321", "the rule joins 17 facts, and durable-rules joins at most 16")
    ]


def test_sixteen_facts_are_joined(executor: DurableExecutor) -> None:
    snapshot = Snapshot.of(things(*({"n": n} for n in range(16))))
    assert executor.run(chain(16), snapshot, AS_OF).rows("Seen") == [("r", None)]


def compared(times: int) -> Program:
    """Give a rule that compares two facts in many ways."""
    sums = (Arith("+", field("a.n"), Const(n)) for n in range(times))
    return program_of(
        rule("r", {"a": Thing, "o": Other}, *(Compare("<=", one, field("o.n")) for one in sums))
    )


def test_two_facts_are_compared_at_most_28_times(executor: DurableExecutor) -> None:
    facts = things({"n": 1}) + things({"n": 28}, kind=Other)
    assert seen(executor, compared(28), facts) == [("r", None)]
    assert seen(executor, compared(28), facts[:1] + things({"n": 27}, kind=Other)) == []
    assert refused(executor, compared(29)) == [
        ("RC322", "'o' is compared with other facts 29 times, and durable-rules compares at most 28 times")
    ]


def looking(number: int) -> Program:
    """Give a rule that looks at many values of a fact."""
    sums = (Arith("+", field("a.n"), Const(n)) for n in range(number))
    return program_of(rule("r", {"a": Thing}, *(Compare(">", one, Const(0)) for one in sums)))


def test_a_rule_looks_at_a_limited_number_of_values(executor: DurableExecutor) -> None:
    assert seen(executor, looking(PROPERTIES), things({"n": 1})) == [("r", None)]
    ((code, problem),) = refused(executor, looking(PROPERTIES + 1))
    assert code == "RC323"
    assert problem.startswith(f"the rule looks at {PROPERTIES + 1} values of Thing")


def test_all_problems_are_told_together(executor: DurableExecutor) -> None:
    wide = rule("r", {f"a{n}": Thing for n in range(17)}, *(that(f"a{n}.n", ">", 0) for n in range(17)))
    high = Compare(">", field("a.n"), Const(0))
    sums = [Compare(">", Arith("+", field("a.n"), Const(n)), Const(0)) for n in range(PROPERTIES + 1)]
    with pytest.raises(ExecutionError) as caught:
        executor.definitions(program_of(wide, rule("s", {"a": Thing}, high, *sums)))
    assert [one.code for one in caught.value.diagnostics] == ["RC321", "RC323"]


def test_more_existence_tests_than_fit_beside_the_parameters_stand_alone(executor: DurableExecutor) -> None:
    tests = [there("x", Other, that("x.n", "==", n)) for n in range(20)]
    program = program_of(rule("r", {"a": Thing}, that("a.n", "==", 1), *tests))
    others = things(*({"n": n} for n in range(20)), kind=Other)
    assert seen(executor, program, things({"n": 1}) + others) == [("r", None)]
    assert seen(executor, program, things({"n": 1}) + others[1:]) == []


def test_rule_sets_are_cut_below_every_limit(executor: DurableExecutor) -> None:
    rules = [
        rule(f"r{n:03d}", {"a": Thing, "o": Other}, that("a.n", "<", field("o.n")), that("a.n", "!=", n))
        for n in range(250)
    ]
    pairs = list(combinations(["n", "costarring", "liquid"], 2)) * 90
    sums = (
        Compare(">", Arith("+", field(f"a.{one}"), Arith("*", field(f"a.{two}"), Const(n))), Const(0))
        for n, (one, two) in enumerate(pairs)
    )
    rules += [rule(f"s{n:03d}", {"a": Thing}, one) for n, one in enumerate(sums)]
    definitions = [json.loads(text) for text in executor.definitions(program_of(*rules))]
    assert len(definitions) > 4
    assert sum(map(len, definitions)) == len(rules) + len(definitions)
    for definition in definitions:
        del definition["prime"]
        patterns = [tests["$and"] for one in definition.values() for p in one["all"] for tests in p.values()]
        types = Counter(tests[0]["t"] for tests in patterns)
        assert len(definition) <= 200
        assert max(types.values()) <= 60
        names = {
            name for tests in patterns for name in json.dumps(tests).split('"') if name.startswith("value")
        }
        assert len(names) <= PROPERTIES


def test_more_alternatives_than_are_expanded_are_still_right(executor: DurableExecutor) -> None:
    choices = [
        OneOf(field(f"a.{name}"), (Const(1), Const(2), Const(3))) for name in ("n", "costarring", "liquid")
    ]
    program = program_of(rule("r", {"a": Thing}, *choices, about="a.id"))
    assert sum(len(json.loads(text)) for text in executor.definitions(program)) < 12
    facts = things(*({"n": n % 5, "costarring": n % 4, "liquid": n % 3 + 1} for n in range(60)))
    assert 0 < len(seen(executor, program, facts)) < 60


def test_facts_are_counted_before_they_are_matched() -> None:
    program = program_of(rule("r", {"a": Thing}, that("a.n", "<", 0)))
    snapshot = Snapshot.of(things({}))
    many = Snapshot("c", {"Thing": snapshot.facts("Thing") * (FACTS + 1)}, {}, {})
    with DurableExecutor() as executor, pytest.raises(ExecutionError) as caught:
        executor.run(program, many, AS_OF)
    (problem,) = caught.value.diagnostics
    assert (problem.code, problem.problem[:21]) == ("RC324", "100,001 facts at once")


def test_a_run_ends_where_it_concludes_too_much(executor: DurableExecutor) -> None:
    program = program_of(rule("r", {"a": Thing}, that("a.n", ">=", 0), about="a.id"))
    facts = Snapshot.of(things(*({"n": n} for n in range(20))))
    assert len(executor.run(program, facts, AS_OF, limits=Limits(conclusions=20)).rows("Seen")) == 20
    with pytest.raises(ExecutionError, match="more than 19 conclusions"):
        executor.run(program, facts, AS_OF, limits=Limits(conclusions=19))


def test_absence_of_what_is_concluded_before_is_settled_between_strata(executor: DurableExecutor) -> None:
    first = rule("first", {"a": Thing}, that("a.n", ">", 1), about="a.id")
    known = there("s", Seen, that("s.code", "==", "first"), that("s.about", "==", field("a.id")))
    program = program_of(first, rule("second", {"a": Thing}, Not(known), about="a.id"))
    assert seen(executor, program, things({"n": 1}, {"n": 2})) == [("first", "t1"), ("second", "t0")]
