"""A PostgreSQL server of the tests' own: in a temporary folder, without a network port."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PLACES = ("/usr/lib/postgresql", "/usr/local/pgsql", "/opt/homebrew/opt/postgresql")


def programs() -> Path | None:
    """Find the folder with the server's programs, the newest first."""
    if found := shutil.which("initdb"):
        return Path(found).parent
    several = [path.parent for place in _PLACES for path in Path(place).glob("**/bin/initdb")]
    return max(several, default=None)


@contextmanager
def postgres(bin_folder: Path) -> Iterator[str]:
    """Run a server, and give its address; root hands it over to another user, for it refuses root."""
    folder = Path(tempfile.mkdtemp(prefix="pg"))
    data, user = folder / "data", _user()
    try:
        shutil.chown(folder, user)
        folder.chmod(0o755)
        _run(
            user, bin_folder / "initdb", "-D", data, "-U", "relcore", "-A", "trust", "-E", "UTF8", "--no-sync"
        )
        settings = f"-c listen_addresses='' -c unix_socket_directories='{folder}' -c fsync=off"
        log = folder / "log"
        _run(user, bin_folder / "pg_ctl", "-D", data, "-w", "-l", log, "-o", settings, "start")
        try:
            yield f"postgresql://relcore@/postgres?host={folder}"
        finally:
            _run(user, bin_folder / "pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _user() -> str:
    if os.geteuid():
        return pwd.getpwuid(os.geteuid()).pw_name
    known = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in ("postgres", "nobody") if name in known)


def _run(user: str, *command: str | Path) -> None:
    def hand_over() -> None:
        entry = pwd.getpwnam(user)
        os.setgid(entry.pw_gid)
        os.setuid(entry.pw_uid)

    done = subprocess.run(
        [str(part) for part in command],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        cwd="/",
        preexec_fn=None if os.geteuid() else hand_over,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{command[0]} failed: {done.stderr.decode(errors='replace')}")
