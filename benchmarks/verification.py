"""Time of checking and proving: the built-in playbook with the three plug-ins, and playbooks that grow."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from benchmarks.results import Measure
from relcore.ir import RuleSet
from relcore.plugins import examine, load_plugins
from relcore.program import Program, check, compile_program
from relcore.rules import builtin
from relcore.verify.prove import prove

PLUGINS = ("relcore-saas", "relcore-wealth", "relcore-wholesale")
SIZES = (100, 300, 1000)
"""Numbers of rules of the playbooks that grow."""


def installed() -> list[RuleSet]:
    """Give the built-in playbook and those of the three plug-ins."""
    folder = Path(__file__).parents[1] / "plugins"
    # They need not be installed beside relcore.
    sys.path += [str(folder / name / "src") for name in PLUGINS]
    modules = [import_module(name.replace("-", "_")) for name in PLUGINS]
    return [builtin().ruleset(), *load_plugins(modules).rulesets]


def grown(rules: int) -> RuleSet:
    """Give a playbook of so many rules: those of the built-in one in order, then again under other names.

    A copy keeps what its rule reads and concludes, so that stages, guards and joins grow as rules do.
    """
    whole = builtin().ruleset()
    copies = -(-rules // len(whole.rules))
    named = [
        replace(rule, id=rule.id if not copy else f"{rule.id}~{copy}", table="" if copy else rule.table)
        for copy in range(copies)
        for rule in whole.rules
    ]
    return replace(whole, rules=tuple(named[:rules]))


def measures(rounds: int) -> Iterator[Measure]:
    """Give the processor time of `relcore check` and `relcore prove`, in milliseconds."""
    together = installed()
    yield _checked("verify.check.with_plugins", together, rounds)
    yield _proved("verify.prove.with_plugins", compile_program(together))
    for size in SIZES:
        playbook = grown(size)
        yield _checked(f"verify.check.{size}_rules", [playbook], rounds)
        yield _proved(f"verify.prove.{size}_rules", compile_program([playbook]))


def _checked(name: str, rulesets: list[RuleSet], rounds: int) -> Measure:
    found = []
    for _ in range(rounds):
        start = time.process_time()
        problems = [*examine(rulesets, rulesets[1:]), *check(rulesets)]
        found.append((time.process_time() - start) * 1e3)
        if problems:
            raise AssertionError(f"{name} is at fault: {problems[0]}")
    return Measure.median(name, found, "ms")


def _proved(name: str, program: Program) -> Measure:
    """Prove once: it takes many seconds."""
    start = time.process_time()
    list(prove(program))
    return Measure.median(name, [(time.process_time() - start) * 1e3], "ms")
