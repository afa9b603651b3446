"""The format of pose files as shapes. data/poses/FORMAT.md says the same in words; a test compares the two."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final

from stretchcli.figure.angles import LIMITS
from stretchcli.figure.poses import JOINTS, LIMB_JOINTS, MOTIONS, sided
from stretchcli.figure.props import CHAIR_BACK, CORDS, MEASURES
from stretchcli.figure.touching import ALONG, FACES, SIDED_PARTS, WORDS
from stretchcli.reading.containers import Field, Keyed, ListOf, Record
from stretchcli.reading.nodes import Node, Scalar, Sequence
from stretchcli.reading.problems import Problem
from stretchcli.reading.shapes import Choice, Name, Text, Whole, misfit

_NUMBER: Final = re.compile(r"-?[0-9]{1,4}(\.[0-9]{1,4})?$")
SIDES: Final = ("right", "left")


@dataclass(frozen=True, slots=True)
class Number:
    """A number, whole or not, in a range."""

    least: float
    most: float
    example: str = "0.3"

    @property
    def expected(self) -> str:
        return f"a number from {self.least:g} to {self.most:g}"

    def check(self, node: Node, problems: list[Problem]) -> float | None:
        if not isinstance(node, Scalar) or not node.plain or not _NUMBER.match(node.text):
            misfit(self, node, problems)
            return None
        number = float(node.text)
        if not self.least <= number <= self.most:
            misfit(self, node, problems, "out-of-range", "is out of range")
            return None
        return number

    def schema(self) -> dict[str, Any]:
        return {"type": "number", "minimum": self.least, "maximum": self.most}


@dataclass(frozen=True, slots=True)
class Degrees:
    """The angles of a joint: a number, or a list of as many as it has motions."""

    motions: tuple[str, ...]

    @property
    def expected(self) -> str:
        listed = f", or [{', '.join(self.motions)}]" if len(self.motions) > 1 else ""
        return f"degrees of {self.motions[0]}{listed}, each from -360 to 360"

    @property
    def example(self) -> str:
        return "20"

    def check(self, node: Node, problems: list[Problem]) -> list[float] | None:
        items = node.items if isinstance(node, Sequence) else [node]
        if not 1 <= len(items) <= len(self.motions):
            misfit(self, node, problems)
            return None
        found = [Number(-360, 360).check(item, problems) for item in items]
        return None if None in found else [float(number or 0) for number in found]

    def schema(self) -> dict[str, Any]:
        number = Number(-360, 360).schema()
        return {"anyOf": [number, {"type": "array", "items": number, "minItems": 1, "maxItems": len(self.motions)}]}


@dataclass(frozen=True, slots=True)
class Words:
    """Directions in space, one or several together."""

    example: str = "up out"

    @property
    def expected(self) -> str:
        return "one or more of " + ", ".join(WORDS)

    def check(self, node: Node, problems: list[Problem]) -> str | None:
        words = node.text.split() if isinstance(node, Scalar) else []
        if not words or any(word not in WORDS for word in words):
            misfit(self, node, problems)
            return None
        return " ".join(words)

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "example": self.example}


PARTS: Final = ("pelvis", "chest", "head", *sided(SIDED_PARTS))
_MIDDLE: Final = ("head", "neck", "thorax", "pelvis")
SEGMENTS: Final = (*_MIDDLE, *(f"{name}_{side}" for name in ALONG if name not in _MIDDLE for side in SIDES))
REGIONS: Final = (
    "neck_side", "neck_back", "shoulder", "shoulder_front", "shoulder_back", "chest", "arm_front", "arm_back",
    "forearm_front", "forearm_back", "upper_back", "lower_back", "side", "belly", "hip_front", "hip_outer", "buttock",
    "thigh_front", "thigh_back", "thigh_inner", "thigh_outer", "calf", "shin", "ankle_outer", "foot_top", "sole",
)  # fmt: skip

_HEIGHTS: Final = Number(-2, 2)

CONTACT: Final = Record(
    "a contact",
    {
        "on": Field(Choice(("floor", *MEASURES, CHAIR_BACK)), about="The floor or the prop that the part rests on."),
        "x": Field(_HEIGHTS, about="Ahead of the middle of the room, body heights; 0 where it is not given."),
        "out": Field(_HEIGHTS, about="From the middle to the part's own side; hip or shoulder width where it is not given."),
        "z": Field(_HEIGHTS, about="Above the floor, for a wall or in the air."),
        "to": Field(Choice(SEGMENTS), about="The segment of the body that the part touches, instead of `on`."),
        "along": Field(Number(0, 1, "0.8"), about="How far down that segment; 0.5 where it is not given."),
        "face": Field(Choice(tuple(FACES)), about="Which face of it; front where it is not given."),
        "by": Field(Choice(("sole", "heel", "ball", "top")), about="What of a foot touches; sole where it is not given."),
        "pitch": Field(Number(-90, 90, "30"), about="Heel up on the ball of the foot, degrees; below 0 toes up."),
        "toes": Field(Number(-90, 90, "15"), about="Toes turned out, degrees."),
        "points": Field(Words(), about="Where fingers (or toes on a wall) point."),
        "bend": Field(Words(), about="Where the knee or elbow points."),
    },
    "{on: floor, x: 0.3}",
)

_SIZE: Final = Number(0.02, 2)
_PROP: Final = {
    "x": Field(_HEIGHTS, about="Its middle, ahead; of a wall its distance."),
    "right": Field(_HEIGHTS, about="Its middle, to the right."),
    "turn": Field(Number(-180, 180, "90"), about="Degrees turned to the right."),
    "z": Field(Number(0, 1.5), about="The height of its top."),
    "length": Field(_SIZE, about="Along its own front."),
    "width": Field(_SIZE, about="From side to side."),
}
PROPS: Final = Record(
    "the props",
    {
        **{kind: Field(Record(f"a {kind}", _PROP, "{x: 0.1}"), about="A thing in the room.") for kind in MEASURES},
        **{cord: Field(ListOf(Choice(SEGMENTS), least=2), about="The segments that it runs through.") for cord in CORDS},
    },
    "{mat: {}}",
)

_SAYS: Final = Record(
    "what the text says", {joint: Field(Number(-180, 180, "90")) for joint in sided(LIMB_JOINTS)}, "{knee_right: 90}"
)
FRAME: Final = Record(
    "a key frame",
    {
        **{joint: Field(Degrees(MOTIONS[joint.removesuffix("_right").removesuffix("_left")])) for joint in JOINTS},
        "anchor": Field(Choice(PARTS), about="The contact that the whole body follows."),
        "contacts": Field(
            Record("contacts", {part: Field(CONTACT) for part in PARTS}, "{foot: {on: floor}}"), about="What touches."
        ),
        "free": Field(ListOf(Choice(PARTS)), about="Contacts of the frame before that end."),
        "says": Field(_SAYS, about="The angles that the text names for this frame: 90, or 0 for straight."),
    },
    "{hip_right: 90}",
)

_MEASURED: Final = tuple(sorted({motion for _, motion in LIMITS}))
_EXCEPTION: Final = Record(
    "an exception",
    {
        "joint": Field(Choice(("trunk", *JOINTS)), required=True, about="The joint."),
        "motion": Field(Choice(_MEASURED), required=True),
        "to": Field(Number(-180, 180, "150"), required=True, about="The degrees that this pose may go to."),
        "reason": Field(Text(example="Sitting on the heels needs the knee at about 150."), required=True),
    },
    "{joint: knee, motion: flexion, to: 165, reason: ...}",
)

VIEWS: Final = {"side": (0.0, 0.0), "front": (90.0, 0.0), "back": (-90.0, 0.0), "other-side": (180.0, 0.0)}
LIMBS: Final = ("arm_right", "arm_left", "leg_right", "leg_left")


@dataclass(frozen=True, slots=True)
class View:
    """A word, or a camera of its own."""

    expected: str = "side, front, back, other-side, or {yaw: degrees, pitch: degrees}"
    example: str = "{yaw: 60, pitch: 18}"

    def check(self, node: Node, problems: list[Problem]) -> list[float] | None:
        if isinstance(node, Scalar):
            if node.text not in VIEWS:
                misfit(self, node, problems)
                return None
            return list(VIEWS[node.text])
        plain = _CAMERA.check(node, problems)
        return None if plain is None else [plain.get("yaw") or 0.0, plain.get("pitch") or 0.0]

    def schema(self) -> dict[str, Any]:
        return {"anyOf": [{"enum": list(VIEWS)}, _CAMERA.schema()]}


_CAMERA: Final = Record(
    "a view", {"yaw": Field(Number(-180, 180, "60")), "pitch": Field(Number(-20, 80, "18"))}, "{yaw: 60, pitch: 18}"
)

POSE: Final = Record(
    "a pose",
    {
        "view": Field(View(), about="The camera; side where it is not given."),
        "crop": Field(Choice(("bust", "head")), about="The body above the hips, or head and shoulders, alone."),
        "dim": Field(ListOf(Choice(LIMBS)), about="The limbs drawn dim; the far ones where it is not given."),
        "mark": Field(
            Record("the marks", {region: Field(Choice((*SIDES, "both"))) for region in REGIONS}, "{hip_front: left}"),
            required=True,
            about="The regions stretched, and on which side.",
        ),
        "props": Field(PROPS, about="Things in the room; the floor is always there."),
        "start": Field(FRAME, required=True, about="The first key frame."),
        "way": Field(ListOf(FRAME, most=6), about="Key frames between, where the way matters."),
        "hold": Field(FRAME, required=True, about="The last key frame: what it does not say is as before."),
        "exceptions": Field(ListOf(_EXCEPTION), about="Joints that may go past the usual range, each with a reason."),
    },
    "{mark: ..., start: ..., hold: ...}",
)

FILE: Final = Record(
    "a pose file",
    {
        "schema": Field(Whole(1, 1), required=True, about="The version of the format."),
        "poses": Field(Keyed(POSE, Name("standing-hip-flexor")), required=True, about="Poses by the id of their stretch."),
    },
    "schema: 1",
)
