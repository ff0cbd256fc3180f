"""Playbook files for tests: written, read, and the problems that are found in them."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

from relcore.errors import Diagnostic
from relcore.playbooks import PlaybookFile, check_playbook, load_playbook
from relcore.rules import builtin

BUILTIN = builtin().ruleset()

CATALOGUE = dedent("""\
    playbook: acme
    version: "1.0"
    parameters:
      acme.catalogue.max_days:
        default: 14
        says: Days after an order in which a catalogue is welcome
        unit: days
        at_least: 1
    actions:
      acme.send_catalogue:
        label: {en: Send the catalogue, zh: 寄送产品目录}
        purpose: sales
        channels: [email, mail]
        beneficiary: nobody
        promise: nothing
        honesty: truthful
    words:
      action.acme.send_catalogue:
        en: Send {customer} the catalogue.
        zh: 给{customer}寄送产品目录。
      reason.acme.large-order:
        en: A large order is a good occasion.
        zh: 大额订单之后正是好时机。
    rules:
      catalogue_after_order:
        says: Send the catalogue after a large order.
        origin: acme
        for: {order: Order}
        when:
          - days_since(order.placed_on) <= params.acme.catalogue.max_days
          - order.amount > 1000
        then:
          recommend: acme.send_catalogue
          due: =order.placed_on + days(2)
          about: =order.id
          reason: acme.large-order
""")


def write(folder: Path, text: str | bytes, name: str = "acme.yaml") -> Path:
    """Write a playbook file."""
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else dedent(text).encode())
    return path


def load(folder: Path, text: str, name: str = "acme.yaml") -> PlaybookFile:
    """Read a playbook file that is added to the built-in playbook."""
    return load_playbook(write(folder, text, name), [BUILTIN])


def problems(folder: Path, text: str | bytes) -> list[Diagnostic]:
    """Give all that is wrong with a playbook file that is added to the built-in playbook."""
    return check_playbook(write(folder, text), [BUILTIN])


def told(found: list[Diagnostic]) -> list[tuple[str, str, str]]:
    """Give code, line and column, and problem of each diagnostic."""
    return [(one.code, f"{one.where.line}:{one.where.column}", one.problem) for one in found]
