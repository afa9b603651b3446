"""The upper and lower limits for catalogs and for what a person may ask. Each limit is defined here and nowhere else."""

from __future__ import annotations

from typing import Final

LEAST_HOLD_S: Final = 3
MOST_HOLD_S: Final = 300
MOST_REPS: Final = 50

LONGEST_TEXT: Final = 400
LONGEST_NAME: Final = 48
LONGEST_SHORT: Final = 24  # with the side filled in

MOST_STEPS: Final = 30
MOST_STRETCHES: Final = 2000  # of one file
