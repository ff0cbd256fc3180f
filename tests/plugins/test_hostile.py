"""Broken and hostile plug-ins: nothing crashes, hangs or leaks, and each gets its diagnostic."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relcore import Advisor
from relcore.advice import CustomerAdvice
from relcore.errors import Diagnostic, PluginError
from relcore.facts import ContactPolicy, Customer, CustomerFact, Order, Snapshot
from relcore.lang import Playbook
from relcore.plugins import HOOKS, Command, Contents, enrich, hookimpl, load_plugins, tell
from relcore.plugins.hookspecs import relcore_enrich
from tests.plugins.strangers import greeting_rules, plugin

DAY = date(2026, 6, 30)
FACTS = [Customer(customer_id="c1", name="One"), Order(customer_id="c1", id="o1", placed_on=DAY)]
SNAPSHOT = Snapshot.of(FACTS)
SECONDS = 0.2
"""Time limit where a plug-in does not come back."""


class Note(CustomerFact):
    text: str | None = None


def raising(error: BaseException) -> Callable[..., Any]:
    def hook(*_: Any, **__: Any) -> Any:
        raise error

    return hook


def raise_in(snapshot: Snapshot) -> Any:
    raise OSError("the CRM is away")


def exit_in(snapshot: Snapshot) -> Any:
    sys.exit(3)


def interrupt_in(snapshot: Snapshot) -> Any:
    raise KeyboardInterrupt


def recurse_in(snapshot: Snapshot) -> Any:
    return recurse_in(snapshot)


class UnspeakableError(Exception):
    def __str__(self) -> str:
        raise RuntimeError("not even this")


def unspeakable_in(snapshot: Snapshot) -> Any:
    raise UnspeakableError


def half_way(snapshot: Snapshot) -> Iterator[CustomerFact]:
    yield Note(customer_id=snapshot.customer_id, text="one")
    raise ValueError("half way")


def endless(snapshot: Snapshot) -> Iterator[CustomerFact]:
    number = 0
    while True:
        number += 1
        yield Note(customer_id=snapshot.customer_id, id=str(number))


def rename_in(snapshot: Snapshot) -> Any:
    for fact in snapshot:
        fact.__dict__["name"] = "Somebody else"
    return []


def assign_in(snapshot: Snapshot) -> Any:
    snapshot.facts("Customer")[0].name = "Somebody else"  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("hook", "code", "said"),
    [
        (raise_in, "RC620", "OSError: the CRM is away"),
        (exit_in, "RC620", "SystemExit: 3"),
        (interrupt_in, "RC620", "KeyboardInterrupt"),
        (recurse_in, "RC620", "RecursionError"),
        (unspeakable_in, "RC620", "UnspeakableError"),
        (half_way, "RC620", "ValueError: half way"),
        (endless, "RC620", "more than 10000 facts"),
        (assign_in, "RC620", "ValidationError"),
        (rename_in, "RC623", "changes the facts"),
        (lambda snapshot: 42, "RC620", "TypeError"),
        (lambda snapshot: None, "", ""),
        (lambda snapshot: ["nonsense"], "RC622", "an object of the class str"),
        (lambda snapshot: [ContactPolicy(max_contacts=9)], "RC622", "no fact about a customer"),
        (lambda snapshot: [Note(customer_id="c2")], "RC622", "about customer 'c2'"),
        (lambda snapshot: [Customer(customer_id="c1", id="x"), Note(customer_id="c1")], "", ""),
        (lambda snapshot: [Order(customer_id="c1", id="o1", placed_on=date(2020, 1, 1))], "RC622", "RC102"),
    ],
)
def test_an_enricher_that_misbehaves_is_told_and_left_out(
    hook: Callable[..., Any], code: str, said: str
) -> None:
    others = load_plugins([plugin(enrich=hook)]).others
    snapshot, problems = enrich(others, SNAPSHOT, DAY)
    if not code:
        assert problems == ()
        return
    (problem,) = problems
    assert problem.code == code
    assert said in problem.problem
    assert "acme" in str(problem.where)
    assert problem.hint
    assert snapshot is SNAPSHOT
    assert [fact.name for fact in snapshot.facts("Customer") if isinstance(fact, Customer)] == ["One"]


def test_the_decision_goes_on_without_a_plugin_that_fails_and_says_so() -> None:
    plain = Advisor().advise(FACTS, as_of=DAY)
    advice = Advisor(plugins=[plugin(enrich=raise_in)]).advise(FACTS, as_of=DAY)
    assert [one.code for one in advice.diagnostics] == ["RC620"]
    assert advice.model_copy(update={"diagnostics": ()}) == plain


def test_what_good_enrichers_bring_takes_part_beside_a_bad_one() -> None:
    good = plugin("good", enrich=lambda snapshot: [Note(customer_id=snapshot.customer_id, id="n1")])
    late = plugin("late", enrich=lambda snapshot: [Note(customer_id=snapshot.customer_id, id="n2")])
    others = load_plugins([good, plugin("bad", enrich=raise_in), late]).others
    snapshot, problems = enrich(others, SNAPSHOT, DAY)
    assert [fact.id for fact in snapshot.facts("Note")] == ["n1", "n2"]
    assert len(problems) == 1


def test_two_enrichers_that_contradict_one_another_are_told_the_first_in_order_holds() -> None:
    one = plugin("one", enrich=lambda snapshot: [Note(customer_id="c1", id="n", text="yes")])
    two = plugin("two", enrich=lambda snapshot: [Note(customer_id="c1", id="n", text="no")])
    snapshot, (problem,) = enrich(load_plugins([one, two]).others, SNAPSHOT, DAY)
    assert [fact.text for fact in snapshot.facts("Note") if isinstance(fact, Note)] == ["yes"]
    assert (problem.code, str(problem.where)) == ("RC622", "plug-in two")


def test_a_plugin_that_does_not_come_back_is_left_out_and_leaves_one_thread_at_most() -> None:
    free = threading.Event()

    def hang(snapshot: Snapshot) -> list[CustomerFact]:
        free.wait(30)
        return []

    others = load_plugins([plugin(enrich=hang)]).others
    before = threading.active_count()
    try:
        _, (late,) = enrich(others, SNAPSHOT, DAY, SECONDS)
        for _ in range(5):
            _, (busy,) = enrich(others, SNAPSHOT, DAY, SECONDS)
        assert (late.code, busy.code) == ("RC621", "RC621")
        assert "not ready in time" in late.problem
        assert "has not come back" in busy.problem
        assert threading.active_count() == before + 1
    finally:
        free.set()
    deadline = time.monotonic() + 10
    while threading.active_count() > before and time.monotonic() < deadline:
        time.sleep(0.01)
    assert enrich(others, SNAPSHOT, DAY, SECONDS)[1] == ()


def test_no_thread_is_left_behind_by_a_plugin_that_comes_back() -> None:
    others = load_plugins([plugin(enrich=lambda snapshot: [])]).others
    before = threading.active_count()
    for _ in range(20):
        enrich(others, SNAPSHOT, DAY)
    time.sleep(0.05)
    assert threading.active_count() <= before


def test_the_program_ends_though_a_plugin_never_does() -> None:
    script = """
import time
from datetime import date
from relcore.facts import Customer, Snapshot
from relcore.plugins import enrich, load_plugins
from tests.plugins.strangers import plugin
others = load_plugins([plugin(enrich=lambda snapshot: time.sleep(3600))]).others
print(enrich(others, Snapshot.of([Customer(customer_id="c1")]), date(2026, 6, 30), 0.1)[1][0].code)
"""
    root = Path(__file__).parents[2]
    path = [str(root / "src"), str(root)]
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path[:0] = {path!r}\n{script}"],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stdout.strip() == "RC621"


def test_a_plugin_that_asks_the_advisor_while_it_is_asked_is_stopped() -> None:
    advisors: list[Advisor] = []

    def ask_again(snapshot: Snapshot) -> list[CustomerFact]:
        again = advisors[0].advise(snapshot, as_of=DAY)
        assert again.diagnostics, "the inner call says that it went without the plug-in"
        return []

    advisors.append(Advisor(playbooks=[greeting_rules("own")], plugins=[plugin(enrich=ask_again)]))
    advice = advisors[0].advise(FACTS, as_of=DAY)
    assert advice.diagnostics == ()


# --- sinks -----------------------------------------------------------------------------------------


def spoil(advice: CustomerAdvice) -> None:
    advice.assessments.clear()
    advice.__dict__["actions"] = ()
    for action in advice.actions:
        action.__dict__["rank"] = 0


@pytest.mark.parametrize(
    ("hook", "codes"),
    [
        (lambda advice: print("seen"), []),
        (lambda advice, as_of: "anything", []),
        (raising(OSError("the queue is full")), ["RC620"]),
        (lambda advice: sys.exit(1), ["RC620"]),
        (lambda advice: time.sleep(2), ["RC621"]),
        (spoil, []),
    ],
)
def test_a_sink_cannot_change_or_stop_a_decision(hook: Callable[..., Any], codes: list[str]) -> None:
    own = greeting_rules("own")
    plain = Advisor(playbooks=[own]).advise(FACTS, as_of=DAY)
    advisor = Advisor(playbooks=[own], plugins=[plugin(decided=hook)], plugin_seconds=SECONDS)
    advice = advisor.advise(FACTS, as_of=DAY)
    assert [one.code for one in advice.diagnostics] == codes
    assert advice.model_copy(update={"diagnostics": ()}) == plain


def test_a_sink_sees_the_decision_that_was_made() -> None:
    seen: list[tuple[CustomerAdvice, date]] = []
    sink = plugin(decided=lambda advice, as_of: seen.append((advice, as_of)))
    advice = Advisor(playbooks=[greeting_rules("own")], plugins=[sink]).advise(FACTS, as_of=DAY)
    assert seen == [(advice, DAY)]
    assert tell((), advice, DAY) == ()


# --- while plug-ins are loaded ---------------------------------------------------------------------


class Explosive:
    """Raises whatever is asked of it."""

    relcore_api = 1
    relcore_name = "explosive"

    def __dir__(self) -> list[str]:
        raise RuntimeError("do not look")


class WithProperty:
    relcore_api = 1
    relcore_name = "property"

    @property
    def relcore_playbooks(self) -> Any:
        raise RuntimeError("do not touch")


class NotAnInstance:
    relcore_api = 1

    @hookimpl
    def relcore_words(self) -> list[Path]:
        return []


class Unprintable:
    def __repr__(self) -> str:
        raise RuntimeError("no name")


def wrapper() -> Any:
    def relcore_words() -> Any:
        yield

    return SimpleNamespace(
        relcore_api=1, relcore_name="acme", relcore_words=hookimpl(wrapper=True)(relcore_words)
    )


def nothing() -> list[Any]:
    return []


def folder_without_words() -> list[Path]:
    return [Path("no-such-folder")]


@pytest.mark.parametrize(
    ("thing", "code", "said"),
    [
        (SimpleNamespace(relcore_name="acme"), "RC603", "does not say for which version"),
        (plugin(api=2, words=nothing), "RC603", "for version '2'"),
        (plugin(api=True, words=nothing), "RC603", "for version 'True'"),
        (plugin(api=Unprintable(), words=nothing), "RC60", ""),
        (plugin(), "RC604", "answers no hook"),
        (plugin(word=nothing), "RC604", "there is no hook 'relcore_word'"),
        (plugin(words=lambda colour: []), "RC604", "colour"),
        (wrapper(), "RC604", "wrapper"),
        (Explosive(), "RC604", "RuntimeError: do not look"),
        (WithProperty(), "RC604", ""),
        (NotAnInstance, "RC605", "self"),
        (plugin(words=raising(OSError("no disk"))), "RC605", "OSError: no disk"),
        (plugin(words=raising(SystemExit(2))), "RC605", "SystemExit: 2"),
        (plugin(playbooks=raising(RecursionError())), "RC605", "RecursionError"),
        (plugin(words=lambda: 42), "RC605", "TypeError"),
        (plugin(words=lambda: iter(int, 1)), "RC605", "more than 10000 things"),
        (plugin(words=lambda: ["locale"]), "RC606", "'locale' is not a folder"),
        (plugin(words=folder_without_words), "RC606", "is not a folder"),
        (plugin(playbooks=lambda: [Unprintable()]), "RC606", "an object of the class Unprintable"),
        (plugin(playbooks=lambda: [Playbook]), "RC606", "is not a Playbook"),
        (plugin(fact_types=lambda: [CustomerFact]), "RC606", "is not a class of facts"),
        (plugin(fact_types=lambda: [str]), "RC606", "is not a class of facts"),
        (plugin(actions=lambda: [{"name": "acme.x"}]), "RC606", "is not an ActionSpec"),
        (plugin(factors=lambda: [lambda: 1]), "RC606", "is not a RankingFactor"),
        (plugin(readers=lambda: {"xlsx": list}), "RC606", "'xlsx' is no name"),
        (plugin(readers=lambda: {".xlsx": "not callable"}), "RC606", "is not a function"),
        (plugin(executors=lambda: {"acme": "nowhere"}), "RC606", "is not a function or a place"),
        (plugin(commands=lambda: {"Rude Name": Command("x", print)}), "RC606", "is no name"),
        (plugin(commands=lambda: {"hello": print}), "RC606", "is not a Command"),
        (plugin(commands=lambda: 3), "RC605", "TypeError"),
    ],
)
def test_what_is_no_plugin_is_refused_with_a_reason(thing: object, code: str, said: str) -> None:
    with pytest.raises(PluginError) as raised:
        load_plugins([thing])
    for problem in raised.value.diagnostics:
        assert problem.code.startswith(code)
        assert said in problem.problem
        assert problem.hint
        assert "plug-in" in str(problem.where)


def test_all_broken_plugins_are_named_at_once() -> None:
    with pytest.raises(PluginError) as raised:
        load_plugins([plugin("one", api=9), plugin("two"), "no-such-plugin", plugin("four", words=lambda: 1)])
    assert [one.code for one in raised.value.diagnostics] == ["RC603", "RC604", "RC601", "RC605"]


def test_two_plugins_of_one_name_are_refused() -> None:
    with pytest.raises(PluginError, match="RC607"):
        load_plugins([plugin(words=nothing), plugin(words=nothing)])


def test_nobody_calls_himself_relcore() -> None:
    with pytest.raises(PluginError, match="RC607"):
        load_plugins([plugin("relcore", words=nothing)])


RUBBISH = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.binary()
    | st.builds(Unprintable),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner) | st.tuples(inner, inner),
    max_leaves=5,
)
AT_LOAD = [
    hook.removeprefix("relcore_") for hook in HOOKS if hook not in ("relcore_enrich", "relcore_decided")
]


@given(hook=st.sampled_from(AT_LOAD), answer=RUBBISH)
@settings(max_examples=60, deadline=None)
def test_whatever_a_hook_answers_at_load_it_is_taken_or_told(hook: str, answer: Any) -> None:
    hooks: dict[str, Any] = {hook: lambda: answer}
    problems: tuple[Diagnostic, ...] = ()
    try:
        loaded = load_plugins([plugin(**hooks)])
    except PluginError as error:
        problems = error.diagnostics
    else:
        assert [loaded.contents[other] for other in loaded.others] == [Contents()]
    assert {one.code for one in problems} <= {"RC605", "RC606"}
    assert all(str(one) for one in problems)


@given(answer=RUBBISH)
@settings(max_examples=60, deadline=None)
def test_whatever_an_enricher_answers_the_facts_stay_what_they_were(answer: Any) -> None:
    others = load_plugins([plugin(enrich=lambda snapshot: answer)]).others
    snapshot, problems = enrich(others, SNAPSHOT, DAY)
    assert snapshot == SNAPSHOT
    assert {one.code for one in problems} <= {"RC620", "RC622"}


def test_a_hook_that_nobody_answers_says_so() -> None:
    with pytest.raises(NotImplementedError):
        relcore_enrich(SNAPSHOT, DAY)
