"""`relcore plugins`: who takes part, with what, in which order, and what is wrong."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from relcore.cli import built_in
from relcore.cli.options import ListFormat, ListFormatOption, SettingsOption
from relcore.cli.streams import print_json
from relcore.cli.tables import counted, entries
from relcore.plugins import Plugin, PluginSet


def command(
    form: ListFormatOption = ListFormat.TEXT,
    overrides: Annotated[
        bool, typer.Option("--overrides", help="List what stands in the place of what, and who put it there.")
    ] = False,
    settings: SettingsOption = None,
) -> None:
    """List the plug-ins in use."""
    if overrides:
        _show_overrides(form, settings)
        return
    # Whether rules fit together is known when they are compiled.
    plugins = built_in.advisor("en", settings).plugins
    if form is ListFormat.JSON:
        print_json(described(plugins))
        return
    lines = entries(_lines(plugins))
    sys.stdout.writelines(f"{line}\n" for line in lines)
    for problem in plugins.diagnostics:
        sys.stdout.write(f"left out: {problem}\n")
    sys.stdout.write(f"{counted(len(plugins.members), 'plug-in')}\n")


def _show_overrides(form: ListFormat, settings: Path | None) -> None:
    found = built_in.program(settings).overrides
    if form is ListFormat.JSON:
        print_json([asdict(one) for one in found])
        return
    rows = ((f"{one.kind} {one.name} ({one.loser})", f"replaced by {one.by} ({one.winner})") for one in found)
    sys.stdout.writelines(f"{line}\n" for line in entries(rows))
    sys.stdout.write(f"{counted(len(found), 'override')}\n")


def described(plugins: PluginSet) -> dict[str, Any]:
    """Give the plug-ins as plain data."""
    return {
        "plugins": [_plugin(plugins, plugin, order) for order, plugin in enumerate(plugins.members, start=1)],
        "diagnostics": [problem.as_dict() for problem in plugins.diagnostics],
    }


def _plugin(plugins: PluginSet, plugin: Plugin, order: int) -> dict[str, Any]:
    rulesets = plugins.base if plugin.is_builtin else plugins.contents[plugin].rulesets
    return {
        "name": plugin.name,
        "distribution": plugin.distribution,
        "version": plugin.version,
        "order": order,
        "hooks": list(plugin.hooks),
        "playbooks": [{"name": ruleset.name, "version": ruleset.version} for ruleset in rulesets],
        "rules": sum(len(ruleset.rules) for ruleset in rulesets),
        "actions": sorted(action.name for ruleset in rulesets for action in ruleset.actions),
        "acknowledged": {id: because for ruleset in rulesets for id, because in ruleset.acknowledged},
    }


def _lines(plugins: PluginSet) -> Iterator[tuple[str, str]]:
    for one in described(plugins)["plugins"]:
        brought = f" (from {one['distribution']})" if one["distribution"] != one["name"] else ""
        title = f"{one['order']}. {one['name']} {one['version']}".rstrip() + brought
        parts = [counted(one["rules"], "rule"), counted(len(one["actions"]), "action")]
        parts += [f"decides {id} otherwise: {because}" for id, because in one["acknowledged"].items()]
        yield title, "; ".join([*parts, f"hooks {', '.join(one['hooks'])}"])
