"""``stretchcli plan``: a session laid out in time, without running it."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from stretchcli.cli import tell
from stretchcli.cli.context import AppContext
from stretchcli.cli.notices import notices
from stretchcli.cli.options import JsonFlag, SelectionOptions, SessionOptions, takes
from stretchcli.cli.pager import paged
from stretchcli.cli.plan_page import print_phases, print_plan, why_lines
from stretchcli.cli.printing import print_json, print_lines
from stretchcli.session.codec import plan_json


@takes(SelectionOptions, SessionOptions)
def command(
    selected: SelectionOptions,
    session: SessionOptions,
    why: Annotated[bool, typer.Option("--why", help="Say what each constraint removed or set aside.")] = False,
    phases: Annotated[bool, typer.Option("--phases", help="Show every step with its seconds.")] = False,
    save: Annotated[
        str | None, typer.Option("--save", metavar="NAME", help="Keep it as a routine of your own with this name.")
    ] = None,
    as_json: JsonFlag = False,
) -> None:
    """Show a session before you run it.

    A long plan opens in a pager, such as less: press q to leave it.

    \b
    stretchcli plan                          the five hip flexor stretches
    stretchcli plan hamstrings --minutes 8   what would fit into eight minutes
    stretchcli plan --minutes 10 --no kneeling --why   what that left out
    stretchcli plan hips 12 --save tuesday   kept: stretchcli run tuesday
    stretchcli plan glute-bridge --reps 2 --hold 20 --phases
    """
    context = AppContext(no_config=selected.no_config)
    if save is not None:
        from stretchcli.cli.saving import free_name, save_plan

        called = free_name(context, save)
    selection, planned = context.planned(selected, session)
    told = notices(context, selection, planned, explained=why and not as_json)
    saved = [save_plan(context, called, selection, planned, selected, session)] if save is not None else []
    phrases = context.phrases
    if as_json:
        tell(*told)
        print_json(plan_json(planned.timeline))
    else:
        with paged(told):
            if phases:
                print_phases(planned.timeline, phrases)
            else:
                print_plan(planned, context.catalog.vocabulary, phrases)
            if why:
                print_lines(why_lines(planned, selection, context.catalog, phrases))
    if saved and sys.stdout.isatty():
        print_lines([""])
    tell(*saved)
