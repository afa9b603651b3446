"""What the log knows of the last days and months, for the planner and the pace."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from stretchcli.log.statistics import monday_of, sums
from stretchcli.log.store import Store
from stretchcli.session.history import History
from stretchcli.session.summary import BodySide

RECENT_SESSIONS: Final = 3
RECENT_DAYS: Final = 60
HURT_DAYS: Final = 14
KNOWN_DAYS: Final = 182


def history(store: Store, today: date) -> History:
    """What the log knows, up to a day."""
    week_s: dict[tuple[str, BodySide], float] = {}
    days: dict[tuple[str, BodySide], set[date]] = {}
    for row in sums(store, monday_of(today), today):
        if row.effect == "stretch":
            for place in row.places():
                week_s[place] = week_s.get(place, 0.0) + row.held_s
                if row.complete:
                    days.setdefault(place, set()).add(row.day)
    return History(
        week_s=week_s,
        week_days={place: len(found) for place, found in days.items()},
        recent=_recent(store, today),
        hurt=frozenset(_hurt(store, today)),
        sessions=_sessions(store, today),
    )


def _recent(store: Store, today: date) -> tuple[tuple[str, ...], ...]:
    """The stretches of the last sessions in which anything was held."""
    rows = store.db.execute(
        "SELECT session, stretch FROM holds WHERE rehearsal = 0 AND held_s > 0 AND session IN ("
        "SELECT session FROM holds WHERE rehearsal = 0 AND held_s > 0 AND day BETWEEN ? AND ? "
        "GROUP BY session ORDER BY max(ended_utc_ms) DESC LIMIT ?) ORDER BY ended_utc_ms",
        [*_days(today, RECENT_DAYS), RECENT_SESSIONS],
    )
    sessions: dict[str, dict[str, None]] = {}
    for session, stretch in rows:
        done = sessions.pop(session, {})
        sessions[session] = {**done, stretch: None}  # the session that ended last comes last
    return tuple(tuple(stretches) for stretches in reversed(sessions.values()))


def _hurt(store: Store, today: date) -> list[str]:
    rows = store.db.execute(
        "SELECT DISTINCT stretch FROM holds WHERE rehearsal = 0 AND outcome = 'pain' AND day BETWEEN ? AND ?",
        _days(today, HURT_DAYS),
    )
    return [stretch for (stretch,) in rows]


def _sessions(store: Store, today: date) -> dict[str, int]:
    rows = store.db.execute(
        "SELECT stretch, count(DISTINCT session) FROM holds "
        "WHERE rehearsal = 0 AND outcome IN ('full', 'early') AND day BETWEEN ? AND ? GROUP BY stretch",
        _days(today, KNOWN_DAYS),
    )
    return dict(rows.fetchall())


def _days(today: date, back: int) -> list[str]:
    return [(today - timedelta(days=back)).isoformat(), today.isoformat()]
