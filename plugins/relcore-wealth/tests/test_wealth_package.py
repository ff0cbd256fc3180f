"""The package as a whole: it loads, keeps the laws, speaks both languages, and reads its own book."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest
import relcore_wealth
from relcore_wealth import EXAMPLE, EXAMPLE_DAY, WORDS
from relcore_wealth.actions import ACTIONS

from relcore import Advisor
from relcore.advice import Catalogue, missing_messages
from relcore.books import Book, built_in_types
from relcore.facts import Conclusion, Snapshot
from relcore.plugins import load_plugins
from relcore.rules import WORDS as BUILTIN_WORDS
from relcore.testing import check_playbook

LOADED = load_plugins([relcore_wealth])
ADVISOR = Advisor(plugins=LOADED)
BROUGHT = {kind.__name__: kind for kind in LOADED.types if not issubclass(kind, Conclusion)}


@pytest.fixture(scope="module")
def clients() -> dict[str, Snapshot]:
    book = Book.open(EXAMPLE, types=built_in_types() | BROUGHT)
    found = book.customers()
    assert (book.report.rejected, list(book.rejects), list(book.report.warnings)) == (0, [], [])
    return found


def test_it_loads_without_a_complaint() -> None:
    assert LOADED.diagnostics == ()
    assert {rule.split(".")[0] for rule in ADVISOR.program.rules if rule.startswith("wealth")} == {"wealth"}


def test_every_message_is_there_in_both_languages() -> None:
    assert missing_messages(ADVISOR.program, Catalogue(WORDS, BUILTIN_WORDS)) == []


def test_every_action_is_declared_under_the_name_of_the_plugin() -> None:
    assert all(spec.name.startswith("wealth.") for spec in ACTIONS)
    assert len({spec.name for spec in ACTIONS}) == len(ACTIONS)


def test_the_laws_hold_for_its_rules() -> None:
    check_playbook(*LOADED.rulesets, words=LOADED.words, specs=LOADED.specs, examples=4)


def test_nobody_in_the_example_book_is_shown_what_does_not_suit(clients: dict[str, Snapshot]) -> None:
    presented = {
        action.about
        for customer in clients.values()
        for action in ADVISOR.advise(customer, as_of=EXAMPLE_DAY).actions
        if action.action in ("wealth.present_product", "wealth.present_scenarios")
    }
    assert presented == {"almeida-idea-01", "he-jun-idea-01"}


def test_the_most_pressing_matter_of_each_client_comes_first(clients: dict[str, Snapshot]) -> None:
    first = {
        name: ADVISOR.advise(customer, as_of=EXAMPLE_DAY).actions[0].action
        for name, customer in clients.items()
    }
    assert {
        name: first[name] for name in ("nguyen", "zhou-kai", "petrova", "suarez", "mbeki", "lindqvist")
    } == {
        "nguyen": "wealth.check_for_fraud",
        "zhou-kai": "wealth.ask_about_outflow",
        "petrova": "wealth.correct_promise",
        "suarez": "wealth.pay_back",
        "mbeki": "wealth.tell_loss",
        "lindqvist": "wealth.compare_terms",
    }


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_advice_of_the_example_book_has_no_hole_in_its_words(clients: dict[str, Snapshot], lang: str) -> None:
    for customer in clients.values():
        text = ADVISOR.advise(customer, as_of=EXAMPLE_DAY, lang=lang).model_dump_json()
        assert "…" not in text


def test_the_examples_of_the_readme_run() -> None:
    text = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
    told = "\n".join(re.findall(r"^```python\n(.*?)^```", text, re.DOTALL | re.MULTILINE))
    test = doctest.DocTestParser().get_doctest(told, {}, "README.md", "README.md", 0)
    done = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE).run(test)
    assert (done.failed, done.attempted > 5) == (0, True)
