"""Which programs of this system can speak, and which can play a sound; how to get one where there is none."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Final, Literal, NamedTuple

from stretchcli.cues.children import Job, Way
from stretchcli.cues.tones import RATE_HZ

Which = Callable[[str], str | None]

WORDS_PER_MINUTE: Final = 170  # what ``speaking.takes_s`` was measured with
FILE: Final = "{file}"


class Engine(NamedTuple):
    """A program that speaks.

    Attributes:
        command: What is run for each text.
        text: Where the text goes: to stdin, or behind the command (which then ends in ``--``).
        silence: Silences what a daemon goes on saying after the command has ended.
        render: Makes a WAV of the text on stdin: on stdout, or in the file that stands in it as ``FILE``; empty where
            the engine cannot.
    """

    name: str
    command: Sequence[str]
    text: Literal["stdin", "argument"] = "stdin"
    silence: Sequence[str] = ()
    render: Sequence[str] = ()

    def job(self, spoken: str) -> Job:
        """The child that says a text.

        Args:
            spoken: What ``speaking.speakable`` made.
        """
        if self.text == "argument":
            return Job((*self.command, spoken), silence=self.silence)
        return Job(self.command, f"{spoken}\n".encode(), self.silence)

    @property
    def way(self) -> Way[str]:
        """Itself as a channel takes it."""
        return Way(self.name, self.job)


def engines(
    voice_command: Sequence[str] = (), volume: int = 100, which: Which = shutil.which, platform: str = sys.platform
) -> list[Engine]:
    """What can speak here, best first: the person's own program, then those that the system has.

    Args:
        voice_command: A program that speaks what it reads from stdin; one that is not installed is left out.
        volume: 0 to 100.
    """
    found: list[Engine] = []
    if platform == "win32":  # no process groups, so a hanging child could not be killed
        return found
    if voice_command and which(voice_command[0]):
        found.append(Engine(voice_command[0], list(voice_command)))
    if platform == "darwin" and which("say"):
        rate = ["-r", str(WORDS_PER_MINUTE)]
        render = ["say", *rate, "-o", FILE, "--file-format=WAVE", f"--data-format=LEI16@{RATE_HZ}"]
        found.append(Engine("say", ["say", *rate], render=render))  # without a text it reads stdin (its manual)
    if which("espeak-ng"):
        command = ["espeak-ng", "-v", "en-us", "-s", str(WORDS_PER_MINUTE), "-z", "-a", str(volume), "-b", "1", "--stdin"]
        found.append(Engine("espeak-ng", command, render=[*command, "--stdout"]))
    found += _bundled(volume, which, platform)
    if which("spd-say"):
        command = ["spd-say", "-l", "en", "-i", str(volume - 100), "--"]
        found.append(Engine("spd-say", command, text="argument", silence=["spd-say", "-C"]))
    return found


def _bundled(volume: int, which: Which, platform: str) -> list[Engine]:
    """The voice of the extra ``[voice]``, once for each player that could play it."""
    if not platform.startswith("linux") or find_spec("espeakng_loader") is None:
        return []
    command = [sys.executable, "-P", str(Path(__file__).with_name("bundled.py")), str(WORDS_PER_MINUTE), str(volume)]
    return [
        Engine(f"espeakng-loader with {player[0]}", [*command, *player], render=command) for player in players(which, platform)
    ]


_PLAYERS: Final = (
    ("pw-play",),
    ("paplay", "--client-name=stretchcli"),
    ("aplay", "-q"),
    ("afplay",),
)


def players(which: Which = shutil.which, platform: str = sys.platform) -> list[list[str]]:
    """The commands that can play a WAV file here, to be tried in turn, since an installed one need not work."""
    if platform == "win32":
        return []
    return [list(command) for command in _PLAYERS if which(command[0])]


_INSTALLERS: Final = (
    ("apt", "sudo apt install"),
    ("dnf", "sudo dnf install"),
    ("pacman", "sudo pacman -S"),
    ("zypper", "sudo zypper install"),
    ("apk", "sudo apk add"),
    ("xbps-install", "sudo xbps-install"),
    ("brew", "brew install"),
)


_WINDOWS: Final = "Native Windows is silent; run it in WSL to hear it."


def voice_advice(which: Which = shutil.which, platform: str = sys.platform) -> str:
    """How to get a voice here: the exact command."""
    if platform == "win32":
        return _WINDOWS
    return "say belongs to macOS; check your PATH." if platform == "darwin" else _install("espeak-ng", which)


def player_advice(which: Which = shutil.which, platform: str = sys.platform) -> str:
    """How to get a player of sounds here: the exact command."""
    if platform == "win32":
        return _WINDOWS
    return "afplay belongs to macOS; check your PATH." if platform == "darwin" else _install("alsa-utils", which)


def _install(package: str, which: Which) -> str:
    for program, command in _INSTALLERS:
        if which(program):
            return f"Install it with: {command} {package}"
    return f"Install {package} with the package manager of your system."


class Unrendered(Exception):
    """An engine could not render a text."""


def render(engine: Engine, spoken: str, folder: Path, patience_s: float = 30.0) -> bytes:
    """The WAV of a text, as the engine makes it.

    Args:
        folder: Where an engine that writes files may do so.

    Raises:
        Unrendered: it failed, hung, or made nothing.
    """
    file = folder / "spoken.wav"
    command = [str(file) if part == FILE else part for part in engine.render]
    try:
        done = subprocess.run(
            command,
            input=f"{spoken}\n".encode(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=patience_s,
            start_new_session=True,
        )
        made = file.read_bytes() if FILE in engine.render else done.stdout
    except subprocess.TimeoutExpired:
        raise Unrendered(f"{engine.name} hung") from None
    except OSError as error:
        raise Unrendered(f"{engine.name}: {error.strerror}") from error
    if done.returncode or len(made) <= 44:
        raise Unrendered(f"{engine.name} ended with code {done.returncode} and made no sound")
    return made
