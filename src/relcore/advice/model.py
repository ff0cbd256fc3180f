"""The shape of advice: what is printed as JSON, and nothing of how it is found."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, PlainSerializer

from relcore.ledger import Ref


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _money(value: Decimal) -> str:
    # Never `normalize`: it rounds to the precision of whoever asks for JSON.
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


Number = Annotated[Decimal, PlainSerializer(_number, return_type=float, when_used="json")]
"""A weight, a rank or a margin: exact in Python, a number in JSON."""

Money = Annotated[Decimal, PlainSerializer(_money, return_type=str, when_used="json")]
"""An amount in the company's currency: exact in Python, text such as "1250.5" in JSON."""

RulingKind = Literal["deny", "replace", "narrow", "defer"]
SuppressionKind = Literal["deny", "replace", "narrow", "defer", "outranked"]
StepStanding = Literal["done", "due", "late", "waiting"]


class _Part(BaseModel):
    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        use_attribute_docstrings=True,
        json_schema_serialization_defaults_required=True,
    )


class Reason(_Part):
    """A rule that led to a conclusion, in words and with its sources."""

    rule: str
    text: str
    code: str | None = None
    """Message that the rule gave as its reason."""
    cites: tuple[str, ...] = ()
    """Catalogue ids that the rule rests on."""
    origin: str = ""
    """Who made the rule up, where it rests on no catalogue item."""
    playbook: str = ""
    """Playbook that holds the rule."""
    distribution: str = ""
    """Distribution that brought the rule; `version` is its version."""
    version: str = ""
    facts: tuple[Ref, ...] = ()
    """Facts that satisfied the rule, where the run recorded them."""


class Ruling(_Part):
    """What one guard said of an action."""

    verdict: RulingKind
    by: str
    """Rule id of the guard."""
    layer: str
    reason: str
    text: str
    cites: tuple[str, ...] = ()
    origin: str = ""
    playbook: str = ""
    """Playbook that holds the guard."""
    distribution: str = ""
    """Distribution that brought the guard; `version` is its version."""
    version: str = ""
    candidates: tuple[str, ...] = ()
    """Rules whose candidates the guard judged so."""
    replaced_by: str | None = None
    channel: str | None = None
    limit: Money | None = None
    until: date | None = None


class Factor(_Part):
    """One factor of a rank."""

    name: str
    value: Number
    origin: str
    """What the value was read from, such as `due:2026-03-04` or `rule:greeting.new_buyer`."""


class Window(_Part):
    """The days on which an action may happen, both included; unbounded where a side is unknown.

    A contact has hours too, where the hour matters: the first free stretch of the first day.
    """

    opens: date | None = None
    """First day; for a contact, the first free slot."""
    closes: date | None = None
    contact: int | None = None
    """Number of the contact among those advised; actions with one number are one contact."""
    from_time: time | None = None
    """Beginning of the free hours of the first day, on the customer's clock."""
    until_time: time | None = None
    """Their end; midnight is the end of the day."""
    opens_at: datetime | None = None
    """Their beginning as an instant, where the customer's time zone is known."""
    closes_at: datetime | None = None
    timezone: str | None = None
    """The customer's time zone."""
    calendar: str | None = None
    """What working days were taken from, where only they will do: `facts`, or a package with its version."""


class AssessmentAdvice(_Part):
    """Where the customer stands on one axis. Internal: never for the customer's eyes."""

    value: str | None
    """The value, or nothing where the axis abstains."""
    label: str | None
    """The value in words."""
    abstained: bool
    margin: Number | None = None
    """Lead over the next best value, in points; nothing where the axis is not scored."""
    text: str | None = None
    """Why, in words, where a rule says so."""
    because: tuple[Reason, ...] = ()
    since: date | None = None
    expires: date | None = None
    """First day on which nothing that is known today speaks for it any more."""


class ActionAdvice(_Part):
    """An action that stands, with when, how and why."""

    action: str
    label: str
    about: str | None = None
    """Identity of the fact that the action is about."""
    due: date | None = None
    window: Window | None = None
    channel: str | None = None
    purpose: str | None = None
    amount: Money | None = None
    limit: Money | None = None
    """The most that may be given, where a guard set a limit."""
    rank: Number
    """Product of the factors; the list of actions is in order of rank."""
    factors: tuple[Factor, ...]
    text: str
    """What to do, in words that may reach the customer."""
    rule: str
    """Rule that urges the action most."""
    cites: tuple[str, ...] = ()
    because: tuple[Reason, ...] = ()
    """All rules that recommend the action, the most urging first."""
    notes: tuple[Ruling, ...] = ()
    """What guards said of the action that still lets it stand."""


class SuppressedAction(_Part):
    """An action that some rule recommended and that does not stand."""

    action: str
    label: str
    about: str | None = None
    verdict: SuppressionKind
    by: str
    """Rule id of the guard that decided; for an outranked action, the policy that did."""
    playbook: str = ""
    """Playbook that holds the guard."""
    distribution: str = ""
    """Distribution that brought the guard; `version` is its version."""
    version: str = ""
    layer: str
    """The first layer that objected."""
    reason: str
    text: str
    """Why not, in words."""
    replaced_by: str | None = None
    earliest: date | None = None
    """First day on which nothing would stand against the action any more, where that is known."""
    rule: str
    """Rule that recommended it most."""
    cites: tuple[str, ...] = ()
    because: tuple[Reason, ...] = ()
    """The rules that recommended it."""
    also: tuple[Ruling, ...] = ()
    """What further guards said."""


class WarningAdvice(_Part):
    """Something that a person should know."""

    code: str
    about: str | None = None
    since: date | None = None
    number: int | None = None
    """How many, where the warning counts something."""
    text: str
    rule: str
    cites: tuple[str, ...] = ()
    because: tuple[Reason, ...] = ()


class StepAdvice(_Part):
    """Where a step of a play stands."""

    step: int
    """Place in the play; steps with the same number go side by side."""
    code: str
    status: StepStanding
    due: date | None = None
    """Last day for the step, where one is set."""
    text: str
    """What the step is, in words."""
    rule: str
    """Rule that planned the step."""
    cites: tuple[str, ...] = ()


class PlayAdvice(_Part):
    """A play that is on, such as the settling of a complaint, step by step."""

    play: str
    label: str
    about: str | None = None
    """Identity of the fact that the play is about."""
    since: date | None = None
    steps: tuple[StepAdvice, ...]


class QuestionAdvice(_Part):
    """Something to ask or find out."""

    code: str
    """Message of a rule's question, or the unknown: a fact type, or a type and a field."""
    about: str | None = None
    text: str
    unlocks: tuple[str, ...] = ()
    """Actions that the answer could bring, sorted."""
    directly: tuple[str, ...] = ()
    """Those of them that a waiting rule recommends itself, with no other rule between."""
    could_stop: tuple[str, ...] = ()
    """Actions that stand and that the answer could rule out, sorted."""
    rules: tuple[str, ...] = ()
    """Rules that ask, or that wait for the answer."""
    cites: tuple[str, ...] = ()


class DiagnosticAdvice(_Part):
    """Something that went wrong beside the rules, such as a plug-in that failed; the advice still stands."""

    code: str
    problem: str
    where: str = ""
    hint: str = ""
    severity: str = "error"


class CustomerAdvice(_Part):
    """Everything that is advised for one customer on one day."""

    customer_id: str
    name: str
    """The customer's name, or the id where no name is known."""
    assessments: dict[str, AssessmentAdvice]
    actions: tuple[ActionAdvice, ...]
    suppressed: tuple[SuppressedAction, ...]
    warnings: tuple[WarningAdvice, ...]
    questions: tuple[QuestionAdvice, ...]
    plays: tuple[PlayAdvice, ...] = ()
    """What takes several steps and is on, the most pressing first."""
    diagnostics: tuple[DiagnosticAdvice, ...] = ()
    """What went wrong beside the rules, such as a plug-in that was left out."""


class PlaybookRef(_Part):
    """A playbook that took part in the decision."""

    name: str
    version: str
    distribution: str = ""
    """Distribution that brought it."""


class Advice(_Part):
    """The whole answer: advice for customers, and what it was made with."""

    as_of: date
    lang: str
    program: str
    """Digest of the program."""
    playbooks: tuple[PlaybookRef, ...]
    customers: tuple[CustomerAdvice, ...]
