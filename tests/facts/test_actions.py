"""What the built-in actions say of themselves."""

from __future__ import annotations

import pytest

from relcore.facts import (
    BUILTIN_ACTION_SPECS,
    BUILTIN_ACTIONS,
    Action,
    ActionSpec,
    Beneficiary,
    Honesty,
    Promise,
    Purpose,
)


def test_every_action_is_specified_once_and_in_order() -> None:
    assert [spec.name for spec in BUILTIN_ACTIONS] == [action.value for action in Action]
    assert list(BUILTIN_ACTION_SPECS) == [action.value for action in Action]


@pytest.mark.parametrize("action", list(Action))
def test_a_specification_carries_the_labels_of_its_action(action: Action) -> None:
    spec = BUILTIN_ACTION_SPECS[action]
    assert (spec.label("en"), spec.label("zh")) == (action.label("en"), action.label("zh"))


@pytest.mark.parametrize("spec", BUILTIN_ACTIONS, ids=lambda spec: spec.name)
def test_internal_work_and_only_internal_work_reaches_nobody(spec: ActionSpec) -> None:
    assert spec.contact == (spec.purpose is not Purpose.INTERNAL)
    assert len(set(spec.channels)) == len(spec.channels)


def test_a_deception_is_declared_as_one() -> None:
    deceptive = {spec.name for spec in BUILTIN_ACTIONS if spec.honesty is Honesty.DECEPTIVE}
    assert deceptive == {"bluff_on_price", "play_dumb", "white_lie", "blame_third_party"}


def test_a_benefit_to_a_person_is_declared_as_one() -> None:
    personal = {spec.name for spec in BUILTIN_ACTIONS if spec.beneficiary is Beneficiary.PERSON}
    assert personal == {"personal_kickback", "personal_gift", "invite_to_banquet"}


def test_a_promise_is_declared_as_one() -> None:
    assert BUILTIN_ACTION_SPECS[Action.START_PRODUCTION].promise is Promise.PRODUCTION
    assert BUILTIN_ACTION_SPECS[Action.PROMISE_DELIVERY_DATE].promise is Promise.DATE
    assert BUILTIN_ACTION_SPECS[Action.COMPANY_REBATE].promise is Promise.PRICE


@pytest.mark.parametrize("name", ["Greet", "a b", "acme.", ".greet", "1st", ""])
def test_a_name_that_is_no_name_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="pattern"):
        ActionSpec(name=name, label_en="A", label_zh="甲", purpose=Purpose.SALES)


def test_an_action_of_a_plug_in_carries_its_origin() -> None:
    spec = ActionSpec(name="acme.inspect_boat", label_en="Inspect", label_zh="检查", purpose=Purpose.SERVICE)
    assert spec.name == "acme.inspect_boat"
