"""Plays in advice: the pressing ones first, each with its steps in order, in words and on every page."""

from __future__ import annotations

import io
from datetime import date, timedelta
from typing import NamedTuple

import pytest
from rich.console import Console

from relcore.advice import (
    LANGUAGES,
    Advice,
    Catalogue,
    CustomerAdvice,
    answer,
    decide,
    missing_messages,
    needed_messages,
    render_text,
)
from relcore.advice.rich_text import render_rich
from relcore.executors.reference import ReferenceExecutor
from relcore.facts import Complaint, Customer, Fact, PlayStep, Snapshot, StepStatus, Tally
from relcore.lang import Clause, Playbook, always, conclude, count, earliest
from relcore.program import Program, compile_program
from relcore.rules import WORDS
from relcore.rules.plays import complaint_handling
from tests.rules.support import program_of

AS_OF = date(2026, 3, 2)
DONE, DUE, LATE, WAITING = StepStatus.DONE, StepStatus.DUE, StepStatus.LATE, StepStatus.WAITING


class Told(NamedTuple):
    """A step as a rule tells it."""

    play: str
    step: int
    code: str
    status: StepStatus
    due: date | None = None
    about: str | None = None
    since: date | None = None


def day(days: int) -> date:
    return AS_OF + timedelta(days)


def program(*steps: Told) -> Program:
    book = Playbook("told")

    @book.table({str(number): step for number, step in enumerate(steps)}, cites="S2.CP4-track")
    def tell(customer: Customer, row: Told) -> Clause:
        """Somebody tells where a step stands."""
        return always().then(
            conclude(
                PlayStep,
                play=row.play,
                step=row.step,
                code=row.code,
                status=row.status,
                due=row.due,
                about=row.about,
                since=row.since,
            )
        )

    return compile_program([book.ruleset()])


def advised(compiled: Program, facts: list[Fact], lang: str = "en") -> CustomerAdvice:
    ledger = ReferenceExecutor().run(compiled, Snapshot.of([Customer(customer_id="c1"), *facts]), AS_OF)
    return decide(ledger, compiled, lang=lang, catalogue=Catalogue(WORDS))


def listed(*steps: Told) -> list[tuple[str, str | None]]:
    return [(play.play, play.about) for play in advised(program(*steps), []).plays]


def test_late_plays_come_first_then_those_that_are_due_by_their_day() -> None:
    assert listed(
        Told("a", 1, "a1", WAITING),
        Told("b", 1, "b1", DUE),
        Told("c", 1, "c1", DUE, day(3)),
        Told("d", 1, "d1", LATE, day(-1)),
        Told("e", 1, "e1", LATE, day(-2)),
    ) == [("e", None), ("d", None), ("c", None), ("b", None), ("a", None)]


def test_plays_about_different_things_are_different_plays() -> None:
    two = listed(Told("a", 1, "a1", DUE, about="y"), Told("a", 1, "a1", DUE, about="x"))
    assert two == [("a", "x"), ("a", "y")]


def test_a_play_of_which_all_is_done_is_not_listed() -> None:
    assert listed(Told("a", 1, "a1", DONE), Told("a", 2, "a2", DONE)) == []
    assert listed() == []


def test_steps_stand_in_their_order_with_what_is_done() -> None:
    (play,) = advised(
        program(
            Told("a", 2, "later", WAITING, since=day(-3)),
            Told("a", 1, "second", DUE, day(4), since=day(-5)),
            Told("a", 1, "first", DUE, day(2)),
            Told("a", 0, "over", DONE),
        ),
        [],
    ).plays
    assert [step.code for step in play.steps] == ["over", "first", "second", "later"]
    assert [(step.step, step.status, step.due) for step in play.steps[:2]] == [
        (0, "done", None),
        (1, "due", day(2)),
    ]
    assert play.since == day(-5)
    assert play.steps[1].rule.startswith("told.tell#")
    assert play.steps[1].cites == ("S2.CP4-track",)


def test_a_step_without_a_message_falls_back_on_its_rule() -> None:
    (play,) = advised(program(Told("a", 1, "first", DUE)), []).plays
    assert (play.label, play.steps[0].text) == ("a", "Somebody tells where a step stands.")


def test_steps_and_plays_need_their_messages() -> None:
    compiled = program(Told("a", 1, "first", DUE))
    assert set(needed_messages(compiled)) == {"play.a", "step.first"}
    assert len(missing_messages(compiled, Catalogue(WORDS))) == 4


# --- on the page -----------------------------------------------------------------------------------


def complained(lang: str, *complaints: str) -> Advice:
    compiled = program_of((complaint_handling.playbook,))
    told: list[Fact] = [
        Complaint(customer_id="c1", id=name, opened_on=day(-1), first_reply_on=day(-1), heard_out=True)
        for name in complaints
    ]
    return answer(compiled, AS_OF, lang, [advised(compiled, told, lang)])


def test_the_page_shows_what_is_due_and_late_and_how_much_is_done() -> None:
    lines = render_text(complained("en", "k1")).splitlines()
    start = lines.index("Under way, step by step")
    assert lines[start + 1 : start + 4] == [
        "  - Settling a complaint",
        "    about k1",
        "    1 of 9 steps done",
    ]
    assert lines[start + 4].startswith("    Overdue since 1 Mar 2026: Let them say everything")
    shown = "\n".join(lines[start:])
    assert "By 3 Mar 2026: Put the story in order" in shown
    assert "Carry out what was agreed, and watch" not in shown


def test_details_show_what_is_done_and_what_comes_later_too() -> None:
    text = " ".join(render_text(complained("en", "k1"), details=True).split())
    assert "Done: Take it up at once" in text
    assert "Later: Carry out what was agreed" in text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_both_renderers_say_the_same(lang: str) -> None:
    advice = complained(lang, "k1", "k2")
    file = io.StringIO()
    Console(width=200, file=file, color_system=None).print(render_rich(advice))
    drawn = file.getvalue()
    for play in advice.customers[0].plays:
        assert play.label in drawn
        assert [step.text in drawn for step in play.steps if step.status in ("due", "late")].count(False) == 0


def test_the_chinese_page_tells_steps_in_chinese() -> None:
    text = render_text(complained("zh", "k1"))
    assert "正在进行的步骤" in text
    assert "共9步，已完成1步" in text
    assert "已逾期（2026年3月1日）：让对方把话说完" in text


def test_plays_that_stand_alike_are_told_once() -> None:
    text = render_text(complained("en", "k1", "k2"))
    assert text.count("Settling a complaint") == 1
    assert "about k1, k2" in text


def test_of_many_plays_the_most_pressing_are_shown() -> None:
    steps = [Told(f"play{number}", 1, f"step{number}", DUE, day(number)) for number in range(7)]
    compiled = program(*steps)
    many = answer(compiled, AS_OF, "en", [advised(compiled, [])])
    text = render_text(many)
    assert [f"- play{number}" in text for number in range(7)] == [True] * 4 + [False] * 3
    assert "  - and 3 more" in text.splitlines()
    assert "- play6" in render_text(many, details=True)


# --- what is counted -------------------------------------------------------------------------------


def test_a_tally_is_a_warning_that_says_how_many() -> None:
    book = Playbook("counting")

    @book.rule(origin="test")
    def tell(customer: Customer) -> Clause:
        """Complaints are counted."""
        return always().then(
            conclude(
                Tally,
                code="promises-open",
                number=count(Complaint),
                since=earliest(Complaint, lambda complaint: complaint.opened_on),
            )
        )

    compiled = compile_program([book.ruleset()])
    two: list[Fact] = [Complaint(customer_id="c1", id=name, opened_on=day(-1)) for name in "ab"]
    (warning,) = advised(compiled, two).warnings
    assert (warning.code, warning.number, warning.since) == ("promises-open", 2, day(-1))
    assert warning.text == "Promises to c1 that are open: 2. The first falls due on 1 Mar 2026."
    assert set(needed_messages(compiled)) == {"warning.promises-open"}
