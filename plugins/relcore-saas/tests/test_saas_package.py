"""The package as a whole: it loads, keeps the laws, speaks both languages, and reads its own book."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest
import relcore_saas
from relcore_saas import EXAMPLE, EXAMPLE_DAY, WORDS
from relcore_saas.actions import ACTIONS
from relcore_saas.facts import UsageWeek

from relcore import Advisor
from relcore.advice import Catalogue, missing_messages
from relcore.books import Book, built_in_types
from relcore.errors import BookError
from relcore.facts import Conclusion, Snapshot
from relcore.plugins import load_plugins
from relcore.rules import WORDS as BUILTIN_WORDS
from relcore.testing import check_playbook

LOADED = load_plugins([relcore_saas])
ADVISOR = Advisor(plugins=LOADED)
BROUGHT = {kind.__name__: kind for kind in LOADED.types if not issubclass(kind, Conclusion)}


@pytest.fixture(scope="module")
def accounts() -> dict[str, Snapshot]:
    book = Book.open(EXAMPLE, types=built_in_types() | BROUGHT, readers=LOADED.readers)
    found = book.customers()
    assert (book.report.rejected, list(book.rejects), list(book.report.warnings)) == (0, [], [])
    return found


def test_it_loads_without_a_complaint() -> None:
    assert LOADED.diagnostics == ()
    assert {rule.split(".")[0] for rule in ADVISOR.program.rules if rule.startswith("saas")} == {"saas"}


def test_every_message_is_there_in_both_languages() -> None:
    assert missing_messages(ADVISOR.program, Catalogue(WORDS, BUILTIN_WORDS)) == []


def test_every_action_is_declared_under_the_name_of_the_plugin() -> None:
    assert all(spec.name.startswith("saas.") for spec in ACTIONS)
    assert len({spec.name for spec in ACTIONS}) == len(ACTIONS)


def test_the_laws_hold_for_its_rules() -> None:
    check_playbook(*LOADED.rulesets, words=LOADED.words, specs=LOADED.specs, examples=4)


def test_usage_comes_from_a_table_with_one_column_a_week(accounts: dict[str, Snapshot]) -> None:
    weeks = accounts["fjord"].facts("UsageWeek")
    assert [(str(week.week_start), week.active_users) for week in weeks if isinstance(week, UsageWeek)] == [
        ("2026-06-01", 2),
        ("2026-06-08", 5),
    ]


def test_a_table_without_weeks_is_refused_with_its_name(tmp_path: Path) -> None:
    (tmp_path / "usage_weeks.weeks").write_text("customer_id,users\nc1,4\n", encoding="utf-8")
    book = Book.open(tmp_path, types=built_in_types() | BROUGHT, readers=LOADED.readers)
    with pytest.raises(BookError, match="no column is headed by the first day of a week"):
        book.customers()


def test_the_most_pressing_matter_of_each_customer_comes_first(accounts: dict[str, Snapshot]) -> None:
    first = {
        name: ADVISOR.advise(customer, as_of=EXAMPLE_DAY).actions[0].action
        for name, customer in accounts.items()
    }
    assert {name: action for name, action in first.items() if action.startswith("saas.")} == {
        "andes": "saas.ticket_news",
        "fjord": "saas.invite_users",
        "haiyan": "saas.true_up",
        "harvest": "saas.clarify_lapse",
        "kiran": "saas.rescue_onboarding",
        "lumen": "saas.answer_ticket",
        "mesa": "saas.ask_about_usage",
        "quill": "saas.remind_of_notice",
        "sol": "saas.offer_fewer",
        "tulip": "saas.meet_successor",
        "yunfan": "saas.rescue_plan",
    }


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_advice_of_the_example_book_has_no_hole_in_its_words(
    accounts: dict[str, Snapshot], lang: str
) -> None:
    for customer in accounts.values():
        text = ADVISOR.advise(customer, as_of=EXAMPLE_DAY, lang=lang).model_dump_json()
        assert "…" not in text


def test_the_examples_of_the_readme_run() -> None:
    text = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
    told = "\n".join(re.findall(r"^```python\n(.*?)^```", text, re.DOTALL | re.MULTILINE))
    test = doctest.DocTestParser().get_doctest(told, {}, "README.md", "README.md", 0)
    done = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE).run(test)
    assert (done.failed, done.attempted > 5) == (0, True)
