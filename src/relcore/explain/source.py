"""Expressions as Python source: the same three-valued meaning as `evaluate`, many times as fast."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, assert_never

from relcore.explain.tables import Key
from relcore.ir import (
    AddDays,
    Aggregate,
    And,
    Arith,
    AsOf,
    Coalesce,
    Compare,
    Const,
    Contains,
    DaysBetween,
    Exists,
    Expr,
    FactType,
    Field,
    Known,
    MinutesBetween,
    Not,
    OneOf,
    Or,
    Param,
    Scope,
    children,
    conjuncts,
    disjuncts,
    walk,
)
from relcore.program import Program, Typing
from relcore.program.days import shift
from relcore.program.evaluate import add_days, minutes_between


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable in source: the Python expression for it, and the type of the facts it stands for."""

    python: str
    fact: FactType
    contents: str = ""
    """A name for the fields of a fact as a dictionary: reading that is twice as fast as asking the model."""

    def read(self, name: str) -> str:
        """Write how a field of such a fact, or a column of such a row, is read."""
        if self.fact.scope is Scope.CONCLUSION:
            return f"{self.python}[{self.fact.columns.index(name)}]"
        return f"{self.contents}[{name!r}]" if self.contents else f"{self.python}.{name}"


Variables = Mapping[str, Variable]
_MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}


def loops(expr: Expr) -> bool:
    """Say whether an expression goes through facts."""
    return any(isinstance(node, (Exists, Aggregate)) for node in walk(expr))


def variables(expr: Expr) -> frozenset[str]:
    """Give the variables that an expression needs from outside.

    >>> sorted(variables(Exists("o", "Order", Compare(">=", Field("o", "amount"), Field("c", "limit")))))
    ['c']
    """
    match expr:
        case Field(var, _):
            return frozenset((var,))
        case Exists(var) | Aggregate(_, var):
            return _of_children(expr) - {var}
        case _:
            return _of_children(expr)


def _of_children(expr: Expr) -> frozenset[str]:
    return frozenset().union(*map(variables, children(expr)))


def key_of(part: Expr, var: str) -> tuple[str, Expr] | None:
    """Give the field of `var` that a condition fixes, and the value known without `var`."""
    if isinstance(part, Compare) and part.op == "==":
        for side, other in ((part.left, part.right), (part.right, part.left)):
            known = not loops(other) and var not in variables(other)
            if isinstance(side, Field) and side.var == var and known:
                return side.name, other
    return None


@dataclass
class Source:
    """Writes expressions of one program; `today` and `tables` are the Python names of what they read.

    `constants` collects what the source refers to by name.
    """

    program: Program
    today: str = "today"
    tables: str = "tables"
    constants: dict[str, Any] = field(default_factory=dict)
    days: dict[int, str] | None = None
    """Names of days at fixed distances from the day of the decision; None where nobody would set them."""
    _inner: int = 0
    _temporaries: int = 0
    _in_iterable: bool = False
    """Whether this is where a comprehension takes its items from: no name can be given there."""

    def __post_init__(self) -> None:
        self._typing = Typing(self.program.types, self.program.values)

    def nullable(self, expr: Expr, names: Variables) -> bool:
        """Say whether a value may be unknown."""
        return self._typing.infer(expr, {var: name.fact.name for var, name in names.items()}).nullable

    def value(self, expr: Expr, names: Variables) -> str:
        """Write an expression; its value is `None` where it is unknown."""
        match expr:
            case Const(constant):
                return self.constant(constant)
            case Param(name):
                return self.constant(self.program.values[name])
            case AsOf():
                return self.today
            case Field(var, name):
                return names[var].read(name)
            case Compare(op, DaysBetween() as days, limit) if fast := self._compare_days(
                op, days, limit, names
            ):
                return fast
            case Arith(op, left, right) | Compare(op, left, right):
                return self._strict(lambda a, b: f"({a} {op} {b})", (left, right), names)
            case AddDays(day, number):
                return self._strict(lambda a, b: f"add_days({a}, {b})", (day, number), names)
            case DaysBetween(start, end):
                return self._strict(lambda a, b: f"({b} - {a}).days", (start, end), names)
            case MinutesBetween(start, end):
                return self._strict(lambda a, b: f"minutes_between({a}, {b})", (start, end), names)
            case Coalesce(preferred, default):
                first = self.value(preferred, names)
                if not self.nullable(preferred, names):
                    return first
                second = self.value(default, names)
                if self._in_iterable:
                    return f"either({first}, {second})"
                name = self._temporary()
                return f"({name} if ({name} := {first}) is not None else {second})"
            case OneOf(member, options):
                known = self.keep(frozenset(option.value for option in options))
                return self._strict(lambda a: f"({a} in {known})", (member,), names)
            case Contains(items, item):
                wanted = self.constant(item.value)
                return self._strict(lambda a: f"({wanted} in {a})", (items,), names)
            case Known(asked):
                return f"({self.value(asked, names)} is not None)"
            case And():
                return self._joined(tuple(conjuncts(expr)), "and", names)
            case Or():
                return self._joined(tuple(disjuncts(expr)), "or", names)
            case Not(part):
                negated = self.value(part, names)
                if not self.nullable(part, names):
                    return f"(not {negated})"
                if self._in_iterable:
                    return f"negated({negated})"
                name = self._temporary()
                return f"(None if ({name} := {negated}) is None else not {name})"
            case Exists():
                source, variable, test = self._inside(expr, names)
                if not test:
                    return f"bool({source})"
                found, such = self._of_some(source)
                return such(f"any({test} for {variable.python} in {found})", "False")
            case Aggregate():
                return self._aggregate(expr, names)
            case _:
                assert_never(expr)

    def truth(self, expr: Expr, names: Variables) -> str:
        """Write a condition of which only matters whether it is true."""
        match expr:
            case Compare("==", left, right) if self.nullable(left, names) != self.nullable(right, names):
                return f"({self.value(left, names)} == {self.value(right, names)})"
            case _:
                return self.value(expr, names)

    def constant(self, value: Any) -> str:
        """Write a value: plain ones as they are, others by a name."""
        if value is None or isinstance(value, (bool, int)):
            return f"({value!r})"
        return repr(str(value)) if isinstance(value, str) else self.keep(value)

    def keep(self, value: Any) -> str:
        """Give the name of a constant."""
        name = f"c{len(self.constants)}"
        self.constants[name] = value
        return name

    def index(self, variable: Variable, name: str) -> str:
        """Give the name of the key by which facts are found by the value of a field."""
        return self.keep(Key.of(variable.fact, name))

    def _strict(self, write: Callable[..., str], parts: tuple[Expr, ...], names: Variables) -> str:
        """Write an operation that is unknown where an operand is."""
        sources = [self.value(part, names) for part in parts]
        unsure = [place for place, part in enumerate(parts) if self.nullable(part, names)]
        if not unsure:
            return write(*sources)
        if self._in_iterable:
            taken = [chr(ord("a") + place) for place in range(len(parts))]
            unknown = " or ".join(f"{taken[place]} is None" for place in unsure)
            function = f"(lambda {', '.join(taken)}: None if {unknown} else {write(*taken)})"
            return f"{function}({', '.join(sources)})"
        taken = [self._temporary() if place in unsure else source for place, source in enumerate(sources)]
        unknown = " or ".join(f"({taken[place]} := {sources[place]}) is None" for place in unsure)
        return f"(None if {unknown} else {write(*taken)})"

    def _compare_days(self, op: str, days: DaysBetween, limit: Expr, names: Variables) -> str | None:
        """Compare a day with a fixed day instead of a number of days with a number."""
        number = self.program.values[limit.name] if isinstance(limit, Param) else None
        if isinstance(limit, Const):
            number = limit.value
        if self.days is None or op not in _MIRRORED or type(number) is not int:
            return None
        if days.end == AsOf():
            name = self.days.setdefault(-number, f"day{len(self.days)}")
            return self._strict(lambda day: f"({day} {_MIRRORED[op]} {name})", (days.start,), names)
        if days.start == AsOf():
            name = self.days.setdefault(number, f"day{len(self.days)}")
            return self._strict(lambda day: f"({day} {op} {name})", (days.end,), names)
        return None

    def _joined(self, parts: tuple[Expr, ...], word: str, names: Variables) -> str:
        """Write a conjunction or disjunction; what is never unknown comes first and may decide alone."""
        sure = [self.value(part, names) for part in parts if not self.nullable(part, names)]
        unsure = [self.value(part, names) for part in parts if self.nullable(part, names)]
        if len(unsure) > 1 and self._in_iterable:
            unsure = [f"{'all_of' if word == 'and' else 'any_of'}({', '.join(unsure)})"]
        elif len(unsure) > 1:
            taken = [self._temporary() for _ in unsure]
            decisive, other = (False, True) if word == "and" else (True, False)
            decided = [f"({a} := {b}) is {decisive}" for a, b in zip(taken, unsure, strict=True)]
            unknown = " or ".join(f"{name} is None" for name in taken)
            unsure = [f"({decisive} if {' or '.join(decided)} else None if {unknown} else {other})"]
        joined = f" {word} ".join(sure + unsure)
        return f"({joined})" if joined else str(word == "and")

    def _inside(self, expr: Exists | Aggregate, names: Variables) -> tuple[str, Variable, str]:
        """Write what to look through, and the test of each fact; name the variable that stands for it."""
        self._inner += 1
        variable = Variable(f"v{self._inner}", self.program.types[expr.fact])
        parts = list(conjuncts(expr.where))
        keys = {part: key for part in parts if (key := key_of(part, expr.var)) is not None}
        chosen = min(keys, key=lambda part: not isinstance(keys[part][1], (Const, Param)), default=None)
        source = f"{self.tables}.all({expr.fact!r})"
        if chosen is not None:
            name, wanted = keys[chosen]
            outer, self._in_iterable = self._in_iterable, True
            source = f"{self.tables}.equal({self.index(variable, name)}, {self.value(wanted, names)})"
            self._in_iterable = outer
        within = {**names, expr.var: variable}
        rest = sorted((part for part in parts if part is not chosen), key=loops)
        return source, variable, " and ".join(self.truth(part, within) for part in rest)

    def _aggregate(self, expr: Aggregate, names: Variables) -> str:
        source, variable, test = self._inside(expr, names)
        if expr.op == "count" and not test:
            return f"len({source})"
        items, such = self._of_some(source)
        chosen = f"for {variable.python} in {items}" + (f" if {test}" if test else "")
        if expr.op == "count":
            return such(f"sum(1 {chosen})", "0")
        within = {**names, expr.var: variable}
        value = self.value(expr.value, within)
        if self.nullable(expr.value, within):
            name = self._temporary()
            chosen = f"{chosen} if ({name} := {value}) is not None"
            value = name
        if expr.op == "total":
            return such(f"sum({value} {chosen})", "0")
        return such(f"{expr.op}(({value} {chosen}), default=None)", "None")

    def _of_some(self, source: str) -> tuple[str, Callable[[str, str], str]]:
        """Name what is looked through, and write what to do without items: most types have none."""
        if self._in_iterable:
            return source, lambda whole, _: whole
        name = self._temporary()
        return name, lambda whole, empty: f"({whole} if ({name} := {source}) else {empty})"

    def _temporary(self) -> str:
        self._temporaries += 1
        return f"t{self._temporaries}"


def either(preferred: Any, default: Any) -> Any:
    """Give the first value where it is known, else the second."""
    return default if preferred is None else preferred


def negated(value: bool | None) -> bool | None:
    """Negate; of unknown, unknown."""
    return None if value is None else not value


def all_of(*values: bool | None) -> bool | None:
    """Say whether all values are true; unknown where none is false and one is unknown."""
    return False if False in values else None if None in values else True


def any_of(*values: bool | None) -> bool | None:
    """Say whether any value is true; unknown where none is true and one is unknown."""
    return True if True in values else None if None in values else False


RUNTIME: Mapping[str, Any] = {
    "add_days": add_days,
    "all_of": all_of,
    "any_of": any_of,
    "either": either,
    "minutes_between": minutes_between,
    "negated": negated,
    # Searches ask for the same few days again and again.
    "shift": lru_cache(maxsize=4096)(shift),
}
"""What source refers to besides its constants."""
