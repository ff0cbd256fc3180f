"""Which files a book holds, and nothing outside its folder."""

from __future__ import annotations

import stat
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from relcore.books.row_table import RowReader
from relcore.errors import BookError, Place

TEXT_SUFFIXES = (".csv", ".tsv", ".tab", ".txt")
JSON_SUFFIXES = (".jsonl", ".ndjson")
PARQUET_SUFFIXES = (".parquet", ".pq")
NATIVE_SUFFIXES = (".csv", ".tsv", ".tab", *JSON_SUFFIXES, *PARQUET_SUFFIXES)

_OUR_OWN = ("mapping.yaml", "rejects.csv")
_PROSE = ("readme", "license", "licence", "notice", "changelog")


_NO_READERS: Mapping[str, RowReader] = MappingProxyType({})


class Folder:
    """The folder of a book."""

    def __init__(self, path: Path, readers: Mapping[str, RowReader] = _NO_READERS) -> None:
        self.path = path
        self.readers = readers
        """Readers of further formats, by the ending of the name."""
        try:
            self._real = path.resolve(strict=True)
            is_folder = self._real.is_dir()
        except (OSError, RuntimeError, ValueError) as error:
            raise _missing(path, str(getattr(error, "strerror", "") or "it is not there")) from None
        if not is_folder:
            raise _missing(path, "it is no folder")

    def names(self) -> list[str]:
        """Give the names of everything in it that may be data, sorted."""
        try:
            entries = sorted(entry.name for entry in self._real.iterdir())
        except OSError as error:
            raise _missing(self.path, error.strerror or "it cannot be listed") from None
        return [
            name
            for name in entries
            if not name.startswith((".", "~$"))
            and name not in _OUR_OWN
            and Path(name).stem.lower() not in _PROSE
        ]

    def has(self, name: str) -> bool:
        """Whether something of this name is in it."""
        return (self._real / name).exists()

    def file(self, name: str, place: Place | None = None) -> Path:
        """Give the path of a file of the book; refuse what leads out of the folder or is no plain file."""
        where = place or Place(file=name)
        try:
            real = (self._real / name).resolve(strict=True)
            mode = real.stat().st_mode
        except FileNotFoundError:
            raise BookError.of(
                "RC424", f"there is no file '{name}' in the book", where, "correct the name, or add the file"
            ) from None
        except (OSError, RuntimeError, ValueError) as error:
            problem = f"'{name}' cannot be opened: {getattr(error, 'strerror', None) or error}"
            raise BookError.of(
                "RC402", problem, where, "correct the name, or the rights of the file"
            ) from None
        if not real.is_relative_to(self._real):
            raise BookError.of(
                "RC402",
                f"'{name}' lies outside the book",
                where,
                "copy the file into the folder; paths and links must not lead out of it",
            )
        if not stat.S_ISREG(mode):
            raise BookError.of("RC402", f"'{name}' is no plain file", where, "a book is made of plain files")
        return real


def _missing(path: Path, reason: str) -> BookError:
    return BookError.of(
        "RC401",
        f"the book cannot be opened: {reason}",
        Place(file=str(path)),
        "give the path of a folder with one file for each fact type, such as customers.csv",
    )
