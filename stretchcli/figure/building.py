"""From checked plain data to poses, and what one line of a pose has to know about another. Plain data comes from files or
from the compiled poses; only data from files has places.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from stretchcli.figure.body import SIDES
from stretchcli.figure.poses import (
    ARM_JOINTS,
    JOINTS,
    LIMB_JOINTS,
    NEUTRAL,
    NOWHERE,
    TRUNK_JOINTS,
    Angles,
    Contact,
    Exemption,
    Frame,
    Pose,
    Prop,
    side_of,
    stem_of,
)
from stretchcli.figure.props import CHAIR_BACK, CORDS, MEASURES
from stretchcli.figure.touching import SIDED_PARTS
from stretchcli.reading.problems import Entries, Place, Problem

Plain = Mapping[str, Any]


def pose(name: str, plain: Plain) -> Pose:
    """The pose of a checked entry."""
    yaw, pitch = plain.get("view") or (0.0, 0.0)
    plains = [("start", plain["start"]), *((f"way {n}", way) for n, way in enumerate(plain.get("way", ()), 1))]
    frames: list[Frame] = []
    for title, entry in [*plains, ("hold", plain["hold"])]:
        frames.append(_frame(title, entry, frames[-1] if frames else None))
    dim = plain.get("dim")
    return Pose(
        id=name,
        yaw=yaw,
        pitch=pitch,
        crop=plain.get("crop", "body"),
        dim=None if dim is None else tuple(dim),
        marks=tuple((region, side) for region, side in plain["mark"].items()),
        props=tuple(_prop(kind, entry) for kind, entry in plain.get("props", {}).items()),
        frames=tuple(frames),
        exceptions=tuple(_exemptions(plain)),
        place=_place(plain),
    )


def _place(plain: Plain) -> Place:
    return plain.place if isinstance(plain, Entries) else NOWHERE


def both_sides(name: str, sided: tuple[str, ...]) -> tuple[str, ...]:
    """``hip_right`` and ``hip_left`` for a bare ``hip``; any other name as it is."""
    return tuple(f"{name}_{side}" for side in SIDES) if name in sided else (name,)


def _frame(name: str, plain: Plain, before: Frame | None) -> Frame:
    angles: dict[str, Angles] = dict(before.angles) if before else {}
    for joint in JOINTS if before is None else ():
        if joint not in LIMB_JOINTS:
            angles[joint] = NEUTRAL[stem_of(joint)]
    for joint in sorted((j for j in plain if j in JOINTS), key=lambda j: bool(side_of(j))):
        for one in both_sides(joint, LIMB_JOINTS):
            neutral = NEUTRAL[stem_of(one)]
            given = [*plain[joint], *neutral[len(plain[joint]) :]]
            angles[one] = (given[0], given[1], given[2])
    contacts = dict(before.contacts) if before else {}
    for part in plain.get("free", ()):
        for one in both_sides(part, SIDED_PARTS):
            contacts.pop(one, None)
    written = plain.get("contacts", {})
    for part in sorted(written, key=lambda p: bool(side_of(p))):
        for one in both_sides(part, SIDED_PARTS):
            contacts[one] = _contact(one, written[part])
    anchor = plain.get("anchor") or (before.anchor if before else "")
    if anchor in SIDED_PARTS:  # bare: both sides lie alike, and the right one leads
        anchor = f"{anchor}_right"
    says = {one: float(deg) for joint, deg in plain.get("says", {}).items()
            for one in both_sides(joint, LIMB_JOINTS)}  # fmt: skip
    return Frame(name, angles, anchor if anchor in contacts else "", contacts, says, _place(plain))


def _contact(part: str, plain: Plain) -> Contact:
    return Contact(part=part, place=_place(plain), **plain)


def _prop(kind: str, plain: Any) -> Prop:
    if kind in CORDS:
        return Prop(kind, through=tuple(str(part) for part in plain))
    length, width, z = MEASURES[kind]
    usual = {"length": length, "width": width, "z": z} | ({"x": 0.5} if kind == "wall" else {})
    return Prop(kind, **(usual | plain))


def _exemptions(plain: Plain) -> Iterator[Exemption]:
    for entry in plain.get("exceptions", ()):
        for joint in both_sides(entry["joint"], LIMB_JOINTS):
            yield Exemption(joint, entry["motion"], float(entry["to"]), entry["reason"], _place(entry))


def structure_problems(plain: Plain) -> Iterator[Problem]:
    """Where the lines of a checked pose contradict each other."""
    props = {*plain.get("props", {}), "floor"}
    props |= {CHAIR_BACK} if "chair" in props else set()
    active: set[str] = set()  # the parts in contact so far, on both sides
    anchor = ""
    for entry in [plain["start"], *plain.get("way", ()), plain["hold"]]:
        place = _place(entry)
        for part in entry.get("free", ()):
            gone = set(both_sides(part, SIDED_PARTS))
            if not gone <= active:
                yield Problem(place, "not-in-contact", f"`{part}` is not in contact in the frame before", "a part that is")
            active -= gone
        for part, contact in entry.get("contacts", {}).items():
            active |= set(both_sides(part, SIDED_PARTS))
            yield from _contact_problems(part, contact, props)
        anchor = entry.get("anchor", anchor)
        if anchor and not set(both_sides(anchor, SIDED_PARTS)) <= active:
            yield Problem(
                place, "anchor", f"the anchor `{anchor}` has no contact", "a contact for it", f"{anchor}: {{on: floor}}"
            )
        if not anchor:
            yield Problem(place, "anchor", "nothing holds the body in its place", "an anchor", "anchor: foot_left")
        anchors = both_sides(anchor, SIDED_PARTS)[:1]
        for joint in entry:
            if joint in JOINTS and joint not in TRUNK_JOINTS:
                yield from _decided_twice(joint, active, anchors, place)


def _contact_problems(part: str, contact: Plain, props: set[str]) -> Iterator[Problem]:
    place = _place(contact)
    if contact.get("on") and contact["on"] not in props:
        yield Problem(place, "no-such-prop", f"the pose has no prop `{contact['on']}`", "one of its props", "floor")
    if contact.get("on") and contact.get("to"):
        yield Problem(place, "two-contacts", f"`{part}` touches both a prop and the body", "either `on` or `to`")
    if contact.get("to") and part in SIDED_PARTS and stem_of(contact["to"]) not in ("head", "neck", "thorax", "pelvis"):
        yield Problem(place, "which-side", f"both sides of `{part}` would touch the same limb", "one side", f"{part}_right")
    stem = stem_of(part)
    if contact.get("to") and stem not in ("hand", "foot"):
        yield Problem(place, "wrong-part", f"`{part}` cannot reach for a part of the body", "a hand or a foot")
    if contact.get("by") and stem != "foot":
        yield Problem(place, "wrong-part", "`by` is for feet", "no `by` here")


def _decided_twice(joint: str, active: set[str], anchors: tuple[str, ...], place: Place) -> Iterator[Problem]:
    for one in both_sides(joint, LIMB_JOINTS):
        stem, side = stem_of(one), side_of(one)
        end = f"{'hand' if stem in ARM_JOINTS else 'foot'}_{side}"
        if stem not in ("ankle", "wrist", "toes") and end in active and end not in anchors:
            message = f"`{one}` is decided by the contact of `{end}`"
            yield Problem(place, "decided-twice", message, "either the angle or the contact")
