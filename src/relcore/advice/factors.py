"""Ranking factors that a company adds: tables, so that they are exact, cannot fail and explain themselves."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, get_args

from relcore.errors import AdviceError, Place
from relcore.facts import AXIS_VALUES, Axis

By = Literal["action", "purpose", "channel", "rule"]
"""What of an action a factor looks at."""

LEAST, MOST = Decimal("0.1"), Decimal(10)
"""Bounds of a value: an added factor may move an action, and may not make it vanish or drown all others."""

_NAME = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+")


@dataclass(frozen=True)
class RankingFactor:
    """A factor of the rank: looked up in a table by one property of the action; 1 where the table is silent.

    `when` restricts it to customers who stand at one of the values of an axis. Raises `AdviceError`: a name
    without the plug-in's own before the point (RC507), a value out of bounds (RC508), an unknown property,
    axis or value of an axis (RC509).

    >>> key_accounts_first = RankingFactor(
    ...     "acme.key_visits",
    ...     "Visits to key accounts come first.",
    ...     by="action",
    ...     table={"planned_visit": Decimal("1.5")},
    ...     when={Axis.VALUE: ("key",)},
    ... )
    >>> key_accounts_first.of("planned_visit", {Axis.VALUE: "key"})
    Decimal('1.5')
    >>> key_accounts_first.of("planned_visit", {})
    Decimal('1')
    """

    name: str
    doc: str
    by: By
    table: Mapping[str, Decimal]
    when: Mapping[Axis, tuple[str, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        where = Place(subject=f"ranking factor {self.name}")
        if not _NAME.fullmatch(self.name):
            raise AdviceError.of(
                "RC507", "the name of a ranking factor has no owner", where, "write it like acme.key_visits"
            )
        if self.by not in get_args(By):
            raise AdviceError.of(
                "RC509",
                f"an action has no '{self.by}' to rank by",
                where,
                f"choose one of {', '.join(get_args(By))}",
            )
        for key, value in self.table.items():
            if not isinstance(value, Decimal) or not value.is_finite() or not LEAST <= value <= MOST:
                raise AdviceError.of(
                    "RC508",
                    f"the value for '{key}' is {value!r}",
                    where,
                    f"give a Decimal from {LEAST} to {MOST}",
                )
        for axis, values in self.when.items():
            known = AXIS_VALUES.get(axis)
            if known is None or not set(values) <= set(known):
                raise AdviceError.of(
                    "RC509",
                    f"the axis '{axis}' has no value {values!r}",
                    where,
                    "give a tuple with values of the axis",
                )

    def of(self, key: str | None, standing: Mapping[Axis, str | None]) -> Decimal:
        """Give the factor for a property of an action, and for where the customer stands on each axis."""
        if any(standing.get(axis) not in values for axis, values in self.when.items()):
            return Decimal(1)
        return self.table.get(key or "", Decimal(1))
