"""The picture as a function of (state, now, size)."""

from __future__ import annotations

import itertools
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchcli.catalog.phrases import Phrases
from stretchcli.catalog.records import Catalog
from stretchcli.session.engine import Action, Message, start, step
from stretchcli.session.layout import PlannedStretch, compile_session
from stretchcli.session.timeline import Timeline
from stretchcli.terminal import font
from stretchcli.terminal.fitting import DIGITS, WORDS, WORDS_IN_ASCII, Fit
from stretchcli.terminal.font import Font
from stretchcli.terminal.keys import KEYS
from stretchcli.terminal.layout import Appearance, Size
from stretchcli.terminal.live import next_change_s
from stretchcli.terminal.picture import card, card_pages, picture
from stretchcli.terminal.theme import ASCII, PLAIN, THEMES, UNICODE, glyphs_for, theme_for
from tests.samples import PHRASES
from tests.strategies import messages, timelines
from tests.terminal.screens import DARK, at, drawn, lines_of, text_of

RIGHT_KNEE = r"""
 __     ___      _____                ___  ___
|  ) | |    |  |   |       | / |\  | |    |
|__) | |  _ |__|   |       |<  | \ | |__  |__
|  \ | |__| |  |   |       | \ |  \| |___ |___
 _     _      ___              __  __
| ) | |   | |  |     | / |\ | |   |
|_) | | _ |_|  |     |<  | \| |__ |__
| \ | |_| | |  |     | \ |  | |__ |__
 __     ___      _____               ___  ___
|__) | |  _ |__|   |       |_/ |\ | |__  |__
|  \ | |__| |  |   |       | \ | \| |___ |___
 _     _      ___             __  __
|_) | | _ |_|  |     |/ |\ | |__ |__
| \ | |_| | |  |     |\ | \| |__ |__
""".strip("\n")


@pytest.fixture
def routine(catalog: Catalog) -> Timeline:
    """The five hip flexor stretches."""
    stretches = [catalog.stretches[item.stretch] for item in catalog.routines["iliopsoas"].items]
    return compile_session(
        "Five", [PlannedStretch(stretch, stretch.reps, stretch.hold) for stretch in stretches], catalog.vocabulary, PHRASES
    )


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


def test_the_ouch_screen_says_how_to_ease_off(routine: Timeline) -> None:
    """In big letters and in a sentence; the rest of the stretch is left out."""
    state = at(routine, 53, Action.OUCH)
    assert drawn(lines_of(state, 53, Size(120, 40)), "EASE OFF")
    text = text_of(state, 53, Size(120, 40))
    assert "Ease off now." in text
    assert "Then: rest" in text


@pytest.mark.parametrize("size", [Size(80, 24), Size(40, 12), Size(30, 6)], ids=str)
def test_the_safety_card_has_room_for_every_word(size: Size) -> None:
    """The safety words come first; what does not fit on a page comes on the next, and each says how to go on."""
    safety = [PHRASES.say(f"safety.{part}") for part in ("before", "stop", "information")]
    cautions = [f"With knee pain: caution number {number}, which is long enough to be folded." for number in range(20)]
    lines = ["A title", "", *safety, "", *cautions]
    pages = card_pages(lines, size)
    shown = [[row.plain for row in card(PHRASES, lines, 7.2, size, DARK, page)] for page in range(len(pages))]
    assert all(word in " ".join(shown[0]) for word in ["be", "warm"])
    text = " ".join(" ".join(" ".join(page).split()) for page in shown)
    assert [word for line in lines for word in line.split() if word not in text] == []
    assert all("q quits." in " ".join(" ".join(page).split()) for page in shown)
    assert ["Starts in 8 s." in "".join(page) for page in shown] == [False] * (len(shown) - 1) + [True]
    if size.rows >= 12:
        assert "dizziness" in " ".join(shown[0])


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


def test_every_letter_has_its_glyphs() -> None:
    """What is drawn large is a rectangle in every font, as wide and as high as the font says."""
    for letters in (*WORDS, *WORDS_IN_ASCII, *DIGITS):
        for text in [*(f"{letter}A" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 ',.:-"), "HOLD: ENOUGH"]:
            rows = font.draw(text, letters, "█")
            assert {len(row) for row in rows} == {font.width(text, letters)}
            assert len(rows) == math.ceil(letters.cap_rows + letters.strokes / 2)


def test_accents_are_left_out_of_big_letters() -> None:
    """Better than small letters for a whole language."""
    assert font.drawable("Élève l’épaule") == "ELEVE L'EPAULE"
    assert font.drawable("ДЕРЖИ") is None


def test_two_lines_of_big_letters_are_much_the_same_width() -> None:
    """So that they can be drawn as wide as may be."""
    assert font.lines("Kneel on left knee", Font(5, 2, 1), 42, 2) == ["KNEEL ON", "LEFT KNEE"]


def test_a_word_that_cannot_be_drawn_stands_there_as_text(routine: Timeline) -> None:
    """A language with other letters, or with longer words, is read in the size of the window's own text."""
    for word in ("ДЕРЖИ", "HALTEPOSITION"):
        phrases = Phrases({**PHRASES.texts, "screen.word.hold": word})
        state, _ = step(start(routine, phrases)[0], Message(Action.TICK, 53))
        assert state.phase.kind == "hold"
        for size in (Size(80, 24), Size(40, 12)):
            assert drawn(lines_of(state, 53, size), word)


def test_letters_of_strokes_stand_apart() -> None:
    """Lines touch in no row, and letters in no column: the uppermost row has only what lies at its foot."""
    for letters in (one for one in WORDS_IN_ASCII if one.strokes):
        top, *below = font.draw("THE QUICK BROWN FOX JUMPS OVER THE LAZY DOG'S 0123456789: -,.", letters, "#")
        assert set(top) == {" ", "_"}
        assert "".join(below).isascii()
        assert Fit(letters, DIGITS[-1], 2, 2).rows_of(2) == 2 * len([top, *below])
        for pair in itertools.product("ABCDEFGHIJKLMNOPQRSTUVWXYZ", repeat=2):
            gap = font.width(pair[0], letters)
            assert {row[gap] for row in font.draw("".join(pair), letters, "#")} == {" "}


def test_letters_of_strokes_look_like_letters() -> None:
    """In each of the four sizes; whoever changes one looks at it here."""
    sizes = [letters for letters in WORDS_IN_ASCII if letters.strokes]
    assert "\n".join(row.rstrip() for letters in sizes for row in font.draw("RIGHT KNEE", letters, "#")) == RIGHT_KNEE


def test_a_short_word_of_strokes_is_drawn_wide(routine: Timeline) -> None:
    """HOLD fits in wide letters at 80 columns, and so it stands there."""
    hold = next(phase for phase in routine.phases if phase.kind == "hold")
    now_s = routine.starts_s[hold.index] + 1
    lines = lines_of(at(routine, now_s), now_s, Size(80, 24), Appearance(PLAIN, ASCII))
    wide, narrow = (one for one in WORDS_IN_ASCII if one.strokes and one.cap_rows == 2)
    assert drawn(lines, "HOLD", fonts=(wide,), block="#")
    assert not drawn(lines, "HOLD", fonts=(narrow,), block="#")


@pytest.mark.parametrize("letters", [DIGITS[-1], WORDS[-1], *(one for one in WORDS_IN_ASCII if one.strokes)])
def test_letters_and_digits_are_all_different(letters: Font) -> None:
    """A glance from the mat must not mix two of them up."""
    drawn = [font.draw(sign, letters, "█") for sign in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"]
    assert len(set(drawn)) == 26
    assert len({font.draw(sign, letters, "█") for sign in "0123456789"}) == 10


def test_the_theme_follows_no_color_and_the_terminals_background() -> None:
    """NO_COLOR beats everything; auto asks COLORFGBG."""
    assert theme_for("dark", {"NO_COLOR": "1"}) == PLAIN
    assert theme_for("dark", {"NO_COLOR": ""}) == THEMES["dark"]
    assert theme_for("auto", {"COLORFGBG": "0;15"}) == THEMES["light"]
    assert theme_for("auto", {"COLORFGBG": "15;0"}) == THEMES["dark"]
    assert theme_for("auto", {}) == THEMES["auto"]


@pytest.mark.parametrize(("encoding", "glyphs"), [("utf-8", UNICODE), ("ascii", ASCII), ("latin-1", ASCII), (None, ASCII)])
def test_blocks_are_drawn_where_the_encoding_has_them(encoding: str | None, glyphs: object) -> None:
    """Elsewhere ASCII, and on the Linux console, whose font has few letters."""
    assert glyphs_for(encoding, {"TERM": "xterm-256color"}) == glyphs
    assert glyphs_for(encoding, {"TERM": "linux"}) == ASCII


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
