"""The hooks: all that a plug-in can be asked for. relcore's own playbook and commands come in through them.

A plug-in is a module or an object with `relcore_api = 1` and functions of these names under `@hookimpl`. It
answers the hooks that it has something for. What it brings is asked for once, when plug-ins are loaded; only
`relcore_enrich` and `relcore_decided` are called for each decision.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from relcore.plugins.markers import hookspec

if TYPE_CHECKING:
    from relcore.advice import CustomerAdvice, RankingFactor
    from relcore.facts import ActionSpec, CustomerFact, Fact, Snapshot
    from relcore.ir import RuleSet
    from relcore.lang import Playbook
    from relcore.playbooks import PlaybookFile
    from relcore.plugins.bring import Command, ExecutorMaker, RowReader


@hookspec
def relcore_playbooks() -> Iterable[Playbook | RuleSet | PlaybookFile]:
    """Give playbooks, written in Python or read from files with `relcore.playbooks.load_playbook`.

    They join the playbook in use; a rule that is to take the place of another says so with `replaces`.

    >>> from relcore.facts import Order
    >>> from relcore.lang import Clause, Playbook, value, warn, when
    >>> from relcore.plugins import hookimpl
    >>> playbook = Playbook("acme", "1.0.0")
    >>> @playbook.rule(origin="acme")
    ... def order_without_amount(order: Order) -> Clause:
    ...     '''An order without an amount is looked into.'''
    ...     return when(value(order.amount) == 0).then(warn("acme-no-amount", about=order.id))
    >>> @hookimpl
    ... def relcore_playbooks():
    ...     return [playbook]
    """
    raise NotImplementedError


@hookspec
def relcore_fact_types() -> Iterable[type[Fact]]:
    """Give fact types of your own: books hold them, and the hook `relcore_enrich` may bring them.

    A type that no rule names is known all the same. Its name must be nobody else's.

    >>> from relcore.facts import CustomerFact
    >>> from relcore.plugins import hookimpl
    >>> class Shelf(CustomerFact):
    ...     metres: int | None = None
    >>> @hookimpl
    ... def relcore_fact_types():
    ...     return [Shelf]
    """
    raise NotImplementedError


@hookspec
def relcore_actions() -> Iterable[ActionSpec]:
    """Give actions, each with its purpose, its channels, what it promises and who gains: guards judge by it.

    The name begins with the plug-in's own name and a point. No rule can recommend an action without this.

    >>> from relcore.facts import ActionSpec, Channel, Purpose
    >>> from relcore.plugins import hookimpl
    >>> @hookimpl
    ... def relcore_actions():
    ...     return [
    ...         ActionSpec(
    ...             name="acme.check_shelf",
    ...             label_en="Check the shelf",
    ...             label_zh="检查货架",
    ...             purpose=Purpose.SERVICE,
    ...             channels=(Channel.VISIT,),
    ...         )
    ...     ]
    """
    raise NotImplementedError


@hookspec
def relcore_words() -> Iterable[Path]:
    """Give folders of messages: in each a folder `en` and a folder `zh` with gettext's `.po` or `.mo` files.

    Nothing need be compiled: a `.po` file is read as it is, unless a `.mo` file of its name stands beside it.
    Messages of relcore itself cannot be written anew here; that is for the company (`Advisor(words=...)`).

    >>> from pathlib import Path
    >>> from relcore.plugins import hookimpl
    >>> @hookimpl
    ... def relcore_words():
    ...     return [Path("acme") / "locale"]
    """
    raise NotImplementedError


@hookspec
def relcore_factors() -> Iterable[RankingFactor]:
    """Give ranking factors: tables that are multiplied into the rank of each action.

    >>> from decimal import Decimal
    >>> from relcore.advice import RankingFactor
    >>> from relcore.plugins import hookimpl
    >>> @hookimpl
    ... def relcore_factors():
    ...     return [
    ...         RankingFactor(
    ...             "acme.visits",
    ...             "We are a company of visitors.",
    ...             by="channel",
    ...             table={"visit": Decimal("1.2")},
    ...         )
    ...     ]
    """
    raise NotImplementedError


@hookspec
def relcore_enrich(snapshot: Snapshot, as_of: date) -> Iterable[CustomerFact]:
    """Give more facts about the customer of `snapshot`, as known on the day `as_of`, before a decision.

    It gets a copy, runs beside the decision and has a time limit. Where it fails, is late, or brings what is
    no fact about this customer, the decision goes on without it and says so (RC620 to RC626). Equal facts and
    day must give equal answers, or the decision cannot be replayed.

    >>> from datetime import date
    >>> from relcore.facts import CustomerFact, Snapshot
    >>> from relcore.plugins import hookimpl
    >>> class Shelf(CustomerFact):
    ...     metres: int | None = None
    >>> @hookimpl
    ... def relcore_enrich(snapshot: Snapshot, as_of: date):
    ...     return [Shelf(customer_id=snapshot.customer_id, metres=4)]
    """
    raise NotImplementedError


@hookspec
def relcore_decided(advice: CustomerAdvice, as_of: date) -> None:
    """Look at a decision afterwards: write it to a log, a queue, or as tasks into a CRM.

    It cannot change the decision. It has a time limit; where it fails, the decision says so and stands.

    >>> from datetime import date
    >>> from relcore.plugins import hookimpl
    >>> @hookimpl
    ... def relcore_decided(advice, as_of: date) -> None:
    ...     print(advice.customer_id, len(advice.actions))
    """
    raise NotImplementedError


@hookspec
def relcore_readers() -> Mapping[str, RowReader]:
    """Give readers of files that books hold, by the ending of their name: each gives row after row.

    >>> import json
    >>> from relcore.plugins import hookimpl
    >>> def rows(path):
    ...     yield from json.loads(path.read_text(encoding="utf-8"))
    >>> @hookimpl
    ... def relcore_readers():
    ...     return {".json": rows}
    """
    raise NotImplementedError


@hookspec
def relcore_executors() -> Mapping[str, ExecutorMaker | str]:
    """Give executors by the name they are chosen by: what makes one, or `module:attribute` where that is.

    >>> from relcore.plugins import hookimpl
    >>> @hookimpl
    ... def relcore_executors():
    ...     return {"acme": "relcore.executors.reference:ReferenceExecutor"}
    """
    raise NotImplementedError


@hookspec
def relcore_commands() -> Mapping[str, Command]:
    """Give commands of the command line by name; arguments and options are those of the typed function.

    >>> from relcore.plugins import Command, hookimpl
    >>> def hello(name: str) -> None:
    ...     '''Say hello.'''
    ...     print(f"hello, {name}")
    >>> @hookimpl
    ... def relcore_commands():
    ...     return {"hello": Command("Say hello.", hello)}
    """
    raise NotImplementedError
