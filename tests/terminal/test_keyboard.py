"""Bytes to keys, and the table of what keys do."""

from __future__ import annotations

import math
import os
import pty
import select
import termios
import tty

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchcli.running.inbox import KeyInbox
from stretchcli.running.loop import Stop, Suspend
from stretchcli.session.easier import way_of
from stretchcli.session.engine import Action, Message, start, step
from stretchcli.session.state import Status
from stretchcli.session.timeline import Timeline
from stretchcli.terminal.keyboard import Keyboard, KeyDecoder
from stretchcli.terminal.keys import BY_PRESS, KEYS, Key, answer, key_rows
from tests.samples import PHRASES
from tests.strategies import EASE, messages, timelines


@pytest.mark.parametrize(
    ("data", "keys"),
    [
        (b"n", ["n"]),
        (b" ", [" "]),
        (b"\r", ["enter"]),
        (b"\x1b[C\x1b[D", ["right", "left"]),
        (b"\x1bOC", ["right"]),
        (b"\x1b[1;5C", []),  # Ctrl with an arrow means nothing here
        (b"\x1b[15~q", ["q"]),
        (b"\xc3\xa9q", ["é", "q"]),
        (b"\xff\xfeq", ["q"]),
        (b"\x1bn", ["n"]),
    ],
)
def test_bytes_become_keys(data: bytes, keys: list[str]) -> None:
    """Sequences that mean nothing are swallowed whole."""
    assert KeyDecoder().feed(data) == keys


def test_an_arrow_may_arrive_in_pieces() -> None:
    """Over a slow line the bytes of one key come one by one."""
    decoder = KeyDecoder()
    assert [decoder.feed(bytes([byte])) for byte in b"\x1b[C"] == [[], [], ["right"]]


@given(st.lists(st.binary(max_size=20), max_size=20))
def test_any_bytes_are_survived(chunks: list[bytes]) -> None:
    """A q after whatever came before is still a q, once the sequence it may belong to is over."""
    decoder = KeyDecoder()
    for chunk in chunks:
        decoder.feed(chunk)
    assert "q" in decoder.feed(b"~~~~" + b"q" * 40)


def test_every_press_belongs_to_one_key() -> None:
    """One table, no press twice."""
    presses = [press for key in KEYS for press in key.presses]
    assert len(presses) == len(set(presses)) == len(BY_PRESS)


def test_every_action_of_a_person_has_a_key() -> None:
    """Only ticks, gaps and their end come from the program."""
    assert {key.does for key in KEYS} >= set(Action) - {Action.TICK, Action.PAUSE, Action.RESUME}
    assert len(key_rows(PHRASES)) == len(KEYS)


class Typist(Keyboard):
    """A keyboard whose keys come from a pipe."""

    def __init__(self) -> None:
        reading, self.writing = os.pipe()
        super().__init__(reading)


@pytest.mark.parametrize("key", [key for key in KEYS if isinstance(key.does, Action)], ids=lambda key: key.short)
def test_each_key_arrives_as_its_action(key: object) -> None:
    """Every way to press it."""
    typist = Typist()
    bytes_of = {"right": b"\x1b[C", "left": b"\x1b[D", "enter": b"\r"}
    with KeyInbox(typist) as inbox:
        for press in key.presses:  # type: ignore[attr-defined]
            os.write(typist.writing, bytes_of.get(press, press.encode()))
            assert list(inbox.wait(1)) == [key.does]  # type: ignore[attr-defined]
        assert inbox.touched


def test_the_help_key_is_for_the_view_alone() -> None:
    """The session hears nothing of it."""
    typist = Typist()
    asked = []
    with KeyInbox(typist, on_help=lambda: asked.append("help")) as inbox:
        os.write(typist.writing, b"?")
        assert not inbox.wait(1)
    assert asked == ["help"]


def test_keys_that_were_not_read_are_dropped_at_the_end() -> None:
    """They were meant for the session, not for the shell that takes the terminal back."""
    ours, theirs = pty.openpty()
    try:
        tty.setraw(theirs)  # so that what is typed can be read at once, without a line's end
        before = termios.tcgetattr(theirs)
        keyboard = Keyboard(theirs)
        keyboard.open()
        os.write(ours, b"rm -r x")
        assert select.select([theirs], [], [], 5)[0]
        keyboard.close()
        assert not select.select([theirs], [], [], 0)[0]
        assert termios.tcgetattr(theirs) == before
    finally:
        os.close(ours)
        os.close(theirs)


def test_signals_arrive_like_keys() -> None:
    """Ctrl-Z, a new window size and the end of a process."""
    resized = []
    with KeyInbox(None, on_resize=lambda: resized.append(1)) as inbox:
        os.kill(os.getpid(), 20)
        assert list(inbox.wait(1)) == [Suspend()]
        os.kill(os.getpid(), 28)
        assert not inbox.wait(1)
        assert resized == [1]
        os.kill(os.getpid(), 15)
        assert list(inbox.wait(1)) == [Stop(143)]


def test_a_keyboard_that_goes_away_leaves_the_session_running() -> None:
    """After a hang-up nothing is read any more."""
    typist = Typist()
    os.close(typist.writing)
    with KeyInbox(typist) as inbox:
        for _ in range(5):
            assert not inbox.wait(0.01)
        assert inbox.keyboard is None


@given(timelines(), messages(most=20), st.sampled_from([key for key in KEYS if isinstance(key.does, Action)]))
def test_a_key_applies_exactly_where_it_does_something(timeline: Timeline, happened: list[Message], key: Key) -> None:
    """The table and the engine agree, whatever the session has come to; where it does nothing it says so in three words."""
    state, _ = start(timeline, PHRASES, ease=EASE)
    for message in happened:
        state, _ = step(state, message)
    now_s = state.next_moment_s() - 0.125 if state.next_moment_s() < math.inf else (happened[-1].now_s if happened else 0.0)
    if state.status is Status.ENDED:
        return
    assert isinstance(key.does, Action)
    after, events = step(state, Message(key.does, now_s))
    way = way_of(state) if key.does is Action.EASIER else None
    if way is not None and way.stretch is None and key.applies(state):  # said, and the stretch goes on
        assert answer(key.does, state) == way.text
        return
    assert key.applies(state) == (bool(events) or after != state)
    if not key.applies(state):
        assert len(answer(key.does, state).split()) <= 3
        assert answer(key.does, state)


def test_a_key_that_means_nothing_is_answered_too() -> None:
    """Nobody wonders whether the keyboard works."""
    typist, unknown = Typist(), []
    with KeyInbox(typist, on_unknown=lambda: unknown.append("x")) as inbox:
        os.write(typist.writing, b"x")
        assert not inbox.wait(1)
    assert unknown == ["x"]
