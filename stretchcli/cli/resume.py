"""``stretchcli resume``: go on with a session that was not finished."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from stretchcli.catalog.constraints import Constraint
from stretchcli.catalog.selection import goes_own_way, personal_constraints
from stretchcli.cli import tell
from stretchcli.cli.context import AppContext
from stretchcli.cli.logbook import SessionLog, log_path, open_store, pain_notes, unfinished_words, wanted
from stretchcli.cli.options import GuideOptions, takes
from stretchcli.cli.printing import print_json, print_lines
from stretchcli.cli.run import at_hand, guided, run_options
from stretchcli.errors import NothingMatches
from stretchcli.log.claims import Claims
from stretchcli.log.exporting import session_json
from stretchcli.log.records import local_now
from stretchcli.log.store import packed
from stretchcli.session.easing import Easing, with_open_ways
from stretchcli.session.pacing import at_pace, is_brisk
from stretchcli.session.resume import resumption

NOTHING = "There is no session to resume."
NOT_ANY_MORE = "A session can be resumed for 24 hours, while it has holds left and is not running in another window."

if TYPE_CHECKING:
    from stretchcli.log.records import Stored
    from stretchcli.log.store import Store


@takes(GuideOptions)
def command(
    how: GuideOptions,
    session: Annotated[str | None, typer.Argument(metavar="[ID]", help="Which session, by its first digits.")] = None,
    listing: Annotated[bool, typer.Option("--list", help="List what can be resumed, and stop there.")] = False,
    discard: Annotated[bool, typer.Option("--discard", help="Discard it; its finished holds stay in the log.")] = False,
    pace: Annotated[str | None, typer.Option("--pace", metavar="PACE", help="steady or brisk; else as it began.")] = None,
) -> int:
    """Resume an unfinished session.

    It starts with the introduction and every step into the hold where it stopped. It keeps the doses and the pace that it
    began with, whatever the config says by now; --pace changes the pace of what is left.

    \b
    stretchcli resume               the last one
    stretchcli resume --list        all of them
    stretchcli resume --pace brisk  told briefly from here on
    stretchcli resume --discard     discard the last one; its holds stay logged
    """
    context = AppContext()
    if listing:
        return _list(context, as_json=how.as_json)
    options = run_options(context, how)
    changed = None if pace is None else context.paced(pace)
    limits = personal_constraints(context.catalog, context.always, with_care=True)  # care was asked about when it began
    chosen, notes = _chosen(context, session, limits)
    if discard:
        return _discard(context, chosen)
    going_on = resumption(chosen.timeline, chosen.session.results, chosen.session.broken_off)
    assert going_on is not None  # what is found has holds left
    if changed is not None:
        going_on = at_pace(going_on, context.catalog, changed, context.phrases)
    log = SessionLog(context.phrases)
    if wanted(context, how.no_log):
        from stretchcli.log.store import Store

        path = log_path(context)
        log.keep(Store.open(path), Claims(path.parent), chosen.session, chosen.timeline, options.speed, going_on)
    pace_now = changed or (context.paced("brisk") if is_brisk(going_on) else context.pace)
    open_now = with_open_ways(going_on.timeline, context.catalog, limits)
    own_way = goes_own_way(limits, context.catalog.vocabulary)
    ease = Easing(context.catalog, context.phrases, pace_now, own_way)
    options = options._replace(resumption=going_on._replace(timeline=open_now), ease=ease)
    if options.speed != 1.0 and not chosen.session.rehearsal:
        notes = [context.phrases.say("resume.rehearsed"), *notes]
    coming = going_on.timeline.phases[going_on.at :]
    time = context.phrases.duration(sum(phase.duration_s for phase in coming))
    which = f"{unfinished_words(chosen, context.phrases)} {context.phrases.say('resume.time', time=time)}"
    return guided(context, chosen.timeline, options, [which, *at_hand(context, coming)], notes, log, how)


def _unfinished(store: Store | None) -> list[Stored]:
    if store is None:
        return []

    claims = Claims(store.path.parent)
    try:
        return store.unfinished(local_now, claims)
    finally:
        claims.close()


def _chosen(context: AppContext, name: str | None, limits: Sequence[Constraint]) -> tuple[Stored, list[str]]:
    """The session to go on with, and what hurt before among its stretches."""
    with open_store(context) as store:
        found = _unfinished(store)
        if store is not None and name is not None:
            wanted_id = store.find(name).id
            found = [stored for stored in found if stored.session.id == wanted_id]
        notes = pain_notes(context, store, found[0].timeline, limits) if store is not None and found else []
    if not found:
        raise NothingMatches(NOTHING if name is None else f"The session {name} cannot be resumed.", NOT_ANY_MORE)
    return found[0], notes


def _list(context: AppContext, *, as_json: bool) -> int:
    with open_store(context) as store:
        found = _unfinished(store)
    if as_json:
        print_json({"format": 1, "sessions": [session_json(stored.session) for stored in found]})
    elif found:
        print_lines(f"{stored.session.id[:8]}  {unfinished_words(stored, context.phrases)}" for stored in found)
    if not found:
        raise NothingMatches(NOTHING, NOT_ANY_MORE)
    return 0


def _discard(context: AppContext, chosen: Stored) -> int:
    session = chosen.session
    outcome = "stopped" if session.outcome == "open" else session.outcome
    given_up = session._replace(revision=session.revision + 1, outcome=outcome, given_up=True)
    with open_store(context) as store:
        if store is not None:
            store.merge([(given_up, packed(chosen.timeline))])
    tell(context.phrases.say("resume.discarded", id=session.id[:8]))
    return 0
