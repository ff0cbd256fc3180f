"""Where durable-rules cannot be loaded, the tests of its executor are skipped and say so."""

from __future__ import annotations

from importlib.util import find_spec

import pytest

REASON = "durable-rules 2.0.28 is not installed; CPython 3.13 and later cannot load it"

NEEDS_DURABLE = [
    pytest.mark.skipif(find_spec("durable_rules_engine") is None, reason=REASON),
    pytest.mark.may_skip(REASON),
]
