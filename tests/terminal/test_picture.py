"""The picture as a function of (state, now, size)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchcli.catalog.phrases import Phrases
from stretchcli.catalog.records import Catalog
from stretchcli.session.engine import start, step
from stretchcli.session.layout import PlannedStretch, compile_session
from stretchcli.session.state import Action, Message, State
from stretchcli.session.timeline import Timeline
from stretchcli.terminal import font
from stretchcli.terminal.keys import KEYS
from stretchcli.terminal.live import next_change_s
from stretchcli.terminal.picture import Appearance, Size, card, picture
from stretchcli.terminal.theme import ASCII, PLAIN, THEMES, UNICODE, glyphs_for, theme_for
from tests.samples import PHRASES
from tests.strategies import messages, timelines

DARK = Appearance(THEMES["dark"], UNICODE)


@pytest.fixture
def routine(catalog: Catalog) -> Timeline:
    """The five hip flexor stretches."""
    stretches = [catalog.stretches[item.stretch] for item in catalog.routines["iliopsoas"].items]
    return compile_session(
        "Five", [PlannedStretch(stretch, stretch.reps, stretch.hold) for stretch in stretches], catalog.vocabulary, PHRASES
    )


def at(timeline: Timeline, now_s: float, *actions: Action) -> State:
    """The session at a moment, after some keys at that moment."""
    state, _ = step(start(timeline, PHRASES)[0], Message(Action.TICK, now_s))
    for action in actions:
        state, _ = step(state, Message(action, now_s))
    return state


def text_of(state: State, now_s: float, size: Size, appearance: Appearance = DARK) -> str:
    """The picture without its colours."""
    return "\n".join(row.plain.rstrip() for row in picture(state, now_s, size, appearance))


@given(timelines(), messages(most=20), st.integers(1, 140), st.integers(1, 50), st.booleans(), st.booleans())
def test_a_drawing_is_always_the_rectangle_of_the_window(
    timeline: Timeline, happened: list[Message], columns: int, rows: int, ascii_only: bool, helped: bool
) -> None:
    """Whatever the session does and whatever the size."""
    state, _ = start(timeline, PHRASES)
    for message in happened:
        state, _ = step(state, message)
    now_s = happened[-1].now_s if happened else 0.0
    appearance = Appearance(PLAIN, ASCII if ascii_only else UNICODE, help=helped)
    drawn = picture(state, now_s, Size(columns, rows), appearance)
    assert len(drawn) == rows
    assert {row.cell_len for row in drawn} == {columns}
    if ascii_only:
        assert "".join(row.plain for row in drawn).isascii()


@pytest.mark.parametrize("size", [Size(120, 40), Size(80, 24), Size(64, 21)])
def test_the_large_layout_says_it_all(routine: Timeline, size: Size) -> None:
    """Side, felt side, rep, floor, what comes next, time left, keys."""
    text = text_of(at(routine, 53), 53, size)
    for words in ("RIGHT", "LEFT front of the hip", "1 of 3 on this side", "counts from 20 s", "Push back", "left", "q"):
        assert words in text


def test_the_small_layout_says_what_matters(routine: Timeline) -> None:
    """On 40 x 12: what now, both sides, the rep, the whole text with its caution, the time left."""
    text = " ".join(text_of(at(routine, 53), 53, Size(40, 12)).split())
    for words in ("HOLD RIGHT", "felt LEFT front of the", "1 of 3 on this side", "Ease off if you do.", "left"):
        assert words in text


def test_the_floor_mark_says_when_the_hold_counts(routine: Timeline) -> None:
    """The label changes when the floor is reached, so that the colour is not needed."""
    hold = next(phase for phase in routine.phases if phase.kind == "hold")
    begin_s = routine.starts_s[hold.index]
    assert "counts from 20 s" in text_of(at(routine, begin_s + 19.5), begin_s + 19.5, Size(80, 24))
    assert "it counts" in text_of(at(routine, begin_s + 20.5), begin_s + 20.5, Size(80, 24))


def test_the_pause_says_what_was_held_and_how_to_go_on(routine: Timeline) -> None:
    """And that there will be time to get back in."""
    text = text_of(at(routine, 53, Action.TOGGLE), 53, Size(80, 24))
    assert "You have held it for 9 seconds. Press space to continue. You will have 3 seconds" in " ".join(text.split())


def test_the_ouch_screen_says_how_to_ease_off(routine: Timeline) -> None:
    """And what comes after the stretch that is left."""
    text = text_of(at(routine, 53, Action.OUCH), 53, Size(80, 24))
    assert "Ease off now." in text
    assert "Next comes the kneeling hip flexor stretch" in text


@pytest.mark.parametrize(("actions", "word"), [((Action.QUIT,), "Stopped here."), ((Action.SKIP,) * 5, "Done.")])
def test_the_last_screen_gives_the_figures(routine: Timeline, actions: tuple[Action, ...], word: str) -> None:
    """However the session ended."""
    text = text_of(at(routine, 53, *actions), 53, Size(80, 24))
    assert word in text
    assert "of 34 holds complete" in text


def test_the_safety_card_keeps_its_last_line_in_a_low_window(routine: Timeline) -> None:
    """How to start is never cut off."""
    rows = card(PHRASES, ["A title", *["A sentence that is long enough to wrap."] * 10], 7.2, Size(30, 5), DARK)
    assert "Starts in 8 s." in rows[-1].plain


def test_the_picture_changes_by_itself_only_when_a_second_is_over(routine: Timeline) -> None:
    """That is when the screen asks to be drawn again."""
    state = at(routine, 53.25)
    moment_s = next_change_s(state, 53.25)
    assert text_of(state, 53.25, Size(80, 24)) == text_of(state, moment_s - 0.01, Size(80, 24))
    assert text_of(state, 53.25, Size(80, 24)) != text_of(state, moment_s, Size(80, 24))


def test_a_paused_picture_never_changes_by_itself(routine: Timeline) -> None:
    """An idle pause writes nothing."""
    paused = at(routine, 53, Action.TOGGLE)
    assert next_change_s(paused, 54) == float("inf")
    assert text_of(paused, 54, Size(80, 24)) == text_of(paused, 5400, Size(80, 24))


def test_every_word_and_digit_has_its_glyphs() -> None:
    """What is drawn large can be drawn at every scale, as a rectangle."""
    words = [str(text) for name, text in PHRASES.texts.items() if name.startswith("screen.word.")]
    for text in [*words, "0123456789"]:
        for scale in font.SCALES:
            rows = font.draw(text, scale, "#")
            assert {len(row) for row in rows} == {font.size(text, scale)[0]}
            assert len(rows) == font.size(text, scale)[1]


def test_a_word_that_cannot_be_drawn_stands_there_as_text(routine: Timeline) -> None:
    """A language with other letters, or with longer words, is read in the size of the window's own text."""
    for word in ("ДЕРЖИ", "HALTEPOSITION"):
        phrases = Phrases({**PHRASES.texts, "screen.word.hold": word})
        state, _ = step(start(routine, phrases)[0], Message(Action.TICK, 53))
        assert state.phase.kind == "hold"
        for size in (Size(64, 21), Size(40, 12)):
            assert word in text_of(state, 53, size)


def test_digits_are_all_different() -> None:
    """A glance from the mat must not mix two of them up."""
    drawn = ["".join(font.draw(str(digit), font.Scale(1, 1), "#")) for digit in range(10)]
    assert len(set(drawn)) == 10


def test_the_theme_follows_no_color_and_the_terminals_background() -> None:
    """NO_COLOR beats everything; auto asks COLORFGBG."""
    assert theme_for("dark", {"NO_COLOR": "1"}) == PLAIN
    assert theme_for("dark", {"NO_COLOR": ""}) == THEMES["dark"]
    assert theme_for("auto", {"COLORFGBG": "0;15"}) == THEMES["light"]
    assert theme_for("auto", {"COLORFGBG": "15;0"}) == THEMES["dark"]
    assert theme_for("auto", {}) == THEMES["auto"]


@pytest.mark.parametrize(("encoding", "glyphs"), [("utf-8", UNICODE), ("ascii", ASCII), ("latin-1", ASCII), (None, ASCII)])
def test_blocks_are_drawn_where_the_encoding_has_them(encoding: str | None, glyphs: object) -> None:
    """Elsewhere ASCII."""
    assert glyphs_for(encoding) == glyphs


def test_plain_and_coloured_pictures_say_the_same(routine: Timeline) -> None:
    """Meaning is never in colour alone."""
    state = at(routine, 53)
    assert text_of(state, 53, Size(80, 24)) == text_of(state, 53, Size(80, 24), DARK._replace(theme=PLAIN))


@pytest.mark.parametrize("size", [Size(80, 24), Size(40, 12)])
def test_the_help_names_every_key(routine: Timeline, size: Size) -> None:
    """In sentences where they fit, in a word each where they do not; the way back is always there."""
    lines = text_of(at(routine, 53), 53, size, DARK._replace(help=True)).splitlines()
    assert all(any(line.startswith(key.shown(PHRASES)) for line in lines) for key in KEYS)
    assert any("Press ? again" in line for line in lines)
