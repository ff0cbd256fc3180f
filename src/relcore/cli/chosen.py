"""The plug-ins of a run of the command line: the installed ones, less or more as the user says."""

from __future__ import annotations

from functools import cache

from relcore.cli.choice import Choice, choice
from relcore.cli.streams import note
from relcore.plugins import PluginSet, plugins_of


def chosen() -> PluginSet:
    """Load the plug-ins of this run, once; what is wrong with those that are left out goes to standard error.

    Raises `PluginError` where one that was named cannot be used.
    """
    return _loaded(choice())


@cache
def _loaded(said: Choice) -> PluginSet:
    found = plugins_of(said.named, said.first, said.without)
    note(*(f"left out: {problem}" for problem in found.diagnostics))
    return found
