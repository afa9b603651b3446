"""The search for the best session: of the stretches that may be in one together, the best that local search finds.

Sessions are subsequences of one order, so a set of stretches with their portions says all. The same input gives the same
session: nothing is left to chance.
"""

from __future__ import annotations

import itertools
import math
from collections import Counter
from typing import Final, NamedTuple

from stretchcli.session.aims import FLOORS, Aims
from stretchcli.session.doses import Portion
from stretchcli.session.local_search import LocalSearch
from stretchcli.session.sessions import Session, Sessions

FEW: Final = 12  # with no more candidates than this there is time to look more closely
MANY: Final = 40  # with more, the search looks only at the best for each muscle group
QUICK: Final = 2  # those are so many of the quickest
CLEAN: Final = 5  # and so many with the least blemish, the quickest first


class Found(NamedTuple):
    """A session.

    Attributes:
        picks: The portion of each stretch in it, in order.
        aims: What it comes to.
        bounded: With more time it would be better.
    """

    picks: dict[int, Portion]
    aims: Aims
    bounded: bool


class Search:
    """Looks for the best of the sessions that can be made of some candidates."""

    def __init__(self, sessions: Sessions) -> None:
        self.sessions = sessions
        self.candidates = sessions.candidates

    def best(self) -> Found | None:
        """The best session that was found; None where there is time for none."""
        least = self._least()
        if least is None:
            return None
        best: Session | None = None
        thorough = len(self.candidates) <= FEW
        for allowed in self._families():
            local = LocalSearch(self.sessions, allowed, thorough=thorough)
            for start in local.starts(least):
                if not thorough and best is not None and start.aims[FLOORS] > best.aims[FLOORS]:
                    continue  # fewer groups have a floor dose: that hardly ever changes
                session = local.improved(start)
                if session.items and (best is None or session.aims < best.aims):
                    best, within = session, local
        if best is None:
            return None
        portions = {index: self.candidates[index].portions[best.picks[index]] for index in best.items}
        return Found(portions, best.aims, self._bounded(best, within))

    def _bounded(self, session: Session, within: LocalSearch) -> bool:
        """Whether more time would make it better."""
        limit_s, self.sessions.limit_s = self.sessions.limit_s, math.inf
        more = within.step(session)
        self.sessions.limit_s = limit_s
        return more is not None

    def _families(self) -> list[list[int]]:
        """The candidates that may be in one session: only one of the floor and the bed, unless both have to be."""
        musts = {one.down for one in self.candidates if one.must and one.down}
        downs = sorted({one.down for one in self.candidates if one.down}, reverse=True)
        families = [musts] if musts else [{down} for down in downs] or [set()]
        return [self._shortlist([i for i, one in enumerate(self.candidates) if one.down in {"", *family}]) for family in families]

    def _shortlist(self, allowed: list[int]) -> list[int]:
        """Of many stretches for a muscle group, those that reach most for the time, with and without a blemish."""
        if len(allowed) <= MANY:
            return allowed
        reaching = self.sessions.scale.reaching([self.candidates[index].counted[-1] for index in allowed])
        reached = Counter(itertools.chain.from_iterable(reaching))
        each_s = {place: self.sessions.seconds[allowed[place]][-1] / reached[place] for place in reached}
        kept = {place for place, index in enumerate(allowed) if self.candidates[index].must or self.candidates[index].wanting < 0}
        for places in reaching:
            quick = sorted(places, key=lambda place: each_s[place])
            clean = sorted(quick, key=lambda place: self.candidates[allowed[place]].blemish)
            kept.update(quick[:QUICK], clean[:CLEAN])
        return [allowed[place] for place in sorted(kept)]

    def _least(self) -> Session | None:
        """What has to be in the session, as little of each as is allowed; None where that is too long."""
        session: Session | None = self.sessions.nothing()
        for index, one in enumerate(self.candidates):
            if one.must and session is not None:
                session = self.sessions.plus(session, index, 0)
        return session
