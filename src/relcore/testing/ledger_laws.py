"""Laws about what follows: order, determinism, idempotence, termination, agreement, supports."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import localcontext
from typing import Any

from relcore.errors import ExecutionError
from relcore.explain import final_world
from relcore.facts import Fact, Snapshot
from relcore.ir import Exists, Rule
from relcore.ledger import Difference, Ledger, compare, named_row, plain
from relcore.program.evaluate import World, evaluate
from relcore.program.exact import EXACT
from relcore.testing.law import Subject, law
from relcore.testing.lives import Life


def run(subject: Subject, facts: tuple[Fact, ...], life: Life) -> Ledger:
    """Give what follows, by the first executor."""
    return subject.runners[0].run(subject.program, Snapshot.of(facts), life.as_of, limits=subject.limits)


@law
def order_never_matters(subject: Subject, life: Life) -> str | None:
    """Any order of rules and of facts gives the same conclusions with the same supports."""
    program = subject.backwards
    if program.digest != subject.program.digest:
        return "the same rules in the opposite order make another program"
    first = run(subject, life.facts, life)
    turned = Snapshot.of(life.facts[::-1])
    second = subject.runners[0].run(program, turned, life.as_of, limits=subject.limits)
    if first == second:
        return None
    return told(compare(first, second), "in the order told", "in the opposite order") or (
        "the supports name the facts differently in the opposite order"
    )


@law
def same_input_same_answer(subject: Subject, life: Life) -> str | None:
    """The same facts on the same day give the same advice, byte for byte, however often it is asked."""
    first, second = (subject.advise(life.facts, life).model_dump_json() for _ in range(2))
    if first == second:
        return None
    place = next(i for i, pair in enumerate(zip(first, second, strict=False)) if pair[0] != pair[1])
    around = slice(max(0, place - 60), place + 60)
    return f"the first answer says ...{first[around]}..., the second ...{second[around]}..."


@law
def saying_it_twice_adds_nothing(subject: Subject, life: Life) -> str | None:
    """Facts told twice, and conclusions told back as facts, change no conclusion."""
    once = run(subject, life.facts, life)
    copies = tuple(fact.model_copy() for fact in life.facts)
    twice = run(subject, life.facts + copies, life)
    if said := told(_rows_only(once, twice), "told once", "told twice"):
        return said
    models = [subject.program.models[name] for name in sorted(once.derived)]
    concluded = tuple(conclusion for model in models for conclusion in once.of(model))
    again = run(subject, life.facts + concluded, life)
    return told(_rows_only(once, again), "from the facts", "with the conclusions told back")


@law
def every_run_ends(subject: Subject, life: Life) -> str | None:
    """A run ends, and what follows from one customer stays within bounds."""
    try:
        run(subject, life.facts, life)
    except ExecutionError as error:
        return f"{error}\n({len(life.facts)} facts were told)"
    return None


@law
def executors_agree(subject: Subject, life: Life) -> str | None:
    """Every executor gives the same conclusions with the same supports."""
    first = run(subject, life.facts, life)
    for other in subject.runners[1:]:
        second = other.run(subject.program, life.snapshot, life.as_of, limits=subject.limits)
        if first != second:
            said = told(compare(first, second), subject.runners[0].name, other.name)
            return said or f"{subject.runners[0].name} and {other.name} name the facts differently"
    return None


@law
def every_conclusion_can_be_replayed(subject: Subject, life: Life) -> str | None:
    """Each support of each conclusion holds when its rule is asked again on its facts."""
    snapshot = life.snapshot
    ledger = subject.runners[0].run(subject.program, snapshot, life.as_of, limits=subject.limits)
    world = final_world(subject.program, snapshot, ledger)
    rules = list(subject.program.rules.values())
    with localcontext(EXACT):
        for fact, row, raw in _recorded(ledger):
            if not raw:
                return f"{fact} {_row(ledger, fact, row)} rests on nothing"
            for index, bound, witnesses in raw:
                if index >= 0 and (wrong := _unsound(rules[index], (fact, row), bound, witnesses, world)):
                    return f"{fact} {_row(ledger, fact, row)} is said to follow by {rules[index].id}: {wrong}"
    return None


def _recorded(ledger: Ledger) -> Iterator[tuple[str, Any, Any]]:
    for fact in sorted(ledger.derived):
        for row in ledger.rows(fact):
            yield fact, row, (ledger.recorded or {}).get(fact, {}).get(row, ())


def _unsound(
    rule: Rule, concluded: tuple[str, Any], bound: tuple[Any, ...], witnesses: tuple[Any, ...], world: World
) -> str:
    """Say why a support does not hold; nothing where it does."""
    env: dict[str, Any] = {}
    for bind, item in zip(rule.binds, bound, strict=True):
        known = list(world.facts(bind.fact))
        if item not in known:
            return f"the {bind.fact} that it names is not there"
        env[bind.var] = known[known.index(item)]
    for condition in rule.where:
        if evaluate(condition, env, world) is not True:
            return "a condition of the rule does not hold"
    for part, witness in zip((p for p in rule.where if isinstance(p, Exists)), witnesses, strict=True):
        seen = named_row(part.fact, witness._fields)(witness) if hasattr(witness, "_fields") else witness
        if not isinstance(seen, tuple) and evaluate(part.where, {**env, part.var: seen}, world) is not True:
            return f"the {part.fact} that it names as witness does not satisfy the condition"
    for head in rule.heads:
        content = tuple(evaluate(expr, env, world) for _, expr in head.fields)
        if (head.fact, content) == (concluded[0], tuple(concluded[1])):
            return ""
    return "the rule concludes something else on these facts"


def _rows_only(first: Ledger, second: Ledger) -> Difference:
    """Compare conclusions without their supports: what is told back has itself as a support."""
    return compare(replace(first, recorded=None), replace(second, recorded=None))


def told(difference: Difference, first: str, second: str) -> str | None:
    """Tell a difference between two ledgers; nothing where there is none."""
    if not difference:
        return None
    lines = [f"only {first}: {fact} {_content(row)}" for fact, row in difference.only_first[:3]]
    lines += [f"only {second}: {fact} {_content(row)}" for fact, row in difference.only_second[:3]]
    lines += [f"reached in other ways: {fact} {_content(row)}" for fact, row in difference.supports[:3]]
    return "\n".join(lines)


def _row(ledger: Ledger, fact: str, row: Any) -> str:
    content = zip(ledger.shape.columns[fact], row, strict=True)
    return ", ".join(f"{name} = {plain(value)}" for name, value in content if value is not None)


def _content(row: Any) -> str:
    return ", ".join(str(plain(value)) for value in row if value is not None)
