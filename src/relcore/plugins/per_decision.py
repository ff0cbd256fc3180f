"""What plug-ins do for each decision: bring facts before it, look at it afterwards; never stop it."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any

from relcore.advice import CustomerAdvice
from relcore.errors import Diagnostic, FactError, Place
from relcore.facts import CustomerFact, Fact, Snapshot
from relcore.plugins.calls import described, failure
from relcore.plugins.plugin import Plugin
from relcore.plugins.workers import Outcome

ENRICH, DECIDED = "relcore_enrich", "relcore_decided"
DECISION_SECONDS = 1.0
"""Time that a plug-in may take for one decision, before it and again after it."""

MOST_FACTS = 10_000
"""Facts that a plug-in may bring about one customer."""

_Waiting = Callable[[], Outcome]


class _MutatedError(Exception):
    """The plug-in changed what it was only to read."""


def enrich(
    plugins: Sequence[Plugin], snapshot: Snapshot, as_of: date, seconds: float = DECISION_SECONDS
) -> tuple[Snapshot, tuple[Diagnostic, ...]]:
    """Give the snapshot with what plug-ins know of the customer, and what went wrong.

    Each gets a copy of the facts as they came in, all at the same time; what they bring is put together in
    their order, so that it makes no difference which one was ready first.
    """
    problems: list[Diagnostic] = []
    facts = list(snapshot)
    for plugin, wait in _started(plugins, ENRICH, partial(_brought, snapshot, as_of), seconds):
        outcome = wait()
        if outcome.ending != "given":
            problems.append(_failed(plugin, ENRICH, outcome))
        elif problem := _rubbish(outcome.value, snapshot.customer_id):
            problems.append(_useless(plugin, problem))
        elif outcome.value:
            try:
                snapshot = Snapshot.of([*facts, *outcome.value])
            except FactError as error:
                problems.append(_useless(plugin, described(error)))
            else:
                facts += outcome.value
    return snapshot, tuple(problems)


def tell(
    plugins: Sequence[Plugin], advice: CustomerAdvice, as_of: date, seconds: float = DECISION_SECONDS
) -> tuple[Diagnostic, ...]:
    """Show a decision to the plug-ins that want to see it, and give what went wrong."""
    if not any(DECIDED in plugin.hooks for plugin in plugins):
        return ()
    # Each looks at a copy of its own; this is the quickest that keeps decimals exact.
    packed = pickle.dumps(advice, pickle.HIGHEST_PROTOCOL)
    waiting = _started(plugins, DECIDED, partial(_looked, packed, as_of), seconds)
    outcomes = [(plugin, wait()) for plugin, wait in waiting]
    return tuple(
        _failed(plugin, DECIDED, outcome) for plugin, outcome in outcomes if outcome.ending != "given"
    )


def _started(
    plugins: Sequence[Plugin], hook: str, call: Callable[[Callable[..., Any]], Any], seconds: float
) -> list[tuple[Plugin, _Waiting]]:
    asked = [plugin for plugin in plugins if hook in plugin.hooks]
    return [(one, one.workers.start(partial(call, one.hooks[hook]), seconds=seconds)) for one in asked]


def _brought(snapshot: Snapshot, as_of: date, hook: Callable[..., Any]) -> list[Fact]:
    given = _copy(snapshot)
    brought = []
    for fact in hook(snapshot=given, as_of=as_of):
        brought.append(fact)
        if len(brought) > MOST_FACTS:
            raise ValueError(f"more than {MOST_FACTS} facts about one customer")
    if any(mine.__dict__ != its.__dict__ for mine, its in zip(snapshot, given, strict=True)):
        raise _MutatedError
    return brought


def _copy(snapshot: Snapshot) -> Snapshot:
    copies = {name: tuple(fact.model_copy() for fact in facts) for name, facts in snapshot.by_type.items()}
    contents = {name: tuple(fact.__dict__ for fact in facts) for name, facts in copies.items()}
    return Snapshot(snapshot.customer_id, copies, snapshot.identities, contents)


def _looked(packed: bytes, as_of: date, hook: Callable[..., Any]) -> None:
    hook(advice=pickle.loads(packed), as_of=as_of)


def _rubbish(brought: list[Any], customer_id: str) -> str:
    """Say what is no fact about the customer; rules alone may conclude, and the company speaks for itself."""
    for fact in brought:
        if not isinstance(fact, Fact):
            return f"an object of the class {type(fact).__name__}"
        if not isinstance(fact, CustomerFact):
            return f"{type(fact).__name__}, which is no fact about a customer"
        if fact.customer_id != customer_id:
            return f"{type(fact).__name__} about customer {str(fact.customer_id)[:80]!r}"
    return ""


def _failed(plugin: Plugin, hook: str, outcome: Outcome) -> Diagnostic:
    where = Place(subject=f"plug-in {plugin.name}")
    if isinstance(outcome.value, _MutatedError):
        hint = "give new facts; those that are there cannot be changed"
        return Diagnostic("RC623", f"{hook} changes the facts that it was given", where, hint)
    code = "RC621" if outcome.ending in ("late", "busy") else "RC620"
    hint = "repair the plug-in, or go without it; the decision stands without its help"
    return failure(code, f"{hook} failed", outcome, where, hint)


def _useless(plugin: Plugin, problem: str) -> Diagnostic:
    hint = "give facts about the customer that was asked for, each with its own id"
    return Diagnostic(
        "RC622",
        f"{ENRICH} brings what cannot be used: {problem}",
        Place(subject=f"plug-in {plugin.name}"),
        hint,
    )
