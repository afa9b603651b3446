"""Keeping the computer awake during a session, with the system's own tool."""

from __future__ import annotations

import contextlib
import shutil
import subprocess
import sys
from collections.abc import Callable
from types import TracebackType
from typing import Final

Which = Callable[[str], str | None]

# Each waits for the end of its input. We hold the other end, so the system sleeps again when we are gone, whatever
# the way: even after kill -9 the pipe closes.
_UNTIL_INPUT_ENDS: Final = "cat"


def command(which: Which = shutil.which, platform: str = sys.platform) -> list[str] | None:
    """The command that keeps this system awake, or None where there is none."""
    if platform == "darwin" and which("caffeinate"):
        return ["caffeinate", "-di", _UNTIL_INPUT_ENDS]
    if which("systemd-inhibit"):
        who = ["--who=stretchcli", "--why=A stretch session is running"]
        return ["systemd-inhibit", "--what=idle:sleep", "--mode=block", *who, _UNTIL_INPUT_ENDS]
    return None


def remedy(platform: str = sys.platform) -> str:
    """How to get what is missing."""
    if platform == "darwin":
        return "caffeinate belongs to macOS; check your PATH."
    return "Install systemd, for example: sudo apt install systemd"


class KeepAwake:
    """A context in which the system does not fall asleep by itself, where there is a tool for that."""

    def __init__(self, arguments: list[str] | None) -> None:
        self._arguments = arguments
        self._child: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> KeepAwake:
        if self._arguments:
            with contextlib.suppress(OSError):
                self._child = subprocess.Popen(
                    self._arguments,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,  # its error messages would end up in the picture
                    start_new_session=True,  # Ctrl-C is for this process alone
                )
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._child is None:
            return
        child, self._child = self._child, None
        assert child.stdin is not None
        with contextlib.suppress(OSError):
            child.stdin.close()
        try:
            child.wait(0.5)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()

    @property
    def works(self) -> bool:
        """The child is running."""
        return self._child is not None and self._child.poll() is None
