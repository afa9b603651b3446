"""A log that is damaged, or a stranger's: one sentence, set aside or shown cleaned, and never anything else."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchcli.catalog.records import Catalog
from stretchcli.errors import StretchError
from stretchcli.log.claims import Claims
from stretchcli.log.database import telling
from stretchcli.log.history import history
from stretchcli.log.statistics import statistics
from stretchcli.log.store import Store
from stretchcli.reading.text import unsafe_character
from stretchcli.session.resume import resumption
from tests.clis import stretchcli
from tests.log.logs import FakeWall, hold, logged, opened, short_session

THOROUGH = os.environ.get("HYPOTHESIS_PROFILE") == "thorough"
WALL = FakeWall(datetime(2026, 11, 22, 18, 0).astimezone())
HOLDS = [phase.index for phase in short_session().phases if phase.kind == "hold"]
COMMANDS = ("log", "log stats", "log pain", "log export", "log export --csv", "log show aaaa", "resume --list")

COLUMNS = {
    "sessions": ("id", "revision", "started_utc_ms", "offset_min", "rehearsal", "outcome", "title", "given_up", "timeline"),
    "holds": (
        *("session", "phase", "revision", "stretch", "side", "felt", "felt_at", "groups", "rep", "planned_s", "held_s"),
        *("outcome", "broken_off", "ended_utc_ms", "offset_min", "day", "rehearsal", "effect"),
    ),
}
# As SQL says them: escape sequences, bytes that are no text, other kinds of values, ends of ranges.
VALUES = (
    "'\x1b[2J\x9b31m\u202eevil\x07'",
    "CAST(x'fffe61' AS TEXT)",
    "CAST(x'00' AS TEXT)",
    "x'fffe'",
    "''",
    "replace(hex(zeroblob(50000)), '0', 'x')",
    "9223372036854775807",
    "-1",
    "1e308",
    "9e999",
)


def small_log(folder: Path, now: datetime) -> None:
    """Two sessions of today: one with a hold that hurt, and one that was stopped."""
    store, wall = opened(folder), FakeWall(now)
    logged(store, wall, [hold(wall, phase=HOLDS[0]), hold(wall, phase=HOLDS[1], outcome="pain")], id="a" * 32)
    logged(store, wall, [hold(wall, phase=HOLDS[0])], id="b" * 32, outcome="stopped")
    store.close()


@cache
def sound() -> bytes:
    """The file of a small log."""
    with TemporaryDirectory() as folder:
        small_log(Path(folder), WALL())
        return (Path(folder) / "log.db").read_bytes()


def read_all(store: Store, catalog: Catalog) -> Iterator[str]:
    """Every text that any command shows of a log; what cannot be read is a problem that is told."""
    with telling(store.path):
        for stored in store.everything():
            yield stored.session.title
            yield from (phase.text for phase in stored.timeline.phases)
        for session in store.sessions():
            yield session.outcome
            for each in session.holds:
                yield from (each.stretch, each.side, each.felt, each.felt_at, *each.groups, each.day, each.outcome)
        for pain in store.pains():
            yield from (pain.hold.stretch, pain.hold.felt_at)
        for stored in store.unfinished(WALL, Claims(store.path.parent)):
            assert resumption(stored.timeline, stored.session.results, stored.session.broken_off)
        yield from (dose.group for dose in statistics(store, WALL().date(), catalog.vocabulary.guidance).doses)
        assert sum(history(store, WALL().date()).week_s.values()) >= 0


def told_or_clean(path: Path, catalog: Catalog) -> None:
    """Whatever is in that file, it is read as clean text or told in one sentence.

    Raises:
        AssertionError: an escape sequence gets through; any other error is one as well.
    """
    store = None
    try:
        store = Store.open(path, wall=WALL)
        for text in read_all(store, catalog):
            assert unsafe_character(text) is None
    except StretchError:
        pass  # that is told in one sentence
    finally:
        if store is not None:
            store.close()


def flipped(offset: int, bits: int) -> bytes:
    """The small log with some bits of a byte turned over."""
    data = bytearray(sound())
    data[offset] ^= bits
    return bytes(data)


@pytest.mark.skipif(not THOROUGH, reason="every byte of the first pages takes minutes: HYPOTHESIS_PROFILE=thorough")
@pytest.mark.parametrize("page", range(4))
def test_every_flipped_byte_of_the_first_pages_is_told_or_read(tmp_path: Path, catalog: Catalog, page: int) -> None:
    """The header, the schema, and the pages behind it."""
    for offset in range(page * 4096, (page + 1) * 4096):
        folder = tmp_path / str(offset)
        folder.mkdir()
        (folder / "log.db").write_bytes(flipped(offset, 1 << offset % 8))
        told_or_clean(folder / "log.db", catalog)


@given(st.data(), st.integers(1, 255))
def test_a_flipped_byte_anywhere_is_told_or_read(catalog: Catalog, data: st.DataObject, bits: int) -> None:
    """A sample of them, more from the page of the schema than from elsewhere."""
    offset = data.draw(st.integers(0, 4095) | st.integers(0, len(sound()) - 1))
    with TemporaryDirectory() as folder:
        (Path(folder) / "log.db").write_bytes(flipped(offset, bits))
        told_or_clean(Path(folder) / "log.db", catalog)


@pytest.mark.parametrize(("table", "column"), [(table, column) for table, columns in COLUMNS.items() for column in columns])
def test_a_hostile_value_in_any_column_is_left_out_or_shown_clean(
    tmp_path: Path, catalog: Catalog, table: str, column: str
) -> None:
    """Values of every kind; SQLite holds no column to its type."""
    for number, value in enumerate(VALUES):
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / "log.db").write_bytes(sound())
        spoil(folder, table, column, value)
        told_or_clean(folder / "log.db", catalog)


def spoil(folder: Path, table: str, column: str, value: str) -> None:
    """Put a value into one row of a log."""
    store = opened(folder)
    store.db.execute("PRAGMA foreign_keys = OFF")
    key = "id" if table == "sessions" else "session"
    where = "" if table == "sessions" else f" AND phase = {HOLDS[0]}"
    store.db.execute(f"UPDATE {table} SET {column} = {value} WHERE {key} = ?{where}", ["a" * 32])
    store.close()


@pytest.mark.parametrize("value", VALUES)
def test_commands_say_what_they_left_out_of_a_log(home: Path, value: str) -> None:
    """In one sentence on stderr, with the rest of the log on stdout and nothing that a terminal would obey."""
    small_log(home, datetime.now().astimezone() - timedelta(minutes=5))
    for table, columns in COLUMNS.items():
        spoil(home, table, random.Random(value).choice(columns[1:]), value)
    for command in COMMANDS:
        ran = stretchcli(*command.split())
        assert ran.code in (0, 1, 2, 3)
        assert unsafe_character((ran.out + ran.err).replace("\n", "").replace("\r", "")) is None
        assert "mistake of ours" not in ran.err
        assert "bug" not in ran.err


def test_a_damaged_record_is_counted_once(home: Path) -> None:
    """However often it was read on the way; the sound ones are shown."""
    now = datetime.now().astimezone()
    small_log(home, now - timedelta(minutes=5))
    spoil(home, "holds", "held_s", "'much'")
    ran = stretchcli("log", "pain")
    assert (ran.code, ran.err) == (0, "")
    shown = stretchcli("log", "show", "aaaa")
    assert shown.err == "One damaged record in your log was left out.\n"
    assert [line.split()[0] for line in shown.out.splitlines()[-1:]] == ["glute-bridge"]


def test_more_sessions_than_there_can_be_are_all_of_them(home: Path) -> None:
    """SQLite counts no further than 2 to the 63rd."""
    small_log(home, datetime.now().astimezone())
    assert len(stretchcli("log", "--last", "9223372036854775808").out.splitlines()) == 3


def test_a_day_that_is_none_does_not_count(home: Path, catalog: Catalog) -> None:
    """The other holds do."""
    store, wall = opened(home), FakeWall(WALL())
    logged(store, wall, [hold(wall, phase=HOLDS[0]), hold(wall, phase=HOLDS[1])])
    store.db.execute("UPDATE holds SET day = '2026-11-2z' WHERE phase = ?", [HOLDS[0]])
    found = statistics(store, date(2026, 11, 22), catalog.vocabulary.guidance)
    assert (found.days[-1], found.held_s[-1]) == (1, 30.0)
