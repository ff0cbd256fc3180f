"""Documentation that cannot lie: blocks run, links lead somewhere, generated pages are fresh."""

from __future__ import annotations

import doctest
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import pytest

from docs.generate import PAGES, stale_pages
from docs.pages.playbook import unsaid

ROOT = Path(__file__).parents[2]
TOP_PAGES = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "tests/README.md")
LANGUAGES = frozenset({"console", "csv", "json", "python", "sh", "sql", "text", "toml", "yaml"})

FENCE = re.compile(r"^( *)(```+)(.*)$")
LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]+)(?:#[^)]*)?\)")


@dataclass(frozen=True, slots=True)
class Block:
    """One fenced block of a page; `line` is the line of its first statement."""

    page: Path
    line: int
    language: str
    text: str

    def __str__(self) -> str:
        return f"{self.page.relative_to(ROOT)}:{self.line}"


def pages() -> list[Path]:
    """Give the pages that people read."""
    return [ROOT / page for page in TOP_PAGES] + sorted((ROOT / "docs").rglob("*.md"))


def blocks(page: Path) -> Iterator[Block]:
    """Give the fenced blocks of a page, in order."""
    opened: re.Match[str] | None = None
    start, lines = 0, list[str]()
    for number, line in enumerate(page.read_text(encoding="utf-8").splitlines(), start=1):
        fence = FENCE.match(line)
        if opened is None and fence:
            opened, start, lines = fence, number + 1, []
        elif opened and fence and fence[2] == opened[2] and not fence[3].strip():
            yield Block(page, start, opened[3].strip(), "\n".join(lines) + "\n")
            opened = None
        elif opened:
            lines.append(line.removeprefix(opened[1]))
    assert opened is None, f"{page.relative_to(ROOT)}:{start - 1} opens a block that never closes"


ALL_BLOCKS = [block for page in pages() for block in blocks(page)]
# What a tutorial shows is typed and saved by a test of its own.
PYTHON_BLOCKS = [
    block for block in ALL_BLOCKS if block.language == "python" and block.page.parent.name != "tutorial"
]


def run(block: Block, module: ModuleType) -> None:
    """Run a block in the module that its page shares; with prompts, compare the output too."""
    if block.text.lstrip().startswith(">>>"):
        name = str(block)
        test = doctest.DocTestParser().get_doctest(
            block.text, module.__dict__, name, str(block.page), block.line - 1
        )
        report: list[str] = []
        doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE).run(
            test, out=report.append, clear_globs=False
        )
        assert not report, "".join(report)
    else:
        code = compile("\n" * (block.line - 1) + block.text, str(block.page), "exec")
        exec(code, module.__dict__)


@pytest.mark.parametrize("block", PYTHON_BLOCKS, ids=str)
def test_a_python_block_runs_after_the_earlier_ones_of_its_page(
    block: Block, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = ModuleType("page")
    monkeypatch.setitem(sys.modules, "page", module)
    monkeypatch.chdir(tmp_path)
    for earlier in PYTHON_BLOCKS:
        if earlier.page == block.page and earlier.line <= block.line:
            run(earlier, module)


def test_blocks_were_found() -> None:
    assert PYTHON_BLOCKS
    assert ALL_BLOCKS != PYTHON_BLOCKS


def test_every_block_says_what_language_it_is_in() -> None:
    strange = [
        f"{block} is marked {block.language!r}" for block in ALL_BLOCKS if block.language not in LANGUAGES
    ]
    assert not strange


def test_links_between_pages_lead_somewhere() -> None:
    broken = [
        f"{page.relative_to(ROOT)}: {target}"
        for page in pages()
        for target in LINK.findall(page.read_text(encoding="utf-8"))
        if not re.match(r"[a-z]+:", target) and not (page.parent / target).exists()
    ]
    assert not broken, "\n".join(broken)


def test_decisions_are_listed_on_their_page() -> None:
    folder = ROOT / "docs" / "decisions"
    listed = set(LINK.findall((folder / "README.md").read_text(encoding="utf-8")))
    assert {path.name for path in folder.glob("[0-9]*.md")} <= listed


def test_every_rule_and_parameter_is_said_in_chinese_too() -> None:
    assert unsaid() == []


def test_generated_pages_are_fresh() -> None:
    assert "docs/reference/errors.md" in PAGES
    assert stale_pages() == [], "run `make docs`"
