"""Playbooks by the name of their module and attribute, such as `acme.rules:playbook`."""

from __future__ import annotations

from importlib import import_module

from relcore.errors import UsageError
from relcore.ir import RuleSet
from relcore.lang import Playbook


def ruleset_named(name: str) -> RuleSet:
    """Load a playbook; raises `UsageError` (RC705) where there is none of that name.

    >>> ruleset_named("relcore.rules.consent:playbook").name
    'consent'
    """
    module, _, attribute = name.partition(":")
    try:
        found = getattr(import_module(module), attribute)
    except (ImportError, AttributeError, ValueError) as error:
        raise UsageError.of(
            "RC705", f"there is no playbook '{name}': {error}", hint="write it like acme.rules:playbook"
        ) from error
    if isinstance(found, Playbook):
        return found.ruleset()
    if isinstance(found, RuleSet):
        return found
    raise UsageError.of("RC705", f"'{name}' is no playbook", hint="name a Playbook or a RuleSet")
