"""Dignity: no names of other customers, no family, no blame, no interruption."""

from __future__ import annotations

from typing import Any

import pytest

from relcore.facts import Action, Consent, ConsentScope, VerdictKind
from relcore.rules.principles import respect
from tests.rules.proposals import judged, proposal, replaced
from tests.rules.support import DAY, WHO, ago, decide, met, somebody, warnings


def test_another_customers_practice_is_told_without_the_name() -> None:
    ledger = decide([somebody()], DAY, respect.playbook, proposal(Action.SHARE_NAMED_PRACTICE))
    assert replaced(ledger, Action.SHARE_NAMED_PRACTICE) == {Action.SHARE_ANONYMISED_PRACTICE}


@pytest.mark.parametrize(
    ("consent", "kinds"),
    [
        ({"scope": ConsentScope.FAMILY_DATA, "granted": True}, []),
        ({"scope": ConsentScope.FAMILY_DATA, "granted": True, "withdrawn_on": ago(0)}, [VerdictKind.DENY]),
        ({"scope": ConsentScope.FAMILY_DATA, "granted": True, "expires_on": ago(1)}, [VerdictKind.DENY]),
        ({"scope": ConsentScope.FAMILY_DATA}, [VerdictKind.DENY]),
        ({"scope": ConsentScope.CONTACT, "granted": True}, [VerdictKind.DENY]),
    ],
    ids=["granted", "withdrawn", "expired", "unknown", "another matter"],
)
def test_the_family_is_contacted_with_a_permission_only(
    consent: dict[str, object], kinds: list[VerdictKind]
) -> None:
    facts = [somebody(), Consent.model_validate({"customer_id": WHO, **consent})]
    ledger = decide(facts, DAY, respect.playbook, proposal(Action.REACH_FAMILY))
    assert list(judged(ledger, Action.REACH_FAMILY).values()) == kinds


@pytest.mark.parametrize(
    ("field", "code"),
    [
        ("confidential_shared", "confidence-broken"),
        ("blamed_person", "person-blamed"),
        ("blamed_company", "own-house-blamed"),
        ("interrupted", "interrupted"),
    ],
)
def test_what_hurt_dignity_in_a_talk_is_told(field: str, code: str) -> None:
    yes: dict[str, Any] = {field: True}
    no: dict[str, Any] = {field: False}
    assert code in warnings(decide([met(**yes)], DAY, respect.playbook))
    assert warnings(decide([met(**no)], DAY, respect.playbook)) == set()
    assert warnings(decide([met(on=ago(31), **yes)], DAY, respect.playbook)) == set()
