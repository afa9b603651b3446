"""The sentences that belong to no stretch: introductions, rests, changes of side."""

from __future__ import annotations

from stretchcli.catalog.records import HoldRange, Stretch, Vocabulary
from stretchcli.catalog.text import Side, lead_for_side, listed


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
    """Before a stretch: its name, how much, what to fetch, and what must be known before the first movement."""
    fetched = [f"Have {fetch}."] if fetch else []
    said = [caution.text for caution in stretch.cautions if caution.at == "intro" and caution.condition is None]
    return " ".join([f"{stretch.name}: {dose(stretch, reps, hold)}.", *fetched, *said])


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


def fetch_list(stretch: Stretch, words: Vocabulary, at_hand: tuple[str, ...] = ()) -> str:
    """What to fetch, in words: "a steady table, and a towel if you like"; empty where nothing is needed.

    Args:
        stretch: What is going to be done.
        words: What the pieces are called.
        at_hand: Pieces that nobody needs to fetch.
    """
    required = listed([words.needs[piece].means for piece in stretch.required if piece not in at_hand])
    wished = [piece for piece in stretch.optional if piece not in at_hand]
    optional = listed([words.needs[piece].means if piece in words.needs else f"a {piece}" for piece in wished], "or")
    if optional:
        return f"{required}, and {optional} if you like" if required else f"{optional} if you like"
    return required


CHANGE_SIDES_SHORT = "Change sides"
EASE_OFF_SHORT = "Ease off"


def lead(stretch: Stretch, side: Side) -> str:
    """What the side means; a bare "right side" where the record does not say."""
    if side == "both":
        return "both sides"
    return lead_for_side(stretch.lead, side) if stretch.lead else f"{side} side"


def ready(stretch: Stretch, side: Side) -> str:
    """The last seconds before a hold."""
    return "Get ready to hold." if side == "both" else f"Get ready to hold, {side} side."


def ease_off(release: str) -> str:
    """After pain."""
    return f"Ease off now. Back out slowly, only as far as it feels better, then let go. {release}"
