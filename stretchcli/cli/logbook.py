"""The log as ``run`` and ``resume`` use it: opened before a session, given every hold, closed after it."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from stretchcli.catalog.constraints import Constraint
from stretchcli.catalog.phrases import Phrases
from stretchcli.catalog.records import Stretch, Variant
from stretchcli.catalog.ways import open_ways
from stretchcli.cli import tell
from stretchcli.cli.context import AppContext
from stretchcli.errors import StretchError
from stretchcli.log import database
from stretchcli.log.claims import Claims
from stretchcli.log.database import DamagedLog, LogUnavailable, telling
from stretchcli.log.records import local_now, local_time
from stretchcli.running.protocols import Listener
from stretchcli.session.history import History
from stretchcli.session.resume import holds_left
from stretchcli.session.timeline import Timeline

if TYPE_CHECKING:
    from stretchcli.log.claims import Claims
    from stretchcli.log.records import SessionRecord, Stored, Wall
    from stretchcli.log.store import Pain, Store
    from stretchcli.log.writer import Writer
    from stretchcli.session.resume import Resumption

OFTEN = 3


class SessionLog:
    """A session's place in the log; with nothing in it where no log is kept.

    As a context manager it closes the log at the end and reports what could not be written.

    Attributes:
        listeners: Those that must get events before all others.
        asides: What the person should know about the log itself.
        notes: What the person should know about the stretches before the session begins.
    """

    def __init__(self, phrases: Phrases) -> None:
        self._phrases = phrases
        self.listeners: list[Listener] = []
        self.asides: list[str] = []
        self.notes: list[str] = []
        self._writer: Writer | None = None
        self._claims: Claims | None = None

    def __enter__(self) -> SessionLog:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._writer is not None:
            tell(*self._writer.close())
        if self._claims is not None:
            self._claims.close()

    def keep(
        self,
        store: Store,
        claims: Claims,
        session: SessionRecord,
        timeline: Timeline,
        speed: float,
        going_on: Resumption | None = None,
    ) -> None:
        """Record a session from now on, or what is left of it; ``timeline`` is the stored one.

        Raises:
            StretchError: somebody else is doing this session right now.
        """
        from stretchcli.log.listener import LogListener
        from stretchcli.log.writer import Writer

        if not claims.take(session.id):
            raise StretchError("This session is running in another window.", "Go on there, or quit it there first.")
        self._claims = claims
        self._writer = Writer(store, self._phrases)
        self.listeners = [LogListener(session, self._writer.put, timeline, speed, going_on)]


def wanted(context: AppContext, no_log: bool) -> bool:
    """Whether a log is to be kept."""
    return not no_log and bool(context.settings.get("log", True))


def log_path(context: AppContext) -> Path:
    """Where the log is."""
    return context.places.data / database.NAME


@contextlib.contextmanager
def open_store(context: AppContext, *, create: bool = False) -> Iterator[Store | None]:
    """The log for as long as it is needed, or None where there is none. Print what was read afterwards, not inside.

    Args:
        create: Begin a log where there is none.

    Raises:
        CatalogProblems: the config has mistakes.
        LogUnavailable: it cannot be used; DamagedLog where the file has been set aside for that.
    """
    from stretchcli.log.store import Store, discard_damaged

    path = log_path(context)
    store = Store.open(path) if create else Store.existing(path)
    if store is None:
        yield None
        return
    tell(*store.notes)
    try:
        with telling(path):
            yield store
        if store.unfit:
            tell(context.phrases.say("log.unfit", count=len(store.unfit)))
    except LogUnavailable as error:
        if notes := discard_damaged(store, error.__cause__):
            raise DamagedLog(*notes) from error
        raise
    finally:
        store.close()


def history_of(context: AppContext) -> History:
    """What the log knows that a plan may take into account; nothing where none is kept or it cannot be read.

    Raises:
        CatalogProblems: the config has mistakes.
    """
    if not wanted(context, no_log=False):
        return History()
    from stretchcli.log.history import history

    try:
        with open_store(context) as store:
            return History() if store is None else history(store, local_now().date())
    except DamagedLog as error:  # nobody else can say so any more
        tell(*error.lines())
        return History()
    except LogUnavailable:  # whoever records a session says so; a plan does without
        return History()


def open_log(
    context: AppContext, timeline: Timeline, constraints: Sequence[Constraint], *, speed: float, no_log: bool
) -> SessionLog:
    """The log for a session that is about to begin. If it cannot be used, the session runs without a log.

    Args:
        constraints: The person's, which rule out easier ways.
    """
    log = SessionLog(context.phrases)
    if not wanted(context, no_log):
        return log
    from stretchcli.log.listener import new_session
    from stretchcli.log.store import Store, discard_damaged

    path = log_path(context)
    for _ in range(2):  # a damage deep inside shows when it is read, and a new log is begun then
        store = None
        try:
            with telling(path):
                store = Store.open(path)
                log.asides += store.notes
                claims = Claims(path.parent)
                log.asides += unfinished_note(store, claims, local_now, context.phrases)
                log.notes = pain_notes(context, store, timeline, constraints)
                log.keep(store, claims, new_session(timeline, rehearsal=speed != 1.0), timeline, speed)
                return log
        except StretchError as error:
            notes = discard_damaged(store, error.__cause__) if store else []
            log.asides += notes
            if not notes:
                log.asides += [context.phrases.say("log.none"), *error.lines()]
                return log
    return log


def unfinished_note(store: Store, claims: Claims, wall: Wall, phrases: Phrases) -> list[str]:
    """A word about a real session that can be resumed, once for each."""
    found = store.unfinished(wall, claims, "NOT mentioned")
    if not found or not found[0].session.worth_resuming or not store.mention(found[0].session.id):
        return []
    return [f"{unfinished_words(found[0], phrases)} {phrases.say('unfinished.resume')}"]


def unfinished_words(stored: Stored, phrases: Phrases) -> str:
    """Which session it is, since when, and what is left of it."""
    session = stored.session
    left = len(holds_left(stored.timeline, session.results, session.broken_off))
    when = moment(session.started_utc_ms, session.offset_min)
    return phrases.say(
        "unfinished.rehearsal" if session.rehearsal else "unfinished.session", title=session.title, when=when, count=left
    )


def moment(utc_ms: int, offset_min: int) -> str:
    """A moment as the clock on the wall showed it: "2026-11-24 18:00"."""
    return f"{local_time(utc_ms, offset_min):%Y-%m-%d %H:%M}"


def pain_notes(context: AppContext, store: Store, timeline: Timeline, constraints: Sequence[Constraint]) -> list[str]:
    """What hurt before among the stretches of a session, and what can be done about it.

    Once a stretch has gone well, it is no longer mentioned, unless it has hurt again and again.
    """
    pains = store.pains([item.stretch for item in timeline.items])
    by_stretch = {
        name: of_it for name, of_it in grouped(pains).items() if times_hurt(of_it) >= OFTEN or store.last_outcome(name) == "pain"
    }
    return pain_advice(context, by_stretch, constraints)


def grouped(pains: Sequence[Pain]) -> dict[str, list[Pain]]:
    """Pains by stretch, the newest first."""
    by_stretch: dict[str, list[Pain]] = {}
    for pain in pains:
        by_stretch.setdefault(pain.hold.stretch, []).append(pain)
    return by_stretch


def times_hurt(pains: Sequence[Pain]) -> int:
    """In how many sessions."""
    return len({pain.session for pain in pains})


def pain_advice(context: AppContext, by_stretch: Mapping[str, Sequence[Pain]], constraints: Sequence[Constraint]) -> list[str]:
    """For each stretch that hurt a sentence with the easier ways that the person's constraints leave.

    After three times instead: to leave it out, and how.
    """
    phrases = context.phrases
    lines: list[str] = []
    never: list[str] = []
    for name, pains in by_stretch.items():
        stretch = context.catalog.stretches.get(name)
        last, times = pains[0].hold, times_hurt(pains)
        felt = phrases.say("pain.felt", place=last.felt_at, side=last.felt)
        said = phrases.say("pain.hurt", name=stretch.name if stretch else name, day=last.day, felt=felt)
        if times >= OFTEN:
            lines.append(f"{said} {phrases.say('pain.often', count=times)}")
            never += [name] if stretch else []  # a name that the catalog does not have would be a mistake in the config
        else:
            easier = easier_ways(context, stretch, constraints) if stretch else []
            way = phrases.say("pain.easier", ways=phrases.listed(easier, "or")) if easier else phrases.say("pain.gently")
            lines.append(f"{said} {way}")
    if never:
        whole = dict.fromkeys([*map(str, context.settings.limits.never), *never])
        lines.append(phrases.say("pain.never", file=context.places.config_file, count=len(never)))
        lines.append(f"never: [{', '.join(whole)}]")
    return lines


def easier_ways(context: AppContext, stretch: Stretch, constraints: Sequence[Constraint]) -> list[str]:
    """What the catalog knows as easier and the constraints leave, in words.

    The stretch's own variants come first, then stretches that call this one harder.
    """
    from stretchcli.cli.pages import variant_words

    catalog = context.catalog
    named = {variant.stretch for variant in stretch.easier}
    reverse = [
        Variant(stretch=other.id)
        for other in catalog.stretches.values()
        if other.id not in named and any(variant.stretch == stretch.id for variant in other.harder)
    ]
    own = [variant_words(way, context.phrases).rstrip(".") for way in open_ways(catalog, stretch.easier, constraints)]
    return own + [way.stretch for way in open_ways(catalog, reverse, constraints) if way.stretch]
