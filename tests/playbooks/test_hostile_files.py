"""No file makes relcore crash, hang or do anything but read: each gets its diagnostic."""

from __future__ import annotations

import gc
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from relcore.errors import RuleError
from relcore.executors.compiled import CompiledExecutor
from relcore.executors.reference import ReferenceExecutor
from relcore.facts import Order, Snapshot
from relcore.playbooks import check_playbook, load_playbook
from relcore.playbooks.expression import DEEPEST, Scope, read_expression
from relcore.playbooks.grammar import Slip
from relcore.playbooks.vocabulary import vocabulary
from relcore.program import compile_program
from tests.playbooks.files import CATALOGUE, problems, told, write
from tests.playbooks.test_diagnostics import RULE

BOMB = "a: &a [x, x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]\n" for n in range(20)
)

FILES: dict[str, tuple[bytes, str, str]] = {
    "a bomb of anchors": (BOMB.encode(), "RC641", "anchors and aliases are refused"),
    "an alias of itself": (b"rules: &a\n  r: *a\n", "RC641", "anchors and aliases are refused"),
    "a merge key": (b"playbook: x\nrules: {<<: *y}\n", "RC641", "anchors and aliases are refused"),
    "brackets without end": (b"rules: " + b"[" * 100_000, "RC641", "more than 12 levels"),
    "braces without end": (b"rules: " + b"{a: " * 100_000, "RC641", "more than 12 levels"),
    "a doubled key": (b"playbook: x\nplaybook: y\n", "RC641", "the key 'playbook' stands twice"),
    "a doubled rule": (b"playbook: x\nrules:\n  r: 1\n  r: 2\n", "RC641", "the key 'r' stands twice"),
    "a tag that would run": (b"!!python/object/apply:os.system [ls]\n", "RC641", "the tag"),
    "several documents": (b"playbook: x\n---\nplaybook: y\n", "RC641", "the file holds several documents"),
    "another encoding": ("playbook: 关系\n".encode("gb18030"), "RC641", "the file is not UTF-8"),
    "two bytes for a sign": ("playbook: x\n".encode("utf-16"), "RC641", "the file is not UTF-8"),
    "a zero byte": (b"playbook: x\0\n", "RC641", "the file is no valid YAML"),
    "a key that is a list": (b"? [a, b]\n: c\n", "RC641", "a key is no plain text"),
    "50 MB": (b"# " + b"x" * 50_000_000, "RC641", "the file has more than 2,097,152 bytes"),
    "very many entries": (b"uses: [" + b"a," * 200_000 + b"]", "RC641", "more than 100,000 entries"),
    "nothing": (b"", "RC642", "the file is no list of entries"),
    "a list": (b"- a\n", "RC642", "the file is no list of entries"),
    "a bare text": (b"hello\n", "RC642", "the file is no list of entries"),
    "no name": (b"rules: {}\n", "RC642", "playbook is missing"),
    "a path for a name": (b"playbook: ../../etc\n", "RC642", "'../../etc' is no name"),
    "a list for rules": (b"playbook: x\nrules: [a]\n", "RC642", "rules has the wrong shape"),
    "a text for a rule": (b"playbook: x\nrules: {a: b}\n", "RC642", "rules.a has the wrong shape"),
}


@pytest.mark.parametrize(("data", "code", "problem"), FILES.values(), ids=FILES)
def test_a_hostile_file_is_refused(tmp_path: Path, data: bytes, code: str, problem: str) -> None:
    found = problems(tmp_path, data)
    assert (found[0].code, found[0].problem[: len(problem)]) == (code, problem)
    assert found[0].where.line is not None
    assert all(one.hint for one in found)


EXPRESSIONS: dict[str, tuple[str, str]] = {
    "a hidden attribute": ("order.__class__ == 1", "'__class__' is no field of a fact"),
    "a chain of attributes": ("order.__class__.__mro__ == 1", "a value has no fields"),
    "an import": ('__import__("os") == 1', "there is no function '__import__'"),
    "a method": ('order.id.format("x") == 1', "values have no methods"),
    "a call of a call": ('__import__("os").system("ls") == 1', "values have no methods"),
    "an evaluation": ('eval("1") == 1', "there is no function 'eval'"),
    "a lambda": ("(lambda: 1)() == 1", ": was not expected here"),
    "a comprehension": ("[x for x in order.id]", "for was not expected here"),
    "a huge power": ("9 ** 9 ** 9 > 1", "* was not expected here"),
    "a huge number": (f"order.items > {'9' * 5000}", "the number has 5,000 digits"),
    "a huge decimal": (f"order.items > 0.{'9' * 5000}", "the number has 5,002 digits"),
    "deep brackets": ("(" * 4000 + "order.items" + ")" * 4000 + " > 1", ""),
    "deep negation": ("!" * 4000 + "order.cancelled", f"more than {DEEPEST} levels"),
    "deep minus": ("-" * 4000 + "order.items > 1", f"more than {DEEPEST} levels"),
    "a long sum": (" + ".join(["order.items"] * 700) + " > 1", f"more than {DEEPEST} levels"),
    "a long alternative": (" || ".join(["order.cancelled"] * 500), f"more than {DEEPEST} levels"),
    "deep calls": ("or_else(" * 800 + "1" + ", 1)" * 800 + " > 1", f"more than {DEEPEST} levels"),
    "deep looks": (
        "".join(f"Order.exists(o{n}, " for n in range(300)) + "true" + ")" * 300,
        f"more than {DEEPEST} levels",
    ),
    "a very long text": (f'order.id == "{"x" * 20_000}"', "the expression has 20,014 characters"),
    "fields without end": ("order" + ".a" * 3000 + " == 1", "a value has no fields"),
}


@pytest.mark.parametrize(("condition", "problem"), EXPRESSIONS.values(), ids=EXPRESSIONS)
def test_a_hostile_expression_is_refused(tmp_path: Path, condition: str, problem: str) -> None:
    quoted = "'" + condition.replace("'", "''") + "'"
    found = problems(tmp_path, RULE.replace("CONDITION", quoted))
    if not problem:
        assert found == []
        return
    assert {one.code for one in found} == {"RC644"}
    assert problem in found[0].problem
    assert all(len(one.problem) < 400 and len(one.hint) < 400 for one in found)


def test_the_deepest_expression_that_is_read_runs_everywhere(tmp_path: Path) -> None:
    deep = "order.cancelled"
    for _ in range((DEEPEST - 2) // 2):
        deep = f"!({deep} || order.cancelled)"
    file = load_playbook(write(tmp_path, RULE.replace("CONDITION", f"'{deep}'")))
    program = compile_program([file.ruleset])
    facts = Snapshot.of([Order(customer_id="c", id="o", placed_on=date(2026, 6, 1), cancelled=False)])
    executors = (CompiledExecutor(), ReferenceExecutor())
    ledgers = [executor.run(program, facts, date(2026, 6, 30)).canonical() for executor in executors]
    assert ledgers[0] == ledgers[1]


def test_a_file_that_is_none_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "missing.yaml", tmp_path / ("x" * 5000), tmp_path / "a\0b"):
        assert told(check_playbook(path))[0][0] == "RC640"
        with pytest.raises(RuleError, match="RC640"):
            load_playbook(path)


def test_reading_a_file_again_and_again_keeps_nothing(tmp_path: Path) -> None:
    text = CATALOGUE + "facts:\n  Audit: {of: customer, fields: {on: date}}\n"
    path = write(tmp_path, text)
    load_playbook(path)
    gc.collect()
    before = len(gc.get_objects())
    for _ in range(10):
        load_playbook(path)
    gc.collect()
    assert len(gc.get_objects()) - before < 2000


SIGNS = """order . items ( ) && || ! == < - + * , [ ] in Order exists count o 1 2.5 "x" ' \\ known days true
    null
    row params as_of Channel EMAIL date 关 __class__ all any"""
ALPHABET = st.sampled_from([*SIGNS.split(), " ", "\n", "\t", "\u2028"])
WORDS = vocabulary()


@settings(max_examples=300)
@given(st.one_of(st.text(), st.lists(ALPHABET, max_size=25).map("".join)))
def test_any_text_is_an_expression_or_gets_its_diagnostic(text: str) -> None:
    slips: list[Slip] = []
    scope = Scope(WORDS.enums, WORDS.types, frozenset({"order"}))
    read = read_expression(text, scope, slips.append)
    assert (read is None) == bool(slips)
    for slip in slips:
        assert 0 <= slip.offset <= len(text)
        assert slip.problem
        assert slip.hint


PARTS = st.sampled_from(
    ["playbook: acme", "rules:", "  r:", "    says: A.", "    when: order.items > 1", "    then:"]
)
LINES = st.lists(
    st.one_of(
        PARTS,
        st.sampled_from(CATALOGUE.splitlines()),
        st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
    ),
    max_size=40,
)


@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(LINES.map(lambda lines: "\n".join(lines).encode()), st.binary(max_size=300)))
def test_any_bytes_are_a_playbook_or_get_their_diagnostics(data: bytes) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "any.yaml"
        path.write_bytes(data)
        for one in check_playbook(path):
            assert one.code.startswith(("RC2", "RC6"))
            assert one.hint
            assert one.where.file == str(path)


def test_no_mistake_shows_more_of_a_file_than_its_place(tmp_path: Path) -> None:
    long = "x" * 100_000
    found = problems(tmp_path, f"playbook: acme\n{long}: 1\nrules: {{r: {{{long}: 1, then: {{warn: a}}}}}}\n")
    assert found
    assert sum(len(str(one)) for one in found) < 10_000
