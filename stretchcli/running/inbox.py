"""Where keys and signals arrive, and how a process is stopped and comes back."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Sequence
from types import FrameType
from typing import TYPE_CHECKING, Final

from stretchcli.running.loop import Arrival, Stop, Suspend
from stretchcli.terminal.keys import BY_PRESS

if TYPE_CHECKING:
    from stretchcli.terminal.keyboard import Keyboard

SIGNAL_CODES: Final = {
    getattr(signal, name): 128 + getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
}


class SignalInbox:
    """Signals and wake-ups from other threads, through a pipe that ``select`` can wait for."""

    def __init__(self) -> None:
        self._read, self._write = os.pipe()
        os.set_blocking(self._read, False)
        os.set_blocking(self._write, False)
        self._arrived: deque[Arrival] = deque()  # other threads add items, and none may get lost
        self._previous: dict[int, object] = {}

    def __enter__(self) -> SignalInbox:
        for number in SIGNAL_CODES:
            # A signal that was ignored on purpose stays ignored, so that nohup works.
            if signal.getsignal(number) is not signal.SIG_IGN or number == signal.SIGINT:
                self._previous[number] = signal.signal(number, self._caught)
        return self

    def __exit__(self, *exc: object) -> None:
        for number, handler in self._previous.items():
            signal.signal(number, handler)  # type: ignore[arg-type]  # it is what signal.signal returned
        os.close(self._read)
        os.close(self._write)

    def _caught(self, number: int, frame: FrameType | None) -> None:
        self.post(Stop(SIGNAL_CODES[number]))

    def post(self, arrival: Arrival) -> None:
        """Hand something in, from a signal handler or another thread."""
        self._arrived.append(arrival)
        self.wake()

    def wake(self) -> None:
        """End the running ``wait``."""
        with contextlib.suppress(OSError):  # a full pipe wakes it too
            os.write(self._write, b"!")

    def wait(self, seconds: float) -> Sequence[Arrival]:
        """Sleep until something arrives, at most so long."""
        self._sleep([self._read], seconds)
        with contextlib.suppress(BlockingIOError):
            os.read(self._read, 4096)
        arrived = []
        while self._arrived:
            arrived.append(self._arrived.popleft())
        return arrived

    def _sleep(self, readable: list[int], seconds: float) -> list[int]:
        return select.select(readable, [], [], seconds)[0]


class KeyInbox(SignalInbox):
    """Signals, and the keys of a terminal.

    Attributes:
        on_help: The key for the help was pressed.
        on_mute: The key that silences was pressed.
        on_unknown: A key that means nothing here was pressed.
        on_resize: The window has another size.
        on_continue: The process has come back from being stopped.
        touched: A key was pressed, no matter which.
    """

    def __init__(
        self,
        keyboard: Keyboard | None,
        on_help: Callable[[], None] = lambda: None,
        on_mute: Callable[[], None] = lambda: None,
        on_unknown: Callable[[], None] = lambda: None,
        on_resize: Callable[[], None] = lambda: None,
        on_continue: Callable[[], None] = lambda: None,
    ) -> None:
        super().__init__()
        self.keyboard = keyboard
        self.on_help = on_help
        self.on_mute = on_mute
        self.on_unknown = on_unknown
        self.on_resize = on_resize
        self.on_continue = on_continue
        self.touched = False
        self._noted: set[int] = set()

    def __enter__(self) -> KeyInbox:
        super().__enter__()
        for number in (signal.SIGWINCH, signal.SIGCONT):
            self._previous[number] = signal.signal(number, self._note)
        if signal.getsignal(signal.SIGTSTP) is not signal.SIG_IGN:  # else nobody could continue the process
            self._previous[signal.SIGTSTP] = signal.signal(signal.SIGTSTP, self._stop_wanted)
        return self

    def _note(self, number: int, frame: FrameType | None) -> None:
        # Only noted here: drawing inside a handler could meet drawing outside of it.
        self._noted.add(number)
        self.wake()

    def _stop_wanted(self, number: int, frame: FrameType | None) -> None:
        self.post(Suspend())

    def wait(self, seconds: float) -> Sequence[Arrival]:
        """Sleep until something arrives, at most so long; what only the view needs is passed to it here."""
        arrived = list(super().wait(seconds))
        while self._noted:
            (self.on_resize if self._noted.pop() == signal.SIGWINCH else self.on_continue)()
        return arrived

    def _sleep(self, readable: list[int], seconds: float) -> list[int]:
        if self.keyboard is None:
            return super()._sleep(readable, seconds)
        ready = super()._sleep([*readable, self.keyboard.fd], seconds)
        if self.keyboard.fd in ready:
            try:
                self._pressed(self.keyboard.read())
            except EOFError:
                self.keyboard = None
        return ready

    def _pressed(self, presses: Sequence[str]) -> None:
        for press in presses:
            self.touched = True
            key = BY_PRESS.get(press)
            if key is None:
                self.on_unknown()
            elif key.does == "help":
                self.on_help()
            elif key.does == "mute":
                self.on_mute()
            else:
                self._arrived.append(key.does)


def stop_process() -> None:
    """Stop this process as Ctrl-Z would; it returns when the shell lets it go on."""
    handler = signal.signal(signal.SIGTSTP, signal.SIG_DFL)
    # To this very thread, so that it has stopped when the call returns; the process stops as a whole.
    signal.pthread_kill(threading.get_ident(), signal.SIGTSTP)
    signal.signal(signal.SIGTSTP, handler)


def quiet_stdout() -> None:
    """Stdout was closed: let the interpreter's last flush go to /dev/null instead of failing."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        devnull = os.open(os.devnull, os.O_WRONLY)
        os.dup2(devnull, sys.stdout.fileno())
        os.close(devnull)
