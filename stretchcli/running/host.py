"""One session on this terminal: the view that fits, the keyboard, the terminal given back, the closing words."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from typing import TYPE_CHECKING, NamedTuple

from stretchcli.running.awake import KeepAwake
from stretchcli.running.awake import command as awake_command
from stretchcli.running.inbox import KeyInbox, SignalInbox, quiet_stdout, stop_process
from stretchcli.running.loop import CLOSED_STDOUT_CODE, KEY_QUIT_CODE, Result, Runner, Sink, Stop, session_clock
from stretchcli.session.resume import Resumption
from stretchcli.session.state import Action, Status
from stretchcli.session.timeline import Timeline
from stretchcli.terminal.jsonlines import JsonSink
from stretchcli.terminal.lines import LinesSink
from stretchcli.terminal.mode import Mode
from stretchcli.terminal.outlet import Outlet
from stretchcli.terminal.theme import ThemeName
from stretchcli.terminal.wording import closing, folded

if TYPE_CHECKING:
    from stretchcli.terminal.live import LiveView

CARD_S = 10.0
FAREWELL_S = 10.0


class Manner(NamedTuple):
    """How a session is shown.

    Attributes:
        card: The safety card of a live session; empty where it is skipped.
        going_on: Where and with what the session goes on, if it was begun before.
        on_crash: Keeps the details of a view that failed and returns what to tell about it.
    """

    mode: Mode
    speed: float = 1.0
    manual: bool = False
    theme: ThemeName = "auto"
    card: Sequence[str] = ()
    going_on: Resumption | None = None
    on_crash: Callable[[Exception], Sequence[str]] = lambda error: ()


def guide(timeline: Timeline, manner: Manner, listeners: Sequence[Sink] = ()) -> int:
    """Run a session to its end and return the exit code.

    Args:
        timeline: The session.
        manner: How it is shown.
        listeners: Who else listens; they hear of everything before the view does.
    """
    gc.enable()  # what was switched off for the start: a session lasts
    with KeepAwake(awake_command()):
        return (_live if manner.mode is Mode.LIVE else _told)(timeline, manner, listeners)


def _told(timeline: Timeline, manner: Manner, listeners: Sequence[Sink]) -> int:
    """Lines or JSON lines: no keys, nothing to give back."""
    with SignalInbox() as inbox:
        outlet = Outlet(sys.stdout, on_closed=lambda: inbox.post(Stop(CLOSED_STDOUT_CODE)))
        view: Sink = JsonSink(outlet) if manner.mode is Mode.JSON else LinesSink(outlet)
        runner = Runner(session_clock(), inbox, [*listeners, view], speed=manner.speed)
        result = _run(runner, timeline, manner)
        if manner.mode is Mode.LINES:
            outlet.write("\n" + "\n".join(closing(result.state)) + "\n")
        return _finish(outlet, result)


def _live(timeline: Timeline, manner: Manner, listeners: Sequence[Sink]) -> int:
    """The whole screen. Whatever happens, the terminal is given back first and reported to second."""
    from stretchcli.terminal.keyboard import Keyboard
    from stretchcli.terminal.live import LiveTerminal, LiveView, look_for

    keyboard = Keyboard(sys.stdin.fileno()) if sys.stdin is not None and sys.stdin.isatty() else None
    told: list[str] = []
    with ExitStack() as stack:
        inbox = KeyInbox(keyboard)
        stack.enter_context(inbox)
        outlet = Outlet(sys.stdout, on_closed=lambda: inbox.post(Stop(CLOSED_STDOUT_CODE)))
        terminal = stack.enter_context(LiveTerminal(outlet, keyboard))
        look = look_for(manner.theme, sys.stdout.encoding, os.environ, keys=keyboard is not None)
        view = LiveView(sys.stdout, outlet, look, manner.speed)
        inbox.on_help, inbox.on_resize = view.toggle_help, view.redraw

        def come_back() -> None:
            terminal.renew()
            view.redraw()

        inbox.on_continue = come_back

        def suspend() -> None:
            terminal.leave()
            stop_process()
            terminal.enter()
            view.redraw()

        def replaced(sink: Sink, error: Exception) -> Sink | None:
            told.extend(manner.on_crash(error))
            if sink is not view:
                return None
            terminal.leave()
            # Lines read no keys, so from here on the session goes by itself, out of a pause as well.
            inbox.keyboard, runner.alone = None, True
            inbox.post(Action.RESUME)
            return LinesSink(outlet)

        runner = Runner(
            session_clock(),
            inbox,
            [*listeners, view],
            speed=manner.speed,
            alone=keyboard is None,
            suspend=suspend,
            on_failure=replaced,
        )
        early = _show_card(manner.card, inbox, view, suspend) if manner.card else None
        if early is not None:
            terminal.leave()
            return early.exit_code
        result = _run(runner, timeline, manner)
        if result.exit_code == 0 and not view.broken and inbox.keyboard is not None:
            _farewell(result, inbox, view, suspend)
        terminal.leave()
        outlet.write("\n".join(folded([*told, *closing(result.state)], sys.stdout)) + "\n")
        return _finish(outlet, result)


def _run(runner: Runner, timeline: Timeline, manner: Manner) -> Result:
    going_on = manner.going_on
    if going_on is None:
        return runner.run(timeline, manual=manner.manual)
    return runner.run(going_on.timeline, manual=manner.manual, at=going_on.at, results=going_on.results)


def _show_card(lines: Sequence[str], inbox: KeyInbox, view: LiveView, suspend: Callable[[], None]) -> Stop | None:
    """The safety card, until ten seconds have passed or a key comes; a ``Stop`` where the person leaves instead."""
    return _linger(CARD_S, inbox, suspend, lambda left_s: view.show_card(lines, left_s))


def _farewell(result: Result, inbox: KeyInbox, view: LiveView, suspend: Callable[[], None]) -> None:
    """The last picture stays for a while, since nobody may be looking yet; its words stay on the normal screen."""

    def draw(left_s: float) -> None:
        view.dirty = True
        view.look(result.state, 0.0)

    assert result.state.status is Status.ENDED
    _linger(FAREWELL_S, inbox, suspend, draw)


def _linger(seconds: float, inbox: KeyInbox, suspend: Callable[[], None], draw: Callable[[float], None]) -> Stop | None:
    """Show something until the time is up or any key comes."""
    clock = session_clock()
    end = clock() + seconds
    inbox.touched = False
    while not inbox.touched and (left_s := end - clock()) > 0:
        draw(left_s)
        for arrival in inbox.wait(min(left_s % 1 or 1, left_s)):
            if isinstance(arrival, Stop):
                return arrival
            if arrival is Action.QUIT:
                return Stop(KEY_QUIT_CODE)
            if not isinstance(arrival, Action):
                suspend()
    return None


def _finish(outlet: Outlet, result: Result) -> int:
    if not outlet.close():  # the reader has gone, or has stopped taking anything
        quiet_stdout()
        return CLOSED_STDOUT_CODE if result.exit_code == 0 else result.exit_code
    return result.exit_code
