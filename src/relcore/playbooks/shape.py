"""The shape of a playbook file: which entries there are, and what each of them holds."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

NAME = r"^[a-z][a-z0-9_]*([.-][a-z0-9_]+)*$"


def _listed(value: Any) -> Any:
    return value if isinstance(value, list) else [value]


_PLAIN: dict[str, Any] = {"type": ["string", "number", "boolean", "null"]}
Cell = Annotated[str | None, WithJsonSchema(_PLAIN)]
"""A plain value, or an expression behind `=`."""
Cells = Annotated[
    str | list[str | None] | None,
    WithJsonSchema({"anyOf": [_PLAIN, {"type": "array", "items": _PLAIN}]}),
]
Text = Annotated[str, WithJsonSchema({"type": ["string", "number"]})]
Day = Annotated[str, WithJsonSchema({"type": "string", "format": "date"})]
OneOrMore = Annotated[
    list[str],
    BeforeValidator(_listed),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}),
]
Conclusions = Annotated[list[dict[str, Any]], BeforeValidator(_listed)]
"""What follows from a rule, one conclusion or a list of them."""


class Part(BaseModel):
    """Anything that the file is made of; entries that nobody knows are refused."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, populate_by_name=True, use_attribute_docstrings=True
    )


class Effective(Part):
    """The days on which a playbook counts, both included; open where a side is left out."""

    from_: Day | None = Field(default=None, alias="from")
    """The first day."""
    until: Day | None = None
    """The last day."""


class InTwoLanguages(Part):
    """A text in both languages."""

    en: str = Field(min_length=1)
    """In English."""
    zh: str = Field(min_length=1)
    """In Chinese."""


class FactShape(Part):
    """A kind of fact, or of conclusion, of the playbook's own."""

    of: Literal["customer", "company", "conclusion"]
    """Whom it speaks of, or that rules conclude it."""
    evidential: bool = False
    """Whether having none means that nobody has looked."""
    fields: dict[str, str | FieldShape] = {}
    """Its fields: `whole number`, `decimal number`, `text`, `date`, `instant`, `yes or no`, the name of an
    enumeration, or `set of` one; with `?` behind where nobody may know."""


class FieldShape(Part):
    """A field in full."""

    kind: str
    """As in the short form, without `?`."""
    unknown: Annotated[bool, WithJsonSchema({"type": "boolean"})] = False
    """Whether it may be unknown."""
    default: Cell = None
    """What it holds where a conclusion does not give it."""


class ParameterShape(Part):
    """A threshold that a company can set."""

    default: Cell
    """Its value where nobody sets another; the kind of value follows from it."""
    says: str = ""
    """What it is, in one sentence."""
    unit: str = ""
    """Such as days."""
    origin: str = "relcore"
    """Where the default comes from."""
    at_least: Cell = None
    """The least value that it may have."""
    at_most: Cell = None
    """The greatest value that it may have."""
    replaces: str = ""
    """Its own name, where it takes the place of another playbook's parameter."""


class ActionShape(Part):
    """An action that rules may recommend, with what guards need to judge it."""

    label: InTwoLanguages
    """What it is called."""
    purpose: str
    """What it is for: service, sales, marketing, relationship or internal."""
    channels: Annotated[OneOrMore, Field(max_length=20)] = []
    """Channels that suit it, best first; none for work inside our company."""
    beneficiary: str
    """Who gains something material from it: nobody, company or person."""
    promise: str
    """What it commits us to: nothing, date, price, service or production."""
    honesty: str
    """Whether it stays with the truth: truthful, withholding or deceptive."""
    group: str | None = None
    """Of the actions in one group at most one is advised for the same matter."""
    opposites: Annotated[OneOrMore, Field(max_length=50)] = []
    """Actions of which nobody can do both about one matter."""
    effort: Annotated[str, WithJsonSchema({"type": "integer", "minimum": 1, "maximum": 5})] = "2"
    """Cost in time and trouble, from 1 to 5."""


class RuleShape(Part):
    """A rule: for all the facts, where all conditions hold, all conclusions follow."""

    id: str | None = None
    """The rule's id, where it is not the playbook's name, a dot and the name of the entry."""
    says: str = ""
    """What it means, in one sentence."""
    cites: OneOrMore = []
    """Ids of the catalogue that it rests on."""
    origin: str = ""
    """Who made it up, where it rests on no catalogue."""
    replaces: str = ""
    """Id of another playbook's rule, or table, in whose place it stands."""
    for_: dict[str, str] = Field(default={}, alias="for")
    """The facts that it joins: a name for each, and its type."""
    when: OneOrMore = []
    """Conditions, all of which must hold."""
    then: Conclusions
    """What follows."""


class GuardShape(RuleShape):
    """A guard: a rule that judges each recommendation, which it calls `candidate`."""

    layer: str
    """The layer in which it speaks: law, principle, consent, authority, incident, stage, type, cadence."""


class TableShape(RuleShape):
    """A decision table: a rule for each row, which it calls `row`."""

    rows: dict[str, dict[str, Cells]]
    """The rows by name, each with its cells; `cites` adds to those of the table."""


class PlaybookShape(Part):
    """A playbook file."""

    playbook: str = Field(pattern=NAME, max_length=100)
    """The name of the playbook."""
    version: Text = ""
    """Its version."""
    state: Literal["draft", "active"] = "active"
    """A draft is checked and tried, but takes no part in advice unless somebody asks for it."""
    effective: Effective = Effective()
    """The days on which it counts."""
    about: str = ""
    """What it is for."""
    uses: OneOrMore = []
    """Fact types that no rule names, and that are read all the same."""
    enumerations: dict[str, dict[str, InTwoLanguages | None]] = {}
    """Closed sets of values of its own: each value with its name in both languages."""
    facts: dict[str, FactShape] = {}
    """Fact types of its own."""
    parameters: dict[str, ParameterShape] = {}
    """Thresholds of its own."""
    settings: dict[str, Cell] = {}
    """Values for parameters, its own or those of the playbooks that it is added to."""
    actions: dict[str, ActionShape] = {}
    """Actions of its own."""
    words: dict[str, InTwoLanguages] = {}
    """Messages by id: `reason.CODE`, `warning.CODE`, `question.CODE`, `action.NAME` and so on."""
    rules: dict[str, RuleShape] = {}
    """Rules by name."""
    guards: dict[str, GuardShape] = {}
    """Guards by name."""
    tables: dict[str, TableShape] = {}
    """Decision tables by name."""
