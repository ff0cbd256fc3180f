"""Rules that say nothing that another rule does not say already."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from relcore.errors import Diagnostic
from relcore.ir import And, Const, Exists, Expr, Head, Rule
from relcore.program import Program
from relcore.program.draft import place_of
from relcore.verify.dead import undecided, warning
from relcore.verify.logic import conj, neg
from relcore.verify.question import Answer, Question
from relcore.verify.symbols import Texts, same

SIGNATURE = "rule"
"""Field that says which rule drew a conclusion."""


def subsumed_rules(program: Program) -> Iterator[Diagnostic]:
    """Find rules of which another rule draws every conclusion, whenever they fire."""
    texts = Texts.of(program.types.values())
    groups: dict[Any, list[Rule]] = defaultdict(list)
    for rule in program.rules.values():
        groups[_said(rule)].append(rule)
    for group in groups.values():
        found: set[str] = set()
        for narrow, wide in itertools.permutations(group, 2):
            if narrow.id in found or wide.id in found:
                continue
            answer, reason = _implies(program, texts, narrow, wide)
            if answer is Answer.NEVER and _can_fire(program, texts, narrow):
                found.add(narrow.id)
                yield warning(
                    "RC732",
                    f"'{narrow.id}' concludes nothing that '{wide.id}' does not conclude too",
                    place_of(narrow),
                    "drop it, or narrow the other one",
                )
            elif answer is Answer.UNDECIDED:
                yield undecided(f"whether '{wide.id}' covers '{narrow.id}'", place_of(narrow), reason)


def _said(rule: Rule) -> Any:
    """Give what two rules must share to be able to say the same: types and constants of the conclusions."""
    heads = tuple(
        (
            head.fact,
            tuple(
                (name, expr.value)
                for name, expr in head.fields
                if isinstance(expr, Const) and name != SIGNATURE
            ),
        )
        for head in rule.heads
    )
    return rule.layer, heads


def _implies(program: Program, texts: Texts, narrow: Rule, wide: Rule) -> tuple[Answer, str]:
    question = Question(program, texts)
    env = question.fires(narrow)
    if question.is_refuted():
        return Answer.PERHAPS, ""
    theory = question.theory
    # Whoever makes the narrow rule fire: is there one for whom the wide one does not, with the same facts?
    where: Expr = And(wide.where)
    for bind in reversed(wide.binds):
        where = Exists(bind.var, bind.fact, where)
    if tuple(bind.fact for bind in wide.binds) == tuple(bind.fact for bind in narrow.binds):
        other = dict(zip((bind.var for bind in wide.binds), env.values(), strict=True))
        equal = [
            same(theory.value(expr, env), theory.value(dict(head.fields)[name], other))
            for mine, head in zip(narrow.heads, wide.heads, strict=True)
            for name, expr in mine.fields
            if name != SIGNATURE and name in dict(head.fields)
        ]
        theory.say(neg(conj(theory.holds(wide.where, other, -1), *equal)))
    elif any(_reads(head) for head in narrow.heads):
        return Answer.PERHAPS, ""
    else:
        theory.say(neg(theory.holds((where,), {}, -1)))
    return question.ask(), question.reason


def _can_fire(program: Program, texts: Texts, rule: Rule) -> bool:
    question = Question(program, texts)
    question.fires(rule)
    return question.ask() is not Answer.NEVER


def _reads(head: Head) -> bool:
    return any(not isinstance(expr, Const) for _, expr in head.fields)
