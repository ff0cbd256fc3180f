"""Any playbook, also one written in Python, is written as a file that means the same."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relcore.documents import parse
from relcore.errors import RuleError
from relcore.ir import (
    And,
    Arith,
    Bind,
    Compare,
    Const,
    Exists,
    Expr,
    Field,
    Head,
    Kind,
    Not,
    Or,
    Parameter,
    Rule,
    RuleSet,
    Scalar,
    conjuncts,
)
from relcore.lang import fact_type
from relcore.playbooks import PlaybookFile, export_playbook, load_playbook
from relcore.playbooks.expression import Scope, read_expression
from relcore.playbooks.expression_text import Speller
from relcore.playbooks.yaml_text import scalar, write
from relcore.program import check, compile_program, digest_of, draft_program
from relcore.testing.programs import Scope as Drawn
from relcore.testing.programs import conditions, values
from tests.executors.generated import MODELS, TYPES, rulesets
from tests.playbooks.files import BUILTIN, CATALOGUE, load


def read_back(ruleset: RuleSet) -> PlaybookFile:
    """Write a rule set as a file and read the file."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "exported.yaml"
        path.write_text(export_playbook(ruleset), encoding="utf-8")
        return load_playbook(path)


def first(number: Scalar | None) -> Head:
    """Conclude something with a number."""
    return Head("First", (("colour", Const("red", "Colour")), ("number", Const(number))))


def digest(ruleset: RuleSet) -> str:
    """Give the digest of what a rule set means by itself."""
    draft = draft_program([ruleset])
    return digest_of(draft.rules, draft.values, draft.types)


def test_the_built_in_playbook_is_written_as_a_file_that_means_the_same() -> None:
    file = read_back(BUILTIN)
    assert compile_program([file.ruleset]).digest == compile_program([BUILTIN]).digest
    read = {rule.id: rule for rule in file.ruleset.rules}
    for rule in BUILTIN.rules:
        told = read[rule.id]
        assert (told.doc, told.cites, told.origin, told.table) == (
            rule.doc,
            rule.cites,
            rule.origin,
            rule.table,
        )
    assert len(read) == len(BUILTIN.rules) > 700
    for read_ones, ones in (
        (file.ruleset.parameters, BUILTIN.parameters),
        (file.ruleset.actions, BUILTIN.actions),
        (file.specs, BUILTIN.specs),
    ):
        assert {one.name: one for one in read_ones} == {one.name: one for one in ones}
    assert {fact.name: fact for fact in file.ruleset.types} == {fact.name: fact for fact in BUILTIN.types}


@given(rulesets())
def test_a_generated_playbook_is_written_as_a_file_that_means_the_same(ruleset: RuleSet) -> None:
    file = read_back(ruleset)
    assert check([ruleset]) == ()
    assert compile_program([file.ruleset]).digest == compile_program([ruleset]).digest
    assert [tuple(map(type, rule.where)) for rule in file.ruleset.rules] == [
        tuple(map(type, rule.where)) for rule in ruleset.rules
    ]


def test_a_file_that_is_written_again_means_the_same(tmp_path: Path) -> None:
    file = load(tmp_path, CATALOGUE)
    again = read_back(file.ruleset)
    assert compile_program([BUILTIN, again.ruleset]).digest == compile_program([BUILTIN, file.ruleset]).digest
    assert again.specs == file.specs
    assert (again.name, again.version) == (file.name, file.version)


def test_words_are_written_with_the_playbook(tmp_path: Path) -> None:
    file = load(tmp_path, CATALOGUE)
    path = tmp_path / "again.yaml"
    path.write_text(export_playbook(file.ruleset, words=file.words), encoding="utf-8")
    assert load_playbook(path).words == file.words


SPELLER = Speller({"p": "p"}, {"p": "Deed"}, TYPES, {})


@st.composite
def expressions(draw: st.DrawFn) -> Expr:
    """Draw an expression about a deed `p`."""
    scope = Drawn({"p": "Deed"}, ["Deed", "Note"], ["House"], depth=3)
    kind = draw(st.sampled_from([None, Kind.INT, Kind.DECIMAL, Kind.DATE, Kind.BOOL]))
    return draw(conditions(scope) if kind is None else values(scope, kind))


def inner_names(expr: Expr) -> dict[str, str]:
    """Give every variable its own name."""
    from_walk = {node.var for node in walk_all(expr) if hasattr(node, "var")}
    return {name: name for name in from_walk}


def walk_all(node: Any) -> Iterator[Any]:
    """Give all nodes of an expression."""
    yield node
    for child in getattr(node, "__dataclass_fields__", {}):
        value = getattr(node, child)
        for item in value if isinstance(value, tuple) else (value,):
            if hasattr(item, "__dataclass_fields__"):
                yield from walk_all(item)


def as_read(text: str) -> Expr:
    """Read an expression about a deed `p`."""
    slips: list[Any] = []
    read = read_expression(text, Scope({}, MODELS, frozenset({"p"})), slips.append)
    assert read is not None, (text, slips)
    return read.expr


@given(expressions())
def test_an_expression_is_read_as_it_was_written(expr: Expr) -> None:
    speller = Speller(inner_names(expr) | {"p": "p"}, {"p": "Deed"}, TYPES, {})
    text = speller.spell(expr)
    again = as_read(text)
    names = inner_names(again) | {"p": "p"}
    assert Speller(names, {"p": "Deed"}, TYPES, {}).spell(again) == text
    assert repr_without_fresh(again) == repr_without_fresh(expr)


def repr_without_fresh(expr: Expr) -> str:
    """Tell an expression without the names of facts that nothing speaks of."""
    told = repr(expr)
    used = {node.var for node in walk_all(expr) if isinstance(node, Field)}
    for node in walk_all(expr):
        if hasattr(node, "fact") and node.var not in used:
            told = told.replace(f"var='{node.var}'", "var=''")
    return told


CONSTANTS: list[Scalar | None] = [
    None,
    True,
    0,
    -7,
    10**40,
    Decimal("0.10"),
    Decimal("-0.0"),
    Decimal("1E+3"),
    Decimal("1E-7"),
    date(2026, 6, 30),
    datetime(2026, 6, 30, 8, 15, 3, 7, tzinfo=UTC),
    "",
    "= not an expression",
    'quotes " and \\ and \n',
    "null",
    "12",
    "# no comment",
    "关系",
    "\u2028\x85\ufeff\U000e0001",
]


@pytest.mark.parametrize("value", CONSTANTS, ids=ascii)
@pytest.mark.parametrize("place", ["in an expression", "as a conclusion"])
def test_every_constant_is_read_as_it_was_written(value: Scalar | None, place: str) -> None:
    rule = Rule("r", "A rule.", (Bind("deed", "Deed"),), (), (first(value),))
    if place == "in an expression":
        condition = Compare("==", Field("deed", "number"), Const(value))
        rule = Rule("r", "A rule.", (Bind("deed", "Deed"),), (condition,), rule.heads)
    types = tuple(fact_type(MODELS[name]) for name in ("Deed", "First"))
    before = RuleSet("generated", "1", (rule,), types=types)
    assert digest(read_back(before).ruleset) == digest(before)


@pytest.mark.parametrize("value", [one for one in CONSTANTS if one is not None], ids=ascii)
def test_every_default_of_a_parameter_is_read_as_it_was_written(value: Scalar) -> None:
    before = RuleSet("generated", "1", parameters=(Parameter("a.b", value, "A: value, {of} #1"),))
    [read] = read_back(before).ruleset.parameters
    assert (read.default, type(read.default), read.doc) == (value, type(value), "A: value, {of} #1")


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_every_text_is_read_as_it_was_written(text: str) -> None:
    tree = parse(write({"key": text, "list": [text], "more": {text or "empty": "x"}}).encode(), "a.yaml").tree
    assert tree == {"key": text, "list": [text], "more": {text or "empty": "x"}}
    assert "\n" not in scalar(text)


def test_conditions_that_are_held_together_stay_so() -> None:
    both = tuple(Compare("==", Field("deed", "number"), Const(n)) for n in (1, 2))
    looked = Exists("note", "Note", Compare("<", Field("note", "number"), Arith("-", Const(3), Const(-2))))
    where = (And(both), And((And(()), looked)), Or((And(both),)), Not(Or(())), And((looked,)))
    rule = Rule("r", "A rule.", (Bind("deed", "Deed"),), where, (first(1),))
    before = RuleSet("generated", "1", (rule,), types=tuple(TYPES.values()))
    [read] = read_back(before).ruleset.rules
    assert read.where == where
    assert len(list(conjuncts(read.where[0]))) == 2


def test_a_guard_that_judges_no_recommendation_cannot_be_written() -> None:
    rule = Rule("r", "A rule.", (Bind("deed", "Deed"),), (), (), layer="1_law")
    with pytest.raises(RuleError, match="RC648"):
        export_playbook(RuleSet("generated", "1", (rule,), types=tuple(TYPES.values())))
