"""The last picture of a session: what came of it reads from two metres too, and the window is made use of."""

from __future__ import annotations

import math
import re

import pytest

from stretchcli.catalog.records import Catalog, HoldRange
from stretchcli.figure.picture import Row as FigureRow
from stretchcli.session.engine import Action, Message, start, step
from stretchcli.session.layout import PlannedStretch, compile_session
from stretchcli.session.state import State, Status
from stretchcli.session.timeline import Easier, Timeline
from stretchcli.terminal.ending import finished, reading_s
from stretchcli.terminal.fitting import DIGITS, WORDS, WORDS_IN_ASCII
from stretchcli.terminal.frames import Frames
from stretchcli.terminal.layout import Appearance, Size
from stretchcli.terminal.picture import picture
from stretchcli.terminal.theme import ASCII, PLAIN, THEMES, UNICODE, Glyphs
from tests.samples import PHRASES
from tests.strategies import EASE
from tests.terminal.screens import DARK, SIZES, at, drawn, lines_of, text_of

BARE = Appearance(PLAIN, UNICODE)  # neither colour nor figures
LARGE = SIZES[2:]


def session_of(catalog: Catalog, count: int, reps: int | None = 1) -> Timeline:
    """The first stretches of the routine."""
    names = [item.stretch for item in catalog.routines["iliopsoas"].items][:count]
    planned = [
        PlannedStretch(catalog.stretches[name], reps or catalog.stretches[name].reps, catalog.stretches[name].hold)
        for name in names
    ]
    return compile_session("Hips", planned, catalog.vocabulary, PHRASES)


@pytest.fixture(scope="module")
def routine(catalog: Catalog) -> Timeline:
    """The five hip flexor stretches, with their own reps."""
    return session_of(catalog, 5, None)


def ended(timeline: Timeline) -> State:
    return at(timeline, timeline.total_s + 1.0)


@pytest.mark.parametrize("glyphs", [UNICODE, ASCII], ids=["blocks", "ascii"])
@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("count", [1, 2, 5])
def test_the_outcome_is_a_sixteenth_of_the_window_high(catalog: Catalog, count: int, size: Size, glyphs: Glyphs) -> None:
    """Whether the session was done or stopped, and however many stretches it had."""
    timeline = session_of(catalog, count)
    fonts = (*DIGITS, *(WORDS_IN_ASCII if glyphs is ASCII else WORDS))
    for state, word in ((ended(timeline), "DONE"), (at(timeline, 5, Action.QUIT), "STOPPED")):
        lines = lines_of(state, 0, size, DARK._replace(glyphs=glyphs))
        place = drawn(lines, word, fonts=fonts, block=glyphs.block)
        assert place is not None
        assert place.cap_rows >= math.ceil(size.rows / 16)


@pytest.mark.parametrize("glyphs", [UNICODE, ASCII], ids=["blocks", "ascii"])
@pytest.mark.parametrize("size", LARGE, ids=str)
def test_one_stretch_and_its_sides_are_as_high(catalog: Catalog, size: Size, glyphs: Glyphs) -> None:
    """The name, and for each side what was held of what was planned."""
    lines = lines_of(ended(session_of(catalog, 1)), 0, size, DARK._replace(glyphs=glyphs))
    fonts = WORDS_IN_ASCII if glyphs is ASCII else WORDS
    for text in ("Standing hip flexor stretch", "right 30 of 30 s", "left 30 of 30 s"):
        place = drawn(lines, text, fonts=fonts, block=glyphs.block)
        assert place is not None, text
        assert place.cap_rows >= math.ceil(size.rows / 16), text


@pytest.mark.parametrize("size", [Size(120, 40), Size(200, 50)], ids=str)
def test_five_stretches_have_their_names_as_high_and_bars(routine: Timeline, size: Size) -> None:
    """A bar for each side; where a hold was left out it ends early."""
    now_s = routine.starts_s[next(phase.index for phase in routine.phases if phase.stretch == "glute-bridge")] + 1
    state = at(routine, now_s, Action.SKIP)
    lines = lines_of(state._replace(status=Status.ENDED, outcome="complete"), 0, size)
    for item in routine.items:
        place = drawn(lines, item.name, fonts=WORDS)
        assert place is not None, item.name
        assert place.cap_rows >= math.ceil(size.rows / 16), item.name
    bars = [line.rsplit(" s ", 1)[1].strip() for line in lines if re.search(r"\d of \d+ s ", line)]
    assert [set(bar) for bar in bars] == [{"━"}] * 4 + [{"─"}] * 5


@pytest.mark.parametrize("size", LARGE, ids=str)
@pytest.mark.parametrize("count", [1, 2, 5])
def test_the_words_reach_down_the_window(catalog: Catalog, count: int, size: Size) -> None:
    """Beside the figure, which is as high as there is room for, no half of the window stays empty."""
    lines = lines_of(ended(session_of(catalog, count)), 0, size)
    with_figure = [number for number, line in enumerate(lines) if "⣿" in line]
    words = [number for number in with_figure if lines[number].rpartition("⣿")[2].strip()]
    assert len(with_figure) >= size.rows - 7
    assert words[0] <= 1
    assert words[-1] >= with_figure[0] + 0.75 * len(with_figure)


def test_the_figure_of_the_last_stretch_is_at_rest(catalog: Catalog) -> None:
    """It has come out of the hold."""
    asked: list[tuple[str, float]] = []

    class Noted:
        def __init__(self, stretch: str) -> None:
            self.stretch = stretch

        def rows(self, phase: float, size: tuple[int, int], **how: object) -> tuple[FigureRow, ...]:
            asked.append((self.stretch, phase))
            return (FigureRow("⣿" * size[0], "n" * size[0]),) * size[1]

    frames = Frames(Noted)  # type: ignore[arg-type]  # all that is asked of a figure are its rows
    lines_of(ended(session_of(catalog, 2)), 0, Size(120, 40), DARK._replace(frames=frames))
    assert set(asked) == {("kneeling-hip-flexor", 0.0)}


def test_a_last_stretch_without_a_figure_leaves_the_window_to_the_words(catalog: Catalog) -> None:
    """They are as large as ever."""
    for size in LARGE:
        lines = lines_of(ended(session_of(catalog, 1)), 0, size, BARE)
        assert drawn(lines, "right 30 of 30 s", fonts=WORDS), size


def test_a_side_that_did_not_reach_its_floor_has_no_colour_of_enough(catalog: Catalog) -> None:
    """Its seconds say the same."""
    timeline = session_of(catalog, 1)
    hold = next(phase for phase in timeline.phases if phase.kind == "hold")
    state = at(timeline, timeline.starts_s[hold.index] + 9, Action.NEXT)
    state, _ = step(state, Message(Action.TICK, timeline.total_s + 10))
    rows = finished(state, 0, Size(60, 20), DARK._replace(frames=None))
    styles = [piece.style for line in rows for piece in line if "━" in piece.text]
    assert styles == [THEMES["dark"].strong, THEMES["dark"].enough]


@pytest.mark.parametrize("size", [Size(40, 12), Size(60, 20), Size(80, 24)], ids=str)
def test_every_stretch_has_been_there_when_the_last_picture_goes(catalog: Catalog, size: Size) -> None:
    """A session of all stretches comes page by page, and each page whole."""
    stretches = list(catalog.stretches.values())
    planned = [PlannedStretch(stretch, 1, stretch.hold) for stretch in stretches]
    state = ended(compile_session("All", planned, catalog.vocabulary, PHRASES))
    seconds = reading_s(state, size, DARK)
    seen = " ".join(" ".join(text_of(state, second, size) for second in range(0, int(seconds), 5)).split())
    assert [stretch.name for stretch in stretches if stretch.name not in seen] == []


@pytest.mark.parametrize(("actions", "word"), [((Action.QUIT,), "Stopped here."), ((Action.SKIP,) * 5, "Done.")])
def test_the_last_screen_gives_the_figures(routine: Timeline, actions: tuple[Action, ...], word: str) -> None:
    """However the session ended."""
    text = text_of(at(routine, 53, *actions), 53, Size(80, 24))
    assert word in text
    assert "of 34 holds complete" in text
    told = ".*".join(["Standing hip flexor stretch", "right 9 of 90 s", "left 0 of 90 s", "Glute bridge", r"\b0 of \d+ s"])
    assert re.search(told, text, re.DOTALL)


def test_a_long_session_shows_all_its_stretches_at_the_end(routine: Timeline) -> None:
    """Page by page where they do not fit at once."""
    state = at(routine, 53, Action.QUIT)
    seen = " ".join(text_of(state, second, Size(40, 12)) for second in (0.0, 5.0, 10.0, 15.0, 20.0))
    seen = " ".join(seen.split())
    assert [item.name for item in routine.items if item.name not in seen] == []


def test_the_end_of_a_session_that_can_be_resumed_says_how(routine: Timeline) -> None:
    """Only where it is logged."""
    state = at(routine, 53, Action.QUIT)
    assert "stretchcli resume" in text_of(state, 0, Size(80, 24), DARK._replace(resumable=True))
    assert "stretchcli resume" not in text_of(state, 0, Size(80, 24))


def test_the_end_says_what_was_done_instead_of_what(catalog: Catalog) -> None:
    """The stretch that gave way before any of its holds is named there alone."""
    stretches = catalog.stretches
    way = Easier("", "standing-hip-flexor", stretches["standing-hip-flexor"].name, HoldRange(10, 20))
    planned = PlannedStretch(stretches["kneeling-hip-flexor"], 1, HoldRange(20, 30), (), (way,))
    timeline = compile_session("Hips", [planned], catalog.vocabulary, PHRASES)
    state, _ = start(timeline, PHRASES, ease=EASE)
    for message in (Message(Action.EASIER, 1.0), Message(Action.TICK, 5000.0)):
        state, _ = step(state, message)
    told = " ".join(" ".join(line.plain for line in picture(state, 0.0, Size(40, 12), DARK)).split())
    names = stretches["standing-hip-flexor"].name, stretches["kneeling-hip-flexor"].name
    other = names[1][0].lower() + names[1][1:]
    assert PHRASES.say("screen.instead", name=names[0], other=other) in told
    assert told.lower().count(other.lower()) == 1
