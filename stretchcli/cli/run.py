"""``stretchcli run``: a guided session."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from stretchcli.catalog.text import listed
from stretchcli.cli.logbook import NoLogFlag, SessionLog, open_log
from stretchcli.cli.options import SelectionOptions, SessionOptions, parse_positive, takes
from stretchcli.cli.workshop import Workshop, notices
from stretchcli.runner import (
    CLOSED_STDOUT_CODE,
    Runner,
    SignalInbox,
    Sink,
    Stop,
    quiet_stdout,
    session_clock,
)
from stretchcli.session.resume import Resumption
from stretchcli.session.timeline import Timeline
from stretchcli.terminal.jsonlines import JsonSink
from stretchcli.terminal.lines import LinesSink
from stretchcli.terminal.outlet import Outlet
from stretchcli.terminal.wording import closing, minutes

FASTEST = 1000


@takes(SelectionOptions, SessionOptions)
def command(
    selected: SelectionOptions,
    session: SessionOptions,
    plain: Annotated[bool, typer.Option("--plain", help="Append-only lines, nothing that moves.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line, as it happens.")] = False,
    speed: Annotated[str, typer.Option("--speed", metavar="X", help="Rehearse: run everything X times as fast.")] = "1",
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Skip the safety card.")] = False,
    no_log: NoLogFlag = False,
) -> int:
    """Run a guided session. No key is needed.

    \b
    stretchcli run                                    the five hip flexor stretches
    stretchcli run standing-hip-flexor --reps 1       one stretch, two minutes and a half
    stretchcli run hips --no floor --minutes 10       ten minutes for the hips, standing
    stretchcli run --speed 30                         a rehearsal of the whole routine
    """
    from stretchcli.cli import tell

    remedy = f"Give a number above 0 and at most {FASTEST}, for example --speed 20."
    factor = parse_positive(speed, "--speed", remedy, FASTEST)
    workshop = Workshop(selected.no_config)
    selection, planned = workshop.planned(selected, session)
    timeline = planned.timeline
    log = open_log(workshop, timeline, speed=factor, no_log=no_log)
    said = [*notices(workshop, selection, planned), *log.notes]
    if as_json:
        tell(*said)
    else:
        card = [] if yes else safety_card()
        typer.echo("\n".join([*opening(workshop, timeline), *said, *card]))
    sys.stdout.flush()
    with log:
        return run_timeline(timeline, as_json=as_json, speed=factor, log=log)


def run_timeline(timeline: Timeline, *, as_json: bool, speed: float, log: SessionLog, going_on: Resumption | None = None) -> int:
    """Run a session, or what is left of it, to its end and return its exit code."""
    with SignalInbox() as inbox:
        outlet = Outlet(sys.stdout, on_closed=lambda: inbox.post(Stop(CLOSED_STDOUT_CODE)))
        view: Sink = JsonSink(outlet) if as_json else LinesSink(outlet)
        runner = Runner(session_clock(), inbox, [*log.sinks, view], speed=speed)
        if going_on is None:
            result = runner.run(timeline)
        else:
            result = runner.run(going_on.timeline, at=going_on.at, results=going_on.results)
        if not as_json:
            outlet.write("\n" + "\n".join(closing(result.state)) + "\n")
        outlet.close()
        if outlet.closed:
            quiet_stdout()
            return CLOSED_STDOUT_CODE
    return result.exit_code


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
