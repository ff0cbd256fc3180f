"""The executors that the shared tests run."""

from __future__ import annotations

from relcore.executors.compiled import CompiledExecutor
from relcore.executors.protocol import Executor
from relcore.executors.reference import ReferenceExecutor

REFERENCE = ReferenceExecutor()
"""The definition of meaning."""

EXECUTORS: tuple[Executor, ...] = (REFERENCE, CompiledExecutor())
"""All that run here; a new one is added in this line."""
