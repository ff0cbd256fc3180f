"""The built-in playbook speaks both languages."""

from __future__ import annotations

from relcore.advice import Catalogue, missing_messages
from relcore.program import compile_program
from relcore.rules import WORDS, builtin


def test_no_message_of_the_builtin_playbook_is_missing() -> None:
    program = compile_program([builtin().ruleset()])
    missing = missing_messages(program, Catalogue(WORDS))
    assert not missing, "\n".join(missing)
