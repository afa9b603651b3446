"""Sessions as sums: what one stretch more or less, or a larger portion of one, comes to, without adding everything up again."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, Literal, NamedTuple

from stretchcli.session.aims import GIVEN, MINDED, Aims, Scale, Sums, disorder
from stretchcli.session.doses import Portion
from stretchcli.session.totals import Totals

Down = Literal["", "floor", "bed"]
Picks = frozenset[tuple[int, int]]  # stretches, each with its portion

NOTHING: Final = Sums(0, 0, 0, 0, 0, 0, 0, 0, 0)


class Candidate(NamedTuple):
    """A stretch that may be part of the session, at its place in the order.

    Attributes:
        portions: From the least to the most.
        doses, counted, clean: Packed, for each portion; see ``Sums``.
        wanting, blemish: See ``Merits``.
        must: It is part of every session.
        down: What one gets down to for it; empty where that does not matter.
        backwards: The candidates with which it would be in the wrong order, as bits.
    """

    portions: tuple[Portion, ...]
    doses: tuple[int, ...]
    counted: tuple[int, ...]
    clean: tuple[int, ...]
    wanting: int = 0
    blemish: int = 0
    must: bool = False
    down: Down = ""
    backwards: int = 0


class Session(NamedTuple):
    """A session with its sums; ``bits`` has the bit of each stretch in it."""

    items: tuple[int, ...]
    picks: Mapping[int, int]
    bits: int
    sums: Sums
    aims: Aims

    @property
    def key(self) -> Picks:
        """The same of the same session, in whatever order it was put together."""
        return frozenset(self.picks.items())


class Trial(NamedTuple):
    """A session with one stretch more, or one in a larger portion, before anybody weighs it."""

    which: int
    pick: int
    sums: Sums


class Sessions:
    """The sessions that can be made of some candidates.

    Args:
        candidates: In the order in which they are done, at least one.
        limit_s: No session is longer.
    """

    def __init__(self, candidates: Sequence[Candidate], totals: Totals, scale: Scale, limit_s: float) -> None:
        self.candidates = candidates
        self.totals = totals
        self.scale = scale
        self.limit_s = limit_s
        self.seconds = [[totals.seconds(i, portion) for portion in one.portions] for i, one in enumerate(candidates)]
        self._firsts: dict[int, list[int]] = {}
        self._pairs: dict[tuple[int, int], tuple[int, int]] = {}

    def nothing(self) -> Session:
        """The session without a stretch."""
        return Session((), {}, 0, NOTHING, self.scale.weigh(NOTHING))

    def larger(self, session: Session, index: int) -> range:
        """The portions of a stretch that are more than the session has."""
        return range(session.picks.get(index, -1) + 1, len(self.candidates[index].portions))

    def trials(self, session: Session, index: int, picks: Iterable[int]) -> Iterator[Trial]:
        """The session with these portions of a stretch, larger ones than it has already, as far as they fit."""
        if index not in session.picks:
            yield from self._more(session, index, picks)
            return
        one, sums, now = self.candidates[index], session.sums, session.picks[index]
        own_s = self._firsts_s(index) if session.items[0] == index else self.seconds[index]
        rest_s = sums.seconds - own_s[now]
        for pick in picks:
            if rest_s + own_s[pick] <= self.limit_s:
                doses = sums.doses + one.doses[pick] - one.doses[now]
                counted = sums.counted + one.counted[pick] - one.counted[now]
                clean = sums.clean + one.clean[pick] - one.clean[now]
                yield Trial(index, pick, sums._replace(doses=doses, counted=counted, clean=clean, seconds=rest_s + own_s[pick]))

    def _more(self, session: Session, index: int, picks: Iterable[int]) -> Iterator[Trial]:
        """The session with these portions of one more stretch."""
        one, sums = self.candidates[index], session.sums
        around_s, changes, first = self._around(session, index)
        own_s = self._firsts_s(index) if first else self.seconds[index]
        rest_s = sums.seconds + around_s
        backwards = sums.backwards + (one.backwards & session.bits).bit_count()
        for pick in picks:
            if rest_s + own_s[pick] <= self.limit_s:
                trial = Sums(
                    sums.doses + one.doses[pick],
                    sums.counted + one.counted[pick],
                    sums.clean + one.clean[pick],
                    sums.wanting + one.wanting,
                    sums.blemishes + one.blemish,
                    sums.changes + changes,
                    backwards,
                    sums.stretches + 1,
                    rest_s + own_s[pick],
                )
                yield Trial(index, pick, trial)

    def open(self, session: Session, among: Sequence[int]) -> Iterator[tuple[int, int]]:
        """The stretches of which there can be more, each with the least seconds that this takes.

        Here and in ``promise`` those are its own: the rests around a stretch do not become shorter for it, since a way over it
        tells at least what the direct way does.
        """
        slack_s = self.limit_s - session.sums.seconds
        for index in among:
            own_s, now = self.seconds[index], session.picks.get(index, -1)
            if now + 1 < len(own_s):
                least_s = own_s[now + 1] - own_s[now] if now >= 0 else own_s[0]
                if least_s <= slack_s:
                    yield index, least_s

    def reach(self, session: Session, among: Sequence[int]) -> Iterator[tuple[tuple[int, int], int]]:
        """The first two aims with as much of each open stretch as it may have, whether there is time or not, and its index."""
        counted, scale, picks = session.sums.counted, self.scale, session.picks
        for index, _ in self.open(session, among):
            one = self.candidates[index]
            gain = one.counted[-1] - one.counted[picks[index]] if index in picks else one.counted[-1]
            floors, effectives = scale.reached(counted + gain)
            yield (-floors, -effectives), index

    def promise(self, session: Session, index: int) -> tuple[Aims, int]:
        """What a session with more of an open stretch comes to at best, as far as doses decide, and the portion for that.

        No larger portion is better: there is no time for it, or all it gives is more than its groups gain from.
        """
        one, sums, own_s, scale = self.candidates[index], session.sums, self.seconds[index], self.scale
        now, until_s = session.picks.get(index, -1), self.limit_s - sums.seconds
        doses, counted, clean = sums.doses, sums.counted, sums.clean
        over_s, wanting, disordered, minded = session.aims[GIVEN]
        if now >= 0:
            until_s += own_s[now]
            doses, counted, clean = doses - one.doses[now], counted - one.counted[now], clean - one.clean[now]
        else:  # of the changes that it brings nothing is known yet: there may be none
            wanting, minded = wanting + one.wanting, minded + one.blemish // MINDED
            disordered = disorder(sums.changes, sums.stretches + 1, sums.backwards + (one.backwards & session.bits).bit_count())
        most = bisect_right(own_s, until_s) - 1
        is_past = scale.over_s(doses + one.doses[most]) > over_s
        if is_past and session.items and scale.reached(counted + one.counted[most]) == scale.reached(sums.counted):
            most = bisect_right(one.doses, over_s, now + 1, most + 1, key=lambda more: scale.over_s(doses + more)) - 1
            if most == now:
                return session.aims, now
        hopes = scale.hopes(counted + one.counted[most], clean + one.clean[most], (over_s, wanting, disordered, minded))
        return hopes, most

    def put(self, session: Session, trial: Trial) -> Session:
        """The session that was tried."""
        items = session.items
        if not session.bits >> trial.which & 1:
            place = bisect_left(items, trial.which)
            items = (*items[:place], trial.which, *items[place:])
        return Session(
            items,
            {**session.picks, trial.which: trial.pick},
            session.bits | 1 << trial.which,
            trial.sums,
            self.scale.weigh(trial.sums),
        )

    def plus(self, session: Session, index: int, pick: int) -> Session | None:
        """The session with a stretch more; None where it would be too long."""
        return next((self.put(session, trial) for trial in self.trials(session, index, [pick])), None)

    def minus(self, session: Session, index: int) -> Session:
        """The session without one of its stretches."""
        one, sums, pick = self.candidates[index], session.sums, session.picks[index]
        place = bisect_left(session.items, index)
        items = (*session.items[:place], *session.items[place + 1 :])
        picks = {i: p for i, p in session.picks.items() if i != index}
        bits = session.bits & ~(1 << index)
        bare = Session(items, picks, bits, sums, session.aims)
        around_s, changes, first = self._around(bare, index)
        rest = Sums(
            sums.doses - one.doses[pick],
            sums.counted - one.counted[pick],
            sums.clean - one.clean[pick],
            sums.wanting - one.wanting,
            sums.blemishes - one.blemish,
            sums.changes - changes,
            sums.backwards - (one.backwards & bits).bit_count(),
            sums.stretches - 1,
            sums.seconds - around_s - ((self._firsts_s(index) if first else self.seconds[index])[pick]),
        )
        return bare._replace(sums=rest, aims=self.scale.weigh(rest))

    def _around(self, session: Session, index: int) -> tuple[int, int, bool]:
        """Seconds and changes that a stretch brings to a session beside its own seconds, and whether it begins it."""
        items = session.items
        place = bisect_left(items, index)
        after = items[place] if place < len(items) else None
        if place:
            seconds, changes = self._pair(items[place - 1], index)
            if after is not None:
                rest_s, change = self._pair(items[place - 1], after)
                seconds, changes = seconds - rest_s, changes - change
        else:
            seconds, changes = 0, self.totals.fetches(index)
            if after is not None:  # it is no longer the first
                pick = session.picks[after]
                seconds = self.seconds[after][pick] - self._firsts_s(after)[pick]
                changes -= self.totals.fetches(after)
        if after is not None:
            rest_s, change = self._pair(index, after)
            seconds, changes = seconds + rest_s, changes + change
        return seconds, changes, not place

    def _pair(self, before: int, coming: int) -> tuple[int, int]:
        key = before, coming
        if key not in self._pairs:
            self._pairs[key] = self.totals.between_s(before, coming), self.totals.changes(before, coming)
        return self._pairs[key]

    def _firsts_s(self, index: int) -> list[int]:
        """Like its seconds, at the beginning of a session."""
        if index not in self._firsts:
            self._firsts[index] = [self.totals.first_s(index, portion) for portion in self.candidates[index].portions]
        return self._firsts[index]
