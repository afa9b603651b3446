"""What a session sounds like here: from the options, the config and what this system has."""

from __future__ import annotations

import shutil
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

from stretchcli.cli.options import GuideOptions, parse_choice
from stretchcli.errors import StretchError, UsageProblem
from stretchcli.reading.text import harmless
from stretchcli.running.heard import Heard
from stretchcli.terminal.mode import Mode

if TYPE_CHECKING:  # a session without a voice need not load what speaks
    from stretchcli.catalog.phrases import Phrases
    from stretchcli.cli.context import AppContext
    from stretchcli.cues.children import Channel
    from stretchcli.cues.engines import Engine
    from stretchcli.cues.listener import CueListener
    from stretchcli.cues.words import Wishes
    from stretchcli.session.timeline import Timeline

USUAL_VOLUME: Final = 80
_PATIENCE_S: Final = 15.0


class Hearing(NamedTuple):
    """What speaks and sounds, None where nothing is to be heard, and what the person should know about it."""

    heard: Heard | None = None
    notices: tuple[str, ...] = ()


def hearing(context: AppContext, how: GuideOptions, mode: Mode, speed: float) -> Hearing:
    """What a session is heard through.

    Voice and sounds are on where the live screen is, and off in lines and JSON, unless they are asked for.

    Raises:
        UsageProblem: a value is out of range.
    """
    voice, sound = _wanted(context, "voice", how.voice, mode), _wanted(context, "sound", how.sound, mode)
    much = _much(context, how)
    if not (voice or sound):
        return Hearing()
    from stretchcli.cues.engines import player_advice, players, voice_advice

    notices = []
    volume = _volume(context)
    found = _engines(context, volume) if voice else []
    command = context.settings.get("voice_command", [])
    if voice and command and not shutil.which(command[0]):
        notices.append(context.phrases.say("hearing.no-program", program=harmless(command[0])))
    if voice and not found:
        notices.append(context.phrases.say("hearing.no-voice", advice=voice_advice()))
    play = players() if sound else []
    if sound and not play and (how.sound or mode is not Mode.LIVE):
        notices.append(context.phrases.say("hearing.no-player", advice=player_advice()))
    if not found and not (sound and (play or mode is Mode.LIVE)):
        return Hearing(None, tuple(notices))

    def make() -> CueListener:
        from stretchcli.cues.listener import CueListener, Silence
        from stretchcli.cues.player import ClipPlayer, voice_of

        wishes = _wishes(context, much, voice=bool(found), tones=sound, speed=speed)
        speaks = voice_of(found) if found else Silence()
        sounds = ClipPlayer(play, context.places.cache / "tones", volume) if play else Silence()
        return CueListener(speaks, sounds, wishes)

    return Hearing(Heard(make, speed), tuple(notices))


def speak_up(context: AppContext) -> list[str]:
    """Sound a tone and say a sentence, as a session would, and report what produced them."""
    from stretchcli.cues.engines import player_advice, players, voice_advice
    from stretchcli.cues.player import ClipPlayer, voice_of
    from stretchcli.cues.tones import Mark
    from stretchcli.cues.words import remark

    phrases, volume = context.phrases, _volume(context)
    saying = remark(phrases.say("hearing.test"))
    lines = []
    play, found = players(), _engines(context, volume)
    if play:
        sounds = ClipPlayer(play, context.places.cache / "tones", volume)
        sounds.begin((Mark(0.0, "start"),), 1.0)
        sounds.drain(_PATIENCE_S)
        sounds.close()
        lines += _outcome(phrases, "tones", sounds)
    else:
        lines.append(phrases.say("hearing.no-player", advice=player_advice()))
    if found:
        voice = voice_of(found)
        voice.begin(saying.text, saying.takes_s)
        voice.drain(_PATIENCE_S)
        voice.close()
        lines += _outcome(phrases, "voice", voice)
    else:
        lines.append(phrases.say("hearing.no-voice", advice=voice_advice()))
    return [*lines, phrases.say("hearing.unheard")]


def _outcome(phrases: Phrases, what: Literal["voice", "tones"], source: Channel[Any]) -> list[str]:
    """What did not work, and what did."""
    lines = [phrases.say("hearing.failed", program=name, reason=reason) for name, reason in source.reasons.items()]
    if source.worked:
        lines.append(phrases.say(f"hearing.worked.{what}", program=source.worked))
    return lines


def record(context: AppContext, how: GuideOptions, timeline: Timeline, file: Path) -> None:
    """Write a session into a sound file, with progress on stderr where that is a terminal.

    Raises:
        UsageProblem: the file exists or is to be something other than a WAV file, or the options do not fit.
        StretchError: nothing here can render a voice, or the file cannot be written.
    """
    from stretchcli.cues import soundtrack
    from stretchcli.cues.engines import Unrendered, voice_advice

    much = _much(context, how)
    if how.manual or how.as_json or how.speed != "1":
        raise UsageProblem("--record goes with neither --manual, --json nor --speed.", "Leave them out.")
    if file.suffix.lower() != ".wav":
        raise UsageProblem(f"--record writes WAV files, unlike {harmless(file.name)}.", "Give a name that ends in .wav.")
    voice = _setting(context, "voice", how.voice, True)
    volume = _volume(context)
    engine = next((engine for engine in _engines(context, volume) if engine.render), None) if voice else None
    if voice and engine is None:
        raise StretchError("No voice here can be recorded.", f"{voice_advice()} Or record the tones alone, with --no-voice.")
    wishes = _wishes(context, much, voice=voice, tones=_setting(context, "sound", how.sound, True), speed=1.0)
    try:
        soundtrack.record(timeline, wishes, file, engine, volume, partial(_progress, context.phrases))
    except FileExistsError:
        raise UsageProblem(f"{harmless(str(file))} exists already.", "Give another name; nothing is ever replaced.") from None
    except soundtrack.Unwritable as error:
        raise StretchError(f"{harmless(str(file))} cannot be written: {error}.", "Choose another place.") from error
    except Unrendered as error:
        raise StretchError(f"The voice could not be recorded: {error}.", "To try it: stretchcli doctor --speak") from error
    finally:
        if _shows_progress():
            sys.stderr.write("\r\033[K")


def _shows_progress() -> bool:
    return sys.stderr is not None and sys.stderr.isatty()


def _progress(phrases: Phrases, done: float) -> None:
    if _shows_progress():
        sys.stderr.write(f"\r{phrases.say('hearing.recording', share=f'{done:4.0%}')}")
        sys.stderr.flush()


def _setting(context: AppContext, key: str, flag: bool | None, otherwise: bool) -> bool:
    return flag if flag is not None else bool(context.settings.get(key, otherwise))


def _wanted(context: AppContext, key: str, flag: bool | None, mode: Mode) -> bool:
    """The config is for the live screen: a script that runs plain or in JSON has to ask."""
    return flag if flag is not None else mode is Mode.LIVE and bool(context.settings.get(key, True))


def _much(context: AppContext, how: GuideOptions) -> str:
    said = how.say if how.say is not None else context.settings.get("say", "full")
    return parse_choice(said, "--say", ("full", "cues"))


def _volume(context: AppContext) -> int:
    volume: int = context.settings.get("volume", USUAL_VOLUME)
    return volume


def _engines(context: AppContext, volume: int) -> list[Engine]:
    from stretchcli.cues.engines import engines

    return engines(context.settings.get("voice_command", []), volume)


def _wishes(context: AppContext, much: str, *, voice: bool, tones: bool, speed: float) -> Wishes:
    from stretchcli.cues.words import Wishes

    floor = bool(context.settings.get("say_floor", False))
    return Wishes(context.phrases, voice=voice, tones=tones, full=much == "full", floor=floor, speed=speed)
