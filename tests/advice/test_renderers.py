"""What a reader sees: 80 columns, both languages, nothing cut off."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from relcore.advice import LANGUAGES, Advice, Catalogue, answer, decide, render_text
from relcore.advice.layout import cells, wrap
from relcore.advice.rich_text import render_rich
from relcore.facts import BUILTIN_ACTIONS, Customer
from tests.advice.harbour import AS_OF, WAITING, Waiting, facts, run

NAMES = {
    "en": {"c17": "Blue Harbour Foods", "k1": "complaint k1"},
    "zh": {"c17": "蓝港食品有限公司", "k1": "投诉k1"},
}


def advice(catalogue: Catalogue, lang: str) -> Advice:
    ledger, program = run(facts())
    decided = decide(ledger, program, waiting=WAITING, lang=lang, catalogue=catalogue, names=NAMES[lang])
    return answer(program, AS_OF, lang, [decided])


def in_rich(given_advice: Advice, width: int = 80) -> str:
    file = io.StringIO()
    Console(width=width, file=file, color_system=None).print(render_rich(given_advice, details=True))
    return file.getvalue()


def test_a_page_tells_who_what_next_what_not_and_what_is_unknown(catalogue: Catalogue) -> None:
    lines = render_text(advice(catalogue, "en")).splitlines()
    assert lines[0] == "Blue Harbour Foods (c17)" + "as of 2 Mar 2026".rjust(56)
    headings = [line for line in lines[2:] if line and not line.startswith(" ")]
    assert headings == [
        "Who this is",
        "What to do next",
        "What not to do",
        "Worth knowing",
        "What we do not know yet",
    ]
    assert "  1. Take up complaint k1 with Blue Harbour Foods at once." in lines
    assert "     overdue since 27 Feb 2026, by phone" in lines
    assert "  - Pay a kickback to a person: no, there is a better way" in lines
    assert "    Instead: Offer the company a rebate" in lines
    assert "    Possible from 9 Mar 2026" in lines
    assert "    The answer could bring: Offer a whole solution" in lines


def test_the_chinese_page_is_chinese(catalogue: Catalogue) -> None:
    lines = render_text(advice(catalogue, "zh")).splitlines()
    assert lines[0].startswith("蓝港食品有限公司 (c17)")
    assert "接下来做什么" in lines
    assert any("领先3分" in line for line in lines)
    letters = [line for line in lines if "line." in line or "heading." in line]
    assert not letters


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_no_line_is_wider_than_asked(catalogue: Catalogue, lang: str, width: int) -> None:
    given_advice = advice(catalogue, lang)
    for text in (render_text(given_advice, width=width, details=True), in_rich(given_advice, width)):
        assert max(cell_len(line) for line in text.splitlines()) <= width


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_frame_in_colour_is_straight(catalogue: Catalogue, lang: str) -> None:
    widths = {cell_len(line) for line in in_rich(advice(catalogue, lang)).splitlines()}
    assert widths == {80}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_both_renderers_say_the_same(catalogue: Catalogue, lang: str) -> None:
    given_advice = advice(catalogue, lang)
    plain = render_text(given_advice, details=True, width=400)
    rich = in_rich(given_advice, 400)
    said = [line.strip(" -").lstrip("1234567890. ") for line in plain.splitlines()[2:] if line.strip()]
    assert len(said) > 30
    assert not [line for line in said if line.split("  ")[0] not in rich]


def test_details_tell_ranks_rules_sources_and_facts(catalogue: Catalogue) -> None:
    given_advice = advice(catalogue, "en")
    detailed = render_text(given_advice, details=True, width=200)
    source = "From: harbour.greet, S1.B2-greet2d.num.1, Customer c17, Order o1"
    rank = "Rank 3.75 = urgency 2.5 × weight 1 × purpose 1.5 × effort 1 × confidence 1"
    assert source in detailed
    assert rank in detailed
    assert "harbour.greet" not in render_text(given_advice)


def test_of_many_things_that_are_unknown_the_first_are_shown_and_the_rest_counted() -> None:
    ledger, program = run([Customer(customer_id="c2")])
    actions = tuple(sorted(spec.name for spec in BUILTIN_ACTIONS))[:20]
    waiting = [Waiting("any", (f"Customer.{name}",), actions) for name in sorted(Customer.model_fields)]
    short = answer(program, AS_OF, "en", [decide(ledger, program, waiting=waiting)])
    page = render_text(short)
    assert page.count("Find out") == 5
    assert "and 14 more" in page
    assert f"and {len(waiting) + 1 - 6} more" in page
    assert render_text(short, details=True).count("Find out") > 20


def test_where_nothing_needs_doing_the_page_says_so() -> None:
    ledger, program = run([Customer(customer_id="c2")])
    page = render_text(answer(program, AS_OF, "en", [decide(ledger, program)]))
    assert "Nothing needs doing now." in page
    assert "What not to do" not in page


def test_no_customers_give_no_text() -> None:
    _, program = run([Customer(customer_id="c2")])
    assert render_text(answer(program, AS_OF, "en", [])) == ""


def test_a_closing_mark_stays_with_the_character_before_it() -> None:
    assert wrap("打电话。问需求。", 6) == ["打电", "话。问", "需求。"]
    assert wrap("他说“好”就走", 6) == ["他说", "“好”就", "走"]


texts = st.text(st.sampled_from("ab 中文。、“”(),.\u0301é\U0001f600"), max_size=60)


@given(texts, st.integers(2, 30))
def test_wrapping_keeps_every_character_and_the_width(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(cells(line) <= width for line in lines)


@given(st.text(st.sampled_from("中文字、。“”"), max_size=40), st.integers(12, 30))
def test_no_line_begins_with_a_closing_mark_where_one_character_can_go_along(text: str, width: int) -> None:
    runs = text.replace("、", "").replace("。", "").replace("“", "").replace("”", "")
    if len(text) - len(runs) <= 4:
        assert all(line[0] not in "、。”" for line in wrap(text, width)[1:])


@given(st.text(st.sampled_from("ab é中文。、《》“”…—\uff0c\uff08\uff09\u0301\U0001f600"), max_size=20))
def test_widths_are_those_of_a_terminal(text: str) -> None:
    assert cells(text) == sum(cell_len(character) for character in text)
