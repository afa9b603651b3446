"""The engine: what the keys do, what time does, and what always holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchcli.catalog.records import Catalog, HoldRange
from stretchcli.session.engine import Action, Message, start, step
from stretchcli.session.layout import PlannedStretch, compile_session
from stretchcli.session.state import Event, State, Status
from stretchcli.session.timeline import Timeline
from tests.samples import PHRASES
from tests.session.conftest import HOLD_S
from tests.strategies import EASE, messages, timelines


def play(timeline: Timeline, happened: Sequence[Message], *, manual: bool = False) -> tuple[State, list[Event]]:
    """A session with these messages, and all its events."""
    state, events = start(timeline, PHRASES, manual=manual, ease=EASE)
    for message in happened:
        state, more = step(state, message)
        events += more
    return state, events


def to_end(state: State) -> tuple[State, list[Event]]:
    """Let the session run out by itself, waking up exactly when something is due."""
    events: list[Event] = []
    while state.status is not Status.ENDED:
        state, more = step(state, Message(Action.TICK, state.next_moment_s()))
        events += more
    return state, events


def names(events: Sequence[Event]) -> list[str]:
    """The events by name, countdowns with their number, holds with their outcome."""
    found = []
    for event in events:
        mark = event.left or event.outcome
        found.append(f"{event.name} {mark}" if mark else event.name)
    return found


def in_hold(timeline: Timeline, seconds_s: float) -> State:
    """The session so many seconds into its first hold."""
    index = next(phase.index for phase in timeline.phases if phase.kind == "hold")
    return play(timeline, [Message(Action.TICK, timeline.starts_s[index] + seconds_s)])[0]


def test_a_hold_gives_its_cues_in_order(bridge: Timeline) -> None:
    """Start, halfway, floor, 3-2-1, end."""
    state = in_hold(bridge, 0)
    _, events = step(state, Message(Action.TICK, HOLD_S + 30))
    assert names(events) == [
        "halfway",
        "floor_reached",
        "countdown 3",
        "countdown 2",
        "countdown 1",
        "phase_ended full",
        "phase_started",
    ]


def test_floor_comes_before_halfway_before_countdown_at_one_moment(catalog: Catalog) -> None:
    """A hold of 3-6 s reaches its floor and its mark 3 together."""
    timeline = compile_session(
        "x", [PlannedStretch(catalog.stretches["glute-bridge"], 1, HoldRange(3, 6))], catalog.vocabulary, PHRASES
    )
    _, events = step(in_hold(timeline, 0), Message(Action.TICK, HOLD_S + 3))
    assert names(events) == ["floor_reached", "countdown 3"]


def test_a_session_left_alone_keeps_its_plan_to_the_second(lunges: Timeline) -> None:
    """Every phase starts at the second the plan says, and the end comes at the total."""
    state, events = start(lunges, PHRASES)
    state, more = to_end(state)
    started = [event for event in events + more if event.name == "phase_started"]
    assert [event.at_s for event in started] == list(lunges.starts_s)
    assert more[-1].at_s == lunges.total_s
    assert state.outcome == "complete"


@pytest.mark.parametrize(("after_s", "outcome"), [(19.9, "short"), (20.0, "early"), (29.9, "early")])
def test_next_ends_a_hold_by_how_far_it_came(bridge: Timeline, after_s: float, outcome: str) -> None:
    """Short before the floor, early from it on."""
    state, events = step(in_hold(bridge, 0), Message(Action.NEXT, HOLD_S + after_s))
    ended = [event for event in events if event.name == "phase_ended"]
    assert [event.outcome for event in ended] == [outcome]
    assert ended[0].held_s == pytest.approx(after_s)
    assert state.phase.kind == "release"


def test_next_past_the_target_is_full(bridge: Timeline) -> None:
    """A hold that was extended and then left past its target is a full one."""
    state, _ = step(in_hold(bridge, 0), Message(Action.EXTEND, HOLD_S + 25))
    _, events = step(state, Message(Action.NEXT, HOLD_S + 31))
    assert names(events)[-2:] == ["phase_ended full", "phase_started"]


def test_next_on_the_last_phase_completes_the_session(bridge: Timeline) -> None:
    """There is nothing to stop early any more."""
    state, _ = play(bridge, [Message(Action.TICK, bridge.total_s - 1), Message(Action.NEXT, bridge.total_s - 1)])
    assert state.outcome == "complete"


def test_plus_moves_what_is_still_to_come_and_counts_down_again(bridge: Timeline) -> None:
    """A countdown that has begun is given again; the floor and halfway are not."""
    state, _ = step(in_hold(bridge, 0), Message(Action.TICK, HOLD_S + 28))
    state, events = step(state, Message(Action.EXTEND, HOLD_S + 28))
    assert names(events) == ["extended"]
    assert state.duration_s == 35
    _, events = step(state, Message(Action.TICK, HOLD_S + 35))
    assert names(events)[:4] == ["countdown 3", "countdown 2", "countdown 1", "phase_ended full"]


def test_plus_stops_at_three_hundred_seconds(bridge: Timeline) -> None:
    """However often it is pressed."""
    state = in_hold(bridge, 1)
    for _ in range(80):
        state, _ = step(state, Message(Action.EXTEND, HOLD_S + 1))
    assert state.duration_s == 300


def test_a_pause_in_a_hold_moves_the_end_by_itself_and_three_seconds(bridge: Timeline) -> None:
    """The three seconds are for getting back in; they bring no event of their own."""
    state, _ = step(in_hold(bridge, 0), Message(Action.TOGGLE, HOLD_S + 10))
    state, events = step(state, Message(Action.TOGGLE, HOLD_S + 100))
    assert names(events) == []
    state, events = step(state, Message(Action.TICK, HOLD_S + 103))
    assert names(events) == ["resumed"]
    assert state.next_moment_s() == HOLD_S + 15 + 93  # halfway
    _, events = step(state, Message(Action.TICK, HOLD_S + 30 + 93))
    assert "phase_ended full" in names(events)


def test_a_new_pause_while_getting_ready_starts_that_anew(bridge: Timeline) -> None:
    """Three whole seconds again, and the hold stays where it stood."""
    state, _ = step(in_hold(bridge, 0), Message(Action.TOGGLE, HOLD_S + 10))
    for now_s, action in ((20, Action.TOGGLE), (21, Action.TOGGLE), (50, Action.TOGGLE)):
        state, _ = step(state, Message(action, HOLD_S + now_s))
    assert state.next_moment_s() == HOLD_S + 53
    assert state.elapsed_s(HOLD_S + 52) == 10


def test_outside_holds_a_session_goes_on_at_once(bridge: Timeline) -> None:
    """The end moves by the pause alone."""
    state, events = play(bridge, [Message(Action.TOGGLE, 5), Message(Action.TOGGLE, 25)])
    assert names(events)[-2:] == ["paused", "resumed"]
    assert state.next_moment_s() == 30


def test_a_gap_pauses_as_of_the_moment_before_it(bridge: Timeline) -> None:
    """A sleeping computer neither eats a hold nor finishes one."""
    state, events = step(in_hold(bridge, 5), Message(Action.PAUSE, HOLD_S + 5, why="gap"))
    assert (events[0].why, events[0].at_s) == ("gap", HOLD_S + 5)
    assert state.elapsed_s(HOLD_S + 5000) == 5


@pytest.mark.parametrize("action", [Action.NEXT, Action.SKIP, Action.BACK])
def test_keys_that_move_on_also_end_a_pause(bridge: Timeline, action: Action) -> None:
    """n, s and b act and resume."""
    state, _ = step(in_hold(bridge, 5), Message(Action.TOGGLE, HOLD_S + 5))
    state, events = step(state, Message(action, HOLD_S + 60))
    assert names(events)[0] == "resumed"
    assert state.status in (Status.RUNNING, Status.ENDED)


@pytest.mark.parametrize("action", [Action.EXTEND, Action.OUCH])
def test_keys_for_a_running_hold_do_nothing_while_paused(bridge: Timeline, action: Action) -> None:
    """They act on the phase that runs."""
    paused, _ = step(in_hold(bridge, 5), Message(Action.TOGGLE, HOLD_S + 5))
    assert step(paused, Message(action, HOLD_S + 60)) == (paused, [])


def test_skip_leaves_the_rest_of_the_stretch_out(lunges: Timeline) -> None:
    """The running hold ends as with n, the open ones count as skipped, the rest before the next stretch begins."""
    state = in_hold(lunges, 5)
    state, events = step(state, Message(Action.SKIP, state.began_s + 5))
    outcomes = [(event.outcome, event.held_s) for event in events if event.outcome]
    assert outcomes == [("short", 5.0), ("skipped", 0.0), ("skipped", 0.0), ("skipped", 0.0)]
    assert (state.phase.kind, state.phase.stretch) == ("rest", "table-psoas")


def test_skip_in_a_rest_leaves_the_named_stretch_out(lunges: Timeline) -> None:
    """A rest names the coming stretch, and that is the one left out."""
    rest = next(phase.index for phase in lunges.phases if phase.kind == "rest")
    state, _ = play(lunges, [Message(Action.TICK, lunges.starts_s[rest]), Message(Action.SKIP, lunges.starts_s[rest])])
    assert state.outcome == "complete"


def test_back_starts_the_phase_again_and_a_second_one_goes_further(bridge: Timeline) -> None:
    """Within two seconds a further b goes one phase back; later it starts the phase again."""
    state, events = step(in_hold(bridge, 5), Message(Action.BACK, HOLD_S + 5))
    assert names(events) == ["phase_ended restarted", "phase_started"]
    assert not state.results
    state, _ = step(state, Message(Action.BACK, HOLD_S + 6.5))
    assert state.phase.kind == "ready"
    state, _ = step(state, Message(Action.BACK, HOLD_S + 9))
    assert state.phase.kind == "ready"


def test_back_goes_across_stretches(lunges: Timeline) -> None:
    """From the next stretch's rest into the release before it."""
    rest = next(phase for phase in lunges.phases if phase.kind == "rest")
    begin_s = lunges.starts_s[rest.index]
    state, _ = play(lunges, [Message(Action.TICK, begin_s), *[Message(Action.BACK, begin_s + 1)] * 2])
    assert (state.phase.kind, state.phase.stretch) == ("release", "standing-hip-flexor")


def test_a_hold_done_again_replaces_its_record(bridge: Timeline) -> None:
    """The try that ended early is forgotten once the hold was done again."""
    state, _ = step(in_hold(bridge, 0), Message(Action.NEXT, HOLD_S + 5))
    index = next(iter(state.results))
    for _ in range(2):
        state, _ = step(state, Message(Action.BACK, HOLD_S + 6))
    state, _ = step(state, Message(Action.TICK, HOLD_S + 36))
    assert state.results[index].outcome == "full"


def test_ouch_eases_off_and_leaves_the_stretch(lunges: Timeline) -> None:
    """Outcome pain, at least eight seconds to come out, then as with s."""
    state = in_hold(lunges, 5)
    began_s = state.began_s
    state, events = step(state, Message(Action.OUCH, began_s + 5))
    assert names(events) == ["phase_ended pain", "phase_started"]
    assert state.phase.duration_s >= 8
    assert state.phase.text.startswith("Ease off")
    state, events = step(state, Message(Action.TICK, began_s + 5 + state.phase.duration_s))
    assert names(events).count("phase_ended skipped") == 3
    assert (state.phase.kind, state.phase.stretch) == ("rest", "table-psoas")


def test_quit_ends_the_running_hold_as_next_does(bridge: Timeline) -> None:
    """What was held is kept, and the session is stopped."""
    state, events = step(in_hold(bridge, 0), Message(Action.QUIT, HOLD_S + 22))
    assert names(events)[-2:] == ["phase_ended early", "session_ended stopped"]
    assert next(iter(state.results.values())).held_s == 22


def test_in_manual_mode_setups_wait_for_next(bridge: Timeline) -> None:
    """Nothing moves on by itself while getting into position."""
    state, _ = play(bridge, [Message(Action.TICK, 5000)], manual=True)
    assert state.phase.kind == "setup"
    state, _ = step(state, Message(Action.NEXT, 5001))
    assert state.phase.index == 2


@given(timelines(), messages())
def test_remaining_time_stays_between_nothing_and_the_duration(timeline: Timeline, happened: list[Message]) -> None:
    """Whatever is pressed whenever."""
    state, _ = start(timeline, PHRASES, ease=EASE)
    extended = 0
    for message in happened:
        state, events = step(state, message)
        for event in events:
            extended = 0 if event.name == "phase_started" else extended + (event.name == "extended")
        assert 0 <= state.remaining_s(message.now_s) <= state.duration_s <= state.phase.duration_s + 5 * extended
        assert state.session_left_s(message.now_s) >= 0


@given(timelines(), messages())
def test_each_cue_comes_at_most_once_for_each_start_of_a_phase(timeline: Timeline, happened: list[Message]) -> None:
    """Except that a countdown begins anew after an extension."""
    _, events = play(timeline, happened)
    given_cues: Counter[tuple[str, int | None]] = Counter()
    for event in events:
        if event.name == "phase_started":
            given_cues.clear()
        elif event.name == "extended":
            given_cues = Counter({cue: n for cue, n in given_cues.items() if cue[0] != "countdown"})
        elif event.name in ("floor_reached", "halfway", "countdown"):
            given_cues[event.name, event.left] += 1
            assert given_cues[event.name, event.left] == 1


@given(timelines(), messages(), st.data())
def test_pausing_anywhere_moves_the_end_by_the_pause(timeline: Timeline, happened: list[Message], data: st.DataObject) -> None:
    """Plus the three seconds of getting ready where it was in a hold."""
    now_s = data.draw(st.integers(0, (timeline.total_s - 1) * 4)) / 4
    pause_s = data.draw(st.integers(0, 400)) / 4
    state, _ = play(timeline, [Message(Action.TICK, now_s)])
    before_s = state.session_left_s(now_s)
    settle_s = 3 if state.phase.kind == "hold" else 0
    state, _ = step(state, Message(Action.TOGGLE, now_s))
    state, _ = step(state, Message(Action.TOGGLE, now_s + pause_s))
    _, events = to_end(state)
    assert events[-1].at_s == pytest.approx(now_s + before_s + pause_s + settle_s)


@given(timelines(), messages())
def test_every_phase_that_starts_ends_once_and_nothing_follows_the_end(timeline: Timeline, happened: list[Message]) -> None:
    """Starts and ends alternate; skipped holds end without a start."""
    state, events = play(timeline, happened)
    running = None
    for event in events:
        assert running is not None or event.name in ("session_started", "phase_started", "phase_ended", "session_ended")
        if event.name == "phase_started":
            assert running is None
            running = event.phase
        elif event.name == "phase_ended" and event.outcome != "skipped":
            assert event.phase == running
            running = None
    ends = [index for index, event in enumerate(events) if event.name == "session_ended"]
    assert ends in ([], [len(events) - 1])
    assert (state.status is Status.ENDED) == bool(ends)


@given(timelines(), messages())
def test_the_clock_of_the_events_never_runs_backwards(timeline: Timeline, happened: list[Message]) -> None:
    """Listeners may rely on at_s."""
    _, events = play(timeline, happened)
    moments = [event.at_s for event in events]
    assert moments == sorted(moments)


@given(timelines(), messages(), st.integers(1, 7))
def test_extra_ticks_change_nothing_but_when_it_is_noticed(timeline: Timeline, happened: list[Message], extra: int) -> None:
    """Waking up more often gives the same session."""
    plain, _ = play(timeline, happened)
    ticked: list[Message] = []
    before_s = 0.0
    for message in happened:
        ticked += [Message(Action.TICK, before_s + (message.now_s - before_s) * n / extra) for n in range(1, extra)]
        ticked.append(message)
        before_s = message.now_s
    often, _ = play(timeline, ticked)
    assert often.results == plain.results
    assert often.phase == plain.phase
    assert often.status == plain.status


def test_every_event_about_a_phase_carries_it_and_its_moment(bridge: Timeline) -> None:
    """Scripts read both of every line: cues, a pause, the end of its get-ready."""
    state = in_hold(bridge, 1)
    hold, at_s = state.phase, HOLD_S + 1
    told: list[Event] = []
    for action, seconds_s in ((Action.TOGGLE, 2), (Action.TOGGLE, 5), (Action.TICK, 8), (Action.TICK, 34)):
        state, events = step(state, Message(action, at_s + seconds_s))
        told += [event for event in events if event.name not in ("phase_started", "phase_ended") and not event.outcome]
    assert [(event.name, event.at_s - at_s, event.phase) for event in told] == [
        ("paused", 2, hold),
        ("resumed", 8, hold),
        *(("halfway", 34, hold), ("floor_reached", 34, hold), ("countdown", 34, hold), ("countdown", 34, hold)),
        ("countdown", 34, hold),
    ]


def test_keys_that_end_a_get_ready_say_when_it_ended(bridge: Timeline) -> None:
    """``next`` and ``easier`` in a pause resume at their own moment."""
    for action in (Action.NEXT, Action.SKIP):
        paused, _ = step(in_hold(bridge, 1), Message(Action.PAUSE, HOLD_S + 2))
        _, events = step(paused, Message(action, HOLD_S + 9))
        assert [event.at_s for event in events] == [HOLD_S + 9] * len(events)


def test_a_session_begins_at_its_very_first_moment(bridge: Timeline) -> None:
    """A phase of one second at the beginning has its second."""
    phases = [replace(bridge.phases[0], duration_s=1), *bridge.phases[1:]]
    state, events = start(Timeline.of("x", bridge.items, phases), PHRASES)
    assert (state.phase.index, names(events)) == (0, ["session_started", "phase_started"])


def test_the_clock_stands_still_once_the_session_has_ended(bridge: Timeline) -> None:
    """Whatever time it is, the last picture shows how far the hold came."""
    state, _ = step(in_hold(bridge, 0), Message(Action.QUIT, HOLD_S + 7))
    assert state.elapsed_s(HOLD_S + 500) == pytest.approx(7)


def test_a_pause_in_the_get_ready_begins_a_new_one(bridge: Timeline) -> None:
    """It is paused then, with nothing that is still to settle."""
    state, _ = step(in_hold(bridge, 1), Message(Action.PAUSE, HOLD_S + 2))
    for seconds_s in (5, 6):
        state, _ = step(state, Message(Action.TOGGLE, HOLD_S + seconds_s))
    assert (state.status, state.settled_s) == (Status.PAUSED, None)


def test_the_window_of_a_double_back_is_handed_in(bridge: Timeline) -> None:
    """It is real time, so a rehearsal has another one."""
    assert start(bridge, PHRASES, repeat_back_s=40.0)[0].repeat_back_s == 40.0
