"""What is promised of every session that the program puts together, from the built-in catalog and from generated ones."""

from __future__ import annotations

from collections import Counter
from functools import cache
from itertools import pairwise
from typing import Final

from hypothesis import given, settings
from hypothesis import strategies as st

from stretchcli.catalog.folders import data_folder
from stretchcli.catalog.loader import load
from stretchcli.catalog.records import Catalog, Equipment, HoldRange, Routine, RoutineItem, Stretch
from stretchcli.catalog.selection import Limits, Request, Selection, select
from stretchcli.errors import NothingMatches
from stretchcli.session.doses import BODY_SIDES
from stretchcli.session.history import History
from stretchcli.session.length import Pace
from stretchcli.session.planner import Plan, plan
from stretchcli.session.wishes import Wishes
from tests.samples import PHRASES
from tests.strategies import CATALOG

WORDS: Final = CATALOG.vocabulary
GROUPS: Final = list(WORDS.groups)
FEW: Final = GROUPS[:5]
NAMES: Final = st.sampled_from(list(CATALOG.stretches))
NEEDS: Final = st.sampled_from([need.id for need in WORDS.needs.values() if not need.equipment])
CONDITIONS: Final = st.sampled_from(list(WORDS.conditions))
PLACES: Final[dict[str, str]] = {"seated": "chair", "standing": "wall", "quadruped": "mat", "supine": "bed", "side-lying": ""}


@cache
def built_in() -> Catalog:
    """The catalog as it is shipped."""
    return load(data_folder()).catalog


@st.composite
def stretches(draw: st.DrawFn) -> list[Stretch]:
    """Records that have the steps of samples, but other muscles, places, doses and reasons to skip them."""
    found = []
    for sample in draw(st.lists(st.sampled_from(list(CATALOG.stretches.values())), min_size=3, max_size=9, unique_by=id)):
        position = draw(st.sampled_from(list(PLACES)))
        required = (PLACES[position],) if PLACES[position] and draw(st.booleans()) else ()
        needs = tuple(draw(st.lists(NEEDS, max_size=2)))
        all_needs = WORDS.expanded((*needs, *required, *WORDS.positions[position].implies))
        skip_if = tuple(draw(st.lists(CONDITIONS, max_size=1)))
        skipping = (c.id for c in WORDS.conditions.values() if c.id in skip_if or set(all_needs) & set(c.skip_needs))
        floor_s, target_s = sorted(draw(st.tuples(st.integers(5, 40), st.integers(5, 40))))
        changed = sample._replace(
            targets=tuple(draw(st.lists(st.sampled_from(FEW), min_size=1, max_size=3, unique=True))),
            position=position,
            also_positions=(),
            equipment=Equipment(required),
            needs=needs,
            all_needs=all_needs,
            skip_if=skip_if,
            skip_conditions=tuple(skipping),
            felt=draw(st.sampled_from(["same", "other", "both"])) if sample.sides == "each" else "both",
            hold=HoldRange(floor_s, target_s),
            reps=draw(st.integers(1, 4)),
            most_reps=draw(st.sampled_from([None, 6])),
            easier=(),
            harder=(),
        )
        found.append(changed)
    return found


@st.composite
def catalogs(draw: st.DrawFn) -> Catalog:
    """A small catalog with one routine."""
    found = {stretch.id: stretch for stretch in draw(stretches())}
    items = draw(st.lists(st.sampled_from(list(found)), min_size=2, unique=True))
    routine = Routine("morning", "Morning", "Everybody.", tuple(RoutineItem(name) for name in items))
    return CATALOG._replace(stretches=found, routines={routine.id: routine})


@st.composite
def histories(draw: st.DrawFn) -> History:
    """What somebody did lately."""
    pairs = st.tuples(st.sampled_from(GROUPS), st.sampled_from(BODY_SIDES))
    return History(
        week_s=draw(st.dictionaries(pairs, st.floats(0, 900), max_size=8)),
        week_days=draw(st.dictionaries(pairs, st.integers(0, 3), max_size=8)),
        recent=tuple(tuple(one) for one in draw(st.lists(st.lists(NAMES, max_size=6), max_size=3))),
        hurt=draw(st.frozensets(NAMES, max_size=6)),
    )


@st.composite
def requests(draw: st.DrawFn, groups: list[str]) -> Request:
    """Groups, a routine or the whole catalog, for somebody who cannot do everything."""
    what = draw(st.lists(st.sampled_from(groups), max_size=3, unique=True)) + draw(st.sampled_from([[], [], ["morning"]]))
    avoid, pain = draw(st.lists(NEEDS, max_size=1)), draw(st.lists(CONDITIONS, max_size=2))
    positions = draw(st.sampled_from([(), (), ("supine",), ("side-lying", "supine")]))
    return Request(tuple(what), limits=Limits(tuple(avoid), tuple(pain)), positions=positions, whole=True)


@st.composite
def wishes(draw: st.DrawFn) -> Wishes:
    """Minutes or none, at any level and pace, in either order of sides."""
    known = draw(st.frozensets(NAMES, max_size=20))
    seconds = st.integers(0, 30)
    return Wishes(
        minutes=draw(st.one_of(st.none(), st.floats(1.5, 40))),
        order=draw(st.sampled_from(["alternate", "grouped"])),
        first=draw(st.sampled_from(["right", "left"])),
        effort=draw(st.sampled_from(["gentle", "normal", "deep"])),
        pace=Pace(draw(seconds), draw(seconds), draw(seconds), draw(st.booleans()), known),
    )


def check(catalog: Catalog, request: Request, wish: Wishes, history: History) -> None:
    """Ask for a session, and look whether it is as it was promised."""
    try:
        selection = select(catalog, request, PHRASES)
        laid_out = plan(selection, wish, WORDS, PHRASES, history)
    except NothingMatches:
        return
    it_fits(laid_out, wish, selection)
    it_breaks_no_constraint(laid_out, catalog, request.limits)
    both_sides_get_the_same(laid_out, catalog)
    as_written = wish.minutes is None and any(one.as_written for one in selection.chosen)
    assert as_written or max(ways(laid_out)) <= 1
    assert plan(select(catalog, request, PHRASES), wish, WORDS, PHRASES, history) == laid_out


def it_fits(laid_out: Plan, wish: Wishes, selection: Selection) -> None:
    """No longer than the minutes, second by second; a group without minutes gets twenty at most."""
    total_s = sum(phase.duration_s for phase in laid_out.timeline.phases)
    if wish.minutes is not None:
        assert total_s <= wish.minutes * 60
    elif not any(one.as_written for one in selection.chosen):
        assert total_s <= 20 * 60


def it_breaks_no_constraint(laid_out: Plan, catalog: Catalog, limits: Limits) -> None:
    """Nothing that cannot be done, that a source says to skip, that is forbidden or only done with care."""
    for item in laid_out.timeline.items:
        stretch = catalog.stretches[item.stretch]
        assert not set(stretch.all_needs) & set(limits.avoid), item.stretch
        for name in limits.pain:
            condition = WORDS.conditions[name]
            assert name not in stretch.skip_if, item.stretch
            assert not set(stretch.all_needs) & {*condition.skip_needs, *condition.warn}, item.stretch


def both_sides_get_the_same(laid_out: Plan, catalog: Catalog) -> None:
    """Each side leads as long, and every muscle is stretched as long on it, counted where it is felt; so says the plan."""
    led: Counter[tuple[str, str]] = Counter()
    held: Counter[tuple[str, str]] = Counter()
    for phase in laid_out.timeline.phases:
        if phase.kind == "hold":
            stretch = catalog.stretches[phase.stretch]
            led.update({(stretch.id, side): phase.duration_s for side in BODY_SIDES if phase.side in (side, "both")})
            groups = stretch.targets if stretch.effect == "stretch" else ()
            held.update(
                {(group, side): phase.duration_s for group in groups for side in BODY_SIDES if phase.felt in (side, "both")}
            )
    for seconds in (led, held):
        assert all(seconds[name, "right"] == seconds[name, "left"] for name, _ in seconds)
    assert laid_out.doses == held


def ways(laid_out: Plan) -> tuple[int, int]:
    """How often somebody who stands at first and in the end goes down, to the knees, the floor or a bed, and gets up again."""
    places = ["up", *("floor" if item.level == "knees" else item.level for item in laid_out.timeline.items), "up"]
    moves = [(here, there) for here, there in pairwise(places) if here != there]
    return sum(there != "up" for _, there in moves), sum(here != "up" for here, _ in moves)


@settings(max_examples=30)
@given(catalogs(), requests(FEW), wishes(), histories())
def test_sessions_of_any_catalog_are_as_promised(catalog: Catalog, request_: Request, wish: Wishes, history: History) -> None:
    """They fit; they break no constraint and hold nothing with care; sides are equal; they go down once and get up once at
    most; and the same question has the same answer."""
    check(catalog, request_, wish, history)


@settings(max_examples=20)
@given(requests(GROUPS), wishes(), histories())
def test_sessions_of_the_built_in_catalog_are_as_promised(request_: Request, wish: Wishes, history: History) -> None:
    """The same of the stretches and routines that come with the program."""
    check(built_in(), request_, wish, history)
