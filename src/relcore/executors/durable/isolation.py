"""The engine in a process of its own: when it crashes, the run fails and the program goes on."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import weakref
from itertools import count
from typing import Any

from relcore.errors import ExecutionError
from relcore.executors.durable.engine import failure, load


class IsolatedEngine:
    """Sends rule sets once and facts for each session to a worker; a worker that died is replaced."""

    def __init__(self) -> None:
        load()
        self._turn = threading.RLock()
        self._numbers = count()
        self._known: dict[str, int] = {}
        self._worker: subprocess.Popen[str] | None = None

    @property
    def worker(self) -> int | None:
        """The process id of the worker, where one runs."""
        return None if self._worker is None else self._worker.pid

    def match(self, definition: str, facts: str) -> list[str]:
        """Run one session in the worker.

        Raises `ExecutionError`: RC325 where the engine fails, RC326 where the worker dies.
        """
        with self._turn:
            if self._worker is None:
                self._start()
            if definition not in self._known:
                number = self._known[definition] = next(self._numbers)
                self._ask(do="learn", number=number, definition=definition)
            found: list[str] = self._ask(do="match", number=self._known[definition], facts=facts)
            return found

    def free(self, definition: str) -> None:
        """Let the worker forget a rule set."""
        with self._turn:
            if (number := self._known.pop(definition, None)) is not None:
                self._ask(do="free", number=number)

    def close(self) -> None:
        """End the worker."""
        with self._turn:
            self._known.clear()
            if self._worker is not None:
                self._ended()
                self._worker = None

    def _start(self) -> None:
        path = os.pathsep.join(filter(None, sys.path))
        worker = subprocess.Popen(
            [sys.executable, "-m", "relcore.executors.durable.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
            env={**os.environ, "PYTHONPATH": path},
        )
        self._worker = worker
        self._ended = weakref.finalize(self, _end, worker)

    def _ask(self, **request: Any) -> Any:
        worker = self._worker
        if worker is None or worker.stdin is None or worker.stdout is None:
            raise failure("there is no worker")
        try:
            worker.stdin.write(json.dumps(request) + "\n")
            worker.stdin.flush()
            line = worker.stdout.readline()
        except OSError:
            line = ""
        except BaseException:
            self.close()  # The answer to this question must not be taken for that to the next.
            raise
        if not line:
            code = worker.wait()
            self.close()
            raise ExecutionError.of(
                "RC326",
                f"the worker process of durable-rules died ({_cause(code)}); the next run starts another",
                hint="use the executor 'compiled' for this customer, and report the program that caused this",
            )
        answer = json.loads(line)
        if "failed" in answer:
            raise failure(answer["failed"])
        return answer["found"]


def _cause(code: int) -> str:
    """Say how a process ended.

    >>> _cause(-11), _cause(3)
    ('SIGSEGV', 'exit code 3')
    """
    try:
        return signal.Signals(-code).name
    except ValueError:
        return f"exit code {code}"


def _end(worker: subprocess.Popen[str]) -> None:
    worker.kill()
    worker.wait()
    for pipe in (worker.stdin, worker.stdout):
        if pipe is not None:
            # What is left in the pipe of a dead worker cannot be flushed.
            try:
                pipe.close()
            except OSError:
                continue
