"""A real terminal for tests: the program in a pty, and an emulator that reads what stands on the screen."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import random
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator, Sequence
from types import TracebackType
from typing import Any

import pyte

PATIENCE_S = 15.0
_SCREEN_SWITCH = re.compile(rb"\x1b\[\?1049([hl])")


class Terminal:
    """A process in a pseudo-terminal of its own, as its foreground job.

    Attributes:
        raw: Everything that was written to the terminal.
    """

    def __init__(self, *command: str, columns: int = 80, rows: int = 24, **environment: str) -> None:
        self.columns, self.rows = columns, rows
        self.screen = pyte.Screen(columns, rows)
        self._normal = self.screen
        self._stream = pyte.ByteStream(self.screen)
        self._unfed = b""
        self.raw = b""
        self._parent, child = pty.openpty()
        self.resize(columns, rows, notify=False)
        self.modes_before = termios.tcgetattr(child)
        silent = {"STRETCHCLI_VOICE": "false", "STRETCHCLI_SOUND": "false"}
        env = {**os.environ, **silent, "TERM": "xterm-256color", "LANG": "C.UTF-8", "PYTHONUTF8": "1", **environment}
        self.process = subprocess.Popen(
            command, stdin=child, stdout=child, stderr=child, env=env, start_new_session=True, preexec_fn=_take_terminal
        )
        self._child = child

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self.process.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        for fd in (self._child, self._parent):
            with contextlib.suppress(OSError):
                os.close(fd)

    def press(self, keys: str) -> None:
        """Type."""
        os.write(self._parent, keys.encode())

    def hang_up(self) -> None:
        """Close the terminal window."""
        os.close(self._child)
        os.close(self._parent)

    def resize(self, columns: int, rows: int, *, notify: bool = True) -> None:
        """Change the window's size."""
        self.columns, self.rows = columns, rows
        for screen in (self.screen, self._normal):
            screen.resize(rows, columns)
        fcntl.ioctl(self._parent, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        if notify:
            os.kill(self.process.pid, signal.SIGWINCH)

    def read(self, seconds: float) -> bytes:
        """Take in what is written, for so long."""
        end = time.monotonic() + seconds
        taken = b""
        while (left := end - time.monotonic()) > 0:
            if not select.select([self._parent], [], [], left)[0]:
                break
            taken += self._take()
        return taken

    def _take(self) -> bytes:
        try:
            data = os.read(self._parent, 65536)
        except OSError:
            data = b""
        self.raw += data
        # pyte has no alternate screen, so there are two screens here, and the program says which one it writes on.
        self._unfed += data
        while found := _SCREEN_SWITCH.search(self._unfed):
            self._stream.feed(self._unfed[: found.start()])
            self._unfed = self._unfed[found.end() :]
            self._show(alternate=found[1] == b"h")
        if not self._unfed.endswith((b"\x1b", b"\x1b[", b"\x1b[?", b"\x1b[?1", b"\x1b[?10", b"\x1b[?104", b"\x1b[?1049")):
            self._stream.feed(self._unfed)
            self._unfed = b""
        return data

    def _show(self, *, alternate: bool) -> None:
        hidden = self.screen.cursor.hidden
        self.screen = pyte.Screen(self.columns, self.rows) if alternate else self._normal
        self.screen.cursor.hidden = hidden
        self._stream = pyte.ByteStream(self.screen)

    @property
    def text(self) -> str:
        """What stands on the screen."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def until(self, found: str | Callable[[str], bool]) -> str:
        """Read until the screen shows it, and return the screen's text."""
        shows = found if callable(found) else lambda text: found in text
        end = time.monotonic() + PATIENCE_S
        while not shows(self.text):
            if time.monotonic() > end:
                raise AssertionError(f"the screen never showed {found!r}:\n{self.text}")
            if select.select([self._parent], [], [], 0.05)[0]:
                self._take()
        return self.text

    def ended(self) -> int:
        """Wait for the end of the process and return its exit code."""
        end = time.monotonic() + PATIENCE_S
        while self.process.poll() is None:
            if time.monotonic() > end:
                raise AssertionError(f"the program did not end:\n{self.text}")
            self.read(0.05)
        while select.select([self._parent], [], [], 0.05)[0] and self._take():  # a large screen takes its time to draw
            pass
        return self.process.returncode

    def assert_given_back(self) -> None:
        """The terminal is as it was: echo and lines, cursor shown, no alternate screen, wrapping on."""
        assert termios.tcgetattr(self._child) == self.modes_before
        assert not self.screen.cursor.hidden
        assert self.raw.count(b"\x1b[?1049h") == self.raw.count(b"\x1b[?1049l")
        assert self.raw.rfind(b"\x1b[?7h") >= self.raw.rfind(b"\x1b[?7l")


def _take_terminal() -> None:
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


@contextlib.contextmanager
def session(*arguments: str, **options: Any) -> Iterator[Terminal]:
    """A live session of the program, past its safety card, with its first picture on the screen."""
    with Terminal(sys.executable, "-m", "stretchcli", "run", "--yes", *arguments, **options) as terminal:
        terminal.until(lambda text: b"1049h" in terminal.raw and bool(text.strip()))
        yield terminal


@contextlib.contextmanager
def shell(name: str, *command: str, **options: Any) -> Iterator[Terminal]:
    """An interactive shell that has started the program."""
    flags: Sequence[str] = ("--norc", "--noprofile", "-i") if name == "bash" else ("-i",)
    with Terminal(name, *flags, PS1="ready> ", ENV="", **options) as terminal:
        terminal.until("ready>")
        terminal.press(" ".join(command) + "\n")
        yield terminal


# Ctrl-C, Ctrl-\\ and q would end the session, which is tested elsewhere; Ctrl-Z would wait for a shell.
_ENDING = {3, 26, 28, ord("q")}


def storm(terminal: Terminal, seed: int, seconds: float) -> None:
    """Random bytes, window sizes and signals for so long, then a request to end.

    Raises:
        AssertionError: the session did not live through it.
    """
    chance = random.Random(seed)
    harmless = [byte for byte in range(256) if byte not in _ENDING]
    end = time.monotonic() + seconds
    while time.monotonic() < end and terminal.process.poll() is None:
        what = chance.random()
        if what < 0.6:
            os.write(terminal._parent, bytes(chance.choices(harmless, k=chance.randint(1, 8))))
        elif what < 0.9:
            terminal.resize(chance.randint(1, 150), chance.randint(1, 50))
        else:
            os.kill(terminal.process.pid, chance.choice([signal.SIGWINCH, signal.SIGCONT]))
        terminal.read(chance.random() * 0.02)
    assert terminal.process.poll() in (None, 0), "the session broke"
    if terminal.process.poll() is None:
        terminal.resize(80, 24)
        terminal.read(0.3)
        os.kill(terminal.process.pid, signal.SIGTERM)
