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
    print_table(_columns(context.phrases), [_row(timeline, phase, context.phrases) for phase in timeline.phases])


def heading(timeline: Timeline, phrases: Phrases) -> list[str]:
    """What the session comes to, and its cautions."""
    time, held = phrases.duration(timeline.total_s), phrases.duration(timeline.held_s)
    holds = phrases.say("count.holds", count=timeline.holds)
    lines = [phrases.say("plan.session", title=timeline.title, time=time, holds=holds, held=held), ""]
    for item in timeline.items:
        for caution in item.cautions:
            lines.append(f"- {item.name}: {caution}")
    return [*lines, ""] if len(lines) > 2 else lines


def _columns(phrases: Phrases) -> tuple[Column, ...]:
    return (
        Column(phrases.say("plan.column.at"), right=True),
        Column(phrases.say("plan.column.for"), spare=3, right=True),
        Column(phrases.say("plan.column.what")),
        Column(phrases.say("plan.column.side"), spare=1),
        Column(phrases.say("plan.column.felt"), spare=4),
        Column(phrases.say("plan.column.rep"), spare=2),
        Column(phrases.say("plan.column.said"), spare=5, folds=24),
    )


def _row(timeline: Timeline, phase: Phase, phrases: Phrases) -> list[str]:
    return [
        clock(timeline.starts_s[phase.index]),
        f"{phase.duration_s} s",
        phrases.say(f"plan.kind.{phase.kind}"),
        phrases.say(f"side.{phase.side}") if phase.side else "",
        phrases.say(f"side.{phase.felt}") if phase.felt else "",
        f"{phase.rep}/{phase.reps}" if phase.rep else "",
        phase.text,
    ]
