"""What the rules on types and visits say: all they name has words, and no action names a type."""

from __future__ import annotations

from pathlib import Path

import relcore.rules
from relcore.advice import LANGUAGES, Catalogue, missing_messages
from relcore.facts import Archetype, Personality
from tests.rules.support import TYPES, program_of

LOCALE = Path(next(iter(relcore.rules.__path__))) / "locale"
BLUNT = (
    "greedy",
    "stingy",
    "difficult customer",
    "tricky",
    "cheapskate",
    "贪婪",
    "吝啬",
    "刁蛮",
    "难缠",
    "小气",
)


def test_every_message_of_a_rule_has_words_in_both_languages() -> None:
    assert missing_messages(program_of(TYPES), Catalogue(LOCALE)) == []


def test_no_text_calls_a_customer_names() -> None:
    for lang in LANGUAGES:
        for path in sorted((LOCALE / lang).glob("*.po")):
            said = [
                line.lower()
                for line in path.read_text(encoding="utf-8").splitlines()
                if line.startswith("msgstr")
            ]
            assert said
            assert not [line for line in said for word in BLUNT if word in line]


def test_no_action_names_a_type_in_words_that_may_reach_the_customer() -> None:
    labels = {kind.label(lang).lower() for lang in LANGUAGES for kind in (*Archetype, *Personality)}
    for lang in LANGUAGES:
        words = Catalogue(LOCALE).words(lang)
        for action in program_of(TYPES).actions:
            text = (words.find(f"action.{action}") or "").lower()
            assert not [label for label in labels if label in text]
