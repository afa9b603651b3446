"""The key e: the rest of a stretch gives way to an easier one."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given

from stretchcli.catalog.records import Catalog, HoldRange, Stretch
from stretchcli.catalog.text import spoken_s
from stretchcli.session.codec import timeline_data, timeline_of
from stretchcli.session.easier import open_holds, way_of
from stretchcli.session.easing import Easing, blocks_of, with_open_ways
from stretchcli.session.engine import Action, Message, start, step
from stretchcli.session.layout import Order, PlannedStretch, compile_session
from stretchcli.session.length import Pace
from stretchcli.session.resume import resumption
from stretchcli.session.state import HoldResult, State, Status
from stretchcli.session.timeline import Easier, Phase, Timeline
from tests.samples import PHRASES
from tests.session.test_engine import names, play, to_end
from tests.session.test_keys import pressed
from tests.strategies import EASE, messages, timelines

STANDING, KNEELING, BRIDGE, SUPINE, TABLE = (
    "standing-hip-flexor",
    "kneeling-hip-flexor",
    "glute-bridge",
    "supine-long-leg-hip-flexor",
    "table-psoas",
)
WORDS = Easier("Take a shorter step.")


def way(stretch: Stretch, floor_s: int = 10, target_s: int = 15) -> Easier:
    """A stretch as an easier way."""
    return Easier("", stretch.id, stretch.name, HoldRange(floor_s, target_s))


def session(
    catalog: Catalog, *ways: Easier, first: str = KNEELING, then: str | None = TABLE, reps: int = 2, order: Order = "alternate"
) -> Timeline:
    """Two stretches, the first with these ways."""
    planned = [PlannedStretch(catalog.stretches[first], reps, HoldRange(20, 30), (), ways)]
    planned += [PlannedStretch(catalog.stretches[then], 1, HoldRange(20, 30))] if then else []
    return compile_session("Hips", planned, catalog.vocabulary, PHRASES, order=order)


def at(timeline: Timeline, index: int, after_s: float = 0.0) -> State:
    """The session so many seconds into a phase."""
    return play(timeline, [Message(Action.TICK, timeline.starts_s[index] + after_s)])[0]


def holds(timeline: Timeline, item: int | None = None) -> list[Phase]:
    """The holds of the session, or of one of its items."""
    return [phase for phase in timeline.phases if phase.kind == "hold" and item in (None, phase.item)]


def eased(state: State, after_s: float = 0.0) -> State:
    """The session after an e so many seconds into its phase."""
    return step(state, Message(Action.EASIER, state.began_s + after_s))[0]


def now(state: State) -> float:
    """A moment at which something is due in the session."""
    return state.next_moment_s()


@pytest.fixture
def kneeling(catalog: Catalog) -> Timeline:
    """Kneeling with an easier way to stand, and one below that; then a stretch at a table."""
    return session(catalog, way(catalog.stretches[STANDING]), way(catalog.stretches[SUPINE]), WORDS)


def test_the_hold_ends_as_with_next_and_the_easier_intro_begins(kneeling: Timeline) -> None:
    """At the moment of the key, without a skipped hold."""
    hold = holds(kneeling)[0]
    state = at(kneeling, hold.index, 5)
    now_s = state.began_s + 5
    state, events = pressed(state, (Action.EASIER, now_s))
    assert names(events) == ["phase_ended short", "phase_started"]
    assert [(event.at_s, event.held_s) for event in events] == [(now_s, 5), (now_s, None)]
    assert (state.phase.kind, state.phase.stretch, state.began_s) == ("intro", STANDING, now_s)
    assert events[-1].phase == state.phase == state.timeline.phases[state.phase.index]
    assert [phase.stretch for phase in holds(state.timeline)] == [KNEELING, *[STANDING] * 4, *[TABLE] * 2]


@pytest.mark.parametrize(
    ("order", "hold", "after_s", "left"),
    [
        ("alternate", 0, 19, ["right 1/2", "left 1/2", "right 2/2", "left 2/2"]),
        ("alternate", 0, 20, ["left 1/2", "right 1/1", "left 2/2"]),
        ("alternate", 1, 5, ["left 1/2", "right 1/1", "left 2/2"]),
        ("alternate", 2, 25, ["left 1/1"]),
        ("alternate", 3, 0, ["left 1/1"]),
        ("grouped", 1, 5, ["right 1/1", "left 1/2", "left 2/2"]),
        ("grouped", 2, 5, ["left 1/2", "left 2/2"]),
    ],
)
def test_what_is_left_is_done_on_its_side_in_its_order(
    catalog: Catalog, order: Order, hold: int, after_s: float, left: list[str]
) -> None:
    """A hold past its floor is complete; one that is not comes again, and both sides come to the same number."""
    timeline = session(catalog, way(catalog.stretches[STANDING]), order=order)
    begun = at(timeline, holds(timeline)[hold].index, after_s)
    state = eased(begun, after_s)
    found = holds(state.timeline, state.phase.item)
    assert [f"{phase.side} {phase.rep}/{phase.reps}" for phase in found] == left
    assert {(phase.floor_s, phase.duration_s) for phase in found} == {(10, 15)}
    assert state.timeline.items[1].reps == max(phase.reps or 0 for phase in found)
    state, _ = to_end(state)
    complete = Counter(
        state.timeline.phases[index].side
        for index, one in state.results.items()
        if one.outcome in ("full", "early")
        if state.timeline.phases[index].item < 2
    )
    assert complete == {"right": 2, "left": 2}


def test_what_is_felt_on_one_side_is_still_felt_there(catalog: Catalog) -> None:
    """Where the other stretch is led by the other limb, that one leads."""
    kneeling, standing = catalog.stretches[KNEELING], catalog.stretches[STANDING]
    timeline = session(catalog, way(standing), reps=1)
    right, left = holds(timeline)[:2]
    mirrored = standing._replace(felt="same" if kneeling.felt == "other" else "other")
    alike = standing._replace(felt=kneeling.felt)
    assert blocks_of([left], mirrored) == ["right"]
    assert blocks_of([left, right], alike) == ["left", "right"]
    assert blocks_of([left], standing._replace(felt="both")) == ["left"]
    assert blocks_of([replace(left, felt="both")], mirrored) == ["left"]


def test_a_hold_on_both_sides_stands_for_one_on_each(catalog: Catalog) -> None:
    """And the other way round the side with more left decides."""
    timeline = session(catalog, way(catalog.stretches[STANDING]), first=BRIDGE)
    assert blocks_of(holds(timeline, 0), catalog.stretches[STANDING]) == ["right", "left", "right", "left"]
    sided = holds(session(catalog), 0)
    assert blocks_of(sided[1:], catalog.stretches[BRIDGE]) == ["both", "both"]
    assert blocks_of(sided[3:], catalog.stretches[BRIDGE]) == ["both"]


def test_holds_that_gave_way_are_neither_done_nor_skipped(kneeling: Timeline) -> None:
    """They are no part of the session any more; what was begun stays, with its way out."""
    hold = holds(kneeling)[1]
    state = eased(at(kneeling, hold.index, 25), 25)
    kept = state.timeline.phases[: state.phase.index]
    assert kept == kneeling.phases[: len(kept)]
    assert kept[-1].kind == "release"
    assert [phase.index for phase in kept if phase.kind == "hold"] == [phase.index for phase in holds(kneeling)[:2]]
    assert {one.outcome for one in state.results.values()} == {"full", "early"}
    state, events = to_end(state)
    assert "skipped" not in {event.outcome for event in events}
    assert set(state.results) == {phase.index for phase in holds(state.timeline)}


def test_before_the_first_hold_the_whole_stretch_gives_way(kneeling: Timeline) -> None:
    """In an intro, a setup, and the get-ready."""
    for phase in kneeling.phases[: holds(kneeling)[0].index]:
        state = eased(at(kneeling, phase.index, 1), 1)
        assert [one.stretch for one in holds(state.timeline)] == [*[STANDING] * 4, *[TABLE] * 2]
        assert state.phase.index == phase.index + 1
        assert state.results == {}


def test_in_the_rest_before_a_stretch_that_one_gives_way(catalog: Catalog) -> None:
    """It is the stretch that the rest names; the person is still where the one before ended."""
    planned = [
        PlannedStretch(catalog.stretches[BRIDGE], 1, HoldRange(20, 30)),
        PlannedStretch(catalog.stretches[KNEELING], 1, HoldRange(20, 30), (), (way(catalog.stretches[STANDING]),)),
    ]
    timeline = compile_session("Hips", planned, catalog.vocabulary, PHRASES)
    rest = next(phase for phase in timeline.phases if phase.item == 1)
    state = eased(at(timeline, rest.index, 2), 2)
    assert [phase.stretch for phase in holds(state.timeline)] == [BRIDGE, STANDING, STANDING]
    assert state.phase.index == rest.index + 1
    assert PHRASES.say("level.up-from-floor") in state.phase.text
    assert PHRASES.say("easier.out") not in state.phase.text


def test_the_intro_says_how_to_come_out_and_gives_the_time_for_it(kneeling: Timeline, catalog: Catalog) -> None:
    """From the knees to standing: up first, then the name and what is left; as long as the rest between the two, at least."""
    state = eased(at(kneeling, holds(kneeling)[3].index, 5), 5)
    said = [PHRASES.say("easier.out"), PHRASES.say("level.up-from-knees"), catalog.stretches[STANDING].name]
    places = [state.phase.text.index(words) for words in said]
    assert places == sorted(places)
    one = PHRASES.say("dose.on-side", holds=PHRASES.say("count.holds", count=1), time=PHRASES.seconds(15), side="left")
    assert one in state.phase.text
    assert state.phase.duration_s == max(25, spoken_s(state.phase.text))


def test_the_way_down_is_told_last(catalog: Catalog) -> None:
    """Somebody who stands lies down when they know what for."""
    timeline = session(catalog, way(catalog.stretches[SUPINE]), first=STANDING)
    state = eased(at(timeline, holds(timeline)[0].index, 5), 5)
    assert state.phase.text.endswith(PHRASES.say("level.down-to-floor")) or "bed" in state.phase.text
    assert state.phase.duration_s >= 25


def test_at_the_beginning_of_a_session_nothing_has_to_be_left(kneeling: Timeline) -> None:
    """The intro is that of a first stretch."""
    state = eased(at(kneeling, 0, 1), 1)
    alone = compile_session(
        "x", [PlannedStretch(EASE.catalog.stretches[STANDING], 2, HoldRange(10, 15))], EASE.catalog.vocabulary, PHRASES
    )
    assert (state.phase.text, state.phase.duration_s) == (alone.phases[0].text, alone.phases[0].duration_s)
    assert [phase.text for phase in state.timeline.phases if phase.item == 1] == [phase.text for phase in alone.phases]


def test_after_resume_nothing_has_to_be_left_before_the_first_setup(catalog: Catalog) -> None:
    """Who comes to the mat is in no position: nothing is said of getting up in the intro; in a setup they may be down."""
    timeline = session(catalog, way(catalog.stretches[STANDING]), first=SUPINE, then=KNEELING)
    done = {hold.number: HoldResult(30, "full") for hold in holds(timeline)[:1]}
    going_on = resumption(timeline, done)
    assert going_on is not None
    state, _ = start(going_on.timeline, PHRASES, at=going_on.at, results=going_on.results, ease=EASE)
    up, perhaps = PHRASES.say("level.up-from-floor"), PHRASES.say("level.up-if.floor")
    assert state.phase.kind == "intro"
    for words in (up, perhaps):
        assert words not in eased(state, 1).phase.text
    assert perhaps in eased(step(state, Message(Action.NEXT, 1))[0], 1).phase.text


def test_a_stretch_that_comes_later_anyway_is_passed_over_for_the_next_way(catalog: Catalog) -> None:
    """Else it would be done twice; where there is no other stretch, it is. After pain the same one is named."""
    standing, supine = catalog.stretches[STANDING], catalog.stretches[SUPINE]
    for ways, then, taken in (
        ((way(standing), way(supine), WORDS), STANDING, supine),
        ((way(standing), WORDS), STANDING, standing),
        ((way(standing), way(supine)), TABLE, standing),
    ):
        timeline = session(catalog, *ways, then=then)
        state = at(timeline, holds(timeline)[0].index, 5)
        found = way_of(state)
        assert found is not None
        assert found.stretch == eased(state, 5).phase.stretch == taken.id
        hurt, _ = pressed(state, (Action.OUCH, state.began_s + 5))
        assert taken.name in hurt.phase.text


def test_the_rest_before_the_next_stretch_fits_the_easier_one(kneeling: Timeline, catalog: Catalog) -> None:
    """What has to be fetched and how one gets there depends on where one is."""
    state = eased(at(kneeling, holds(kneeling)[0].index, 5), 5)
    rest = next(phase for phase in state.timeline.phases if phase.item == 2)
    planned = [PlannedStretch(catalog.stretches[name], 1, HoldRange(20, 30)) for name in (STANDING, TABLE)]
    plain = compile_session("x", planned, catalog.vocabulary, PHRASES)
    expected = next(phase for phase in plain.phases if phase.item == 1)
    assert (rest.kind, rest.text, rest.duration_s) == ("rest", expected.text, expected.duration_s)
    assert rest.text != next(phase for phase in kneeling.phases if phase.item == 1).text


def test_a_second_e_goes_further_down_and_a_third_one_is_told(kneeling: Timeline) -> None:
    """The easier way of the easier one, then its words, which change nothing."""
    state = eased(eased(at(kneeling, holds(kneeling)[0].index, 5), 5))
    assert (state.phase.kind, state.phase.stretch) == ("intro", SUPINE)
    assert [phase.stretch for phase in holds(state.timeline)] == [KNEELING, *[SUPINE] * 4, *[TABLE] * 2]
    assert way_of(state) == WORDS
    again, events = pressed(state, (Action.EASIER, now(state) - 1))
    assert (again, events) == (state, [])


def test_the_easier_stretch_counts_in_the_place_of_the_other(kneeling: Timeline) -> None:
    """It is the first of two, like the one that it stands for, and knows that one's name."""
    state = eased(eased(at(kneeling, holds(kneeling)[0].index, 5), 5))
    assert [state.timeline.place(item) for item in range(4)] == [(1, 2), (1, 2), (1, 2), (2, 2)]
    items = state.timeline.items
    assert [item.instead_of for item in items] == [None, items[0].name, items[1].name, None]


def test_where_nothing_is_left_nothing_gives_way(kneeling: Timeline) -> None:
    """In the last release, and in the last hold from its floor on."""
    last = holds(kneeling)[3]
    for state in (at(kneeling, last.index, 21), at(kneeling, last.index + 1, 1)):
        assert open_holds(state) == ()
        assert pressed(state, (Action.EASIER, now(state) - 0.125)) == (state, [])


def test_where_there_is_no_easier_way_nothing_happens(catalog: Catalog) -> None:
    """Nor where nobody can lay it out."""
    timeline = session(catalog)
    state = at(timeline, holds(timeline)[0].index, 5)
    assert way_of(state) is None
    assert pressed(state, (Action.EASIER, state.began_s + 5)) == (state, [])
    unable, _ = start(session(catalog, way(catalog.stretches[STANDING])), PHRASES)
    assert way_of(unable) is None
    assert pressed(unable, (Action.EASIER, 1)) == (unable, [])


def test_after_pain_the_easier_way_is_still_open(kneeling: Timeline) -> None:
    """In the release that eases off: the hold that hurt and the others are done there, and nothing is skipped."""
    hold = holds(kneeling)[0]
    state = at(kneeling, hold.index, 5)
    state, _ = pressed(state, (Action.OUCH, state.began_s + 5))
    assert PHRASES.say("ease-off.easier", name=kneeling.items[0].easier[0].name) in state.phase.text
    assert state.phase.duration_s >= spoken_s(state.phase.text)
    state, events = pressed(state, (Action.EASIER, state.began_s + 2))
    assert names(events) == ["phase_ended", "phase_started"]
    assert (state.phase.stretch, state.ouch) == (STANDING, False)
    assert len(holds(state.timeline, 1)) == 4
    assert [one.outcome for one in state.results.values()] == ["pain"]


def test_after_pain_words_are_told_too(catalog: Catalog) -> None:
    """Where they are all that the record names, as advice for another day."""
    timeline = session(catalog, WORDS)
    state = at(timeline, holds(timeline)[0].index, 5)
    state, _ = pressed(state, (Action.OUCH, state.began_s + 5))
    assert state.phase.text.endswith(PHRASES.say("ease-off.next-time", text=WORDS.text))


def test_while_paused_it_acts_and_resumes(kneeling: Timeline) -> None:
    """Like s: what was held before the pause is what counts."""
    state = at(kneeling, holds(kneeling)[0].index, 7)
    state, _ = pressed(state, (Action.TOGGLE, state.began_s + 7))
    state, events = pressed(state, (Action.EASIER, state.began_s + 60))
    assert names(events) == ["resumed", "phase_ended short", "phase_started"]
    assert (events[1].held_s, state.status) == (7, Status.RUNNING)


def test_back_leads_into_the_stretch_that_was_left_and_on_into_the_easier_one(kneeling: Timeline) -> None:
    """First the intro again, then the way out, then the hold; after that the easier stretch comes as before."""
    hold = holds(kneeling)[0]
    state = eased(at(kneeling, hold.index, 5), 5)
    intro, now_s = state.phase, state.began_s
    state, _ = pressed(state, (Action.BACK, now_s + 1))
    assert state.phase == intro
    while state.phase != hold:
        now_s += 1
        state, _ = pressed(state, (Action.BACK, now_s))
    state, events = to_end(state)
    assert [event.phase and event.phase.stretch for event in events if event.outcome == "full"] == [
        KNEELING,
        *[STANDING] * 4,
        *[TABLE] * 2,
    ]


def test_what_was_done_later_keeps_its_result_and_its_number(kneeling: Timeline) -> None:
    """Gone back across stretches and eased there: the holds behind it move, and the log still knows them."""
    table = holds(kneeling, 1)[0]
    state = at(kneeling, table.index + 1, 0.5)
    now_s = state.began_s + 0.5
    while state.phase.item == 1 or state.phase.kind != "hold":
        now_s += 0.5
        state, _ = pressed(state, (Action.BACK, now_s))
    state, _ = pressed(state, (Action.EASIER, now_s + 0.5))
    moved = next(phase for phase in holds(state.timeline) if phase.number == table.index)
    assert (moved.stretch, moved.side, state.results[moved.index].outcome) == (TABLE, table.side, "full")
    assert moved.index != table.index
    numbers = [phase.number for phase in holds(state.timeline)]
    assert len(set(numbers)) == len(numbers)
    new = [phase.number for phase in holds(state.timeline, 1)]
    assert min(new) > max(phase.index for phase in holds(kneeling))


def test_a_second_e_gives_numbers_that_no_hold_has_had(kneeling: Timeline) -> None:
    """Also where the session has grown shorter, so that its places are lower than its numbers."""
    state = eased(at(kneeling, holds(kneeling)[0].index))
    had = {phase.number for phase in holds(state.timeline)}
    state = eased(state)
    stands_for_it = {phase.number for phase in holds(state.timeline, state.phase.item)}
    assert max(phase.index for phase in holds(state.timeline)) < max(had) < min(stands_for_it)


def test_a_changed_session_is_restored_whole(kneeling: Timeline) -> None:
    """With its ways, its numbers and what stands for what."""
    state = eased(at(kneeling, holds(kneeling)[1].index, 5), 5)
    assert timeline_of(timeline_data(state.timeline)) == state.timeline


def test_a_session_that_goes_on_knows_only_ways_that_are_still_open(kneeling: Timeline, catalog: Catalog) -> None:
    """A record that is gone closes the way, and all that lie below it."""
    without = catalog._replace(stretches={name: one for name, one in catalog.stretches.items() if name != SUPINE})
    assert [one.stretch for one in with_open_ways(kneeling, without, ()).items[0].easier] == [STANDING]
    gone = catalog._replace(stretches={name: one for name, one in catalog.stretches.items() if name != STANDING})
    assert with_open_ways(kneeling, gone, ()).items[0].easier == ()
    assert with_open_ways(kneeling, catalog, ()) == kneeling


def test_where_the_record_that_was_left_is_gone_there_is_time_for_any_way(kneeling: Timeline, catalog: Catalog) -> None:
    """Nobody can tell any more where the person is."""
    gone = catalog._replace(stretches={name: one for name, one in catalog.stretches.items() if name not in (KNEELING, TABLE)})
    begun, _ = start(kneeling, PHRASES, ease=Easing(gone, PHRASES, Pace()))
    hold = holds(kneeling)[0]
    state, _ = pressed(begun, (Action.TICK, kneeling.starts_s[hold.index] + 5))
    state = eased(state, 5)
    assert state.phase.duration_s >= 25
    rests = [phase.text for phase in state.timeline.phases if phase.item == 2 and phase.kind == "rest"]
    assert rests[0] == next(phase.text for phase in kneeling.phases if phase.item == 1)


@given(timelines(), messages())
def test_whatever_is_pressed_the_timeline_stays_one(timeline: Timeline, happened: list[Message]) -> None:
    """Places in order, starts added up, numbers of their own, every hold with its way out, every result a hold's."""
    state, _ = start(timeline, PHRASES, ease=EASE)
    for message in happened:
        state, _ = step(state, message)
        current = state.timeline
        assert timeline_of(timeline_data(current)) == current
        assert all(current.phases[index].kind == "hold" for index in state.results)
        numbers = [phase.number for phase in holds(current)]
        assert len(set(numbers)) == len(numbers)
        assert [phase.item for phase in current.phases] == sorted(phase.item for phase in current.phases)
        assert state.ouch or state.phase == current.phases[state.phase.index]


@given(timelines(), messages([Action.TICK, Action.EASIER], most=25))
def test_with_nothing_but_e_both_sides_come_to_the_same_number(timeline: Timeline, happened: list[Message]) -> None:
    """Of complete holds, for each stretch together with all that stood for it; nothing is skipped."""
    state, _ = start(timeline, PHRASES, ease=EASE)
    for message in happened:
        state, _ = step(state, message)
    state, _ = to_end(state)
    assert state.outcome == "complete"
    assert set(state.results) == {phase.index for phase in holds(state.timeline)}
    felt: dict[int, Counter[str]] = {}
    whole = set()
    for index, one in state.results.items():
        phase = state.timeline.phases[index]
        place = state.timeline.place(phase.item)[0]
        if phase.side == "both" or phase.felt == "both":
            whole.add(place)  # a hold for both sides may stand for one of one side alone
        if one.outcome in ("full", "early"):
            felt.setdefault(place, Counter())[str(phase.felt)] += 1
        assert one.outcome != "skipped"
    for place, sides in felt.items():
        if place not in whole:
            assert sides["right"] == sides["left"]


@given(timelines(), messages(most=30), messages(most=10))
def test_it_can_go_on_from_anywhere_and_be_eased_there(timeline: Timeline, happened: list[Message], later: list[Message]) -> None:
    """A session that was changed, left, gone on with and changed again comes to its end."""
    state, _ = start(timeline, PHRASES, ease=EASE)
    for _ in range(2):
        for message in happened:
            state, _ = step(state, message)
        results = {state.timeline.phases[index].number: one for index, one in state.results.items()}
        going_on = resumption(state.timeline, results)
        if going_on is None:
            return
        state, _ = start(going_on.timeline, PHRASES, at=going_on.at, results=going_on.results, ease=EASE)
        happened = later
    state, _ = to_end(state)
    assert state.outcome == "complete"
    assert set(state.results) == {phase.index for phase in holds(state.timeline)}
