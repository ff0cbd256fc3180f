"""What each hook brings takes part: factors, words, executors, playbook files, and what is said in text."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from relcore import Advisor
from relcore.advice import RankingFactor, RankingPolicy, render_text
from relcore.errors import AdviceError
from relcore.executors.reference import ReferenceExecutor
from relcore.facts import Axis, Customer, Order
from relcore.playbooks import load_playbook
from relcore.plugins import hookimpl
from tests.plugins.strangers import bringing, greeting_rules, plugin

DAY = date(2026, 6, 30)
FACTS = [Customer(customer_id="c1", name="One"), Order(customer_id="c1", id="o1", placed_on=DAY)]
SERVICE = RankingFactor("acme.service", "Service first.", by="purpose", table={"service": Decimal("1.25")})


def factors(advisor: Advisor) -> dict[str, dict[str, Decimal]]:
    """Give the factors of each action by name."""
    advice = advisor.advise(FACTS, as_of=DAY)
    return {one.action: {factor.name: factor.value for factor in one.factors} for one in advice.actions}


def test_a_factor_is_multiplied_in_and_told() -> None:
    plain, ranked = factors(Advisor()), factors(Advisor(plugins=[plugin(factors=lambda: [SERVICE])]))
    assert plain.keys() == ranked.keys()
    assert {found["acme.service"] for found in ranked.values()} == {Decimal("1.25")}
    assert all("acme.service" not in found for found in plain.values())
    other = RankingFactor("acme.silent", "Nothing.", by="channel", table={})
    advice = Advisor(plugins=[plugin(factors=lambda: [SERVICE, other])]).advise(FACTS, as_of=DAY)
    assert advice.actions
    for action in advice.actions:
        assert [factor.value for factor in action.factors if factor.name == "acme.silent"] == [1]
        product = Decimal(1)
        for factor in action.factors:
            product *= factor.value
        assert action.rank == product


def test_a_company_can_switch_a_factor_off() -> None:
    policy = RankingPolicy(strength={"acme.service": 0})
    ranked = factors(Advisor(plugins=[plugin(factors=lambda: [SERVICE])], policy=policy))
    assert all("acme.service" not in found for found in ranked.values())


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: RankingFactor("visits", "x", by="channel", table={}), "RC507"),
        (lambda: RankingFactor("a.b", "x", by="channel", table={"visit": Decimal(0)}), "RC508"),
        (lambda: RankingFactor("a.b", "x", by="channel", table={"visit": Decimal(11)}), "RC508"),
        (lambda: RankingFactor("a.b", "x", by="channel", table={"visit": Decimal("NaN")}), "RC508"),
        (lambda: RankingFactor("a.b", "x", by="weather", table={}), "RC509"),  # type: ignore[arg-type]
        (lambda: RankingFactor("a.b", "x", by="rule", table={}, when={Axis.VALUE: ("huge",)}), "RC509"),
    ],
)
def test_a_factor_can_neither_hide_an_action_nor_drown_the_others(
    make: Callable[[], RankingFactor], code: str
) -> None:
    with pytest.raises(AdviceError, match=code):
        make()


def write_words(folder: Path, msgid: str) -> Path:
    """Write a folder with one message in both languages."""
    for lang, text in (("en", "Said by acme."), ("zh", "acme 说的。")):
        (folder / lang).mkdir(parents=True)
        (folder / lang / "acme.po").write_text(
            'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
            f'msgid "{msgid}"\nmsgstr "{text}"\n',
            encoding="utf-8",
        )
    return folder


def test_words_of_a_plugin_are_said_in_both_languages(tmp_path: Path) -> None:
    folder = write_words(tmp_path, "warning.acme-was-here")
    brought = plugin(playbooks=lambda: [greeting_rules()], words=lambda: [folder])
    for lang, text in (("en", "Said by acme."), ("zh", "acme 说的。")):
        advice = Advisor(plugins=[brought], lang=lang).advise(FACTS, as_of=DAY)
        assert text in {warning.text for warning in advice.warnings}


def test_a_plugin_cannot_put_words_into_the_mouth_of_relcore(tmp_path: Path) -> None:
    facts = [Customer(customer_id="c1", name="One", opted_out=True), FACTS[1]]
    plain = Advisor().advise(facts, as_of=DAY)
    (text,) = {one.text for one in plain.suppressed if one.reason == "opted-out"}
    folder = write_words(tmp_path, "reason.opted-out")
    advice = Advisor(plugins=[plugin(words=lambda: [folder])]).advise(facts, as_of=DAY)
    assert {one.text for one in advice.suppressed if one.reason == "opted-out"} == {text}


@pytest.mark.parametrize("maker", [ReferenceExecutor, "relcore.executors.reference:ReferenceExecutor"])
def test_an_executor_of_a_plugin_is_chosen_by_its_name(maker: Any) -> None:
    own = greeting_rules("own")
    brought = plugin(executors=lambda: {"acme": maker})
    advice = Advisor([own], plugins=[brought], executor="acme").advise(FACTS, as_of=DAY)
    assert advice == Advisor([own]).advise(FACTS, as_of=DAY)


def test_a_plugin_brings_a_playbook_file(tmp_path: Path) -> None:
    path = tmp_path / "acme.yaml"
    path.write_text(
        "playbook: acme\nversion: '3'\nstate: active\n"
        "rules:\n  seen:\n    says: A customer was seen.\n    origin: acme\n"
        "    for: {customer: Customer}\n    when: customer.name == 'One'\n"
        "    then:\n      - warn: acme-seen\n",
        encoding="utf-8",
    )
    file = load_playbook(path, [Advisor().plugins.base[0]])
    advice = Advisor(plugins=[plugin(version="9", playbooks=lambda: [file])]).advise(FACTS, as_of=DAY)
    (warning,) = [one for one in advice.warnings if one.code == "acme-seen"]
    assert (warning.because[0].distribution, warning.because[0].version) == ("acme", "9")


def test_text_with_details_names_who_brought_a_rule_and_what_was_left_out() -> None:
    def fail() -> Any:
        raise OSError("the CRM is away")

    late = plugin("late", enrich=lambda snapshot: fail())
    advisor = Advisor(plugins=[bringing(greeting_rules(), version="2"), late])
    advice = advisor.advise(FACTS, as_of=DAY)
    text = render_text(advisor.report([advice], as_of=DAY), details=True, width=200)
    assert "acme.was_here, acme 2" in text
    assert "Left out of this decision" in text
    assert "relcore_enrich failed: OSError: the CRM is away (RC620)" in text
    assert "relcore 0.1.0" not in text


def test_a_module_is_a_plugin_too(monkeypatch: pytest.MonkeyPatch) -> None:
    from types import ModuleType

    module = ModuleType("acme_rules")
    made: Any = module
    made.relcore_api = 1
    made.__version__ = "4.2"

    @hookimpl
    def relcore_playbooks() -> list[Any]:
        return [greeting_rules()]

    made.relcore_playbooks = relcore_playbooks
    (other,) = Advisor(plugins=[module]).plugins.others
    assert (other.name, other.version) == ("acme_rules", "4.2")
