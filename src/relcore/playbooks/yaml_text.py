"""Plain trees of texts written as YAML that relcore's own reader takes back unchanged."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from relcore.playbooks.expression_text import quoted

WIDTH = 110


@dataclass(frozen=True, slots=True)
class Raw:
    """A text that stands in the file as it is, such as a number."""

    text: str


@dataclass(frozen=True, slots=True)
class Flow:
    """Entries on one line, where they fit."""

    entries: Mapping[str, Node]


Node: TypeAlias = "str | Raw | Flow | Mapping[str, Node] | Sequence[Node]"

_UNSAFE_BEGINNING = tuple("-?:,[]{}#&*!|>'\"%@`")
_NULLS = ("", "~", "null", "Null", "NULL")
_SAFE_IN_FLOW = re.compile(r"[\w./=-]+( [\w./=-]+)*")
_BREAK = re.compile(r" (?=(?:&&|\|\|) )")


def write(tree: Mapping[str, Node]) -> str:
    """Write entries as a YAML document.

    >>> print(write({"a": "NO", "b": ["x: y", Raw("3")], "c": Flow({"d": "e", "f": "{g}"})}), end="")
    a: NO
    b:
    - 'x: y'
    - 3
    c: {d: e, f: "{g}"}
    """
    return "".join(f"{line}\n" for line in _entries(tree, ""))


def _entries(tree: Mapping[str, Node], indent: str) -> Iterator[str]:
    for key, node in tree.items():
        yield from _under(f"{indent}{scalar(key)}:", node, indent)


def _under(head: str, node: Node, indent: str) -> Iterator[str]:
    match node:
        case Flow(entries) if (line := f"{head} {_flow(node)}") and (len(line) <= WIDTH or not entries):
            yield line
        case Flow(entries):
            yield head
            yield from _entries(entries, f"{indent}  ")
        case str() | Raw():
            yield from _value(head, node, indent)
        case Mapping() if node:
            yield head
            yield from _entries(node, f"{indent}  ")
        case Mapping():
            yield f"{head} {{}}"
        case _ if node:
            yield head
            for item in node:
                yield from _item(item, indent)
        case _:
            yield f"{head} []"


def _item(node: Node, indent: str) -> Iterator[str]:
    if isinstance(node, Mapping) and node:
        first, *rest = _entries(node, f"{indent}  ")
        yield f"{indent}- {first.strip()}"
        yield from rest
    else:
        yield from _under(f"{indent}-", node, f"{indent}")


def _value(head: str, node: str | Raw, indent: str) -> Iterator[str]:
    text = node.text if isinstance(node, Raw) else scalar(node)
    parts = [] if isinstance(node, Raw) or len(head) + len(text) < WIDTH else _broken(node)
    if len(parts) < 2:
        yield f"{head} {text}"
        return
    yield f"{head} >-"
    yield from (f"{indent}  {part}" for part in parts)


def _broken(text: str) -> list[str]:
    """Break an expression before its && and ||, where none of them can stand inside quotes."""
    if '"' in text or not all(sign.isprintable() for sign in text) or text != " ".join(text.split()):
        return []
    lines: list[str] = []
    for part in _BREAK.split(text):
        if lines and len(lines[-1]) + len(part) < WIDTH - 20:
            lines[-1] += f" {part}"
        else:
            lines.append(part)
    return lines


def _flow(node: Node) -> str:
    match node:
        case Raw(text):
            return text
        case str():
            return node if _SAFE_IN_FLOW.fullmatch(node) and _is_plain(node) else quoted(node)
        case Flow(entries):
            return _flow(entries)
        case Mapping():
            return "{" + ", ".join(f"{_flow(key)}: {_flow(value)}" for key, value in node.items()) + "}"
        case _:
            return "[" + ", ".join(map(_flow, node)) + "]"


def scalar(text: str) -> str:
    """Write a text so that it is read as itself: plain, in single quotes or, at worst, in double ones.

    >>> scalar("a b"), scalar("null"), scalar("!x"), scalar("it's: so"), scalar("a\\nb")
    ('a b', "'null'", "'!x'", "'it''s: so'", '"a\\\\nb"')
    """
    if not all(sign.isprintable() for sign in text):
        return quoted(text)
    return text if _is_plain(text) else "'" + text.replace("'", "''") + "'"


def _is_plain(text: str) -> bool:
    return not (
        text in _NULLS
        or text.startswith(_UNSAFE_BEGINNING)
        or text.startswith(("---", "..."))
        or text != text.strip()
        or ": " in text
        or " #" in text
        or text.endswith(":")
        or "\t" in text
    )
