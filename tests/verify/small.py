"""Small playbooks that stand alone: each takes over a rule of the built-in one, which is left out then."""

from __future__ import annotations

from relcore.facts import ActionSpec, Customer, Order, Purpose
from relcore.lang import Clause, Playbook, known, recommend, value, warn, when

HOLD = ActionSpec(
    name="small.hold",
    label_en="Hold the order",
    label_zh="暂缓订单",
    purpose=Purpose.SERVICE,
    opposites=("small.ship",),
)
SHIP = ActionSpec(name="small.ship", label_en="Ship it", label_zh="发货", purpose=Purpose.SERVICE)


def _small(name: str) -> Playbook:
    playbook = Playbook(name)

    @playbook.rule(origin="test", id="ladder.met")
    def knows_whose(customer: Customer) -> Clause:
        """Whose customer it is."""
        return when(known(customer.owner)).then(warn("small-owner"))

    return playbook


clean = _small("clean")

odd = _small("odd")
odd.parameter("odd.unread", 3, "What nobody reads")


@odd.rule(origin="test")
def never(order: Order) -> Clause:
    """More than it is less than."""
    return when(value(order.amount) > 10, value(order.amount) < 5).then(warn("small-never"))


accepting = Playbook("accepting")
accepting.include(odd)
accepting.accept("RC731", "rule odd.never", because="it shows what cannot be")
accepting.accept("RC737", "parameter odd.unread", because="a report prints it")

stale = _small("stale")
stale.accept("RC737", "parameter stale.gone", because="a report printed it")

torn = _small("torn")
torn.action(HOLD)
torn.action(SHIP)


@torn.rule(origin="test")
def hold_large_orders(order: Order) -> Clause:
    """Hold what is large."""
    return when(value(order.amount) > 100).then(recommend(HOLD.name, about=order.id))


@torn.rule(origin="test")
def ship_what_is_paid(order: Order) -> Clause:
    """Ship what is paid."""
    return when(value(order.paid)).then(recommend(SHIP.name, about=order.id))
