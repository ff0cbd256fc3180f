"""What each rule concludes, taken by itself, is what somebody approved: `approved/` tells it case by case.

After a change of a rule run `python -m scripts.approve_cases saas` and read the difference line by line.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import relcore_saas

from relcore.plugins import load_plugins
from relcore.testing import Cases, approved

CASES = Cases(load_plugins([relcore_saas]).rulesets)
FOLDER = Path(__file__).parent / "approved"


@pytest.mark.parametrize("text", approved(FOLDER))
def test_a_rule_concludes_what_was_approved(text: str) -> None:
    assert CASES.text(CASES.read(text)) == text


def test_every_rule_has_a_case() -> None:
    assert CASES.without_case(FOLDER) == []
