"""`relcore rules`, `parameters`, `coverage` and `check`: lists for people and for machines."""

from __future__ import annotations

from pathlib import Path

import pytest

from relcore.rules.coverage import read_catalogue
from tests.cli.shelf import Shell, widest


@pytest.mark.parametrize("command", ["rules", "parameters", "coverage"])
def test_a_list_as_text_keeps_to_80_cells(command: str, shell: Shell) -> None:
    said = shell(command)
    assert said.code == 0
    assert widest(said.out) <= 80


def test_every_rule_is_listed_once_with_its_sentence_and_source(shell: Shell) -> None:
    rules = shell("rules", "--format", "json").json
    assert len(rules) > 100
    assert len({rule["id"] for rule in rules}) == len(rules)
    for rule in rules:
        assert rule["sentence"][-1] in ".?!", rule["id"]
        assert rule["cites"] or rule["origin"], rule["id"]
        assert ".py:" in rule["place"], rule["id"]


def test_the_text_lists_the_same_rules(shell: Shell) -> None:
    rules = shell("rules", "--format", "json").json
    lines = shell("rules").out.splitlines()
    assert {rule["id"] for rule in rules if "#" not in rule["id"]} <= set(lines)
    assert {line.partition("#")[0] for line in lines if "#" in line and not line.startswith(" ")} == {
        rule["id"].partition("#")[0] for rule in rules if "#" in rule["id"]
    }
    assert lines[-1] == f"{len(rules)} rules"


def test_one_rule_shows_conditions_parameters_and_place(shell: Shell) -> None:
    rules = shell("rules", "--format", "json").json
    details = [shell("rules", rule["id"], "--format", "json").json for rule in rules[::7]]
    assert all(detail["concludes"] for detail in details)
    with_parameter = next(detail for detail in details if detail["parameters"])
    said = shell("rules", with_parameter["id"])
    words = " ".join(said.out.split())
    assert with_parameter["sentence"] in words
    assert with_parameter["parameters"][0]["name"] in words
    assert with_parameter["place"] in said.out


def test_the_beginning_of_ids_chooses_rules(shell: Shell) -> None:
    every = shell("rules", "--format", "json").json
    start = every[0]["id"].partition(".")[0] + "."
    chosen = shell("rules", start, "--format", "json").json
    assert [rule["id"] for rule in chosen] == [rule["id"] for rule in every if rule["id"].startswith(start)]


def test_an_unknown_rule_gives_2_and_the_nearest_ids(shell: Shell) -> None:
    known = shell("rules", "--format", "json").json[0]["id"]
    said = shell("rules", known + "x")
    assert said.code == 2
    assert said.err.startswith("RC013 ")
    assert known in said.err


def test_every_parameter_says_what_it_is_and_where_it_comes_from(shell: Shell) -> None:
    parameters = shell("parameters", "--format", "json").json
    assert "greeting.after_purchase.max_days" in {parameter["name"] for parameter in parameters}
    for parameter in parameters:
        assert parameter["sentence"], parameter["name"]
        assert parameter["origin"], parameter["name"]
        assert parameter["brought_by"].startswith("relcore"), parameter["name"]


def test_the_catalogue_is_complete_and_says_things_in_its_own_words() -> None:
    items = read_catalogue()
    assert len(items) == 361
    assert len({item.id for item in items}) == 361
    assert all(0 < len(item.title) <= 60 for item in items)


def test_coverage_lists_each_item_of_the_catalogue_with_its_rules(shell: Shell) -> None:
    items = shell("coverage", "--format", "json").json["items"]
    rules = {rule["id"]: rule for rule in shell("rules", "--format", "json").json}
    assert [item["id"] for item in items] == [item.id for item in read_catalogue()]
    for item in items:
        assert item["reason"], item["id"]
        assert (item["status"] == "rule") == bool(item["rules"]), item["id"]
        assert all(item["id"] in rules[rule]["cites"] for rule in item["rules"])


def test_every_cited_id_is_in_the_catalogue(shell: Shell) -> None:
    known = {item.id for item in read_catalogue()}
    rules = shell("rules", "--format", "json").json
    assert not {cite for rule in rules for cite in rule["cites"]} - known


def test_the_built_in_playbook_has_no_errors(shell: Shell) -> None:
    said = shell("check", "--format", "json")
    assert said.code == 0
    assert said.json["ok"] is True


GOOD = '''
from relcore.facts import Action, Customer
from relcore.lang import Playbook, recommend, when

playbook = Playbook("acme", "1.0")


@playbook.rule(origin="acme")
def thank(customer: Customer):
    """Thank whoever is active."""
    return when(customer.is_active == True).then(recommend(Action.THANK_CUSTOMER, reason="acme-thanks"))
'''


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder that is the current one, for modules of a company."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(tmp_path)
    return tmp_path


def test_a_playbook_of_ones_own_is_checked_beside_the_built_in_one(own: Path, shell: Shell) -> None:
    (own / "acme_good.py").write_text(GOOD, encoding="utf-8")
    said = shell("check", "acme_good:playbook", "--format", "json")
    assert said.code == 0
    problems = {d["problem"].partition(",")[0] for d in said.json["diagnostics"]}
    assert {
        "there is no message reason.acme-thanks (en)",
        "there is no message reason.acme-thanks (zh)",
    } <= problems


def test_all_errors_of_a_playbook_are_listed_with_their_places(own: Path, shell: Shell) -> None:
    twice_wrong = GOOD.replace('"""Thank whoever is active."""', "").replace('origin="acme"', "")
    (own / "acme_wrong.py").write_text(twice_wrong, encoding="utf-8")
    said = shell("check", "acme_wrong:playbook", "--format", "json")
    assert said.code == 1
    assert said.json["ok"] is False
    assert {d["code"] for d in said.json["diagnostics"]} == {"RC227", "RC228"}
    assert all("acme_wrong.py:" in d["where"] for d in said.json["diagnostics"])


def test_a_rule_that_cannot_be_read_is_told_like_any_other_error(own: Path, shell: Shell) -> None:
    unreadable = GOOD.replace("customer.is_active == True", "customer.is_active and customer.is_group")
    (own / "acme_unreadable.py").write_text(unreadable, encoding="utf-8")
    said = shell("check", "acme_unreadable:playbook")
    assert said.code == 1
    assert said.out.startswith("RC2")
    assert "1 error, 0 warnings" in said.out


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("acme_nowhere:playbook", None, "RC015"),
        ("acme_broken:playbook", "1 / 0\n", "RC015"),
        ("acme_syntax:playbook", "def\n", "RC015"),
        ("acme_leaves:playbook", "raise SystemExit(3)\n", "RC015"),
        ("acme_empty:playbook", "", "RC014"),
        ("acme_other:playbook", "playbook = 3\n", "RC014"),
        ("acme_other", "", "RC014"),
    ],
)
def test_what_is_no_playbook_gives_2(
    name: str, content: str | None, code: str, own: Path, shell: Shell
) -> None:
    if content is not None:
        (own / f"{name.partition(':')[0]}.py").write_text(content, encoding="utf-8")
    said = shell("check", name)
    assert said.code == 2
    assert said.err.startswith(f"{code} ")
    assert "hint:" in said.err
