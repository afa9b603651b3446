"""What a session says between the steps of its stretches: introductions, rests, changes of side."""

from __future__ import annotations

from stretchcli.catalog.phrases import Phrases
from stretchcli.catalog.records import HoldRange, Stretch
from stretchcli.catalog.text import Side
from stretchcli.catalog.vocabulary import Vocabulary


def dose(phrases: Phrases, stretch: Stretch, reps: int, hold: HoldRange) -> str:
    """How much, "3 holds of 30 seconds on each side"."""
    holds, time = phrases.say("count.holds", count=reps), phrases.seconds(hold.target_s)
    return phrases.say("dose.per-side" if stretch.sides == "each" else "dose.together", holds=holds, time=time)


def intro(phrases: Phrases, stretch: Stretch, reps: int, hold: HoldRange, fetch: str, cautions: tuple[str, ...] = ()) -> str:
    """Before a stretch: its name, how much, what to fetch, and what must be known before the first movement.

    Args:
        fetch: What to fetch, in words.
        cautions: Those of the person's own conditions.
    """
    said = [phrases.say("intro.stretch", name=stretch.name, dose=dose(phrases, stretch, reps, hold))]
    said += [phrases.say("intro.have", things=fetch)] if fetch else []
    said += [caution.text for caution in stretch.cautions if caution.at == "intro" and caution.condition is None]
    return " ".join([*said, *cautions])


def rest_between(phrases: Phrases, coming: Stretch, fetch: str) -> str:
    """Between stretches: what comes and what to fetch."""
    said = [phrases.say("rest.next", name=coming.name[0].lower() + coming.name[1:])]
    return " ".join([*said, phrases.say("rest.fetch", things=fetch)] if fetch else said)


def fetch_list(phrases: Phrases, stretch: Stretch, words: Vocabulary, at_hand: tuple[str, ...] = ()) -> str:
    """What to fetch, in words: "a steady table, and a towel if you like"; empty where nothing is needed.

    Args:
        stretch: What is going to be done.
        words: What the pieces are called.
        at_hand: Pieces that nobody needs to fetch.
    """
    required = phrases.listed([words.needs[piece].means for piece in stretch.required if piece not in at_hand])
    wished = [piece for piece in stretch.optional if piece not in at_hand]
    named = [words.needs[piece].means if piece in words.needs else phrases.say("fetch.comfort", thing=piece) for piece in wished]
    if not named:
        return required
    optional = phrases.say("fetch.optional", things=phrases.listed(named, "or"))
    return phrases.say("fetch.required-and-optional", required=required, optional=optional) if required else optional


def lead(phrases: Phrases, stretch: Stretch, side: Side) -> str:
    """What the side means; a bare "right side" where the record does not say."""
    if stretch.lead and side != "both":
        return phrases.lead(stretch.lead, side)
    return phrases.say("lead", side=side)
