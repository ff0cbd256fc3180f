"""Finding plug-ins: those that are installed, and those that a caller names or hands over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from importlib.metadata import EntryPoint, PackageNotFoundError, entry_points, version
from types import ModuleType
from typing import Any

from relcore.errors import Diagnostic, Place
from relcore.plugins.calls import failure, guarded
from relcore.plugins.markers import PROJECT


@dataclass(frozen=True, slots=True)
class Found:
    """Something that claims to be a plug-in, not yet looked at."""

    thing: Any
    name: str
    distribution: str
    version: str


def installed() -> dict[str, EntryPoint]:
    """Give the installed plug-ins by name, in the order of their names; none of them is imported."""
    return {entry.name: entry for entry in sorted(entry_points(group=PROJECT), key=lambda one: one.name)}


def find(wanted: Iterable[object]) -> Iterator[Found | Diagnostic]:
    """Find plug-ins by name, or take the modules and objects that are given; say which cannot be loaded."""
    known: dict[str, EntryPoint] | None = None
    for thing in wanted:
        if not isinstance(thing, str):
            yield of_object(thing)
            continue
        known = installed() if known is None else known
        yield _by_name(thing, known)


def of_object(thing: object) -> Found:
    """Take a module or an object as a plug-in, with the version that it tells."""
    told = getattr(thing, "relcore_name", None)
    own = getattr(thing, "__name__", "") or type(thing).__name__
    name = told if isinstance(told, str) and told else own.rpartition(".")[2]
    release = getattr(thing, "relcore_version", None) or getattr(thing, "__version__", None)
    distribution = told if isinstance(told, str) and told else own.partition(".")[0]
    if release is None and isinstance(thing, ModuleType):
        try:
            release = version(distribution)
        except PackageNotFoundError:
            release = ""
    return Found(thing, name, distribution, str(release or ""))


def _by_name(name: str, known: dict[str, EntryPoint]) -> Found | Diagnostic:
    entry = known.get(name)
    if entry is None:
        near = get_close_matches(name, known, n=1)
        hint = f"did you mean '{near[0]}'?" if near else _some(sorted(known))
        return Diagnostic(
            "RC601", f"there is no plug-in '{name[:200]}'", Place(subject=f"plug-in {name[:200]}"), hint
        )
    where = Place(subject=f"plug-in {name}")
    outcome = guarded(entry.load)
    if outcome.ending != "given":
        hint = f"repair the module {entry.value}, or go without the plug-in"
        return failure("RC602", "it cannot be imported", outcome, where, hint)
    distribution = entry.dist
    if distribution is None:
        return Found(outcome.value, name, name, "")
    return Found(outcome.value, name, distribution.name, distribution.version)


def _some(names: Sequence[str]) -> str:
    return f"installed: {', '.join(names[:12])}" if names else "no plug-in is installed"
