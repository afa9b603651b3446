"""A whole session as one sound file, for a phone or a player: the same words and tones, with real silence between them.

Nothing waits in real time, and what is written is never more than a few seconds in memory.
"""

from __future__ import annotations

import array
import functools
import itertools
import sys
import tempfile
import wave
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, NamedTuple, TypeAlias

from stretchcli.cues.engines import Engine, Unrendered, render
from stretchcli.cues.sounds import marks as marks_of
from stretchcli.cues.tones import RATE_HZ, Mark, Tone, lasts_s, little_endian, samples
from stretchcli.cues.words import Saying, Wishes, last_words, sayings
from stretchcli.session.state import HoldResult
from stretchcli.session.timeline import Timeline

Sound: TypeAlias = "array.array[int]"

END_S: Final = 1.0
_FADE: Final = RATE_HZ // 50
_SILENCE: Final = bytes(2 * RATE_HZ)
_KEPT: Final = 24  # renderings: the words of a side come again with each rep


class Unwritable(Exception):
    """The file cannot be written."""


class Script(NamedTuple):
    """Everything that is heard in a session, in session seconds, each in order.

    Attributes:
        total_s: The end, last words included.
    """

    sayings: tuple[Saying, ...]
    marks: tuple[Mark, ...]
    total_s: float


def script(timeline: Timeline, wishes: Wishes) -> Script:
    """What is heard when every hold is held to its end and no key is pressed."""
    said: list[Saying] = []
    marks: list[Mark] = []
    for phase, start_s in zip(timeline.phases, timeline.starts_s, strict=True):
        found = sayings(timeline, phase, phase.duration_s, wishes)
        said += [saying._replace(at_s=start_s + saying.at_s) for saying in found]
        if wishes.tones:
            sounded = marks_of(timeline, phase, phase.duration_s, wishes)
            marks += [Mark(start_s + mark.at_s, mark.tone) for mark in sounded if mark.tone != "wake"]
    end_s = float(timeline.total_s)
    if wishes.tones:
        end_s += lasts_s("finish")
    if wishes.voice:
        results = {phase.index: HoldResult(phase.duration_s, "full") for phase in timeline.phases if phase.kind == "hold"}
        last = last_words(timeline, results, (timeline.items[-1].level,), wishes.phrases)
        said.append(last._replace(at_s=end_s))
        end_s += last.takes_s
    return Script(tuple(said), tuple(marks), end_s + END_S)


def record(
    timeline: Timeline,
    wishes: Wishes,
    file: Path,
    engine: Engine | None,
    volume: int = 100,
    progress: Callable[[float], None] = lambda done: None,
) -> float:
    """Write a session into a WAV file and return its seconds.

    Args:
        file: It must not exist: a recording never takes the place of something else.
        engine: Renders the words; None where nothing is to be said.
        progress: Told how much is done, 0 to 1.

    Raises:
        FileExistsError: the file is there already.
        Unwritable: it cannot be written.
        Unrendered: the engine failed.
    """
    heard = script(timeline, wishes)
    if file.exists():
        raise FileExistsError(file)
    draft = file.with_name(f".{file.name}.part")
    try:
        try:
            with (
                tempfile.TemporaryDirectory(prefix="stretchcli-") as folder,
                draft.open("wb") as raw,
                wave.open(raw, "wb") as writer,
            ):
                writer.setparams((1, 2, RATE_HZ, 0, "NONE", ""))
                _write(heard, writer, engine, Path(folder), volume, progress)
            draft.rename(file)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        raise Unwritable(error.strerror or str(error)) from error
    return heard.total_s


def _write(
    heard: Script, writer: wave.Wave_write, engine: Engine | None, folder: Path, volume: int, progress: Callable[[float], None]
) -> None:
    tone_of = functools.cache(lambda tone: samples((Mark(0.0, tone),), volume, lead_s=0.0))
    words_of = functools.lru_cache(_KEPT)(lambda text: _spoken(engine, text, folder))
    mixer = _Mixer(writer)
    for at_s, what, most_s in _in_order(heard):
        sound = words_of(what.text) if isinstance(what, Saying) else tone_of(what)
        mixer.add(round(at_s * RATE_HZ), _cut(sound, most_s))
        progress(at_s / heard.total_s)
    mixer.flush(round(heard.total_s * RATE_HZ))
    progress(1.0)


def _in_order(heard: Script) -> Iterator[tuple[float, Saying | Tone, float]]:
    """Each sound with its moment, and how long it may last: until the next words."""
    ends = [saying.at_s for saying in heard.sayings[1:]] + [heard.total_s]
    said: list[tuple[float, Saying | Tone, float]] = [
        (saying.at_s, saying, end_s - saying.at_s) for saying, end_s in zip(heard.sayings, ends, strict=True)
    ] if heard.sayings else []  # fmt: skip
    sounded: list[tuple[float, Saying | Tone, float]] = [(mark.at_s, mark.tone, heard.total_s) for mark in heard.marks]
    yield from sorted(itertools.chain(said, sounded), key=lambda entry: entry[0])


def _spoken(engine: Engine | None, text: str, folder: Path) -> Sound:
    if engine is None:
        raise Unrendered("there is no voice")
    return decoded(render(engine, text, folder))


def decoded(made: bytes) -> Sound:
    """The samples of a WAV file of 16 bits, one channel, at ``RATE_HZ``.

    Engines that write to a pipe cannot know the length beforehand, so the sizes in the header are ignored.

    Raises:
        Unrendered: it is something else.
    """
    fmt, data = made.find(b"fmt "), made.find(b"data")
    if made[:4] != b"RIFF" or fmt < 0 or data < 0:
        raise Unrendered("the voice made something other than a WAV file")
    fields = made[fmt + 8 : fmt + 24]
    channels, rate_hz, bits = (int.from_bytes(fields[i:j], "little") for i, j in ((2, 4), (4, 8), (14, 16)))
    if (channels, bits) != (1, 16) or not rate_hz:
        raise Unrendered(f"the voice made {channels} channels of {bits} bits where one of 16 is needed")
    sound = array.array("h")
    body = made[data + 8 :]
    sound.frombytes(body[: len(body) // 2 * 2])
    if sys.byteorder == "big":
        sound.byteswap()
    return sound if rate_hz == RATE_HZ else _resampled(sound, rate_hz)


def _resampled(sound: Sound, rate_hz: int) -> Sound:
    """The same at ``RATE_HZ``, with straight lines between the samples: good enough for a voice."""
    step = rate_hz / RATE_HZ
    found = array.array("h")
    for number in range(int((len(sound) - 1) / step)):
        whole, part = divmod(number * step, 1)
        one, other = sound[int(whole)], sound[int(whole) + 1]
        found.append(int(one + (other - one) * part))
    return found


def _cut(sound: Sound, most_s: float) -> Sound:
    """No more than so long; what is cut ends softly."""
    most = round(most_s * RATE_HZ)
    if len(sound) <= most:
        return sound
    sound = sound[:most]
    fade = min(_FADE, most)
    for number in range(fade):
        sound[most - fade + number] = sound[most - fade + number] * (fade - number) // fade
    return sound


class _Mixer:
    """Lays sounds into a stream of samples, in the order in which they begin."""

    def __init__(self, writer: wave.Wave_write) -> None:
        self._writer = writer
        self._at = 0
        self._tail: Sound = array.array("h")

    def add(self, start: int, sound: Sound) -> None:
        """Begin a sound at a sample."""
        self.flush(start)
        both = min(len(self._tail), len(sound))
        for number in range(both):
            self._tail[number] = min(max(self._tail[number] + sound[number], -32768), 32767)
        self._tail.extend(sound[both:])

    def flush(self, until: int) -> None:
        """Write everything before a sample."""
        ready, self._tail = self._tail[: until - self._at], self._tail[until - self._at :]
        self._writer.writeframesraw(little_endian(ready))
        self._at += len(ready)
        while self._at < until:
            count = min(until - self._at, RATE_HZ)
            self._writer.writeframesraw(_SILENCE[: 2 * count])
            self._at += count
