"""``stretchcli log``: what was held, what it comes to, and the log as a file."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from stretchcli.catalog.selection import personal_constraints
from stretchcli.cli import tell
from stretchcli.cli.context import AppContext
from stretchcli.cli.logbook import grouped, moment, open_store, pain_advice
from stretchcli.cli.options import JsonFlag
from stretchcli.cli.pager import paged
from stretchcli.cli.printing import print_json, print_lines
from stretchcli.cli.tables import Column, print_table
from stretchcli.errors import UsageProblem
from stretchcli.log.records import DONE, local_now
from stretchcli.log.store import packed
from stretchcli.reading.text import harmless
from stretchcli.terminal.wording import clock

if TYPE_CHECKING:
    from stretchcli.catalog.phrases import Phrases
    from stretchcli.log.records import HoldRecord, SessionRecord
    from stretchcli.log.store import Pain

app = typer.Typer(name="log", add_completion=False, rich_markup_mode=None)

IdArgument = Annotated[str, typer.Argument(metavar="ID", help="The session, by its first digits.")]

RECENT = 20


@app.callback(invoke_without_command=True)
def table(
    invoked: typer.Context,
    as_json: JsonFlag = False,
    last: Annotated[
        int | None, typer.Option("--last", metavar="N", min=1, help=f"Show this many sessions ({RECENT}, or all as JSON).")
    ] = None,
) -> None:
    """Show what you held, and what hurt.

    \b
    stretchcli log                     the last sessions
    stretchcli log show 3f2a           one of them, hold by hold
    stretchcli log stats               the weeks, by muscle group and side
    stretchcli log pain                what hurt
    stretchcli log export > log.json   the whole log, for stretchcli log import
    """
    if invoked.invoked_subcommand is not None:
        return
    context = AppContext()
    context.check_config()  # for those below the group this is done where they are called
    sessions: list[SessionRecord] = []
    with open_store(context) as store:
        if store is not None:
            sessions = store.sessions(last or (None if as_json else RECENT))
    if as_json:
        from stretchcli.log.exporting import session_json

        print_json({"format": 1, "sessions": [session_json(session) for session in sessions]})
    elif sessions:
        with paged():
            _print_sessions(sessions, context.phrases)
    else:
        print_lines([context.phrases.say("log.nothing")])


@app.command()
def show(session: IdArgument, as_json: JsonFlag = False) -> None:
    """Show a session hold by hold."""
    context = AppContext()
    found = _found(context, session)
    if as_json:
        from stretchcli.log.exporting import session_data

        print_json({"format": 1, **session_data(found)})
        return
    when = moment(found.started_utc_ms, found.offset_min)
    phrases = context.phrases
    with paged():
        print_lines(
            [
                phrases.say("log.session", title=found.title, when=when, outcome=_outcome(found, phrases)),
                phrases.say("log.held", time=phrases.duration(found.held_s), id=found.id),
                "",
            ]
        )
        _print_holds(found.holds, phrases)


@app.command()
def stats(as_json: JsonFlag = False) -> None:
    """Show your weeks by muscle group and side."""
    from stretchcli.cli.log_stats import print_statistics, statistics_json
    from stretchcli.log.statistics import statistics

    context = AppContext()
    words = context.catalog.vocabulary
    with open_store(context) as store:
        found = statistics(store, local_now().date(), words.guidance)
    if as_json:
        print_json(statistics_json(found))
    elif found.doses or found.worked or sys.stdout.isatty():
        with paged():
            print_statistics(found, words, context.phrases)
    else:  # a heading over nothing helps no program
        tell(context.phrases.say("stats.nothing"))


@app.command()
def pain(as_json: JsonFlag = False) -> None:
    """Show what hurt, and what can be done about it."""
    context = AppContext()
    pains: list[Pain] = []
    with open_store(context) as store:
        if store is not None:
            pains = store.pains()
    if as_json:
        from stretchcli.log.exporting import hold_data

        print_json({"format": 1, "pains": [{"session": pain.session, **hold_data(pain.hold)} for pain in pains]})
        return
    if not pains:
        print_lines([context.phrases.say("pain.nothing")])
        return
    limits = personal_constraints(context.catalog, context.always)
    with paged():
        _print_pains(pains, context.phrases)
        print_lines(["", *pain_advice(context, grouped(pains), limits)])


@app.command()
def export(
    as_json: Annotated[bool, typer.Option("--json", help="Everything, for log import (the default).")] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="The holds, for a spreadsheet.")] = False,
) -> None:
    """Print the whole log."""
    from stretchcli.log.exporting import export_csv, export_json

    if as_json and as_csv:
        raise UsageProblem("--json and --csv cannot be combined.", "Give one of them.")
    sessions: Sequence[SessionRecord] = ()
    stored = []
    with open_store(AppContext()) as store:
        if store is not None:
            sessions = store.sessions() if as_csv else ()
            stored = [] if as_csv else store.everything()
    if as_csv:
        export_csv(sessions, sys.stdout)
    else:
        export_json(stored, sys.stdout)


@app.command("import")
def import_(
    file: Annotated[str, typer.Argument(metavar="FILE", help="What log export --json wrote, here or on another machine.")],
    as_json: JsonFlag = False,
) -> None:
    """Add the sessions of an export to the log.

    A session that is in both is merged hold by hold, and the newer record of a hold wins. Import in any order, and as
    often as you like.
    """
    from stretchcli.log.importing import read_export

    found = read_export(Path(file))
    context = AppContext()
    with open_store(context, create=True) as store:
        assert store is not None
        written = store.merge((stored.session, packed(stored.timeline)) for stored in found)
    if as_json:
        print_json({"format": 1, "sessions": len(found), "written": written})
        return
    sessions = context.phrases.say("count.sessions", count=len(found))
    if written:
        print_lines([context.phrases.say("log.imported", sessions=sessions, count=written)])
    else:
        print_lines([context.phrases.say("log.nothing-new", sessions=sessions)])


@app.command()
def delete(
    session: IdArgument, yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False, as_json: JsonFlag = False
) -> None:
    """Delete a session from the log; it asks first. An import can bring it back."""
    context = AppContext()
    found = _found(context, session)
    phrases = context.phrases
    holds, when = phrases.say("count.holds", count=len(found.holds)), moment(found.started_utc_ms, found.offset_min)
    described = phrases.say("log.delete", title=found.title, when=when, holds=holds)
    if not yes:
        if not (sys.stdin.isatty() and sys.stderr.isatty()):
            raise UsageProblem(f"There is no terminal to confirm this on: {described}.", "Add --yes to delete it.")
        typer.confirm(phrases.say("log.ask", session=described), abort=True, err=True)
    with open_store(context) as store:
        if store is not None:
            store.delete(found.id)
    if as_json:
        print_json({"format": 1, "deleted": found.id})
    else:
        print_lines([phrases.say("log.deleted", session=described)])


def _found(context: AppContext, name: str) -> SessionRecord:
    with open_store(context) as store:
        if store is not None:
            return store.find(name)
    raise UsageProblem(f"There is no session “{harmless(name)}”.", "Nothing is logged yet.")


def _outcome(record: SessionRecord | HoldRecord, phrases: Phrases) -> str:
    outcome = phrases.say(f"log.outcome.{record.outcome}")
    return phrases.say("log.rehearsal", outcome=outcome) if record.rehearsal else outcome


def _print_sessions(sessions: Sequence[SessionRecord], phrases: Phrases) -> None:
    columns = (
        Column(phrases.say("log.column.id")),
        Column(phrases.say("log.column.when")),
        Column(phrases.say("log.column.session"), spare=2, folds=14, below=True),
        Column(phrases.say("log.column.holds"), spare=3, right=True),
        Column(phrases.say("log.column.held"), right=True),
        Column(phrases.say("log.column.outcome"), spare=1, folds=10, below=True),
    )

    def row(session: SessionRecord) -> list[str]:
        done = sum(hold.outcome in DONE for hold in session.counted)
        when = moment(session.started_utc_ms, session.offset_min)
        return [session.id[:8], when, session.title, str(done), clock(session.held_s), _outcome(session, phrases)]

    print_table(columns, [row(session) for session in sessions])


def _print_holds(holds: Sequence[HoldRecord], phrases: Phrases) -> None:
    columns = (
        Column(phrases.say("log.column.stretch")),
        Column(phrases.say("log.column.side"), spare=2),
        Column(phrases.say("log.column.felt"), spare=3),
        Column(phrases.say("log.column.rep"), spare=4, right=True),
        Column(phrases.say("log.column.held"), right=True),
        Column(phrases.say("log.column.outcome"), spare=1),
        Column(phrases.say("log.column.ended"), spare=5),
    )

    def row(hold: HoldRecord) -> list[str]:
        sides = [phrases.say(f"side.{side}") for side in (hold.side, hold.felt)]
        held = f"{hold.held_s:.0f}/{hold.planned_s} s"
        ended = moment(hold.ended_utc_ms, hold.offset_min)
        return [hold.stretch, *sides, str(hold.rep), held, _outcome(hold, phrases), ended]

    print_table(columns, [row(hold) for hold in holds])


def _print_pains(pains: Sequence[Pain], phrases: Phrases) -> None:
    columns = (
        Column(phrases.say("log.column.when")),
        Column(phrases.say("log.column.stretch")),
        Column(phrases.say("log.column.side"), spare=1),
        Column(phrases.say("log.column.felt")),
        Column(phrases.say("log.column.held"), spare=2, right=True),
    )

    def row(hold: HoldRecord) -> list[str]:
        felt = phrases.say("pain.felt", place=hold.felt_at, side=hold.felt)
        when = moment(hold.ended_utc_ms, hold.offset_min)
        return [when, hold.stretch, phrases.say(f"side.{hold.side}"), felt, f"{hold.held_s:.0f} s"]

    print_table(columns, [row(pain.hold) for pain in pains])
