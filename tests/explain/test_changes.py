"""Changes that would help: each does what it says, and nothing smaller of its kind would do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, assert_never

from hypothesis import given
from hypothesis import strategies as st

from relcore.executors.reference import ReferenceExecutor
from relcore.explain import (
    Add,
    Change,
    Remove,
    SetField,
    SetParameter,
    Wait,
    waiting,
    why_not,
)
from relcore.facts import (
    Assessment,
    Complaint,
    ComplaintStatus,
    Customer,
    Fact,
    Interaction,
    InteractionKind,
    Order,
    Snapshot,
)
from relcore.facts.conclusions import Axis
from relcore.ir import AsOf, Bind, Compare, Const, DaysBetween, Expr, Field, Head, Rule, conjuncts
from relcore.lang import (
    Clause,
    Condition,
    Playbook,
    absent,
    as_of,
    assess,
    count,
    days,
    days_since,
    days_until,
    exists,
    highest,
    holds,
    known,
    latest,
    one_of,
    param,
    total,
    value,
    warn,
    when,
)
from relcore.program import Program, compile_program
from tests.explain.random_rules import (
    MODELS,
    TODAY,
    Mood,
    Person,
    Visit,
    conditions,
    ruleset,
    snapshots,
)
from tests.explain.random_rules import (
    days as some_days,
)

DAY = date(2026, 3, 1)


def fires(program: Program, facts: Snapshot, day: date = TODAY) -> bool:
    ledger = ReferenceExecutor().run(program, facts, day)
    return any(ledger.derived.values())


def fires_after(change: Change, rule: Rule, facts: Snapshot) -> bool:
    """Make a change for good, as a user would, and run the rules again."""
    told: list[Fact] = list(facts)
    settings: dict[str, Any] = {}
    day = TODAY
    match change:
        case SetField(ref, name, new):
            (old,) = [f for f in told if (type(f).__name__, f.identity) == (ref.fact, ref.id)]
            told.remove(old)
            told.append(type(old).model_validate({**dict(old), name: new}))
        case SetParameter(name, new):
            settings[name] = new
        case Wait(until, _):
            day = until
        case Add(fact, fields, count):
            model = {model.__name__: model for model in MODELS}[fact]
            for number in range(count):
                told.append(model(customer_id="c1", id=f"more {number}", **dict(fields)))
        case Remove(refs):
            told = [f for f in told if (type(f).__name__, f.identity) not in {(r.fact, r.id) for r in refs}]
            told.append(Person(customer_id="c1", id="nobody")) if not told else None
        case _:
            assert_never(change)
    return fires(compile_program([ruleset(rule)], settings), Snapshot.of(told), day)


def concluding(where: tuple[Expr, ...], *binds: Bind) -> Rule:
    head = Head("Outcome", (("name", Const("done")), ("rule", Const("r"))))
    return Rule("r", "A rule.", binds, where, (head,), origin="t")


@st.composite
def single_conditions(draw: st.DrawFn) -> Rule:
    chosen = draw(st.lists(st.sampled_from(["Person", "Visit"]), max_size=2))
    binds = tuple(Bind(f"p{place}", fact) for place, fact in enumerate(chosen))
    return concluding((draw(conditions({bind.var: bind.fact for bind in binds})),), *binds)


def offered(rule: Rule, facts: Snapshot) -> list[Change]:
    program = compile_program([ruleset(rule)])
    answer = why_not(program, facts, ReferenceExecutor().run(program, facts, TODAY), "r").rules[0]
    if answer.missing:
        return []
    conditions = [condition for near in answer.nearest for condition in near.conditions]
    return [change for condition in conditions for change in condition.changes]


@given(single_conditions(), snapshots())
def test_a_change_makes_the_rule_fire_where_its_condition_was_the_only_one(
    rule: Rule, facts: Snapshot
) -> None:
    if len(list(conjuncts(rule.where[0]))) == 1:
        for change in offered(rule, facts):
            if not isinstance(change, Remove) or len(change.facts) < len(facts):
                assert fires_after(change, rule, facts), change


# --- the smallest value --------------------------------------------------------------------------------

OPS: dict[str, Callable[[Any, Any], bool]] = {
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    "==": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
    ">=": lambda a, b: a >= b,
    ">": lambda a, b: a > b,
}


@given(st.sampled_from(list(OPS)), st.none() | st.integers(-9, 9), st.integers(-9, 9))
def test_a_number_moves_just_as_far_as_it_must(op: Any, age: int | None, limit: int) -> None:
    rule = concluding((Compare(op, Field("p", "age"), Const(limit)),), Bind("p", "Person"))
    facts = Snapshot.of([Person(customer_id="c1", id="f", age=age)])
    found = [change.value for change in offered(rule, facts) if isinstance(change, SetField)]
    if age is not None and OPS[op](age, limit):
        assert found == []
        return
    (new,) = found
    assert OPS[op](new, limit)
    if age is not None:
        between = range(min(age, new) + 1, max(age, new))
        assert not any(OPS[op](other, limit) for other in between)


@given(st.sampled_from(list(OPS)), some_days(), some_days())
def test_a_date_moves_just_as_far_as_it_must(op: Any, on: date, limit: date) -> None:
    rule = concluding((Compare(op, Field("v", "on"), Const(limit)),), Bind("v", "Visit"))
    facts = Snapshot.of([Visit(customer_id="c1", id="f", kind=Mood.GOOD, on=on)])
    if OPS[op](on, limit):
        assert offered(rule, facts) == []
        return
    (change,) = offered(rule, facts)
    assert isinstance(change, SetField)
    assert OPS[op](change.value, limit)
    step = timedelta(days=1 if change.value < on else -1)
    assert not OPS[op](change.value + step, limit)


@given(st.sampled_from(list(OPS)), st.booleans(), some_days(), st.integers(-400, 400))
def test_waiting_ends_on_the_first_day_that_will_do(op: Any, since: bool, joined: date, limit: int) -> None:
    ends = (Field("p", "joined"), AsOf()) if since else (AsOf(), Field("p", "joined"))
    rule = concluding((Compare(op, DaysBetween(*ends), Const(limit)),), Bind("p", "Person"))
    facts = Snapshot.of([Person(customer_id="c1", id="f", joined=joined)])

    def holds_after(ahead: int) -> bool:
        past = (TODAY + timedelta(days=ahead) - joined).days
        return OPS[op](past if since else -past, limit)

    first = next((ahead for ahead in range(450) if holds_after(ahead)), None)
    waits = [change for change in offered(rule, facts) if isinstance(change, Wait)]
    if not first:
        assert waits == []
        return
    (wait,) = waits
    assert wait.until == TODAY + timedelta(days=first)
    assert wait.lasting == all(holds_after(first + ahead) for ahead in range(367))


# --- blocked rules can fire ------------------------------------------------------------------------------

FIELDS: tuple[tuple[str, st.SearchStrategy[Expr]], ...] = (
    ("age", st.integers(-3, 3).map(lambda n: Compare(">=", Field("p", "age"), Const(n)))),
    ("vip", st.booleans().map(lambda b: Compare("==", Field("p", "vip"), Const(b)))),
    (
        "mood",
        st.sampled_from(list(Mood)).map(lambda m: Compare("!=", Field("p", "mood"), Const(str(m), "Mood"))),
    ),
    ("joined", some_days().map(lambda d: Compare("<", Field("p", "joined"), Const(d)))),
)


@given(st.data(), st.sets(st.sampled_from([name for name, _ in FIELDS])))
def test_a_blocked_rule_fires_once_its_unknowns_are_known_suitably(
    data: st.DataObject, known: set[str]
) -> None:
    where = tuple(data.draw(strategy) for _, strategy in FIELDS)
    rule = concluding(where, Bind("p", "Person"))
    facts = Snapshot.of(
        [
            Person(
                customer_id="c1",
                id="f",
                age=5 if "age" in known else None,
                vip=data.draw(st.booleans()) if "vip" in known else None,
                mood=Mood.GOOD if "mood" in known else None,
                joined=TODAY if "joined" in known else None,
            )
        ]
    )
    program = compile_program([ruleset(rule)])
    found = waiting(program, facts, ReferenceExecutor().run(program, facts, TODAY))
    if not found:
        return
    assert set(found[0].unknowns) == {f"Person.{name}" for name, _ in FIELDS if name not in known}
    changes = [change for change in offered(rule, facts) if isinstance(change, SetField)]
    content = dict(next(iter(facts))) | {change.field: change.value for change in changes}
    assert not fires(program, facts)
    assert fires(program, Snapshot.of([Person(**content)]))


# --- each kind of change, by example -----------------------------------------------------------------------


def changes(where: Callable[[Customer], Condition], *facts: Fact, **fields: Any) -> list[str]:
    """Give the texts of the changes for one condition on a customer."""
    book = Playbook("t")
    book.parameter("cap", 2, "A cap.", at_most=4)

    @book.rule(origin="t")
    def rule(customer: Customer) -> Clause:
        """A rule."""
        return when(where(customer)).then(warn("x"))

    program = compile_program([book.ruleset()])
    told = Snapshot.of([Customer(customer_id="c1", **fields), *facts])
    answer = why_not(program, told, ReferenceExecutor().run(program, told, DAY), "t.rule").rules[0]
    return [change.text for change in answer.nearest[0].conditions[0].changes]


def order(id: str, ago: int, amount: int | None = None) -> Order:
    placed = DAY - timedelta(days=ago)
    return Order(
        id=id, customer_id="c1", placed_on=placed, amount=None if amount is None else Decimal(amount)
    )


def contact(id: str, ago: int) -> Interaction:
    return Interaction(id=id, customer_id="c1", kind=InteractionKind.VISIT, on=DAY - timedelta(days=ago))


def test_time_is_offered_where_it_helps() -> None:
    texts = changes(lambda c: days_since(c.since) >= 30, since=DAY - timedelta(days=10))
    assert texts == ["from 2026-03-21 on", "set Customer.since of c1 to 2026-01-30"]
    assert changes(lambda c: days_since(c.since) <= 3, since=DAY - timedelta(days=10)) == [
        "set Customer.since of c1 to 2026-02-26"
    ]


def test_a_day_far_ahead_is_found_too() -> None:
    texts = changes(lambda c: days_since(c.since) >= 1000, since=DAY)
    assert texts[0] == f"from {DAY + timedelta(days=1000)} on"


def test_a_day_that_passes_again_is_told_as_such() -> None:
    texts = changes(lambda c: days_until(c.since) == 5, since=DAY + timedelta(days=8))
    assert texts[0] == "on 2026-03-04"


def test_a_cap_on_contacts_opens_with_time_with_less_contact_or_with_a_higher_cap() -> None:
    def cap(_: Customer) -> Condition:
        limit: int = param("cap")
        return count(Interaction, lambda i: days_since(i.on) < 7) < limit

    assert changes(cap, contact("i1", 1), contact("i2", 3), contact("i3", 9)) == [
        "from 2026-03-05 on",
        "without Interaction i1",
        "set the parameter cap to 3",
    ]


def test_a_parameter_is_never_set_out_of_its_bounds() -> None:
    contacts = [contact(f"i{n}", 1) for n in range(5)]
    texts = changes(lambda _: count(Interaction) < param("cap"), *contacts)
    assert [text for text in texts if "parameter" in text] == []


def test_a_fact_is_never_set_to_what_cannot_be() -> None:
    assert changes(lambda c: value(c.purchase_intent) > 5, purchase_intent=3) == []
    assert changes(lambda c: value(c.purchase_intent) > 4, purchase_intent=3) == [
        "set Customer.purchase_intent of c1 to 5"
    ]


def test_what_is_missing_is_described() -> None:
    texts = changes(
        lambda c: exists(Interaction, lambda i: (i.kind == "greeting") & (i.on >= value(c.since))),
        contact("i1", 1),
        since=DAY - timedelta(days=4),
    )
    assert texts[0] == "one more Interaction with kind = greeting and on >= Customer.since (2026-02-25)"


def test_what_is_in_the_way_is_named() -> None:
    one = Complaint(id="k1", customer_id="c1", opened_on=DAY, status=ComplaintStatus.OPEN)
    two = Complaint(id="k2", customer_id="c1", opened_on=DAY, status=ComplaintStatus.OPEN)

    def calm(_: Customer) -> Condition:
        return absent(Complaint, lambda k: k.status == "open")

    assert changes(calm, one) == ["without Complaint k1", "set Complaint.status of k1 to checking"]
    assert changes(calm, one, two) == ["without Complaint k1 and Complaint k2"]


def test_an_unknown_of_a_fact_that_is_almost_right_is_offered() -> None:
    texts = changes(lambda _: exists(Order, lambda o: value(o.amount) >= 50), order("o1", 3))
    assert texts == ["one more Order with amount >= 50", "set Order.amount of o1 to 50"]


def test_counts_and_totals_say_how_much_is_missing() -> None:
    assert changes(lambda _: count(Order) >= 3, order("o1", 3)) == ["2 more Order"]
    assert changes(lambda _: total(Order, lambda o: value(o.amount)) >= 70, order("o1", 3, 20)) == [
        "one more Order with amount = 50"
    ]
    assert changes(lambda _: total(Order, lambda o: value(o.amount)) < 20, order("o1", 3, 20)) == [
        "without Order o1"
    ]
    assert changes(
        lambda _: value(highest(Order, lambda o: o.amount)) < 20, order("o1", 3, 25), order("o2", 3, 5)
    ) == ["without Order o1"]
    assert changes(
        lambda _: value(latest(Interaction, lambda i: i.on)) > as_of() - days(2), contact("i1", 9)
    ) == ["one more Interaction with on = 2026-02-28"]


def test_options_are_listed_and_sets_are_extended() -> None:
    assert changes(lambda c: one_of(c.value_chain, "upstream", "outside")) == [
        "set Customer.value_chain of c1 to upstream or outside"
    ]
    visit = contact("i1", 1)
    assert changes(lambda _: exists(Interaction, lambda i: holds(value(i.topics), "family")), visit) == [
        "one more Interaction with topics includes family",
        "set Interaction.topics of i1 to family",
    ]


def test_what_nobody_knows_is_to_be_found_out() -> None:
    assert changes(lambda c: known(c.owner)) == ["find out Customer.owner of c1"]
    assert changes(lambda c: ~known(c.owner), owner="r1") == ["set Customer.owner of c1 to unknown"]
    assert changes(lambda c: value(c.owner) != "r1", owner="r1") == [
        "set Customer.owner of c1 to something other than r1"
    ]


def test_the_number_behind_a_calculation_is_found() -> None:
    assert changes(lambda c: value(c.supplier_count) * 3 - 1 > 10, supplier_count=2) == [
        "set Customer.supplier_count of c1 to 4"
    ]
    assert changes(lambda c: value(c.annual_revenue) * Decimal("0.1") > 10, annual_revenue=20) == [
        "set Customer.annual_revenue of c1 to 100.0001"
    ]


def test_two_unknowns_in_one_comparison_have_no_single_cure() -> None:
    assert changes(lambda c: value(c.supplier_count) > value(c.employees)) == []


def test_a_missing_conclusion_names_the_rules_that_reach_it() -> None:
    book = Playbook("t")

    @book.rule(origin="t")
    def label(customer: Customer) -> Clause:
        """A label."""
        return when(customer.is_group == True).then(assess(Axis.ARCHETYPE, "greedy"))  # noqa: E712

    @book.rule(origin="t")
    def use(customer: Customer) -> Clause:
        """A use of it."""
        from_rules = exists(Assessment, lambda a: (a.axis == Axis.ARCHETYPE) & (a.value == "greedy"))
        return when(from_rules).then(warn("x"))

    program = compile_program([book.ruleset()])
    told = Snapshot.of([Customer(customer_id="c1")])
    answer = why_not(program, told, ReferenceExecutor().run(program, told, DAY), "t.use").rules[0]
    (change,) = answer.nearest[0].conditions[0].changes
    assert change.text == "an Assessment with axis = archetype and value = greedy (concluded by t.label)"
    assert isinstance(change, Add)
    assert dict(change.fields)["value"] == "greedy"
