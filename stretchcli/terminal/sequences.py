"""The escape sequences that styles begin with.

rich's Style knows these too, and takes 7 ms of a start to import. Here are those of the themes, on a terminal of 256 colours;
rich is asked on one of 16, since it knows which of them is nearest.
"""

from __future__ import annotations

from functools import cache
from typing import Final, Literal

Colours = Literal[16, 256]

_ATTRIBUTES: Final = {"bold": "1", "dim": "2"}
_BRIGHT: Final = {"bright_red": "91", "bright_green": "92", "bright_yellow": "93", "bright_cyan": "96"}


@cache
def begin(style: str, colours: Colours) -> str:
    """What begins a style, as rich writes it: ``bold color(32)``."""
    codes = []
    for word in style.split():
        if word.startswith("color("):
            if colours == 16:
                return _nearest(style)
            codes.append(f"38;5;{word[6:-1]}")
        else:
            codes.append(_ATTRIBUTES.get(word) or _BRIGHT[word])
    return f"\x1b[{';'.join(codes)}m" if codes else ""


def _nearest(style: str) -> str:
    from rich.color import ColorSystem
    from rich.style import Style

    return Style.parse(style).render("|", color_system=ColorSystem.STANDARD).partition("|")[0]
