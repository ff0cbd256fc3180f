"""Complaints that seem to come from ill will: what the sources would do, and what is done instead.

Suspicion is no proof. Whoever looks like this is treated with the same courtesy, and the facts speak.
"""

from __future__ import annotations

from decimal import Decimal

from relcore.facts import Action, Complaint, Cue, CueKind, Layer, Recommendation, RootCause
from relcore.lang import (
    Clause,
    Condition,
    Playbook,
    days_since,
    deny,
    exists,
    known,
    one_of,
    recommend,
    value,
    when,
)
from relcore.rules import complaints
from relcore.rules.complaints import is_open

playbook = Playbook("ill_will")
playbook.include(complaints.playbook)


SIGNS = (CueKind.WILFUL_MISUSE, CueKind.FALSE_ACCUSATION, CueKind.KEEPS_DEMANDING)


def shows_ill_will(complaint: Complaint) -> Condition:
    """Hold where the manual was ignored, the accusation is false, or demands never end."""
    return (
        value(complaint.instruction_ignored)
        | value(complaint.false_accusation)
        | value(complaint.keeps_demanding)
        | (complaint.cause == RootCause.WILFUL_MISUSE)
        | exists(
            Cue,
            lambda cue: one_of(cue.kind, *SIGNS) & value(cue.present) & (days_since(cue.observed_on) >= 0),
        )
    )


@playbook.rule(cites="S2.CT8-malice.do.1")
def offer_a_way_to_save_face(complaint: Complaint) -> Clause:
    """The sources would blame a third party to save the customer's face; the principles forbid it."""
    return when(is_open(complaint), shows_ill_will(complaint), ~known(complaint.agreed_on)).then(
        recommend(Action.BLAME_THIRD_PARTY, about=complaint.id, reason="save-face")
    )


@playbook.rule(cites="S2.CT8-malice.do.2")
def confront_as_last_resort(complaint: Complaint) -> Clause:
    """Where demands go on after all, the evidence can be laid open, at the price of the customer."""
    return when(
        is_open(complaint),
        value(complaint.keeps_demanding)
        | exists(
            Cue,
            lambda cue: (
                (cue.kind == CueKind.KEEPS_DEMANDING)
                & value(cue.present)
                & (days_since(cue.observed_on) >= 0)
            ),
        ),
        ~known(complaint.agreed_on),
    ).then(
        recommend(
            Action.CONFRONT_WITH_EVIDENCE, about=complaint.id, weight=Decimal("0.5"), reason="last-resort"
        )
    )


@playbook.guard(Layer.AUTHORITY, cites="S2.CT8-malice.do.2")
def confrontation_needs_approval(candidate: Recommendation) -> Clause:
    """Nobody confronts a customer alone: it needs the approval of somebody above."""
    return when(candidate.action == Action.CONFRONT_WITH_EVIDENCE).then(
        deny(candidate, "confrontation-needs-approval")
    )
