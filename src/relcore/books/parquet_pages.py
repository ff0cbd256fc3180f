"""The sizes that the pages of a Parquet file really claim, whatever its footer says.

The footer of a hostile file may promise a few bytes while a page unpacks to gigabytes. Page headers
(Thrift, compact protocol) tell what a reader will allocate, so they are read before anything is unpacked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any

_HEADER_BYTES = 1 << 16
_MOST_HEADER_BYTES = 1 << 22
_MOST_DEPTH = 16
_DATA, _DATA_V2 = 5, 8
DELTA_BYTE_ARRAY = 7
"""Encoding in which each value repeats the beginning of the one before: it may unpack to any size."""
DICTIONARY_ENCODINGS = frozenset({0, 2, 8})
"""Plain, and the two names of dictionary encoding: what can be read without copying each text."""


class BrokenPage(Exception):
    """A page header that is none."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page as its header describes it."""

    unpacked: int
    """Bytes after unpacking."""
    encoding: int | None
    """Number of the encoding, for a data page."""


def pages(stream: IO[bytes], start: int, length: int) -> Iterator[Page]:
    """Give the pages of one column chunk from their headers alone."""
    position, end = start, start + length
    while position < end:
        size = _HEADER_BYTES
        while True:
            stream.seek(position)
            block = stream.read(min(size, end - position))
            try:
                header, used = _struct(block, 0, 0)
                break
            except IndexError:
                if len(block) < size or size >= _MOST_HEADER_BYTES:
                    raise BrokenPage("a page header does not end") from None
                size *= 8
        unpacked, packed = header.get(2), header.get(3)
        if not isinstance(unpacked, int) or not isinstance(packed, int) or min(unpacked, packed) < 0:
            raise BrokenPage("a page header gives no size")
        details = header.get(_DATA) or header.get(_DATA_V2)
        encoding = details.get(2 if _DATA in header else 4) if isinstance(details, dict) else None
        yield Page(unpacked, encoding if isinstance(encoding, int) else None)
        position += used + packed


def _varint(block: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = block[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, at
        shift += 7
        if shift > 63:
            raise BrokenPage("a number in a page header is too long")


def _zigzag(block: bytes, at: int) -> tuple[int, int]:
    value, at = _varint(block, at)
    return (value >> 1) ^ -(value & 1), at


def _struct(block: bytes, at: int, depth: int) -> tuple[dict[int, Any], int]:
    fields: dict[int, Any] = {}
    number = 0
    while True:
        head = block[at]
        at += 1
        if head == 0:
            return fields, at
        if head >> 4:
            number += head >> 4
        else:
            number, at = _zigzag(block, at)
        fields[number], at = _value(block, at, head & 0x0F, depth + 1)


def _value(block: bytes, at: int, kind: int, depth: int) -> tuple[Any, int]:
    if depth > _MOST_DEPTH:
        raise BrokenPage("a page header is nested too deeply")
    match kind:
        case 1 | 2:
            return kind == 1, at
        case 3:
            return block[at], at + 1
        case 4 | 5 | 6:
            return _zigzag(block, at)
        case 7:
            return None, at + 8
        case 8:
            length, at = _varint(block, at)
            if length > _MOST_HEADER_BYTES:
                raise BrokenPage("a text in a page header is too long")
            return None, at + length
        case 12:
            return _struct(block, at, depth)
        case _:
            raise BrokenPage(f"a page header holds a value of kind {kind}")
