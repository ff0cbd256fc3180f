"""Work on the parts of a book in several processes, or in this one."""

from __future__ import annotations

import concurrent.futures
import gc
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import Any, TypeVar

from relcore.errors import ExecutionError

W = TypeVar("W")
Result = tuple[int, Any]

_worker: Any = None


def work(
    make: Callable[[Any], W], task: Any, method: str, items: Sequence[Any], jobs: int
) -> Iterator[tuple[Any, Any]]:
    """Let workers, each made from the task, do one thing with every item; give results as they come.

    With one job the work is done in this process. Raises `ExecutionError` (RC330) where a process dies.
    """
    if jobs <= 1 or len(items) <= 1:
        worker = make(task)
        for item in items:
            yield item, getattr(worker, method)(item)
        return
    # Named in full, it is loaded here and not by whoever only explains a row.
    pool = concurrent.futures.ProcessPoolExecutor(
        min(jobs, len(items)),
        mp_context=get_context("spawn"),
        initializer=_start,
        initargs=(make, task),
    )
    try:
        running = {pool.submit(_do, method, item): item for item in items}
        for done in concurrent.futures.as_completed(running):
            yield running[done], done.result()
    except concurrent.futures.BrokenExecutor as error:
        raise ExecutionError.of(
            "RC330",
            "a process that decides for customers died",
            hint="was memory short? run again with fewer jobs: the run goes on where it stopped",
        ) from error
    finally:
        pool.shutdown(cancel_futures=True)


def _start(make: Callable[[Any], Any], task: Any) -> None:
    global _worker
    # Ctrl-C is for the process that was started; it ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()
    _worker = make(task)
    # The program stays for ever: the collector need not look through it again and again.
    gc.freeze()


def _do(method: str, item: Any) -> Any:
    return getattr(_worker, method)(item)


def _end_with_parent() -> None:
    """End with a parent that was killed: nobody would ever ask for anything again."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
