"""The advisor with the built-in playbook and the plug-ins of this run, made once for each language."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from relcore.advisor import Advisor
from relcore.cli.chosen import chosen
from relcore.playbooks import load_settings
from relcore.plugins import PluginSet
from relcore.program import Program


def advisor(lang: str, settings: Path | None = None) -> Advisor:
    """Give the advisor; it keeps no customer's data, so that all calls may share it.

    A file of settings is read anew each time. Raises `RuleError` where the built-in rules or the settings
    are at fault.
    """
    if settings is None:
        return _advisor(lang, chosen())
    return _checked(Advisor(plugins=chosen(), settings=load_settings(settings), lang=lang))


def program(settings: Path | None = None) -> Program:
    """Give the program of the built-in playbook and the plug-ins."""
    return advisor("en", settings).program


@cache
def _advisor(lang: str, plugins: PluginSet) -> Advisor:
    return _checked(Advisor(plugins=plugins, lang=lang))


def _checked(made: Advisor) -> Advisor:
    _ = made.program
    return made
