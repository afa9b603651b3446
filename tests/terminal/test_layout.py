"""The running session's picture: what is read from two metres is high enough, keeps its place, and nothing is cut."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from stretchcli.catalog.records import Catalog
from stretchcli.session.easing import Easing
from stretchcli.session.engine import Action, Message, start, step
from stretchcli.session.layout import PlannedStretch, compile_session
from stretchcli.session.length import Pace
from stretchcli.session.state import State
from stretchcli.session.timeline import Easier, Phase, Timeline
from stretchcli.terminal import font
from stretchcli.terminal.fitting import DIGITS, WORDS, WORDS_IN_ASCII, columns_in_ascii, every_word
from stretchcli.terminal.frames import Frames
from stretchcli.terminal.layout import Appearance, Size
from stretchcli.terminal.picture import picture
from stretchcli.terminal.theme import ASCII, PLAIN, THEMES, UNICODE, Glyphs
from stretchcli.terminal.wording import whole_left
from tests.samples import PHRASES
from tests.terminal.screens import DARK, SIZES, at, begin_s, drawn, lines_of, moments, text_of

WORDS_OF_KINDS = {"hold": "HOLD", "ready": "READY", "rest": "REST"}
BARE = Appearance(PLAIN, UNICODE)  # neither colour nor figures


@pytest.fixture(scope="module")
def session(catalog: Catalog) -> Timeline:
    """Stretches with every kind of phase: each side and both, steps that come once, rests within and between."""
    names = ("kneeling-hip-flexor", "glute-bridge", "table-psoas")
    planned = [PlannedStretch(catalog.stretches[name], 2, catalog.stretches[name].hold) for name in names]
    return compile_session("A session", planned, catalog.vocabulary, PHRASES)


def asked(phase: Phase, timeline: Timeline) -> str:
    """What the big letters say to do in a phase that has just begun."""
    if phase.kind == "intro":
        return timeline.items[phase.item].name
    return WORDS_OF_KINDS.get(phase.kind) or phase.short or ""


@pytest.mark.parametrize(
    ("size", "appearance"),
    [*((size, DARK) for size in SIZES), *((size, DARK._replace(glyphs=ASCII)) for size in SIZES[1:]), (Size(50, 20), DARK)],
    ids=lambda value: "x".join(map(str, value)) if isinstance(value, Size) else value.glyphs.block,
)
def test_what_matters_is_a_sixteenth_of_the_window_high(session: Timeline, size: Size, appearance: Appearance) -> None:
    """What to do, the seconds and the side with its meaning, in every phase of the session, in whole rows.

    In ASCII too, where the word for the kind of phase stands in for a title or a step that is too long.
    """
    block = appearance.glyphs.block
    least = math.ceil(size.rows / 16)
    fonts = (*DIGITS, *(WORDS_IN_ASCII if appearance.glyphs is ASCII else WORDS))
    too_small = []
    for phase, now_s in moments(session):
        lines = lines_of(at(session, now_s), now_s, size, appearance)
        left = str(whole_left(session.starts_s[phase.index] + phase.duration_s - now_s))
        for text in filter(None, (asked(phase, session), left, phase.lead)):
            place = drawn(lines, text, fonts=fonts, block=block)
            if place is None and block == "#" and text != phase.lead:
                place = drawn(lines, PHRASES.say(f"screen.word.{phase.kind}"), fonts=fonts, block=block)
            if place is None or place.cap_rows < least:
                too_small.append((phase.kind, text, place))
    assert too_small == []


@pytest.mark.parametrize(
    ("name", "glyphs"), [("Standing hamstring stretch", UNICODE), ("Standing hip flexor stretch", ASCII)], ids=["blocks", "ascii"]
)
def test_a_title_that_is_too_long_beside_the_seconds_stands_where_the_side_will(
    catalog: Catalog, name: str, glyphs: Glyphs
) -> None:
    """An intro has no side, and there is the whole width; beside the seconds it says that something comes."""
    stretch = catalog.stretches["kneeling-hip-flexor"]._replace(name=name)
    timeline = compile_session("One", [PlannedStretch(stretch, 1, stretch.hold)], catalog.vocabulary, PHRASES)
    fonts, places = WORDS_IN_ASCII if glyphs is ASCII else WORDS, []
    for now_s, text in ((1, name), (1, PHRASES.say("screen.word.intro")), (begin_s(timeline, "hold") + 1, "Right foot in front")):
        lines = lines_of(at(timeline, now_s), now_s, Size(60, 20), DARK._replace(glyphs=glyphs))
        place = drawn(lines, text, fonts=fonts, block=glyphs.block)
        assert place is not None, text
        assert place.cap_rows >= 2
        places.append(place[:2])
    title, word, side = places
    assert title == side > word


def test_what_to_do_never_takes_the_place_of_the_side(session: Timeline) -> None:
    """A step whose short is too long, as one of the user's own may be, gives way to the word for the kind of phase."""
    found = next(phase for phase in session.phases if phase.kind == "setup" and phase.lead)
    phases = [replace(phase, short="ABCDEFGHIJKLMNOPQRSTUVWX") if phase == found else phase for phase in session.phases]
    timeline = session._replace(phases=tuple(phases))
    now_s = timeline.starts_s[found.index]
    lines = lines_of(at(timeline, now_s), now_s, Size(60, 20), BARE)
    assert drawn(lines, (found.lead or "").upper(), fonts=WORDS)
    assert drawn(lines, PHRASES.say("screen.word.setup"), fonts=WORDS)


def test_in_ascii_the_figure_gets_what_the_words_leave(session: Timeline) -> None:
    """It stays as wide through the session. A title that would leave it less than 24 columns does not count, other words do."""
    ascii_only = DARK._replace(glyphs=ASCII)

    def columns(timeline: Timeline) -> set[int]:
        found = set()
        for _, now_s in moments(timeline):
            found |= {line.count("⣿") for line in lines_of(at(timeline, now_s), now_s, Size(80, 24), ascii_only)}
        return found - {0}

    def named(name: str) -> Timeline:
        return session._replace(items=tuple(item._replace(name=name) for item in session.items))

    brief = named("Lunge")
    (most,) = columns(brief)
    assert most == 76 - 2 - columns_in_ascii(every_word(brief)) > 24
    assert columns(named("Standing chest stretch")) == {76 - 2 - font.width("CHEST STRETCH", WORDS_IN_ASCII[-1])} != {most}
    assert columns(named("Standing hamstring stretch with a strap")) == {most}
    wordy = [replace(phase, short="Right shoulder down") if phase.short else phase for phase in session.phases]
    assert columns(brief._replace(phases=tuple(wordy))) == {22}


@pytest.mark.parametrize("size", [*SIZES, Size(50, 20)], ids=str)
def test_places_stay_through_all_phases(session: Timeline, size: Size) -> None:
    """Figure, seconds, what to do and the side begin at the same cells, in a pause too."""
    figures, digits, actions, leads = set(), set(), set(), set()
    for phase, now_s in moments(session):
        for state in (at(session, now_s), at(session, now_s, Action.TOGGLE)):
            lines = lines_of(state, now_s, size)
            figures.add(tuple((number, line.find("⣿"), line.count("⣿")) for number, line in enumerate(lines) if "⣿" in line))
            left = str(whole_left(state.remaining_s(now_s)))
            place = drawn(lines, left, fonts=DIGITS)
            assert place is not None, (phase.kind, left)
            digits.add(place)
            action = drawn(lines, asked(phase, session) if state.status == "running" else "PAUSED")
            actions.add(action and action[:2])
            if phase.lead:
                lead = drawn(lines, phase.lead)
                leads.add(lead and lead[:2])
    assert [len(found) for found in (figures, digits, actions, leads)] == [1, 1, 1, 1], (actions, leads)


def test_places_stay_when_a_stretch_gives_way(catalog: Catalog) -> None:
    """The words of all easier ways count from the start, and those of what gave way to the end; else letters would shrink."""
    brief, wordy = "Go", "Cushion under shoulders"
    found = {
        name: catalog.stretches[name]._replace(
            steps=tuple(step._replace(short=short) for step in catalog.stretches[name].steps), lead=None
        )
        for name, short in (("kneeling-hip-flexor", brief), ("standing-hip-flexor", brief), ("table-psoas", wordy))
    }
    kneeling, standing, table = found.values()
    ways = tuple(Easier("", one.id, one.name, one.hold) for one in (standing, table))
    timeline = compile_session("Hips", [PlannedStretch(kneeling, 1, kneeling.hold, (), ways)], catalog.vocabulary, PHRASES)
    ease = Easing(catalog._replace(stretches={**catalog.stretches, **found}), PHRASES, Pace())
    for words, stays in ((every_word(timeline, ease), True), (None, False)):
        state, places = start(timeline, PHRASES, ease=ease)[0], set()
        for _ in range(3):
            while state.phase.kind != "setup":
                state, _ = step(state, Message(Action.NEXT, state.began_s + 1))
            now_s = state.began_s + 0.5
            lines = lines_of(state, now_s, Size(80, 24), DARK._replace(words=words))
            action = drawn(lines, state.phase.short or "")
            assert action is not None
            places.add((action[:2], action.cap_rows, drawn(lines, str(whole_left(state.remaining_s(now_s))), fonts=DIGITS)))
            state, _ = step(state, Message(Action.EASIER, now_s))
        assert (len(places) == 1) == stays


@pytest.mark.parametrize("size", [*SIZES, Size(30, 9), Size(20, 6)], ids=str)
def test_every_word_that_is_said_is_shown_in_time(session: Timeline, size: Size) -> None:
    """A text that is too long for its rows is shown page by page while the phase lasts; nothing ends in the middle."""
    for phase in {(phase.kind, phase.text): phase for phase in session.phases}.values():
        begin, seen = session.starts_s[phase.index], ""
        state = at(session, begin)
        for second in range(phase.duration_s):
            seen += " " + " ".join(text_of(state, begin + second, size).split())
        missing = [word for word in phase.text.split() if word not in seen]
        assert missing == [], (phase.kind, phase.text)
        assert "…" not in seen


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_the_last_three_seconds_stand_out_without_colour(session: Timeline, size: Size) -> None:
    """As many squares beside the digit as there are seconds, in holds and before them; none is as high as a digit."""
    for kind, length in (("hold", 30), ("ready", 3)):
        begin = begin_s(session, kind)
        for left in range(min(length, 4), 0, -1):
            now_s = begin + length - left + 0.5
            lines = lines_of(at(session, now_s), now_s, size, BARE)
            place = drawn(lines, str(left), fonts=DIGITS)
            assert place is not None
            wide = next(letters.across * 3 // 2 for letters in DIGITS if letters.cap_rows == place.cap_rows)
            rows = range(place.row, place.row + math.ceil(place.cap_rows))
            beside = [line for number in rows if (line := lines[number][place.column + wide :]).strip()]
            assert {len(line.split()) for line in beside} == ({left} if left <= 3 else set())
            assert len(beside) <= place.cap_rows / 3


def test_the_mark_of_the_floor_speaks_the_language_of_the_digits(session: Timeline) -> None:
    """The digits run down, so a hold of 20 to 30 s is enough at 10; from there on it says so."""
    begin = begin_s(session, "hold")
    for second, label, word in ((9.5, "enough at 10", "HOLD"), (20.5, "enough", "HOLD: ENOUGH")):
        for size in SIZES:
            state = at(session, begin + second)
            lines = lines_of(state, begin + second, size)
            assert any(line.rstrip().endswith(label) for line in lines), (size, label)
            assert drawn(lines, word), (size, word)


def test_the_mark_stands_where_the_bar_will_be_when_the_hold_is_enough(session: Timeline) -> None:
    """Before it the bar is not filled as far as the mark, from the floor on it is filled beyond."""
    begin = begin_s(session, "hold")
    for second in (1, 19, 21, 29):
        row = next(line for line in lines_of(at(session, begin + second), begin + second, Size(80, 24)) if "┃" in line)
        before, _, behind = row.partition("┃")
        assert ("─" in before) == (second < 20)
        assert ("━" in behind) == (second > 20)


def test_more_time_moves_the_mark_with_the_end(session: Timeline) -> None:
    """35 seconds with a floor of 20: enough at 15, and the mark four sevenths along the bar."""
    now_s = begin_s(session, "hold") + 5
    lines = lines_of(at(session, now_s, Action.EXTEND), now_s, Size(80, 24))
    bar = next(line for line in lines if "┃" in line)
    assert bar.rstrip().endswith("enough at 15")
    bar = bar.strip().partition(" ")[0]
    assert bar.index("┃") == int(20 / 35 * len(bar))


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_setup_says_which_step_it_is_and_how_long_until_the_hold(session: Timeline, size: Size) -> None:
    """So that somebody knows whether to hurry."""
    first = next(phase for phase in session.phases if phase.kind == "setup")
    run = [phase for phase in session.phases[first.index :] if phase.index < begin_index(session, "hold")]
    steps = [phase for phase in run if phase.kind == "setup"]
    now_s = session.starts_s[steps[1].index] + 1.0
    text = " ".join(text_of(at(session, now_s), now_s, size).split())
    assert f"tep 2 of {len(steps)}" in text
    assert f"hold in {int(begin_s(session, 'hold') - now_s)}" in text


def begin_index(timeline: Timeline, kind: str) -> int:
    return next(phase.index for phase in timeline.phases if phase.kind == kind)


def test_settling_shows_its_own_three_seconds(session: Timeline) -> None:
    """After a pause in a hold the digits count the get-ready, not the hold."""
    now_s = begin_s(session, "hold") + 10
    state = at(session, now_s, Action.TOGGLE, Action.TOGGLE)
    for size in SIZES:
        for passed, left in ((0.0, "3"), (1.5, "2"), (2.5, "1")):
            lines = lines_of(state, now_s + passed, size)
            assert drawn(lines, left, fonts=DIGITS), (size, left)
            assert drawn(lines, "GET BACK IN"), size


@pytest.mark.parametrize("size", [*SIZES, Size(24, 6)], ids=str)
def test_ready_names_its_side(session: Timeline, size: Size) -> None:
    """It is the last chance to see that one is on the wrong side."""
    begin = begin_s(session, "ready")
    lines = lines_of(at(session, begin + 1), begin + 1, size)
    assert drawn(lines, "RIGHT FOOT IN FRONT") or "RIGHT FOOT IN FRONT" in " ".join(" ".join(lines).split())


def test_the_smallest_window_has_the_side_too(session: Timeline) -> None:
    """The seconds, what to do, and which side, before anything else."""
    begin = begin_s(session, "hold")
    text = " ".join(text_of(at(session, begin + 1), begin + 1, Size(26, 4)).split())
    assert text.startswith("29 HOLD RIGHT FOOT IN FRONT")


@pytest.mark.parametrize(
    ("kind", "second", "actions", "style"),
    [
        ("setup", 1, (), "moving"),
        ("hold", 1, (), "holding"),
        ("hold", 25, (), "enough"),
        ("hold", 1, (Action.OUCH,), "hurting"),
        ("hold", 1, (Action.TOGGLE,), "paused"),
        ("setup", 1, (Action.TOGGLE,), "paused"),
    ],
)
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_colour_says_the_kind_of_phase_and_nothing_else(
    session: Timeline, size: Size, kind: str, second: float, actions: tuple[Action, ...], style: str
) -> None:
    """Every coloured character of a picture has the one colour of its kind."""
    now_s = begin_s(session, kind) + second
    rows = picture(at(session, now_s, *actions), now_s, size, DARK)
    styles = {piece.style for row in rows for piece in row}
    theme = THEMES["dark"]
    assert theme.of(style) in styles
    assert styles <= {theme.of(style), theme.strong, theme.quiet, ""}


def test_from_120_columns_on_the_stretches_stand_in_a_row(session: Timeline) -> None:
    """What is done, what runs and what comes, each with a sign of its own."""
    now_s = begin_s(session, "rest", [p.stretch for p in session.phases if p.kind == "rest"].index("table-psoas")) + 1
    text = text_of(at(session, now_s), now_s, Size(120, 40))
    assert "● Kneeling hip flexor stretch   ● Glute bridge   ▶ Table psoas stretch" in text
    many = session._replace(items=session.items * 4)
    assert "● ▶ Glute bridge ○" in " ".join(text_of(at(many, begin_s(session, "intro", 1)), 1, Size(120, 40)).split())


def test_a_very_wide_window_has_the_picture_in_its_middle(session: Timeline) -> None:
    """From 200 columns on, where it is wider than four times its height."""
    now_s = begin_s(session, "hold") + 1
    lines = lines_of(at(session, now_s), now_s, Size(300, 50))
    left = min(len(line) - len(line.lstrip()) for line in lines if line.strip())
    assert left == 52


def test_a_stretch_without_a_figure_shows_the_big_words_in_its_place(session: Timeline) -> None:
    """All else stays where it is."""
    now_s = begin_s(session, "hold") + 1
    for size in SIZES[1:]:
        with_figure, without = (lines_of(at(session, now_s), now_s, size, one) for one in (DARK, BARE))
        places = [drawn(lines, "29", fonts=DIGITS) for lines in (with_figure, without)]
        assert places[0] == places[1] is not None
        word = drawn(without, "HOLD")
        assert word is not None
        assert sum("█" in line[: places[0].column] for line in without) >= 5  # type: ignore[union-attr]


def test_the_first_picture_waits_for_no_figure(session: Timeline) -> None:
    """Its place is empty, and nobody is asked for a figure."""
    asked: list[str] = []
    frames = Frames(lambda stretch: asked.append(stretch), loading=True)
    lines = lines_of(at(session, 1), 1, Size(80, 24), DARK._replace(frames=frames))
    assert not any(line[2:30].strip() for line in lines[1:18])
    assert asked == []


def test_a_terminal_without_blocks_gets_ascii(session: Timeline) -> None:
    """Digits of number signs, and words that are drawn where they have room."""
    appearance = Appearance(PLAIN, ASCII)
    for phase, now_s in moments(session):
        for size in SIZES:
            text = text_of(at(session, now_s), now_s, size, appearance)
            assert text.isascii()
            assert "##" in text, phase.kind
            if phase.lead:
                lead = drawn(text.splitlines(), phase.lead, fonts=WORDS_IN_ASCII, block="#")
                assert lead or phase.lead.upper() in " ".join(text.split())


def footer(state: State, now_s: float, size: Size) -> str:
    return text_of(state, now_s, size).splitlines()[-1]


@pytest.mark.parametrize("kind", ["intro", "setup", "ready", "hold", "release", "switch"])
def test_the_footer_has_the_keys_that_do_something_now(session: Timeline, kind: str) -> None:
    """More time and ouch in a hold, Enter where the session waits for it; at 80 columns each with its word."""
    now_s = begin_s(session, kind) + 1
    index = begin_index(session, kind)
    waiting, going = at(session, 0, *[Action.NEXT] * index, manual=True), at(session, now_s)
    for manual, shown in ((True, footer(waiting, 0, Size(80, 24))), (False, footer(going, now_s, Size(80, 24)))):
        assert ("+ 5 s" in shown) == ("o ouch" in shown) == (kind == "hold")
        assert ("Enter ready" in shown) == (manual and kind in ("setup", "switch"))
        for always in ("space pause", "n next", "s skip", "b back", "? help", "q quit"):
            assert always in shown
    for size in (*SIZES, Size(20, 5)):
        assert footer(at(session, now_s), now_s, size).split()[-1] in ("q", "quit")
        assert "?" in footer(at(session, now_s), now_s, size)


def test_a_paused_hold_offers_neither_more_time_nor_ouch(session: Timeline) -> None:
    """No hold runs."""
    now_s = begin_s(session, "hold") + 1
    shown = footer(at(session, now_s, Action.TOGGLE), now_s, Size(80, 24))
    assert "ouch" not in shown
    assert "5 s" not in shown


def test_a_pause_offers_to_continue_and_the_get_ready_to_pause_anew(session: Timeline) -> None:
    """The footer says what space does now."""
    now_s = begin_s(session, "hold") + 1
    paused, settling = (at(session, now_s, *[Action.TOGGLE] * times) for times in (1, 2))
    assert footer(paused, now_s, Size(80, 24)).split()[:2] == ["space", "continue"]
    assert footer(settling, now_s, Size(80, 24)).split()[:2] == ["space", "pause"]


@pytest.mark.parametrize("size", [*SIZES, Size(20, 6)], ids=str)
def test_an_answer_to_a_key_stands_in_the_last_row(session: Timeline, size: Size) -> None:
    """In every window that has a row for it."""
    now_s = begin_s(session, "setup") + 1
    lines = lines_of(at(session, now_s), now_s, size, DARK._replace(answer="no hold running"))
    assert lines[-1].strip() == "no hold running"


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_a_pause_says_how_to_go_on(session: Timeline, size: Size) -> None:
    """And what was held of the hold, however far it had come."""
    for second in (1, 29):
        now_s = begin_s(session, "hold") + second
        text = " ".join(text_of(at(session, now_s, Action.TOGGLE), now_s, size).split())
        assert "Press space to continue." in text
        assert f"You have held it for {second} second" in text


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_an_answer_that_is_longer_than_a_row_stands_above_the_instruction(session: Timeline, size: Size) -> None:
    """Whole; the easier way of a record may be a sentence. The keys stay."""
    now_s = begin_s(session, "setup") + 1
    told = "Leave the bottom foot on the floor and only press the crossed knee gently away."
    lines = lines_of(at(session, now_s), now_s, size, DARK._replace(answer=told))
    assert told in " ".join(" ".join(lines).split())
    assert "?" in lines[-1] or len(told) <= size.columns - 4
