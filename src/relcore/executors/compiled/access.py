"""How generated code reads a variable: a fact's attribute, a column of a row, or a constant."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

from relcore.ir import FactType


@dataclass(frozen=True)
class Access:
    """A variable of a rule in generated code.

    `name` is a Python name; rows are read by column, facts by attribute; `fixed` holds the content
    of a conclusion that is known when the code is generated.
    """

    fact: FactType
    name: str = ""
    is_row: bool = False
    fixed: Mapping[str, Any] | None = None
    contents: str = ""
    """A name for the fields of a fact as a dictionary: reading that is twice as fast as asking the model."""

    def read(self, field_name: str, constants: Constants) -> str:
        """Give the expression that reads a field."""
        if self.fixed is not None:
            return constants.name(self.fixed[field_name])
        if self.is_row:
            return f"{self.name}[{self.fact.columns.index(field_name)}]"
        return f"{self.contents}[{field_name!r}]" if self.contents else f"{self.name}.{field_name}"


Env = Mapping[str, Access]


@dataclass
class Constants:
    """Values that generated code refers to; plain ones are written out, others get a global name."""

    values: dict[str, Any] = field(default_factory=dict)
    _names: dict[tuple[str, str, int], str] = field(default_factory=dict)

    def name(self, value: Any) -> str:
        """Give the expression for a constant."""
        if value is None or isinstance(value, (bool, int)):
            return repr(value)
        if isinstance(value, Enum):
            return self.keep(value, f"member_{value.name}" if value.name.isidentifier() else "member")
        if isinstance(value, str):
            return repr(value)
        return self.keep(value, {Decimal: "dec", date: "day", datetime: "at"}.get(type(value), "const"))

    def keep(self, value: Any, stem: str) -> str:
        """Give a global name to a value, the same for equal values of one type."""
        # Two enumerations may have one name.
        key = (stem, repr(value), id(value if isinstance(value, type) else type(value)))
        if key not in self._names:
            self._names[key] = f"{stem}_{len(self._names)}"
            self.values[self._names[key]] = value
        return self._names[key]
