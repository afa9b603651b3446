"""Writing that never makes a session wait."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from typing import Final, TextIO

DRAIN_S: Final = 2.0


class Outlet:
    """Writes to a stream from a thread of its own.

    A reader that is slow, or has stopped reading, holds up this thread and not a hold. A reader that has gone away is
    reported once through ``on_closed``; from then on everything is dropped.
    """

    def __init__(self, stream: TextIO, on_closed: Callable[[], None] = lambda: None) -> None:
        self._stream = stream
        self._on_closed = on_closed
        self._waiting: queue.Queue[str | None] = queue.Queue()
        self.closed = False
        self._thread = threading.Thread(target=self._write_all, name="outlet", daemon=True)
        self._thread.start()

    def write(self, text: str) -> None:
        """Hand a text over."""
        if not self.closed and text:
            self._waiting.put(text)

    @property
    def behind(self) -> bool:
        """Whether something is still waiting to be written."""
        return self._waiting.unfinished_tasks > 0

    def drain(self) -> None:
        """Wait until all is written, but not for ever."""
        with self._waiting.all_tasks_done:
            self._waiting.all_tasks_done.wait_for(lambda: not self.behind, DRAIN_S)

    def close(self) -> None:
        """Wait until all is written, but not for ever, and write nothing more."""
        self._waiting.put(None)
        self._thread.join(DRAIN_S)

    def _write_all(self) -> None:
        while (text := self._waiting.get()) is not None:
            if not self.closed:
                try:
                    self._stream.write(text)
                    self._stream.flush()
                except (OSError, ValueError):
                    self.closed = True
                    self._on_closed()
            self._waiting.task_done()
