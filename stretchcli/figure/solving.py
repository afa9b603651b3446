"""From a pose to a skeleton: the whole body follows its anchor, hands and feet reach for what they touch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import acos, degrees, pi, sin

from stretchcli.figure import body
from stretchcli.figure.poses import (
    ARM_JOINTS,
    LEG_JOINTS,
    NEUTRAL,
    Angles,
    Contact,
    Frame,
    Pose,
    Prop,
    side_of,
    stem_of,
)
from stretchcli.figure.props import CHAIR_BACK, directions, surface
from stretchcli.figure.skeleton import (
    SIGN,
    Skeleton,
    forward,
    reach,
    set_limb,
    turn_foot,
)
from stretchcli.figure.touching import body_surface, direction, flat_hand, lowest, main_point, touching_balls
from stretchcli.figure.vectors import (
    LEFT,
    UP,
    ZERO,
    Axes,
    Vector,
    across,
    at,
    between,
    blend,
    cross,
    dot,
    minus,
    placed,
    plus,
    relative,
    turned,
    turned_about,
    unit,
)

SOLVED = ("hand", "foot")  # parts that reach; every other contact is only checked
_WRIST_DEG = 88.0
LIFT = 0.06  # of the body's height: how far a foot that travels leaves the floor
_OUT = {"foot": body.HIP_OUT, "knee": body.HIP_OUT, "thigh": body.HIP_OUT, "shank": body.HIP_OUT}


def settled(frame: Frame, props: Sequence[Prop]) -> Skeleton:
    """The skeleton of a key frame. What cannot be reached is in its ``missed``."""
    skeleton = forward(frame.angles)
    if frame.anchor:
        rest(skeleton, frame.contacts[frame.anchor], props)
    for contact in reaching(frame):
        put(skeleton, contact, target(skeleton, contact, props), frame.angles, pole(skeleton, contact))
    return skeleton


def reaching(frame: Frame) -> list[Contact]:
    """The contacts that hands and feet are put to, in an order such that what each touches is already in its place."""
    found = [c for c in frame.contacts.values() if stem_of(c.part) in SOLVED and c.part != frame.anchor]
    return sorted(found, key=lambda c: (stem_of(c.part) == "hand", c.to is not None))


def spot(contact: Contact, props: Sequence[Prop], here: Vector) -> tuple[Vector, Vector]:
    """The point of the room that a contact names and the direction away from the surface.

    Args:
        here: Where the part is now: what the contact leaves open stays as it is.
    """
    sign = SIGN[side_of(contact.part)]
    stem = stem_of(contact.part)
    usual = _OUT.get(stem, body.SHOULDER_OUT if side_of(contact.part) else 0.0)
    out = usual if contact.out is None else contact.out
    point = (contact.x or 0.0, sign * out, here[2] if contact.z is None else contact.z)
    if contact.on is None:
        return point, (0.0, 0.0, 1.0)
    plane = surface(contact.on, props)
    if contact.on == CHAIR_BACK:  # an edge: drop the point onto it
        _, along = directions(next(prop for prop in props if prop.kind == "chair"))
        return plus(plane.point, along, dot(minus(point, plane.point), along)), plane.normal
    if plane.normal[2] > 0.5:
        return (point[0], point[1], plane.point[2]), plane.normal
    # On a wall x is what the wall says: drop the point onto it along its normal.
    gap = sum((p - q) * n for p, q, n in zip(point, plane.point, plane.normal, strict=True))
    return plus(point, plane.normal, -gap), plane.normal


def rest(skeleton: Skeleton, contact: Contact, props: Sequence[Prop]) -> None:
    """Move the whole body so that the anchor lies where its contact says."""
    if stem_of(contact.part) == "foot" and contact.on:
        side = side_of(contact.part)
        ankle, sole, _ = target(skeleton, contact, props)
        if sole is not None:
            set_limb(skeleton, side, skeleton.axes[f"thigh_{side}"], skeleton.axes[f"shank_{side}"], sole, leg=True)
            skeleton.move(minus(ankle, skeleton.points[f"ankle_{side}"]))
            if contact.pitch > 0:
                skeleton.toes_deg[side] = contact.pitch
            return
    main = main_point(skeleton, contact.part)
    point, normal = spot(contact, props, main)
    if contact.on is None:
        skeleton.move(minus(point, main))
        return
    level = sum(p * n for p, n in zip(point, normal, strict=True))
    sink = level - lowest(touching_balls(skeleton, contact.part), normal)
    flat = minus(point, main)
    skeleton.move(plus(across(flat, normal), normal, sink))


def _flat_foot(contact: Contact, normal: Vector) -> Axes:
    sign = SIGN[side_of(contact.part)]
    if normal[2] > 0.5:
        level = Axes((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))
        return turned(turned(level, UP, sign * contact.toes), LEFT, contact.pitch)
    towards = direction(contact.points, side_of(contact.part)) if contact.points else (0.0, 0.0, 1.0)
    front = unit(across(towards, normal))
    left = (
        normal[1] * front[2] - normal[2] * front[1],
        normal[2] * front[0] - normal[0] * front[2],
        normal[0] * front[1] - normal[1] * front[0],
    )
    return turned(Axes(front, left, normal), LEFT, contact.pitch)


def target(skeleton: Skeleton, contact: Contact, props: Sequence[Prop]) -> tuple[Vector, Axes | None, Vector]:
    """Where the ankle, the wrist or the palm has to be.

    Returns:
        The point; the axes of the foot or hand, or None where they follow the shank or forearm; the direction away from
        what is touched.
    """
    side = side_of(contact.part)
    foot = stem_of(contact.part) == "foot"
    if contact.to:
        point, normal = body_surface(skeleton, contact.to, contact.along, contact.face, side)
        if foot:
            return plus(point, normal, 0.022), None, normal
        return _wrist(contact, point, normal)
    point, normal = spot(contact, props, main_point(skeleton, contact.part))
    if not foot:
        return _wrist(contact, point, normal)
    if contact.on is None or contact.by not in ("sole", "ball"):
        return point, None, normal
    sole = _flat_foot(contact, normal)
    flat = _flat_foot(contact._replace(pitch=0.0), normal)
    ankle = plus(point, normal, body.ANKLE_HEIGHT)
    # The heel comes up on the ball of the foot, the toes on the heel; on its ball alone a foot turns about that either way.
    ahead = body.BALL_AHEAD if contact.pitch > 0 or contact.by == "ball" else 0.020 - body.HEEL_BEHIND
    pivot = at(ankle, flat, front=ahead, up=-body.ANKLE_HEIGHT)
    return at(pivot, sole, front=-ahead, up=body.ANKLE_HEIGHT), sole, normal


def _wrist(contact: Contact, point: Vector, normal: Vector) -> tuple[Vector, Axes | None, Vector]:
    """Where the palm or, with the fingers in a direction of their own, the wrist has to be."""
    free = contact.on is None and contact.to is None
    palm = point if free else plus(point, normal, 0.019)
    words = contact.points
    if not words and contact.on:
        words = "forward" if normal[2] > 0.5 else "up"
    if not words:
        return palm, None, normal
    wanted = direction(words, side_of(contact.part))
    fingers = wanted if free else unit(across(wanted, normal))
    facing = unit(across((0.0, 0.0, 1.0), fingers), (1.0, 0.0, 0.0)) if free else normal
    return plus(palm, fingers, -body.PALM), flat_hand(facing, fingers), normal


def pole(skeleton: Skeleton, contact: Contact) -> Vector:
    """Where the elbow or knee of a limb that reaches points: as the contact says, else as is usual."""
    side = side_of(contact.part)
    if contact.bend:
        return direction(contact.bend, side)
    if stem_of(contact.part) == "foot":
        return skeleton.axes["pelvis"].front
    thorax = skeleton.axes["thorax"]
    if abs(thorax.up[2]) > 0.5:
        return unit(at(ZERO, thorax, front=-0.6, left=SIGN[side] * 0.5, up=-0.6))
    # Lying or bent over: not down, where the floor is.
    return unit(at((0.0, 0.0, 0.15), thorax, left=SIGN[side], up=-0.5))


def put(
    skeleton: Skeleton,
    contact: Contact,
    goal: tuple[Vector, Axes | None, Vector],
    angles: Mapping[str, Angles],
    pole: Vector,
) -> None:
    """Bend a limb so that its hand or foot comes to its target; what is missing goes into ``missed``.

    Args:
        pole: Where the elbow or knee points.
    """
    point, end, normal = goal
    side = side_of(contact.part)
    if stem_of(contact.part) == "hand":
        _put_hand(skeleton, side, point, end, pole)
        return
    hip = skeleton.points[f"hip_{side}"]
    ankle = angles.get(f"ankle_{side}") or NEUTRAL["ankle"]
    aim = point
    for _ in range(1 if end is not None or contact.on is None else 5):
        thigh, shank, missed = reach(hip, aim, body.THIGH, body.SHANK, pole, knee=True)
        foot = turn_foot(shank, side, ankle) if end is None else end
        set_limb(skeleton, side, thigh, shank, foot, leg=True)
        if end is None and contact.on is not None:  # the heel or top is to touch: see how far off it is, and try again
            where = _foot_point(skeleton, contact)
            aim = plus(aim, minus(plus(point, normal, where[1]), where[0]))
    if end is not None and contact.pitch > 0:  # the toes stay on the floor
        skeleton.toes_deg[side] = contact.pitch
    if missed:
        skeleton.missed[contact.part] = missed


def _foot_point(skeleton: Skeleton, contact: Contact) -> tuple[Vector, float]:
    """The ball of the foot's surface that touches, with its radius."""
    index = {"heel": 1, "top": 2}[contact.by]
    front, _, up, radius = body.BALLS["foot"][index]
    foot = f"foot_{side_of(contact.part)}"
    return at(skeleton.origin(foot), skeleton.axes[foot], front, 0.0, up), radius


def _put_hand(skeleton: Skeleton, side: str, point: Vector, hand: Axes | None, pole: Vector) -> None:
    shoulder = skeleton.points[f"shoulder_{side}"]
    straight = hand is None
    lower = body.FOREARM + (body.PALM if straight else 0.0)
    arm, forearm, missed = reach(shoulder, point, body.ARM, lower, pole, knee=False)
    set_limb(skeleton, side, arm, forearm, forearm if hand is None else _within_wrist(forearm, hand), leg=False)
    if missed:
        skeleton.missed[f"hand_{side}"] = missed


def _within_wrist(forearm: Axes, hand: Axes) -> Axes:
    """The hand, with the heel of the palm lifted off its surface where the wrist would bend too far."""
    bend_deg = degrees(acos(max(-1.0, min(1.0, dot(forearm.up, hand.up)))))
    if bend_deg <= _WRIST_DEG:
        return hand
    return turned_about(hand, unit(cross(hand.up, forearm.up), hand.left), bend_deg - _WRIST_DEG)


def smooth(share: float) -> float:
    """An even start and an even stop: 3s^2 - 2s^3."""
    return share * share * (3 - 2 * share)


class Motion:
    """A pose with its key frames settled, ready to be asked for any moment between them."""

    def __init__(self, pose: Pose) -> None:
        self.pose = pose
        self.keys = [settled(frame, pose.props) for frame in pose.frames]

    def at(self, phase: float) -> Skeleton:
        """The skeleton at a moment: 0 is the first key frame, 1 the last."""
        last = len(self.keys) - 1
        if last == 0:
            return self.keys[0]
        run = max(0.0, min(1.0, phase)) * last
        index = min(int(run), last - 1)
        share = smooth(run - index)
        if share in (0.0, 1.0):
            return self.keys[index + int(share)]
        return self._between(index, share)

    def _between(self, index: int, share: float) -> Skeleton:
        a, b = self.pose.frames[index : index + 2]
        before, after = self.keys[index : index + 2]
        props = self.pose.props
        angles = {joint: blend(a.angles[joint], b.angles[joint], share) for joint in a.angles}
        skeleton = forward(angles)
        for side in body.SIDES:
            for part, joints, segments, parent in (
                ("foot", LEG_JOINTS, ("thigh", "shank", "foot"), "pelvis"),
                ("hand", ARM_JOINTS, ("arm", "forearm", "hand"), "thorax"),
            ):
                name = f"{part}_{side}"
                told = [name not in f.contacts for f in (a, b)]
                if not all(told) or any(f"{joint}_{side}" not in angles for joint in joints):
                    _swing(skeleton, before, after, share, [f"{s}_{side}" for s in segments], parent)
        held = a.contacts.get(a.anchor) if a.anchor == b.anchor else None
        if held and held.same_spot(b.contacts[b.anchor]):
            rest(skeleton, held.towards(b.contacts[b.anchor], share), props)
        else:
            held = None
            skeleton.move(minus(blend(before.points["pelvis"], after.points["pelvis"], share), skeleton.points["pelvis"]))
        for contact in reaching(a if held else a._replace(anchor="")):
            other = b.contacts.get(contact.part)
            if other is not None:
                self._pin(skeleton, (before, contact), (after, other), share, angles)
        return skeleton

    def _pin(
        self,
        skeleton: Skeleton,
        before: tuple[Skeleton, Contact],
        after: tuple[Skeleton, Contact],
        share: float,
        angles: Mapping[str, Angles],
    ) -> None:
        """A hand or foot that touches something in both key frames: it stays there, or goes from one place to the other."""
        props = self.pose.props
        a, b = before[1], after[1]
        kept = a.towards(b, share)
        towards = blend(pole(skeleton, a), pole(skeleton, b), share)
        if a.same_spot(b):
            put(skeleton, kept, target(skeleton, kept, props), angles, towards)
            return
        from_, to = target(skeleton, a, props), target(skeleton, b, props)
        # One given by the palm and one by the wrist meet half way; feet go by their ankles.
        end = between(from_[1], to[1], share) if from_[1] and to[1] else (from_, to)[share >= 0.5][1]
        point = blend(from_[0], to[0], share)
        if stem_of(a.part) == "foot":
            ankle = f"ankle_{side_of(a.part)}"
            ends = [key.points[ankle] if c.on else goal[0] for (key, c), goal in ((before, from_), (after, to))]
            point = blend(ends[0], ends[1], share)
            if a.on and b.on:  # it steps
                point = plus(point, (0.0, 0.0, 1.0), LIFT * sin(pi * share))
            kept = kept._replace(on=None)
        put(skeleton, kept, (point, end, from_[2]), angles, towards)


def _swing(skeleton: Skeleton, before: Skeleton, after: Skeleton, share: float, segments: Sequence[str], parent: str) -> None:
    """Turn each bone of a limb evenly from one key frame's angle to the other's."""
    limb: list[Axes] = []
    above = [parent, *segments]
    holder = skeleton.axes[parent]
    for upper, segment in zip(above, segments, strict=False):
        local = between(
            relative(before.axes[upper], before.axes[segment]), relative(after.axes[upper], after.axes[segment]), share
        )
        holder = placed(holder, local)
        limb.append(holder)
    set_limb(skeleton, side_of(segments[0]), limb[0], limb[1], limb[2], leg=parent == "pelvis")
