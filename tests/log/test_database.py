"""The file itself: begun safely, brought up to date, never overwritten, never deleted."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from stretchcli.log import database
from stretchcli.log.claims import Claims
from stretchcli.log.database import LogUnavailable, NewerLog
from stretchcli.log.store import Store
from tests.log.logs import FakeWall, everything, hold, logged, opened

SCHEMAS = sorted((Path(__file__).parent / "schemas").glob("*.sql"), key=lambda path: int(path.stem))


def schema_of(path: Path) -> list[tuple[str, str]]:
    """The tables and indices of a database, whatever the spacing of their statements."""
    with closing(sqlite3.connect(path)) as db:
        rows = db.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name")
        return [(name, " ".join(sql.split())) for name, sql in rows]


def old_log(path: Path, schema: Path) -> None:
    """A log of an earlier version, with a session and a hold in it."""
    with closing(sqlite3.connect(path)) as db:
        db.executescript(schema.read_text(encoding="utf-8"))
        for table, key in (("sessions", "id"), ("holds", "session")):
            columns = {row[1]: row[2] for row in db.execute(f"PRAGMA table_info({table})")}
            values = {"TEXT": "both", "INTEGER": 1, "REAL": 20.0, "BLOB": b""}
            own = {key: "a" * 32, "outcome": "complete" if table == "sessions" else "full", "day": "2026-11-22", "effect": "work"}
            row = [own.get(name, values[kind]) for name, kind in columns.items()]
            db.execute(f"INSERT INTO {table} VALUES ({', '.join('?' for _ in row)})", row)
        db.commit()


def test_there_is_a_file_for_every_version() -> None:
    """A migration that is not tried on a file of its time is not tested."""
    assert [int(path.stem) for path in SCHEMAS] == list(range(1, database.VERSION + 1))


@pytest.mark.parametrize("schema", SCHEMAS, ids=lambda path: f"version {path.stem}")
def test_a_log_of_an_earlier_version_is_brought_up_to_date(tmp_path: Path, schema: Path) -> None:
    """It keeps its rows, and has the same tables as a new one; so has the newest version's own file."""
    old_log(tmp_path / "log.db", schema)
    store = opened(tmp_path)
    assert [len(session.holds) for session in store.sessions()] == [1]
    store.close()
    opened(tmp_path / "new").close()
    assert schema_of(tmp_path / "log.db") == schema_of(tmp_path / "new" / "log.db")


def test_an_empty_file_becomes_a_log(tmp_path: Path) -> None:
    """Touched by somebody, or left by a disk that was full."""
    (tmp_path / "log.db").touch()
    store = opened(tmp_path)
    assert store.sessions() == []
    assert store.notes == []


def test_a_new_log_is_for_its_owner_alone_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    """Mode 0600 whatever the umask, in a folder that is begun where there is none."""
    previous = os.umask(0)
    try:
        opened(tmp_path / "data" / "of" / "mine").close()
    finally:
        os.umask(previous)
    (file,) = (tmp_path / "data" / "of" / "mine").iterdir()
    assert (file.name, stat.S_IMODE(file.stat().st_mode)) == ("log.db", 0o600)


def test_commits_are_safe_from_a_power_cut(tmp_path: Path) -> None:
    """A write-ahead log that is synchronised at every commit."""
    store = opened(tmp_path)
    assert store.db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert store.db.execute("PRAGMA synchronous").fetchone() == (2,)


def test_first_sessions_at_once_share_one_log(tmp_path: Path) -> None:
    """Nobody's new file takes the place of another one that already has records in it."""

    def begin(_: int) -> str:
        store = opened(tmp_path)
        session = logged(store, FakeWall())
        store.close()
        return session.id

    with ThreadPoolExecutor(8) as pool:
        made = set(pool.map(begin, range(16)))
    store = opened(tmp_path)
    assert set(everything(store)) == made
    assert [path.name for path in tmp_path.iterdir() if ".new" in path.name] == []


def test_the_one_who_comes_second_leaves_the_first_ones_file_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The moment between building a new log and moving it into place, with another one begun in it."""
    link = os.link
    made: list[str] = []

    def somebody_else_first(source: str, target: str) -> None:
        if not made:
            monkeypatch.setattr(os, "link", link)
            first = opened(tmp_path)
            made.append(logged(first, FakeWall()).id)
            first.close()
        link(source, target)

    monkeypatch.setattr(os, "link", somebody_else_first)
    assert list(everything(opened(tmp_path))) == made


def test_a_file_system_without_links_is_no_hindrance(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The new log is then moved."""

    def refused(source: str, target: str) -> None:
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refused)
    opened(home).close()
    assert [path.name for path in home.glob("log*")] == ["log.db"]


def test_a_newer_log_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    """Its version and ours are in the sentence."""
    opened(tmp_path).close()
    path = tmp_path / "log.db"
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA user_version = 99")
    before = path.read_bytes()
    with pytest.raises(NewerLog, match=f"format 99, this one knows {database.VERSION}") as raised:
        opened(tmp_path)
    assert raised.value.exit_code == 1
    assert path.read_bytes() == before


@pytest.mark.parametrize("damage", ["garbage", "cut", "header"])
def test_a_damaged_log_is_set_aside_with_its_date(home: Path, damage: str) -> None:
    """It is said once, the new log is empty and works, and the old bytes are all there."""
    store = opened(home)
    logged(store, FakeWall())
    store.close()
    path = home / "log.db"
    sound = path.read_bytes()
    broken = {"garbage": b"no database at all" * 300, "cut": sound[: len(sound) // 2 - 100], "header": b"x" * 100 + sound[100:]}
    path.write_bytes(broken[damage])
    store = Store.open(path, wall=FakeWall())
    assert logged(store, FakeWall()).id in everything(store)
    assert (home / "log.db.damaged-2026-11-22").read_bytes() == broken[damage]
    (said,) = store.notes
    assert "log.db.damaged-2026-11-22" in said


def test_what_belongs_to_a_damaged_log_goes_along(home: Path) -> None:
    """Its write-ahead log may hold what can still be saved."""
    (home / "log.db").write_bytes(b"garbage" * 1000)
    (home / "log.db-wal").write_bytes(b"the last holds")
    Store.open(home / "log.db", wall=FakeWall()).close()
    assert (home / "log.db.damaged-2026-11-22-wal").read_bytes() == b"the last holds"


def test_a_second_damaged_log_of_a_day_gets_a_name_of_its_own(home: Path) -> None:
    """Nothing that was set aside is overwritten."""
    for n in range(3):
        (home / "log.db").write_bytes(bytes([n]) * 5000)
        Store.open(home / "log.db", wall=FakeWall()).close()
        (home / "log.db").unlink()
    assert {path.name: path.read_bytes()[0] for path in home.glob("log*")} == {
        "log.db.damaged-2026-11-22": 0,
        "log.db.damaged-2026-11-22-2": 1,
        "log.db.damaged-2026-11-22-3": 2,
    }


def test_whoever_finds_the_damage_second_leaves_the_new_log_alone(tmp_path: Path) -> None:
    """The file that was found damaged is gone by then, and what stands there is sound."""
    path = tmp_path / "log.db"
    path.write_bytes(b"garbage" * 1000)
    inode = path.stat().st_ino
    keep = path.open("rb")  # so that the new file cannot get the same number
    store = Store.open(path, wall=FakeWall())
    session = logged(store, FakeWall())
    assert database.set_aside(path, inode, FakeWall()) == []
    assert list(everything(store)) == [session.id]
    keep.close()


def test_a_folder_that_cannot_be_used_is_one_sentence(tmp_path: Path) -> None:
    """A file in the place of the data folder, and a folder in the place of the log."""
    (tmp_path / "file").touch()
    (tmp_path / "data" / "log.db").mkdir(parents=True)
    for folder in (tmp_path / "file", tmp_path / "data"):
        with pytest.raises(LogUnavailable, match="cannot be used") as raised:
            opened(folder)
        assert raised.value.exit_code == 1


@pytest.mark.skipif(os.geteuid() != 0 or sys.platform != "linux", reason="only root can mount a small disk")
def test_a_disk_that_fills_while_a_log_is_begun_has_no_damaged_one(tmp_path: Path) -> None:
    """With every 8 kB of room from nothing to enough: a log that never existed cannot be damaged."""
    tmp_path = tmp_path / "disk"
    tmp_path.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=160k", "tmpfs", tmp_path], check=False).returncode:
        pytest.skip("nothing can be mounted here")
    try:
        begun = []
        for free in range(0, 160, 8):
            (tmp_path / "ballast").write_bytes(b"x" * 1024 * (160 - free))
            try:
                opened(tmp_path).close()
                begun.append(free)
            except LogUnavailable:
                pass
            assert not list(tmp_path.glob("*damaged*"))
            for file in tmp_path.iterdir():
                file.unlink()
        assert 0 < begun[0] <= 80
        assert begun == list(range(begun[0], 160, 8))
    finally:
        subprocess.run(["umount", tmp_path], check=True)


def test_a_log_that_somebody_holds_on_to_is_waited_for_and_then_given_up(tmp_path: Path) -> None:
    """A write is tried for a while; nothing is lost of what was there."""
    store = opened(tmp_path)
    store.db.execute("PRAGMA busy_timeout = 20")
    with closing(sqlite3.connect(tmp_path / "log.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            logged(store, FakeWall())
        other.execute("ROLLBACK")
    assert logged(store, FakeWall(), [hold(FakeWall())]).id in everything(store)


def test_a_session_in_another_process_is_claimed_until_that_ends(tmp_path: Path) -> None:
    """However it ends: the system gives the claim back."""
    script = (
        "import sys; from pathlib import Path; from stretchcli.log.claims import Claims\n"
        "claims = Claims(Path(sys.argv[1])); print(claims.take('a' * 32), flush=True); sys.stdin.read()"
    )
    claims = Claims(tmp_path)
    with subprocess.Popen(
        [sys.executable, "-c", script, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "True\n"
        assert not claims.free("a" * 32)
        assert not claims.take("a" * 32)
        assert claims.free("b" * 32)
        other.kill()
    assert claims.take("a" * 32)


def test_without_locks_every_session_is_free(tmp_path: Path) -> None:
    """A folder in which no lock can be kept stops nobody."""
    claims = Claims(tmp_path / "nowhere")
    assert claims.take("a" * 32)
    assert claims.free("a" * 32)
