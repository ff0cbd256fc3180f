"""Lists as text: a name on the left, words on the right, at most 80 cells wide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from relcore.advice.layout import cells, pad, wrap

WIDTH = 80
_INDENT = "    "


def entries(rows: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Give a line with each name, and the words below it.

    >>> print("\\n".join(entries([("greeting.send", "Greet a buyer."), ("a.b", "One more.")])))
    greeting.send
        Greet a buyer.
    a.b
        One more.
    """
    for name, words in rows:
        yield from wrap(name, WIDTH)
        yield from (_INDENT + line for line in wrap(words, WIDTH - len(_INDENT)))


def columns(rows: Iterable[tuple[str, str]], widest: int = 30) -> Iterator[str]:
    """Give two columns, the right one wrapped.

    >>> print("\\n".join(columns([("id", "greeting.send"), ("cites", "S1.B2")])))
    id     greeting.send
    cites  S1.B2
    """
    kept = list(rows)
    left = min(max((cells(name) for name, _ in kept), default=0), widest)
    for name, words in kept:
        for number, line in enumerate(wrap(words, WIDTH - left - 2)):
            yield f"{pad('' if number else name, left)}  {line}".rstrip()


def wrapped(line: str, width: int = WIDTH, hanging: int = 2) -> Iterator[str]:
    """Break a line; what follows stands a little further in.

    >>> print("\\n".join(wrapped("  one two three", 10)))
      one two
        three
    >>> print("\\n".join(wrapped("  [?]   two three", 10)))
      [?] two
        three
    """
    blank = line[: len(line) - len(line.lstrip(" "))]
    text = " ".join(line.split())
    first = wrap(text, width - len(blank))[0]
    yield f"{blank}{first}".rstrip()
    if rest := text.removeprefix(first).strip():
        yield from (f"{blank}{' ' * hanging}{part}" for part in wrap(rest, width - len(blank) - hanging))


def tree(text: str) -> Iterator[str]:
    """Give an indented text with long lines broken, so that its levels can still be told apart."""
    for line in text.rstrip("\n").split("\n"):
        yield from wrapped(line, hanging=6)


def counted(number: int, noun: str) -> str:
    """Count things.

    >>> counted(1, "rule"), counted(2_000, "rule")
    ('1 rule', '2,000 rules')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
