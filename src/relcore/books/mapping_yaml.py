"""mapping.yaml as a plain tree of texts, with the place of every entry; nothing in it can run or explode."""

from __future__ import annotations

from relcore.books.limits import Limits
from relcore.documents import Document, Path, parse
from relcore.documents import Limits as DocumentLimits
from relcore.errors import BookError, Diagnostic, Place

__all__ = ["FILE", "Document", "Path", "read"]

FILE = "mapping.yaml"


def read(data: bytes, limits: Limits | None = None) -> Document:
    """Parse the file; every scalar stays the text it is, so that `NO` is no boolean and `1.10` no number.

    Anchors, tags, several documents, doubled keys and deep nesting are refused (RC420), all together.
    """
    limits = limits or Limits()
    document = parse(data, FILE, DocumentLimits(limits.mapping_bytes, limits.mapping_depth))
    if document.faults:
        raise BookError(
            Diagnostic("RC420", fault.problem, Place(FILE, fault.line, fault.column), fault.hint)
            for fault in document.faults
        )
    return document
