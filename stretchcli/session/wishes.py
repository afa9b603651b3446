"""How a person wants a session laid out."""

from __future__ import annotations

from typing import Literal, NamedTuple

from stretchcli.catalog.records import HoldRange
from stretchcli.catalog.text import Side
from stretchcli.session.layout import Order
from stretchcli.session.length import Pace

Effort = Literal["gentle", "normal", "deep"]


class HoldWish(NamedTuple):
    """What ``--hold`` says: a target alone (the record's floor stays, if it is lower), or a floor and a target."""

    target_s: int
    floor_s: int | None = None

    def applied(self, hold: HoldRange) -> HoldRange:
        """The record's hold range with this wish applied."""
        floor_s = self.floor_s if self.floor_s is not None else min(hold.floor_s, self.target_s)
        return HoldRange(floor_s, self.target_s)


class Wishes(NamedTuple):
    """How to lay a session out.

    Attributes:
        minutes: The session fits into this time; reps and holds are then chosen where they are not given.
        effort: How long holds are.
    """

    hold: HoldWish | None = None
    reps: int | None = None
    order: Order = "alternate"
    first: Side = "right"
    minutes: float | None = None
    pace: Pace = Pace()
    effort: Effort = "normal"
