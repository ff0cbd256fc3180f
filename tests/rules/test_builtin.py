"""The built-in playbook as a whole: it compiles, cites, speaks two languages, and declares what it uses."""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path

import pytest

import relcore.rules
from relcore.advice import Catalogue
from relcore.advice.messages import missing_messages
from relcore.facts import BUILTIN_ACTIONS, VerdictKind
from relcore.ir import Const, Param, Parameter, walk
from relcore.program import Program, compile_program
from relcore.rules import WORDS, builtin, parameters

CATALOGUE = Path(next(iter(relcore.rules.__path__))) / "catalogue.tsv"


@cache
def program() -> Program:
    return compile_program([builtin().ruleset()])


@cache
def catalogue_ids() -> frozenset[str]:
    with CATALOGUE.open(encoding="utf-8", newline="") as file:
        return frozenset(row["id"] for row in csv.DictReader(file, delimiter="\t"))


def test_the_playbook_is_called_relcore_and_compiles() -> None:
    assert builtin().name == "relcore"
    assert len(program().rules) > 400


def test_it_is_fresh_each_time() -> None:
    mine = builtin()
    mine.parameter("mine.only", 1, "Something of my own")
    assert "mine.only" not in {parameter.name for parameter in builtin().ruleset().parameters}


def test_every_file_of_rules_is_in_it() -> None:
    folder = Path(next(iter(relcore.rules.__path__)))
    files = {path.stem for path in folder.rglob("*.py") if path.stem != "__init__"}
    files |= {path.parent.stem for path in folder.rglob("*/__init__.py")}
    speaking = {rule_id.partition(".")[0] for rule_id in program().rules}
    without_rules = {
        "archetypes",
        "contact",
        "counted",
        "personality",
        "plays",
        "principles",
        "parameters",
        "occasions",
        "validity",
        # What is told of the rules, not rules themselves.
        "accepted",
        "carriers",
        "contradictions",
        "coverage",
        "honesty",
        "interest",
        "judgement",
        "model",
    }
    assert files - speaking == without_rules


def test_every_built_in_action_is_declared() -> None:
    assert set(program().actions) == {spec.name for spec in BUILTIN_ACTIONS}


def test_every_rule_cites_what_the_catalogue_holds() -> None:
    assert len(catalogue_ids()) > 300
    cited = {(rule.id, cite) for rule in program().rules.values() for cite in rule.cites}
    assert {pair for pair in cited if pair[1] not in catalogue_ids()} == set()


def test_every_rule_says_in_one_sentence_what_it_means() -> None:
    odd = [
        rule.id
        for rule in program().rules.values()
        if not re.fullmatch(r"[A-Z].{10,150}\.", rule.doc) or ". " in rule.doc
    ]
    assert odd == []


def test_every_message_is_there_in_both_languages() -> None:
    assert missing_messages(program(), Catalogue(WORDS)) == []


def test_what_rules_conclude_says_why_in_both_languages() -> None:
    silent = [
        rule.id
        for rule in program().rules.values()
        for head in rule.heads
        if head.fact in ("Assessment", "Recommendation", "Verdict")
        and dict(head.fields)["reason"] == Const(None)
        and not rule.id.startswith("scoring.")
    ]
    assert silent == []


def test_a_guard_only_takes_permission_away() -> None:
    kinds = {
        expr.value
        for rule in program().rules.values()
        for head in rule.heads
        if head.fact == "Verdict"
        for name, expr in head.fields
        if name == "kind" and isinstance(expr, Const)
    }
    assert kinds == set(VerdictKind)


PARAMETERS = parameters.playbook.ruleset().parameters


@pytest.mark.parametrize("parameter", PARAMETERS, ids=lambda parameter: parameter.name)
def test_every_parameter_has_a_unit_an_origin_and_bounds_that_hold_its_default(parameter: Parameter) -> None:
    assert parameter.unit
    assert parameter.origin == "relcore" or parameter.origin in catalogue_ids()
    assert parameter.at_least is not None
    assert parameter.at_least <= parameter.default  # type: ignore[operator]
    if parameter.at_most is not None:
        assert parameter.default <= parameter.at_most  # type: ignore[operator]


def test_parameters_of_our_own_choice_are_used_by_some_rule() -> None:
    used = {
        node.name
        for rule in program().rules.values()
        for root in (*rule.where, *(expr for head in rule.heads for _, expr in head.fields))
        for node in walk(root)
        if isinstance(node, Param)
    }
    own = {parameter.name for parameter in PARAMETERS if parameter.origin == "relcore"}
    assert own - used == set()


def test_stages_cannot_be_set_so_that_they_overlap() -> None:
    bounds = {parameter.name: parameter for parameter in PARAMETERS}
    low, high = bounds["stage.share.initial_max"], bounds["stage.share.stable_max"]
    assert low.at_most < high.at_least  # type: ignore[operator]
