"""A figure that moves by itself: where it is after so long, and its picture in every window."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchcli.figure.picture import Figure
from stretchcli.terminal.figures import MOVING_S, STILL_S, Showing, moment_at, moving_picture, side_by_side
from stretchcli.terminal.frames import Frames
from stretchcli.terminal.layout import Appearance, Size
from stretchcli.terminal.theme import ASCII, PLAIN, UNICODE
from tests.figure.figures import STEP, pose
from tests.samples import PHRASES

FIGURE = Figure(pose(STEP))


def test_it_goes_from_the_start_into_the_hold_and_breathes_there() -> None:
    """Still at first, half way in the middle of the movement, then in the hold with full lungs after 4 seconds."""
    assert moment_at(0.0, mirrored=False).movement == 0
    assert moment_at(STILL_S + MOVING_S / 2, mirrored=False).movement == 0.5
    hold = moment_at(STILL_S + MOVING_S, mirrored=True)
    assert (hold.movement, hold.breath, hold.mirrored) == (1, 0, True)
    assert moment_at(STILL_S + MOVING_S + 4, mirrored=False).breath == 1


@given(st.floats(0, 1000))
def test_it_never_jumps(elapsed_s: float) -> None:
    """An eighth of a second later the movement is at most a twelfth of the way further."""
    before, after = moment_at(elapsed_s, mirrored=False), moment_at(elapsed_s + 0.125, mirrored=False)
    assert abs(after.movement - before.movement) <= 1 / 12


@pytest.mark.parametrize("size", [Size(1, 1), Size(10, 3), Size(40, 12), Size(80, 24), Size(200, 50)])
@pytest.mark.parametrize("glyphs", [UNICODE, ASCII])
def test_the_picture_fills_the_window(size: Size, glyphs: object) -> None:
    """Every window, to the cell; in ASCII where nothing else can be shown."""
    showing = Showing("some-stretch", "Some stretch", Frames(lambda _: FIGURE), mirrored=False)
    appearance = Appearance(PLAIN, ASCII if glyphs is ASCII else UNICODE)
    rows = moving_picture(showing, 3.0, size, appearance, PHRASES)
    assert [row.cell_len for row in rows] == [size.columns] * size.rows
    text = "".join(row.plain for row in rows)
    assert text.isascii() == (glyphs is ASCII or size.rows < 3)


def test_two_figures_take_half_the_rows_at_most() -> None:
    """So that text has room below; too narrow a window has none of them."""
    for columns, lines in [(24, 12), (80, 24), (120, 40), (200, 80)]:
        rows = side_by_side(FIGURE, Size(columns, lines), PLAIN, PHRASES, mirrored=False, ascii_only=False)
        assert 5 <= len(rows) <= max(lines // 2, 6)
        assert max(row.cell_len for row in rows) <= columns
    assert side_by_side(FIGURE, Size(23, 24), PLAIN, PHRASES, mirrored=False, ascii_only=False) == []
