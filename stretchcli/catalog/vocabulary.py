"""The words of the catalog: positions, needs, equipment, muscle groups, conditions, and who says so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

Level = Literal["up", "knees", "floor", "bed"]


class Source(NamedTuple):
    """Who says so. ``url`` is None where no page of the organisation itself is known."""

    org: str
    title: str
    url: str | None = None


class Position(NamedTuple):
    """How the body is held.

    Attributes:
        said: In words, "lying on your back".
        level: Where the body is.
        implies: Needs that follow where it is a stretch's only position.
        switch_s: Least seconds to change sides in it, where the usual ones are not enough; else 0.
    """

    id: str
    said: str
    level: Level
    aliases: tuple[str, ...] = ()
    implies: tuple[str, ...] = ()
    switch_s: int = 0


class Need(NamedTuple):
    """What a stretch asks of the body or the room; a piece of equipment is one too.

    Attributes:
        means: In words, "lie on the back", "a steady table".
        said: What it is to the person, "you lie on your back"; empty for equipment.
        asks: The same where nothing was said before it, if that differs: "you kneel", not "you kneel on it".
        implies: Needs that follow from it.
        any_of: The place is a free choice among these needs: ruled out only when all of them are.
        equipment: It is a piece of equipment.
        place: The person goes to it instead of fetching it.
        level: It is what the person lies on.
        switch_s: As of a position.
    """

    id: str
    means: str
    said: str = ""
    asks: str = ""
    aliases: tuple[str, ...] = ()
    implies: tuple[str, ...] = ()
    any_of: tuple[str, ...] = ()
    equipment: bool = False
    place: bool = False
    level: Literal["bed"] | None = None
    switch_s: int = 0


class Group(NamedTuple):
    """A muscle group."""

    id: str
    name: str
    muscles: str
    aliases: tuple[str, ...] = ()


class Region(NamedTuple):
    """What people call several muscle groups at once, "legs"."""

    id: str
    groups: tuple[str, ...]
    aliases: tuple[str, ...] = ()


class Weeks(NamedTuple):
    """The first and the last week that a source names."""

    first: int
    last: int


class AskAgain(NamedTuple):
    """How long the sources hold the precautions of a condition, what the weeks are counted from, and who ends them."""

    weeks: Weeks
    since: str
    ask: str


class Condition(NamedTuple):
    """A state of the person.

    Attributes:
        said: In words, as they follow "with": "a hip replacement".
        skip_needs: A source forbids the movement itself: stretches that need it are removed.
        warn: Needs with which the stretch stays under a strong caution.
        mind: Needs with which it stays under a mild one.
        advice: One sentence for the person.
        ask_again: When to ask whether it still holds; None where no source gives an end.
        inferred: No source gives the rule; it is our own reading.
    """

    id: str
    said: str
    aliases: tuple[str, ...]
    advice: str
    skip_needs: tuple[str, ...] = ()
    warn: tuple[str, ...] = ()
    mind: tuple[str, ...] = ()
    ask_again: AskAgain | None = None
    source: tuple[Source, ...] = ()
    inferred: bool = False


class Guidance(NamedTuple):
    """How much stretching the guidance recommends, for each muscle group and side.

    Attributes:
        least_days, most_days: Days a week.
        session_s: Seconds in a session.
        most_session_s: Seconds in a session above which no more is gained.
        most_week_s: The same for a week.
        source: Who says so.
    """

    least_days: int
    most_days: int
    session_s: int
    most_session_s: int
    most_week_s: int
    source: tuple[Source, ...]


class Vocabulary(NamedTuple):
    """The words of the catalog, each kind by its id, and the guidance that holds for all of it.

    Attributes:
        comforts: What may be at hand and no stretch depends on.
        decisive: Needs that decide, with the equipment, whether somebody can do a routine at all.
        way_down: Needs of the usual way down to the floor.
    """

    positions: Mapping[str, Position]
    needs: Mapping[str, Need]
    comforts: tuple[str, ...]
    groups: Mapping[str, Group]
    regions: Mapping[str, Region]
    conditions: Mapping[str, Condition]
    guidance: Guidance
    decisive: tuple[str, ...] = ()
    way_down: tuple[str, ...] = ()

    def is_place(self, piece: str) -> bool:
        """Whether a piece of equipment is gone to, not fetched; a pillow or the like never is."""
        return piece in self.needs and self.needs[piece].place

    def switch_s(self, position: str, required: Iterable[str]) -> int:
        """Least seconds to change sides in that position with these pieces; 0 where the usual ones are enough."""
        return max(self.positions[position].switch_s, *(self.needs[piece].switch_s for piece in required), 0)

    def level(self, position: str, required: tuple[str, ...]) -> Level:
        """Where the body is in that position; for somebody lying down, what they lie on."""
        level = self.positions[position].level
        lying_on = (self.needs[piece].level for piece in required) if level == "floor" else ()
        return next((found for found in lying_on if found), level)

    def expanded(self, needs: tuple[str, ...]) -> tuple[str, ...]:
        """The needs with everything that they imply, each once, the given ones first."""
        found = list(dict.fromkeys(needs))
        for need in found:  # the list grows while it is walked, so implications of implications are added too
            found.extend(implied for implied in self.needs[need].implies if implied not in found)
        return tuple(found)
