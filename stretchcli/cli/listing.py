"""``stretchcli list``: the stretches that the constraints leave."""

from __future__ import annotations

from typing import Any

import typer

from stretchcli.catalog.records import Stretch
from stretchcli.catalog.selection import Chosen
from stretchcli.catalog.text import readable, sideless
from stretchcli.catalog.wording import caution_words
from stretchcli.cli.context import AppContext, cautions_of, notices
from stretchcli.cli.options import JsonFlag, SelectionOptions, takes
from stretchcli.cli.printing import print_json
from stretchcli.cli.tables import Column, print_table
from stretchcli.errors import NothingMatches
from stretchcli.plain import to_plain
from stretchcli.session.length import alone_s
from stretchcli.terminal.wording import clock

COLUMNS = (
    Column("stretch"),
    Column("for", spare=2, folds=14),
    Column("position", spare=3),
    Column("hold", spare=4),
    Column("reps", spare=5, right=True),
    Column("time", right=True),
    Column("needs", spare=1, folds=22),
    Column("note", spare=6, folds=20),
)


@takes(SelectionOptions)
def command(selected: SelectionOptions, as_json: JsonFlag = False) -> None:
    """List the stretches that you can do.

    \b
    stretchcli list                        all of them
    stretchcli list --no kneeling          those without kneeling
    stretchcli list hips --no floor        for the hips, without getting down
    stretchcli list --pain knee --json     for a program to read
    """
    from stretchcli.cli import tell

    context = AppContext(selected.no_config)
    try:
        selection = context.selection(selected, whole=True, hide_never=False)
    except NothingMatches:
        if as_json:
            print_json({"format": 1, "stretches": []})
        raise
    tell(*notices(context, selection))
    if as_json:
        print_json({"format": 1, "stretches": [stretch_json(chosen) for chosen in selection.chosen]})
        return
    pace = context.pace
    rows = []
    for chosen in selection.chosen:
        stretch = chosen.stretch
        rows.append(
            [
                stretch.id,
                ", ".join(stretch.targets),
                ", ".join(stretch.all_positions()),
                str(stretch.hold),
                f"{stretch.reps} x 2" if stretch.sides == "each" else str(stretch.reps),
                clock(alone_s(stretch, pace, context.catalog.vocabulary, context.phrases)),
                ", ".join(essential_needs(stretch)) or "-",
                _note(chosen),
            ]
        )
    shown = COLUMNS if any(row[-1] for row in rows) else COLUMNS[:-1]
    print_table(shown, [row[: len(shown)] for row in rows])
    if cautions := cautions_of(selection):
        typer.echo()
        for caution in cautions:
            typer.echo(caution)


def _note(chosen: Chosen) -> str:
    notes = ["never (your config)"] if chosen.never else []
    if chosen.stretch.own:
        notes.append("yours")
    if chosen.stretch.review:
        notes.append("review: " + ", ".join(chosen.stretch.review))
    return "; ".join(notes)


def essential_needs(stretch: Stretch) -> list[str]:
    """The needs as a person names them: not those that only follow from another one or from the position's name."""
    return [readable(need) for need in stretch.all_needs if need != stretch.position]


def stretch_json(chosen: Chosen) -> dict[str, Any]:
    """A stretch as ``list --json`` prints it."""
    stretch = chosen.stretch
    cautions = [sideless(caution.text) for caution in stretch.cautions]
    return {
        "id": stretch.id,
        "name": stretch.name,
        "targets": list(stretch.targets),
        "position": stretch.position,
        "needs": list(stretch.all_needs),
        "equipment": {"required": list(stretch.required), "optional": list(stretch.optional)},
        "sides": stretch.sides,
        "felt": stretch.felt,
        "hold_s": {"min": stretch.hold.floor_s, "max": stretch.hold.target_s},
        "reps": stretch.reps,
        "skip_if": list(stretch.skip_conditions),
        "cautions": list(dict.fromkeys([*cautions, *map(caution_words, chosen.cautions)])),
        "source": to_plain(stretch.source),
    }
