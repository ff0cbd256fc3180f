"""Why a rule did not fire or an action was not advised: what failed, on what values, what would help."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import localcontext
from functools import partial
from typing import Any

from relcore.errors import UsageError
from relcore.explain.answers import Condition, Judgement, Missing, Near, RuleAnswer, WhyNot
from relcore.explain.closures import Closures
from relcore.explain.leads import RECOMMENDATION, actions_of
from relcore.explain.leaves import blame
from relcore.explain.nearest import Nearest, conditions_of, selectors
from relcore.explain.phrase import Phrases
from relcore.explain.remedies import Remedies
from relcore.explain.scene import Scene
from relcore.explain.source import variables
from relcore.explain.tables import Tables, refuse_strange
from relcore.explain.tongue import Find, Tongue, tongue_of
from relcore.facts.snapshot import Snapshot
from relcore.ir import And, Exists, Expr, Rule
from relcore.ledger import Ledger
from relcore.program import Program
from relcore.program.draft import suggestion
from relcore.program.evaluate import Env, evaluate
from relcore.program.exact import EXACT


def why_not(
    program: Program,
    facts: Snapshot,
    ledger: Ledger,
    subject: str,
    *,
    lang: str = "en",
    find: Callable[[str], Find] | None = None,
    tongue: Tongue | None = None,
) -> WhyNot:
    """Say why a rule did not fire, or an action was not recommended or did not pass the guards.

    `subject` is the id of a rule or the name of an action. The answer is told in `lang`, and can tell itself
    in another language; `find` gives for a language what finds the names of facts and fields; a `tongue`
    that is there already stands for both. Raises `UsageError` (RC303) where it is neither, and
    `ExecutionError` (RC302) where the ledger belongs to another program or customer.
    """
    refuse_strange(program, facts, ledger)
    scene = Scene.of(program, facts, ledger)
    tongue = tongue or tongue_of(lang, find and find(lang), program.models, program.types)
    made = partial(
        WhyNot,
        subject,
        customer_id=ledger.customer_id,
        as_of=ledger.as_of,
        tongue=tongue,
        retell=partial(_told_in, program, facts, ledger, subject, find),
    )
    with localcontext(EXACT):
        if subject in program.rules:
            answer = _answer(scene, program.rules[subject], tongue)
            return made(kind="rule", happened=answer.fired, rules=(answer,), verdicts=())
        rules = [rule for rule in program.rules.values() if subject in actions_of(rule)]
        if not rules and subject not in program.actions:
            known = (*program.actions, *program.rules)
            raise UsageError.of(
                "RC303", f"there is no rule and no action '{subject}'", hint=suggestion(subject, known)
            )
        answers = sorted((_answer(scene, rule, tongue) for rule in rules), key=_closeness)
        recommended = any(row.action == subject for row in scene.world.facts(RECOMMENDATION))
        verdicts = _verdicts(scene, subject)
    return made(kind="action", happened=recommended, rules=tuple(answers), verdicts=verdicts)


def _told_in(
    program: Program,
    facts: Snapshot,
    ledger: Ledger,
    subject: str,
    find: Callable[[str], Find] | None,
    lang: str,
) -> WhyNot:
    return why_not(program, facts, ledger, subject, lang=lang, find=find)


def _closeness(answer: RuleAnswer) -> tuple[Any, ...]:
    failing = min((len(near.conditions) - near.satisfied for near in answer.nearest), default=0)
    return not answer.fired, len(answer.missing) + failing, answer.rule


def _verdicts(scene: Scene, action: str) -> tuple[Judgement, ...]:
    if "Verdict" not in scene.program.types:
        return ()
    rows = [row for row in scene.world.facts("Verdict") if row.action == action]
    found = [Judgement(**{name: getattr(row, name) for name in Judgement.__slots__}) for row in rows]
    return tuple(sorted(found, key=lambda verdict: (verdict.layer, verdict.rule, verdict.candidate)))


def _answer(scene: Scene, rule: Rule, tongue: Tongue) -> RuleAnswer:
    search = Nearest(scene, rule, frozenset())
    fired = search.fires()
    missing: tuple[Missing, ...] = ()
    nearest: tuple[Near, ...] = ()
    if not fired:
        absent = search.empty()
        missing = tuple(_missing(scene, rule, var, frozenset(absent), tongue) for var in absent)
        if absent:
            search = Nearest(scene, rule, frozenset(absent))
        found = (_near(scene, rule, env, frozenset(absent), tongue) for env in search.bindings())
        nearest = tuple(near for near in found if near.conditions)
    return RuleAnswer(rule.id, tongue.rule(rule), rule.cites, fired, missing, nearest)


def _kinds(rule: Rule) -> Mapping[str, str]:
    return {bind.var: bind.fact for bind in rule.binds}


def _missing(scene: Scene, rule: Rule, var: str, absent: frozenset[str], tongue: Tongue) -> Missing:
    """Say that a parameter has no fact, and what fact the rule's other conditions would ask for."""
    fact = _kinds(rule)[var]
    world = scene.world
    others = tuple(bind for bind in rule.binds if bind.var != var)
    phrases = Phrases.of(others, scene.program.types, tongue=tongue)
    chosen = And(selectors(rule, var, scene)) if world.facts(fact) else And(())
    own = [part for part in conditions_of(rule) if variables(part) == {var}]
    wanted = Exists(var, fact, And(tuple(own)))
    changes = Remedies(scene, tongue).of(wanted, {}, {}, phrases)
    return Missing(fact, tongue.say("phrase.there-is-no", about=phrases.fact(fact, var, chosen)), changes)


def _near(scene: Scene, rule: Rule, env: Env, absent: frozenset[str], tongue: Tongue) -> Near:
    kinds = _kinds(rule)
    conditions = tuple(
        _condition(scene, rule, part, env, tongue)
        for part in conditions_of(rule)
        if not variables(part) & absent
    )
    refs = tuple(scene.ref(kinds[var], fact) for var, fact in env.items())
    return Near(refs, tuple(scene.call(kinds[var], fact, tongue) for var, fact in env.items()), conditions)


def _condition(scene: Scene, rule: Rule, expr: Expr, env: Env, tongue: Tongue) -> Condition:
    kinds = {var: fact for var, fact in _kinds(rule).items() if var in env}
    phrases = Phrases.of(
        rule.binds, scene.program.types, lambda part: evaluate(part, env, scene.world), tongue
    )
    text = phrases.condition(expr)
    truth = evaluate(expr, env, scene.world)
    changes = Remedies(scene, tongue).of(expr, env, kinds, phrases) if truth is not True else ()
    unknowns = _unknowns(scene, expr, env, kinds) if truth is None else ()
    return Condition(text, truth, tuple(phrases.seen.items()), unknowns, changes)


def _unknowns(scene: Scene, expr: Expr, env: Env, kinds: Mapping[str, str]) -> tuple[str, ...]:
    closures = Closures(scene.program)
    slots = {var: closures.slot(fact) for var, fact in kinds.items()}
    find = blame(expr, slots, closures)
    frame = [scene.world.as_of, Tables(scene.world.facts), *([None] * closures.size)]
    for var, slot in slots.items():
        frame[slot.place] = env[var]
    return find.names(frame)
