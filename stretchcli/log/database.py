"""The file ``log.db``: created, opened, brought up to date, and set aside when it is damaged.

Nothing here ever overwrites or deletes a log. ``sqlite3`` takes 10 ms to import, so it is imported where it is needed.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from stretchcli.errors import StretchError
from stretchcli.log.records import Wall, local_now

if TYPE_CHECKING:
    import sqlite3

    Opened = tuple[sqlite3.Connection, list[str]]

NAME: Final = "log.db"
BUSY_S: Final = 2.0

# One script a version. A script that was released is never changed: a new version is a new script at the end.
MIGRATIONS: Final[Sequence[str]] = (
    """
    CREATE TABLE sessions (
        id TEXT PRIMARY KEY,
        revision INTEGER NOT NULL,
        started_utc_ms INTEGER NOT NULL,
        offset_min INTEGER NOT NULL,
        rehearsal INTEGER NOT NULL,
        outcome TEXT NOT NULL,
        title TEXT NOT NULL,
        given_up INTEGER NOT NULL,
        timeline BLOB NOT NULL,
        mentioned INTEGER NOT NULL DEFAULT 0
    );
    CREATE INDEX sessions_by_start ON sessions (started_utc_ms);
    CREATE TABLE holds (
        session TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
        phase INTEGER NOT NULL,
        revision INTEGER NOT NULL,
        stretch TEXT NOT NULL,
        side TEXT NOT NULL,
        felt TEXT NOT NULL,
        felt_at TEXT NOT NULL,
        groups TEXT NOT NULL,
        rep INTEGER NOT NULL,
        planned_s INTEGER NOT NULL,
        held_s REAL NOT NULL,
        outcome TEXT NOT NULL,
        broken_off INTEGER NOT NULL,
        ended_utc_ms INTEGER NOT NULL,
        offset_min INTEGER NOT NULL,
        day TEXT NOT NULL,
        rehearsal INTEGER NOT NULL,
        PRIMARY KEY (session, phase)
    ) WITHOUT ROWID;
    CREATE INDEX holds_by_day ON holds (day, outcome, rehearsal) WHERE rehearsal = 0;
    CREATE INDEX holds_by_stretch ON holds (stretch, ended_utc_ms) WHERE rehearsal = 0;
    CREATE INDEX holds_that_hurt ON holds (stretch, ended_utc_ms) WHERE rehearsal = 0 AND outcome = 'pain';
    """,
    "ALTER TABLE holds ADD COLUMN effect TEXT NOT NULL DEFAULT 'stretch'",
)
VERSION: Final = len(MIGRATIONS)

_DAMAGED_CODES: Final = (11, 26)  # SQLITE_CORRUPT, SQLITE_NOTADB


class LogUnavailable(StretchError):
    """The log cannot be read or written."""


class NewerLog(LogUnavailable):
    """The log was written by a newer program."""


class DamagedLog(LogUnavailable):
    """The log was damaged deep inside and has been set aside."""


class _Damaged(Exception):
    """The file is not a database, or a damaged one."""


def open_database(path: Path, *, create: bool = True, busy_s: float = BUSY_S, wall: Wall = local_now) -> Opened | None:
    """Open the log, whatever state its file is in; what the person should know about that comes with the connection.

    Args:
        create: Begin a log if there is none; otherwise None is returned. A damaged log is replaced by a new one either way.
        busy_s: How long to wait for somebody else's write.
        wall: Tells the date that a damaged file is set aside under.

    Raises:
        NewerLog: a newer program wrote it.
        LogUnavailable: the disk or the folder does not let us.
    """
    notes: list[str] = []
    try:
        with telling(path):
            for _ in range(3):  # if every new file is damaged again, give up
                if not path.exists():
                    if not (create or notes):
                        return None
                    _create(path)
                inode = os.stat(path).st_ino
                try:
                    return _connect(path, busy_s), notes
                except _Damaged:
                    notes += set_aside(path, inode, wall)
    except LogUnavailable as error:
        error.message = " ".join([*notes, error.message])  # still report where the old one went
        raise
    raise LogUnavailable(f"The log {path} was damaged again as soon as it was created.", "Is the disk sound?")


@contextlib.contextmanager
def telling(path: Path) -> Iterator[None]:
    """Turn any error of the database or the disk into one sentence."""
    import sqlite3

    try:
        yield
    except (sqlite3.Error, OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise LogUnavailable(f"The log {path} cannot be used: {reason.lower()}.") from error


def is_damage(error: BaseException | None) -> bool:
    """Whether an error of the database says that the file itself is damaged; its schema may not even be text."""
    return isinstance(error, UnicodeError) or (getattr(error, "sqlite_errorcode", 0) & 0xFF) in _DAMAGED_CODES


def _connect(path: Path, busy_s: float) -> sqlite3.Connection:
    import sqlite3

    # The writer's thread uses a connection that the main thread opened, never both at once.
    db = sqlite3.connect(path, timeout=busy_s, isolation_level=None, check_same_thread=False)
    db.text_factory = _decoded
    try:
        version = db.execute("PRAGMA user_version").fetchone()[0]
        if version > VERSION:
            raise NewerLog(
                f"The log {path} was written by a newer stretchcli (format {version}, this one knows {VERSION}).",
                "Update stretchcli, or move that file away to start a new log.",
            )
        if version < VERSION:
            db.execute("PRAGMA journal_mode = WAL")  # an empty file, or one restored from a backup
            _migrate(db)
        if version < 0 or not _columns_of_new() <= _columns(db):
            raise _Damaged
        db.execute("PRAGMA foreign_keys = ON")
        db.execute("PRAGMA synchronous = FULL")  # in WAL mode only this makes a commit survive a power cut
    except BaseException as error:
        if not is_damage(error):
            db.close()
            raise
        close_damaged(db, path)
        raise _Damaged from error
    return db


def _decoded(data: bytes) -> str:
    """Decode text of the database; bytes that are not UTF-8 in a damaged one are replaced."""
    return data.decode("utf-8", "replace")


def _columns(db: sqlite3.Connection) -> set[tuple[str, str, int]]:
    """Every column of our tables, with its table and its place in the primary key."""
    return {
        (table, name, key)
        for table in ("sessions", "holds")
        for _, name, _, _, _, key in db.execute(f"PRAGMA table_info({table})")
    }


def _columns_of_new() -> set[tuple[str, str, int]]:
    """Those that a new log has."""
    import sqlite3

    with contextlib.closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        _migrate(db)
        return _columns(db)


def close_damaged(db: sqlite3.Connection, path: Path) -> None:
    """Close a damaged database without its write-ahead log being deleted, which SQLite does on the way."""
    wal, kept = path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-wal.kept")
    with contextlib.suppress(OSError):
        os.link(wal, kept)
    db.close()
    if wal.exists():
        kept.unlink(missing_ok=True)
    elif kept.exists():
        kept.rename(wal)


def _migrate(db: sqlite3.Connection) -> None:
    """Migrate a database to the current version, or leave it unchanged."""
    with transaction(db):
        version = db.execute("PRAGMA user_version").fetchone()[0]  # another process may have been first
        for script in MIGRATIONS[max(version, 0) :]:
            for statement in script.split(";"):
                db.execute(statement)
        db.execute(f"PRAGMA user_version = {VERSION}")


@contextlib.contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """A transaction that waits for its lock at the beginning, never in the middle."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:  # on a full disk SQLite may have rolled back already
            db.execute("ROLLBACK")
        raise


def _create(path: Path) -> None:
    """Build a new database aside and move it into place; of two processes that do so at once one wins; both use its file."""
    import sqlite3

    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    aside = path.with_name(f"{path.name}.new-{os.getpid()}-{os.urandom(4).hex()}")
    try:
        file = os.open(aside, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600)
        try:
            with contextlib.closing(sqlite3.connect(aside, isolation_level=None)) as db:
                db.execute("PRAGMA synchronous = OFF")  # it is safe once the whole of it is, and that is one wait, not six
                # Tables written through a write-ahead log reach the file when it is closed, where a full disk is no error.
                db.execute("PRAGMA journal_mode = MEMORY")
                _migrate(db)
                db.execute("PRAGMA journal_mode = WAL")
            os.fsync(file)
        finally:
            os.close(file)
        _move_unless_there(aside, path)
    finally:
        for leftover in _family(aside):
            leftover.unlink(missing_ok=True)


def _move_unless_there(source: Path, target: Path) -> None:
    try:
        os.link(source, target)  # unlike a rename, it never replaces an existing file
    except FileExistsError:
        return
    except OSError:  # the file system has no links
        if not target.exists():
            source.rename(target)
    with contextlib.suppress(OSError):  # the directory entry must survive a power cut too
        folder = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def set_aside(path: Path, inode: int, wall: Wall = local_now) -> list[str]:
    """Move a damaged log away, with the files that belong to it, and say so.

    Args:
        inode: The file that was found to be damaged; if another one is there by now, another process was faster.
    """
    if not path.exists() or os.stat(path).st_ino != inode:
        return []
    stem = f"{path.name}.damaged-{wall():%Y-%m-%d}"
    names = (path.with_name(stem if n == 1 else f"{stem}-{n}") for n in range(1, 10_000))
    kept = next(name for name in names if not name.exists())
    for old, new in zip(_family(path), _family(kept), strict=True):
        if old.exists():
            old.rename(new)
    return [f"Your log was damaged. It is kept as {kept}, and a new one has been started."]


def _family(path: Path) -> list[Path]:
    """The database and the files that SQLite keeps beside it."""
    return [path.with_name(path.name + ending) for ending in ("", "-wal", "-shm", "-journal")]
