"""The routines that the program ships: each keeps what it says of itself."""

from __future__ import annotations

from collections import Counter
from typing import Final

import pytest

from stretchcli.catalog.records import Catalog
from stretchcli.catalog.selection import Limits, Request, Selection, select
from stretchcli.session.planner import plan
from stretchcli.session.timeline import Timeline
from stretchcli.session.wishes import Wishes
from tests.samples import PHRASES

LISTED: Final = {
    "iliopsoas",
    "desk-break",
    "neck-and-shoulders",
    "wrists-for-typists",
    "easy-lower-back",
    "morning",
    "before-bed",
    "after-a-run",
    "after-cycling",
    "chair-only",
    "no-floor",
    "whole-body",
}


def chosen(catalog: Catalog, name: str, *avoid: str) -> Selection:
    """The routine under what cannot be met."""
    return select(catalog, Request(what=(name,), limits=Limits(avoid=avoid)), PHRASES)


def laid_out(catalog: Catalog, name: str) -> Timeline:
    """The routine in time."""
    return plan(chosen(catalog, name), Wishes(), catalog.vocabulary, PHRASES).timeline


def needs(catalog: Catalog, name: str) -> set[str]:
    """Everything its stretches ask for."""
    return {need for item in catalog.routines[name].items for need in catalog.stretches[item.stretch].all_needs}


def test_the_routines_are_there(catalog: Catalog) -> None:
    """The article's five and eleven more, each saying whom it is for."""
    assert set(catalog.routines) >= LISTED
    assert all(routine.suits.endswith(".") for routine in catalog.routines.values())


def test_no_routine_has_the_name_of_something_else(catalog: Catalog) -> None:
    """Its id is no stretch, no muscle group and no alias of a group, except that `iliopsoas` is the group's alias too."""
    groups = {alias for group in catalog.vocabulary.groups.values() for alias in (group.id, group.name, *group.aliases)}
    assert set(catalog.routines) & ({*catalog.stretches} | groups) == {"iliopsoas"}


def test_the_desk_break_takes_about_five_minutes_on_and_beside_a_chair(catalog: Catalog) -> None:
    """Five minutes, sitting and standing, and the chair is the only thing it needs."""
    assert 270 <= laid_out(catalog, "desk-break").total_s <= 330
    things = {need for need in needs(catalog, "desk-break") if catalog.vocabulary.needs[need].equipment}
    assert things == {"chair"}
    assert {catalog.stretches[item.stretch].position for item in catalog.routines["desk-break"].items} == {"seated", "standing"}


def test_chair_only_means_it(catalog: Catalog) -> None:
    """All of it can be done sitting, without the floor, without balance, with a chair alone."""
    items = catalog.routines["chair-only"].items
    assert all("seated" in catalog.stretches[item.stretch].all_positions() for item in items)
    assert needs(catalog, "chair-only").isdisjoint({"floor", "lying", "kneeling", "standing", "balance", "floor-or-bed"})
    things = {need for need in needs(catalog, "chair-only") if catalog.vocabulary.needs[need].equipment}
    assert things == {"chair"}


@pytest.mark.parametrize("name", ["chair-only", "no-floor", "desk-break", "morning", "after-a-run", "after-cycling"])
def test_nothing_of_it_needs_the_floor_or_a_bed(catalog: Catalog, name: str) -> None:
    """Without floor, bed and lying down every stretch of it stays."""
    assert chosen(catalog, name, "floor", "lying", "bed").dropped == {}


@pytest.mark.parametrize("name", ["before-bed", "easy-lower-back"])
def test_all_of_it_is_done_lying_on_floor_or_bed(catalog: Catalog, name: str) -> None:
    """One position from the first stretch to the last, on the floor or on a bed, and no thing to fetch."""
    assert chosen(catalog, name, "floor").dropped == {}
    assert {catalog.stretches[item.stretch].position for item in catalog.routines[name].items} == {"supine"}
    assert not any(catalog.vocabulary.needs[need].equipment for need in needs(catalog, name))


@pytest.mark.parametrize("name", ["neck-and-shoulders", "wrists-for-typists"])
def test_it_needs_nothing_and_can_be_done_sitting(catalog: Catalog, name: str) -> None:
    """Not even a chair is asked for, and every stretch has a seated form."""
    items = catalog.routines[name].items
    assert all("seated" in catalog.stretches[item.stretch].all_positions() for item in items)
    assert not any(catalog.stretches[item.stretch].required for item in items)


def test_the_whole_body_gets_sixty_seconds_on_each_side_of_every_group(catalog: Catalog) -> None:
    """Each of the sixteen groups is the primary one of a stretch that holds each of its sides for 60 s."""
    timeline = laid_out(catalog, "whole-body")
    held: Counter[tuple[str, str]] = Counter()
    for phase in timeline.phases:
        if phase.kind == "hold":
            sides = ["right", "left"] if phase.felt == "both" else [str(phase.felt)]
            for side in sides:
                held[timeline.items[phase.item].targets[0], side] += phase.duration_s
    assert held == {(group, side): 60 for group in catalog.vocabulary.groups for side in ("right", "left")}
