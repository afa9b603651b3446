"""Another pace for what is left of a session that is resumed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from stretchcli.catalog.phrases import Phrases
from stretchcli.catalog.records import Catalog
from stretchcli.catalog.steps import setups
from stretchcli.catalog.text import spoken_s
from stretchcli.session.length import Pace
from stretchcli.session.resume import Resumption
from stretchcli.session.timeline import Phase, Timeline


def at_pace(resumption: Resumption, catalog: Catalog, pace: Pace, phrases: Phrases) -> Resumption:
    """The same session with the ways into a position and the rests between stretches that are still to come at this pace.

    The way back in, with which it begins, is said step by step at any pace. What the catalog no longer has stays as stored.
    """
    old = resumption.timeline
    results = {old.phases[index].number: result for index, result in resumption.results.items()}
    timeline = Timeline.renumbered(
        old.title, old.items, [*old.phases[: resumption.at], *_paced(resumption, catalog, pace, phrases)]
    )
    by_index = {one.index: results[one.number] for one in timeline.phases if one.kind == "hold" and one.number in results}
    return resumption._replace(timeline=timeline, results=by_index)


def is_brisk(resumption: Resumption) -> bool:
    """Whether what is left was laid out at a brisk pace, as far as one can tell: some side's steps are said at once."""
    return any(phase.at_once for phase in resumption.timeline.phases[resumption.at :])


def _paced(resumption: Resumption, catalog: Catalog, pace: Pace, phrases: Phrases) -> Iterator[Phase]:
    timeline, coming = resumption.timeline, resumption.timeline.phases[resumption.at :]
    back_in = True
    before = resumption.timeline.phases[resumption.at].stretch
    previous = ""
    for (kind, item, side), group in groupby(coming, key=lambda phase: (phase.kind, phase.item, phase.side)):
        run = list(group)
        stretch = catalog.stretches.get(run[0].stretch)
        if kind == "hold":
            back_in = False
        # A setup after a rest is the short way back to the side that it was on.
        if kind == "setup" and side and stretch and previous != "rest":
            at_once = not back_in and pace.at_once(stretch, first_side=side == timeline.items[item].sides[0])
            for one in setups(stretch, phrases, at_once=at_once):
                text, short = phrases.for_side(one.text, side), phrases.for_side(one.short, side) if one.short else None
                yield replace(run[0], text=text, duration_s=one.seconds, short=short, at_once=one.at_once)
        elif kind == "rest" and stretch and before != run[0].stretch and before in catalog.stretches:
            between_s = pace.between_s(catalog.stretches[before], stretch, catalog.vocabulary)
            yield replace(run[0], duration_s=max(between_s, spoken_s(run[0].text)))
        else:
            yield from run
        previous, before = kind, run[0].stretch
