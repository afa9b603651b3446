"""``stretchcli routines``: the named sessions."""

from __future__ import annotations

from typing import Any

from stretchcli.catalog.records import Routine
from stretchcli.catalog.selection import Limits, Request, Selection, select
from stretchcli.catalog.text import readable
from stretchcli.cli.options import JsonFlag
from stretchcli.cli.printing import print_json
from stretchcli.cli.tables import Column, print_table
from stretchcli.cli.workshop import Workshop
from stretchcli.session.planner import Wishes, plan
from stretchcli.session.timeline import Timeline
from stretchcli.terminal.wording import clock

COLUMNS = (
    Column("routine"),
    Column("time", right=True),
    Column("stretches", spare=3, right=True),
    Column("needs", spare=1, folds=14),
    Column("for", spare=2, folds=24),
)


def command(as_json: JsonFlag = False) -> None:
    """List the routines: named sessions, each with its time.

    \b
    stretchcli routines
    stretchcli run iliopsoas
    """
    workshop = Workshop()
    routines = list(workshop.catalog.routines.values())
    if as_json:
        print_json({"format": 1, "routines": [routine_json(workshop, routine) for routine in routines]})
        return
    rows = []
    for routine in routines:
        needs = [readable(need) for need in worded_needs(workshop, routine)]
        total = clock(laid_out(workshop, routine).total_s)
        rows.append([routine.id, total, str(len(routine.items)), ", ".join(needs) or "-", routine.suits])
    print_table(COLUMNS, rows)


def chosen_of(workshop: Workshop, routine: Routine) -> Selection:
    """The routine's stretches, without any constraint."""
    return select(workshop.catalog, Request(what=(routine.id,), always=Limits()))


def laid_out(workshop: Workshop, routine: Routine) -> Timeline:
    """The routine in time."""
    wishes = Wishes(pace=workshop.pace)
    return plan(chosen_of(workshop, routine), wishes, workshop.catalog.vocabulary, workshop.phrases).timeline


def needs_of(workshop: Workshop, routine: Routine) -> list[str]:
    """Every need of its stretches, in the order of the vocabulary."""
    asked = {need for item in routine.items for need in workshop.catalog.stretches[item.stretch].all_needs}
    return [need for need in workshop.catalog.vocabulary.needs if need in asked]


def worded_needs(workshop: Workshop, routine: Routine) -> list[str]:
    """The needs that decide whether somebody can do it at all: the place and the things."""
    words = workshop.catalog.vocabulary.needs
    decisive = ("floor", "kneeling", "balance", "floor-or-bed")
    return [need for need in needs_of(workshop, routine) if need in decisive or words[need].equipment]


def routine_json(workshop: Workshop, routine: Routine) -> dict[str, Any]:
    """A routine as ``routines --json`` prints it."""
    return {
        "id": routine.id,
        "name": routine.name,
        "stretches": [item.stretch for item in routine.items],
        "total_s": laid_out(workshop, routine).total_s,
        "needs": needs_of(workshop, routine),
    }
