"""Small plug-ins for tests: made of a name and the hooks that they answer."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from relcore import Playbook
from relcore.facts import Customer
from relcore.lang import Clause, known, warn, when
from relcore.plugins import hookimpl


def plugin(name: str = "acme", /, *, api: Any = 1, version: str = "1.0", **hooks: Callable[..., Any]) -> Any:
    """Make a plug-in that answers hooks, given without `relcore_`."""
    answers = {f"relcore_{hook}": hookimpl(function) for hook, function in hooks.items()}
    return SimpleNamespace(relcore_api=api, relcore_name=name, relcore_version=version, **answers)


def bringing(*playbooks: Playbook, name: str = "acme", version: str = "1.0") -> Any:
    """Make a plug-in that brings playbooks."""
    return plugin(name, version=version, playbooks=lambda: list(playbooks))


def greeting_rules(name: str = "acme") -> Playbook:
    """Write a playbook with one rule that says that it was there."""
    playbook = Playbook(name, "1")

    @playbook.rule(origin=name)
    def was_here(customer: Customer) -> Clause:
        """Say that the plug-in was there."""
        return when(known(customer.customer_id)).then(warn(f"{name}-was-here"))

    return playbook
