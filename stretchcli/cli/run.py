"""``stretchcli run``: a guided session."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from stretchcli.cli import crash_report, tell
from stretchcli.cli.context import AppContext
from stretchcli.cli.figures import figure_finder
from stretchcli.cli.hearing import hearing, record
from stretchcli.cli.logbook import SessionLog, open_log
from stretchcli.cli.notices import notices
from stretchcli.cli.options import GuideOptions, SelectionOptions, SessionOptions, parse_positive, takes
from stretchcli.cli.printing import print_lines
from stretchcli.errors import UsageProblem
from stretchcli.reading.files import may_exist
from stretchcli.reading.text import harmless
from stretchcli.running.host import RunOptions, run_session
from stretchcli.session.easing import Easing
from stretchcli.session.timeline import Phase, Timeline
from stretchcli.terminal.mode import Mode, choose

FASTEST = 1000


@takes(SelectionOptions, SessionOptions, GuideOptions)
def command(
    selected: SelectionOptions,
    session: SessionOptions,
    how: GuideOptions,
    record_file: Annotated[
        Path | None, typer.Option("--record", metavar="FILE.wav", help="Do not run it: write what is heard into a sound file.")
    ] = None,
) -> int:
    """Run a guided session. No key is needed.

    \b
    stretchcli run                                 five hip flexor stretches
    stretchcli run standing-hip-flexor --reps 1    one rep on each side
    stretchcli run hips --no floor --minutes 10    ten minutes, off the floor
    stretchcli run --speed 30                      a rehearsal, 30 times as fast
    stretchcli run --record hips.wav               the session as a sound file
    """
    context = AppContext(no_config=selected.no_config)
    if record_file is not None:
        return _recorded(context, selected, session, how, record_file)
    options = run_options(context, how)
    selection, planned = context.planned(selected, session)
    timeline = planned.timeline
    log = open_log(context, timeline, selection.constraints, speed=options.speed, no_log=how.no_log)
    said = [*notices(context, selection, planned), *log.notes]
    ease = Easing(context.catalog, context.phrases, context.wishes(session).pace, selection.own_way)
    options = options._replace(ease=ease)
    return guided(context, timeline, options, opening(context, timeline), said, log, how)


def _recorded(context: AppContext, selected: SelectionOptions, session: SessionOptions, how: GuideOptions, file: Path) -> int:
    """Write the session into a sound file instead of running it."""
    selection, planned = context.planned(selected, session)
    tell(*notices(context, selection, planned))
    record(context, how, planned.timeline, file)
    time = context.phrases.duration(planned.timeline.total_s)
    print_lines([context.phrases.say("hearing.recorded", title=planned.timeline.title, time=time, file=harmless(str(file)))])
    return 0


def run_options(context: AppContext, how: GuideOptions) -> RunOptions:
    """How a session is to be run on this terminal.

    Raises:
        UsageProblem: a value is out of range, or there is no terminal where one is needed.
    """
    remedy = f"Give a number above 0 and at most {FASTEST}, for example --speed 20."
    speed = parse_positive(how.speed, "--speed", remedy, FASTEST)
    mode = choose(
        as_json=how.as_json,
        plain=how.plain or context.settings.get("plain", False),
        stdout_is_terminal=sys.stdout.isatty(),
        environment=os.environ,
    )
    if how.manual and (mode is not Mode.LIVE or sys.stdin is None or not sys.stdin.isatty()):
        raise UsageProblem("--manual waits for Enter, so it needs a terminal.", "Leave it out, or leave out --plain and --json.")
    theme = context.settings.get("theme", "auto")
    return RunOptions(
        mode,
        context.phrases,
        speed=speed,
        manual=how.manual,
        theme=theme,
        still=bool(how.still or context.settings.get("still", False)),
        figure_of=figure_finder(context.places.cache),
        on_crash=crash_report,
    )


def guided(
    context: AppContext,
    timeline: Timeline,
    options: RunOptions,
    opening: Sequence[str],
    said: Sequence[str],
    log: SessionLog,
    how: GuideOptions,
) -> int:
    """Say what there is to say before a session, run it, and return its exit code.

    Args:
        opening: What the session is.
        said: What the person should know, in JSON mode as well.
        log: Where it is recorded; closed at the end.
    """
    heard = hearing(context, how, options.mode, options.speed)
    said = [*said, *heard.notices]
    card = not how.yes
    phrases = options.phrases
    safety = ["", *(phrases.say(f"safety.{part}") for part in ("before", "stop", "information"))] if card else []
    if card and not may_exist(context.places.config_file):
        safety.append(phrases.say("safety.me"))
    if options.mode is Mode.LIVE:
        said = [*log.asides, *said]  # the screen would cover what stderr shows
    else:
        tell(*log.asides)
    if options.mode is Mode.JSON:
        tell(*said)
    else:
        print_lines([*opening, *said, *safety])
    sys.stdout.flush()
    with log:
        # On the card the safety words stand first, so that nothing that is long can push them off it.
        card_lines = [*opening[:1], *safety, "", *opening[1:], *said] if card else []
        options = options._replace(card=card_lines, resumable=bool(log.listeners), cues=heard.heard)
        return run_session(timeline, options, log.listeners)


def opening(context: AppContext, timeline: Timeline) -> list[str]:
    """How long it takes and what to have at hand."""
    phrases = context.phrases
    time, holds = phrases.duration(timeline.total_s), phrases.say("count.holds", count=timeline.holds)
    return [phrases.say("opening.session", title=timeline.title, time=time, holds=holds), *at_hand(context, timeline.phases)]


def at_hand(context: AppContext, coming: Sequence[Phase]) -> list[str]:
    """What to have at hand for these phases, in a sentence; none where nothing is needed."""
    catalog = context.catalog
    stretches = [
        catalog.stretches[name] for name in dict.fromkeys(phase.stretch for phase in coming) if name in catalog.stretches
    ]
    required = dict.fromkeys(piece for stretch in stretches for piece in stretch.required)
    things = context.phrases.listed([catalog.vocabulary.needs[piece].means for piece in required])
    return [context.phrases.say("opening.have", things=things)] if required else []
