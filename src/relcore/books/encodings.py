"""Which encoding a text file is in: UTF-8 unless its bytes, or the mapping, say otherwise."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from pathlib import Path

from relcore.errors import Diagnostic, Place

_CHUNK = 1 << 20
_SAMPLE_LINES = 20_000
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_CHINESE = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")

KNOWN_ENCODINGS = (
    "utf-8",
    "utf-8-sig",
    "utf-16",
    "gb18030",
    "gbk",
    "big5",
    "shift_jis",
    "euc_kr",
    "iso-8859-1",
    "iso-8859-15",
    "cp1250",
    "cp1251",
    "cp1252",
    "ascii",
)
"""Encodings that a mapping may name."""


@dataclass(frozen=True, slots=True)
class Encoding:
    """An encoding, and whether every byte of the file fits it."""

    name: str
    clean: bool = True
    """False where single rows hold bytes that do not fit; those rows are set aside."""
    warning: Diagnostic | None = None


def detect(path: Path, file: str, declared: str | None = None) -> Encoding:
    """Find the encoding of a text file; read it once in pieces, hold none of it."""
    with path.open("rb") as stream:
        head = stream.read(4)
    if declared is not None:
        name = "utf-8-sig" if declared in ("utf-8", "ascii") else declared
        return Encoding(name, _decodes(path, name))
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return Encoding("utf-16", _decodes(path, "utf-16"), _guessed(file, "UTF-16", "utf-16"))
    if _decodes(path, "utf-8-sig"):
        return Encoding("utf-8-sig")
    if not _mostly_utf8(path) and _reads_as_chinese(path):
        return Encoding("gb18030", True, _guessed(file, "GB18030", "gb18030"))
    return Encoding(
        "utf-8-sig",
        False,
        Diagnostic(
            "RC407",
            "the file is not clean UTF-8; rows with other bytes are set aside",
            Place(file=file),
            hint="save the file as UTF-8, or name its encoding in mapping.yaml (such as encoding: cp1252)",
            severity="warning",
        ),
    )


def _guessed(file: str, shown: str, name: str) -> Diagnostic:
    return Diagnostic(
        "RC407",
        f"the file is not UTF-8; it was read as {shown}",
        Place(file=file),
        hint=f"if that is right, say so in mapping.yaml (encoding: {name}); if not, save the file as UTF-8",
        severity="warning",
    )


def _decodes(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    with path.open("rb") as stream:
        try:
            while chunk := stream.read(_CHUNK):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeError:
            return False
    return True


def _mostly_utf8(path: Path) -> bool:
    """Tell a UTF-8 file with a few broken rows from a file in another encoding."""
    good = bad = 0
    with path.open("rb") as stream:
        for _ in range(_SAMPLE_LINES):
            line = stream.readline(_CHUNK)
            if not line:
                break
            if line.isascii():
                continue
            try:
                line.decode("utf-8")
                good += 1
            except UnicodeDecodeError:
                bad += 1
    return good > bad


def _reads_as_chinese(path: Path) -> bool:
    """Whether the bytes are GB18030 and most of what is not ASCII is Chinese writing."""
    decoder = codecs.getincrementaldecoder("gb18030")("strict")
    chinese = foreign = 0
    with path.open("rb") as stream:
        try:
            while chunk := stream.read(_CHUNK):
                text = decoder.decode(chunk)
                if not text.isascii():
                    chinese += len(_CHINESE.findall(text))
                    foreign += len(_NOT_ASCII.findall(text))
            decoder.decode(b"", final=True)
        except UnicodeError:
            return False
    return chinese > 0.9 * foreign
