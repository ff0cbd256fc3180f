"""The package as a whole: it loads, keeps the laws, speaks both languages, and reads its own book."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest
import relcore_wholesale
from relcore_wholesale import EXAMPLE, EXAMPLE_DAY, WORDS
from relcore_wholesale.actions import ACTIONS

from relcore import Advisor
from relcore.advice import Catalogue, missing_messages
from relcore.books import Book, built_in_types
from relcore.facts import Conclusion, Snapshot
from relcore.plugins import load_plugins
from relcore.rules import WORDS as BUILTIN_WORDS
from relcore.testing import check_playbook

LOADED = load_plugins([relcore_wholesale])
ADVISOR = Advisor(plugins=LOADED)
BROUGHT = {kind.__name__: kind for kind in LOADED.types if not issubclass(kind, Conclusion)}


@pytest.fixture(scope="module")
def outlets() -> dict[str, Snapshot]:
    book = Book.open(EXAMPLE, types=built_in_types() | BROUGHT)
    found = book.customers()
    assert (book.report.rejected, list(book.rejects), list(book.report.warnings)) == (0, [], [])
    return found


def test_it_loads_without_a_complaint() -> None:
    assert LOADED.diagnostics == ()
    assert {rule.split(".")[0] for rule in ADVISOR.program.rules if rule.startswith("wholesale")} == {
        "wholesale"
    }


def test_every_message_is_there_in_both_languages() -> None:
    assert missing_messages(ADVISOR.program, Catalogue(WORDS, BUILTIN_WORDS)) == []


def test_every_action_is_declared_under_the_name_of_the_plugin() -> None:
    assert all(spec.name.startswith("wholesale.") for spec in ACTIONS)
    assert len({spec.name for spec in ACTIONS}) == len(ACTIONS)


def test_the_laws_hold_for_its_rules() -> None:
    check_playbook(*LOADED.rulesets, words=LOADED.words, specs=LOADED.specs, examples=4)


def test_the_most_pressing_matter_of_each_outlet_comes_first(outlets: dict[str, Snapshot]) -> None:
    first = {
        name: ADVISOR.advise(customer, as_of=EXAMPLE_DAY).actions[0].action
        for name, customer in outlets.items()
    }
    assert {name: action for name, action in first.items() if action.startswith("wholesale.")} == {
        "bahia": "wholesale.rebuild_display",
        "fulai": "wholesale.trace_goods",
        "hongyun": "wholesale.remove_expired",
        "jinxiu": "wholesale.help_sell",
        "linhai-mart": "wholesale.restock",
        "playa": "wholesale.verify_codes",
        "station-kiosk": "wholesale.rotate_stock",
        "vega": "wholesale.settle_display",
        "xinyuan": "wholesale.verify_codes",
    }


def test_no_fee_is_paid_in_the_example_book_that_nobody_can_vouch_for(outlets: dict[str, Snapshot]) -> None:
    paid = {
        name
        for name, customer in outlets.items()
        for action in ADVISOR.advise(customer, as_of=EXAMPLE_DAY).actions
        if action.action == "wholesale.pay_display_fee"
    }
    assert paid == {"jinxiu"}


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_advice_of_the_example_book_has_no_hole_in_its_words(outlets: dict[str, Snapshot], lang: str) -> None:
    for customer in outlets.values():
        text = ADVISOR.advise(customer, as_of=EXAMPLE_DAY, lang=lang).model_dump_json()
        assert "…" not in text


def test_the_examples_of_the_readme_run() -> None:
    text = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
    told = "\n".join(re.findall(r"^```python\n(.*?)^```", text, re.DOTALL | re.MULTILINE))
    test = doctest.DocTestParser().get_doctest(told, {}, "README.md", "README.md", 0)
    done = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE).run(test)
    assert (done.failed, done.attempted > 5) == (0, True)
