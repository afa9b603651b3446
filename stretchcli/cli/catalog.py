"""``stretchcli catalog``: the person's own stretches: where they are, a new one, checks, the format for editors."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from stretchcli.catalog.finder import Finder
from stretchcli.catalog.folders import data_folder
from stretchcli.catalog.names import EVERYTHING
from stretchcli.catalog.records import Routine, Stretch
from stretchcli.cli import coverage, tell
from stretchcli.cli.context import AppContext
from stretchcli.cli.options import JsonFlag, help_if_alone, means_minutes
from stretchcli.cli.printing import print_json
from stretchcli.errors import UsageProblem
from stretchcli.reading.text import harmless
from stretchcli.settings import current_places

if TYPE_CHECKING:
    from stretchcli.authoring.checking import Report
    from stretchcli.authoring.lint import Advice
    from stretchcli.authoring.template import Kind
    from stretchcli.catalog.phrases import Phrases
    from stretchcli.reading.problems import Problem

app = typer.Typer(name="catalog", add_completion=False, rich_markup_mode=None)


@app.callback(invoke_without_command=True)
def catalog(context: typer.Context) -> None:
    """Your own stretches and routines: write, check and import them.

    \b
    stretchcli catalog new my-calf-stretch        a file to start from
    stretchcli catalog new --routine my-evening   a routine to start from
    stretchcli catalog check                      mistakes, line by line
    stretchcli catalog import exercises.json      from free-exercise-db
    stretchcli catalog path                       the folder they are in
    stretchcli catalog coverage                   what each constraint leaves
    """
    help_if_alone(context)


@app.command("path")
def path() -> None:
    """Print the folder of your own stretches.

    \b
    cd "$(stretchcli catalog path)"
    """
    typer.echo(str(user_stretches()))


def user_stretches() -> Path:
    """The folder of the user's stretches; it need not exist."""
    return current_places().data / "stretches"


def user_routines() -> Path:
    """The folder of the user's routines; it need not exist."""
    return current_places().data / "routines"


@app.command("new")
def new(
    name: Annotated[str, typer.Argument(metavar="ID", help="Lowercase letters, digits and hyphens.")],
    routine: Annotated[bool, typer.Option("--routine", help="A routine: a list of stretches under one name.")] = False,
) -> None:
    """Write a commented file for a stretch or a routine of your own.

    It prints where the file is.

    \b
    stretchcli catalog new my-calf-stretch
    $EDITOR "$(stretchcli catalog new my-calf-stretch)"
    stretchcli catalog new --routine my-evening
    """
    from stretchcli.authoring.template import new_from

    context = AppContext()
    check_free(context, name, "routine" if routine else "stretch")
    if routine:
        written = new_from(data_folder() / "new-routine.yaml", user_routines(), name, "routine")
        said = context.phrases.say("catalog.new-routine", id=name)
    else:
        written = new_from(data_folder() / "new-stretch.yaml", user_stretches(), name, "stretch")
        said = context.phrases.say("catalog.new")
    typer.echo(str(written))
    tell(said)


def check_free(context: AppContext, name: str, kind: Kind) -> None:
    """Refuse an id that is invalid, taken, or would be read as something else.

    Raises:
        UsageProblem: it is none, it means something already, or it means minutes.
    """
    from stretchcli.authoring.template import check_id

    check_id(name, kind)
    other = f"Choose another name, for example my-{name[:50]}."
    if means_minutes(name):
        raise UsageProblem(f"“{name}” means minutes: stretchcli run {name} would take it for a time.", other)
    meant = Finder.of(context.catalog).anything.at_once(name)
    if name in EVERYTHING or len(meant) > 1:
        means = "the whole catalog" if name in EVERYTHING else "several muscle groups"
        raise UsageProblem(f"“{name}” already means {means}.", other)
    for taken in meant:
        means = "stretch" if isinstance(taken, Stretch) else "routine" if isinstance(taken, Routine) else "muscle group"
        raise UsageProblem(f"“{name}” already means the {means} {taken.id}.", other)


@app.command("check")
def check(
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[FILE]...", help="Files to check; without any, all of yours.", readable=False),
    ] = None,
    as_json: JsonFlag = False,
) -> int:
    """Check catalog files: mistakes with their lines, and advice.

    \b
    stretchcli catalog check              all of yours
    stretchcli catalog check draft.yaml   a file, as if it were in your folder
    stretchcli catalog check poses.yaml   figures, against their rules
    """
    phrases = AppContext().phrases
    report = _checked(files or [])
    if as_json:
        print_json(_report_json(report))
    else:
        sys.stdout.write("".join(f"{harmless(str(found))}\n" for found in (*report.problems, *report.advice)))
    tell(_summary(report, phrases))
    return 2 if report.problems else 0


def _checked(files: Sequence[Path]) -> Report:
    """Catalog files and files of poses, checked together."""
    from stretchcli.authoring.checking import Report, check_files
    from stretchcli.catalog.files import CatalogFile
    from stretchcli.figure.checking import check_pose_file, has_poses

    with_poses = [file for file in files if has_poses(file)]
    others = [file for file in files if file not in with_poses]
    report = check_files(data_folder(), current_places().data, others) if others or not files else Report()
    if not with_poses:
        return report
    stretches = AppContext().catalog.stretches
    checked = [check_pose_file(file, stretches) for file in with_poses]
    return replace(
        report,
        files=(*report.files, *(CatalogFile(str(file), own=True) for file in with_poses)),
        problems=(*report.problems, *(problem for _, problems in checked for problem in problems)),
        poses=sum(count for count, _ in checked),
    )


def _summary(report: Report, phrases: Phrases) -> str:
    if not report.files:
        return phrases.say("catalog.none", folder=user_stretches())
    if report.problems:
        problems = phrases.say("count.problems", count=len(report.problems))
        return phrases.say("catalog.problems", problems=problems, files=phrases.say("count.files", count=report.broken))
    files = phrases.say("count.files", count=len(report.files))
    count = sum(len(file.stretches) for file in report.files)
    routines = sum(len(file.routines) for file in report.files)
    found = [phrases.say("count.stretches", count=count)] if count or not (routines or report.poses) else []
    found += [phrases.say("count.routines", count=routines)] if routines else []
    found += [phrases.say("count.poses", count=report.poses)] if report.poses else []
    stretches = phrases.listed(found)
    if not report.advice:
        return phrases.say("catalog.fine", files=files, stretches=stretches)
    warnings = phrases.say("count.warnings", count=len(report.advice))
    return phrases.say("catalog.warned", files=files, stretches=stretches, warnings=warnings)


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
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The exercises.json of free-exercise-db.", readable=False)],
    as_json: JsonFlag = False,
) -> None:
    """Import the stretches of free-exercise-db.

    It prints the file they are in, in your folder.

    \b
    stretchcli catalog import exercises.json
    stretchcli list                            what was guessed is marked: review

    Import again whenever you like: what you have changed stays as it is.
    """
    from stretchcli.authoring.importfile import import_exercises

    phrases = AppContext().phrases
    done = import_exercises(file, data_folder(), current_places().data)
    if as_json:
        print_json({"format": 1, **asdict(done), "path": str(done.path)})
        return
    typer.echo(str(done.path))
    if done.left_out:
        tell(phrases.say("catalog.left-out", names=phrases.listed(done.left_out)))
    if done.cleaned:
        tell(phrases.say("catalog.cleaned", names=phrases.listed(done.cleaned)))
    if done.new or done.changed:
        tell(phrases.say("catalog.imported", new=done.new, changed=done.changed, kept=done.kept))
    else:
        tell(phrases.say("catalog.nothing-new", stretches=phrases.say("count.stretches", count=done.kept)))


@app.command("schema")
def schema() -> None:
    """Print the JSON Schema of catalog files, for editors.

    \b
    stretchcli catalog schema > catalog.schema.json
    """
    from stretchcli.catalog.format import json_schema

    print_json(json_schema())


app.command("coverage")(coverage.command)
