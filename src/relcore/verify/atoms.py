"""Atoms: the questions whether some fact satisfies a condition, each asked once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from relcore.ir import Exists
from relcore.verify.symbols import Row

Env = Mapping[str, Row]
"""Variables and the facts that they stand for."""


@dataclass(slots=True)
class Atom:
    """Whether some fact satisfies a condition."""

    holds: Any
    node: Exists
    env: Env
    generation: int
    has_witness: bool = False
    is_universal: bool = False
    """Whether it matters that it does not hold."""
    done: int = 0
    """Facts of the type that have been tried."""
