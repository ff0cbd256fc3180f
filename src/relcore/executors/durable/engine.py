"""The engine itself: rule sets are loaded, facts are matched in short sessions, everything is freed."""

from __future__ import annotations

import contextlib
import importlib
import sys
import threading
import weakref
from typing import Any, Protocol

from relcore.errors import Diagnostic, ExecutionError, MissingExtra
from relcore.executors.durable.rulesets import PRIMING

SESSION = "0"
"""The only session name ever used: what the engine takes where a fact names none."""
_OBSERVED = 2
_ONE_AT_A_TIME = threading.RLock()
"""The engine keeps its tables for the whole process and locks none of them; a collected executor may free
its rule sets while its thread is inside."""


class Engine(Protocol):
    """Matches facts by rule sets, here or in another process."""

    def match(self, definition: str, facts: str) -> list[str]:
        """Give what the rules of a rule set match among facts, each match as the engine writes it."""

    def free(self, definition: str) -> None:
        """Forget a rule set."""

    def close(self) -> None:
        """Forget all rule sets."""


def load() -> Any:
    """Load the engine's extension module.

    Only this C module is loaded, never the Python layer over it, which starts two background threads
    for each host. Raises `MissingExtra`: RC901 where it is not installed, RC320 where this interpreter
    cannot load it.
    """
    try:
        return importlib.import_module("durable_rules_engine")
    except ImportError as error:
        if isinstance(error, ModuleNotFoundError) and sys.version_info < (3, 13):
            raise MissingExtra.need("durable", "the executor 'durable'") from error
        version = ".".join(map(str, sys.version_info[:2]))
        raise MissingExtra(
            [
                Diagnostic(
                    "RC320",
                    f"durable-rules 2.0.28 cannot be loaded by {sys.implementation.name} {version}: {error}",
                    hint="use the executor 'compiled' (the same results, faster), or CPython 3.11 or 3.12",
                )
            ]
        ) from error


class LocalEngine:
    """The engine in this process; threads take turns."""

    def __init__(self) -> None:
        self._native = load()
        self._handles: dict[str, int] = {}
        self._freed = weakref.finalize(self, _free, self._native, self._handles)
        self._freed.atexit = False

    def match(self, definition: str, facts: str) -> list[str]:
        """Run one session: all facts in one batch, every match collected, the session deleted.

        `facts` holds at least one. Raises `ExecutionError` (RC325) where the engine fails; the session
        and its rule set are discarded then, and the next one starts anew.
        """
        with _ONE_AT_A_TIME:
            try:
                if definition not in self._handles:
                    self._load(definition)
                return self._session(self._handles[definition], facts)
            except BaseException as error:
                self._discard(definition)
                if not isinstance(error, Exception):
                    raise
                raise failure(str(error)) from error

    def free(self, definition: str) -> None:
        """Free a rule set."""
        with _ONE_AT_A_TIME:
            if (handle := self._handles.pop(definition, None)) is not None:
                self._native.delete_ruleset(handle)

    def close(self) -> None:
        """Free all rule sets."""
        self._freed()

    def _load(self, definition: str) -> None:
        handle = self._native.create_ruleset("relcore", definition)
        try:
            # Until a session has fired once, deleting it frees a pointer that was never set.
            self._session(handle, PRIMING)
        except BaseException:
            self._native.delete_ruleset(handle)
            raise
        self._handles[definition] = handle

    def _session(self, handle: int, facts: str) -> list[str]:
        native = self._native
        code, state = native.assert_facts(handle, facts)
        if code == _OBSERVED:
            raise RuntimeError("two facts of one session have the same identity")
        found: list[str] = []
        first = native.start_action_for_state(handle, state)
        report = first and first[1]
        while report:
            found.append(report)
            report = native.complete_and_start_action(handle, state)
        native.delete_state(handle, SESSION)
        return found

    def _discard(self, definition: str) -> None:
        handle = self._handles.pop(definition, None)
        if handle is not None:
            # There may be no session to delete, and what caused this is told already.
            with contextlib.suppress(Exception):
                self._native.delete_state(handle, SESSION)
            with contextlib.suppress(Exception):
                self._native.delete_ruleset(handle)


def failure(problem: str) -> ExecutionError:
    """Give the error for a session that the engine broke off."""
    return ExecutionError.of(
        "RC325",
        f"durable-rules failed: {problem}; the session was discarded",
        hint="use the executor 'compiled', and report the program that caused this",
    )


def _free(native: Any, handles: dict[str, int]) -> None:
    with _ONE_AT_A_TIME:
        while handles:
            native.delete_ruleset(handles.popitem()[1])
