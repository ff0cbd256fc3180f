"""Each of the 25 contradictions is found in a playbook that falls into it, and only there."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from relcore import Playbook
from relcore.errors import Diagnostic
from relcore.facts import (
    Action,
    ActionSpec,
    Archetype,
    Assessment,
    Axis,
    Beneficiary,
    Channel,
    Complaint,
    Consent,
    Contact,
    Contract,
    Cue,
    Customer,
    DecisionRole,
    EventType,
    Evidence,
    GiftPolicy,
    Honesty,
    Interaction,
    Layer,
    Opportunity,
    Personality,
    Promise,
    Purpose,
    Recommendation,
    RepAuthority,
)
from relcore.lang import (
    Clause,
    as_of,
    conclude,
    days,
    deny,
    exists,
    known,
    one_of,
    param,
    recommend,
    value,
    when,
)
from relcore.plugins import examine
from relcore.rules import builtin
from relcore.rules.contradictions import CONTRADICTIONS

BASE = builtin().ruleset()
Write = Callable[[Playbook], None]


def told(write: Write) -> list[Diagnostic]:
    """Write a playbook and give the contradictions that are found in it."""
    playbook = Playbook("acme")
    write(playbook)
    added = playbook.ruleset()
    return [one for one in examine([BASE, added], [added]) if one.code in ("RC630", "RC631")]


def of(write: Write) -> list[str]:
    """Give the ids of the contradictions that are found, each once."""
    return sorted({one.problem.partition(",")[0] for one in told(write)})


def spec(name: str, purpose: Purpose = Purpose.SALES, **more: object) -> ActionSpec:
    """Declare an action of the plug-in's own."""
    return ActionSpec.model_validate(
        {"name": f"acme.{name}", "label_en": name, "label_zh": name, "purpose": purpose, **more}
    )


def proposing(action: str, **said: object) -> Write:
    """Write a rule that proposes an action to everybody."""

    def write(playbook: Playbook) -> None:
        @playbook.rule(origin="acme")
        def propose(customer: Customer) -> Clause:
            """Propose it."""
            return when(known(customer.name)).then(recommend(action, **said))  # type: ignore[arg-type]

    return write


def proposing_own(declared: ActionSpec) -> Write:
    """Write a rule that proposes an action of the plug-in's own to everybody."""

    def write(playbook: Playbook) -> None:
        playbook.action(declared)
        proposing(declared.name)(playbook)

    return write


def proposing_to(kind: Archetype | Personality, action: str) -> Write:
    """Write a rule that proposes an action to customers of one type."""
    axis = Axis.ARCHETYPE if isinstance(kind, Archetype) else Axis.PERSONALITY

    def write(playbook: Playbook) -> None:
        @playbook.rule(origin="acme")
        def propose(assessment: Assessment) -> Clause:
            """Propose it to them."""
            return when(assessment.axis == axis, value(assessment.value) == kind).then(recommend(action))

    return write


def setting(name: str, number: int | str) -> Write:
    """Write a parameter anew."""
    old = next(one for one in BASE.parameters if one.name == name)
    new = type(old.default)(number)  # type: ignore[arg-type, call-arg]

    def write(playbook: Playbook) -> None:
        playbook.parameter(name, new, old.doc, replaces=name)

    return write


def gift_by_policy(playbook: Playbook) -> None:
    @playbook.rule(origin="acme")
    def gift(policy: GiftPolicy) -> Clause:
        """A gift where the policy permits it."""
        return when(value(policy.max_value_per_recipient_per_year) > 0).then(recommend(Action.PERSONAL_GIFT))


def no_service(playbook: Playbook) -> None:
    @playbook.guard(Layer.TYPE, origin="acme")
    def nothing_for_little(candidate: Recommendation, assessment: Assessment) -> Clause:
        """No service for customers who pay little."""
        return when(
            assessment.axis == Axis.ARCHETYPE,
            value(assessment.value) == Archetype.STINGY,
            candidate.purpose == Purpose.SERVICE,
        ).then(deny(candidate, "acme-little"))


def no_marketing(playbook: Playbook) -> None:
    @playbook.guard(Layer.TYPE, origin="acme")
    def fewer_mailings(candidate: Recommendation, assessment: Assessment) -> Clause:
        """Fewer mailings for customers who pay little."""
        return when(
            assessment.axis == Axis.ARCHETYPE,
            value(assessment.value) == Archetype.STINGY,
            candidate.purpose == Purpose.MARKETING,
        ).then(deny(candidate, "acme-little"))


def blaming(playbook: Playbook) -> None:
    playbook.action(spec("point_at_carrier", Purpose.SERVICE, honesty=Honesty.DECEPTIVE))

    @playbook.rule(origin="acme")
    def point(complaint: Complaint) -> Clause:
        """Point at the carrier."""
        return when(known(complaint.id)).then(recommend("acme.point_at_carrier"))


def admitting(*, proved: bool) -> Write:
    def write(playbook: Playbook) -> None:
        @playbook.rule(origin="acme")
        def admit(complaint: Complaint) -> Clause:
            """Admit the defect."""
            condition = value(complaint.cause_verified) if proved else known(complaint.id)
            return when(condition).then(recommend(Action.ACKNOWLEDGE_DEFECT))

    return write


def greeting(*, asking: bool) -> Write:
    def write(playbook: Playbook) -> None:
        @playbook.rule(origin="acme")
        def greet(customer: Customer) -> Clause:
            """Greet in writing."""
            condition = exists(Consent, lambda c: value(c.granted)) if asking else known(customer.name)
            return when(condition).then(recommend(Action.SEND_GREETING, channel=Channel.SMS))

    return write


def for_insiders(action: str) -> Write:
    def write(playbook: Playbook) -> None:
        @playbook.rule(origin="acme")
        def reward(contact: Contact) -> Clause:
            """Something for the insider."""
            return when(value(contact.role) == DecisionRole.INSIDER).then(recommend(action))

    return write


def production(*, on_contract: bool) -> Write:
    def write(playbook: Playbook) -> None:
        @playbook.rule(origin="acme")
        def start(deal: Opportunity) -> Clause:
            """Begin to work."""
            condition = exists(Contract, lambda c: known(c.signed_on)) if on_contract else known(deal.id)
            return when(condition).then(recommend(Action.START_PRODUCTION))

    return write


def conceding(*, within: bool) -> Write:
    def write(playbook: Playbook) -> None:
        @playbook.rule(origin="acme")
        def concede(customer: Customer) -> Clause:
            """Concede a hundred."""
            limit = exists(RepAuthority, lambda own: value(own.max_concession) >= 100)
            condition = limit if within else known(customer.name)
            return when(condition).then(recommend(Action.COMPANY_REBATE, amount=Decimal(100)))

    return write


def pricing(*, known_type: bool) -> Write:
    def write(playbook: Playbook) -> None:
        @playbook.rule(origin="acme")
        def quote(assessment: Assessment) -> Clause:
            """Quote a price."""
            settled = (
                value(assessment.value) == Archetype.RATIONAL if known_type else ~known(assessment.value)
            )
            return when(assessment.axis == Axis.ARCHETYPE, settled).then(recommend(Action.FAIR_DEAL_OFFER))

    return write


def counting_on(name: str) -> Write:
    def write(playbook: Playbook) -> None:
        @playbook.rule(origin="acme")
        def count_on(complaint: Complaint) -> Clause:
            """Many are said to be affected."""
            return when(param(name) > 20).then(recommend(Action.ROOT_CAUSE_REVIEW))

    return write


def suspecting(*, on_a_cue: bool) -> Write:
    def write(playbook: Playbook) -> None:
        if on_a_cue:

            @playbook.rule(origin="acme")
            def seen(cue: Cue) -> Clause:
                """Something was seen."""
                return when(value(cue.present)).then(
                    conclude(Evidence, axis=Axis.ARCHETYPE, value="difficult", points=5, cue="c")
                )
        else:

            @playbook.rule(origin="acme")
            def felt(customer: Customer) -> Clause:
                """A hunch."""
                return when(known(customer.name)).then(
                    conclude(Evidence, axis=Axis.ARCHETYPE, value="difficult", points=5, cue="hunch")
                )

    return write


def labelling(*, for_ever: bool) -> Write:
    def write(playbook: Playbook) -> None:
        @playbook.rule(origin="acme")
        def label(cue: Cue) -> Clause:
            """Reason for care."""
            expires = None if for_ever else as_of() + days(30)
            return when(value(cue.present)).then(
                conclude(Assessment, axis=Axis.ARCHETYPE, value="difficult", expires=expires)
            )

    return write


def refusing(action: str) -> Write:
    def write(playbook: Playbook) -> None:
        @playbook.guard(Layer.STAGE, origin="acme")
        def refuse(candidate: Recommendation) -> Clause:
            """Do not do it."""
            return when(one_of(candidate.action, action)).then(deny(candidate, "acme-no"))

    return write


def reaching_family(*, permitted: bool) -> Write:
    def write(playbook: Playbook) -> None:
        @playbook.rule(origin="acme")
        def reach(customer: Customer) -> Clause:
            """Reach out to the family."""
            condition = exists(Consent, lambda c: value(c.granted)) if permitted else known(customer.name)
            return when(condition).then(recommend(Action.REACH_FAMILY))

    return write


def citing(cite: str, channel: Channel) -> Write:
    def write(playbook: Playbook) -> None:
        @playbook.rule(cites=cite)
        def call(customer: Customer) -> Clause:
            """Get in touch."""
            return when(known(customer.name)).then(recommend(Action.ASK_NEEDS, channel=channel))

    return write


def at_events(kind: EventType) -> Write:
    def write(playbook: Playbook) -> None:
        @playbook.rule(origin="acme")
        def sell(talk: Interaction) -> Clause:
            """Offer more after an event."""
            return when(value(talk.event_type) == kind).then(recommend(Action.UPSELL))

    return write


def of_sensitive(*, sensitive: bool) -> Write:
    def write(playbook: Playbook) -> None:
        @playbook.rule(origin="acme")
        def use(cue: Cue) -> Clause:
            """Something was seen."""
            condition = value(cue.sensitive) if sensitive else value(cue.present)
            return when(condition).then(recommend(Action.KEEP_WARM_CALL))

    return write


DECEPTIVE = Honesty.DECEPTIVE
FALLING: dict[str, list[Write]] = {
    "C1": [
        proposing(Action.PERSONAL_KICKBACK),
        proposing_own(spec("cashback", beneficiary=Beneficiary.PERSON, promise=Promise.PRICE)),
    ],
    "C2": [proposing(Action.BLUFF_ON_PRICE)],
    "C3": [proposing(Action.PLAY_DUMB), proposing_own(spec("feign", honesty=DECEPTIVE))],
    "C4": [proposing(Action.WHITE_LIE)],
    "C5": [blaming, proposing(Action.BLAME_THIRD_PARTY)],
    "C6": [admitting(proved=False)],
    "C7": [
        proposing_to(Archetype.STINGY, Action.KEEP_WARM_CALL),
        setting("contact.floor_days", 20),
        setting("credit_seeking.min_gap_days", 3),
    ],
    "C8": [proposing(Action.PERSONAL_GIFT), proposing_to(Archetype.RATIONAL, Action.INVITE_TO_BANQUET)],
    "C9": [no_service],
    "C10": [
        proposing_to(Personality.ANALYTICAL, Action.SMALL_TALK),
        proposing_to(Archetype.RATIONAL, Action.SMALL_TALK),
    ],
    "C11": [
        greeting(asking=False),
        proposing_own(spec("greet_and_sell", Purpose.MARKETING, group="greeting")),
    ],
    "C12": [proposing(Action.SHARE_NAMED_PRACTICE)],
    "C13": [for_insiders(Action.COMPANY_GIFT)],
    "C14": [
        proposing_to(Personality.AMIABLE, Action.ASK_FOR_DECISION),
        proposing_to(Archetype.DIFFICULT, Action.PROMISE_DELIVERY_DATE),
    ],
    "C15": [production(on_contract=False), setting("relationship.large_order", 90000)],
    "C16": [conceding(within=False)],
    "C17": [pricing(known_type=False), setting("archetype.margin_points", 1)],
    "C18": [counting_on("wom.dissatisfied_affected"), setting("complaint.silent_multiplier", 25)],
    "C19": [suspecting(on_a_cue=False), labelling(for_ever=True)],
    "C20": [refusing(Action.UPDATE_RECORD)],
    "C21": [reaching_family(permitted=False)],
    "C22": [citing("S1.J4.ctx.1", Channel.PHONE), citing("S1.J1-email.class", Channel.VIDEO)],
    "C23": [
        proposing_own(spec("bait", promise=Promise.PRICE, honesty=Honesty.WITHHOLDING)),
        setting("owner_minded.first_concession_share", "0.2"),
    ],
    "C24": [proposing(Action.INVITE_TO_SOCIAL_EVENT, purpose=Purpose.SALES), at_events(EventType.SOCIAL)],
    "C25": [of_sensitive(sensitive=True)],
}

STANDING: dict[str, list[Write]] = {
    "C1": [
        proposing(Action.COMPANY_REBATE),
        proposing_own(spec("bonus", beneficiary=Beneficiary.COMPANY, promise=Promise.PRICE)),
    ],
    "C2": [proposing(Action.TRANSPARENT_QUOTE)],
    "C3": [proposing(Action.WITHHOLD_JUDGEMENT)],
    "C4": [proposing(Action.TELL_TACTFULLY)],
    "C5": [proposing(Action.NEUTRAL_CAUSE)],
    "C6": [admitting(proved=True)],
    "C7": [
        proposing_to(Archetype.RELATIONSHIP, Action.KEEP_WARM_CALL),
        setting("contact.floor_days", 120),
        proposing_to(Archetype.STINGY, Action.HANDLE_COMPLAINT),
    ],
    "C8": [gift_by_policy],
    "C9": [no_marketing],
    "C10": [proposing_to(Personality.EMOTIONAL, Action.SMALL_TALK)],
    "C11": [greeting(asking=True), proposing(Action.GREETING_BY_PERSON)],
    "C12": [proposing(Action.SHARE_ANONYMISED_PRACTICE)],
    "C13": [for_insiders(Action.KEY_PERSON_MAP)],
    "C14": [proposing_to(Personality.DOMINANT, Action.ASK_FOR_DECISION)],
    "C15": [production(on_contract=True), setting("relationship.large_order", 5000)],
    "C16": [conceding(within=True)],
    "C17": [pricing(known_type=True), setting("archetype.margin_points", 20)],
    "C18": [counting_on("complaint.frequent"), setting("complaint.silent_multiplier", 60)],
    "C19": [suspecting(on_a_cue=True), labelling(for_ever=False)],
    "C20": [refusing(Action.SMALL_TALK)],
    "C21": [reaching_family(permitted=True)],
    "C22": [citing("S1.J1-email.class", Channel.EMAIL)],
    "C23": [
        proposing_own(spec("quote", promise=Promise.PRICE)),
        setting("owner_minded.first_concession_share", "0.01"),
    ],
    "C24": [proposing(Action.INVITE_TO_SOCIAL_EVENT), at_events(EventType.PROMOTIONAL)],
    "C25": [of_sensitive(sensitive=False)],
}


def cases(of: dict[str, list[Write]]) -> list[object]:
    return [
        pytest.param(id, write, id=f"{id}-{number}")
        for id, writes in of.items()
        for number, write in enumerate(writes, start=1)
    ]


def test_every_contradiction_has_a_playbook_that_falls_into_it_and_one_that_does_not() -> None:
    ids = [contradiction.id for contradiction in CONTRADICTIONS]
    assert list(FALLING) == list(STANDING) == ids


@pytest.mark.parametrize(("id", "write"), cases(FALLING))
def test_a_playbook_that_falls_into_a_contradiction_is_told_so(id: str, write: Write) -> None:
    assert of(write) == [id]


@pytest.mark.parametrize(("id", "write"), cases(STANDING))
def test_a_playbook_that_keeps_to_the_resolution_is_left_alone(id: str, write: Write) -> None:
    assert of(write) == []


@pytest.mark.parametrize("contradiction", CONTRADICTIONS, ids=lambda one: one.id)
def test_the_diagnostic_names_both_sides_and_the_way_to_resolve_it(contradiction: object) -> None:
    found = next(one for one in CONTRADICTIONS if one is contradiction)
    (diagnostic, *_) = told(FALLING[found.id][0])
    for side in found.sides:
        assert all(cite in diagnostic.hint for cite in side)
    assert found.resolution_en in diagnostic.hint
    assert found.title_en in diagnostic.problem
    assert "acme" in str(diagnostic.where)


def test_a_rule_that_carries_a_resolution_is_not_replaced_in_passing() -> None:
    def write(playbook: Playbook) -> None:
        @playbook.rule(origin="acme", replaces="complaints.admit_proved_defect")
        def say_less(complaint: Complaint) -> Clause:
            """Say less."""
            return when(value(complaint.cause_verified)).then(recommend(Action.FACTUAL_ANSWER))

    (diagnostic,) = told(write)
    assert diagnostic.problem.startswith("C6,")
    assert "'complaints.admit_proved_defect'" in diagnostic.problem


def acknowledging(
    id: str, because: str = "we asked our works council", then: Write = gift_by_policy
) -> Write:
    def write(playbook: Playbook) -> None:
        playbook.acknowledge(id, because=because)
        then(playbook)

    return write


def test_where_the_resolution_leaves_a_choice_a_company_may_choose_otherwise() -> None:
    assert of(acknowledging("C7", then=FALLING["C7"][0])) == []


@pytest.mark.parametrize("id", ["C1", "C2", "C3", "C4", "C5", "C12", "C13", "C15"])
def test_what_is_settled_for_everybody_cannot_be_chosen(id: str) -> None:
    codes = [one.code for one in told(acknowledging(id, then=FALLING[id][0]))]
    assert sorted(codes) == ["RC630", "RC631"]


@pytest.mark.parametrize(("id", "because"), [("C99", "why not"), ("C7", " ")])
def test_an_acknowledgement_names_a_contradiction_and_a_reason(id: str, because: str) -> None:
    assert [one.code for one in told(acknowledging(id, because))] == ["RC631"]


def test_the_built_in_playbook_is_not_held_against_itself() -> None:
    assert examine([BASE]) == ()
