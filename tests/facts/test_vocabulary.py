"""Every input that the catalogue asks for has its place in a fact."""

from __future__ import annotations

import pytest

import relcore.facts as facts
from relcore.facts import AccountEventKind, ComplaintKind, CueKind, Topic

AS_CUE = [
    "office_order",
    "office_chart",
    "office_award",
    "office_personal_items",
    "office_family_photo",
    "dress_plain",
    "dress_elegant",
    "dress_fashionable",
    "dress_ordinary",
    "handshake_firm",
    "speech_loud",
    "speech_fast",
    "says_i_think",
    "body_language",
    "asks_tech_detail",
    "asks_peer_usage",
    "asks_ease_of_use",
    "asks_roi",
    "approves_without_buying",
    "punctual",
    "unpunctual",
    "off_topic",
    "is_owner_or_manager",
    "is_assigned_task",
    "low_decision_power",
    "career_rising",
    "compares_suppliers",
    "price_pressure",
    "uses_tender",
    "offers_above_quote",
    "urgent_claim",
    "urgent_claim_verified",
    "brings_material",
    "brings_no_material",
    "bribe_signal",
    "friend_link",
    "type_shifts",
]

AS_EVENT = [
    "supplier_review",
    "personnel_change",
    "rival_offer",
    "large_outflow",
    "product_launch",
    "rival_quality_problem",
    "account_mismatch",
    "return",
    "cost_cutting",
]

AS_FIELD = [
    "Contact.is_owner_or_manager",
    "Contact.is_assigned_task",
    "Contact.decision_power",
    "Contact.career_rising",
    "Customer.supplier_count",
    "Contact.ladder_step",
    "Contact.ladder_on",
    "StageRecord.since",
    "SpendEstimate.category_spend",
    "SpendEstimate.our_sales",
    "SpendEstimate.share",
    "Interaction.on",
    "Interaction.direction",
    "Interaction.channel",
    "Consent.channel",
    "Consent.granted",
    "BusyHours.busy_from",
    "IndustryHours.busy_from",
    "Customer.timezone",
    "Customer.industry",
    "Customer.opted_out",
    "Order.placed_on",
    "Complaint.opened_on",
    "Delivery.promised_on",
    "Delivery.delivered_on",
    "Commitment.made_on",
    "Commitment.due_on",
    "Commitment.kept_on",
    "Holiday.on",
    "Interaction.minutes",
    "Interaction.business_minutes",
    "Interaction.next_step_on",
    "Interaction.topics",
    "Interaction.new_idea",
    "Interaction.name_error",
    "Interaction.material",
    "Interaction.team",
    "Interaction.learned_something",
    "Interaction.answers_vague",
    "Interaction.product_pitch_minutes",
    "Appointment.planned_at",
    "Appointment.expected_arrival_at",
    "Appointment.notified_late",
    "RepAuthority.max_concession",
    "Recommendation.amount",
    "Interaction.gift_value",
    "Interaction.gift_recipient",
    "Contract.signed",
    "Contract.written",
    "Contract.prepayment_received",
    "Contract.spec_signed",
    "Contract.price_agreed",
    "Order.production_start_requested",
    "GiftPolicy.max_value_per_recipient_per_year",
]


@pytest.mark.parametrize("value", AS_CUE)
def test_an_observation_is_a_kind_of_cue(value: str) -> None:
    assert CueKind(value).value == value


@pytest.mark.parametrize("value", AS_EVENT)
def test_an_event_is_a_kind_of_account_event(value: str) -> None:
    assert AccountEventKind(value).value == value


@pytest.mark.parametrize("place", AS_FIELD)
def test_an_input_is_a_described_field(place: str) -> None:
    model, field = place.split(".")
    assert field in getattr(facts, model).model_fields


def test_every_issue_of_an_outlet_that_stops_sales_is_a_kind_of_complaint() -> None:
    about = {kind.value for kind in ComplaintKind if "S4.2-issue.class.3" in kind.cites}
    assert about == {
        "diversion",
        "quality",
        "return",
        "late_delivery",
        "service",
        "account_mismatch",
        "short_delivery",
        "promotion",
    }


def test_the_three_empty_sentences_of_a_visit_can_be_recorded() -> None:
    assert {Topic.SALES_FIGURES, Topic.TASK_PUSH, Topic.PAYMENT} <= set(Topic)
