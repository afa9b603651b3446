"""``stretchcli log``: what was held, what it comes to, and the log as a file."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from stretchcli.cli.context import AppContext
from stretchcli.cli.logbook import grouped, open_store, pain_advice
from stretchcli.cli.options import JsonFlag
from stretchcli.cli.printing import print_json, print_lines
from stretchcli.cli.tables import Column, print_table
from stretchcli.errors import UsageProblem
from stretchcli.reading.text import harmless
from stretchcli.terminal.wording import clock

if TYPE_CHECKING:
    from stretchcli.log.records import HoldRecord, SessionRecord
    from stretchcli.log.store import Pain

app = typer.Typer(name="log", add_completion=False, rich_markup_mode=None)

IdArgument = Annotated[str, typer.Argument(metavar="ID", help="The session, by its first digits.")]

RECENT = 20
SESSIONS = (
    Column("id"),
    Column("when"),
    Column("session", spare=2, folds=14),
    Column("holds", spare=3, right=True),
    Column("held", right=True),
    Column("outcome", spare=1, folds=10),
)
HOLDS = (
    Column("stretch"),
    Column("side", spare=2),
    Column("felt", spare=3),
    Column("rep", spare=4, right=True),
    Column("held", right=True),
    Column("outcome", spare=1),
    Column("ended", spare=5),
)
PAINS = (Column("when"), Column("stretch"), Column("side", spare=1), Column("felt"), Column("held", spare=2, right=True))


@app.callback(invoke_without_command=True)
def table(
    context: typer.Context,
    as_json: JsonFlag = False,
    last: Annotated[
        int | None, typer.Option("--last", metavar="N", min=1, help=f"So many sessions ({RECENT}; as JSON all).")
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
    if context.invoked_subcommand is not None:
        return
    own = AppContext()
    _ = own.settings  # a config with mistakes ends this; for those below the group it is read where they are called
    sessions: list[SessionRecord] = []
    with open_store(own) as store:
        if store is not None:
            sessions = store.sessions(last or (None if as_json else RECENT))
    if as_json:
        from stretchcli.log.exporting import session_json

        print_json({"format": 1, "sessions": [session_json(session) for session in sessions]})
    elif sessions:
        print_table(SESSIONS, [_session_row(session) for session in sessions])
    else:
        print_lines(["Nothing is logged yet. stretchcli run begins a session."])


@app.command()
def show(session: IdArgument, as_json: JsonFlag = False) -> None:
    """Show a session hold by hold."""
    context = AppContext()
    found = _found(context, session)
    if as_json:
        from stretchcli.log.exporting import session_data

        print_json({"format": 1, **session_data(found)})
        return
    when = _when(found.started_utc_ms, found.offset_min)
    held = context.phrases.duration(found.held_s)
    print_lines([f"{found.title}, {when}, {_outcome(found)}.", f"Held for {held}. Id {found.id}.", ""])
    print_table(HOLDS, [_hold_row(hold) for hold in found.holds])


@app.command()
def stats(as_json: JsonFlag = False) -> None:
    """Show your weeks by muscle group and side."""
    from stretchcli.cli import tell
    from stretchcli.cli.log_stats import print_statistics, statistics_json
    from stretchcli.log.records import local_now
    from stretchcli.log.statistics import statistics

    context = AppContext()
    guidance = context.catalog.vocabulary.guidance
    with open_store(context) as store:
        found = statistics(store, local_now().date(), guidance)
    if as_json:
        print_json(statistics_json(found))
    elif found.doses or found.worked or sys.stdout.isatty():
        print_statistics(found, context.phrases)
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
        print_lines(["No hold hurt. Press o in a hold that does: it ends, and is remembered."])
        return
    print_table(PAINS, [_pain_row(pain.hold) for pain in pains])
    print_lines(["", *pain_advice(context, grouped(pains))])


@app.command()
def export(
    as_json: Annotated[bool, typer.Option("--json", help="Everything, for log import (the default).")] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="The holds, for a spreadsheet.")] = False,
) -> None:
    """Print the whole log."""
    from stretchcli.log.exporting import export_csv, export_json

    if as_json and as_csv:
        raise UsageProblem("--json and --csv exclude each other.", "Give one of them.")
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

    A session that both sides know is joined hold by hold, the newer record of a hold wins; in any order, and twice.
    """
    from stretchcli.log.importing import read_export
    from stretchcli.log.store import packed

    found = read_export(Path(file))
    with open_store(AppContext(), create=True) as store:
        assert store is not None
        written = store.merge((stored.session, packed(stored.timeline)) for stored in found)
    if as_json:
        print_json({"format": 1, "sessions": len(found), "written": written})
        return
    sessions = "1 session" if len(found) == 1 else f"{len(found)} sessions"
    news = "they bring nothing new" if not written else f"{written} records are new or newer"
    print_lines([f"Read {sessions}: {news}."])


@app.command()
def delete(
    session: IdArgument, yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False, as_json: JsonFlag = False
) -> None:
    """Delete a session from the log; it asks first. An import can bring it back."""
    context = AppContext()
    found = _found(context, session)
    described = f"{found.title}, {_when(found.started_utc_ms, found.offset_min)}, {len(found.holds)} holds"
    if not yes:
        if not (sys.stdin.isatty() and sys.stderr.isatty()):
            raise UsageProblem(f"Nobody can be asked whether to delete {described}.", "Give --yes if it is meant.")
        typer.confirm(f"Delete {described}?", abort=True, err=True)
    with open_store(context) as store:
        if store is not None:
            store.delete(found.id)
    if as_json:
        print_json({"format": 1, "deleted": found.id})
    else:
        print_lines([f"Deleted: {described}."])


def _found(context: AppContext, name: str) -> SessionRecord:
    with open_store(context) as store:
        if store is not None:
            return store.find(name)
    raise UsageProblem(f"There is no session {harmless(name)}.", "Nothing is logged yet.")


def _when(utc_ms: int, offset_min: int) -> str:
    from stretchcli.log.records import local_time

    return f"{local_time(utc_ms, offset_min):%Y-%m-%d %H:%M}"


def _outcome(session: SessionRecord) -> str:
    return f"{session.outcome}, rehearsal" if session.rehearsal else session.outcome


def _session_row(session: SessionRecord) -> list[str]:
    from stretchcli.log.records import DONE

    done = sum(hold.outcome in DONE for hold in session.counted)
    return [
        session.id[:8],
        _when(session.started_utc_ms, session.offset_min),
        session.title,
        f"{done}",
        clock(session.held_s),
        _outcome(session),
    ]


def _hold_row(hold: HoldRecord) -> list[str]:
    return [
        hold.stretch,
        hold.side,
        hold.felt,
        str(hold.rep),
        f"{hold.held_s:.0f}/{hold.planned_s} s",
        f"{hold.outcome}, rehearsal" if hold.rehearsal else hold.outcome,
        _when(hold.ended_utc_ms, hold.offset_min),
    ]


def _pain_row(hold: HoldRecord) -> list[str]:
    felt = hold.felt_at if hold.felt == "both" else f"{hold.felt_at}, {hold.felt} side"
    return [_when(hold.ended_utc_ms, hold.offset_min), hold.stretch, hold.side, felt, f"{hold.held_s:.0f} s"]
