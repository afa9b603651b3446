"""Tables on a terminal: drawn by hand where everything fits, folded where it does not."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Sequence

import pytest

from stretchcli.cli.tables import Column, print_table
from tests.clis import Screen

COLUMNS = (Column("stretch"), Column("for", spare=1), Column("time", right=True))
ROWS = [["glute-bridge", "hip-flexors", "8:08"], ["plank", "side-trunk", "10:00"]]


@pytest.fixture(autouse=True)
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal of 40 columns."""
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "40")


def printed(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> str:
    """What the terminal gets."""
    screen = Screen()
    with contextlib.redirect_stdout(screen):
        print_table(columns, rows)
    return screen.getvalue()


def seen(text: str) -> str:
    """The text without what makes it bold."""
    return re.sub(r"\x1b\[[0-9]*m", "", text)


def test_what_fits_is_one_line_a_row() -> None:
    """With a rule under the heading, and the names in bold."""
    assert printed(COLUMNS, ROWS).splitlines() == [
        "\x1b[1mstretch       for           time\x1b[0m",
        "─" * 32,
        "\x1b[1mglute-bridge\x1b[0m  hip-flexors   8:08",
        "\x1b[1mplank       \x1b[0m  side-trunk   10:00",
    ]


def test_a_narrow_window_leaves_columns_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """The spare ones first; no line is wider than the window."""
    monkeypatch.setenv("COLUMNS", "20")
    out = seen(printed(COLUMNS, ROWS))
    assert "hip-flexors" not in out
    assert "8:08" in out
    assert max(map(len, out.splitlines())) <= 20


def test_a_plain_terminal_gets_no_escape_sequences(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bold or not, the words are the same."""
    bold = printed(COLUMNS, ROWS)
    monkeypatch.setenv("TERM", "dumb")
    assert printed(COLUMNS, ROWS) == seen(bold) != bold


def test_a_screen_reader_gets_no_escape_sequences_with_wide_letters_either(monkeypatch: pytest.MonkeyPatch) -> None:
    """Although rich draws that table, which knows nothing of ACCESSIBLE."""
    rows = [["\u958b\u811a" * 15]]
    bold = printed(COLUMNS[:1], rows)
    monkeypatch.setenv("ACCESSIBLE", "1")
    assert printed(COLUMNS[:1], rows) == seen(bold) != bold


def test_long_cells_and_wide_letters_are_folded() -> None:
    """Nothing is lost, and no line is wider than the window."""
    out = seen(printed(COLUMNS[:1], [["a word " * 10], ["\u958b\u811a" * 15]]))
    assert (out.count("word"), out.count("\u958b")) == (10, 15)
    assert max(len(line) + len(re.findall("[\u958b\u811a]", line)) for line in out.splitlines()) <= 40


def test_no_rows_are_a_heading() -> None:
    """And no crash."""
    assert "stretch" in printed(COLUMNS, [])


def test_a_column_that_folds_is_folded_before_another_is_left_out() -> None:
    """Under its own title, nothing lost."""
    columns = (Column("stretch"), Column("time", spare=1, right=True), Column("needs", spare=2, folds=10))
    out = seen(printed(columns, [["glute-bridge", "8:08", "floor, mat, lying, and a little patience"]]))
    assert [line.split() for line in out.splitlines()[2:]] == [
        ["glute-bridge", "8:08", "floor,", "mat,", "lying,"],
        ["and", "a", "little"],
        ["patience"],
    ]
    assert max(map(len, out.splitlines())) <= 40


def test_two_wide_columns_give_way_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither is folded to its least while the other keeps its width."""
    monkeypatch.setenv("COLUMNS", "80")
    columns = (Column("one", folds=10), Column("two", folds=10))
    lines = seen(printed(columns, [[("word " * 12).strip()] * 2])).splitlines()
    assert len(lines) == 4  # the heading, its rule, and two lines of each


def test_what_is_left_out_may_stand_below_its_row(monkeypatch: pytest.MonkeyPatch) -> None:
    """Folded between words; a row that has nothing to tell there takes one line."""
    monkeypatch.setenv("COLUMNS", "22")
    columns = (Column("stretch"), Column("for", spare=1, below=True), Column("time", right=True))
    rows = [["glute-bridge", "hip flexors, front of the hip", "8:08"], ["plank", "-", "10:00"]]
    assert seen(printed(columns, rows)).splitlines()[2:] == [
        "glute-bridge   8:08",
        "  hip flexors, front",
        "  of the hip",
        "plank         10:00",
    ]
