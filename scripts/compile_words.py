"""Compile messages (`.po`) to what runs (`.mo`), after checking them (`python -m scripts.compile_words`).

With `--check` nothing is written: the exit code is 1 where a message is wrong or a compiled file is stale.
"""

from __future__ import annotations

import argparse
import io
import re
import string
from collections.abc import Iterator, Sequence
from pathlib import Path

from babel.messages import Catalog
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po

from relcore.advice.words import LANGUAGES, PLACEHOLDERS
from relcore.facts import Archetype, Personality

ROOT = Path(__file__).parents[1]
SAID_BY_RULES = ("action", "play", "question", "reason", "rule", "sentence", "step", "warning")
SAID_BY_RENDERERS = (
    "blank",
    "channel",
    "fact",
    "factor",
    "field",
    "heading",
    "line",
    "list",
    "phrase",
    "verdict",
)
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_FULL_WIDTH = {mark: chr(ord(mark) + 0xFEE0) for mark in ",:;!?"}
_AFTER_CHINESE = re.compile(r"(?<=[\u3400-\u9fff\uff09}”》])([,:;!?])[ ]*")
_AROUND_CHINESE = re.compile(r"[ ]*\(([^()]*[\u3400-\u9fff{][^()]*)\)[ ]*")
_HEADER = {"Content-Type": "text/plain; charset=utf-8"}


def locale_folders(root: Path = ROOT) -> list[Path]:
    """Give the folders with messages of the package and of the plug-ins."""
    sources = [root / "src", *sorted((root / "plugins").glob("*/src"))]
    return sorted(path for source in sources for path in source.rglob("locale") if path.is_dir())


def problems(folder: Path) -> list[str]:
    """Say what is wrong with the messages of a folder.

    Every message needs both languages, but for the sentences of rules, with the same placeholders, from the
    list that may be used; ids are given once; Chinese is Chinese; and no text of an action names a type of
    person.
    """
    areas = sorted({path.name for lang in LANGUAGES for path in (folder / lang).glob("*.po")})
    found: list[str] = []
    homes: dict[tuple[str, str], str] = {}
    for area in areas:
        both = {lang: _messages(folder / lang / area) for lang in LANGUAGES}
        for lang in LANGUAGES:
            where = f"{_short(folder / lang / area)}:"
            for msgid in both[lang]:
                if (home := homes.setdefault((lang, msgid), area)) != area:
                    found.append(f"{where} {msgid} stands in {home} too")
            missing = sorted({msgid for other in LANGUAGES for msgid in both[other]} - set(both[lang]))
            if lang == "en":
                # In English a rule's sentence is its docstring.
                missing = [msgid for msgid in missing if not msgid.startswith("sentence.")]
            found += [f"{where} {msgid} is missing" for msgid in missing]
            for msgid, text in both[lang].items():
                found += [f"{where} {msgid} {fault}" for fault in _faults(msgid, text, lang)]
        english, chinese = (both[lang] for lang in LANGUAGES)
        for msgid in sorted(set(english) & set(chinese)):
            if not _agree(english[msgid], chinese[msgid]):
                found.append(f"{area}: {msgid} has other placeholders in one language than in the other")
    return found


def stale(folder: Path) -> list[Path]:
    """Give the compiled files that differ from their source, lack one, or are not there."""
    found = []
    for lang in LANGUAGES:
        sources = {path.with_suffix(".mo"): path for path in (folder / lang).glob("*.po")}
        for compiled in sorted({*sources, *(folder / lang).glob("*.mo")}):
            source = sources.get(compiled)
            if source is None or not compiled.exists() or _compiled(compiled) != _said(source):
                found.append(compiled)
    return found


def write(folder: Path) -> list[Path]:
    """Compile what is stale, and remove what has no source; give the files touched."""
    touched = stale(folder)
    for compiled in touched:
        source = compiled.with_suffix(".po")
        if not source.exists():
            compiled.unlink()
            continue
        catalog = Catalog(charset="utf-8")
        # The header would name the version of Babel and the hour, and change without the words changing.
        catalog.mime_headers = list(_HEADER.items())
        for msgid, text in _said(source).items():
            catalog.add(msgid, text)
        buffer = io.BytesIO()
        write_mo(buffer, catalog)
        compiled.write_bytes(buffer.getvalue())
    return touched


def typeset(text: str) -> str:
    """Give Chinese text its own punctuation, also where a keyboard had only the Latin one.

    >>> typeset("先打电话,再拜访(约8:00)。") == "先打电话\\uff0c再拜访\\uff08约8:00\\uff09。"
    True
    """
    text = _AROUND_CHINESE.sub("\uff08\\1\uff09", text)
    return _AFTER_CHINESE.sub(lambda found: _FULL_WIDTH[found[1]], text)


def main(argv: Sequence[str] | None = None) -> int:
    """Check and compile all messages; 1 where a message is wrong or, with `--check`, a file is stale."""
    parser = argparse.ArgumentParser(prog="python -m scripts.compile_words", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail where a file is stale")
    check = parser.parse_args(argv).check
    failed = False
    for folder in locale_folders():
        wrong = problems(folder)
        for problem in wrong:
            print(problem)
        touched = stale(folder) if check else write(folder)
        for path in touched:
            print(f"{_short(path)} is stale: compile the words" if check else f"compiled {_short(path)}")
        failed = failed or bool(wrong) or (check and bool(touched))
    return int(failed)


def _messages(path: Path) -> dict[str, str]:
    if not path.exists():
        return {}
    with path.open("rb") as file:
        catalog = read_po(file, charset="utf-8", abort_invalid=True)
    return {str(message.id): str(message.string) for message in catalog if message.id and not message.fuzzy}


def _said(path: Path) -> dict[str, str]:
    """Give what goes into the compiled file."""
    chinese = path.parent.name == "zh"
    return {msgid: typeset(text) if chinese else text for msgid, text in _messages(path).items() if text}


def _compiled(path: Path) -> dict[str, str]:
    with path.open("rb") as file:
        return {str(message.id): str(message.string) for message in read_mo(file) if message.id}


def _faults(msgid: str, text: str, lang: str) -> Iterator[str]:
    prefix = msgid.partition(".")[0]
    if prefix not in SAID_BY_RULES + SAID_BY_RENDERERS:
        yield f"begins with none of {', '.join(sorted(SAID_BY_RULES + SAID_BY_RENDERERS))}"
    if not text.strip():
        yield "has no text"
        return
    try:
        names = _names(text)
    except ValueError as error:
        yield f"cannot be filled in: {error}"
        return
    if strange := sorted(names - set(PLACEHOLDERS)):
        yield f"uses {', '.join(strange)}; there are {', '.join(PLACEHOLDERS)}"
    if lang == "zh" and prefix not in ("blank", "list", "line", "phrase") and not _CHINESE.search(text):
        yield "has no Chinese text"
    if prefix == "action":
        yield from (f"names a type of person: {label}" for label in _labels(lang) if _says(text, label))


def _agree(english: str, chinese: str) -> bool:
    try:
        return _names(english) == _names(chinese)
    except ValueError:
        return True  # said of each message by itself


def _names(text: str) -> set[str]:
    fields = [name for _, name, _, _ in string.Formatter().parse(text) if name is not None]
    return {name or "{}" for name in fields}


def _labels(lang: str) -> list[str]:
    return [value.label(lang) for kind in (Archetype, Personality) for value in kind]


def _says(text: str, label: str) -> bool:
    if _CHINESE.search(label):
        return label in text
    return re.search(rf"\b{re.escape(label)}\b", text, re.IGNORECASE) is not None


def _short(path: Path) -> str:
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else str(path)


if __name__ == "__main__":
    raise SystemExit(main())
