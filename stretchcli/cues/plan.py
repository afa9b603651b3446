"""What is said and sounded in a session, and when: planned from the timeline, before anything makes a sound.

Moments are session seconds from the start of a phase. What is said fits in front of what comes next, so nothing is cut off
and nothing is late; where the whole text does not fit, a shorter one takes its place, and what matters less gives way.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from enum import IntEnum
from typing import Final, NamedTuple

from stretchcli.cues.phrases import phrase
from stretchcli.cues.speaking import LONGEST, sentences, speakable, takes_s
from stretchcli.cues.tones import LEAD_S, Clip, Mark, Tone, clip_of, lasts_s
from stretchcli.session.state import HoldResult
from stretchcli.session.summary import summarise
from stretchcli.session.timeline import Phase, Timeline, cues

GAP_S: Final = 0.1
FIRST_WORDS_S: Final = 0.6  # the sound card wakes up before the first words of a session
ASLEEP_S: Final = 4.0  # after so long without a sound, silence is played before words
ROOM_TO_TELL_S: Final = 5.0  # a hold with less time before its last seconds is only named
FASTEST_COUNT: Final = 2.0  # at a higher speed nobody counts along
_LONGEST_TEXT: Final = 2000


class Importance(IntEnum):
    """What gives way to what."""

    ASIDE = 1
    FLOOR = 2
    STEP = 3
    COUNT = 4


class Wishes(NamedTuple):
    """What is to be heard.

    Attributes:
        tones: There are tones; without them the voice counts the last seconds.
        full: Whole sentences, not the short form of each step.
        floor: The floor of a hold is said.
        speed: Session seconds in a real one.
    """

    voice: bool = True
    tones: bool = True
    full: bool = True
    floor: bool = False
    speed: float = 1.0


class Saying(NamedTuple):
    """Words at a moment, ready for a voice.

    Attributes:
        takes_s: Session seconds that they take.
    """

    at_s: float
    text: str
    takes_s: float
    importance: Importance


class Sounding(NamedTuple):
    """Tones at a moment: the first of them at ``at_s``, the last at ``last_s``. The clip is started earlier, by its lead."""

    at_s: float
    last_s: float
    clip: Clip


class _Wanted(NamedTuple):
    """Something to say: the first option that ends in time."""

    at_s: float
    until_s: float
    importance: Importance
    options: Sequence[str]


# Tones.


def opening(timeline: Timeline, phase: Phase) -> Tone | None:
    """The tone with which a phase begins."""
    if phase.index and timeline.phases[phase.index - 1].kind == "hold":
        return "end"
    tones: dict[str, Tone] = {"ready": "ready", "hold": "start", "switch": "switch"}
    return tones.get(phase.kind)


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
    """Whether it has been quiet for so long at the end of a phase that the next words would be swallowed."""
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
        fresh: The phase was not seen coming: its opening tone is given at once.
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


# Words.


def sayings(timeline: Timeline, phase: Phase, duration_s: float, wishes: Wishes) -> list[Saying]:
    """What is said in a phase, in order."""
    if not wishes.voice:
        return []
    return _placed(_wanted(timeline, phase, duration_s, wishes), wishes)


def recap(phase: Phase, elapsed_s: float, duration_s: float, until_s: float, wishes: Wishes) -> list[Saying]:
    """What is said when a phase goes on after a pause.

    Args:
        until_s: When the next words of the phase come.
    """
    if phase.kind == "hold":
        options = [phrase("hold_on", left=math.ceil(duration_s - elapsed_s)), phrase("hold_briefly")]
    else:
        options = [*_told(phase, wishes), phrase("going_on")]
    return _placed([_Wanted(elapsed_s, until_s, Importance.STEP, options)], wishes) if wishes.voice else []


def remark(name: str, **fields: object) -> Saying:
    """Words that no timeline plans, to be said at once."""
    spoken = _spoken(phrase(name, **fields))
    return Saying(0.0, spoken, takes_s(spoken), Importance.COUNT)


def last_words(timeline: Timeline, results: Mapping[int, HoldResult]) -> Saying:
    """What a session came to."""
    summary = summarise(timeline, results)
    minutes, seconds = divmod(round(summary.held_s), 60)
    name = "seconds" if not minutes else "minutes_seconds" if seconds else "minutes"
    held = phrase(name, minutes=minutes, seconds=seconds)
    return remark("done", done=summary.done, holds=summary.holds, held=held)


def lead_of(phase: Phase) -> str:
    """What the side means in this stretch, "right leg in front"; empty where the phase is not sided."""
    if phase.side in (None, "both"):
        return ""
    return phase.lead or phrase("side", side=phase.side)


def _told(phase: Phase, wishes: Wishes) -> list[str]:
    """The text of a phase, then shorter ones."""
    short = phase.short
    parts = sentences(phase.text)
    longer = [" ".join(parts[:count]) for count in range(len(parts), 0, -1)]
    # An intro holds what has to be known before the first movement, so its text is never made short.
    if short and not wishes.full and phase.kind != "intro":
        return [short, *longer]
    return [*longer, short] if short else longer


def _wanted(timeline: Timeline, phase: Phase, duration_s: float, wishes: Wishes) -> list[_Wanted]:
    tone = opening(timeline, phase) if wishes.tones else None
    begin_s = lasts_s(tone) * wishes.speed if tone else 0.0
    if phase.kind == "hold":
        return _hold_wanted(timeline, phase, duration_s, begin_s, wishes)
    told = _told(phase, wishes)
    if phase.kind == "intro":
        if phase.index == 0:
            begin_s = FIRST_WORDS_S * wishes.speed
        count = len(timeline.items)
        numbered = phrase("number", number=phase.item + 1, count=count, text=phase.text)
        told = [numbered, *told] if count > 1 else told
    if phase.kind == "ready":
        told = _where(phase) if lead_of(phase) else [*(phrase("ready_rep", where=rep) for rep in _where(phase)), phrase("ready")]
    wanted = [_Wanted(begin_s, duration_s, Importance.STEP, told)]
    if phase.kind == "ready" and not wishes.tones:
        wanted += _counted(phase, duration_s, wishes)
    return wanted


def _where(phase: Phase) -> list[str]:
    """Which side and which rep, then the side alone; of a stretch for both sides at once the rep."""
    lead = lead_of(phase)
    reps = [phrase("rep", rep=phase.rep, reps=phase.reps)] if (phase.reps or 1) > 1 else []
    return [*(phrase("side_rep", lead=lead, rep=rep) for rep in reps), phrase("side_alone", lead=lead)] if lead else reps


def _hold_wanted(timeline: Timeline, phase: Phase, duration_s: float, begin_s: float, wishes: Wishes) -> list[_Wanted]:
    seconds = round(duration_s)
    heads = [phrase("hold", seconds=seconds), phrase("hold_briefly")]
    if not _just_said(timeline, phase, wishes) and (where := _where(phase)):
        heads.insert(0, phrase("hold_where", seconds=seconds, where=where[0]))
    told = _told(phase, wishes)
    counted = _counted(phase, duration_s, wishes)
    until_s = counted[0].at_s if counted else duration_s
    if until_s >= ROOM_TO_TELL_S:
        wanted = [_Wanted(begin_s, until_s, Importance.STEP, [*(f"{heads[0]} {text}" for text in told), *heads])]
    else:  # which hold it is matters more than the first of three seconds
        wanted = [_Wanted(begin_s, duration_s, Importance.COUNT, heads)]
    moments = {cue.name: cue.at_s for cue in cues(phase, duration_s)}
    halfway_s, floor_s = moments.get("halfway"), moments.get("floor_reached") if wishes.floor else None
    after_tone_s = lasts_s("halfway") * wishes.speed if wishes.tones else 0.0
    if halfway_s is not None:
        left = phrase("halfway", left=round(duration_s - halfway_s))
        options = [left, phrase("halfway_briefly")] if wishes.full else [phrase("halfway_briefly")]
        importance = Importance.ASIDE
        if halfway_s == floor_s:
            options, importance = [phrase("floor_halfway", seconds=phase.floor_s), *options], Importance.FLOOR
        wanted.append(_Wanted(halfway_s + after_tone_s, until_s, importance, options))
    if floor_s is not None and floor_s != halfway_s:
        options = [phrase("floor", seconds=phase.floor_s), phrase("floor_briefly", seconds=phase.floor_s)]
        wanted.append(_Wanted(floor_s, until_s, Importance.FLOOR, options))
    return wanted if wishes.tones else [*wanted, *counted]


def _just_said(timeline: Timeline, phase: Phase, wishes: Wishes) -> bool:
    """Whether the get-ready before a hold has said which side and rep it is."""
    before = timeline.phases[phase.index - 1] if phase.index else phase
    if before.kind != "ready":
        return False
    return any(saying.importance is Importance.STEP for saying in sayings(timeline, before, before.duration_s, wishes))


def _counted(phase: Phase, duration_s: float, wishes: Wishes) -> list[_Wanted]:
    """The last seconds, each in one word."""
    if wishes.speed > FASTEST_COUNT:
        return []
    return [
        _Wanted(cue.at_s, cue.at_s + 1, Importance.COUNT, [phrase("count", left=cue.left)])
        for cue in cues(phase, duration_s)
        if cue.name == "countdown"
    ]


def _placed(wanted: Sequence[_Wanted], wishes: Wishes) -> list[Saying]:
    """Each where it belongs, what matters most first; what then has no room is left out."""
    placed: list[Saying] = []
    gap_s = GAP_S * wishes.speed
    for want in sorted(wanted, key=lambda want: (-want.importance, want.at_s)):
        before = [saying.at_s + saying.takes_s for saying in placed if saying.at_s <= want.at_s]
        if max(before, default=-math.inf) > want.at_s:
            continue
        after = [saying.at_s - gap_s for saying in placed if saying.at_s > want.at_s]
        room_s = min([want.until_s, *after]) - want.at_s
        for option in want.options:
            parts = _parts(option, want, wishes)
            if parts and parts[-1].at_s + parts[-1].takes_s - want.at_s <= room_s:
                placed += parts
                break
    return sorted(placed)


def _parts(option: str, want: _Wanted, wishes: Wishes) -> list[Saying]:
    """A text as an engine takes it: a long one in several parts, one after the other."""
    spoken = _spoken(option, _LONGEST_TEXT)
    pieces = [spoken]
    if len(spoken) > LONGEST:
        pieces = [""]
        for sentence in sentences(spoken):
            if pieces[-1] and len(pieces[-1]) + len(sentence) >= LONGEST:
                pieces.append("")
            pieces[-1] = _spoken(f"{pieces[-1]} {sentence}")
    parts = []
    at_s = want.at_s
    for piece in filter(None, pieces):
        length_s = takes_s(piece) * wishes.speed
        parts.append(Saying(at_s, piece, length_s, want.importance))
        at_s += length_s + GAP_S * wishes.speed
    return parts


def _spoken(text: str, longest: int = LONGEST) -> str:
    """A text for a voice, every sentence with a capital again after its numbers became words."""
    return re.sub(r"(?:^|(?<=[.!?] ))[a-z]", lambda found: found[0].upper(), speakable(text, longest))
