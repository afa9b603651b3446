"""The rules of poses, so that each shows what a body can do and what the text says. Each breach is a Problem with its place."""

from __future__ import annotations

from collections.abc import Iterator
from math import asin, degrees, radians, sin
from typing import Final

from stretchcli.catalog.records import Stretch
from stretchcli.figure import marks
from stretchcli.figure.angles import LIMITS, angles_of
from stretchcli.figure.balance import off_support
from stretchcli.figure.body import LIMB_PARTS, SIDES
from stretchcli.figure.picture import Figure
from stretchcli.figure.poses import MOTIONS, Angles, Contact, Frame, Pose, stem_of
from stretchcli.figure.props import boxes, depth_in, surface
from stretchcli.figure.skeleton import Skeleton
from stretchcli.figure.solving import SOLVED, Motion, spot
from stretchcli.figure.touching import balls, lowest, main_point, touching_balls
from stretchcli.reading.problems import Place, Problem

TOUCH: Final = 0.02  # body heights: how near a contact has to be, and how far flesh and cushions give way
_ON_THE_WAY: Final = {0.5: "half way", 0.25: "a quarter of the way", 0.75: "three quarters of the way"}
_NO_FIGURES: Final = str.maketrans("", "", "-.0123456789")
_SLACK_DEG: Final = 0.5  # for rounding
_STRAIGHT_DEG, _RIGHT_ANGLE_DEG = 10.0, 5.0
_BODY: Final = ("head", "thorax", "pelvis", *(f"{part}_{side}" for part in LIMB_PARTS for side in SIDES))


def problems_of(pose: Pose, stretch: Stretch | None = None) -> list[Problem]:
    """All that is wrong with a pose.

    Args:
        stretch: The record that it shows; None where there is none.
    """
    motion = Motion(pose)
    found: list[Problem] = []
    last = len(pose.frames) - 1
    for index, frame in enumerate(pose.frames):
        skeleton = motion.keys[index]
        found += range_problems(pose, frame, skeleton, f"in {frame.name}")
        found += contact_problems(pose, frame, skeleton)
        found += through_problems(pose, skeleton, frame.place, f"in {frame.name}")
        found += text_problems(frame, skeleton)
        if index < last:
            found += way_problems(pose, motion, index)
    off = off_support(pose, pose.frames[-1], motion.keys[-1])
    if off > TOUCH:
        message = f"in hold the centre of mass lies {off:.3f} H outside the support"
        found.append(Problem(pose.frames[-1].place, "balance", message, "it over the feet and what the hands rest on"))
    if stretch is not None:
        found += mark_problems(pose, stretch)
    found += unseen_mark_problems(pose)
    found += idle_exception_problems(pose, motion)
    return list(dict.fromkeys(found))


def way_problems(pose: Pose, motion: Motion, index: int) -> list[Problem]:
    """What is wrong between a key frame and the next; what is wrong at several moments is told once."""
    frame, coming = pose.frames[index : index + 2]
    found: dict[str, Problem] = {}
    for share, words in _ON_THE_WAY.items():
        between = motion.at((index + share) / (len(pose.frames) - 1))
        moment = f"{words} from {frame.name} to {coming.name}"
        for problem in (*range_problems(pose, coming, between, moment), *through_problems(pose, between, coming.place, moment)):
            found.setdefault(problem.message.removeprefix(moment).translate(_NO_FIGURES), problem)
    return list(found.values())


def range_problems(pose: Pose, frame: Frame, skeleton: Skeleton, moment: str) -> Iterator[Problem]:
    """Joints that go past their range, measured after hands and feet were put in their places."""
    angles = angles_of(skeleton)
    for joint, motion, deg in _measured(angles):
        least, most = LIMITS[stem_of(joint), motion]
        for exempt in pose.exceptions:
            if exempt.joint == joint and exempt.motion == motion:
                least, most = min(least, exempt.to_deg), max(most, exempt.to_deg)
        if not least - _SLACK_DEG <= deg <= most + _SLACK_DEG:
            message = f"{moment} the {motion} of {joint} is {deg:.0f} degrees"
            yield Problem(frame.place, "range-of-motion", message, f"{least:g} to {most:g}")


def _measured(angles: dict[str, Angles]) -> Iterator[tuple[str, str, float]]:
    """The angles that have a range: (joint, motion, degrees)."""
    for number, motion in enumerate(MOTIONS["thorax"]):
        yield "trunk", motion, angles["lumbar"][number] + angles["thorax"][number]
    for joint, found in angles.items():
        stem = stem_of(joint)
        if stem == "shoulder":
            yield from _shoulder(joint, found, angles[joint.replace("shoulder", "elbow")][0])
            continue
        for motion, deg in zip(MOTIONS[stem], found, strict=False):
            if (stem, motion) in LIMITS:
                yield joint, motion, deg


def _shoulder(joint: str, found: Angles, elbow_deg: float) -> Iterator[tuple[str, str, float]]:
    """Behind the body an arm is extended, and the shoulder blade turns with it; for an arm that hangs the plane says nothing."""
    rise, plane, rotation = found
    back = -sin(radians(rise)) * sin(radians(plane))  # how far the elbow is behind the shoulder
    if back > 0:
        if rise < 120:
            yield joint, "extension", degrees(asin(back))
        return
    if 20 < rise < 160:
        yield joint, "plane", plane
    if elbow_deg > 20 and rise < 130:  # else it cannot be told from the turning of the forearm or the shoulder blade
        yield joint, "rotation", rotation


def idle_exception_problems(pose: Pose, motion: Motion) -> Iterator[Problem]:
    """Exceptions that no joint needs, and that should not be there."""
    moments = [motion.at(number / 4 / (len(pose.frames) - 1)) for number in range(4 * len(pose.frames) - 3)]
    measured = [each for skeleton in moments for each in _measured(angles_of(skeleton))]
    used: dict[Place, bool] = {}
    for exempt in pose.exceptions:
        least, most = LIMITS.get((stem_of(exempt.joint), exempt.motion), (0.0, 0.0))
        past = any(
            (joint, motion_name) == (exempt.joint, exempt.motion) and not least <= deg <= most
            for joint, motion_name, deg in measured
        )
        used[exempt.place] = used.get(exempt.place, False) or past
    for place, needed in used.items():
        if not needed:
            yield Problem(place, "idle-exception", "nothing goes past the usual range here", "no exception")


def contact_problems(pose: Pose, frame: Frame, skeleton: Skeleton) -> Iterator[Problem]:
    """Contacts out of reach, and parts that do not touch what they should."""
    for contact in frame.contacts.values():
        missed = skeleton.missed.get(contact.part, 0.0)
        if missed > 0.002:
            message = f"in {frame.name} `{contact.part}` stays {missed:.3f} H away from where it should touch"
            yield Problem(_place(contact, frame), "out-of-reach", message, "a contact in reach")
            continue
        gap = _gap(pose, contact, skeleton)
        if abs(gap) > TOUCH:
            message = f"in {frame.name} `{contact.part}` is {abs(gap):.3f} H {'off' if gap > 0 else 'inside'} `{contact.on}`"
            yield Problem(_place(contact, frame), "no-touch", message, f"it within {TOUCH} H")


def _gap(pose: Pose, contact: Contact, skeleton: Skeleton) -> float:
    """How far a part is from the surface that it should rest on."""
    if not contact.on or (stem_of(contact.part) in SOLVED and contact.pitch):
        return 0.0
    point, normal = spot(contact, pose.props, main_point(skeleton, contact.part))
    level = sum(p * n for p, n in zip(point, normal, strict=True))
    return lowest(touching_balls(skeleton, contact.part), normal) - level


def _place(contact: Contact, frame: Frame) -> Place:
    return contact.place if contact.place.line else frame.place


def through_problems(pose: Pose, skeleton: Skeleton, place: Place, moment: str) -> Iterator[Problem]:
    """Parts of the body that go through the floor, a wall, a door frame, a bed, a table or a chair."""
    walls = [surface(prop.kind, [prop]) for prop in pose.props if prop.kind == "wall"]
    solids = [(prop.kind, box) for prop in pose.props for box in boxes(prop)]
    for segment in _BODY:
        found = balls(skeleton, segment)
        deepest = {"the floor": max(radius - point[2] for point, radius in found)}
        for wall in walls:
            level = sum(p * n for p, n in zip(wall.point, wall.normal, strict=True))
            deepest["the wall"] = level - lowest(found, wall.normal)
        for kind, box in solids:
            depth = max(depth_in(box, point, radius) for point, radius in found)
            deepest[f"the {kind}"] = max(depth, deepest.get(f"the {kind}", 0.0))
        for what, depth in deepest.items():
            if depth > TOUCH:
                yield Problem(place, "goes-through", f"{moment} `{segment}` is {depth:.3f} H inside {what}", f"at most {TOUCH} H")


def text_problems(frame: Frame, skeleton: Skeleton) -> Iterator[Problem]:
    """Angles that the text names and the figure does not have."""
    angles = angles_of(skeleton)
    for joint, said in frame.says.items():
        deg = angles[joint][0]
        allowed = _STRAIGHT_DEG if said == 0 else _RIGHT_ANGLE_DEG
        if abs(deg - said) > allowed:
            message = (
                f"in {frame.name} {joint} is at {deg:.0f} degrees, and the text says {'straight' if said == 0 else f'{said:g}'}"
            )
            yield Problem(frame.place, "text-angle", message, f"{said:g} within {allowed:g}")


def unseen_mark_problems(pose: Pose) -> Iterator[Problem]:
    """A mark that the body itself hides in the hold."""
    if sum(row.roles.count("m") for row in Figure(pose).rows(1.0, (40, 20))) < 2:
        yield Problem(pose.place, "unseen-mark", "in hold the marked region cannot be seen", "a view that shows it")


def mark_problems(pose: Pose, stretch: Stretch) -> Iterator[Problem]:
    """Marks that are not what ``targets`` and ``felt`` of the record say."""
    allowed = {region for group in stretch.targets for region in marks.GROUPS.get(group, ())}
    primary = set(marks.GROUPS.get(stretch.targets[0], ()))
    side = {"same": "right", "other": "left", "both": "both"}[stretch.felt]
    for region, marked in pose.marks:
        if region not in allowed:
            names = ", ".join(sorted(allowed))
            yield Problem(pose.place, "mark", f"`{region}` is marked, and no target of the stretch lies there", f"one of {names}")
        if marked != side:
            yield Problem(pose.place, "mark", f"`{region}` is marked on `{marked}`, and the stretch is felt on `{side}`", side)
    if not primary & {region for region, _ in pose.marks}:
        message = f"nothing is marked for `{stretch.targets[0]}`, the first target"
        yield Problem(pose.place, "mark", message, f"one of {', '.join(sorted(primary))}")
