"""Calling what others wrote, and saying what went wrong there: who, in which hook, on which line."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from relcore.errors import Diagnostic, Place, RelcoreError
from relcore.plugins.workers import Outcome, Workers

LOAD_SECONDS = 20.0
"""Time that a plug-in may take to be imported, and to say what it brings."""


def guarded(call: Callable[[], Any], workers: Workers | None = None) -> Outcome:
    """Make a call while plug-ins are loaded."""
    return (workers or Workers()).start(call, seconds=LOAD_SECONDS)()


def failure(code: str, what: str, outcome: Outcome, where: Place, hint: str) -> Diagnostic:
    """Say how a call ended that did not give anything."""
    match outcome.ending:
        case "late":
            return Diagnostic(code, f"{what}: it was not ready in time", where, hint)
        case "busy":
            return Diagnostic(code, f"{what}: an earlier call has not come back", where, hint)
        case "nested":
            return Diagnostic(code, f"{what}: it was called from inside a plug-in", where, hint)
        case _:
            error = outcome.value
            known = error.diagnostics[0].hint if isinstance(error, RelcoreError) else ""
            return Diagnostic(code, f"{what}: {described(error)}", _place(error, where), known or hint)


def described(error: BaseException) -> str:
    """Say what was raised, in one line."""
    if isinstance(error, RelcoreError):
        return "; ".join(f"{one.code} {one.problem}" for one in error.diagnostics[:5])
    try:
        said = " ".join(str(error).split())[:300]
    except Exception:  # even the message of a stranger's error may fail
        said = ""
    return f"{type(error).__name__}: {said}" if said else type(error).__name__


def _place(error: BaseException, where: Place) -> Place:
    """Name the line that is to blame: the one that the error names, else the one on which it was raised."""
    if isinstance(error, RelcoreError) and (found := error.diagnostics[0].where).file:
        subject = f"{where.subject}, {found.subject}" if found.subject else where.subject
        return replace(found, subject=subject)
    if isinstance(error, SyntaxError) and error.filename:
        return Place(file=error.filename, line=error.lineno, subject=where.subject)
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename != __file__]
    outside = [frame for frame in frames if not frame.filename.startswith("<frozen")]
    if not outside:
        return where
    last = outside[-1]
    return Place(file=last.filename, line=last.lineno, subject=where.subject)
