"""`relcore parameters`: the thresholds that a company can set, their values and whence they come."""

from __future__ import annotations

import sys
from typing import Any

from relcore.advice.page import OWN
from relcore.cli import built_in
from relcore.cli.options import ListFormat, ListFormatOption, PlaybookOption, SettingsOption
from relcore.cli.streams import print_json
from relcore.cli.tables import counted, entries
from relcore.ir import Parameter, Scalar
from relcore.ledger import plain


def command(
    form: ListFormatOption = ListFormat.TEXT,
    settings: SettingsOption = None,
    playbooks: PlaybookOption = None,
) -> None:
    """List the thresholds that a company can set."""
    program = built_in.program(settings, playbooks)
    chosen = [described(one, program.values[name]) for name, one in sorted(program.parameters.items())]
    if form is ListFormat.JSON:
        print_json(chosen)
    else:
        lines = entries((_title(one), f"{one['sentence']}{_bounds(one)}.") for one in chosen)
        sys.stdout.writelines(f"{line}\n" for line in lines)
        sys.stdout.write(f"{counted(len(chosen), 'parameter')}\n")


def described(parameter: Parameter, value: Scalar) -> dict[str, Any]:
    """Give a parameter and its value as plain data."""
    return {
        "name": parameter.name,
        "value": plain(value),
        "default": plain(parameter.default),
        "unit": parameter.unit or None,
        "sentence": parameter.doc,
        "origin": parameter.origin,
        "brought_by": parameter.provenance or None,
        "at_least": plain(parameter.at_least),
        "at_most": plain(parameter.at_most),
    }


def _title(one: dict[str, Any]) -> str:
    changed = "" if one["value"] == one["default"] else f" (default {one['default']})"
    return f"{one['name']} = {one['value']}" + (f" {one['unit']}" if one["unit"] else "") + changed


def _bounds(one: dict[str, Any]) -> str:
    bounds = [
        f"{word} {one[key]}"
        for key, word in (("at_least", "at least"), ("at_most", "at most"))
        if one[key] is not None
    ]
    told = "" if one["origin"] == "relcore" else f"; after {one['origin']}"
    brought = one["brought_by"] or OWN
    by = "" if brought.split()[0] == OWN else f"; brought by {brought}"
    return (f" ({', '.join(bounds)})" if bounds else "") + told + by
