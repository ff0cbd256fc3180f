"""Books for the tests of the command line, and the command line called as a function."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from relcore.advice.layout import cells
from relcore.cli.app import run

DAY = "2026-06-30"

CUSTOMERS = """\
customer_id,name,country,timezone,language
c1,Harbour Tools,DE,Europe/Berlin,en
c2,苏州明澈精密仪器有限公司,CN,Asia/Shanghai,zh
"""
ORDERS = """\
id,customer_id,placed_on,amount
o1,c1,2026-06-29,120.50
o2,c2,2026-06-29,99
"""


@dataclass(frozen=True)
class Said:
    """What a call printed, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The answer as JSON."""
        return json.loads(self.out)


class Shell:
    """Calls the command line in this process."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, *arguments: str | Path) -> Said:
        self._capsys.readouterr()
        code = run([str(argument) for argument in arguments])
        captured = self._capsys.readouterr()
        assert "Traceback" not in captured.err
        return Said(code, captured.out, captured.err)


def make_book(folder: Path, **files: str) -> Path:
    """Write a book with the given files (without their suffix .csv); customers and orders unless given."""
    folder.mkdir(exist_ok=True)
    for stem, content in ({"customers": CUSTOMERS, "orders": ORDERS} | files).items():
        (folder / f"{stem}.csv").write_text(content, encoding="utf-8")
    return folder


def widest(text: str) -> int:
    """Give the width of the widest line, in cells of a terminal."""
    return max(map(cells, text.splitlines()), default=0)
