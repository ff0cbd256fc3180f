"""The plug-ins in use, in their order: what they bring together, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Literal, TypeAlias, TypeVar

from relcore.advice import RankingFactor
from relcore.errors import Diagnostic, Place, PluginError, UsageError
from relcore.facts import ActionSpec, Fact
from relcore.ir import RuleSet
from relcore.lang import Playbook
from relcore.playbooks import PlaybookFile
from relcore.plugins.bring import Command, ExecutorMaker, RowReader
from relcore.plugins.builtin import BuiltIn
from relcore.plugins.contents import Contents, contents_of
from relcore.plugins.discovery import Found, find, installed, of_object
from relcore.plugins.examine import examine
from relcore.plugins.load import load
from relcore.plugins.plugin import Plugin
from relcore.program import check

T = TypeVar("T")


@dataclass(frozen=True, eq=False)
class PluginSet:
    """Plug-ins that were loaded, relcore's own first; `load_plugins` and `installed_plugins` make it."""

    members: tuple[Plugin, ...]
    contents: Mapping[Plugin, Contents] = field(repr=False)
    diagnostics: tuple[Diagnostic, ...] = ()
    """What is wrong with plug-ins; those that cannot be used are left out."""
    is_lenient: bool = False
    """Whether a plug-in that does not fit is left out, rather than refused."""

    @property
    def others(self) -> tuple[Plugin, ...]:
        """All but relcore's own."""
        return tuple(plugin for plugin in self.members if not plugin.is_builtin)

    @cached_property
    def base(self) -> tuple[RuleSet, ...]:
        """The built-in playbook, which is used where an advisor is given no other."""
        books: Iterable[Playbook] = self.members[0].hooks["relcore_playbooks"]()
        return tuple(book.ruleset() for book in books)

    @property
    def sources(self) -> tuple[RuleSet | PlaybookFile, ...]:
        """What the others add to the playbooks in use."""
        return self._all(lambda contents: contents.sources)

    @property
    def rulesets(self) -> tuple[RuleSet, ...]:
        """The rule sets among them, those of files included."""
        return self._all(lambda contents: contents.rulesets)

    @property
    def types(self) -> tuple[type[Fact], ...]:
        """Fact types, also those that only rules name."""
        models = tuple(model for ruleset in self.rulesets for model in ruleset.models)
        return tuple(dict.fromkeys(models))

    @property
    def specs(self) -> tuple[ActionSpec, ...]:
        """Actions, also those that playbooks bring."""
        return tuple(spec for ruleset in self.rulesets for spec in ruleset.specs)

    @property
    def words(self) -> tuple[Path, ...]:
        """Folders of messages."""
        return self._all(lambda contents: contents.words)

    @property
    def factors(self) -> tuple[RankingFactor, ...]:
        """Ranking factors."""
        return self._all(lambda contents: contents.factors)

    @property
    def readers(self) -> Mapping[str, RowReader]:
        """Readers of files by the ending of their names."""
        return self._first(lambda contents: contents.readers)

    @property
    def executors(self) -> Mapping[str, ExecutorMaker | str]:
        """Executors by name."""
        return self._first(lambda contents: contents.executors)

    @property
    def commands(self) -> Mapping[str, Command]:
        """Commands by name."""
        return self._first(lambda contents: contents.commands)

    def fitting(self, rulesets: Sequence[RuleSet]) -> PluginSet:
        """Leave out, one after another, the plug-ins whose rules do not fit; `rulesets` are all in use.

        Where plug-ins were asked for by name, or all of them fit, nothing is left out.
        """
        ours = {id(one) for one in self.rulesets}
        together = [one for one in rulesets if id(one) not in ours]
        kept, problems = list(self.members[:1]), list(self.diagnostics)
        for plugin in self.others if self.is_lenient else ():
            trial = [*together, *self.contents[plugin].rulesets]
            if not (found := (*examine(trial), *check(trial))):
                kept.append(plugin)
                together = trial
                continue
            where = Place(subject=f"plug-in {plugin.name}")
            hint = "see what is wrong below; the others are used without it"
            problem = f"its rules do not fit: {_counted(found)}"
            problems += [Diagnostic("RC608", problem, where, hint), *found]
        if not self.is_lenient or len(kept) == len(self.members):
            return self
        return PluginSet(tuple(kept), self.contents, tuple(problems), is_lenient=True)

    def _all(self, part: Callable[[Contents], tuple[T, ...]]) -> tuple[T, ...]:
        return tuple(item for plugin in self.members for item in part(self.contents[plugin]))

    def _first(self, part: Callable[[Contents], Mapping[str, T]]) -> dict[str, T]:
        """Of two things of one name, the first plug-in's."""
        merged: dict[str, T] = {}
        for plugin in self.members:
            for name, thing in part(self.contents[plugin]).items():
                merged.setdefault(name, thing)
        return merged


Wanted: TypeAlias = PluginSet | Literal["installed"] | Iterable[object]
"""A set that is loaded, all that is installed, or names, modules and objects in their order."""


def load_plugins(wanted: Wanted = ()) -> PluginSet:
    """Load plug-ins: those that are named must work, of those that are found the broken ones are left out.

    Names are those of entry points in the group `relcore`. Raises `PluginError` with all problems of plug-ins
    that were named or given (RC601 to RC619); `UsageError` (RC004) for a single name instead of a list.
    """
    if isinstance(wanted, PluginSet):
        return wanted
    if isinstance(wanted, str):
        if wanted != "installed":
            hint = f"write plugins=[{wanted!r}], or plugins='installed' for all that is installed"
            raise UsageError.of("RC004", f"plug-ins are asked for by {wanted!r}, which is no list", hint=hint)
        return installed_plugins()
    made = _load(wanted)
    if made.diagnostics:
        raise PluginError(made.diagnostics)
    return made


def installed_plugins(
    first: Iterable[str] = (), *, only: Collection[str] | None = None, without: Collection[str] = ()
) -> PluginSet:
    """Load what is installed: those of `first` in their order, then the others by name.

    `only` names those that are wanted at all, `without` those that are not. Whatever cannot be used is left
    out and named in the `diagnostics` of the set.
    """
    names = [*dict.fromkeys([*first, *installed()])]
    wanted = [name for name in names if (only is None or name in only) and name not in without]
    return _load(wanted, is_lenient=True)


def plugins_of(
    only: Sequence[str] = (), first: Sequence[str] = (), without: Collection[str] = ()
) -> PluginSet:
    """Load only some plug-ins in their order, which must work, or all that are installed, some of them first.

    `none` in the place of names stands for no plug-in at all. Raises `PluginError` as `load_plugins` does.
    """
    if only:
        wanted = [name for name in only if name not in without]
        return load_plugins([] if wanted == ["none"] else wanted)
    return installed_plugins(first, without=without)


def _counted(problems: Sequence[Diagnostic]) -> str:
    """Say which problems there are, in one line."""
    codes = sorted({problem.code for problem in problems})
    return f"{len(problems)} of {', '.join(codes)}" if len(problems) > 1 else codes[0]


def _load(wanted: Iterable[object], *, is_lenient: bool = False) -> PluginSet:
    builtin = _builtin()
    members, contents = [builtin], {builtin: _quickly(builtin)}
    problems: list[Diagnostic] = []
    for found in find(wanted):
        plugin = load(found) if isinstance(found, Found) else found
        if isinstance(plugin, Diagnostic):
            problems.append(plugin)
            continue
        if any(plugin.name == other.name for other in members):
            where = Place(subject=f"plug-in {plugin.name}")
            hint = "name each plug-in once; give objects a `relcore_name` of their own"
            problems.append(Diagnostic("RC607", "there are two plug-ins of this name", where, hint))
            continue
        brought, wrong = contents_of(plugin)
        problems += wrong
        if not wrong:
            members.append(plugin)
            contents[plugin] = brought
    return PluginSet(tuple(members), contents, tuple(problems), is_lenient)


def _builtin() -> Plugin:
    plugin = load(of_object(BuiltIn()))
    if isinstance(plugin, Diagnostic):
        raise PluginError([plugin])
    return Plugin(plugin.name, plugin.distribution, plugin.version, plugin.hooks, is_builtin=True)


def _quickly(builtin: Plugin) -> Contents:
    """Take what relcore brings itself, without its playbook, which is made only where it is used."""
    hooks = {name: hook for name, hook in builtin.hooks.items() if name != "relcore_playbooks"}
    contents, problems = contents_of(
        Plugin(builtin.name, builtin.distribution, builtin.version, hooks, is_builtin=True)
    )
    if problems:
        raise PluginError(problems)
    return contents
