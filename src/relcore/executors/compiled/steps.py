"""What a pass over facts does with each of them; a test that several steps share is asked once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Step:
    """A statement that runs where all tests hold: those of `tests` in any order, then those of `last`."""

    tests: tuple[str, ...]
    last: tuple[str, ...]
    statement: str

    @property
    def line(self) -> str:
        """The step as one line of code."""
        asked = [*self.tests, *self.last]
        return f"if {' and '.join(asked)}: {self.statement}" if asked else self.statement


def nested(steps: Sequence[Step]) -> Iterator[str]:
    """Write steps; those that share a test stand below it.

    >>> steps = [Step(("a", "b"), (), "x += 1"), Step(("c",), ("d",), "y += 1"), Step(("b",), (), "z = 0")]
    >>> print("\\n".join(nested(steps)))
    if b:
        if a: x += 1
        z = 0
    if c and d: y += 1
    """
    left = list(steps)
    while left:
        shared, times = max(
            Counter(test for step in left for test in step.tests).items(),
            key=lambda counted: counted[1],
            default=("", 0),
        )
        if times < 2:
            yield from (step.line for step in left)
            return
        below = [step for step in left if shared in step.tests]
        left = [step for step in left if shared not in step.tests]
        yield f"if {shared}:"
        inner = [replace(step, tests=tuple(test for test in step.tests if test != shared)) for step in below]
        yield from (f"    {line}" for line in nested(inner))
