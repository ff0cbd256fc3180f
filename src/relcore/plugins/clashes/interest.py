"""Clashes about who gains: benefits, gifts, concessions, effort and contracts."""

from __future__ import annotations

from collections.abc import Iterator

from relcore.errors import Place
from relcore.facts import Archetype, Beneficiary, DecisionRole, Honesty, Promise, Purpose
from relcore.plugins.clashes.reading import Act, Added
from relcore.program.draft import place_of

Clash = tuple[Place, str]
"""Where it is, and what clashes."""

_SELLING = frozenset({Purpose.SALES, Purpose.MARKETING})
_LITTLE_GAIN = frozenset({Archetype.STINGY, Archetype.TASK_DRIVEN})


def pays_a_person(added: Added) -> Iterator[Clash]:
    """C1: a deal from which a person gains."""
    for reading in added.readings:
        for act in reading.acts:
            if act.tells("beneficiary") == Beneficiary.PERSON and not _is_courtesy(act):
                yield place_of(reading.rule), f"it proposes '{act.spec.name}', from which a person gains"


def gives_without_asking_the_policy(added: Added) -> Iterator[Clash]:
    """C8: a gift or a meal that no policy was asked for, or for somebody who wants none."""
    for reading in added.readings:
        for act in reading.acts:
            if act.tells("beneficiary") != Beneficiary.PERSON or not _is_courtesy(act):
                continue
            if Archetype.RATIONAL in reading.types:
                yield place_of(reading.rule), f"it proposes '{act.spec.name}' to whoever decides by reason"
            elif "GiftPolicy" not in reading.facts:
                yield place_of(reading.rule), f"it proposes '{act.spec.name}' and asks no gift policy"


def withholds_service(added: Added) -> Iterator[Clash]:
    """C9: a guard that takes service from customers with whom little is to be gained."""
    for reading in added.readings:
        purposes = reading.judged("purpose")
        actions = reading.judged("action")
        serving = actions is None or any(
            name in reading.specs and reading.specs[name].purpose == Purpose.SERVICE for name in actions
        )
        hits = serving and (purposes is None or Purpose.SERVICE in purposes)
        if hits and reading.refuses and reading.types & _LITTLE_GAIN:
            yield place_of(reading.rule), "it takes service from customers with whom little is to be gained"


def favours_an_insider(added: Added) -> Iterator[Clash]:
    """C13: something for the one who helps from inside, or help from inside while a tender runs."""
    for reading in added.readings:
        for act in reading.acts:
            gives = act.tells("beneficiary") in (Beneficiary.PERSON, Beneficiary.COMPANY)
            if gives and reading.fixes("Contact", "role", DecisionRole.INSIDER):
                yield (
                    place_of(reading.rule),
                    f"it proposes '{act.spec.name}' for the one who helps from inside",
                )
            elif act.spec.name == "find_insider" and reading.fixes("Opportunity", "tender", True):
                yield place_of(reading.rule), "it looks for help from inside while a tender runs"


def starts_without_contract(added: Added) -> Iterator[Clash]:
    """C15: work that begins on trust, or a value above which trust alone suffices."""
    for reading in added.readings:
        for act in reading.acts:
            if act.tells("promise") == Promise.PRODUCTION and "Contract" not in reading.facts:
                yield place_of(reading.rule), f"it proposes '{act.spec.name}' without a look at the contract"
    for new, old in added.replaced("relationship.large_order"):
        if new.default > old.default:  # type: ignore[operator]
            yield (
                Place(subject=f"parameter {new.name}"),
                f"{new.default} lets larger work begin without a contract than {old.default}",
            )


def concedes_without_limit(added: Added) -> Iterator[Clash]:
    """C16: an amount that nobody's authority bounds."""
    for reading in added.readings:
        for act in reading.acts:
            bounded = reading.facts & {"OwnAuthority", "RepAuthority"}
            if "amount" in act.said and act.tells("promise") == Promise.PRICE and not bounded:
                yield (
                    place_of(reading.rule),
                    f"it proposes '{act.spec.name}' with an amount and asks no limit",
                )


def draws_in_with_a_price(added: Added) -> Iterator[Clash]:
    """C23: a price that keeps something back, or a first concession that cannot last."""
    for spec in added.specs:
        if spec.promise == Promise.PRICE and spec.honesty == Honesty.WITHHOLDING:
            yield (
                Place(subject=f"action {spec.name}"),
                f"'{spec.name}' promises a price and keeps back what becomes of it",
            )
    for new, old in added.replaced("owner_minded.first_concession_share"):
        if new.default > old.default:  # type: ignore[operator]
            yield (
                Place(subject=f"parameter {new.name}"),
                f"a first concession of {new.default} is a price that will not last; {old.default} is",
            )


def _is_courtesy(act: Act) -> bool:
    return act.tells("purpose") == Purpose.RELATIONSHIP and act.tells("promise") == Promise.NOTHING
