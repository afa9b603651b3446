"""``stretchcli plan``: a session laid out in time, without running it."""

from __future__ import annotations

from stretchcli.catalog.phrases import Phrases
from stretchcli.cli.context import AppContext, notices
from stretchcli.cli.options import JsonFlag, SelectionOptions, SessionOptions, takes
from stretchcli.cli.printing import print_json, print_lines
from stretchcli.cli.tables import Column, print_table
from stretchcli.session.codec import plan_json
from stretchcli.session.timeline import Phase, Timeline
from stretchcli.terminal.wording import clock

COLUMNS = (
    Column("at", right=True),
    Column("for", spare=3, right=True),
    Column("what"),
    Column("side", spare=1),
    Column("felt", spare=4),
    Column("rep", spare=2),
    Column("said", spare=5, folds=24),
)


@takes(SelectionOptions, SessionOptions)
def command(selected: SelectionOptions, session: SessionOptions, as_json: JsonFlag = False) -> None:
    """Show a session before you run it.

    \b
    stretchcli plan                          the five hip flexor stretches
    stretchcli plan hamstrings --minutes 8   what would fit into eight minutes
    stretchcli plan glute-bridge --reps 2 --hold 20 --json
    """
    from stretchcli.cli import tell

    context = AppContext(selected.no_config)
    selection, planned = context.planned(selected, session)
    tell(*notices(context, selection, planned))
    timeline = planned.timeline
    if as_json:
        print_json(plan_json(timeline))
        return
    print_lines(heading(timeline, context.phrases))
    print_table(COLUMNS, [_row(timeline, phase) for phase in timeline.phases])


def heading(timeline: Timeline, phrases: Phrases) -> list[str]:
    """What the session comes to, and its cautions."""
    time, held = phrases.duration(timeline.total_s), phrases.duration(timeline.held_s)
    holds = phrases.say("count.holds", count=timeline.holds)
    lines = [phrases.say("plan.session", title=timeline.title, time=time, holds=holds, held=held), ""]
    for item in timeline.items:
        for caution in item.cautions:
            lines.append(f"- {item.name}: {caution}")
    return [*lines, ""] if len(lines) > 2 else lines


def _row(timeline: Timeline, phase: Phase) -> list[str]:
    return [
        clock(timeline.starts_s[phase.index]),
        f"{phase.duration_s} s",
        phase.kind,
        phase.side or "",
        phase.felt or "",
        f"{phase.rep}/{phase.reps}" if phase.rep else "",
        phase.text,
    ]
