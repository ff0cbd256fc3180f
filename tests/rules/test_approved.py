"""What each rule concludes, taken by itself, is what somebody approved: `approved/` tells it case by case.

After a change of a rule run `python -m scripts.approve_cases relcore` and read the difference line by line.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from relcore.testing import Cases, approved

CASES = Cases()
FOLDER = Path(__file__).parent / "approved"


@pytest.mark.parametrize("text", approved(FOLDER))
def test_a_rule_concludes_what_was_approved(text: str) -> None:
    assert CASES.text(CASES.read(text)) == text


def test_every_rule_has_a_case() -> None:
    assert CASES.without_case(FOLDER) == []
