"""The search, beside all sessions that there are: every set of stretches with every portion of each."""

from __future__ import annotations

import itertools
import random
from typing import Final, NamedTuple

import pytest

from stretchcli.catalog.constraints import PersonalCaution
from stretchcli.catalog.records import HoldRange, RoutineItem, Stretch, Variant
from stretchcli.catalog.selection import Chosen, Selection
from stretchcli.session.aims import Aims, Sums
from stretchcli.session.composing import Composer
from stretchcli.session.history import History
from stretchcli.session.search import Found, Search
from stretchcli.session.sessions import Session
from stretchcli.session.wishes import Wishes
from tests.samples import PHRASES
from tests.strategies import CATALOG

CASES: Final = 300
MOST_SESSIONS: Final = 2500
GROUPS: Final = ("hip-flexors", "hamstrings", "neck", "chest", "calves")
SAMPLES: Final = tuple(stretch for stretch in CATALOG.stretches.values() if stretch.effect == "stretch")


def stretches(chance: random.Random) -> list[Stretch]:
    """One to six stretches as they come in catalogs, of groups few enough to be in each other's way."""
    found = [
        stretch._replace(
            targets=tuple(chance.sample(GROUPS, chance.choice((1, 1, 2, 2, 3)))),
            hold=HoldRange(floor := chance.choice((10, 15, 20, 30)), max(floor, chance.choice((20, 30)))),
            reps=chance.choice((1, 1, 2, 2, 3)),
            most_reps=chance.choice((None, None, 3)),
            effect=chance.choice(("stretch",) * 9 + ("work",)),
            easier=(),
            harder=(),
        )
        for stretch in chance.sample(SAMPLES, chance.choice((1, 2, 3, 4, 5, 5, 6, 6, 6)))
    ]
    if len(found) > 1 and chance.random() < 0.5:
        gentler, deeper = chance.sample(range(len(found)), 2)
        found[deeper] = found[deeper]._replace(easier=(Variant(stretch=found[gentler].id),))
    return found


def composer(chance: random.Random) -> Composer:
    """A person with a log and perhaps a condition, and what they ask for."""
    some = stretches(chance)
    named = chance.sample(GROUPS, chance.choice((0, 0, 1, 2)))
    routine = not named and chance.random() < 0.3
    chosen = [
        Chosen(
            stretch,
            RoutineItem(stretch.id),
            by_hand=chance.random() < 0.1,
            cautions=(PersonalCaution(("knee-pain",), needs=("kneeling",)),) if chance.random() < 0.3 else (),
            group=next((target for target in stretch.targets if target in named), ""),
            as_written=routine,
        )
        for stretch in some
    ]
    ids = [stretch.id for stretch in some]
    history = History(
        week_days={(group, side): chance.randint(0, 3) for group in GROUPS for side in ("right", "left")},
        recent=tuple(tuple(chance.sample(ids, chance.randint(0, len(ids)))) for _ in range(3)),
        hurt=frozenset(name for name in ids if chance.random() < 0.1),
    )
    selection = Selection((), tuple(chosen), {}, {}, groups=tuple(named), composing=not routine)
    minutes = chance.choice((None, *[chance.uniform(1.5, 14)] * 5, 40))
    return Composer(selection, Wishes(minutes=minutes), CATALOG.vocabulary, PHRASES, history, dict.fromkeys(ids, ()))


def every_session(search: Search) -> Aims | None:
    """The aims of the best of all sessions that fit and go down once."""
    candidates, totals = search.candidates, search.sessions.totals
    choices = [[*([] if one.must else [None]), *range(len(one.portions))] for one in candidates]
    musts = {one.down for one in candidates if one.must and one.down}
    best: Aims | None = None
    for picks in itertools.product(*choices):
        inside = [(index, pick) for index, pick in enumerate(picks) if pick is not None]
        downs = {candidates[index].down for index, _ in inside if candidates[index].down}
        if not inside or not (downs <= musts if musts else len(downs) <= 1):
            continue
        seconds = totals.total_s([(index, candidates[index].portions[pick]) for index, pick in inside])
        if seconds > search.sessions.limit_s:
            continue
        indices = [index for index, _ in inside]
        sums = Sums(
            doses=sum(candidates[index].doses[pick] for index, pick in inside),
            counted=sum(candidates[index].counted[pick] for index, pick in inside),
            clean=sum(candidates[index].clean[pick] for index, pick in inside),
            wanting=sum(candidates[index].wanting for index in indices),
            blemishes=sum(candidates[index].blemish for index in indices),
            changes=totals.fetches(indices[0]) + sum(itertools.starmap(totals.changes, itertools.pairwise(indices))),
            backwards=sum(bool(candidates[one].backwards >> two & 1) for one, two in itertools.combinations(indices, 2)),
            stretches=len(inside),
            seconds=seconds,
        )
        aims = search.sessions.scale.weigh(sums)
        if best is None or aims < best:
            best = aims
    return best


class Case(NamedTuple):
    """What the search found, and the best that there is."""

    found: Found | None
    best: Aims | None


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    """Several hundred generated catalogs."""
    found: list[Case] = []
    for seed in itertools.count():
        if len(found) == CASES:
            return found
        search = composer(random.Random(seed)).search()
        sessions = 1
        for one in search.candidates:
            sessions *= len(one.portions) + (not one.must)
        if sessions <= MOST_SESSIONS:
            found.append(Case(search.best(), every_session(search)))
    raise AssertionError


def test_the_search_finds_the_best_of_all_sessions(cases: list[Case]) -> None:
    """In at least 95 of 100 cases none of all sessions is better."""
    best = sum(case.best == (case.found.aims if case.found else None) for case in cases)
    assert best >= 0.95 * len(cases)


def test_the_search_never_misses_the_first_aims(cases: list[Case]) -> None:
    """Floor doses, effective doses and what is due are always as good as they can be, and what can be done at all is found."""
    for case in cases:
        assert (case.found is None) == (case.best is None)
        if case.found is not None and case.best is not None:
            assert case.found.aims[:3] == case.best[:3]


@pytest.mark.parametrize("seed", range(60))
def test_no_session_is_better_than_its_stretch_promised(seed: int) -> None:
    """Else the search would stop before it had weighed the best one; and no larger portion than the promised one is better."""
    chance = random.Random(seed)
    sessions = composer(chance).search().sessions
    sessions.limit_s = chance.choice((sessions.limit_s, 3600))  # in an hour some groups get more than they gain from
    session, last = sessions.nothing(), [len(one.portions) - 1 for one in sessions.candidates]
    for index in chance.sample(range(len(last)), chance.randint(1, len(last))):
        session = sessions.plus(session, index, chance.choice((chance.randint(0, last[index]), last[index]))) or session
    opened = dict(sessions.open(session, range(len(last))))
    for index in range(len(last)):
        trials = [sessions.put(session, trial) for trial in sessions.trials(session, index, sessions.larger(session, index))]
        assert not trials or index in opened
        hopes, most = sessions.promise(session, index) if index in opened else (session.aims, 0)
        for trial in trials:
            assert trial.aims >= (hopes if trial.picks[index] <= most else session.aims)


def test_a_stretch_promises_no_more_than_its_muscle_gains_from() -> None:
    """Of a third stretch for the neck, after 180 s of two others, no more than 60 s are tried: four minutes are the most."""
    three = [SAMPLES[place]._replace(targets=("neck",), hold=HoldRange(20, 30), most_reps=8) for place in range(3)]
    chosen = tuple(Chosen(one, RoutineItem(one.id), by_hand=False) for one in three)
    selection = Selection((), chosen, {}, {}, groups=("neck",), composing=True)
    cautions = {one.id: () for one in three}
    sessions = Composer(selection, Wishes(minutes=40), CATALOG.vocabulary, PHRASES, History(), cautions).search().sessions
    held_s = [[portion.reps * portion.hold.target_s for portion in one.portions] for one in sessions.candidates]
    session: Session | None = sessions.nothing()
    for index, seconds in ((0, 120), (1, 60)):
        assert session is not None
        session = sessions.plus(session, index, held_s[index].index(seconds))
    assert session is not None
    assert held_s[2][sessions.promise(session, 2)[1]] == 60


@pytest.mark.parametrize("seed", range(60))
def test_a_session_comes_to_the_same_however_it_was_put_together(seed: int) -> None:
    """Enlarged or lessened step by step, or put together at once, its sums are equal."""
    chance = random.Random(seed)
    sessions = composer(chance).search().sessions
    sessions.limit_s = 36_000
    session, picks = sessions.nothing(), {}
    for index in chance.sample(range(len(sessions.candidates)), len(sessions.candidates)):
        for pick in sorted({0, len(sessions.candidates[index].portions) - 1}):
            session, picks[index] = sessions.plus(session, index, pick) or session, pick
    out = chance.choice(list(picks))
    session = sessions.minus(session, out)
    at_once = sessions.nothing()
    for index in sorted(set(picks) - {out}):
        at_once = sessions.plus(at_once, index, picks[index]) or at_once
    assert session == at_once
