"""``stretchcli log`` and its commands, for people and for programs."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
import typer

from stretchcli.catalog.phrases import Phrases
from stretchcli.catalog.records import Catalog
from stretchcli.cli.context import AppContext
from stretchcli.cli.log import app, table
from stretchcli.cli.log_stats import print_statistics, spark
from stretchcli.cli.tables import bar
from stretchcli.log.statistics import statistics
from tests.clis import stretchcli
from tests.log.logs import FakeWall, everything, hold, local, logged, logged_days, opened


@pytest.fixture
def wall() -> FakeWall:
    """A wall that shows this hour."""
    return FakeWall(datetime.now().astimezone())


def test_an_empty_log_is_no_mistake(home: Path) -> None:
    """Every command works, with JSON to match, and nothing is created by looking."""
    for command in ("", "stats", "pain"):
        assert stretchcli(*["log", command][: 1 + bool(command)]).code == 0
    assert stretchcli("log", "--json").json == {"format": 1, "sessions": []}
    assert stretchcli("log", "pain", "--json").json == {"format": 1, "pains": []}
    assert stretchcli("log", "export").json["sessions"] == []
    assert stretchcli("log", "stats", "--json").json["groups"] == []
    assert list(home.glob("log*")) == []


@pytest.mark.parametrize(
    ("command", "code"),
    [
        ("log", 0),
        ("log stats", 0),
        ("log pain", 0),
        ("log export", 0),
        ("log show abcd", 2),
        ("log delete abcd --yes", 2),
        ("resume", 3),
        ("resume --list", 3),
        ("resume --discard", 3),
    ],
)
def test_a_damaged_log_is_told_by_whoever_finds_it(home: Path, command: str, code: int) -> None:
    """Where it was put, and that a new one is begun; after that there is nothing more to tell."""
    (home / "log.db").write_bytes(b"garbage" * 1000)
    first, second = stretchcli(*command.split()), stretchcli(*command.split())
    assert (first.code, second.code) == (code, code)
    (kept,) = home.glob("log.db.damaged-*")
    assert f"Your log was damaged. It is kept as {kept}, and a new one has been started." in first.err
    assert "damaged" not in second.err
    assert everything(opened(home)) == {}


def test_a_log_that_is_damaged_deep_inside_is_told_when_it_is_read(home: Path, wall: FakeWall) -> None:
    """The command could not answer, which is exit 1; the next one has a new log."""
    store = opened(home)
    for _ in range(30):
        logged(store, wall)
    store.close()
    sound = (home / "log.db").read_bytes()
    (home / "log.db").write_bytes(sound[:8192] + b"\xff" * (len(sound) - 8192))
    ran = stretchcli("log")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.count("Your log was damaged.") == 1
    assert stretchcli("log").code == 0


def test_the_table_has_one_line_a_session_the_newest_first(home: Path, wall: FakeWall) -> None:
    """Twenty of them, or as many as asked for."""
    store = opened(home)
    for _ in range(22):
        wall.advance(minutes=1)
        newest = logged(store, wall)
    lines = stretchcli("log").out.splitlines()
    assert len(lines) == 21
    assert lines[1].split() == [
        newest.id[:8], f"{wall.now:%Y-%m-%d}", f"{wall.now:%H:%M}", "A", "session", "1", "0:30", "complete",
    ]  # fmt: skip
    assert len(stretchcli("log", "--last", "3").out.splitlines()) == 4
    assert len(stretchcli("log", "--json").json["sessions"]) == 22
    assert stretchcli("log", "--last", "0").code == 2


def test_show_tells_a_session_hold_by_hold(home: Path, wall: FakeWall) -> None:
    """With planned and held seconds; an id that nothing has is wrong usage."""
    store = opened(home)
    session = logged(store, wall, [hold(wall, held_s=22.0, outcome="early"), hold(wall, phase=10, outcome="skipped", held_s=0.0)])
    ran = stretchcli("log", "show", session.id[:5])
    assert [line.split()[:6] for line in ran.out.splitlines()[-2:]] == [
        ["glute-bridge", "both", "both", "1", "22/30", "s"],
        ["glute-bridge", "both", "both", "1", "0/30", "s"],
    ]
    shown = stretchcli("log", "show", session.id, "--json").json
    assert (shown["format"], shown["id"], shown["holds"][0]["groups"]) == (1, session.id, ["glutes", "hip-flexors"])
    assert stretchcli("log", "show", "0000").code == 2
    assert stretchcli("log", "show", "x").code == 2


def test_piped_statistics_are_plain_numbers_one_row_a_line(home: Path, wall: FakeWall) -> None:
    """Group, side, effect, seconds of nine weeks; days, seconds in a session and seconds that count of this one."""
    store = opened(home)
    logged(store, wall, [hold(wall, felt="left", groups=("calves",))])
    head, right, left = (line.split() for line in stretchcli("log", "stats").out.splitlines())
    assert (head[:3], len(head)) == (["group", "side", "effect"], 15)
    assert right == ["calves", "right", "stretch", *["0"] * 9, "0", "0", "0"]
    assert left == ["calves", "left", "stretch", *["0"] * 8, "30", "1", "30", "30"]


def test_statistics_as_json_name_the_guidance_and_who_says_so(home: Path, wall: FakeWall) -> None:
    """Weeks, groups, balance, streak."""
    logged(opened(home), wall, [hold(wall, felt="left", groups=("calves",))])
    found = stretchcli("log", "stats", "--json").json
    assert found["guidance"]["days_a_week"] == [2, 3]
    assert [set(source) for source in found["guidance"]["source"]] == [{"org", "title", "url"}] * 2
    assert len(found["weeks"]) == len(found["groups"][0]["weeks"]) == 9
    assert found["weeks"][-1]["held_s"] == 30.0
    assert found["balance"] == [{"group": "calves", "right_s": 0.0, "left_s": 30.0}]
    assert found["streak"] == {"weeks": 0, "best": 0}


def test_piped_statistics_of_nothing_are_no_heading(home: Path, wall: FakeWall, phrases: Phrases) -> None:
    """A program reads no rows, and a person a sentence: rehearsals alone count nowhere."""
    logged(opened(home), wall, [hold(wall, rehearsal=True)])
    ran = stretchcli("log", "stats")
    assert (ran.code, ran.out, ran.err) == (0, "", f"{phrases.say('stats.nothing')}\n")


def test_what_worked_a_muscle_is_shown_apart(home: Path, wall: FakeWall) -> None:
    """In a row of its own, and never in a dose."""
    logged(opened(home), wall, [hold(wall, groups=("glutes",), effect="work")])
    rows = [line.split() for line in stretchcli("log", "stats").out.splitlines()[1:]]
    assert [(row[:3], row[-4]) for row in rows] == [(["glutes", side, "work"], "30") for side in ("right", "left")]
    found = stretchcli("log", "stats", "--json").json
    assert (found["groups"], found["balance"], found["worked"][0]["group"]) == ([], [], "glutes")


class Terminal(io.StringIO):
    """A terminal that keeps what is written to it."""

    def __init__(self, encoding: str) -> None:
        super().__init__()
        self._encoding = encoding

    @property
    def encoding(self) -> str:  # type: ignore[override]  # a StringIO has none
        return self._encoding

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("encoding", ["utf-8", "ascii"])
@pytest.mark.parametrize("columns", [40, 100])
def test_statistics_are_pictures_in_a_terminal(
    home: Path, monkeypatch: pytest.MonkeyPatch, catalog: Catalog, phrases: Phrases, encoding: str, columns: int
) -> None:
    """Blocks, or plain letters where the encoding has no blocks; no line is wider than the window."""
    store = opened(home)
    today = local(2026, 11, 22).date()
    logged_days(store, [today - timedelta(days=back) for back in range(0, 70, 3)], groups=("hip-flexors", "quadriceps"))
    terminal = Terminal(encoding)
    monkeypatch.setattr(sys, "stdout", terminal)
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setenv("NO_COLOR", "1")
    print_statistics(statistics(store, today, catalog.vocabulary.guidance), catalog.vocabulary, phrases)
    shown = terminal.getvalue()
    assert max(len(line) for line in shown.splitlines() if "\x1b" not in line) <= columns
    assert "This week, since Monday 2026-11-16: 3 days, held for 1 minute 30" in " ".join(shown.split())
    assert "hip flexors" in shown
    assert ("#" if encoding == "ascii" else "█") in shown  # the bar is the last to go from a narrow window
    if encoding == "ascii":
        assert shown.isascii()
    elif columns == 100:
        assert spark([30.0 * days for days in (2, 2, 3, 2, 2, 3, 2, 2, 3)], 120) in shown
        assert f"  {bar(90.0, 120)}" in shown


def test_a_week_as_the_guidance_asks_for_looks_full(
    home: Path, monkeypatch: pytest.MonkeyPatch, catalog: Catalog, phrases: Phrases
) -> None:
    """A minute on each of two days; the same two minutes on one day are half of it."""
    today = local(2026, 11, 22).date()
    terminal = Terminal("utf-8")
    monkeypatch.setattr(sys, "stdout", terminal)
    monkeypatch.setenv("COLUMNS", "100")
    store = opened(home)
    logged_days(store, [today, today - timedelta(days=3)] * 2, groups=("calves",), felt="left")
    logged_days(store, [today] * 4, groups=("neck",), felt="left")
    print_statistics(statistics(store, today, catalog.vocabulary.guidance), catalog.vocabulary, phrases)
    calves, neck = (line for line in terminal.getvalue().splitlines() if " left " in line and "2:00" in line)
    assert ("calves" in calves, bar(1, 1) in calves) == (True, True)
    assert ("neck" in neck, f" {bar(1, 2)}" in neck) == (True, True)


def shown_statistics(home: Path, monkeypatch: pytest.MonkeyPatch, *, columns: int) -> str:
    """The statistics of Sunday 2026-11-22 in a terminal of so many columns."""
    terminal, context = Terminal("utf-8"), AppContext()
    monkeypatch.setattr(sys, "stdout", terminal)
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setenv("TERM", "dumb")
    words = context.catalog.vocabulary
    print_statistics(statistics(opened(home), date(2026, 11, 22), words.guidance), words, context.phrases)
    return terminal.getvalue()


@pytest.mark.parametrize("columns", [80, 40])
def test_a_full_week_of_every_group_is_a_row_of_full_bars_for_each(
    home: Path, monkeypatch: pytest.MonkeyPatch, catalog: Catalog, columns: int
) -> None:
    """Named in words, one row for both sides where they are alike, so that all of it fits a window of 24 rows."""
    store = opened(home)
    days = [date(2026, 11, day) for day in (16, 19)] * 2
    for group in catalog.vocabulary.groups:
        logged_days(store, days, groups=(group,))
    lines = shown_statistics(home, monkeypatch, columns=columns).splitlines()
    full = [line for line in lines if bar(1, 1) in line]
    assert len(full) == len(catalog.vocabulary.groups)
    assert all(any(line.startswith(group.name) for line in full) for group in catalog.vocabulary.groups.values())
    assert lines.index(full[-1]) < 24


def test_sides_that_differ_have_a_row_each_and_stand_side_by_side(
    home: Path, monkeypatch: pytest.MonkeyPatch, phrases: Phrases
) -> None:
    """Where none do, a sentence says so."""
    store = opened(home)
    logged_days(store, [date(2026, 11, 16)], groups=("calves",))
    assert phrases.say("stats.even") in shown_statistics(home, monkeypatch, columns=80)
    logged_days(store, [date(2026, 11, 17)], groups=("neck",), felt="left")
    shown = shown_statistics(home, monkeypatch, columns=80)
    rows = [line.split() for line in shown.splitlines()]
    assert [row[:2] for row in rows if row[:1] == ["neck"]] == [["neck", "right"], ["neck", "left"], ["neck", "0:30"]]
    assert [row[:2] for row in rows if row[:1] == ["calves"]] == [["calves", "both"]]
    assert phrases.say("stats.uneven") in shown


def test_a_week_without_a_hold_says_so(home: Path, monkeypatch: pytest.MonkeyPatch, phrases: Phrases) -> None:
    """And so does a log without any."""
    assert shown_statistics(home, monkeypatch, columns=80).startswith(phrases.say("stats.nothing"))
    logged_days(opened(home), [date(2026, 11, 12)])
    assert shown_statistics(home, monkeypatch, columns=80).startswith(phrases.say("stats.nothing-yet", monday="2026-11-16"))


def test_a_muscle_group_that_is_no_longer_known_stays_in_the_statistics(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A stretch of one's own, deleted since, may have been for it."""
    logged_days(opened(home), [date(2026, 11, 16)], groups=("little-finger",))
    assert "\nlittle finger" in shown_statistics(home, monkeypatch, columns=80)


def test_a_long_title_leaves_no_column_out_at_80(home: Path, monkeypatch: pytest.MonkeyPatch, wall: FakeWall) -> None:
    """It is folded, and so is what a rehearsal came to."""
    title = "Five minutes of everything for hips, thighs and calves"
    logged(opened(home), wall, title=title, rehearsal=True)
    terminal = Terminal("utf-8")
    monkeypatch.setattr(sys, "stdout", terminal)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TERM", "dumb")
    table(typer.Context(typer.main.get_command(app)), as_json=False, last=None)
    shown = terminal.getvalue()
    assert shown.splitlines()[0].split() == ["id", "when", "session", "holds", "held", "outcome"]
    assert set(title.split()) <= set(shown.split())
    assert max(map(len, shown.splitlines())) <= 80


def test_bars_and_sparks_never_leave_their_width() -> None:
    """Nothing, a little, everything and more."""
    for value in (0, 1, 299.9, 300, 600, 10_000):
        for plain_letters in (False, True):
            assert len(bar(value, 600, plain_letters=plain_letters)) == 10
            assert len(spark([value], 600, plain_letters=plain_letters)) == 1
    assert bar(0, 600) == "·" * 10
    assert bar(10_000, 600) == "█" * 10


def test_pain_is_listed_with_the_easier_way(home: Path, wall: FakeWall) -> None:
    """And the line for the config after three times; one line for all of them, and none for a stretch that is unknown."""
    store = opened(home)
    for stretch in ("kneeling-hip-flexor", "gone-by-now"):
        for _ in range(3):
            wall.advance(minutes=1)
            logged(store, wall, [hold(wall, stretch=stretch, felt="left", felt_at="front of the hip", outcome="pain")])
    logged(store, wall, [hold(wall, stretch="standing-hip-flexor", outcome="pain")])
    ran = stretchcli("log", "pain")
    assert len([line for line in ran.out.splitlines() if line.startswith(f"{wall.now:%Y-}")]) == 7
    assert [line for line in ran.out.splitlines() if line.startswith("never:")] == ["never: [kneeling-hip-flexor]"]
    assert "Standing hip flexor stretch hurt" in ran.out
    assert "Take a shorter step" in ran.out
    found = stretchcli("log", "pain", "--json").json["pains"]
    gone = [pain["felt_at"] for pain in found if pain["stretch"] == "gone-by-now"]
    assert gone == ["front of the hip"] * 3


def test_two_machines_are_joined_by_their_exports(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In any order, and twice."""
    other = tmp_path / "other"
    logged(opened(home), FakeWall(), id="a" * 32)
    logged(opened(other), FakeWall(), id="b" * 32)
    here = tmp_path / "here.json"
    here.write_text(stretchcli("log", "export").out, encoding="utf-8")
    monkeypatch.setenv("STRETCHCLI_HOME", str(other))
    assert "2 records are new" in stretchcli("log", "import", str(here)).out
    assert "nothing is new" in stretchcli("log", "import", str(here)).out
    there = tmp_path / "there.json"
    there.write_text(stretchcli("log", "export", "--json").out, encoding="utf-8")
    monkeypatch.setenv("STRETCHCLI_HOME", str(home))
    assert stretchcli("log", "import", str(there), "--json").json == {"format": 1, "sessions": 2, "written": 2}
    assert everything(opened(home)) == everything(opened(other))


def test_an_export_for_a_spreadsheet_has_one_line_a_hold(home: Path, wall: FakeWall) -> None:
    """The two formats exclude each other."""
    session = logged(opened(home), wall)
    rows = list(csv.DictReader(io.StringIO(stretchcli("log", "export", "--csv").out)))
    assert [(row["session"], row["stretch"]) for row in rows] == [(session.id, "glute-bridge")]
    assert stretchcli("log", "export", "--csv", "--json").code == 2


@pytest.mark.parametrize(
    ("name", "told"), [("nowhere.json", "There is no file"), ("folder", "is a folder."), ("text.json", "is not an export")]
)
def test_a_file_that_cannot_be_imported_is_wrong_usage(tmp_path: Path, name: str, told: str) -> None:
    """It is not there, it is a folder, or it is something else; then the remedy."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "text.json").write_text("hello", encoding="utf-8")
    ran = stretchcli("log", "import", str(tmp_path / name))
    assert (ran.code, ran.out) == (2, "")
    problem, remedy = ran.err.splitlines()
    assert told in problem
    assert "stretchcli log export" in remedy


def test_a_session_is_deleted_only_when_it_is_meant(home: Path, wall: FakeWall) -> None:
    """Without a terminal nobody can be asked."""
    store = opened(home)
    session = logged(store, wall)
    refused = stretchcli("log", "delete", session.id[:6])
    assert refused.code == 2
    assert "--yes" in refused.err
    assert list(everything(store)) == [session.id]
    assert stretchcli("log", "delete", session.id[:6], "--yes").code == 0
    assert everything(store) == {}


@pytest.mark.parametrize(("answer", "code", "left"), [("y", 0, 0), ("n", 130, 1)])
def test_deleting_asks_first(home: Path, wall: FakeWall, answer: str, code: int, left: int) -> None:
    """In a terminal; no leaves everything as it is."""
    store = opened(home)
    session = logged(store, wall)
    ours, its = os.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "stretchcli", "log", "delete", session.id[:6]], stdin=its, stdout=subprocess.DEVNULL, stderr=its
    ) as process:
        asked = b""
        while b"?" not in asked:
            asked += os.read(ours, 1000)
        os.write(ours, f"{answer}\n".encode())
        assert process.wait(20) == code
    os.close(ours)
    os.close(its)
    assert b"Delete A session," in asked
    assert len(everything(store)) == left
