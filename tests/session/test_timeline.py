"""A session laid out in time: design, section 4, told phase by phase."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given

from stretchcli.catalog.records import Catalog, Caution, Equipment, HoldRange, Step, Stretch
from stretchcli.catalog.selection import Request, select
from stretchcli.catalog.text import Side, spoken_s
from stretchcli.session.layout import Order, PlannedStretch, compile_session
from stretchcli.session.length import Pace
from stretchcli.session.planner import plan
from stretchcli.session.timeline import Phase, Timeline, ouch_release
from stretchcli.session.wishes import Wishes
from tests.samples import PHRASES
from tests.strategies import timelines


def words(timeline: Timeline) -> list[str]:
    """Phases as words: kind, seconds, and where there is a side its letter and the rep, "hold30-R1"."""
    found = []
    for phase in timeline.phases:
        side = f"-{phase.side[0].upper()}{phase.rep}" if phase.side else ""
        found.append(f"{phase.kind}{phase.duration_s}{side}")
    return found


def told(timeline: Timeline) -> str:
    """A whole session in such words."""
    return " ".join(words(timeline))


def alone(
    catalog: Catalog,
    stretch: Stretch | str,
    reps: int = 3,
    *,
    order: Order = "alternate",
    first: Side = "right",
    pace: Pace | None = None,
) -> Timeline:
    """One stretch as a session."""
    record = catalog.stretches[stretch] if isinstance(stretch, str) else stretch
    dose = PlannedStretch(record, reps, HoldRange(20, 30))
    return compile_session(record.name, [dose], catalog.vocabulary, PHRASES, order=order, first=first, pace=pace)


def two(catalog: Catalog, before: Stretch, coming: Stretch) -> Timeline:
    """Two stretches as a session, one rep each."""
    doses = [PlannedStretch(stretch, 1, stretch.hold) for stretch in (before, coming)]
    return compile_session("Two", doses, catalog.vocabulary, PHRASES)


@pytest.fixture
def routine(catalog: Catalog) -> Timeline:
    """The five stretches of the routine `iliopsoas`, as `run` lays them out."""
    return plan(select(catalog, Request(), PHRASES), Wishes(), catalog.vocabulary, PHRASES).timeline


def test_standing_in_turn_has_five_switches_and_no_rest(catalog: Catalog) -> None:
    """The design's own example, three reps a side."""
    assert told(alone(catalog, "standing-hip-flexor")) == (
        "intro10 "
        "setup4-R1 setup5-R1 setup4-R1 setup6-R1 setup12-R1 ready3-R1 hold30-R1 release4-R1 "
        "switch8-L1 setup4-L1 setup5-L1 setup4-L1 setup6-L1 setup12-L1 ready3-L1 hold30-L1 release4-L1 "
        "switch8-R2 ready3-R2 hold30-R2 release4-R2 "
        "switch8-L2 ready3-L2 hold30-L2 release4-L2 "
        "switch8-R3 ready3-R3 hold30-R3 release4-R3 "
        "switch8-L3 ready3-L3 hold30-L3 release4-L3"
    )


def test_grouped_rests_on_one_side_and_switches_once(catalog: Catalog) -> None:
    """R R L L: the same side again after a rest and a short setup, the other side with its full setup."""
    assert told(alone(catalog, "standing-hip-flexor", 2, order="grouped")) == (
        "intro10 "
        "setup4-R1 setup5-R1 setup4-R1 setup6-R1 setup12-R1 ready3-R1 hold30-R1 release4-R1 "
        "rest5 setup4-R2 ready3-R2 hold30-R2 release4-R2 "
        "switch8-L1 setup4-L1 setup5-L1 setup4-L1 setup6-L1 setup12-L1 ready3-L1 hold30-L1 release4-L1 "
        "rest5 setup4-L2 ready3-L2 hold30-L2 release4-L2"
    )


def test_a_bridge_rests_between_holds_and_never_switches(catalog: Catalog) -> None:
    """Both sides at once: lying down comes once and without a side."""
    assert told(alone(catalog, "glute-bridge", 3)) == (
        "intro10 setup10 setup6-B1 setup11-B1 ready3-B1 hold30-B1 release4-B1 "
        "rest5 setup4-B2 ready3-B2 hold30-B2 release4-B2 "
        "rest5 setup4-B3 ready3-B3 hold30-B3 release4-B3"
    )


def test_a_table_takes_its_own_time_to_turn_round(catalog: Catalog) -> None:
    """The record's seconds for every switch, the first included; finding the table comes once."""
    assert told(alone(catalog, "table-psoas", 2)) == (
        "intro10 setup8 "
        "setup4-R1 setup5-R1 setup8-R1 setup4-R1 setup10-R1 ready3-R1 hold30-R1 release5-R1 "
        "switch20-L1 setup4-L1 setup5-L1 setup8-L1 setup4-L1 setup10-L1 ready3-L1 hold30-L1 release5-L1 "
        "switch20-R2 ready3-R2 hold30-R2 release5-R2 "
        "switch20-L2 ready3-L2 hold30-L2 release5-L2"
    )


def test_the_left_side_may_lead_first(catalog: Catalog) -> None:
    """L R L R, and nothing else changes but the sides."""
    from_right, from_left = (alone(catalog, "standing-hip-flexor", 2, first=first) for first in ("right", "left"))
    swapped = {"R": "L", "L": "R"}
    assert words(from_left) == [word[:-2] + swapped[word[-2]] + word[-1] if "-" in word else word for word in words(from_right)]
    assert from_left.items[0].sides == ("left", "right")


def test_the_whole_routine_is_about_half_an_hour(routine: Timeline) -> None:
    """34 holds, 1,020 seconds held."""
    assert [item.stretch for item in routine.items] == [
        "standing-hip-flexor",
        "kneeling-hip-flexor",
        "glute-bridge",
        "hip-flexor-bed",
        "table-psoas",
    ]
    assert (routine.holds, routine.held_s) == (34, 1020)
    assert 30 * 60 <= routine.total_s <= 35 * 60


@pytest.mark.parametrize(
    ("name", "holds", "felt"),
    [
        ("standing-hip-flexor", "RLRLRL", "LRLRLR"),
        ("kneeling-hip-flexor", "RLRLRL", "LRLRLR"),
        ("glute-bridge", "BBBBBBBBBB", "BBBBBBBBBB"),
        ("hip-flexor-bed", "RLRLRL", "RLRLRL"),
        ("table-psoas", "RLRLRL", "RLRLRL"),
    ],
)
def test_each_of_the_five_leads_and_is_felt_where_its_source_says(catalog: Catalog, name: str, holds: str, felt: str) -> None:
    """The fact sheet's sides: the lunges are felt on the other side, the hanging and the lifted leg on their own."""
    phases = [phase for phase in alone(catalog, name, catalog.stretches[name].reps).phases if phase.kind == "hold"]
    assert "".join((phase.side or " ")[0].upper() for phase in phases) == holds
    assert "".join((phase.felt or " ")[0].upper() for phase in phases) == felt
    assert {(phase.floor_s, phase.duration_s) for phase in phases} == {(20, 30)}


def test_the_rest_between_stretches_is_short_where_nothing_changes(catalog: Catalog) -> None:
    """10 s in the same position with the same equipment, then the next intro of 5 s."""
    standing = catalog.stretches["standing-hip-flexor"]
    found = words(two(catalog, standing, standing._replace(id="another", equipment=Equipment())))
    assert found[found.index("rest10") + 1] == "intro5"


@pytest.mark.parametrize("change", [{"position": "seated"}, {"equipment": Equipment(("table",))}])
def test_the_rest_between_stretches_is_long_where_something_changes(catalog: Catalog, change: dict[str, object]) -> None:
    """20 s for another position or other required equipment, for getting there and fetching it."""
    standing = catalog.stretches["standing-hip-flexor"]
    found = words(two(catalog, standing, standing._replace(id="another", **change)))  # type: ignore[arg-type]
    assert found[found.index("rest20") + 1] == "intro5"
    assert "rest10" not in found


def test_optional_equipment_makes_no_rest_longer(catalog: Catalog) -> None:
    """Only what has to be fetched counts."""
    standing = catalog.stretches["standing-hip-flexor"]
    wished = Equipment(standing.required, ("mat", "towel"))
    assert "rest10" in words(two(catalog, standing, standing._replace(id="another", equipment=wished)))


def test_a_rest_between_stretches_names_the_coming_one_and_what_to_fetch(routine: Timeline) -> None:
    """It belongs to the stretch that follows it."""
    for before, after in pairwise(routine.phases):
        if before.kind == "rest" and after.kind == "intro":
            assert (before.stretch, before.item) == (after.stretch, after.item)
    to_table = next(phase for phase in routine.phases if phase.kind == "rest" and phase.stretch == "table-psoas")
    assert "table psoas stretch" in to_table.text
    assert "Go to a steady table. Fetch a towel if you like." in to_table.text


def test_an_intro_says_name_reps_and_what_to_fetch(catalog: Catalog) -> None:
    """The first thing that is said."""
    text = alone(catalog, "table-psoas").phases[0].text
    assert text == ("Table psoas stretch: 3 holds of 30 seconds on each side. Go to a steady table. Have a towel if you like.")


def test_a_pace_of_nothing_leaves_the_pauses_out(catalog: Catalog) -> None:
    """ready, switch and the short rest go; what they led to stays."""
    none = Pace(ready_s=0, switch_s=0, rest_s=0)
    assert told(alone(catalog, "hip-flexor-bed", 2, pace=none)) == (
        "intro10 setup10 setup8-R1 setup5-R1 setup6-R1 hold30-R1 release5-R1 "
        "setup8-L1 setup5-L1 setup6-L1 hold30-L1 release5-L1 "
        "hold30-R2 release5-R2 hold30-L2 release5-L2"
    )
    assert "rest5" not in words(alone(catalog, "glute-bridge", 2, pace=none))


def test_a_slower_pace_lengthens_the_pauses(catalog: Catalog) -> None:
    """A switch takes what the config says, or the record's own seconds where these are more."""
    slow = Pace(ready_s=6, switch_s=12, rest_s=9)
    standing = words(alone(catalog, "standing-hip-flexor", 2, pace=slow))
    assert {"ready6-R1", "switch12-L1", "switch12-R2"} <= set(standing)
    assert "switch25-R2" in words(alone(catalog, "hip-flexor-bed", 2, pace=slow))
    assert "rest9" in words(alone(catalog, "glute-bridge", 2, pace=slow))


def test_the_pace_does_not_touch_the_rest_between_stretches(catalog: Catalog) -> None:
    """`rest_s` is the one within a stretch."""
    stretches = [catalog.stretches[name] for name in ("standing-hip-flexor", "table-psoas")]
    doses = [PlannedStretch(stretch, 1, stretch.hold) for stretch in stretches]
    assert "rest20" in words(compile_session("Two", doses, catalog.vocabulary, PHRASES, pace=Pace(rest_s=0)))


@pytest.mark.parametrize(("count", "seconds"), [(1, 4), (10, 4), (11, 5), (15, 6), (16, 7), (20, 8)])
def test_a_step_lasts_its_words(catalog: Catalog, count: int, seconds: int) -> None:
    """0.4 s a word, rounded up to a whole second, at least 4."""
    record = catalog.stretches["standing-hip-flexor"]
    steps = tuple(Step("release", " ".join(["word"] * count)) if step.kind == "release" else step for step in record.steps)
    assert f"release{seconds}-R1" in words(alone(catalog, record._replace(steps=steps), 1))


def test_once_steps_have_no_side_and_come_once(routine: Timeline, catalog: Catalog) -> None:
    """Only before the first hold of their stretch."""
    once = {step.text for stretch in catalog.stretches.values() for step in stretch.steps if step.once}
    said = [phase for phase in routine.phases if phase.text in once]
    assert len(said) == len({phase.stretch for phase in said}) == 4
    for phase in said:
        assert phase.kind == "setup"
        assert routine.phases[phase.index - 1].kind == "intro"
        assert (phase.side, phase.felt, phase.rep, phase.reps) == (None, None, None, None)


def test_the_first_switch_only_changes_sides_and_later_ones_lead_all_the_way_back(catalog: Catalog) -> None:
    """The full setup follows the first one; the record's own words make up the others."""
    record = catalog.stretches["standing-hip-flexor"]
    switches = [phase for phase in alone(catalog, record).phases if phase.kind == "switch"]
    assert switches[0].text == "Change sides. Come all the way out, and get ready for the left side."
    assert switches[1].text == (
        "Step your right foot forward. Tuck your tail, keep your left leg straight and bend your right knee slowly."
    )
    assert [phase.text for phase in switches[1::2]] == [switches[1].text] * 2


def test_the_same_side_again_is_said_with_the_words_for_it(catalog: Catalog) -> None:
    """The record's `again`, with the side filled in."""
    phases = alone(catalog, "table-psoas", 2, order="grouped").phases
    again = [phase.text for phase in phases if phase.kind == "setup" and phase.rep == 2]
    assert again == [f"Lay your {side} leg back on the table, chest up." for side in ("right", "left")]


def test_cautions_are_said_at_their_moment_the_first_time_on_each_side(catalog: Catalog) -> None:
    """Later holds say the step alone."""
    holds = [phase.text for phase in alone(catalog, "standing-hip-flexor", 2).phases if phase.kind == "hold"]
    assert ["Ease off" in text for text in holds] == [True, True, False, False]
    caution = "Stop moving in as soon as the front of your left hip stretches."
    setups = [phase for phase in alone(catalog, "table-psoas", 2).phases if caution in phase.text]
    assert [(phase.kind, phase.side, phase.rep) for phase in setups] == [("setup", "left", 1)]


def test_after_pain_there_is_time_to_ease_off(catalog: Catalog) -> None:
    """At least eight seconds in place of the release, and the way out is in its words."""
    timeline = alone(catalog, "standing-hip-flexor")
    hold = next(phase for phase in timeline.phases if phase.kind == "hold")
    release = timeline.phases[hold.index + 1]
    eased = ouch_release(timeline, hold, PHRASES)
    assert eased.duration_s >= 8
    assert eased.text == f"{PHRASES.say('ease-off.text')} {release.text}"
    assert replace(eased, duration_s=release.duration_s, text=release.text, short=release.short) == release


@given(timelines())
def test_phases_follow_each_other_without_a_gap_and_add_up(timeline: Timeline) -> None:
    """Contiguous, numbered from 0, whole seconds above nothing, and their sum is the total."""
    assert [phase.index for phase in timeline.phases] == list(range(len(timeline.phases)))
    for phase, after in pairwise(timeline.phases):
        assert timeline.starts_s[phase.index] + phase.duration_s == timeline.starts_s[after.index]
        assert phase.item in (after.item, after.item - 1)
    assert sum(phase.duration_s for phase in timeline.phases) == timeline.total_s
    assert all(isinstance(phase.duration_s, int) and phase.duration_s > 0 for phase in timeline.phases)


@given(timelines())
def test_every_side_gets_every_rep_for_the_full_time(timeline: Timeline) -> None:
    """Three reps per side are six holds, each with the whole window; a side never gets half."""
    for number, item in enumerate(timeline.items):
        holds = [phase for phase in timeline.phases if phase.item == number and phase.kind == "hold"]
        assert sorted((str(hold.side), hold.rep) for hold in holds) == sorted(
            (str(side), rep) for side in item.sides for rep in range(1, item.reps + 1)
        )
        assert {(hold.floor_s, hold.duration_s) for hold in holds} == {(item.hold.floor_s, item.hold.target_s)}


@given(timelines())
def test_fields_that_do_not_belong_to_a_phase_are_empty(timeline: Timeline) -> None:
    """No side on intro and rest, no felt and no rep without a side, a floor on holds alone."""
    for phase in timeline.phases:
        if phase.kind in ("intro", "rest"):
            assert phase.side is None
        elif phase.kind != "setup":  # a setup may be one that comes once
            assert phase.side is not None
        assert (phase.side is None) == (phase.felt is None) == (phase.rep is None) == (phase.reps is None)
        assert (phase.floor_s is not None) == (phase.kind == "hold")
        assert phase.text


@given(timelines())
def test_switch_and_again_carry_side_and_rep_of_the_coming_hold(timeline: Timeline) -> None:
    """Whatever leads to a hold names that hold."""
    coming: Phase | None = None
    for phase in reversed(timeline.phases):
        if phase.kind == "hold":
            coming = phase
        elif phase.kind in ("setup", "ready", "switch") and phase.side is not None:
            assert coming is not None
            assert (phase.side, phase.felt, phase.rep, phase.reps) == (coming.side, coming.felt, coming.rep, coming.reps)


@given(timelines())
def test_a_switch_and_a_rest_never_come_together(timeline: Timeline) -> None:
    """Another side is switched to, the same side rested for; a switch stands between two sides."""
    side: Side | None = None
    since: list[str] = []
    item = 0
    for phase in timeline.phases:
        if phase.item != item:
            item, side, since = phase.item, None, []
        if phase.kind == "hold":
            assert since.count("switch") + since.count("rest") <= 1 or side is None
            assert "switch" not in since or phase.side != side
            side, since = phase.side, []
        else:
            since.append(phase.kind)


def mirrored(text: str) -> str:
    """The same text with right and left changed over."""
    swap = {"right": "left", "left": "right", "Right": "Left", "Left": "Right"}
    found = []
    for word in text.split(" "):
        core = word.rstrip(".,;:")
        found.append(swap.get(core, core) + word[len(core) :])
    return " ".join(found)


@pytest.mark.parametrize("order", ["alternate", "grouped"])
def test_right_and_left_mirror_word_for_word(catalog: Catalog, order: Order) -> None:
    """Of every stretch that has two sides, every phase of one is the mirror of the other's."""
    seen = 0
    for stretch in catalog.stretches.values():
        if stretch.sides == "both":
            continue
        seen += 1
        from_right, from_left = (alone(catalog, stretch, 2, order=order, first=first) for first in ("right", "left"))
        for right, left in zip(from_right.phases, from_left.phases, strict=True):
            assert mirrored(right.text) == left.text
            assert (right.kind, right.duration_s, right.rep) == (left.kind, left.duration_s, left.rep)
    assert seen >= 4


def test_a_text_depends_on_side_kind_and_first_or_later_alone(catalog: Catalog) -> None:
    """The order of the holds changes no word of setup, ready, hold and release."""
    for stretch in catalog.stretches.values():
        said = []
        for order, first in (("alternate", "right"), ("grouped", "left")):
            phases = alone(catalog, stretch, 3, order=order, first=first).phases  # type: ignore[arg-type]
            said.append(
                {
                    (phase.kind, phase.side, phase.rep == 1, phase.text)
                    for phase in phases
                    if phase.kind in ("ready", "hold", "release") or (phase.kind == "setup" and phase.rep == 1)
                }
            )
        assert said[0] == said[1]


def test_no_placeholder_is_left_in_any_text(catalog: Catalog) -> None:
    """Whatever is said is complete."""
    for stretch in catalog.stretches.values():
        for order in ("alternate", "grouped"):
            timeline = alone(catalog, stretch, 2, order=order)
            assert not [phase.text for phase in timeline.phases if "{" in phase.text or "}" in phase.text]
            assert not [caution for caution in timeline.items[0].cautions if "{" in caution]


def test_what_is_short_and_what_the_side_means_are_mirrored_with_it(catalog: Catalog) -> None:
    """A step's short text and the lead are those of the phase's side; changing sides and easing off have their own."""
    stretch = catalog.stretches["standing-hip-flexor"]
    steps = (
        Step("setup", "Find a place.", once=True, short="Find a place"),
        Step("setup", "Step your {side} foot forward.", short="{side} foot forward"),
        Step("hold", "Feel it in your {other} hip.", short="Stay tall"),
        Step("release", "Step back.", short="Feet together"),
    )
    changed = {"lead": "{side} leg in front", "switch_short": "Now the {side} foot", "again_short": "Sink in again"}
    timeline = alone(catalog, stretch._replace(steps=steps, **changed), 2)  # type: ignore[arg-type]
    said = [(phase.kind, phase.short, phase.lead) for phase in timeline.phases]
    assert said[:11] == [
        ("intro", None, None),
        ("setup", "Find a place", None),
        ("setup", "Right foot forward", "right leg in front"),
        ("ready", None, "right leg in front"),
        ("hold", "Stay tall", "right leg in front"),
        ("release", "Feet together", "right leg in front"),
        ("switch", "Change sides", "left leg in front"),
        ("setup", "Left foot forward", "left leg in front"),
        ("ready", None, "left leg in front"),
        ("hold", "Stay tall", "left leg in front"),
        ("release", "Feet together", "left leg in front"),
    ]
    assert said[11] == ("switch", "Now the right foot", "right leg in front")
    assert ouch_release(timeline, timeline.phases[4], PHRASES).short == "Ease off"


def test_a_record_without_short_texts_falls_back_to_its_side(catalog: Catalog) -> None:
    """No short text, and "right side" for the lead; both sides at once have "both sides"."""
    stretch = catalog.stretches["standing-hip-flexor"]
    bare = stretch._replace(lead=None, steps=tuple(step._replace(short=None) for step in stretch.steps))
    phases = alone(catalog, bare, 1).phases
    assert {phase.lead for phase in phases} == {None, "right side", "left side"}
    assert {phase.short for phase in phases} == {None, "Change sides"}
    assert {phase.lead for phase in alone(catalog, "glute-bridge", 1).phases} == {None, "both sides"}


def test_a_caution_of_the_intro_is_said_once_before_the_first_movement(catalog: Catalog) -> None:
    """It belongs to the intro's text, which lasts as long as saying it takes."""
    warning = "Leave this out when your knee swells, when it locks, or when you have been told not to put any weight on it yet."
    stretch = catalog.stretches["standing-hip-flexor"]._replace(cautions=(Caution(warning, "intro"),))
    phases = alone(catalog, stretch, 2).phases
    assert [phase.kind for phase in phases if warning in phase.text] == ["intro"]
    assert phases[0].duration_s == spoken_s(phases[0].text) > 10


def test_a_caution_for_some_is_said_to_nobody_else(catalog: Catalog) -> None:
    """Whatever its moment: whom it concerns is not known from the record."""
    cautions = tuple(Caution("With a new hip, ask first.", at, "hip-replacement") for at in ("intro", "setup", "hold", "release"))
    stretch = catalog.stretches["standing-hip-flexor"]._replace(cautions=cautions)
    assert [phase.kind for phase in alone(catalog, stretch, 2).phases if "new hip" in phase.text] == []
