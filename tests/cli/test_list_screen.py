"""What a person sees of ``list``: the stretches by muscle group, names first, a pager where it is long."""

from __future__ import annotations

import re
import sys
from datetime import date
from pathlib import Path

import pytest

from stretchcli.cli.context import AppContext
from stretchcli.cli.listing import screen
from stretchcli.cli.options import SelectionOptions
from stretchcli.cli.pager import page, pager_for
from tests.clis import stretchcli
from tests.log.logs import FakeWall, logged, logged_days, opened
from tests.terminal.ptys import Terminal

STYLE = re.compile(r"\x1b\[[0-9;]*m")


def shown(width: int, *what: str, long: bool = False, pain: list[str] | None = None) -> list[str]:
    """The lines of the screen without bold and quiet letters."""
    context = AppContext()
    selection = context.selection(SelectionOptions(what=list(what), pain=pain), whole=True, listing=True)
    stretches = sorted(selection.chosen, key=lambda chosen: bool(chosen.care))
    return [STYLE.sub("", line) for line in screen(context, stretches, width, long=long)]


@pytest.fixture(autouse=True)
def styled(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal that can do bold."""
    monkeypatch.setenv("TERM", "xterm-256color")


def test_the_stretches_stand_under_their_muscle_groups_in_the_order_of_the_vocabulary() -> None:
    """Each once, under the first of its groups."""
    lines = shown(100)
    titles = [line for line in lines if line and not line.startswith(" ")]
    groups = AppContext().catalog.vocabulary.groups.values()
    assert titles == [title for group in groups if (title := group.name[0].upper() + group.name[1:]) in titles]
    everything = AppContext().catalog.stretches
    assert sorted(name for name in everything for line in lines if f"  {name}  " in line) == sorted(everything)


def test_a_group_that_was_asked_for_holds_all_its_stretches() -> None:
    """Those too that are for another group first."""
    lines = shown(100, "calves")
    assert lines[0] == "Calves"
    assert [line for line in lines if not line.startswith(" ")] == ["Calves"]
    assert any("supine-hamstring-strap" in line for line in lines)


def test_a_line_has_the_name_first_then_the_id_the_place_and_the_time() -> None:
    """In columns."""
    [line] = [line for line in shown(100, "glute-bridge") if "Glute bridge" in line]
    assert line.split() == ["Glute", "bridge", "glute-bridge", "floor", "8:08"]


@pytest.mark.parametrize("width", [40, 60, 80, 120])
@pytest.mark.parametrize("long", [False, True])
def test_no_line_is_wider_than_the_window(width: int, long: bool) -> None:
    """Names are folded between words, and the id is left out where there is no room for it."""
    lines = shown(width, long=long)
    assert max(map(len, lines)) <= width
    assert any("glute-bridge" in line for line in lines) == (width >= 80)


def test_a_word_that_is_longer_than_its_column_breaks_at_a_hyphen() -> None:
    """In the middle of nothing."""
    words = {word for line in shown(40, "knee-to-opposite-shoulder") for word in line.split()}
    assert {"Knee-to-opposite-", "shoulder"} <= words


def test_what_is_only_done_with_care_comes_last() -> None:
    """Under a heading of its own."""
    lines = shown(100, "iliopsoas", pain=["knee"])
    titles = [line for line in lines if line and not line.startswith(" ")]
    assert titles[-1] == "Only with care"
    assert any("kneeling-hip-flexor" in line for line in lines[lines.index("Only with care") :])
    assert not any("kneeling-hip-flexor" in line for line in lines[: lines.index("Only with care")])


def test_long_says_the_needs_as_a_person_would() -> None:
    """No ids: "prone" is lying on your front."""
    said = " ".join(line for line in shown(200, long=True) if line.startswith(6 * " ")).lower()
    words = AppContext().catalog.vocabulary
    assert "lying on your front" in said or "lie on your front" in said
    assert not [need for need in words.needs if "-" in need and f" {need}" in said]


def test_what_a_stretch_asks_refers_to_nothing_that_was_not_said() -> None:
    """ "You kneel on it" is said of a knee that hurts."""
    said = " ".join(" ".join(shown(120, "pigeon-all-fours", long=True)).split())
    assert "You kneel, your leg turns" in said


def test_a_pipe_gets_no_pager_and_no_groups(monkeypatch: pytest.MonkeyPatch) -> None:
    """One line a stretch with its id first, whatever PAGER says."""
    monkeypatch.setenv("PAGER", "false")
    lines = stretchcli("list").out.splitlines()
    assert len(lines) == 1 + len(AppContext().catalog.stretches)


@pytest.fixture
def looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal of ten rows on both ends."""
    look_at(monkeypatch)


def look_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make terminals of stdin and stdout. Where a test has ``capsys``, it does so itself: the streams change after its setup."""
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("LINES", "10")
    monkeypatch.setenv("COLUMNS", "80")


@pytest.mark.usefixtures("looked_at")
@pytest.mark.parametrize(
    ("environment", "lines", "command"),
    [
        ({"PAGER": "sort -r"}, 10, ["sort", "-r"]),
        ({"PAGER": "sort"}, 9, []),
        ({"PAGER": ""}, 10, []),
        ({"PAGER": "cat"}, 10, []),
        ({"PAGER": "no-such-pager"}, 10, []),
        ({"PAGER": "sort '"}, 10, []),
        ({"PAGER": "sort", "NO_PAGER": "1"}, 10, []),
        ({"PAGER": "sort", "ACCESSIBLE": "1"}, 10, []),
        ({"PAGER": "sort", "TERM": "dumb"}, 10, []),
    ],
)
def test_the_pager_is_the_persons_own_and_only_for_what_is_long(
    environment: dict[str, str], lines: int, command: list[str]
) -> None:
    """None where they want none, or where nothing may wait for a key."""
    assert pager_for(lines, {"TERM": "xterm", **environment}) == command


@pytest.mark.usefixtures("looked_at")
def test_the_pager_gets_the_whole_text(tmp_path: Path) -> None:
    """As it is, without a shell in between."""
    file = tmp_path / "paged"
    lines = [f"line {number} $HOME 'é" for number in range(30)]
    page(lines, {"TERM": "xterm", "PATH": "/usr/bin:/bin", "PAGER": f"tee {file}"})
    assert file.read_text(encoding="utf-8").splitlines() == lines


def test_notices_stand_in_the_pager_and_else_on_stderr(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Above a pager they would scroll out of sight before anybody has read them."""
    look_at(monkeypatch)
    file, lines = tmp_path / "paged", [f"line {number}" for number in range(30)]
    pager = {"TERM": "xterm", "PATH": "/usr/bin:/bin", "PAGER": f"tee {file}"}
    page(lines, pager, notices=["Mind your neck."])
    assert file.read_text(encoding="utf-8").splitlines() == ["Mind your neck.", "", *lines]
    assert capsys.readouterr().err == ""
    page(lines[:5], pager, notices=["Mind your neck."])
    shown = capsys.readouterr()
    assert (shown.err, shown.out.splitlines()) == ("Mind your neck.\n", lines[:5])
    page(lines[:5], pager, notices=["Mind your neck. " * 20])
    assert file.read_text(encoding="utf-8").splitlines()[-6:] == ["", *lines[:5]]
    assert max(map(len, file.read_text(encoding="utf-8").splitlines())) < 80
    assert capsys.readouterr().err == ""


def test_what_a_pager_fails_to_show_is_printed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is lost by a PAGER that does not work."""
    look_at(monkeypatch)
    lines = [f"line {number}" for number in range(30)]
    page(lines, {"TERM": "xterm", "PATH": "/usr/bin:/bin", "PAGER": "false"}, notices=["Mind your neck."])
    shown = capsys.readouterr()
    assert (shown.err, shown.out.splitlines()) == ("Mind your neck.\n", lines)


def test_a_pager_that_is_ended_by_a_signal_has_shown_enough(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Somebody has ended it."""
    look_at(monkeypatch)
    lines = [f"line {number}" for number in range(30)]
    page(lines, {"TERM": "xterm", "PATH": "/usr/bin:/bin", "PAGER": "sh -c 'kill -TERM $$'"}, notices=["Mind your neck."])
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("command", ["plan --minutes 20 --condition unstable-neck", "routines", "log stats"])
def test_what_is_longer_than_the_window_begins_with_its_beginning(command: str, tmp_path: Path, home: Path) -> None:
    """In the pager, notices first; what comes after waits for a key."""
    store = opened(home)
    for group in AppContext().catalog.vocabulary.groups:
        logged_days(store, [date.today()], groups=(group,))
    pager = tmp_path / "pager"
    pager.write_text("#!/bin/sh\nhead -n 3\necho 'first page'\nread key < /dev/tty\n")
    pager.chmod(0o755)
    line = [sys.executable, "-m", "stretchcli", *command.split()]
    with Terminal(*line, columns=80, rows=24, PAGER=str(pager)) as terminal:
        text = terminal.until("first page")
        first = {"plan": "with care", "routines": "morning", "log": "This week"}[command.split()[0]]
        assert first in text
        terminal.press("\n")
        assert terminal.ended() == 0


def test_a_long_list_waits_in_the_pager_of_a_real_terminal(tmp_path: Path) -> None:
    """And ends with it, quietly, although most of it was never read."""
    pager = tmp_path / "pager"
    pager.write_text("#!/bin/sh\nhead -n 3\necho 'first page'\nread key < /dev/tty\n")
    pager.chmod(0o755)
    with Terminal(sys.executable, "-m", "stretchcli", "list", columns=80, rows=24, PAGER=str(pager)) as terminal:
        text = terminal.until("first page")
        assert "Hip flexors" in text
        terminal.press("\n")
        assert terminal.ended() == 0
    assert b"Traceback" not in terminal.raw


def test_the_pager_of_an_ascii_terminal_gets_straight_quotes(tmp_path: Path, home: Path) -> None:
    """From text that is collected first, and from notices above it."""
    session = logged(opened(home), FakeWall(), title="The “short” one")
    for command in (f"log show {session.id}", "list calves neck --no ankle-dorsiflexion"):
        file = tmp_path / "paged"
        line = [sys.executable, "-m", "stretchcli", *command.split()]
        with Terminal(*line, columns=80, rows=4, PAGER=f"tee {file}", PYTHONIOENCODING="ascii") as terminal:
            assert terminal.ended() == 0
        shown = file.read_text(encoding="ascii")
        assert '"' in shown
        assert "?" not in shown
