"""Advice as plain text, aligned on terminals and in files alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from relcore.advice.layout import cells, pad, wrap
from relcore.advice.model import Advice
from relcore.advice.page import Page, Section, pages
from relcore.advice.words import Catalogue
from relcore.facts import BUILTIN_ACTION_SPECS, ActionSpec

_QUESTION_CELLS = 40


def render_text(
    advice: Advice,
    catalogue: Catalogue | None = None,
    *,
    specs: Mapping[str, ActionSpec] = BUILTIN_ACTION_SPECS,
    width: int = 80,
    details: bool = False,
) -> str:
    """Write advice as text of at most `width` cells a line; `details` adds ranks, rules and sources."""
    words = (catalogue or Catalogue()).words(advice.lang)
    shown = ["\n".join(_page(page, width)) for page in pages(advice, words, specs, details)]
    return "\n\n\n".join(shown) + "\n" if shown else ""


def _page(page: Page, width: int) -> Iterator[str]:
    room = width - cells(page.day) - 2
    first, *rest = wrap(page.title, room)
    yield f"{pad(first, room)}  {page.day}"
    yield from rest
    yield "─" * width
    if page.who:
        yield page.who_title
        yield from _who(page, width)
    for number, section in enumerate(page.sections):
        if number or page.who:
            yield ""
        yield from _section(section, width)


def _who(page: Page, width: int) -> Iterator[str]:
    column = min(max(cells(question) for question, _, _ in page.who), _QUESTION_CELLS)
    for question, answer, _ in page.who:
        left = wrap(question, column)
        right = wrap(answer, width - column - 4)
        for line in range(max(len(left), len(right))):
            begin = left[line] if line < len(left) else ""
            end = right[line] if line < len(right) else ""
            yield f"  {pad(begin, column)}  {end}".rstrip()


def _section(section: Section, width: int) -> Iterator[str]:
    yield section.title
    for number, entry in enumerate(section.entries, start=1):
        mark = f"{number}." if section.numbered and entry.details else "-"
        indent = " " * (len(mark) + 3)
        for line, text in enumerate(wrap(entry.text, width - len(indent))):
            yield (pad(f"  {mark}", len(indent)) if line == 0 else indent) + text
        for detail in entry.details:
            for text in wrap(detail.text, width - len(indent)):
                yield indent + text
