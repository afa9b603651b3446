"""Sessions that the program puts together: how much of what, and why not more."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stretchcli.catalog.constraints import PersonalCaution
from stretchcli.catalog.records import HoldRange, RoutineItem
from stretchcli.catalog.selection import Chosen, Limits, Request, Selection, select
from stretchcli.errors import NothingMatches
from stretchcli.session.doses import given_s
from stretchcli.session.history import History
from stretchcli.session.planner import Plan, plan
from stretchcli.session.summary import BodySide
from stretchcli.session.wishes import HoldWish, Wishes
from tests.samples import PHRASES
from tests.strategies import CATALOG

WORDS = CATALOG.vocabulary
NAMES = st.sampled_from(list(CATALOG.stretches))
HISTORIES = st.builds(
    History,
    week_s=st.dictionaries(st.tuples(st.sampled_from(list(WORDS.groups)), st.sampled_from(["right", "left"])), st.floats(0, 900)),
    week_days=st.dictionaries(
        st.tuples(st.sampled_from(list(WORDS.groups)), st.sampled_from(["right", "left"])), st.integers(0, 3)
    ),
    recent=st.lists(st.lists(NAMES, max_size=4).map(tuple), max_size=3).map(tuple),
    hurt=st.frozensets(NAMES, max_size=3),
)
REQUESTS = st.builds(
    lambda what, limits: Request(what=what, limits=limits, whole=True),
    what=st.lists(st.sampled_from(["hips", "neck", "hamstrings", "whole-body", "iliopsoas", "chest"]), max_size=2).map(tuple),
    limits=st.builds(
        lambda avoid, pain: Limits(avoid=avoid, pain=pain),
        avoid=st.lists(st.sampled_from(["kneeling", "floor", "chair", "balance"]), max_size=1).map(tuple),
        pain=st.lists(st.sampled_from(list(WORDS.conditions)), max_size=2).map(tuple),
    ),
)
WISHES = st.builds(
    lambda minutes, effort, reps, hold: Wishes(minutes=minutes, effort=effort, reps=reps, hold=hold),
    minutes=st.floats(2, 25),
    effort=st.sampled_from(["gentle", "normal", "deep"]),
    reps=st.one_of(st.none(), st.none(), st.integers(1, 4)),
    hold=st.one_of(st.none(), st.none(), st.integers(5, 60).map(HoldWish)),
)


@settings(max_examples=15, deadline=None)
@given(REQUESTS, WISHES, HISTORIES)
def test_nothing_is_done_more_than_its_source_and_the_wishes_say(request_: Request, wishes: Wishes, history: History) -> None:
    """What is given is kept as given; else reps and holds go as far as the record or the routine, and no further."""
    try:
        selection = select(CATALOG, request_, PHRASES)
        laid_out = plan(selection, wishes, WORDS, PHRASES, history)
    except NothingMatches:
        return
    chosen = {one.stretch.id: one for one in selection.chosen}
    for item in laid_out.timeline.items:
        stretch = chosen[item.stretch].stretch
        if wishes.reps:
            assert item.reps == wishes.reps
        else:
            assert item.reps <= max(stretch.reps, stretch.most_reps or 0, chosen[item.stretch].item.reps or 0)
        if wishes.hold:
            assert item.hold.target_s == wishes.hold.target_s
        else:
            assert item.hold.target_s <= max(stretch.hold.target_s, stretch.longest_s or 0)


def composed(*what: str, minutes: float | None = 12, history: History | None = None, **limits: tuple[str, ...]) -> Plan:
    """A plan for these names."""
    request = Request(what=what, limits=Limits(**limits), whole=not what)
    return plan(select(CATALOG, request, PHRASES), Wishes(minutes=minutes), WORDS, PHRASES, history or History())


def names(laid_out: Plan) -> list[str]:
    """The stretches in order."""
    return [item.stretch for item in laid_out.timeline.items]


def test_what_is_short_is_told_with_its_reason() -> None:
    """No time; nothing but work; nothing left; only with care; a hole of a condition."""
    why = {short.group: short.why for short in composed(minutes=5).short}
    assert set(why.values()) == {"no-time"}
    assert ("abductors", "hole") in {(s.group, s.why) for s in composed(minutes=20, pain=("hip-replacement",)).short}
    assert ("hip-flexors", "hole") in {(s.group, s.why) for s in composed(minutes=20, pain=("hip-replacement",)).short}
    assert composed("glute-bridge", "neck", minutes=20).short == ()


def test_no_more_minutes_are_asked_for_where_they_would_not_help() -> None:
    """Lying on the floor there is no stretch for the quadriceps, only on a bed: that would be a second way down."""
    selection = select(CATALOG, Request(positions=("supine",), whole=True), PHRASES)
    short = plan(selection, Wishes(minutes=60), WORDS, PHRASES).short
    assert [(one.group, one.why) for one in short if one.group == "quadriceps"] == [("quadriceps", "way-down")]


def test_no_stretch_is_repeated_for_more_than_two_doses_where_there_are_others() -> None:
    """Not even of those that take least time for their dose; alone it is done as much as its source says."""
    laid_out = composed(minutes=45)
    reaching = Counter(group for stretch in CATALOG.stretches.values() for group in stretch.targets)
    for item in laid_out.timeline.items:
        stretch = CATALOG.stretches[item.stretch]
        assert min(reaching[group] for group in stretch.targets) > 1
        assert given_s(stretch, item.reps, item.hold.target_s) <= 120
    long = max(CATALOG.stretches.values(), key=lambda stretch: given_s(stretch, stretch.most_reps or 1, stretch.hold.target_s))
    (alone,) = composed(long.id, minutes=60).timeline.items
    assert given_s(long, alone.reps, alone.hold.target_s) > 120


def test_a_muscle_with_one_stretch_gets_all_that_it_gains_from() -> None:
    """Four minutes of it; the glute bridge beside it only works the muscle, so there is no other to give the rest."""
    bridge = CATALOG.stretches["glute-bridge"]._replace(targets=("glutes",))
    only = CATALOG.stretches["overhead-triceps"]._replace(targets=("glutes",), hold=HoldRange(20, 30), most_reps=8)
    chosen = tuple(Chosen(one, RoutineItem(one.id), by_hand=False, as_written=True) for one in (only, bridge))
    laid_out = plan(Selection((), chosen, {}, {}), Wishes(minutes=40), WORDS, PHRASES)
    assert set(names(laid_out)) == {only.id, bridge.id}
    assert laid_out.doses["glutes", "right"] == 240


def test_what_a_condition_minds_fills_no_time() -> None:
    """Named by hand it is done, as little of it as may be; the minutes go to the stretch without a caution."""
    minded, clean = (
        CATALOG.stretches[name]._replace(targets=("neck",), hold=HoldRange(20, 30), most_reps=8)
        for name in ("overhead-triceps", "standing-hip-flexor")
    )
    caution = PersonalCaution(("knee-pain",), needs=("kneeling",))
    chosen = (
        Chosen(minded, RoutineItem(minded.id), by_hand=True, cautions=(caution,)),
        Chosen(clean, RoutineItem(clean.id), by_hand=False),
    )
    laid_out = plan(Selection((), chosen, {}, {}, composing=True), Wishes(minutes=40), WORDS, PHRASES)
    held_s = {item.stretch: item.reps * item.hold.target_s for item in laid_out.timeline.items}
    assert held_s == {minded.id: 20, clean.id: 120}


@pytest.mark.parametrize("minutes", [10, 20])
@pytest.mark.parametrize("condition", ["recent-surgery", "falls-risk"])
def test_nothing_that_a_condition_minds_is_chosen_for_a_dose_that_others_can_give(condition: str, minutes: int) -> None:
    """No lying on a belly just operated on, for one group more: every group has a stretch without a caution."""
    selection = select(CATALOG, Request(limits=Limits(pain=(condition,)), whole=True), PHRASES)
    minded = {one.stretch.id for one in selection.chosen if one.cautions}
    clean = {one.stretch.targets[0] for one in selection.chosen if not one.cautions}
    laid_out = plan(selection, Wishes(minutes=minutes), WORDS, PHRASES)
    assert minded
    assert clean >= set(laid_out.targets)
    assert not minded & set(names(laid_out))


def test_what_a_condition_minds_counts_where_nothing_else_gives_the_dose() -> None:
    """Better with its caution than not at all: with sciatica the glutes have one stretch without, good for 20 s."""
    laid_out = composed(minutes=45, pain=("sciatica",))
    assert laid_out.doses["glutes", "left"] >= 60


def test_a_group_without_minutes_gets_one_effective_dose() -> None:
    """Each that was named, in at most twenty minutes."""
    laid_out = composed("hips", "hamstrings", minutes=None)
    assert laid_out.bound == "one-dose"
    assert laid_out.timeline.total_s <= 20 * 60
    assert all(60 <= laid_out.doses[group, "left"] < 120 for group in ("hip-flexors", "hamstrings"))


def test_what_hurt_gives_way() -> None:
    """Lately painful, it is left out where another stretch serves, and its easier one comes in its place."""
    usual = names(composed("hips", minutes=None))
    assert not set(usual) & set(names(composed("hips", minutes=None, history=History(hurt=frozenset(usual)))))


@pytest.mark.parametrize("group", ["hamstrings", "hips"])
def test_what_hurt_fills_no_time(group: str) -> None:
    """Minutes that are left over do not bring back what hurt, where other stretches give each muscle its dose."""
    for name in names(composed(group, minutes=10)):
        spared = composed(group, minutes=10, history=History(hurt=frozenset({name})))
        assert name not in names(spared)
        assert spared.short == ()


def test_sessions_differ_from_the_last_ones() -> None:
    """What was done last time makes room, as long as the doses are the same."""
    usual = composed("hamstrings", minutes=None)
    next_ = composed("hamstrings", minutes=None, history=History(recent=(tuple(names(usual)),)))
    assert not set(names(usual)) & set(names(next_))
    assert next_.doses["hamstrings", "left"] >= 60


def test_what_is_due_comes_first() -> None:
    """Of two groups for which there is no time together, the one that had its days this week waits."""
    sides = ("right", "left")
    had = {"neck": "hamstrings", "hamstrings": "neck"}
    for group, other in had.items():
        history = History(week_days={(group, side): 2 for side in sides})  # type: ignore[misc]
        doses = composed("neck", "hamstrings", minutes=2.2, history=history).doses
        assert doses.get((other, "left"), 0) >= 10 > doses.get((group, "left"), 0)


def test_what_one_side_has_had_is_still_due() -> None:
    """Of two groups the one whose left side was left out waits no longer than one that had one day on both."""
    for group, other in {"neck": "hamstrings", "hamstrings": "neck"}.items():
        both: dict[tuple[str, BodySide], int] = {(other, "right"): 1, (other, "left"): 1}
        one_side: dict[tuple[str, BodySide], int] = {(group, "right"): 2}
        doses = composed("neck", "hamstrings", minutes=2.2, history=History(week_days=both | one_side)).doses
        assert doses.get((group, "left"), 0) >= 10 > doses.get((other, "left"), 0)
        both_s: dict[tuple[str, BodySide], float] = {(other, "right"): 600.0, (other, "left"): 600.0}
        doses = composed("neck", "hamstrings", minutes=2.2, history=History(week_s=both_s | {(group, "right"): 600.0})).doses
        assert doses.get((group, "left"), 0) >= 10 > doses.get((other, "left"), 0)


def test_a_condition_minds_no_stretch_where_a_clean_one_serves() -> None:
    """With low back pain the hamstrings have stretches that call for no caution."""
    assert cautioned("hamstrings", "low-back-pain") == []


def cautioned(group: str, condition: str) -> list[str]:
    """What a short session for the group has with a caution of the condition."""
    selection = select(CATALOG, Request(what=(group,), limits=Limits(pain=(condition,))), PHRASES)
    kept = names(plan(selection, Wishes(minutes=6), WORDS, PHRASES))
    return [chosen.stretch.id for chosen in selection.chosen if chosen.stretch.id in kept and chosen.cautions]


@pytest.mark.parametrize(("effort", "least_s", "most_s"), [("gentle", 10, 20), ("normal", 15, 30), ("deep", 30, 60)])
def test_the_level_says_how_long_holds_are(effort: str, least_s: int, most_s: int) -> None:
    """20 s, as the record says, up to 60 s; each within the record's own range."""
    selection = select(CATALOG, Request(what=("hamstrings",)), PHRASES)
    items = plan(selection, Wishes(minutes=30, effort=effort), WORDS, PHRASES).timeline.items  # type: ignore[arg-type]
    assert max(item.hold.target_s for item in items) <= most_s or effort == "gentle"
    for item in items:
        stretch = CATALOG.stretches[item.stretch]
        assert stretch.hold.floor_s <= item.hold.target_s <= max(stretch.hold.target_s, stretch.longest_s or 0)
        if effort == "gentle":
            assert item.reps * item.hold.target_s <= stretch.reps * stretch.hold.target_s


def test_a_deep_session_stays_within_what_gains_something() -> None:
    """What was named is held for longer where its source goes further, but no muscle passes 240 s for it."""
    names_ = ("supine-hamstring-strap", "doorway-wall-hamstring", "prone-strap-quad")
    selection = select(CATALOG, Request(what=names_), PHRASES)
    normal, deep = (plan(selection, Wishes(effort=effort), WORDS, PHRASES) for effort in ("normal", "deep"))
    assert normal.doses["hamstrings", "left"] < deep.doses["hamstrings", "left"] <= 240
    assert [item.hold.target_s for item in deep.timeline.items] == [60, 60, 60]
    selection = select(CATALOG, Request(what=(*names_, "seated-chair-hamstring", "supine-hamstring-hands")), PHRASES)
    deep = plan(selection, Wishes(effort="deep"), WORDS, PHRASES)
    assert deep.doses["hamstrings", "left"] <= 240


def test_what_only_works_a_muscle_fills_no_session() -> None:
    """The glute bridge is done by name, or where a routine has it."""
    assert "glute-bridge" not in names(composed("hips", minutes=40))
    assert "glute-bridge" in names(composed("glute-bridge", "hips", minutes=20))
    assert "glute-bridge" in names(composed("iliopsoas", minutes=20))
