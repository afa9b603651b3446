"""A running session as it is heard, on a clock that is made up: nothing here sleeps or sounds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchcli.cues.listener import CueListener, Silence
from stretchcli.cues.tones import LEAD_S, Clip
from stretchcli.cues.words import Wishes, sayings
from stretchcli.running.loop import Arrival, Runner, Stop, Suspend
from stretchcli.session.engine import Action
from stretchcli.session.timeline import Timeline
from tests.cues.sessions import CALF, session, wishes
from tests.running.test_loop import BEGIN, Time
from tests.samples import PHRASES


@dataclass
class Mouth:
    """A voice that remembers what it was told, and when, in seconds of the session."""

    time: Time
    works: bool = True
    worked: str = "a program"
    busy: bool = False
    reasons: dict[str, str] = field(default_factory=dict)
    told: list[tuple[float, str]] = field(default_factory=list)

    def begin(self, item: str, takes_s: float, after_s: float = 0.0) -> None:
        assert takes_s > 0
        self.told.append((round(self.time.now - BEGIN + after_s, 3), item))

    def stop(self) -> None:
        self.told.append((round(self.time.now - BEGIN, 3), "-"))

    def hush(self) -> None:
        self.stop()

    def close(self) -> None:
        self.told.append((round(self.time.now - BEGIN, 3), "closed"))

    def said(self, begin_s: float = 0.0, end_s: float = 1e9) -> list[tuple[float, str]]:
        return [(moment, text) for moment, text in self.told if text != "-" and begin_s <= moment < end_s]


@dataclass
class Horn:
    """Sounds that remember their clips: each tone with the moment at which it lands."""

    time: Time
    works: bool = True
    worked: str = "a program"
    busy: bool = False
    reasons: dict[str, str] = field(default_factory=dict)
    made: set[Clip] = field(default_factory=set)
    told: list[tuple[float, str]] = field(default_factory=list)

    def ready(self, clip: Clip) -> None:
        self.made.add(clip)

    def begin(self, item: Clip, takes_s: float, after_s: float = 0.0) -> None:
        now = self.time.now - BEGIN
        self.told += [(round(now + LEAD_S + mark.at_s, 3), mark.tone) for mark in item]

    def stop(self) -> None:
        """What was to sound after this moment does not."""
        now = self.time.now - BEGIN
        self.told = [(moment, tone) for moment, tone in self.told if moment <= now]

    def hush(self) -> None:
        self.stop()

    def close(self) -> None:
        """Nothing to give back."""


class Heard:
    """A session with these arrivals, run to its end."""

    def __init__(
        self,
        timeline: Timeline,
        arrivals: dict[float, list[Arrival]] | None = None,
        wish: Wishes | None = None,
        sleeps: dict[float, float] | None = None,
        alone: bool = False,
        slow: bool = False,
        players: bool = True,
    ) -> None:
        self.time = Time(arrivals=arrivals or {}, sleeps=sleeps or {})
        self.voice = Mouth(self.time)
        self.horn = Horn(self.time)
        self.rung: list[float] = []
        self.voice.busy, self.horn.works = slow, players
        wish = wish or wishes()
        self.listener = CueListener(self.voice, self.horn, wish, bell=self._ring)
        runner = Runner(self.time.clock, self.time, [], prompter=self.listener, speed=wish.speed, alone=alone)
        self.result = runner.run(timeline, PHRASES)
        assert runner.prompter is self.listener, "the listener failed"

    def _ring(self) -> None:
        self.rung.append(round(self.time.now - BEGIN, 3))


def near(found: Sequence[tuple[float, str]], expected: Sequence[tuple[float, str]]) -> None:
    """The same words or tones, each within 20 ms of its moment."""
    assert [text for _, text in found] == [text for _, text in expected]
    assert [moment for moment, _ in found] == pytest.approx([moment for moment, _ in expected], abs=0.02)


def test_a_session_is_heard_as_it_is_planned() -> None:
    """Every word and every tone of the plan, each on its moment, the session's last words behind the last tone."""
    timeline = session()
    heard = Heard(timeline)
    planned = [
        (start_s + saying.at_s, saying.text)
        for phase, start_s in zip(timeline.phases, timeline.starts_s, strict=True)
        for saying in sayings(timeline, phase, phase.duration_s, wishes())
    ]
    total_s = timeline.total_s
    near(
        heard.voice.said(),
        [*planned, (total_s + 0.82, "Done. Five of five holds complete, held for two minutes twenty seconds in all.")],
    )
    near(
        heard.horn.told[:10],
        [(0.6, "wake"), (21, "ready"), (22, "tick"), (23, "tick"), (24, "start"), (39, "halfway"), (51, "tick"), (52, "tick"),
         (53, "tick"), (54, "end")],
    )  # fmt: skip
    near(heard.horn.told[-1:], [(total_s, "finish")])


def test_the_last_words_know_where_the_body_may_be() -> None:
    """A last stretch that is skipped on the way down to it has brought nobody to the floor for certain."""
    timeline = session()
    first, last = timeline.items
    heard = Heard(timeline._replace(items=(first, last._replace(level="floor"))), {195.0: [Action.SKIP]})
    assert "If you are down on the floor already, roll to your side" in heard.voice.said()[-1][1]


def test_clips_are_made_before_they_are_due() -> None:
    """Making one takes longer than a cue may be late."""
    heard = Heard(session())
    assert len(heard.horn.made) >= 5


def test_a_pause_silences_and_the_countdown_lands_on_the_new_end() -> None:
    """What was left of the words is not said; after the get-ready the seconds that are left are."""
    heard = Heard(session(CALF), {30.0: [Action.TOGGLE], 100.0: [Action.TOGGLE]})
    near(heard.voice.said(29, 150)[:4],
         [(30, "Paused."), (100, "Get back into the hold."), (103, "Hold. Twenty-four seconds left."),
          (112.3, "Halfway, fifteen seconds left.")])  # fmt: skip
    assert (30.0, "-") in heard.voice.told
    near([told for told in heard.horn.told if told[0] > 30][:6],
         [(103, "start"), (112, "halfway"), (124, "tick"), (125, "tick"), (126, "tick"), (127, "end")])  # fmt: skip


def test_a_pause_in_a_step_tells_the_step_again() -> None:
    """For as long as there is time for it."""
    heard = Heard(session(CALF), {16.0: [Action.TOGGLE], 50.0: [Action.TOGGLE]})
    near(heard.voice.said(15.5, 56), [(16, "Paused."), (50, "Step your right foot forward. Keep your left heel down."),
                                      (55.24, "Right side, one of two.")])  # fmt: skip


def test_a_key_that_moves_on_cuts_off_what_has_no_meaning_any_more() -> None:
    """The words and the countdown of the hold that was left."""
    heard = Heard(session(CALF), {26.0: [Action.NEXT]})
    assert (26.0, "-") in heard.voice.told
    near(heard.voice.said(25.9, 27), [(26.27, "Step back to the wall.")])
    near([told for told in heard.horn.told if 25 < told[0] < 33], [(26.5, "end"), (30, "switch")])
    heard = Heard(session(CALF), {51.5: [Action.NEXT]})
    assert not [tone for moment, tone in heard.horn.told if 51.6 < moment < 55 and tone == "tick"]


def test_a_phase_done_again_is_told_again() -> None:
    """With its countdown on its new seconds."""
    heard = Heard(session(CALF), {30.0: [Action.BACK]})
    told = "Hold, thirty seconds. Stay there. Feel it in your left calf. Ease off if your ankle hurts."
    near(heard.voice.said(29, 40), [(30.35, told)])
    near([told for told in heard.horn.told if 29 < told[0] < 61][:3], [(30.5, "start"), (45, "halfway"), (57, "tick")])


def test_five_seconds_more_move_the_countdown() -> None:
    """A 3-2-1 that has begun is silenced and given again."""
    heard = Heard(session(CALF), {52.5: [Action.EXTEND]})
    near([told for told in heard.horn.told if 40 < told[0] < 60],
         [(51, "tick"), (52, "tick"), (56, "tick"), (57, "tick"), (58, "tick"), (59, "end")])  # fmt: skip


def test_pain_is_answered_at_once() -> None:
    """How to ease off is said, and nothing more of that hold."""
    heard = Heard(session(), {30.0: [Action.OUCH]})
    (moment, words), *later = heard.voice.said(29.9, 39)
    assert 30 <= moment <= 30.5
    assert words.startswith("Ease off now.")
    assert not any("Halfway" in text for _, text in later)


@pytest.mark.parametrize("arrival", [Action.QUIT, Stop(143)])
def test_whoever_quits_hears_nothing_more(arrival: Arrival) -> None:
    """The voice falls silent in the middle of a word."""
    heard = Heard(session(), {30.0: [arrival]})
    assert heard.voice.told[-1] == (30.0, "-")
    assert not [tone for moment, tone in heard.horn.told if moment > 30]


def test_a_computer_that_slept_pauses_and_says_so() -> None:
    """Without a keyboard the session then goes on by itself."""
    heard = Heard(session(CALF), sleeps={30.0: 100.0}, alone=True)
    words = [text for _, text in heard.voice.said(100, 140)]
    assert words[:2] == ["Paused: the session stood still.", "Get back into the hold."]


def test_before_the_process_is_stopped_everything_is_silent() -> None:
    """Ctrl-Z pauses; the host silences what sounds before it stops."""
    heard = Heard(session(CALF), {30.0: [Suspend()], 31.0: [Action.TOGGLE]})
    assert (30.0, "-") in heard.voice.told
    heard.listener.hush()
    assert heard.voice.told[-1][1] == "-"


def test_a_muted_session_is_silent_until_the_next_cue() -> None:
    """What is being said stops; m again, and the next cue is heard."""
    heard = Heard.__new__(Heard)
    heard.time = Time()
    heard.voice, heard.horn = Mouth(heard.time), Horn(heard.time)
    listener = CueListener(heard.voice, heard.horn, wishes())
    listener.toggle_mute()
    assert heard.voice.told == [(0.0, "-")]
    Runner(heard.time.clock, heard.time, [], prompter=listener).run(session(CALF), PHRASES)
    assert heard.voice.said() == []
    assert heard.horn.told == []
    listener.toggle_mute()
    assert not listener.muted


def test_a_slow_voice_is_not_cut_off_by_what_matters_less() -> None:
    """Halfway is left out while the hold is still being told; the next phase is told in any case."""
    heard = Heard(session(CALF), slow=True)
    assert not any("Halfway" in text for _, text in heard.voice.said())
    assert any(text == "Step back to the wall." for _, text in heard.voice.said())


def test_without_players_the_terminal_rings_and_the_voice_counts() -> None:
    """At the moments themselves: a bell has no silence in front of it."""
    heard = Heard(session(CALF), players=False)
    assert heard.horn.told == []
    assert heard.rung[:5] == pytest.approx([21, 22, 23, 24, 39], abs=0.02)
    near(heard.voice.said(51, 54), [(51, "Three"), (52, "Two"), (53, "One")])


def test_without_sounds_nothing_rings() -> None:
    """Who switched the sounds off is not rung at."""
    heard = Heard(session(CALF), wish=wishes(tones=False))
    assert heard.rung == []
    assert heard.horn.told == []
    near(heard.voice.said(51, 54), [(51, "Three"), (52, "Two"), (53, "One")])


def test_without_a_voice_the_tones_are_the_same() -> None:
    """All but the silence that wakes the sound card for words."""
    with_voice, without = Heard(session(CALF)), Heard(session(CALF), wish=wishes(voice=False))
    assert without.voice.said() == []
    near([told for told in without.horn.told if told[1] != "wake"], [told for told in with_voice.horn.told if told[1] != "wake"])


def test_nothing_at_all_can_be_heard_with_nothing() -> None:
    """The Null version serves as voice and as sounds."""
    listener = CueListener(Silence(), Silence(), wishes())
    time = Time()
    result = Runner(time.clock, time, [], prompter=listener).run(session(CALF), PHRASES)
    listener.hush()
    listener.close()
    listener.end()
    assert not listener.busy
    assert listener.fell_silent == {}
    assert result.exit_code == 0


def test_manual_steps_have_no_end_to_announce() -> None:
    """What comes behind a step that waits is sounded when it comes."""
    time = Time(arrivals={12.0: [Action.CONFIRM], 40.0: [Action.CONFIRM], 80.0: [Action.CONFIRM]})
    voice, horn = Mouth(time), Horn(time)
    runner = Runner(time.clock, time, [], prompter=CueListener(voice, horn, wishes()), alone=False)
    runner.run(session(CALF[:6]), PHRASES, manual=True)
    near([told for told in horn.told if told[1] != "wake"][:3], [(41, "tick"), (42, "tick"), (43, "start")])


KEYS = [Action.TOGGLE, Action.NEXT, Action.SKIP, Action.BACK, Action.EXTEND, Action.OUCH]


@given(st.dictionaries(st.integers(1, 800).map(lambda quarters: quarters / 4), st.sampled_from(KEYS), max_size=12), st.booleans())
def test_whatever_is_pressed_ticks_land_on_the_seconds_of_the_session(presses: dict[float, Action], tones: bool) -> None:
    """No sequence of keys makes the listener fail, count a wrong second or speak in a pause."""
    arrivals: dict[float, list[Arrival]] = {moment: [key] for moment, key in presses.items()}
    arrivals |= {moment: [Action.RESUME] for moment in (900.0, 901.0)}
    heard = Heard(session(), arrivals, wishes(tones=tones))
    assert heard.result.exit_code == 0
    assert heard.voice.told[-1][1].startswith("Done.")
