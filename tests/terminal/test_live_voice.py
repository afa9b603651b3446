"""The voice of a live session on a real terminal: on by itself, silenced by its key, gone with the session."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.cues import standins
from tests.cues.standins import eventually, given, running, stand_in
from tests.terminal.ptys import session, shell

ONE = ("standing-hip-flexor", "--reps", "1")


@pytest.fixture
def audible(tmp_path: Path) -> dict[str, str]:
    """The environment of a person who has a voice and a player and set nothing."""
    stand_in(tmp_path / "programs", "paplay", standins.RECORDS)
    return {"PATH": f"{tmp_path / 'programs'}:{os.environ['PATH']}", "STRETCHCLI_VOICE": "", "STRETCHCLI_SOUND": ""}


def test_a_live_session_speaks_by_itself(tmp_path: Path, audible: dict[str, str]) -> None:
    """Nobody has to ask for it where the live screen is, and --no-voice is enough to have it quiet."""
    voice = stand_in(tmp_path / "programs", "espeak-ng", 'line=$(cat); echo "$line" >> "$0.log"')
    with session(*ONE, **audible):
        assert eventually(lambda: given(voice))
    assert given(voice)[0].startswith("Standing hip flexor stretch: one hold of thirty seconds")
    before = len(given(voice))
    with session(*ONE, "--no-voice", "--no-sound", **audible) as terminal:
        terminal.press("n")
        terminal.until("Stand tall")
        assert "m mute" not in terminal.text
    assert len(given(voice)) == before


def test_m_silences_and_brings_the_sound_back(tmp_path: Path, audible: dict[str, str]) -> None:
    """At once, in the middle of a word; the footer says which of the two it would do."""
    voice = stand_in(tmp_path / "programs", "espeak-ng", standins.HANGS)
    with session(*ONE, **audible) as terminal:
        terminal.until("m mute")
        assert eventually(lambda: given(voice))
        terminal.press("m")
        terminal.until("m unmute")
        assert eventually(lambda: not running(str(voice)))
        spoken = len(given(voice))
        terminal.press("n")
        terminal.until("Stand tall")
        assert len(given(voice)) == spoken
        terminal.press("m")
        terminal.until("m mute")
        terminal.press("n")
        assert eventually(lambda: len(given(voice)) > spoken)
        terminal.press("q")
        terminal.ended()
    assert not running(str(voice))


@pytest.mark.parametrize("keys", ["q", "\x03"])
def test_leaving_ends_an_engine_that_hangs(tmp_path: Path, audible: dict[str, str], keys: str) -> None:
    """Without keeping the person waiting."""
    voice = stand_in(tmp_path / "programs", "espeak-ng", standins.STUBBORN)
    with session(*ONE, **audible) as terminal:
        assert eventually(lambda: given(voice))
        terminal.press(keys)
        assert terminal.ended() in (4, 130)
        terminal.assert_given_back()
    assert not running(str(voice))


def test_nothing_speaks_while_the_process_is_stopped(tmp_path: Path, audible: dict[str, str]) -> None:
    """Ctrl-Z silences an engine that ignores SIGTERM, too."""
    voice = stand_in(tmp_path / "programs", "espeak-ng", standins.STUBBORN)
    with shell("bash", sys.executable, "-m", "stretchcli", "run", "--yes", *ONE, **audible) as terminal:
        terminal.until("Standing hip flexor stretch: 1 hold")
        assert eventually(lambda: given(voice))
        terminal.press("\x1a")
        terminal.until(lambda text: "Stopped" in text)
        assert not running(str(voice))
        terminal.press("fg\n")
        terminal.until("Press space to")
        terminal.press("q")
        terminal.until(lambda text: text.rstrip().endswith("ready>"))
    assert not running(str(voice))


def test_an_easier_way_in_words_is_said_and_shown_and_the_hold_goes_on(tmp_path: Path, audible: dict[str, str]) -> None:
    """The record has no easier stretch, so e tells its words."""
    voice = stand_in(tmp_path / "programs", "espeak-ng", 'line=$(cat); echo "$line" >> "$0.log"')
    with session(*ONE, **audible) as terminal:
        assert eventually(lambda: given(voice))
        terminal.press("n" * 7)
        terminal.until("enough at 10")
        terminal.press("e")
        terminal.until("Take a shorter step.")
        assert eventually(lambda: "Take a shorter step." in given(voice))
        assert "enough at 10" in terminal.text
