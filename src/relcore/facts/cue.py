"""What somebody observed about a buyer, when, and on what evidence."""

from __future__ import annotations

from relcore.facts.base import CustomerFact, Labelled, Name, Note
from relcore.facts.cue_kinds import CueKind
from relcore.facts.values import Day, Ref


class CueSource(Labelled):
    """Where an observation comes from."""

    OWN = "own", "Seen in contact", "接触中亲自观察"
    COLLEAGUE = "colleague", "A colleague", "同事"
    ASSISTANT = "assistant", "The buyer's assistant", "对方秘书或助理"
    FRIEND = "friend", "A friend of the buyer", "对方的朋友"
    RECORD = "record", "A record or document", "记录或文件"


class Cue(CustomerFact):
    """One observation; no cue of a kind means that nobody has looked.

    >>> from datetime import date
    >>> Cue(customer_id="c1", kind=CueKind.OFFICE_CHART, observed_on=date(2026, 3, 2)).kind.cites
    ('S1.A1-analytical.cue.2',)
    """

    evidential = True

    kind: CueKind
    present: bool | None = True
    """True: seen; False: looked for and not there; None: looked for, no result."""
    observed_on: Day
    evidence: Note | None = None
    """What was seen or heard, in plain words."""
    observer: Name | None = None
    source: CueSource | None = None
    contact_id: Ref | None = None
    """Person about whom it was observed."""
    sensitive: bool | None = None
    """True where only those who need it may read the evidence."""
