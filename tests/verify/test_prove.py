"""Proofs: what no advice may do, and the customer for whom a bad playbook would do it."""

from __future__ import annotations

from importlib import import_module

import pytest

from relcore.advice import ContactCalendar, decide
from relcore.advisor import Advisor
from relcore.executors.compiled import CompiledExecutor
from relcore.facts import Snapshot
from relcore.program import Program, compile_program
from relcore.rules import builtin
from relcore.verify.properties import PROPERTIES, Property
from relcore.verify.prove import Outcome, Proof, prove
from relcore.verify.witness import DAY
from tests.verify.bad import BAD, with_builtin

NAMES = [found.name for found in PROPERTIES]


def named(name: str) -> Property:
    return next(found for found in PROPERTIES if found.name == name)


@pytest.fixture(scope="module")
def program() -> Program:
    return compile_program([builtin().ruleset()])


@pytest.mark.parametrize("name", NAMES)
def test_no_advice_of_the_built_in_playbook_breaks_a_promise(name: str, program: Program) -> None:
    (proof,) = prove(program, [named(name)])
    assert proof.outcome is Outcome.HOLDS, [case for case in proof.cases if case.outcome is not Outcome.HOLDS]
    assert proof.cases


@pytest.mark.parametrize("name", NAMES)
def test_a_bad_playbook_is_found_with_the_customer_whom_it_wrongs(name: str) -> None:
    playbook, rule = BAD[name]
    proof = broken(name)
    case = next(case for case in proof.cases if case.outcome is Outcome.BROKEN)
    assert case.rule == rule
    assert case.witness is not None
    assert not case.witness.customer.given
    program, snapshot = with_builtin(playbook), Snapshot.of(case.witness.customer.facts)
    ledger = CompiledExecutor().run(program, snapshot, DAY)
    advice = decide(ledger, program, calendar=ContactCalendar(snapshot, program.values))
    assert (case.witness.action, case.witness.about) in {(one.action, one.about) for one in advice.actions}


def test_a_witness_reads_as_a_story() -> None:
    case = next(case for case in broken("no-production-without-signature").cases if case.witness)
    assert case.witness is not None
    story = "\n".join(case.witness.lines())
    assert "the advice for customer c1 is: start_production about x" in story
    assert "It starts production for something that no signed contract is about." in story
    assert "production_start_requested = True" in story
    assert "starting.start_for_regulars: Customers whom we know for long need no contract." in story


@pytest.mark.slow
def test_the_built_in_playbook_keeps_its_promises_with_the_three_plug_ins_too() -> None:
    names = ("relcore_saas", "relcore_wealth", "relcore_wholesale")
    program = Advisor(plugins=[*map(import_module, names)]).program
    assert len(program.rules) > 850
    for proof in prove(program, PROPERTIES):
        assert proof.outcome is Outcome.HOLDS, proof


def broken(name: str) -> Proof:
    playbook, _ = BAD[name]
    (proof,) = prove(with_builtin(playbook), [named(name)], only=frozenset({BAD[name][1]}))
    assert proof.outcome is Outcome.BROKEN
    return proof
