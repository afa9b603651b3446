"""A session in plain lines, and how numbers read."""

from __future__ import annotations

import io

import pytest

from stretchcli.catalog.records import Catalog, HoldRange
from stretchcli.session.engine import Action, Message, start, step
from stretchcli.session.layout import PlannedStretch, compile_session
from stretchcli.session.summary import Summary
from stretchcli.session.timeline import Timeline
from stretchcli.terminal.lines import lines_for
from stretchcli.terminal.wording import clock, closing, closing_lines, folded
from tests.samples import PHRASES


def told(timeline: Timeline, *happened: tuple[float, Action]) -> list[str]:
    """Every line of a session in which these things happen, whatever else is due coming at its moment."""
    state, events = start(timeline, PHRASES)
    lines = [line for event in events for line in lines_for(event, state)]
    for now_s, action in happened:
        while state.next_moment_s() < now_s:
            state, events = step(state, Message(Action.TICK, state.next_moment_s()))
            lines += [line for event in events for line in lines_for(event, state)]
        state, events = step(state, Message(action, now_s))
        lines += [line for event in events for line in lines_for(event, state)]
    return lines


@pytest.fixture
def bridge(catalog: Catalog) -> Timeline:
    """One bridge of 20-30 s: intro 10, setups 10 + 6 + 11, ready 3, hold from second 40 to 70, release to 74."""
    return compile_session(
        "Bridge", [PlannedStretch(catalog.stretches["glute-bridge"], 1, HoldRange(20, 30))], catalog.vocabulary, PHRASES
    )


@pytest.fixture
def lunge(catalog: Catalog) -> Timeline:
    """Two standing stretches of two reps."""
    stretches = [catalog.stretches[name] for name in ("standing-hip-flexor", "table-psoas")]
    return compile_session(
        "Two", [PlannedStretch(stretch, 2, HoldRange(20, 30)) for stretch in stretches], catalog.vocabulary, PHRASES
    )


def test_a_session_reads_as_a_page(bridge: Timeline) -> None:
    """From the intro to the release, each thing once."""
    assert told(bridge, (74, Action.TICK)) == [
        "",
        "Glute bridge: 1 hold of 30 seconds. Have a mat or something soft.",
        "Lie down on your mat, on your back.",
        "Bend your knees and put your feet flat, with your arms by your sides.",
        "Squeeze your glutes and lift your hips to a line from shoulders to knees. "
        "Keep your weight on your shoulders and upper back, not on your neck.",
        "Get ready to hold.",
        "3",
        "2",
        "1",
        "Hold for 30 seconds. Keep your hips up. Feel both legs work and the front of your hips open. "
        "If your low back hurts, lower your hips a little and keep your glutes tight. Do not push through it. "
        "You may not feel a stretch every time, and that is fine.",
        "Halfway: 15 seconds left.",
        "20 seconds: it counts from here. 10 seconds to go.",
        "3",
        "2",
        "1",
        "Lower your hips slowly to the mat.",
    ]


def test_several_stretches_are_numbered(lunge: Timeline) -> None:
    """So that one knows how far it is."""
    lines = told(lunge, (lunge.total_s, Action.TICK))
    assert [line.split(". ")[0] for line in lines if line.startswith("Stretch ")] == ["Stretch 1 of 2", "Stretch 2 of 2"]


def test_ready_names_the_side_that_comes(lunge: Timeline) -> None:
    """It is the last word before the hold."""
    ready = [line for line in told(lunge, (lunge.total_s, Action.TICK)) if line.startswith("Get ready")]
    assert ready[:3] == [f"Get ready to hold, {side} side." for side in ("right", "left", "right")]


def test_a_hold_names_its_side_and_number(lunge: Timeline) -> None:
    """Before anything else about it."""
    holds = [line for line in told(lunge, (lunge.total_s, Action.TICK)) if line.startswith("Hold for")]
    assert [line.split(". ")[0] for line in holds[:4]] == [
        "Hold for 30 seconds, right side, 1 of 2",
        "Hold for 30 seconds, left side, 1 of 2",
        "Hold for 30 seconds, right side, 2 of 2",
        "Hold for 30 seconds, left side, 2 of 2",
    ]


@pytest.mark.parametrize(
    ("action", "at_s", "line"),
    [
        (Action.TOGGLE, 45, "Paused."),
        (Action.EXTEND, 45, "Extended to 35 seconds."),
        (Action.NEXT, 65, "Held for 25 seconds."),
        (Action.NEXT, 41, "Held for 1 second."),
        (Action.OUCH, 52, "Held for 12 seconds."),
    ],
)
def test_what_somebody_does_is_answered_with_a_sentence(bridge: Timeline, action: Action, at_s: float, line: str) -> None:
    """Each in its own words."""
    assert line in told(bridge, (at_s, action))


def test_pause_and_end_of_pause_are_told(bridge: Timeline) -> None:
    """With the reason where it was no key."""
    assert told(bridge, (45, Action.TOGGLE), (60, Action.TOGGLE), (63, Action.TICK))[-2:] == ["Paused.", "Resumed."]
    state, _ = start(bridge, PHRASES)
    _, events = step(state, Message(Action.PAUSE, 5, why="gap"))
    assert [line for event in events for line in lines_for(event, state)] == ["Paused: the session stood still."]


def test_no_line_moves_the_cursor(lunge: Timeline) -> None:
    """Append-only: no control character in any of them."""
    assert not [line for line in told(lunge, (lunge.total_s, Action.TICK)) if not line.isprintable()]


@pytest.mark.parametrize(
    ("value_s", "words", "length", "digits"),
    [
        (0, "0 seconds", "0 seconds", "0:00"),
        (1, "1 second", "1 second", "0:01"),
        (22.4, "22 seconds", "22 seconds", "0:23"),
        (59.5, "60 seconds", "1 minute", "1:00"),
        (60, "60 seconds", "1 minute", "1:00"),
        (61, "61 seconds", "1 minute 1 second", "1:01"),
        (2008, "2008 seconds", "33 minutes 28 seconds", "33:28"),
        (3723, "3723 seconds", "62 minutes 3 seconds", "1:02:03"),
    ],
)
def test_lengths_of_time_read_well(value_s: float, words: str, length: str, digits: str) -> None:
    """As seconds, as minutes, and as digits that reach 0:00 only at the end."""
    assert (PHRASES.seconds(value_s), PHRASES.duration(value_s), clock(value_s)) == (words, length, digits)


def test_a_clock_shows_nothing_only_when_nothing_is_left() -> None:
    """A hair's breadth of floating point is nothing, a tenth of a second is a second."""
    assert [clock(value_s) for value_s in (0.1, 1e-9, -1.0)] == ["0:01", "0:00", "0:00"]


def test_the_end_says_what_was_done() -> None:
    """Holds that reached their floor, seconds in all and on each side."""
    summary = Summary(holds=6, done=5, held_s=150.0, side_s={"right": 90.0, "left": 60.0}, dose_s={}, worked_s={})
    assert closing_lines(PHRASES, summary, complete=True) == [
        "Done. 5 of 6 holds complete, held for 2 minutes 30 seconds in all.",
        "Felt on the right for 1 minute 30 seconds, on the left for 1 minute.",
    ]


def test_the_end_names_no_side_on_which_nothing_was_felt() -> None:
    """A hold that was broken off at once is felt on one side alone, or nowhere."""
    summary = Summary(holds=2, done=0, held_s=3.0, side_s={"right": 0.0, "left": 3.0}, dose_s={}, worked_s={})
    assert closing_lines(PHRASES, summary, complete=False)[1:] == ["Felt on the left for 3 seconds."]
    summary = Summary(holds=2, done=0, held_s=0.3, side_s={"right": 0.0, "left": 0.3}, dose_s={}, worked_s={})
    assert closing_lines(PHRASES, summary, complete=False)[1:] == []


@pytest.mark.parametrize(
    ("at_s", "action", "resumable", "told"),
    [
        (45, Action.QUIT, True, True),  # in the hold: it is broken off, and done again
        (72, Action.QUIT, True, False),  # in the release: no hold is left
        (45, Action.QUIT, False, False),  # no log
        (74, Action.TICK, True, False),  # complete
    ],
)
def test_the_end_says_how_to_go_on_where_holds_are_left(
    bridge: Timeline, at_s: float, action: Action, resumable: bool, told: bool
) -> None:
    """After q, in a session that the log keeps."""
    state, _ = step(start(bridge, PHRASES)[0], Message(Action.TICK, at_s))
    state, _ = step(state, Message(action, at_s))
    assert (PHRASES.say("closing.resume") in closing(state, resumable=resumable)) is told


def test_a_session_stopped_before_any_hold_says_no_more_than_that() -> None:
    """There are no sides to speak of."""
    summary = Summary(holds=1, done=0, held_s=0.0, side_s={"right": 0.0, "left": 0.0}, dose_s={}, worked_s={})
    assert closing_lines(PHRASES, summary, complete=False) == ["Stopped here. 0 of 1 hold complete, held for 0 seconds in all."]


def test_long_text_on_a_terminal_is_folded_between_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """Never at a hyphen: options, ids and file names stay whole."""

    class Tty(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setenv("COLUMNS", "40")
    said = ["Leave out standing-crossed-leg-outer-hip with --no half-kneeling or --condition hip-replacement."]
    lines = folded(said, Tty())
    assert " ".join(lines) == said[0]
    assert all(len(line) <= 40 for line in lines)
    assert folded(said, io.StringIO()) == said
