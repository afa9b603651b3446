"""How numbers and summaries read."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:  # most of this is said where no session runs, and the engine takes its time to import
    from stretchcli.session.state import State
    from stretchcli.session.summary import Summary
    from stretchcli.session.timeline import Phase


def seconds(value_s: float) -> str:
    """Whole seconds in words a voice reads well: "1 second", "30 seconds".

    >>> seconds(22.4)
    '22 seconds'
    """
    whole = math.floor(value_s + 0.5)
    return "1 second" if whole == 1 else f"{whole} seconds"


def minutes(value_s: float) -> str:
    """A length of time in words: "45 seconds", "2 minutes", "33 minutes 28 seconds"."""
    whole = math.floor(value_s + 0.5)
    if whole < 60:
        return seconds(whole)
    count, rest = divmod(whole, 60)
    said = "1 minute" if count == 1 else f"{count} minutes"
    return f"{said} {seconds(rest)}" if rest else said


def clock(value_s: float) -> str:
    """A length of time as digits, rounded up so that 0:00 is the end: "2:34", "1:02:03".

    >>> clock(153.2)
    '2:34'
    """
    hours, rest = divmod(whole_left(value_s), 3600)
    count, left = divmod(rest, 60)
    return f"{hours}:{count:02}:{left:02}" if hours else f"{count}:{left:02}"


def which_hold(phase: Phase) -> str:
    """Which hold this is: ", right side, 1 of 3"."""
    side = "" if phase.side in (None, "both") else f", {phase.side} side"
    count = f", {phase.rep} of {phase.reps}" if (phase.reps or 1) > 1 else ""
    return side + count


def whole_left(value_s: float) -> int:
    """Seconds left as they are counted: 0.1 s before the end there is still 1."""
    return max(math.ceil(value_s - 1e-6), 0)


def closing(state: State) -> list[str]:
    """What is said at the end of a session."""
    from stretchcli.session.summary import summarise

    return closing_lines(summarise(state.timeline, state.results), complete=state.outcome == "complete")


def closing_lines(summary: Summary, *, complete: bool) -> list[str]:
    """The summary in sentences: holds done, seconds held, seconds on each side."""
    first = "Done." if complete else "Stopped here."
    holds = "1 hold" if summary.holds == 1 else f"{summary.holds} holds"
    lines = [f"{first} {summary.done} of {holds} complete, held for {minutes(summary.held_s)} in all."]
    right_s, left_s = summary.side_s["right"], summary.side_s["left"]
    if summary.held_s:
        lines.append(f"Felt on the right for {minutes(right_s)}, on the left for {minutes(left_s)}.")
    return lines


def folded(lines: Iterable[str], stream: TextIO) -> list[str]:
    """Lines as they fit the window where the stream is a terminal; what is folded stays under its own indent.

    Elsewhere a program reads, and a line is a line.
    """
    import shutil
    import textwrap

    if not stream.isatty():
        return list(lines)
    width = max(shutil.get_terminal_size().columns, 20)
    found = []
    for line in lines:
        indent = " " * (len(line) - len(line.lstrip())) + ("  " if line.lstrip().startswith("- ") else "")
        found += textwrap.wrap(line, width, subsequent_indent=indent) or [""]
    return found
