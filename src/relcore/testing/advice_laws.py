"""Laws about advice: guards that hold, consent, declared monotony, and words in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from relcore.advice import LANGUAGES, CustomerAdvice, missing_messages
from relcore.errors import AdviceError
from relcore.facts import (
    Beneficiary,
    Channel,
    Consent,
    ConsentScope,
    Customer,
    Honesty,
    Layer,
    Purpose,
    Recommendation,
    Verdict,
    VerdictKind,
)
from relcore.ledger import Ledger
from relcore.testing.law import Subject, law
from relcore.testing.lives import Life

_UNYIELDING = (Layer.LAW, Layer.PRINCIPLE)
_REFUSING = (VerdictKind.DENY, VerdictKind.REPLACE)
_BENEFIT = list(Beneficiary)
_HONESTY = list(Honesty)
_WRITTEN = (Channel.EMAIL, Channel.SMS)
_SELLING = (Purpose.SALES, Purpose.MARKETING)


@law
def no_principle_guard_is_bypassed(subject: Subject, life: Life) -> str | None:
    """What law or principle refuses does not stand, not even where a rule makes it look harmless."""
    ledger = subject.advisor.ledger(life.snapshot, as_of=life.as_of)
    advice = subject.advise(life.facts, life)
    if said := _standing_against(ledger, advice):
        return said
    for told in _glossed_over(subject, ledger):
        if not _stands(advice, told.action, told.rule):
            continue
        honest = (*life.facts, told.model_copy(update={"customer_id": advice.customer_id}))
        again = subject.advisor.ledger(honest, as_of=life.as_of)
        for verdict in _refusals(again):
            if verdict.action == told.action and verdict.candidate == told.rule:
                return (
                    f"{told.rule} recommends {told.action} as harmless; told as it is declared"
                    f" ({told.beneficiary}, {told.honesty}), {verdict.rule} refuses it: {verdict.reason}"
                )
    return None


def _standing_against(ledger: Ledger, advice: CustomerAdvice) -> str:
    for verdict in _refusals(ledger):
        for item in advice.actions:
            rules = {reason.rule for reason in item.because}
            if (item.action, item.about) == (verdict.action, verdict.about) and verdict.candidate in rules:
                return f"{item.action} stands although {verdict.rule} refuses it: {verdict.reason}"
    return ""


def _refusals(ledger: Ledger) -> Iterator[Verdict]:
    for verdict in ledger.of(Verdict):
        if verdict.layer in _UNYIELDING and verdict.kind in _REFUSING:
            yield verdict


def _glossed_over(subject: Subject, ledger: Ledger) -> Iterator[Recommendation]:
    """Give recommendations that say less of an action than its declaration does, put right."""
    for told in ledger.of(Recommendation):
        declared = _declared(subject, told.action)
        changes: dict[str, Any] = {}
        for name, order in (("beneficiary", _BENEFIT), ("honesty", _HONESTY)):
            said, meant = getattr(told, name), declared.get(name)
            if meant is not None and (said is None or order.index(said) < order.index(meant)):
                changes[name] = next(one for one in order if one == meant)
        if changes:
            yield told.model_copy(update=changes)


def _declared(subject: Subject, action: str) -> dict[str, Any]:
    found = subject.program.actions.get(action)
    return {} if found is None else dict(found.defaults)


def _stands(advice: CustomerAdvice, action: str, rule: str) -> bool:
    standing = (item for item in advice.actions if item.action == action)
    return any(rule in {reason.rule for reason in item.because} for item in standing)


@law
def no_selling_without_consent(subject: Subject, life: Life) -> str | None:
    """Nobody is sold to in writing without a permission that covers it, nor at all after opting out."""
    customer = next(fact for fact in life.facts if isinstance(fact, Customer))
    for item in subject.advise(life.facts, life).actions:
        # A rule may call part of a sale a service; nobody may call a mailing one.
        advertising = _declared(subject, item.action).get("purpose") == Purpose.MARKETING
        if not (advertising or item.purpose in _SELLING) or item.channel is None:
            continue
        if customer.opted_out:
            return f"{item.action} ({item.channel}, by {item.rule}) although the customer opted out"
        if item.channel in _WRITTEN and not any(_permits(c, item.channel, life) for c in life.facts):
            return f"{item.action} is written by {item.channel} ({item.rule}), and nobody permitted that"
    return None


def _permits(fact: object, channel: str, life: Life) -> bool:
    return (
        isinstance(fact, Consent)
        and fact.scope is ConsentScope.CONTACT
        and fact.granted is True
        and fact.channel in (None, channel)
        and fact.purpose in (None, *_SELLING)
        and _lasts(fact, life.as_of)
    )


def _lasts(consent: Consent, day: date) -> bool:
    begun = consent.given_on is None or consent.given_on <= day
    ended = consent.withdrawn_on is not None and consent.withdrawn_on <= day
    over = consent.expires_on is not None and consent.expires_on < day
    return begun and not ended and not over


@law
def what_is_declared_monotone_is(subject: Subject, life: Life) -> str | None:
    """Where the author declares that more facts or a higher value take nothing away, so it is."""
    for promise in subject.monotone:
        for before, after, change in promise.pairs(life.facts):
            if subject.holds(promise.line, before, life) and not subject.holds(promise.line, after, life):
                return f"{promise.says}; yet it goes {change}"
    return None


@law
def texts_render_in_both_languages(subject: Subject, life: Life) -> str | None:
    """Every message that a rule names exists in English and Chinese, and fills in without a hole."""
    if lacking := missing_messages(subject.program, subject.catalogue):
        own = [text for text in lacking if not subject.own or any(rule in text for rule in subject.own)]
        if own:
            return "there is no message " + "; ".join(own[:5])
    for lang in LANGUAGES:
        try:
            advice = subject.advise(life.facts, life, lang)
        except AdviceError as error:
            return f"in '{lang}': {error}"
        for where, text in _texts(advice):
            if not text.strip() or "{" in text:
                return f"in '{lang}' the text of {where} is {text!r}"
    return None


def _texts(advice: CustomerAdvice) -> Iterator[tuple[str, str]]:
    for item in advice.actions:
        yield item.action, item.text
    for fallen in advice.suppressed:
        yield fallen.action, fallen.text
    for warning in advice.warnings:
        yield warning.code, warning.text
    for question in advice.questions:
        yield question.code, question.text
    for play in advice.plays:
        yield from ((step.code, step.text) for step in play.steps)
