"""Reading and writing the log.

There is one way to write: ``merge``. A record takes the place of another one with the same key only if it is newer by its
revision, so writing the same thing twice, or in another order, changes nothing. That makes the writer's retries safe and
lets two machines be joined.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar, cast

from stretchcli.errors import UsageProblem
from stretchcli.log.claims import Claims
from stretchcli.log.database import close_damaged, is_damage, open_database, set_aside, transaction
from stretchcli.log.records import HoldRecord, SessionRecord, Stored, Wall, local_now, moment_ms
from stretchcli.misfits import Misfit, check
from stretchcli.plain import from_plain
from stretchcli.reading.text import harmless
from stretchcli.session.codec import timeline_data, timeline_of
from stretchcli.session.resume import holds_left
from stretchcli.session.timeline import Timeline

if TYPE_CHECKING:
    from stretchcli.log.database import Opened

RESUMABLE_MS: Final = 24 * 60 * 60 * 1000
LARGEST_TIMELINE_BYTES: Final = 64 * 1024 * 1024

_SESSION_FIELDS: Final = [name for name in SessionRecord._fields if name != "holds"]
_HOLD_FIELDS: Final = list(HoldRecord._fields)


T = TypeVar("T")


def _upsert(table: str, key: str, columns: Sequence[str], newer: str) -> str:
    values = ", ".join("?" for _ in columns)
    updates = ", ".join(f"{name} = excluded.{name}" for name in columns)
    theirs, ours = (newer.replace("@", prefix) for prefix in ("excluded.", f"{table}."))
    return (
        f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({values}) "
        f"ON CONFLICT ({key}) DO UPDATE SET {updates} WHERE ({theirs}) > ({ours})"
    )


# At equal revisions the rest of a record decides, so that diverged copies end up with the same one.
_SAVE_SESSION: Final = _upsert(
    "sessions",
    "id",
    [*_SESSION_FIELDS, "timeline"],
    "@revision, @outcome = 'complete', @given_up, @outcome, @rehearsal, @started_utc_ms, @offset_min, @title",
)
_SAVE_HOLD: Final = _upsert(
    "holds",
    "session, phase",
    ["session", *_HOLD_FIELDS],
    "@revision, " + ", ".join(f"@{name}" for name in _HOLD_FIELDS if name not in ("phase", "revision")),
)


class Pain(NamedTuple):
    """A hold that hurt."""

    session: str
    hold: HoldRecord


class Store:
    """An open log.

    Attributes:
        notes: What the person should know about its file.
        unfit: Keys of the records that were read and are damaged; they are left out.
    """

    def __init__(self, path: Path, opened: Opened) -> None:
        self.path = path
        self.db, self.notes = opened
        self.unfit: set[tuple[Any, ...]] = set()

    @classmethod
    def open(cls, path: Path, *, wall: Wall = local_now) -> Store:
        """Open the log, and begin it where there is none.

        Raises:
            LogUnavailable: that cannot be done; NewerLog where a newer program wrote it.
        """
        opened = open_database(path, wall=wall)
        assert opened is not None
        return cls(path, opened)

    @classmethod
    def existing(cls, path: Path, *, wall: Wall = local_now) -> Store | None:
        """Open the log if there is one.

        Raises:
            LogUnavailable: as for ``open``.
        """
        opened = open_database(path, create=False, wall=wall)
        return None if opened is None else cls(path, opened)

    def close(self) -> None:
        """Close the connection."""
        self.db.close()

    def check_sound(self) -> None:
        """Read the whole file once.

        Raises:
            sqlite3.DatabaseError: it is damaged.
        """
        import sqlite3

        found = self.db.execute("PRAGMA quick_check(1)").fetchone()[0]
        if found != "ok":
            error = sqlite3.DatabaseError(found)
            error.sqlite_errorcode = 11  # SQLITE_CORRUPT, as when a query runs into it
            raise error

    def merge(self, records: Iterable[tuple[SessionRecord, bytes]]) -> int:
        """Write sessions with their packed timelines and their holds, each where it is new or newer than what is here.

        Returns:
            How many sessions and holds were written.
        """
        before = self.db.total_changes
        with transaction(self.db):
            for session, timeline in records:
                self.db.execute(_SAVE_SESSION, [*(getattr(session, name) for name in _SESSION_FIELDS), timeline])
                self.db.executemany(_SAVE_HOLD, ([session.id, *_hold_row(hold)] for hold in session.holds))
        return self.db.total_changes - before

    def sessions(self, last: int | None = None, where: str = "1", *values: Any) -> list[SessionRecord]:
        """Sessions with their holds, the newest first."""
        limit = -1 if last is None else min(last, 2**63 - 1)  # SQLite's whole numbers end there
        chosen = f"SELECT id FROM sessions WHERE {where} ORDER BY started_utc_ms DESC, id LIMIT {limit}"
        holds: dict[str, list[HoldRecord]] = {}
        named = ", ".join(_HOLD_FIELDS)
        for session, *row in self.db.execute(
            f"SELECT session, {named} FROM holds WHERE session IN ({chosen}) ORDER BY session, phase", values
        ):
            if (hold := self._fit(_hold(row), HoldRecord, session, row[0])) is not None:
                holds.setdefault(session, []).append(hold)
        rows = self.db.execute(
            f"SELECT {', '.join(_SESSION_FIELDS)} FROM sessions WHERE id IN ({chosen}) ORDER BY started_utc_ms DESC, id", values
        )
        fit = (self._fit(_session(row), SessionRecord, row[0]) for row in rows)
        return [session._replace(holds=tuple(holds.get(session.id, ()))) for session in fit if session is not None]

    def _fit(self, plain: dict[str, Any], kind: type[T], *key: Any) -> T | None:
        """The record of a row, or None where it is damaged."""
        try:
            check(kind, plain)
            return from_plain(kind, plain)
        except Misfit:
            self.unfit.add(key)
            return None

    def find(self, name: str) -> SessionRecord:
        """The session whose id begins like that.

        Raises:
            UsageProblem: none does, or several do.
        """
        wanted = name.strip().lower()
        remedy = "stretchcli log shows the ids."
        if len(wanted) < 4 or not set(wanted) <= set("0123456789abcdef"):
            raise UsageProblem(f"“{name}” is not the id of a session.", f"Give at least its first four digits; {remedy}")
        found = self.sessions(2, "id >= ? AND id < ?", wanted, wanted + "g")
        if len(found) != 1:
            message = "Several sessions begin with" if found else "There is no session"
            raise UsageProblem(f"{message} {wanted}.", "Give more of its digits." if found else remedy)
        return found[0]

    def stored(self, session: SessionRecord) -> Stored | None:
        """The session with its timeline, or None where that is damaged."""
        row = self.db.execute("SELECT timeline FROM sessions WHERE id = ?", [session.id]).fetchone()
        try:
            return Stored(session, unpacked(row[0]))
        except (zlib.error, ValueError, TypeError, RecursionError):
            self.unfit.add((session.id,))
            return None

    def everything(self) -> list[Stored]:
        """All sessions with their timelines, the newest first."""
        return [stored for session in self.sessions() if (stored := self.stored(session)) is not None]

    def unfinished(self, wall: Wall, claims: Claims, where: str = "1") -> list[Stored]:
        """Sessions of the last 24 hours that nobody is doing and that have holds left.

        Real ones in which something was held come first, and of several the last one.
        """
        now_ms = moment_ms(wall())
        # Twice the time here, since a session that went on may have begun earlier; and a clock may have been set back.
        since_ms, until_ms = now_ms - RESUMABLE_MS, now_ms + RESUMABLE_MS
        recent = self.sessions(
            None,
            f"started_utc_ms BETWEEN ? AND ? AND outcome <> 'complete' AND NOT given_up AND {where}",
            since_ms - RESUMABLE_MS,
            until_ms,
        )
        found = []
        for session in recent:
            if session.last_utc_ms >= since_ms and claims.free(session.id):
                stored = self.stored(session)
                if stored and holds_left(stored.timeline, session.results, session.broken_off):
                    found.append(stored)
        return sorted(found, key=lambda stored: (not stored.session.worth_resuming, -stored.session.last_utc_ms))

    def mention(self, session: str) -> bool:
        """Note that a session was mentioned to the person; False if it was mentioned before."""
        return self.db.execute("UPDATE sessions SET mentioned = 1 WHERE id = ? AND NOT mentioned", [session]).rowcount > 0

    def delete(self, session: str) -> None:
        """Forget a session and its holds."""
        with transaction(self.db):
            self.db.execute("DELETE FROM sessions WHERE id = ?", [session])

    def pains(self, stretches: Sequence[str] | None = None) -> list[Pain]:
        """The holds that hurt, the newest first; of these stretches, or of all."""
        named = ", ".join(_HOLD_FIELDS)
        among = "" if stretches is None else f"AND stretch IN ({', '.join('?' for _ in stretches)})"
        rows = self.db.execute(
            f"SELECT session, {named} FROM holds WHERE rehearsal = 0 AND outcome = 'pain' {among} "
            "ORDER BY ended_utc_ms DESC, session, phase",
            stretches or [],
        )
        fit = ((session, self._fit(_hold(row), HoldRecord, session, row[0])) for session, *row in rows)
        return [Pain(session, hold) for session, hold in fit if hold is not None]

    def last_outcome(self, stretch: str) -> str | None:
        """How the last hold of a stretch that was begun went."""
        row = self.db.execute(
            "SELECT outcome FROM holds WHERE stretch = ? AND rehearsal = 0 AND outcome <> 'skipped' "
            "ORDER BY ended_utc_ms DESC LIMIT 1",
            [stretch],
        ).fetchone()
        return None if row is None else cast(str, row[0])


def discard_damaged(store: Store, error: BaseException | None, wall: Wall = local_now) -> list[str]:
    """Close a store that ran into an error; if its file is damaged, set it aside and say so."""
    if not is_damage(error) or not store.path.exists():
        store.close()
        return []
    inode = store.path.stat().st_ino
    close_damaged(store.db, store.path)
    return set_aside(store.path, inode, wall)


def packed(timeline: Timeline) -> bytes:
    """A timeline compressed for the database: 4 kB instead of 43 for the whole routine."""
    return zlib.compress(json.dumps(timeline_data(timeline), separators=(",", ":")).encode())


def unpacked(data: bytes) -> Timeline:
    """The timeline that ``packed`` wrote.

    Raises:
        zlib.error, ValueError, TypeError, RecursionError: it was not.
    """
    return timeline_of(_shown_safely(json.loads(zlib.decompressobj().decompress(data, LARGEST_TIMELINE_BYTES))))


def _shown_safely(data: Any) -> Any:
    """The same data without characters that must not reach a terminal, since a log may come from an untrusted source."""
    if isinstance(data, str):
        return data if data.isprintable() else harmless(data)
    if isinstance(data, list):
        return [_shown_safely(value) for value in data]
    if isinstance(data, dict):
        return {key: _shown_safely(value) for key, value in data.items()}
    return data


def _hold_row(hold: HoldRecord) -> list[Any]:
    values = (getattr(hold, name) for name in _HOLD_FIELDS)
    return [",".join(value) if isinstance(value, tuple) else value for value in values]


def _hold(row: Sequence[Any]) -> dict[str, Any]:
    """The data of a hold, which may be damaged or untrusted."""
    values = dict(zip(_HOLD_FIELDS, map(_shown_safely, row), strict=True))
    values |= {"groups": [group for group in str(values["groups"]).split(",") if group]}
    return values | {name: bool(values[name]) for name in ("broken_off", "rehearsal")}


def _session(row: Sequence[Any]) -> dict[str, Any]:
    """The same of a session."""
    values = dict(zip(_SESSION_FIELDS, map(_shown_safely, row), strict=True))
    return values | {name: bool(values[name]) for name in ("given_up", "rehearsal")}
