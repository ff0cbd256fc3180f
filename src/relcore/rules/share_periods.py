"""What is known of our share of wallet, period by period: which estimates count, and in what order."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from relcore.facts import Axis, Conclusion, Customer, ShareStage, SpendEstimate, StageRecord
from relcore.lang import (
    Clause,
    Condition,
    Playbook,
    absent,
    always,
    as_of,
    conclude,
    count,
    days_since,
    known,
    latest,
    lowest,
    or_else,
    param,
    value,
    when,
)
from relcore.rules import parameters

playbook = Playbook("share_periods")
playbook.include(parameters.playbook)

DEVELOPMENT, INITIAL = ShareStage.DEVELOPMENT, ShareStage.INITIAL
STABLE, STRATEGIC = ShareStage.STABLE, ShareStage.STRATEGIC


class ConfirmedStage(Conclusion):
    """A stage that somebody confirmed; periods before it no longer matter."""

    stage: ShareStage
    since: date


class EstimatedShare(Conclusion):
    """An estimate of our share of wallet in a period that is over."""

    period_end: date
    share: Decimal


class KnownShare(Conclusion):
    """Our share of wallet in a period that is over, one for each period."""

    period_end: date
    share: Decimal


class SharePeriod(Conclusion):
    """The same with the number of the period, from 1, so that neighbours are found by counting."""

    number: int
    period_end: date
    share: Decimal


# --- the bands -------------------------------------------------------------------------------------


class Band(NamedTuple):
    """A stage and the parameters between which the raw share lies."""

    stage: ShareStage
    low: str
    high: str
    cites: str


BANDS = {
    "development": Band(DEVELOPMENT, "", "", "S1.O1-develop"),
    "initial": Band(INITIAL, "", "stage.share.initial_max", "S1.O2-initial"),
    "stable": Band(STABLE, "stage.share.initial_max", "stage.share.stable_max", "S1.O3-stable"),
    "strategic": Band(STRATEGIC, "stage.share.stable_max", "", "S1.O4-strategic"),
}


def lies_in(share: Decimal, band: Band) -> tuple[Condition, ...]:
    """Hold where a raw share lies in a band; a boundary belongs to the higher band."""
    if band.stage is DEVELOPMENT:
        return (share <= 0,)
    low = share >= param(band.low) if band.low else share > 0
    return (low, share < param(band.high)) if band.high else (low,)


# --- what is known of each period ------------------------------------------------------------------


@playbook.table(BANDS, origin="relcore")
def confirmed_stage(record: StageRecord, band: Band) -> Clause:
    """The last stage that somebody confirmed is where the count begins."""
    return when(
        record.axis == Axis.SHARE_STAGE,
        record.value == band.stage,
        days_since(record.since) >= 0,
        record.since
        == latest(
            StageRecord,
            lambda other: other.since,
            lambda other: (other.axis == Axis.SHARE_STAGE) & (days_since(other.since) >= 0),
        ),
        or_else(record.until, as_of()) >= as_of(),
    ).then(conclude(ConfirmedStage, stage=band.stage, since=record.since))


@playbook.rule(cites=("S1.O2-initial", "S1.O3-stable", "S1.O4-strategic"))
def estimated_share(estimate: SpendEstimate) -> Clause:
    """An estimate counts when its period is over, for the category that we look at."""
    return when(
        days_since(estimate.period_end) >= 0,
        known(estimate.share),
        absent(Customer, lambda customer: customer.category != estimate.category),
        absent(ConfirmedStage, lambda confirmed: confirmed.since >= estimate.period_end),
    ).then(conclude(EstimatedShare, period_end=estimate.period_end, share=value(estimate.share)))


@playbook.rule(origin="relcore")
def known_share(estimate: EstimatedShare) -> Clause:
    """Of several estimates for one period the most careful one counts."""
    return when(
        estimate.share
        == lowest(
            EstimatedShare,
            lambda other: other.share,
            lambda other: other.period_end == estimate.period_end,
        ),
    ).then(conclude(KnownShare, period_end=estimate.period_end, share=estimate.share))


@playbook.rule(origin="relcore")
def numbered_period(period: KnownShare) -> Clause:
    """Periods are numbered in order of time."""
    return always().then(
        conclude(
            SharePeriod,
            number=count(KnownShare, lambda other: other.period_end <= period.period_end),
            period_end=period.period_end,
            share=period.share,
        )
    )
