"""Names that mean nothing, or two things: each is refused with its place and the nearest known name."""

from __future__ import annotations

from dataclasses import replace

import pytest

from relcore.facts import Customer
from relcore.facts.base import CustomerFact
from relcore.ir import TRUE, Aggregate, Bind, Compare, Const, Exists, Field, Head, Parameter, Rule, RuleSet
from relcore.lang import (
    Clause,
    Playbook,
    always,
    conclude,
    exists,
    fact_type,
    known,
    param,
    recommend,
    warn,
    when,
)
from relcore.program import check, compile_program
from tests.program.one_book import Mark, Thing, only, playbook_of, problems, raw_rule, raw_set


def greet(customer: Customer) -> Clause:
    """Greet."""
    return always().then(warn("seen"))


def test_two_rules_of_one_name_are_refused() -> None:
    playbook = playbook_of(greet, greet)
    problem = only(check([playbook.ruleset()]))
    assert problem.code == "RC201"
    assert problem.problem == "two rules are called 'book.greet'"
    assert problem.where.subject == "rule book.greet"
    assert problem.where.file == __file__
    assert problem.hint == "rename one of them"


def test_two_rules_of_one_name_in_different_playbooks_are_refused() -> None:
    first, second = (
        raw_set(raw_rule("r", {"a": "Thing"})),
        raw_set(raw_rule("r", {"a": "Mark"}), name="other"),
    )
    problem = only(check([first, second]))
    assert (problem.code, str(problem.where)) == ("RC201", "rule r")


def test_one_rule_that_comes_with_two_playbooks_counts_once() -> None:
    first, second = (
        raw_set(raw_rule("r", {"a": "Thing"})),
        raw_set(raw_rule("r", {"a": "Thing"}), name="other"),
    )
    program = compile_program([first, second])
    assert list(program.rules) == ["r"]
    assert program.playbooks == (("file", "1", ""), ("other", "1", ""))


def test_two_fact_types_of_one_name_are_refused() -> None:
    other = type("Thing", (CustomerFact,), {"__annotations__": {"number": str}, "number": ""})
    second = RuleSet("second", types=(fact_type(other),))
    problem = only(check([raw_set(), second]))
    assert problem.code == "RC202"
    assert problem.problem == "two different fact types are called 'Thing'"
    assert str(problem.where) == "playbook second"
    assert problem.hint == "rename one of them"


def test_two_parameters_of_one_name_are_refused() -> None:
    first = RuleSet("first", parameters=(Parameter("limit", 3, "A limit."),))
    second = RuleSet("second", parameters=(Parameter("limit", 4, "A limit."),))
    problem = only(check([first, second]))
    assert (problem.code, problem.problem) == ("RC202", "two different parameters are called 'limit'")
    assert str(problem.where) == "playbook second"
    assert check([first, replace(first, name="copy")]) == ()


def test_two_actions_of_one_name_are_refused() -> None:
    first = playbook_of().ruleset()
    action = first.actions[0]
    second = RuleSet("second", actions=(replace(action, defaults=()),))
    problem = only(check([first, second]))
    assert (problem.code, problem.problem) == ("RC202", f"two different actions are called '{action.name}'")


def test_an_unknown_parameter_is_refused_with_the_nearest_name() -> None:
    def rule(thing: Thing) -> Clause:
        """Compare with a parameter."""
        return when(thing.number > param("leest")).then(warn("seen"))

    problem = only(problems(rule))
    assert problem.code == "RC203"
    assert problem.problem == "there is no parameter 'leest'"
    assert problem.hint == "did you mean 'least'?"
    assert problem.where.subject == "rule book.rule"
    assert problem.where.file == __file__
    assert problem.where.line == rule.__code__.co_firstlineno


def test_where_nothing_is_near_the_known_names_are_listed() -> None:
    def rule(thing: Thing) -> Clause:
        """Compare with a parameter."""
        return when(thing.number > param("xyz")).then(warn("seen"))

    assert only(problems(rule)).hint == "known: least, limit, other, start, word"
    playbook = Playbook("alone")
    playbook.rule(origin="test")(rule)
    assert only(check([playbook.ruleset()])).hint == "none is known; declare it first"


def test_a_long_list_of_known_names_is_cut() -> None:
    def rule(thing: Thing) -> Clause:
        """Recommend what nobody knows."""
        return always().then(recommend("xyz"))

    problem = only(problems(rule))
    assert (problem.code, problem.problem) == ("RC209", "there is no action 'xyz'")
    assert problem.hint.startswith("known: ")
    assert problem.hint.endswith(" more")
    assert problem.hint.count(",") == 12


@pytest.mark.parametrize(("many", "hint"), [(12, "p11"), (13, "p11, and 1 more")])
def test_a_dozen_known_names_are_listed(many: int, hint: str) -> None:
    parameters = tuple(Parameter(f"p{n:02}", 1, "A number.") for n in range(many))
    problem = only(check([RuleSet("book", parameters=parameters)], {"xyz": 1}))
    assert problem.hint == "known: " + ", ".join(f"p{n:02}" for n in range(11)) + ", " + hint


def test_an_unknown_action_is_refused_with_the_nearest_name() -> None:
    def rule(thing: Thing) -> Clause:
        """Recommend a slip of the pen."""
        return always().then(recommend("send_greting"))

    problem = only(problems(rule))
    assert (problem.code, problem.problem) == ("RC209", "there is no action 'send_greting'")
    assert problem.hint == "did you mean 'send_greeting'?"
    assert problem.where.subject == "rule book.rule"


def test_an_unknown_field_is_refused_once_with_the_nearest_name() -> None:
    def rule(thing: Thing) -> Clause:
        """Read a slip of the pen, twice."""
        return when(thing.nummer > 1, thing.nummer < 5).then(warn("seen"))  # type: ignore[attr-defined]

    problem = only(problems(rule))
    assert (problem.code, problem.problem) == ("RC204", "Thing has no field 'nummer'")
    assert problem.hint == "did you mean 'number'?"
    assert problem.where.subject == "rule book.rule"


def test_an_unknown_field_is_found_in_inner_conditions_and_conclusions() -> None:
    def inner(thing: Thing) -> Clause:
        """Look for a slip of the pen."""
        return when(exists(Thing, lambda other: other.wrods == "x")).then(warn("seen"))  # type: ignore[attr-defined]

    def head(thing: Thing) -> Clause:
        """Conclude a slip of the pen."""
        return always().then(warn("seen", about=thing.wrods))  # type: ignore[attr-defined]

    for function in (inner, head):
        problem = only(problems(function))
        assert (problem.code, problem.hint) == ("RC204", "did you mean 'words'?")


def test_an_unknown_field_of_a_conclusion_is_refused() -> None:
    def rule(thing: Thing) -> Clause:
        """Conclude with a slip of the pen."""
        return always().then(conclude(Mark, wrods="x"))  # type: ignore[call-arg]

    problem = only(problems(rule))
    assert (problem.code, problem.problem) == ("RC204", "Mark has no field 'wrods'")
    assert problem.hint == "did you mean 'words'?"


@pytest.mark.parametrize("name", ["id", "customer_id"])
def test_what_the_run_fills_in_is_neither_given_nor_read(name: str) -> None:
    def give(thing: Thing) -> Clause:
        """Give what the run fills in."""
        return always().then(conclude(Mark, **{name: "x"}))  # type: ignore[arg-type]

    def read(mark: Mark) -> Clause:
        """Read what the run fills in."""
        return when(getattr(mark, name) == "x").then(warn("seen"))

    assert only(problems(give)).problem == f"Mark has no field '{name}'"
    problem = only(problems(read))
    assert (problem.code, problem.problem) == ("RC204", f"Mark.{name} is the same in all conclusions")
    assert problem.hint == "read it from the Customer"


def test_a_field_that_rules_cannot_read_is_refused() -> None:
    def rule(thing: Thing) -> Clause:
        """Ask for a dictionary."""
        return when(known(thing.raw)).then(warn("seen"))

    problem = only(problems(rule))
    assert (problem.code, problem.problem) == ("RC204", "Thing.raw is of a kind that rules cannot read")
    assert problem.hint == "add a field of a plain type"


@pytest.mark.parametrize(
    "rule",
    [
        raw_rule("r", {"a": "Thng"}),
        raw_rule("r", {"a": "Thing"}, (Exists("b", "Thng", TRUE),)),
        raw_rule(
            "r", {"a": "Thing"}, (Compare("==", Aggregate("count", "b", "Thng", TRUE, Const(1)), Const(1)),)
        ),
        raw_rule("r", {"a": "Thing"}, heads=(Head("Thng", ()),)),
    ],
    ids=["parameter", "exists", "count", "conclusion"],
)
def test_an_unknown_fact_type_is_refused_with_the_nearest_name(rule: object) -> None:
    problem = only(check([raw_set(rule)]))  # type: ignore[arg-type]
    assert (problem.code, problem.problem) == ("RC204", "there is no fact type 'Thng'")
    assert problem.hint == "did you mean 'Thing'?"
    assert str(problem.where) == "rule r"


@pytest.mark.parametrize(
    "rule",
    [
        raw_rule("r", {"a": "Thing"}, (Compare("==", Field("b", "number"), Const(1)),)),
        raw_rule("r", {"a": "Thing"}, heads=(Head("Mark", (("number", Field("b", "number")),)),)),
        raw_rule(
            "r", {"a": "Thing"}, (Exists("b", "Thing", TRUE), Compare("==", Field("b", "number"), Const(1)))
        ),
    ],
    ids=["condition", "conclusion", "bound elsewhere"],
)
def test_an_unbound_variable_is_refused(rule: object) -> None:
    problem = only(check([raw_set(rule)]))  # type: ignore[arg-type]
    assert (problem.code, problem.problem) == ("RC206", "the variable 'b' is not bound to a fact")
    assert problem.hint == "join the fact as a parameter of the rule"
    assert str(problem.where) == "rule r"


@pytest.mark.parametrize(
    "rule",
    [
        replace(raw_rule("r", {"a": "Thing"}), binds=(Bind("a", "Thing"), Bind("a", "Mark"))),
        raw_rule("r", {"a": "Thing"}, (Exists("a", "Mark", TRUE),)),
        raw_rule("r", {"a": "Thing"}, (Exists("b", "Mark", Exists("b", "Thing", TRUE)),)),
    ],
    ids=["parameters", "hides a parameter", "hides an outer variable"],
)
def test_a_variable_stands_for_one_thing(rule: Rule) -> None:
    problem = only(check([raw_set(rule)]))
    assert problem.code == "RC206"
    assert problem.problem.endswith("is bound already")
    assert problem.hint == "give the inner one another name"


def test_the_same_name_may_be_bound_twice_side_by_side() -> None:
    assert (
        check(
            [raw_set(raw_rule("r", {"a": "Thing"}, (Exists("b", "Mark", TRUE), Exists("b", "Thing", TRUE))))]
        )
        == ()
    )


@pytest.mark.parametrize("name", ["", "a b", "1a", "a\nimport os", "a.b"])
def test_a_variable_has_a_name(name: str) -> None:
    for rule in (raw_rule("r", {name: "Thing"}), raw_rule("r", {}, (Exists(name, "Mark", TRUE),))):
        problem = only(check([raw_set(rule)]))
        assert (problem.code, problem.problem) == ("RC206", f"'{name}' is no name for a variable")
