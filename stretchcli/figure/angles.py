"""The angles of a finished skeleton, and how far a joint may go.

Ranges: AAOS, Joint Motion: Method of Measuring and Recording (1965; Greene & Heckman 1994; toes as the great toe's first
joint), widened where a passive stretch goes further than the active norm: hip flexion and knee flexion (knees to the chest,
sitting on the heels, for which kneeling studies give 150 to 155), hip rotation (cross-legged sitting measures 62, doi
10.1186/s12891-021-04487-z), ankle dorsiflexion (weight-bearing), wrist (hands flat under load), neck flexion (a hand helps).
The trunk bends in two places: at most 60 of its flexion and 25 of its extension in the lower, the rest in the upper; side
bend and rotation are those of both together.
"""

from __future__ import annotations

from math import acos, asin, atan2, degrees
from typing import Final

from stretchcli.figure.body import SIDES
from stretchcli.figure.poses import Angles
from stretchcli.figure.skeleton import SIGN, Skeleton, hip_angles, shoulder_angles
from stretchcli.figure.vectors import FRONT, LEFT, ROOM, Axes, dot, inside, relative, turned

# (least, most) in degrees.
LIMITS: Final[dict[tuple[str, str], tuple[float, float]]] = {
    ("lumbar", "flexion"): (-25, 60),
    ("thorax", "flexion"): (-20, 40),
    ("trunk", "flexion"): (-30, 90),
    ("trunk", "side bend"): (-35, 35),
    ("trunk", "rotation"): (-45, 45),
    ("neck", "flexion"): (-45, 60),
    ("neck", "side bend"): (-45, 45),
    ("neck", "rotation"): (-80, 80),
    ("shoulder", "raise"): (0, 180),
    ("shoulder", "extension"): (0, 60),
    ("shoulder", "plane"): (-1, 135),
    ("shoulder", "rotation"): (-90, 90),
    ("elbow", "flexion"): (0, 150),
    ("wrist", "flexion"): (-90, 90),
    ("hip", "flexion"): (-30, 140),
    ("hip", "abduction"): (-30, 50),
    ("hip", "rotation"): (-45, 75),
    ("knee", "flexion"): (-5, 160),
    ("ankle", "dorsiflexion"): (-65, 35),
    ("ankle", "inversion"): (-20, 35),
    ("toes", "extension"): (-45, 70),
}


def angles_of(skeleton: Skeleton) -> dict[str, Angles]:
    """The anatomical angles of every joint but the pelvis, in degrees, in the order of ``MOTIONS``."""
    axes = skeleton.axes
    found = {
        "lumbar": _spine(axes["pelvis"], axes["abdomen"]),
        "thorax": _spine(axes["abdomen"], axes["thorax"]),
        "neck": _spine(axes["thorax"], axes["head"]),
    }
    for side in SIDES:
        thigh, shank, foot = (axes[f"{part}_{side}"] for part in ("thigh", "shank", "foot"))
        arm, forearm, hand = (axes[f"{part}_{side}"] for part in ("arm", "forearm", "hand"))
        found[f"hip_{side}"] = hip_angles(axes["pelvis"], side, thigh)
        found[f"knee_{side}"] = (_bend(thigh, shank, 1.0), 0.0, 0.0)
        found[f"ankle_{side}"] = _ankle(shank, foot, side)
        found[f"toes_{side}"] = (skeleton.toes_deg.get(side, 0.0), 0.0, 0.0)
        found[f"shoulder_{side}"] = shoulder_angles(axes["thorax"], side, arm)
        found[f"elbow_{side}"] = (_bend(arm, forearm, -1.0), 0.0, 0.0)
        found[f"wrist_{side}"] = (degrees(acos(max(-1.0, min(1.0, dot(forearm.up, hand.up))))), 0.0, 0.0)
    return found


def _spine(below: Axes, above: Axes) -> Angles:
    """Flexion about the left, side bend about the front, rotation about the length."""
    x, y, z = inside(below, above.up)
    local = relative(below, above)
    flexion = degrees(atan2(x, z))
    bend = degrees(_asin(-y))
    bent = turned(turned(ROOM, LEFT, flexion), FRONT, bend)
    return flexion, bend, -degrees(atan2(dot(local.front, bent.left), dot(local.front, bent.front)))


def _bend(upper: Axes, lower: Axes, sign: float) -> float:
    x, _, z = inside(upper, lower.up)
    return sign * degrees(atan2(x, z))


def _ankle(shank: Axes, foot: Axes, side: str) -> Angles:
    x, y, z = inside(shank, foot.front)
    return degrees(_asin(z)), -SIGN[side] * degrees(atan2(y, x)) if abs(z) < 0.97 else 0.0, 0.0


def _asin(sine: float) -> float:
    return asin(max(-1.0, min(1.0, sine)))
