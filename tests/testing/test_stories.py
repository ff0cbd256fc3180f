"""Stories come true or say why not, in Python and in files."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from relcore.errors import UsageError
from relcore.facts import Customer, Fact, Order
from relcore.lang import Clause, Playbook, value, warn, when
from relcore.testing import Story, StoryError, given
from relcore.testing.story_file import read_stories

pytest_plugins = ["pytester"]

MONDAY = date(2026, 3, 2)
BOUGHT = Order(customer_id="acme", id="o1", placed_on=MONDAY, in_shop=True)

playbook = Playbook("own")
playbook.parameter("own.large", 5_000, "A large order.")


@playbook.rule(origin="test")
def large(order: Order) -> Clause:
    """A large order is worth knowing."""
    return when(value(order.amount) >= 5_000).then(warn("share-regress", about=order.id))


def test_a_story_that_comes_true_says_nothing() -> None:
    story = given(BOUGHT, as_of=MONDAY).expect("do escort_to_door", "ask consent")
    story.never("do cross_sell").because("do escort_to_door", "Order o1", "after_sale.escort_to_the_door")


def told(story: Story) -> str:
    with pytest.raises(StoryError) as failure:
        story.check()
    return str(failure.value)


def test_a_failure_tells_the_story_the_advice_and_the_missing_condition() -> None:
    text = told(Story("home", given=(BOUGHT,), as_of=MONDAY, expect=("warn share-regress",)))
    assert text.startswith("home\nexpected: warn share-regress\n")
    assert "The story:\n  customer acme\n  2026-03-02  Order o1: in_shop yes" in text
    assert "The advice:\n" in text
    assert "Walk acme to the door" in text
    assert "Why not 'warn share-regress':" in text
    assert "there is no StageChange" in text


def test_what_never_may_and_yet_does_is_proved() -> None:
    text = told(Story("door", given=(BOUGHT,), as_of=MONDAY, never=("do escort_to_door",)))
    assert "never: do escort_to_door" in text
    assert "because of after_sale.escort_to_the_door" in text
    assert "Order o1: placed_on = 2026-03-02" in text


def test_a_refused_action_names_its_guard() -> None:
    text = told(Story("greet", given=(BOUGHT,), as_of=MONDAY, expect=("do send_greeting",)))
    assert "send_greeting was refused by consent." in text
    assert "instead: greeting_by_person" in text


def test_a_wrong_reason_lists_those_that_the_proof_names() -> None:
    because = {"do escort_to_door": ["Order o2"]}
    text = told(Story("why", given=(BOUGHT,), as_of=MONDAY, because=because))
    assert "not because of Order o2" in text
    assert "  Order o1\n" in text


def test_playbooks_settings_and_proposals_stand_beside_the_built_in_one() -> None:
    order = BOUGHT.model_copy(update={"amount": 5_000})
    story = given(order, as_of=MONDAY, playbooks=[playbook], propose=["cross_sell"])
    story.expect("warn share-regress", "do cross_sell").because("warn share-regress", "own.large")


def test_a_rule_added_later_is_part_of_the_next_story() -> None:
    book = Playbook("growing")
    given(BOUGHT, as_of=MONDAY, playbooks=[book]).never("warn share-regress")

    @book.rule(origin="test")
    def always_warn(order: Order) -> Clause:
        """Any order is worth knowing."""
        return when(order.placed_on == MONDAY).then(warn("share-regress"))

    given(BOUGHT, as_of=MONDAY, playbooks=[book]).expect("warn share-regress")


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("hello", "RC701"),
        ("do nothing_at_all", "RC702"),
        ("warn no-such-code", "RC702"),
        ("mood is good", "RC702"),
        ("archetype is shy", "RC702"),
        ("do cross_sell from tomorrow", "RC701"),
        ("do cross_sell from 2026-02-30", "RC702"),
        ("step no-such-step is due", "RC702"),
        ("not cross_sell: no-such-reason", "RC702"),
    ],
)
def test_a_line_that_nobody_can_mean_is_refused(line: str, code: str) -> None:
    with pytest.raises(UsageError, match=code):
        given(BOUGHT, as_of=MONDAY).never(line)


GOOD = """
story: A purchase in the shop
as_of: 2026-03-02
customer: acme
given:
  - customer: {name: Acme, opted_out: false}
  - order: {id: o1, placed_on: 2 days ago, amount: 12.50, in_shop: true}
  - RepAuthority: {max_concession: 500}
propose: cross_sell
expect:
  - do greeting_by_person
  - instead of send_greeting do greeting_by_person
never: do escort_to_door
because:
  do greeting_by_person: Order o1
---
story: Nobody knows anything
as_of: 2026-03-02
expect: [ask consent]
"""


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "shop.story.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_holds_stories(tmp_path: Path) -> None:
    (first, line), (second, _) = read_stories(written(tmp_path, GOOD))
    assert (first.name, line, second.name) == ("A purchase in the shop", 2, "Nobody knows anything")
    customer, order, _ = first.given
    assert isinstance(order, Order)
    assert (customer.identity, order.placed_on, str(order.amount)) == ("acme", date(2026, 2, 28), "12.50")
    first.check()
    second.check()


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("story: x\nas_of: soon\n", ":2"),
        ("story: x\nas_of: 2026-03-02\nexpects: []\n", "did you mean 'expect'"),
        ("story: x\nas_of: 2026-03-02\ngiven:\n  - ordre: {}\n", "did you mean 'Order'"),
        ("story: x\nas_of: 2026-03-02\ngiven:\n  - order: {amount: 3}\n", ":4"),
        ("story: x\nas_of: 2026-03-02\ngiven: [1, 2\n", ":4"),
        ("story: x\nstory: y\n", "twice"),
        ("- a\n- b\n", "a story is a mapping"),
        ("story: x\nas_of: 2026-03-02\nplaybooks: nowhere:playbook\n", "'nowhere' cannot be imported"),
    ],
)
def test_a_malformed_story_is_refused_with_its_line(tmp_path: Path, text: str, problem: str) -> None:
    with pytest.raises(UsageError, match=r"RC703") as refused:
        list(read_stories(written(tmp_path, text)))
    assert "shop.story.yaml" in str(refused.value)
    assert problem in str(refused.value)


def test_pytest_collects_files_of_stories_and_prints_failures(pytester: pytest.Pytester) -> None:
    written(pytester.path, GOOD + "---\nstory: It fails\nas_of: 2026-03-02\nnever: [ask consent]\n")
    result = pytester.runpytest_inprocess("-p", "relcore_pytest", "-p", "no:cacheprovider")
    result.assert_outcomes(passed=2, failed=1)
    result.stdout.fnmatch_lines(["*never: ask consent", "The story:", "*because of consent.ask_what*"])


def test_a_customer_is_told_where_nobody_did() -> None:
    facts: list[Fact] = [Customer(customer_id="acme", name="Acme")]
    assert given(BOUGHT, as_of=MONDAY).advice.name == "acme"
    assert given(facts, BOUGHT, as_of=MONDAY).advice.name == "Acme"
