"""The published schema is what is printed."""

from __future__ import annotations

import json
from decimal import Decimal, localcontext
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from relcore.advice import (
    LANGUAGES,
    SCHEMA_FILE,
    Advice,
    Catalogue,
    Factor,
    Ruling,
    advice_schema,
    answer,
    decide,
)
from relcore.advice.schema import schema_text
from tests.advice.harbour import AS_OF, WAITING, facts, run

DESIGNED = {
    "assessments": ("value", "abstained", "margin", "because", "expires"),
    "actions": (
        ("action", "due", "window", "channel", "rank", "factors", "text", "rule", "cites", "because")
    ),
    "suppressed": ("action", "verdict", "by", "layer", "reason", "replaced_by", "earliest", "cites"),
}


def printed(catalogue: Catalogue, lang: str = "en") -> dict[str, Any]:
    ledger, program = run(facts())
    advice = decide(ledger, program, waiting=WAITING, lang=lang, catalogue=catalogue)
    content: dict[str, Any] = json.loads(answer(program, AS_OF, lang, [advice]).model_dump_json())
    return content


def test_the_published_schema_is_fresh() -> None:
    assert SCHEMA_FILE.read_text(encoding="utf-8") == schema_text(), (
        "call relcore.advice.schema.write_schema()"
    )


def test_the_published_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(advice_schema())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_printed_keeps_to_the_schema(catalogue: Catalogue, lang: str) -> None:
    Draft202012Validator(advice_schema()).validate(printed(catalogue, lang))


def test_the_schema_refuses_what_is_no_advice(catalogue: Catalogue) -> None:
    content = printed(catalogue)
    del content["customers"][0]["actions"][0]["due"]
    content["customers"][0]["suppressed"][0]["verdict"] = "perhaps"
    content["extra"] = 1
    assert len(list(Draft202012Validator(advice_schema()).iter_errors(content))) == 3


def test_the_answer_holds_what_the_design_promises(catalogue: Catalogue) -> None:
    content = printed(catalogue)
    assert set(content) == {"as_of", "lang", "program", "playbooks", "customers"}
    assert content["playbooks"] == [{"name": "harbour", "version": "1", "distribution": ""}]
    (customer,) = content["customers"]
    assert customer["customer_id"] == "c17"
    for key, names in DESIGNED.items():
        parts = customer[key].values() if key == "assessments" else customer[key]
        for part in parts:
            assert set(names) <= set(part), key


def test_what_is_printed_can_be_read_back(catalogue: Catalogue) -> None:
    ledger, program = run(facts())
    advice = answer(program, AS_OF, "en", [decide(ledger, program, waiting=WAITING, catalogue=catalogue)])
    assert Advice.model_validate_json(advice.model_dump_json()) == advice


def test_equal_numbers_are_printed_alike() -> None:
    texts = {
        Factor(name="weight", value=Decimal(text), origin="x").model_dump_json() for text in ("2.50", "2.5")
    }
    assert texts == {'{"name":"weight","value":2.5,"origin":"x"}'}


@given(st.decimals(0, 10**15 - 1, places=4))
def test_money_is_printed_exactly_whatever_precision_the_caller_works_with(amount: Decimal) -> None:
    ruling = Ruling(verdict="narrow", by="g", layer="4_authority", reason="r", text="t", limit=amount)
    with localcontext(prec=3):
        text = json.loads(ruling.model_dump_json())["limit"]
    assert Decimal(text) == amount
    assert "E" not in text
