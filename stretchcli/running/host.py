"""One session on this terminal: the view or the printer that fits, and the report at the end."""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from stretchcli.catalog.phrases import Phrases
from stretchcli.errors import FULL
from stretchcli.running.awake import KeepAwake
from stretchcli.running.awake import command as awake_command
from stretchcli.running.heard import Heard
from stretchcli.running.inbox import SignalInbox, quiet_stdout
from stretchcli.running.loop import CLOSED_STDOUT_CODE, Result, Runner, Stop, session_clock
from stretchcli.running.protocols import Listener
from stretchcli.session.resume import Resumption
from stretchcli.session.timeline import Ease, Timeline
from stretchcli.terminal.jsonlines import JsonLines
from stretchcli.terminal.lines import PlainLines
from stretchcli.terminal.mode import Mode
from stretchcli.terminal.outlet import Outlet
from stretchcli.terminal.theme import ThemeName
from stretchcli.terminal.wording import closing

if TYPE_CHECKING:  # plain lines need no figures
    from stretchcli.figure.picture import Figure

LAST_WORDS_S: Final = 15.0


class RunOptions(NamedTuple):
    """How a session is run on this terminal.

    Attributes:
        phrases: What is said.
        card: The safety card of a live session; empty where it is skipped.
        resumable: The session is logged, so what is left of it can be done later.
        resumption: Where and with what the session goes on, if it was begun before.
        ease: Lays out the easier way of a stretch.
        cues: What is said and sounded; None where nothing is.
        still: Nothing moves on the screen but the digits.
        figure_of: The figure of a stretch, where it has one.
        on_crash: Keeps the details of a listener that failed and returns what to tell about it.
    """

    mode: Mode
    phrases: Phrases
    speed: float = 1.0
    manual: bool = False
    theme: ThemeName = "auto"
    card: Sequence[str] = ()
    resumable: bool = False
    resumption: Resumption | None = None
    ease: Ease | None = None
    cues: Heard | None = None
    still: bool = False
    figure_of: Callable[[str], Figure | None] | None = None
    on_crash: Callable[[Exception], Sequence[str]] = lambda error: ()


def run_session(timeline: Timeline, options: RunOptions, listeners: Sequence[Listener] = ()) -> int:
    """Run a session to its end and return the exit code.

    Args:
        timeline: The session.
        options: How it is run.
        listeners: Who else listens; they hear of everything before the screen or the printer does.
    """
    if options.mode is Mode.LIVE:
        from stretchcli.running.livehost import LiveHost  # plain lines need not load the screen
    # A session lasts, so the garbage collector, which was off for the start, begins to look for what the session leaves
    # behind. What the start built stays: to look through all of that would hold up the first picture by 6 ms.
    gc.freeze()
    gc.enable()
    try:
        with KeepAwake(awake_command()):
            if options.mode is Mode.LIVE:
                with LiveHost(options, listeners) as host:
                    return host.run(timeline)
            return _printed(timeline, options, listeners)
    finally:
        if options.cues is not None:
            options.cues.end()


def _printed(timeline: Timeline, options: RunOptions, listeners: Sequence[Listener]) -> int:
    """Lines or JSON lines: no keys, and no terminal to restore."""
    told: list[str] = []
    with SignalInbox() as inbox:
        outlet = Outlet(sys.stdout, on_closed=lambda: inbox.post(Stop(CLOSED_STDOUT_CODE)))
        printer: Listener = JsonLines(outlet) if options.mode is Mode.JSON else PlainLines(outlet)
        runner = Runner(
            session_clock(),
            inbox,
            [*listeners, printer],
            prompter=options.cues,
            speed=options.speed,
            on_failure=lambda listener, error: told.extend(options.on_crash(error)),
        )
        result = start(runner, timeline, options)
        if options.mode is Mode.LINES:
            outlet.write("\n" + "\n".join(closing(result.state, resumable=options.resumable)) + "\n")
        code = finish(outlet, result)
        if result.exit_code == 0:
            hear_out(inbox, options)
        told += silenced(options)
    if sys.stderr is not None:
        sys.stderr.writelines(f"{line}\n" for line in told)
    return code


def hear_out(inbox: SignalInbox, options: RunOptions) -> None:
    """Let the last words be heard, unless the person wants to leave."""
    end = time.monotonic() + LAST_WORDS_S
    while options.cues is not None and options.cues.busy and time.monotonic() < end:
        if any(isinstance(arrival, Stop) for arrival in inbox.wait(0.05)):
            return


def silenced(options: RunOptions) -> list[str]:
    """What stopped sounding in the session, and why."""
    found = options.cues.fell_silent if options.cues else {}
    reasons = options.phrases.listed([f"{program} ({reason})" for program, reason in found.items()])
    return [options.phrases.say("hearing.fell-silent", programs=reasons)] if found else []


def start(runner: Runner, timeline: Timeline, options: RunOptions) -> Result:
    """Run the session from its beginning, or from where it goes on."""
    going_on = options.resumption
    if going_on is None:
        return runner.run(timeline, options.phrases, manual=options.manual, ease=options.ease)
    timeline, at, results = going_on.timeline, going_on.at, going_on.results
    return runner.run(timeline, options.phrases, manual=options.manual, at=at, results=results, ease=options.ease)


def finish(outlet: Outlet, result: Result) -> int:
    """Wait until everything is written, and return the exit code of the session."""
    if not outlet.close():  # the reader has gone, or has stopped reading
        quiet_stdout()
        if outlet.failure is not None and outlet.failure.errno in FULL:
            raise outlet.failure
        return CLOSED_STDOUT_CODE if result.exit_code == 0 else result.exit_code
    return result.exit_code
