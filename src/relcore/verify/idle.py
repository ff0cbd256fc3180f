"""What nothing uses: parameters that no rule reads, stages that no customer can reach or leave."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from relcore.advice.contact_terms import SchedulePolicy
from relcore.errors import Diagnostic, Place
from relcore.facts import AXIS_VALUES, Axis
from relcore.facts.stages import Step
from relcore.ir import Const, Expr, Field, Param, Rule, constants_of, walk
from relcore.program import Program
from relcore.program.draft import place_of
from relcore.verify.dead import warning
from relcore.verify.logic import disj, neg
from relcore.verify.question import Answer, Question
from relcore.verify.symbols import Texts

BY_THE_SCHEDULE = frozenset(f"contact.{name}" for name in SchedulePolicy.__dataclass_fields__)
"""Parameters that the scheduler reads, not a rule."""
DEPTH = 4
"""Rules through which a value is followed to the constant that it comes from."""


def unread_parameters(program: Program) -> Iterator[Diagnostic]:
    """Find parameters that neither a rule nor the scheduler reads."""
    read = {
        node.name
        for rule in program.rules.values()
        for expr in (*rule.where, *(expr for head in rule.heads for _, expr in head.fields))
        for node in walk(expr)
        if isinstance(node, Param)
    }
    for name in sorted(program.parameters.keys() - read - BY_THE_SCHEDULE):
        yield warning(
            "RC737",
            f"no rule reads the parameter '{name}'",
            Place(subject=f"parameter {name}"),
            "drop it, or use it where the number stands now",
        )


def unreachable_stages(program: Program) -> Iterator[Diagnostic]:
    """Find stages of an axis that no rule can conclude, and stages that every customer is in for ever."""
    texts = Texts.of(program.types.values())
    for axis, values in AXIS_VALUES.items():
        if not issubclass(values, Step):
            continue
        ways: dict[str, list[Rule]] = defaultdict(list)
        for rule in _assessing(program, axis):
            for value in _values(program, rule, axis):
                ways[value].append(rule)
        if not ways:
            continue
        reached: dict[str, Rule] = {}
        for member in values:
            open_rule = _first_open(program, texts, ways.get(member.value, []))
            if open_rule is None and "" not in ways:
                yield warning(
                    "RC736",
                    f"no customer can reach '{member.value}' on the axis '{axis.value}'",
                    Place(subject=f"axis {axis.value}"),
                    "write a rule that concludes it, or mend those that do",
                )
            elif open_rule is not None:
                reached[member.value] = open_rule
        for value, rule in reached.items():
            if len(reached) > 1 and not _can_be_left(program, texts, ways[value]):
                yield warning(
                    "RC736",
                    f"every customer is in '{value}' on the axis '{axis.value}', and none can leave it",
                    place_of(rule),
                    "say under what condition it holds",
                )


def _assessing(program: Program, axis: Axis) -> Iterator[Rule]:
    for rule in program.rules.values():
        for head in rule.heads:
            given = dict(head.fields).get("axis")
            if head.fact == "Assessment" and isinstance(given, Const) and given.value == axis:
                yield rule


def _values(program: Program, rule: Rule, axis: Axis) -> set[str]:
    found: set[str] = set()
    for head in rule.heads:
        given = dict(head.fields)
        if head.fact == "Assessment" and getattr(given["axis"], "value", None) == axis:
            found |= _constants(program, rule, given["value"], DEPTH)
    return found


def _constants(program: Program, rule: Rule, expr: Expr, depth: int) -> set[str]:
    """Give the texts that a value can be; an empty text stands for any."""
    if isinstance(expr, Const):
        return set() if expr.value is None else {str(expr.value)}
    if not isinstance(expr, Field) or not depth:
        return {""}
    fixed = constants_of(expr.var, rule.where).get(expr.name)
    if fixed is not None:
        return {str(fixed)}
    fact = next((bind.fact for bind in rule.binds if bind.var == expr.var), "")
    sources = [
        (other, dict(head.fields)[expr.name])
        for other in program.rules.values()
        for head in other.heads
        if head.fact == fact
    ]
    return set().union(*(_constants(program, other, inner, depth - 1) for other, inner in sources)) or {""}


def _first_open(program: Program, texts: Texts, rules: list[Rule]) -> Rule | None:
    """Give a rule that is not refuted."""
    for rule in rules:
        question = Question(program, texts)
        question.fires(rule)
        if question.ask() is not Answer.NEVER:
            return rule
    return None


def _can_be_left(program: Program, texts: Texts, rules: list[Rule]) -> bool:
    """Whether there can be a customer for whom none of some rules fires."""
    question = Question(program, texts)
    customer = question.theory.row("Customer")
    cases = []
    for rule in rules:
        if len(rule.binds) > 1 or any(bind.fact != "Customer" for bind in rule.binds):
            return True
        cases.append(question.theory.holds(rule.where, {bind.var: customer for bind in rule.binds}, -1))
    met = disj(*cases)
    if met is True:
        return False
    question.theory.say(neg(met))
    return question.ask() is not Answer.NEVER
