"""Cells of a terminal: how wide text is, where its lines may break, how columns line up."""

from __future__ import annotations

import unicodedata

_NO_START = frozenset("\uff0c\uff1a\uff1b\uff01\uff1f\uff09\uff05。、》」』】…—”’,.;:!?)]}%")
_NO_END = frozenset("\uff08《「『【“‘([{")


def cells(text: str) -> int:
    """Give the number of columns that a text fills.

    >>> cells("Harbour"), cells("海港食品")
    (7, 8)
    """
    return sum(_cells_of(character) for character in text)


def pad(text: str, width: int) -> str:
    """Fill a text up with spaces to a width in cells."""
    return text + " " * max(0, width - cells(text))


def wrap(text: str, width: int) -> list[str]:
    """Break a text into lines of at most `width` cells.

    Lines break at spaces and between Chinese characters, never before a closing mark or after an opening
    one; what fits on no line is cut.

    >>> wrap("问候一下、谢谢。", 8)
    ['问候一', '下、谢', '谢。']
    """
    lines: list[str] = []
    line = ""
    for piece, spaced in _pieces(text):
        joined = f"{line} {piece}" if spaced and line else line + piece
        if not line or cells(joined) <= width:
            line = joined
        else:
            lines.append(line)
            line = piece
        while cells(line) > width:
            head = _head(line, width)
            lines.append(line[:head])
            line = line[head:]
    return [*lines, line] if line or not lines else lines


def _pieces(text: str) -> list[tuple[str, bool]]:
    pieces: list[tuple[str, bool]] = []
    spaced = False
    for character in text:
        if character.isspace():
            spaced = True
            continue
        last = pieces[-1][0] if pieces else ""
        if last and not spaced and not _may_break(last[-1], character):
            pieces[-1] = last + character, pieces[-1][1]
        else:
            pieces.append((character, spaced))
        spaced = False
    return pieces


def _may_break(before: str, after: str) -> bool:
    if after in _NO_START or before in _NO_END:
        return False
    return _cells_of(before) == 2 or _cells_of(after) == 2


def _head(text: str, width: int) -> int:
    filled = 0
    for index, character in enumerate(text):
        filled += _cells_of(character)
        if filled > width:
            return max(index, 1)
    return len(text)


def _cells_of(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
