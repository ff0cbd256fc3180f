"""What a plug-in brings, asked for once and looked at, with the name of its maker on each thing."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import Any, Final

from relcore.advice import LANGUAGES, RankingFactor, messages_of, read_po
from relcore.errors import Diagnostic, Place, RelcoreError
from relcore.facts import ActionSpec, CompanyFact, Conclusion, CustomerFact, Fact
from relcore.ir import RuleSet
from relcore.lang import Playbook, declaration, fact_type
from relcore.playbooks import PlaybookFile
from relcore.plugins.bring import Command, ExecutorMaker, RowReader
from relcore.plugins.calls import failure, guarded
from relcore.plugins.plugin import Plugin

_BASES: Final = (Fact, CustomerFact, CompanyFact, Conclusion)
_MOST: Final = 10_000
"""Things that one hook may give; a plug-in that gives more has lost count."""


@dataclass(frozen=True)
class Contents:
    """All that one plug-in brings."""

    sources: tuple[RuleSet | PlaybookFile, ...] = ()
    types: tuple[type[Fact], ...] = ()
    specs: tuple[ActionSpec, ...] = ()
    words: tuple[Path, ...] = ()
    factors: tuple[RankingFactor, ...] = ()
    readers: Mapping[str, RowReader] = field(default_factory=dict)
    executors: Mapping[str, ExecutorMaker | str] = field(default_factory=dict)
    commands: Mapping[str, Command] = field(default_factory=dict)

    @property
    def rulesets(self) -> tuple[RuleSet, ...]:
        """The rule sets of its playbooks and playbook files."""
        return tuple(one.ruleset if isinstance(one, PlaybookFile) else one for one in self.sources)


def contents_of(plugin: Plugin) -> tuple[Contents, list[Diagnostic]]:
    """Ask a plug-in for all that it brings; what is not what its hook asks for is said, and left out."""
    asking = _Asking(plugin)
    specs = asking.items("relcore_actions", _is_spec, "an ActionSpec")
    types = asking.items("relcore_fact_types", _is_type, "a class of facts")
    books = asking.items("relcore_playbooks", _is_playbook, "a Playbook, a RuleSet or a PlaybookFile")
    sources = [asking.stamped(book) for book in books]
    if specs or types:
        sources.append(asking.stamped(_own(plugin, specs, types)))
    contents = Contents(
        sources=tuple(source for source in sources if source is not None),
        types=tuple(types),
        specs=tuple(specs),
        words=tuple(
            asking.items("relcore_words", _is_folder, "a folder with en and zh, each with .po or .mo files")
        ),
        factors=tuple(asking.items("relcore_factors", _is_factor, "a RankingFactor")),
        readers=asking.named("relcore_readers", r"\.[a-z0-9.]{1,20}", callable, "a function"),
        executors=asking.named("relcore_executors", r"[a-z][a-z0-9_-]*", _is_maker, "a function or a place"),
        commands=asking.named("relcore_commands", r"[a-z][a-z0-9-]*", _is_command, "a Command"),
    )
    return contents, asking.problems


class _Asking:
    """Asks one plug-in and notes what is wrong with its answers."""

    def __init__(self, plugin: Plugin) -> None:
        self.plugin = plugin
        self.problems: list[Diagnostic] = []

    def items(self, hook: str, fits: Callable[[Any], bool], wanted: str) -> list[Any]:
        """Give the things that a hook lists."""
        answer = self._answer(hook, lambda given: _listed(given))
        return [item for item in answer or () if self._keeps(hook, fits, item, wanted)]

    def named(self, hook: str, name: str, fits: Callable[[Any], bool], wanted: str) -> dict[str, Any]:
        """Give the things that a hook gives by name."""
        answer = self._answer(hook, lambda given: dict(given))
        kept = {}
        for key, item in (answer or {}).items():
            if not isinstance(key, str) or not re.fullmatch(name, key):
                self._blame(hook, f"{_brief(key)} is no name for it", f"write it like {_EXAMPLES[hook]}")
            elif self._keeps(hook, fits, item, wanted):
                kept[key] = item
        return kept

    def stamped(self, book: Playbook | RuleSet | PlaybookFile) -> RuleSet | PlaybookFile | None:
        """Give a playbook as data that names its maker."""
        outcome = guarded(lambda: book.ruleset() if isinstance(book, Playbook) else book, self.plugin.workers)
        if outcome.ending != "given":
            self.problems.append(failure("RC605", "a playbook cannot be read", outcome, self._where, _REPAIR))
            return None
        maker = self.plugin.distribution, self.plugin.version
        read: RuleSet | PlaybookFile = outcome.value
        if isinstance(read, PlaybookFile) and read.draft:
            problem = f"the playbook file '{read.name}' is a draft"
            self._blame("relcore_playbooks", problem, "write 'state: active' when it is ready")
            return None
        if isinstance(read, PlaybookFile):
            return replace(read, ruleset=read.ruleset.brought_by(*maker))
        return read.brought_by(*maker)

    def _answer(self, hook: str, read: Callable[[Any], Any]) -> Any:
        function = self.plugin.hooks.get(hook)
        if function is None:
            return None
        outcome = guarded(lambda: read(function()), self.plugin.workers)
        if outcome.ending == "given":
            return outcome.value
        self.problems.append(failure("RC605", f"{hook} gives nothing", outcome, self._where, _REPAIR))
        return None

    def _keeps(self, hook: str, fits: Callable[[Any], bool], item: Any, wanted: str) -> bool:
        outcome = guarded(lambda: fits(item), self.plugin.workers)
        if outcome.ending == "given" and outcome.value:
            return True
        if isinstance(outcome.value, RelcoreError):
            self.problems += outcome.value.diagnostics
            return False
        self._blame(hook, f"{_brief(item)} is not {wanted}", f"give {wanted}")
        return False

    def _blame(self, hook: str, problem: str, hint: str) -> None:
        self.problems.append(Diagnostic("RC606", f"{hook}: {problem}", self._where, hint))

    @property
    def _where(self) -> Place:
        return Place(subject=f"plug-in {self.plugin.name}")


_REPAIR = "repair the plug-in, or go without it"
_EXAMPLES: Final = {"relcore_readers": ".xlsx", "relcore_executors": "acme", "relcore_commands": "show-stock"}


def _own(plugin: Plugin, specs: list[ActionSpec], types: list[type[Fact]]) -> RuleSet:
    """Put actions and fact types that no playbook holds into a rule set of the plug-in's own."""
    return RuleSet(
        name=plugin.name,
        version=plugin.version,
        actions=tuple(map(declaration, specs)),
        types=tuple(map(fact_type, types)),
        models=tuple(types),
        specs=tuple(specs),
    )


def _listed(given: Any) -> list[Any]:
    items = []
    for item in given:
        items.append(item)
        if len(items) > _MOST:
            raise ValueError(f"more than {_MOST} things")
    return items


def _is_spec(item: Any) -> bool:
    return isinstance(item, ActionSpec)


def _is_type(item: Any) -> bool:
    return isinstance(item, type) and issubclass(item, Fact) and item not in _BASES


def _is_playbook(item: Any) -> bool:
    return isinstance(item, Playbook | RuleSet | PlaybookFile)


def _is_factor(item: Any) -> bool:
    return isinstance(item, RankingFactor)


def _is_command(item: Any) -> bool:
    return isinstance(item, Command)


def _is_maker(item: Any) -> bool:
    return callable(item) or (isinstance(item, str) and ":" in item)


def _is_folder(item: Any) -> bool:
    """Whether it is a folder of messages; raises `AdviceError` (RC510) where one cannot be read."""
    if not isinstance(item, Path):
        return False
    files = {lang: messages_of(item / lang) for lang in LANGUAGES}
    for path in chain.from_iterable(files.values()):
        if path.suffix == ".po":
            read_po(path)
    return all(files.values())


def _brief(item: Any) -> str:
    try:
        text = repr(item)
    except Exception:  # a stranger's object may fail to say what it is
        text = f"an object of the class {type(item).__name__}"
    return text if len(text) <= 80 else f"{text[:77]}..."
