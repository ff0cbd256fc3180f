"""Finding the shared workload, a folder beside the project, and loading its modules."""

from __future__ import annotations

import importlib
import os
import sys
from pathlib import Path
from types import ModuleType

FOLDER = Path(os.environ.get("RELCORE_BENCH") or Path(__file__).parents[2] / "shared" / "bench")
"""Where the workload lies; the variable RELCORE_BENCH names another place."""


def is_there() -> bool:
    """Say whether the workload can be loaded."""
    return (FOLDER / "workload.py").is_file()


def load(module: str) -> ModuleType:
    """Load a module of the workload's folder."""
    if str(FOLDER) not in sys.path:
        sys.path.append(str(FOLDER))
    return importlib.import_module(module)
