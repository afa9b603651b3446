"""The log beside the live screen: stopped with q and gone on with, pain remembered."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.log.logs import opened
from tests.terminal.ptys import Terminal, session
from tests.terminal.screens import drawn

ONE = ("standing-hip-flexor", "--reps", "1")
INTO_HOLD = "n" * 7  # intro, five setup steps and the get-ready


def test_a_session_that_was_stopped_goes_on_in_the_hold(home: Path) -> None:
    """With its introduction and its setup steps, as the same session, and complete in the end."""
    with session(*ONE) as terminal:
        terminal.press(INTO_HOLD)
        terminal.until("enough at 10")
        terminal.press("q")
        assert terminal.ended() == 4
    (stopped,) = opened(home).sessions()
    assert [(hold.outcome, hold.broken_off) for hold in stopped.holds] == [("short", True)]
    with Terminal(sys.executable, "-m", "stretchcli", "resume", "--yes") as terminal:
        terminal.until("Standing hip flexor stretch: 1 hold of 30 seconds on each side.")
        terminal.press(INTO_HOLD)
        assert drawn(terminal.until("enough at 10").split("\n"), "RIGHT LEG IN FRONT")
        terminal.press("ns")
        terminal.until("holds complete")
        terminal.press(" ")  # past the last picture
        assert terminal.ended() == 0
        terminal.assert_given_back()
    (complete,) = opened(home).sessions()
    assert (complete.id, complete.outcome) == (stopped.id, "complete")
    assert [(hold.outcome, hold.broken_off) for hold in complete.holds] == [("short", False), ("skipped", False)]


def test_a_hold_that_hurt_is_on_the_card_of_the_next_session(home: Path) -> None:
    """Before it begins, with the easier way."""
    with session(*ONE) as terminal:
        terminal.press(INTO_HOLD)
        terminal.until("enough at 10")
        terminal.press("o")
        terminal.until("Ease off")
        terminal.press("q")
        terminal.ended()
    (pain,) = opened(home).pains()
    assert (pain.hold.stretch, pain.hold.side, pain.hold.felt) == ("standing-hip-flexor", "right", "left")
    assert pain.hold.felt_at == "front of the hip, groin and thigh"
    with Terminal(sys.executable, "-m", "stretchcli", "run", *ONE, columns=120, rows=40) as terminal:
        card = " ".join(terminal.until("Starts in").split())
        assert "hurt on" in card
        assert "Easier: Take a shorter step" in card
        terminal.press("q")
        assert terminal.ended() == 4
    assert len(opened(home).sessions()) == 1  # a session that never began is no session


def test_what_gave_way_to_an_easier_stretch_goes_on_with_that_one(home: Path) -> None:
    """After e the easier stretch begins; after q the session goes on in it, in the log as on the screen."""
    with session("kneeling-hip-flexor", "--reps", "1", "--hold", "30") as terminal:
        terminal.press("n" * 8)  # a setup step more than standing
        terminal.until("enough at")
        terminal.press("e")
        terminal.until("Standing hip flexor stretch")
        terminal.press("q")
        assert terminal.ended() == 4
    (stopped,) = opened(home).sessions()
    assert [(hold.stretch, hold.outcome, hold.broken_off) for hold in stopped.holds] == [("kneeling-hip-flexor", "short", False)]
    with Terminal(sys.executable, "-m", "stretchcli", "resume", "--yes") as terminal:
        terminal.until("Standing hip flexor stretch")
        terminal.press(INTO_HOLD)
        assert drawn(terminal.until("enough at 10").split("\n"), "RIGHT LEG IN FRONT")
        terminal.press("ns")
        terminal.until("instead of")
        terminal.press(" ")  # past the last picture
        assert terminal.ended() == 0
    (complete,) = opened(home).sessions()
    assert complete.id == stopped.id
    assert [hold.stretch for hold in complete.holds] == ["kneeling-hip-flexor", *["standing-hip-flexor"] * 2]
