"""A bar on standard error while a book is read and decided; only where somebody looks, or asks for it."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from rich.progress import Progress, ProgressColumn, Task, TaskID

T = TypeVar("T")


class Bar:
    """Shows how far the work is; without a display it only passes things on."""

    def __init__(self, display: Progress | None = None) -> None:
        self._display = display
        self._reading: TaskID | None = None
        self._stages: dict[str, TaskID] = {}

    def reading(self, done: int, total: int | None) -> None:
        """Take note of the bytes read so far."""
        if self._display is not None:
            if self._reading is None:
                self._reading = self._display.add_task("reading", total=total)
            self._display.update(self._reading, completed=done, total=total)

    def stage(self, name: str, done: int, total: int | None) -> None:
        """Take note of how far a stage of a longer run is; each has a line of its own."""
        if self._display is not None:
            if name not in self._stages:
                self._stages[name] = self._display.add_task(name, total=total)
            self._display.update(self._stages[name], completed=done, total=total)

    def deciding(self, items: Iterable[T], total: int) -> Iterator[T]:
        """Pass things on, one after another, and count them."""
        if self._display is None:
            yield from items
            return
        task = self._display.add_task("deciding", total=total)
        for item in items:
            yield item
            self._display.advance(task)

    def stop(self) -> None:
        """Take the display away, for good."""
        if self._display is not None:
            self._display.stop()


@contextmanager
def bar(wanted: bool | None) -> Iterator[Bar]:
    """Show a bar: where it is wanted, or where nothing is said and standard error is a terminal."""
    if wanted is False or (wanted is None and not sys.stderr.isatty()):
        yield Bar()
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    console = Console(stderr=True, force_terminal=True if wanted else None)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        _rate_column(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=not wanted, redirect_stdout=False) as display:
        yield Bar(display)


def _rate_column() -> ProgressColumn:
    from rich.progress import ProgressColumn
    from rich.text import Text

    class Rate(ProgressColumn):
        def render(self, task: Task) -> Text:
            speed = task.finished_speed or task.speed
            return Text(f"{speed:,.0f}/s" if speed else "")

    return Rate()
