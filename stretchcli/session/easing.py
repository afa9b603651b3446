"""Laying out the easier way of a stretch while a session runs, by the same rules as the session itself."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from stretchcli.catalog.constraints import Constraint, first_removal
from stretchcli.catalog.phrases import Phrases
from stretchcli.catalog.records import Catalog, Stretch
from stretchcli.catalog.text import Side, opposite, spoken_s
from stretchcli.session import sentences
from stretchcli.session.layout import Builder, PlannedStretch, item_of, rest_before
from stretchcli.session.length import FIRST_INTRO_S, INTRO_S, REST_LEVEL_S, Pace
from stretchcli.session.timeline import Eased, Easier, Leaving, Phase, Timeline


@dataclass(frozen=True, slots=True)
class Easing:
    """Everything that is needed for that. It is an ``Ease``; the easier stretch has to be one of the catalog."""

    catalog: Catalog
    phrases: Phrases
    pace: Pace

    def __call__(self, leaving: Leaving) -> Eased:
        """The easier stretch with the holds that are left."""
        words, phrases = self.catalog.vocabulary, self.phrases
        way = leaving.item.easier[0]
        assert way.stretch is not None
        assert way.hold is not None
        coming = self.catalog.stretches[way.stretch]
        blocks = blocks_of(leaving.holds, coming)
        reps = Counter(blocks)
        before = self._known(leaving.before)
        at_least_s = FIRST_INTRO_S
        if leaving.before is not None:  # a record that is gone no longer says how far the way is
            between_s = self.pace.between_s(before, coming, words) if before else REST_LEVEL_S
            at_least_s = max(INTRO_S, between_s)
        text = sentences.easier_intro(phrases, before, coming, reps, way.hold, words, way.cautions, within=leaving.within)
        planned = PlannedStretch(coming, max(reps.values()), way.hold, way.cautions, leaving.item.easier[1:])
        builder = Builder(words, phrases, self.pace)
        phases = tuple(builder.stretch_phases(planned, blocks, text, max(at_least_s, spoken_s(text))))
        following = self._known(leaving.following)
        item = item_of(planned, words, phrases, tuple(reps))
        return Eased(
            item._replace(instead_of=leaving.item.name),
            phases,
            rest_before(coming, following, self.pace, words, phrases) if following else None,
        )

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
