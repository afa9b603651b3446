"""``--minutes``: what is let into a short session."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stretchcli.catalog.records import Catalog
from stretchcli.catalog.selection import Limits, Request, select
from stretchcli.errors import NothingMatches
from stretchcli.session.planner import Plan, plan
from stretchcli.session.wishes import Wishes
from tests.samples import PHRASES
from tests.strategies import CATALOG


def within(catalog: Catalog, minutes: float, *what: str, target: str = "", avoid: tuple[str, ...] = ()) -> Plan:
    """A plan of so many minutes."""
    targets = (target,) if target else ()
    selection = select(catalog, Request(what=what, limits=Limits(avoid=avoid), targets=targets, whole=True), PHRASES)
    return plan(selection, Wishes(minutes=minutes), catalog.vocabulary, PHRASES)


@settings(max_examples=25)
@given(st.floats(1, 300), st.sampled_from([(), ("hips",), ("whole-body",), ("chair-only",), ("calves", "neck")]))
def test_a_session_fits_into_its_minutes(minutes: float, what: tuple[str, ...]) -> None:
    """Whatever was asked for, the session as it is laid out is no longer than the minutes."""
    try:
        timeline = within(CATALOG, minutes, *what).timeline
    except NothingMatches:
        assert minutes < 4
    else:
        assert timeline.total_s <= minutes * 60


def test_a_short_session_serves_many_groups(catalog: Catalog) -> None:
    """Ten minutes of the whole catalog give most of the sixteen groups at least 20 s on each side."""
    laid_out = within(catalog, 10)
    assert sum(laid_out.doses.get((group, "left"), 0) >= 20 for group in laid_out.targets) >= 10


def test_a_group_that_was_asked_for_fills_its_minutes_itself(catalog: Catalog) -> None:
    """Stretches that reach the hip flexors besides another group wait until the hip flexors' own are in."""
    for plan_of_hips in (within(catalog, 10, "hips"), within(catalog, 10, target="hips")):
        assert {item.targets[0] for item in plan_of_hips.timeline.items} == {"hip-flexors"}


def test_a_short_routine_says_nothing_of_what_the_sources_allow(catalog: Catalog) -> None:
    """The morning has one rep of each; with an hour all of it is done as often as the records say, and nothing is short of it."""
    laid_out = within(catalog, 60, "morning")
    assert {item.reps for item in catalog.routines["morning"].items} <= {None, 1}
    reps = {item.stretch: item.reps for item in laid_out.timeline.items}
    assert reps["standing-hip-flexor"] == catalog.stretches["standing-hip-flexor"].reps
    assert laid_out.short == ()


def test_named_stretches_come_before_all(catalog: Catalog) -> None:
    """A stretch named by hand is in, whatever else was asked for."""
    items = within(catalog, 8, "hamstrings", "standing-toe-drag").timeline.items
    assert "standing-toe-drag" in [item.stretch for item in items]


@pytest.mark.parametrize(("minutes", "named"), [(1, ("table-psoas",)), (0.5, ())])
def test_too_few_minutes_are_refused_with_what_is_needed(catalog: Catalog, minutes: float, named: tuple[str, ...]) -> None:
    """The remedy says how long one round takes, in words: "44 seconds", not "0 min 44 s", and minutes that are enough."""
    with pytest.raises(NothingMatches, match="not enough time") as refused:
        within(catalog, minutes, *named)
    said = re.fullmatch(r"One round of “(.+)” takes [a-z0-9 ]+ seconds\. Give --minutes (\d+) or more\.", refused.value.remedy)
    assert said
    (item,) = within(catalog, float(said[2]), *named).timeline.items
    assert not named or item.name == said[1]
