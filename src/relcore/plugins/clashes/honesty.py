"""Clashes about the truth: bluffing, pretending, white lies, blame, confidences and records."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from relcore.facts import Honesty, Promise, Purpose
from relcore.plugins.clashes.interest import Clash
from relcore.plugins.clashes.reading import Act, Added, Reading
from relcore.program.draft import place_of

_COMPLAINTS = frozenset({"Complaint", "OpenComplaint"})
_RECORDS = frozenset(
    {
        "update_record",
        "file_for_improvement",
        "write_down_agreement",
        "root_cause_review",
        "report_to_compliance",
    }
)


def bluffs(added: Added) -> Iterator[Clash]:
    """C2: a deception about a price."""
    return _deceptions(added, lambda act, _: _sells(act) and act.tells("promise") == Promise.PRICE)


def pretends(added: Added) -> Iterator[Clash]:
    """C3: a deception in selling that is not about the price."""
    return _deceptions(added, lambda act, _: _sells(act) and act.tells("promise") != Promise.PRICE)


def tells_white_lies(added: Added) -> Iterator[Clash]:
    """C4: a deception that is meant well."""

    def kindly(act: Act, reading: Reading) -> bool:
        served = act.tells("purpose") == Purpose.SERVICE and not _blames(act, reading)
        return served or act.tells("purpose") == Purpose.RELATIONSHIP

    return _deceptions(added, kindly)


def blames_somebody(added: Added) -> Iterator[Clash]:
    """C5: somebody blamed in a complaint."""
    return _deceptions(
        added, lambda act, reading: act.tells("purpose") == Purpose.SERVICE and _blames(act, reading)
    )


def admits_without_proof(added: Added) -> Iterator[Clash]:
    """C6: a defect admitted before it is proved, or still being checked when it is."""
    for reading in added.readings:
        for act in reading.acts:
            proved = reading.looks_at("Complaint", "cause_verified")
            if act.spec.name == "acknowledge_defect" and not proved:
                yield place_of(reading.rule), "it admits a defect and does not ask whether it is proved"
            if act.spec.name == "say_we_are_checking" and reading.fixes("Complaint", "cause_verified", True):
                yield place_of(reading.rule), "it says that we are checking what is proved"


def names_other_customers(added: Added) -> Iterator[Clash]:
    """C12: how a named customer does it."""
    for reading in added.readings:
        for act in reading.acts:
            if act.spec.name == "share_named_practice":
                yield place_of(reading.rule), "it tells one customer how another one does it, by name"


def keeps_off_the_record(added: Added) -> Iterator[Clash]:
    """C20: a guard that keeps something from being written down."""
    for reading in added.readings:
        if reading.refuses and (hidden := (reading.judged("action") or frozenset()) & _RECORDS):
            yield place_of(reading.rule), f"it keeps '{min(hidden)}' from being done"


def uses_what_is_sensitive(added: Added) -> Iterator[Clash]:
    """C25: a sensitive observation that turns into a contact."""
    for reading in added.readings:
        for act in reading.acts:
            if act.spec.contact and reading.fixes("Cue", "sensitive", True):
                yield place_of(reading.rule), f"it turns a sensitive observation into '{act.spec.name}'"


def _deceptions(added: Added, kind: Callable[[Act, Reading], bool]) -> Iterator[Clash]:
    for reading in added.readings:
        for act in reading.acts:
            if act.tells("honesty") == Honesty.DECEPTIVE and kind(act, reading):
                yield place_of(reading.rule), f"it proposes '{act.spec.name}', which deceives"


def _sells(act: Act) -> bool:
    return act.tells("purpose") in (Purpose.SALES, Purpose.MARKETING, Purpose.INTERNAL, None)


def _blames(act: Act, reading: Reading) -> bool:
    return act.spec.name == "blame_third_party" or bool(reading.facts & _COMPLAINTS)
