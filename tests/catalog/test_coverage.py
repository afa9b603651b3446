"""The promise: one constraint never leaves a muscle group empty, but for the holes that say why."""

from __future__ import annotations

import pytest

from stretchcli.catalog.coverage import matrix, remainder
from stretchcli.catalog.records import Catalog, Hole
from stretchcli.catalog.references import coverage_problems
from stretchcli.catalog.selection import Limits, Request, select
from stretchcli.catalog.wording import hole_words
from stretchcli.errors import NothingMatches
from stretchcli.reading.problems import Located, Place
from tests.samples import PHRASES


def limited(catalog: Catalog, *what: str, avoid: tuple[str, ...] = (), pain: tuple[str, ...] = ()) -> tuple[Hole, ...]:
    """The holes that a person meets who asks for this."""
    found = select(catalog, Request(what=what, limits=Limits(avoid, pain), whole=True, with_care=True), PHRASES)
    return found.holes + found.opened


def test_the_holes_are_exactly_those_listed(catalog: Catalog) -> None:
    """For every need, every condition and what is promised together, a group is empty where the list says so and nowhere else."""
    removed = {(group, left.names) for left in matrix(catalog) for group in left.empty()}
    warned = {(group, left.names) for left in matrix(catalog) for group in left.empty(warned=True)}
    assert removed == {(hole.group, (hole.constraint,)) for hole in catalog.holes if not hole.warns}
    assert warned == {(hole.group, (hole.constraint,)) for hole in catalog.holes if hole.warns}


def test_the_matrix_holds_every_need_condition_and_pair(catalog: Catalog) -> None:
    """No need, piece of equipment or condition is left out, nor any pair that was promised."""
    words = catalog.vocabulary
    columns = [left.names for left in matrix(catalog)]
    assert columns[0] == ()
    assert {(name,) for name in (*words.needs, *words.conditions)} <= set(columns)
    equipment = [need.id for need in words.needs.values() if need.equipment]
    pairs = {("kneeling", "floor"), ("standing", "kneeling"), ("knee-pain", "low-back-pain")}
    assert pairs | {("floor", piece) for piece in equipment} <= set(columns)


def test_a_group_counts_by_the_first_target_alone(catalog: Catalog) -> None:
    """Nothing removed, the cells add up to the number of stretches that stretch; what works a muscle fills none."""
    cells = remainder(catalog, ()).cells
    working = [stretch.id for stretch in catalog.stretches.values() if stretch.effect == "work"]
    assert sum(cell.left for cell in cells.values()) == len(catalog.stretches) - len(working)
    assert working == ["glute-bridge"]


def test_a_free_choice_of_place_counts_until_all_its_places_are_gone(catalog: Catalog) -> None:
    """Without the floor a bed will do; without both it will not."""
    without_floor = remainder(catalog, ("floor",)).cells["shoulders"].left
    assert remainder(catalog, ("floor", "bed")).cells["shoulders"].left < without_floor


def test_every_hole_says_why(catalog: Catalog) -> None:
    """Each reason is whole sentences, and each row of the list is there once."""
    assert all(hole.reason.endswith(".") for hole in catalog.holes)
    assert len({(hole.group, hole.constraint) for hole in catalog.holes}) == len(catalog.holes)


def test_a_hole_is_told_to_whom_it_concerns(catalog: Catalog) -> None:
    """Sciatica and the hamstrings: yes. Sciatica and the neck, or hamstrings without sciatica: no."""
    assert [hole.group for hole in limited(catalog, "hamstrings", pain=("sciatica",))] == ["hamstrings"]
    assert limited(catalog, "neck", pain=("sciatica",)) == ()
    assert limited(catalog, "hamstrings", pain=("knee",)) == ()


def test_whoever_asks_for_everything_is_told_of_all_their_holes(catalog: Catalog) -> None:
    """A new hip empties the glutes and the abductors, and leaves the hip flexors nothing but what is to be done with care."""
    assert {hole.group for hole in limited(catalog, pain=("new hip",))} == {"glutes", "abductors", "hip-flexors"}


def test_a_group_with_nothing_left_gives_the_reason_with_the_error(catalog: Catalog) -> None:
    """Where the hole is all that was asked for, the refusal explains it."""
    request = Request(what=("adductors",), limits=Limits(avoid=("legs wide",)))
    with pytest.raises(NothingMatches) as refused:
        select(catalog, request, PHRASES)
    reason = next(hole.reason for hole in catalog.holes if hole.constraint == "legs-wide")
    assert reason in refused.value.remedy


def test_a_stretch_of_ones_own_fills_a_hole(catalog: Catalog) -> None:
    """Somebody who added a stretch that the constraint leaves is told of no hole."""
    own = catalog.stretches["hug-a-tree"]._replace(id="own", targets=("adductors",), own=True)
    more = catalog._replace(stretches={**catalog.stretches, "own": own})
    assert limited(more, "adductors", avoid=("legs-wide",)) == ()


def test_what_only_warns_is_worded_as_a_warning(catalog: Catalog) -> None:
    """Nothing is said to be gone where everything stays under a caution."""
    told = {hole.constraint: hole_words(hole, catalog.vocabulary, PHRASES) for hole in catalog.holes}
    assert told["sciatica"].startswith("With sciatica, no stretch that is mainly for the hamstrings is chosen automatically.")
    assert told["straight-leg"].startswith("Without “straight leg”, no stretch is left that is mainly for the hamstrings.")


def test_what_is_said_of_a_hole_is_what_is_chosen(catalog: Catalog) -> None:
    """Nothing mainly for its group is chosen; with care there is, and then the hole is said to be open instead."""
    for condition in {hole.constraint for hole in catalog.holes} & set(catalog.vocabulary.conditions):
        for with_care in (False, True):
            request = Request(whole=True, limits=Limits(pain=(condition,)), with_care=with_care)
            selection = select(catalog, request, PHRASES)
            served = {one.stretch.targets[0] for one in selection.chosen if one.stretch.effect == "stretch"}
            assert served.isdisjoint(hole.group for hole in selection.holes), condition
            assert served.issuperset(hole.group for hole in selection.opened), condition
            assert all(hole.warns for hole in selection.opened)
            told = {hole for hole in catalog.holes if hole.constraint == condition}
            assert {*selection.holes, *selection.opened} == told
            assert with_care or not selection.opened


def test_an_open_hole_keeps_its_reason(catalog: Catalog) -> None:
    """Whoever keeps what is to be done with care still hears why the program would not choose it."""
    hole = next(hole for hole in catalog.holes if hole.constraint == "sciatica")
    said = hole_words(hole, catalog.vocabulary, PHRASES, opened=True)
    assert said.startswith("With sciatica, stretches that are mainly for the hamstrings stay only because of --with-care.")
    assert said.endswith(hole.reason)


def test_a_list_of_holes_with_unknown_names_is_refused(catalog: Catalog) -> None:
    """Each unknown name is a problem with its place."""
    place = Place("coverage.yaml", 3, 5)
    plain = {
        "together": [[Located.at("floor", place), Located.at("flor", place)]],
        "holes": [{"group": Located.at("ham", place), "constraint": Located.at("stiff-leg", place)}],
    }
    problems = list(coverage_problems(plain, catalog.vocabulary))
    assert [(problem.code, problem.place) for problem in problems] == [("unknown-name", place)] * 3
