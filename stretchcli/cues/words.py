"""What is said in a session, and when: planned from the timeline, before anything speaks.

Moments are session seconds from the start of a phase. What is said fits in front of what comes next, so nothing is cut off
and nothing is late; where the whole text does not fit, a shorter one takes its place, and what matters less gives way.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from enum import IntEnum
from typing import Final, NamedTuple

from stretchcli.catalog.phrases import Phrases
from stretchcli.catalog.vocabulary import Level
from stretchcli.cues.speaking import LONGEST, sentences, speakable, takes_s
from stretchcli.cues.tones import Tone, lasts_s
from stretchcli.session.sentences import ways_up
from stretchcli.session.state import HoldResult
from stretchcli.session.summary import summarise
from stretchcli.session.timeline import Phase, Timeline, cues

GAP_S: Final = 0.1
FIRST_WORDS_S: Final = 0.6  # the sound card wakes up before the first words of a session
ROOM_TO_TELL_S: Final = 5.0  # a hold with less time before its last seconds is only named
FASTEST_COUNT: Final = 2.0  # at a higher speed there is no time to count
_LONGEST_TEXT: Final = 2000


class Importance(IntEnum):
    """How important words are: the less important give way."""

    ASIDE = 1
    FLOOR = 2
    STEP = 3
    COUNT = 4


class Wishes(NamedTuple):
    """What is to be heard.

    Attributes:
        phrases: The voice's own words.
        tones: There are tones; without them the voice counts the last seconds.
        full: Whole sentences, not the short form of each step.
        floor: The floor of a hold is said.
        speed: Session seconds in a real one.
    """

    phrases: Phrases
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


class _Wanted(NamedTuple):
    """Something to say: the first option that ends in time."""

    at_s: float
    until_s: float
    importance: Importance
    options: Sequence[str]


def opening(timeline: Timeline, phase: Phase) -> Tone | None:
    """The tone with which a phase begins."""
    if phase.index and timeline.phases[phase.index - 1].kind == "hold":
        return "end"
    tones: dict[str, Tone] = {"ready": "ready", "hold": "start", "switch": "switch"}
    return tones.get(phase.kind)


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
    phrases = wishes.phrases
    if phase.kind == "hold":
        time = phrases.seconds(math.ceil(duration_s - elapsed_s))
        options = [phrases.say("voice.hold-on", time=time), phrases.say("voice.hold-briefly")]
    else:
        options = [*_told(phase, wishes), phrases.say("lines.resumed")]
    return _placed([_Wanted(elapsed_s, until_s, Importance.STEP, options)], wishes) if wishes.voice else []


def remark(text: str) -> Saying:
    """Words that no timeline plans, to be said at once."""
    spoken = _spoken(text)
    return Saying(0.0, spoken, takes_s(spoken), Importance.COUNT)


def last_words(timeline: Timeline, results: Mapping[int, HoldResult], here: Sequence[Level], phrases: Phrases) -> Saying:
    """The result of a session, and how to get up.

    Args:
        here: Where the body may be.
    """
    summary = summarise(timeline, results)
    holds = phrases.say("count.holds", count=summary.holds)
    came_to = phrases.say("closing.complete", done=summary.done, holds=holds, time=phrases.duration(summary.held_s))
    return remark(" ".join([came_to, *ways_up(phrases, here)]))


def lead_of(phase: Phase) -> str:
    """What the side means in this stretch, "right leg in front"; empty where the phase is not sided."""
    return "" if phase.side in (None, "both") else phase.lead or ""


def _told(phase: Phase, wishes: Wishes) -> list[str]:
    """The text of a phase, then shorter ones."""
    short = phase.short
    parts = sentences(phase.text)
    longer = [" ".join(parts[:count]) for count in range(len(parts), 0, -1)]
    # An intro holds what has to be known before the first movement, and what is told at once is short by itself.
    if short and not wishes.full and phase.kind != "intro" and not phase.at_once:
        return [short, *longer]
    return [*longer, short] if short else longer


def _wanted(timeline: Timeline, phase: Phase, duration_s: float, wishes: Wishes) -> list[_Wanted]:
    phrases = wishes.phrases
    tone = opening(timeline, phase) if wishes.tones else None
    begin_s = lasts_s(tone) * wishes.speed if tone else 0.0
    if phase.kind == "hold":
        return _hold_wanted(timeline, phase, duration_s, begin_s, wishes)
    told = _told(phase, wishes)
    if phase.kind == "intro":
        if phase.index == 0:
            begin_s = FIRST_WORDS_S * wishes.speed
        number, count = timeline.place(phase.item)
        numbered = phrases.say("lines.intro", number=number, total=count, text=phase.text)
        told = [numbered, *told] if count > 1 else told
    if phase.kind == "ready":
        told = _where(phase, phrases)
        if not lead_of(phase):
            told = [*(phrases.say("voice.ready-rep", where=rep) for rep in told), phrases.say("voice.ready")]
    wanted = [_Wanted(begin_s, duration_s, Importance.STEP, told)]
    if phase.kind == "ready" and not wishes.tones:
        wanted += _counted(phase, duration_s, wishes)
    return wanted


def _where(phase: Phase, phrases: Phrases) -> list[str]:
    """Which side and which rep, then the side alone; of a stretch for both sides at once the rep."""
    lead = lead_of(phase)
    reps = [phrases.say("voice.rep", rep=phase.rep, reps=phase.reps)] if (phase.reps or 1) > 1 else []
    return (
        [*(phrases.say("voice.side-rep", lead=lead, where=rep) for rep in reps), phrases.say("voice.side", lead=lead)]
        if lead
        else reps
    )


def _hold_wanted(timeline: Timeline, phase: Phase, duration_s: float, begin_s: float, wishes: Wishes) -> list[_Wanted]:
    phrases = wishes.phrases
    heads = [phrases.say("voice.hold", time=phrases.seconds(duration_s)), phrases.say("voice.hold-briefly")]
    if not _just_said(timeline, phase, wishes) and (where := _where(phase, phrases)):
        heads.insert(0, phrases.say("voice.hold-where", time=phrases.seconds(duration_s), where=where[0]))
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
        left = phrases.say("voice.halfway", time=phrases.seconds(duration_s - halfway_s))
        options = [left, phrases.say("voice.halfway-briefly")] if wishes.full else [phrases.say("voice.halfway-briefly")]
        importance = Importance.ASIDE
        if halfway_s == floor_s:
            options, importance = [phrases.say("voice.floor-halfway", time=phrases.seconds(floor_s)), *options], Importance.FLOOR
        wanted.append(_Wanted(halfway_s + after_tone_s, until_s, importance, options))
    if floor_s is not None and floor_s != halfway_s:
        options = [
            phrases.say("voice.floor", time=phrases.seconds(floor_s)),
            phrases.say("voice.floor-briefly", time=phrases.seconds(floor_s)),
        ]
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
        _Wanted(cue.at_s, cue.at_s + 1, Importance.COUNT, [wishes.phrases.say("voice.left", left=cue.left)])
        for cue in cues(phase, duration_s)
        if cue.name == "countdown"
    ]


def _placed(wanted: Sequence[_Wanted], wishes: Wishes) -> list[Saying]:
    """Everything placed in its time, the most important first; what does not fit is left out."""
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
