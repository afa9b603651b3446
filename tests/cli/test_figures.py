"""The figure of a stretch from the command line: beside its text, as a picture, and moving."""

from __future__ import annotations

import os
import re
import shutil
import signal
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from stretchcli.catalog.records import Catalog
from stretchcli.cli.context import AppContext
from stretchcli.cli.figures import beside, figure_finder
from stretchcli.cli.pages import stretch_page
from stretchcli.figure.picture import mirror_image
from stretchcli.figure.svg import DARK, LIGHT
from stretchcli.terminal.layout import Size
from tests.clis import spawn, stretchcli
from tests.figure.figures import figure_of
from tests.samples import PHRASES
from tests.terminal.ptys import Terminal

NAME = "kneeling-hip-flexor"


def figure_below_the_name(out: str) -> list[str]:
    """The rows between the name and the text of a page."""
    return out.split("\n\n")[1].splitlines()


def show_on_terminal(*arguments: str, columns: int = 80, rows: int = 24, **environment: str) -> Terminal:
    return Terminal(
        *(sys.executable, "-m", "stretchcli", "show", *arguments), columns=columns, rows=rows, NO_PAGER="1", **environment
    )


def test_start_and_hold_stand_side_by_side_below_the_name() -> None:
    """In a pipe too, there without any escape sequence; each has its word below."""
    out = stretchcli("show", NAME).out
    *rows, words = figure_below_the_name(out)
    figure = figure_of(NAME)
    start, hold = (figure.rows(phase, (38, 11)) for phase in (0.0, 1.0))
    assert rows == [f"{a.text}    {b.text}".rstrip() for a, b in zip(start, hold, strict=True)]
    assert words.split() == [PHRASES.say("figure.moment.start"), PHRASES.say("figure.moment.hold")]
    assert "\x1b" not in out
    assert out.startswith("Kneeling hip flexor stretch (kneeling-hip-flexor)\n\n")


def test_the_left_side_shows_the_mirror_image() -> None:
    """As its steps are written for that side."""
    figure = figure_of(NAME)
    start = figure.rows(0.0, (38, 11))
    rows = figure_below_the_name(stretchcli("show", NAME, "--side", "left").out)
    assert [row[:38].rstrip() for row in rows[:-1]] == [mirror_image(row).text.rstrip() for row in start]


def test_an_ascii_terminal_gets_an_ascii_figure() -> None:
    """No question marks in place of dots."""
    process = spawn("show", NAME, env={**os.environ, "PYTHONIOENCODING": "ascii"})
    out = process.communicate()[0]
    rows = figure_below_the_name(out)
    assert len(rows) > 8
    assert not set("".join(rows)) & set("?\u28ff")


def test_the_linux_console_gets_an_ascii_figure(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its font has no dots; a pipe from there is read elsewhere."""
    with show_on_terminal(NAME, TERM="linux") as terminal:
        assert terminal.ended() == 0
        out = terminal.raw.decode()
    assert "##" in out
    assert not any("\u2800" <= letter <= "\u28ff" for letter in out)
    monkeypatch.setenv("TERM", "linux")
    assert "\u28ff" in stretchcli("show", NAME).out


def test_the_important_half_fits_in_a_window(catalog: Catalog) -> None:
    """At 80x24 the first 23 rows have name, purpose, dose, every step and caution, and both figures beside them, in colour."""
    with show_on_terminal("standing-quad") as terminal:
        assert terminal.ended() == 0
        raw = terminal.raw.decode().splitlines()[:23]
    first = [re.sub(r"\x1b\[[0-9;]*m", "", line) for line in raw]
    assert first[0].startswith("Standing quad")
    assert first[1].startswith("For the quadriceps and hip flexors, standing.")
    assert max(map(len, first)) <= 80
    words = " ".join(re.sub("[\u2800-\u28ff]+", " ", line) for line in first)
    stretch = catalog.stretches["standing-quad"]
    for text in (*(step.text for step in stretch.steps), *(caution.text for caution in stretch.cautions)):
        last = PHRASES.for_side(text, "right").split()[-1]
        assert last in words
    assert words.count(PHRASES.say("figure.moment.hold")) >= 1
    assert any("\x1b[" in line for line in raw)


def test_the_important_half_of_every_stretch_fits_in_a_window(monkeypatch: pytest.MonkeyPatch) -> None:
    """At 80 x 24, the figure as large as the words allow."""
    context = AppContext()
    figure_of = figure_finder(context.places.cache)
    monkeypatch.setattr("stretchcli.cli.figures.window", lambda: Size(80, 24))
    rows = {}
    for stretch in context.catalog.stretches.values():
        figure = figure_of(stretch.id)
        assert figure is not None
        rows[stretch.id] = len(beside(context, figure, stretch_page(context, stretch, "right").first, mirrored=False))
    assert max(rows.values()) < 24, {name: count for name, count in rows.items() if count >= 24}


@pytest.mark.skipif(shutil.which("less") is None, reason="less is not installed")
def test_a_page_longer_than_the_window_begins_with_name_and_figure() -> None:
    """In a pager, whatever the locale says: else the figure would have gone by."""
    with Terminal(sys.executable, "-m", "stretchcli", "show", NAME, PAGER="less", LANG="", LC_ALL="") as terminal:
        shown = terminal.until("Take care")
        assert "⣿" in shown
        assert "Source" not in shown
        terminal.press("q")
        assert terminal.ended() == 0


@pytest.mark.parametrize("columns", [20, 40, 80, 200])
def test_no_row_of_the_figure_is_wider_than_the_window(columns: int) -> None:
    """Where there is no room for two figures, there is the text alone."""
    with show_on_terminal(NAME, columns=columns) as terminal:
        assert terminal.ended() == 0
        lines = [re.sub(r"\x1b\[[0-9;]*m", "", line) for line in terminal.raw.decode().splitlines()]
        drawn = [line for line in lines if "⣿" in line]
        assert max(map(len, drawn), default=0) <= columns
        assert bool(drawn) == (columns >= 24)


def test_an_own_stretch_without_a_pose_is_shown_as_text(home: Path) -> None:
    """And asked for its picture, the program says in one sentence that there is none."""
    assert stretchcli("catalog", "new", "my-stretch").code == 0
    assert stretchcli("show", "my-stretch").out.splitlines()[0].endswith("(my-stretch)")
    ran = stretchcli("show", "my-stretch", "--svg", str(home / "mine.svg"))
    assert (ran.code, ran.err.splitlines()[0]) == (1, "my-stretch has no figure.")
    assert not (home / "mine.svg").exists()


def test_svg_writes_both_positions(tmp_path: Path) -> None:
    """One picture with start and hold, mirrored for the left side; stdout says where it is."""
    file = tmp_path / "figure.svg"
    ran = stretchcli("show", NAME, "--svg", str(file))
    assert ran.out == f"{PHRASES.say('figure.written', name='Kneeling hip flexor stretch', file=str(file))}\n"
    right = file.read_text(encoding="utf-8")
    words = [found.text for found in ElementTree.fromstring(right).iter("{http://www.w3.org/2000/svg}text")]
    assert words == [PHRASES.say("figure.moment.start"), PHRASES.say("figure.moment.hold")]
    assert stretchcli("show", NAME, "--svg", str(file), "--side", "left").code == 0
    assert "scale(-1 1)" in file.read_text(encoding="utf-8")
    assert "scale(-1 1)" not in right


def test_svg_is_light_where_the_theme_is(home: Path, tmp_path: Path) -> None:
    """As the screen is."""
    assert stretchcli("show", NAME, "--svg", str(tmp_path / "dark.svg")).code == 0
    (home / "config.yaml").write_text("theme: light\n")
    assert stretchcli("show", NAME, "--svg", str(tmp_path / "light.svg")).code == 0
    assert DARK.background in (tmp_path / "dark.svg").read_text(encoding="utf-8")
    assert LIGHT.background in (tmp_path / "light.svg").read_text(encoding="utf-8")


def test_a_picture_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    """With the place and the reason, and exit code 1."""
    ran = stretchcli("show", NAME, "--svg", str(tmp_path / "no" / "figure.svg"))
    assert ran.code == 1
    assert ran.err.splitlines()[0].endswith("figure.svg cannot be written: no such file or directory.")


@pytest.mark.parametrize("option", [["--animate"], ["--svg", "x.svg"]])
def test_only_a_stretch_has_a_figure(option: list[str]) -> None:
    """A routine or a muscle group has none."""
    ran = stretchcli("show", "iliopsoas", *option)
    assert (ran.code, ran.err.splitlines()[0]) == (2, f"{option[0]} needs a stretch, and iliopsoas is not one.")


def test_different_answers_are_not_mixed() -> None:
    """JSON and a moving figure cannot both be on stdout."""
    assert stretchcli("show", NAME, "--animate", "--json").code == 2


def test_in_a_pipe_nothing_moves() -> None:
    """Exit code 2, with the way to a picture."""
    ran = stretchcli("show", NAME, "--animate")
    assert (ran.code, ran.out) == (2, "")
    assert f"stretchcli show {NAME} --svg" in ran.err.splitlines()[1]


def test_the_figure_moves_until_a_key_comes() -> None:
    """The picture changes by itself, and the terminal is given back."""
    with show_on_terminal(NAME, "--animate") as terminal:
        first = terminal.until(PHRASES.say("figure.exit"))
        assert "Kneeling hip flexor stretch" in first
        terminal.until(lambda text: PHRASES.say("figure.exit") in text and text != first)
        terminal.press("x")
        assert terminal.ended() == 0
        terminal.assert_given_back()


def test_ctrl_c_ends_the_moving_figure() -> None:
    """With the exit code of a signal, and the terminal as it was."""
    with show_on_terminal(NAME, "--animate", columns=50, rows=14) as terminal:
        terminal.until(PHRASES.say("figure.exit"))
        terminal.press("\x03")
        assert terminal.ended() == 128 + signal.SIGINT
        terminal.assert_given_back()


def blocks(out: str) -> list[str]:
    """What stands between empty lines."""
    return [block for block in re.split(r"\n\s*\n", out.strip("\n")) if block.strip()]


def test_a_list_has_figures_where_they_are_asked_for() -> None:
    """Each stretch in its hold, with its id beside it; without the option, none."""
    assert "⣿" not in stretchcli("list", "calves").out
    found = blocks(stretchcli("list", "calves", "--figures").out)
    ids = [stretch["id"] for stretch in stretchcli("list", "calves", "--json").json["stretches"]]
    assert len(found) == len(ids)
    for block, name in zip(found, ids, strict=True):
        assert re.search(rf"  {name}$", block, re.MULTILINE)
        assert re.search("[\u2801-\u28ff]", block)


def test_a_stretch_without_a_figure_has_its_words_in_the_list(home: Path) -> None:
    """In the same columns as the others."""
    assert stretchcli("catalog", "new", "my-stretch").code == 0
    lines = stretchcli("list", "my-stretch", "childs-pose", "--figures").out.splitlines()
    assert any(line == " " * 26 + "my-stretch" for line in lines)
    assert any(line[26:] == "childs-pose" for line in lines)


@pytest.mark.parametrize(("columns", "drawn"), [(50, False), (60, True), (100, True)])
def test_a_narrow_window_lists_without_figures(columns: int, drawn: bool) -> None:
    """No line is wider than the window, and the words are all there."""
    with Terminal(sys.executable, "-m", "stretchcli", "list", "childs-pose", "--figures", columns=columns) as terminal:
        assert terminal.ended() == 0
        assert ("⣿" in terminal.text) == drawn
        assert "Child's pose" in terminal.text
        lines = [re.sub(r"\x1b\[[0-9;]*m", "", line) for line in terminal.raw.decode().splitlines()]
        assert max(map(len, lines)) <= columns
