"""Every mistake in a playbook file is told at its line and column, all at once, with a way out."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from relcore.ir import Const
from relcore.playbooks import load_playbook
from tests.playbooks.files import CATALOGUE, problems, told, write

WRONG = """\
    playbook: acme
    verzion: "1.0"
    effective: {from: 2026-01-01, until: 2025-12-31}
    parameters:
      acme.max_days: {default: 14, at_least: 20}
    actions:
      acme.send_catalogue:
        label: {en: Send the catalogue}
        purpose: sales
        beneficiary: nobody
        promise: nothing
        honesty: truthful
    rules:
      one:
        says: One.
        origin: acme
        for: {order: Ordr}
        when:
          - days_since(order.placed_on) <= params.acme.maxdays
          - >-
            Interaction.absent(i, i.kind == InteractionKind.GREETNG
               && i.on >= order.placed_on)
        then:
          - recommend: acme.send_catalogue
            due: =order.placed_on + day(2)
      two:
        says: Two.
        origin: acme
        for: {order: Order}
        when:
          - order.amount > 1
            && order.amunt > 1000
          - order.amount
          - 'order.product == "it''s" && order.placed_on > 3'
        then:
          - recommend: upsel
            due: =order.amount
            purpos: sales
          - assess: laddder
            value: x
      three:
        for: {order: Order}
        then: {deny: x}
    """


def test_all_mistakes_of_a_file_are_told_at_once_each_at_its_place(tmp_path: Path) -> None:
    found = problems(tmp_path, WRONG)
    assert told(found) == [
        ("RC642", "2:1", "there is no entry 'verzion' here"),
        ("RC643", "3:31", "the last day comes before the first"),
        ("RC233", "5:3", "the default 14 is out of bounds: at least 20"),
        ("RC642", "8:5", "actions.acme.send_catalogue.label.zh is missing"),
        ("RC204", "17:11", "there is no fact type 'Ordr'"),
        ("RC203", "19:40", "there is no parameter 'acme.maxdays'"),
        ("RC644", "21:41", "InteractionKind has no member 'GREETNG'"),
        ("RC644", "25:33", "there is no function 'day'"),
        ("RC204", "32:12", "Order has no field 'amunt'"),
        ("RC205", "33:9", "a condition was expected, not a decimal number"),
        ("RC205", "34:38", "a comparison of a date with a whole number"),
        ("RC209", "36:9", "there is no action 'upsel'"),
        ("RC205", "37:9", "Recommendation.due is a date, not a decimal number"),
        ("RC204", "38:9", "Recommendation has no field 'purpos'"),
        ("RC205", "39:9", "Axis has no member 'laddder'"),
        ("RC227", "41:3", "the rule has no docstring"),
        ("RC228", "41:3", "the rule names no source"),
        ("RC642", "43:12", "only a guard may deny"),
    ]
    hints = {one.problem: one.hint for one in found}
    assert hints["there is no entry 'verzion' here"] == "did you mean 'version'?"
    assert hints["there is no function 'day'"] == "did you mean 'days'?"
    assert hints["there is no action 'upsel'"] == "did you mean 'upsell'?"
    assert hints["the rule names no source"] == "write 'origin: ...' or 'cites: ...'"
    assert all(one.hint for one in found)


def test_a_file_without_mistakes_has_no_problems(tmp_path: Path) -> None:
    assert problems(tmp_path, CATALOGUE) == []


RULE = """\
playbook: acme
rules:
  r:
    says: A rule.
    origin: acme
    for: {order: Order}
    when: CONDITION
    then: {warn: acme.x}
"""


@pytest.mark.parametrize(
    ("condition", "column", "problem", "hint"),
    [
        ("order.amount > 1 and order.items > 2", 28, "and was not expected here", "write && for 'and'"),
        ("not order.cancelled", 11, "'not' was not expected here", "write !x for 'not x'"),
        ("order.items = 2", 23, "= was not expected here", "write == to compare"),
        ("order.items / 2 > 1", 23, "/ was not expected here", "division is not exact"),
        ("order.items ** 2 > 1", 24, "* was not expected here", "there are no powers"),
        ("1 < order.items < 3", 27, "< was not expected here", "compare two values at a time"),
        ("order.items > 1e3", 26, "e3 was not expected here", "without an exponent"),
        ("order.amount > (1", 28, "the expression ends too early", "close all brackets"),
        ("order.cancelled ? 1 : 2", 27, "? was not expected here", "has no 'if'"),
        ("order.lines[0] > 1", 22, "[ was not expected here", "a value has no parts"),
        ("ordr.amount > 1", 11, "'ordr' is not known here", "did you mean 'order'?"),
        ("order > 1", 11, "'order' is a whole fact, not a value", "order.id"),
        ("order.amount.real > 1", 11, "a value has no fields", "name a field of a fact"),
        ("row.x > 1", 11, "'row' is known in tables only", "write the value itself"),
        ("days(2) > order.items", 11, "'days' is added to a day, or taken from it", "+ days(2)"),
        ("known(order.items, 1)", 11, "'known' takes 1 value, not 2", "count the commas"),
        ("date(order.id) == as_of", 16, "'date' takes a text", "2026-06-30"),
        ('date("2026-02-30") == as_of', 16, "'2026-02-30' is no date", "2026-06-30"),
        ('timestamp("2026-06-30T08:00:00") == order.placed_at', 21, "has no time zone", "08:00:00Z"),
        ("order.items in [order.items]", 27, "a list holds constants only", "(x == a) || (x == b)"),
        ("order.id in order.products", 11, "only a constant can be looked for", "name a member"),
        ("[1, 2] == order.items", 11, "a list stands only after 'in'", "x in [a, b]"),
        ("+order.items > 1", 11, "a plus stands before a value", "leave it out"),
        ("order.count(o, o.items > 1) > 1", 11, "values have no methods", "Order.count(o"),
        ("Order.exist(o, o.items > 1)", 11, "fact types have no 'exist'", "did you mean 'exists'?"),
        ("Order.exists(o)", 11, "'exists' is given wrongly", "Order.exists(x, x.paid)"),
        ("Order.total(1, o.items) > 1", 23, "a name for the fact comes first", "Order.exists(o"),
        ("Order.exists(order, order.items > 1)", 24, "'order' is taken already", "another name"),
        ("Order.items > 1", 11, "'Order' stands for all facts of its type", "Order.exists(x, x.items"),
        ("Channel.exists(c, c.x > 1)", 11, "Channel is an enumeration", "name a fact type"),
        ("Channel.EMIAL == order.channel", 11, "Channel has no member 'EMIAL'", "did you mean 'EMAIL'?"),
        (r'order.id == "a\x41"', 23, "a backslash stands before a sign", "a backslash twice"),
        (r'order.id == "\ud800"', 23, "the text holds half a sign", "write the sign itself"),
        ("order.id == 'it", 23, "' was not expected here", "end the text with the sign"),
    ],
)
def test_what_cannot_be_said_is_told_with_what_to_write(
    tmp_path: Path, condition: str, column: int, problem: str, hint: str
) -> None:
    text = RULE.replace("when: CONDITION", f"when: >-\n          {condition}")
    found = problems(tmp_path, text)
    assert [(one.code, one.where.line, one.where.column) for one in found] == [("RC644", 8, column)]
    assert problem in found[0].problem
    assert hint in found[0].hint


TABLE = """\
    playbook: acme
    tables:
      rhythm:
        says: A table.
        origin: acme
        for: {order: Order}
        when: order.items > row.least && order.channel in row.channels
        then: {warn: =row.code}
        rows:
          a: {least: 1, channels: [Channel.PHONE, Channel.VISIT], code: acme.a, cites: S1}
          b: {least: =params.greeting.late_days, channels: [Channel.PHONE], code: acme.b}
    """


def test_a_cell_with_one_value_is_a_list_of_one(tmp_path: Path) -> None:
    changed = TABLE.replace("[Channel.PHONE]", "Channel.PHONE")
    means = [load_playbook(write(tmp_path, text)).ruleset.rules[1].where for text in (TABLE, changed)]
    assert means[0] == means[1]


def test_the_rows_of_a_table_are_rules(tmp_path: Path) -> None:
    rules = load_playbook(write(tmp_path, TABLE)).ruleset.rules
    assert [(rule.id, rule.cites, rule.table) for rule in rules] == [
        ("acme.rhythm#a", ("S1",), "acme.rhythm"),
        ("acme.rhythm#b", (), "acme.rhythm"),
    ]
    assert problems(tmp_path, TABLE) == []


@pytest.mark.parametrize(
    ("wrong", "right", "place", "problem"),
    [
        ("least: 1, ", "", "7:25", "the row has no 'least'"),
        ("code: acme.b", "cod: acme.b", "8:19", "the row has no 'code'"),
        ("least: 1,", "least: [1],", "7:25", "'least' holds several values"),
        ("Channel.VISIT]", "=order.id]", "10:21", "a list of a row holds constants only"),
        ("least: 1,", "least: 2026-02-30,", "10:11", "'2026-02-30' is no value"),
        ("row.code", "row.cod", "8:19", "the row has no 'cod'"),
    ],
)
def test_a_wrong_row_is_told(tmp_path: Path, wrong: str, right: str, place: str, problem: str) -> None:
    assert wrong in TABLE
    found = told(problems(tmp_path, TABLE.replace(wrong, right)))
    assert (found[0][1], found[0][2][: len(problem)]) == (place, problem)


KINDS = """\
    playbook: acme
    enumerations:
      Shelf: {top: {en: Top, zh: 上层}, bottom: {en: Bottom, zh: 下层}}
    facts:
      Audit:
        of: customer
        evidential: true
        fields:
          on: date
          shelf: Shelf?
          seen: set of Shelf?
          score: {kind: whole number, default: 3}
      Good:
        of: conclusion
        fields: {shelf: Shelf, rule: text}
    rules:
      good:
        says: A good audit.
        origin: acme
        for: {audit: Audit}
        when:
          - audit.score > 2 && Shelf.TOP in audit.seen
          - audit.shelf == Shelf.TOP
        then:
          conclude: Good
          with: {shelf: top}
    """


def test_a_file_brings_its_own_facts_and_enumerations(tmp_path: Path) -> None:
    assert problems(tmp_path, KINDS) == []
    file = load_playbook(write(tmp_path, KINDS))
    models = {model.__name__: model for model in file.ruleset.models}
    audit = models["Audit"](customer_id="c", on="2026-06-30", shelf="top")
    assert (audit.score, audit.shelf.label("zh"), audit.evidential) == (3, "上层", True)
    [rule] = file.ruleset.rules
    assert dict(rule.heads[0].fields)["rule"] == Const("acme.good")


@pytest.mark.parametrize(
    ("wrong", "right", "place", "problem"),
    [
        ("on: date", "on: dat", "9:7", "'dat' is no kind of value"),
        ("shelf: Shelf?", "shelf: Shlef?", "10:7", "'Shlef' is no kind of value"),
        ("on: date", "id: date", "9:7", "'id' is no name for a field"),
        ("on: date", "On it: date", "9:7", "'On it' is no name for a field"),
        ("default: 3", "default: x", "12:35", "'x' is no whole number"),
        ("Audit:\n        of: customer", "audit:\n        of: customer", "5:3", "'audit' is no name of a"),
        ("of: customer", "of: customers", "6:5", "'customers' is no of"),
        ("{shelf: top}", "{shelf: tpo}", "26:14", "Shelf has no member 'tpo'"),
    ],
)
def test_a_wrong_fact_type_is_told(tmp_path: Path, wrong: str, right: str, place: str, problem: str) -> None:
    text = dedent(KINDS)
    assert dedent(wrong) in text or wrong.replace("        ", "    ") in text
    changed = text.replace(wrong.replace("        ", "    "), right.replace("        ", "    "))
    first = problems(tmp_path, changed)[0]
    assert (f"{first.where.line}:{first.where.column}", first.problem[: len(problem)]) == (place, problem)
