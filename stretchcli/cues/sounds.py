"""What is sounded in a session, and when: planned from the timeline, before anything makes a sound.

Moments are session seconds from the start of a phase. Tones that have to be even stand in one clip, and a clip is started
early by the silence in front of it, in the phase before where it has to be.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from stretchcli.cues.tones import LEAD_S, Clip, Mark, clip_of, lasts_s
from stretchcli.cues.words import FASTEST_COUNT, Wishes, opening, sayings
from stretchcli.session.timeline import Phase, Timeline, cues

ASLEEP_S: Final = 4.0  # after so long without a sound, silence is played before words


class Sounding(NamedTuple):
    """Tones at a moment: the first of them at ``at_s``, the last at ``last_s``. The clip is started earlier, by its lead."""

    at_s: float
    last_s: float
    clip: Clip


def marks(timeline: Timeline, phase: Phase, duration_s: float, wishes: Wishes) -> list[Mark]:
    """The tones inside of a phase, and the one that the next phase begins with."""
    found = []
    for cue in cues(phase, duration_s):
        if cue.name == "halfway":
            found.append(Mark(cue.at_s, "halfway"))
        elif cue.name == "countdown" and cue.at_s > 0 and wishes.speed <= FASTEST_COUNT:
            found.append(Mark(cue.at_s, "tick"))
    if phase.index + 1 == len(timeline.phases):
        return [*found, Mark(duration_s, "finish")]
    if tone := opening(timeline, timeline.phases[phase.index + 1]):
        found.append(Mark(duration_s, tone))
    elif _wakes(timeline, phase, duration_s, found, wishes):
        found.append(Mark(duration_s, "wake"))
    return found


def _wakes(timeline: Timeline, phase: Phase, duration_s: float, found: Sequence[Mark], wishes: Wishes) -> bool:
    """Whether it has been quiet for so long at the end of a phase that the start of the next words would be lost."""
    if not wishes.voice or duration_s <= ASLEEP_S * wishes.speed:
        return False
    ends = [saying.at_s + saying.takes_s for saying in sayings(timeline, phase, duration_s, wishes)]
    return duration_s - max([0.0, *ends, *(mark.at_s for mark in found)]) > ASLEEP_S * wishes.speed


def soundings(
    timeline: Timeline,
    phase: Phase,
    duration_s: float,
    wishes: Wishes,
    *,
    from_s: float = 0.0,
    covered_s: float = -math.inf,
    fresh: bool = False,
) -> list[Sounding]:
    """The clips that have to be started in a phase.

    Args:
        from_s: Seconds of the phase that have passed.
        covered_s: Up to here, clips that were started earlier go on sounding.
        fresh: The phase was not expected: its opening tone is played immediately.
    """
    lead_s = LEAD_S * wishes.speed
    coming = marks(timeline, phase, duration_s, wishes)
    if phase.index + 1 < len(timeline.phases):
        following = timeline.phases[phase.index + 1]
        later = marks(timeline, following, following.duration_s, wishes)
        coming += [Mark(duration_s + mark.at_s, mark.tone) for mark in later]
    ahead = [mark for mark in coming if mark.at_s >= from_s + lead_s and mark.at_s > covered_s + 1e-6]
    found = [Sounding(group[0].at_s, group[-1].at_s, clip_of(group, wishes.speed)) for group in _close_together(ahead)]
    found = [sounding for sounding in found if sounding.at_s - lead_s < duration_s]
    if fresh and (tone := opening(timeline, phase)):
        at_s = from_s + lead_s
        if not found or found[0].at_s - lead_s >= at_s + lasts_s(tone) * wishes.speed:
            found.insert(0, Sounding(at_s, at_s, (Mark(0.0, tone),)))
    return found


def _close_together(coming: Sequence[Mark]) -> Iterator[list[Mark]]:
    """Marks a second or less apart make one clip, so that they are even."""
    group: list[Mark] = []
    for mark in coming:
        if group and mark.at_s - group[-1].at_s > 1.0 + 1e-6:
            yield group
            group = []
        group.append(mark)
    if group:
        yield group
