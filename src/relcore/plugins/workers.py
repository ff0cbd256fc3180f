"""Calls into code of others: beside ours, with a time limit, and whatever they raise caught."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from time import monotonic
from typing import Any, Literal

Ending = Literal["given", "raised", "late", "busy", "nested"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a call ended, and with what."""

    ending: Ending
    value: Any = None
    """What was given, or what was raised."""


class _Inside(threading.local):
    """Marks threads that run a plug-in's code."""

    yes = False


_inside = _Inside()


class Workers:
    """Runs the calls of one plug-in, each in a thread of its own that never outlives the program.

    A thread cannot be stopped from outside. A call that came too late goes on in the background; until it
    ends, no further call is made, so that at most one thread is ever left behind.
    """

    def __init__(self) -> None:
        self._late: threading.Thread | None = None

    def start(self, call: Callable[[], Any], *, seconds: float) -> Callable[[], Outcome]:
        """Start a call; what is given back waits for its end, at most until the time is over."""
        if _inside.yes:
            return lambda: Outcome("nested")
        if self._late is not None and self._late.is_alive():
            return lambda: Outcome("busy")
        answers: SimpleQueue[Outcome] = SimpleQueue()
        deadline = monotonic() + seconds
        thread = threading.Thread(target=_run, args=(call, answers), name="relcore plug-in", daemon=True)
        thread.start()

        def wait() -> Outcome:
            try:
                return answers.get(timeout=max(0.0, deadline - monotonic()))
            except Empty:
                self._late = thread
                return Outcome("late")

        return wait


def _run(call: Callable[[], Any], answers: SimpleQueue[Outcome]) -> None:
    _inside.yes = True
    try:
        answers.put(Outcome("given", call()))
    except BaseException as error:  # code of others may raise anything, SystemExit too
        answers.put(Outcome("raised", error))
