"""Painting: what lies in front keeps a gap around it, joints do not, and shapes are filled to the dot."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from stretchcli.figure.picture import Fit, paint
from stretchcli.figure.raster import Rows, fill, hull, without_scraps
from stretchcli.figure.scene import Line, Part, Scene, Strip

FIT = Fit(80.0, 0.0, 0.0, 80, 80)
BEHIND = Part("thigh_left", 0.0, "far", ((0.1, 0.5, 0.04), (0.9, 0.5, 0.04)), (), ())


def _front(joined: tuple[str, ...]) -> Part:
    return Part("arm_right", 1.0, "near", ((0.5, 0.1, 0.04), (0.5, 0.9, 0.04)), joined, ())


def _row(rows: Rows, y: int) -> str:
    return "".join("#" if rows.get(y, 0) >> x & 1 else " " for x in range(80))


def test_a_limb_in_front_has_a_gap_around_it() -> None:
    """Where two limbs cross, the one behind ends at least one dot away on both sides."""
    layers = paint(Scene((), (BEHIND, _front(())), (), (), (), floor=False), FIT)
    behind, front = _row(layers.far, 40), _row(layers.near, 40)
    left, right = front.index("#"), front.rindex("#")
    assert "#" not in behind[left - 1 : right + 2]
    assert behind[left - 3] == "#"
    assert behind[right + 3] == "#"


def test_parts_that_are_joined_run_into_each_other() -> None:
    """Between a thigh and its shank there is no gap."""
    layers = paint(Scene((), (BEHIND, _front(("thigh_left",))), (), (), (), floor=False), FIT)
    both = {y: layers.near.get(y, 0) | layers.far.get(y, 0) for y in range(80)}
    assert " " not in _row(both, 40).strip()


def test_a_mark_stays_on_its_part() -> None:
    """It is drawn where the part can be seen, and nowhere beside it."""
    strip = Strip(("thigh_left",), ((0.2, 0.5, 0.2), (0.8, 0.5, 0.2)))
    layers = paint(Scene((), (BEHIND, _front(())), (strip,), (), (), floor=False), FIT)
    assert any(layers.mark.values())
    assert all(bits & ~layers.far.get(row, 0) == 0 for row, bits in layers.mark.items())


def test_a_mark_does_not_show_through_what_is_joined() -> None:
    """A head over its neck has no gap around it, and still hides the mark behind it."""
    strip = Strip(("thigh_left",), ((0.2, 0.5, 0.2), (0.8, 0.5, 0.2)))
    layers = paint(Scene((), (BEHIND, _front(("thigh_left",))), (strip,), (), (), floor=False), FIT)
    assert any(layers.mark.values())
    assert all(bits & ~(layers.far.get(row, 0) & ~layers.near.get(row, 0)) == 0 for row, bits in layers.mark.items())


def test_a_strap_is_told_from_the_back_it_lies_on() -> None:
    """A gap runs along it, but not where a hand holds its end."""
    back = Part("thorax", 0.0, "near", ((0.5, 0.5, 0.45),), (), ())
    layers = paint(Scene((), (back,), (), (Line((0.5, 0.2), (0.5, 0.8)),), (), floor=False), FIT)
    middle, end = _row(layers.near, 40), _row(layers.near, 80 - int(0.8 * 80) + 1)
    strap = _row(layers.prop, 40).index("#")
    assert middle[strap - 1 : strap + 2] == "   "
    assert middle[strap - 3] == middle[strap + 3] == "#"
    assert end[strap - 1 : strap + 2] == "# #"


COORDINATES = st.floats(-10, 60)


@given(st.lists(st.tuples(COORDINATES, COORDINATES, st.floats(0.8, 12)), min_size=1, max_size=4))
def test_a_hull_is_filled_without_holes_and_inside_the_canvas(discs: list[tuple[float, float, float]]) -> None:
    """Every row of a convex shape is one run of dots, no row between is left out, nothing lies outside."""
    rows = fill(hull(discs), 50, 40)
    assert all(0 <= row < 40 and 0 < bits < 1 << 50 for row, bits in rows.items())
    for bits in rows.values():
        run = bits >> (bits & -bits).bit_length() - 1
        assert run & run + 1 == 0
    for x, y, radius in discs:
        if radius > 1 and 0 < x < 50 and 0 < y < 40:
            assert rows.get(int(y), 0) >> int(x) & 1


@given(st.dictionaries(st.integers(0, 12), st.integers(1, 2**12 - 1)), st.integers(1, 8))
def test_scraps_go_and_nothing_else(rows: Rows, least: int) -> None:
    """What stays was there, hangs together in enough dots, and a second cleaning changes nothing."""
    kept = without_scraps(rows, least)
    assert all(bits & ~rows[row] == 0 for row, bits in kept.items())
    assert without_scraps(kept, least) == kept
    assert sum(bits.bit_count() for bits in kept.values()) >= least or not kept
    if least == 1:
        assert kept == rows
