"""A pager for output longer than the window."""

from __future__ import annotations

import io
import os
import shlex
import shutil
import signal
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, redirect_stdout

from stretchcli.cli import tell
from stretchcli.terminal.mode import Mode, choose
from stretchcli.terminal.wording import folded


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


def page(lines: Sequence[str], environment: Mapping[str, str] = os.environ, *, notices: Sequence[str] = ()) -> None:
    """Write lines to stdout, through a pager if there are more than the window has rows.

    Args:
        notices: What to know before reading them. It goes to stderr as always, but where there is a pager it stands at the top
            of the first page: written before, it would have scrolled out of sight.
    """
    above = [*folded(notices, sys.stdout), ""] if notices else []
    command = pager_for(len(above) + len(lines), environment)
    text = "".join(f"{line}\n" for line in lines)
    if command and _shown_by(command, "".join(f"{line}\n" for line in above) + text, environment):
        return
    tell(*notices, *([""] if notices and sys.stdout.isatty() and sys.stderr is not None and sys.stderr.isatty() else []))
    sys.stdout.write(text)


def _shown_by(command: Sequence[str], text: str, environment: Mapping[str, str]) -> bool:
    """Whether the pager has shown the text; one that cannot be started, or fails, has not."""
    import subprocess  # most output is short

    sys.stdout.flush()
    # As git does: less leaves at once where all fits after all, shows bold letters, and leaves the text on the screen.
    # It takes the encoding from the locale, which in a container may say nothing, and shows codes in place of figures.
    encoding = sys.stdout.encoding or "utf-8"
    charset = {"LESSCHARSET": "utf-8"} if encoding.lower() == "utf-8" else {}
    child_environment = {"LESS": "FRX", **charset, **environment}
    previous = signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the pager while it is there
    try:
        with subprocess.Popen(command, stdin=subprocess.PIPE, env=child_environment) as pager:
            pager.communicate(text.encode(encoding, sys.stdout.errors or "replace"))
    except OSError:
        return False
    finally:
        signal.signal(signal.SIGINT, previous)
    return pager.returncode <= 0  # a signal ends it when somebody has had enough


class _Collected(io.TextIOWrapper):
    """What is printed for a terminal, kept until it is known how long it is."""

    def isatty(self) -> bool:
        return True


@contextmanager
def paged(notices: Sequence[str] = ()) -> Iterator[None]:
    """What is printed to stdout meanwhile, as ``page`` shows it; in a pipe it is printed at once.

    Args:
        notices: See ``page``.
    """
    if not sys.stdout.isatty():
        tell(*notices)
        yield
        return
    encoding, errors = sys.stdout.encoding or "utf-8", sys.stdout.errors or "replace"
    collected = _Collected(io.BytesIO(), encoding=encoding, errors=errors, newline="")
    with redirect_stdout(collected):
        yield
    collected.seek(0)
    page(collected.read().splitlines(), notices=notices)
