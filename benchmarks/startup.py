"""What importing costs, on top of pydantic."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

from benchmarks.results import Measure

STATEMENTS = {
    "import.relcore": "import relcore",
    "import.facts": "import relcore.facts",
    "import.advisor": "from relcore import Advisor",
}
PYDANTIC = (
    "from pydantic import BaseModel, AfterValidator, Field, field_validator, model_validator, ConfigDict"
)


def own_time(statement: str) -> float:
    """Give the milliseconds that a statement takes once pydantic is loaded."""
    code = f"import time\n{PYDANTIC}\nt = time.perf_counter()\n{statement}\nprint(time.perf_counter() - t)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return float(done.stdout) * 1000


def measures(rounds: int) -> Iterator[Measure]:
    """Give the import times."""
    for name, statement in STATEMENTS.items():
        own_time(statement)
        yield Measure.median(name, [own_time(statement) for _ in range(max(rounds, 3))], "ms")
