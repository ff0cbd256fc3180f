"""The syntax of expressions, a subset of the Common Expression Language, and where a text leaves it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, TypeAlias

from relcore.errors import MissingExtra

if TYPE_CHECKING:
    import lark

LONGEST = 10_000
"""Characters of the longest expression that is read."""
MOST_DIGITS = 100
"""Digits of the longest number that is read."""

GRAMMAR = r"""
?start: either
?either: both | either "||" both -> either
?both: relation | both "&&" relation -> both
?relation: sum | sum COMPARE sum -> compare | sum "in" sum -> within
?sum: product | sum SIGN product -> sum
?product: unary | product "*" unary -> product
?unary: member | "!" unary -> negated | SIGN unary -> minus
?member: primary
       | member "." NAME -> field
       | member "." NAME "(" [_arguments] ")" -> method
?primary: NAME -> name
        | NAME "(" [_arguments] ")" -> call
        | "(" either ")"
        | "[" [_arguments] "]" -> listed
        | INT -> whole
        | DECIMAL -> decimal
        | TEXT -> text
        | "true" -> true
        | "false" -> false
        | "null" -> null
_arguments: either ("," either)*
COMPARE: "==" | "!=" | "<=" | ">=" | "<" | ">"
SIGN: "+" | "-"
NAME: /[^\W\d]\w*/
DECIMAL: /[0-9]+\.[0-9]+/
INT: /[0-9]+/
TEXT: /"([^"\\\n]|\\.)*"|'([^'\\\n]|\\.)*'/
%ignore /[ \t\r\n]+/
"""

Tree: TypeAlias = "lark.Tree[lark.Token]"


@dataclass(frozen=True)
class Slip(Exception):
    """What is wrong with an expression, at which character, and what to write instead."""

    problem: str
    offset: int
    hint: str


_JOIN = "join conditions with && or ||, and close all brackets"
_INSTEAD = (
    (r"and\b", "write && for 'and'"),
    (r"or\b", "write || for 'or'"),
    (r"not\b", "write !x for 'not x'"),
    (r"is\b", "write known(x) or !known(x)"),
    (r"=(?!=)", "write == to compare"),
    (r"&", "write && for 'and'"),
    (r"\|", "write || for 'or'"),
    (r"~", "write !x for 'not x'"),
    (r"[/%]", "division is not exact, so rules have none; write a >= b * limit instead of a / b >= limit"),
    (r"\*", "rules add, subtract and multiply; there are no powers"),
    (r"\?", "an expression has no 'if'; write a rule for each case, or or_else(x, default)"),
    (r"\[", "a value has no parts; write Type.exists(x, ...) or Type.count(x, ...)"),
    (r"\{", "there are no maps; write a table with rows"),
    (r"[<>=!]=?", "compare two values at a time: a <= x && x <= b"),
    (r"in\b", "compare two values at a time, and put brackets around the rest"),
    (r"[\"']", "end the text with the sign that it begins with, on the same line"),
    (r"[+-]", "put a value on either side"),
    (r"\.", "write a digit before the point of a number, and a name after that of a fact"),
    (r"[eE]\d", "write the number out, without an exponent"),
)


def parse(text: str) -> Any:
    """Parse an expression; raises `Slip` where it is none.

    >>> parse("order.amount > 5").data
    'compare'
    """
    if len(text) > LONGEST:
        problem = f"the expression has {len(text):,} characters"
        raise Slip(problem, 0, f"the limit is {LONGEST:,}; make several conditions or rules of it")
    parser, unexpected = _parser()
    try:
        return parser.parse(text)
    except unexpected as error:
        offset = getattr(error, "pos_in_stream", None)
        offset = len(text) if offset is None else min(int(offset), len(text))
        token = getattr(error, "token", None)
        if token is not None and token.type == "$END":
            offset = len(text)
    raise _slip(text, offset)


def _slip(text: str, offset: int) -> Slip:
    if not text.strip():
        return Slip("there is no expression", 0, "write a condition or a value, such as order.amount > 5")
    rest = text[offset:]
    if not rest.strip():
        return Slip("the expression ends too early", offset, "put a value at the end, and close all brackets")
    if before := re.search(r"\bnot\s+$", text[:offset]):
        return Slip("'not' was not expected here", before.start(), "write !x for 'not x'")
    hint = next((hint for pattern, hint in _INSTEAD if re.match(pattern, rest)), _JOIN)
    found = re.match(r"\w{1,30}|[=!<>]=|&&|\|\||\W", rest)
    shown = found[0] if found else rest[0]
    return Slip(f"{shown if shown.isprintable() else ascii(shown)} was not expected here", offset, hint)


@cache
def _parser() -> tuple[Any, type[Exception]]:
    try:
        from lark import Lark
        from lark.exceptions import UnexpectedInput
    except ImportError as error:
        raise MissingExtra.need("playbooks", "reading expressions") from error
    return Lark(GRAMMAR, parser="lalr", propagate_positions=True), UnexpectedInput
