"""The live screen: the picture of the session, kept up to date once a second and on events."""

from __future__ import annotations

import math
import os
from collections.abc import Mapping, Sequence
from typing import TextIO

from stretchcli.catalog.phrases import Phrases
from stretchcli.session.engine import Action
from stretchcli.session.state import Event, State, Status
from stretchcli.terminal.canvas import Pen
from stretchcli.terminal.fitting import Words
from stretchcli.terminal.frames import next_step_s
from stretchcli.terminal.keyboard import Keyboard
from stretchcli.terminal.keys import answer
from stretchcli.terminal.layout import Appearance, Size
from stretchcli.terminal.outlet import Outlet
from stretchcli.terminal.picture import card, card_pages, picture
from stretchcli.terminal.screen import AGAIN, ENTER, LEAVE, Screen
from stretchcli.terminal.theme import ThemeName, glyphs_for, theme_for
from stretchcli.terminal.wording import whole_left

SHORTEST_FRAME_S = 0.1
ANSWER_S = 2.0  # an answer to a key stays for so long, at least
READING_S = 0.4  # for each word of it
RETRY_S = 0.05


class LiveView:
    """A view that shows the session on the whole terminal."""

    def __init__(self, stdout: TextIO, outlet: Outlet, appearance: Appearance, speed: float) -> None:
        self._fd = stdout.fileno()
        self._outlet = outlet
        self._screen = Screen(Pen.of(os.environ), outlet)
        self._speed = speed
        self._next_s = 0.0
        self._drawn: State | None = None
        self._answer = ""
        self._answered_s: float | None = None
        self.appearance = appearance
        self.dirty = True
        self.broken = False

    def hear(self, event: Event, state: State) -> None:
        self.dirty = True

    def draw(self, state: State, now_s: float) -> float:
        # Going back into a hold brings no event, but a new state.
        if not self.dirty and state is self._drawn and now_s < self._next_s:
            return self._next_s
        if self._screen.behind:
            return now_s + RETRY_S * self._speed
        self.dirty = False
        self._drawn = state
        size = self.size()
        answer_s = self._answer_left_s(now_s)
        appearance = self.appearance._replace(answer=self._answer)
        self._screen.show(picture(state, now_s, size, appearance), size.columns)
        changes_s = min(next_change_s(state, now_s), next_step_s(state, now_s, still=appearance.still))
        self._next_s = max(min(changes_s, now_s + answer_s), now_s + SHORTEST_FRAME_S * self._speed)
        if appearance.frames is not None and appearance.frames.loading:
            appearance.frames.loading, self.dirty = False, True
            return now_s
        return self._next_s

    def _answer_left_s(self, now_s: float) -> float:
        """How long the answer to the last key still stays; infinite where there is none."""
        if not self._answer:
            return math.inf
        if self._answered_s is None:
            self._answered_s = now_s
        left_s = self._answered_s + max(ANSWER_S, READING_S * len(self._answer.split())) * self._speed - now_s
        if left_s > 0:
            return left_s
        self._answer = ""
        return math.inf

    def answer_action(self, action: Action, state: State) -> None:
        """Answer a key; ``state`` is the session before it."""
        self.say(answer(action, state))

    def answer_unknown(self, phrases: Phrases) -> None:
        """Answer a key that means nothing here."""
        self.say(phrases.say("keys.unknown"))

    def say(self, answer: str) -> None:
        """Show an answer for a while."""
        self._answer, self._answered_s = answer, None
        self.dirty = True

    def show_card(self, phrases: Phrases, lines: Sequence[str], page: int, left_s: float) -> None:
        """Show a page of the safety card."""
        size = self.size()
        self._screen.show(card(phrases, lines, left_s, size, self.appearance, page), size.columns)

    def card_pages(self, lines: Sequence[str]) -> int:
        """How many pages the safety card has in the window as it is now."""
        return len(card_pages(lines, self.size()))

    def reading_s(self, state: State) -> float:
        """How long the last picture takes in the window as it is now until each of its pages has been there."""
        from stretchcli.terminal.ending import reading_s

        return reading_s(state, self.size(), self.appearance)

    def size(self) -> Size:
        """The window's size now."""
        return window_size(self._fd)

    def toggle_help(self) -> None:
        """Show the help, or hide it."""
        self.appearance = self.appearance._replace(help=not self.appearance.help)
        self.dirty = True

    def show_muted(self, muted: bool) -> None:
        """There is something to hear that the person can silence: whether it is silenced."""
        self.appearance = self.appearance._replace(muted=muted)
        self.dirty = True

    def fit(self, words: Words) -> None:
        """Choose the fonts of a session for these words."""
        self.appearance = self.appearance._replace(words=words)
        self.dirty = True

    def redraw(self) -> None:
        """Draw everything anew at the next chance."""
        self._screen.forget()
        self.dirty = True

    def close(self) -> None:
        self.broken = True


def window_size(fd: int) -> Size:
    """The size of a terminal's window now."""
    try:
        columns, rows = os.get_terminal_size(fd)
    except OSError:
        columns, rows = 80, 24
    return Size(max(columns, 1), max(rows, 1))


def next_change_s(state: State, now_s: float) -> float:
    """The session moment at which the picture will be another one by itself."""
    if state.status is Status.SETTLING and state.settled_s is not None:
        left_s = state.settled_s - now_s
    elif state.waiting and state.status is Status.RUNNING:
        return now_s + 1  # the pages of its text
    elif state.status is Status.RUNNING:
        left_s = state.remaining_s(now_s)
    else:
        return math.inf
    return now_s + left_s - max(whole_left(left_s) - 1, 0)


class LiveTerminal:
    """The terminal in the state that the live screen needs, given back whatever happens."""

    def __init__(self, outlet: Outlet, keyboard: Keyboard | None) -> None:
        self._outlet = outlet
        self._keyboard = keyboard
        self._entered = False

    def __enter__(self) -> LiveTerminal:
        self.enter()
        return self

    def __exit__(self, *exc: object) -> None:
        self.leave()

    def enter(self) -> None:
        """Take the terminal: its keys, and a screen of our own."""
        if not self._entered:
            self._entered = True
            if self._keyboard:
                self._keyboard.open()
            self._outlet.write(ENTER)
            self._outlet.drain()  # else the first picture would find the outlet behind and wait

    def renew(self) -> None:
        """Take it again after the process was stopped from outside, without notice."""
        if self._entered:
            if self._keyboard:
                self._keyboard.renew()
            self._outlet.write(AGAIN)

    def leave(self) -> None:
        """Give it back as it was."""
        if self._entered:
            self._entered = False
            self._outlet.write(LEAVE)
            self._outlet.drain()
            if self._keyboard:
                self._keyboard.close()


def appearance_for(theme: ThemeName, encoding: str | None, environment: Mapping[str, str], *, keys: bool) -> Appearance:
    """How the picture is drawn on this terminal."""
    return Appearance(theme_for(theme, environment), glyphs_for(encoding, environment), keys=keys)
