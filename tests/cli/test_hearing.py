"""What a session sounds like, from the command line: stand-ins on the PATH in place of voices and players."""

from __future__ import annotations

import signal
import sys
import time
import wave
from pathlib import Path

import pytest

from tests.clis import spawn, stretchcli
from tests.cues import standins
from tests.cues.standins import eventually, given, running, stand_in

FAST = ("run", "glute-bridge", "--reps", "1", "--speed", "40", "--no-log", "--yes")
PROGRAMS = ("sh", "cat", "sleep", "yes", "printf", "cp", "stty")
RECORDED = 'line=$(cat); echo "$line" >> "$0.log"'


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A PATH on which nothing speaks or plays unless a test puts it there."""
    folder = tmp_path / "programs"
    folder.mkdir()
    for name in PROGRAMS:
        found = next((Path(place) / name for place in ("/usr/bin", "/bin") if (Path(place) / name).exists()), None)
        if found:
            (folder / name).symlink_to(found)
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setitem(sys.modules, "espeakng_loader", None)  # the voice of the extra speaks without a program
    return folder


def test_lines_and_json_are_silent_unless_asked(path: Path) -> None:
    """A script that pipes a session does not begin to speak, whatever the config says."""
    voice, player = stand_in(path, "espeak-ng", RECORDED), stand_in(path, "paplay", standins.RECORDS)
    (path.parent / "home" / "config.yaml").write_text("voice: true\nsound: true\n")
    assert stretchcli(*FAST).code == 0
    assert stretchcli(*FAST, "--json").code == 0
    assert given(voice) == given(player) == []


@pytest.mark.parametrize("form", ["--plain", "--json"])
def test_a_session_is_spoken_where_it_is_asked_for(path: Path, form: str) -> None:
    """In time with its lines, and the last words are heard out before the program ends."""
    voice, player = stand_in(path, "espeak-ng", RECORDED), stand_in(path, "paplay", standins.RECORDS)
    ran = stretchcli(*FAST, form, "--voice", "--sound")
    assert ran.code == 0
    assert given(voice)[-1].startswith("Done. One of one hold complete, held for thirty seconds in all. If you are lying, roll")
    assert any(line.endswith(".wav|") for line in given(player))
    assert ran.err == ""


def test_tones_alone_and_voice_alone(path: Path) -> None:
    """Each can be had without the other."""
    voice, player = stand_in(path, "espeak-ng", RECORDED), stand_in(path, "paplay", standins.RECORDS)
    stretchcli(*FAST, "--sound")
    assert given(voice) == []
    calls = len(given(player))
    assert calls > 0
    stretchcli(*FAST, "--voice")
    assert given(voice)
    assert len(given(player)) == calls


def test_a_program_of_ones_own_speaks(path: Path, home: Path) -> None:
    """With its options, the text on its stdin; the usual voice stands by."""
    own, usual = stand_in(path, "piper", standins.RECORDS), stand_in(path, "espeak-ng", RECORDED)
    (home / "config.yaml").write_text("voice_command: [piper, --model, joe]\n")
    stretchcli(*FAST, "--voice")
    assert given(own)[-1].startswith("--model|joe|Done.")
    assert given(usual) == []


def test_a_missing_program_of_ones_own_is_told_and_another_speaks(path: Path, home: Path) -> None:
    """Once, before the session."""
    usual = stand_in(path, "espeak-ng", RECORDED)
    (home / "config.yaml").write_text("voice_command: [piper]\n")
    ran = stretchcli(*FAST, "--voice")
    assert ran.out.count("The program piper of voice_command was not found") == 1
    assert given(usual)


def test_no_voice_is_told_once_with_what_installs_one(path: Path) -> None:
    """The session goes on with its tones."""
    player = stand_in(path, "paplay", standins.RECORDS)
    (path / "apt").symlink_to("/bin/true")
    ran = stretchcli(*FAST, "--voice", "--sound")
    assert ran.code == 0
    assert ran.out.count("No voice was found here, so nothing is spoken. Install it with: sudo apt install espeak-ng") == 1
    assert given(player)
    ran = stretchcli(*FAST, "--sound", "--json")
    assert "No player" not in ran.err
    player.unlink()
    ran = stretchcli(*FAST, "--sound", "--json")
    assert "No player was found here, so no tones are played. Install it with: sudo apt install alsa-utils" in ran.err
    assert ran.code == 0


def test_a_voice_that_stops_working_is_told_at_the_end(path: Path) -> None:
    """With its reason, and where to look."""
    stand_in(path, "espeak-ng", standins.FAILS)
    ran = stretchcli(*FAST, "--voice")
    assert ran.code == 0
    assert "This stopped working during the session: espeak-ng (it ended with code 1). See stretchcli doctor --speak" in ran.err


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
@pytest.mark.parametrize("body", [standins.STUBBORN, standins.HANGS])
def test_nothing_that_speaks_outlives_a_session(path: Path, number: int, body: str) -> None:
    """A signal ends an engine that hangs or ignores its own, at once."""
    voice = stand_in(path, "espeak-ng", body)
    with spawn("run", "glute-bridge", "--reps", "1", "--no-log", "--voice") as process:
        assert eventually(lambda: given(voice), 15)
        before = time.monotonic()
        process.send_signal(number)
        process.communicate()
        assert time.monotonic() - before < 3
    assert process.returncode == 128 + number
    assert not running(str(voice))


@pytest.mark.parametrize(
    ("arguments", "config", "words"),
    [
        (("--say", "much"), "", "--say much is not one of its values."),
        ((), "say: much\n", "config.yaml:1:6"),
        ((), "volume: 101\n", "config.yaml:1:9"),
        ((), "voice: maybe\n", "config.yaml:1:8"),
        ((), "voice_command: {}\n", "config.yaml:1:16"),
    ],
)
def test_wrong_values_are_told_with_their_place(home: Path, arguments: tuple[str, ...], config: str, words: str) -> None:
    """Before anything is heard."""
    (home / "config.yaml").write_text(config)
    ran = stretchcli(*FAST, *arguments)
    assert ran.code == 2
    assert words in ran.err


def test_a_session_is_recorded_in_place_of_being_run(tmp_path: Path, path: Path) -> None:
    """With a voice that renders; nothing is logged, and the file is as long as the session."""
    stand_in(path, "espeak-ng", f"{RECORDED}; cat {tmp_path}/silence.wav")
    with wave.open(str(tmp_path / "silence.wav"), "wb") as writer:
        writer.setparams((1, 2, 22_050, 0, "NONE", ""))
        writer.writeframes(bytes(2000))
    ran = stretchcli("run", "glute-bridge", "--reps", "1", "--record", str(tmp_path / "x.wav"))
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"Recorded in {tmp_path}/x.wav: Glute bridge")
    with wave.open(str(tmp_path / "x.wav")) as reader:
        planned_s = stretchcli("plan", "glute-bridge", "--reps", "1", "--json").json["total_s"]
        assert planned_s < reader.getnframes() / 22_050 < planned_s + 15
    assert stretchcli("log", "--json").json["sessions"] == []


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("--record", "there.wav"), 2, "there.wav exists already."),
        (("--record", "x.mp3"), 2, "--record writes WAV files"),
        (("--record", "x.wav", "--speed", "2"), 2, "--record goes with neither"),
        (("--record", "x.wav", "--json"), 2, "--record goes with neither"),
        (("--record", "nowhere/x.wav", "--no-voice"), 1, "nowhere/x.wav cannot be written: No such file or directory."),
        (("--record", "x.wav"), 1, "No voice here can be recorded."),
    ],
)
def test_what_cannot_be_recorded_is_told(
    tmp_path: Path, path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], code: int, words: str
) -> None:
    """In one sentence with a remedy; nothing is left behind or replaced."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "there.wav").write_text("dear to somebody")
    ran = stretchcli("run", "glute-bridge", "--reps", "1", *arguments, *(["--no-voice"] if "there.wav" in arguments else []))
    assert ran.code == code
    assert words in ran.err
    assert len(ran.err.splitlines()) == 2
    assert [file.name for file in tmp_path.glob("*.*")] == ["there.wav"]
    assert (tmp_path / "there.wav").read_text() == "dear to somebody"


def test_the_doctor_names_what_speaks_and_plays(path: Path) -> None:
    """Or the exact command that installs something that does."""
    (path / "apt").symlink_to("/bin/true")
    ran = stretchcli("doctor")
    assert "voice: none: nothing is spoken  <- look here\n    Install it with: sudo apt install espeak-ng" in ran.out
    assert "tones: none: the terminal bell rings  <- look here\n    Install it with: sudo apt install alsa-utils" in ran.out
    for name in ("espeak-ng", "spd-say", "pw-play", "aplay"):
        stand_in(path, name, RECORDED)
    ran = stretchcli("doctor")
    assert "voice: espeak-ng, then spd-say\n" in ran.out
    assert "tones: pw-play, then aplay\n" in ran.out


def test_the_doctor_lets_one_hear_it(path: Path) -> None:
    """A tone and a sentence, and what made them; what did not work is named."""
    voice = stand_in(path, "espeak-ng", RECORDED)
    stand_in(path, "pw-play", standins.FAILS)
    player = stand_in(path, "aplay", standins.RECORDS)
    ran = stretchcli("doctor", "--speak")
    assert ran.out.splitlines() == [
        "pw-play did not work: it ended with code 1.",
        "aplay has played a tone.",
        "espeak-ng has spoken.",
        "If you heard nothing, check the volume and the output device of your system.",
    ]
    assert given(voice) == ["This is how stretchcli speaks. Hold, thirty seconds, right leg in front."]
    assert len(given(player)) == 1
