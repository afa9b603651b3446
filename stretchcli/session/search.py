"""The search for the best session: built up greedily in several ways, then improved until no small change is better.

Sessions are subsequences of one order, so a set of stretches with their portions says all. The same input gives the same
session: nothing is left to chance.
"""

from __future__ import annotations

import itertools
import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from stretchcli.session.aims import Aims
from stretchcli.session.doses import Portion
from stretchcli.session.sessions import Sessions, State, Trial

FEW: Final = 8  # with no more candidates than this there is time to look more closely
MANY: Final = 40  # with more, the search looks only at the best for each muscle group
QUICK: Final = 2
CLEAN: Final = 5
ANYTHING: Final[Aims] = (1,)  # no session is worse


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
        self._few = len(self.candidates) <= FEW

    def best(self) -> Found | None:
        """The best session that was found; None where there is time for none."""
        start = self._least()
        if start is None:
            return None
        best: State | None = None
        for allowed in self._families():
            for begun in self._starts(start, allowed):
                if not self._few and best is not None and begun.aims[0] > best.aims[0]:
                    continue  # fewer groups have a floor dose: that hardly ever changes
                state = self._improved(begun, allowed)
                if state.items and (best is None or state.aims < best.aims):
                    best, family = state, allowed
        if best is None:
            return None
        portions = {index: self.candidates[index].portions[best.picks[index]] for index in best.items}
        return Found(portions, best.aims, self._bounded(best, family))

    def _bounded(self, state: State, allowed: Sequence[int]) -> bool:
        """Whether more time would make it better."""
        limit_s, self.sessions.limit_s = self.sessions.limit_s, math.inf
        more = self._step(state, allowed)
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
        reaching = self.sessions.scale.reaching([self.sessions.most[index] for index in allowed])
        reached = Counter(itertools.chain.from_iterable(reaching))
        rates = {place: self.sessions.seconds[allowed[place]][-1] / reached[place] for place in reached}
        kept = {place for place, index in enumerate(allowed) if self.candidates[index].must or self.candidates[index].wanting < 0}
        for places in reaching:
            by_rate = sorted(places, key=lambda place: rates[place])
            clean = sorted(by_rate, key=lambda place: self.candidates[allowed[place]].blemish)
            kept.update(by_rate[:QUICK], clean[:CLEAN])
        return [allowed[place] for place in sorted(kept)]

    def _starts(self, least: State, allowed: Sequence[int]) -> list[State]:
        """Sessions to begin with: built up step by step, and where there are few stretches around every portion of each."""
        starts = [self._filled(self._quickly_filled(least, allowed), allowed)]
        if self._few:
            starts.append(self._filled(least, allowed))
            for index in allowed:
                base = self.sessions.minus(least, index) if least.bits >> index & 1 else least
                for trial in list(self.sessions.more(base, index)):
                    starts.append(self._filled(self.sessions.put(base, trial), allowed))
        return list({tuple(sorted(state.picks.items())): state for state in starts}.values())

    def _least(self) -> State | None:
        """What has to be in the session, as little of each as is allowed; None where that is too long."""
        state: State | None = self.sessions.nothing()
        for index, one in enumerate(self.candidates):
            if one.must and state is not None:
                state = self.sessions.plus(state, index, 0)
        return state

    def _improved(self, state: State, allowed: Sequence[int]) -> State:
        """The session after every small change that makes it better: less of it here or there, and filled up anew."""
        last = -1
        while True:
            after = bisect_left(state.items, last + 1)
            places = [*state.items[after:], *state.items[:after]]  # going on where something has changed saves whole rounds
            changes = ((index, smaller) for index in places for smaller in self._smaller(state, index))
            for index, (base, frozen) in changes:
                trial = self._filled(base, [index for index in allowed if index not in frozen])
                if (thawed := self._step(trial, frozen)) is not None:
                    trial = self._filled(thawed, allowed)
                if trial.items and trial.aims < state.aims:
                    state, last = trial, index
                    break
            else:
                return state

    def _smaller(self, state: State, index: int) -> Iterator[tuple[State, Sequence[int]]]:
        """The session with less of a stretch or without it, and what it is not to be filled up with at first."""
        must = self.candidates[index].must
        without = self.sessions.minus(state, index)
        if not must:
            yield without, (index,)
        pick = state.picks[index]
        for less in range(pick) if self._few else range(pick)[-1:]:
            base = self.sessions.plus(without, index, less)
            if base is not None:
                yield base, (index,)
        if self._few and not must:
            for other in state.items:
                if other > index and not self.candidates[other].must:
                    yield self.sessions.minus(without, other), (index, other)

    def _filled(self, state: State, allowed: Sequence[int]) -> State:
        """The session with more in it, step by step, as long as that is better and fits."""
        while (more := self._step(state, allowed)) is not None:
            state = more
        return state

    def _step(self, state: State, allowed: Sequence[int]) -> State | None:
        """The best session with one more stretch or one larger portion; None where that is not better."""
        sessions = self.sessions
        best: Trial | None = None
        best_aims = state.aims if state.items else ANYTHING
        for hopes, index in sorted((sessions.hopes(state, index), index) for index, _ in sessions.open(state, allowed)):
            if hopes > best_aims:
                break
            for trial in sessions.trials(state, index):
                aims = sessions.scale.weigh(trial.sums)
                if aims < best_aims:
                    best, best_aims = trial, aims
        return None if best is None else sessions.put(state, best)

    def _quickly_filled(self, state: State, allowed: Sequence[int]) -> State:
        """The session with what gives most muscle groups a dose for the time, step by step, until no more of them get one."""
        while (more := self._quick_step(state, allowed)) is not None:
            state = more
        return state

    def _quick_step(self, state: State, allowed: Sequence[int]) -> State | None:
        """The session with what gives most muscle groups a dose for the time; None where no more of them get one."""
        sessions, scale = self.sessions, self.sessions.scale
        floors, effectives = scale.reached(state.sums.doses)
        best: list[Trial] = []
        best_rate = 0.0, 0.0
        for index, least_s in sessions.open(state, allowed):
            most = scale.reached(state.sums.doses + sessions.most[index])
            if ((most[0] - floors) / least_s, (most[1] - effectives) / least_s) <= best_rate:
                continue
            for trial in sessions.trials(state, index):
                reached = scale.reached(trial.sums.doses)
                took_s = max(1, trial.sums.seconds - state.sums.seconds)
                rate = (reached[0] - floors) / took_s, (reached[1] - effectives) / took_s
                if rate > best_rate:
                    best, best_rate = [trial], rate
                elif rate == best_rate and best:
                    best.append(trial)
                if reached == most:
                    break  # what follows only takes longer
        return min((sessions.put(state, trial) for trial in best), key=lambda state: state.aims, default=None)
