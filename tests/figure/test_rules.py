"""Each rule tells a pose that breaks it from one that keeps it."""

from __future__ import annotations

import pytest

from stretchcli.catalog.records import Catalog, Felt, Stretch
from stretchcli.figure.poses import Pose
from stretchcli.figure.rules import problems_of
from stretchcli.figure.solving import settled
from tests.figure.figures import STEP, pose

SITTING = """\
mark: {buttock: both}
props: {chair: {}}
start:
  anchor: pelvis
  contacts:
    pelvis: {on: chair}
    foot: {on: floor, x: 0.26}
    hand_right: {to: thigh_right, along: 0.6}
    hand_left: {to: thigh_left, along: 0.6}
hold: {pelvis: 20}
"""


def _codes(shown: Pose, stretch: Stretch | None = None) -> set[str]:
    return {problem.code for problem in problems_of(shown, stretch)}


@pytest.mark.parametrize("text", [STEP, SITTING])
def test_the_samples_keep_all_rules(text: str) -> None:
    """What the other tests break is right to begin with."""
    assert problems_of(pose(text)) == []


@pytest.mark.parametrize(
    ("text", "old", "new", "code"),
    [
        (STEP, "hip_left: -25", "hip_left: -45", "range-of-motion"),
        (STEP, "lumbar: -8", "lumbar: -40", "range-of-motion"),
        (SITTING, "pelvis: 20", "neck: [0, 70]", "range-of-motion"),
        (STEP, "x: 0.52", "x: 0.90", "out-of-reach"),
        (STEP, "foot_right: {on: floor, x: 0.52}", "hand_right: {to: shank_left}", "out-of-reach"),
        (STEP, "foot_right: {on: floor, x: 0.52}", "head: {on: floor}", "no-touch"),
        (STEP, "start:", "props: {wall: {x: 0.3}}\nstart:", "goes-through"),
        (SITTING, "chair: {}", "chair: {}, step: {x: 0.25, z: 0.2}", "goes-through"),
        (SITTING, "foot: {on: floor, x: 0.26}", "", "goes-through"),
        (STEP, "start:", "props: {doorway: {x: 0.3, right: 0.3, width: 0.5}}\nstart:", "goes-through"),
        (STEP, "pelvis: 14", "pelvis: 14\n  toes_right: 80", "range-of-motion"),
        (STEP, "pelvis: 14", "pelvis: 14\n  says: {knee_right: 90}", "text-angle"),
        (STEP, "pelvis: 14", "pelvis: 14\n  says: {knee_right: 0}", "text-angle"),
        (STEP, "hip_left: -25\n  contacts:\n    foot_left: {on: floor, pitch: 50}\n    foot_right: {on: floor, x: 0.52}",
         "hip_left: -10\n  thorax: 30", "balance"),
    ],
)  # fmt: skip
def test_a_breach_is_found(text: str, old: str, new: str, code: str) -> None:
    """Joints past their range, what is out of reach, goes through a thing, falls over or belies the text."""
    assert old in text
    assert code in _codes(pose(text.replace(old, new)))


def test_a_doorway_is_open_in_its_middle() -> None:
    """The same step goes through the opening, and against the frame where that stands in the way."""
    through = STEP.replace("start:", "props: {doorway: {x: 0.3, width: 0.5}}\nstart:")
    assert problems_of(pose(through)) == []
    found = [str(problem) for problem in problems_of(pose(through.replace("x: 0.3,", "x: 0.3, right: 0.3,")))]
    assert any("inside the doorway" in problem for problem in found)


def test_a_breach_half_way_is_found() -> None:
    """Both key frames are right, and on the way between them the pelvis turns a leg through the wall."""
    text = """\
    mark: {hip_front: both}
    props: {wall: {x: 0.3}}
    start:
      anchor: foot_left
      contacts: {foot_left: {on: floor}}
      hip_right: [0, 50]
    hold: {pelvis: [0, 0, -150]}
    """
    found = [str(problem) for problem in problems_of(pose(text)) if problem.code == "goes-through"]
    assert found
    assert all("half way" in problem for problem in found)


@pytest.mark.parametrize(("start", "hold", "words"), [(-120, 60, "a quarter"), (60, -120, "three quarters")])
def test_a_breach_at_a_quarter_of_the_way_is_found(start: int, hold: int, words: str) -> None:
    """Half way the leg is clear of the wall, and only before or after that it sweeps through it."""
    text = f"""\
    mark: {{hip_front: both}}
    props: {{wall: {{x: 0.45}}}}
    start:
      anchor: foot_left
      pelvis: [0, 0, {start}]
      contacts: {{foot_left: {{on: floor}}}}
      hip_right: [0, 50]
    hold: {{pelvis: [0, 0, {hold}]}}
    """
    found = [str(problem) for problem in problems_of(pose(text)) if problem.code == "goes-through"]
    assert found
    assert all(words in problem for problem in found)


def test_what_is_wrong_all_the_way_is_told_once() -> None:
    """A leg that is inside a wall at three moments is one line for each of its parts."""
    text = """\
    mark: {hip_front: both}
    props: {wall: {x: 0.3}}
    start:
      anchor: foot_left
      contacts: {foot_left: {on: floor}}
      hip_right: [0, 50]
    hold: {pelvis: [0, 0, -170]}
    """
    found = [problem.message for problem in problems_of(pose(text)) if " from start to hold " in problem.message]
    assert len([message for message in found if "`foot_right`" in message]) == 1


def test_an_exception_allows_what_it_names() -> None:
    """With its reason the joint may go to the degrees it says, and no further."""
    folded = SITTING.replace("pelvis: 20", "neck: [0, 60]")
    assert "range-of-motion" in _codes(pose(folded))
    exempt = "exceptions:\n  - {joint: neck, motion: side bend, to: %d, reason: A dancer.}\n"
    assert _codes(pose(exempt % 60 + folded)) == set()
    assert "range-of-motion" in _codes(pose(exempt % 50 + folded))
    assert _codes(pose(exempt % 60 + SITTING)) == {"idle-exception"}


def test_hands_on_a_thing_carry_too() -> None:
    """Leaning over a table is no fall where the hands rest on it."""
    lean = """\
    mark: {hip_front: both}
    props: {table: {x: 0.75}}
    start:
      anchor: foot_left
      contacts: {foot: {on: floor}}
    hold:
      pelvis: 50
      hip_left: 40
      contacts:
        hand: {on: table, x: 0.56, bend: back down}
    """
    assert "balance" not in _codes(pose(lean))
    assert "balance" in _codes(pose(lean.replace("{on: table,", "{z: 0.5,")))


@pytest.mark.parametrize(
    ("marks", "felt", "target", "right"),
    [
        ("{hip_front: left}", "other", "hip-flexors", True),
        ("{hip_front: right}", "other", "hip-flexors", False),
        ("{hip_front: right}", "same", "hip-flexors", True),
        ("{hip_front: both}", "both", "hip-flexors", True),
        ("{calf: left}", "other", "hip-flexors", False),
        ("{hip_front: left, calf: left}", "other", "hip-flexors", False),
    ],
)
def test_the_mark_is_where_the_record_says(marks: str, felt: Felt, target: str, right: bool, catalog: Catalog) -> None:
    """`targets` and `felt` of the record decide what may be marked, and on which side."""
    stretch = catalog.stretches["glute-bridge"]._replace(targets=(target,), felt=felt)
    shown = pose(STEP.replace("{hip_front: left}", marks))
    assert ("mark" in _codes(shown, stretch)) is not right


def test_a_hidden_mark_is_found() -> None:
    """A back that is marked cannot be seen from the front."""
    text = SITTING.replace("buttock", "lower_back")
    assert "unseen-mark" in _codes(pose("view: front\n" + text))
    assert "unseen-mark" not in _codes(pose("view: back\n" + text))


def test_a_problem_has_its_place() -> None:
    """The line is that of the frame or the contact."""
    found = problems_of(pose(STEP.replace("x: 0.52", "x: 0.90")))
    assert any(str(problem).startswith("some.yaml:11:17: in hold `foot_right` stays") for problem in found)


def test_a_chair_back_can_be_held() -> None:
    """The hand lies on the upper edge of a chair that stands in front, and helps to carry."""
    text = """\
    mark: {thigh_front: right}
    props: {chair: {x: 0.38}}
    start:
      anchor: foot_left
      contacts:
        foot: {on: floor}
        hand_right: {on: chair_back, out: 0.06}
    hold: {}
    """
    assert problems_of(pose(text)) == []
    assert "no-touch" in _codes(pose(text.replace("hand_right: {on", "elbow_right: {on")))


def test_a_chair_back_that_is_turned_is_held_along_its_edge() -> None:
    """Sitting sideways the edge runs ahead: there `x` says where the hand lies, and on a chair ahead `out` does."""
    text = """\
    mark: {buttock: right}
    props: {chair: {right: -0.125, turn: 90}}
    start:
      anchor: pelvis
      contacts:
        pelvis: {on: chair}
        foot: {on: floor, x: 0.26}
        hand_left: {on: chair_back, x: 0.08}
    hold: {}
    """
    ahead, level = (settled(pose(shown).frames[0], pose(shown).props) for shown in (text, text.replace("x: 0.08", "x: 0")))
    assert ahead.points["wrist_left"][0] - level.points["wrist_left"][0] == pytest.approx(0.08, abs=0.03)
    assert ahead.points["wrist_left"][1] == pytest.approx(level.points["wrist_left"][1], abs=0.05)
    assert problems_of(pose(text)) == []
