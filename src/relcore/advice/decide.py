"""The decision: from the conclusions about one customer to advice, without clock, storage or chance."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from relcore.advice.assessments import Opinion, assessments, opinions
from relcore.advice.calendar import ContactCalendar
from relcore.advice.candidates import candidates, rulings
from relcore.advice.due import Timing
from relcore.advice.findings import findings
from relcore.advice.model import Advice, CustomerAdvice, PlaybookRef
from relcore.advice.plays import plays
from relcore.advice.questions import WaitingRule, questions
from relcore.advice.rank import GuessesOf, Ranked, RankingPolicy, one_of_each_group, rank
from relcore.advice.rulebook import recommended_by, resting_on
from relcore.advice.schedule import Plan
from relcore.advice.settle import ONE_OF_GROUP, Fallen, settle
from relcore.advice.tell import Plain, Teller
from relcore.advice.words import Catalogue
from relcore.errors import AdviceError
from relcore.facts import BUILTIN_ACTION_SPECS, ActionSpec, Axis
from relcore.ledger import Ledger
from relcore.program import Program

_DEFAULT_POLICY = RankingPolicy()
_OWN_WORDS = Catalogue()
_NO_NAMES: Mapping[str, str] = MappingProxyType({})


def decide(
    ledger: Ledger,
    program: Program,
    *,
    waiting: Iterable[WaitingRule] = (),
    lang: str = "en",
    catalogue: Catalogue = _OWN_WORDS,
    names: Mapping[str, str] = _NO_NAMES,
    specs: Mapping[str, ActionSpec] = BUILTIN_ACTION_SPECS,
    policy: RankingPolicy = _DEFAULT_POLICY,
    calendar: ContactCalendar | None = None,
) -> CustomerAdvice:
    """Decide what is advised for one customer; a pure function of its arguments.

    `names` gives display names for the ids of customers and of facts that actions are about. With a
    `calendar`, every contact gets a slot that keeps to the contact policy, or is not advised. Raises
    `AdviceError`: a malformed message (RC501), an unknown language (RC502), a folder without messages
    (RC505), a ledger of another program (RC506).
    """
    if ledger.program != program.digest:
        raise AdviceError.of(
            "RC506",
            f"the ledger was made by program {ledger.program}, not by {program.digest}",
            hint="give the program that ran",
        )
    teller = Teller(ledger, program, catalogue.words(lang), names, specs)
    opinion = opinions(ledger)
    patience = calendar.policy.patience_days if calendar else 0
    standing, fallen = settle(candidates(ledger), rulings(ledger), ledger.as_of, patience)
    stands = {Axis(axis): found.value for axis, found in opinion.items()} if policy.factors else {}
    ranked = rank(standing, specs, policy, ledger.as_of, _guesses(program, opinion), stands)
    if policy.exclusive_groups:
        ranked, lost = one_of_each_group(ranked, specs)
        fallen += lost
    notices: list[Plain] = []
    if calendar:
        archetype = opinion.get(Axis.ARCHETYPE)
        plan = Plan(calendar, ledger.as_of, archetype.value if archetype else None)
        ranked, fallen = plan.schedule(ranked, fallen)
        notices = plan.notices(teller)
    fallen.sort(key=lambda item: (item.first.layer, item.first.action, item.first.about or ""))
    actions = {item.standing.lead.action for item in ranked}
    return CustomerAdvice.model_validate(
        {
            "customer_id": ledger.customer_id,
            "name": teller.customer,
            "assessments": assessments(opinion, ledger, teller),
            "actions": [_action(item, teller) for item in ranked],
            "suppressed": [_suppressed(item, teller) for item in fallen],
            "warnings": findings(ledger, teller) + notices,
            "questions": questions(ledger, waiting, teller, specs, actions, recommended_by(program)),
            "plays": plays(ledger, teller),
        }
    )


def answer(program: Program, as_of: date, lang: str, customers: Iterable[CustomerAdvice]) -> Advice:
    """Put the advice for customers into one answer."""
    playbooks = tuple(
        PlaybookRef(name=name, version=version, distribution=distribution)
        for name, version, distribution in program.playbooks
    )
    return Advice(
        as_of=as_of, lang=lang, program=program.digest, playbooks=playbooks, customers=tuple(customers)
    )


def _guesses(program: Program, found: Mapping[str, Opinion]) -> GuessesOf:
    axes_of = resting_on(program)

    def guesses(rule: str) -> list[tuple[str, Decimal | None]]:
        return [(axis, found[axis].margin if axis in found else None) for axis in axes_of.get(rule, ())]

    return guesses


def _action(item: Ranked, teller: Teller) -> Plain:
    standing = item.standing
    lead, timing = standing.lead, standing.timing
    because = [teller.why(candidate) for candidate in standing.candidates]
    label = teller.label(lead.action)
    values = {
        "about": lead.about,
        "due": timing.due,
        "channel": timing.channel,
        "amount": standing.amount if standing.amount is not None else standing.limit,
        "value": lead.action,
    }
    return {
        "action": lead.action,
        "label": label,
        "about": lead.about,
        "due": timing.due,
        "window": _window(timing),
        "channel": timing.channel,
        "purpose": lead.purpose,
        "amount": standing.amount,
        "limit": standing.limit,
        "rank": item.rank,
        "factors": item.factors,
        "text": teller.sentence(f"action.{lead.action}", label, values),
        "rule": lead.rule,
        "cites": _cites(because),
        "because": because,
        "notes": teller.rulings(standing.notes) if standing.notes else (),
    }


def _window(timing: Timing) -> Plain | None:
    if timing.slot is None:
        return {"opens": timing.opens, "closes": timing.due} if timing.opens else None
    slot, hours = timing.slot, timing.slot.hours
    window: Plain = {"opens": timing.opens, "closes": slot.closes, "contact": slot.contact}
    if hours:
        window |= {"from_time": hours.begins, "until_time": hours.ends}
        window |= {"opens_at": hours.opens_at, "closes_at": hours.closes_at}
    return window | {"timezone": slot.timezone, "calendar": slot.calendar}


def _suppressed(item: Fallen, teller: Teller) -> Plain:
    lead, first = item.candidates[0], item.first
    guard = teller.rule(first.rule)
    text = (
        teller.sentence(f"reason.{ONE_OF_GROUP}", values={"value": item.replaced_by})
        if first.reason == ONE_OF_GROUP
        else teller.ruling_text(first)
    )
    return {
        "action": lead.action,
        "label": teller.label(lead.action),
        "about": lead.about,
        "verdict": str(first.kind),
        "by": first.rule,
        **teller.brought(guard),
        "layer": str(first.layer),
        "reason": first.reason,
        "text": text,
        "replaced_by": item.replaced_by,
        "earliest": item.earliest,
        "rule": lead.rule,
        "cites": guard.cites if guard else (),
        "because": [teller.why(candidate) for candidate in item.candidates],
        "also": _further(item, teller) if item.also else (),
    }


def _further(item: Fallen, teller: Teller) -> list[Plain]:
    first = item.first._replace(candidate="")
    return teller.rulings(said for said in item.also if said._replace(candidate="") != first)


def _cites(because: Sequence[Plain]) -> tuple[str, ...]:
    cites: tuple[str, ...] = because[0]["cites"]
    if len(because) > 1:
        return tuple(dict.fromkeys(cite for reason in because for cite in reason["cites"]))
    return cites
