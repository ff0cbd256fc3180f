"""Rules that can never fire, and advice that guards never let through."""

from __future__ import annotations

from collections.abc import Iterator

from relcore.errors import Diagnostic, Place
from relcore.facts import VerdictKind
from relcore.ir import Const, Head
from relcore.program import Program
from relcore.program.draft import place_of
from relcore.verify.focus import Focus, asked
from relcore.verify.properties import STANDS
from relcore.verify.question import Answer, Question
from relcore.verify.symbols import Texts

VERDICTS = frozenset({"Verdict"})


def undecided(what: str, where: Place, reason: str) -> Diagnostic:
    """Say that the solver did not decide something."""
    return Diagnostic(
        "RC739",
        f"undecided: {what} ({reason})",
        where,
        "say it in simpler terms, or try it in a test",
        severity="warning",
    )


def warning(code: str, problem: str, where: Place, hint: str) -> Diagnostic:
    """Make a finding."""
    return Diagnostic(code, problem, where, hint, severity="warning")


def dead_rules(program: Program) -> Iterator[Diagnostic]:
    """Find rules that no customer can make fire, whatever the parameters, or as the parameters are set.

    A guard of an action that nothing recommends yet waits for other playbooks, and is no finding.
    """
    texts = Texts.of(program.types.values())
    for rule in program.rules.values():
        if rule.binds and rule.binds[0].fact == "Recommendation":
            continue
        for fixed in (False, True):
            question = Question(program, texts, fixed=fixed)
            question.fires(rule)
            answer = question.ask()
            if answer is Answer.NEVER:
                how = "as its parameters are set" if fixed else "whatever is known of a customer"
                yield warning(
                    "RC731",
                    f"'{rule.id}' can never fire, {how}",
                    place_of(rule),
                    "look for conditions that exclude one another, or for a conclusion that no rule draws",
                )
                break
            if answer is Answer.UNDECIDED:
                yield undecided(f"whether '{rule.id}' can fire", place_of(rule), question.reason)
                break
            if not question.reads_parameters():
                break


def denied_advice(program: Program) -> Iterator[Diagnostic]:
    """Find recommendations that guards deny for every customer, with nothing put in their place."""
    texts = Texts.of(program.types.values())
    guards = [rule for rule in program.rules.values() if rule.layer]
    if not guards:
        return
    for rule in program.rules.values():
        for head in rule.heads:
            if head.fact != "Recommendation":
                continue
            # A guard that needs what this rule does not ask for cannot fire for every customer.
            near = frozenset(
                guard.id for guard in guards if {bind.fact for bind in guard.binds[1:]} <= asked(rule)
            )
            question = Question(program, texts, always=VERDICTS, focus=Focus(near, frozenset()))
            env = question.bound(rule)
            candidate = question.conclusion(head, env)
            question.fires(rule, env)
            question.theory.say(question.theory.holds(STANDS, {"action": candidate}, 1))
            answer = question.ask()
            if answer is Answer.PERHAPS:
                continue
            action = getattr(dict(head.fields)["action"], "value", "")
            if answer is Answer.UNDECIDED:
                yield undecided(
                    f"whether guards ever let '{action}' of '{rule.id}' through",
                    place_of(rule),
                    question.reason,
                )
            elif not _is_replaced(program, head):
                yield warning(
                    "RC738",
                    f"guards always deny '{action}', which '{rule.id}' recommends",
                    place_of(rule),
                    "drop the recommendation, or let the guard put something in its place",
                )


def _is_replaced(program: Program, recommended: Head) -> bool:
    """Whether some guard that can be about a recommendation puts another action in its place."""
    texts = Texts.of(program.types.values())
    known = {name: expr.value for name, expr in recommended.fields if isinstance(expr, Const)}
    for rule in program.rules.values():
        for head in rule.heads:
            given = {name: expr.value for name, expr in head.fields if isinstance(expr, Const)}
            if head.fact != "Verdict" or given.get("kind") != VerdictKind.REPLACE:
                continue
            question = Question(program, texts)
            env = question.bound(rule)
            fields = env[rule.binds[0].var].fields
            fields |= {name: texts.constant(value) for name, value in known.items()}
            may_judge = question.theory.holds(rule.where, env, 1) is not False
            if may_judge and given.get("replaced_by") != known["action"]:
                return True
    return False
