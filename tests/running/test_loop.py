"""The one loop, with a clock and an inbox that are made up: nothing here sleeps."""

from __future__ import annotations

import os
import signal
from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest

from stretchcli.catalog.records import Catalog, HoldRange
from stretchcli.running.inbox import SignalInbox
from stretchcli.running.loop import GAP_S, LONGEST_SLEEP_S, Arrival, Result, Runner, Stop, wall_compared
from stretchcli.session.engine import Action
from stretchcli.session.layout import PlannedStretch, compile_session
from stretchcli.session.state import Event, State
from stretchcli.session.timeline import Timeline
from tests.samples import PHRASES

BEGIN = 1000.0  # a clock that does not begin at 0 finds whoever takes it for the session's


@dataclass
class Time:
    """A clock that goes on only while the inbox waits.

    Attributes:
        arrivals: What arrives, by the real second after the start.
        sleeps: At the first of these seconds after the start the computer sleeps for so long.
    """

    arrivals: dict[float, list[Arrival]] = field(default_factory=dict)
    sleeps: dict[float, float] = field(default_factory=dict)
    late_s: float = 1e-6  # a real clock has always gone on a little
    now: float = BEGIN
    asked: list[float] = field(default_factory=list)

    def clock(self) -> float:
        return self.now

    def wait(self, seconds: float) -> Sequence[Arrival]:
        self.asked.append(seconds)
        until = self.now + seconds
        due = sorted(moment for moment in self.arrivals if BEGIN + moment <= until)
        if due:
            self.now = max(self.now, BEGIN + due[0])
            return self.arrivals.pop(due[0])
        self.now = until + self.late_s
        for moment in [moment for moment in self.sleeps if BEGIN + moment <= self.now]:
            self.now += self.sleeps.pop(moment)
        return []


@dataclass
class Ears:
    """A listener that remembers what it heard."""

    events: list[Event] = field(default_factory=list)
    deaf_after: int = 10**9
    closed: bool = False

    def hear(self, event: Event, state: State) -> None:
        if len(self.events) >= self.deaf_after:
            raise RuntimeError("broken")
        self.events.append(event)

    def close(self) -> None:
        self.closed = True

    def named(self, *names: str) -> list[Event]:
        return [event for event in self.events if event.name in names]


@dataclass
class Eyes(Ears):
    """A view that wants to draw four times a second."""

    drawn_at: list[float] = field(default_factory=list)

    def draw(self, state: State, now_s: float) -> float:
        self.drawn_at.append(now_s)
        return now_s + 0.25


@pytest.fixture
def bridge(catalog: Catalog) -> Timeline:
    """One bridge of 30 s: intro 10, setups 10 + 6 + 11, ready 3, hold from second 40 to 70, release to 74."""
    return compile_session(
        "Bridge", [PlannedStretch(catalog.stretches["glute-bridge"], 1, HoldRange(20, 30))], catalog.vocabulary, PHRASES
    )


def run(timeline: Timeline, time: Time, ears: Ears, *, speed: float = 1.0, alone: bool = True) -> Result:
    """A whole session."""
    return Runner(time.clock, time, [ears], speed=speed, alone=alone).run(timeline, PHRASES)


def test_every_phase_starts_at_its_deadline(bridge: Timeline) -> None:
    """To the second of the plan, and the exit code is 0."""
    time, ears = Time(), Ears()
    result = run(bridge, time, ears)
    assert [event.at_s for event in ears.named("phase_started")] == pytest.approx(list(bridge.starts_s), abs=0.01)
    assert ears.events[-1].name == "session_ended"
    assert time.now - BEGIN == pytest.approx(bridge.total_s, abs=0.01)
    assert (result.exit_code, result.state.outcome) == (0, "complete")


def test_waking_up_late_is_never_carried_on(bridge: Timeline) -> None:
    """Each boundary is late by itself alone: nothing is counted up."""
    time, ears = Time(late_s=0.05), Ears()
    run(bridge, time, ears)
    late_s = [event.at_s - start for event, start in zip(ears.named("phase_started"), bridge.starts_s, strict=True)]
    assert max(late_s) < 0.06


def test_it_wakes_up_at_least_once_a_second(bridge: Timeline) -> None:
    """So that a gap is noticed soon."""
    time = Time()
    run(bridge, time, Ears())
    assert max(time.asked) <= LONGEST_SLEEP_S


@pytest.mark.parametrize("speed", [0.5, 20.0, 1000.0])
def test_speed_divides_everything(bridge: Timeline, speed: float) -> None:
    """The plan's seconds stand in the events; the clock on the wall shows them divided."""
    time, ears = Time(), Ears()
    run(bridge, time, ears, speed=speed)
    assert [event.at_s for event in ears.named("phase_started")] == pytest.approx(list(bridge.starts_s), abs=0.01)
    assert time.now - BEGIN == pytest.approx(bridge.total_s / speed, abs=0.01)


def test_a_sleeping_computer_does_not_eat_a_hold(bridge: Timeline) -> None:
    """Paused as of the last wake-up before the gap, and alone it goes on by itself, after three seconds of get-ready."""
    time, ears = Time(sleeps={50.0: 3600.0}), Ears()
    result = run(bridge, time, ears)
    (paused,) = ears.named("paused")
    (resumed,) = ears.named("resumed")
    assert paused.why == "gap"
    assert 49 <= paused.at_s <= 50
    assert resumed.at_s - paused.at_s == pytest.approx(3600 + 3, abs=1.01)
    assert [hold.held_s for hold in result.state.results.values()] == [30]
    assert ears.events[-1].at_s == pytest.approx(bridge.total_s + resumed.at_s - paused.at_s, abs=0.01)


def test_outside_a_hold_it_goes_on_at_once_after_a_gap(bridge: Timeline) -> None:
    """There is nothing to get ready for."""
    time, ears = Time(sleeps={5.0: 100.0}), Ears()
    run(bridge, time, ears)
    assert ears.named("resumed")[0].at_s == pytest.approx(5.0 + 100.0, abs=0.01)


def test_a_wake_up_up_to_two_seconds_late_is_no_gap(bridge: Timeline) -> None:
    """A busy computer is not a sleeping one."""
    time, ears = Time(sleeps={50.0: GAP_S - 0.01}), Ears()
    run(bridge, time, ears)
    assert ears.named("paused") == []
    assert ears.events[-1].at_s == pytest.approx(bridge.total_s, abs=0.01)


@pytest.mark.parametrize("asleep_s", [GAP_S + 0.1, 3.0, 7.0, 20.0])
def test_a_short_sleep_is_a_gap_too(bridge: Timeline, asleep_s: float) -> None:
    """From two seconds on: three seconds eaten from a hold are three seconds that nobody held."""
    time, ears = Time(sleeps={50.0: asleep_s}), Ears()
    result = run(bridge, time, ears)
    assert [event.why for event in ears.named("paused")] == ["gap"]
    assert [hold.held_s for hold in result.state.results.values()] == [30]
    assert time.now - BEGIN >= bridge.total_s + asleep_s


@pytest.mark.parametrize(
    ("speed", "later_s", "expected"), [(1, 0.5, "ready"), (20, 0.5, "ready"), (1, 3.0, "hold"), (10, 2.5, "hold")]
)
def test_a_double_back_is_timed_in_real_seconds(bridge: Timeline, speed: float, later_s: float, expected: str) -> None:
    """Fingers are no faster in a rehearsal: within two seconds on the wall it goes one phase further back."""
    hold = next(phase for phase in bridge.phases if phase.kind == "hold")
    press_s = (bridge.starts_s[hold.index] + 1) / speed
    time, ears = Time(arrivals={press_s: [Action.BACK], press_s + later_s: [Action.BACK]}), Ears()
    run(bridge, time, ears, speed=speed)
    started = [event.phase.kind for event in ears.named("phase_started") if event.phase]
    assert started[hold.index : hold.index + 3] == ["hold", "hold", expected]


def test_the_gap_rule_is_in_real_seconds_whatever_the_speed(bridge: Timeline) -> None:
    """At speed 20 a second on the wall is twenty of the session, and still no gap."""
    time, ears = Time(sleeps={2.1: 1.5}), Ears()
    run(bridge, time, ears, speed=20)
    assert ears.named("paused") == []


def test_with_a_keyboard_a_gap_waits_for_somebody(bridge: Timeline) -> None:
    """Nobody may be there any more; space goes on."""
    time, ears = Time(sleeps={50.0: 100.0}, arrivals={500.0: [Action.TOGGLE]}), Ears()
    run(bridge, time, ears, alone=False)
    assert ears.named("resumed")[0].at_s == pytest.approx(503.0, abs=0.01)


@pytest.mark.parametrize("code", [129, 130, 143, 141])
def test_a_stop_ends_the_session_with_its_code(bridge: Timeline, code: int) -> None:
    """The running hold is kept as it stands."""
    time, ears = Time(arrivals={62.5: [Stop(code)]}), Ears()
    result = run(bridge, time, ears)
    assert (result.exit_code, result.state.outcome) == (code, "stopped")
    (hold,) = result.state.results.values()
    assert (hold.outcome, round(hold.held_s, 3)) == ("early", 22.5)
    assert [event.outcome for event in ears.events[-2:]] == ["early", "stopped"]


def test_the_key_to_quit_has_a_code_of_its_own(bridge: Timeline) -> None:
    """Scripts can tell the person from the system."""
    assert run(bridge, Time(arrivals={5.0: [Action.QUIT]}), Ears()).exit_code == 4


def test_a_stop_at_the_last_moment_finds_a_complete_session(bridge: Timeline) -> None:
    """What ended by itself was not stopped."""
    result = run(bridge, Time(arrivals={float(bridge.total_s): [Stop(130)]}), Ears())
    assert (result.exit_code, result.state.outcome) == (0, "complete")


def test_a_listener_that_fails_is_closed_and_left_out(bridge: Timeline) -> None:
    """The session goes on, and the others hear all of it."""
    broken, sound = Ears(deaf_after=3), Ears()
    told: list[str] = []
    time = Time()
    runner = Runner(time.clock, time, [broken, sound], on_failure=lambda listener, error: told.append(str(error)))
    assert runner.run(bridge, PHRASES).state.outcome == "complete"
    assert broken.closed
    assert told == ["broken"]
    assert sound.events[-1].name == "session_ended"


def test_another_listener_may_take_the_place_of_a_failed_one(bridge: Timeline) -> None:
    """A screen that breaks is followed by plain lines."""
    broken, spare = Ears(deaf_after=3), Ears()
    time = Time()
    Runner(time.clock, time, [broken], on_failure=lambda listener, error: spare).run(bridge, PHRASES)
    assert spare.events[-1].name == "session_ended"


def test_a_view_is_asked_again_when_it_wants_to_be(bridge: Timeline) -> None:
    """A screen that repaints four times a second is looked at as often."""
    eyes, time = Eyes(), Time()
    Runner(time.clock, time, [], view=eyes).run(bridge, PHRASES)
    assert len(eyes.drawn_at) >= bridge.total_s * 4
    assert max(after - before for before, after in zip(eyes.drawn_at, eyes.drawn_at[1:], strict=False)) <= 0.251


def test_a_clock_that_stands_still_in_sleep_is_compared_with_the_wall() -> None:
    """What only the wall clock went on is added; small corrections and a clock set back are not."""
    moments = iter([(0.0, 500.0), (1.0, 501.0), (2.0, 3602.0), (3.0, 3604.5), (4.0, 100.0), (5.0, 101.0)])
    current = next(moments)
    now = wall_compared(lambda: current[0], lambda: current[1])
    told = []
    for current in moments:  # noqa: B007  # the clock reads it
        told.append(now())
    assert told == [1.0, 2.0 + 3100, 3.0 + 3100, 4.0 + 3100, 5.0 + 3100]


@pytest.mark.parametrize("asleep_s", [GAP_S + 0.1, 3.0, 20.0])
def test_a_short_sleep_shows_on_the_wall_too(asleep_s: float) -> None:
    """The two clocks count from the same gap on as the loop does."""
    steady_s, wall_s = [0.0], [500.0]
    now = wall_compared(lambda: steady_s[0], lambda: wall_s[0])
    steady_s[0], wall_s[0] = 1.0, 501.0 + asleep_s
    assert now() == pytest.approx(1.0 + asleep_s)


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_a_signal_arrives_as_a_stop_and_wakes_the_loop(number: int, code: int) -> None:
    """Without waiting out the sleep; afterwards the signal means what it meant before."""
    before = signal.getsignal(number)
    with SignalInbox() as inbox:
        os.kill(os.getpid(), number)
        assert inbox.wait(60) == [Stop(code)]
        assert inbox.wait(0) == []
    assert signal.getsignal(number) is before


def test_a_signal_that_was_ignored_stays_ignored() -> None:
    """nohup goes on meaning what it means."""
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with SignalInbox() as inbox:
            os.kill(os.getpid(), signal.SIGHUP)
            assert inbox.wait(0) == []
    finally:
        signal.signal(signal.SIGHUP, before)


@dataclass
class Clockwork(Ears):
    """A prompter that wants to be asked every three seconds."""

    asked_at: list[float] = field(default_factory=list)

    def prompt(self, state: State, now_s: float) -> float:
        if len(self.asked_at) >= self.deaf_after:
            raise RuntimeError("broken")
        self.asked_at.append(now_s)
        return now_s // 3 * 3 + 3


def test_a_prompter_is_asked_at_the_moments_that_it_names(bridge: Timeline) -> None:
    """It hears all that the others hear, and is woken in between."""
    time, clockwork = Time(), Clockwork()
    Runner(time.clock, time, [], prompter=clockwork).run(bridge, PHRASES)
    for moment in range(3, bridge.total_s, 3):
        assert any(abs(asked - moment) < 0.001 for asked in clockwork.asked_at)
    assert clockwork.named("session_ended")


def test_a_prompter_that_fails_leaves_the_session_whole(bridge: Timeline) -> None:
    """It is closed and told; everything else goes on."""
    time, clockwork, ears = Time(), Clockwork(deaf_after=2), Ears()
    failed: list[object] = []
    runner = Runner(time.clock, time, [ears], prompter=clockwork, on_failure=lambda listener, error: failed.append(listener))
    runner.run(bridge, PHRASES)
    assert failed == [clockwork]
    assert clockwork.closed
    assert ears.named("session_ended")
