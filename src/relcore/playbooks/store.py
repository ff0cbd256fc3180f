"""A folder that keeps the versions of playbook files, which of them is active, and how that came about."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Literal

from relcore.errors import Diagnostic, Place, RuleError
from relcore.ir import RuleSet
from relcore.playbooks.file import PlaybookFile, load_playbook
from relcore.playbooks.located import check_playbook

_POINTER = "active.json"
_LOCK = "lock"


@dataclass(frozen=True, slots=True)
class Event:
    """One step in the life of a playbook; after a roll back to nothing, no digest."""

    action: Literal["activate", "rollback"]
    playbook: str
    digest: str
    """Names the content of the file that is active from then on."""
    version: str = ""

    def as_dict(self) -> dict[str, Any]:
        """Give the event as plain data."""
        return asdict(self)


class PlaybookStore:
    """Versions by their digest, in a folder for each playbook, and one file that says which one is active.

    That file also holds the history, and is replaced as a whole: whoever reads sees the state before or after
    a step, never one between. All methods raise `RuleError`: RC650 where the folder is not as it should be,
    RC651 where somebody else is at work in it.
    """

    def __init__(self, folder: Path | str) -> None:
        self.folder = Path(folder)

    def names(self) -> list[str]:
        """Give the names of all playbooks that are or were active."""
        return sorted(path.parent.name for path in self.folder.glob(f"*/{_POINTER}"))

    def activate(
        self,
        path: Path | str,
        others: Iterable[RuleSet] = (),
        judge: Callable[[PlaybookFile, list[RuleSet]], Iterable[Diagnostic]] = lambda _, __: (),
    ) -> Event:
        """Check a playbook file together with other rule sets and what is active, keep it, make it active.

        A draft is active from then on as well, for this is the step that makes it so. `judge` may find more
        against the file, given what it is added to. Raises `RuleError` with all that is wrong with the file.
        """
        known = list(others)
        name = load_playbook(path, known).name
        known += [file.ruleset for file in self.active(known) if file.name != name]
        if problems := check_playbook(path, known):
            raise RuleError(problems)
        file = load_playbook(path, known)
        if problems := list(judge(file, known)):
            raise RuleError(problems)
        with self._locked(name):
            kept = self._version(name, file.digest)
            kept.parent.mkdir(parents=True, exist_ok=True)
            _write(kept, Path(path).read_bytes())
            self._loaded(name, file.digest, known)
            history = self.history(name)
            if history and history[-1].digest == file.digest:
                return history[-1]
            return self._append(history, Event("activate", name, file.digest, file.version))

    def rollback(self, name: str) -> Event:
        """Make active what was active before the last activation that still counts, which may be nothing.

        Raises `RuleError` (RC652) where nothing is active.
        """
        if name not in self.names():
            known = ", ".join(self.names()) or "none yet; relcore playbook activate adds one"
            where = Place(file=str(self.folder))
            raise RuleError.of("RC652", f"there is no playbook '{name[:100]}'", where, f"there are: {known}")
        with self._locked(name):
            history = self.history(name)
            standing = _standing(history)
            if not standing:
                where = Place(file=str(self.folder / name))
                hint = "relcore playbook history shows what was"
                raise RuleError.of("RC652", f"no version of '{name}' is active", where, hint)
            before = standing[-2] if len(standing) > 1 else Event("activate", name, "")
            return self._append(history, replace(before, action="rollback"))

    def history(self, name: str) -> list[Event]:
        """Give all steps of a playbook, the oldest first."""
        path = self.folder / name / _POINTER
        try:
            told = json.loads(path.read_text(encoding="utf-8"))
            return [Event(**event) for event in told["history"]]
        except FileNotFoundError:
            return []
        except (OSError, ValueError, TypeError, KeyError) as error:
            hint = "restore the file from a copy of the folder"
            problem = f"'{path}' cannot be read: {type(error).__name__}"
            raise RuleError.of("RC650", problem, Place(file=str(path)), hint) from error

    def active(self, others: Iterable[RuleSet] = ()) -> list[PlaybookFile]:
        """Read the active version of each playbook, by name."""
        known = list(others)
        found = []
        for name in self.names():
            history = self.history(name)
            if history and history[-1].digest:
                file = self._loaded(name, history[-1].digest, known)
                known.append(file.ruleset)
                found.append(replace(file, draft=False))
        return found

    def _loaded(self, name: str, digest: str, known: list[RuleSet]) -> PlaybookFile:
        path = self._version(name, digest)
        file = load_playbook(path, known)
        if (file.name, file.digest) != (name, digest):
            problem = f"'{path}' is not what was activated"
            hint = "activate the file that you want anew"
            raise RuleError.of("RC650", problem, Place(file=str(path)), hint)
        return file

    def _version(self, name: str, digest: str) -> Path:
        return self.folder / name / "versions" / f"{digest}.yaml"

    def _append(self, history: list[Event], event: Event) -> Event:
        told = {"active": event.digest, "history": [one.as_dict() for one in (*history, event)]}
        text = json.dumps(told, ensure_ascii=False, indent=1) + "\n"
        _write(self.folder / event.playbook / _POINTER, text.encode())
        return event

    @contextmanager
    def _locked(self, name: str) -> Iterator[None]:
        lock = self.folder / name / _LOCK
        try:
            lock.parent.mkdir(parents=True, exist_ok=True)
            os.close(os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
        except FileExistsError:
            hint = "wait until it is done; where nobody is at work any more, delete the file"
            problem = f"somebody else is changing the playbook '{name}'"
            raise RuleError.of("RC651", problem, Place(file=str(lock)), hint) from None
        except OSError as error:
            raise _cannot_write(lock, error) from error
        try:
            yield
        except OSError as error:
            raise _cannot_write(self.folder / name, error) from error
        finally:
            lock.unlink(missing_ok=True)


def _standing(history: Iterable[Event]) -> list[Event]:
    """Give the activations that no roll back has undone, the oldest first."""
    standing: list[Event] = []
    for event in history:
        if event.action == "activate":
            standing.append(event)
        elif standing:
            standing.pop()
    return standing


def _write(path: Path, data: bytes) -> None:
    """Write a file that appears under its name only when it is complete."""
    partial = path.with_name(f".{path.name}.part")
    with partial.open("wb") as target:
        target.write(data)
        target.flush()
        os.fsync(target.fileno())
    partial.replace(path)


def _cannot_write(path: Path, error: OSError) -> RuleError:
    said = error.strerror or type(error).__name__
    hint = "name a folder that you may write to"
    return RuleError.of("RC650", f"'{path}' cannot be written: {said}", Place(file=str(path)), hint)
