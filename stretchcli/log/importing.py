"""Reading an export: a file that anybody may have written, so every value is looked at before it is believed."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final, TypeVar

from stretchcli.catalog.limits import MOST_HOLD_S
from stretchcli.errors import UsageProblem
from stretchcli.log.exporting import FORMAT
from stretchcli.log.records import HoldRecord, SessionRecord, Stored, utc_ms_of
from stretchcli.reading.text import harmless, unsafe_character
from stretchcli.session.codec import timeline_of
from stretchcli.session.timeline import Timeline

LARGEST_BYTES: Final = 512 * 1024 * 1024

_ID: Final = r"[a-z0-9]+(-[a-z0-9]+)*"
_LONGEST_TEXT: Final = 2_000
_MOST_PHASES: Final = 100_000
_KINDS: Final = ("intro", "setup", "ready", "hold", "release", "switch", "rest")
_LAST_UTC_MS: Final = 200 * 365 * 24 * 60 * 60 * 1000
_SIDES: Final = ("right", "left", "both")

T = TypeVar("T")


def read_export(path: Path) -> list[Stored]:
    """The sessions of a file that ``export_json`` wrote.

    Raises:
        UsageProblem: it cannot be read, or is something else; nothing of it is then used.
    """
    name = harmless(str(path))
    try:
        if not path.is_file():
            raise UsageProblem(f"There is no file {name}.")
        if path.stat().st_size > LARGEST_BYTES:
            raise UsageProblem(f"{name} is too large for a log: more than {LARGEST_BYTES // 1024 // 1024} MiB.")
        data = json.loads(path.read_bytes())
    except OSError as error:
        raise UsageProblem(f"{name} cannot be read: {(error.strerror or str(error)).lower()}.") from None
    except (ValueError, RecursionError):
        raise UsageProblem(f"{name} is no export of stretchcli.", "stretchcli log export --json writes one.") from None
    top = _Reader(data, name)
    if not isinstance(data, dict) or data.get("log") != "stretchcli":
        raise UsageProblem(f"{name} is no export of stretchcli.", "stretchcli log export --json writes one.")
    version = top.whole("format", 1, 1_000)
    if version > FORMAT:
        raise UsageProblem(f"{name} was written by a newer stretchcli (format {version}).", "Update stretchcli.")
    return [_stored(session) for session in top.each("sessions")]


def _stored(reader: _Reader) -> Stored:
    timeline = _timeline(reader)
    holds = tuple(_hold(hold, timeline) for hold in reader.each("holds"))
    if len({hold.phase for hold in holds}) < len(holds):
        raise reader.wrong("holds", "each phase at most once")
    session = SessionRecord(
        id=reader.text("id", r"[0-9a-f]{32}"),
        revision=reader.whole("revision", 0, 2**31),
        started_utc_ms=reader.moment("started_utc"),
        offset_min=reader.whole("offset_min", -24 * 60, 24 * 60),
        rehearsal=reader.flag("rehearsal"),
        outcome=reader.choice("outcome", ("open", "complete", "stopped")),
        title=reader.text("title"),
        given_up=reader.flag("given_up"),
        holds=tuple(sorted(holds, key=lambda hold: hold.phase)),
    )
    return Stored(session, timeline)


def _hold(reader: _Reader, timeline: Timeline) -> HoldRecord:
    phase = reader.whole("phase", 0, len(timeline.phases) - 1)
    if timeline.phases[phase].kind != "hold":
        raise reader.wrong("phase", "the index of a hold in the timeline")
    return HoldRecord(
        phase=phase,
        revision=reader.whole("revision", 0, 2**31),
        stretch=reader.text("stretch", _ID),
        side=reader.choice("side", _SIDES),
        felt=reader.choice("felt", _SIDES),
        felt_at=reader.text("felt_at"),
        groups=tuple(reader.texts("groups", _ID)),
        rep=reader.whole("rep", 1, 1_000),
        planned_s=reader.whole("planned_s", 1, MOST_HOLD_S),
        held_s=reader.seconds("held_s"),
        outcome=reader.choice("outcome", ("full", "early", "short", "skipped", "pain")),
        broken_off=reader.flag("broken_off"),
        ended_utc_ms=reader.moment("ended_utc"),
        offset_min=reader.whole("offset_min", -24 * 60, 24 * 60),
        day=reader.day("day"),
        rehearsal=reader.flag("rehearsal"),
        effect=reader.choice("effect", ("stretch", "work")) if "effect" in reader.data else "stretch",
    )


def _timeline(reader: _Reader) -> Timeline:
    """The timeline, which a session will be run from: every phase is looked at."""
    data = reader.record("timeline")
    data.text("title")
    items = list(data.each("items"))
    for item in items:
        for key in ("stretch", "name", "felt_at"):
            item.text(key)
        item.texts("targets", _ID)
        item.texts("cautions", None)
        item.whole("reps", 1, 1_000)
        if not set(item.texts("sides", None)) <= set(_SIDES):
            raise item.wrong("sides", "right, left or both")
        hold = item.record("hold")
        hold.whole("floor_s", 1, hold.whole("target_s", 1, MOST_HOLD_S))
    phases = list(data.each("phases"))
    for number, phase in enumerate(phases):
        phase.whole("index", number, number)
        phase.whole("item", 0, len(items) - 1)
        kind = phase.choice("kind", _KINDS)
        phase.whole("duration_s", 1, 24 * 60 * 60)
        phase.text("stretch", _ID)
        phase.text("text")
        for key in ("side", "felt"):
            if kind == "hold" or phase.data.get(key) is not None:
                phase.choice(key, _SIDES)
        for key in ("rep", "reps", "floor_s"):
            if kind == "hold" or phase.data.get(key) is not None:
                phase.whole(key, 1, 1_000)
        if kind == "hold" and (number + 1 == len(phases) or phases[number + 1].data.get("kind") != "release"):
            raise phase.wrong("kind", "a release behind every hold")
    if not 0 < len(phases) <= _MOST_PHASES or not any(phase.data["kind"] == "hold" for phase in phases):
        raise data.wrong("phases", "phases with holds among them")
    try:
        return timeline_of(data.data)
    except (KeyError, TypeError):
        raise reader.wrong("timeline", "a timeline as an export holds it") from None


class _Reader:
    """A record of an import that is looked at before it is believed."""

    def __init__(self, data: Any, where: str) -> None:
        self.data: Mapping[str, Any] = data if isinstance(data, dict) else {}
        self.where = where

    def wrong(self, key: str, expected: str) -> UsageProblem:
        """The problem of a value."""
        return UsageProblem(f"{self.where}: `{key}` should be {expected}.", "Nothing of the file was imported.")

    def _get(self, key: str, good: Callable[[Any], bool], expected: str) -> Any:
        value = self.data.get(key)
        if not good(value):
            raise self.wrong(key, expected)
        return value

    def whole(self, key: str, least: int, most: int) -> int:
        """A whole number in a range."""
        expected = f"a whole number from {least} to {most}"
        return int(self._get(key, lambda value: type(value) is int and least <= value <= most, expected))

    def seconds(self, key: str) -> float:
        """Seconds that a hold can have lasted."""
        most = MOST_HOLD_S
        return float(self._get(key, lambda value: type(value) in (int, float) and 0 <= value <= most, f"seconds, 0 to {most}"))

    def flag(self, key: str) -> bool:
        """True or false."""
        return bool(self._get(key, lambda value: isinstance(value, bool), "true or false"))

    def choice(self, key: str, choices: tuple[T, ...]) -> T:
        """One of a few words."""
        value = self._get(key, lambda value: value in choices, f"one of {', '.join(map(str, choices))}")
        return choices[choices.index(value)]

    def text(self, key: str, pattern: str | None = None) -> str:
        """A text that may be shown."""
        return str(self._get(key, lambda value: _is_text(value, pattern), "plain text" if pattern is None else f"like {pattern}"))

    def texts(self, key: str, pattern: str | None) -> list[str]:
        """A list of them."""

        def good(value: Any) -> bool:
            return isinstance(value, list) and len(value) <= 100 and all(_is_text(text, pattern) for text in value)

        return list(self._get(key, good, "a list of texts"))

    def moment(self, key: str) -> int:
        """A moment, in milliseconds since 1970."""
        try:
            utc_ms = utc_ms_of(self.data[key])
        except (KeyError, TypeError, ValueError, OverflowError):
            utc_ms = -1
        if not 0 <= utc_ms < _LAST_UTC_MS:
            raise self.wrong(key, "a moment like 2026-11-22T11:28:30.000Z")
        return utc_ms

    def day(self, key: str) -> str:
        """A date."""
        try:
            return date.fromisoformat(self.text(key, r"[0-9]{4}-[0-9]{2}-[0-9]{2}")).isoformat()
        except ValueError:
            raise self.wrong(key, "a date like 2026-11-22") from None

    def record(self, key: str) -> _Reader:
        """A record inside."""
        return _Reader(self._get(key, lambda value: isinstance(value, dict), "a record"), f"{self.where}, {key}")

    def each(self, key: str) -> Iterator[_Reader]:
        """The records of a list inside."""
        entries = self._get(key, lambda value: isinstance(value, list), "a list")
        return (_Reader(entry, f"{self.where}, {key}[{number}]") for number, entry in enumerate(entries))


def _is_text(value: Any, pattern: str | None) -> bool:
    if not isinstance(value, str) or len(value) > _LONGEST_TEXT:
        return False
    if pattern is not None:
        return re.fullmatch(pattern, value) is not None
    return value.isprintable() or unsafe_character(value) is None
