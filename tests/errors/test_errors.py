"""The one shape of every error: what is wrong, where, and the way out."""

from __future__ import annotations

import pytest

from relcore.errors import (
    AdviceError,
    BookError,
    Diagnostic,
    ExecutionError,
    FactError,
    MissingExtra,
    Place,
    PluginError,
    RelcoreError,
    RuleError,
    UsageError,
)


@pytest.mark.parametrize(
    ("place", "text"),
    [
        (Place(), ""),
        (Place("a.csv"), "a.csv"),
        (Place("a.csv", 7), "a.csv:7"),
        (Place("a.csv", 7, 3), "a.csv:7:3"),
        (Place("a.csv", 7, "amount"), "a.csv:7, column amount"),
        (Place("a.csv", column="amount"), "a.csv, column amount"),
        (Place(line=7), "line 7"),
        (Place(column="amount"), "column amount"),
        (Place(subject="rule a.b"), "rule a.b"),
        (Place("a.py", 7, subject="rule a.b"), "rule a.b (a.py:7)"),
    ],
)
def test_a_place_is_told_as_far_as_it_is_known(place: Place, text: str) -> None:
    assert str(place) == text


@pytest.mark.parametrize(
    ("diagnostic", "text"),
    [
        (Diagnostic("RC101", "it is wrong"), "RC101 it is wrong"),
        (Diagnostic("RC101", "it is wrong", Place("a.csv")), "RC101 it is wrong\n  in a.csv"),
        (Diagnostic("RC101", "it is wrong", hint="mend it"), "RC101 it is wrong\n  hint: mend it"),
    ],
)
def test_a_problem_is_told_with_its_place_and_its_way_out(diagnostic: Diagnostic, text: str) -> None:
    assert str(diagnostic) == text


def test_a_problem_is_plain_data() -> None:
    assert Diagnostic("RC101", "wrong", Place("a.csv", 7), "mend it", "warning").as_dict() == {
        "code": "RC101",
        "problem": "wrong",
        "where": "a.csv:7",
        "hint": "mend it",
        "severity": "warning",
    }


def test_an_error_tells_all_its_problems() -> None:
    problems = [Diagnostic("RC201", "first"), Diagnostic("RC204", "second", hint="mend it")]
    error = RuleError(iter(problems))
    assert error.diagnostics == tuple(problems)
    assert str(error) == "RC201 first\nRC204 second\n  hint: mend it"


@pytest.mark.parametrize(
    ("kind", "builtin"),
    [
        (UsageError, ValueError),
        (FactError, ValueError),
        (RuleError, ValueError),
        (ExecutionError, RuntimeError),
        (BookError, ValueError),
        (AdviceError, ValueError),
        (PluginError, RuntimeError),
        (MissingExtra, ImportError),
    ],
)
def test_every_error_has_one_root_and_is_what_python_calls_it(
    kind: type[RelcoreError], builtin: type[Exception]
) -> None:
    error = kind.of("RC999", "it is wrong", Place("a"), "mend it")
    assert isinstance(error, RelcoreError)
    assert isinstance(error, builtin)
    assert error.diagnostics == (Diagnostic("RC999", "it is wrong", Place("a"), "mend it"),)


def test_a_missing_extra_says_what_to_install() -> None:
    error = MissingExtra.need("sql", "a portfolio")
    (problem,) = error.diagnostics
    assert problem.problem == "a portfolio needs the extra 'sql', which is not installed"
    assert problem.hint == "pip install 'relcore[sql]'"
