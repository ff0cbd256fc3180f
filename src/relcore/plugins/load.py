"""From something that claims to be a plug-in to a plug-in: its version declared, its hooks known."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from difflib import get_close_matches
from functools import partial
from time import perf_counter
from typing import Any

import pluggy

from relcore.errors import Diagnostic, Place
from relcore.plugins import hookspecs
from relcore.plugins.calls import failure, guarded
from relcore.plugins.discovery import Found
from relcore.plugins.markers import API_VERSION, PROJECT
from relcore.plugins.plugin import Plugin

TRACE = "RELCORE_TRACE_PLUGINS"
"""Environment variable: set to anything, it lets each call of a plug-in be told on standard error."""

HOOKS: tuple[str, ...] = tuple(name for name in vars(hookspecs) if name.startswith(f"{PROJECT}_"))
"""The hooks, in the order of their file."""


def load(found: Found) -> Plugin | Diagnostic:
    """Look at what was found; where it is no plug-in for this version, say why."""
    where = Place(subject=f"plug-in {found.name}")
    outcome = guarded(lambda: _answers(found))
    if outcome.ending != "given":
        return failure(
            "RC604", "its hooks cannot be read", outcome, where, "answer hooks as their pages show"
        )
    answers = outcome.value
    if isinstance(answers, Diagnostic):
        return answers
    return Plugin(found.name, found.distribution, found.version, answers)


def _answers(found: Found) -> dict[str, Callable[..., Any]] | Diagnostic:
    where = Place(subject=f"plug-in {found.name}")
    declared = getattr(found.thing, "relcore_api", None)
    if declared != API_VERSION or isinstance(declared, bool):
        said = "does not say for which version of the hooks it is" if declared is None else "is for version"
        problem = f"it {said}" if declared is None else f"it {said} {str(declared)[:20]!r} of the hooks"
        hint = f"this is version {API_VERSION}; write relcore_api = {API_VERSION} where it is for that"
        return Diagnostic("RC603", problem, where, hint)
    manager = pluggy.PluginManager(PROJECT)
    manager.add_hookspecs(hookspecs)
    manager.register(found.thing, found.name)
    answers: dict[str, Callable[..., Any]] = {}
    for caller in manager.get_hookcallers(found.thing) or ():
        impl = caller.get_hookimpls()[0]
        if not caller.has_spec():
            near = get_close_matches(caller.name, HOOKS, n=1)
            hint = f"did you mean '{near[0]}'?" if near else f"the hooks are {', '.join(HOOKS)}"
            return Diagnostic("RC604", f"there is no hook '{caller.name}'", where, hint)
        if impl.wrapper or impl.hookwrapper:
            hint = "answer the hook with a plain function"
            return Diagnostic("RC604", f"{caller.name} is a wrapper around other plug-ins", where, hint)
        answers[caller.name] = partial(_call, caller, found.name)
    if not answers:
        hint = "mark its functions with `relcore.plugins.hookimpl`"
        return Diagnostic("RC604", "it answers no hook", where, hint)
    return {name: answers[name] for name in HOOKS if name in answers}


def _call(caller: pluggy.HookCaller, name: str, /, **arguments: Any) -> Any:
    """Call a hook of one plug-in; an answer of None is none."""
    if not os.environ.get(TRACE):
        given = caller(**arguments)
    else:
        with _traced(f"{name}.{caller.name}"):
            given = caller(**arguments)
    return given[0] if given else ()


@contextmanager
def _traced(call: str) -> Iterator[None]:
    """Write to standard error that a call begins, and how it ends."""
    print(f"relcore: {call} ...", file=sys.stderr)
    begun, ending = perf_counter(), "failed"
    try:
        yield
        ending = "came back"
    finally:
        print(f"relcore: {call} {ending} after {(perf_counter() - begun) * 1000:.2f} ms", file=sys.stderr)
