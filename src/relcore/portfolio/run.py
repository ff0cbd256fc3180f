"""A whole book decided: divided by customer, decided part by part, put together in one file."""

from __future__ import annotations

import hashlib
import shutil
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from relcore.advice import messages_of
from relcore.books import Book, divide, part_of, size_of_part
from relcore.decider import Decider
from relcore.errors import BookError, Place
from relcore.portfolio.capacity import Booking, Capacity
from relcore.portfolio.deciding import Task, Worker, result_of
from relcore.portfolio.engines import SHARING, engine_named
from relcore.portfolio.merge import merged
from relcore.portfolio.pool import work
from relcore.portfolio.record import RunRecord
from relcore.portfolio.rows import COLUMNS
from relcore.portfolio.settling import Group, Settler, settled_in
from relcore.portfolio.tables import arrow, note_of
from relcore.portfolio.workplace import Workplace
from relcore.portfolio.writers import form_of, write

Progress = Callable[[str, int, int | None], None]
"""Called with the stage, how much is done and how much there is.

`reading` counts bytes, `deciding` customers, whose number is an estimate until the last, `settling` groups of
representatives, `writing` rows.
"""

_BYTES_OF_A_PART = {"compiled": 64 << 10, "sql": 2 << 20, "spark": 32 << 20}
"""Bytes of a book that make a part; SQL needs long for any part, and little longer for a large one."""
_MOST_PARTS = 1024
_READING, _REJECTS = "reading.json", "rejects.csv"


@dataclass(frozen=True)
class Outcome:
    """What a run came to."""

    path: Path
    """The result."""
    record: RunRecord
    rejects: Path | None
    """The rows that could not be read, where there are any."""
    resumed: bool
    """Whether the run went on with what an earlier one had left."""


def run(
    decider: Decider,
    book: Book,
    *,
    as_of: date,
    out: Path,
    form: str | None = None,
    engine: str = "compiled",
    jobs: int = 1,
    parts: int | None = None,
    changed_since: date | None = None,
    capacity: Capacity | None = None,
    rejects: Path | None = None,
    on_progress: Progress | None = None,
) -> Outcome:
    """Decide for every customer of a book, and write the advice into one file.

    A run that was broken off goes on where it stopped when it is started again, and gives the same bytes as
    one that was not; `jobs` processes share the work, unless plug-ins take part that were given as objects
    and that no other process can find. With `changed_since` only customers of whom something
    new is known since that day are decided, and the result holds no others. `capacity` says how many contacts
    one representative can manage on a day, by channel: what finds no room moves or falls. Raises
    `UsageError` where engine or form are not known (RC017, RC018), `BookError` where the book cannot be read
    or the result not be written (RC431, RC432).
    """
    arrow()
    engine_named(engine)
    form = form_of(out, form)
    tell = on_progress or (lambda stage, done, total: None)
    fingerprint = book.fingerprint()
    parts = parts or max(1, min(_MOST_PARTS, book.size // _BYTES_OF_A_PART[engine]))
    place = Workplace(out)
    resumed = place.open(_described(decider, fingerprint, as_of, changed_since, capacity or {}, parts))
    reading = place.read(_READING)
    if reading is None:
        divide(book, place.folder, parts, lambda done, total: tell("reading", done, total))
        book.write_rejects(place.folder / _REJECTS)
        reading = book.report.as_dict()
        place.write(_READING, reading)
    task = Task(place.folder, parts, decider, engine, as_of, changed_since, capacity or {})
    _decide(task, jobs, tell)
    paths = [result_of(place.folder, number) for number in range(parts)]
    notes = [note_of(path) for path in paths]
    later = _settle(task, notes, jobs, tell) if capacity else []
    changes = [note_of(path) for path in later]
    record = _record(task, book, fingerprint, notes, changes, reading)
    aside = _put_aside(place.folder / _REJECTS, reading, rejects or out.with_name(out.name + ".rejects.csv"))
    moved = frozenset(customer for change in changes for customer in change["moved"])
    _write(form, merged(paths, later, moved), out, record, tell)
    record.save(out)
    place.close()
    return Outcome(out, record, aside, resumed)


def _described(
    decider: Decider,
    fingerprint: str,
    as_of: date,
    changed_since: date | None,
    capacity: Capacity,
    parts: int,
) -> dict[str, Any]:
    """Describe everything that the rows depend on; engine and jobs are not among it."""
    words = hashlib.sha256()
    for source in decider.catalogue.folders:
        if isinstance(source, Path):
            for path in messages_of(source / decider.lang):
                words.update(path.read_bytes())
        else:
            words.update(repr(source).encode())
    means = hashlib.sha256(repr((sorted(decider.specs.items()), decider.policy)).encode()).hexdigest()
    return {
        "program": decider.program.digest,
        "fingerprint": fingerprint,
        "as_of": as_of.isoformat(),
        "changed_since": changed_since and changed_since.isoformat(),
        "capacity": dict(capacity),
        "lang": decider.lang,
        "words": words.hexdigest(),
        "specifications": means,
        "plugins": sorted(f"{plugin.name} {plugin}" for plugin in decider.plugins),
        "columns": list(COLUMNS),
        "parts": parts,
    }


def _decide(task: Task, jobs: int, tell: Progress) -> None:
    weights = [size_of_part(task.folder, number) for number in range(task.parts)]
    done = customers = 0

    def decided(number: int, found: int) -> None:
        nonlocal done, customers
        done += weights[number]
        customers += found
        tell("deciding", customers, round(customers * sum(weights) / done) if done else None)

    missing = []
    for number in range(task.parts):
        path = result_of(task.folder, number)
        if path.exists():
            decided(number, note_of(path)["customers"])
        else:
            missing.append(number)
    jobs = jobs if task.decider.can_be_sent and task.engine not in SHARING else 1
    for number, found in work(Worker, task, "decide", missing, jobs):
        decided(number, found)
    tell("deciding", customers, customers)


def _settle(task: Task, notes: list[dict[str, Any]], jobs: int, tell: Progress) -> list[Path]:
    """Settle what representatives can manage, and give the files with the advice that changed."""
    places: dict[int, list[tuple[int, int]]] = defaultdict(list)
    taken: dict[int, list[Booking]] = defaultdict(list)
    for number, note in enumerate(notes):
        for group, offset in note["claims"]:
            places[group].append((number, offset))
        for rep, channel, day in note["bookings"]:
            booking = Booking(rep, channel, date.fromisoformat(day))
            taken[part_of(rep, task.parts)].append(booking)
    paths = {number: settled_in(task.folder, number) for number in sorted(places)}
    missing = [Group(number, places[number], taken[number]) for number in paths if not paths[number].exists()]
    done = len(paths) - len(missing)
    tell("settling", done, len(paths))
    for _ in work(Settler, task, "settle", missing, jobs):
        done += 1
        tell("settling", done, len(paths))
    return list(paths.values())


def _record(
    task: Task,
    book: Book,
    fingerprint: str,
    notes: list[dict[str, Any]],
    changes: list[dict[str, Any]],
    reading: dict[str, Any],
) -> RunRecord:
    rows: Counter[str] = Counter()
    failed: dict[str, str] = {}
    for note in notes:
        rows.update(note["rows"])
        failed.update(note["failed"])
    for change in changes:
        rows.update(change["rows"])
    decider, since = task.decider, task.changed_since
    return RunRecord(
        book=book.name,
        database=book.database,
        fingerprint=fingerprint,
        as_of=task.as_of.isoformat(),
        changed_since=since.isoformat() if since else None,
        capacity=dict(task.capacity),
        lang=decider.lang,
        program=decider.program.digest,
        playbooks={name: version for name, version, *_ in decider.program.playbooks},
        customers=sum(note["customers"] for note in notes),
        moved=sum(len(change["moved"]) for change in changes),
        rows={kind: count for kind, count in sorted(rows.items()) if count},
        failed=dict(sorted(failed.items())),
        reading=reading,
    )


def _put_aside(source: Path, reading: dict[str, Any], target: Path) -> Path | None:
    if not any(file["rejected"] for file in reading["files"]):
        return None
    try:
        shutil.copyfile(source, target)
    except OSError as error:
        raise _cannot_write(target, error) from error
    return target


def _write(form: str, tables: Iterable[Any], out: Path, record: RunRecord, tell: Progress) -> None:
    total, done = sum(record.rows.values()), 0

    def counted() -> Any:
        nonlocal done
        for table in tables:
            yield table
            done += table.num_rows
            tell("writing", done, total)

    partial = out.with_name(f".{out.name}.part")
    try:
        write(form, counted(), partial, asdict(record))
        partial.replace(out)
    except OSError as error:
        raise _cannot_write(out, error) from error
    finally:
        partial.unlink(missing_ok=True)


def _cannot_write(path: Path, error: OSError) -> BookError:
    return BookError.of(
        "RC431",
        f"'{path}' cannot be written: {error.strerror or type(error).__name__}",
        Place(file=str(path)),
        "name a file in a folder that exists and that you may write to",
    )
