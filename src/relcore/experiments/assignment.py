"""Which arm of an experiment a customer is in: by a stable hash, so that nobody has to remember."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from relcore.errors import UsageError

_SPACE = 1 << 64


@dataclass(frozen=True)
class Arm:
    """One way of treating customers, such as a playbook, and its weight; the control group is an arm too."""

    name: str
    weight: int


@dataclass(frozen=True)
class Experiment:
    """A name and arms; the same name and customer give the same arm on every machine, for ever.

    Raises `UsageError` (RC721) where it has no name, fewer than two arms, two of one name or no weight.

    >>> trial = Experiment("spring", (Arm("champion", 45), Arm("challenger", 45), Arm("control", 10)))
    >>> [trial.arm_of(customer) for customer in ("c1", "c2", "c3")]
    ['champion', 'control', 'challenger']
    """

    name: str
    arms: tuple[Arm, ...]

    def __post_init__(self) -> None:
        names = [arm.name for arm in self.arms]
        if (
            not self.name
            or len(names) < 2
            or len(set(names)) < len(names)
            or any(arm.weight <= 0 or not arm.name for arm in self.arms)
        ):
            raise UsageError.of(
                "RC721",
                f"the experiment '{self.name}' cannot be run with the arms {names}",
                hint="give a name, and two arms or more with different names and whole weights above 0",
            )

    def arm_of(self, customer_id: str) -> str:
        """Give the arm of a customer."""
        # The length of the name is part of the text, so that no two pairs of names give one text.
        text = f"{len(self.name)}:{self.name}:{customer_id}"
        number = int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big")
        total = sum(arm.weight for arm in self.arms)
        for arm, upto in zip(self.arms, accumulate(arm.weight for arm in self.arms), strict=True):
            if number * total < upto * _SPACE:
                return arm.name
        raise AssertionError("the last arm ends where the numbers end")

    @classmethod
    def read(cls, name: str, arms: Sequence[str]) -> Experiment:
        """Read arms such as `champion=45`; raises `UsageError` (RC721) where one is written otherwise."""
        read = []
        for text in arms:
            arm, _, weight = text.partition("=")
            read.append(Arm(arm.strip(), int(weight) if weight.strip().isdecimal() else 0))
        return cls(name, tuple(read))
