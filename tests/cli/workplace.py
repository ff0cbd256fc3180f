"""Programs run away from this tree, with the relcore of this tree."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

SOURCES = Path(__file__).parents[2] / "src"


def run_there(folder: Path, *command: str | Path, **more: str) -> subprocess.CompletedProcess[str]:
    """Run a program in a folder; `more` are further variables of its environment."""
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("COV_", "COVERAGE_", "PYTEST_"))
    }
    environment |= {"PYTHONPATH": str(SOURCES), "PYTHONUTF8": "1"} | more
    return subprocess.run(
        [str(part) for part in command],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        cwd=folder,
        env=environment,
    )
