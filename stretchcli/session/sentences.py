"""What a session says between the steps of its stretches: introductions, rests, changes of side."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Literal

from stretchcli.catalog.phrases import Phrases
from stretchcli.catalog.records import HoldRange, Stretch
from stretchcli.catalog.steps import cautions_at
from stretchcli.catalog.text import Side
from stretchcli.catalog.vocabulary import Level, Vocabulary

ComingOut = Literal["nothing", "steps", "position"]


def dose(phrases: Phrases, stretch: Stretch, reps: int, hold: HoldRange) -> str:
    """How much is done: "3 holds of 30 seconds on each side"."""
    holds, time = phrases.say("count.holds", count=reps), phrases.seconds(hold.target_s)
    return phrases.say("dose.per-side" if stretch.sides == "each" else "dose.together", holds=holds, time=time)


def intro(
    phrases: Phrases, stretch: Stretch, reps: int, hold: HoldRange, fetched: Sequence[str], cautions: Sequence[str] = ()
) -> str:
    """Before a stretch: its name, how much, what to fetch, and what must be known before the first movement.

    Args:
        fetched: What to go to and what to have, in sentences.
        cautions: Those of the person's own conditions.
    """
    said = [phrases.say("intro.stretch", name=stretch.name, dose=dose(phrases, stretch, reps, hold)), *fetched]
    return " ".join([*said, *cautions_at(stretch, "intro"), *cautions])


def easier_intro(
    phrases: Phrases,
    coming: Stretch,
    reps: Mapping[Side, int],
    hold: HoldRange,
    words: Vocabulary,
    cautions: Sequence[str],
    *,
    levels: Sequence[Level],
    out: ComingOut,
    at_hand: Collection[str] | None,
    own_way: bool = False,
) -> str:
    """Before the easier way of a stretch: how to come out of that one, how much is left, what to fetch, and what must be known.

    Args:
        reps: The holds that are left, by side.
        levels: Where the body may be; none at the beginning of a session, when nothing has to be left.
        out: How much there is to come out of.
        at_hand: Pieces that nobody needs to fetch; None at the beginning of a session.
        own_way: The usual way down to the floor is not for this person.
    """
    there = words.level(coming.position, coming.required)
    said = [] if out == "nothing" else [phrases.say("easier.out" if out == "position" else "easier.back")]
    said += ways_up(phrases, levels, there)
    if len(set(reps.values())) == 1 and (len(reps) == 2 or coming.sides == "both"):
        much = dose(phrases, coming, max(reps.values()), hold)
    else:
        time = phrases.seconds(hold.target_s)
        counted = {side: phrases.say("count.holds", count=count) for side, count in reps.items()}
        much = phrases.listed([phrases.say("dose.on-side", holds=holds, time=time, side=side) for side, holds in counted.items()])
    said.append(phrases.say("intro.stretch", name=coming.name, dose=much))
    said += fetching(phrases, coming, words, at_hand)
    said += [*cautions_at(coming, "intro"), *cautions]
    if levels and all(apart(here, there) for here in levels):
        said += _getting_down(phrases, there, own_way=own_way)
    return " ".join(said)


def rest_between(
    phrases: Phrases,
    before: Stretch,
    coming: Stretch,
    words: Vocabulary,
    at_hand: Collection[str] = (),
    *,
    own_way: bool = False,
) -> str:
    """Between stretches: how to get up, what comes, what to fetch, how to get down.

    Args:
        at_hand: What has been fetched, besides what the stretch before requires.
        own_way: The usual way down to the floor is not for this person.
    """
    here = words.level(before.position, before.required)
    return rest_from(phrases, (here,), {*before.required, *at_hand}, coming, words, own_way=own_way)


def rest_from(
    phrases: Phrases,
    levels: Sequence[Level],
    at_hand: Collection[str],
    coming: Stretch,
    words: Vocabulary,
    *,
    own_way: bool = False,
) -> str:
    """The same from wherever somebody may be, with what they have at hand."""
    there = words.level(coming.position, coming.required)
    said = [phrases.say("rest.rest"), *ways_up(phrases, levels, there)]
    said.append(phrases.say("rest.next", name=within(coming.name)))
    said += fetching(phrases, coming, words, at_hand)
    if all(apart(here, there) for here in levels):
        said += _getting_down(phrases, there, own_way=own_way)
    return " ".join(said)


def within(name: str) -> str:
    """A stretch's name as it stands within a sentence, after "the"."""
    return name[0].lower() + name[1:]


def changes_level(before: Stretch, coming: Stretch, words: Vocabulary) -> bool:
    """Whether one gets up or down between the two; from the knees to lying one does not."""
    here, there = (words.level(stretch.position, stretch.required) for stretch in (before, coming))
    return apart(here, there)


def apart(here: Level, there: Level) -> bool:
    """Whether one gets up or down between two levels."""
    on_the_floor = ("floor", "knees")
    return here != there and not (here in on_the_floor and there in on_the_floor)


def on_the_way(levels: Sequence[Level], there: Level) -> bool:
    """Whether somebody who may be on one of these levels has to be told the way up or down; a first step leads down itself."""
    return all(apart(here, there) for here in levels) or any(here != "up" and apart(here, there) for here in levels)


def ways_up(phrases: Phrases, levels: Sequence[Level], there: Level = "up") -> list[str]:
    """How to stand up, where one has to get from here to there; "if you are down already" where that is not certain.

    Of two levels below, nobody knows which.

    Args:
        levels: Where the body may be.
    """
    if len(levels) == 1:
        return getting_up(phrases, levels[0]) if apart(levels[0], there) else []
    below = [here for here in levels if here != "up" and apart(here, there)]
    return [phrases.say("level.up-if.somewhere" if len(below) > 1 else f"level.up-if.{below[0]}")] if below else []


def getting_up(phrases: Phrases, level: Level) -> list[str]:
    """How to stand up from there; no sentence where one stands or sits already."""
    match level:
        case "floor":
            return [phrases.say("level.up-from-floor")]
        case "bed":
            return [phrases.say("level.up-from-bed")]
        case "knees":
            return [phrases.say("level.up-from-knees")]
        case "up":
            return []


def _getting_down(phrases: Phrases, level: Level, *, own_way: bool) -> list[str]:
    """How to get down to there; whoever comes to kneel can come over a knee."""
    match level:
        case "floor" | "knees":
            return [phrases.say("level.down-your-way" if own_way and level == "floor" else "level.down-to-floor")]
        case "bed":
            return [phrases.say("level.down-to-bed")]
        case "up":
            return []


def fetching(phrases: Phrases, stretch: Stretch, words: Vocabulary, at_hand: Collection[str] | None = None) -> list[str]:
    """What to go to and what to fetch, in sentences; a place is not fetched.

    Optional pieces are named only where a step uses them: one that is never mentioned again only puzzles.

    Args:
        stretch: What is going to be done.
        words: What the pieces are called.
        at_hand: Pieces that nobody needs to fetch; None before a session, where one is told to have things, not to fetch them.
    """
    known = at_hand or ()

    def wished(*, place: bool) -> str:
        required, optional = (
            [piece for piece in pieces if piece not in known and words.is_place(piece) == place]
            for pieces in (stretch.required, stretch.offered)
        )
        return _pieces(phrases, required, optional, words)

    places, things = wished(place=True), wished(place=False)
    said = [phrases.say("fetch.go", places=places)] if places else []
    if things:
        said.append(phrases.say("intro.have" if at_hand is None else "rest.fetch", things=things))
    return said


def _pieces(phrases: Phrases, required: Sequence[str], optional: Sequence[str], words: Vocabulary) -> str:
    """Pieces in words: "a strap, and a cushion if you like"; empty where there are none."""
    needs = words.needs
    needed = phrases.listed([needs[piece].means for piece in required])
    named = [needs[piece].means if piece in needs else phrases.say("fetch.comfort", thing=piece) for piece in optional]
    if not named:
        return needed
    wished = phrases.say("fetch.optional", things=phrases.listed(named, "or"))
    return phrases.say("fetch.required-and-optional", required=needed, optional=wished) if needed else wished


def lead(phrases: Phrases, stretch: Stretch, side: Side) -> str:
    """What the side means; a bare "right side" where the record does not say."""
    if stretch.lead and side != "both":
        return phrases.lead(stretch.lead, side)
    return phrases.say("lead", side=side)
