"""The log as JSON and CSV."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, Final, TextIO

from stretchcli.log.records import HoldRecord, SessionRecord, Stored, utc_text
from stretchcli.session.codec import timeline_data

FORMAT: Final = 1
CSV_COLUMNS: Final = (
    *("session", "session_outcome", "started_utc", "day", "stretch", "side", "felt", "felt_at", "groups", "rep"),
    *("planned_s", "held_s", "outcome", "ended_utc", "offset_min", "rehearsal"),
)

_SHORT: Final = ("stretch", "side", "felt", "held_s", "outcome")


def session_json(session: SessionRecord) -> dict[str, Any]:
    """A session as ``log --json`` prints it."""
    return {
        "id": session.id,
        "started_utc": utc_text(session.started_utc_ms),
        "outcome": session.outcome,
        "rehearsal": session.rehearsal,
        "held_s": round(session.held_s, 3),
        "holds": [{name: _rounded(getattr(hold, name)) for name in _SHORT} for hold in session.holds],
    }


def session_data(session: SessionRecord) -> dict[str, Any]:
    """Everything of a session but its timeline."""
    plain = {name: value for name, value in session._asdict().items() if name != "holds"}
    plain["started_utc"] = utc_text(plain.pop("started_utc_ms"))
    return {**plain, "holds": [hold_data(hold) for hold in session.holds]}


def hold_data(hold: HoldRecord) -> dict[str, Any]:
    """Everything of a hold."""
    plain = hold._asdict()
    plain["ended_utc"] = utc_text(plain.pop("ended_utc_ms"))
    return {**plain, "groups": list(hold.groups)}


def _rounded(value: Any) -> Any:
    return round(value, 3) if isinstance(value, float) else value


def export_json(stored: Iterable[Stored], file: TextIO) -> None:
    """Write the whole log, one session a line."""
    file.write(f'{{"format": {FORMAT}, "log": "stretchcli", "sessions": [')
    for number, each in enumerate(stored):
        plain = {**session_data(each.session), "timeline": timeline_data(each.timeline)}
        file.write((",\n" if number else "\n") + json.dumps(plain, separators=(",", ":")))
    file.write("\n]}\n")


def export_csv(sessions: Iterable[SessionRecord], file: TextIO) -> None:
    """Write the holds for a spreadsheet, one a line."""
    import csv

    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(CSV_COLUMNS)
    for session in sessions:
        of_session = {
            "session": session.id,
            "session_outcome": session.outcome,
            "started_utc": utc_text(session.started_utc_ms),
        }
        for hold in session.holds:
            plain = {**hold_data(hold), **of_session, "groups": " ".join(hold.groups), "held_s": _rounded(hold.held_s)}
            plain["rehearsal"] = str(hold.rehearsal).lower()
            writer.writerow([_cell(plain[name]) for name in CSV_COLUMNS])


def _cell(value: Any) -> Any:
    """A value that no spreadsheet interprets as a formula."""
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@") else value
