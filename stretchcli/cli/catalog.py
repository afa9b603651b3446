"""``stretchcli catalog``: one's own stretches (where they are, a new one, checks, the format for editors), and the coverage."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from stretchcli.catalog.coverage import Remainder, hole_words, matrix
from stretchcli.catalog.files import data_folder
from stretchcli.catalog.records import Catalog
from stretchcli.catalog.text import harmless
from stretchcli.cli.options import JsonFlag
from stretchcli.cli.printing import print_json
from stretchcli.cli.tables import Column, print_table
from stretchcli.cli.workshop import Workshop
from stretchcli.settings import current_places

if TYPE_CHECKING:
    from stretchcli.catalog.checking import Report
    from stretchcli.catalog.lint import Advice
    from stretchcli.catalog.problems import Problem

LIMITS: Final = (
    Column("constraint"),
    Column("left", right=True),
    Column("none for"),
    Column("one for", spare=2),
    Column("all warned of for", spare=1),
)

app = typer.Typer(name="catalog", add_completion=False, no_args_is_help=True, rich_markup_mode=None)


@app.callback()
def catalog() -> None:
    """Your own stretches: write them, check them, import them.

    \b
    stretchcli catalog new my-calf-stretch     a file to start from
    stretchcli catalog check                   what is wrong with yours, line by line
    stretchcli catalog import exercises.json   the stretches of free-exercise-db
    stretchcli catalog path                    the folder they are in
    stretchcli catalog coverage                what each constraint leaves for each muscle group
    """


@app.command("path")
def path() -> None:
    """Print the folder of your own stretches.

    \b
    cd "$(stretchcli catalog path)"
    """
    typer.echo(str(own_stretches()))


def own_stretches() -> Path:
    """The folder of the user's stretches; it need not exist."""
    return current_places().data / "stretches"


@app.command("new")
def new(name: Annotated[str, typer.Argument(metavar="ID", help="Lower case letters, digits and hyphens.")]) -> None:
    """Write a file for a stretch of your own, with notes, and print where it is.

    \b
    stretchcli catalog new my-calf-stretch
    $EDITOR "$(stretchcli catalog new my-calf-stretch)"
    """
    from stretchcli.catalog.authoring import check_id, new_stretch
    from stretchcli.catalog.selection import Finder
    from stretchcli.cli import tell
    from stretchcli.errors import UsageProblem

    check_id(name)
    taken = Finder.of(Workshop().catalog).anything.get(name)
    if taken is not None:
        raise UsageProblem(f"“{name}” already means {taken.id}.", f"Choose another id, for example my-{name}.")
    written = new_stretch(data_folder() / "new-stretch.yaml", own_stretches(), name)
    typer.echo(str(written))
    tell("It works as it stands. Edit it, then see what stretchcli catalog check says.")


@app.command("check")
def check(
    files: Annotated[list[Path] | None, typer.Argument(metavar="[FILE]...", help="Files; left out: all of yours.")] = None,
    as_json: JsonFlag = False,
) -> int:
    """Check catalog files: every mistake with its line, and what to think about.

    \b
    stretchcli catalog check              all of yours
    stretchcli catalog check draft.yaml   a file, as if it lay among yours
    """
    from stretchcli.catalog.checking import check_files
    from stretchcli.cli import tell

    report = check_files(data_folder(), current_places().data, files or [])
    if as_json:
        print_json(_report_json(report))
    else:
        sys.stdout.write("".join(f"{harmless(str(found))}\n" for found in (*report.problems, *report.advice)))
    tell(_summary(report))
    return 2 if report.problems else 0


def _summary(report: Report) -> str:
    if not report.files:
        return f"There are no files of yours in {own_stretches()} yet; stretchcli catalog new ID writes one."
    if report.problems:
        return f"{_count(len(report.problems), 'problem')} in {_count(report.broken, 'file')}."
    stretches = _count(sum(len(file.stretches) for file in report.files), "stretch", "stretches")
    warnings = f", and {_count(len(report.advice), 'warning')}" if report.advice else ""
    return f"No problems in {_count(len(report.files), 'file')} with {stretches}{warnings}."


def _count(number: int, one: str, many: str = "") -> str:
    return f"1 {one}" if number == 1 else f"{number} {many or one + 's'}"


def _report_json(report: Report) -> dict[str, Any]:
    return {
        "format": 1,
        "files": [file.name for file in report.files],
        "problems": [_placed(p) | {"code": p.code, "expected": p.expected, "example": p.example} for p in report.problems],
        "warnings": [_placed(a) | {"code": a.check, "advice": a.advice} for a in report.advice],
    }


def _placed(found: Problem | Advice) -> dict[str, Any]:
    return {"file": found.place.file, "line": found.place.line, "column": found.place.column, "message": found.message}


@app.command("import")
def import_(file: Annotated[Path, typer.Argument(metavar="FILE", help="The exercises.json of free-exercise-db.")]) -> None:
    """Take the stretches of free-exercise-db into your folder, and print the file they are in.

    \b
    stretchcli catalog import exercises.json
    stretchcli list                            what was guessed is marked: review

    Import again whenever you like: what you have changed stays as it is.
    """
    from stretchcli.catalog.importfile import import_exercises
    from stretchcli.cli import tell

    done = import_exercises(file, data_folder(), current_places().data)
    typer.echo(str(done.path))
    if done.left_out:
        tell(f"Left out, because no known muscle is named: {', '.join(done.left_out)}.")
    if done.new or done.changed:
        tell(f"{done.new} new, {done.changed} written anew, {done.kept} left as they were. What was guessed is marked: review.")
    else:
        tell(f"Nothing new: {_count(done.kept, 'stretch', 'stretches')} left as they were.")


@app.command("schema")
def schema() -> None:
    """Print the JSON Schema of catalog files, for editors.

    \b
    stretchcli catalog schema > catalog.schema.json
    """
    from stretchcli.catalog.format import json_schema

    print_json(json_schema())


@app.command("coverage")
def coverage(as_json: JsonFlag = False) -> None:
    """Show how many stretches each constraint leaves for each muscle group.

    A stretch counts for the first of its muscle groups. Piped, this is the whole matrix, a row for each group: 7/2 means
    that seven are left and two of them come without a strong caution. On a terminal, each constraint has a row that tells
    how many stretches are left in all, and names the groups at their limit.

    \b
    stretchcli catalog coverage
    stretchcli catalog coverage --json
    """
    known = Workshop(no_config=True).catalog
    columns = matrix(known)
    if as_json:
        print_json(_coverage_json(known, columns))
        return
    if sys.stdout.isatty():
        print_table(LIMITS, [_limits(known, column) for column in columns])
    else:
        titles = [Column("group"), *(Column(column.title(known), right=True) for column in columns)]
        print_table(titles, [[group, *(str(column.cells[group]) for column in columns)] for group in known.vocabulary.groups])
    typer.echo()
    for hole in known.holes:
        typer.echo(hole_words(known, hole))


def _limits(known: Catalog, column: Remainder) -> list[str]:
    one_left = [group for group, cell in column.cells.items() if cell.left == 1]
    cells = (column.empty(), one_left, column.empty(warned=True))
    total = sum(cell.left for cell in column.cells.values())
    return [column.title(known), str(total), *(", ".join(groups) or "-" for groups in cells)]


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
