"""``stretchcli list``: the stretches that the constraints leave."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from stretchcli.catalog.records import Stretch
from stretchcli.catalog.selection import Chosen
from stretchcli.catalog.text import readable, sideless
from stretchcli.catalog.wording import caution_words
from stretchcli.cli.context import AppContext, cautions_of, notices
from stretchcli.cli.options import JsonFlag, SelectionOptions, takes
from stretchcli.cli.printing import print_json, print_lines
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
        selection = context.selection(selected, whole=True, listing=True)
    except NothingMatches:
        if as_json:
            print_json({"format": 1, "stretches": []})
        raise
    tell(*notices(context, selection))
    last = sorted(selection.chosen, key=lambda chosen: bool(chosen.care))  # what is only done with care comes last
    if as_json:
        print_json({"format": 1, "stretches": [stretch_json(context, chosen) for chosen in last]})
        return
    by_itself = [chosen for chosen in last if not chosen.care]
    with_care = [chosen for chosen in last if chosen.care]
    if by_itself:
        _print(context, by_itself)
    if with_care:
        print_lines([*([""] if by_itself else []), context.phrases.say("list-of.care"), ""])
        _print(context, with_care)
    if cautions := cautions_of(context, selection):
        print_lines(["", *cautions])


def _print(context: AppContext, stretches: Sequence[Chosen]) -> None:
    pace = context.pace
    rows = []
    for chosen in stretches:
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


def stretch_json(context: AppContext, chosen: Chosen) -> dict[str, Any]:
    """A stretch as ``list --json`` prints it."""
    stretch = chosen.stretch
    cautions = [sideless(caution.text) for caution in stretch.cautions]
    personal = [caution_words(caution, context.catalog.vocabulary, context.phrases) for caution in chosen.cautions]
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
        "care": [condition.id for condition in chosen.care],
        "cautions": list(dict.fromkeys([*cautions, *personal])),
        "source": to_plain(stretch.source),
    }
