"""What is said when a stretch is left fits where the body is: how to come out of it, how to get up, what to fetch."""

from __future__ import annotations

from typing import Final, NamedTuple

import pytest
from hypothesis import given

from stretchcli.catalog.records import Catalog, HoldRange
from stretchcli.catalog.text import spoken_s
from stretchcli.catalog.vocabulary import Level
from stretchcli.session.easing import Easing
from stretchcli.session.engine import Action, Message, start, step
from stretchcli.session.layout import PlannedStretch, compile_session
from stretchcli.session.length import Pace
from stretchcli.session.resume import resumption
from stretchcli.session.sentences import apart
from stretchcli.session.state import Event, State
from stretchcli.session.timeline import Easier, Phase, Timeline
from stretchcli.terminal.wording import closing
from tests.samples import PHRASES
from tests.strategies import EASE, messages, timelines

STANDING, KNEELING, LYING, BRIDGE, BED, TABLE = (
    "standing-hip-flexor",
    "kneeling-hip-flexor",
    "supine-long-leg-hip-flexor",
    "glute-bridge",
    "hip-flexor-bed",
    "table-psoas",
)
OUT, BACK = PHRASES.say("easier.out"), PHRASES.say("easier.back")
DOWN: Final = PHRASES.say("level.down-to-floor")
UP: Final[dict[Level, str]] = {
    "floor": PHRASES.say("level.up-from-floor"),
    "knees": PHRASES.say("level.up-from-knees"),
    "bed": PHRASES.say("level.up-from-bed"),
}
UP_IF: Final[dict[Level, str]] = {
    "floor": PHRASES.say("level.up-if.floor"),
    "knees": PHRASES.say("level.up-if.knees"),
    "bed": PHRASES.say("level.up-if.bed"),
}


SOMEWHERE: Final = PHRASES.say("level.up-if.somewhere")


class Told(NamedTuple):
    """From which levels a text gets somebody up: for certain, and if they are there already."""

    surely: list[Level]
    perhaps: list[Level]


def told(text: str) -> Told:
    """What a text says of getting up."""
    perhaps = list(UP_IF) if SOMEWHERE in text else [level for level in UP_IF if UP_IF[level] in text]
    return Told([level for level in UP if UP[level] in text], perhaps)


def session(catalog: Catalog, *stretches: str, easier: str = STANDING) -> Timeline:
    """These stretches with one rep, each with the same easier way."""
    other = catalog.stretches[easier]
    way = Easier("", other.id, other.name, HoldRange(10, 15))
    planned = [PlannedStretch(catalog.stretches[one], 1, HoldRange(20, 30), (), (way,)) for one in stretches]
    return compile_session("Hips", planned, catalog.vocabulary, PHRASES)


def begun(timeline: Timeline) -> State:
    """The session at its first moment."""
    return start(timeline, PHRASES, ease=EASE)[0]


def at(timeline: Timeline, phase: Phase, after_s: float = 1) -> State:
    """The session so many seconds into a phase, with no key pressed before."""
    return step(begun(timeline), Message(Action.TICK, timeline.starts_s[phase.index] + after_s))[0]


def pressed(state: State, action: Action, after_s: float = 1) -> State:
    """The session after a key so many seconds into its phase."""
    return step(state, Message(action, state.began_s + after_s))[0]


def phases(timeline: Timeline, kind: str, item: int = 0) -> list[Phase]:
    """The phases of a kind of a stretch."""
    return [phase for phase in timeline.phases if phase.kind == kind and phase.item == item]


@pytest.mark.parametrize(("stretch", "level"), [(LYING, "floor"), (BRIDGE, "floor"), (KNEELING, "knees"), (BED, "bed")])
def test_on_the_way_into_the_first_position_nobody_is_sent_up_who_may_still_stand(
    catalog: Catalog, stretch: str, level: Level
) -> None:
    """In each setup step before the first hold; from then on the way up is told to somebody who is surely down."""
    timeline = session(catalog, stretch)
    assert timeline.items[0].level == level
    for phase in phases(timeline, "setup")[:2]:
        text = pressed(at(timeline, phase), Action.EASIER).phase.text
        assert told(text) == ([], [level])
        assert BACK in text
        assert OUT not in text
    for phase in [*phases(timeline, "ready"), *phases(timeline, "hold"), *phases(timeline, "switch")]:
        text = pressed(at(timeline, phase), Action.EASIER).phase.text
        assert told(text) == ([level], [])
        assert OUT in text


def test_the_second_side_is_surely_led_into(catalog: Catalog) -> None:
    """Its setup steps are said to somebody who has been in the position."""
    timeline = session(catalog, KNEELING)
    second = [phase for phase in phases(timeline, "setup") if phase.side == "left"]
    text = pressed(at(timeline, second[0]), Action.EASIER).phase.text
    assert (told(text), OUT in text) == ((["knees"], []), True)


def test_gone_back_to_the_first_step_one_is_in_position_still(catalog: Catalog) -> None:
    """The key b tells a step again; it moves nobody."""
    timeline = session(catalog, LYING)
    state = at(timeline, phases(timeline, "ready")[0])
    now_s = state.began_s + 1
    while state.phase.kind != "intro":
        now_s += 1
        state, _ = step(state, Message(Action.BACK, now_s))
    text = step(state, Message(Action.EASIER, now_s + 1))[0].phase.text
    assert (told(text), OUT in text) == ((["floor"], []), True)


def test_a_rest_that_leads_down_leaves_open_where_somebody_is(catalog: Catalog) -> None:
    """It tells the way down, so in it and in the intro behind it they may be there, and the way up has its time; one that stays
    down leaves nothing open."""
    for first, then, expected in (
        (STANDING, LYING, Told([], ["floor"])),
        (BRIDGE, LYING, Told(["floor"], [])),
        (BRIDGE, KNEELING, Told(["floor"], [])),
        (LYING, STANDING, Told([], ["floor"])),
    ):
        timeline = session(catalog, first, then, easier=TABLE if then == STANDING else STANDING)
        for phase in (*phases(timeline, "rest", 1), *phases(timeline, "intro", 1)):
            intro = pressed(at(timeline, phase), Action.EASIER).phase
            assert told(intro.text) == expected
            assert intro.duration_s >= 25


def test_between_kneeling_and_lying_nobody_can_tell_from_where_one_gets_up(catalog: Catalog) -> None:
    """In the setup steps that lead from the knees to the back, one way up is told that fits both."""
    timeline = session(catalog, KNEELING, LYING)
    for phase in [one for one in phases(timeline, "setup", 1) if one.index < phases(timeline, "hold", 1)[0].index]:
        text = pressed(at(timeline, phase), Action.EASIER).phase.text
        assert told(text).surely == []
        assert SOMEWHERE in text


def test_nobody_is_sent_down_who_may_be_down(catalog: Catalog) -> None:
    """From the table to the floor one gets down; on the way from standing to the floor one goes on down with its first step."""
    down = session(catalog, STANDING, easier=LYING)
    assert DOWN in pressed(at(down, phases(down, "hold")[0]), Action.EASIER).phase.text
    lying = session(catalog, KNEELING, easier=LYING)
    intro = pressed(at(lying, phases(lying, "setup")[0]), Action.EASIER).phase
    assert DOWN not in intro.text
    assert intro.duration_s < 25


def test_who_presses_e_twice_is_told_again_how_to_come_out(catalog: Catalog) -> None:
    """The first intro has only begun."""
    ways = tuple(Easier("", one, catalog.stretches[one].name, HoldRange(10, 15)) for one in (STANDING, TABLE))
    planned = [PlannedStretch(catalog.stretches[one], 1, HoldRange(20, 30), (), ways) for one in (BRIDGE, KNEELING)]
    timeline = compile_session("Hips", planned, catalog.vocabulary, PHRASES)
    for phase, out in ((phases(timeline, "hold")[0], True), (phases(timeline, "rest", 1)[0], False)):
        text = pressed(pressed(at(timeline, phase), Action.EASIER), Action.EASIER).phase.text
        assert (told(text), OUT in text) == (([], ["floor"]), out)


def test_who_leaves_the_first_stretch_out_is_not_told_to_get_up_from_it(catalog: Catalog) -> None:
    """With s in its intro: they stand, and the rest only names what comes."""
    timeline = session(catalog, LYING, STANDING)
    planned = phases(timeline, "rest", 1)[0]
    assert told(planned.text) == (["floor"], [])
    state = pressed(begun(timeline), Action.SKIP)
    assert (state.phase.kind, state.phase.item, told(state.phase.text)) == ("rest", 1, ([], []))
    assert state.phase.duration_s >= spoken_s(state.phase.text)
    assert state.timeline.phases[state.phase.index] == state.phase
    assert state.timeline.total_s == timeline.total_s - planned.duration_s + state.phase.duration_s
    in_setup = pressed(at(timeline, phases(timeline, "setup")[0]), Action.SKIP)
    assert told(in_setup.phase.text) == ([], ["floor"])
    in_hold = pressed(at(timeline, phases(timeline, "hold")[0]), Action.SKIP)
    assert in_hold.phase == planned


def test_what_was_to_be_fetched_for_a_stretch_left_out_in_its_rest_is_fetched_for_the_next(catalog: Catalog) -> None:
    """Two in a row that need the same thing, after one that does not."""
    timeline = session(catalog, STANDING, BRIDGE, BRIDGE)
    first, second = phases(timeline, "rest", 1)[0], phases(timeline, "rest", 2)[0]
    fetch = PHRASES.say("rest.fetch", things=catalog.vocabulary.needs["mat"].means)
    assert (fetch in first.text, fetch in second.text) == (True, False)
    assert fetch in pressed(at(timeline, first), Action.SKIP).phase.text


def test_before_the_first_movement_one_is_told_to_have_things_not_to_fetch_them(catalog: Catalog) -> None:
    """As in the first intro of any session, even where it is begun anew; later they are fetched."""
    timeline = session(catalog, STANDING, easier=BRIDGE)
    things = catalog.vocabulary.needs["mat"].means
    have, fetch = (PHRASES.say(name, things=things) for name in ("intro.have", "rest.fetch"))
    anew, later = pressed(begun(timeline), Action.BACK), at(timeline, phases(timeline, "hold")[0])
    texts = [pressed(state, Action.EASIER).phase.text for state in (begun(timeline), anew, later)]
    assert [(have in text, fetch in text) for text in texts] == [(True, False), (True, False), (False, True)]


def test_before_the_first_movement_the_way_down_is_left_to_the_first_step(catalog: Catalog) -> None:
    """As in the first intro of any session; out of a stretch done standing it is told."""
    timeline = session(catalog, STANDING, easier=LYING)
    assert DOWN not in pressed(begun(timeline), Action.EASIER).phase.text
    assert DOWN in pressed(at(timeline, phases(timeline, "hold")[0]), Action.EASIER).phase.text


def test_a_brisk_rest_after_a_stretch_left_out_is_long_enough_for_its_words(catalog: Catalog) -> None:
    """Five seconds are too few to say where to go."""
    timeline = session(catalog, STANDING, STANDING)
    state, _ = start(timeline, PHRASES, ease=Easing(catalog, PHRASES, Pace(brisk=True)))
    rest = pressed(state, Action.SKIP).phase
    assert rest.kind == "rest"
    assert rest.duration_s == spoken_s(rest.text) > 5


def test_who_skips_out_of_a_hold_hears_the_rest_as_it_was_planned(catalog: Catalog) -> None:
    """They are where it expects them, and what was fetched two stretches ago is not fetched again."""
    timeline = session(catalog, BRIDGE, STANDING, BRIDGE)
    planned = phases(timeline, "rest", 2)[0]
    assert PHRASES.say("rest.fetch", things=catalog.vocabulary.needs["mat"].means) not in planned.text
    assert pressed(at(timeline, phases(timeline, "hold", 1)[0]), Action.SKIP).phase == planned


def test_without_the_records_the_rest_stays_as_planned(catalog: Catalog) -> None:
    """A session that nobody can lay out anew is gone through as it was; so is the way to a stretch that is no longer there."""
    timeline = session(catalog, LYING, STANDING)
    gone = catalog._replace(stretches={name: one for name, one in catalog.stretches.items() if name != STANDING})
    for ease in (None, Easing(gone, PHRASES, Pace())):
        state = step(start(timeline, PHRASES, ease=ease)[0], Message(Action.SKIP, 1))[0]
        assert (state.phase, state.timeline) == (phases(timeline, "rest", 1)[0], timeline)


def test_where_the_record_left_is_gone_its_level_is_known_still(catalog: Catalog) -> None:
    """The session keeps it; the time is that of the longest way, and everything is fetched."""
    timeline = session(catalog, BRIDGE, BRIDGE)
    gone = catalog._replace(stretches={name: one for name, one in catalog.stretches.items() if name != BRIDGE})
    state = start(timeline, PHRASES, ease=Easing(gone, PHRASES, Pace()))[0]
    hold = phases(timeline, "hold")[0]
    state, _ = step(state, Message(Action.TICK, timeline.starts_s[hold.index] + 1))
    phase = step(state, Message(Action.EASIER, timeline.starts_s[hold.index] + 2))[0].phase
    assert told(phase.text) == (["floor"], [])
    assert phase.duration_s >= 25


def test_the_last_words_send_nobody_up_who_stands(catalog: Catalog) -> None:
    """Left in the intro; on the way down, perhaps; in the hold, surely. After resume one has come back to the mat."""
    timeline = session(catalog, LYING)
    for phase, expected in (
        (phases(timeline, "intro")[0], Told([], [])),
        (phases(timeline, "setup")[0], Told([], ["floor"])),
        (phases(timeline, "hold")[0], Told(["floor"], [])),
    ):
        for action in (Action.QUIT, Action.SKIP):
            state = pressed(at(timeline, phase), action)
            assert told(" ".join(closing(state))) == expected
    going_on = resumption(timeline, {})
    assert going_on is not None
    state, _ = start(going_on.timeline, PHRASES, at=going_on.at, ease=EASE)
    assert told(" ".join(closing(pressed(state, Action.QUIT)))) == ([], [])


def _heard(events: list[Event], last: Level, timeline: Timeline) -> Level:
    """The level of the position in which somebody last was, by the phases that have begun."""
    for event in events:
        if event.name == "phase_started" and event.phase and event.phase.kind in ("ready", "hold", "release", "switch"):
            last = timeline.items[event.phase.item].level
    return last


@given(timelines(), messages())
def test_whatever_is_pressed_the_way_up_fits_where_somebody_is(timeline: Timeline, happened: list[Message]) -> None:
    """When a stretch is left by e or s, or the session by q.

    Surely told is only the level of the last position, perhaps only that one or the one that was being led to, and one who is
    down for certain is always told, where what comes is not down too. Before the first step nothing is.
    """
    state, events = start(timeline, PHRASES, ease=EASE)
    last, moved = _heard(events, "up", timeline), False
    for message in happened:
        state, events = step(state, Message(Action.TICK, message.now_s))
        last = _heard(events, last, state.timeline)
        moved = moved or any(event.phase and event.phase.kind != "intro" for event in events if event.name == "phase_started")
        before = state
        state, events = step(state, message)
        if before != state and message.action in (Action.EASIER, Action.SKIP, Action.QUIT):
            over = state.outcome is not None
            text = " ".join(closing(state)) if over else state.phase.text
            surely, perhaps = told(text)
            there = "up" if over else state.timeline.items[state.phase.item].level
            coming = before.timeline.items[before.phase.item].level
            assert set(surely) <= {last}
            assert set(perhaps) <= {last, coming} or (SOMEWHERE in text and "up" not in (last, coming))
            assert last == "up" or not apart(last, there) or last in [*surely, *perhaps]
            assert moved or not surely + perhaps
            assert not (over is False and DOWN in text) or apart(last, "floor")
        last = _heard(events, last, state.timeline)
        moved = moved or any(event.phase and event.phase.kind != "intro" for event in events if event.name == "phase_started")
