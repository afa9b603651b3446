"""The search for the best session: built up greedily in several ways, then improved until no small change is better.

Sessions are subsequences of one order, so a set of stretches with their portions says all. The same input gives the same
session: nothing is left to chance.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, Literal, NamedTuple

from stretchcli.session.aims import Aims, Scale, Sums
from stretchcli.session.doses import Portion
from stretchcli.session.totals import Totals

Down = Literal["", "floor", "bed"]

FEW: Final = 40  # among so many candidates two at a time are taken out, too
NOTHING: Final = Sums(0, 0, 0, 0, 0, 0, 0, 0)


class Candidate(NamedTuple):
    """A stretch that may be part of the session, at its place in the order.

    Attributes:
        portions: From the least to the most.
        doses, clean: Packed, for each portion.
        wanting, blemish: See ``Merits``.
        must: It is part of every session.
        down: Where one gets down to for it; empty where that does not matter.
        backwards: The candidates with which it would be in the wrong order, as bits.
    """

    portions: tuple[Portion, ...]
    doses: tuple[int, ...]
    clean: tuple[int, ...]
    wanting: int = 0
    blemish: int = 0
    must: bool = False
    down: Down = ""
    backwards: int = 0


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


class _State(NamedTuple):
    """A session with its sums; ``bits`` has the bit of each stretch in it."""

    items: tuple[int, ...]
    picks: Mapping[int, int]
    bits: int
    sums: Sums
    aims: Aims


class _Trial(NamedTuple):
    """What a session would come to with one stretch more, in one of its portions."""

    which: int
    pick: int
    sums: Sums
    aims: Aims


class Search:
    """Looks for the best session of some candidates.

    Args:
        candidates: In the order in which they are done, at least one.
        limit_s: No session is longer.
    """

    def __init__(self, candidates: Sequence[Candidate], totals: Totals, scale: Scale, limit_s: float) -> None:
        self._candidates = candidates
        self._totals = totals
        self._scale = scale
        self._limit_s = limit_s
        self._seconds = [[totals.seconds(i, portion) for portion in one.portions] for i, one in enumerate(candidates)]
        self._most = [max(one.doses) for one in candidates]
        self._firsts: dict[tuple[int, int], int] = {}
        self._pairs: dict[tuple[int, int], tuple[int, int]] = {}

    def best(self) -> Found | None:
        """The best session that was found; None where there is time for none."""
        start = self._least()
        if start is None:
            return None
        best: _State | None = None
        for allowed in self._families():
            starts = [self._filled(start, allowed, rate=rate) for rate in (True, False)]
            if len(self._candidates) > FEW:
                starts = [min(starts, key=lambda state: state.aims)]
            for begun in starts:
                state = self._improved(begun, allowed)
                if state.items and (best is None or state.aims < best.aims):
                    best, family = state, allowed
        if best is None:
            return None
        portions = {index: self._candidates[index].portions[best.picks[index]] for index in best.items}
        self._limit_s = math.inf
        return Found(portions, best.aims, bounded=self._step(best, family) is not None)

    def _families(self) -> list[list[int]]:
        """The candidates that may be in one session: of the floor and the bed one alone, unless both have to be."""
        musts = {one.down for one in self._candidates if one.must and one.down}
        downs = sorted({one.down for one in self._candidates if one.down}, reverse=True)
        families = [musts] if musts else [{down} for down in downs] or [set()]
        return [[i for i, one in enumerate(self._candidates) if one.down in {"", *family}] for family in families]

    def _least(self) -> _State | None:
        """What has to be in, as little of each as may be; None where that is too long."""
        state: _State | None = _State((), {}, 0, NOTHING, self._scale.weigh(NOTHING))
        for index, one in enumerate(self._candidates):
            if one.must and state is not None:
                state = self._with(state, index, 0)
        return state

    def _improved(self, state: _State, allowed: Sequence[int]) -> _State:
        """The session after every small change that makes it better: less of it here or there, and filled up anew."""
        last = -1
        while True:
            after = bisect_left(state.items, last + 1)
            places = [*state.items[after:], *state.items[:after]]  # going on where something has changed saves whole rounds
            changes = ((index, smaller) for index in places for smaller in self._smaller(state, index))
            for index, (base, frozen) in changes:
                trial = self._filled(self._filled(base, allowed, frozen), allowed)
                if trial.items and trial.aims < state.aims:
                    state, last = trial, index
                    break
            else:
                return state

    def _smaller(self, state: _State, index: int) -> Iterator[tuple[_State, frozenset[int]]]:
        """The session with less of a stretch or without it, and with what it is not to be filled up at first."""
        few = len(self._candidates) <= FEW
        must = self._candidates[index].must
        without = self._without(state, index)
        if not must:
            yield without, frozenset([index])
        pick = state.picks[index]
        for less in range(pick) if few else range(pick)[-1:]:
            base = self._with(without, index, less)
            if base is not None:
                yield base, frozenset([index])
        if few and not must:
            for other in state.items:
                if other > index and not self._candidates[other].must:
                    yield self._without(without, other), frozenset([index, other])

    def _filled(
        self, state: _State, allowed: Sequence[int], frozen: frozenset[int] = frozenset(), *, rate: bool = False
    ) -> _State:
        """The session with more in it, step by step, as long as that is better and fits."""
        while (more := self._step(state, allowed, frozen, rate=rate)) is not None:
            state = more
        return state

    def _step(
        self, state: _State, allowed: Sequence[int], frozen: frozenset[int] = frozenset(), *, rate: bool = False
    ) -> _State | None:
        """The best session with one stretch or a larger portion more; None where that is not better.

        Args:
            frozen: Neither added nor changed.
            rate: The most muscle groups for the time come first.
        """
        best: _Trial | None = None
        best_key: tuple[float, ...] = ()
        slack_s = self._limit_s - state.sums.seconds
        for index in allowed:
            if index in frozen:
                continue
            if state.bits >> index & 1:
                base, least = self._without(state, index), state.picks[index] + 1
            elif self._seconds[index][0] > slack_s:
                continue
            else:
                base, least = state, 0
            floor = state.aims if best is None or rate else best.aims
            if least == len(self._seconds[index]) or self._scale.falls_short(base.sums.doses + self._most[index], floor):
                continue
            for trial in self._more(base, index, least):
                if trial.aims < state.aims:
                    key: tuple[float, ...] = trial.aims
                    if rate:
                        took_s = max(1, trial.sums.seconds - state.sums.seconds)
                        key = ((trial.aims[0] - state.aims[0]) / took_s, (trial.aims[1] - state.aims[1]) / took_s, *key)
                    if best is None or key < best_key:
                        best, best_key = trial, key
        if best is None:
            return None
        return self._put(self._without(state, best.which) if state.bits >> best.which & 1 else state, best)

    def _more(self, state: _State, index: int, least: int, most: int | None = None) -> Iterator[_Trial]:
        """What the session would be with each portion of one more stretch that fits.

        Args:
            least, most: The first and the last portion.
        """
        one, sums = self._candidates[index], state.sums
        around_s, changes, first = self._around(state, index)
        backwards = sums.backwards + (one.backwards & state.bits).bit_count()
        own_s = self._seconds[index]
        for pick in range(least, len(own_s) if most is None else most + 1):
            seconds = sums.seconds + around_s + (self._first_s(index, pick) if first else own_s[pick])
            if seconds > self._limit_s:
                return
            trial = Sums(
                sums.doses + one.doses[pick],
                sums.clean + one.clean[pick],
                sums.wanting + one.wanting,
                sums.blemishes + one.blemish,
                sums.changes + changes,
                backwards,
                sums.stretches + 1,
                seconds,
            )
            yield _Trial(index, pick, trial, self._scale.weigh(trial))

    def _put(self, state: _State, trial: _Trial) -> _State:
        place = bisect_left(state.items, trial.which)
        items = (*state.items[:place], trial.which, *state.items[place:])
        return _State(items, {**state.picks, trial.which: trial.pick}, state.bits | 1 << trial.which, trial.sums, trial.aims)

    def _with(self, state: _State, index: int, pick: int) -> _State | None:
        """The session with a stretch more; None where it would be too long."""
        return next((self._put(state, trial) for trial in self._more(state, index, pick, pick)), None)

    def _without(self, state: _State, index: int) -> _State:
        """The session without one of its stretches."""
        one, sums, pick = self._candidates[index], state.sums, state.picks[index]
        place = bisect_left(state.items, index)
        items = (*state.items[:place], *state.items[place + 1 :])
        picks = {i: p for i, p in state.picks.items() if i != index}
        bits = state.bits & ~(1 << index)
        bare = _State(items, picks, bits, sums, state.aims)
        around_s, changes, first = self._around(bare, index)
        rest = Sums(
            sums.doses - one.doses[pick],
            sums.clean - one.clean[pick],
            sums.wanting - one.wanting,
            sums.blemishes - one.blemish,
            sums.changes - changes,
            sums.backwards - (one.backwards & bits).bit_count(),
            sums.stretches - 1,
            sums.seconds - around_s - (self._first_s(index, pick) if first else self._seconds[index][pick]),
        )
        return bare._replace(sums=rest, aims=self._scale.weigh(rest))

    def _around(self, state: _State, index: int) -> tuple[int, int, bool]:
        """Seconds and changes that a stretch brings to a session beside its own seconds, and whether it begins it."""
        items = state.items
        place = bisect_left(items, index)
        after = items[place] if place < len(items) else None
        if place:
            seconds, changes = self._pair(items[place - 1], index)
            if after is not None:
                rest_s, change = self._pair(items[place - 1], after)
                seconds, changes = seconds - rest_s, changes - change
        else:
            seconds, changes = 0, self._totals.fetches(index)
            if after is not None:  # it is no longer the first
                pick = state.picks[after]
                seconds = self._seconds[after][pick] - self._first_s(after, pick)
                changes -= self._totals.fetches(after)
        if after is not None:
            rest_s, change = self._pair(index, after)
            seconds, changes = seconds + rest_s, changes + change
        return seconds, changes, not place

    def _pair(self, before: int, coming: int) -> tuple[int, int]:
        key = before, coming
        if key not in self._pairs:
            self._pairs[key] = self._totals.between_s(before, coming), self._totals.changes(before, coming)
        return self._pairs[key]

    def _first_s(self, index: int, pick: int) -> int:
        key = index, pick
        if key not in self._firsts:
            self._firsts[key] = self._totals.first_s(index, self._candidates[index].portions[pick])
        return self._firsts[key]
