"""Stand-ins for engines and players: small programs on the PATH that do what is asked of them, or what is feared."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

RECORDS = 'line=$(printf "%s|" "$@"; cat); echo "$line" >> "$0.log"'
# For a minute, so that a test that fails leaves nothing behind for ever.
HANGS = f"{RECORDS}; n=0; while [ $n -lt 60 ]; do n=$((n + 1)); sleep 1; done"
FAILS = f"{RECORDS}; exit 1"
FLOODS = f"{RECORDS}; timeout 60 yes ALSA lib pcm.c: Unknown PCM >&2"
STUBBORN = f"trap '' TERM; {RECORDS}; n=0; while [ $n -lt 1200 ]; do n=$((n + 1)); sleep 0.05; done"
LEAVES_CHILDREN = f"{RECORDS}; sleep 60 & sleep 60 & exit 0"


def stand_in(folder: Path, name: str, body: str) -> Path:
    """A program of that name. What it was given stands, a line for each call, in the file beside it."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o755)
    return path


def given(program: Path) -> list[str]:
    """What a stand-in was called with: its arguments, each with a bar behind it, then its stdin."""
    log = Path(f"{program}.log")
    return log.read_text().splitlines() if log.exists() else []


def eventually(true: Callable[[], object], within_s: float = 5.0) -> bool:
    """Whether something becomes true in time."""
    end = time.monotonic() + within_s
    while not true():
        if time.monotonic() > end:
            return False
        time.sleep(0.005)
    return True


def running(text: str) -> list[int]:
    """Processes, zombies included, whose command line or, for zombies, parent is ours; by /proc."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                line = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode()
                state, parent = (entry / "stat").read_text().rpartition(")")[2].split()[:2]
            except OSError:
                continue
            if text in line or (state == "Z" and int(parent) == os.getpid()):
                found.append(int(entry.name))
    return found
