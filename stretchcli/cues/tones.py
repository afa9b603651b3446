"""The tones: made from sine waves, several of them in one clip where they have to be even.

A clip begins with half a second of silence: a sound card or headphones in standby swallow the first moments of what wakes
them, and 30 s of holding still is enough to fall asleep. So a clip is started half a second before its first tone is due.
"""

from __future__ import annotations

import array
import io
import math
import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

if TYPE_CHECKING:  # it takes 5 ms of the start of a session, which needs it only while a clip is made for the first time
    import tempfile

Tone = Literal["ready", "tick", "start", "halfway", "switch", "end", "finish", "wake"]

RATE_HZ: Final = 22_050  # what espeak-ng renders, so that voice and tones can be mixed as they are
LEAD_S: Final = 0.5
_PEAK: Final = 0.6 * 32767
_FADE_S: Final = 0.008
_DECAY_PER_S: Final = 3.0
_VERSION: Final = 1  # of the tones: a new one makes new files


class _Note(NamedTuple):
    at_s: float
    hz: float
    lasts_s: float
    loudness: float = 1.0


# Told apart by direction and rhythm, not by pitch alone: up to get ready, one high to begin, two even halfway,
# down and up again to change sides, down at the end.
_NOTES: Final[dict[Tone, tuple[_Note, ...]]] = {
    "ready": (_Note(0.0, 440, 0.1), _Note(0.1, 587, 0.14)),
    "tick": (_Note(0.0, 784, 0.1, 0.8),),
    "start": (_Note(0.0, 1175, 0.35),),
    "halfway": (_Note(0.0, 659, 0.11, 0.9), _Note(0.17, 659, 0.13, 0.9)),
    "switch": (_Note(0.0, 659, 0.12), _Note(0.13, 440, 0.12), _Note(0.26, 659, 0.18)),
    "end": (_Note(0.0, 784, 0.1), _Note(0.1, 523, 0.17)),
    "finish": (_Note(0.0, 523, 0.16), _Note(0.16, 659, 0.16), _Note(0.32, 784, 0.5)),
    "wake": (),  # silence alone, before words that come out of a long one
}


class Mark(NamedTuple):
    """A tone at a moment, in seconds."""

    at_s: float
    tone: Tone


Clip = tuple[Mark, ...]


def lasts_s(tone: Tone) -> float:
    """How long a tone sounds."""
    return max((note.at_s + note.lasts_s for note in _NOTES[tone]), default=0.0)


def clip_of(marks: Sequence[Mark], speed: float = 1.0) -> Clip:
    """The clip that sounds these marks of a session: in real seconds, the first one at 0."""
    return tuple(Mark(round((mark.at_s - marks[0].at_s) / speed, 3), mark.tone) for mark in marks)


def samples(clip: Clip, volume: int = 100, lead_s: float = LEAD_S) -> array.array[int]:
    """A clip as 16-bit samples, ``RATE_HZ`` a second, with its silence in front.

    Args:
        volume: 0 to 100.
    """
    end_s = max((mark.at_s + lasts_s(mark.tone) for mark in clip), default=0.0)
    found = array.array("h", bytes(2 * round((lead_s + end_s + 0.05) * RATE_HZ)))
    for mark in clip:
        for note in _NOTES[mark.tone]:
            _add(found, note, round((lead_s + mark.at_s + note.at_s) * RATE_HZ), volume)
    return found


def _add(found: array.array[int], note: _Note, first: int, volume: int) -> None:
    """One note: a sine with a little of its octave, softly in and out, dying away like something struck."""
    count = round(note.lasts_s * RATE_HZ)
    fade = round(_FADE_S * RATE_HZ)
    turn = 2 * math.pi * note.hz / RATE_HZ
    peak = _PEAK * note.loudness * (volume / 100) ** 2  # loudness is heard by its square
    decay = math.exp(-_DECAY_PER_S / RATE_HZ)
    for number in range(count):
        edge = min(number, count - number, fade) / fade
        wave = 0.8 * math.sin(turn * number) + 0.2 * math.sin(2 * turn * number)
        value = found[first + number] + int(peak * edge * wave)
        found[first + number] = min(max(value, -32768), 32767)
        peak *= decay


def wav(sound: array.array[int]) -> bytes:
    """Samples as a WAV file."""
    import wave

    file = io.BytesIO()
    with wave.open(file, "wb") as writer:
        writer.setnchannels(1)
        writer.setsampwidth(2)
        writer.setframerate(RATE_HZ)
        writer.writeframes(little_endian(sound))
    return file.getvalue()


def little_endian(sound: array.array[int]) -> bytes:
    """Samples in the order of bytes that WAV files have."""
    if sys.byteorder == "big":
        sound = sound[:]
        sound.byteswap()
    return sound.tobytes()


class Clips:
    """Clips as files for players, made once.

    Args:
        folder: Where they are kept; a temporary one takes its place where it cannot be written.
        volume: 0 to 100.
    """

    def __init__(self, folder: Path, volume: int) -> None:
        self._folder = folder
        self._volume = volume
        self._temporary: tempfile.TemporaryDirectory[str] | None = None
        self._made: dict[Clip, Path] = {}

    def make(self, clips: Iterable[Clip]) -> None:
        """Have these ready.

        Raises:
            OSError: there is no place for them.
        """
        for clip in clips:
            self.path(clip)

    def path(self, clip: Clip) -> Path:
        """The file of a clip.

        Raises:
            OSError: there is no place for it.
        """
        path = self._made.get(clip)
        if path is None or not path.exists():
            path = self._made[clip] = self._write(clip)
        return path

    def close(self) -> None:
        """Remove the files that are only for this session."""
        if self._temporary is not None:
            self._temporary.cleanup()
            self._temporary = None
        self._made.clear()

    def _write(self, clip: Clip) -> Path:
        name = "_".join(f"{mark.tone}{mark.at_s:g}" for mark in clip)
        name = f"{_VERSION}-{self._volume}-{name}.wav"
        if self._temporary is None:
            try:
                return self._written(self._folder, name, clip)
            except OSError:
                import tempfile

                self._temporary = tempfile.TemporaryDirectory(prefix="stretchcli-")
        return self._written(Path(self._temporary.name), name, clip)

    def _written(self, folder: Path, name: str, clip: Clip) -> Path:
        path = folder / name
        if path.exists():
            return path
        folder.mkdir(parents=True, exist_ok=True)
        import tempfile

        # Moved into place whole, so that another session never plays half a file.
        handle, draft = tempfile.mkstemp(dir=folder, suffix=".part")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(wav(samples(clip, self._volume)))
            os.replace(draft, path)
        except OSError:
            Path(draft).unlink(missing_ok=True)
            raise
        return path
