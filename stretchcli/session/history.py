"""What was done recently, as far as it matters for what comes next: plain data, filled in from the log."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from stretchcli.session.summary import BodySide

KNOWN_FROM: Final = 3


class History(NamedTuple):
    """What a plan and the pace of a session may take into account; empty where no log is kept.

    Rehearsals count nowhere, and a record with ``effect: work`` counts in no dose.

    Attributes:
        week_s: Seconds held since Monday, by muscle group and felt side; a pair that is missing has none.
        week_days: Days since Monday with a complete hold, by muscle group and felt side.
        recent: The stretches of the last sessions, the newest session first, each in the order in which it was done.
        hurt: Stretches in which a hold hurt within the last 14 days.
        sessions: In how many sessions of the last half year each stretch was held to its floor.
    """

    week_s: Mapping[tuple[str, BodySide], float] = MappingProxyType({})
    week_days: Mapping[tuple[str, BodySide], int] = MappingProxyType({})
    recent: tuple[tuple[str, ...], ...] = ()
    hurt: frozenset[str] = frozenset()
    sessions: Mapping[str, int] = MappingProxyType({})

    def knows(self, stretch: str) -> bool:
        """Whether a stretch was done often enough that its steps need not be given one by one."""
        return self.sessions.get(stretch, 0) >= KNOWN_FROM

    @property
    def known(self) -> frozenset[str]:
        """Every such stretch."""
        return frozenset(stretch for stretch in self.sessions if self.knows(stretch))
