"""A session on the whole screen. Whatever happens, the terminal is restored first and messages follow."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from functools import partial
from types import TracebackType
from typing import Final

from stretchcli.running.host import RunOptions, finish, hear_out, silenced, start
from stretchcli.running.inbox import KeyInbox, stop_process
from stretchcli.running.loop import CLOSED_STDOUT_CODE, KEY_QUIT_CODE, Result, Runner, Stop, session_clock
from stretchcli.running.protocols import Listener
from stretchcli.session.easier import way_of
from stretchcli.session.engine import Action
from stretchcli.session.state import State
from stretchcli.session.timeline import Timeline
from stretchcli.terminal.fitting import every_word
from stretchcli.terminal.frames import Frames
from stretchcli.terminal.keyboard import Keyboard
from stretchcli.terminal.keys import BY_ACTION
from stretchcli.terminal.lines import PlainLines
from stretchcli.terminal.live import LiveTerminal, LiveView, appearance_for
from stretchcli.terminal.outlet import Outlet
from stretchcli.terminal.wording import closing, folded

CARD_S: Final = 10.0
LAST_PICTURE_S: Final = 10.0


class LiveHost:
    """A context that owns the terminal, and shows the safety card, the session and its last picture in it."""

    def __init__(self, options: RunOptions, listeners: Sequence[Listener]) -> None:
        keyboard = Keyboard(sys.stdin.fileno()) if sys.stdin is not None and sys.stdin.isatty() else None
        self._options = options
        self._told: list[str] = []
        self._stack = ExitStack()
        self._inbox = KeyInbox(keyboard)
        self._outlet = Outlet(sys.stdout, on_closed=lambda: self._inbox.post(Stop(CLOSED_STDOUT_CODE)))
        self._terminal = LiveTerminal(self._outlet, keyboard)
        appearance = appearance_for(options.theme, sys.stdout.encoding, os.environ, keys=keyboard is not None)
        appearance = appearance._replace(
            still=options.still,
            resumable=options.resumable,
            frames=Frames(options.figure_of, loading=True) if options.figure_of else None,
        )
        self._view = LiveView(sys.stdout, self._outlet, appearance, options.speed)
        self._inbox.on_help, self._inbox.on_resize = self._view.toggle_help, self._view.redraw
        self._inbox.on_continue = self._continued
        self._inbox.on_mute = self._toggle_mute
        if options.cues is not None:
            options.cues.bell = lambda: self._outlet.write("\a")
            self._view.show_muted(options.cues.muted)
        self._runner = Runner(
            session_clock(),
            self._inbox,
            list(listeners),
            view=self._view,
            prompter=options.cues,
            speed=options.speed,
            alone=keyboard is None,
            suspend=self._suspend,
            on_action=self._answer,
            on_failure=self._failed,
        )

    def __enter__(self) -> LiveHost:
        self._stack.enter_context(self._inbox)
        self._stack.enter_context(self._terminal)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._stack.__exit__(kind, error, trace)

    def run(self, timeline: Timeline) -> int:
        """The safety card, the session, its last picture and the closing words; returns the exit code."""
        left = self._show_card()
        if left is not None:
            self._terminal.leave()
            return left.exit_code
        running = self._options.resumption.timeline if self._options.resumption else timeline
        self._view.fit(every_word(running, self._options.ease))
        self._inbox.on_unknown = lambda: self._view.answer_unknown(self._options.phrases)
        result = start(self._runner, timeline, self._options)
        if result.exit_code == 0 and not self._view.broken and self._inbox.keyboard is not None:
            self._show_last_picture(result)
            if not self._inbox.touched:
                hear_out(self._inbox, self._options)
        elif result.exit_code == 0:
            hear_out(self._inbox, self._options)
        from stretchcli.terminal.ending import held_lines

        self._terminal.leave()
        self._told += silenced(self._options)
        words = [*held_lines(result.state), *closing(result.state, resumable=self._options.resumable)]
        self._outlet.write("\n".join(folded([*self._told, *words], sys.stdout)) + "\n")
        return finish(self._outlet, result)

    def _show_card(self) -> Stop | None:
        """The safety card, each page until ten seconds have passed or a key comes; a ``Stop`` where the person leaves."""
        phrases, lines = self._options.phrases, self._options.card
        page = 0
        while lines and page < self._view.card_pages(lines):
            left = self._linger(CARD_S, partial(self._view.show_card, phrases, lines, page))
            if left is not None:
                return left
            page += 1
        return None

    def _show_last_picture(self, result: Result) -> None:
        """It stays for a while, since nobody may be looking yet; its words stay on the normal screen."""
        shown_s = max(LAST_PICTURE_S, self._view.reading_s(result.state))

        def draw(left_s: float) -> None:
            self._view.dirty = True
            self._view.draw(result.state, shown_s - left_s)

        self._linger(shown_s, draw)

    def _answer(self, action: Action, state: State) -> None:
        """Answer a key: on the screen, and aloud where words are the easier way, since nothing else would tell them."""
        self._view.answer_action(action, state)
        way = way_of(state) if action is Action.EASIER and BY_ACTION[action].applies(state) else None
        if way is not None and way.stretch is None and self._options.cues is not None:
            self._options.cues.remark(way.text)

    def _toggle_mute(self) -> None:
        phrases, cues = self._options.phrases, self._options.cues
        if cues is None:
            self._view.say(phrases.say("keys.mute.idle"))
            return
        cues.toggle_mute()
        self._view.show_muted(cues.muted)
        self._view.say(phrases.say("keys.mute.done" if cues.muted else "keys.mute.undone"))

    def _linger(self, seconds: float, draw: Callable[[float], None]) -> Stop | None:
        """Show something until the time is up or any key comes."""
        clock = session_clock()
        end = clock() + seconds
        self._inbox.touched = False
        while not self._inbox.touched and (left_s := end - clock()) > 0:
            draw(left_s)
            for arrival in self._inbox.wait(min(left_s % 1 or 1, left_s)):
                if isinstance(arrival, Stop):
                    return arrival
                if arrival is Action.QUIT:
                    return Stop(KEY_QUIT_CODE)
                if not isinstance(arrival, Action):
                    self._suspend()
        return None

    def _suspend(self) -> None:
        """Ctrl-Z: give the terminal back, stop, and take it again."""
        if self._options.cues is not None:
            self._options.cues.hush()
        self._terminal.leave()
        stop_process()
        self._terminal.enter()
        self._view.redraw()

    def _continued(self) -> None:
        """The process was stopped from outside and goes on."""
        self._terminal.renew()
        self._view.redraw()

    def _failed(self, listener: Listener, error: Exception) -> Listener | None:
        """Keep the details; plain lines follow a screen that failed."""
        self._told.extend(self._options.on_crash(error))
        if listener is not self._view:
            return None
        self._terminal.leave()
        # Lines read no keys, so from here on the session goes by itself, out of a pause as well.
        self._inbox.keyboard, self._runner.alone = None, True
        self._inbox.post(Action.RESUME)
        return PlainLines(self._outlet)
