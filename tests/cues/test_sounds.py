"""What is heard when: everything that has to be known, nothing late, nothing cut off."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchcli.cues.sounds import marks, soundings
from stretchcli.cues.speaking import LONGEST, speakable
from stretchcli.cues.tones import LEAD_S, lasts_s
from stretchcli.cues.words import Importance, Saying, Wishes, last_words, lead_of, recap, remark, sayings
from stretchcli.session.timeline import Timeline, cues
from tests.cues.sessions import CALF, alone, phase, session, wishes
from tests.samples import PHRASES
from tests.strategies import timelines

all_wishes = st.builds(
    wishes,
    voice=st.booleans(),
    tones=st.booleans(),
    full=st.booleans(),
    floor=st.booleans(),
    speed=st.sampled_from([0.5, 1.0, 2.0, 9.0]),
)


def heard(timeline: Timeline, wish: Wishes) -> list[tuple[float, str]]:
    """The tones of a whole session that nobody interrupts, as a listener starts them."""
    found: list[tuple[float, str]] = []
    covered_s = -1.0
    for part, start_s in zip(timeline.phases, timeline.starts_s, strict=True):
        coming = soundings(timeline, part, part.duration_s, wish, covered_s=covered_s - start_s, fresh=part.index == 0)
        for sounding in coming:
            assert sounding.at_s - LEAD_S * wish.speed >= 0
            covered_s = start_s + sounding.last_s
            found += [(start_s + sounding.at_s + mark.at_s * wish.speed, mark.tone) for mark in sounding.clip]
    return found


def said(timeline: Timeline, wish: Wishes, kind: str) -> list[list[str]]:
    """What is said in the phases of a kind."""
    return [
        [f"{saying.at_s:g} {saying.text}" for saying in sayings(timeline, part, part.duration_s, wish)]
        for part in timeline.phases
        if part.kind == kind
    ]


@given(timelines(), all_wishes)
def test_nothing_that_is_said_is_cut_off_or_late(timeline: Timeline, wish: Wishes) -> None:
    """Words begin in their phase, end in it, and none begins before the one before has ended."""
    for part in timeline.phases:
        found = sayings(timeline, part, part.duration_s, wish)
        assert wish.voice or not found
        for saying in found:
            assert saying.at_s >= 0
            assert saying.at_s + saying.takes_s <= part.duration_s
            assert 0 < len(saying.text) <= LONGEST
            assert not re.search(r"[0-9{}\[\]<>/]", saying.text)
        for one, other in itertools.pairwise(found):
            assert one.at_s + one.takes_s <= other.at_s


@given(timelines(), all_wishes.filter(lambda wish: wish.speed <= 2))
def test_every_tone_lands_on_its_moment_and_comes_once(timeline: Timeline, wish: Wishes) -> None:
    """What is started early by its lead, across the border of a phase too, is what the plan of the phases says."""
    planned = [
        (start_s + mark.at_s, mark.tone)
        for part, start_s in zip(timeline.phases, timeline.starts_s, strict=True)
        for mark in marks(timeline, part, part.duration_s, wish)
    ]
    possible = [(moment, tone) for moment, tone in planned if moment >= LEAD_S * wish.speed]
    assert sorted((round(moment, 6), tone) for moment, tone in heard(timeline, wish)) == sorted(possible)


def test_the_countdown_to_a_hold_is_one_clip() -> None:
    """Get ready, two, one and the start come evenly, whatever the system does meanwhile."""
    timeline = session()
    setup = timeline.phases[2]
    (ahead,) = soundings(timeline, setup, setup.duration_s, wishes())
    assert ahead.at_s == setup.duration_s
    assert [(mark.at_s, mark.tone) for mark in ahead.clip] == [(0, "ready"), (1, "tick"), (2, "tick"), (3, "start")]
    hold = timeline.phases[4]
    assert [[(sounding.at_s + mark.at_s, mark.tone) for mark in sounding.clip] for sounding in
            soundings(timeline, hold, hold.duration_s, wishes(), covered_s=0)] == [
        [(15, "halfway")],
        [(27, "tick"), (28, "tick"), (29, "tick"), (30, "end")],
    ]  # fmt: skip


def test_a_phase_that_nobody_saw_coming_counts_on_its_seconds_all_the_same() -> None:
    """After a key the opening tone is late by its lead or left out; the seconds are never late."""
    timeline = session()
    ready, hold = timeline.phases[3], timeline.phases[4]
    (ahead,) = soundings(timeline, ready, ready.duration_s, wishes(), fresh=True)
    assert [(ahead.at_s + mark.at_s, mark.tone) for mark in ahead.clip] == [(1, "tick"), (2, "tick"), (3, "start")]
    first, *_ = soundings(timeline, hold, hold.duration_s, wishes(), fresh=True)
    assert (first.at_s, first.clip[0].tone) == (LEAD_S, "start")


def test_after_a_pause_only_what_is_still_ahead_is_sounded() -> None:
    """A countdown that has begun is joined at the next of its seconds."""
    timeline = session()
    hold = timeline.phases[4]
    (ahead,) = soundings(timeline, hold, hold.duration_s, wishes(), from_s=27.4)
    assert [(ahead.at_s + mark.at_s, mark.tone) for mark in ahead.clip] == [(28, "tick"), (29, "tick"), (30, "end")]


def test_a_longer_hold_counts_later() -> None:
    """What + adds moves the last seconds."""
    timeline = session()
    hold = timeline.phases[4]
    last = soundings(timeline, hold, 35, wishes(), from_s=20)[-1]
    assert (last.at_s, last.last_s) == (32, 35)


def test_silence_is_played_before_words_that_come_out_of_a_long_one() -> None:
    """Else a sound card that fell asleep swallows the first of them."""
    timeline = session()
    tones = dict(heard(timeline, wishes()))
    rest, intro = timeline.phases[18], timeline.phases[19]
    assert tones[timeline.starts_s[intro.index]] == "wake"
    assert rest.duration_s == 20
    assert "wake" not in dict(heard(timeline, wishes(voice=False))).values()


def test_the_end_of_a_session_is_sounded() -> None:
    """With a tone of its own, on the last second."""
    assert heard(session(), wishes())[-1] == (session().total_s, "finish")


def test_a_hold_begins_with_its_seconds_and_says_halfway() -> None:
    """After the tone, with the whole text, cautions included."""
    first = said(session(), wishes(), "hold")[0]
    assert first == [
        f"{lasts_s('start'):g} Hold, thirty seconds. Stay there. Feel it in your left calf. Ease off if your ankle hurts.",
        f"{15 + lasts_s('halfway'):g} Halfway, fifteen seconds left.",
    ]


def test_which_side_and_which_rep_is_said_before_the_hold() -> None:
    """In the get-ready; in the hold itself where there is no get-ready, or where it has only room to count."""
    assert [words[0].partition(" ")[2] for words in said(session(CALF), wishes(), "ready")] == [
        "Right side, one of two.", "Left side, one of two.", "Right side, two of two.", "Left side, two of two.",
    ]  # fmt: skip
    assert said(session(CALF), wishes(tones=False), "ready")[0] == ["0 Three", "1 Two", "2 One"]
    assert said(session(CALF), wishes(tones=False), "hold")[2][0] == "0 Hold, thirty seconds. Right side, two of two. Stay there."
    without = session(tuple(row for row in CALF if row[0] != "ready"))
    assert "Hold, thirty seconds. Left side, two of two. Stay there." in said(without, wishes(), "hold")[3][0]


@pytest.mark.parametrize("seconds", [8, 10, 19, 20, 30, 300])
def test_without_tones_the_voice_counts_on_the_seconds(seconds: int) -> None:
    """Three, two and one begin on theirs, and nothing is said into them."""
    assert counted_in(seconds) == [(seconds - 3, "Three"), (seconds - 2, "Two"), (seconds - 1, "One")]


@pytest.mark.parametrize(
    ("seconds", "counted"), [(3, []), (4, [(3, "One")]), (5, [(3, "Two"), (4, "One")]), (7, [(5, "Two"), (6, "One")])]
)
def test_a_hold_of_a_few_seconds_is_named_before_it_is_counted(seconds: int, counted: list[tuple[float, str]]) -> None:
    """Which hold it is matters more than the first of its seconds."""
    assert counted_in(seconds)[-len(counted) or 3 :] == counted
    timeline = session((("hold", "right", 1, seconds, "Stay there."), ("release", "right", 1, 4, "Let go.")))
    assert sayings(timeline, timeline.phases[0], seconds, wishes(tones=False))[0].text.startswith("Hold, ")


def counted_in(seconds: int) -> list[tuple[float, str]]:
    """What is counted in a hold without tones."""
    timeline = session((("hold", "right", 1, seconds, "Stay there. " * 30), ("release", "right", 1, 4, "Let go.")))
    found = sayings(timeline, timeline.phases[0], seconds, wishes(tones=False))
    return [(saying.at_s, saying.text) for saying in found if saying.text in ("Three", "Two", "One")]


def test_the_floor_is_said_where_it_is_asked_for() -> None:
    """At its moment; together with halfway where both come at once."""
    assert [words.partition(" ")[0] for words in said(session(CALF), wishes(floor=True), "hold")[2]] == ["0.35", "10", "15.3"]
    floors = said(session(CALF), wishes(floor=True), "hold")[2]
    assert floors[1] == "10 Ten seconds. It counts from here."
    assert said(session(), wishes(floor=True), "hold")[-1][1] == (
        f"{10 + lasts_s('halfway'):g} Halfway, ten seconds. It counts from here."
    )
    assert not any("counts from here" in words for found in said(session(), wishes(), "hold") for words in found)


def test_a_long_text_gives_way_to_its_first_sentences() -> None:
    """They end in time; nothing is begun that could not be finished."""
    timeline = alone("setup", 4, "Lean in. Keep your left heel down all the time, and point both feet straight ahead.")
    (saying,) = sayings(timeline, timeline.phases[1], 4, wishes())
    assert saying.text == "Lean in."


def test_cautions_are_worth_more_than_halfway() -> None:
    """Where both have no room, halfway has only its tone."""
    caution = "Ease off if your ankle hurts, and leave this stretch out if it goes on hurting for longer than a minute or so."
    timeline = alone("hold", 20, f"Stay there. Feel it in your calf. {caution}")
    (saying,) = sayings(timeline, timeline.phases[1], 20, wishes())
    assert caution in saying.text
    assert "halfway" in [mark.tone for mark in marks(timeline, timeline.phases[1], 20, wishes())]


def test_a_text_longer_than_an_engine_takes_comes_in_parts() -> None:
    """Whole sentences, one part after the other, none lost."""
    text = " ".join(
        f"This is caution {number} of those that are to be known before the first movement." for number in range(1, 9)
    )
    timeline = session((("intro", None, None, 60, text), ("hold", "right", 1, 30, "Stay.")))
    found = sayings(timeline, timeline.phases[0], 60, wishes())
    assert len(found) == 3
    assert " ".join(saying.text for saying in found).count("This is caution") == 8
    assert all(saying.text.endswith(".") for saying in found)


def test_an_intro_tells_how_far_the_session_is() -> None:
    """Where there is more than one stretch, and where there is time for it."""
    assert said(session(), wishes(), "intro")[0][0].startswith("0.6 Stretch one of two. Calf stretch at the wall: two holds")
    assert "Stretch one" not in said(session(CALF), wishes(), "intro")[0][0]


def test_after_a_pause_it_is_said_where_the_session_goes_on() -> None:
    """What to do in a step, the seconds that are left in a hold, in the time that is left."""
    timeline = session()
    hold, setup = timeline.phases[4], timeline.phases[2]
    assert [saying.text for saying in recap(hold, 12.5, 30, 15, wishes())] == ["Hold. Eighteen seconds left."]
    assert [saying.text for saying in recap(setup, 1, 6, 6, wishes())] == [
        "Step your right foot forward. Keep your left heel down."
    ]
    assert [saying.text for saying in recap(setup, 5, 6, 6, wishes())] == [PHRASES.say("lines.resumed")]
    assert recap(setup, 5.9, 6, 6, wishes()) == []
    assert recap(setup, 1, 6, 6, wishes(voice=False)) == []


def test_little_is_said_where_little_is_asked_for() -> None:
    """A step's short form in place of its sentences; what an intro has to tell stays whole."""
    timeline = session()
    setup = replace(timeline.phases[2], short="Right foot forward", lead="right leg in front")
    ready = replace(timeline.phases[3], lead="right leg in front")
    few = wishes(full=False)
    assert [saying.text for saying in sayings(timeline, setup, 6, few)] == ["Right foot forward"]
    assert [saying.text for saying in sayings(timeline, setup, 6, wishes())] == [setup.text]
    assert [saying.text for saying in sayings(timeline, setup, 2, wishes())] == ["Step your right foot forward."]
    once = replace(setup, text="Step your right foot forward and keep your left heel down all the time.")
    assert [saying.text for saying in sayings(timeline, once, 2, wishes())] == ["Right foot forward"]
    assert [saying.text for saying in sayings(timeline, ready, 3, few)] == ["Right leg in front, one of two."]
    at_once = replace(setup, text="Right foot forward. Heel down.", at_once=True)  # its short form is of the first step alone
    assert [saying.text for saying in sayings(timeline, at_once, 6, few)] == ["Right foot forward. Heel down."]
    assert said(timeline, few, "intro") == said(timeline, wishes(), "intro")
    assert said(timeline, few, "hold")[0][1].endswith(" Halfway.")


def test_a_rehearsal_says_what_it_has_time_for() -> None:
    """At ten times the speed a setup step has no time for a word; nothing is said late."""
    assert said(session(), wishes(speed=10), "release") == [[]] * 5


def test_a_remark_is_ready_to_be_spoken() -> None:
    """Its fields are in it, in words."""
    assert remark("Halfway, 15 s left.") == Saying(
        0.0, "Halfway, fifteen seconds left.", remark("Halfway, 15 s left.").takes_s, Importance.COUNT
    )


def test_both_sides_at_once_have_no_lead() -> None:
    """A bridge has no right and left."""
    bridge = phase(0, 0, "hold", "both", 1, 1, 20, "Stay.")
    assert lead_of(bridge) == ""
    assert lead_of(replace(bridge, side="left", lead="left side")) == "left side"


def test_the_moments_are_those_of_the_engine() -> None:
    """Halfway and the last seconds are sounded when the session reports them."""
    timeline = session()
    for part in timeline.phases:
        for cue in cues(part, part.duration_s):
            tones = [mark.tone for mark in marks(timeline, part, part.duration_s, wishes()) if mark.at_s == cue.at_s]
            expected = {"halfway": ["halfway"], "countdown": ["tick"] if cue.at_s else [], "floor_reached": tones}
            assert tones == expected[cue.name]


def test_the_last_words_say_how_to_get_up() -> None:
    """After a stretch on the floor; standing, there is nothing to add."""
    timeline = session()
    standing = last_words(timeline, {}, ("up",), PHRASES).text
    assert last_words(timeline, {}, ("floor",), PHRASES).text == f"{standing} {speakable(PHRASES.say('level.up-from-floor'))}"
