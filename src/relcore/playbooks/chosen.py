"""The playbooks of an advisor, and which of them count on a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from relcore.errors import Diagnostic, Place, RuleError
from relcore.facts import ActionSpec
from relcore.ir import RuleSet, Scalar
from relcore.lang import Playbook
from relcore.playbooks.file import PlaybookFile

Source = Playbook | RuleSet | PlaybookFile


class Chosen:
    """Playbooks written in Python and read from files, side by side.

    Raises `RuleError` (RC646) for each draft among the files, unless drafts are asked for.
    """

    def __init__(self, sources: Iterable[Source], *, drafts: bool = False) -> None:
        self._sources = tuple(
            source.ruleset() if isinstance(source, Playbook) else source for source in sources
        )
        self.files = tuple(source for source in self._sources if isinstance(source, PlaybookFile))
        refused = [_refusal(file) for file in self.files if file.draft and not drafts]
        if refused:
            raise RuleError(refused)

    @property
    def specs(self) -> tuple[ActionSpec, ...]:
        """The actions that any of them brings."""
        return tuple(spec for ruleset in self.rulesets(range(len(self._sources))) for spec in ruleset.specs)

    @property
    def words(self) -> tuple[Mapping[str, Mapping[str, str]], ...]:
        """The messages of the files, of several versions of a playbook the latest first."""
        return tuple(file.words for file in _latest_first(self.files) if any(file.words.values()))

    def on(self, day: date | None) -> tuple[int, ...]:
        """Name the sources that count on a day; without a day, of each playbook the latest version."""
        if day is not None:
            return tuple(
                number
                for number, source in enumerate(self._sources)
                if not isinstance(source, PlaybookFile) or source.effective.holds(day)
            )
        latest = {file.name: file for file in reversed(_latest_first(self.files))}
        return tuple(
            number
            for number, source in enumerate(self._sources)
            if not isinstance(source, PlaybookFile) or latest[source.name] is source or _open(source)
        )

    def rulesets(self, numbers: Iterable[int]) -> list[RuleSet]:
        """Give the rule sets of the sources that these numbers name."""
        picked = (self._sources[number] for number in numbers)
        return [one.ruleset if isinstance(one, PlaybookFile) else one for one in picked]

    def picked(self, numbers: Iterable[int]) -> list[PlaybookFile]:
        """Give the files among the sources that these numbers name."""
        sources = (self._sources[number] for number in numbers)
        return [source for source in sources if isinstance(source, PlaybookFile)]

    def settings(self, numbers: Iterable[int]) -> dict[str, Scalar]:
        """Give the values that files set; raises `RuleError` (RC647) where two of them disagree."""
        found: dict[str, tuple[Scalar, PlaybookFile]] = {}
        problems = []
        for file in self.picked(numbers):
            for name, value in file.settings.items():
                before, other = found.setdefault(name, (value, file))
                if before != value or type(before) is not type(value):
                    where = file.document.place(("settings", name))
                    problem = f"'{name}' is {value} here, and {before} in {other.path}"
                    hint = "leave one of them out, or set the parameter in a file of settings"
                    problems.append(Diagnostic("RC647", problem, where, hint))
        if problems:
            raise RuleError(problems)
        return {name: value for name, (value, _) in found.items()}


def _open(file: PlaybookFile) -> bool:
    return file.effective.first is None and file.effective.last is None


def _latest_first(files: Iterable[PlaybookFile]) -> list[PlaybookFile]:
    return sorted(files, key=lambda file: file.effective.first or date.min, reverse=True)


def _refusal(file: PlaybookFile) -> Diagnostic:
    hint = "write 'state: active', activate it in a store of playbooks, or ask for drafts"
    return Diagnostic("RC646", f"the playbook '{file.name}' is a draft", Place(file=str(file.path)), hint)
