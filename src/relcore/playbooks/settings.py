"""Settings: the values that a company gives to parameters, read from a TOML file with the place of each."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from relcore.errors import Diagnostic, Place, RuleError
from relcore.ir import Scalar

PLUGINS = "plugins"
"""Name of the table that is about plug-ins, not about parameters."""
LARGEST = 100_000
"""Bytes of the largest file that is read; there are far fewer parameters than would fill it."""


@dataclass(frozen=True, slots=True)
class PluginTable:
    """What a settings file says of plug-ins, by their names."""

    only: tuple[str, ...] = ()
    """Only these, in this order; all that are installed where nobody is named."""
    first: tuple[str, ...] = ()
    """Of all that are installed, these first."""
    without: tuple[str, ...] = ()


class Settings(Mapping[str, Scalar]):
    """Values by the names of parameters, each with its place in a file; `plugins` where the file has them."""

    def __init__(
        self,
        values: Mapping[str, Scalar],
        places: Mapping[str, Place],
        plugins: PluginTable | None = None,
    ) -> None:
        self._values = dict(values)
        self._places = dict(places)
        self.plugins = plugins
        """Which plug-ins are to be used; None where the file says nothing of them."""

    def __getitem__(self, name: str) -> Scalar:
        return self._values[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def located(self, error: RuleError) -> RuleError:
        """Give the error with the place in the file added to each problem of a setting."""
        return RuleError(self._located(problem) for problem in error.diagnostics)

    def _located(self, problem: Diagnostic) -> Diagnostic:
        name = problem.where.subject.removeprefix("parameter ")
        place = self._places.get(name)
        if place is None or problem.code not in ("RC231", "RC232", "RC233"):
            return problem
        return replace(problem, where=replace(place, subject=problem.where.subject))


def load_settings(path: Path | str) -> Settings:
    """Read a TOML file with values of parameters; decimals are exact.

    A dotted name may be written in one piece (`stage.share.initial_max = 0.40`) or as a table
    (`[stage.share]` and below it `initial_max = 0.40`). The table `[plugins]` says which plug-ins are used:
    `only`, `first` and `without` list names; `plugins = ["wealth"]` is short for `only`. Whether there are
    such parameters, and whether the values fit, is checked when a program is compiled with them. Raises
    `RuleError`: RC234 where the file cannot be read, RC235 where it is no TOML, RC236 where a value is none
    that a parameter can have, RC237 where the plug-ins are not written so.
    """
    file = str(path)
    text = _text(Path(path))
    tree = _parse(text, file)
    lines = _lines(text)
    plugins = _plugins(tree.pop(PLUGINS), file, lines) if PLUGINS in tree else None
    values: dict[str, Scalar] = {}
    places: dict[str, Place] = {}
    problems = []
    for name, value in _leaves(tree):
        where = Place(file=file, line=lines.get(name), subject=f"parameter {name}")
        if name in values:
            problems.append(Diagnostic("RC236", f"'{name}' is set twice", where, "leave one of them out"))
        elif not isinstance(value, bool | int | Decimal | str | datetime | date):
            kind = type(value).__name__
            hint = "give a number, a text, a date, true or false"
            problems.append(Diagnostic("RC236", f"'{name}' is a {kind}, not a single value", where, hint))
        else:
            values[name] = value
            places[name] = Place(file=file, line=lines.get(name))
    if problems:
        raise RuleError(problems)
    return Settings(values, places, plugins)


def _plugins(said: Any, file: str, lines: Mapping[str, int]) -> PluginTable:
    table = said if isinstance(said, dict) else {"only": said}
    hint = 'write [plugins] and below it only = ["wealth"], first = [...] or without = [...]'
    line = next((lines[name] for name in lines if name.partition(".")[0] == PLUGINS), None)
    where = Place(file=file, line=line, subject=PLUGINS)
    known = PluginTable.__dataclass_fields__
    problems = []
    for key, names in table.items():
        if key not in known:
            problems.append(Diagnostic("RC237", f"'{key[:100]}' says nothing of plug-ins", where, hint))
        elif not isinstance(names, list) or not all(isinstance(name, str) and name for name in names):
            problems.append(Diagnostic("RC237", f"'{key}' is no list of names of plug-ins", where, hint))
    if table.get("only") and table.get("first"):
        problems.append(
            Diagnostic("RC237", "'only' gives an order already, beside it 'first' is too much", where, hint)
        )
    if problems:
        raise RuleError(problems)
    return PluginTable(**{key: tuple(names) for key, names in table.items()})


def _text(path: Path) -> str:
    hint = "name a TOML file with lines such as: greeting.after_purchase.max_days = 3"
    try:
        with path.open("rb") as stream:
            data = stream.read(LARGEST + 1)
        if len(data) > LARGEST:
            raise RuleError.of(
                "RC234", f"'{path}' is larger than {LARGEST} bytes", Place(file=str(path)), hint
            )
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except OSError as error:
        raise RuleError.of(
            "RC234",
            f"'{path}' cannot be read: {error.strerror or type(error).__name__}",
            Place(file=str(path)),
            hint,
        ) from error
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise RuleError.of(
            "RC235", "this is not UTF-8", Place(file=str(path), line=line), "save the file as UTF-8"
        ) from error


def _parse(text: str, file: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text, parse_float=Decimal)
    except (ValueError, ArithmeticError, RecursionError) as error:
        said = str(error) or type(error).__name__
        found = re.search(r" \(at line (\d+), column \d+\)", said)
        raise RuleError.of(
            "RC235",
            f"this is no TOML: {said.replace(found[0], '') if found else said}",
            Place(file=file, line=int(found[1]) if found else None),
            "write a name, an equals sign and a value on each line; texts and dates as in TOML",
        ) from error


def _leaves(tree: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in tree.items():
        name = f"{above}{key}"
        if isinstance(value, dict):
            yield from _leaves(value, f"{name}.")
        else:
            yield name, value


def _lines(text: str) -> dict[str, int]:
    """Find the line on which each name is set, reading statement after statement of valid TOML."""
    found: dict[str, int] = {}
    table, statement, begun = "", "", 1
    for number, line in enumerate(text.split("\n"), start=1):
        if not statement:
            begun = number
            if line.lstrip().startswith("["):
                table = line
                continue
        statement += f"{line}\n"
        try:
            tree = tomllib.loads(f"{table}\n{statement}", parse_float=Decimal)
        except ValueError:
            continue
        statement = ""
        for name, _ in _leaves(tree):
            found.setdefault(name, begun)
    return found
