"""The durable-rules engine as an executor, kept to its sound part; needs the extra `durable`."""

from relcore.executors.durable.executor import DurableExecutor

__all__ = ["DurableExecutor"]
