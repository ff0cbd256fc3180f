"""The advisor with the built-in playbook, the plug-ins of this run, and files where they are named."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from relcore.advisor import Advisor
from relcore.cli.chosen import chosen
from relcore.cli.streams import note
from relcore.ir import RuleSet
from relcore.playbooks import PlaybookFile, PlaybookStore, load_playbook, load_settings
from relcore.plugins import PluginSet
from relcore.program import Program


def advisor(
    lang: str, settings: Path | None = None, playbooks: Sequence[Path] | None = None, *, drafts: bool = False
) -> Advisor:
    """Give the advisor; it keeps no customer's data, so that all calls may share it.

    Playbook files are added to the built-in playbook. Files are read anew each time. Raises `RuleError` where
    rules, playbooks or settings are at fault.
    """
    if settings is None and not playbooks:
        return _advisor(lang, chosen())
    values = None if settings is None else load_settings(settings)
    given: list[RuleSet | PlaybookFile] = [*chosen().base, *files(playbooks or ())]
    return _checked(Advisor(given, drafts=drafts, plugins=chosen(), settings=values, lang=lang))


def files(paths: Sequence[Path]) -> list[PlaybookFile]:
    """Read playbook files; each may name what the built-in playbook, plug-ins and earlier files bring.

    Of a folder that is a store of playbooks, the active versions.
    """
    read: list[PlaybookFile] = []
    for path in paths:
        others = [*known(), *(file.ruleset for file in read)]
        read += PlaybookStore(path).active(others) if path.is_dir() else [load_playbook(path, others)]
    return read


def known() -> list[RuleSet]:
    """Give the built-in playbook and those of plug-ins."""
    return [*chosen().base, *chosen().rulesets]


def program(settings: Path | None = None, playbooks: Sequence[Path] | None = None) -> Program:
    """Give the program of the built-in playbook, the plug-ins and the files, also of drafts."""
    return advisor("en", settings, playbooks, drafts=True).program


@cache
def _advisor(lang: str, plugins: PluginSet) -> Advisor:
    return _checked(Advisor(plugins=plugins, lang=lang))


def _checked(made: Advisor) -> Advisor:
    known = chosen().diagnostics
    _ = made.program
    note(*(f"left out: {problem}" for problem in made.plugins.diagnostics if problem not in known))
    return made
