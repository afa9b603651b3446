"""The one imperative loop: it owns the clock and sleeps until the next deadline, key, signal or repaint.

Which clock: one that goes on while the computer sleeps, so that sleep shows as a gap. On Linux ``CLOCK_MONOTONIC`` stands
still in suspend and would hide it; ``CLOCK_BOOTTIME`` does not. Elsewhere the monotonic clock is compared with the wall
clock, and what the wall clock is ahead is added.
"""

from __future__ import annotations

import contextlib
import math
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple, Protocol

from stretchcli.catalog.phrases import Phrases
from stretchcli.running.protocols import Listener, Prompter, View
from stretchcli.session.engine import Action, Message, start, step
from stretchcli.session.state import REPEAT_BACK_S, Event, HoldResult, State, Status
from stretchcli.session.timeline import Ease, Timeline

GAP_S: Final = 2.0
LONGEST_SLEEP_S: Final = 1.0
KEY_QUIT_CODE: Final = 4
CLOSED_STDOUT_CODE: Final = 141

Clock = Callable[[], float]


class Stop(NamedTuple):
    """The session has to end now, with that exit code: a signal came, or nobody reads any more."""

    exit_code: int


class Suspend(NamedTuple):
    """The process is to stop until the shell lets it go on (Ctrl-Z)."""


Arrival = Action | Stop | Suspend


class Inbox(Protocol):
    """Where keys and signals arrive."""

    def wait(self, seconds: float) -> Sequence[Arrival]:
        """Sleep, at most so long, and return what has arrived."""


class Result(NamedTuple):
    """How a session went: its last state and the exit code that belongs to it."""

    state: State
    exit_code: int


@dataclass(slots=True)
class Runner:
    """Runs one session.

    Attributes:
        clock: Real seconds that go on while the computer sleeps.
        inbox: Keys and signals.
        listeners: In the order in which they receive events.
        view: Hears of everything last, and draws.
        prompter: Hears of everything with the listeners, and speaks at moments of its own.
        speed: Session seconds in a real one.
        alone: Nobody can press a key, so the session goes on by itself after a gap.
        suspend: Stops the process; it returns when the process goes on.
        on_action: Called with what a person asks for, with the session before it.
        on_failure: Told of a listener that failed and is not asked any more; may return another one for it.
    """

    clock: Clock
    inbox: Inbox
    listeners: list[Listener]
    view: View | None = None
    prompter: Prompter | None = None
    speed: float = 1.0
    alone: bool = True
    suspend: Callable[[], None] = lambda: None
    on_action: Callable[[Action, State], None] = lambda action, state: None
    on_failure: Callable[[Listener, Exception], Listener | None] = lambda listener, error: None
    origin: float = field(init=False, default=0.0)

    def run(
        self,
        timeline: Timeline,
        phrases: Phrases,
        *,
        manual: bool = False,
        at: int = 0,
        results: Mapping[int, HoldResult] | None = None,
        ease: Ease | None = None,
    ) -> Result:
        """From the first phase, or the one with which the session goes on, to the end, whatever the end is."""
        # Key timing is the person's, not the session's: it does not shrink when the session is sped up.
        back_s = REPEAT_BACK_S * self.speed
        return self.go_on(*start(timeline, phrases, manual=manual, repeat_back_s=back_s, at=at, results=results, ease=ease))

    def go_on(self, state: State, events: Sequence[Event]) -> Result:
        """From a state to the end."""
        self.origin = last_wake = self.clock()
        self._tell(events, state)
        exit_code = 0
        while state.status is not Status.ENDED:
            deadline = min(state.next_moment_s(), self._next_wish(state, self._now_s(last_wake)))
            wake_at = min(self.origin + deadline / self.speed, last_wake + LONGEST_SLEEP_S)
            arrived = self.inbox.wait(max(wake_at - self.clock(), 0.0))
            woke = self.clock()
            if woke - wake_at > GAP_S:
                state = self._do(state, Message(Action.PAUSE, self._now_s(last_wake), why="gap"))
                if self.alone:
                    state = self._do(state, Message(Action.RESUME, self._now_s(woke)))
            state = self._do(state, Message(Action.TICK, self._now_s(woke)))
            for arrival in arrived:
                if isinstance(arrival, Stop) or arrival is Action.QUIT:
                    exit_code = arrival.exit_code if isinstance(arrival, Stop) else KEY_QUIT_CODE
                    state = self._do(state, Message(Action.QUIT, self._now_s(woke)))
                    break
                if isinstance(arrival, Suspend):
                    state, woke = self._suspended(state, woke)
                    continue
                self.on_action(arrival, state)
                state = self._do(state, Message(arrival, self._now_s(woke)))
            last_wake = woke
        return Result(state, exit_code if state.outcome == "stopped" else 0)

    def _suspended(self, state: State, woke: float) -> tuple[State, float]:
        """Pause, stop the process, and come back paused where it was stopped."""
        state = self._do(state, Message(Action.PAUSE, self._now_s(woke)))
        self.suspend()
        woke = self.clock()
        if self.alone:
            state = self._do(state, Message(Action.RESUME, self._now_s(woke)))
        return state, woke

    def _now_s(self, moment: float) -> float:
        return (moment - self.origin) * self.speed

    def _do(self, state: State, message: Message) -> State:
        state, events = step(state, message)
        self._tell(events, state)
        return state

    def _tell(self, events: Sequence[Event], state: State) -> None:
        for event in events:
            for listener in [*self.listeners, *filter(None, (self.prompter, self.view))]:
                with self._guarding(listener):
                    listener.hear(event, state)

    def _next_wish(self, state: State, now_s: float) -> float:
        """Let the prompter and the view do what is due; when one of them wants to be asked again."""
        moment_s = math.inf
        if self.prompter is not None:  # before the view, since drawing takes some milliseconds
            with self._guarding(self.prompter):
                moment_s = self.prompter.prompt(state, now_s)
        if self.view is not None:
            with self._guarding(self.view):
                moment_s = min(moment_s, self.view.draw(state, now_s))
        return moment_s

    @contextlib.contextmanager
    def _guarding(self, listener: Listener) -> Iterator[None]:
        """A listener that fails is closed and left out; the hold goes on."""
        try:
            yield
        except Exception as error:
            if listener is self.view:
                self.view = None
            elif listener is self.prompter:
                self.prompter = None
            else:
                self.listeners.remove(listener)
            with contextlib.suppress(Exception):
                listener.close()
            other = self.on_failure(listener, error)
            if other is not None:
                self.listeners.append(other)


def session_clock() -> Clock:
    """The clock described at the top of this module."""
    boottime = getattr(time, "CLOCK_BOOTTIME", None)
    if boottime is not None:
        return lambda: time.clock_gettime(boottime)
    return wall_compared(time.monotonic, time.time)


def wall_compared(monotonic: Clock, wall: Clock) -> Clock:
    """A monotonic clock that also counts the time for which only the wall clock went on.

    Small differences are the wall clock being set right, and are ignored; so is a wall clock set back.
    """
    last = [monotonic(), wall()]
    ahead = 0.0

    def now() -> float:
        nonlocal ahead
        steady, told = monotonic(), wall()
        asleep = (told - last[1]) - (steady - last[0])
        if asleep > GAP_S:
            ahead += asleep
        last[:] = steady, told
        return steady + ahead

    return now
