"""Playbooks by the name of their module and attribute, such as `acme.rules:playbook`."""

from __future__ import annotations

import importlib
import traceback
from typing import Any

from relcore.errors import Place, RelcoreError, UsageError
from relcore.ir import RuleSet
from relcore.lang import Playbook


def ruleset_named(name: str) -> RuleSet:
    """Load a playbook or a rule set.

    Raises `UsageError`: a name of something else (RC014), a module that cannot be imported (RC015).

    >>> ruleset_named("relcore.rules.consent:playbook").name
    'consent'
    """
    module, _, attribute = name.partition(":")
    if not module or not attribute:
        raise UsageError.of(
            "RC014", f"'{name[:200]}' names no playbook", hint="write it like acme.rules:playbook"
        )
    found: Any = module_named(module, name)
    for part in attribute.split("."):
        found = getattr(found, part, None)
    if isinstance(found, Playbook):
        return found.ruleset()
    if isinstance(found, RuleSet):
        return found
    raise UsageError.of(
        "RC014",
        f"'{name[:200]}' is {'not there' if found is None else 'no playbook'}",
        hint="name a Playbook or a RuleSet of the module",
    )


def module_named(module: str, name: str = "") -> Any:
    """Import a module; raises `UsageError` (RC015) where that fails, for `name` where it was only a part."""
    name = name or module
    try:
        return importlib.import_module(module)
    except RelcoreError:
        raise
    except (Exception, SystemExit) as error:  # a stranger's module may raise anything
        frame = traceback.extract_tb(error.__traceback__)[-1]
        outside = frame.filename.startswith("<frozen") or frame.filename == importlib.__file__
        raise UsageError.of(
            "RC015",
            f"'{module[:200]}' cannot be imported: {type(error).__name__}: {error}",
            Place(subject=name) if outside else Place(frame.filename, frame.lineno, subject=name),
            "run this in the folder of the module, or install it",
        ) from error
