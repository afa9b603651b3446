"""Laying out the easier way of a stretch while a session runs, by the same rules as the session itself."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from stretchcli.catalog.constraints import Constraint, first_removal
from stretchcli.catalog.phrases import Phrases
from stretchcli.catalog.records import Catalog, Stretch
from stretchcli.catalog.text import Side, opposite, spoken_s
from stretchcli.catalog.vocabulary import Level
from stretchcli.session import sentences
from stretchcli.session.layout import Builder, PlannedStretch, item_of, rest_before
from stretchcli.session.length import FIRST_INTRO_S, INTRO_S, REST_LEVEL_S, Pace
from stretchcli.session.timeline import Eased, Easier, Leaving, Phase, Timeline


class Easing(NamedTuple):
    """Lays out what somebody leaves for. It is an ``Ease``; an easier stretch has to be one of the catalog."""

    catalog: Catalog
    phrases: Phrases
    pace: Pace
    own_way: bool = False

    def __call__(self, leaving: Leaving) -> Eased:
        """The easier stretch with the holds that are left."""
        words, phrases = self.catalog.vocabulary, self.phrases
        way = leaving.item.easier[0]
        assert way.stretch is not None
        assert way.hold is not None
        coming = self.catalog.stretches[way.stretch]
        blocks = blocks_of(leaving.holds, coming)
        reps = Counter(blocks)
        text = sentences.easier_intro(
            phrases,
            coming,
            reps,
            way.hold,
            words,
            way.cautions,
            levels=leaving.levels,
            out=leaving.out,
            at_hand=self._at_hand(leaving.before) if leaving.levels else None,
            own_way=self.own_way,
        )
        planned = PlannedStretch(coming, max(reps.values()), way.hold, way.cautions, leaving.item.easier[1:])
        builder = Builder(words, phrases, self.pace, self.own_way)
        phases = tuple(builder.stretch_phases(planned, blocks, text, max(self._intro_s(leaving, coming), spoken_s(text))))
        following = self._known(leaving.following)
        item = item_of(planned, words, phrases, tuple(reps))
        return Eased(
            item._replace(instead_of=leaving.item.name),
            phases,
            rest_before(coming, following, self.pace, words, phrases, own_way=self.own_way) if following else None,
        )

    def _intro_s(self, leaving: Leaving, coming: Stretch) -> int:
        """The seconds of the intro, at least: those of the rest between the two where something has to be left."""
        return max(INTRO_S, self._between_s(leaving.before, leaving.levels, coming)) if leaving.levels else FIRST_INTRO_S

    def rest(self, before: str | None, levels: tuple[Level, ...], coming: str) -> tuple[str, int] | None:
        """What is said before the coming stretch where the one planned before it was left out; None where it is gone."""
        stretch = self._known(coming)
        if stretch is None:
            return None
        at_hand, words = self._at_hand(before), self.catalog.vocabulary
        text = sentences.rest_from(self.phrases, levels, at_hand, stretch, words, own_way=self.own_way)
        return text, max(self._between_s(before, levels, stretch), spoken_s(text))

    def _between_s(self, before: str | None, levels: tuple[Level, ...], coming: Stretch) -> int:
        """The seconds of the way to a stretch; those of the longest where nobody can tell how far it is."""
        words = self.catalog.vocabulary
        stretch, there = self._known(before), words.level(coming.position, coming.required)
        if stretch is None or sentences.on_the_way(levels, there):
            return REST_LEVEL_S
        return self.pace.between_s(stretch, coming, words)

    def _at_hand(self, before: str | None) -> tuple[str, ...]:
        stretch = self._known(before)
        return stretch.required if stretch else ()

    def _known(self, stretch: str | None) -> Stretch | None:
        return self.catalog.stretches.get(stretch) if stretch else None


def blocks_of(holds: Sequence[Phase], coming: Stretch) -> list[Side]:
    """The side of each hold of a stretch that stands for these: what was to be felt on the left is felt on the left.

    Where one of the two is felt on both sides, the limb that leads decides. A hold on both sides at once stands for one on
    each, and vice versa.
    """
    if coming.sides == "both":
        return ["both"] * max(Counter(hold.side for hold in holds).values())
    found: list[Side] = []
    for hold in holds:
        if hold.side is None or hold.side == "both":
            found += ["right", "left"]
        elif hold.felt in (None, "both") or coming.felt == "both":
            found.append(hold.side)
        else:
            found.append(hold.side if coming.felt_on(hold.side) == hold.felt else opposite(hold.side))
    return found


def with_open_ways(timeline: Timeline, catalog: Catalog, constraints: Sequence[Constraint]) -> Timeline:
    """A timeline from the log with the easier ways that the catalog still has and the constraints of today leave."""

    def is_open(way: Easier) -> bool:
        stretch = catalog.stretches.get(way.stretch) if way.stretch else None
        return way.stretch is None or (stretch is not None and first_removal(stretch, constraints) is None)

    items = [item._replace(easier=tuple(itertools.takewhile(is_open, item.easier))) for item in timeline.items]
    return timeline._replace(items=tuple(items))
