"""Two rules that say opposite things of one customer, with that customer written down and tried."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from relcore.errors import Diagnostic
from relcore.facts import Layer, VerdictKind
from relcore.ir import Const, Head, Rule, Scope
from relcore.program import Program
from relcore.program.draft import place_of
from relcore.verify.dead import undecided, warning
from relcore.verify.focus import Focus, asked, named
from relcore.verify.logic import disj
from relcore.verify.properties import STANDS
from relcore.verify.question import Answer, Question
from relcore.verify.replay import ledger_of, told
from relcore.verify.symbols import Texts, same
from relcore.verify.witness import Customer, customers


def contradictions(program: Program) -> Iterator[Diagnostic]:
    """Find pairs of rules that contradict one another for some customer.

    They assess one axis differently, advise two actions about one matter of which one is declared the
    opposite of the other, or leave an action two different channels, so that none is left. Opposites of one
    group are settled by rank, and no contradiction. A pair counts only where the customer that was built for
    it has been tried with the real rules and guards.
    """
    texts = Texts.of(program.types.values())
    open_pairs: dict[tuple[str, str], list[tuple[Way, Way]]] = defaultdict(list)
    for kind, first, second in _pairs(program):
        found = _contradiction(program, texts, kind, first, second)
        if isinstance(found, Diagnostic):
            yield found
        elif found:
            open_pairs[_matter(kind, first, second)].append((first, second))
    for (matter, subject), pairs in open_pairs.items():
        named = "; ".join(f"'{first[0].id}' and '{second[0].id}'" for first, second in pairs[:NAMED])
        more = f" and {len(pairs) - NAMED} pairs more" if len(pairs) > NAMED else ""
        yield undecided(
            f"whether rules contradict one another {matter}: {named}{more}",
            replace(place_of(pairs[0][1][0]), subject=subject),
            "the formulas allow it, but the customers that were built do not do it",
        )


Way = tuple[Rule, Head]
NAMED = 3
"""Pairs that are named one by one where nothing was decided."""


def _pairs(program: Program) -> Iterator[tuple[str, Way, Way]]:
    assessing: dict[Any, list[Way]] = defaultdict(list)
    advising: dict[str, list[Way]] = defaultdict(list)
    narrowing: list[Way] = []
    for rule in program.rules.values():
        for head in rule.heads:
            given = {name: expr.value for name, expr in head.fields if isinstance(expr, Const)}
            if head.fact == "Assessment" and given.get("value") is not None:
                assessing[given.get("axis")].append((rule, head))
            elif head.fact == "Recommendation":
                advising[str(given.get("action"))].append((rule, head))
            elif head.fact == "Verdict" and given.get("kind") == VerdictKind.NARROW and given.get("channel"):
                narrowing.append((rule, head))
    for ways in assessing.values():
        for first, second in itertools.combinations(ways, 2):
            if _given(first, "value") != _given(second, "value"):
                yield "assess", first, second
    for one, other in opposites(program):
        for first, second in itertools.product(advising[one], advising[other]):
            yield "advise", first, second
    for first, second in itertools.combinations(narrowing, 2):
        if _given(first, "channel") != _given(second, "channel"):
            yield "narrow", first, second


def opposites(program: Program) -> list[tuple[str, str]]:
    """Give the pairs of actions that are declared opposites, each once; no pairs of one group."""
    groups = {name: action.group or name for name, action in program.actions.items()}
    return sorted(
        {
            (min(action.name, other), max(action.name, other))
            for action in program.actions.values()
            for other in action.opposites
            if groups.get(action.name) != groups.get(other)
        }
    )


def _given(way: Way, name: str) -> Any:
    expr = dict(way[1].fields)[name]
    return expr.value if isinstance(expr, Const) else None


def _matter(kind: str, first: Way, second: Way) -> tuple[str, str]:
    """Say in what two rules may differ, in words and as the name of what a finding is about."""
    if kind == "assess":
        axis = _given(first, "axis")
        return f"on the axis '{axis}'", f"axis {axis}"
    if kind == "advise":
        actions = " and ".join(sorted((_given(first, "action"), _given(second, "action"))))
        return f"in advising {actions}", f"actions {actions}"
    return "in the channel that they leave", "channels"


def _contradiction(program: Program, texts: Texts, kind: str, first: Way, second: Way) -> Diagnostic | bool:
    """Give the contradiction of two rules; else whether there may be one that was not found."""
    for levels in (0, 1):
        found = _tried(program, texts, kind, first, second, levels)
        if found is not True:
            return found
    return True


def _tried(
    program: Program, texts: Texts, kind: str, first: Way, second: Way, levels: int
) -> Diagnostic | bool:
    always = frozenset({"Verdict"}) if kind == "advise" else frozenset[str]()
    guards = frozenset(rule.id for rule in program.rules.values() if rule.layer)
    focus = Focus(guards, _near(program, first[0], second[0]))
    question = Question(program, texts, levels=levels, fixed=True, always=always, focus=focus)
    theory = question.theory
    one = question.fires(first[0])
    # Two conclusions of one rule are drawn from the same facts.
    other = dict(one) if first[0] is second[0] else question.bound(second[0])
    if kind == "narrow":
        other[second[0].binds[0].var] = one[first[0].binds[0].var]
    question.fires(second[0], other)
    if kind == "advise":
        rows = [question.conclusion(way[1], env) for way, env in ((first, one), (second, other))]
        about = [row.fields["about"] for row in rows]
        theory.say(same(*about))
        # That neither fact has an id makes them no one matter.
        theory.say(disj(*(sym.known for sym in about), all(sym.known is False for sym in about)))
        # Where nothing judges, all that is advised stands.
        for row in rows if "Verdict" in program.types else ():
            theory.say(theory.holds(STANDS, {"action": row}, 1))
    answer = question.ask()
    if answer is Answer.NEVER:
        return False
    if answer is Answer.PERHAPS:
        for customer in customers(question):
            # Two conclusions that were put in may exclude one another: of them nothing is believed.
            if not customer.given and _clashes(program, kind, first, second, customer):
                pair = f"'{first[0].id}' and '{second[0].id}'"
                where = place_of(second[0])
                return warning("RC733", f"{pair} {_said(kind, first, second)}", where, _story(customer))
    return True


def _near(program: Program, *rules: Rule) -> frozenset[str]:
    """Give the conclusions that rules look at and that rest on given facts alone."""
    looked = frozenset().union(*(asked(rule) for rule in rules))
    return frozenset(
        fact
        for fact in looked
        if program.types[fact].scope is Scope.CONCLUSION
        and all(
            program.types[read].scope is not Scope.CONCLUSION
            for rule in program.rules.values()
            for head in rule.heads
            if head.fact == fact
            for read in named(rule)
        )
    )


def _clashes(program: Program, kind: str, first: Way, second: Way, customer: Customer) -> bool:
    ledger = ledger_of(program, customer.snapshot())
    if kind == "assess":
        rows = [row for row in ledger.rows("Assessment") if row[0] == _given(first, "axis")]
        by = ledger.shape.columns["Assessment"].index("rule")
        return {first[0].id, second[0].id} <= {row[by] for row in rows}
    name = "Recommendation" if kind == "advise" else "Verdict"
    place = ledger.shape.columns[name].index("rule")
    found = {row[place] for row in ledger.rows(name)}
    if not {first[0].id, second[0].id} <= found:
        return False
    if kind == "narrow" or "Verdict" not in ledger.shape.columns:
        return True
    kinds = ledger.shape.columns["Verdict"]
    denied = {
        row[kinds.index("action")]
        for row in ledger.rows("Verdict")
        if row[kinds.index("kind")] in (VerdictKind.DENY, VerdictKind.REPLACE)
        and row[kinds.index("layer")] != Layer.CADENCE
    }
    return not denied & {_given(first, "action"), _given(second, "action")}


def _said(kind: str, first: Way, second: Way) -> str:
    if kind == "assess":
        axis, values = _given(first, "axis"), f"{_given(first, 'value')} and {_given(second, 'value')}"
        return f"assess {axis} of one customer as {values}"
    if kind == "advise":
        return f"advise {_given(first, 'action')} and {_given(second, 'action')} about one matter"
    channels = f"{_given(first, 'channel')} only and {_given(second, 'channel')} only"
    return f"leave an action {channels}, so that it falls"


def _story(customer: Customer) -> str:
    facts = "; ".join(map(told, customer.facts))
    given = "; ".join(map(told, customer.given))
    return f"it happens to a customer with {facts}" + (f"; concluded: {given}" if given else "")
