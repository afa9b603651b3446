"""Reading an export: an untrusted file, so every value is checked before use."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from stretchcli.errors import UsageProblem
from stretchcli.log.exporting import FORMAT
from stretchcli.log.records import SessionRecord, Stored, utc_ms_of
from stretchcli.misfits import Misfit, check
from stretchcli.plain import from_plain
from stretchcli.reading.text import harmless, unsafe_character
from stretchcli.session.codec import timeline_of

LARGEST_BYTES: Final = 512 * 1024 * 1024

WANTED: Final = "Give a file that stretchcli log export wrote."

_LONGEST_TEXT: Final = 2_000
_MOMENT: Final = "a moment like 2026-11-22T11:28:30.000Z"


def read_export(path: Path) -> list[Stored]:
    """The sessions of a file that ``export_json`` wrote.

    Raises:
        UsageProblem: it cannot be read, or is something else; nothing of it is then used.
    """
    name = harmless(str(path))
    try:
        if not path.exists():
            raise UsageProblem(f"There is no file {name}.", WANTED)
        if not path.is_file():
            raise UsageProblem(f"{name} is {'a folder' if path.is_dir() else 'not a file'}.", WANTED)
        if path.stat().st_size > LARGEST_BYTES:
            raise UsageProblem(f"{name} is too large for a log: more than {LARGEST_BYTES // 1024 // 1024} MiB.")
        data = json.loads(path.read_bytes())
    except OSError as error:
        raise UsageProblem(f"{name} cannot be read: {(error.strerror or str(error)).lower()}.", WANTED) from None
    except (ValueError, RecursionError):
        raise _no_export(name) from None
    if not isinstance(data, dict) or data.get("log") != "stretchcli":
        raise _no_export(name)
    try:
        return _sessions(data, name)
    except Misfit as misfit:
        message = f"{name}: {harmless(misfit.place)} should be {misfit.expected}."
        raise UsageProblem(message, "Nothing of the file was imported.") from None


def _no_export(name: str) -> UsageProblem:
    return UsageProblem(f"{name} is not an export of stretchcli.", "stretchcli log export --json writes one.")


def _sessions(data: dict[str, Any], name: str) -> list[Stored]:
    version = data.get("format")
    if type(version) is not int or version < 1:
        raise Misfit("a whole number", "format")
    if version > FORMAT:
        raise UsageProblem(f"{name} was written by a newer stretchcli (format {version}).", "Update stretchcli.")
    sessions = data.get("sessions")
    if not isinstance(sessions, list):
        raise Misfit("a list", "sessions")
    found = []
    for number, session in enumerate(sessions):
        try:
            found.append(_stored(session))
        except Misfit as misfit:
            raise misfit.inside(number).inside("sessions") from None
    return found


def _stored(data: Any) -> Stored:
    if not isinstance(data, dict):
        raise Misfit("a record")
    _check_texts(data)
    plain = _with_moment(data, "started_utc")
    if not isinstance(holds := plain.get("holds"), list):
        raise Misfit("a list", "holds")
    plain["holds"] = [_with_moment(hold, "ended_utc") for hold in holds]
    try:
        timeline = timeline_of(plain.pop("timeline", None))
    except Misfit as misfit:
        raise misfit.inside("timeline") from None
    check(SessionRecord, plain)
    session = from_plain(SessionRecord, plain)
    phases = [hold.phase for hold in session.holds]
    if len(set(phases)) < len(phases):
        raise Misfit("each phase at most once", "holds")
    known = {phase.number for phase in timeline.phases if phase.kind == "hold"}
    for number, phase in enumerate(phases):
        if phase not in known:
            raise Misfit("the number of a hold in the timeline", "holds", number, "phase")
    return Stored(session._replace(holds=tuple(sorted(session.holds, key=lambda hold: hold.phase))), timeline)


def _with_moment(data: Any, key: str) -> Any:
    """A record with its moment as the log keeps it."""
    if not isinstance(data, dict):
        return data
    plain = dict(data)
    try:
        return plain | {f"{key}_ms": utc_ms_of(plain.pop(key))}
    except (KeyError, TypeError, ValueError, OverflowError):
        raise Misfit(_MOMENT, key) from None


def _check_texts(data: Any) -> None:
    """Every text may be shown.

    Raises:
        Misfit: one may not.
    """
    if isinstance(data, str) and not (len(data) <= _LONGEST_TEXT and (data.isprintable() or unsafe_character(data) is None)):
        raise Misfit("plain text")
    entries = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for step, entry in entries:
        try:
            _check_texts(entry)
        except Misfit as misfit:
            raise misfit.inside(step) from None
