"""The plug-ins of a run of the command line: the installed ones, less or more as the user says."""

from __future__ import annotations

from functools import cache

from relcore.cli.choice import Choice, choice
from relcore.cli.streams import note
from relcore.plugins import PluginSet, installed_plugins, load_plugins


def chosen() -> PluginSet:
    """Load the plug-ins of this run, once; what is wrong with those that are left out goes to standard error.

    Raises `PluginError` where one that was named cannot be used.
    """
    return _loaded(choice())


@cache
def _loaded(said: Choice) -> PluginSet:
    if said.named:
        wanted = [name for name in said.named if name not in said.without]
        return load_plugins([] if wanted == ["none"] else wanted)
    found = installed_plugins(without=said.without)
    note(*(f"left out: {problem}" for problem in found.diagnostics))
    return found
