"""How numbers and summaries read."""

from __future__ import annotations

import math
import shutil
import textwrap
from collections.abc import Iterable
from typing import TYPE_CHECKING, TextIO

from stretchcli.catalog.phrases import Phrases
from stretchcli.session.sentences import ways_up

if TYPE_CHECKING:  # most of this is said where no session runs, and the engine is slow to import
    from stretchcli.session.state import State
    from stretchcli.session.summary import Summary
    from stretchcli.session.timeline import Phase


def clock(value_s: float) -> str:
    """A length of time as digits, rounded up so that 0:00 is the end: "2:34", "1:02:03".

    >>> clock(153.2)
    '2:34'
    """
    hours, rest = divmod(whole_left(value_s), 3600)
    count, left = divmod(rest, 60)
    return f"{hours}:{count:02}:{left:02}" if hours else f"{count}:{left:02}"


def hold_words(phrases: Phrases, phase: Phase) -> str:
    """Which hold this is: "Hold for 30 seconds, right side, 1 of 3"."""
    time = phrases.seconds(phase.duration_s)
    if (phase.reps or 1) > 1:
        return phrases.say("hold.counted", time=time, side=phase.side, rep=phase.rep, reps=phase.reps)
    return phrases.say("hold.once", time=time, side=phase.side)


def whole_left(value_s: float) -> int:
    """Seconds left as they are counted: 0.1 s before the end there is still 1."""
    return max(math.ceil(value_s - 1e-6), 0)


def closing(state: State, *, resumable: bool = False) -> list[str]:
    """What is said at the end of a session.

    Args:
        resumable: The session is logged, so that it can be resumed where holds are left.
    """
    from stretchcli.session.resume import holds_left
    from stretchcli.session.summary import summarise
    from stretchcli.session.whereabouts import levels

    phrases, complete = state.phrases, state.outcome == "complete"
    lines = closing_lines(phrases, summarise(state.timeline, state.results), complete=complete)
    lines += ways_up(phrases, levels(state))
    broken_off = [state.phase.index] if state.phase.kind == "hold" else []
    if resumable and not complete and holds_left(state.timeline, state.results, broken_off):
        lines.append(phrases.say("closing.resume"))
    return lines


def closing_lines(phrases: Phrases, summary: Summary, *, complete: bool) -> list[str]:
    """The summary in sentences: holds done, seconds held, seconds on each side where something was felt."""
    holds, time = phrases.say("count.holds", count=summary.holds), phrases.duration(summary.held_s)
    lines = [phrases.say("closing.complete" if complete else "closing.stopped", done=summary.done, holds=holds, time=time)]
    felt = {side: phrases.duration(side_s) for side, side_s in summary.side_s.items() if side_s >= 0.5}
    if len(felt) == 2:
        lines.append(phrases.say("closing.felt", right=felt["right"], left=felt["left"]))
    else:
        lines += [phrases.say("closing.felt-on-one", side=side, time=time) for side, time in felt.items()]
    return lines


def folded(lines: Iterable[str], stream: TextIO) -> list[str]:
    """Lines as they fit the window where the stream is a terminal; what is folded stays under its own indent.

    Elsewhere a program may read them, so a line stays a line.
    """
    if not stream.isatty():
        return list(lines)
    width = max(shutil.get_terminal_size().columns, 20)
    found = []
    for line in lines:
        indent = " " * (len(line) - len(line.lstrip())) + ("  " if line.lstrip().startswith("- ") else "")
        found += textwrap.wrap(line, width, subsequent_indent=indent, break_on_hyphens=False, break_long_words=False) or [""]
    return found
