"""``stretchcli doctor``: what is here, what is missing, and how to get it."""

from __future__ import annotations

import os
import platform
import shutil
import sys
from collections import Counter
from dataclasses import dataclass
from importlib import metadata
from typing import Annotated, Any

import typer

from stretchcli import __version__
from stretchcli.catalog.folders import data_folder
from stretchcli.catalog.loader import load
from stretchcli.catalog.selection import Limits
from stretchcli.cli.context import AppContext, check_config_names
from stretchcli.cli.options import JsonFlag
from stretchcli.cli.printing import print_json, print_lines
from stretchcli.errors import CatalogProblems, StretchError
from stretchcli.reading.text import harmless
from stretchcli.running import awake
from stretchcli.settings import Places, read_settings
from stretchcli.terminal.mode import choose


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at.

    Attributes:
        fine: It is as it should be.
        remedy: What to do where it is not.
    """

    topic: str
    name: str
    value: str
    fine: bool = True
    remedy: str = ""


def command(
    as_json: JsonFlag = False,
    speak: Annotated[bool, typer.Option("--speak", help="Say a sentence and sound a tone, to hear whether it works.")] = False,
) -> None:
    """Check what is here and what is missing.

    \b
    stretchcli doctor
    stretchcli doctor --speak       is the voice heard?
    stretchcli doctor --json
    """
    if speak:
        from stretchcli.cli.hearing import speak_up

        print_lines(speak_up(AppContext()))
        return
    places = Places.of(os.environ)
    findings = [*_versions(), *_places(places), *_terminal(), *_sound(), *_catalog(places), _keep_awake()]
    if as_json:
        print_json({"format": 1, "fine": all(finding.fine for finding in findings), "findings": list(map(_json, findings))})
        return
    lines = []
    for topic in dict.fromkeys(finding.topic for finding in findings):
        lines += [topic]
        for finding in findings:
            if finding.topic == topic:
                mark = "" if finding.fine else "  <- look here"
                lines.append(f"  {finding.name}: {finding.value}{mark}")
                lines += [f"    {finding.remedy}"] if finding.remedy else []
        lines.append("")
    wrong = [finding for finding in findings if not finding.fine]
    counted = Counter(finding.topic for finding in wrong)
    where = ", ".join(topic if count == 1 else f"{topic} ({count})" for topic, count in counted.items())
    lines.append("All is well." if not wrong else f"{len(wrong)} to look at, marked above: {where}.")
    print_lines(lines)


def _json(finding: Finding) -> dict[str, Any]:
    return {
        "topic": finding.topic,
        "name": finding.name,
        "value": finding.value,
        "fine": finding.fine,
        "remedy": finding.remedy or None,
    }


def _versions() -> list[Finding]:
    found = [
        Finding("Versions", "stretchcli", __version__),
        Finding("Versions", "Python", platform.python_version()),
        Finding("Versions", "system", platform.platform()),
    ]
    for package in ("typer", "rich", "PyYAML", "platformdirs"):
        try:
            found.append(Finding("Versions", package, metadata.version(package)))
        except metadata.PackageNotFoundError:
            found.append(Finding("Versions", package, "not found", fine=False, remedy=f"pip install {package}"))
    return found


def _places(places: Places) -> list[Finding]:
    found = [
        Finding("Places", "config", f"{places.config_file}{'' if places.config_file.exists() else ' (none yet)'}"),
        Finding("Places", "your data", str(places.data)),
        Finding("Places", "log", f"{places.data / 'log.db'}{'' if (places.data / 'log.db').exists() else ' (none yet)'}"),
        Finding("Places", "cache", str(places.cache)),
        Finding("Places", "crash reports", str(places.state)),
    ]
    try:
        AppContext().settings  # noqa: B018  # reading it is what raises
    except StretchError as error:
        found.append(_wrong_settings(error))
    for folder in (places.data, places.cache):
        nearest = folder
        while not nearest.exists() and nearest != nearest.parent:
            nearest = nearest.parent
        if not os.access(nearest, os.W_OK):
            remedy = f"Make it writable, for example: chmod u+w {nearest}"
            found.append(Finding("Places", "writing", f"{folder} cannot be written", fine=False, remedy=remedy))
    return found


def _wrong_settings(error: StretchError) -> Finding:
    said = harmless(error.message.replace("\n", " / "))
    return Finding("Places", "settings", said, fine=False, remedy=error.remedy or "Fix that file.")


def _terminal() -> list[Finding]:
    stdout = sys.stdout.isatty()
    stdin = sys.stdin is not None and sys.stdin.isatty()
    size = shutil.get_terminal_size()
    view = choose(as_json=False, plain=False, stdout_is_terminal=stdout, environment=os.environ)
    encoding = (sys.stdout.encoding or "unknown").lower()
    found = [
        Finding("Terminal", "output", "a terminal" if stdout else "no terminal (a pipe or a file)"),
        Finding("Terminal", "keys", "read without Enter" if stdin else "none, sessions run by themselves"),
        Finding("Terminal", "TERM", harmless(os.environ.get("TERM", "not set"))),
        Finding("Terminal", "size", f"{size.columns} x {size.lines}"),
        Finding("Terminal", "colours", _colours()),
        Finding("Terminal", "a session shows", {"live": "the live screen", "lines": "plain lines"}[view.value]),
    ]
    utf8 = encoding.replace("-", "") == "utf8"
    remedy = "" if utf8 else "For smooth bars: export LANG=C.UTF-8"
    found.append(Finding("Terminal", "encoding", encoding + ("" if utf8 else ", drawn in ASCII"), remedy=remedy))
    return found


def _colours() -> str:
    if os.environ.get("NO_COLOR"):
        return "none (NO_COLOR)"
    from rich.console import Console

    return Console().color_system or "none"


def _sound() -> list[Finding]:
    """What speaks and what plays here."""
    from stretchcli.cues.engines import engines, player_advice, players, voice_advice

    speaking = ", then ".join(engine.name for engine in engines(_own_voice()))
    playing = ", then ".join(player[0] for player in players())
    silent, rings = "none: nothing is spoken", "none: the terminal rings"
    return [
        Finding("Sound", "voice", speaking or silent, fine=bool(speaking), remedy="" if speaking else voice_advice()),
        Finding("Sound", "tones", playing or rings, fine=bool(playing), remedy="" if playing else player_advice()),
    ]


def _own_voice() -> list[str]:
    """The program of ``voice_command:``, where the config can be read and the program is there."""
    try:
        own: list[str] = read_settings(Places.of(os.environ), os.environ).get("voice_command", [])
    except CatalogProblems:
        return []  # told under the places
    return own if own and shutil.which(own[0]) else []


def _catalog(places: Places) -> list[Finding]:
    try:
        loaded = load(data_folder(), places.data)
    except CatalogProblems as problems:
        remedy = "Install stretchcli again: pip install --force-reinstall stretchcli"
        return [Finding("Catalog", "built-in", harmless(problems.message.replace("\n", " / ")), fine=False, remedy=remedy)]
    stretches = loaded.catalog.stretches.values()
    own = sum(stretch.own for stretch in stretches)
    found = [
        Finding("Catalog", "stretches", f"{len(stretches)}, {own} of them yours"),
        Finding("Catalog", "routines", str(len(loaded.catalog.routines))),
    ]
    try:
        limits = read_settings(places, os.environ).limits
    except CatalogProblems:
        limits = Limits()  # told under the places
    try:
        check_config_names(limits, loaded.catalog, places.config_file)
    except StretchError as error:
        found.append(_wrong_settings(error))
    for problem in loaded.problems:
        found.append(
            Finding("Catalog", "your file", harmless(str(problem)), fine=False, remedy="Fix it; until then the file is ignored.")
        )
    return found


def _keep_awake() -> Finding:
    arguments = awake.command()
    if arguments is None:
        return Finding("Keep awake", "tool", "none: the computer may fall asleep in a session", fine=False, remedy=awake.remedy())
    import time

    with awake.KeepAwake(arguments) as child:
        time.sleep(0.2)  # a tool that cannot reach its service gives up at once
        works = child.works
    if works:
        return Finding("Keep awake", "tool", f"{arguments[0]} keeps the computer awake in a session")
    return Finding(
        "Keep awake",
        "tool",
        f"{arguments[0]} is here but gives up: the computer may fall asleep in a session",
        fine=False,
        remedy="It needs the login service, for example: sudo systemctl start systemd-logind",
    )
