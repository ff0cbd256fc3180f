"""Proofs that no advice breaks a promise of relcore, or the customer for whom it would."""

from __future__ import annotations

import builtins
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Any

from relcore.ir import Const, Field, Head, Kind, Rule, walk
from relcore.program import Program
from relcore.verify.focus import Focus
from relcore.verify.logic import compare
from relcore.verify.properties import (
    IN_ITS_CHANNEL,
    PROPERTIES,
    STANDS,
    WITHIN_ITS_LIMITS,
    Property,
    playbook,
)
from relcore.verify.question import Answer, Question
from relcore.verify.replay import Breach, replay
from relcore.verify.symbols import Row, Sym, Texts, same
from relcore.verify.witness import customers

ALIKE = ("purpose", "channel")
"""What is taken over from a recommendation of the same matter that a guard narrows to one channel."""
ROUNDS = 4
"""Attempts to build a customer, each with the guards in view that stopped the one before."""
LEVELS = 1
"""How many rules deep conclusions are followed."""
ACTION = "action"
"""Name of the parameter in the rules of `properties`."""


class Outcome(Enum):
    """What became of a property."""

    HOLDS = "holds"
    BROKEN = "broken"
    UNDECIDED = "undecided"


@dataclass(frozen=True)
class Case:
    """One way in which a property could be broken: a rule that recommends, and what would be wrong."""

    breach: str
    rule: str
    action: str
    outcome: Outcome
    reason: str = ""
    """Why it holds, or what was left open."""
    witness: Breach | None = None

    def as_dict(self) -> dict[str, Any]:
        """Give the content as plain data."""
        return {
            "breach": self.breach,
            "rule": self.rule,
            "action": self.action,
            "outcome": self.outcome.value,
            "reason": self.reason or None,
            "witness": self.witness and self.witness.as_dict(),
        }


@dataclass(frozen=True)
class Proof:
    """A property with all cases that had to be looked at."""

    property: Property
    cases: tuple[Case, ...]
    unconcerned: int
    """Recommendations that cannot break it, by what they are."""

    def as_dict(self) -> dict[str, Any]:
        """Give the content as plain data; of the cases only those that do not hold."""
        return {
            "property": self.property.name,
            "sentence": self.property.sentence,
            "outcome": self.outcome.value,
            "cases": len(self.cases),
            "unconcerned": self.unconcerned,
            "open": [case.as_dict() for case in self.cases if case.outcome is not Outcome.HOLDS],
        }

    @builtins.property
    def outcome(self) -> Outcome:
        """Give the worst of the cases."""
        found = {case.outcome for case in self.cases}
        for outcome in (Outcome.BROKEN, Outcome.UNDECIDED):
            if outcome in found:
                return outcome
        return Outcome.HOLDS


def prove(
    program: Program, properties: Iterable[Property] = PROPERTIES, *, only: Collection[str] | None = None
) -> Iterator[Proof]:
    """Prove each property for every recommendation that a program can make, or that `only` some rules make.

    Every rule that recommends is taken with any facts that let it fire, any parameters within their bounds,
    and all guards of the program.
    """
    prover = _Prover(program)
    if only is not None:
        prover.heads = [way for way in prover.heads if way[0].id in only]
    for wanted in properties:
        yield prover.prove(wanted)


@dataclass(frozen=True)
class Redirecting:
    """A guard, the verdict by which it leaves one channel only, and a recommendation that it judges."""

    guard: Rule
    verdict: Head
    rule: Rule
    other: Head


@dataclass
class _Prover:
    program: Program
    _answers: dict[Any, Answer | None] = field(default_factory=dict)

    _focuses: dict[str, Focus] = field(default_factory=dict)

    def __post_init__(self) -> None:
        # A small playbook may not name all facts of which the properties speak.
        named = playbook.ruleset()
        self.program = replace(
            self.program,
            types={**{fact.name: fact for fact in named.types}, **self.program.types},
            models={**{model.__name__: model for model in named.models}, **self.program.models},
        )
        self.texts = Texts.of(self.program.types.values())
        self.heads = [
            (rule, head)
            for rule in self.program.rules.values()
            for head in rule.heads
            if head.fact == "Recommendation"
        ]
        self.redirecting = [
            (rule, head)
            for rule in self.program.rules.values()
            for head in rule.heads
            if head.fact == "Verdict" and _can_be_known(dict(head.fields)["channel"])
        ]

    def prove(self, wanted: Property) -> Proof:
        cases: list[Case] = []
        unconcerned = 0
        for rule, head in self.heads:
            found = [case for breach in wanted.breaches for case in self._cases(breach, rule, head)]
            unconcerned += not found
            cases += found
        return Proof(wanted, tuple(cases), unconcerned)

    def _cases(self, breach: Rule, rule: Rule, head: Head) -> Iterator[Case]:
        if self._generic(breach, head, None) is None:
            return
        yield self._case(breach, rule, head, None)
        for redirecting in self._redirections(breach, head):
            case = self._case(breach, rule, head, redirecting)
            if case.outcome is not Outcome.HOLDS:
                yield case

    def _redirections(self, breach: Rule, head: Head) -> Iterator[Redirecting]:
        """Give the verdicts that may leave one channel to an action, because of any recommendation of it."""
        if not any(node.name == "channel" for part in breach.where for node in walk(part) if _is_of(node)):
            return
        action = _value(head, "action")
        others = [way for way in self.heads if _value(way[1], "action") == action]
        for guard, verdict in self.redirecting:
            if self._may_judge(guard, head):
                alike = {_alike(other, ALIKE): (rule, other) for rule, other in others}
                for rule, other in alike.values():
                    yield Redirecting(guard, verdict, rule, other)

    def _may_judge(self, guard: Rule, head: Head) -> bool:
        """Whether a guard can be about the action at all."""
        question = Question(self.program, self.texts)
        env = question.bound(guard)
        env[guard.binds[0].var] = question.theory.row(
            "Recommendation", fields={**_anything(question), "action": _constant(question, head, "action")}
        )
        return question.theory.holds(guard.where, env, 1) is not False

    def _generic(self, breach: Rule, head: Head, redirecting: Redirecting | None) -> Answer | None:
        """Ask of anybody's recommendation that is like this one in all that the property looks at.

        None where nothing like it can break the property.
        """
        read = sorted({node.name for part in breach.where for node in walk(part) if _is_of(node)})
        alike = _alike(head, read)
        key = breach.id, alike, redirecting and (redirecting.guard.id, _alike(redirecting.other, ALIKE))
        if key not in self._answers:
            fields = {name: self.texts.constant(value) for name, value in alike}
            self._answers[key] = self._alike(breach, fields, redirecting)
        return self._answers[key]

    def _alike(
        self, breach: Rule, alike: Mapping[str, Sym], redirecting: Redirecting | None
    ) -> Answer | None:
        answer: Answer | None = Answer.UNDECIDED
        for levels in range(LEVELS + 1):
            question = self._question(levels, fixed=False, focus=self._focus(breach))
            candidate = question.theory.row("Recommendation", fields={**_anything(question), **alike})
            answer = self._ask(question, breach, candidate, redirecting, generic=True)
            if answer is None:
                return None
            if answer is Answer.NEVER:
                break
        return answer

    def _question(self, levels: int, *, fixed: bool, focus: Focus) -> Question:
        return Question(self.program, self.texts, levels=levels, fixed=fixed, always=VERDICTS, focus=focus)

    def _focus(self, breach: Rule) -> Focus:
        if breach.id not in self._focuses:
            self._focuses[breach.id] = Focus.of(self.program, breach)
        return self._focuses[breach.id]

    def _case(self, breach: Rule, rule: Rule, head: Head, redirecting: Redirecting | None) -> Case:
        """Look at one recommendation of one rule."""
        action = str(_value(head, "action"))
        generic = self._generic(breach, head, redirecting)
        if generic in (None, Answer.NEVER):
            return Case(breach.id, rule.id, action, Outcome.HOLDS, "whoever recommends it")
        for fixed in (False, True):
            for levels in range(LEVELS + 1):
                question = self._question(levels, fixed=fixed, focus=self._focus(breach))
                answer = self._about(question, breach, rule, head, redirecting)
                if answer in (None, Answer.NEVER):
                    how = "as parameters are set" if fixed else "by its own conditions and the guards"
                    return Case(breach.id, rule.id, action, Outcome.HOLDS, how)
        witness = self._witness(breach, rule, head, redirecting)
        if isinstance(witness, Breach):
            return Case(breach.id, rule.id, action, Outcome.BROKEN, witness=witness)
        return Case(breach.id, rule.id, action, Outcome.UNDECIDED, witness)

    def _witness(self, breach: Rule, rule: Rule, head: Head, redirecting: Redirecting | None) -> Breach | str:
        """Look for a customer; gives the reason where none was found."""
        focus, action = self._focus(breach), str(_value(head, "action"))
        reason = "the formulas allow it, but no customer was found for whom it happens"
        for levels in range(LEVELS + 1):
            for _ in range(ROUNDS):
                question = self._question(levels, fixed=True, focus=focus)
                answer = self._about(question, breach, rule, head, redirecting)
                if answer is not Answer.PERHAPS:
                    # With the guards that stopped one customer in view no other is left, as far as is seen.
                    reason = (
                        question.reason or "whoever was found is stopped by guards that were not followed"
                    )
                    break
                tried = [
                    replay(self.program, one, breach, action) for one in customers(question, focus.types)
                ]
                stopped: frozenset[str] = frozenset()
                for found in tried:
                    if isinstance(found, Breach):
                        return found
                    stopped |= found
                if stopped <= focus.guards:
                    left = sorted(question.theory.omitted)
                    reason += f" (left open: {', '.join(left)})" if left and "left open" not in reason else ""
                    break
                focus = focus.with_guards(stopped)
        return reason

    def _about(
        self, question: Question, breach: Rule, rule: Rule, head: Head, redirecting: Redirecting | None
    ) -> Answer | None:
        """Ask about what one rule recommends."""
        env = question.bound(rule)
        candidate = question.conclusion(head, env)
        question.fires(rule, env)
        return self._ask(question, breach, candidate, redirecting)

    def _ask(
        self,
        question: Question,
        breach: Rule,
        candidate: Row,
        redirecting: Redirecting | None,
        *,
        generic: bool = False,
    ) -> Answer | None:
        """Ask whether a candidate can stand and break a property; None where it cannot break it at all."""
        theory = question.theory
        changed = dict(candidate.fields)
        changed["amount"] = self._amount(question, candidate)
        if redirecting:
            changed["channel"] = self._redirected(question, candidate, redirecting, generic)
        action = theory.row("Recommendation", fields=changed, listed=False)
        broken = theory.holds(breach.where, {ACTION: action}, 1)
        if broken is False:
            return None
        theory.say(broken)
        if question.is_refuted():
            return Answer.NEVER
        theory.say(theory.holds(STANDS, {ACTION: candidate}, 1))
        theory.say(theory.holds(IN_ITS_CHANNEL, {ACTION: action}, 1))
        theory.say(theory.holds(WITHIN_ITS_LIMITS, {ACTION: action}, 1))
        return question.ask()

    def _amount(self, question: Question, candidate: Row) -> Sym:
        """Give an amount that limits may have made smaller."""
        full = candidate.fields["amount"]
        if full.known is False:
            return full
        left = question.theory.fresh("amount", Kind.DECIMAL)
        question.theory.say(compare("<=", left, full.value))
        return Sym(Kind.DECIMAL, left, full.known)

    def _redirected(self, question: Question, candidate: Row, redirecting: Redirecting, generic: bool) -> Sym:
        """Give the channel that a guard leaves to another candidate of the matter, or to this one."""
        theory = question.theory
        guard, head = redirecting.guard, redirecting.verdict
        if generic:
            shared = {name: candidate.fields[name] for name in ("action", "about")}
            shared |= {name: self.texts.constant(value) for name, value in _alike(redirecting.other, ALIKE)}
            other = theory.row("Recommendation", fields={**_anything(question), **shared})
        else:
            other = question.conclusion(redirecting.other, question.fires(redirecting.rule))
            theory.say(same(other.fields["about"], candidate.fields["about"]))
        env = question.bound(guard)
        env[guard.binds[0].var] = other
        question.fires(guard, env)
        theory.say(theory.holds(STANDS, {ACTION: other}, 1))
        # Candidates of another purpose do not go through the channel that is left.
        theory.say(same(other.fields["purpose"], candidate.fields["purpose"]))
        channel = theory.value(dict(head.fields)["channel"], env)
        theory.say(channel.known)
        return channel


VERDICTS = frozenset({"Verdict"})


def _anything(question: Question) -> dict[str, Sym]:
    theory = question.theory
    row = theory.row("Recommendation", listed=False)
    return {name: theory.read(row, name) for name in theory.program.types["Recommendation"].columns}


def _value(head: Head, name: str) -> Any:
    expr = dict(head.fields)[name]
    return expr.value if isinstance(expr, Const) else None


def _constant(question: Question | _Prover, head: Head, name: str) -> Sym:
    return question.texts.constant(_value(head, name))


def _alike(head: Head, names: Iterable[str]) -> tuple[tuple[str, Any], ...]:
    """Give the fields of a recommendation that are constants."""
    given = dict(head.fields)
    return tuple((name, expr.value) for name in names if isinstance(expr := given[name], Const))


def _is_of(node: Any) -> bool:
    return isinstance(node, Field) and node.var == ACTION


def _can_be_known(expr: Any) -> bool:
    return not (isinstance(expr, Const) and expr.value is None)
