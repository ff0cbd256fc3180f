"""Where durable-rules cannot be loaded, the tests of its executor are skipped and say so."""

from __future__ import annotations

from importlib import import_module

import pytest


def _trouble() -> str:
    """Say why the engine cannot be loaded; nothing where it can."""
    try:
        import_module("durable_rules_engine")
    except ImportError as error:
        return f"durable-rules 2.0.28 is not installed or not for this interpreter: {error}"
    return ""


TROUBLE = _trouble()
NEEDS_DURABLE = [
    pytest.mark.skipif(bool(TROUBLE), reason=TROUBLE),
    pytest.mark.may_skip(TROUBLE or "CPython 3.13 and later cannot load durable-rules 2.0.28"),
]
