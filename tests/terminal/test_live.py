"""The live screen on a real terminal: what is seen, what the keys do, and the terminal given back."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable

import pytest

from tests.samples import PHRASES
from tests.terminal.ptys import Terminal, session, shell, storm
from tests.terminal.screens import drawn

ONE = ("standing-hip-flexor", "--reps", "1")


def into_hold(terminal: Terminal) -> None:
    """Go on to the first hold: intro, five setup steps and the get-ready are passed over."""
    terminal.press("n" * 7)
    terminal.until("enough at 10")


def at_prompt(text: str) -> bool:
    """The shell waits for the next command."""
    return text.rstrip().endswith("ready>")


def ends_in(said: str) -> Callable[[str], bool]:
    """The last that stands on the screen is this."""
    return lambda text: text.rstrip().endswith(said)


def other_than(before: str) -> Callable[[str], bool]:
    """The screen has changed."""
    return lambda text: text != before


def test_a_session_shows_what_to_do_now() -> None:
    """The intro, the steps, then the hold with side, felt side and what comes next."""
    with session(*ONE) as terminal:
        terminal.until("Standing hip flexor stretch: 1 hold of 30 seconds on each side.")
        terminal.press("n")
        terminal.until("Stand tall with your feet hip-width apart.")
        terminal.press("n" * 6)
        text = terminal.until("enough at 10")
        assert drawn(text.split("\n"), "RIGHT LEG IN FRONT")
        assert "felt: left front of the hip" in text
        assert "on this side" not in text  # the only one
        assert re.search(r"\d:\d\d left", text)


def test_the_last_column_is_used() -> None:
    """On 40 columns the time left ends at the very edge."""
    with session(*ONE, columns=40, rows=12) as terminal:
        terminal.until(lambda text: text.split("\n")[0].endswith(" left"))
        assert len(terminal.text.split("\n")[0]) == 40


def test_the_seconds_count_down() -> None:
    """A second later the big digits are others, and only the rows that changed were written."""
    with session(*ONE, "--speed", "2") as terminal:
        into_hold(terminal)
        before = terminal.text
        terminal.raw = b""
        terminal.until(lambda text: text != before)
        assert len(terminal.raw) < 1500


@pytest.mark.parametrize(("columns", "rows"), [(120, 40), (80, 24), (40, 12), (20, 5), (7, 2), (1, 1)])
def test_every_size_shows_a_session(columns: int, rows: int) -> None:
    """Whatever the window: no crash, and nothing is written outside of it."""
    with session(*ONE, columns=columns, rows=rows) as terminal:
        terminal.press("n" * 7)
        terminal.read(0.3)
        assert terminal.text.strip()
        terminal.press("q")
        assert terminal.ended() == 4
        terminal.assert_given_back()


def test_space_pauses_and_goes_on_with_a_get_ready() -> None:
    """In a hold there are three seconds to get back in."""
    with session(*ONE) as terminal:
        into_hold(terminal)
        terminal.press(" ")
        assert "Press space to continue" in terminal.until("You have held")
        terminal.press(" ")
        terminal.until(lambda text: drawn(text.split("\n"), "GET BACK IN") is not None)
        terminal.until(lambda text: drawn(text.split("\n"), "HOLD") is not None)


def test_an_idle_pause_writes_nothing() -> None:
    """Not a byte while nobody does anything."""
    with session(*ONE) as terminal:
        terminal.press(" ")
        terminal.until("Press space to continue")
        terminal.read(0.3)
        assert terminal.read(2.5) == b""


@pytest.mark.parametrize("key", ["n", "\x1b[C", "\x1bOC"])
def test_n_and_the_right_arrow_go_to_the_next_step(key: str) -> None:
    """In both forms in which terminals send the arrow."""
    with session(*ONE) as terminal:
        terminal.until("1 hold of 30 seconds")
        terminal.press(key)
        terminal.until(lambda text: "step 1 of 5" in text)


@pytest.mark.parametrize("key", ["b", "\x1b[D"])
def test_b_and_the_left_arrow_go_back(key: str) -> None:
    """Twice within two seconds goes to the step before."""
    with session(*ONE) as terminal:
        terminal.press("n")
        terminal.until("step 1 of 5")
        terminal.press(key + key)
        terminal.until("1 hold of 30 seconds")


def test_s_skips_the_stretch() -> None:
    """With one stretch that completes the session."""
    with session(*ONE) as terminal:
        terminal.press("s")
        terminal.until("0 of 2 holds complete")
        terminal.press("x")
        assert terminal.ended() == 0
        terminal.assert_given_back()


def test_plus_makes_the_hold_longer() -> None:
    """Five seconds more."""
    with session(*ONE, "--hold", "30") as terminal:
        into_hold(terminal)
        left = _left_s(terminal.text)
        terminal.press("+")
        terminal.until(lambda text: _left_s(text) > left)


def _left_s(text: str) -> int:
    found = re.search(r"(\d+):(\d\d) left", text)
    assert found
    return int(found[1]) * 60 + int(found[2])


def test_o_eases_off() -> None:
    """Ouch has a screen of its own."""
    with session(*ONE) as terminal:
        into_hold(terminal)
        terminal.press("o")
        terminal.until("Ease off now.")


def test_the_help_comes_and_goes() -> None:
    """Over the picture, with every key."""
    with session(*ONE) as terminal:
        terminal.press("?")
        assert "It hurts: ease off" in terminal.until("Press ? again")
        terminal.press("?")
        terminal.until("1 hold of 30 seconds")


def test_manual_waits_for_enter() -> None:
    """A setup step stays until Enter comes, at any speed."""
    with session(*ONE, "--manual", "--speed", "20") as terminal:
        terminal.until("Press Enter when you are ready.")
        terminal.read(1.0)
        assert drawn(terminal.text.split("\n"), "STAND TALL")
        terminal.press("\r")
        terminal.until("Step your right foot well forward")


def test_the_safety_card_waits_for_a_key() -> None:
    """Before a live session, with the way to leave."""
    with Terminal(sys.executable, "-m", "stretchcli", "run", *ONE) as terminal:
        assert "stop at pain" in terminal.until("Starts in")
        terminal.press("x")
        terminal.until("1 hold of 30 seconds")
        terminal.press("q")
        assert terminal.ended() == 4


def test_q_on_the_safety_card_leaves() -> None:
    """Nothing has begun, the terminal is given back."""
    with Terminal(sys.executable, "-m", "stretchcli", "run", *ONE) as terminal:
        terminal.until("Starts in")
        terminal.press("q")
        assert terminal.ended() == 4
        terminal.assert_given_back()


def test_a_whole_session_ends_by_itself_with_its_figures() -> None:
    """The last picture, then the same words on the normal screen."""
    with session(*ONE, "--speed", "200") as terminal:
        terminal.until("Press any key to exit.")
        terminal.press("x")
        assert terminal.ended() == 0
        assert "2 of 2 holds complete" in terminal.text
        terminal.assert_given_back()


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)], ids=["INT", "TERM", "HUP"]
)
def test_the_terminal_is_given_back_after_a_signal(number: int, code: int) -> None:
    """With the summary on the normal screen."""
    with session(*ONE) as terminal:
        os.kill(terminal.process.pid, number)
        assert terminal.ended() == code
        terminal.assert_given_back()
        assert "Stopped here." in terminal.text
        assert "Standing hip flexor stretch: right 0 of 30 s and left 0 of 30 s." in terminal.text


def test_ctrl_c_on_the_keyboard_ends_the_session() -> None:
    """It arrives as a signal, since those stay on."""
    with session(*ONE) as terminal:
        terminal.press("\x03")
        assert terminal.ended() == 130
        terminal.assert_given_back()


def test_a_closed_terminal_ends_the_program() -> None:
    """Nobody is left to tell, so it just ends."""
    with session(*ONE) as terminal:
        terminal.hang_up()
        assert terminal.process.wait(10) in (129, 141)


def test_a_view_that_fails_gives_the_terminal_back_and_the_session_goes_on() -> None:
    """As plain lines, with a report of the mistake."""
    program = (
        "import sys, stretchcli.terminal.picture as p, stretchcli.terminal.live as l, stretchcli.cli as c\n"
        "def broken(state, now_s, size, appearance):\n"
        "    if state.phase.index: raise RuntimeError('a mistake')\n"
        "    return p.picture(state, now_s, size, appearance)\n"
        "l.picture = broken\n"
        f"sys.argv = ['stretchcli', 'run', '--yes', '--speed', '40', *{ONE!r}]\n"
        "c.main()\n"
    )
    with Terminal(sys.executable, "-c", program, rows=60) as terminal:
        assert terminal.ended() == 0
        assert "2 of 2 holds complete" in terminal.text
        assert "bug in stretchcli" in terminal.text
        assert "Traceback" not in terminal.text
        terminal.assert_given_back()


@pytest.mark.parametrize("name", ["bash", "dash"])
def test_ctrl_z_gives_the_terminal_back_and_fg_finds_the_session_paused(name: str) -> None:
    """Stopped, shell usable, then redrawn and paused where it was stopped."""
    with shell(name, sys.executable, "-m", "stretchcli", "run", "--yes", *ONE) as terminal:
        terminal.until("1 hold of 30 seconds")
        terminal.press("\x1a")
        terminal.until(at_prompt)
        assert not terminal.screen.cursor.hidden
        terminal.press("echo ab''cd\n")
        terminal.until("abcd")
        terminal.press("fg\n")
        terminal.until("Press space to continue")
        terminal.press(" ")
        terminal.until(lambda text: "Press space to continue" not in text and "left" in text)
        terminal.press("q")
        terminal.until(lambda text: "Stopped here." in text and at_prompt(text))
        terminal.press("echo st''ill\n")
        terminal.until("still")


def test_a_process_stopped_from_outside_takes_its_keys_again() -> None:
    """The shell has set the terminal to its own liking meanwhile."""
    with shell("bash", sys.executable, "-m", "stretchcli", "run", "--yes", *ONE) as terminal:
        terminal.until("1 hold of 30 seconds")
        os.kill(_child_of(terminal), signal.SIGSTOP)
        terminal.until(at_prompt)
        terminal.press("fg\n")
        terminal.until("1 hold of 30 seconds")
        terminal.press("n")
        terminal.until("Stand tall with your feet hip-width apart.")


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSTOP], ids=["KILL", "STOP"])
@pytest.mark.parametrize("name", ["bash", "dash"])
def test_a_shell_outlives_a_session_that_could_not_give_the_terminal_back(name: str, number: int) -> None:
    """Nobody can tidy up after these two; the shell still reads what is typed."""
    with shell(name, sys.executable, "-m", "stretchcli", "run", "--yes", *ONE) as terminal:
        terminal.until("1 hold of 30 seconds")
        os.kill(_child_of(terminal), number)
        terminal.until(at_prompt)
        terminal.press("echo st''ill\n")
        terminal.until("still")
        assert terminal.process.poll() is None


def _child_of(terminal: Terminal) -> int:
    started = subprocess.run(["pgrep", "-P", str(terminal.process.pid)], capture_output=True, text=True, check=True)
    return int(started.stdout.split()[0])


@pytest.mark.parametrize("name", ["bash", "dash"])
def test_keys_typed_after_the_end_never_reach_the_shell(name: str) -> None:
    """What was typed ahead is dropped with the session."""
    with shell(name, sys.executable, "-m", "stretchcli", "run", "--yes", *ONE) as terminal:
        terminal.until("1 hold of 30 seconds")
        terminal.press("qecho le''aked\n")
        terminal.until("Stopped here.")
        terminal.read(0.5)
        assert "leaked" not in terminal.text


def test_no_color_shows_the_same_words_without_colour() -> None:
    """Meaning is never in colour alone."""
    with session(*ONE, NO_COLOR="1") as terminal:
        into_hold(terminal)
        assert not re.search(rb"\x1b\[[0-9;]*(3[0-9]|4[0-9]|9[0-7])[;m]", terminal.raw)


def test_an_ascii_terminal_gets_ascii() -> None:
    """Where the encoding cannot show blocks."""
    with session(*ONE, LANG="C", LC_ALL="C", PYTHONUTF8="0", PYTHONIOENCODING="ascii") as terminal:
        into_hold(terminal)
        assert terminal.raw.isascii()
        assert "####" in terminal.text


def test_a_dumb_terminal_gets_lines() -> None:
    """No cursor movement where the terminal cannot do it."""
    with Terminal(sys.executable, "-m", "stretchcli", "run", "--speed", "100", *ONE, TERM="dumb") as terminal:
        assert terminal.ended() == 0
        assert b"\x1b" not in terminal.raw


def test_without_a_keyboard_the_screen_runs_by_itself() -> None:
    """stdin from /dev/null: a picture, no keys."""
    command = f"{sys.executable} -m stretchcli run --yes --speed 100 {' '.join(ONE)} < /dev/null"
    with Terminal("/bin/sh", "-c", command) as terminal:
        terminal.until("No keyboard:")
        assert terminal.ended() == 0
        terminal.assert_given_back()


@pytest.mark.parametrize("seed", range(3))
def test_a_storm_of_keys_resizes_and_signals_leaves_a_sound_terminal(seed: int) -> None:
    """The session lives through it, and ends when asked to; the benchmarks have a storm of a minute."""
    with session("--speed", "2") as terminal:
        storm(terminal, seed, 2.5)
        assert terminal.ended() in (0, 143)
        terminal.assert_given_back()


def test_every_key_is_answered_on_the_screen_at_once() -> None:
    """One that does nothing now says so, one that is unknown points to the help; the footer comes back by itself."""
    with session(*ONE) as terminal:
        answers = {"o": "no hold running", "+": "no hold running", "\r": "nothing to confirm", "x": "? shows the keys"}
        for key, said in answers.items():
            terminal.press(key)
            terminal.until(ends_in(said))
        terminal.until(ends_in("q quit"))
        for key, said in (("n", "next step"), ("b", "started again")):
            terminal.press(key)
            terminal.until(ends_in(said))


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (40, 12)])
def test_the_safety_words_come_first_however_much_there_is_to_mind(columns: int, rows: int) -> None:
    """Three painful areas, and a window that cannot hold all their cautions: these are on the pages that follow."""
    line = ("run", "whole-body", "--pain", "knee", "--pain", "lower-back", "--pain", "hip")
    with Terminal(sys.executable, "-m", "stretchcli", *line, columns=columns, rows=rows) as terminal:
        first = " ".join(terminal.until("q quits.").split())
        for part in ("before", "stop", "information"):
            assert PHRASES.say(f"safety.{part}") in first
        pages = 0
        while "Starts in" not in terminal.text:
            before = terminal.text
            terminal.press("x")
            terminal.until(other_than(before))
            pages += 1
            assert pages < 40
        terminal.press("q")
        assert terminal.ended() == 4
        left = " ".join(terminal.text.split())
        assert PHRASES.say("safety.stop") in left


def test_the_safety_words_stay_on_the_normal_screen() -> None:
    """Whoever looked away can read them afterwards."""
    with Terminal(sys.executable, "-m", "stretchcli", "run", *ONE) as terminal:
        terminal.until("Starts in")
        terminal.press("q")
        assert terminal.ended() == 4
        assert PHRASES.say("safety.stop") in " ".join(terminal.text.split())


def figure_in(text: str) -> str:
    """The braille of the screen."""
    return "\n".join("".join(char if "\u2800" < char <= "\u28ff" else " " for char in line).rstrip() for line in text.split("\n"))


def shows_a_figure(text: str) -> bool:
    return len(figure_in(text).split()) > 10


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (120, 40)])
def test_the_figure_moves_into_the_position(columns: int, rows: int) -> None:
    """Step by step while somebody does; --still shows the position and leaves it."""
    with session(*ONE, "--speed", "4", columns=columns, rows=rows) as terminal:
        terminal.until(shows_a_figure)
        terminal.press("n")
        seen = set()
        terminal.until(lambda text: seen.add(figure_in(text)) or len(seen) > 4)  # type: ignore[func-returns-value]
    with session(*ONE, "--speed", "4", "--still", columns=columns, rows=rows) as terminal:
        terminal.until(shows_a_figure)
        terminal.read(0.3)  # all of it
        still = figure_in(terminal.text)
        terminal.press("n")
        terminal.read(2)
        assert figure_in(terminal.text) == still
