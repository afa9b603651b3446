"""Child processes that sound something, one at a time, watched by a thread of their own.

Whoever asks never waits: starting a child takes half a millisecond, but killing, waiting for and replacing one that fails
may take as long as it likes. The thread sleeps while nothing sounds.
"""

from __future__ import annotations

import contextlib
import os
import queue
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Sequence
from typing import Any, Final, Generic, NamedTuple, TypeVar

Item = TypeVar("Item")

_WATCH_S: Final = 0.02  # how often a new child is checked: players that do not work give up in 12 to 30 ms
_YOUNG_S: Final = 0.2
_WATCH_LATER_S: Final = 0.1
_STUBBORN_S: Final = 0.2  # between asking a child to end and killing it
_TOO_LATE_S: Final = 0.5  # after this, no other way is tried
_MOST_FAILURES: Final = 3
_HUNG_S: Final = 3.0
CLOSE_S: Final = 1.0


class Job(NamedTuple):
    """One child.

    Attributes:
        command: What is run, never through a shell.
        given: What it reads from its stdin.
        silence: For a child that only instructs a daemon, the command that silences the daemon; else empty. What such a
            child leaves behind is the daemon, which must not be killed: spd-say starts one where none runs, and its
            parts stay in the group of the child.
    """

    command: Sequence[str]
    given: bytes = b""
    silence: Sequence[str] = ()


class Way(NamedTuple, Generic[Item]):
    """A way to sound something: its name, and the child that does it. Making the job may raise OSError."""

    name: str
    job: Callable[[Item], Job]


class _Child:
    """A running child with all its process group."""

    def __init__(self, job: Job, now: float) -> None:
        self.job = job
        self.began = now
        self._process = subprocess.Popen(
            job.command,
            stdin=subprocess.PIPE if job.given else subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,  # error messages of a sound system would end up in the picture
            start_new_session=True,  # Ctrl-C is for this process; one signal reaches all that the child starts
        )
        if self._process.stdin is not None:
            with contextlib.suppress(OSError):  # it may have ended already
                self._process.stdin.write(job.given)  # a few hundred bytes, which fit into the pipe's buffer
            with contextlib.suppress(OSError):
                self._process.stdin.close()
        self.kill_at: float | None = None
        self._killed = False

    @property
    def code(self) -> int | None:
        """Its exit code, once it has ended."""
        return self._process.poll()

    @property
    def alive(self) -> bool:
        """Whether it, or anything that it started, is still there.

        What was killed counts as gone even where nobody collects it, as in a container without an init process.
        """
        return self.code is None or (not self._killed and self._signal(0))

    def end(self, now: float) -> None:
        """Ask it to end; ``press`` insists."""
        if self.kill_at is None:
            self.kill_at = now + _STUBBORN_S
            self._signal(signal.SIGTERM)

    def press(self, now: float) -> None:
        """Kill it if it was asked to end and did not."""
        if self.kill_at is not None and now >= self.kill_at:
            self._killed = self._signal(signal.SIGKILL)

    def _signal(self, number: int) -> bool:
        """Whether the signal was delivered. The group keeps its number for as long as one of its processes lives."""
        try:
            if not self.job.silence:
                os.killpg(self._process.pid, number)
            elif self.code is None:
                os.kill(self._process.pid, number)
            else:
                return False
        except (ProcessLookupError, PermissionError):
            return False
        return True


class _Order(NamedTuple):
    kind: str
    item: Any = None
    takes_s: float = 0.0
    at: float = 0.0
    number: int = 0
    done: threading.Event | None = None


class Channel(Generic[Item]):
    """Sounds one thing at a time; what begins cuts off what went before.

    Args:
        name: For the thread.
        ways: How to sound an item, best first. One that fails gives way to the next; the one that works is kept.
        on_failure: Called, from the thread, when nothing works any more.

    Attributes:
        works: Whether some way may still work.
        worked: The way that worked last.
        reasons: Why others did not.
    """

    def __init__(self, name: str, ways: Sequence[Way[Item]], on_failure: Callable[[], None] = lambda: None) -> None:
        self._ways = ways
        self._on_failure = on_failure
        self._best = 0
        self._failures = 0
        self._orders: queue.SimpleQueue[_Order] = queue.SimpleQueue()
        self._asked = self._answered = 0
        self._next: _Order | None = None
        self._playing: tuple[_Order, int, _Child] | None = None
        self._sounds_until = 0.0
        self._silencer: Sequence[str] = ()
        self._tried = 0
        self._ending: list[_Child] = []
        self.works = bool(ways)
        self.reasons: dict[str, str] = {}
        self.worked = ""
        self._thread = threading.Thread(target=self._work, name=name, daemon=True)
        self._thread.start()

    def begin(self, item: Item, takes_s: float, after_s: float = 0.0) -> None:
        """Sound this now, replacing what sounds.

        Args:
            takes_s: How long it is expected to last; much longer, and it is taken for hung.
            after_s: Let so many seconds pass before.
        """
        self._asked += 1
        self._orders.put(_Order("begin", item, takes_s, at=time.monotonic() + after_s, number=self._asked))

    @property
    def busy(self) -> bool:
        """Whether something sounds, or is about to."""
        return self._asked != self._answered or self._sounding()

    def stop(self) -> None:
        """Silence."""
        self._orders.put(_Order("stop"))

    def prepare(self, work: Callable[[], object]) -> None:
        """Have the thread do something before its next request."""
        self._orders.put(_Order("prepare", work))

    def hush(self, patience_s: float = CLOSE_S) -> None:
        """Silence, and wait until it is silent."""
        self._wait("stop", patience_s)

    def drain(self, patience_s: float) -> None:
        """Wait until what sounds has ended."""
        self._wait("drain", patience_s)

    def close(self) -> None:
        """Silence permanently: no child is left."""
        self._wait("close", CLOSE_S)
        self._thread.join(CLOSE_S)

    def _wait(self, kind: str, patience_s: float) -> None:
        done = threading.Event()
        self._orders.put(_Order(kind, done=done))
        done.wait(patience_s)

    # From here on everything runs in the thread.

    def _work(self) -> None:
        waiting: list[_Order] = []
        closing = False
        while True:
            for order in self._arrived():
                if order.kind == "prepare":
                    with contextlib.suppress(OSError):  # what could not be made is noticed when it is to sound
                        order.item()
                    continue
                if order.kind in ("begin", "stop", "close"):
                    self._silence()
                if order.kind == "begin" and not closing:
                    self._next = order
                closing = closing or order.kind == "close"
                if order.done is not None:
                    waiting.append(order)
            if self._next is not None and self._next.at <= time.monotonic():
                order, self._next, self._tried = self._next, None, 0
                self._try(order, self._best)
                self._answered = order.number
            self._look_after()
            for order in list(waiting):
                if not self._ending and (order.kind != "drain" or not self._sounding()):
                    waiting.remove(order)
                    if order.done is not None:
                        order.done.set()
            if closing and not self._ending:
                return

    def _arrived(self) -> list[_Order]:
        """What has been asked, once something is or it is time to look; of several things to sound only the last."""
        found: list[_Order] = []
        with contextlib.suppress(queue.Empty):
            found.append(self._orders.get(timeout=self._patience_s()))
            while True:
                found.append(self._orders.get_nowait())
        begun = [order.number for order in found if order.kind == "begin"]
        if begun and found[-1].kind != "begin":
            self._answered = begun[-1]
        last = max((number for number, order in enumerate(found) if order.kind in ("begin", "stop", "close")), default=0)
        return [order for number, order in enumerate(found) if order.kind != "begin" or number == last]

    def _patience_s(self) -> float | None:
        now = time.monotonic()
        if self._next is not None:
            return max(min(self._next.at - now, _WATCH_LATER_S), 0.0)
        if self._ending or (self._playing and now - self._playing[2].began < _YOUNG_S):
            return _WATCH_S
        return _WATCH_LATER_S if self._sounding() else None

    def _sounding(self) -> bool:
        return self._playing is not None or self._next is not None or time.monotonic() < self._sounds_until

    def _try(self, order: _Order, number: int) -> None:
        """Sound it in this way, or in the next one that can be started."""
        while self._tried < len(self._ways):
            self._tried += 1
            way = self._ways[number]
            now = time.monotonic()
            try:
                child = _Child(way.job(order.item), now)
            except (OSError, ValueError) as error:
                self.reasons[way.name] = getattr(error, "strerror", None) or str(error)
                number = (number + 1) % len(self._ways)
                continue
            self._playing = (order, number, child)
            return
        self._failed()

    def _failed(self) -> None:
        """No way has worked: begin with the best one again next time, but not indefinitely."""
        self._playing = None
        self._best = 0
        self._failures += 1
        if self._failures >= _MOST_FAILURES and self.works:
            self.works = False
            self._ways = ()
            self._on_failure()

    def _silence(self) -> None:
        now = time.monotonic()
        silencer = self._silencer if now < self._sounds_until else ()
        self._sounds_until = 0.0
        if self._next is not None:
            self._answered, self._next = self._next.number, None
        if self._playing is not None:
            child = self._playing[2]
            self._playing = None
            silencer = child.job.silence
            if child.alive:
                child.end(now)
                self._ending.append(child)
        if silencer:  # a daemon goes on speaking after the child that instructed it has ended
            with contextlib.suppress(OSError):
                last = _Child(Job(silencer), now)
                last.kill_at = now + CLOSE_S / 2
                self._ending.append(last)

    def _look_after(self) -> None:
        """See which children have ended, and end those that should have."""
        now = time.monotonic()
        for child in self._ending:
            child.press(now)
        self._ending = [child for child in self._ending if child.alive]
        if self._playing is None:
            return
        order, number, child = self._playing
        overdue = now - child.began > order.takes_s * 2 + _HUNG_S
        alive, code = child.alive, child.code
        if alive:
            if not overdue:
                return
            child.end(now)
            self._ending.append(child)
        self._playing = None
        name = self._ways[number].name
        if code == 0:
            self._best, self._failures, self.worked = number, 0, name
            self._silencer, self._sounds_until = child.job.silence, child.began + order.takes_s if child.job.silence else 0.0
            return
        self.reasons[name] = "it hung" if code is None else f"it ended with code {code}"
        if self._tried == len(self._ways):
            self._failed()
            return
        self._best = (number + 1) % len(self._ways)
        if not overdue and now - child.began < _TOO_LATE_S:
            self._try(order, self._best)
