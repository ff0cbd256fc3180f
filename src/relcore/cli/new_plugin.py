"""`relcore new-plugin`: a package of one's own that works at once, to be changed from there."""

from __future__ import annotations

import keyword
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from string import Template
from typing import Annotated

import typer

from relcore import __version__
from relcore.books import file_stem
from relcore.cli.options import ListFormat, ListFormatOption
from relcore.cli.streams import print_json
from relcore.cli.tables import counted
from relcore.errors import Place, UsageError

TEMPLATE = Path(__file__).parent / "template"
_SUFFIX = ".tmpl"
_NAME = r"[a-z][a-z0-9]*(-[a-z0-9]+)*"
_LONGEST = 40
_TAKEN = frozenset({"pytest", "relcore"})
"""Names by which relcore's own modules or plug-in would be hidden."""


def command(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="Name in lower case; the package is called relcore-NAME.")
    ],
    into: Annotated[
        Path, typer.Option("--into", metavar="DIR", help="Folder in which the package's folder is made.")
    ] = Path(),
    form: ListFormatOption = ListFormat.TEXT,
) -> None:
    """Make a plug-in that passes its own tests."""
    folder, files = make(name, into)
    if form is ListFormat.JSON:
        print_json({"folder": str(folder), "files": [str(path) for path in files]})
        return
    sys.stdout.write(
        f"made {folder} ({counted(len(files), 'file')})\n"
        "next:\n"
        f"  cd {folder}\n"
        "  python -m pip install -e '.[dev]'\n"
        "  python -m pytest\n"
        "  relcore advise book --as-of 2026-06-30\n"
    )


def make(name: str, into: Path) -> tuple[Path, list[Path]]:
    """Write a new plug-in under `into`; give its folder, and its files as seen from there.

    Raises `UsageError`: a name that cannot be one (RC021), a folder that is there already (RC022) or cannot
    be written (RC023).
    """
    values = _values(name)
    folder = into / f"relcore-{values['name']}"
    files = list(render(values))
    try:
        folder.mkdir(parents=True)
        for path, text in files:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, encoding="utf-8", newline="\n")
    except FileExistsError as error:
        raise UsageError.of(
            "RC022",
            f"'{error.filename}' is there already",
            hint="choose another name, or another folder with --into",
        ) from error
    except OSError as error:
        raise UsageError.of(
            "RC023",
            f"'{error.filename}' cannot be written: {error.strerror}",
            hint="choose another folder with --into",
        ) from error
    return folder, [path for path, _ in files]


def render(values: Mapping[str, str]) -> Iterator[tuple[Path, str]]:
    """Give every file of the template, with its place in the package."""
    for source in sorted(TEMPLATE.rglob(f"*{_SUFFIX}")):
        place = str(source.relative_to(TEMPLATE)).removesuffix(_SUFFIX)
        place = place.replace("NAME", values["module"]).replace("MACHINES", values["machines"])
        yield Path(place), Template(source.read_text(encoding="utf-8")).substitute(values)


def _values(given: str) -> dict[str, str]:
    name = given.removeprefix("relcore-")
    where = Place(subject=f"plug-in {given[:100]}")
    if not re.fullmatch(_NAME, name) or len(name) > _LONGEST:
        near = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-0123456789")[:_LONGEST].strip("-")
        hint = f"how about '{near}'?" if near else "write it like harbour or key-accounts"
        problem = f"a name is made of lower-case letters, digits and hyphens, {_LONGEST} at most"
        raise UsageError.of("RC021", problem, where, hint)
    if name in _TAKEN or keyword.iskeyword(name):
        raise UsageError.of("RC021", f"'{name}' is taken", where, "choose a name of your own")
    title = "".join(part.capitalize() for part in name.split("-"))
    return {
        "name": name,
        "module": name.replace("-", "_"),
        "title": title,
        "machines": file_stem(f"{title}Machine"),
        "release": __version__,
    }
