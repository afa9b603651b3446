"""Writing that never makes a session wait."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from typing import Final, TextIO

PATIENCE_S: Final = 2.0


class Outlet:
    """Writes to a stream from a thread of its own.

    A reader that is slow, or has stopped reading, holds up this thread and not a hold. A reader that has gone away is
    reported once through ``on_closed``; from then on everything is dropped.

    Attributes:
        failure: Why nothing can be written any more, where the system said so.
    """

    def __init__(self, stream: TextIO, on_closed: Callable[[], None] = lambda: None) -> None:
        self._stream = stream
        self._on_closed = on_closed
        self._texts: deque[str] = deque()
        self._changed = threading.Condition()
        self._written = 0
        self._writing = False
        self._ending = False
        self.closed = False
        self.failure: OSError | None = None
        self._thread = threading.Thread(target=self._write_all, name="outlet", daemon=True)
        self._thread.start()

    def write(self, text: str) -> None:
        """Hand a text over."""
        if text and not self.closed:
            with self._changed:
                self._texts.append(text)
                self._changed.notify_all()

    @property
    def behind(self) -> bool:
        """Whether something is still waiting to be written."""
        return self._writing or bool(self._texts)

    def drain(self) -> bool:
        """Wait until everything is written, as long as the reader takes something now and then.

        Returns:
            Whether everything was written.
        """
        with self._changed:
            while self.behind and not self.closed:
                written = self._written
                self._changed.wait(PATIENCE_S)
                if self.behind and self._written == written:
                    return False
        return not self.closed

    def close(self) -> bool:
        """Like ``drain``; nothing is written after it."""
        written = self.drain()
        with self._changed:
            self._ending = True
            self._changed.notify_all()
        if written:
            self._thread.join()
        return written

    def _write_all(self) -> None:
        while (text := self._next()) is not None:
            gone = False
            if not self.closed:
                try:
                    self._stream.write(text)
                    self._stream.flush()
                except (OSError, ValueError) as error:
                    gone = True
                    self.failure = error if isinstance(error, OSError) else None
            with self._changed:
                self._written += 1
                self._writing = False
                self.closed = self.closed or gone
                self._changed.notify_all()
            if gone:
                self._on_closed()

    def _next(self) -> str | None:
        """The next text, once there is one; None at the end."""
        with self._changed:
            self._changed.wait_for(lambda: self._texts or self._ending)
            if not self._texts:
                return None
            self._writing = True
            return self._texts.popleft()
