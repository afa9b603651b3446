"""Going on with a session: where it begins again, and that it stays one session."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchcli.catalog.records import Catalog, HoldRange
from stretchcli.session.engine import Action, Message, start, step
from stretchcli.session.layout import PlannedStretch, compile_session
from stretchcli.session.resume import resumption
from stretchcli.session.state import HoldResult, State, Status
from stretchcli.session.summary import summarise
from stretchcli.session.timeline import Phase, Timeline
from tests.samples import PHRASES
from tests.strategies import EASE, messages, timelines

FULL = HoldResult(30, "full")


@pytest.fixture
def session(catalog: Catalog) -> Timeline:
    """The bed stretch (with a step that comes once) and two bridges, two reps each."""
    doses = [PlannedStretch(catalog.stretches[name], 2, HoldRange(20, 30)) for name in ("hip-flexor-bed", "glute-bridge")]
    return compile_session("Two stretches", doses, catalog.vocabulary, PHRASES)


def holds(timeline: Timeline) -> list[Phase]:
    """The holds in order."""
    return [phase for phase in timeline.phases if phase.kind == "hold"]


def to_end(state: State) -> State:
    """Let the session run out by itself."""
    while state.status is not Status.ENDED:
        state, _ = step(state, Message(Action.TICK, state.next_moment_s()))
    return state


def test_it_goes_on_with_the_intro_and_the_whole_way_into_the_position(session: Timeline) -> None:
    """Intro of 10 s, the steps that come once, every setup step of that side, then the stored ready."""
    done = {phase.index: FULL for phase in holds(session)[:3]}  # right, left, right
    going_on = resumption(session, done)
    assert going_on is not None
    phases = going_on.timeline.phases[going_on.at :]
    first = holds(session)[1].index  # the first hold on the left
    told = [phase.text for phase in session.phases[:first] if phase.kind == "setup" and phase.side in (None, "left")]
    assert (phases[0].kind, phases[0].duration_s) == ("intro", 10)
    assert [phase.text for phase in phases[1 : 1 + len(told)]] == told
    assert {phase.rep for phase in phases[1 : 1 + len(told)]} == {None, 2}
    ready = holds(session)[3].index - 1
    stored = session.phases[ready:]
    assert [(p.kind, p.side, p.rep, p.duration_s, p.text) for p in phases[1 + len(told) :]] == [
        (p.kind, p.side, p.rep, p.duration_s, p.text) for p in stored
    ]


def test_at_the_first_hold_of_a_later_stretch_no_rest_comes_before_the_intro(session: Timeline) -> None:
    """Whoever comes back has rested."""
    going_on = resumption(session, {phase.index: FULL for phase in holds(session)[:4]})
    assert going_on is not None
    first = going_on.timeline.phases[going_on.at]
    assert (first.kind, first.stretch, first.duration_s) == ("intro", "glute-bridge", 10)
    assert going_on.timeline.phases[going_on.at - 1].kind == "release"


def test_a_hold_that_was_broken_off_is_done_again(session: Timeline) -> None:
    """Its partial result is not carried over."""
    right, left = (phase.index for phase in holds(session)[:2])
    going_on = resumption(session, {right: FULL, left: HoldResult(5, "short")}, broken_off=[left])
    assert going_on is not None
    assert list(going_on.results.values()) == [FULL]
    coming = next(phase for phase in going_on.timeline.phases[going_on.at :] if phase.kind == "hold")
    assert coming.number == left


def test_a_hold_that_was_left_early_on_purpose_stays_as_it_is(session: Timeline) -> None:
    """Moving on with n is a choice, and a session that stops later does not undo it."""
    right, left = (phase.index for phase in holds(session)[:2])
    going_on = resumption(session, {right: FULL, left: HoldResult(5, "short")})
    assert going_on is not None
    assert len(going_on.results) == 2


def test_a_stretch_that_hurt_is_not_taken_up_again(session: Timeline) -> None:
    """A session that ended while easing off goes on with the next stretch, and what was left counts as skipped."""
    right = holds(session)[0].index
    going_on = resumption(session, {right: HoldResult(5, "pain")})
    assert going_on is not None
    assert going_on.timeline.phases[going_on.at].stretch == "glute-bridge"
    assert going_on.skipped == tuple(holds(session)[1:4])
    assert sorted(result.outcome for result in going_on.results.values()) == ["pain", "skipped", "skipped", "skipped"]


def test_nothing_is_left_of_a_session_whose_holds_are_all_recorded(session: Timeline) -> None:
    """Even if its last release was cut off."""
    assert resumption(session, {phase.index: FULL for phase in holds(session)}) is None


@given(timelines(), messages(), st.data())
def test_a_session_that_goes_on_comes_to_the_end_of_the_whole_one(
    timeline: Timeline, happened: list[Message], data: st.DataObject
) -> None:
    """Wherever it stopped: every hold of the stored timeline has exactly one result, and the earlier ones are kept."""
    state, _ = start(timeline, PHRASES, ease=EASE)
    for message in happened[: data.draw(st.integers(0, len(happened)))]:
        state, _ = step(state, message)
    stored = state.timeline
    results = {stored.phases[index].number: result for index, result in state.results.items()}
    going_on = resumption(stored, results)
    if going_on is None:
        return
    assert [phase.index for phase in going_on.timeline.phases] == list(range(len(going_on.timeline.phases)))
    begun, events = start(going_on.timeline, PHRASES, at=going_on.at, results=going_on.results)
    ended = to_end(begun)
    assert ended.outcome == "complete"
    assert events[0].total_s == going_on.timeline.total_s - going_on.timeline.starts_s[going_on.at]
    merged = {going_on.timeline.phases[index].number: result for index, result in ended.results.items()}
    places = {hold.number: hold.index for hold in holds(stored)}
    assert set(merged) == set(places)
    assert all(merged[number] == result for number, result in results.items())
    assert summarise(going_on.timeline, ended.results) == summarise(stored, {places[n]: one for n, one in merged.items()})
