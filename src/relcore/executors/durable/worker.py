"""The process behind an isolated executor: it holds the engine and answers one line with one line."""

from __future__ import annotations

import json
import os
import signal
import sys
from typing import Any

from relcore.errors import RelcoreError
from relcore.executors.durable.engine import LocalEngine


def answer(engine: LocalEngine, definitions: dict[int, str], request: dict[str, Any]) -> Any:
    """Do what is asked: learn a rule set by number, match facts by it, or forget it."""
    number = request["number"]
    match request["do"]:
        case "learn":
            definitions[number] = request["definition"]
        case "match":
            return engine.match(definitions[number], request["facts"])
        case "free":
            engine.free(definitions.pop(number))
    return None


def main() -> None:
    """Answer until the input ends; the real standard output is kept for answers alone."""
    # An interruption from the keyboard is for the process that asks; it ends this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    output = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    engine = LocalEngine()
    definitions: dict[int, str] = {}
    for line in sys.stdin:
        try:
            found: dict[str, Any] = {"found": answer(engine, definitions, json.loads(line))}
        except RelcoreError as error:
            found = {"failed": str(error.__cause__)}
        output.write(json.dumps(found) + "\n")
        output.flush()


if __name__ == "__main__":
    main()
