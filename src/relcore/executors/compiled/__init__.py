"""The default executor: each program becomes one generated Python function, kept by the program's digest."""

from relcore.executors.compiled.executor import CompiledExecutor

__all__ = ["CompiledExecutor"]
