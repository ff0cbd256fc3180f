"""Advice in colour for a terminal, drawn with Rich; needs the extra `cli`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.measure import Measurement
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from relcore.advice.layout import cells, wrap
from relcore.advice.model import Advice
from relcore.advice.page import Entry, Page, Section, pages
from relcore.advice.words import Catalogue
from relcore.facts import BUILTIN_ACTION_SPECS, ActionSpec

_STYLES = {
    "next": "bold green",
    "plays": "bold blue",
    "not": "bold red",
    "warnings": "bold yellow",
    "unknown": "bold cyan",
    "diagnostics": "bold magenta",
    "when": "cyan",
    "why": "",
    "instead": "green",
    "note": "yellow",
    "source": "dim",
}


class Wrapped:
    """Text that breaks its lines as Chinese does, which Rich alone would not."""

    def __init__(self, text: str, style: str = "") -> None:
        self.text = text
        self.style = style

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for line in wrap(self.text, options.max_width):
            yield Text(line, style=self.style)

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        return Measurement(1, min(cells(self.text), options.max_width))


def render_rich(
    advice: Advice,
    catalogue: Catalogue | None = None,
    *,
    specs: Mapping[str, ActionSpec] = BUILTIN_ACTION_SPECS,
    details: bool = False,
) -> Group:
    """Draw advice, a panel for each customer; print the result with a `rich.console.Console`."""
    words = (catalogue or Catalogue()).words(advice.lang)
    return Group(*(_panel(page) for page in pages(advice, words, specs, details)))


def _panel(page: Page) -> Panel:
    return Panel(
        Group(*_parts(page)),
        title=Text(page.title, style="bold"),
        title_align="left",
        subtitle=Text(page.day, style="dim"),
        subtitle_align="right",
        padding=(1, 2),
    )


def _parts(page: Page) -> Iterator[RenderableType]:
    if page.who:
        yield Text(page.who_title, style="bold")
        yield _who(page)
    for number, section in enumerate(page.sections):
        if number or page.who:
            yield Text()
        yield Text(section.title, style=_STYLES[section.kind])
        yield _entries(section)


def _who(page: Page) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(ratio=2, style="dim")
    table.add_column(ratio=3)
    table.expand = True
    for question, answer, sure in page.who:
        table.add_row(Wrapped(question, "dim"), Wrapped(answer, "" if sure else "dim italic"))
    return table


def _entries(section: Section) -> Table:
    table = Table.grid(padding=(0, 1))
    table.add_column(width=3, justify="right")
    table.add_column(ratio=1)
    table.expand = True
    for number, entry in enumerate(section.entries, start=1):
        mark = f"{number}." if section.numbered and entry.details else "•"
        table.add_row(Text(mark, style=_STYLES[section.kind]), _entry(entry))
    return table


def _entry(entry: Entry) -> Group:
    lines = [Wrapped(entry.text, "bold" if entry.details else "")]
    lines += [Wrapped(detail.text, _STYLES[detail.kind]) for detail in entry.details]
    return Group(*lines)
