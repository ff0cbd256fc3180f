"""Decision tables: rows that overlap and say different things, and values between rows that none covers."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator

from relcore.errors import Diagnostic
from relcore.ir import Arith, Compare, Const, Expr, Param, Rule, conjuncts, walk
from relcore.program import Program
from relcore.program.draft import place_of
from relcore.verify.canon import Canon
from relcore.verify.dead import undecided, warning
from relcore.verify.logic import compare, conj, disj, neg
from relcore.verify.question import Answer, Question
from relcore.verify.symbols import Texts

LOWER, UPPER = "from", "up to"
Bounds = dict[str, tuple[Expr, list[tuple[str, Expr]]]]
"""By the shape of a term: the term, and the limits that a row sets to it."""


def tables_of(program: Program) -> dict[str, list[Rule]]:
    """Give the rows of each table that has several."""
    found: dict[str, list[Rule]] = defaultdict(list)
    for rule in program.rules.values():
        if rule.table:
            found[rule.table].append(rule)
    return {name: rows for name, rows in found.items() if len(rows) > 1}


def table_overlaps(program: Program) -> Iterator[Diagnostic]:
    """Find two rows that fire on the same facts and give one field two values.

    Rows that name different things (another action, another message) may well stand side by side; rows that
    assess one axis, or give one conclusion that is about the same in all constants but one, may not.
    """
    texts = Texts.of(program.types.values())
    for rows in tables_of(program).values():
        for first, second in itertools.combinations(rows, 2):
            if not _rivals(first, second):
                continue
            question = Question(program, texts, fixed=True)
            env = question.fires(first)
            question.theory.say(question.theory.holds(second.where, env, 1))
            answer = question.ask()
            if answer is Answer.PERHAPS:
                yield warning(
                    "RC735",
                    f"the rows '{first.id}' and '{second.id}' can fire on the same facts and disagree",
                    place_of(second),
                    "let the rows exclude one another",
                )
            elif answer is Answer.UNDECIDED:
                yield undecided(
                    f"whether '{first.id}' and '{second.id}' overlap", place_of(second), question.reason
                )


def _rivals(first: Rule, second: Rule) -> bool:
    """Whether two rows split one range and say different things of it."""
    pair = [first, second]
    bounds = [_bounds(row, pair) for row in pair]
    return (
        first.binds == second.binds
        and all(bounds)
        and len({term for one in bounds if one for term in one}) == 1
        and [head.fact for head in first.heads] == [head.fact for head in second.heads]
    )


def table_gaps(program: Program) -> Iterator[Diagnostic]:
    """Find values between the limits of a table's rows that no row covers.

    Only tables whose rows differ in nothing but the limits of one term are looked at: a table that names
    members of an enumeration says nothing of the others, and means it.
    """
    texts = Texts.of(program.types.values())
    for name, rows in tables_of(program).items():
        bounds = [_bounds(row, rows) for row in rows]
        terms = {term for one in bounds if one for term in one}
        if None in bounds or len(terms) != 1 or len({row.binds for row in rows}) != 1:
            continue
        (term,) = terms
        question = Question(program, texts, fixed=True)
        theory, env = question.theory, question.bound(rows[0])
        value = theory.value(next(one[term][0] for one in bounds if one), env)
        common = tuple(part for part in _parts(rows[0]) if all(part in _parts(row) for row in rows))
        limits = [(way, theory.value(limit, env)) for one in bounds if one for way, limit in one[term][1]]
        lower, upper = ([limit for way, limit in limits if way == side] for side in (LOWER, UPPER))
        theory.say(theory.holds(common, env, 1))
        theory.say(conj(value.known, *(neg(theory.holds(row.where, env, -1)) for row in rows)))
        # Above where one row ends, and below where another one begins.
        theory.say(disj(*(compare(">=", value.value, limit.value) for limit in upper)))
        theory.say(disj(*(compare("<=", value.value, limit.value) for limit in lower)))
        answer = question.ask()
        if answer is Answer.PERHAPS:
            seen = question.solver.model().eval(value.value, model_completion=True)
            yield warning(
                "RC734",
                f"no row of '{name}' covers {seen}, which lies between the limits of its rows",
                place_of(rows[0]),
                "let one row begin where the other one ends",
            )
        elif answer is Answer.UNDECIDED:
            yield undecided(f"whether '{name}' has gaps", place_of(rows[0]), question.reason)


def _parts(rule: Rule) -> list[Expr]:
    return [part for condition in rule.where for part in conjuncts(condition)]


def _bounds(rule: Rule, rows: list[Rule]) -> Bounds | None:
    """Give what a row bounds beyond what all rows say: by shape, the term and its limits.

    None where it says anything else of its own.
    """
    found: Bounds = {}
    for part in _parts(rule):
        if all(part in _parts(row) for row in rows):
            continue
        if not isinstance(part, Compare) or part.op not in ("<", "<=", ">", ">="):
            return None
        sides = (part.left, part.right)
        if _is_fixed(part.left) == _is_fixed(part.right):
            return None
        turned = _is_fixed(part.left)
        term, limit = reversed(sides) if turned else sides
        way = LOWER if (part.op in (">", ">=")) is not turned else UPPER
        found.setdefault(Canon().of(term)[0], (term, []))[1].append((way, limit))
    return found


def _is_fixed(expr: Expr) -> bool:
    return all(isinstance(node, (Const, Param, Arith)) for node in walk(expr))
