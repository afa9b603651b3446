"""The sentences that belong to no stretch: introductions, rests, changes of side."""

from __future__ import annotations

from stretchcli.catalog.records import HoldRange, Stretch
from stretchcli.catalog.text import Side


def dose(stretch: Stretch, reps: int, hold: HoldRange) -> str:
    """How much, "3 holds of 30 seconds on each side".

    >>> from types import SimpleNamespace
    >>> dose(SimpleNamespace(sides="each"), 1, HoldRange(20, 30))
    '1 hold of 30 seconds on each side'
    """
    holds = "1 hold" if reps == 1 else f"{reps} holds"
    each = " on each side" if stretch.sides == "each" else ""
    return f"{holds} of {hold.target_s} seconds{each}"


def intro(stretch: Stretch, reps: int, hold: HoldRange, fetch: str) -> str:
    """Before a stretch: its name, how much, what to fetch."""
    fetched = f" Have {fetch}." if fetch else ""
    return f"{stretch.name}: {dose(stretch, reps, hold)}.{fetched}"


def rest_between(coming: Stretch, fetch: str) -> str:
    """Between stretches: what comes and what to fetch."""
    fetched = f" Fetch {fetch}." if fetch else ""
    return f"Rest. Next comes the {coming.name[0].lower()}{coming.name[1:]}.{fetched}"


def rest_within(stretch: Stretch) -> str:
    """Between two holds on the same side."""
    return "Rest and breathe."


def change_sides(side: Side) -> str:
    """Before the first block of the second side; the full setup follows."""
    return f"Change sides. Come all the way out, and get ready for the {side} side."


def ready(stretch: Stretch, side: Side) -> str:
    """The last seconds before a hold."""
    return "Get ready to hold." if side == "both" else f"Get ready to hold, {side} side."


def ease_off(release: str) -> str:
    """After pain."""
    return f"Ease off now. Back out slowly, only as far as it feels better, then let go. {release}"
