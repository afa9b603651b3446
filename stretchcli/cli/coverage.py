"""``stretchcli catalog coverage``: what each constraint leaves for each muscle group."""

from __future__ import annotations

import sys
from typing import Any

from stretchcli.catalog.coverage import Remainder, matrix
from stretchcli.catalog.phrases import Phrases
from stretchcli.catalog.records import Catalog
from stretchcli.catalog.text import readable
from stretchcli.catalog.wording import hole_words
from stretchcli.cli.context import AppContext
from stretchcli.cli.options import JsonFlag
from stretchcli.cli.printing import print_json, print_lines
from stretchcli.cli.tables import Column, print_table


def command(as_json: JsonFlag = False) -> None:
    """Count the stretches that each constraint leaves.

    A stretch counts for the first of its muscle groups. Piped, this is the whole matrix, a row for each group: 7/2 means
    that seven are left and two of them come without a strong caution. On a terminal, each constraint has a row that shows
    how many stretches are left in all, and names the groups at their limit.

    \b
    stretchcli catalog coverage
    stretchcli catalog coverage --json
    """
    context = AppContext(no_config=True)
    known = context.catalog
    columns = matrix(known)
    if as_json:
        print_json(_coverage_json(known, columns))
        return
    if sys.stdout.isatty():
        print_table(_titles(context.phrases), [_limits(known, column, context.phrases) for column in columns])
    else:
        group = Column(context.phrases.say("coverage.column.group"))
        titles = [group, *(Column(column_words(column, known, context.phrases), right=True) for column in columns)]
        print_table(titles, [[group, *(str(column.cells[group]) for column in columns)] for group in known.vocabulary.groups])
    print_lines(["", *(hole_words(hole, known.vocabulary, context.phrases) for hole in known.holes)])


def column_words(column: Remainder, known: Catalog, phrases: Phrases) -> str:
    """What is ruled out, in words: "no kneeling", "knee pain"."""
    words = [
        phrases.say("coverage.without", need=readable(name)) if name in known.vocabulary.needs else readable(name)
        for name in column.names
    ]
    return " + ".join(words) or phrases.say("coverage.all")


def _titles(phrases: Phrases) -> tuple[Column, ...]:
    return (
        Column(phrases.say("coverage.column.constraint"), folds=12),
        Column(phrases.say("coverage.column.left"), right=True),
        Column(phrases.say("coverage.column.none"), folds=15),
        Column(phrases.say("coverage.column.single"), spare=2, folds=15),
        Column(phrases.say("coverage.column.care"), spare=1, folds=15),
    )


def _limits(known: Catalog, column: Remainder, phrases: Phrases) -> list[str]:
    one_left = [group for group, cell in column.cells.items() if cell.left == 1]
    cells = (column.empty(), one_left, column.empty(warned=True))
    total = sum(cell.left for cell in column.cells.values())
    return [column_words(column, known, phrases), str(total), *(", ".join(groups) or "-" for groups in cells)]


def _coverage_json(known: Catalog, columns: list[Remainder]) -> dict[str, Any]:
    needs = known.vocabulary.needs
    return {
        "format": 1,
        "groups": list(known.vocabulary.groups),
        "constraints": [
            {
                "without": [name for name in column.names if name in needs],
                "with": [name for name in column.names if name not in needs],
                "left": {group: cell.left for group, cell in column.cells.items()},
                "unwarned": {group: cell.unwarned for group, cell in column.cells.items()},
            }
            for column in columns
        ],
        "holes": [
            {
                "group": hole.group,
                "constraint": hole.constraint,
                "strength": "warns" if hole.warns else "removes",
                "reason": hole.reason,
            }
            for hole in known.holes
        ],
    }
