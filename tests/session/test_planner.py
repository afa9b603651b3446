"""How much of each stretch: wishes, what a routine says, and what fits into the minutes."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchcli.catalog.records import Catalog, HoldRange, Routine, RoutineItem
from stretchcli.catalog.selection import Limits, Request, select
from stretchcli.catalog.wording import caution_words
from stretchcli.errors import NothingMatches
from stretchcli.session.planner import Plan, plan, session_title
from stretchcli.session.wishes import HoldWish, Wishes
from tests.samples import PHRASES
from tests.strategies import CATALOG

FIVE = ("standing-hip-flexor", "kneeling-hip-flexor", "glute-bridge", "hip-flexor-bed", "table-psoas")


def planned(wishes: Wishes, *what: str, catalog: Catalog = CATALOG) -> Plan:
    """The plan for these names."""
    return plan(select(catalog, Request(what=what), PHRASES), wishes, catalog.vocabulary, PHRASES)


def with_routine(*, reps: int | None, hold: HoldRange | None) -> Catalog:
    """The catalog with a routine of the bridge that has a dose of its own."""
    routine = Routine("short-bridge", "Short bridge", "Everybody.", (RoutineItem("glute-bridge", reps, hold),))
    return CATALOG._replace(routines={**CATALOG.routines, routine.id: routine})


def doses(laid_out: Plan) -> list[tuple[str, int, int]]:
    """Stretch, reps and seconds of each item."""
    return [(item.stretch, item.reps, item.hold.target_s) for item in laid_out.timeline.items]


@pytest.mark.parametrize(
    ("wish", "own", "expected"),
    [
        (HoldWish(30), HoldRange(20, 30), HoldRange(20, 30)),
        (HoldWish(45), HoldRange(20, 30), HoldRange(20, 45)),
        (HoldWish(10), HoldRange(20, 30), HoldRange(10, 10)),
        (HoldWish(40, floor_s=15), HoldRange(20, 30), HoldRange(15, 40)),
    ],
)
def test_a_wish_for_holds_sets_the_target_and_the_floor_follows(wish: HoldWish, own: HoldRange, expected: HoldRange) -> None:
    """N: target N, the record's floor unless it is above N. A-B: floor A, target B."""
    assert wish.applied(own) == expected


def test_an_easier_way_is_planned_as_if_it_had_been_chosen() -> None:
    """With the hold that is wished for and the cautions of the person's conditions, in words."""
    request = Request(what=("kneeling-hip-flexor",), limits=Limits(pain=("lower-back",)))
    selection = select(CATALOG, request, PHRASES)
    (item,) = plan(selection, Wishes(hold=HoldWish(12)), CATALOG.vocabulary, PHRASES).timeline.items
    way = item.easier[0]
    assert way.stretch == "standing-hip-flexor"
    assert way.hold == HoldRange(12, 12)
    worded = [caution_words(one, CATALOG.vocabulary, PHRASES) for one in selection.chosen[0].ways[0].cautions]
    assert list(way.cautions) == worded != []


def test_without_wishes_a_routine_says_how_much() -> None:
    """Its own reps and holds, else the record's."""
    catalog = with_routine(reps=2, hold=HoldRange(5, 10))
    assert doses(planned(Wishes(), "short-bridge", catalog=catalog)) == [("glute-bridge", 2, 10)]
    catalog = with_routine(reps=None, hold=None)
    assert doses(planned(Wishes(), "short-bridge", catalog=catalog)) == [("glute-bridge", 10, 30)]


def test_flags_beat_the_dose_of_a_routine() -> None:
    """What is asked for now counts more than what the routine usually does; its floor stays where it is lower."""
    laid_out = planned(Wishes(hold=HoldWish(25), reps=4), "short-bridge", catalog=with_routine(reps=2, hold=HoldRange(5, 10)))
    assert doses(laid_out) == [("glute-bridge", 4, 25)]
    assert laid_out.timeline.items[0].hold == HoldRange(5, 25)


def test_time_that_gains_nothing_is_not_used() -> None:
    """Ten hours of the hip flexors end where a muscle has had four minutes on each side, and the plan says so."""
    laid_out = planned(Wishes(minutes=600))
    assert laid_out.doses["hip-flexors", "right"] == laid_out.doses["hip-flexors", "left"] == 240
    assert (laid_out.bound, laid_out.spare_s) == ("doses", 600 * 60 - laid_out.timeline.total_s)


def test_few_minutes_take_reps_before_stretches() -> None:
    """Twenty minutes hold all of a routine that can be done going down once: what needs the bed besides the floor cannot."""
    laid_out = planned(Wishes(minutes=20))
    assert {name for name, _, _ in doses(laid_out)} == {*FIVE} - {"hip-flexor-bed"}
    assert laid_out.timeline.total_s <= 20 * 60


def test_what_has_no_time_is_told() -> None:
    """Five minutes are not enough for all five, and the plan says which were left out."""
    laid_out = planned(Wishes(minutes=5))
    kept = [name for name, _, _ in doses(laid_out)]
    assert kept
    assert sorted([*kept, *(stretch.id for stretch in laid_out.no_time)]) == sorted(FIVE)


def test_named_ones_come_before_the_others() -> None:
    """The last of the routine stays when it was named, and people stand before they lie down."""
    laid_out = planned(Wishes(minutes=6), "iliopsoas", "table-psoas")
    kept = [name for name, _, _ in doses(laid_out)]
    assert kept[0] == "table-psoas"


def test_named_ones_are_shortened_before_they_are_refused() -> None:
    """All of them go down to their floors where only that lets the last one in."""
    names = ("standing-hip-flexor", "table-psoas")
    at_floor = planned(Wishes(reps=1, hold=HoldWish(20)), *names).timeline.total_s
    laid_out = planned(Wishes(minutes=at_floor / 60), *names)
    assert doses(laid_out) == [(name, 1, 20) for name in names]


def test_too_few_minutes_for_a_named_one_are_refused_with_the_time_it_needs() -> None:
    """It is never dropped in silence; what is said to be needed is enough, and a second less is not."""
    with pytest.raises(NothingMatches, match="not enough time") as refused:
        planned(Wishes(minutes=1), "standing-hip-flexor", "table-psoas")
    needed_s = planned(Wishes(reps=1, hold=HoldWish(20)), "standing-hip-flexor", "table-psoas").timeline.total_s
    minutes = math.ceil(needed_s / 60)
    assert f"“Table psoas stretch” takes {PHRASES.duration(needed_s)}. Give --minutes {minutes} or more." in refused.value.remedy
    assert planned(Wishes(minutes=needed_s / 60), "standing-hip-flexor", "table-psoas").timeline.total_s == needed_s
    with pytest.raises(NothingMatches):
        planned(Wishes(minutes=(needed_s - 1) / 60), "standing-hip-flexor", "table-psoas")


def test_minutes_for_not_even_one_stretch_are_refused() -> None:
    """The shortest of what was asked for is named, with its time."""
    with pytest.raises(NothingMatches) as refused:
        planned(Wishes(minutes=0.2))
    assert "takes" in refused.value.remedy


def test_given_reps_and_holds_are_not_touched_by_minutes() -> None:
    """The planner chooses only what was not given."""
    laid_out = planned(Wishes(minutes=12, reps=2, hold=HoldWish(30)))
    assert {(reps, hold_s) for _, reps, hold_s in doses(laid_out)} == {(2, 30)}
    assert laid_out.timeline.total_s <= 12 * 60


@given(
    st.floats(1.5, 60),
    st.lists(st.sampled_from([*FIVE, "iliopsoas", "hip-flexors"]), max_size=4),
    st.one_of(st.none(), st.integers(1, 5)),
    st.one_of(st.none(), st.builds(HoldWish, st.integers(3, 90))),
)
def test_minutes_are_never_exceeded_and_named_ones_never_dropped(
    minutes: float, what: list[str], reps: int | None, hold: HoldWish | None
) -> None:
    """Whatever is asked for, the session fits, or it is refused."""
    try:
        laid_out = planned(Wishes(hold=hold, reps=reps, minutes=minutes), *what)
    except NothingMatches:
        return
    assert laid_out.timeline.total_s <= minutes * 60
    kept = [item.stretch for item in laid_out.timeline.items]
    assert len(kept) == len(set(kept))
    assert {name for name in what if name in FIVE} <= set(kept)


@given(st.floats(3, 40), st.floats(0, 20))
def test_more_minutes_never_hold_for_less(minutes: float, more: float) -> None:
    """A longer session of one stretch has at least the holds of the shorter one."""
    shorter, longer = (planned(Wishes(minutes=length), "standing-hip-flexor").timeline for length in (minutes, minutes + more))
    assert shorter.holds <= longer.holds


@pytest.mark.parametrize(
    ("request_", "title"),
    [
        (Request(), "The five hip flexor stretches"),
        (Request(what=("calves", "glute-bridge")), "Calves and Glute bridge"),
        (Request(targets=("hips",), whole=True), "Stretches for the hip flexors"),
        (Request(positions=("standing", "seated"), whole=True), "Stretches standing or sitting"),
        (Request(targets=("hips",), positions=("standing",), whole=True), "Stretches for the hip flexors, standing"),
        (Request(positions=("supine",), whole=True), "Stretches lying on your back"),
        (Request(whole=True), "A session from the whole catalog"),
    ],
)
def test_a_session_is_called_by_what_was_asked_for(request_: Request, title: str) -> None:
    """By names, else by the groups and positions to which the catalog was narrowed."""
    groups = {
        name: group._replace(name={"hip-flexors": "hip flexors", "calves": "calves"}.get(name, group.name))
        for name, group in CATALOG.vocabulary.groups.items()
    }
    catalog = CATALOG._replace(vocabulary=CATALOG.vocabulary._replace(groups=groups))
    assert session_title(select(catalog, request_, PHRASES), catalog.vocabulary, PHRASES) == title
