"""Local search: a session is built up step by step, then changed here and there as long as that makes it better."""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final

from stretchcli.session.aims import OVER, WEIGHTY, Aims
from stretchcli.session.sessions import Picks, Session, Sessions, Trial

WORST: Final[Aims] = (1,)  # every session is better

Frozen = tuple[int, ...]  # stretches of which there is not to be more


class LocalSearch:
    """Builds sessions up and improves them.

    Args:
        allowed: The candidates that may be in a session, in order.
        thorough: It begins in many ways and tries every smaller portion, and pairs of stretches.
    """

    def __init__(self, sessions: Sessions, allowed: Sequence[int], *, thorough: bool) -> None:
        self._sessions, self._candidates = sessions, sessions.candidates
        self._allowed, self._thorough = allowed, thorough
        self._counting = None if thorough else WEIGHTY
        self._improved: dict[Picks, Session] = {}
        self._refilled: dict[tuple[Picks, Frozen], Session] = {}

    def starts(self, least: Session) -> list[Session]:
        """Sessions to begin with: built up step by step, and around what would else be missing.

        Where it is thorough, one is built up around every portion of each stretch, else around one for a group without a dose.
        """
        first = self._filled(self._quickly_filled(least))
        starts = [first]
        if self._thorough:
            starts.append(self._filled(least))
            for index in self._allowed:
                base = self._sessions.minus(least, index) if index in least.picks else least
                trials = self._sessions.trials(base, index, self._sessions.larger(base, index))
                starts.extend(self._filled(self._sessions.put(base, trial)) for trial in trials)
        else:
            scale, counted = self._sessions.scale, first.sums.counted
            helping = (index for index in self._allowed if scale.helps(counted, self._candidates[index].counted[-1]))
            begun = (session for index in helping if (session := self._sessions.plus(least, index, 0)) is not None)
            best = min(map(self._quickly_filled, begun), key=lambda session: session.aims, default=None)
            starts += [] if best is None else [self._filled(best)]
        return list({session.key: session for session in starts}.values())

    def improved(self, session: Session) -> Session:
        """The session after every small change that makes it better: less of it here or there, and filled up anew."""
        passed: list[Picks] = []
        last = -1
        while (key := session.key) not in self._improved:  # many ways lead through the same session: none is gone twice
            passed.append(key)
            better = self._better(session, last + 1)
            if better is None:
                self._improved[key] = session
            else:
                session, last = better
        best = self._improved[key]
        self._improved.update(dict.fromkeys(passed, best))
        return best

    def _better(self, session: Session, start: int) -> tuple[Session, int] | None:
        """The first small change that makes it better, and the stretch that it began with; None where there is none.

        Args:
            start: The candidate to begin with: going on where something has changed saves whole rounds.
        """
        place = bisect_left(session.items, start)
        for index in (*session.items[place:], *session.items[:place]):
            for base, frozen in self._smaller(session, index):
                trial = self._filled_anew(base, frozen)
                if trial.items and trial.aims[: self._counting] < session.aims[: self._counting]:
                    return trial, index
        return None

    def step(self, session: Session, among: Sequence[int] | None = None) -> Session | None:
        """The best session with one more stretch or one larger portion; None where that is not better."""
        sessions = self._sessions
        best: Trial | None = None
        best_aims = session.aims if session.items else WORST
        among = self._allowed if among is None else among
        for reached, candidates in itertools.groupby(sorted(sessions.reach(session, among)), lambda pair: pair[0]):
            if reached > best_aims:
                break
            for hopes, most, index in sorted((*sessions.promise(session, index), index) for _, index in candidates):
                if hopes > best_aims:
                    break
                for trial in sessions.trials(session, index, range(most, session.picks.get(index, -1), -1)):
                    aims = sessions.scale.weigh(trial.sums)
                    if aims < best_aims:
                        best, best_aims = trial, aims
                    elif aims[OVER] == session.aims[OVER] and aims[:-1] > best_aims[:-1]:
                        break  # less of it is not better either: it only takes fewer seconds, and they count last
        return None if best is None else sessions.put(session, best)

    def _smaller(self, session: Session, index: int) -> Iterator[tuple[Session, Frozen]]:
        """The session with less of a stretch or without it, and what it is not to be filled up with."""
        must = self._candidates[index].must
        without = self._sessions.minus(session, index)
        if not must:
            yield without, (index,)
        pick = session.picks[index]
        for less in range(pick) if self._thorough else range(pick)[-1:]:
            base = self._sessions.plus(without, index, less)
            if base is not None:
                yield base, (index,)
        if not must and (self._thorough or not self._sessions.scale.is_effective(session.aims)):
            for other in session.items:
                if other > index and not self._candidates[other].must:
                    yield self._sessions.minus(without, other), (index, other)

    def _filled_anew(self, session: Session, frozen: Frozen) -> Session:
        """The session filled up with other things."""
        key = session.key, frozen
        if key not in self._refilled:
            self._refilled[key] = self._filled(session, [index for index in self._allowed if index not in frozen])
        return self._refilled[key]

    def _filled(self, session: Session, among: Sequence[int] | None = None) -> Session:
        """The session with more in it, step by step, as long as that is better and fits."""
        while (more := self.step(session, among)) is not None:
            session = more
        return session

    def _quickly_filled(self, session: Session) -> Session:
        """The session with what gives most muscle groups a dose for the time, until no more of them get one."""
        while (more := self._quick_step(session)) is not None:
            session = more
        return session

    def _quick_step(self, session: Session) -> Session | None:
        """The session with what gives most muscle groups a dose for the time; None where no more of them get one."""
        sessions, scale, counted = self._sessions, self._sessions.scale, session.sums.counted
        now = scale.reached(counted)
        hopes = []
        for index, least_s in sessions.open(session, self._allowed):
            most = scale.reached(counted + self._candidates[index].counted[-1])
            hopes.append((_rate(now, most, least_s), index, most))
        best: list[Trial] = []
        best_rate = 0.0, 0.0
        for hoped, index, most in sorted(hopes, key=lambda hope: hope[0], reverse=True):
            if hoped <= best_rate:
                break
            for trial in sessions.trials(session, index, sessions.larger(session, index)):
                reached = scale.reached(trial.sums.counted)
                rate = _rate(now, reached, max(1, trial.sums.seconds - session.sums.seconds))
                if rate > best_rate:
                    best, best_rate = [trial], rate
                elif rate == best_rate and best:
                    best.append(trial)
                if reached == most:
                    break  # what follows only takes longer
        return min((sessions.put(session, trial) for trial in best), key=lambda session: session.aims, default=None)


def _rate(before: tuple[int, int], after: tuple[int, int], seconds: int) -> tuple[float, float]:
    """How many more muscle groups get a floor dose for each second, and how many an effective one."""
    return (after[0] - before[0]) / seconds, (after[1] - before[1]) / seconds
