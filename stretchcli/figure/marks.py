"""The regions of the body that a stretch is felt in: where each lies, and which muscle groups it stands for."""

from __future__ import annotations

from typing import Final, NamedTuple

Spot = tuple[float, float, float]  # front, out, up from the segment's joint, body heights


class Region(NamedTuple):
    """A strip on the surface of a segment.

    Attributes:
        segment: By whose axes it is given: ``thigh`` of the marked side, or a segment of the trunk.
        parts: The parts on which it is drawn.
        spots: The line in the middle of the strip.
        radius: Half its width.
    """

    segment: str
    parts: tuple[str, ...]
    spots: tuple[Spot, ...]
    radius: float


REGIONS: Final[dict[str, Region]] = {
    "neck_side": Region("neck", ("neck", "thorax"), ((0, 0.024, 0.055), (0, 0.034, 0.0), (0, 0.075, -0.02)), 0.022),
    "neck_back": Region("neck", ("neck", "thorax"), ((-0.026, 0.008, 0.06), (-0.036, 0.012, -0.04)), 0.020),
    "shoulder": Region("arm", ("arm", "thorax"), ((0, 0.016, 0.016), (0, 0.018, -0.060)), 0.026),
    "shoulder_front": Region("arm", ("arm", "thorax"), ((0.022, -0.01, 0.010), (0.018, 0.004, -0.055)), 0.024),
    "shoulder_back": Region("arm", ("arm", "thorax"), ((-0.022, -0.01, 0.010), (-0.018, 0.004, -0.055)), 0.024),
    "chest": Region("thorax", ("thorax",), ((0.050, 0.030, 0.085), (0.030, 0.090, 0.105)), 0.028),
    "arm_front": Region("arm", ("arm",), ((0.020, 0, -0.045), (0.016, 0, -0.165)), 0.019),
    "arm_back": Region("arm", ("arm",), ((-0.020, 0, -0.035), (-0.016, 0, -0.165)), 0.019),
    "forearm_front": Region("forearm", ("forearm",), ((0.015, 0, -0.02), (0.010, 0, -0.135)), 0.016),
    "forearm_back": Region("forearm", ("forearm",), ((-0.015, 0, -0.02), (-0.010, 0, -0.135)), 0.016),
    "upper_back": Region("thorax", ("thorax",), ((-0.045, 0.035, 0.115), (-0.042, 0.035, 0.010)), 0.030),
    "lower_back": Region("abdomen", ("pelvis", "thorax"), ((-0.038, 0.015, 0.095), (-0.048, 0.020, -0.030)), 0.024),
    "side": Region("abdomen", ("pelvis", "thorax"), ((0, 0.085, 0.155), (0, 0.066, 0.06), (0, 0.075, -0.015)), 0.028),
    "belly": Region("abdomen", ("pelvis", "thorax"), ((0.045, 0.012, 0.110), (0.045, 0.012, -0.030)), 0.024),
    "hip_front": Region("thigh", ("pelvis", "thigh"), ((0.034, 0, 0.040), (0.036, 0, -0.035), (0.030, 0, -0.110)), 0.027),
    "hip_outer": Region("thigh", ("pelvis", "thigh"), ((0, 0.034, 0.030), (0, 0.034, -0.090)), 0.027),
    "buttock": Region("thigh", ("pelvis", "thigh"), ((-0.034, 0.010, 0.035), (-0.038, 0.016, -0.050)), 0.032),
    "thigh_front": Region("thigh", ("thigh",), ((0.034, 0, -0.050), (0.024, 0, -0.215)), 0.024),
    "thigh_back": Region("thigh", ("thigh",), ((-0.034, 0, -0.050), (-0.024, 0, -0.220)), 0.026),
    "thigh_inner": Region("thigh", ("thigh",), ((0, -0.034, -0.035), (0, -0.024, -0.210)), 0.024),
    "thigh_outer": Region("thigh", ("thigh",), ((0, 0.034, -0.020), (0, 0.024, -0.215)), 0.024),
    "calf": Region("shank", ("shank",), ((-0.030, 0, -0.030), (-0.028, 0, -0.110), (-0.012, 0, -0.200)), 0.024),
    "shin": Region("shank", ("shank",), ((0.024, 0, -0.030), (0.018, 0, -0.220)), 0.020),
    "ankle_outer": Region("shank", ("shank", "foot"), ((0, 0.018, -0.140), (0, 0.016, -0.255)), 0.018),
    "foot_top": Region("foot", ("foot", "toes", "shank"), ((0.012, 0, 0.016), (0.085, 0, -0.014)), 0.018),
    "sole": Region("foot", ("foot", "toes"), ((-0.020, 0, -0.036), (0.075, 0, -0.036)), 0.014),
}
TRUNK_SEGMENTS: Final = ("neck", "thorax", "abdomen", "pelvis")

# Which regions can show a stretch of a muscle group.
GROUPS: Final[dict[str, tuple[str, ...]]] = {
    "neck": ("neck_side", "neck_back"),
    "shoulders": ("shoulder", "shoulder_front", "shoulder_back"),
    "chest": ("chest",),
    "triceps": ("arm_back",),
    "biceps-forearms": ("arm_front", "forearm_front", "forearm_back"),
    "upper-back": ("upper_back", "side"),
    "lower-back": ("lower_back",),
    "side-trunk": ("side", "belly"),
    "hip-flexors": ("hip_front",),
    "glutes": ("buttock",),
    "hamstrings": ("thigh_back",),
    "quadriceps": ("thigh_front",),
    "adductors": ("thigh_inner",),
    "abductors": ("hip_outer", "thigh_outer"),
    "calves": ("calf",),
    "ankles-feet": ("shin", "foot_top", "sole", "ankle_outer", "calf"),
}
