"""Keys without Enter, with nothing but ``termios`` and ``select``.

A trial of the libraries decided this: those that work took 200 to 450 ms to import or more CPU, and most left the terminal
broken after a signal. ``select.select`` and not a selector, because kqueue refuses terminals on macOS.
"""

from __future__ import annotations

import codecs
import contextlib
import os
import termios
from typing import Any, Final

_ARROWS: Final = {"A": "up", "B": "down", "C": "right", "D": "left"}
_NAMES: Final = {"\r": "enter", "\n": "enter", "\x1b": "escape", "\t": "tab", "\x7f": "backspace"}

IFLAG, LFLAG, CC = 0, 3, 6


class Keyboard:
    """A terminal's keyboard, read key by key.

    Signals stay on (Ctrl-C, Ctrl-Z), flow control goes off, so that Ctrl-S cannot freeze a session.
    """

    def __init__(self, fd: int) -> None:
        self.fd = fd
        self._before: list[Any] | None = None
        self._decoder = KeyDecoder()
        self._empty_reads = 0

    def open(self) -> None:
        """Begin to read keys; what was typed before is dropped."""
        self._before = termios.tcgetattr(self.fd)
        self._set(termios.TCSAFLUSH)
        self._decoder = KeyDecoder()

    def renew(self) -> None:
        """Set the terminal again, after somebody else may have: a shell does when it stops and continues a process."""
        if self._before is not None:
            with contextlib.suppress(termios.error, OSError):  # it may have gone away meanwhile
                self._set(termios.TCSANOW)

    def _set(self, when: int) -> None:
        mode = termios.tcgetattr(self.fd)
        mode[LFLAG] &= ~(termios.ECHO | termios.ICANON)
        mode[IFLAG] &= ~(termios.IXON | termios.ICRNL)
        # A read waits for one byte, and select is asked before each. With 0 a shell that finds the terminal like this,
        # because we were killed, takes its first empty read for the end of its input, as dash does.
        mode[CC][termios.VMIN] = 1
        mode[CC][termios.VTIME] = 0
        termios.tcsetattr(self.fd, when, mode)

    def close(self) -> None:
        """Give the keyboard back as it was. Keys that were not read are dropped: the shell must not get them."""
        if self._before is not None:
            before, self._before = self._before, None
            with contextlib.suppress(termios.error, OSError):  # a terminal that has gone away needs nothing
                # Not TCSAFLUSH: it waits for the output, forever where nobody reads it.
                termios.tcsetattr(self.fd, termios.TCSANOW, before)
                termios.tcflush(self.fd, termios.TCIFLUSH)

    def read(self) -> list[str]:
        """The keys that have arrived, by name: "a", " ", "right", "enter".

        Raises:
            EOFError: the terminal has gone away.
        """
        try:
            data = os.read(self.fd, 1024)
        except BlockingIOError:
            return []
        except OSError:
            raise EOFError from None
        # Ready but empty happens once when input is flushed; again and again it means that the terminal has gone.
        self._empty_reads = 0 if data else self._empty_reads + 1
        if self._empty_reads > 2:
            raise EOFError
        return self._decoder.feed(data)


class KeyDecoder:
    """Bytes to keys. Escape sequences that mean nothing here are dropped whole."""

    def __init__(self) -> None:
        self._text = codecs.getincrementaldecoder("utf-8")(errors="ignore")
        self._rest = ""

    def feed(self, data: bytes) -> list[str]:
        """The keys in these bytes; an unfinished sequence waits for the rest of it."""
        text = self._rest + self._text.decode(data)
        self._rest = ""
        keys = []
        position = 0
        while position < len(text):
            if text[position] != "\x1b":
                keys.append(_NAMES.get(text[position], text[position]))
                position += 1
                continue
            key, length = _sequence(text[position:])
            if length == 0:
                # A sequence cut off in the middle; a lone Escape, which does nothing here, waits with it.
                self._rest = text[position:][:32]
                break
            if key:
                keys.append(key)
            position += length
        return keys


def _sequence(text: str) -> tuple[str, int]:
    """The key at the start of an escape sequence and the sequence's length; length 0 where it is unfinished."""
    if len(text) < 2:
        return "", 0
    if text[1] == "O":
        return (_ARROWS.get(text[2], ""), 3) if len(text) > 2 else ("", 0)
    if text[1] != "[":
        # Alt with a key, or Escape and then another key: the Escape is dropped and the key counts on its own.
        return "", 1
    for index in range(2, len(text)):
        if "\x40" <= text[index] <= "\x7e":
            return _ARROWS.get(text[index], "") if index == 2 else "", index + 1
        if text[index] == "\x1b" or index > 30:
            return "", index
    return "", 0
