"""Expressions of a playbook file compiled to the ir; what cannot be said is collected, never run."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from relcore.ir import (
    TRUE,
    AddDays,
    Aggregate,
    And,
    Arith,
    AsOf,
    Compare,
    Const,
    Contains,
    Exists,
    Expr,
    Field,
    Not,
    OneOf,
    Or,
    Param,
)
from relcore.playbooks.functions import (
    AS_OF,
    FUNCTIONS,
    LOOKS,
    NAMES,
    OF_TEXT,
    PARAMS,
    RESERVED,
    ROW,
    read_text,
)
from relcore.playbooks.grammar import MOST_DIGITS, Slip, parse
from relcore.playbooks.vocabulary import Members

DEEPEST = 48
"""Levels of the deepest expression; executors write it as nested code."""


class Discarded(Exception):
    """A part of an expression was refused; nothing can be made of the whole."""


@dataclass
class Scope:
    """What an expression may name."""

    enums: Mapping[str, Members]
    types: Mapping[str, Any] = field(default_factory=dict)
    """Fact types, to tell them from enumerations; what is not among them may yet be known elsewhere."""
    variables: frozenset[str] = frozenset()
    row: Mapping[str, Expr | tuple[Const, ...]] | None = None
    """Cells of the row of a table."""
    named: set[str] = field(default_factory=set)
    """Fact types that have been named, filled while expressions are read."""
    unnamed: int = 0
    """How many inner facts were given no name."""


@dataclass
class Read:
    """An expression that was read, with the place of each of its nodes in the text."""

    expr: Expr
    offsets: dict[int, int]
    """Offset in the text by the identity of the node."""


def read_expression(text: str, scope: Scope, blame: Callable[[Slip], None]) -> Read | None:
    """Compile an expression; what is wrong goes to `blame`, and then there is nothing to give."""
    try:
        tree = parse(text)
    except Slip as slip:
        blame(slip)
        return None
    reader = _Reader(scope, blame)
    try:
        return Read(reader.read(tree, scope.variables, 0), reader.offsets)
    except Discarded:
        return None


def suggest(name: str, known: Iterable[str], instead: str) -> str:
    """Offer the nearest known name, or something else to do."""
    close = difflib.get_close_matches(name, sorted(known), n=1)
    return f"did you mean '{close[0]}'?" if close else instead


class _Reader:
    def __init__(self, scope: Scope, blame: Callable[[Slip], None]) -> None:
        self._scope = scope
        self._blame = blame
        self.offsets: dict[int, int] = {}

    def read(self, tree: Any, bound: frozenset[str], depth: int) -> Expr:
        """Compile a tree; raises `Discarded` once what is wrong with it has been told."""
        if depth > DEEPEST:
            raise self._refused(
                tree,
                f"the expression has more than {DEEPEST} levels",
                "make several conditions or rules of it",
            )
        made = self._made(tree, bound, depth)
        self.offsets[id(made)] = tree.meta.start_pos
        return made

    def _made(self, tree: Any, bound: frozenset[str], depth: int) -> Expr:
        match tree.data:
            case "either" | "both":
                items = tuple(self._all(tree.children, bound, depth))
                return Or(items) if tree.data == "either" else And(items)
            case "negated":
                return Not(self.read(tree.children[0], bound, depth + 1))
            case "compare":
                left, operator, right = tree.children
                first, second = self._all((left, right), bound, depth)
                return Compare(operator.value, first, second)
            case "within":
                return self._within(tree, bound, depth)
            case "sum":
                return self._sum(tree, bound, depth)
            case "product":
                first, second = self._all(tree.children, bound, depth)
                return Arith("*", first, second)
            case "minus":
                return self._minus(tree, bound, depth)
            case "whole" | "decimal" | "text" | "true" | "false" | "null":
                return self._literal(tree)
            case "name":
                return self._name(tree)
            case "field":
                return self._field(tree, bound)
            case "call":
                return self._call(tree, bound, depth)
            case "method":
                return self._look(tree, bound, depth)
            case _:
                raise self._refused(tree, "a list stands only after 'in'", "write x in [a, b]")

    def _all(self, trees: Iterable[Any], bound: frozenset[str], depth: int) -> list[Expr]:
        """Compile several trees; all are read before a refusal counts."""
        made, refused = [], False
        for tree in trees:
            try:
                made.append(self.read(tree, bound, depth + 1))
            except Discarded:
                refused = True
        if refused:
            raise Discarded
        return made

    def _refused(self, tree: Any, problem: str, hint: str) -> Discarded:
        """Tell what is wrong."""
        start = tree.meta.start_pos if hasattr(tree, "meta") else tree.start_pos
        self._blame(Slip(problem, start, hint))
        return Discarded()

    def _literal(self, tree: Any) -> Const:
        if tree.data in ("true", "false", "null"):
            return Const({"true": True, "false": False, "null": None}[tree.data])
        said = tree.children[0].value
        if tree.data == "text":
            return Const(self._text(tree))
        if len(said) > MOST_DIGITS:
            raise self._refused(tree, f"the number has {len(said):,} digits", f"the limit is {MOST_DIGITS}")
        return Const(int(said) if tree.data == "whole" else Decimal(said))

    def _text(self, tree: Any) -> str:
        try:
            return read_text(tree.children[0].value)
        except ValueError as error:
            raise self._refused(tree, str(error), "write the sign itself, and a backslash twice") from None

    def _minus(self, tree: Any, bound: frozenset[str], depth: int) -> Expr:
        sign, inner = tree.children
        if sign.value == "+":
            raise self._refused(tree, "a plus stands before a value", "leave it out")
        value = self.read(inner, bound, depth + 1)
        if inner.data == "whole":
            return Const(-value.value)  # type: ignore[union-attr,operator]
        if inner.data == "decimal":
            return Const(value.value.copy_negate())  # type: ignore[union-attr]
        return Arith("*", Const(-1), value)

    def _sum(self, tree: Any, bound: frozenset[str], depth: int) -> Expr:
        left, sign, right = tree.children
        for number, day, adds in ((right, left, True), (left, right, sign.value == "+")):
            if adds and number.data == "call" and number.children[0].value == "days":
                count, moved = self._all([*self._arguments(number, 1), day], bound, depth)
                return AddDays(moved, count if sign.value == "+" else Arith("*", Const(-1), count))
        first, second = self._all((left, right), bound, depth)
        return Arith(sign.value, first, second)

    def _within(self, tree: Any, bound: frozenset[str], depth: int) -> Expr:
        left, right = tree.children
        options = self._options(right, bound, depth)
        if options is not None:
            return OneOf(self.read(left, bound, depth + 1), options)
        item, held = self._all((left, right), bound, depth)
        if not isinstance(item, Const):
            raise self._refused(left, "only a constant can be looked for in a set", "name a member or a text")
        return Contains(held, item)

    def _options(self, tree: Any, bound: frozenset[str], depth: int) -> tuple[Const, ...] | None:
        """Give the constants of a list, or of a cell that holds several; nothing for anything else."""
        if tree.data == "field" and self._dotted(tree)[0] == ROW:
            cell = self._cell(tree)
            return (cell,) if isinstance(cell, Const) else cell if isinstance(cell, tuple) else None
        if tree.data != "listed":
            return None
        trees = [child for child in tree.children if child is not None]
        made = self._all(trees, bound, depth)
        for child, option in zip(trees, made, strict=True):
            if not isinstance(option, Const):
                raise self._refused(child, "a list holds constants only", "write (x == a) || (x == b)")
        return tuple(option for option in made if isinstance(option, Const))

    def _name(self, tree: Any) -> Expr:
        name = tree.children[0].value
        if name == AS_OF:
            return AsOf()
        if name in self._scope.variables:
            raise self._refused(
                tree, f"'{name}' is a whole fact, not a value", f"name one of its fields: {name}.id"
            )
        known = [AS_OF, *self._scope.variables]
        raise self._refused(tree, f"'{name}' is not known here", suggest(name, known, "put texts in quotes"))

    def _dotted(self, tree: Any) -> tuple[str, list[str]]:
        """Give the first name of `a.b.c` and the rest; of something else, no name."""
        parts: list[str] = []
        while tree.data == "field":
            tree, name = tree.children
            parts.append(name.value)
        return (tree.children[0].value if tree.data == "name" else ""), parts[::-1]

    def _field(self, tree: Any, bound: frozenset[str]) -> Expr:
        root, parts = self._dotted(tree)
        if root == PARAMS:
            return Param(".".join(parts))
        if root == ROW:
            cell = self._cell(tree)
            if isinstance(cell, tuple):
                raise self._refused(
                    tree, f"'{parts[-1]}' holds several values", f"write x in row.{parts[-1]}"
                )
            return cell
        if len(parts) > 1 or not root:
            raise self._refused(tree, "a value has no fields", "name a field of a fact: order.amount")
        name = parts[0]
        if root in bound:
            if name.startswith("_"):
                raise self._refused(tree, f"'{name[:100]}' is no field of a fact", "name one of its fields")
            return Field(root, name)
        if root in self._scope.enums:
            members = self._scope.enums[root]
            if name not in members:
                hint = suggest(name.upper(), members, "its members: " + ", ".join(list(members)[:12]))
                raise self._refused(tree, f"{root} has no member '{name[:100]}'", hint)
            return Const(members[name], root)
        if root in self._scope.types:
            hint = f"write {root}.exists(x, x.{name} == ...), or join one under 'for'"
            raise self._refused(tree, f"'{root}' stands for all facts of its type", hint)
        names = [*bound, *self._scope.enums, PARAMS, *([ROW] if self._scope.row is not None else [])]
        hint = suggest(root, names, "join a fact under 'for' to speak of its fields")
        raise self._refused(tree, f"'{root[:100]}' is not known here", hint)

    def _cell(self, tree: Any) -> Expr | tuple[Const, ...]:
        cells = self._scope.row
        _, parts = self._dotted(tree)
        name = ".".join(parts)
        if cells is None:
            raise self._refused(tree, "'row' is known in tables only", "write the value itself")
        if name not in cells:
            raise self._refused(
                tree, f"the row has no '{name[:100]}'", suggest(name, cells, "give it in every row")
            )
        return cells[name]
        raise Discarded

    def _arguments(self, tree: Any, wanted: int) -> list[Any]:
        name, *arguments = (child for child in tree.children if child is not None)
        if len(arguments) != wanted:
            values = f"{wanted} value{'' if wanted == 1 else 's'}"
            raise self._refused(
                tree, f"'{name.value}' takes {values}, not {len(arguments)}", "count the commas"
            )
        return arguments

    def _call(self, tree: Any, bound: frozenset[str], depth: int) -> Expr:
        name = tree.children[0].value
        if name in ("all", "any"):
            items = tuple(self._all((c for c in tree.children[1:] if c is not None), bound, depth))
            return And(items) if name == "all" else Or(items)
        if name in OF_TEXT:
            return self._of_text(tree, name)
        if name == "days":
            raise self._refused(
                tree, "'days' is added to a day, or taken from it", "write order.placed_on + days(2)"
            )
        if name not in FUNCTIONS:
            known = NAMES
            hint = suggest(name, known, "there are: " + ", ".join(sorted(known)))
            raise self._refused(tree, f"there is no function '{name[:100]}'", hint)
        arity, make = FUNCTIONS[name]
        return make(*self._all(self._arguments(tree, arity), bound, depth))

    def _of_text(self, tree: Any, name: str) -> Expr:
        [argument] = self._arguments(tree, 1)
        if argument.data != "text":
            raise self._refused(argument, f"'{name}' takes a text", OF_TEXT[name])
        said = self._text(argument)
        try:
            if name == "param":
                return Param(said)
            if name == "date":
                if not re.fullmatch(r"\d{4}-\d\d-\d\d", said, re.ASCII):
                    raise ValueError
                return Const(date.fromisoformat(said))
            instant = datetime.fromisoformat(said)
        except ValueError:
            raise self._refused(argument, f"'{said[:50]}' is no {name}", OF_TEXT[name]) from None
        if instant.tzinfo is None:
            raise self._refused(argument, f"'{said[:50]}' has no time zone", OF_TEXT[name])
        return Const(instant)

    def _look(self, tree: Any, bound: frozenset[str], depth: int) -> Expr:
        receiver, method, *rest = (child for child in tree.children if child is not None)
        fact = receiver.children[0].value if receiver.data == "name" else ""
        if not fact[:1].isupper():
            raise self._refused(
                tree, "values have no methods", "name a fact type: Order.count(o, o.amount > 5)"
            )
        if method.value not in LOOKS:
            hint = suggest(method.value, LOOKS, "ask for " + ", ".join(LOOKS))
            raise self._refused(tree, f"fact types have no '{method.value[:100]}'", hint)
        if fact in self._scope.enums and fact not in self._scope.types:
            raise self._refused(tree, f"{fact} is an enumeration, not a fact type", "name a fact type")
        summed = method.value not in ("exists", "absent", "count")
        if len(rest) not in ((2, 3) if summed else (0, 2, 3) if method.value == "count" else (0, 2)):
            form = "x, x.amount, x.paid" if summed else "x, x.paid"
            raise self._refused(
                tree, f"'{method.value}' is given wrongly", f"write {fact}.{method.value}({form})"
            )
        var = self._variable(rest[0], bound) if rest else self._fresh()
        self._scope.named.add(fact)
        inner = self._all(rest[1:], bound | {var}, depth)
        aggregate = LOOKS[method.value]
        if aggregate is None:
            found = Exists(var, fact, inner[0] if inner else TRUE)
            self.offsets[id(found)] = tree.meta.start_pos
            return found if method.value == "exists" else Not(found)
        if aggregate == "count":
            return Aggregate(
                "count", var, fact, inner[0] if inner else TRUE, inner[1] if len(inner) > 1 else Const(1)
            )
        return Aggregate(aggregate, var, fact, inner[1] if len(inner) > 1 else TRUE, inner[0])

    def _fresh(self) -> str:
        self._scope.unnamed += 1
        return f"_{self._scope.unnamed}"

    def _variable(self, tree: Any, bound: frozenset[str]) -> str:
        name = tree.children[0].value if tree.data == "name" else ""
        if not name or name in RESERVED or not re.match(r"[^\W\d_A-Z]", name):
            raise self._refused(
                tree, "a name for the fact comes first", "write Order.exists(o, o.amount > 5)"
            )
        if name in bound:
            raise self._refused(tree, f"'{name}' is taken already", "give the inner fact another name")
        return str(name)
