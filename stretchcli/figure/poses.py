"""What a pose is: key frames of joint angles, contacts, props and a camera. Written for the right side leading."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from stretchcli.reading.problems import Place

Angles = tuple[float, float, float]

# The joints, and what the numbers of each mean, in degrees from the anatomical zero.
MOTIONS: Final[dict[str, tuple[str, ...]]] = {
    "pelvis": ("tilt forward", "lean right", "turn right"),
    "lumbar": ("flexion", "side bend", "rotation"),
    "thorax": ("flexion", "side bend", "rotation"),
    "neck": ("flexion", "side bend", "rotation"),
    "shoulder": ("raise", "plane", "rotation"),
    "elbow": ("flexion",),
    "wrist": ("flexion",),
    "hip": ("flexion", "abduction", "rotation"),
    "knee": ("flexion",),
    "ankle": ("dorsiflexion", "inversion"),
    "toes": ("extension",),
}
# What a number that is left out stands for: an arm is raised forward where nothing is said.
NEUTRAL: Final[dict[str, Angles]] = {joint: (0.0, 90.0 if joint == "shoulder" else 0.0, 0.0) for joint in MOTIONS}
TRUNK_JOINTS: Final = ("pelvis", "lumbar", "thorax", "neck")
ARM_JOINTS: Final = ("shoulder", "elbow", "wrist")
LEG_JOINTS: Final = ("hip", "knee", "ankle")
LIMB_JOINTS: Final = (*ARM_JOINTS, *LEG_JOINTS, "toes")


def sided(names: tuple[str, ...]) -> tuple[str, ...]:
    """Each name for the right, for the left, and without a side for both."""
    return tuple(f"{name}{end}" for name in names for end in ("_right", "_left", ""))


JOINTS: Final = (*TRUNK_JOINTS, *sided(LIMB_JOINTS))

NOWHERE: Final = Place("", 0, 0)


class Contact(NamedTuple):
    """Something the body touches.

    Attributes:
        part: The part that touches: ``foot_right``, ``pelvis``, ...
        on: The prop it is on, or ``floor``; None where it touches the body or nothing.
        x, out, z: Where: ahead in the room, out from the middle to the part's own side, above the floor; body heights.
        to: The segment of the body it touches: ``thigh_left``, ``head``, ...
        along: How far down that segment, 0 to 1.
        face: Which face of that segment.
        by: What of a foot touches: ``sole``, ``heel``, ``ball``, ``top``.
        pitch: Degrees by which the heel is up on the ball of the foot; below zero the toes are up, on the heel or (by the
            ball) with the heel below it.
        toes: Degrees by which the toes point out.
        points: Where the fingers point, in words; empty along the forearm.
        bend: Where the knee or elbow points, in words; empty the usual way.
    """

    part: str
    on: str | None = None
    x: float | None = None
    out: float | None = None
    z: float | None = None
    to: str | None = None
    along: float = 0.5
    face: str = "front"
    by: str = "sole"
    pitch: float = 0.0
    toes: float = 0.0
    points: str = ""
    bend: str = ""
    place: Place = NOWHERE

    def same_spot(self, other: Contact) -> bool:
        """Whether both are one place, on which a foot may turn or come up on its ball."""
        return self._spot() == other._spot()

    def _spot(self) -> Contact:
        return self._replace(place=NOWHERE, pitch=0.0, toes=0.0, bend="")

    def towards(self, other: Contact, share: float) -> Contact:
        """On the way to another contact at the same spot."""
        pitch = self.pitch + (other.pitch - self.pitch) * share
        toes = self.toes + (other.toes - self.toes) * share
        return (self if share < 0.5 else other)._replace(pitch=pitch, toes=toes)


class Prop(NamedTuple):
    """An object in the room; lengths in body heights.

    Attributes:
        x, right: Its middle, ahead and to the right; of a wall its distance.
        turn: Degrees by which it is turned to the right.
        z: The height of its top.
        length, width: How long it is along its own front, and how wide.
        through: The parts of the body that a strap or a stick runs through, in order.
    """

    kind: str
    x: float = 0.0
    right: float = 0.0
    turn: float = 0.0
    z: float = 0.0
    length: float = 0.0
    width: float = 0.0
    through: tuple[str, ...] = ()


class Exemption(NamedTuple):
    """A joint that may go past the usual range in this pose, and why."""

    joint: str
    motion: str
    to_deg: float
    reason: str
    place: Place = NOWHERE


class Frame(NamedTuple):
    """One key frame, complete: what it does not say is as in the frame before.

    Attributes:
        angles: The angles of every joint, ``hip_right`` and so on.
        anchor: The contact that the whole body follows.
        says: What the text says about this frame: joint to degrees.
    """

    name: str
    angles: Mapping[str, Angles]
    anchor: str
    contacts: Mapping[str, Contact]
    says: Mapping[str, float]
    place: Place = NOWHERE


class Pose(NamedTuple):
    """A stretch as a figure.

    Attributes:
        yaw, pitch: The camera, in degrees: 0 sees the right side, 90 the front, -90 the back; pitch looks down.
        crop: ``body``, ``bust`` for what is above the hips, or ``head`` for head and shoulders.
        dim: The limbs drawn as far ones, or None where the camera decides.
        marks: The regions stretched, each with its side: right, left or both.
        frames: The key frames, the start first and the hold last.
    """

    id: str
    yaw: float
    pitch: float
    crop: str
    dim: tuple[str, ...] | None
    marks: tuple[tuple[str, str], ...]
    props: tuple[Prop, ...]
    frames: tuple[Frame, ...]
    exceptions: tuple[Exemption, ...] = ()
    place: Place = NOWHERE


def side_of(name: str) -> str:
    """``right`` or ``left`` for ``hip_right`` and its like, else empty."""
    stem, _, side = name.rpartition("_")
    return side if stem and side in ("right", "left") else ""


def stem_of(name: str) -> str:
    """``hip`` for ``hip_right``; the name itself where it has no side."""
    return name.rpartition("_")[0] if side_of(name) else name
