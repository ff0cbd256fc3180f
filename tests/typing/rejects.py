"""What mypy must reject: each marked line with an error that holds the marked words, no other line with any."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from relcore.facts import (
    Action,
    Axis,
    Channel,
    Customer,
    Interaction,
    InteractionKind,
    Layer,
    Order,
    Purpose,
    Recommendation,
    Score,
    Topic,
)
from relcore.facts.base import Conclusion, CustomerFact
from relcore.lang import (
    Clause,
    Playbook,
    absent,
    always,
    ask,
    assess,
    conclude,
    count,
    days,
    days_since,
    defer,
    deny,
    evidence,
    exists,
    holds,
    known,
    latest,
    minutes_between,
    narrow,
    or_else,
    param,
    recommend,
    replace,
    total,
    value,
    warn,
    when,
)


class Note(CustomerFact):
    """A fact of somebody's own."""

    stars: int | None = None


class Mark(Conclusion):
    """A conclusion of somebody's own."""

    colour: str
    points: int | None = None


class Row(NamedTuple):
    """A row of a decision table."""

    code: str


note = Note(customer_id="c1", stars=3)

note.star  # E: "Note" has no attribute "star"; maybe "stars"?
note.stars + 1  # E: Unsupported operand types for + ("None" and "int")
note.customer_id == 1  # E: Non-overlapping equality check
Note(customer_id=1)  # E: incompatible type "int"; expected "str"
Note(customer_id="c1", star=3)  # E: Unexpected keyword argument "star"


def conditions(order: Order, interaction: Interaction, score: Score, customer: Customer, candidate: Recommendation) -> None:
    """Ask for what cannot be."""
    # a misspelt name
    order.amout  # E: "Order" has no attribute "amout"; maybe "amount"?
    order.placed_on.yeer  # E: "date" has no attribute "yeer"
    known(order.nope)  # E: "Order" has no attribute "nope"
    score.axis == Axis.VALU  # E: "type[Axis]" has no attribute "VALU"
    candidate.layer  # E: "Recommendation" has no attribute "layer"

    # a comparison of two kinds
    interaction.kind == Channel.VISIT  # E: Non-overlapping equality check (left operand type: "InteractionKind", right operand type: "Literal[Channel.VISIT]")
    interaction.channel == InteractionKind.VISIT  # E: Non-overlapping equality check
    candidate.beneficiary == Purpose.SALES  # E: Non-overlapping equality check
    interaction.kind == 3  # E: Non-overlapping equality check
    score.points == "x"  # E: Non-overlapping equality check (left operand type: "int", right operand type: "Literal['x']")
    score.points >= "x"  # E: Unsupported operand types for >= ("int" and "str")
    order.placed_on >= "2026-01-01"  # E: Unsupported operand types for >= ("date" and "str")
    order == interaction  # E: Non-overlapping equality check (left operand type: "Order", right operand type: "Interaction")

    # a field that may be unknown, used as if it were known
    order.items >= 3  # E: Unsupported operand types for <= ("int" and "None")
    order.amount > 3  # E: Unsupported operand types for < ("int" and "None")
    order.amount + 1  # E: Unsupported operand types for + ("None" and "int")
    order.placed_on + days(order.items)  # E: incompatible type "int | None"; expected "int"
    customer.name.startswith("x")  # E: Item "None" of "str | None" has no attribute "startswith"
    when(order.paid)  # E: incompatible type "bool | None"; expected "int"
    exists(Order, lambda o: o.paid)  # E: incompatible type "Callable[[Order], bool | None]" # E: Incompatible return value type (got "bool | None", expected "int")
    holds(interaction.topics, Topic.FAMILY)  # E: incompatible type "tuple[Topic, ...] | None"
    latest(Order, lambda o: o.placed_on) > order.placed_on  # E: Unsupported operand types for < ("date" and "None")
    or_else(order.items, None) > 3  # E: Unsupported operand types for < ("int" and "None")

    # a default of another type
    or_else(order.amount, "x") > 3  # E: Unsupported operand types for < ("int" and "object")

    # something that is no condition
    when(order.product)  # E: incompatible type "str | None"; expected "int"
    when(order.placed_on)  # E: incompatible type "date"; expected "int"
    count(Order, lambda o: o.product)  # E: incompatible type "Callable[[Order], str | None]" # E: Incompatible return value type

    # spans and days
    days_since(order.items)  # E: incompatible type "int | None"; expected "date | None"
    days_since(order.placed_on) >= "3"  # E: Unsupported operand types for >= ("int" and "str")
    days_since(latest(Order, lambda o: o.items)) > 3  # E: incompatible type "int | None"; expected "date | None"
    order.placed_on + 3  # E: Unsupported operand types for + ("date" and "int")
    order.placed_on + days("3")  # E: incompatible type "str"; expected "int"
    order.placed_on - order.placed_on > 3  # E: Unsupported operand types for > ("timedelta" and "int")
    minutes_between(order.placed_on, None)  # E: incompatible type "date"; expected "datetime | None"
    value(order.amount) + 0.5  # E: Unsupported operand types for + ("Decimal" and "float")

    # other facts
    exists(Order, lambda o: o.amout == 3)  # E: "Order" has no attribute "amout"; maybe "amount"?
    exists(Order, lambda i: i.kind == InteractionKind.VISIT)  # E: "Order" has no attribute "kind"
    exists(Interaction, lambda i: i.kind == Channel.VISIT)  # E: Non-overlapping equality check
    exists("Order")  # E: incompatible type "str"
    exists(Playbook)  # E: Value of type variable "F" of "exists" cannot be "Playbook"
    exists(order)  # E: incompatible type "Order"
    absent(Order, lambda o: o.placed_on >= value(order.items))  # E: Unsupported operand types for >= ("date" and "int")
    count(Order) == "3"  # E: Non-overlapping equality check
    count(Order) >= "3"  # E: Unsupported operand types for >= ("int" and "str")
    total(Order, lambda o: o.product)  # E: Value of type variable "N" of "total" cannot be "str"
    total(Order, lambda o: o.placed_on)  # E: Value of type variable "N" of "total" cannot be "date"
    total(Order, lambda o: o.items) >= "3"  # E: Unsupported operand types for >= ("int" and "str")
    latest(Order, lambda o: o.placedon)  # E: "Order" has no attribute "placedon"; maybe "placed_on"?
    holds(order.product, "x")  # E: incompatible type "str | None"
    param(3)  # E: incompatible type "int"; expected "str"


def conclusions(order: Order, candidate: Recommendation) -> None:
    """Conclude what cannot be."""
    warn()  # E: Missing positional argument "code"
    warn(3)  # E: incompatible type "int"; expected "str"
    warn("x", abuot="x")  # E: Unexpected keyword argument "abuot" for "warn"; did you mean "about"?
    warn("x", since="2026-01-01")  # E: incompatible type "str"; expected "date | None"
    ask("x", since=order.placed_on)  # E: Unexpected keyword argument "since" for "ask"
    recommend()  # E: Missing positional argument "action"
    recommend(Action.SEND_GREETIN)  # E: "type[Action]" has no attribute "SEND_GREETIN"
    recommend(Action.SEND_GREETING, purpose="service")  # E: incompatible type "str"; expected "Purpose | None"
    recommend(Action.SEND_GREETING, channel=Purpose.SERVICE)  # E: incompatible type "Purpose"; expected "Channel | None"
    recommend(Action.SEND_GREETING, due=order.items)  # E: incompatible type "int | None"; expected "date | None"
    recommend(Action.SEND_GREETING, deu=order.placed_on)  # E: Unexpected keyword argument "deu"
    recommend(Action.SEND_GREETING, weight=0.5)  # E: incompatible type "float"; expected "Decimal | int"
    recommend(Action.SEND_GREETING, Purpose.SERVICE)  # E: Too many positional arguments
    assess("value", "x")  # E: incompatible type "str"; expected "Axis"
    assess(Axis.VALUE)  # E: Missing positional argument "value"
    assess(Axis.VALUE, 3)  # E: incompatible type "int"; expected "str | None"
    evidence(Axis.VALUE, "vip", "3", "c")  # E: incompatible type "str"; expected "int"
    conclude(Mark)  # E: Missing named argument "colour"
    conclude(Mark, colour="red", pionts=3)  # E: Unexpected keyword argument "pionts" for "conclude"; did you mean "points"?
    conclude(Mark, colour=3)  # E: incompatible type "int"; expected "str"
    conclude(Mark, colour=order.product)  # E: incompatible type "str | None"; expected "str"
    conclude(Mark, "red")  # E: Too many positional arguments # E: Missing named argument "colour"
    conclude(Note, customer_id="c1")  # E: incompatible type "type[Note]"
    conclude(warn, "x")  # E: expected "def (code: str
    when(order.items == 1).then(order)  # E: incompatible type "Order"; expected "Conclude | tuple[Conclude, ...]"
    when(order.items == 1).then("x")  # E: incompatible type "str"; expected "Conclude | tuple[Conclude, ...]"
    when(order.items == 1).than(warn("x"))  # E: "Clause" has no attribute "than"

    # verdicts
    deny(order, "x")  # E: incompatible type "Order"; expected "Recommendation"
    deny(candidate)  # E: Missing positional argument "reason"
    replace(candidate, Action.SEND_GREETING)  # E: Missing positional argument "reason"
    replace(order, Action.SEND_GREETING, "x")  # E: incompatible type "Order"; expected "Recommendation"
    narrow(candidate, "x", chanel=Channel.MAIL)  # E: Unexpected keyword argument "chanel" for "narrow"; did you mean "channel"?
    narrow(candidate, "x", channel="mail")  # E: incompatible type "str"; expected "Channel | None"
    defer(candidate, "x")  # E: Missing named argument "until"
    defer(candidate, "x", until=order.items)  # E: incompatible type "int | None"; expected "date | None"


book = Playbook("own")
book.parameter("x", 0.5, "A share.")  # E: incompatible type "float"
book.parameter("x", 3)  # E: Missing positional argument "doc"
book.parameter("x", 3, "A number.", at_leats=Decimal(1))  # E: Unexpected keyword argument "at_leats" for "parameter" of "Playbook"; did you mean "at_least"?
book.action("x")  # E: incompatible type "str"; expected "ActionSpec"
book.facts(Row)  # E: incompatible type "type[Row]"; expected "type[Fact]"
book.include(date(2026, 1, 1))  # E: incompatible type "date"; expected "Playbook"


@book.rule(origin="own")  # E: incompatible type "Callable[[Order], str]"; expected "Callable[[Order], Clause]"
def gives_no_clause(order: Order) -> str:
    """Give a text."""
    return "x"


@book.rule(origin="own")
def forgets_the_clause(order: Order) -> Clause:
    """Give a conclusion."""
    return warn("x")  # E: Incompatible return value type (got "Conclude", expected "Clause")


@book.rule(orgin="own")  # E: Unexpected keyword argument "orgin" for "rule" of "Playbook"; did you mean "origin"?
def misspells_its_origin(order: Order) -> Clause:
    """Warn."""
    return always().then(warn("x"))


@book.rule  # E: Too many positional arguments # E: incompatible type "Callable[[Order], Clause]"
def forgets_to_call(order: Order) -> Clause:
    """Warn."""
    return always().then(warn("x"))


@book.guard(origin="own")  # E: Missing positional argument "layer"
def forgets_its_layer(candidate: Recommendation) -> Clause:
    """Refuse."""
    return always().then(deny(candidate, "x"))


@book.guard("law", origin="own")  # E: incompatible type "str"; expected "Layer"
def has_a_layer_of_its_own(candidate: Recommendation) -> Clause:
    """Refuse."""
    return always().then(deny(candidate, "x"))


@book.guard(Layer.LAW, origin="own")  # E: "Callable[[Order], Clause]"; expected "Callable[[Recommendation], Clause]"
def judges_an_order(candidate: Order) -> Clause:
    """Refuse."""
    return always().then(deny(candidate, "x"))  # E: incompatible type "Order"; expected "Recommendation"


@book.guard(Layer.LAW, origin="own")  # E: incompatible type "Callable[[Customer, Recommendation], Clause]"
def judges_in_second_place(customer: Customer, candidate: Recommendation) -> Clause:
    """Refuse."""
    return always().then(deny(candidate, "x"))


@book.table({"a": Row("x")}, origin="own")
def misspells_its_row(order: Order, row: Row) -> Clause:
    """Warn."""
    return always().then(warn(row.cod))  # E: "Row" has no attribute "cod"


@book.table([Row("x")], origin="own")  # E: incompatible type "list[Row]"
def names_no_rows(order: Order, row: Row) -> Clause:
    """Warn."""
    return always().then(warn(row.code))
