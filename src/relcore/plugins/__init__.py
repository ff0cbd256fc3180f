"""Plug-ins: what companies add to relcore, found, looked at and kept in their place."""

from relcore.plugins import hookspecs
from relcore.plugins.bring import Command, ExecutorMaker, RowReader, loaded
from relcore.plugins.calls import described
from relcore.plugins.contents import Contents
from relcore.plugins.discovery import installed
from relcore.plugins.examine import examine
from relcore.plugins.load import HOOKS
from relcore.plugins.markers import API_VERSION, PROJECT, hookimpl, hookspec
from relcore.plugins.per_decision import DECISION_SECONDS, enrich, tell
from relcore.plugins.plugin import FOR_EACH_DECISION, Plugin
from relcore.plugins.plugin_set import PluginSet, Wanted, installed_plugins, load_plugins, plugins_of

__all__ = [
    "API_VERSION",
    "DECISION_SECONDS",
    "FOR_EACH_DECISION",
    "HOOKS",
    "PROJECT",
    "Command",
    "Contents",
    "ExecutorMaker",
    "Plugin",
    "PluginSet",
    "RowReader",
    "Wanted",
    "described",
    "enrich",
    "examine",
    "hookimpl",
    "hookspec",
    "hookspecs",
    "installed",
    "installed_plugins",
    "load_plugins",
    "loaded",
    "plugins_of",
    "tell",
]
