"""``stretchcli run``: a guided session."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from stretchcli.catalog.text import listed
from stretchcli.cli.options import SelectionOptions, SessionOptions, parse_positive, takes
from stretchcli.cli.workshop import Workshop, notices
from stretchcli.errors import UsageProblem
from stretchcli.guide import Manner, guide
from stretchcli.session.timeline import Timeline
from stretchcli.terminal.mode import Mode, choose
from stretchcli.terminal.wording import minutes

FASTEST = 1000


@takes(SelectionOptions, SessionOptions)
def command(
    selected: SelectionOptions,
    session: SessionOptions,
    plain: Annotated[bool, typer.Option("--plain", help="Append-only lines, nothing that moves.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line, as it happens.")] = False,
    manual: Annotated[bool, typer.Option("--manual", help="Wait for Enter after each setup step.")] = False,
    speed: Annotated[str, typer.Option("--speed", metavar="X", help="Rehearse: run everything X times as fast.")] = "1",
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Skip the safety card.")] = False,
) -> int:
    """Run a guided session. No key is needed.

    \b
    stretchcli run                                    the five hip flexor stretches
    stretchcli run standing-hip-flexor --reps 1       one stretch, two minutes and a half
    stretchcli run hips --no floor --minutes 10       ten minutes for the hips, standing
    stretchcli run --speed 30                         a rehearsal of the whole routine
    """
    from stretchcli.cli import crash_report, tell

    remedy = f"Give a number above 0 and at most {FASTEST}, for example --speed 20."
    factor = parse_positive(speed, "--speed", remedy, FASTEST)
    workshop = Workshop(selected.no_config)
    selection, planned = workshop.planned(selected, session)
    timeline = planned.timeline
    said = notices(workshop, selection, planned)
    mode = choose(
        as_json=as_json,
        plain=plain or workshop.settings.get("plain", False),
        stdout_is_terminal=sys.stdout.isatty(),
        environment=os.environ,
    )
    if manual and (mode is not Mode.LIVE or sys.stdin is None or not sys.stdin.isatty()):
        raise UsageProblem("--manual waits for Enter, so it needs a terminal.", "Leave it out, or leave out --plain and --json.")
    card = [] if yes else safety_card()
    if mode is Mode.JSON:
        tell(*said)
    else:
        typer.echo("\n".join([*opening(workshop, timeline), *said, *([] if mode is Mode.LIVE else card)]))
    sys.stdout.flush()
    manner = Manner(
        mode,
        speed=factor,
        manual=manual,
        theme=workshop.settings.get("theme", "auto"),
        card=[*opening(workshop, timeline), *said, *card] if card else [],
        on_crash=crash_report,
    )
    return guide(timeline, manner)


def opening(workshop: Workshop, timeline: Timeline) -> list[str]:
    """How long it takes and what to have at hand."""
    holds = "1 hold" if timeline.holds == 1 else f"{timeline.holds} holds"
    lines = [f"{timeline.title}: {minutes(timeline.total_s)}, {holds}."]
    words = workshop.catalog.vocabulary
    stretches = [workshop.catalog.stretches[item.stretch] for item in timeline.items]
    required = list(dict.fromkeys(piece for stretch in stretches for piece in stretch.required))
    if required:
        lines.append(f"Have at hand: {listed([words.needs[piece].means for piece in required])}.")
    for item in timeline.items:
        special = [caution for caution in item.cautions if caution.startswith("With ")]
        lines += [f"{item.name}: {caution}" for caution in special]
    return lines


def safety_card() -> list[str]:
    """What everybody should know before a session."""
    return [
        "",
        "Before you start: be warm, after a walk or a workout. Move slowly.",
        "Stop short of discomfort, and stop at pain, numbness or dizziness.",
        "This is exercise information, not treatment.",
    ]
