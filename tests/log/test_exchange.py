"""Exports, and imports of what anybody may have written."""

from __future__ import annotations

import contextlib
import csv
import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchcli.errors import UsageProblem
from stretchcli.log.exporting import CSV_COLUMNS, export_csv, export_json, session_json
from stretchcli.log.importing import read_export
from stretchcli.log.records import Stored, utc_ms_of, utc_text
from stretchcli.log.store import packed
from stretchcli.session.engine import Action, Message
from tests.log.logs import FakeWall, everything, hold, local, logged, opened, played, short_session, written


def export_of(folder: Path) -> dict[str, Any]:
    """An export with one session of one hold, as data."""
    store = opened(folder)
    logged(store, FakeWall(), [hold(FakeWall(), phase=HOLD)])
    file = StringIO()
    export_json(store.everything(), file)
    data: dict[str, Any] = json.loads(file.getvalue())
    return data


HOLD = next(phase.index for phase in short_session().phases if phase.kind == "hold")


def test_an_import_brings_back_what_was_exported(tmp_path: Path) -> None:
    """Sessions, holds and timelines, to the last bit."""
    timeline = short_session("standing-hip-flexor", "table-psoas")
    _, put = played(
        timeline, [Message(Action.TICK, 200.0), Message(Action.OUCH, 201.3)], FakeWall(local(2026, 3, 1, offset_h=5.5))
    )
    store, other = opened(tmp_path / "here"), opened(tmp_path / "there")
    written(store, timeline, put)
    whole = store.everything()
    with (tmp_path / "export.json").open("w", encoding="utf-8") as file:
        export_json(whole, file)
    assert read_export(tmp_path / "export.json") == whole
    other.merge((stored.session, packed(stored.timeline)) for stored in whole)
    assert everything(other) == everything(store)
    assert other.everything() == [Stored(whole[0].session, timeline)]


def test_a_spreadsheet_gets_one_line_a_hold(tmp_path: Path) -> None:
    """With names on top, and nothing that it would take for a formula."""
    store, wall = opened(tmp_path), FakeWall()
    session = logged(store, wall, [hold(wall), hold(wall, phase=10, felt_at="=1+1")])
    file = StringIO()
    export_csv(store.sessions(), file)
    head, first, second = csv.reader(StringIO(file.getvalue()))
    assert head == list(CSV_COLUMNS)
    row = dict(zip(head, first, strict=True))
    assert (row["session"], row["groups"], row["held_s"], row["rehearsal"]) == (session.id, "glutes hip-flexors", "30.0", "false")
    assert dict(zip(head, second, strict=True))["felt_at"] == "'=1+1"


def test_a_session_has_the_fields_that_scripts_rely_on() -> None:
    """Those of ``log --json``, and no others."""
    _, put = played(short_session(), [Message(Action.TICK, float(second)) for second in range(100)], FakeWall())
    shown = session_json(put[-1])
    assert list(shown) == ["id", "started_utc", "outcome", "rehearsal", "held_s", "holds"]
    assert list(shown["holds"][0]) == ["stretch", "side", "felt", "held_s", "outcome"]


@given(st.integers(0, 4_000_000_000_000))
def test_a_moment_as_text_is_the_same_moment(utc_ms: int) -> None:
    """To the millisecond."""
    assert utc_ms_of(utc_text(utc_ms)) == utc_ms


def put_in(*path: Any, value: Any) -> Callable[[dict[str, Any]], None]:
    """A change to an export: that value at that place."""

    def change(data: Any) -> None:
        for key in path[:-1]:
            data = data[key]
        data[path[-1]] = value

    return change


SESSION = ("sessions", 0)
FIRST = (*SESSION, "holds", 0)
PHASE = (*SESSION, "timeline", "phases", 0)


@pytest.mark.parametrize(
    "change",
    [
        put_in("log", value="something else"),
        put_in("format", value=2),
        put_in("sessions", value={}),
        put_in("sessions", value=[None]),
        put_in(*SESSION, "id", value="../../etc"),
        put_in(*SESSION, "title", value="\x1b[2Jgone"),
        put_in(*SESSION, "title", value="x" * 5000),
        put_in(*SESSION, "outcome", value="sunny"),
        put_in(*SESSION, "revision", value=True),
        put_in(*SESSION, "started_utc", value="yesterday"),
        put_in(*SESSION, "started_utc", value="9999-12-31T23:59:59+00:00"),
        put_in(*SESSION, "started_utc", value="2026-11-22T10:00:00"),
        put_in(*SESSION, "offset_min", value=5000),
        put_in(*SESSION, "holds", value=None),
        put_in(*FIRST, "phase", value=0),
        put_in(*FIRST, "phase", value=10_000),
        put_in(*FIRST, "held_s", value=1e9),
        put_in(*FIRST, "held_s", value=float("nan")),
        put_in(*FIRST, "held_s", value=-1),
        put_in(*FIRST, "stretch", value="=cmd|' /C calc'!A0"),
        put_in(*FIRST, "felt_at", value="hip‮"),
        put_in(*FIRST, "groups", value=["a,b"]),
        put_in(*FIRST, "day", value="2026-02-30"),
        put_in(*FIRST, "day", value="2026-W01-1"),
        put_in(*FIRST, "outcome", value="restarted"),
        put_in(*FIRST, "rehearsal", value=0),
        put_in(*PHASE, "duration_s", value=0),
        put_in(*PHASE, "duration_s", value=10**9),
        put_in(*PHASE, "index", value=3),
        put_in(*PHASE, "item", value=7),
        put_in(*PHASE, "kind", value="dance"),
        put_in(*PHASE, "text", value="a\nb"),
        put_in(*PHASE, "surprise", value=1),
        put_in(*SESSION, "timeline", "phases", value=[]),
        put_in(*SESSION, "timeline", "items", value=[]),
        put_in(*SESSION, "timeline", "title", value=None),
        put_in(*SESSION, "timeline", value=None),
    ],
)
def test_an_import_is_believed_nothing(tmp_path: Path, change: Callable[[dict[str, Any]], None]) -> None:
    """Every value is looked at; one that is wrong refuses the whole file with exit code 2."""
    data = export_of(tmp_path)
    change(data)
    (tmp_path / "import.json").write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(UsageProblem) as raised:
        read_export(tmp_path / "import.json")
    assert raised.value.exit_code == 2


def test_a_wrong_value_of_an_import_is_named_with_its_place(tmp_path: Path) -> None:
    """So that whoever wrote the file can mend it."""
    data = export_of(tmp_path)
    put_in(*FIRST, "held_s", value=-1)(data)
    (tmp_path / "import.json").write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(UsageProblem, match=r"import\.json: sessions\[0\]\.holds\[0\]\.held_s should be a number from 0 to 300\."):
        read_export(tmp_path / "import.json")


@pytest.mark.parametrize(
    "content", [b"", b"[1, 2", b"[" * 200_000, b"\xff\xfe", b"session,started_utc\n", b"null", b'{"log": "stretchcli"}']
)
def test_what_is_no_export_is_refused(tmp_path: Path, content: bytes) -> None:
    """Fast, and in one sentence."""
    (tmp_path / "import.json").write_bytes(content)
    with pytest.raises(UsageProblem):
        read_export(tmp_path / "import.json")


@pytest.fixture(scope="module")
def export(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A file to write to, and an export as text."""
    folder = tmp_path_factory.mktemp("export")
    return folder / "import.json", json.dumps(export_of(folder))


VALUES = st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda inner: st.lists(inner), max_leaves=5)


@given(VALUES, st.data())
def test_whatever_stands_anywhere_in_an_export_is_read_or_refused(
    export: tuple[Path, str], value: Any, data: st.DataObject
) -> None:
    """Never anything else."""
    path, text = export
    plain = json.loads(text)
    place = plain["sessions"][0]
    for _ in range(data.draw(st.integers(0, 4))):
        inner = [key for key, below in _entries(place) if isinstance(below, dict | list) and below]
        if not inner:
            break
        place = place[data.draw(st.sampled_from(inner))]
    place[data.draw(st.sampled_from([key for key, _ in _entries(place)]))] = value
    path.write_text(json.dumps(plain), encoding="utf-8")
    with contextlib.suppress(UsageProblem):
        read_export(path)


def _entries(place: Any) -> list[tuple[Any, Any]]:
    return list(place.items()) if isinstance(place, dict) else list(enumerate(place))
