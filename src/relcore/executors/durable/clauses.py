"""From a rule to groups of clauses for the engine, and what is left for Python."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count

from relcore.executors.durable.conditions import positive, renamed
from relcore.executors.durable.limits import ALTERNATIVES, FACTS_OF_A_RULE
from relcore.executors.durable.patterns import Alternatives, Clause, Group, Term, Test
from relcore.executors.durable.translate import Translator, conjoined
from relcore.ir import Exists, Expr, Rule, Scope, conjuncts, constants_of


@dataclass(frozen=True)
class Found:
    """An existence test as the engine sees it: more variables, and what must hold of them."""

    var: str
    types: dict[str, str]
    alternatives: Alternatives
    once: bool
    """True where no more than one fact can satisfy it, so that it multiplies nothing."""

    def needs(self) -> list[str]:
        """Give the variables that it compares with its own."""
        found = (var for terms in self.alternatives for term in terms for var in _variables(term))
        return [var for var in dict.fromkeys(found) if var not in self.types]


@dataclass(frozen=True)
class RuleMatch:
    """How a rule is matched.

    Parameters that no group binds and the `rest` of the conditions are left to Python.
    """

    rule: Rule
    groups: tuple[Group, ...]
    rest: tuple[Expr, ...]
    scans: dict[int, Exists]
    """Tests for which Python looks, by their number among the `exists` of the rule."""
    seen: dict[int, tuple[int, int]]
    """For the other numbers: the number of a group, and the place of the witness there."""


@dataclass
class Matcher:
    """Divides rules between the engine and Python; numbers groups as they come."""

    translator: Translator
    numbers: Iterator[int] = field(default_factory=count)
    _fresh: Iterator[int] = field(default_factory=count)

    def match(self, rule: Rule) -> RuleMatch:
        """Divide one rule."""
        env = {bind.var: bind.fact for bind in rule.binds}
        own: Alternatives = [()]
        rest: list[Expr] = []
        found: list[tuple[int | None, Found]] = []
        scans: dict[int, Exists] = {}
        witness = count()
        for condition in rule.where:
            number = next(witness) if isinstance(condition, Exists) else None
            for part in conjuncts(positive(condition)):
                if isinstance(part, Exists):
                    exists = self._exists(part, env)
                    if exists is not None:
                        found.append((number, exists))
                    elif number is not None:
                        scans[number] = part
                    else:
                        rest.append(part)
                    continue
                terms = self.translator.terms(part, env, ALTERNATIVES // max(1, len(own)))
                both = None if terms is None else conjoined([own, terms])
                if both is None:
                    rest.append(part)
                else:
                    own = both
        return self._divide(rule, env, own, found, rest, scans)

    def _exists(self, exists: Exists, env: dict[str, str]) -> Found | None:
        """Turn an existence test into patterns, or give None where Python has to look."""
        name = f"x{next(self._fresh)}"
        types = {name: exists.fact}
        every: list[Alternatives | None] = [[()]]
        for part in conjuncts(positive(renamed(exists.where, exists.var, name))):
            if isinstance(part, Exists):
                inner = self._exists(part, {**env, **types})
                every.append(None if inner is None else inner.alternatives)
                types |= {} if inner is None else inner.types
            else:
                every.append(self.translator.terms(part, {**env, **types}))
        alternatives = conjoined(every)
        if alternatives is None or len(env) + len(types) > FACTS_OF_A_RULE:
            return None
        fact = self.translator.program.types[exists.fact]
        fixed = constants_of(exists.var, (exists.where,))
        once = len(types) == 1 and fact.scope is Scope.CONCLUSION and set(fact.columns) <= fixed.keys()
        return Found(name, types, alternatives, once)

    def _divide(
        self,
        rule: Rule,
        env: dict[str, str],
        own: Alternatives,
        found: list[tuple[int | None, Found]],
        rest: list[Expr],
        scans: dict[int, Exists],
    ) -> RuleMatch:
        """Put what belongs together into one group; what would multiply the matches goes into its own."""
        core, apart = _together(len(env), len(own), found)
        groups: list[Group] = []
        seen: dict[int, tuple[int, int]] = {}

        def group(items: list[tuple[int | None, Found]], conditions: Alternatives) -> None:
            every = conditions
            for _, exists in items:
                every = [terms + more for terms in every for more in exists.alternatives]
            types = {var: fact for _, exists in items for var, fact in exists.types.items()}
            used = {var for terms in every for term in terms for var in _variables(term)}
            binds = tuple(var for var in env if var in used)
            shown = [(number, exists.var) for number, exists in items if number is not None]
            number = next(self.numbers)
            for place, (witness, _) in enumerate(shown):
                seen[witness] = (number, place)
            wanted = {var: env[var] for var in binds} | types
            clauses = tuple(Clause(number, wanted, terms, rule.id) for terms in every)
            groups.append(Group(number, binds, tuple(var for _, var in shown), clauses))

        if core or own != [()]:
            group(core, own)
        for item in apart:
            needed = set(item[1].needs())
            about = [t for t in own[0] if set(_variables(t)) <= needed] if len(own) == 1 else []
            group([item], [tuple(about)])
        return RuleMatch(rule, tuple(groups), tuple(rest), scans, seen)


def _together(
    binds: int, alternatives: int, found: list[tuple[int | None, Found]]
) -> tuple[list[tuple[int | None, Found]], list[tuple[int | None, Found]]]:
    """Say which `exists` are matched along with the parameters, and which each by itself.

    Several that many facts satisfy would multiply one another; alternatives and facts have their limits.
    """
    many = sum(not exists.once for _, exists in found)
    core: list[tuple[int | None, Found]] = []
    apart: list[tuple[int | None, Found]] = []
    for item in found:
        exists = item[1]
        facts, ways = binds + len(exists.types), alternatives * max(1, len(exists.alternatives))
        if (exists.once or many == 1) and facts <= FACTS_OF_A_RULE and ways <= ALTERNATIVES:
            core.append(item)
            binds, alternatives = facts, ways
        else:
            apart.append(item)
    return core, apart


def _variables(term: Term) -> tuple[str, ...]:
    return (term.var,) if isinstance(term, Test) else (term.left_var, term.right_var)
