"""data/poses/FORMAT.md says what the shapes hold, and mistakes come with their place."""

from __future__ import annotations

from pathlib import Path

import pytest

from stretchcli.catalog.folders import data_folder
from stretchcli.figure.format import CONTACT, FRAME, POSE, REGIONS, VIEWS
from stretchcli.figure.loading import read_pose_file
from stretchcli.figure.marks import GROUPS
from stretchcli.figure.marks import REGIONS as STRIPS
from stretchcli.figure.poses import JOINTS, MOTIONS
from stretchcli.figure.props import CORDS, MEASURES

WORDS = (data_folder() / "poses" / "FORMAT.md").read_text(encoding="utf-8")


def test_the_page_names_every_key() -> None:
    """What may be written stands in FORMAT.md: keys, joints, parts, props, regions and views."""
    frame = [key for key in FRAME.fields if key not in JOINTS]
    names = [*POSE.fields, *frame, *CONTACT.fields, *MOTIONS, *MEASURES, *CORDS, *REGIONS, *VIEWS]
    assert [name for name in names if name not in WORDS] == []


def test_every_region_can_be_drawn_and_stands_for_a_group() -> None:
    """The regions of the format, of the drawing and of the muscle groups are the same."""
    assert set(REGIONS) == set(STRIPS) == {region for regions in GROUPS.values() for region in regions}


def test_the_page_gives_the_measures_of_the_props() -> None:
    """Lengths, widths and heights in FORMAT.md are those of the program."""
    for kind in ("mat", "chair", "bed", "table", "step", "pillow"):
        length, width, top = MEASURES[kind]
        row = next(line for line in WORDS.splitlines() if f"| {kind} |" in line)
        assert f"| {kind} | {length:.2f} | {width:.2f} | {f'{top:.2f}' if top else '0'}" in row


GOOD = """\
schema: 1
poses:
  some-stretch:
    mark: {hip_front: left}
    start:
      anchor: foot_left
      contacts: {foot: {on: floor}}
    hold: {hip_left: -10}
"""


def _problems(tmp_path: Path, text: str) -> list[str]:
    file = tmp_path / "some.yaml"
    file.write_text(text, encoding="utf-8")
    return [str(problem) for problem in read_pose_file(file, "some.yaml")[1]]


def test_a_right_file_has_no_problems(tmp_path: Path) -> None:
    """The sample that the others are made from is right."""
    assert _problems(tmp_path, GOOD) == []


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("hip_front: left", "hip_frnt: left", "some.yaml:4:12: the marks has no key `hip_frnt`; expected `hip_front`"),
        ("hip_front: left", "hip_front: other", "some.yaml:4:23"),
        ("-10", "[1, 2, 3, 4]", "some.yaml:8:22: found a list of 4;"),
        ("-10", "1000", "some.yaml:8:22"),
        ("hip_left: -10", "hip_right: -10", "`hip_right` is decided by the contact of `foot_right`"),
        ("anchor: foot_left", "pelvis: 3", "nothing holds the body in its place"),
        ("anchor: foot_left", "anchor: pelvis", "the anchor `pelvis` has no contact"),
        ("on: floor", "on: chair", "the pose has no prop `chair`"),
        ("on: floor", "on: floor, to: head", "touches both a prop and the body"),
        ("foot: {on: floor}", "foot: {to: thigh_left}", "both sides of `foot` would touch the same limb"),
        ("foot: {on: floor}", "foot: {on: floor}, pelvis: {to: head}", "`pelvis` cannot reach for a part of the body"),
        ("hip_left: -10", "free: [hand_right]", "`hand_right` is not in contact in the frame before"),
        ("    hold: {hip_left: -10}\n", "", "a pose has no `hold`"),
    ],
)
def test_a_mistake_is_told_with_its_place(tmp_path: Path, old: str, new: str, told: str) -> None:
    """A wrong name, number or contact is one problem, with what was expected."""
    assert old in GOOD
    found = _problems(tmp_path, GOOD.replace(old, new))
    assert any(told in problem for problem in found), found
    assert all(problem.startswith("some.yaml:") for problem in found)
