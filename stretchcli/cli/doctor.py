"""``stretchcli doctor``: what is here, what is missing, and how to get it."""

from __future__ import annotations

import functools
import os
import platform
import shutil
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Annotated, Any

import typer

from stretchcli import __version__
from stretchcli.catalog.folders import data_folder
from stretchcli.catalog.loader import load
from stretchcli.catalog.phrases import Phrases
from stretchcli.catalog.selection import Limits
from stretchcli.cli.context import AppContext, check_config_names
from stretchcli.cli.options import JsonFlag
from stretchcli.cli.printing import print_json, print_lines
from stretchcli.cues.engines import engines, player_advice, players, voice_advice
from stretchcli.errors import CatalogProblems, StretchError
from stretchcli.reading.text import harmless
from stretchcli.running import awake
from stretchcli.settings import Places, read_settings
from stretchcli.terminal.mode import choose, has_braille


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
    stretchcli doctor --speak       can you hear the voice?
    stretchcli doctor --json
    """
    if speak:
        from stretchcli.cli.hearing import speak_up

        print_lines(speak_up(AppContext()))
        return
    context = AppContext()
    phrases, places = context.phrases, context.places
    findings = [
        *_versions(phrases),
        *_places(places, phrases),
        *_terminal(phrases),
        *_sound(places, phrases),
        *_catalog(places, phrases),
        _keep_awake(phrases),
    ]
    if as_json:
        print_json({"format": 1, "fine": all(finding.fine for finding in findings), "findings": list(map(_json, findings))})
        return
    lines = []
    for topic in dict.fromkeys(finding.topic for finding in findings):
        lines += [topic]
        for finding in findings:
            if finding.topic == topic:
                value = finding.value if finding.fine else phrases.say("doctor.look", value=finding.value)
                lines.append(f"  {finding.name}: {value}")
                lines += [f"    {finding.remedy}"] if finding.remedy else []
        lines.append("")
    wrong = [finding for finding in findings if not finding.fine]
    counted = Counter(finding.topic for finding in wrong)
    where = [topic if count == 1 else phrases.say("doctor.several", topic=topic, count=count) for topic, count in counted.items()]
    if wrong:
        lines.append(phrases.say("doctor.wrong", count=len(wrong), where=phrases.listed(where)))
    else:
        lines.append(phrases.say("doctor.well"))
    print_lines(lines)


def _json(finding: Finding) -> dict[str, Any]:
    return {
        "topic": finding.topic,
        "name": finding.name,
        "value": finding.value,
        "fine": finding.fine,
        "remedy": finding.remedy or None,
    }


def _versions(phrases: Phrases) -> list[Finding]:
    topic = phrases.say("doctor.topic.versions")
    found = [
        Finding(topic, "stretchcli", __version__),
        Finding(topic, "Python", platform.python_version()),
        Finding(topic, phrases.say("doctor.system"), platform.platform()),
    ]
    for package in ("typer", "rich", "PyYAML", "platformdirs"):
        try:
            found.append(Finding(topic, package, metadata.version(package)))
        except metadata.PackageNotFoundError:
            missing = phrases.say("doctor.not-found")
            found.append(Finding(topic, package, missing, fine=False, remedy=f"pip install {package}"))
    return found


def _places(places: Places, phrases: Phrases) -> list[Finding]:
    topic = phrases.say("doctor.topic.places")

    def of(file: Path) -> str:
        return str(file) if file.exists() else phrases.say("doctor.none-yet", path=file)

    found = [
        Finding(topic, phrases.say("doctor.config"), of(places.config_file)),
        Finding(topic, phrases.say("doctor.data"), str(places.data)),
        Finding(topic, phrases.say("doctor.log"), of(places.data / "log.db")),
        Finding(topic, phrases.say("doctor.cache"), str(places.cache)),
        Finding(topic, phrases.say("doctor.crashes"), str(places.state)),
    ]
    try:
        AppContext().settings  # noqa: B018  # reading it is what raises
    except StretchError as error:
        found.append(_wrong_settings(error, phrases))
    for folder in (places.data, places.cache):
        nearest = folder
        while not nearest.exists() and nearest != nearest.parent:
            nearest = nearest.parent
        if not os.access(nearest, os.W_OK):
            said = phrases.say("doctor.unwritable", folder=folder)
            remedy = phrases.say("doctor.make-writable", folder=nearest)
            found.append(Finding(topic, phrases.say("doctor.writing"), said, fine=False, remedy=remedy))
    return found


def _wrong_settings(error: StretchError, phrases: Phrases) -> Finding:
    topic, name = phrases.say("doctor.topic.places"), phrases.say("doctor.settings")
    remedy = error.remedy or phrases.say("doctor.fix-settings")
    return Finding(topic, name, _on_one_line(error), fine=False, remedy=remedy)


def _on_one_line(error: StretchError) -> str:
    return harmless(error.message.replace("\n", " / "))


def _terminal(phrases: Phrases) -> list[Finding]:
    topic = phrases.say("doctor.topic.terminal")
    stdout = sys.stdout.isatty()
    stdin = sys.stdin is not None and sys.stdin.isatty()
    size = shutil.get_terminal_size()
    view = choose(as_json=False, plain=False, stdout_is_terminal=stdout, environment=os.environ)
    encoding = (sys.stdout.encoding or phrases.say("doctor.unknown")).lower()
    term = harmless(os.environ.get("TERM", phrases.say("doctor.not-set")))
    output = phrases.say("doctor.terminal" if stdout else "doctor.no-terminal")
    found = [
        Finding(topic, phrases.say("doctor.output"), output),
        Finding(topic, phrases.say("doctor.keys"), phrases.say("doctor.keys-read" if stdin else "doctor.keys-none")),
        Finding(topic, "TERM", term),
        Finding(topic, phrases.say("doctor.size"), f"{size.columns} x {size.lines}"),
        Finding(topic, phrases.say("doctor.colours"), _colours(phrases)),
        Finding(topic, phrases.say("doctor.view"), phrases.say(f"doctor.view-of.{view.value}")),
    ]
    name = phrases.say("doctor.encoding")
    if not has_braille(os.environ):
        return [*found, Finding(topic, name, phrases.say("doctor.ascii", encoding=encoding))]
    if encoding.replace("-", "") == "utf8":
        return [*found, Finding(topic, name, encoding)]
    drawn = phrases.say("doctor.ascii", encoding=encoding)
    return [*found, Finding(topic, name, drawn, remedy=phrases.say("doctor.utf8"))]


def _colours(phrases: Phrases) -> str:
    if os.environ.get("NO_COLOR"):
        return phrases.say("doctor.no-color")
    from rich.console import Console

    return Console().color_system or phrases.say("doctor.no-colours")


def _sound(places: Places, phrases: Phrases) -> list[Finding]:
    """What speaks and what plays here."""
    topic = phrases.say("doctor.topic.sound")
    speaking = _in_turn([engine.name for engine in engines(_users_voice(places))], phrases)
    playing = _in_turn([player[0] for player in players()], phrases)
    voice, tones = phrases.say("doctor.voice"), phrases.say("doctor.tones")
    return [
        Finding(topic, voice, speaking)
        if speaking
        else Finding(topic, voice, phrases.say("doctor.silent"), fine=False, remedy=voice_advice()),
        Finding(topic, tones, playing)
        if playing
        else Finding(topic, tones, phrases.say("doctor.rings"), fine=False, remedy=player_advice()),
    ]


def _in_turn(names: Sequence[str], phrases: Phrases) -> str:
    """Programs in the order in which they are tried; empty where there are none."""
    return functools.reduce(lambda said, name: phrases.say("doctor.then", first=said, next=name), names) if names else ""


def _users_voice(places: Places) -> list[str]:
    """The program of ``voice_command:``, where the config can be read."""
    try:
        command: list[str] = read_settings(places, os.environ).get("voice_command", [])
    except CatalogProblems:
        return []  # reported under the places
    return command


def _catalog(places: Places, phrases: Phrases) -> list[Finding]:
    topic = phrases.say("doctor.topic.catalog")
    try:
        loaded = load(data_folder(), places.data)
    except CatalogProblems as problems:
        remedy = phrases.say("doctor.install")
        return [Finding(topic, phrases.say("doctor.built-in"), _on_one_line(problems), fine=False, remedy=remedy)]
    stretches = loaded.catalog.stretches.values()
    counted = phrases.say("doctor.yours", all=len(stretches), users=sum(stretch.own for stretch in stretches))
    name, remedy = phrases.say("doctor.your-file"), phrases.say("doctor.fix-file")
    found = [
        Finding(topic, phrases.say("doctor.stretches"), counted),
        Finding(topic, phrases.say("doctor.routines"), str(len(loaded.catalog.routines))),
    ]
    try:
        limits = read_settings(places, os.environ).limits
    except CatalogProblems:
        limits = Limits()  # reported under the places
    try:
        check_config_names(limits, loaded.catalog, places.config_file)
    except StretchError as error:
        found.append(_wrong_settings(error, phrases))
    return [
        *found,
        *(Finding(topic, name, harmless(str(problem)), fine=False, remedy=remedy) for problem in loaded.problems),
    ]


def _keep_awake(phrases: Phrases) -> Finding:
    topic, name = phrases.say("doctor.topic.awake"), phrases.say("doctor.tool")
    arguments = awake.command()
    if arguments is None:
        return Finding(topic, name, phrases.say("doctor.asleep"), fine=False, remedy=awake.remedy())

    with awake.KeepAwake(arguments) as child:
        time.sleep(0.2)  # a tool that cannot reach its service gives up at once
        works = child.works
    if works:
        return Finding(topic, name, phrases.say("doctor.awake", tool=arguments[0]))
    failed = phrases.say("doctor.gives-up", tool=arguments[0])
    return Finding(topic, name, failed, fine=False, remedy=phrases.say("doctor.login"))
