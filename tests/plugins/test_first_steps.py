"""A plug-in is given, found or refused; what it brings takes part in the decision and says whence it is."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from relcore import Advisor, Playbook
from relcore.errors import PluginError, UsageError
from relcore.facts import ActionSpec, Channel, Customer, CustomerFact, Purpose
from relcore.lang import Clause, recommend, value, warn, when
from relcore.plugins import hookimpl, load_plugins

DAY = date(2026, 6, 30)

playbook = Playbook("acme", "1.0.0")


class Shelf(CustomerFact):
    metres: int | None = None


@playbook.rule(origin="acme")
def short_shelf(shelf: Shelf) -> Clause:
    """A short shelf is looked at."""
    return when(value(shelf.metres) < 3).then(
        warn("acme-short-shelf", about=shelf.id), recommend("acme.check_shelf", about=shelf.id)
    )


class Acme:
    relcore_api = 1
    relcore_name = "acme"
    relcore_version = "1.2.3"

    @hookimpl
    def relcore_playbooks(self) -> list[Playbook]:
        return [playbook]

    @hookimpl
    def relcore_actions(self) -> list[ActionSpec]:
        return [
            ActionSpec(
                name="acme.check_shelf",
                label_en="Check the shelf",
                label_zh="检查货架",
                purpose=Purpose.SERVICE,
                channels=(Channel.VISIT,),
            )
        ]


FACTS = [Customer(customer_id="c1"), Shelf(customer_id="c1", id="s1", metres=2)]


def test_a_plugin_adds_rules_and_actions_to_the_built_in_playbook() -> None:
    advice = Advisor(plugins=[Acme()]).advise(FACTS, as_of=DAY)
    assert "acme.check_shelf" in {action.action for action in advice.actions}
    assert "acme-short-shelf" in {warning.code for warning in advice.warnings}


def test_advice_names_the_distribution_and_version_of_each_rule() -> None:
    advice = Advisor(plugins=[Acme()]).advise(FACTS, as_of=DAY)
    action = next(one for one in advice.actions if one.action == "acme.check_shelf")
    assert (action.because[0].playbook, action.because[0].distribution, action.because[0].version) == (
        "acme",
        "acme",
        "1.2.3",
    )
    others = {reason.distribution for one in advice.actions if one is not action for reason in one.because}
    assert others == {"relcore"}


def test_a_proof_names_who_brought_the_rule() -> None:
    text = Advisor(plugins=[Acme()]).explain(FACTS, "acme.check_shelf", as_of=DAY).text()
    assert "acme.short_shelf: A short shelf is looked at. (acme) [acme 1.2.3]" in text


def test_without_being_asked_no_plugin_takes_part() -> None:
    assert [plugin.name for plugin in Advisor().plugins.members] == ["relcore"]


@pytest.mark.parametrize("missing", ["no-such-plugin", "relcor"])
def test_a_name_that_is_not_installed_is_refused(missing: str) -> None:
    with pytest.raises(PluginError, match="RC601"):
        load_plugins([missing])


def test_one_name_instead_of_a_list_is_refused() -> None:
    wanted: Any = "acme"
    with pytest.raises(UsageError, match="RC004"):
        load_plugins(wanted)
