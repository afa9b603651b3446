"""What is written to the terminal: only what changed, and in the end the picture stands there."""

from __future__ import annotations

import io
import subprocess
import sys

import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.color import ColorSystem
from rich.style import Style

from stretchcli.terminal.canvas import Pen, Row, rectangle, row
from stretchcli.terminal.outlet import Outlet
from stretchcli.terminal.screen import Screen
from stretchcli.terminal.sequences import Colours, begin
from stretchcli.terminal.theme import PLAIN, THEMES

WIDTH, HEIGHT = 12, 4
STYLES = ("", "bold", "dim", "bold bright_green")

pieces = st.lists(st.tuples(st.text("ab █⣿伸", max_size=8), st.sampled_from(STYLES)), max_size=5)
pictures = st.lists(st.lists(pieces, min_size=HEIGHT, max_size=HEIGHT), min_size=1, max_size=6)


def cells(screen: pyte.Screen) -> list[list[tuple[str, str, bool]]]:
    """Every cell's character, and colour and weight where there is something to see."""
    found = []
    for number in range(HEIGHT):
        line = [screen.buffer[number][column] for column in range(WIDTH)]
        found.append([(cell.data, cell.fg if cell.data != " " else "", cell.bold and cell.data != " ") for cell in line])
    return found


def written(drawn: list[list[Row]]) -> tuple[pyte.Screen, list[str]]:
    """A terminal on which these pictures were shown one after the other, and what was written for each."""
    stream = io.StringIO()
    outlet = Outlet(stream)
    screen = Screen(Pen(16), outlet)
    texts, seen = [], 0
    for picture in drawn:
        screen.show(picture, WIDTH)
        outlet.drain()
        texts.append(stream.getvalue()[seen:])
        seen = len(stream.getvalue())
    outlet.close()
    terminal = pyte.Screen(WIDTH, HEIGHT)
    terminal.reset_mode(7 << 5)  # the live screen does not wrap at the edge
    pyte.Stream(terminal).feed(stream.getvalue())
    return terminal, texts


@given(pictures)
def test_after_any_changes_the_last_picture_stands_there(found: list[list[list[tuple[str, str]]]]) -> None:
    """As if it had been drawn on an empty screen."""
    drawn = [rectangle([row(*parts) for parts in rows], WIDTH, HEIGHT) for rows in found]
    assert cells(written(drawn)[0]) == cells(written(drawn[-1:])[0])


def test_a_letter_of_two_cells_with_an_accent_is_written_with_its_row() -> None:
    """Together they are as many cells as characters, but not one each, so no column can be told from their number."""
    first, second = ([row(f"伸{letter}\u0301 x")] + [row()] * 3 for letter in ("a", "b"))
    assert cells(written([first, second])[0]) == cells(written([second])[0])


def test_only_the_cells_that_changed_are_written() -> None:
    """A digit beside a figure costs neither the figure nor what stands behind it; the cursor waits in the last row."""
    first, second = ([row(("⣿" * 6, "dim"), "  ", (digit, "bold"), (" x", ""))] + [row()] * 3 for digit in ("7", "6"))
    _, (_, change) = written([first, second])
    assert change == "\x1b[1;9H\x1b[1m6\x1b[0m\x1b[4H"


def test_cells_far_apart_are_written_apart() -> None:
    """What stays between them is passed over, unless it is shorter than the way, and the style is told once."""
    first, second = ([row((f"{sign}⣿⣿⣿{sign}ab{sign}", "dim"))] + [row()] * 3 for sign in "xy")
    _, (_, change) = written([first, second])
    assert change == "\x1b[1;1H\x1b[2my\x1b[5Gyaby\x1b[0m\x1b[4H"


def test_a_row_that_became_shorter_is_erased_from_there() -> None:
    """Not written over with spaces."""
    _, (_, change) = written([[row("abcdefghijkl")] + [row()] * 3, [row("abx")] + [row()] * 3])
    assert change == "\x1b[1;3Hx\x1b[K\x1b[4H"


def test_the_same_picture_again_writes_nothing() -> None:
    """Not a byte."""
    picture = [row("abc")] * HEIGHT
    assert written([picture, picture])[1][1] == ""


@pytest.mark.parametrize("style", sorted({style for theme in (PLAIN, *THEMES.values()) for style in theme}))
@pytest.mark.parametrize(("colours", "system"), [(16, ColorSystem.STANDARD), (256, ColorSystem.EIGHT_BIT)])
def test_styles_begin_as_rich_begins_them(style: str, colours: Colours, system: ColorSystem) -> None:
    """All of every theme, on terminals of many and of few colours."""
    Style.parse.cache_clear()  # a style remembers the first system that it was written for
    begin.cache_clear()
    assert begin(style, colours) + "x\x1b[0m" == Style.parse(style).render("x", color_system=system)


def test_a_picture_on_a_terminal_of_many_colours_loads_little_of_rich() -> None:
    """Its texts, styles and colours take 13 ms, which the first picture would have to wait for."""
    program = (
        "import sys; from stretchcli.running import livehost; from stretchcli.terminal.canvas import Pen, row\n"
        "from stretchcli.terminal.theme import THEMES\n"
        "assert '\\x1b' in Pen(256).drawn(row(*(('x', style) for theme in THEMES.values() for style in theme)))\n"
        "print({'rich.text', 'rich.style', 'rich.color', 'rich.console'} & set(sys.modules))"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout == "set()\n"
