"""In which order a session goes through its stretches, and what speaks against one of them besides its dose."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from stretchcli.catalog.records import Stretch
from stretchcli.catalog.selection import Chosen, Selection
from stretchcli.catalog.vocabulary import Vocabulary
from stretchcli.session.aims import Merits
from stretchcli.session.history import History

LEVELS = ("up", "knees", "floor", "bed")


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
    places = ["floor" if level == "knees" else level for level in levels]
    moves = [(here, there) for here, there in pairwise(places) if here != there]
    return sum(there != "up" for _, there in moves) <= 1 and sum(here != "up" for here, _ in moves) <= 1


def wrong_way_round(index: int, chosen: Sequence[Chosen]) -> int:
    """The stretches, as bits, that would come before their easier ones, or after their harder ones, together with this one."""
    bits = 0
    this = chosen[index].stretch
    for other, one in enumerate(chosen):
        deeper, gentler = (this, one.stretch) if index < other else (one.stretch, this)
        if other != index and _easier(gentler, deeper):
            bits |= 1 << other
    return bits


def merits(selection: Selection, chosen: Sequence[Chosen], targets: Sequence[str], history: History) -> list[Merits]:
    """What speaks for and against each stretch besides its dose."""
    clean = {one.stretch.targets[0] for one in chosen if not one.cautions and one.stretch.id not in history.hurt}
    well = {one.stretch.targets[0] for one in chosen if one.stretch.id not in history.hurt}
    hurt = [one.stretch for one in chosen if one.stretch.id in history.hurt]
    sore = {stretch.targets[0] for stretch in hurt}
    found = []
    for one in chosen:
        stretch = one.stretch
        group = stretch.targets[0]
        if stretch.id in history.hurt:
            pain = 2 if group in well else 0
        else:
            pain = int(group in sore and not any(_easier(stretch, other) for other in hurt))
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


def _recent(stretch: Stretch, history: History) -> int:
    sessions = len(history.recent)
    return next((sessions - ago for ago, done in enumerate(history.recent) if stretch.id in done), 0)


def _easier(gentler: Stretch, deeper: Stretch) -> bool:
    """Whether one record names the other as its easier way, or is named by it as a harder one."""
    return any(variant.stretch == gentler.id for variant in deeper.easier) or any(
        variant.stretch == deeper.id for variant in gentler.harder
    )


def _depths(stretches: Sequence[Stretch]) -> dict[str, int]:
    """How many easier ways lead up to each, by links within these stretches."""
    by_id = {stretch.id: stretch for stretch in stretches}
    easier: dict[str, set[str]] = {name: set() for name in by_id}
    for stretch in stretches:
        for variant in stretch.easier:
            if variant.stretch in by_id:
                easier[stretch.id].add(variant.stretch)
        for variant in stretch.harder:
            if variant.stretch in by_id:
                easier[variant.stretch].add(stretch.id)
    depths: dict[str, int] = {}

    def depth(name: str, above: frozenset[str]) -> int:
        if name not in depths:
            below = [depth(other, above | {name}) + 1 for other in easier[name] - above]
            depths[name] = max(below, default=0)
        return depths[name]

    return {name: depth(name, frozenset()) for name in by_id}
