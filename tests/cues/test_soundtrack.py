"""A recorded session agrees with its timeline, and anybody can follow it with their ears alone."""

from __future__ import annotations

import array
import shutil
import wave
from pathlib import Path

import pytest

from stretchcli.cues.engines import Engine, Unrendered, engines
from stretchcli.cues.soundtrack import Unwritable, decoded, record, script
from stretchcli.cues.tones import RATE_HZ, Mark, samples, wav
from tests.cues import standins
from tests.cues.sessions import session, wishes
from tests.cues.standins import given, stand_in

needs_espeak = pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="espeak-ng is not installed")
AUDIBLE = 300
TONES_LATE_S = 0.02
WORDS_LATE_S = 0.15


@pytest.fixture
def tone_engine(tmp_path: Path) -> Engine:
    """A voice that says everything with the same short tone, and notes what it said."""
    (tmp_path / "tone.wav").write_bytes(wav(samples((Mark(0, "halfway"),), lead_s=0)))
    program = stand_in(tmp_path, "hum", f'line=$(cat); echo "$line" >> "$0.log"; cat "{tmp_path}/tone.wav"')
    return Engine("hum", [str(program)], render=[str(program)])


def read(file: Path) -> array.array[int]:
    """The samples of a recording."""
    with wave.open(str(file)) as reader:
        assert (reader.getnchannels(), reader.getsampwidth(), reader.getframerate()) == (1, 2, RATE_HZ)
        sound = array.array("h")
        sound.frombytes(reader.readframes(reader.getnframes()))
        return sound


def first_audible_s(sound: array.array[int], from_s: float) -> float:
    """The first second from there on at which something can be heard."""
    for number in range(round(from_s * RATE_HZ), len(sound)):
        if abs(sound[number]) > AUDIBLE:
            return number / RATE_HZ
    return float("inf")


def lag_s(sound: array.array[int], mark: Mark) -> float:
    """Where a tone is found around its moment, by its likeness to the tone itself, under words as well."""
    tone = samples((Mark(0, mark.tone),), lead_s=0)[: RATE_HZ // 12]
    middle = round(mark.at_s * RATE_HZ)
    step = RATE_HZ // 2000
    lags = range(-100 * step, 101 * step, step)

    def likeness(lag: int) -> int:
        first = max(middle + lag, 0)
        return sum(one * other for one, other in zip(sound[first : first + len(tone) : 2], tone[::2], strict=False))

    return max(lags, key=likeness) / RATE_HZ


def test_the_tones_of_a_recording_lie_on_the_timeline(tmp_path: Path) -> None:
    """Every one within 20 ms, with nothing before it."""
    timeline = session()
    record(timeline, wishes(voice=False), tmp_path / "tones.wav", None)
    sound = read(tmp_path / "tones.wav")
    marks = script(timeline, wishes(voice=False)).marks
    assert len(marks) > 40
    for mark in marks:
        assert first_audible_s(sound, mark.at_s - 0.3) == pytest.approx(mark.at_s, abs=TONES_LATE_S)


@needs_espeak
def test_tones_and_words_of_a_real_voice_lie_on_the_timeline(tmp_path: Path) -> None:
    """Tones within 20 ms, under words too; words within 150 ms of their cue."""
    timeline = session()
    (engine,) = (found for found in engines() if found.name == "espeak-ng")
    record(timeline, wishes(), tmp_path / "both.wav", engine)
    both = read(tmp_path / "both.wav")
    for mark in script(timeline, wishes()).marks:
        assert abs(lag_s(both, mark)) <= TONES_LATE_S
    alone = wishes(tones=False)
    record(timeline, alone, tmp_path / "words.wav", engine)
    words = read(tmp_path / "words.wav")
    for saying in script(timeline, alone).sayings:
        assert 0 <= first_audible_s(words, saying.at_s) - saying.at_s <= WORDS_LATE_S
        assert max(map(abs, words[round((saying.at_s - 0.05) * RATE_HZ) : round(saying.at_s * RATE_HZ)]), default=0) <= AUDIBLE


def test_a_recording_lasts_as_long_as_the_session_and_its_last_words(tmp_path: Path, tone_engine: Engine) -> None:
    """The silence between is real; progress goes from nothing to all."""
    progress: list[float] = []
    timeline = session()
    seconds = record(timeline, wishes(), tmp_path / "x.wav", tone_engine, progress=progress.append)
    assert len(read(tmp_path / "x.wav")) == pytest.approx(seconds * RATE_HZ, abs=2)
    assert timeline.total_s + 1 < seconds < timeline.total_s + 12
    assert progress == sorted(progress)
    assert (progress[0] < 0.01, progress[-1]) == (True, 1.0)


def test_what_is_recorded_is_what_the_script_says(tmp_path: Path, tone_engine: Engine) -> None:
    """Every saying, in its order; what is said again with the next rep is made once."""
    record(session(), wishes(), tmp_path / "x.wav", tone_engine)
    said = [saying.text for saying in script(session(), wishes()).sayings]
    assert given(Path(tone_engine.command[0])) == list(dict.fromkeys(said))


def test_a_voice_that_is_slower_than_expected_is_cut_off_by_the_next_words(tmp_path: Path) -> None:
    """As in a session: it never runs into them, and what comes is on time."""
    (tmp_path / "long.wav").write_bytes(wav(samples(tuple(Mark(number * 0.3, "start") for number in range(100)), lead_s=0)))
    program = stand_in(tmp_path, "slow", f'cat "{tmp_path}/long.wav"')
    wish = wishes(tones=False)
    seconds = record(session(), wish, tmp_path / "x.wav", Engine("slow", [], render=[str(program)]))
    assert len(read(tmp_path / "x.wav")) == pytest.approx(seconds * RATE_HZ, abs=2)


def test_a_soundtrack_says_and_sounds_what_a_session_does() -> None:
    """Its words and its tones, each at the moment when a session would have it."""
    heard = script(session(), wishes())
    said = [(int(saying.at_s), saying.text) for saying in heard.sayings]
    assert said[0] == (0, "Stretch one of two. Calf stretch at the wall: two holds of thirty seconds on each side. Go to a wall.")
    assert (24, "Hold, thirty seconds. Stay there. Feel it in your left calf. Ease off if your ankle hurts.") in said
    assert said[-1][1].endswith("Done. Five of five holds complete, held for two minutes twenty seconds in all.")
    assert {(24, "start"), (54, "end")} <= {(int(mark.at_s), mark.tone) for mark in heard.marks}


def test_nothing_is_ever_replaced(tmp_path: Path) -> None:
    """A file that is there stays as it is."""
    (tmp_path / "x.wav").write_text("dear to somebody")
    with pytest.raises(FileExistsError):
        record(session(), wishes(voice=False), tmp_path / "x.wav", None)
    assert (tmp_path / "x.wav").read_text() == "dear to somebody"


def test_a_recording_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    """Neither half a file nor a draft, whether the place or the voice is to blame."""
    folder = tmp_path / "here"
    folder.mkdir()
    with pytest.raises(Unwritable, match="No such file"):
        record(session(), wishes(voice=False), folder / "nowhere" / "x.wav", None)
    failing = stand_in(tmp_path, "failing", standins.FAILS)
    with pytest.raises(Unrendered, match="failing ended with code 1"):
        record(session(), wishes(), folder / "x.wav", Engine("failing", [], render=[str(failing)]))
    with pytest.raises(Unrendered, match="there is no voice"):
        record(session(), wishes(), folder / "x.wav", None)
    assert list(folder.iterdir()) == []


def test_a_full_disk_is_told(tmp_path: Path) -> None:
    """The sentence is that of the system."""
    file = Path("/dev/full")
    if not file.exists():
        pytest.skip("there is no /dev/full here")
    draft = tmp_path / ".x.wav.part"
    draft.symlink_to(file)
    with pytest.raises(Unwritable, match="No space left"):
        record(session(), wishes(voice=False), tmp_path / "x.wav", None)


@pytest.mark.parametrize("made", [b"", b"RIFF", b"ID3" + bytes(100), b"RIFF" + bytes(100)])
def test_what_is_no_wav_is_refused(made: bytes) -> None:
    """A voice that writes MP3, or nothing, is told as that."""
    with pytest.raises(Unrendered):
        decoded(made)


def test_a_voice_at_another_rate_keeps_its_length() -> None:
    """It is brought to the rate of the tones."""
    tone = wav(samples((Mark(0, "start"),), lead_s=0))
    slower = bytearray(tone)
    slower[24:28] = (16_000).to_bytes(4, "little")
    assert len(decoded(bytes(slower))) == pytest.approx(len(decoded(tone)) * RATE_HZ / 16_000, abs=3)
    stereo = bytearray(tone)
    stereo[22:24] = (2).to_bytes(2, "little")
    with pytest.raises(Unrendered, match="2 channels"):
        decoded(bytes(stereo))
