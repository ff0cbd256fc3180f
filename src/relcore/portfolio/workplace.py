"""The folder beside the result in which a run keeps what it has done, so that it can go on after a break."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from relcore.errors import BookError, Place

_MANIFEST = "manifest.json"


class Workplace:
    """What a run has done so far, under a description of everything that its result depends on.

    Every file appears whole or not at all, and its name says what it is; so whatever is there counts, and a
    run that was killed goes on with what is missing.
    """

    def __init__(self, out: Path) -> None:
        self.folder = out.with_name(f".{out.name}.work")

    def open(self, task: Mapping[str, Any]) -> bool:
        """Make the folder ready for a task; tell whether an earlier run of the same task left something.

        What a run of another task left is removed.
        """
        try:
            if self._manifest() == task:
                return True
            self.close()
            self.folder.mkdir()
            self.write(_MANIFEST, task)
        except OSError as error:
            raise _unusable(self.folder, error) from error
        return False

    def close(self) -> None:
        """Remove the folder; the manifest goes first, so that a half-removed folder counts for nothing."""
        (self.folder / _MANIFEST).unlink(missing_ok=True)
        if self.folder.exists():
            shutil.rmtree(self.folder)

    def read(self, name: str) -> Any | None:
        """Read what a step left, if it was done."""
        path = self.folder / name
        return json.loads(path.read_text("utf-8")) if path.exists() else None

    def write(self, name: str, content: Any) -> None:
        """Note what a step came to."""
        write_whole(self.folder / name, json.dumps(content, ensure_ascii=False, indent=1))

    def _manifest(self) -> Any | None:
        try:
            return self.read(_MANIFEST)
        except ValueError:
            return None


def write_whole(path: Path, text: str) -> None:
    """Write a file that appears under its name only when it is complete."""
    partial = path.with_name(f".{path.name}.{os.getpid()}.part")
    partial.write_text(text, "utf-8")
    partial.replace(path)


def _unusable(folder: Path, error: OSError) -> BookError:
    return BookError.of(
        "RC432",
        f"the folder for unfinished work cannot be used: {error.strerror or type(error).__name__}",
        Place(file=str(folder)),
        "name a result in a folder that you may write to",
    )
