"""Which sessions are running right now, so that a session running in another window is not resumed.

A claim is a lock on one byte of ``log.lock``, at a place that the session's id decides. The system gives it back when the
process ends, however it ends, so there is nothing stale to tidy up.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import Final

NAME: Final = "log.lock"


class Claims:
    """The claims of this process, and a look at those of others.

    Where there are no such locks (some network folders, native Windows) every session counts as free.
    """

    def __init__(self, folder: Path) -> None:
        self._file: int | None = None
        with contextlib.suppress(OSError):
            self._file = os.open(folder / NAME, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)

    def take(self, session: str) -> bool:
        """Claim a session; False where another process has it. The claim lasts until ``close``."""
        if self._file is None:
            return True
        try:
            import fcntl

            fcntl.lockf(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, _place(session))
        except BlockingIOError:
            return False
        except (ImportError, OSError):
            return True
        return True

    def free(self, session: str) -> bool:
        """Whether no other process is doing that session."""
        if not self.take(session):
            return False
        if self._file is not None:
            with contextlib.suppress(ImportError, OSError):
                import fcntl

                fcntl.lockf(self._file, fcntl.LOCK_UN, 1, _place(session))
        return True

    def close(self) -> None:
        """Release all claims."""
        if self._file is not None:
            os.close(self._file)
            self._file = None


def _place(session: str) -> int:
    return int(session[:15], 16)
