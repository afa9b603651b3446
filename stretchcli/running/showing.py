"""A figure that moves on the whole screen until a key comes. The terminal is given back whatever happens."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from typing import Final

from stretchcli.running.inbox import KeyInbox, stop_process
from stretchcli.running.loop import CLOSED_STDOUT_CODE, Stop, Suspend, session_clock
from stretchcli.terminal.canvas import Pen, Row
from stretchcli.terminal.keyboard import Keyboard
from stretchcli.terminal.layout import Size
from stretchcli.terminal.live import LiveTerminal, window_size
from stretchcli.terminal.outlet import Outlet
from stretchcli.terminal.screen import Screen

FRAME_S: Final = 0.125


def show_moving(picture: Callable[[float, Size], Sequence[Row]]) -> int:
    """Draw what ``picture`` makes of (seconds since the beginning, window) until a key or a signal comes.

    Returns:
        The exit code: 0 after a key.
    """
    keyboard = Keyboard(sys.stdin.fileno()) if sys.stdin is not None and sys.stdin.isatty() else None
    inbox = KeyInbox(keyboard)
    outlet = Outlet(sys.stdout, on_closed=lambda: inbox.post(Stop(CLOSED_STDOUT_CODE)))
    terminal, screen = LiveTerminal(outlet, keyboard), Screen(Pen.of(os.environ), outlet)

    def continued() -> None:
        terminal.renew()
        screen.forget()

    inbox.on_resize, inbox.on_continue = screen.forget, continued
    with inbox, terminal:
        clock = session_clock()
        begun = clock()
        while not inbox.touched:
            size = window_size(sys.stdout.fileno())
            if not screen.behind:
                screen.show(picture(clock() - begun, size), size.columns)
            for arrival in inbox.wait(FRAME_S):
                if isinstance(arrival, Stop):
                    return arrival.exit_code
                if isinstance(arrival, Suspend):
                    terminal.leave()
                    stop_process()
                    terminal.enter()
                    screen.forget()
    return 0
