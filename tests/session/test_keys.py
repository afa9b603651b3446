"""What each key does to the second, and what it leaves alone."""

from __future__ import annotations

import pytest

from stretchcli.catalog.records import Catalog, HoldRange
from stretchcli.session.engine import Action, Message, step
from stretchcli.session.layout import PlannedStretch, compile_session
from stretchcli.session.state import Event, HoldResult, State, Status
from stretchcli.session.timeline import Timeline
from tests.samples import PHRASES
from tests.session.conftest import HOLD_S
from tests.session.test_engine import in_hold, names, play, to_end


def pressed(state: State, *happened: tuple[Action, float]) -> tuple[State, list[Event]]:
    """The session after these actions at these moments, and what they brought."""
    events: list[Event] = []
    for action, now_s in happened:
        state, more = step(state, Message(action, now_s))
        events += more
    return state, events


def cue_moments(state: State) -> list[tuple[str, float]]:
    """The cues that the running hold still gives, with the session moment of each."""
    _, events = to_end(state)
    ended = next(number for number, event in enumerate(events) if event.name == "phase_ended")
    return [(f"{event.name} {event.left or ''}".strip(), event.at_s) for event in events[:ended]]


def test_plus_before_any_cue_keeps_the_floor_and_moves_halfway(bridge: Timeline) -> None:
    """The floor is the record's; the middle and the countdown belong to the end."""
    state, _ = pressed(in_hold(bridge, 0), (Action.EXTEND, HOLD_S + 5))
    assert cue_moments(state) == [
        ("halfway", HOLD_S + 17.5),
        ("floor_reached", HOLD_S + 20),
        ("countdown 3", HOLD_S + 32),
        ("countdown 2", HOLD_S + 33),
        ("countdown 1", HOLD_S + 34),
    ]


def test_plus_after_halfway_does_not_say_halfway_again(bridge: Timeline) -> None:
    """Though the middle of the longer hold is still to come."""
    state, _ = pressed(in_hold(bridge, 0), (Action.EXTEND, HOLD_S + 16))
    assert [name for name, _ in cue_moments(state)] == ["floor_reached", "countdown 3", "countdown 2", "countdown 1"]


def test_plus_reports_the_hold_and_its_new_length(bridge: Timeline) -> None:
    """Listeners show both."""
    state, events = pressed(in_hold(bridge, 0), (Action.EXTEND, HOLD_S + 5))
    assert [(event.name, event.at_s, event.phase, event.duration_s) for event in events] == [
        ("extended", HOLD_S + 5, state.phase, 35)
    ]


def test_plus_in_the_last_second_counts_down_again(bridge: Timeline) -> None:
    """Though 3, 2 and 1 have all been given."""
    state, _ = pressed(in_hold(bridge, 0), (Action.EXTEND, HOLD_S + 29.5))
    assert [name for name, _ in cue_moments(state)] == ["countdown 3", "countdown 2", "countdown 1"]


def test_plus_at_three_hundred_seconds_brings_no_event(bridge: Timeline) -> None:
    """Nothing has changed, so nothing is reported."""
    state, _ = pressed(in_hold(bridge, 0), *[(Action.EXTEND, HOLD_S + 1)] * 54)
    assert state.duration_s == 300
    assert pressed(state, (Action.EXTEND, HOLD_S + 1)) == (state, [])


def test_a_pause_leaves_nothing_behind_once_it_is_over(bridge: Timeline) -> None:
    """The next pause starts from its own moment; `resumed` names the phase."""
    state, _ = pressed(in_hold(bridge, 0), (Action.TOGGLE, HOLD_S + 10), (Action.TOGGLE, HOLD_S + 20))
    state, events = pressed(state, (Action.TICK, HOLD_S + 23))
    assert [(event.name, event.phase) for event in events] == [("resumed", state.phase)]
    assert (state.status, state.stopped_s, state.settled_s) == (Status.RUNNING, None, None)


def test_skipped_holds_are_recorded_and_reported_one_by_one(lunges: Timeline) -> None:
    """Each with its own phase, 0 s and the outcome `skipped`."""
    state = in_hold(lunges, 5)
    first = state.phase.index
    state, events = pressed(state, (Action.SKIP, state.began_s + 5))
    open_holds = [phase for phase in lunges.phases if phase.kind == "hold" and phase.item == 0 and phase.index != first]
    assert [event.phase for event in events if event.outcome == "skipped"] == open_holds
    assert [event.held_s for event in events if event.outcome == "skipped"] == [0.0] * 3
    assert state.results == {first: HoldResult(5.0, "short")} | {hold.index: HoldResult(0.0, "skipped") for hold in open_holds}


@pytest.mark.parametrize("action", [Action.NEXT, Action.SKIP])
def test_moving_on_from_an_ouch_release_leaves_the_stretch(lunges: Timeline, action: Action) -> None:
    """The rest of a stretch that hurt is skipped at that very moment, never begun again."""
    state = in_hold(lunges, 5)
    began_s = state.began_s
    state, events = pressed(state, (Action.OUCH, began_s + 5), (action, began_s + 6))
    assert names(events) == [
        "phase_ended pain",
        "phase_started",
        "phase_ended",
        *["phase_ended skipped"] * 3,
        "phase_started",
    ]
    assert (state.phase.kind, state.phase.item, state.began_s) == ("rest", 1, began_s + 6)
    assert {event.at_s for event in events[2:]} == {began_s + 6}
    assert not state.ouch


def test_back_in_an_ouch_release_eases_off_again(lunges: Timeline) -> None:
    """It is still the release after pain, and the stretch is still left after it."""
    state = in_hold(lunges, 5)
    began_s = state.began_s
    state, _ = pressed(state, (Action.OUCH, began_s + 5))
    release = state.phase
    state, _ = pressed(state, (Action.BACK, began_s + 7))
    assert (state.phase, state.ouch, state.began_s) == (release, True, began_s + 7)
    state, _ = pressed(state, (Action.TICK, began_s + 7 + release.duration_s))
    assert (state.phase.kind, state.phase.item) == ("rest", 1)


def test_a_double_back_in_an_ouch_release_does_the_hold_again(lunges: Timeline) -> None:
    """One phase further back lies the hold that hurt; what comes after it is then an ordinary release."""
    state = in_hold(lunges, 5)
    hold, began_s = state.phase, state.began_s
    state, _ = pressed(state, (Action.OUCH, began_s + 5), (Action.BACK, began_s + 6), (Action.BACK, began_s + 7))
    assert (state.phase, state.ouch) == (hold, False)
    state, _ = pressed(state, (Action.TICK, began_s + 7 + hold.duration_s))
    assert state.phase == lunges.phases[hold.index + 1]
    assert state.results[hold.index].outcome == "full"


def test_ouch_says_how_long_was_held(lunges: Timeline) -> None:
    """Seconds without pauses, in the event and in the record."""
    state = in_hold(lunges, 0)
    hold, began_s = state.phase, state.began_s
    state, events = pressed(state, (Action.OUCH, began_s + 7.5))
    assert events[0].held_s == 7.5
    assert state.results[hold.index] == HoldResult(7.5, "pain")


def test_ouch_while_getting_back_in_ends_the_pause_first(bridge: Timeline) -> None:
    """`resumed` comes before the end of the hold, at the same moment."""
    state, _ = pressed(in_hold(bridge, 0), (Action.TOGGLE, HOLD_S + 10), (Action.TOGGLE, HOLD_S + 20))
    _, events = pressed(state, (Action.OUCH, HOLD_S + 21))
    assert names(events) == ["resumed", "phase_ended pain", "phase_started"]
    assert {event.at_s for event in events} == {HOLD_S + 21}
    assert events[1].held_s == 10


def test_the_time_left_after_ouch_is_that_of_the_stretches_to_come(lunges: Timeline) -> None:
    """What is left of the stretch that hurt counts no more."""
    state = in_hold(lunges, 5)
    state, _ = pressed(state, (Action.OUCH, state.began_s + 5))
    to_come_s = sum(phase.duration_s for phase in lunges.phases if phase.item == 1)
    assert state.session_left_s(state.began_s + 2) == state.phase.duration_s - 2 + to_come_s


def test_the_time_left_after_ouch_in_the_last_stretch_is_the_release(bridge: Timeline) -> None:
    """Then the session is over, and nothing is left."""
    state, _ = pressed(in_hold(bridge, 0), (Action.OUCH, HOLD_S + 5))
    assert state.session_left_s(HOLD_S + 5) == state.phase.duration_s
    state, _ = pressed(state, (Action.TICK, HOLD_S + 5 + state.phase.duration_s))
    assert (state.outcome, state.session_left_s(0)) == ("complete", 0)


@pytest.mark.parametrize(("index", "left_s"), [(0, 0), (3, 7)])
def test_the_time_left_is_the_plan_less_what_has_passed(lunges: Timeline, index: int, left_s: float) -> None:
    """At any moment of a session that nobody has touched."""
    now_s = lunges.starts_s[index] + lunges.phases[index].duration_s - 0.5
    state, _ = play(lunges, [Message(Action.TICK, now_s)])
    assert state.remaining_s(now_s) == 0.5
    assert state.session_left_s(now_s) == lunges.total_s - now_s


def test_enter_moves_on_only_where_the_session_waits(lunges: Timeline) -> None:
    """With --manual in setup and switch; in a hold, and without --manual, it does nothing."""
    state, _ = play(lunges, [Message(Action.TICK, lunges.starts_s[1])], manual=True)
    assert state.waiting
    moved, events = pressed(state, (Action.CONFIRM, 500))
    assert (moved.phase.index, moved.began_s) == (2, 500)
    assert names(events) == ["phase_ended", "phase_started"]
    while moved.phase.kind != "hold":
        moved, _ = pressed(moved, (Action.NEXT, 600))
    assert pressed(moved, (Action.CONFIRM, 601)) == (moved, [])
    unattended, _ = play(lunges, [Message(Action.TICK, lunges.starts_s[1])])
    assert pressed(unattended, (Action.CONFIRM, lunges.starts_s[1] + 1)) == (unattended, [])


def test_in_manual_mode_a_switch_waits_too(lunges: Timeline) -> None:
    """Turning round takes as long as it takes; get-ready, hold and release still run by themselves."""
    state, _ = play(lunges, [Message(Action.TICK, 10)], manual=True)
    while state.phase.kind != "ready":
        state, _ = pressed(state, (Action.CONFIRM, 100))
    state, events = pressed(state, (Action.TICK, 5000))
    assert state.phase.kind == "switch"
    assert [event.phase.kind for event in events if event.name == "phase_started" and event.phase] == [
        "hold",
        "release",
        "switch",
    ]


def test_two_seconds_later_to_the_second_is_still_a_double_back(bridge: Timeline) -> None:
    """Just after that, b starts the phase again."""
    once, _ = pressed(in_hold(bridge, 5), (Action.BACK, HOLD_S + 5))
    assert pressed(once, (Action.BACK, HOLD_S + 7))[0].phase.kind == "ready"
    assert pressed(once, (Action.BACK, HOLD_S + 7.25))[0].phase.kind == "hold"


def test_an_abandoned_try_says_how_long_it_was_held_and_is_not_recorded(bridge: Timeline) -> None:
    """The event has the seconds; the results have nothing."""
    state, events = pressed(in_hold(bridge, 0), (Action.BACK, HOLD_S + 12))
    assert (events[-2].outcome, events[-2].held_s) == ("restarted", 12)
    assert state.results == {}


def test_going_back_begins_at_the_moment_of_the_key(bridge: Timeline) -> None:
    """The phase that is left ends then, the one that is gone back to starts anew, and both say so."""
    state, events = pressed(in_hold(bridge, 0), (Action.BACK, HOLD_S + 5), (Action.BACK, HOLD_S + 6))
    started = [event for event in events if event.name == "phase_started"]
    ended = [event for event in events if event.name == "phase_ended"]
    assert [event.at_s for event in started] == [HOLD_S + 5, HOLD_S + 6]
    assert [(event.at_s, event.phase) for event in ended] == [(HOLD_S + 5, started[0].phase), (HOLD_S + 6, started[0].phase)]
    assert (state.phase, state.began_s) == (started[-1].phase, HOLD_S + 6)


def test_going_back_outside_a_hold_ends_the_phase_at_that_moment(bridge: Timeline) -> None:
    """By its name, without an outcome."""
    state, _ = play(bridge, [Message(Action.TICK, 12)])
    phase = state.phase
    _, events = pressed(state, (Action.BACK, 13))
    assert [(event.name, event.at_s, event.phase, event.outcome) for event in events] == [
        ("phase_ended", 13, phase, None),
        ("phase_started", 13, phase, None),
    ]


def test_before_the_first_phase_there_is_nothing_to_go_back_to(bridge: Timeline) -> None:
    """b, however often, starts the intro again."""
    state, _ = play(bridge, [Message(Action.BACK, 1), Message(Action.BACK, 2), Message(Action.BACK, 3)])
    assert (state.phase.index, state.began_s) == (0, 3)


@pytest.mark.parametrize("action", [Action.NEXT, Action.SKIP, Action.BACK])
def test_keys_that_end_a_pause_say_so_at_their_moment(bridge: Timeline, action: Action) -> None:
    """`resumed` carries the moment of the key and the phase that it leaves."""
    state, _ = pressed(in_hold(bridge, 5), (Action.TOGGLE, HOLD_S + 5))
    hold = state.phase
    _, events = pressed(state, (action, HOLD_S + 60))
    assert (events[0].name, events[0].at_s, events[0].phase) == ("resumed", HOLD_S + 60, hold)


def test_a_floor_at_the_target_is_no_cue(catalog: Catalog) -> None:
    """There is nothing between enough and done."""
    timeline = compile_session(
        "x", [PlannedStretch(catalog.stretches["glute-bridge"], 1, HoldRange(30, 30))], catalog.vocabulary, PHRASES
    )
    assert "floor_reached" not in [name for name, _ in cue_moments(in_hold(timeline, 0))]
