"""Pass: order the rules so that each runs after all that it needs, and refuse cycles through absence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from relcore.errors import Diagnostic
from relcore.ir import (
    AddDays,
    Aggregate,
    And,
    Arith,
    Const,
    Exists,
    Expr,
    Or,
    Rule,
    children,
    constants_of,
    walk,
)
from relcore.program.draft import Draft, place_of
from relcore.program.program import Stratum


@dataclass(frozen=True)
class Read:
    """What a rule looks at: facts of a type, some fields fixed; `negative` where absence or a sum counts."""

    fact: str
    fixed: dict[str, Any]
    negative: bool


def reads(rule: Rule) -> Iterator[Read]:
    """Give everything that a rule looks at."""
    for bind in rule.binds:
        yield Read(bind.fact, constants_of(bind.var, rule.where), negative=False)
    for condition in rule.where:
        yield from _reads(condition, negative=False)
    for head in rule.heads:
        for _, expr in head.fields:
            yield from _reads(expr, negative=True)


def _reads(expr: Expr, negative: bool) -> Iterator[Read]:
    """Give what an expression looks at; `negative` unless more facts can only make it true, never untrue."""
    negative = negative or not isinstance(expr, (And, Or, Exists))
    if isinstance(expr, (Exists, Aggregate)):
        yield Read(expr.fact, constants_of(expr.var, (expr.where,)), negative)
    for child in children(expr):
        yield from _reads(child, negative)


def feeds(producer: Rule, read: Read) -> bool:
    """Whether a conclusion of `producer` can be among what is read: no field is fixed differently."""
    return any(
        head.fact == read.fact
        and all(
            not isinstance(expr, Const) or name not in read.fixed or expr.value == read.fixed[name]
            for name, expr in head.fields
        )
        for head in producer.heads
    )


def dependencies(rules: tuple[Rule, ...]) -> dict[str, dict[str, bool]]:
    """Map each rule to the rules that feed it, with whether absence or a sum is involved."""
    producers: dict[str, list[Rule]] = {}
    for rule in rules:
        for fact in dict.fromkeys(head.fact for head in rule.heads):
            producers.setdefault(fact, []).append(rule)
    needs: dict[str, dict[str, bool]] = {rule.id: {} for rule in rules}
    for rule in rules:
        for read in reads(rule):
            for producer in producers.get(read.fact, ()):
                if feeds(producer, read):
                    needs[rule.id][producer.id] = needs[rule.id].get(producer.id, False) or read.negative
    return needs


def stratify(draft: Draft) -> Draft:
    """Group rules into strata; name each cycle through absence or aggregation, and each that may not end."""
    needs = dependencies(draft.rules)
    by_id = {rule.id: rule for rule in draft.rules}
    problems: list[Diagnostic] = []
    levels: dict[str, int] = {}
    strata: dict[tuple[int, str], list[Rule]] = {}
    for group in components(needs):
        members = set(group)
        recursive = len(group) > 1 or group[0] in needs[group[0]]
        level = max((levels[n] + 1 for m in group for n in needs[m] if n not in members), default=0)
        levels.update(dict.fromkeys(group, level))
        if recursive:
            problems += _cycle_problems(group, needs, by_id)
        strata.setdefault((level, group[0] if recursive else ""), []).extend(by_id[m] for m in group)
    ordered = tuple(
        Stratum(tuple(sorted(strata[key], key=lambda rule: rule.id)), recursive=bool(key[1]))
        for key in sorted(strata)
    )
    return replace(draft, strata=ordered).blame(problems)


def components(needs: dict[str, dict[str, bool]]) -> Iterator[list[str]]:
    """Give groups of rules that feed one another, needed groups first (Tarjan, without recursion)."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    on_stack: set[str] = set()
    for root in sorted(needs):
        if root in index:
            continue
        work = [(root, iter(sorted(needs[root])))]
        index[root] = low[root] = len(index)
        stack.append(root)
        on_stack.add(root)
        while work:
            node, rest = work[-1]
            for nxt in rest:
                if nxt not in index:
                    index[nxt] = low[nxt] = len(index)
                    stack.append(nxt)
                    on_stack.add(nxt)
                    work.append((nxt, iter(sorted(needs[nxt]))))
                    break
                if nxt in on_stack:
                    low[node] = min(low[node], index[nxt])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == index[node]:
                    group = []
                    while True:
                        member = stack.pop()
                        on_stack.discard(member)
                        group.append(member)
                        if member == node:
                            break
                    yield sorted(group)


def _cycle_problems(
    group: list[str], needs: dict[str, dict[str, bool]], by_id: dict[str, Rule]
) -> Iterator[Diagnostic]:
    members = set(group)
    for consumer in group:
        for producer, negative in sorted(needs[consumer].items()):
            if negative and producer in members:
                path = " -> ".join([*_path(producer, consumer, needs, members), producer])
                yield Diagnostic(
                    "RC210",
                    f"a cycle through absence or a sum: {path}",
                    place_of(by_id[consumer]),
                    f"'{consumer}' needs the absence or sum of what '{producer}' concludes, "
                    "which depends on it in turn; split the conclusion in two types or values",
                )
                return
    for member in group:
        for head in by_id[member].heads:
            for name, expr in head.fields:
                if any(map(_computes, walk(expr))):
                    yield Diagnostic(
                        "RC211",
                        f"a recursion that may not end: '{head.fact}.{name}' is computed anew in each round",
                        place_of(by_id[member]),
                        "in rules that feed themselves, conclude constants and fields of facts only",
                    )


def _computes(node: Any) -> bool:
    """Whether a node can give a value that no fact and no constant holds."""
    return isinstance(node, (Arith, AddDays)) or (isinstance(node, Aggregate) and node.op == "total")


def _path(start: str, goal: str, needs: dict[str, dict[str, bool]], members: set[str]) -> list[str]:
    """Give a way along which `start` depends on `goal`, goal last."""
    came: dict[str, str | None] = {start: None}
    queue = [start]
    while queue:
        node = queue.pop(0)
        if node == goal:
            break
        for nxt in sorted(needs[node]):
            if nxt in members and nxt not in came:
                came[nxt] = node
                queue.append(nxt)
    path: list[str] = []
    step: str | None = goal
    while step is not None:
        path.append(step)
        step = came[step]
    return path[::-1]
