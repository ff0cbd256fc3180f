"""A fingerprint of what a book holds: equal for equal files, wherever they lie."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path


def fingerprint_of(files: Mapping[str, Path]) -> str:
    """Give the fingerprint of files under their names in the book, 16 hexadecimal digits."""
    whole = hashlib.sha256()
    for name, path in sorted(files.items()):
        with path.open("rb") as source:
            content = hashlib.file_digest(source, "sha256").hexdigest()
        whole.update(f"{name}\0{content}\0".encode("utf-8", "surrogatepass"))
    return whole.hexdigest()[:16]
