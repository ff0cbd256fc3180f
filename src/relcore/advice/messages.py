"""Which messages a program needs, so that a missing one is found before anybody reads advice."""

from __future__ import annotations

from collections.abc import Iterator

from relcore.advice.words import LANGUAGES, Catalogue
from relcore.ir import Const, Head, Rule
from relcore.program import Program

_PREFIX = {"Finding": "warning", "Tally": "warning", "Question": "question"}


def needed_messages(program: Program) -> dict[str, tuple[str, ...]]:
    """Give the ids of messages that rules name, each with the rules that need it.

    A recommendation without a reason needs a message for the rule itself, `rule.<rule id>`.
    """
    needed: dict[str, dict[str, None]] = {}
    for rule in program.rules.values():
        for head in rule.heads:
            for msgid in _named(rule, head):
                needed.setdefault(msgid, {})[rule.id] = None
    return {msgid: tuple(rules) for msgid, rules in sorted(needed.items())}


def missing_messages(program: Program, catalogue: Catalogue) -> list[str]:
    """Say which message lacks in which language, and which rules need it.

    >>> from relcore.program import compile_program
    >>> missing_messages(compile_program([]), Catalogue())
    []
    """
    return [
        f"{msgid} ({lang}), needed by {', '.join(rules)}"
        for lang in LANGUAGES
        for msgid, rules in needed_messages(program).items()
        if catalogue.words(lang).find(msgid) is None
    ]


def _named(rule: Rule, head: Head) -> Iterator[str]:
    given = {name: expr.value for name, expr in head.fields if isinstance(expr, Const)}
    computed = {name for name, expr in head.fields if not isinstance(expr, Const)}
    reason = given.get("reason")
    if head.fact == "Recommendation":
        yield f"action.{given['action']}"
        if reason is None and "reason" not in computed:
            yield f"rule.{rule.id}"
    if head.fact in _PREFIX and given.get("code") is not None:
        yield f"{_PREFIX[head.fact]}.{given['code']}"
    if head.fact in ("Recommendation", "Verdict", "Assessment") and reason is not None:
        yield f"reason.{reason}"
    # A step, whether it is planned or told where it stands.
    if given.get("play") is not None and given.get("code") is not None:
        yield f"play.{given['play']}"
        yield f"step.{given['code']}"
