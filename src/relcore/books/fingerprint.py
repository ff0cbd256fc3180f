"""Fingerprints of what a book holds: equal for equal content, wherever it lies."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path


def digest_of(path: Path) -> str:
    """Give the digest of a file."""
    with path.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


def fingerprint_of(digests: Mapping[str, str]) -> str:
    """Give the fingerprint of several contents under their names, 16 hexadecimal digits.

    >>> fingerprint_of({"a": "1", "b": "2"}) == fingerprint_of({"b": "2", "a": "1"})
    True
    """
    lines = [f"{name}\0{digest}\0" for name, digest in sorted(digests.items())]
    return hashlib.sha256("".join(lines).encode("utf-8", "surrogatepass")).hexdigest()[:16]
