"""``stretchcli routines``: the named sessions."""

from __future__ import annotations

import sys
from typing import Any

from stretchcli.catalog.records import Routine
from stretchcli.catalog.selection import Limits, Request, Selection, select
from stretchcli.catalog.text import readable
from stretchcli.cli import tell
from stretchcli.cli.context import AppContext
from stretchcli.cli.options import JsonFlag
from stretchcli.cli.pager import paged
from stretchcli.cli.printing import print_json, print_lines
from stretchcli.cli.tables import Column, narrow, print_table
from stretchcli.session.planner import plan
from stretchcli.session.timeline import Timeline
from stretchcli.session.wishes import Wishes
from stretchcli.terminal.wording import clock


def command(as_json: JsonFlag = False) -> None:
    """List the routines: named sessions.

    \b
    stretchcli routines
    stretchcli run iliopsoas
    stretchcli catalog new --routine my-evening   one of your own
    """
    context = AppContext()
    routines = list(context.catalog.routines.values())
    if as_json:
        print_json({"format": 1, "routines": [routine_json(context, routine) for routine in routines]})
        return
    phrases = context.phrases
    columns = (
        Column(phrases.say("routines.column.routine")),
        Column(phrases.say("routines.column.time"), right=True),
        Column(phrases.say("routines.column.stretches"), spare=2, right=True),
        Column(phrases.say("routines.column.needs"), spare=1, folds=14, below=True),
        Column(phrases.say("routines.column.for"), spare=3, below=not narrow()),
    )
    rows = []
    for routine in routines:
        needs = [readable(need) for need in worded_needs(context, routine)]
        total = clock(laid_out(context, routine).total_s)
        rows.append([routine.id, total, str(len(routine.items)), ", ".join(needs) or "-", routine.suits])
    own = phrases.say("routines.own", folder=context.places.data / "routines")
    with paged():
        print_table(columns, rows)
        if sys.stdout.isatty():
            print_lines(["", own])
        else:  # what a program reads is the table
            tell(own)


def chosen_of(context: AppContext, routine: Routine) -> Selection:
    """The routine's stretches, without any constraint."""
    return select(context.catalog, Request(what=(routine.id,), always=Limits()), context.phrases)


def laid_out(context: AppContext, routine: Routine) -> Timeline:
    """The routine in time."""
    wishes = Wishes(pace=context.pace)
    return plan(chosen_of(context, routine), wishes, context.catalog.vocabulary, context.phrases).timeline


def needs_of(context: AppContext, routine: Routine) -> list[str]:
    """Every need of its stretches, in the order of the vocabulary."""
    asked = {need for item in routine.items for need in context.catalog.stretches[item.stretch].all_needs}
    return [need for need in context.catalog.vocabulary.needs if need in asked]


def worded_needs(context: AppContext, routine: Routine) -> list[str]:
    """The needs that decide whether somebody can do it at all: the place and the things."""
    words = context.catalog.vocabulary
    return [need for need in needs_of(context, routine) if need in words.decisive or words.needs[need].equipment]


def routine_json(context: AppContext, routine: Routine) -> dict[str, Any]:
    """A routine as ``routines --json`` prints it."""
    return {
        "id": routine.id,
        "name": routine.name,
        "stretches": [item.stretch for item in routine.items],
        "total_s": laid_out(context, routine).total_s,
        "needs": needs_of(context, routine),
    }
