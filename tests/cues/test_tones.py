"""Tones that can be told apart, land where they are due, and are made once."""

from __future__ import annotations

import array
import io
import itertools
import os
import wave
from pathlib import Path
from typing import get_args

import pytest

from stretchcli.cues.tones import LEAD_S, RATE_HZ, Clips, Mark, Tone, clip_of, lasts_s, samples, wav

AUDIBLE = 300


def onsets_s(sound: array.array[int], apart_s: float = 0.3) -> list[float]:
    """Seconds at which a sound begins after a time of quiet."""
    found: list[float] = []
    last = -RATE_HZ
    for number, value in enumerate(sound):
        if abs(value) > AUDIBLE:
            if number - last > apart_s * RATE_HZ:
                found.append(number / RATE_HZ)
            last = number
    return found


def test_a_countdown_is_even_and_starts_half_a_second_early() -> None:
    """Its tones lie exactly a second apart, behind half a second of silence."""
    clip = clip_of([Mark(27, "tick"), Mark(28, "tick"), Mark(29, "tick"), Mark(30, "end")])
    assert onsets_s(samples(clip)) == pytest.approx([LEAD_S, LEAD_S + 1, LEAD_S + 2, LEAD_S + 3], abs=0.005)


def test_a_rehearsal_counts_faster() -> None:
    """At twice the speed a session second is half a real one."""
    assert [mark.at_s for mark in clip_of([Mark(3, "tick"), Mark(4, "tick")], speed=2)] == [0, 0.5]


def test_no_two_tones_sound_the_same() -> None:
    """Each has a wave of its own, and all but the silent one can be heard."""
    sounds = {tone: samples((Mark(0, tone),)) for tone in get_args(Tone)}
    for one, other in itertools.combinations(sounds.values(), 2):
        assert one != other
    assert [tone for tone, sound in sounds.items() if max(sound) <= AUDIBLE] == ["wake"]
    assert lasts_s("wake") == 0
    assert all(lasts_s(tone) <= 0.9 for tone in sounds)


def test_volume_goes_down_to_silence() -> None:
    """Half the volume is quieter, none is nothing."""
    loud, quiet, none = (max(samples((Mark(0, "start"),), volume)) for volume in (100, 50, 0))
    assert 32767 >= loud > 2 * quiet > 0 == none


def test_a_clip_is_a_file_that_players_read() -> None:
    """One channel of 16 bits at the rate of the voice."""
    with wave.open(io.BytesIO(wav(samples((Mark(0, "tick"),))))) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, RATE_HZ)
        assert file.getnframes() > LEAD_S * RATE_HZ


def test_a_clip_is_made_once(tmp_path: Path) -> None:
    """The next session finds the file of the last one; another volume has files of its own."""
    clip: tuple[Mark, ...] = (Mark(0, "start"),)
    path = Clips(tmp_path / "tones", 80).path(clip)
    before = path.stat().st_mtime_ns
    assert Clips(tmp_path / "tones", 80).path(clip) == path
    assert path.stat().st_mtime_ns == before
    assert Clips(tmp_path / "tones", 40).path(clip) != path
    assert sorted(file.suffix for file in (tmp_path / "tones").iterdir()) == [".wav", ".wav"]


def test_a_cache_that_cannot_be_written_does_not_silence_a_session(tmp_path: Path) -> None:
    """A temporary folder takes its place, and goes with the session."""
    (tmp_path / "file").write_text("not a folder")
    clips = Clips(tmp_path / "file" / "tones", 100)
    clips.make([(Mark(0, "start"),), (Mark(0, "end"),)])
    path = clips.path((Mark(0, "end"),))
    assert path.stat().st_size > 1000
    assert tmp_path not in path.parents
    clips.close()
    assert not path.exists()


def test_a_file_that_was_removed_is_made_again(tmp_path: Path) -> None:
    """Whoever clears the cache during a session still hears the next tone."""
    clips = Clips(tmp_path, 100)
    os.unlink(clips.path((Mark(0, "start"),)))
    assert clips.path((Mark(0, "start"),)).exists()
