"""A pager for output longer than the window."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence

from stretchcli.terminal.mode import Mode, choose


def pager_for(lines: int, environment: Mapping[str, str]) -> list[str]:
    """The command of the pager for so many lines; empty where none is wanted.

    None where nobody looks or nothing may wait for a key, where all of it fits the window, and where ``NO_PAGER`` is set or
    ``PAGER`` is empty or ``cat``.
    """
    looked_at = sys.stdout.isatty() and sys.stdin is not None and sys.stdin.isatty()
    view = choose(as_json=False, plain=False, stdout_is_terminal=looked_at, environment=environment)
    if view is not Mode.LIVE or environment.get("NO_PAGER") or lines < shutil.get_terminal_size().lines:
        return []
    try:
        command = shlex.split(environment.get("PAGER", "less"))
    except ValueError:  # a quotation mark that is never closed
        return []
    return command if command and command[0] != "cat" and shutil.which(command[0]) else []


def page(lines: Sequence[str], environment: Mapping[str, str] = os.environ) -> None:
    """Write lines to stdout, through a pager if there are more than the window has rows."""
    text = "".join(f"{line}\n" for line in lines)
    command = pager_for(len(lines), environment)
    if not command:
        sys.stdout.write(text)
        return
    sys.stdout.flush()
    # As git does: less leaves at once where all fits after all, shows bold letters, and leaves the text on the screen.
    # It takes the encoding from the locale, which in a container may say nothing, and shows codes in place of figures.
    encoding = sys.stdout.encoding or "utf-8"
    charset = {"LESSCHARSET": "utf-8"} if encoding.lower() == "utf-8" else {}
    child_environment = {"LESS": "FRX", **charset, **environment}
    previous = signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the pager while it is there
    try:
        with subprocess.Popen(command, stdin=subprocess.PIPE, env=child_environment) as pager:
            pager.communicate(text.encode(encoding, "replace"))
    except OSError:
        sys.stdout.write(text)
    finally:
        signal.signal(signal.SIGINT, previous)
