"""What a plug-in may not do: weaken the protected guards, mislead them, or replace what others replace."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from relcore import Advisor, Playbook
from relcore.errors import RuleError
from relcore.facts import (
    Action,
    ActionSpec,
    Beneficiary,
    Channel,
    Complaint,
    Consent,
    Customer,
    Honesty,
    Layer,
    Order,
    Promise,
    Purpose,
    Recommendation,
)
from relcore.ir import ActionDecl, RuleSet
from relcore.lang import Clause, always, as_of, conclude, deny, known, recommend, warn, when
from relcore.program import PROTECTED
from relcore.rules import builtin
from relcore.rules.permissions import Permission
from tests.plugins.strangers import bringing, plugin

BASE = builtin().ruleset()
DAY = date(2026, 6, 30)
Write = Callable[[Playbook], None]


def refused(write: Write) -> set[str]:
    """Write a playbook, bring it as a plug-in, and give the codes of all that is wrong with it."""
    playbook = Playbook("acme", "1")
    write(playbook)
    try:
        _ = Advisor(plugins=[bringing(playbook)]).program
    except RuleError as error:
        return {one.code for one in error.diagnostics}
    return set()


def replacing(target: str, layer: Layer | None = None) -> Write:
    def write(playbook: Playbook) -> None:
        if layer:

            @playbook.guard(layer, origin="acme", replaces=target)
            def laxer(candidate: Recommendation) -> Clause:
                """Judge less."""
                return when(candidate.action == "nothing").then(deny(candidate, "acme-no"))
        else:

            @playbook.rule(origin="acme", replaces=target)
            def other(customer: Customer) -> Clause:
                """Do something else."""
                return when(known(customer.name)).then(warn("acme-else"))

    return write


PROTECTED_GUARDS = [rule.id for rule in BASE.rules if rule.layer in PROTECTED]


def test_no_guard_of_law_principles_or_consent_can_be_replaced() -> None:
    playbook = Playbook("acme", "1")
    for number, target in enumerate(PROTECTED_GUARDS):

        @playbook.guard(Layer.PRINCIPLE, origin="acme", id=f"acme.g{number}", replaces=target)
        def laxer(candidate: Recommendation) -> Clause:
            """Judge less."""
            return when(candidate.action == "nothing").then(deny(candidate, "acme-no"))

    with pytest.raises(RuleError) as raised:
        _ = Advisor(plugins=[bringing(playbook)]).program
    said = [one.problem for one in raised.value.diagnostics if one.code == "RC612"]
    assert len(PROTECTED_GUARDS) > 30
    for target in PROTECTED_GUARDS:
        assert [one for one in said if f"'{target}'" in one], target


@pytest.mark.parametrize(
    "fed",
    ["permissions.refusal", "integrity.suspect_bribery", "complaints.open_complaint", "caps.cap_reached"],
)
def test_what_protected_guards_rest_on_cannot_be_replaced(fed: str) -> None:
    assert "RC614" in refused(replacing(fed))


def test_a_rule_that_no_protected_guard_rests_on_can_be_replaced() -> None:
    assert refused(replacing("silence.second_purchase")) in (set(), {"RC610"})
    free = next(
        rule.id
        for rule in BASE.rules
        if not rule.layer and {head.fact for head in rule.heads} == {"Recommendation"} and not rule.table
    )
    assert refused(replacing(free)) == set()


def test_nobody_gives_himself_a_permission_of_the_customer() -> None:
    def write(playbook: Playbook) -> None:
        @playbook.rule(origin="acme")
        def permit(customer: Customer) -> Clause:
            """Everybody permits everything."""
            return when(known(customer.name)).then(
                conclude(Permission, channel=None, purpose=None, whose="", since=as_of(), announced=True)
            )

    assert refused(write) == {"RC615"}


def setting(name: str, number: int, least: int | None = 1, most: int | None = 3660) -> Write:
    def write(playbook: Playbook) -> None:
        playbook.parameter(name, number, "Days", at_least=least, at_most=most, replaces=name)

    return write


@pytest.mark.parametrize(
    ("name", "number", "least", "most", "codes"),
    [
        ("integrity.suspicion_days", 1, 1, 3660, {"RC616"}),
        ("integrity.suspicion_days", 400, 1, 3660, {"RC616"}),
        ("material.again_days", 30, 1, 3660, {"RC616"}),
        ("material.again_days", 200, 0, 3660, {"RC616"}),
        ("material.again_days", 200, None, 3660, {"RC616"}),
        ("material.again_days", 200, 1, 3660, set()),
        ("contact.ignored_limit", 50, 1, 100, {"RC616"}),
        ("contact.ignored_limit", 2, 1, 1000, {"RC616"}),
        ("contact.ignored_limit", 2, 1, 100, set()),
        ("needs.known_days", 3000, 30, 3660, {"RC616"}),
        ("deal.stale_days", 30, 1, 1095, set()),
    ],
)
def test_a_parameter_of_protected_guards_moves_to_the_strict_side_only(
    name: str, number: int, least: int | None, most: int | None, codes: set[str]
) -> None:
    assert refused(setting(name, number, least, most)) == codes


def own(name: str = "acme.bonus", **more: object) -> ActionSpec:
    given = {"label_en": "x", "label_zh": "x", "purpose": Purpose.SALES, "channels": (Channel.VISIT,)}
    return ActionSpec.model_validate({"name": name, **given, **more})


def proposing(action: str, *declared: ActionSpec, **said: object) -> Write:
    def write(playbook: Playbook) -> None:
        for spec in declared:
            playbook.action(spec)

        @playbook.rule(origin="acme")
        def propose(customer: Customer) -> Clause:
            """Propose it."""
            return when(known(customer.name)).then(recommend(action, **said))  # type: ignore[arg-type]

    return write


def test_an_action_of_ones_own_with_all_that_guards_need_is_welcome() -> None:
    assert refused(proposing("acme.bonus", own())) == set()


@pytest.mark.parametrize(
    ("write", "codes"),
    [
        (proposing("acme.bonus"), {"RC209"}),
        (proposing("bonus", own("bonus")), {"RC618"}),
        (proposing("upsell", own("upsell", beneficiary=Beneficiary.COMPANY)), {"RC202", "RC618"}),
        (
            proposing(
                "acme.gain",
                own("acme.gain", beneficiary=Beneficiary.PERSON, promise=Promise.PRICE),
                beneficiary=Beneficiary.NOBODY,
            ),
            {"RC619"},
        ),
        (
            proposing("acme.lie", own("acme.lie", honesty=Honesty.DECEPTIVE), honesty=Honesty.TRUTHFUL),
            {"RC619"},
        ),
        (proposing("acme.lie", own("acme.lie", honesty=Honesty.DECEPTIVE), honesty=None), {"RC630"}),
        (proposing(Action.START_PRODUCTION, promise=Promise.NOTHING), {"RC619"}),
        (proposing(Action.PRODUCT_INTRODUCTION, purpose=Purpose.SERVICE), {"RC619"}),
        (proposing(Action.UPSELL, purpose=Purpose.MARKETING), set()),
    ],
)
def test_an_action_is_what_it_is_declared_to_be(write: Write, codes: set[str]) -> None:
    assert refused(write) == codes


def test_a_recommendation_bears_the_name_of_its_own_rule() -> None:
    def write(playbook: Playbook) -> None:
        @playbook.rule(origin="acme")
        def disguised(customer: Customer) -> Clause:
            """Pretend to be another rule."""
            return when(known(customer.name)).then(
                conclude(Recommendation, action="upsell", rule="after_sale.greet_somehow")
            )

    assert refused(write) == {"RC619"}


def test_an_action_that_nobody_can_judge_is_refused() -> None:
    bare = RuleSet("acme", actions=(ActionDecl("acme.secret", (("purpose", "service"),)),))
    with pytest.raises(RuleError, match="RC617"):
        _ = Advisor(plugins=[plugin(playbooks=lambda: [bare])]).program


def test_a_plugin_adds_a_guard_and_it_is_heard() -> None:
    playbook = Playbook("acme", "1")

    @playbook.guard(Layer.LAW, origin="acme")
    def no_visits(candidate: Recommendation) -> Clause:
        """Our law forbids visits."""
        return when(candidate.action == Action.ASK_NEEDS).then(deny(candidate, "acme-no-visits"))

    @playbook.rule(origin="acme")
    def ask(customer: Customer) -> Clause:
        """Ask for needs."""
        return when(known(customer.customer_id)).then(recommend(Action.ASK_NEEDS))

    advice = Advisor(plugins=[bringing(playbook)]).advise([Customer(customer_id="c1")], as_of=DAY)
    (refusal,) = [one for one in advice.suppressed if one.action == "ask_needs"]
    assert (refusal.by, refusal.distribution, refusal.version) == ("acme.no_visits", "acme", "1.0")


def test_the_guards_of_relcore_judge_what_a_plugin_proposes() -> None:
    write = proposing("acme.mail_shot", own("acme.mail_shot", channels=(Channel.EMAIL,)))
    playbook = Playbook("acme", "1")
    write(playbook)
    facts = [Customer(customer_id="c1", name="One", opted_out=True)]
    advice = Advisor(plugins=[bringing(playbook)]).advise(facts, as_of=DAY)
    assert "acme.mail_shot" not in {action.action for action in advice.actions}
    assert "acme.mail_shot" in {action.action for action in advice.suppressed}


# --- in the place of others ------------------------------------------------------------------------


def test_what_takes_the_place_of_a_rule_is_told() -> None:
    playbook = Playbook("acme", "1")
    replacing("complaints.explain_correct_use")(playbook)
    setting("deal.stale_days", 30, 1, 1095)(playbook)
    program = Advisor(plugins=[bringing(playbook)]).program
    assert "complaints.explain_correct_use" not in program.rules
    assert program.values["deal.stale_days"] == 30
    told = [(one.kind, one.name, one.by, one.winner, one.loser) for one in program.overrides]
    assert told == [
        ("rule", "complaints.explain_correct_use", "acme.other", "acme 1.0", "relcore 0.1.0"),
        ("parameter", "deal.stale_days", "deal.stale_days", "acme 1.0", "relcore 0.1.0"),
    ]


def test_a_whole_table_can_be_replaced() -> None:
    table = next(
        rule.table
        for rule in BASE.rules
        if rule.table and not rule.layer and {head.fact for head in rule.heads} == {"Finding"}
    )
    playbook = Playbook("acme", "1")
    replacing(table)(playbook)
    program = Advisor(plugins=[bringing(playbook)]).program
    assert not [rule for rule in program.rules.values() if rule.table == table]


def test_two_plugins_that_replace_the_same_thing_are_named_both() -> None:
    plugins = []
    for name in ("acme", "beta"):
        playbook = Playbook(name, "1")
        replacing("complaints.explain_correct_use")(playbook)
        setting("deal.stale_days", 30, 1, 1095 if name == "acme" else 900)(playbook)
        plugins.append(bringing(playbook, name=name))
    with pytest.raises(RuleError) as raised:
        _ = Advisor(plugins=plugins).program
    said = [one.problem for one in raised.value.diagnostics if one.code == "RC611"]
    assert len(said) == 2
    assert all("acme 1.0" in one and "beta 1.0" in one for one in said)


@pytest.mark.parametrize(
    ("write", "code"),
    [
        (replacing("complaints.no_such_rule"), "RC610"),
        (setting("deal.no_such_days", 3), "RC610"),
        (
            lambda playbook: playbook.parameter(
                "acme.days", 3, "Days", at_least=1, replaces="deal.stale_days"
            ),
            "RC613",
        ),
        (
            lambda playbook: playbook.parameter(
                "deal.stale_days", Decimal("1.5"), "Days", replaces="deal.stale_days"
            ),
            "RC613",
        ),
    ],
)
def test_a_replacement_that_replaces_nothing_is_told_so(write: Write, code: str) -> None:
    assert code in refused(write)


def test_to_take_a_place_without_saying_so_is_an_error() -> None:
    def same_id(playbook: Playbook) -> None:
        @playbook.rule(origin="acme", id="complaints.explain_correct_use")
        def other(complaint: Complaint) -> Clause:
            """Do something else."""
            return when(known(complaint.id)).then(warn("acme-else"))

    def same_parameter(playbook: Playbook) -> None:
        playbook.parameter("deal.stale_days", 30, "Days")

    assert refused(same_id) == {"RC201"}
    assert refused(same_parameter) == {"RC202"}


def test_a_fact_type_of_a_name_that_is_taken_is_refused() -> None:
    class_of_that_name = type("Order", (Consent,), {"__module__": "acme.facts"})
    with pytest.raises(RuleError, match="RC202"):
        _ = Advisor(plugins=[plugin(fact_types=lambda: [class_of_that_name])]).program
    assert Order.__name__ == class_of_that_name.__name__


def test_a_playbook_given_in_python_cannot_gloss_over_who_benefits_either() -> None:
    mine = Playbook("mine")

    @mine.rule(origin="t")
    def gift(customer: Customer) -> Clause:
        """A gift that is said to be nobody's."""
        return always().then(recommend(Action.PERSONAL_GIFT, beneficiary=Beneficiary.NOBODY))

    with pytest.raises(RuleError, match="RC619 'personal_gift' is declared with beneficiary 'person'"):
        _ = Advisor([builtin(), mine]).program
