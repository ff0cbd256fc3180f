"""Write the generated reference pages (`python -m docs.generate`), or say which are stale (`--check`)."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path

from docs.pages import errors, index, playbook, plugins
from relcore.advice.schema import schema_text

ROOT = Path(__file__).parents[1]

PAGES: dict[str, Callable[[Path], str]] = {
    "docs/reference/errors.md": errors.render,
    "docs/reference/plugins.md": plugins.render,
    "src/relcore/advice/schema.json": lambda _: schema_text(),
    **playbook.pages(),
    # Last, for it lists the others.
    index.PAGE: index.render,
}
"""Each generated page, and what renders it from the root of the repository."""


def stale_pages() -> list[str]:
    """Give the pages that differ from what would be written now."""
    return [page for page, render in PAGES.items() if _read(ROOT / page) != render(ROOT)]


def main(argv: Sequence[str] | None = None) -> int:
    """Write or check the pages; 1 where a checked page is stale."""
    parser = argparse.ArgumentParser(prog="python -m docs.generate", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail where a page is stale")
    check = parser.parse_args(argv).check
    stale = stale_pages()
    for page in stale:
        print(f"{page} is stale: run `make docs`" if check else f"wrote {page}")
        if not check:
            (ROOT / page).parent.mkdir(parents=True, exist_ok=True)
            (ROOT / page).write_text(PAGES[page](ROOT), encoding="utf-8")
    return 1 if check and stale else 0


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""


if __name__ == "__main__":
    raise SystemExit(main())
