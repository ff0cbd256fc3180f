"""Every item of the catalogue is accounted for, and every account holds."""

from __future__ import annotations

import hashlib
from collections import Counter
from functools import cache

import pytest

from relcore.program import Program, compile_program
from relcore.rules import builtin
from relcore.rules.carriers import is_there
from relcore.rules.coverage import (
    METRIC,
    MODEL,
    NOT_TAKEN,
    RULE,
    UNACCOUNTED,
    Covered,
    coverage,
    read_accounts,
    read_catalogue,
)

IDS = "477ea9d95cbdd91f18bf5f133179bfb995ca7c3c6299c70559279c3df6e8c2ab"
"""Digest of all ids: an id is kept for ever, so only a new item may change it."""
ADVICE = {"do", "dont", "guard", "trig", "cue", "anti"}


@cache
def program() -> Program:
    return compile_program([builtin().ruleset()])


@cache
def found() -> dict[str, Covered]:
    return {one.item.id: one for one in coverage(program())}


def test_no_item_has_disappeared() -> None:
    ids = sorted(item.id for item in read_catalogue())
    assert Counter(id.partition(".")[0] for id in ids) == {"S0": 31, "S1": 187, "S2": 51, "S3": 59, "S4": 33}
    assert hashlib.sha256("\n".join(ids).encode()).hexdigest() == IDS
    assert list(found()) == [item.id for item in read_catalogue()]


def test_every_item_is_accounted_for() -> None:
    assert [one.item.id for one in found().values() if one.status == UNACCOUNTED] == []
    assert {one.status for one in found().values()} <= {RULE, MODEL, METRIC, NOT_TAKEN}
    assert all(one.reason for one in found().values())


def test_what_is_said_to_carry_an_item_exists() -> None:
    carriers = [(one.item.id, name) for one in found().values() for name in one.carriers]
    assert [pair for pair in carriers if not is_there(pair[1], program())] == []
    assert [
        one.item.id for one in found().values() if one.status in (MODEL, METRIC) and not one.carriers
    ] == []


def test_no_advice_of_the_sources_is_left_out() -> None:
    left_out = [one for one in found().values() if one.status == NOT_TAKEN]
    assert [one.item.id for one in left_out if one.item.kind in ADVICE] == []
    assert all(not one.carriers for one in left_out)


def test_accounts_speak_of_items_of_the_catalogue_that_no_rule_cites() -> None:
    accounts = read_accounts()
    assert accounts.keys() <= found().keys()
    assert [id for id in accounts if found()[id].status == RULE] == []


@pytest.mark.parametrize(
    "carrier",
    [
        "integrity.no_such_rule",
        "playbook nothing",
        "parameter wom.nothing",
        "action nothing",
        "finding nothing",
        "type Nothing",
        "type Channel.EMAIL",
        "field Cue.nothing",
        "value Channel.NOTHING",
        "spirit respect",
    ],
)
def test_a_carrier_that_does_not_exist_is_noticed(carrier: str) -> None:
    assert not is_there(carrier, program())


def test_without_rules_the_model_and_the_accounts_remain() -> None:
    statuses = Counter(one.status for one in coverage(compile_program([])))
    assert statuses[RULE] == 0
    assert statuses[UNACCOUNTED] > 100
