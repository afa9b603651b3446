"""Which engines and players are found, what they are given, and what is advised where there are none."""

from __future__ import annotations

import io
import shutil
import wave
from collections.abc import Callable
from pathlib import Path

import pytest

from stretchcli.cues import engines
from stretchcli.cues.children import Channel
from stretchcli.cues.engines import Engine, Unrendered, player_advice, players, render, voice_advice
from stretchcli.cues.speaking import speakable, takes_s
from stretchcli.cues.tones import RATE_HZ
from tests.cues import standins
from tests.cues.standins import eventually, given, stand_in

needs_espeak = pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="espeak-ng is not installed")


def having(*programs: str) -> Callable[[str], str | None]:
    """A system with these programs."""
    return lambda name: f"/usr/bin/{name}" if name in programs else None


def test_the_persons_own_voice_comes_first_then_espeak_then_the_daemon() -> None:
    """Each stands in where the one before it fails."""
    found = engines.engines(["piper", "--model", "x"], which=having("piper", "spd-say", "espeak-ng"), platform="linux")
    assert [engine.name for engine in found] == ["piper", "espeak-ng", "spd-say"]
    assert found[0].command == ["piper", "--model", "x"]
    assert [bool(engine.render) for engine in found] == [False, True, False]
    assert engines.engines(which=having(), platform="linux") == []
    assert engines.engines(["piper"], which=having(), platform="linux") == []


def test_on_a_mac_its_own_voice_is_used() -> None:
    """``say`` without a text reads stdin, so a text that begins with a hyphen is no option."""
    found = engines.engines(which=having("say", "espeak-ng"), platform="darwin")
    assert [engine.name for engine in found] == ["say", "espeak-ng"]
    assert found[0].job("-v ? hello").given == b"-v ? hello\n"
    assert "-v ? hello" not in found[0].job("-v ? hello").command
    assert engines.engines(which=having("say"), platform="linux") == []


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("espeak-ng", "-v|en-us|-s|170|-z|-a|60|-b|1|--stdin|{text}"),
        ("spd-say", "-l|en|-i|-40|--|{text}|"),
        ("say", "-r|170|{text}"),
    ],
)
def test_a_text_is_never_taken_for_an_option(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, called: str) -> None:
    """It goes to stdin, or behind the mark that ends the options, as one argument."""
    program = stand_in(tmp_path, name, standins.RECORDS)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    platform = "darwin" if name == "say" else "linux"
    (engine,) = (found for found in engines.engines(volume=60, platform=platform) if found.name == name)
    spoken = Channel("test", [engine.way])
    spoken.begin(speakable("-wFILE `x` $(touch y); lean 20-30 s"), 1)
    assert eventually(lambda: given(program))
    spoken.close()
    text = "wFILE x (touch y); lean twenty to thirty seconds"
    assert given(program)[0] == called.format(text=text)


def test_native_windows_is_silent() -> None:
    """What hangs could not be ended there."""
    assert engines.engines(["piper"], which=having("espeak-ng", "piper"), platform="win32") == []
    assert players(having("aplay"), "win32") == []


def test_players_are_those_that_are_installed() -> None:
    """In the order in which they are tried."""
    assert players(having("aplay", "paplay")) == [["paplay", "--client-name=stretchcli"], ["aplay", "-q"]]
    assert players(having()) == []


@pytest.mark.parametrize(
    ("platform", "installed", "voice", "player"),
    [
        ("linux", "apt", "Install it with: sudo apt install espeak-ng", "Install it with: sudo apt install alsa-utils"),
        ("linux", "pacman", "Install it with: sudo pacman -S espeak-ng", "Install it with: sudo pacman -S alsa-utils"),
        ("linux", "", "Install espeak-ng with the package", "Install alsa-utils with the package"),
        ("win32", "", "Native Windows is silent", "Native Windows is silent"),
        ("darwin", "brew", "say belongs to macOS", "afplay belongs to macOS"),
    ],
)
def test_the_advice_is_the_command_of_this_system(platform: str, installed: str, voice: str, player: str) -> None:
    """What is missing can be had by copying one line."""
    assert voice_advice(having(installed), platform).startswith(voice)
    assert player_advice(having(installed), platform).startswith(player)


@needs_espeak
def test_espeak_renders_a_text_at_the_rate_of_the_tones(tmp_path: Path) -> None:
    """So that both can be mixed as they are; and it begins at once."""
    (engine,) = (found for found in engines.engines() if found.name == "espeak-ng")
    made = render(engine, "Hold, thirty seconds.", tmp_path)
    assert int.from_bytes(made[24:28], "little") == RATE_HZ
    assert len(made) > RATE_HZ


@needs_espeak
@pytest.mark.parametrize(
    "text",
    [
        "Halfway.",
        "Right leg in front, 2 of 3.",
        "Stay there. Feel it at the front of your left hip, groin and thigh. Ease off if your low back hurts.",
        "Kneeling hip flexor stretch: 3 holds of 30 seconds on each side. Fetch a mat, a cushion or a steady chair.",
    ],
)
def test_a_text_takes_no_longer_than_is_planned_for_it(tmp_path: Path, text: str) -> None:
    """What the plan allows is what the engine needs, or a little more."""
    (engine,) = (found for found in engines.engines() if found.name == "espeak-ng")
    made = render(engine, speakable(text), tmp_path)
    took_s = (len(made) - 44) / 2 / RATE_HZ
    assert 0.7 * takes_s(speakable(text)) < took_s < 1.05 * takes_s(speakable(text))


def test_an_engine_that_writes_files_renders_too(tmp_path: Path) -> None:
    """As ``say`` does on a Mac."""
    with wave.open(file := io.BytesIO(), "wb") as writer:
        writer.setparams((1, 2, RATE_HZ, 0, "NONE", ""))
        writer.writeframes(bytes(1000))
    (tmp_path / "made.wav").write_bytes(file.getvalue())
    program = stand_in(tmp_path, "say", f'cat > "$0.log"; cp "{tmp_path}/made.wav" "$2"')
    engine = Engine("say", [str(program)], render=[str(program), "-o", engines.FILE])
    assert render(engine, "Lean in.", tmp_path) == file.getvalue()
    assert given(program) == ["Lean in."]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (standins.FAILS, "voice ended with code 1 and made no sound"),
        (standins.RECORDS, "voice ended with code 0 and made no sound"),
        (standins.HANGS, "voice hung"),
    ],
)
def test_an_engine_that_renders_nothing_is_told(tmp_path: Path, body: str, reason: str) -> None:
    """A failure, an empty sound and a hang each have their reason."""
    program = stand_in(tmp_path, "voice", body)
    engine = Engine("voice", [str(program)], render=[str(program)])
    with pytest.raises(Unrendered, match=reason):
        render(engine, "x", tmp_path, patience_s=0.3)
    with pytest.raises(Unrendered, match="No such file"):
        render(engine._replace(render=[str(tmp_path / "nothing")]), "x", tmp_path)
