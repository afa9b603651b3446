"""The writer: it never makes a session wait, and gives no hold up while there is hope."""

from __future__ import annotations

import shutil
import sqlite3
import threading
import time
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

import pytest

from stretchcli.log import writer as writing
from stretchcli.log.records import SessionRecord
from stretchcli.log.store import Store
from stretchcli.log.writer import Writer
from tests.log.logs import FakeWall, begun, everything, hold, logged, opened, short_session
from tests.samples import PHRASES

SESSION = begun(FakeWall(), outcome="open")


def with_hold(phase: int) -> SessionRecord:
    """The session with one more hold."""
    return SESSION._replace(holds=(hold(FakeWall(), phase=phase),))


class Gate:
    """A store whose writes wait until they are let through."""

    def __init__(self, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
        self.reached, self.open = threading.Event(), threading.Event()
        merge = Store.merge

        def slow(this: Store, records: Iterable[tuple[SessionRecord, bytes]]) -> int:
            self.reached.set()
            assert self.open.wait(10)
            return merge(this, records)

        monkeypatch.setattr(Store, "merge", slow)


def test_what_is_handed_over_is_written(tmp_path: Path) -> None:
    """All of it by the time the writer is closed."""
    writer = Writer(opened(tmp_path), PHRASES)
    for phase in range(20):
        writer.put(with_hold(phase), short_session())
    assert writer.close() == []
    assert [record.phase for record in everything(opened(tmp_path))[SESSION.id].holds] == list(range(20))


def test_a_disk_that_takes_its_time_holds_nobody_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Handing a hold over takes no longer while a write hangs, and nothing of it is lost."""
    store = opened(tmp_path)
    gate = Gate(store, monkeypatch)
    writer = Writer(store, PHRASES)
    writer.put(with_hold(0), short_session())
    assert gate.reached.wait(10)
    for phase in range(1, 50):
        writer.put(with_hold(phase), short_session())
    assert everything(opened(tmp_path)) == {}  # the first write still hangs, and nobody waited for it
    gate.open.set()
    assert writer.close() == []
    assert len(everything(opened(tmp_path))[SESSION.id].holds) == 50


def test_a_disk_that_never_answers_is_told_and_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The session ends all the same."""
    monkeypatch.setattr(writing, "CLOSE_S", 0.05)
    store = opened(tmp_path)
    gate = Gate(store, monkeypatch)
    writer = Writer(store, PHRASES)
    writer.put(with_hold(0), short_session())
    assert gate.reached.wait(10)
    assert writer.close() == ["One hold of this session could not be written to the log. The disk does not respond."]
    gate.open.set()


def test_a_full_disk_is_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once there is room, everything that was waiting is written."""
    monkeypatch.setattr(writing, "RETRY_S", 0.01)
    store = opened(tmp_path)
    pages = store.db.execute("PRAGMA page_count").fetchone()[0]
    store.db.execute(f"PRAGMA max_page_count = {pages}")
    writer = Writer(store, PHRASES)
    for phase in range(40):
        writer.put(with_hold(phase), short_session())
    deadline_s = time.monotonic() + 10
    while not writer._reason and time.monotonic() < deadline_s:
        threading.Event().wait(0.005)
    assert "full" in writer._reason
    store.db.execute("PRAGMA max_page_count = 100000")
    assert writer.close() == []
    assert len(everything(opened(tmp_path))[SESSION.id].holds) == 40


def test_a_disk_that_stays_full_is_told_once_and_keeps_what_was_written(tmp_path: Path) -> None:
    """Holds that were committed before stay; the number of lost ones is said."""
    store = opened(tmp_path)
    earlier = logged(store, FakeWall())
    pages = store.db.execute("PRAGMA page_count").fetchone()[0]
    store.db.execute(f"PRAGMA max_page_count = {pages}")
    writer = Writer(store, PHRASES)
    for phase in range(200):
        writer.put(with_hold(phase), short_session())
    (said,) = writer.close()
    assert said.startswith("200 holds of this session could not be written to the log.")
    assert "full" in said
    assert list(everything(opened(tmp_path))) == [earlier.id]


def test_a_log_that_is_damaged_deep_inside_is_set_aside_before_the_first_write(tmp_path: Path) -> None:
    """The session gets a new log from its first hold on."""
    store = opened(tmp_path)
    for _ in range(30):
        logged(store, FakeWall())
    store.close()
    path = tmp_path / "log.db"
    sound = path.read_bytes()
    path.write_bytes(sound[:8192] + b"\xff" * 4096 * 2 + sound[16384:])
    writer = Writer(Store.open(path), PHRASES, wall=FakeWall())
    writer.put(with_hold(0), short_session())
    (said,) = writer.close()
    assert "log.db.damaged-2026-11-22" in said
    assert list(everything(opened(tmp_path))) == [SESSION.id]


def test_a_log_that_breaks_in_a_session_loses_none_of_its_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The new log gets those as well that were written to the old one."""
    store = opened(tmp_path)
    writer = Writer(store, PHRASES, wall=FakeWall())
    writer.put(with_hold(0), short_session())
    merge = Store.merge
    broken = []

    def breaks(this: Store, records: Iterable[tuple[SessionRecord, bytes]]) -> int:
        if this is store and everything(store):
            broken.append(this)
            error = sqlite3.DatabaseError("database disk image is malformed")
            error.sqlite_errorcode = 11
            raise error
        return merge(this, records)

    deadline_s = time.monotonic() + 10
    while not everything(opened(tmp_path)) and time.monotonic() < deadline_s:
        threading.Event().wait(0.005)
    monkeypatch.setattr(Store, "merge", breaks)
    writer.put(with_hold(1), short_session())
    (said,) = writer.close()
    assert broken
    assert "damaged" in said
    assert [record.phase for record in everything(opened(tmp_path))[SESSION.id].holds] == [0, 1]


def test_copies_of_the_files_in_the_middle_of_writing_hold_every_committed_hold(tmp_path: Path) -> None:
    """As after a power cut: whatever moment the copy catches, it opens, and has at least what was there before."""
    store, reader = opened(tmp_path), opened(tmp_path)
    writer = Writer(store, PHRASES)
    for phase in range(40):
        writer.put(with_hold(phase), short_session())
        session = everything(reader).get(SESSION.id)
        least = len(session.holds) if session else 0
        copy = tmp_path / f"copy-{phase}"
        copy.mkdir()
        # The write-ahead log last: it must not be older than the pages that it adds to.
        for name in ("log.db", "log.db-wal"):
            if (tmp_path / name).exists():
                shutil.copy(tmp_path / name, copy / name)
        found = opened(copy)
        found.check_sound()
        assert found.notes == []
        assert least <= sum(len(session.holds) for session in found.sessions()) <= phase + 1
        found.close()
    assert writer.close() == []


def test_two_sessions_at_once_both_keep_all_their_holds(tmp_path: Path) -> None:
    """Each with a writer of its own, on one log."""
    others = [SESSION._replace(id=f"{number:032x}") for number in range(2)]
    writers = [Writer(opened(tmp_path), PHRASES) for _ in others]
    for phase in range(30):
        for writer, session in zip(writers, others, strict=True):
            writer.put(session._replace(holds=(hold(FakeWall(), phase=phase),)), short_session())
    assert [writer.close() for writer in writers] == [[], []]
    assert {name: len(session.holds) for name, session in everything(opened(tmp_path)).items()} == {
        session.id: 30 for session in others
    }


def test_a_log_that_is_busy_for_a_moment_is_waited_for(tmp_path: Path) -> None:
    """Somebody else's write delays the record, not the session."""
    store = opened(tmp_path)
    with closing(sqlite3.connect(tmp_path / "log.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        writer = Writer(store, PHRASES)
        writer.put(with_hold(0), short_session())
        other.execute("ROLLBACK")
    assert writer.close() == []
    assert len(everything(opened(tmp_path))[SESSION.id].holds) == 1
