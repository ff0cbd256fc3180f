"""The public names of relcore, and nothing else.

Rooms load when a name of theirs is first used, so that `import relcore` itself costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from relcore.advisor import Advisor, Explanation
    from relcore.books import Book
    from relcore.errors import Diagnostic, RelcoreError
    from relcore.facts import Snapshot
    from relcore.lang import Playbook

__version__ = "0.1.0"

__all__ = [
    "Advisor",
    "Book",
    "Diagnostic",
    "Explanation",
    "Playbook",
    "RelcoreError",
    "Snapshot",
    "__version__",
]

_ROOMS = {
    "Advisor": "relcore.advisor",
    "Book": "relcore.books",
    "Diagnostic": "relcore.errors",
    "Explanation": "relcore.advisor",
    "Playbook": "relcore.lang",
    "RelcoreError": "relcore.errors",
    "Snapshot": "relcore.facts",
}


def __getattr__(name: str) -> Any:
    """Load a public name from its room."""
    if name in _ROOMS:
        return getattr(import_module(_ROOMS[name]), name)
    raise AttributeError(f"module 'relcore' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
