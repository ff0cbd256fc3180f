"""The advisor with the built-in playbook, made once for each language."""

from __future__ import annotations

from functools import cache

from relcore.advisor import Advisor
from relcore.program import Program


@cache
def advisor(lang: str) -> Advisor:
    """Give the advisor; it keeps no customer's data, so that all calls may share it.

    Raises `RuleError` where the built-in rules are at fault.
    """
    made = Advisor(lang=lang)
    _ = made.program
    return made


def program() -> Program:
    """Give the built-in program."""
    return advisor("en").program
