"""The search for blocked bindings as Python source: nested loops that stop at the first false condition."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

ALWAYS = 1 << 200
"""Bit of a parameter without facts, above the bits of all conditions."""


@dataclass(frozen=True, slots=True)
class Test:
    """The source of a condition and its bit: 0 where its being unknown counts as false."""

    source: str
    bit: int
    blamed: str = ""
    """The source of more bits, where several values can make it unknown: one for each that does."""


@dataclass(frozen=True, slots=True)
class Loop:
    """A variable, the source of the facts that it goes through, and the tests of each."""

    variable: str
    facts: str
    tests: list[Test] = field(default_factory=list)
    contents: str = ""
    """A name for the fields of the fact."""


def search_source(
    opening: list[Test],
    loops: list[Loop],
    closing: str,
    always: bool,
    told: list[str] | None = None,
    days: Mapping[int, str] | None = None,
) -> str:
    """Write a function that calls `hit` with the bits of unknown conditions of each binding.

    With `told`, it gives these values too; else it gives the same bits only once in a row. The search ends
    where `hit` says that it has heard enough. `closing` is asked once, before the first hit. Where no unknown
    has been met and none can come, a search goes no further, unless `always` says that something is unknown
    already. `days` names days by how far they are from the day of the decision.

    >>> print(search_source([], [Loop("x0", "facts", [Test("x0.a", 1), Test("x0.b", 0)])], "", False))
    def search(today, tables, hit):
        m0 = 0
        said = 0
        for x0 in facts:
            m1 = m0
            t = x0.a
            if t is None: m1 |= 1
            elif not t: continue
            if not m1: continue
            if not x0.b: continue
            if m1 != said:
                said = m1
                if hit(m1): return
    """
    lines = ["def search(today, tables, hit):", f"    m0 = {ALWAYS if always else 0}"]
    lines += [f"    {name} = shift(today, {distance})" for distance, name in (days or {}).items()]
    if not told:
        lines.append("    said = 0")
    bits = [any(test.bit for test in loop.tests) for loop in loops]
    lines += _tests(opening, 0, any(bits), always, "return")
    if closing:
        lines.append("    closed = False")
    for depth, loop in enumerate(loops, start=1):
        indent = "    " * depth
        lines.append(f"{indent}for {loop.variable} in {loop.facts}:")
        if loop.contents:
            lines.append(f"{indent}    {loop.contents} = {loop.variable}.__dict__")
        lines.append(f"{indent}    m{depth} = m{depth - 1}")
        lines += _tests(loop.tests, depth, any(bits[depth:]), always, "continue")
    indent = "    " * (len(loops) + 1)
    if closing:
        lines.append(f"{indent}if not closed:")
        lines.append(f"{indent}    if not ({closing}): return")
        lines.append(f"{indent}    closed = True")
    mask = f"m{len(loops)}"
    if told:
        lines.append(f"{indent}if hit({mask}, {', '.join(told)}): return")
    else:
        lines.append(f"{indent}if {mask} != said:")
        lines.append(f"{indent}    said = {mask}")
        lines.append(f"{indent}    if hit({mask}): return")
    return "\n".join(lines)


def _tests(tests: list[Test], depth: int, later: bool, always: bool, leave: str) -> Iterator[str]:
    indent = "    " * (depth + 1)
    mask = f"m{depth}"
    hopeless = always
    for number in range(len(tests) + 1):
        if not hopeless and not later and not any(test.bit for test in tests[number:]):
            yield f"{indent}if not {mask}: {leave}"
            hopeless = True
        if number == len(tests):
            return
        test = tests[number]
        if test.bit:
            yield f"{indent}t = {test.source}"
            blamed = f" | {test.blamed}" if test.blamed else ""
            yield f"{indent}if t is None: {mask} |= {test.bit}{blamed}"
            yield f"{indent}elif not t: {leave}"
        else:
            yield f"{indent}if not {test.source}: {leave}"
