"""What is recorded of a session: every finished hold, once, as it was, on the right day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given

from stretchcli.log.listener import LogListener, new_session
from stretchcli.log.records import SessionRecord, utc_text
from stretchcli.log.store import packed
from stretchcli.session.engine import Action, Message, start, step
from stretchcli.session.resume import resumption
from stretchcli.session.timeline import Easier, Timeline
from tests.log.logs import FakeWall, everything, local, opened, played, short_session, written
from tests.samples import PHRASES
from tests.strategies import EASE, messages, timelines


def hold_end_s(timeline: Timeline, number: int = 0) -> float:
    """The session second at which a hold ends when nothing is pressed."""
    index = [phase.index for phase in timeline.phases if phase.kind == "hold"][number]
    return timeline.starts_s[index] + timeline.phases[index].duration_s


def ticks(timeline: Timeline, until_s: float | None = None) -> list[Message]:
    """A second at a time, to the end of the session or up to a moment."""
    last = timeline.total_s if until_s is None else until_s
    return [Message(Action.TICK, float(second)) for second in range(int(last) + 1)]


@given(timelines(), messages())
def test_the_log_holds_what_the_session_came_to(timeline: Timeline, happened: list[Message]) -> None:
    """Whatever is pressed: the last record of each hold is its result, skipped ones included, restarted tries not."""
    state, put = played(timeline, happened, FakeWall())
    last = {hold.phase: hold for record in put for hold in record.holds}
    assert {index: (hold.held_s, hold.outcome) for index, hold in last.items()} == {
        state.timeline.phases[index].number: (result.held_s, result.outcome) for index, result in state.results.items()
    }
    assert put[-1].outcome == (state.outcome or "open")


@given(timelines(), messages(), messages())
def test_a_session_that_goes_on_fills_the_same_records(timeline: Timeline, happened: list[Message], later: list[Message]) -> None:
    """The second sitting's records stand under the stored timeline's indices and replace those that were broken off."""
    wall = FakeWall()
    stopped, put = played(timeline, [*happened, Message(Action.QUIT, 10_000.0)], wall)
    last = {hold.phase: hold for record in put for hold in record.holds}
    session = put[-1]._replace(holds=tuple(last.values()))
    going_on = resumption(stopped.timeline, session.results, session.broken_off)
    if going_on is None:
        return
    after, more = played(stopped.timeline, later, wall, session=session, going_on=going_on)
    for record in more:
        last |= {hold.phase: hold for hold in record.holds}
    results = {after.timeline.phases[index].number: result for index, result in after.results.items()}
    waiting = {index for index, hold in last.items() if hold.broken_off and index not in results}
    assert {index: (hold.held_s, hold.outcome) for index, hold in last.items() if index not in waiting} == {
        index: (result.held_s, result.outcome) for index, result in results.items()
    }
    assert waiting <= set(session.broken_off)
    assert {record.id for record in more} == {session.id}


def test_a_hold_keeps_what_is_needed_to_count_it(tmp_path: Path) -> None:
    """Stretch, side, felt side and place, groups, planned and held seconds, outcome, moment and offset."""
    timeline = short_session("standing-hip-flexor", reps=1)
    wall = FakeWall(local(2026, 11, 22, 18, 0))
    end_s = hold_end_s(timeline)
    _, put = played(timeline, ticks(timeline, end_s), wall)
    store = opened(tmp_path)
    written(store, timeline, put)
    (session,) = everything(store).values()
    (hold,) = session.holds
    assert (hold.stretch, hold.side, hold.felt, hold.groups) == ("standing-hip-flexor", "right", "left", ("hip-flexors",))
    assert (hold.felt_at, hold.planned_s, hold.held_s, hold.outcome) == ("front of the hip, groin and thigh", 30, 30, "full")
    assert utc_text(hold.ended_utc_ms) == utc_text(session.started_utc_ms + int(end_s * 1000))
    assert (hold.offset_min, hold.day, session.outcome) == (60, "2026-11-22", "open")


def test_the_hold_in_which_a_session_was_stopped_is_marked() -> None:
    """So that it is done again; one that was left with n is not."""
    timeline = short_session()
    end_s = hold_end_s(timeline)
    _, put = played(timeline, [*ticks(timeline, end_s - 5), Message(Action.QUIT, end_s - 5)], FakeWall())
    assert [(hold.outcome, hold.broken_off) for record in put for hold in record.holds] == [("early", True)]
    left = [*ticks(timeline, end_s - 5), Message(Action.NEXT, end_s - 5), Message(Action.QUIT, end_s - 4)]
    _, put = played(timeline, left, FakeWall())
    assert [(hold.outcome, hold.broken_off) for record in put for hold in record.holds] == [("early", False)]


def test_a_try_that_was_started_again_is_not_recorded() -> None:
    """b in a hold throws what was held so far away, also where the hold is never reached again."""
    timeline = short_session()
    end_s = hold_end_s(timeline)
    pressed = [Message(Action.BACK, end_s - 5), Message(Action.BACK, end_s - 4), Message(Action.QUIT, end_s - 3)]
    state, put = played(timeline, [*ticks(timeline, end_s - 5), *pressed], FakeWall())
    assert state.phase.kind != "hold"
    assert [hold for record in put for hold in record.holds] == []


def test_a_rehearsal_is_marked_on_the_session_and_on_its_holds() -> None:
    """Whatever the speed, if it is not one."""
    timeline = short_session()
    _, put = played(timeline, ticks(timeline), FakeWall(), speed=20)
    assert all(record.rehearsal for record in put)
    assert all(hold.rehearsal for record in put for hold in record.holds)


def test_a_real_session_that_is_rehearsed_to_its_end_keeps_its_real_holds() -> None:
    """Only what was rushed through is marked."""
    timeline = short_session()
    wall = FakeWall()
    _, put = played(timeline, [*ticks(timeline, hold_end_s(timeline)), Message(Action.QUIT, hold_end_s(timeline))], wall)
    session = put[-1]._replace(holds=tuple(hold for record in put for hold in record.holds))
    going_on = resumption(timeline, session.results)
    assert going_on is not None
    _, more = played(timeline, ticks(timeline), wall, session=session, going_on=going_on, speed=20)
    assert not session.holds[0].rehearsal
    assert [hold.rehearsal for record in more for hold in record.holds] == [True]
    assert not more[-1].rehearsal


@pytest.mark.parametrize("back_h", [0.5, 5, 24 * 3])
def test_a_clock_set_back_in_a_session_changes_no_order_and_no_day(back_h: float) -> None:
    """The wall is asked once; the session's own clock dates the holds."""
    timeline = short_session(reps=3)
    wall = FakeWall(local(2026, 11, 22, 0, 10))
    put = _with_clock_change(timeline, wall, lambda: wall.advance(hours=-back_h))
    holds = [hold for record in put for hold in record.holds]
    moments = [hold.ended_utc_ms for hold in holds]
    assert moments == sorted(moments)
    assert moments[0] > put[0].started_utc_ms
    assert {hold.day for hold in holds} == {"2026-11-22"}


def test_a_session_over_midnight_and_a_change_of_daylight_saving_is_one_day() -> None:
    """It counts to the day on which it began; each hold keeps the offset of its own moment."""
    timeline = short_session(reps=3)
    wall = FakeWall(local(2026, 10, 24, 23, 59, offset_h=2))

    def falls_back() -> None:
        wall.now = (wall.now + timedelta(hours=3)).astimezone(local(2026, 1, 1, offset_h=1).tzinfo)

    put = _with_clock_change(timeline, wall, falls_back)
    holds = [hold for record in put for hold in record.holds]
    assert [hold.offset_min for hold in holds] == [120, 60, 60]
    assert {hold.day for hold in holds} == {"2026-10-24"}


def _with_clock_change(timeline: Timeline, wall: FakeWall, change: Callable[[], None]) -> list[SessionRecord]:
    """A whole session in which somebody sets the wall clock after the first hold."""
    put: list[SessionRecord] = []
    listener = LogListener(
        new_session(timeline, rehearsal=False, wall=wall), lambda record, _: put.append(record), timeline, wall=wall
    )
    state, events = start(timeline, PHRASES)
    for second in range(timeline.total_s + 1):
        for event in events:
            listener.hear(event, state)
            if event.outcome == "full" and len(state.results) == 1:
                change()
        state, events = step(state, Message(Action.TICK, float(second)))
    for event in events:
        listener.hear(event, state)
    assert state.outcome == "complete"
    return put


def test_a_session_that_becomes_another_one_is_stored_as_that(tmp_path: Path) -> None:
    """With a revision of its own, before the holds of the easier stretch; it goes on with those."""
    planned = short_session("kneeling-hip-flexor", reps=1)
    standing = EASE.catalog.stretches["standing-hip-flexor"]
    way = Easier("", standing.id, standing.name, standing.hold)
    timeline = planned._replace(items=(planned.items[0]._replace(easier=(way,)),))
    put: list[tuple[SessionRecord, Timeline]] = []
    wall = FakeWall()
    listener = LogListener(new_session(timeline, rehearsal=False, wall=wall), lambda *both: put.append(both), timeline, wall=wall)
    state, events = start(timeline, PHRASES, ease=EASE)
    for message in (*ticks(timeline, hold_end_s(timeline) - 28), Message(Action.EASIER, hold_end_s(timeline) - 27)):
        for event in events:
            listener.hear(event, state)
        state, events = step(state, message)
    for event in events:
        listener.hear(event, state)
    assert [(record.revision, stored is timeline, len(record.holds)) for record, stored in put] == [
        (1, True, 0),
        (2, False, 0),
        (2, False, 1),
    ]
    store = opened(tmp_path)
    store.merge((record, packed(stored)) for record, stored in put)
    (session,) = store.sessions()
    found = store.stored(session)
    assert found is not None
    assert found.timeline == state.timeline
    going_on = resumption(found.timeline, session.results, session.broken_off)
    assert going_on is not None
    assert going_on.timeline.phases[going_on.at].stretch == standing.id


def test_a_rehearsal_leaves_the_timeline_of_a_real_session_as_it_is() -> None:
    """What gives way in it is no part of that session, and its easier holds are recorded nowhere."""
    planned = short_session("kneeling-hip-flexor", reps=1)
    standing = EASE.catalog.stretches["standing-hip-flexor"]
    way = Easier("", standing.id, standing.name, standing.hold)
    timeline = planned._replace(items=(planned.items[0]._replace(easier=(way,)),))
    wall = FakeWall()
    _, put = played(timeline, [Message(Action.QUIT, 5.0)], wall)
    going_on = resumption(timeline, {})
    after, more = played(
        timeline,
        [Message(Action.EASIER, 5.0), Message(Action.TICK, 5000.0)],
        wall,
        session=put[-1],
        going_on=going_on,
        speed=20.0,
    )
    assert after.outcome == "complete"
    assert len(after.results) == 2
    assert more == []
