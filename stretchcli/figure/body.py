"""The measures of the body, as fractions of its height or of its mass.

Lengths: Drillis & Contini 1966, as in Winter, Biomechanics and Motor Control of Human Movement, 4th ed. 2009, fig. 4.1.
Masses and centres of mass: Dempster 1955, as in Winter 2009, table 4.1. Where the trunk bends is our own choice, since
no source divides it: at the lumbosacral joint, 0.050 above the hips, and at T12/L1, half way from the hips to the
shoulders. So are the radii, chosen by eye, and the joint centres inside the breadths of hips and shoulders.
"""

from __future__ import annotations

from typing import Final

SIDES: Final = ("right", "left")

# Lengths.
FOOT, ANKLE_HEIGHT, SHANK, THIGH = 0.152, 0.039, 0.246, 0.245
TRUNK, ARM, FOREARM, HAND = 0.288, 0.186, 0.146, 0.108
NECK, HEAD = 0.052, 0.130
PELVIS: Final = 0.050
ABDOMEN: Final = TRUNK / 2 - PELVIS
THORAX: Final = TRUNK / 2
HIP_OUT, SHOULDER_OUT = 0.058, 0.105
HEEL_BEHIND: Final = 0.038  # of the ankle
BALL_AHEAD: Final = 0.078  # the ball of the foot, on which it stands with the heel up
PALM: Final = 0.045  # the middle of the palm, from the wrist
_FINGERTIPS: Final = HAND - 0.008  # a relaxed hand is not quite straight

# Mass, and where along the segment its centre lies, from its upper end.
MASSES: Final = {
    "head": (0.081, 1.0),
    "thorax": (0.216, 0.5),
    "abdomen": (0.139, 0.5),
    "pelvis": (0.142, 0.5),
    "arm": (0.028, 0.436),
    "forearm": (0.022, 0.682),
    "thigh": (0.100, 0.433),
    "shank": (0.0465, 0.433),
    "foot": (0.0145, 0.5),
}

# Balls on the segments, (front, out, up, radius) from the segment's joint. A part is drawn as the hull of its balls.
Ball = tuple[float, float, float, float]
BALLS: Final[dict[str, tuple[Ball, ...]]] = {
    "head": ((-0.006, 0, 0.079, 0.051), (0.016, 0, 0.060, 0.038), (0.024, 0, 0.028, 0.023)),
    "nose": ((0.040, 0, 0.066, 0.016), (0.064, 0, 0.054, 0.008)),
    "neck": ((-0.004, 0, -0.020, 0.031), (-0.002, 0, 0.030, 0.027), (0.000, 0, 0.060, 0.027)),
    "thorax": (
        (-0.004, 0, 0.080, 0.058),
        (0.010, 0.036, 0.070, 0.054),
        (-0.006, 0.090, 0.128, 0.036),
        (0.004, 0.026, 0.0, 0.047),
    ),
    "pelvis": ((0.002, 0.050, 0.004, 0.050), (-0.018, 0.032, -0.004, 0.048), (0.0, 0.030, 0.060, 0.046)),
    "arm": ((0.0, 0, 0.0, 0.034), (0.0, 0, -0.070, 0.030), (0.0, 0, -0.186, 0.0235)),
    "forearm": ((0.0, 0, 0.0, 0.0235), (0.0, 0, -0.045, 0.026), (0.0, 0, -0.146, 0.017)),
    "hand": ((0.0, 0, -0.004, 0.015), (0.0, 0, -PALM, 0.019), (0.0, 0, 0.011 - _FINGERTIPS, 0.011)),
    "thigh": ((0.0, 0, 0.0, 0.050), (0.004, 0, -0.090, 0.048), (0.0, 0, -0.245, 0.034)),
    "shank": ((0.0, 0, 0.0, 0.034), (-0.008, 0, -0.075, 0.037), (0.0, 0, -0.246, 0.022)),
    "foot": (
        (0.0, 0, 0.0, 0.021),
        (0.020 - HEEL_BEHIND, 0, 0.020 - ANKLE_HEIGHT, 0.020),
        (0.060, 0, 0.016 - ANKLE_HEIGHT, 0.016),
        (FOOT - HEEL_BEHIND - 0.012, 0, 0.012 - ANKLE_HEIGHT, 0.012),
    ),
}
LIMB_PARTS: Final = ("arm", "forearm", "hand", "thigh", "shank", "foot")
