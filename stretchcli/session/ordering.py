"""The order in which a session goes through its stretches, and what speaks against one of them besides its dose."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from stretchcli.catalog.records import Stretch
from stretchcli.catalog.selection import Chosen, Selection
from stretchcli.catalog.vocabulary import Level, Vocabulary
from stretchcli.session.aims import Merits
from stretchcli.session.history import History

LEVELS: Final[tuple[Level, ...]] = ("up", "knees", "floor", "bed")  # as a session goes through them


def in_order(selection: Selection, words: Vocabulary) -> list[Chosen]:
    """The stretches of a selection as they are done.

    What was named by hand keeps the order in which it was named, and so does a routine that goes down at most once and gets
    up at most once. The program itself goes from sitting to standing, then down to the knees and to lying, and lets people
    end where they rest: by the positions in the order of the vocabulary, by equipment, then by muscle group, the gentler
    one first.
    """
    chosen = list(selection.chosen)
    if all(one.by_hand for one in chosen) or (not selection.composing and is_one_way(chosen, words)):
        return chosen
    positions, groups = list(words.positions), list(words.groups)
    depths = _depths([one.stretch for one in chosen])

    def key(one: Chosen) -> tuple[int, int, tuple[str, ...], int, int, str]:
        stretch = one.stretch
        level = LEVELS.index(words.level(stretch.position, stretch.required))
        group = groups.index(stretch.targets[0])
        return level, positions.index(stretch.position), stretch.required, group, depths[stretch.id], stretch.id

    return sorted(chosen, key=key)


def is_one_way(chosen: Sequence[Chosen], words: Vocabulary) -> bool:
    """Whether all of them, one after the other, go down at most once and get up at most once."""
    levels = [words.level(one.stretch.position, one.stretch.required) for one in chosen]
    places = ["up", *("floor" if level == "knees" else level for level in levels), "up"]
    moves = [(here, there) for here, there in pairwise(places) if here != there]
    return sum(there != "up" for _, there in moves) <= 1 and sum(here != "up" for here, _ in moves) <= 1


def wrong_way_round(chosen: Sequence[Chosen]) -> list[int]:
    """For each stretch, as bits, those that together with it would come before their easier ones or after their harder ones."""
    places = {one.stretch.id: place for place, one in enumerate(chosen)}
    bits = [0] * len(chosen)
    for deeper, gentler in links([one.stretch for one in chosen]):
        here, there = places[deeper], places[gentler]
        if here < there:
            bits[here] |= 1 << there
            bits[there] |= 1 << here
    return bits


def links(stretches: Sequence[Stretch]) -> set[tuple[str, str]]:
    """The pairs of a stretch and its easier one among these: either record may name the other."""
    known = {stretch.id for stretch in stretches}
    found = {(one.id, variant.stretch) for one in stretches for variant in one.easier if variant.stretch in known}
    found |= {(variant.stretch, one.id) for one in stretches for variant in one.harder if variant.stretch in known}
    return {(deeper, gentler) for deeper, gentler in found if deeper and gentler}


def merits(selection: Selection, chosen: Sequence[Chosen], targets: Sequence[str], history: History) -> list[Merits]:
    """What speaks for and against each stretch besides its dose."""
    clean = {one.stretch.targets[0] for one in chosen if is_clean(one, history)}
    well = {one.stretch.targets[0] for one in chosen if one.stretch.id not in history.hurt}
    sore = {one.stretch.targets[0] for one in chosen if one.stretch.id in history.hurt}
    gentler = {easier for deeper, easier in links([one.stretch for one in chosen]) if deeper in history.hurt}
    found = []
    for one in chosen:
        stretch = one.stretch
        group = stretch.targets[0]
        pain = 0
        if group in sore and group in well:
            pain = 2 if stretch.id in history.hurt else int(stretch.id not in gentler)
        found.append(
            Merits(
                foreign=bool(selection.groups) and group not in targets,
                written=one.as_written,
                minded=(2 if one.care else 1) if one.cautions and group in clean else 0,
                recent=_recent(stretch, history),
                hurt=pain,
            )
        )
    return found


def is_clean(one: Chosen, history: History) -> bool:
    """Whether there is nothing against it: no condition minds it, and it did not hurt."""
    return not one.cautions and one.stretch.id not in history.hurt


def _recent(stretch: Stretch, history: History) -> int:
    sessions = len(history.recent)
    return next((sessions - ago for ago, done in enumerate(history.recent) if stretch.id in done), 0)


def _depths(stretches: Sequence[Stretch]) -> dict[str, int]:
    """How many easier ways lead up to each, by links within these stretches."""
    easier: dict[str, set[str]] = {stretch.id: set() for stretch in stretches}
    for deeper, gentler in links(stretches):
        easier[deeper].add(gentler)
    depths: dict[str, int] = {}

    def depth(name: str, above: frozenset[str]) -> int:
        if name not in depths:
            below = [depth(other, above | {name}) + 1 for other in easier[name] - above]
            depths[name] = max(below, default=0)
        return depths[name]

    return {name: depth(name, frozenset()) for name in easier}
