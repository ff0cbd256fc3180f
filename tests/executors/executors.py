"""The executors that the shared tests run."""

from __future__ import annotations

from collections.abc import Iterator

from relcore.errors import MissingExtra
from relcore.executors.compiled import CompiledExecutor
from relcore.executors.durable import DurableExecutor
from relcore.executors.protocol import Executor
from relcore.executors.reference import ReferenceExecutor
from relcore.executors.sql import SqlExecutor

REFERENCE = ReferenceExecutor()
"""The definition of meaning."""


def _loadable() -> Iterator[Executor]:
    """Give durable-rules where this interpreter can load it; its own tests say where it cannot."""
    try:
        yield DurableExecutor()
    except MissingExtra:
        return


EXECUTORS: tuple[Executor, ...] = (REFERENCE, CompiledExecutor(), SqlExecutor(), *_loadable())
"""All that run here; a new one is added in this line."""
